/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-feedback.h"

struct _CamEventFeedback
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventFeedback, cam_event_feedback, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVENT_FEEDBACK_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_EVENT_FEEDBACK_BODY] = { "body", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_EVENT_FEEDBACK_SAID_ON] = { "said_on", CAM_COLUMN_DATE },
  [CAM_EVENT_FEEDBACK_WE_DID] = { "we_did", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_FEEDBACK_ACTIVITY_UUID] = { "activity_uuid", CAM_COLUMN_TEXT, .references = "activity" },
};

static void
cam_event_feedback_class_init (CamEventFeedbackClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "event_feedback", columns, G_N_ELEMENTS (columns));
}

static void
cam_event_feedback_init (CamEventFeedback *self)
{
}

CamEventFeedback *
cam_event_feedback_new (void)
{
  return g_object_new (CAM_TYPE_EVENT_FEEDBACK, NULL);
}
