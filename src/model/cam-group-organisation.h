/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* An organisation's membership of a group. Empty dates: since ever, until now. */
typedef enum
{
  CAM_GROUP_ORGANISATION_GROUP_UUID,
  CAM_GROUP_ORGANISATION_ORGANISATION_UUID,
  CAM_GROUP_ORGANISATION_STARTS_ON,
  CAM_GROUP_ORGANISATION_ENDS_ON,
} CamGroupOrganisationColumn;

#define CAM_TYPE_GROUP_ORGANISATION (cam_group_organisation_get_type ())
G_DECLARE_FINAL_TYPE (CamGroupOrganisation, cam_group_organisation, CAM, GROUP_ORGANISATION, CamRecord)

CamGroupOrganisation *cam_group_organisation_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
