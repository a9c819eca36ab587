/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The vehicle that goes to an event: chosen or added, and what is known of it. */
#define CAM_TYPE_EVENT_VEHICLE_GROUP (cam_event_vehicle_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventVehicleGroup, cam_event_vehicle_group, CAM, EVENT_VEHICLE_GROUP, CamPlanGroup)

G_END_DECLS
