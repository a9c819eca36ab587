/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A further phone, e-mail or page on the web of an organisation; the first ones stand in the organisation.
 * kind: phone, email, website. */
typedef enum
{
  CAM_ORGANISATION_CONTACT_ORGANISATION_UUID,
  CAM_ORGANISATION_CONTACT_KIND,
  CAM_ORGANISATION_CONTACT_LABEL,
  CAM_ORGANISATION_CONTACT_VALUE,
  CAM_ORGANISATION_CONTACT_POSITION,
} CamOrganisationContactColumn;

#define CAM_TYPE_ORGANISATION_CONTACT (cam_organisation_contact_get_type ())
G_DECLARE_FINAL_TYPE (CamOrganisationContact, cam_organisation_contact, CAM, ORGANISATION_CONTACT, CamRecord)

CamOrganisationContact *cam_organisation_contact_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
