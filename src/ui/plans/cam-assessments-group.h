/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The impact assessments of an activity or an outcome, the newest first. */
#define CAM_TYPE_ASSESSMENTS_GROUP (cam_assessments_group_get_type ())
G_DECLARE_FINAL_TYPE (CamAssessmentsGroup, cam_assessments_group, CAM, ASSESSMENTS_GROUP, CamPlanGroup)

G_END_DECLS
