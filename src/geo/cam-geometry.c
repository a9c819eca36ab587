/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-geometry.h"

#include "cam-geos.h"

#include <math.h>
#include <string.h>

/* Up to here GEOS says within a second whether an outline is valid, whatever it is like. */
#define MANY_POINTS 20000

/* Everything but the prepared form is fixed when the geometry is made, so threads share it freely. */
struct _CamGeometry
{
  gatomicrefcount             refs;
  GEOSGeometry               *geos;
  CamBounds                   bounds;
  guint                       n_points;
  gboolean                    mended;    /* reading closed or dropped a ring */
  GMutex                      lock;      /* for what follows: GEOS builds its index when first asked */
  const GEOSPreparedGeometry *prepared;
};

G_DEFINE_BOXED_TYPE (CamGeometry, cam_geometry, cam_geometry_ref, cam_geometry_unref)

CamGeometry *
cam_geometry_new_take (GEOSGeometry *geometry,
                       gboolean      mended)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  CamGeometry *self = g_new0 (CamGeometry, 1);
  int n_points = GEOSGetNumCoordinates_r (context, geometry);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->geos = geometry;
  self->mended = mended;
  self->n_points = n_points > 0 ? (guint) n_points : 0;
  /* Asking now also makes GEOS keep the extents of all parts, which it otherwise writes later. */
  if (GEOSisEmpty_r (context, geometry) != 0 ||
      GEOSGeom_getExtent_r (context, geometry, &self->bounds.min_x, &self->bounds.min_y,
                            &self->bounds.max_x, &self->bounds.max_y) == 0)
    self->bounds = (CamBounds) { NAN, NAN, NAN, NAN };
  return self;
}

const GEOSGeometry *
cam_geometry_get_geos (CamGeometry *self)
{
  return self->geos;
}

CamGeometry *
cam_geometry_ref (CamGeometry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
cam_geometry_unref (CamGeometry *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->prepared != NULL)
    GEOSPreparedGeom_destroy_r (cam_geos_get_context (), self->prepared);
  GEOSGeom_destroy_r (cam_geos_get_context (), self->geos);
  g_mutex_clear (&self->lock);
  g_free (self);
}

CamGeometry *
cam_geometry_new_point (double x,
                        double y)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  GEOSGeometry *point = isfinite (x) && isfinite (y) ? GEOSGeom_createPointFromXY_r (context, x, y)
                                                     : GEOSGeom_createEmptyPoint_r (context);

  return cam_geometry_new_take (point, FALSE);
}

GBytes *
cam_geometry_to_wkb (CamGeometry *self)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  GEOSWKBWriter *writer;
  unsigned char *wkb;
  gsize length = 0;
  GBytes *bytes;

  g_return_val_if_fail (self != NULL, NULL);

  writer = GEOSWKBWriter_create_r (context);
  GEOSWKBWriter_setOutputDimension_r (context, writer, 2);
  GEOSWKBWriter_setByteOrder_r (context, writer, GEOS_WKB_NDR);
  GEOSWKBWriter_setFlavor_r (context, writer, GEOS_WKB_ISO);
  wkb = GEOSWKBWriter_write_r (context, writer, self->geos, &length);
  bytes = g_bytes_new (wkb, length);
  GEOSFree_r (context, wkb);
  GEOSWKBWriter_destroy_r (context, writer);
  return bytes;
}

static void
append_little_endian (GByteArray *out,
                      double      value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (out, (const guint8 *) &bits, sizeof bits);
}

GBytes *
cam_geometry_to_gpkg (CamGeometry *self)
{
  guint8 header[8] = { 'G', 'P', 0, 1, 0xe6, 0x10, 0, 0 };  /* srs_id 4326 is 0x10e6 */
  g_autoptr (GBytes) wkb = NULL;
  GByteArray *out;
  gsize length;
  const guint8 *bytes;

  g_return_val_if_fail (self != NULL, NULL);

  if (cam_geometry_is_empty (self))
    header[3] |= 1 << 4;
  else if (!cam_geometry_is_point (self))
    header[3] |= 1 << 1;
  out = g_byte_array_new ();
  g_byte_array_append (out, header, sizeof header);
  if ((header[3] & (1 << 1)) != 0)
    {
      append_little_endian (out, self->bounds.min_x);
      append_little_endian (out, self->bounds.max_x);
      append_little_endian (out, self->bounds.min_y);
      append_little_endian (out, self->bounds.max_y);
    }
  wkb = cam_geometry_to_wkb (self);
  bytes = g_bytes_get_data (wkb, &length);
  g_byte_array_append (out, bytes, (guint) length);
  return g_byte_array_free_to_bytes (out);
}

gboolean
cam_geometry_is_empty (CamGeometry *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return isnan (self->bounds.min_x);
}

gboolean
cam_geometry_is_area (CamGeometry *self)
{
  int type;

  g_return_val_if_fail (self != NULL, FALSE);

  type = GEOSGeomTypeId_r (cam_geos_get_context (), self->geos);
  return !cam_geometry_is_empty (self) && (type == GEOS_POLYGON || type == GEOS_MULTIPOLYGON);
}

gboolean
cam_geometry_is_point (CamGeometry *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !cam_geometry_is_empty (self) &&
         GEOSGeomTypeId_r (cam_geos_get_context (), self->geos) == GEOS_POINT;
}

gboolean
cam_geometry_equals (CamGeometry *self,
                     CamGeometry *other)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autoptr (GEOSGeometry) mine = NULL;
  g_autoptr (GEOSGeometry) others = NULL;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (self == other)
    return TRUE;
  if (self->n_points != other->n_points)
    return FALSE;
  mine = GEOSGeom_clone_r (context, self->geos);
  others = GEOSGeom_clone_r (context, other->geos);
  GEOSNormalize_r (context, mine);
  GEOSNormalize_r (context, others);
  return GEOSEqualsExact_r (context, mine, others, 1e-9) == 1;
}

CamBounds
cam_geometry_get_bounds (CamGeometry *self)
{
  g_return_val_if_fail (self != NULL, ((CamBounds) { NAN, NAN, NAN, NAN }));

  return self->bounds;
}

guint
cam_geometry_get_n_points (CamGeometry *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_points;
}

gboolean
cam_geometry_contains (CamGeometry *self,
                       double       x,
                       double       y)
{
  GEOSContextHandle_t context;
  char holds;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!(x >= self->bounds.min_x && x <= self->bounds.max_x &&
        y >= self->bounds.min_y && y <= self->bounds.max_y) ||
      !cam_geometry_is_area (self))
    return FALSE;
  context = cam_geos_get_context ();
  g_mutex_lock (&self->lock);
  if (self->prepared == NULL)
    self->prepared = GEOSPrepare_r (context, self->geos);
  holds = self->prepared != NULL ? GEOSPreparedIntersectsXY_r (context, self->prepared, x, y) : 0;
  g_mutex_unlock (&self->lock);
  return holds == 1;
}

static void
visit_ring (const GEOSGeometry *ring,
            gboolean            is_hole,
            CamRingFunc         func,
            gpointer            user_data)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (context, ring);
  g_autofree double *xy = NULL;
  unsigned int n_points = 0;

  if (sequence == NULL || GEOSCoordSeq_getSize_r (context, sequence, &n_points) == 0 ||
      n_points == 0)
    return;
  xy = g_new (double, 2 * (gsize) n_points);
  if (GEOSCoordSeq_copyToBuffer_r (context, sequence, xy, FALSE, FALSE) != 0)
    func (xy, n_points, is_hole, user_data);
}

static void
visit_rings (const GEOSGeometry *geometry,
             CamRingFunc         func,
             gpointer            user_data)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  int type = GEOSGeomTypeId_r (context, geometry);

  if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION)
    {
      for (int i = 0; i < GEOSGetNumGeometries_r (context, geometry); i++)
        visit_rings (GEOSGetGeometryN_r (context, geometry, i), func, user_data);
    }
  else if (type == GEOS_POLYGON && GEOSisEmpty_r (context, geometry) == 0)
    {
      visit_ring (GEOSGetExteriorRing_r (context, geometry), FALSE, func, user_data);
      for (int i = 0; i < GEOSGetNumInteriorRings_r (context, geometry); i++)
        visit_ring (GEOSGetInteriorRingN_r (context, geometry, i), TRUE, func, user_data);
    }
}

void
cam_geometry_foreach_ring (CamGeometry *self,
                           CamRingFunc  func,
                           gpointer     user_data)
{
  g_return_if_fail (self != NULL && func != NULL);

  visit_rings (self->geos, func, user_data);
}

/* By what the rings were meant to be: parts that overlap are joined. GEOS' older way by the lines
 * alone, which makes a hole of an overlap, is for what the newer one cannot do. */
static GEOSGeometry *
make_valid (const GEOSGeometry *geometry)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  GEOSMakeValidParams *params = GEOSMakeValidParams_create_r (context);
  GEOSGeometry *valid;

  GEOSMakeValidParams_setMethod_r (context, params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r (context, params, FALSE);
  valid = GEOSMakeValidWithParams_r (context, geometry, params);
  GEOSMakeValidParams_destroy_r (context, params);
  return valid != NULL ? valid : GEOSMakeValid_r (context, geometry);
}

CamGeometry *
cam_geometry_to_valid_area (CamGeometry  *self,
                            gboolean     *changed,
                            GError      **error)
{
  GEOSContextHandle_t context = cam_geos_get_context ();
  g_autoptr (GEOSGeometry) polygons = NULL;
  gboolean mended;
  double area = 0.0;

  g_return_val_if_fail (self != NULL, NULL);

  mended = self->mended;
  polygons = cam_geos_collect_polygons (self->geos, &mended);
  if (polygons != NULL &&
      (self->n_points > MANY_POINTS || GEOSisValid_r (context, polygons) != 1) &&
      !cam_geometry_has_few_crossings (self))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                           "The outline crosses itself too often.");
      return NULL;
    }
  if (polygons != NULL && GEOSisValid_r (context, polygons) != 1)
    {
      g_autoptr (GEOSGeometry) valid = make_valid (polygons);
      gboolean others;

      if (valid == NULL)
        {
          cam_geos_set_error (error, "The outline cannot be mended.");
          return NULL;
        }
      mended = TRUE;
      g_clear_pointer (&polygons, cam_geos_geometry_free);
      polygons = cam_geos_collect_polygons (valid, &others);
    }
  if (polygons == NULL || GEOSArea_r (context, polygons, &area) == 0 || !(area > 0.0))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "The outline encloses no ground.");
      return NULL;
    }
  if (changed != NULL)
    *changed = mended;
  return cam_geometry_new_take (g_steal_pointer (&polygons), FALSE);
}
