/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-apply.h"

G_BEGIN_DECLS

/* The groups and tags of a partner or a person, with the days from when to when. */
#define CAM_TYPE_MEMBERSHIPS_GROUP (cam_memberships_group_get_type ())
G_DECLARE_FINAL_TYPE (CamMembershipsGroup, cam_memberships_group, CAM, MEMBERSHIPS_GROUP, CamPlanGroup)

G_END_DECLS
