/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* What people said at an event, and what was done about it: in words, as an activity, or both. */
typedef enum
{
  CAM_EVENT_FEEDBACK_EVENT_UUID,
  CAM_EVENT_FEEDBACK_BODY,
  CAM_EVENT_FEEDBACK_SAID_ON,
  CAM_EVENT_FEEDBACK_WE_DID,
  CAM_EVENT_FEEDBACK_ACTIVITY_UUID,
} CamEventFeedbackColumn;

#define CAM_TYPE_EVENT_FEEDBACK (cam_event_feedback_get_type ())
G_DECLARE_FINAL_TYPE (CamEventFeedback, cam_event_feedback, CAM, EVENT_FEEDBACK, CamRecord)

CamEventFeedback *cam_event_feedback_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
