/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A line of the checklist. Without due_on it is due days_before days before the event. */
typedef enum
{
  CAM_EVENT_TASK_EVENT_UUID,
  CAM_EVENT_TASK_NAME,
  CAM_EVENT_TASK_DAYS_BEFORE,
  CAM_EVENT_TASK_DUE_ON,
  CAM_EVENT_TASK_DONE_ON,
  CAM_EVENT_TASK_OWNER,
  CAM_EVENT_TASK_POSITION,
} CamEventTaskColumn;

#define CAM_TYPE_EVENT_TASK (cam_event_task_get_type ())
G_DECLARE_FINAL_TYPE (CamEventTask, cam_event_task, CAM, EVENT_TASK, CamRecord)

CamEventTask *cam_event_task_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
