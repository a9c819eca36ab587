/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A group, board or network that organisations and people belong to. kind: group, tag. A tag has no dates. */
typedef enum
{
  CAM_PARTNER_GROUP_NAME,
  CAM_PARTNER_GROUP_SHORT_NAME,
  CAM_PARTNER_GROUP_KIND,
  CAM_PARTNER_GROUP_DESCRIPTION,
  CAM_PARTNER_GROUP_POSITION,
} CamPartnerGroupColumn;

#define CAM_TYPE_PARTNER_GROUP (cam_partner_group_get_type ())
G_DECLARE_FINAL_TYPE (CamPartnerGroup, cam_partner_group, CAM, PARTNER_GROUP, CamRecord)

CamPartnerGroup *cam_partner_group_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
