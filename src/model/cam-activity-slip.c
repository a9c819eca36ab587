/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-activity-slip.h"

struct _CamActivitySlip
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamActivitySlip, cam_activity_slip, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ACTIVITY_SLIP_ACTIVITY_UUID] = { "activity_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_ACTIVITY_SLIP_FORMER_ON] = { "former_on", CAM_COLUMN_DATE },
  [CAM_ACTIVITY_SLIP_DUE_ON] = { "due_on", CAM_COLUMN_DATE },
  [CAM_ACTIVITY_SLIP_REASON] = { "reason", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ACTIVITY_SLIP_AUTHOR] = { "author", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ACTIVITY_SLIP_SAID_AT] = { "said_at", CAM_COLUMN_TEXT },
};

static void
cam_activity_slip_class_init (CamActivitySlipClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "activity_slip", columns, G_N_ELEMENTS (columns));
}

static void
cam_activity_slip_init (CamActivitySlip *self)
{
}

CamActivitySlip *
cam_activity_slip_new (void)
{
  return g_object_new (CAM_TYPE_ACTIVITY_SLIP, NULL);
}
