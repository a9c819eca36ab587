/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-measure.h"

struct _CamMeasure
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamMeasure, cam_measure, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_MEASURE_PRIORITY_UUID] = { "priority_uuid", CAM_COLUMN_TEXT, .references = "priority" },
  [CAM_MEASURE_OUTCOME_UUID] = { "outcome_uuid", CAM_COLUMN_TEXT, .references = "outcome" },
  [CAM_MEASURE_ACTIVITY_UUID] = { "activity_uuid", CAM_COLUMN_TEXT, .references = "activity" },
  [CAM_MEASURE_NAME] = { "name", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_MEASURE_DESCRIPTION] = { "description", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_MEASURE_KIND] = { "kind", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "activity|output|outcome" },
  [CAM_MEASURE_QUESTION] = { "question", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED,
    .words = "how_much|how_well|better_off" },
  [CAM_MEASURE_UNIT] = { "unit", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_MEASURE_DECIMALS] = { "decimals", CAM_COLUMN_INTEGER },
  [CAM_MEASURE_RATIO_PER] = { "ratio_per", CAM_COLUMN_REAL },
  [CAM_MEASURE_NUMERATOR_NAME] = { "numerator_name", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_MEASURE_DENOMINATOR_NAME] = { "denominator_name", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_MEASURE_BASELINE] = { "baseline", CAM_COLUMN_REAL },
  [CAM_MEASURE_BASELINE_ON] = { "baseline_on", CAM_COLUMN_DATE },
  [CAM_MEASURE_DIRECTION] = { "direction", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "increase|decrease|maintain|band" },
  [CAM_MEASURE_TOLERANCE] = { "tolerance", CAM_COLUMN_REAL },
  [CAM_MEASURE_RULE] = { "rule", CAM_COLUMN_TEXT, CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "standard|havering" },
  [CAM_MEASURE_FREQUENCY] = { "frequency", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_SEARCHED,
    .words = "weekly|monthly|quarterly|yearly|once" },
  [CAM_MEASURE_LAG_DAYS] = { "lag_days", CAM_COLUMN_INTEGER },
  [CAM_MEASURE_ADDS_UP] = { "adds_up", CAM_COLUMN_BOOLEAN },
  [CAM_MEASURE_OWNER] = { "owner", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_MEASURE_SOURCE] = { "source", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_MEASURE_AREA_LEVEL] = { "area_level", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_MEASURE_DATASET] = { "dataset", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_MEASURE_EDITION] = { "edition", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_MEASURE_GEOGRAPHY_VINTAGE] = { "geography_vintage", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_MEASURE_LICENCE] = { "licence", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_MEASURE_POSITION] = { "position", CAM_COLUMN_INTEGER },
};

static void
cam_measure_class_init (CamMeasureClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "measure", columns, G_N_ELEMENTS (columns));
}

static void
cam_measure_init (CamMeasure *self)
{
}

CamMeasure *
cam_measure_new (void)
{
  g_autoptr(CamMeasure) self = g_object_new (CAM_TYPE_MEASURE, NULL);

  cam_record_set_text (CAM_RECORD (self), CAM_MEASURE_KIND, "output");
  cam_record_set_text (CAM_RECORD (self), CAM_MEASURE_DIRECTION, "increase");
  cam_record_set_text (CAM_RECORD (self), CAM_MEASURE_RULE, "standard");
  cam_record_set_text (CAM_RECORD (self), CAM_MEASURE_FREQUENCY, "quarterly");
  return g_steal_pointer (&self);
}
