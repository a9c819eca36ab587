/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-corporate-priority.h"

struct _CamCorporatePriority
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamCorporatePriority, cam_corporate_priority, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_CORPORATE_PRIORITY_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_CORPORATE_PRIORITY_POSITION] = { "position", CAM_COLUMN_INTEGER },
};

static void
cam_corporate_priority_class_init (CamCorporatePriorityClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "corporate_priority", columns, G_N_ELEMENTS (columns));
}

static void
cam_corporate_priority_init (CamCorporatePriority *self)
{
}

CamCorporatePriority *
cam_corporate_priority_new (void)
{
  return g_object_new (CAM_TYPE_CORPORATE_PRIORITY, NULL);
}
