/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-priority.h"

struct _CamEventPriority
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventPriority, cam_event_priority, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVENT_PRIORITY_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_EVENT_PRIORITY_PRIORITY_UUID] = { "priority_uuid", CAM_COLUMN_TEXT, .references = "priority" },
};

static void
cam_event_priority_class_init (CamEventPriorityClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "event_priority", columns, G_N_ELEMENTS (columns));
}

static void
cam_event_priority_init (CamEventPriority *self)
{
}

CamEventPriority *
cam_event_priority_new (void)
{
  return g_object_new (CAM_TYPE_EVENT_PRIORITY, NULL);
}
