/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-partner-apply.h"

G_BEGIN_DECLS

/* Where a partner is, with the place on the map. */
#define CAM_TYPE_ADDRESSES_GROUP (cam_addresses_group_get_type ())
G_DECLARE_FINAL_TYPE (CamAddressesGroup, cam_addresses_group, CAM, ADDRESSES_GROUP, CamPlanGroup)

G_END_DECLS
