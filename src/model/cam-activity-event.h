/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* An event that an activity has to do with, beside the one that it arose from. */
typedef enum
{
  CAM_ACTIVITY_EVENT_ACTIVITY_UUID,
  CAM_ACTIVITY_EVENT_EVENT_UUID,
} CamActivityEventColumn;

#define CAM_TYPE_ACTIVITY_EVENT (cam_activity_event_get_type ())
G_DECLARE_FINAL_TYPE (CamActivityEvent, cam_activity_event, CAM, ACTIVITY_EVENT, CamRecord)

CamActivityEvent *cam_activity_event_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
