/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A priority that an event serves. */
typedef enum
{
  CAM_EVENT_PRIORITY_EVENT_UUID,
  CAM_EVENT_PRIORITY_PRIORITY_UUID,
} CamEventPriorityColumn;

#define CAM_TYPE_EVENT_PRIORITY (cam_event_priority_get_type ())
G_DECLARE_FINAL_TYPE (CamEventPriority, cam_event_priority, CAM, EVENT_PRIORITY, CamRecord)

CamEventPriority *cam_event_priority_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
