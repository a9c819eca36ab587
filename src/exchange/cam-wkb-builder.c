/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-wkb-builder.h"

#include <math.h>
#include <string.h>

/* OGC 06-103r4, 8.2: well-known binary, little endian. */
#define WKB_POLYGON 3
#define WKB_MULTIPOLYGON 6

struct _CamWkbBuilder
{
  GArray *points;    /* double, x and y in turn */
  GArray *rings;     /* guint: number of the first point of each ring */
  GArray *polygons;  /* guint: number of the first ring of each polygon */
};

CamWkbBuilder *
cam_wkb_builder_new (void)
{
  CamWkbBuilder *self = g_new0 (CamWkbBuilder, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (double));
  self->rings = g_array_new (FALSE, FALSE, sizeof (guint));
  self->polygons = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
cam_wkb_builder_free (CamWkbBuilder *self)
{
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->rings, g_array_unref);
  g_clear_pointer (&self->polygons, g_array_unref);
  g_free (self);
}

void
cam_wkb_builder_add_polygon (CamWkbBuilder *self)
{
  g_array_append_val (self->polygons, self->rings->len);
}

void
cam_wkb_builder_add_ring (CamWkbBuilder *self)
{
  guint first = self->points->len / 2;

  g_array_append_val (self->rings, first);
}

void
cam_wkb_builder_add_point (CamWkbBuilder *self,
                           double         x,
                           double         y)
{
  double pair[2] = { x, y };

  g_array_append_vals (self->points, pair, 2);
}

guint
cam_wkb_builder_get_n_polygons (CamWkbBuilder *self)
{
  return self->polygons->len;
}

static void
append_count (GByteArray *wkb,
              guint32     count)
{
  guint32 little = GUINT32_TO_LE (count);

  g_byte_array_append (wkb, (const guint8 *) &little, sizeof little);
}

static void
append_header (GByteArray *wkb,
               guint32     type,
               guint32     count)
{
  const guint8 little_endian = 1;

  g_byte_array_append (wkb, &little_endian, 1);
  append_count (wkb, type);
  append_count (wkb, count);
}

static void
append_point (GByteArray *wkb,
              double      x,
              double      y)
{
  guint64 bits[2];

  memcpy (&bits[0], &x, sizeof x);
  memcpy (&bits[1], &y, sizeof y);
  bits[0] = GUINT64_TO_LE (bits[0]);
  bits[1] = GUINT64_TO_LE (bits[1]);
  g_byte_array_append (wkb, (const guint8 *) bits, sizeof bits);
}

static gboolean
check_points (CamWkbBuilder  *self,
              gboolean        on_grid,
              GError        **error)
{
  const double *xy = (const double *) (gpointer) self->points->data;

  for (guint i = 0; i + 1 < self->points->len; i += 2)
    {
      if (!isfinite (xy[i]) || !isfinite (xy[i + 1]) ||
          (!on_grid && (fabs (xy[i]) > 180.000001 || fabs (xy[i + 1]) > 90)))
        {
          g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                               "The outline has a corner that is nowhere on Earth.");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
append_ring (CamWkbBuilder  *self,
             guint           ring,
             GByteArray     *wkb,
             GError        **error)
{
  const double *xy = (const double *) (gpointer) self->points->data;
  guint first = g_array_index (self->rings, guint, ring);
  guint last = ring + 1 < self->rings->len ? g_array_index (self->rings, guint, ring + 1)
                                           : self->points->len / 2;
  guint n = last - first;
  gboolean open;

  if (n < 3)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                           "The outline has a ring of fewer than three corners.");
      return FALSE;
    }
  open = xy[2 * first] != xy[2 * last - 2] || xy[2 * first + 1] != xy[2 * last - 1];
  if (!open && n < 4)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                           "The outline has a ring of fewer than three corners.");
      return FALSE;
    }
  append_count (wkb, n + (open ? 1 : 0));
  for (guint i = first; i < last; i++)
    append_point (wkb, xy[2 * i], xy[2 * i + 1]);
  if (open)
    append_point (wkb, xy[2 * first], xy[2 * first + 1]);
  return TRUE;
}

CamGeometry *
cam_wkb_builder_end (CamWkbBuilder  *self,
                     gboolean        on_grid,
                     GError        **error)
{
  g_autoptr (GByteArray) wkb = g_byte_array_new ();
  g_autoptr (CamGeometry) geometry = NULL;
  gboolean sound = check_points (self, on_grid, error);

  append_header (wkb, WKB_MULTIPOLYGON, self->polygons->len);
  for (guint i = 0; sound && i < self->polygons->len; i++)
    {
      guint first = g_array_index (self->polygons, guint, i);
      guint last = i + 1 < self->polygons->len ? g_array_index (self->polygons, guint, i + 1)
                                               : self->rings->len;

      append_header (wkb, WKB_POLYGON, last - first);
      for (guint j = first; sound && j < last; j++)
        sound = append_ring (self, j, wkb, error);
    }
  g_array_set_size (self->points, 0);
  g_array_set_size (self->rings, 0);
  g_array_set_size (self->polygons, 0);
  if (sound)
    geometry = cam_geometry_new_from_wkb (wkb->data, wkb->len, error);
  if (geometry == NULL || !on_grid)
    return g_steal_pointer (&geometry);
  return cam_geometry_new_from_grid (geometry, error);
}
