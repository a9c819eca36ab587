/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The areas that a forum is of. */
#define CAM_TYPE_FORUM_AREAS_GROUP (cam_forum_areas_group_get_type ())
G_DECLARE_FINAL_TYPE (CamForumAreasGroup, cam_forum_areas_group, CAM, FORUM_AREAS_GROUP, CamPlanGroup)

G_END_DECLS
