/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The organisations that support an activity: found by name, or added where the file does not have one yet. */
#define CAM_TYPE_PARTNERS_GROUP (cam_partners_group_get_type ())
G_DECLARE_FINAL_TYPE (CamPartnersGroup, cam_partners_group, CAM, PARTNERS_GROUP, CamPlanGroup)

G_END_DECLS
