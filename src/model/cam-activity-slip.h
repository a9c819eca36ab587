/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A due date that was moved. Of an activity, the one said first holds the date that was promised. */
typedef enum
{
  CAM_ACTIVITY_SLIP_ACTIVITY_UUID,
  CAM_ACTIVITY_SLIP_FORMER_ON,
  CAM_ACTIVITY_SLIP_DUE_ON,
  CAM_ACTIVITY_SLIP_REASON,
  CAM_ACTIVITY_SLIP_AUTHOR,
  CAM_ACTIVITY_SLIP_SAID_AT,
} CamActivitySlipColumn;

#define CAM_TYPE_ACTIVITY_SLIP (cam_activity_slip_get_type ())
G_DECLARE_FINAL_TYPE (CamActivitySlip, cam_activity_slip, CAM, ACTIVITY_SLIP, CamRecord)

CamActivitySlip *cam_activity_slip_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
