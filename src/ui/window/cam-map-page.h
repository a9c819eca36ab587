/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area-pane.h"
#include "cam-atlas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The map or, in its place, the list of the same areas; the level switches; and the pane of what is
 * selected: at the end where there is room, a sheet from below where there is not.
 *
 * Properties: selected (uuid or NULL), narrow, pane-open, show-list.
 * Actions: map-page.show-area (uuid), map-page.zoom-in, .zoom-out, .fit, .show-list. */
#define CAM_TYPE_MAP_PAGE (cam_map_page_get_type ())
G_DECLARE_FINAL_TYPE (CamMapPage, cam_map_page, CAM, MAP_PAGE, AdwBin)

/* Levels and base map follow the settings; set once. */
void         cam_map_page_set_settings (CamMapPage *self,
                                        GSettings  *settings);
void         cam_map_page_set_atlas    (CamMapPage *self,
                                        CamAtlas   *atlas);
/* @scope is an area's uuid; NULL or "" for everywhere. */
void         cam_map_page_set_scope    (CamMapPage *self,
                                        const char *scope);
/* Selects an area, opens its pane and brings it into view; its level is switched on where needed. */
void         cam_map_page_show_area    (CamMapPage *self,
                                        const char *uuid);
/* Brings a point into view and tells what holds it. */
void         cam_map_page_show_point   (CamMapPage *self,
                                        double      lat,
                                        double      lon);
const char  *cam_map_page_get_selected (CamMapPage *self);
void         cam_map_page_set_selected (CamMapPage *self,
                                        const char *uuid);
guint        cam_map_page_get_levels   (CamMapPage *self);
/* Shows just these levels (mask of 1 << CamLevel) and remembers them. */
void         cam_map_page_show_levels  (CamMapPage *self,
                                        guint       levels);
CamAreaPane *cam_map_page_get_pane     (CamMapPage *self);
/* Saves what is being typed in the pane. */
void         cam_map_page_save         (CamMapPage *self);

G_END_DECLS
