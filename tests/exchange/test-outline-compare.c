/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outline-compare.h"
#include "cam-wkb-builder.h"

#include <math.h>

#define TOLERANCE 1e-6

static CamGeometry *
make_polygon (const double *xy,
              guint         n_points)
{
  g_autoptr (CamWkbBuilder) builder = cam_wkb_builder_new ();
  g_autoptr (GError) error = NULL;
  CamGeometry *geometry;

  cam_wkb_builder_add_polygon (builder);
  cam_wkb_builder_add_ring (builder);
  for (guint i = 0; i < n_points; i++)
    cam_wkb_builder_add_point (builder, xy[2 * i], xy[2 * i + 1]);
  geometry = cam_wkb_builder_end (builder, FALSE, &error);
  g_assert_no_error (error);
  return geometry;
}

static const double square[] = { 0, 52, 0.1, 52, 0.1, 52.1, 0, 52.1 };

static void
assert_match (const double *xy,
              guint         n_points,
              gboolean      expected)
{
  g_autoptr (CamGeometry) one = make_polygon (square, 4);
  g_autoptr (CamGeometry) other = make_polygon (xy, n_points);

  g_assert_cmpint (cam_outlines_match (one, other, TOLERANCE), ==, expected);
  g_assert_cmpint (cam_outlines_match (other, one, TOLERANCE), ==, expected);
}

static void
test_same (void)
{
  static const double turned[] = { 0.1, 52.1, 0, 52.1, 0, 52, 0.1, 52 };
  static const double reversed[] = { 0, 52, 0, 52.1, 0.1, 52.1, 0.1, 52 };
  static const double rounded[] = { 0.0000004, 52, 0.1, 52.0000004, 0.1000003, 52.1, 0, 52.0999997 };
  static const double with_corner[] = { 0, 52, 0.05, 52.0000002, 0.1, 52, 0.1, 52.1, 0, 52.1 };

  assert_match (square, 4, TRUE);
  assert_match (turned, 4, TRUE);
  assert_match (reversed, 4, TRUE);
  assert_match (rounded, 4, TRUE);
  assert_match (with_corner, 5, TRUE);
}

static void
test_different (void)
{
  static const double moved[] = { 0.00001, 52, 0.1, 52, 0.1, 52.1, 0, 52.1 };
  static const double bulge[] = { 0, 52, 0.05, 51.9999, 0.1, 52, 0.1, 52.1, 0, 52.1 };
  static const double half[] = { 0, 52, 0.1, 52, 0.1, 52.1 };
  static const double elsewhere[] = { 1, 52, 1.1, 52, 1.1, 52.1, 1, 52.1 };

  assert_match (moved, 4, FALSE);
  assert_match (bulge, 5, FALSE);
  assert_match (half, 3, FALSE);
  assert_match (elsewhere, 4, FALSE);
}

/* Two outlines of many corners that share none are told apart without comparing all with all. */
static void
test_many_corners (void)
{
  const guint n = 100000;
  g_autofree double *one = g_new (double, 2 * n);
  g_autofree double *other = g_new (double, 2 * n);
  g_autoptr (CamGeometry) circle = NULL;
  g_autoptr (CamGeometry) shifted = NULL;
  gint64 start;

  for (guint i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * i / n;

      one[2 * i] = 0.1 * cos (angle);
      one[2 * i + 1] = 52 + 0.1 * sin (angle);
      other[2 * i] = one[2 * i] + 0.01;
      other[2 * i + 1] = one[2 * i + 1] + 0.01;
    }
  circle = make_polygon (one, n);
  shifted = make_polygon (other, n);
  start = g_get_monotonic_time ();
  g_assert_false (cam_outlines_match (circle, shifted, TOLERANCE));
  g_assert_true (cam_outlines_match (circle, circle, TOLERANCE));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/outline-compare/same", test_same);
  g_test_add_func ("/exchange/outline-compare/different", test_different);
  g_test_add_func ("/exchange/outline-compare/many-corners", test_many_corners);
  return g_test_run ();
}
