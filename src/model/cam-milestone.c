/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-milestone.h"

struct _CamMilestone
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamMilestone, cam_milestone, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_MILESTONE_ACTIVITY_UUID] = { "activity_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_MILESTONE_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_MILESTONE_DUE_ON] = { "due_on", CAM_COLUMN_DATE },
  [CAM_MILESTONE_DONE_ON] = { "done_on", CAM_COLUMN_DATE },
  [CAM_MILESTONE_POSITION] = { "position", CAM_COLUMN_INTEGER },
};

static void
cam_milestone_class_init (CamMilestoneClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "milestone", columns, G_N_ELEMENTS (columns));
}

static void
cam_milestone_init (CamMilestone *self)
{
}

CamMilestone *
cam_milestone_new (void)
{
  return g_object_new (CAM_TYPE_MILESTONE, NULL);
}
