/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-record.h"

G_BEGIN_DECLS

/* A partner that takes part in an event; role says as what, in free words. */
typedef enum
{
  CAM_EVENT_PARTNER_EVENT_UUID,
  CAM_EVENT_PARTNER_ORGANISATION_UUID,
  CAM_EVENT_PARTNER_ROLE,
} CamEventPartnerColumn;

#define CAM_TYPE_EVENT_PARTNER (cam_event_partner_get_type ())
G_DECLARE_FINAL_TYPE (CamEventPartner, cam_event_partner, CAM, EVENT_PARTNER, CamRecord)

CamEventPartner *cam_event_partner_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
