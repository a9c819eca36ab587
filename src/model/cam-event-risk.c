/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-risk.h"

struct _CamEventRisk
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamEventRisk, cam_event_risk, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_EVENT_RISK_EVENT_UUID] = { "event_uuid", CAM_COLUMN_TEXT, .references = "event" },
  [CAM_EVENT_RISK_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_EVENT_RISK_LIKELIHOOD] = { "likelihood", CAM_COLUMN_INTEGER },
  [CAM_EVENT_RISK_SEVERITY] = { "severity", CAM_COLUMN_INTEGER },
  [CAM_EVENT_RISK_CONTROL] = { "control", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_RISK_OWNER] = { "owner", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_EVENT_RISK_POSITION] = { "position", CAM_COLUMN_INTEGER },
};

static void
cam_event_risk_class_init (CamEventRiskClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "event_risk", columns, G_N_ELEMENTS (columns));
}

static void
cam_event_risk_init (CamEventRisk *self)
{
}

CamEventRisk *
cam_event_risk_new (void)
{
  return g_object_new (CAM_TYPE_EVENT_RISK, NULL);
}
