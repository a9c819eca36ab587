/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The steps of an activity: ticked when done, opened to change name and date, typed to add one. */
#define CAM_TYPE_MILESTONES_GROUP (cam_milestones_group_get_type ())
G_DECLARE_FINAL_TYPE (CamMilestonesGroup, cam_milestones_group, CAM, MILESTONES_GROUP, CamPlanGroup)

G_END_DECLS
