/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* The picture under which an organisation is known, as the bytes of a PNG or JPEG file. Public; the newest holds. */
typedef enum
{
  CAM_ORGANISATION_LOGO_ORGANISATION_UUID,
  CAM_ORGANISATION_LOGO_MEDIA_TYPE,
  CAM_ORGANISATION_LOGO_CONTENT,
} CamOrganisationLogoColumn;

#define CAM_TYPE_ORGANISATION_LOGO (cam_organisation_logo_get_type ())
G_DECLARE_FINAL_TYPE (CamOrganisationLogo, cam_organisation_logo, CAM, ORGANISATION_LOGO, CamRecord)

CamOrganisationLogo *cam_organisation_logo_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
