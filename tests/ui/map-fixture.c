/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-fixture.h"

CamGeometry *
map_fixture_square (double west,
                    double south,
                    double side)
{
  g_autoptr(GByteArray) wkb = g_byte_array_new ();
  const guint8 little_endian = 1;
  const guint32 counts[3] = { 3, 1, 5 };
  const double ring[10] = {
    west, south, west + side, south, west + side, south + side, west, south + side, west, south,
  };
  g_autoptr(GError) error = NULL;
  CamGeometry *square = NULL;

  g_byte_array_append (wkb, &little_endian, 1);
  g_byte_array_append (wkb, (const guint8 *) counts, sizeof counts);
  g_byte_array_append (wkb, (const guint8 *) ring, sizeof ring);
  square = cam_geometry_new_from_wkb (wkb->data, wkb->len, &error);
  g_assert_no_error (error);
  return square;
}

CamAtlasArea *
map_fixture_area (const char *uuid,
                  CamLevel    level,
                  double      west,
                  double      south,
                  double      side)
{
  CamAtlasArea *area = g_new0 (CamAtlasArea, 1);

  area->uuid = g_strdup (uuid);
  area->name = g_strdup_printf ("Area %s", uuid);
  area->level = level;
  area->outline = map_fixture_square (west, south, side);
  area->bounds = cam_geometry_get_bounds (area->outline);
  area->label_lat = south + side / 2;
  area->label_lon = west + side / 2;
  return area;
}

void
map_fixture_free_area (gpointer data)
{
  CamAtlasArea *area = data;

  g_clear_pointer (&area->uuid, g_free);
  g_clear_pointer (&area->name, g_free);
  g_clear_pointer (&area->outline, cam_geometry_unref);
  g_free (area);
}
