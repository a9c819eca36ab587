/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outline.h"

#include "cam-geos.h"
#include "cam-grid-ref.h"

#include <math.h>

/* How much wider the disc around a point is than one of the place's size: places are not round. */
#define DISC_STRETCH 1.4
/* A disc's hectares where no place in the list has any: an average parish of the county. */
#define USUAL_HECTARES 1200.0
#define QUARTER_SEGMENTS 12

/* A point on the National Grid, in whole metres, and the radius of its disc. */
typedef struct
{
  double easting, northing, radius;
} Site;

static int
compare_doubles (const void *a,
                 const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
find_median_hectares (const CamLabelPoint *points,
                      guint                n_points)
{
  g_autofree double *known = g_new (double, n_points);
  guint n_known = 0;

  for (guint i = 0; i < n_points; i++)
    if (isfinite (points[i].hectares) && points[i].hectares > 0.0)
      known[n_known++] = points[i].hectares;
  if (n_known == 0)
    return USUAL_HECTARES;
  qsort (known, n_known, sizeof *known, compare_doubles);
  return known[n_known / 2];
}

static Site *
make_sites (const CamLabelPoint  *points,
            guint                 n_points,
            GError              **error)
{
  g_autofree Site *sites = g_new (Site, n_points);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  double median = find_median_hectares (points, n_points);

  for (guint i = 0; i < n_points; i++)
    {
      double hectares =
          points[i].hectares > 0.0 && isfinite (points[i].hectares) ? points[i].hectares : median;
      double easting, northing;
      gint64 key;

      cam_grid_from_wgs84 (points[i].lat, points[i].lon, &easting, &northing);
      if (!(fabs (easting) < 2e6 && fabs (northing) < 2e6))
        {
          g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID,
                       "The place at latitude %.4f, longitude %.4f lies too far from Great Britain "
                       "for an outline.", points[i].lat, points[i].lon);
          return NULL;
        }
      sites[i] = (Site) { rint (easting), rint (northing),
                          DISC_STRETCH * sqrt (hectares * 10000.0 / G_PI) };
      /* Two places on one point get neighbouring cells: each needs a site of its own. */
      for (key = (gint64) sites[i].easting * 10000000 + (gint64) sites[i].northing;
           g_hash_table_contains (taken, &key); key += 10000000)
        sites[i].easting += 1.0;
      g_hash_table_add (taken, g_memdup2 (&key, sizeof key));
    }
  return g_steal_pointer (&sites);
}

static GEOSGeometry *
make_multi_point (const Site *sites,
                  guint       n_sites)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autofree GEOSGeometry **points = g_new (GEOSGeometry *, n_sites);

  for (guint i = 0; i < n_sites; i++)
    points[i] = GEOSGeom_createPointFromXY_r (context, sites[i].easting, sites[i].northing);
  return GEOSGeom_createCollection_r (context, GEOS_MULTIPOINT, points, n_sites);
}

/* Ground that no disc reaches but that lies amid them belongs to somebody all the same: only the
 * outer rings stay. */
static GEOSGeometry *
fill_holes (const GEOSGeometry *ground)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  int n_parts = GEOSGetNumGeometries_r (context, ground);
  g_autofree GEOSGeometry **parts = g_new0 (GEOSGeometry *, MAX (n_parts, 1));
  g_autoptr (GEOSGeometry) all = NULL;

  for (int i = 0; i < n_parts; i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (context, ground, i);
      const GEOSGeometry *ring = GEOSGetExteriorRing_r (context, part);
      GEOSGeometry *outer = ring != NULL ? GEOSGeom_clone_r (context, ring) : NULL;

      parts[i] = outer != NULL ? GEOSGeom_createPolygon_r (context, outer, NULL, 0)
                               : GEOSGeom_createEmptyPolygon_r (context);
    }
  all = GEOSGeom_createCollection_r (context, GEOS_GEOMETRYCOLLECTION, parts, (guint) n_parts);
  return all != NULL ? GEOSUnaryUnion_r (context, all) : NULL;
}

static GEOSGeometry *
make_disc_union (const Site *sites,
                 guint       n_sites)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autofree GEOSGeometry **discs = g_new (GEOSGeometry *, n_sites);
  g_autoptr (GEOSGeometry) all = NULL;
  g_autoptr (GEOSGeometry) joined = NULL;

  for (guint i = 0; i < n_sites; i++)
    {
      g_autoptr (GEOSGeometry) point =
        GEOSGeom_createPointFromXY_r (context, sites[i].easting, sites[i].northing);

      discs[i] = GEOSBuffer_r (context, point, sites[i].radius, QUARTER_SEGMENTS);
      if (discs[i] == NULL)
        discs[i] = GEOSGeom_createEmptyPolygon_r (context);
    }
  all = GEOSGeom_createCollection_r (context, GEOS_GEOMETRYCOLLECTION, discs, n_sites);
  joined = all != NULL ? GEOSUnaryUnion_r (context, all) : NULL;
  return joined != NULL ? fill_holes (joined) : NULL;
}

/* One cell per site in the order of the sites; a single site has the whole ground. */
static GEOSGeometry *
make_cells (const Site         *sites,
            guint               n_sites,
            const GEOSGeometry *ground)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autoptr (GEOSGeometry) points = NULL;
  g_autoptr (GEOSGeometry) cells = NULL;

  if (n_sites == 1)
    {
      GEOSGeometry *whole = GEOSGeom_clone_r (context, ground);

      return GEOSGeom_createCollection_r (context, GEOS_GEOMETRYCOLLECTION, &whole, 1);
    }
  points = make_multi_point (sites, n_sites);
  if (points == NULL)
    return NULL;
  cells = GEOSVoronoiDiagram_r (context, points, ground, 0.0, GEOS_VORONOI_PRESERVE_ORDER);
  if (cells == NULL || GEOSGetNumGeometries_r (context, cells) != (int) n_sites)
    return NULL;
  return g_steal_pointer (&cells);
}

static CamGeometry *
cut_cell (const GEOSGeometry         *cell,
          const GEOSGeometry         *ground,
          const GEOSPreparedGeometry *prepared,
          GError                    **error)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autoptr (CamGeometry) metres = NULL;
  g_autoptr (CamGeometry) degrees = NULL;
  GEOSGeometry *cut;

  if (GEOSPreparedContains_r (context, prepared, cell) == 1)
    cut = GEOSGeom_clone_r (context, cell);
  else
    cut = GEOSIntersection_r (context, cell, ground);
  if (cut == NULL)
    {
      cam_geos_set_error (error, "The outline around a place cannot be computed.");
      return NULL;
    }
  metres = cam_geometry_new_take (cut, FALSE);
  degrees = cam_geometry_new_from_grid (metres, error);
  return degrees != NULL ? cam_geometry_to_valid_area (degrees, NULL, error) : NULL;
}

GPtrArray *
cam_outline_approximate (const CamLabelPoint  *points,
                         guint                 n_points,
                         GError              **error)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autoptr (GPtrArray) outlines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cam_geometry_unref);
  g_autofree Site *sites = NULL;
  g_autoptr (GEOSGeometry) ground = NULL;
  g_autoptr (GEOSGeometry) cells = NULL;
  const GEOSPreparedGeometry *prepared;

  g_return_val_if_fail (points != NULL || n_points == 0, NULL);

  if (n_points == 0)
    return g_steal_pointer (&outlines);
  sites = make_sites (points, n_points, error);
  if (sites == NULL)
    return NULL;
  ground = make_disc_union (sites, n_points);
  cells = ground != NULL ? make_cells (sites, n_points, ground) : NULL;
  if (cells == NULL)
    {
      cam_geos_set_error (error, "The outlines around the places cannot be computed.");
      return NULL;
    }
  prepared = GEOSPrepare_r (context, ground);
  for (guint i = 0; i < n_points; i++)
    {
      CamGeometry *outline =
          cut_cell (GEOSGetGeometryN_r (context, cells, (int) i), ground, prepared, error);

      if (outline == NULL)
        break;
      g_ptr_array_add (outlines, outline);
    }
  GEOSPreparedGeom_destroy_r (context, prepared);
  return outlines->len == n_points ? g_steal_pointer (&outlines) : NULL;
}
