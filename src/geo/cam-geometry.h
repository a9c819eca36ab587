/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* An outline or a point, immutable and counted, usable from any thread. x is longitude and y is
 * latitude, in WGS 84 degrees (EPSG:4326), unless a function says otherwise. Made by GEOS. */
#define CAM_TYPE_GEOMETRY (cam_geometry_get_type ())
typedef struct _CamGeometry CamGeometry;
GType        cam_geometry_get_type        (void);

typedef struct
{
  double min_x, min_y, max_x, max_y;
} CamBounds;

CamGeometry *cam_geometry_ref             (CamGeometry  *self);
void         cam_geometry_unref           (CamGeometry  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamGeometry, cam_geometry_unref)

/* From a GeoPackage geometry blob (OGC 12-128r19, 2.1.3), whatever its srs_id, or from WKB (ISO or
 * extended, either byte order). Every count is checked against the bytes that are there. Z and M
 * are dropped, open rings closed, rings of fewer than three points left out; curves, coordinates
 * that are not finite, bytes left over are refused. CAM_ERROR_INVALID, _UNSUPPORTED, _TOO_BIG. */
CamGeometry *cam_geometry_new_from_gpkg   (GBytes       *blob,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
CamGeometry *cam_geometry_new_from_wkb    (gconstpointer wkb,
                                           gsize         length,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* An empty point where either is not finite. */
CamGeometry *cam_geometry_new_point       (double        x,
                                           double        y) G_GNUC_WARN_UNUSED_RESULT;
/* In WGS 84 degrees, to the nearest 1e-7, from eastings (x) and northings (y) of the British
 * National Grid in metres, by cam_grid_to_wgs84 (). CAM_ERROR_INVALID. */
CamGeometry *cam_geometry_new_from_grid   (CamGeometry  *grid,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* A GeoPackage blob with an XY envelope (none for a point), little endian, srs_id 4326. */
GBytes      *cam_geometry_to_gpkg         (CamGeometry  *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes      *cam_geometry_to_wkb          (CamGeometry  *self) G_GNUC_WARN_UNUSED_RESULT;

/* A valid multipolygon of the same ground (GEOSMakeValid), or NULL with CAM_ERROR_INVALID where
 * nothing with an area remains, CAM_ERROR_TOO_BIG where it crosses itself so often that mending
 * would take minutes. @changed may be NULL: whether anything had to be mended, when it was read or
 * now. */
CamGeometry *cam_geometry_to_valid_area   (CamGeometry  *self,
                                           gboolean     *changed,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     cam_geometry_is_empty        (CamGeometry  *self);
gboolean     cam_geometry_is_area         (CamGeometry  *self);
gboolean     cam_geometry_is_point        (CamGeometry  *self);
/* The same points, wherever their rings begin and in whatever order (to 1e-9). */
gboolean     cam_geometry_equals          (CamGeometry  *self,
                                           CamGeometry  *other);
/* NAN in all four where it is empty. */
CamBounds    cam_geometry_get_bounds      (CamGeometry  *self);
guint        cam_geometry_get_n_points    (CamGeometry  *self);
/* Hectares on the ground, through an equal-area projection of the ellipsoid. 0 for a point. */
double       cam_geometry_get_hectares    (CamGeometry  *self);
/* A point that lies inside, for a label: the centre of what is nearly convex, else the pole of
 * inaccessibility, roughly. FALSE where it is empty. */
gboolean     cam_geometry_get_label_point (CamGeometry  *self,
                                           double       *x,
                                           double       *y);
/* Whether the area holds the point; its border belongs to it. FALSE for what is no area. */
gboolean     cam_geometry_contains        (CamGeometry  *self,
                                           double        x,
                                           double        y);
/* The union of @parts (element-type CamGeometry), a multipolygon where all are areas; NULL without
 * @error where there are none. CAM_ERROR_INVALID. */
CamGeometry *cam_geometry_union           (GPtrArray    *parts,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Simplified versions of outlines that share borders, without gaps or overlaps between them (GEOS
 * coverage simplification, Visvalingam-Whyatt) where there were none before; where borders differ,
 * each is simplified by itself. @tolerance in degrees. Returns as many as @parts, in order. */
GPtrArray   *cam_geometry_simplify_all    (GPtrArray    *parts,
                                           double        tolerance) G_GNUC_WARN_UNUSED_RESULT;

/* Calls @func for each ring of each polygon: @xy holds @n_points pairs. */
typedef void (*CamRingFunc) (const double *xy,
                             guint         n_points,
                             gboolean      is_hole,
                             gpointer      user_data);
void         cam_geometry_foreach_ring    (CamGeometry  *self,
                                           CamRingFunc   func,
                                           gpointer      user_data);

G_END_DECLS
