/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-blank-source.h"
#include "cam-mercator.h"

static void
test_round_trip (void)
{
  for (double lat = -80; lat <= 80; lat += 13.7)
    g_assert_cmpfloat_with_epsilon (cam_mercator_lat (cam_mercator_y (lat)), lat, 1e-9);
  for (double lon = -180; lon <= 180; lon += 17.3)
    g_assert_cmpfloat_with_epsilon (cam_mercator_lon (cam_mercator_x (lon)), lon, 1e-9);
}

static void
test_corners (void)
{
  g_assert_cmpfloat (cam_mercator_x (-180), ==, 0);
  g_assert_cmpfloat (cam_mercator_x (0), ==, 0.5);
  g_assert_cmpfloat_with_epsilon (cam_mercator_y (0), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (cam_mercator_y (90), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (cam_mercator_y (-90), 1, 1e-9);
}

static void
test_bounds (void)
{
  CamBounds bounds = cam_mercator_bounds ((CamBounds) { -1, 51, 1, 53 });

  g_assert_cmpfloat (bounds.min_x, <, bounds.max_x);
  g_assert_cmpfloat_with_epsilon (bounds.min_y, cam_mercator_y (53), 1e-12);
  g_assert_cmpfloat_with_epsilon (bounds.max_y, cam_mercator_y (51), 1e-12);
}

/* The layers must agree with libshumate to the pixel, at every fraction of a level. */
static void
test_world_size (void)
{
  g_autoptr(ShumateMapSource) source = cam_blank_source_new ();

  for (double zoom = 5; zoom < 18; zoom += 0.37)
    {
      double world_size = cam_mercator_world_size (zoom);

      g_assert_cmpfloat_with_epsilon (cam_mercator_x (0.12) * world_size,
                                      shumate_map_source_get_x (source, zoom, 0.12), 1e-3);
      g_assert_cmpfloat_with_epsilon (cam_mercator_y (52.2) * world_size,
                                      shumate_map_source_get_y (source, zoom, 52.2), 1e-3);
      g_assert_cmpfloat_with_epsilon (cam_mercator_zoom_for_world (world_size), zoom, 1e-9);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/mercator/round-trip", test_round_trip);
  g_test_add_func ("/mercator/corners", test_corners);
  g_test_add_func ("/mercator/bounds", test_bounds);
  g_test_add_func ("/mercator/world-size", test_world_size);
  return g_test_run ();
}
