/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-corporate.h"

struct _CamActivityCorporate
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamActivityCorporate, cam_activity_corporate, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ACTIVITY_CORPORATE_ACTIVITY_UUID] = { "activity_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_ACTIVITY_CORPORATE_CORPORATE_PRIORITY_UUID] = { "corporate_priority_uuid", CAM_COLUMN_TEXT, .references = "corporate_priority" },
};

static void
cam_activity_corporate_class_init (CamActivityCorporateClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "activity_corporate", columns, G_N_ELEMENTS (columns));
}

static void
cam_activity_corporate_init (CamActivityCorporate *self)
{
}

CamActivityCorporate *
cam_activity_corporate_new (void)
{
  return g_object_new (CAM_TYPE_ACTIVITY_CORPORATE, NULL);
}
