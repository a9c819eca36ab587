/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* Where an organisation is. geom: a WGS 84 point, longitude first, as cam_venue_make_point () makes it. */
typedef enum
{
  CAM_ORGANISATION_ADDRESS_GEOM,
  CAM_ORGANISATION_ADDRESS_ORGANISATION_UUID,
  CAM_ORGANISATION_ADDRESS_LABEL,
  CAM_ORGANISATION_ADDRESS_ADDRESS,
  CAM_ORGANISATION_ADDRESS_POSTCODE,
  CAM_ORGANISATION_ADDRESS_POSITION,
} CamOrganisationAddressColumn;

#define CAM_TYPE_ORGANISATION_ADDRESS (cam_organisation_address_get_type ())
G_DECLARE_FINAL_TYPE (CamOrganisationAddress, cam_organisation_address, CAM, ORGANISATION_ADDRESS, CamRecord)

CamOrganisationAddress *cam_organisation_address_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
