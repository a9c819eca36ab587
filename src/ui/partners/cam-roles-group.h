/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-apply.h"

G_BEGIN_DECLS

/* The roles of a person beside the main one: others and earlier ones. */
#define CAM_TYPE_ROLES_GROUP (cam_roles_group_get_type ())
G_DECLARE_FINAL_TYPE (CamRolesGroup, cam_roles_group, CAM, ROLES_GROUP, CamPlanGroup)

G_END_DECLS
