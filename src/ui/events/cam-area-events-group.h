/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What there was and will be in one area: the last and the next event, how well it is known, its forums. It follows the file
 * while somebody looks at it, and is not there for an area that is not valid today.
 *
 * Its button activates "win.plan-event" with the uuid of the area. */
#define CAM_TYPE_AREA_EVENTS_GROUP (cam_area_events_group_get_type ())
G_DECLARE_FINAL_TYPE (CamAreaEventsGroup, cam_area_events_group, CAM, AREA_EVENTS_GROUP, AdwPreferencesGroup)

/* NULL as @atlas or @area for none. */
void cam_area_events_group_show (CamAreaEventsGroup *self,
                                 CamAtlas           *atlas,
                                 CamArea            *area);

G_END_DECLS
