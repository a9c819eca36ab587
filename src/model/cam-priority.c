/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-priority.h"

struct _CamPriority
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamPriority, cam_priority, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_PRIORITY_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_PRIORITY_POSITION] = { "position", CAM_COLUMN_INTEGER },
  [CAM_PRIORITY_INITIAL_FOCUS] = { "initial_focus", CAM_COLUMN_BOOLEAN },
  [CAM_PRIORITY_RATIONALE] = { "rationale", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PRIORITY_NOTE] = { "note", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PRIORITY_METHODOLOGY] = { "methodology", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PRIORITY_INTENDED_OUTCOMES] = { "intended_outcomes", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PRIORITY_MOTIVATIONS] = { "motivations", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PRIORITY_PRIMARY_OUTCOME] = { "primary_outcome", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PRIORITY_SPONSOR] = { "sponsor", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_PRIORITY_STARTS_ON] = { "starts_on", CAM_COLUMN_DATE },
  [CAM_PRIORITY_ENDS_ON] = { "ends_on", CAM_COLUMN_DATE },
};

static void
cam_priority_class_init (CamPriorityClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "priority", columns,
                                G_N_ELEMENTS (columns));
}

static void
cam_priority_init (CamPriority *self)
{
}

CamPriority *
cam_priority_new (void)
{
  return g_object_new (CAM_TYPE_PRIORITY, NULL);
}
