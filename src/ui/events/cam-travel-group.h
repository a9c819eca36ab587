/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How long one takes from one booking to the next, for everybody who works with the file. */
#define CAM_TYPE_TRAVEL_GROUP (cam_travel_group_get_type ())
G_DECLARE_FINAL_TYPE (CamTravelGroup, cam_travel_group, CAM, TRAVEL_GROUP, AdwPreferencesGroup)

/* Once; it is hidden until then. */
void cam_travel_group_set_store (CamTravelGroup *self,
                                 CamStore       *store);

G_END_DECLS
