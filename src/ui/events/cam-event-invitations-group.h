/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* Who was invited to an event, what they answered, and how many places that takes. */
#define CAM_TYPE_EVENT_INVITATIONS_GROUP (cam_event_invitations_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventInvitationsGroup, cam_event_invitations_group, CAM, EVENT_INVITATIONS_GROUP, CamPlanGroup)

G_END_DECLS
