/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The events that an activity has to do with, and the one that it arose from. */
#define CAM_TYPE_EVENTS_GROUP (cam_events_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventsGroup, cam_events_group, CAM, EVENTS_GROUP, CamPlanGroup)

G_END_DECLS
