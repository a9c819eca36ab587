/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-measure-target.h"

struct _CamMeasureTarget
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamMeasureTarget, cam_measure_target, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_MEASURE_TARGET_MEASURE_UUID] = { "measure_uuid", CAM_COLUMN_TEXT, .references = "measure" },
  [CAM_MEASURE_TARGET_AREA_UUID] = { "area_uuid", CAM_COLUMN_TEXT, .references = "area" },
  [CAM_MEASURE_TARGET_STARTS_ON] = { "starts_on", CAM_COLUMN_DATE },
  [CAM_MEASURE_TARGET_ENDS_ON] = { "ends_on", CAM_COLUMN_DATE },
  [CAM_MEASURE_TARGET_VALUE] = { "value", CAM_COLUMN_REAL },
  [CAM_MEASURE_TARGET_LOW] = { "low", CAM_COLUMN_REAL },
  [CAM_MEASURE_TARGET_HIGH] = { "high", CAM_COLUMN_REAL },
};

static void
cam_measure_target_class_init (CamMeasureTargetClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "measure_target", columns, G_N_ELEMENTS (columns));
}

static void
cam_measure_target_init (CamMeasureTarget *self)
{
}

CamMeasureTarget *
cam_measure_target_new (void)
{
  return g_object_new (CAM_TYPE_MEASURE_TARGET, NULL);
}
