/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-postcode.h"

struct _CamPostcode
{
  CamRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (CamPostcode, cam_postcode, CAM_TYPE_RECORD)

static const CamColumn columns[] = {
  [CAM_POSTCODE_POSTCODE] = { "postcode", CAM_COLUMN_TEXT,
    CAM_COLUMN_REQUIRED | CAM_COLUMN_TITLE | CAM_COLUMN_SEARCHED },
  [CAM_POSTCODE_LAT] = { "lat", CAM_COLUMN_REAL },
  [CAM_POSTCODE_LON] = { "lon", CAM_COLUMN_REAL },
  [CAM_POSTCODE_SOURCE] = { "source", CAM_COLUMN_TEXT, CAM_COLUMN_SEARCHED },
};

static void
cam_postcode_class_init (CamPostcodeClass *klass)
{
  cam_record_class_set_columns (CAM_RECORD_CLASS (klass), "postcode", columns,
                                G_N_ELEMENTS (columns));
}

static void
cam_postcode_init (CamPostcode *self)
{
}

CamPostcode *
cam_postcode_new (void)
{
  return g_object_new (CAM_TYPE_POSTCODE, NULL);
}
