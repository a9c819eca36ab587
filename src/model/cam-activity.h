/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A piece of work under a priority. Dates are those of today; moved due dates are in CamActivitySlip. One
 * that is_template is no work itself: others are made from it. Owner is a name, as history carries it. Its
 * event is the one that it arose from. */
typedef enum
{
  CAM_ACTIVITY_PRIORITY_UUID,
  CAM_ACTIVITY_OUTCOME_UUID,
  CAM_ACTIVITY_NAME,
  CAM_ACTIVITY_DESCRIPTION,
  CAM_ACTIVITY_OWNER,
  CAM_ACTIVITY_LEAD_UUID,
  CAM_ACTIVITY_STARTS_ON,
  CAM_ACTIVITY_DUE_ON,
  CAM_ACTIVITY_STATUS,
  CAM_ACTIVITY_DONE_ON,
  CAM_ACTIVITY_IS_TEMPLATE,
  CAM_ACTIVITY_REPEATS,
  CAM_ACTIVITY_MADE_FROM_UUID,
  CAM_ACTIVITY_EVENT_UUID,
} CamActivityColumn;

#define CAM_TYPE_ACTIVITY (cam_activity_get_type ())
G_DECLARE_FINAL_TYPE (CamActivity, cam_activity, CAM, ACTIVITY, CamRecord)

CamActivity *cam_activity_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
