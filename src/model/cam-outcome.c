/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outcome.h"

struct _CamOutcome
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamOutcome, cam_outcome, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_OUTCOME_PRIORITY_UUID] = { "priority_uuid", CAM_COLUMN_TEXT, .references = "priority" },
  [CAM_OUTCOME_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_OUTCOME_DESCRIPTION] = { "description", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_OUTCOME_POSITION] = { "position", CAM_COLUMN_INTEGER },
};

static void
cam_outcome_class_init (CamOutcomeClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "outcome", columns, G_N_ELEMENTS (columns));
}

static void
cam_outcome_init (CamOutcome *self)
{
}

CamOutcome *
cam_outcome_new (void)
{
  return g_object_new (CAM_TYPE_OUTCOME, NULL);
}
