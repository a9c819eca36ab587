/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* How many of a group came, on one date of an event. */
typedef enum
{
  CAM_EVENT_ATTENDANCE_EVENT_UUID,
  CAM_EVENT_ATTENDANCE_OCCURRED_ON,
  CAM_EVENT_ATTENDANCE_GROUP_NAME,
  CAM_EVENT_ATTENDANCE_COUNT,
  CAM_EVENT_ATTENDANCE_NAMES,
} CamEventAttendanceColumn;

#define CAM_TYPE_EVENT_ATTENDANCE (cam_event_attendance_get_type ())
G_DECLARE_FINAL_TYPE (CamEventAttendance, cam_event_attendance, CAM, EVENT_ATTENDANCE, CamRecord)

CamEventAttendance *cam_event_attendance_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
