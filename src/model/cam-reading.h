/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A value of a measure in a period, both ends included; without an area for all together. Edition and
 * geography_vintage say where they differ from the measure's. */
typedef enum
{
  CAM_READING_MEASURE_UUID,
  CAM_READING_AREA_UUID,
  CAM_READING_STARTS_ON,
  CAM_READING_ENDS_ON,
  CAM_READING_VALUE,
  CAM_READING_NUMERATOR,
  CAM_READING_DENOMINATOR,
  CAM_READING_PROVISIONAL,
  CAM_READING_COMMENT,
  CAM_READING_EDITION,
  CAM_READING_GEOGRAPHY_VINTAGE,
} CamReadingColumn;

#define CAM_TYPE_READING (cam_reading_get_type ())
G_DECLARE_FINAL_TYPE (CamReading, cam_reading, CAM, READING, CamRecord)

CamReading *cam_reading_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
