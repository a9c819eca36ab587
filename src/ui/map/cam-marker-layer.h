/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-map-palette.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* Places on the map as dots. Those that would lie over each other stand as one with their number. A picture only: a list of
 * the same places is for whoever does not see it.
 *
 * Dots that a CamMarker is for are drawn where they are while the map is zoomed, and gathered anew a quarter of a level
 * further on. */
#define CAM_TYPE_MARKER_LAYER (cam_marker_layer_get_type ())
G_DECLARE_FINAL_TYPE (CamMarkerLayer, cam_marker_layer, CAM, MARKER_LAYER, ShumateLayer)

typedef struct
{
  double lat, lon;  /* WGS 84 degrees */
  char   uuid[37];  /* of what is there */
} CamMarker;

/* What is drawn as one. */
typedef struct
{
  double lat, lon;    /* the middle of them */
  guint  n;
  guint  first;       /* number of the marker that it began with */
} CamMarkerCluster;

CamMarkerLayer *cam_marker_layer_new         (ShumateViewport     *viewport) G_GNUC_WARN_UNUSED_RESULT;
void            cam_marker_layer_set_palette (CamMarkerLayer      *self,
                                              const CamMapPalette *palette);
/* (element-type CamMarker), which it takes; NULL for none. */
void            cam_marker_layer_set_markers (CamMarkerLayer      *self,
                                              GArray              *markers);
/* What is drawn at a point of the widget; FALSE where nothing is. *@uuid, borrowed, is set where it is a single one. */
gboolean        cam_marker_layer_find_at     (CamMarkerLayer      *self,
                                              double               x,
                                              double               y,
                                              CamMarkerCluster    *cluster,
                                              const char         **uuid);
/* @markers as they are gathered where the world is @world_size pixels wide: no two nearer to each other than @distance
 * pixels where they begin. (element-type CamMarkerCluster) (transfer full) */
GArray         *cam_marker_cluster           (GArray              *markers,
                                              double               world_size,
                                              double               distance) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
