/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A partner that supports an activity, beside the one that leads it. */
typedef enum
{
  CAM_ACTIVITY_PARTNER_ACTIVITY_UUID,
  CAM_ACTIVITY_PARTNER_ORGANISATION_UUID,
} CamActivityPartnerColumn;

#define CAM_TYPE_ACTIVITY_PARTNER (cam_activity_partner_get_type ())
G_DECLARE_FINAL_TYPE (CamActivityPartner, cam_activity_partner, CAM, ACTIVITY_PARTNER, CamRecord)

CamActivityPartner *cam_activity_partner_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
