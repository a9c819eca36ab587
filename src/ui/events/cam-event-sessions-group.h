/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The programme of a conference. */
#define CAM_TYPE_EVENT_SESSIONS_GROUP (cam_event_sessions_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventSessionsGroup, cam_event_sessions_group, CAM, EVENT_SESSIONS_GROUP, CamPlanGroup)

G_END_DECLS
