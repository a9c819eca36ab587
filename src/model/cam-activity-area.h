/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* An area, at any level, that an activity is for. */
typedef enum
{
  CAM_ACTIVITY_AREA_ACTIVITY_UUID,
  CAM_ACTIVITY_AREA_AREA_UUID,
} CamActivityAreaColumn;

#define CAM_TYPE_ACTIVITY_AREA (cam_activity_area_get_type ())
G_DECLARE_FINAL_TYPE (CamActivityArea, cam_activity_area, CAM, ACTIVITY_AREA, CamRecord)

CamActivityArea *cam_activity_area_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
