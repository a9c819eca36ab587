/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-geometry.h"

G_BEGIN_DECLS

/* The web Mercator projection (EPSG:3857) scaled to a unit square: x grows eastwards from -180
 * degrees, y southwards from about 85.05 degrees north. Usable from any thread. */
double    cam_mercator_x              (double    lon);
double    cam_mercator_y              (double    lat);
double    cam_mercator_lon            (double    x);
double    cam_mercator_lat            (double    y);
/* Bounds in degrees as bounds in the unit square; min_y is then the northern edge. */
CamBounds cam_mercator_bounds         (CamBounds degrees);

/* The width of the world in logical pixels at a zoom level, with tiles of 256 pixels. */
double    cam_mercator_world_size     (double    zoom);
double    cam_mercator_zoom_for_world (double    world_size);

G_END_DECLS
