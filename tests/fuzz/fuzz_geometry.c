/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-geometry.h"

#include <math.h>

/* A GeoPackage geometry blob, through everything that an import does with one. */

static void
look_at_ring_cb (const double *xy,
                 guint         n_points,
                 gboolean      is_hole,
                 gpointer      user_data)
{
  double *sum = user_data;

  for (guint i = 0; i < 2 * n_points; i++)
    {
      g_assert_true (isfinite (xy[i]));
      *sum += xy[i];
    }
}

static void
use (CamGeometry *geometry)
{
  g_autoptr (GBytes) blob = cam_geometry_to_gpkg (geometry);
  g_autoptr (CamGeometry) again = cam_geometry_new_from_gpkg (blob, NULL);
  g_autoptr (CamGeometry) area = cam_geometry_to_valid_area (geometry, NULL, NULL);
  double x = 0;
  double y = 0;
  double sum = 0;

  g_assert_nonnull (again);
  cam_geometry_foreach_ring (geometry, look_at_ring_cb, &sum);
  if (area != NULL && cam_geometry_get_label_point (area, &x, &y))
    cam_geometry_contains (area, x, y);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) blob = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamGeometry) geometry = cam_geometry_new_from_gpkg (blob, &error);
  g_autoptr (CamGeometry) bare = cam_geometry_new_from_wkb (data, size, NULL);

  g_assert_true ((geometry == NULL) == (error != NULL));
  if (geometry != NULL)
    use (geometry);
  if (bare != NULL)
    use (bare);
  return 0;
}

static void
add_number (GByteArray *bytes,
            guint32     number)
{
  guint32 little = GUINT32_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
}

static void
add_coordinate (GByteArray *bytes,
                double      value)
{
  union { double real; guint64 integer; } both = { .real = value };
  guint64 little = GUINT64_TO_LE (both.integer);

  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
}

/* Byte order, type and, for what has parts, their number. */
static void
begin (GByteArray *bytes,
       guint32     type,
       guint32     n_parts)
{
  const guint8 little_endian = 1;

  g_byte_array_append (bytes, &little_endian, 1);
  add_number (bytes, type);
  add_number (bytes, n_parts);
}

/* A square of @size degrees, closed; the bow tie crosses itself. */
static void
add_ring (GByteArray *bytes,
          double      x,
          double      y,
          double      size,
          guint       n_extra,
          gboolean    bow_tie)
{
  static const int corners[5][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 }, { 0, 0 } };
  static const int crossed[5][2] = { { 0, 0 }, { 1, 1 }, { 1, 0 }, { 0, 1 }, { 0, 0 } };

  add_number (bytes, 5);
  for (guint i = 0; i < 5; i++)
    {
      add_coordinate (bytes, x + size * (bow_tie ? crossed : corners)[i][0]);
      add_coordinate (bytes, y + size * (bow_tie ? crossed : corners)[i][1]);
      for (guint j = 0; j < n_extra; j++)
        add_coordinate (bytes, 1.5);
    }
}

static GByteArray *
new_blob (guint8 flags)
{
  const guint8 start[] = { 'G', 'P', 0, flags, 0xe6, 0x10, 0, 0 };

  return g_byte_array_append (g_byte_array_new (), start, sizeof start);
}

static void
add_seed (GPtrArray  *seeds,
          GByteArray *bytes)
{
  g_ptr_array_add (seeds, g_byte_array_free_to_bytes (bytes));
}

/* Each flag byte that the format allows for envelope and emptiness, on one polygon with a hole. */
static void
add_envelopes (GPtrArray *seeds)
{
  static const guint n_doubles[] = { 0, 4, 6, 6, 8, 0 };

  for (guint8 kind = 0; kind < G_N_ELEMENTS (n_doubles); kind++)
    {
      GByteArray *bytes = new_blob ((guint8) (1 | kind << 1));

      for (guint i = 0; i < n_doubles[kind]; i++)
        add_coordinate (bytes, (double) i);
      begin (bytes, 3, 2);
      add_ring (bytes, 0, 52, 1, 0, FALSE);
      add_ring (bytes, 0.25, 52.25, 0.5, 0, FALSE);
      add_seed (seeds, bytes);
    }
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  static const guint32 types[] = { 3, 1003, 2003, 3003, 0x80000003, 0x20000003 };
  static const guint n_extra[] = { 0, 1, 1, 2, 1, 0 };
  GByteArray *bytes = NULL;

  add_envelopes (seeds);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      bytes = new_blob (1);
      begin (bytes, types[i], 1);
      add_ring (bytes, 0, 52, 1, n_extra[i], i == 0);
      add_seed (seeds, bytes);
    }
  bytes = new_blob (1);
  begin (bytes, 6, 2);
  for (guint i = 0; i < 2; i++)
    {
      begin (bytes, 3, 1);
      add_ring (bytes, i, 52, 1, 0, FALSE);
    }
  add_seed (seeds, bytes);
  /* Collections in one another, deeper than any real file has them. */
  bytes = new_blob (1);
  for (guint i = 0; i < 2000; i++)
    begin (bytes, 7, 1);
  add_seed (seeds, bytes);
  /* More points than bytes. */
  bytes = new_blob (1);
  begin (bytes, 2, G_MAXUINT32);
  add_seed (seeds, bytes);
  add_seed (seeds, new_blob (0x11));
}
