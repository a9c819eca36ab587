/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-apply.h"

G_BEGIN_DECLS

/* The people of a partner: who has a role there, or had one. */
#define CAM_TYPE_MEMBERS_GROUP (cam_members_group_get_type ())
G_DECLARE_FINAL_TYPE (CamMembersGroup, cam_members_group, CAM, MEMBERS_GROUP, CamPlanGroup)

G_END_DECLS
