/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area-shading.h"
#include "cam-atlas.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The map itself: areas of an atlas, hover, selection, keyboard travel, scale and attribution. No
 * list, no pane, no search: its page adds those.
 *
 * Properties: atlas (CamAtlas), levels (guint mask of 1 << CamLevel), selected (uuid or NULL; it
 * follows clicks and keys), hovered-name (read-only), base-map (path of an MBTiles file, or NULL),
 * attribution (whose data the outlines are).
 * Signals: "point-clicked" (double lat, double lon), "activated" (uuid; Enter or double click),
 * "marker-activated" (uuid; a click on a single one),
 * "base-map-failed" (const GError *: why the file is not shown; the property stays as it was set).
 * Actions: "map.zoom-in", "map.zoom-out", "map.fit". */
#define CAM_TYPE_MAP_VIEW (cam_map_view_get_type ())
G_DECLARE_FINAL_TYPE (CamMapView, cam_map_view, CAM, MAP_VIEW, GtkWidget)

GtkWidget  *cam_map_view_new             (void) G_GNUC_WARN_UNUSED_RESULT;
CamAtlas   *cam_map_view_get_atlas       (CamMapView *self);
void        cam_map_view_set_atlas       (CamMapView *self,
                                          CamAtlas   *atlas);
guint       cam_map_view_get_levels      (CamMapView *self);
void        cam_map_view_set_levels      (CamMapView *self,
                                          guint       levels);
/* Colours areas by class and tells of the one under the pointer what the shading does; NULL ends that. */
void        cam_map_view_set_shading     (CamMapView     *self,
                                          CamAreaShading *shading);
/* (element-type CamMarker) places that are drawn as dots over the areas; it takes them. NULL for none. A click on several
 * that stand as one goes nearer. */
void        cam_map_view_set_markers     (CamMapView     *self,
                                          GArray         *markers);
const char *cam_map_view_get_selected    (CamMapView *self);
void        cam_map_view_set_selected    (CamMapView *self,
                                          const char *uuid);
const char *cam_map_view_get_base_map    (CamMapView *self);
/* Opens the file without blocking; see "base-map-failed". */
void        cam_map_view_set_base_map    (CamMapView *self,
                                          const char *path);
const char *cam_map_view_get_attribution (CamMapView *self);
void        cam_map_view_set_attribution (CamMapView *self,
                                          const char *attribution);
/* Brings bounds (WGS 84 degrees) or a point into view. */
void        cam_map_view_show_bounds     (CamMapView *self,
                                          CamBounds   bounds);
void        cam_map_view_show_point      (CamMapView *self,
                                          double      lat,
                                          double      lon);
/* What nothing is selected means: the levels shown. */
void        cam_map_view_fit             (CamMapView *self);
/* Whether everything in view is drawn as it should be: for screenshots and tests. */
gboolean    cam_map_view_is_settled      (CamMapView *self);

G_END_DECLS
