/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area.h"
#include "cam-atlas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Everything known about one area, and the place to change it; or about one point of the map, and
 * every area that holds it. Edits are actions of the store and say so in a toast when they fail.
 *
 * Property: area (CamArea, read-only; NULL while a point or nothing is shown).
 * Signal: "close" (the person closes the pane).
 * It activates the actions "map-page.show-area" (uuid) and "win.show-message" (text). */
#define CAM_TYPE_AREA_PANE (cam_area_pane_get_type ())
G_DECLARE_FINAL_TYPE (CamAreaPane, cam_area_pane, CAM, AREA_PANE, AdwBin)

void        cam_area_pane_set_atlas   (CamAreaPane *self,
                                       CamAtlas    *atlas);
/* Shows an area; NULL shows that nothing is selected. What was typed before is saved first. */
void        cam_area_pane_show_area   (CamAreaPane *self,
                                       const char  *uuid);
/* The area shown was chosen by a click at this point: "Lies in" then tells every area that holds the
 * point, not only those around the area's name. Until another area is shown. */
void        cam_area_pane_set_clicked (CamAreaPane *self,
                                       double       lat,
                                       double       lon);
/* Shows every area that holds a point. */
void        cam_area_pane_show_point  (CamAreaPane *self,
                                       double       lat,
                                       double       lon);
CamArea    *cam_area_pane_get_area    (CamAreaPane *self);
/* The actions, as the keyboard and tests reach them. */
void        cam_area_pane_rename      (CamAreaPane *self,
                                       const char  *name);
void        cam_area_pane_add_comment (CamAreaPane *self,
                                       const char  *body);

G_END_DECLS
