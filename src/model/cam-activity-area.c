/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-area.h"

struct _CamActivityArea
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamActivityArea, cam_activity_area, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ACTIVITY_AREA_ACTIVITY_UUID] = { "activity_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_ACTIVITY_AREA_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
};

static void
cam_activity_area_class_init (CamActivityAreaClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "activity_area", columns, G_N_ELEMENTS (columns));
}

static void
cam_activity_area_init (CamActivityArea *self)
{
}

CamActivityArea *
cam_activity_area_new (void)
{
  return g_object_new (CAM_TYPE_ACTIVITY_AREA, NULL);
}
