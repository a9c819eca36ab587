/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-geometry.h"

G_BEGIN_DECLS

/* Puts an outline together from polygons, rings and points, as they come out of a file. Plain memory:
 * one thread at a time. */
typedef struct _CamWkbBuilder CamWkbBuilder;

CamWkbBuilder *cam_wkb_builder_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void           cam_wkb_builder_free        (CamWkbBuilder  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamWkbBuilder, cam_wkb_builder_free)

void           cam_wkb_builder_add_polygon (CamWkbBuilder  *self);
/* The first ring of a polygon is its outside, the others are holes. */
void           cam_wkb_builder_add_ring    (CamWkbBuilder  *self);
void           cam_wkb_builder_add_point   (CamWkbBuilder  *self,
                                            double          x,
                                            double          y);
guint          cam_wkb_builder_get_n_polygons (CamWkbBuilder *self);
/* The multipolygon, longitude first, and empties the builder. With @on_grid the points are eastings
 * and northings. Rings that are not closed are closed. NULL with CAM_ERROR_INVALID where a ring has
 * fewer than three corners or a coordinate is no number. */
CamGeometry   *cam_wkb_builder_end         (CamWkbBuilder  *self,
                                            gboolean        on_grid,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
