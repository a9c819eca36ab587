/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A priority of the programme; outcomes, activities and measures hang on it. Sponsor is the committee or
 * directorate behind it. Widening one is renaming it: the former name stays in its history. */
typedef enum
{
  CAM_PRIORITY_NAME,
  CAM_PRIORITY_POSITION,
  CAM_PRIORITY_INITIAL_FOCUS,
  CAM_PRIORITY_RATIONALE,
  CAM_PRIORITY_NOTE,
  CAM_PRIORITY_METHODOLOGY,
  CAM_PRIORITY_INTENDED_OUTCOMES,
  CAM_PRIORITY_MOTIVATIONS,
  CAM_PRIORITY_PRIMARY_OUTCOME,
  CAM_PRIORITY_SPONSOR,
  CAM_PRIORITY_STARTS_ON,
  CAM_PRIORITY_ENDS_ON,
} CamPriorityColumn;

#define CAM_TYPE_PRIORITY (cam_priority_get_type ())
G_DECLARE_FINAL_TYPE (CamPriority, cam_priority, CAM, PRIORITY, CamRecord)

CamPriority *cam_priority_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
