/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reading.h"

struct _CamReading
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamReading, cam_reading, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_READING_MEASURE_UUID] = { "measure_uuid", CAM_COLUMN_TEXT, .references = "measure" },
  [CAM_READING_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
  [CAM_READING_STARTS_ON] = { "starts_on", CAM_COLUMN_DATE },
  [CAM_READING_ENDS_ON] = { "ends_on", CAM_COLUMN_DATE },
  [CAM_READING_VALUE] = { "value", CAM_COLUMN_REAL },
  [CAM_READING_NUMERATOR] = { "numerator", CAM_COLUMN_REAL },
  [CAM_READING_DENOMINATOR] = { "denominator", CAM_COLUMN_REAL },
  [CAM_READING_PROVISIONAL] = { "provisional", CAM_COLUMN_BOOLEAN },
  [CAM_READING_COMMENT] = { "comment", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_READING_EDITION] = { "edition", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
  [CAM_READING_GEOGRAPHY_VINTAGE] = { "geography_vintage", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_reading_class_init (CamReadingClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "reading", columns, G_N_ELEMENTS (columns));
}

static void
cam_reading_init (CamReading *self)
{
}

CamReading *
cam_reading_new (void)
{
  return g_object_new (CAM_TYPE_READING, NULL);
}
