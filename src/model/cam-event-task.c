/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-task.h"

struct _CamEventTask
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventTask, cam_event_task, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVENT_TASK_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_EVENT_TASK_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_EVENT_TASK_DAYS_BEFORE] = { "days_before", CAM_COLUMN_INTEGER },
  [CAM_EVENT_TASK_DUE_ON] = { "due_on", CAM_COLUMN_DATE },
  [CAM_EVENT_TASK_DONE_ON] = { "done_on", CAM_COLUMN_DATE },
  [CAM_EVENT_TASK_OWNER] = { "owner", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_TASK_POSITION] = { "position", CAM_COLUMN_INTEGER },
};

static void
cam_event_task_class_init (CamEventTaskClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "event_task", columns, G_N_ELEMENTS (columns));
}

static void
cam_event_task_init (CamEventTask *self)
{
}

CamEventTask *
cam_event_task_new (void)
{
  return g_object_new (CAM_TYPE_EVENT_TASK, NULL);
}
