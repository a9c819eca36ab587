/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-geometry.h"

#include <geos_c.h>

G_BEGIN_DECLS

/* For the files of this room only: GEOS itself never leaves it. */

/* The calling thread's own GEOS context; GEOS contexts must not be shared between threads. */
GEOSContextHandle_t cam_geos_get_context     (void);
/* Sets CAM_ERROR_INVALID with @what and what GEOS last said in this thread. */
void                cam_geos_set_error       (GError             **error,
                                              const char          *what);

static inline void
cam_geos_geometry_free (GEOSGeometry *geometry)
{
  GEOSGeom_destroy_r (cam_geos_get_context (), geometry);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GEOSGeometry, cam_geos_geometry_free)

/* Takes @geometry, which must not be NULL. @mended: whether reading it changed it. */
CamGeometry        *cam_geometry_new_take    (GEOSGeometry        *geometry,
                                              gboolean             mended);
const GEOSGeometry *cam_geometry_get_geos    (CamGeometry         *self);
/* Whether GEOS can check and mend an area in reasonable time. Takes a second itself at most. */
gboolean            cam_geometry_has_few_crossings (CamGeometry    *self);
/* An area without its holes of less than @hectares. */
CamGeometry        *cam_geometry_drop_small_holes (CamGeometry     *self,
                                                   double           hectares) G_GNUC_WARN_UNUSED_RESULT;
/* Copies @items (element-type CamGeometry) into one collection; NULL where GEOS fails. */
GEOSGeometry       *cam_geometry_to_collection (GPtrArray           *items);
/* A multipolygon of the polygons in @geometry, copied; NULL where there are none.
 * @others: set to TRUE where it holds anything else, else left alone. */
GEOSGeometry       *cam_geos_collect_polygons  (const GEOSGeometry  *geometry,
                                                gboolean            *others);

G_END_DECLS
