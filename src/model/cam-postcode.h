/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A postcode and its point (WGS 84 degrees), from an imported table. Stored as "CB1 0AB". */
typedef enum
{
  CAM_POSTCODE_POSTCODE,
  CAM_POSTCODE_LAT,
  CAM_POSTCODE_LON,
  CAM_POSTCODE_SOURCE,
} CamPostcodeColumn;

#define CAM_TYPE_POSTCODE (cam_postcode_get_type ())
G_DECLARE_FINAL_TYPE (CamPostcode, cam_postcode, CAM, POSTCODE, CamRecord)

CamPostcode *cam_postcode_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
