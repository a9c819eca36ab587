/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* An area that a person works in or for. Personal data. */
typedef enum
{
  CAM_PERSON_AREA_PERSON_UUID,
  CAM_PERSON_AREA_AREA_UUID,
} CamPersonAreaColumn;

#define CAM_TYPE_PERSON_AREA (cam_person_area_get_type ())
G_DECLARE_FINAL_TYPE (CamPersonArea, cam_person_area, CAM, PERSON_AREA, CamRecord)

CamPersonArea *cam_person_area_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
