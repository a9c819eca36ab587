/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity.h"

struct _CamActivity
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamActivity, cam_activity, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ACTIVITY_PRIORITY_UUID] = { "priority_uuid", CAM_COLUMN_TEXT, .references = "priority" },
  [CAM_ACTIVITY_OUTCOME_UUID] = { "outcome_uuid", CAM_COLUMN_TEXT, .references = "outcome" },
  [CAM_ACTIVITY_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_ACTIVITY_DESCRIPTION] = { "description", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ACTIVITY_OWNER] = { "owner", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ACTIVITY_LEAD_UUID] = { "lead_uuid", CAM_COLUMN_TEXT, .references = "organisation" },
  [CAM_ACTIVITY_STARTS_ON] = { "starts_on", CAM_COLUMN_DATE },
  [CAM_ACTIVITY_DUE_ON] = { "due_on", CAM_COLUMN_DATE },
  [CAM_ACTIVITY_STATUS] = { "status", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "planned|started|paused|done|stopped" },
  [CAM_ACTIVITY_DONE_ON] = { "done_on", CAM_COLUMN_DATE },
  [CAM_ACTIVITY_IS_TEMPLATE] = { "is_template", CAM_COLUMN_BOOLEAN },
  [CAM_ACTIVITY_REPEATS] = { "repeats", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED,
    .words = "weekly|monthly|quarterly|yearly" },
  [CAM_ACTIVITY_MADE_FROM_UUID] = { "made_from_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_ACTIVITY_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
};

static void
cam_activity_class_init (CamActivityClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "activity", columns, G_N_ELEMENTS (columns));
}

static void
cam_activity_init (CamActivity *self)
{
}

CamActivity *
cam_activity_new (void)
{
  g_autoptr(CamActivity) self = g_object_new (CAM_TYPE_ACTIVITY, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_ACTIVITY_STATUS, "planned");
  return g_steal_pointer (&self);
}
