/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A partner body. Its people, roles and contact details come with the partners. */
typedef enum
{
  CAM_ORGANISATION_NAME,
  CAM_ORGANISATION_SHORT_NAME,
  CAM_ORGANISATION_SECTOR,
  CAM_ORGANISATION_CRG,
  CAM_ORGANISATION_NOTE,
} CamOrganisationColumn;

#define CAM_TYPE_ORGANISATION (cam_organisation_get_type ())
G_DECLARE_FINAL_TYPE (CamOrganisation, cam_organisation, CAM, ORGANISATION, CamRecord)

CamOrganisation *cam_organisation_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
