/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The risk assessment of an event: what may happen, how likely and how severe it is, what is done about it. */
#define CAM_TYPE_EVENT_RISKS_GROUP (cam_event_risks_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventRisksGroup, cam_event_risks_group, CAM, EVENT_RISKS_GROUP, CamPlanGroup)

G_END_DECLS
