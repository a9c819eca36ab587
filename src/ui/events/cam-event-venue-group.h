/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* Where an event is, with the access facts of that place, which are changed here for every event there. */
#define CAM_TYPE_EVENT_VENUE_GROUP (cam_event_venue_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventVenueGroup, cam_event_venue_group, CAM, EVENT_VENUE_GROUP, CamPlanGroup)

G_END_DECLS
