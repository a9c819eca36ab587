/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* What a measure is to reach in a period, both ends included; low and high are the band of a measure whose
 * direction is "band". Without an area it is for all together. */
typedef enum
{
  CAM_MEASURE_TARGET_MEASURE_UUID,
  CAM_MEASURE_TARGET_AREA_UUID,
  CAM_MEASURE_TARGET_STARTS_ON,
  CAM_MEASURE_TARGET_ENDS_ON,
  CAM_MEASURE_TARGET_VALUE,
  CAM_MEASURE_TARGET_LOW,
  CAM_MEASURE_TARGET_HIGH,
} CamMeasureTargetColumn;

#define CAM_TYPE_MEASURE_TARGET (cam_measure_target_get_type ())
G_DECLARE_FINAL_TYPE (CamMeasureTarget, cam_measure_target, CAM, MEASURE_TARGET, CamRecord)

CamMeasureTarget *cam_measure_target_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
