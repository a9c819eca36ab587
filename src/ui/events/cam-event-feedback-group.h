/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* What people said at an event, what was done about it, and the activities that were made of it. */
#define CAM_TYPE_EVENT_FEEDBACK_GROUP (cam_event_feedback_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventFeedbackGroup, cam_event_feedback_group, CAM, EVENT_FEEDBACK_GROUP, CamPlanGroup)

G_END_DECLS
