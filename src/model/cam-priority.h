/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A priority of the programme. Its outcomes, activities and measures come with the plans. */
typedef enum
{
  CAM_PRIORITY_NAME,
  CAM_PRIORITY_POSITION,
  CAM_PRIORITY_INITIAL_FOCUS,
  CAM_PRIORITY_RATIONALE,
  CAM_PRIORITY_NOTE,
} CamPriorityColumn;

#define CAM_TYPE_PRIORITY (cam_priority_get_type ())
G_DECLARE_FINAL_TYPE (CamPriority, cam_priority, CAM, PRIORITY, CamRecord)

CamPriority *cam_priority_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
