/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-when-group.h"

G_BEGIN_DECLS

/* How many of each group came on the date that the form shows. */
#define CAM_TYPE_EVENT_ATTENDANCE_GROUP (cam_event_attendance_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventAttendanceGroup, cam_event_attendance_group, CAM, EVENT_ATTENDANCE_GROUP, CamPlanGroup)

/* Before set_record(): where the date is asked for. */
void cam_event_attendance_group_set_when (CamEventAttendanceGroup *self,
                                          CamEventWhenGroup       *when_group);

G_END_DECLS
