/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-saved-filter.h"

struct _CamSavedFilter
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamSavedFilter, cam_saved_filter, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_SAVED_FILTER_NAME] = { "name", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_SAVED_FILTER_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "people|organisations" },
  [CAM_SAVED_FILTER_CHOICE] = { "choice", CAM_COLUMN_TEXT },
  [CAM_SAVED_FILTER_POSITION] = { "position", CAM_COLUMN_INTEGER },
};

static void
cam_saved_filter_class_init (CamSavedFilterClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "saved_filter", columns, G_N_ELEMENTS (columns));
}

static void
cam_saved_filter_init (CamSavedFilter *self)
{
}

CamSavedFilter *
cam_saved_filter_new (void)
{
  return g_object_new (CAM_TYPE_SAVED_FILTER, NULL);
}
