/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outline.h"

#include <math.h>

static GPtrArray *
approximate (const CamLabelPoint *points,
             guint                n_points)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *outlines = cam_outline_approximate (points, n_points, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outlines->len, ==, n_points);
  for (guint i = 0; i < n_points; i++)
    {
      gboolean changed = TRUE;
      g_autoptr (CamGeometry) valid =
        cam_geometry_to_valid_area (g_ptr_array_index (outlines, i), &changed, NULL);

      g_assert_nonnull (valid);
      g_assert_false (changed);
    }
  return outlines;
}

static void
test_none (void)
{
  g_autoptr (GPtrArray) outlines = approximate (NULL, 0);

  g_assert_cmpuint (outlines->len, ==, 0);
}

/* A place alone is a disc 1.4 times as wide as its hectares make. */
static void
test_one (void)
{
  const CamLabelPoint point = { 52.2, 0.12, 1000.0 };
  g_autoptr (GPtrArray) outlines = approximate (&point, 1);
  CamGeometry *disc = g_ptr_array_index (outlines, 0);

  g_assert_true (cam_geometry_contains (disc, 0.12, 52.2));
  g_assert_cmpfloat_with_epsilon (cam_geometry_get_hectares (disc), 1960.0, 20.0);
}

static void
test_two (void)
{
  const CamLabelPoint points[] = { { 52.2, 0.12, 1000.0 }, { 52.2, 0.15, 1000.0 } };
  g_autoptr (GPtrArray) outlines = approximate (points, 2);

  for (guint i = 0; i < 2; i++)
    {
      CamGeometry *outline = g_ptr_array_index (outlines, i);

      g_assert_true (cam_geometry_contains (outline, points[i].lon, points[i].lat));
      g_assert_false (cam_geometry_contains (outline, points[1 - i].lon, points[1 - i].lat));
    }
}

static void
test_in_line (void)
{
  CamLabelPoint points[5];
  g_autoptr (GPtrArray) outlines = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (CamLabelPoint) { 52.2, 0.1 + i * 0.02, 500.0 };
  outlines = approximate (points, G_N_ELEMENTS (points));
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    g_assert_true (
        cam_geometry_contains (g_ptr_array_index (outlines, i), points[i].lon, points[i].lat));
}

static void
count_hole_cb (const double *xy,
               guint         n_points,
               gboolean      is_hole,
               gpointer      user_data)
{
  *(guint *) user_data += is_hole ? 1 : 0;
}

/* Discs that touch in a circle leave a gap amid them, which the cells share. */
static void
test_no_hole (void)
{
  CamLabelPoint points[8];
  g_autoptr (GPtrArray) outlines = NULL;
  g_autoptr (CamGeometry) whole = NULL;
  guint n_holes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (CamLabelPoint) { 52.2 + 0.05 * sin (i * G_PI / 4),
                                  0.1 + 0.08 * cos (i * G_PI / 4), 1000.0 };
  outlines = approximate (points, G_N_ELEMENTS (points));
  whole = cam_geometry_union (outlines, NULL);
  cam_geometry_foreach_ring (whole, count_hole_cb, &n_holes);
  g_assert_cmpuint (n_holes, ==, 0);
  g_assert_true (cam_geometry_contains (whole, 0.1, 52.2));
}

/* Two lists of parishes may name one label point twice; each still gets ground. */
static void
test_same_point (void)
{
  const CamLabelPoint points[] = {
    { 52.2, 0.12, 1000.0 }, { 52.2, 0.12, 1000.0 }, { 52.2, 0.12, 1000.0 }, { 52.25, 0.2, 800.0 },
  };
  g_autoptr (GPtrArray) outlines = approximate (points, G_N_ELEMENTS (points));

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    g_assert_cmpfloat (cam_geometry_get_hectares (g_ptr_array_index (outlines, i)), >, 0.0);
}

static void
test_unknown_size (void)
{
  const CamLabelPoint points[] = {
    { 52.0, 0.0, NAN },    { 52.5, 0.0, 1000.0 }, { 53.0, 0.0, -1.0 },
    { 53.5, 0.0, 2000.0 }, { 54.0, 0.0, 500.0 },
  };
  const CamLabelPoint unknown = { 52.0, 0.0, 0.0 };
  g_autoptr (GPtrArray) outlines = approximate (points, G_N_ELEMENTS (points));
  g_autoptr (GPtrArray) alone = approximate (&unknown, 1);

  g_assert_cmpfloat_with_epsilon (cam_geometry_get_hectares (g_ptr_array_index (outlines, 0)),
                                  1960.0, 20.0);
  g_assert_cmpfloat_with_epsilon (cam_geometry_get_hectares (g_ptr_array_index (outlines, 2)),
                                  1960.0, 20.0);
  g_assert_cmpfloat (cam_geometry_get_hectares (g_ptr_array_index (alone, 0)), >, 0.0);
}

static void
test_elsewhere (void)
{
  const CamLabelPoint points[] = { { 52.2, 0.12, 1000.0 }, { NAN, 0.12, 1000.0 } };
  const CamLabelPoint far = { -33.9, 151.2, 1000.0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (cam_outline_approximate (points, 2, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (cam_outline_approximate (&far, 1, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
}

/* Every place lies in its own outline only, and together they leave neither gaps nor overlaps. */
static void
test_random_county (void)
{
  CamLabelPoint points[150];
  g_autoptr (GPtrArray) outlines = NULL;
  g_autoptr (CamGeometry) county = NULL;
  double sum = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (CamLabelPoint) { g_test_rand_double_range (52.0, 52.7),
                                 g_test_rand_double_range (-0.4, 0.5),
                                 g_test_rand_double_range (200.0, 4000.0) };
  outlines = approximate (points, G_N_ELEMENTS (points));
  county = cam_geometry_union (outlines, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      CamGeometry *outline = g_ptr_array_index (outlines, i);

      sum += cam_geometry_get_hectares (outline);
      for (guint j = 0; j < G_N_ELEMENTS (points); j++)
        g_assert_cmpint (cam_geometry_contains (outline, points[j].lon, points[j].lat), ==, i == j);
    }
  g_assert_cmpfloat_with_epsilon (sum / cam_geometry_get_hectares (county), 1.0, 1e-5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline/none", test_none);
  g_test_add_func ("/outline/one", test_one);
  g_test_add_func ("/outline/two", test_two);
  g_test_add_func ("/outline/in-line", test_in_line);
  g_test_add_func ("/outline/no-hole", test_no_hole);
  g_test_add_func ("/outline/same-point", test_same_point);
  g_test_add_func ("/outline/unknown-size", test_unknown_size);
  g_test_add_func ("/outline/elsewhere", test_elsewhere);
  g_test_add_func ("/outline/random-county", test_random_county);
  return g_test_run ();
}
