/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A partner body. kind and status are words of docs/format.md; other_names has one name a line; vcard_extra keeps the
 * properties of a card that nothing else here holds. Its members of groups, areas and further addresses have records of
 * their own. CRG says what group_organisation says better, for programs that know no groups. */
typedef enum
{
  CAM_ORGANISATION_NAME,
  CAM_ORGANISATION_SHORT_NAME,
  CAM_ORGANISATION_SECTOR,
  CAM_ORGANISATION_CRG,
  CAM_ORGANISATION_NOTE,
  CAM_ORGANISATION_OTHER_NAMES,
  CAM_ORGANISATION_KIND,
  CAM_ORGANISATION_STATUS,
  CAM_ORGANISATION_OFFERS,
  CAM_ORGANISATION_PHONE,
  CAM_ORGANISATION_EMAIL,
  CAM_ORGANISATION_WEBSITE,
  CAM_ORGANISATION_VCARD_UID,
  CAM_ORGANISATION_VCARD_EXTRA,
} CamOrganisationColumn;

#define CAM_TYPE_ORGANISATION (cam_organisation_get_type ())
G_DECLARE_FINAL_TYPE (CamOrganisation, cam_organisation, CAM, ORGANISATION, CamRecord)

CamOrganisation *cam_organisation_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
