/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The corporate priorities, ticked where an activity serves them. They are few. */
#define CAM_TYPE_CORPORATE_GROUP (cam_corporate_group_get_type ())
G_DECLARE_FINAL_TYPE (CamCorporateGroup, cam_corporate_group, CAM, CORPORATE_GROUP, CamPlanGroup)

G_END_DECLS
