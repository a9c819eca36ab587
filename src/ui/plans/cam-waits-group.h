/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* What an activity waits for: other activities, or what words say. A circle is refused with the sentence that names
 * it. */
#define CAM_TYPE_WAITS_GROUP (cam_waits_group_get_type ())
G_DECLARE_FINAL_TYPE (CamWaitsGroup, cam_waits_group, CAM, WAITS_GROUP, CamPlanGroup)

G_END_DECLS
