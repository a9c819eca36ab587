/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A line of the risk assessment; name is the hazard. Likelihood and severity go from 1 to 5. */
typedef enum
{
  CAM_EVENT_RISK_EVENT_UUID,
  CAM_EVENT_RISK_NAME,
  CAM_EVENT_RISK_LIKELIHOOD,
  CAM_EVENT_RISK_SEVERITY,
  CAM_EVENT_RISK_CONTROL,
  CAM_EVENT_RISK_OWNER,
  CAM_EVENT_RISK_POSITION,
} CamEventRiskColumn;

#define CAM_TYPE_EVENT_RISK (cam_event_risk_get_type ())
G_DECLARE_FINAL_TYPE (CamEventRisk, cam_event_risk, CAM, EVENT_RISK, CamRecord)

CamEventRisk *cam_event_risk_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
