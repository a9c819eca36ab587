/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-geometry.h"

#include "cam-geos.h"
#include "cam-grid-ref.h"

#include <math.h>

/* Axes of the WGS 84 ellipsoid in metres. */
#define WGS84_A 6378137.0
#define WGS84_B 6356752.314245
/* The part of its convex hull that an outline covers where the hull's middle is a fair place for a
 * label. */
#define NEARLY_CONVEX 0.85

/* The area between the equator and a latitude, per radian of longitude, in square metres: the
 * ordinate of Lambert's cylindrical equal-area projection of the ellipsoid (J. P. Snyder, "Map
 * projections: a working manual", 1987, formula 3-12). */
static double
zone_area (double lat)
{
  const double e = sqrt (1.0 - WGS84_B * WGS84_B / (WGS84_A * WGS84_A));
  double s = sin (lat * G_PI / 180.0);

  return WGS84_B * WGS84_B / 2.0 * (s / (1.0 - e * e * s * s) + atanh (e * s) / e);
}

/* By the shoelace formula, about the first point so that no digits are lost. */
static double
ring_area (const double *xy,
           guint         n_points)
{
  const double x0 = xy[0], y0 = zone_area (xy[1]);
  double twice = 0.0, x = 0.0, y = 0.0;

  for (guint i = 1; i < n_points; i++)
    {
      double next_x = (xy[2 * i] - x0) * G_PI / 180.0;
      double next_y = zone_area (xy[2 * i + 1]) - y0;

      twice += x * next_y - next_x * y;
      x = next_x;
      y = next_y;
    }
  return fabs (twice) / 2.0;
}

static void
add_ring_cb (const double *xy,
             guint         n_points,
             gboolean      is_hole,
             gpointer      user_data)
{
  double *square_metres = user_data;

  *square_metres += ring_area (xy, n_points) * (is_hole ? -1.0 : 1.0);
}

double
cam_geometry_get_hectares (CamGeometry *self)
{
  double square_metres = 0.0;

  g_return_val_if_fail (self != NULL, 0.0);

  cam_geometry_foreach_ring (self, add_ring_cb, &square_metres);
  return MAX (square_metres, 0.0) / 10000.0;
}

static int
stretch_cb (double *x,
            double *y,
            void   *user_data)
{
  const double *factor = user_data;

  *x *= *factor;
  return 1;
}

/* The centre of gravity, where the outline is nearly convex; NULL where it is not. Most areas are,
 * and this is a tenth of the work of find_widest (). */
static GEOSGeometry *
find_centre (CamGeometry *self)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  const GEOSGeometry *geometry = cam_geometry_get_geos (self);
  g_autoptr (GEOSGeometry) hull = GEOSConvexHull_r (context, geometry);
  g_autoptr (GEOSGeometry) centre = NULL;
  double area, hull_area, x, y;

  if (hull == NULL || GEOSArea_r (context, geometry, &area) == 0 ||
      GEOSArea_r (context, hull, &hull_area) == 0 || area < NEARLY_CONVEX * hull_area)
    return NULL;
  centre = GEOSGetCentroid_r (context, geometry);
  if (centre == NULL || GEOSGeomGetX_r (context, centre, &x) != 1 ||
      GEOSGeomGetY_r (context, centre, &y) != 1 || !cam_geometry_contains (self, x, y))
    return NULL;
  return g_steal_pointer (&centre);
}

/* The middle of the widest circle inside, judged in degrees of equal length both ways. */
static GEOSGeometry *
find_widest (CamGeometry *self)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  CamBounds bounds = cam_geometry_get_bounds (self);
  double factor = MAX (cos ((bounds.min_y + bounds.max_y) / 2.0 * G_PI / 180.0), 0.01);
  double size = MAX ((bounds.max_x - bounds.min_x) * factor, bounds.max_y - bounds.min_y);
  g_autoptr (GEOSGeometry) stretched = NULL;
  g_autoptr (GEOSGeometry) radius = NULL;
  g_autoptr (GEOSGeometry) middle = NULL;
  double back = 1.0 / factor;

  stretched = GEOSGeom_transformXY_r (context, cam_geometry_get_geos (self), stretch_cb, &factor);
  if (stretched == NULL)
    return NULL;
  radius = GEOSMaximumInscribedCircle_r (context, stretched, size / 20.0);
  if (radius == NULL || GEOSisEmpty_r (context, radius) != 0)
    return NULL;
  middle = GEOSGeomGetStartPoint_r (context, radius);
  return middle != NULL ? GEOSGeom_transformXY_r (context, middle, stretch_cb, &back) : NULL;
}

gboolean
cam_geometry_get_label_point (CamGeometry *self,
                              double      *x,
                              double      *y)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autoptr (GEOSGeometry) point = NULL;

  g_return_val_if_fail (self != NULL && x != NULL && y != NULL, FALSE);

  if (cam_geometry_is_empty (self))
    return FALSE;
  if (cam_geometry_is_area (self))
    {
      point = find_centre (self);
      if (point == NULL)
        point = find_widest (self);
    }
  if (point == NULL)
    point = GEOSPointOnSurface_r (context, cam_geometry_get_geos (self));
  return point != NULL && GEOSGeomGetX_r (context, point, x) == 1 &&
         GEOSGeomGetY_r (context, point, y) == 1;
}

/* One polygon with only those holes that are large enough. */
static GEOSGeometry *
copy_without_small_holes (const GEOSGeometry *polygon,
                          double              hectares)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  GEOSGeometry *shell = GEOSGeom_clone_r (context, GEOSGetExteriorRing_r (context, polygon));
  g_autoptr (GPtrArray) holes = g_ptr_array_new ();

  for (int i = 0; i < GEOSGetNumInteriorRings_r (context, polygon); i++)
    {
      const GEOSGeometry *ring = GEOSGetInteriorRingN_r (context, polygon, i);
      g_autoptr (CamGeometry) ground = cam_geometry_new_take (
          GEOSGeom_createPolygon_r (context, GEOSGeom_clone_r (context, ring), NULL, 0), FALSE);

      if (cam_geometry_get_hectares (ground) >= hectares)
        g_ptr_array_add (holes, GEOSGeom_clone_r (context, ring));
    }
  return GEOSGeom_createPolygon_r (context, shell, (GEOSGeometry **) holes->pdata, holes->len);
}

CamGeometry *
cam_geometry_drop_small_holes (CamGeometry *self,
                               double       hectares)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  const GEOSGeometry *geometry = cam_geometry_get_geos (self);
  g_autoptr (GPtrArray) polygons = g_ptr_array_new ();
  GEOSGeometry *joined;

  if (!cam_geometry_is_area (self))
    return cam_geometry_ref (self);
  for (int i = 0; i < GEOSGetNumGeometries_r (context, geometry); i++)
    g_ptr_array_add (
        polygons, copy_without_small_holes (GEOSGetGeometryN_r (context, geometry, i), hectares));
  joined = GEOSGeom_createCollection_r (context, GEOS_MULTIPOLYGON,
                                        (GEOSGeometry **) polygons->pdata, polygons->len);
  return joined != NULL ? cam_geometry_new_take (joined, FALSE) : cam_geometry_ref (self);
}

GEOSGeometry *
cam_geometry_to_collection (GPtrArray *items)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autofree GEOSGeometry **copies = g_new (GEOSGeometry *, MAX (items->len, 1));

  for (guint i = 0; i < items->len; i++)
    copies[i] = GEOSGeom_clone_r (context, cam_geometry_get_geos (g_ptr_array_index (items, i)));
  return GEOSGeom_createCollection_r (context, GEOS_GEOMETRYCOLLECTION, copies, items->len);
}

CamGeometry *
cam_geometry_union (GPtrArray  *parts,
                    GError    **error)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autoptr (GEOSGeometry) collection = NULL;
  g_autoptr (GEOSGeometry) joined = NULL;
  GEOSGeometry *polygons;
  gboolean others = FALSE;

  g_return_val_if_fail (parts != NULL, NULL);

  if (parts->len == 0)
    return NULL;
  collection = cam_geometry_to_collection (parts);
  joined = collection != NULL ? GEOSUnaryUnion_r (context, collection) : NULL;
  if (joined == NULL)
    {
      cam_geos_set_error (error, "The outlines cannot be joined.");
      return NULL;
    }
  polygons = cam_geos_collect_polygons (joined, &others);
  if (polygons != NULL && !others)
    return cam_geometry_new_take (polygons, FALSE);
  g_clear_pointer (&polygons, cam_geos_geometry_free);
  return cam_geometry_new_take (g_steal_pointer (&joined), FALSE);
}

/* All at once: borders that are the same in two areas stay the same. GEOS does this also for areas
 * that overlap or leave gaps, as real files do, and those stay about as they were. */
static GEOSGeometry *
simplify_coverage (GPtrArray *areas,
                   double     tolerance)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autoptr (GEOSGeometry) collection = cam_geometry_to_collection (areas);
  g_autoptr (GEOSGeometry) simple = NULL;

  if (collection == NULL)
    return NULL;
  simple = GEOSCoverageSimplifyVW_r (context, collection, tolerance, FALSE);
  if (simple == NULL || GEOSGetNumGeometries_r (context, simple) != (int) areas->len)
    return NULL;
  return g_steal_pointer (&simple);
}

static CamGeometry *
simplify_one (CamGeometry *area,
              double       tolerance)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  GEOSGeometry *simple =
      GEOSTopologyPreserveSimplify_r (context, cam_geometry_get_geos (area), tolerance);

  return simple != NULL ? cam_geometry_new_take (simple, FALSE) : cam_geometry_ref (area);
}

GPtrArray *
cam_geometry_simplify_all (GPtrArray *parts,
                           double     tolerance)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();
  g_autoptr (GEOSGeometry) coverage = NULL;
  GPtrArray *result;
  int n_taken = 0;

  g_return_val_if_fail (parts != NULL, NULL);

  for (guint i = 0; i < parts->len; i++)
    if (cam_geometry_is_area (g_ptr_array_index (parts, i)))
      g_ptr_array_add (areas, g_ptr_array_index (parts, i));
  if (areas->len > 1)
    coverage = simplify_coverage (areas, tolerance);
  result = g_ptr_array_new_full (parts->len, (GDestroyNotify) cam_geometry_unref);
  for (guint i = 0; i < parts->len; i++)
    {
      CamGeometry *part = g_ptr_array_index (parts, i);
      const GEOSGeometry *simple = NULL;

      if (!cam_geometry_is_area (part))
        {
          g_ptr_array_add (result, cam_geometry_ref (part));
          continue;
        }
      if (coverage != NULL)
        simple = GEOSGetGeometryN_r (context, coverage, n_taken++);
      /* An outline that crosses another may have been made to cross itself. */
      if (simple != NULL && GEOSisEmpty_r (context, simple) == 0 &&
          GEOSisValid_r (context, simple) == 1)
        g_ptr_array_add (result, cam_geometry_new_take (GEOSGeom_clone_r (context, simple), FALSE));
      else
        g_ptr_array_add (result, simplify_one (part, tolerance));
    }
  return result;
}

static int
to_degrees_cb (double *x,
               double *y,
               void   *user_data)
{
  double lat, lon;

  cam_grid_to_wgs84 (*x, *y, &lat, &lon);
  /* About a centimetre: what two outlines share stays shared, and so does a cut made twice. */
  *x = rint (lon * 1e7) / 1e7;
  *y = rint (lat * 1e7) / 1e7;
  return 1;
}

CamGeometry *
cam_geometry_new_from_grid (CamGeometry  *grid,
                            GError      **error)
{
  GEOSGeometry *degrees;

  g_return_val_if_fail (grid != NULL, NULL);

  degrees = GEOSGeom_transformXY_r (cam_geos_get_context (), cam_geometry_get_geos (grid),
                                    to_degrees_cb, NULL);
  if (degrees == NULL)
    {
      cam_geos_set_error (error, "The outline cannot be brought to latitude and longitude.");
      return NULL;
    }
  return cam_geometry_new_take (degrees, FALSE);
}
