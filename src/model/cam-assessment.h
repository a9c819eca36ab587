/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* The judged difference that a priority, outcome or activity made: what changed for whom, what the work
 * contributed to it, and what was learned. */
typedef enum
{
  CAM_ASSESSMENT_PRIORITY_UUID,
  CAM_ASSESSMENT_OUTCOME_UUID,
  CAM_ASSESSMENT_ACTIVITY_UUID,
  CAM_ASSESSMENT_ASSESSED_ON,
  CAM_ASSESSMENT_ASSESSOR,
  CAM_ASSESSMENT_RATING,
  CAM_ASSESSMENT_CHANGED,
  CAM_ASSESSMENT_CONTRIBUTION,
  CAM_ASSESSMENT_LEARNED,
} CamAssessmentColumn;

#define CAM_TYPE_ASSESSMENT (cam_assessment_get_type ())
G_DECLARE_FINAL_TYPE (CamAssessment, cam_assessment, CAM, ASSESSMENT, CamRecord)

CamAssessment *cam_assessment_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
