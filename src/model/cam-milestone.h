/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A step of an activity; done where done_on is set. */
typedef enum
{
  CAM_MILESTONE_ACTIVITY_UUID,
  CAM_MILESTONE_NAME,
  CAM_MILESTONE_DUE_ON,
  CAM_MILESTONE_DONE_ON,
  CAM_MILESTONE_POSITION,
} CamMilestoneColumn;

#define CAM_TYPE_MILESTONE (cam_milestone_get_type ())
G_DECLARE_FINAL_TYPE (CamMilestone, cam_milestone, CAM, MILESTONE, CamRecord)

CamMilestone *cam_milestone_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
