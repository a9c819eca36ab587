/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* An area, at any level, in which an organisation works. */
typedef enum
{
  CAM_ORGANISATION_AREA_ORGANISATION_UUID,
  CAM_ORGANISATION_AREA_AREA_UUID,
} CamOrganisationAreaColumn;

#define CAM_TYPE_ORGANISATION_AREA (cam_organisation_area_get_type ())
G_DECLARE_FINAL_TYPE (CamOrganisationArea, cam_organisation_area, CAM, ORGANISATION_AREA, CamRecord)

CamOrganisationArea *cam_organisation_area_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
