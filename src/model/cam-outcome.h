/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A change that a priority is to bring about; activities serve it, measures show whether it comes. */
typedef enum
{
  CAM_OUTCOME_PRIORITY_UUID,
  CAM_OUTCOME_NAME,
  CAM_OUTCOME_DESCRIPTION,
  CAM_OUTCOME_POSITION,
} CamOutcomeColumn;

#define CAM_TYPE_OUTCOME (cam_outcome_get_type ())
G_DECLARE_FINAL_TYPE (CamOutcome, cam_outcome, CAM, OUTCOME, CamRecord)

CamOutcome *cam_outcome_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
