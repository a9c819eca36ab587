/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A key performance indicator or a plain count. The value of a reading is its own, or numerator /
 * denominator * ratio_per where ratio_per is set (100 for per cent). Tolerance is in per cent of the target.
 * Lag_days is how long after the end of a period a reading may take. An activity count (kind "activity")
 * has no target and no status. What is of a published dataset names its edition and boundaries. */
typedef enum
{
  CAM_MEASURE_PRIORITY_UUID,
  CAM_MEASURE_OUTCOME_UUID,
  CAM_MEASURE_ACTIVITY_UUID,
  CAM_MEASURE_NAME,
  CAM_MEASURE_DESCRIPTION,
  CAM_MEASURE_KIND,
  CAM_MEASURE_QUESTION,
  CAM_MEASURE_UNIT,
  CAM_MEASURE_DECIMALS,
  CAM_MEASURE_RATIO_PER,
  CAM_MEASURE_NUMERATOR_NAME,
  CAM_MEASURE_DENOMINATOR_NAME,
  CAM_MEASURE_BASELINE,
  CAM_MEASURE_BASELINE_ON,
  CAM_MEASURE_DIRECTION,
  CAM_MEASURE_TOLERANCE,
  CAM_MEASURE_RULE,
  CAM_MEASURE_FREQUENCY,
  CAM_MEASURE_LAG_DAYS,
  CAM_MEASURE_ADDS_UP,
  CAM_MEASURE_OWNER,
  CAM_MEASURE_SOURCE,
  CAM_MEASURE_AREA_LEVEL,
  CAM_MEASURE_DATASET,
  CAM_MEASURE_EDITION,
  CAM_MEASURE_GEOGRAPHY_VINTAGE,
  CAM_MEASURE_LICENCE,
  CAM_MEASURE_POSITION,
} CamMeasureColumn;

#define CAM_TYPE_MEASURE (cam_measure_get_type ())
G_DECLARE_FINAL_TYPE (CamMeasure, cam_measure, CAM, MEASURE, CamRecord)

CamMeasure *cam_measure_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
