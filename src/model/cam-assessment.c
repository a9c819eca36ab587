/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-assessment.h"

struct _CamAssessment
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamAssessment, cam_assessment, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_ASSESSMENT_PRIORITY_UUID] = { "priority_uuid", CAM_COLUMN_TEXT, .references = "priority" },
  [CAM_ASSESSMENT_OUTCOME_UUID] = { "outcome_uuid", CAM_COLUMN_TEXT, .references = "outcome" },
  [CAM_ASSESSMENT_ACTIVITY_UUID] = { "activity_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_ASSESSMENT_ASSESSED_ON] = { "assessed_on", CAM_COLUMN_DATE },
  [CAM_ASSESSMENT_ASSESSOR] = { "assessor", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ASSESSMENT_RATING] = { "rating", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "harmful|none|slight|moderate|substantial" },
  [CAM_ASSESSMENT_CHANGED] = { "changed", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ASSESSMENT_CONTRIBUTION] = { "contribution", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_ASSESSMENT_LEARNED] = { "learned", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_assessment_class_init (CamAssessmentClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "assessment", columns, G_N_ELEMENTS (columns));
}

static void
cam_assessment_init (CamAssessment *self)
{
}

CamAssessment *
cam_assessment_new (void)
{
  g_autoptr(CamAssessment) self = g_object_new (CAM_TYPE_ASSESSMENT, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_ASSESSMENT_RATING, "moderate");
  return g_steal_pointer (&self);
}
