/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-event.h"

struct _CamActivityEvent
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamActivityEvent, cam_activity_event, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ACTIVITY_EVENT_ACTIVITY_UUID] = { "activity_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_ACTIVITY_EVENT_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
};

static void
cam_activity_event_class_init (CamActivityEventClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "activity_event", columns, G_N_ELEMENTS (columns));
}

static void
cam_activity_event_init (CamActivityEvent *self)
{
}

CamActivityEvent *
cam_activity_event_new (void)
{
  return g_object_new (CAM_TYPE_ACTIVITY_EVENT, NULL);
}
