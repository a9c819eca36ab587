/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How many partners work in an area, which leads to them, and what there was and will be there. */
#define CAM_TYPE_AREA_PARTNERS_GROUP (cam_area_partners_group_get_type ())
G_DECLARE_FINAL_TYPE (CamAreaPartnersGroup, cam_area_partners_group, CAM, AREA_PARTNERS_GROUP, AdwPreferencesGroup)

/* NULL for both shows nothing. */
void cam_area_partners_group_show (CamAreaPartnersGroup *self,
                                   CamStore             *store,
                                   const char           *area);

G_END_DECLS
