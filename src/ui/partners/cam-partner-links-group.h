/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-apply.h"

G_BEGIN_DECLS

/* The areas in which a partner or a person works, or the priorities that a partner contributes to. */
#define CAM_TYPE_PARTNER_LINKS_GROUP (cam_partner_links_group_get_type ())
G_DECLARE_FINAL_TYPE (CamPartnerLinksGroup, cam_partner_links_group, CAM, PARTNER_LINKS_GROUP, CamPlanGroup)

CamPartnerLinksGroup *cam_partner_links_group_new (CamPartnerLink kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
