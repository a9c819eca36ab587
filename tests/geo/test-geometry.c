/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-grid-ref.h"
#include "test-shapes.h"

#include <math.h>
#include <string.h>

/* Whether a point lies in a ring by counting crossings, as simply as it can be said. */
static gboolean
is_inside (const double *xy,
           guint         n_points,
           double        x,
           double        y)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = n_points - 1; i < n_points; j = i++)
    if ((xy[2 * i + 1] > y) != (xy[2 * j + 1] > y) &&
        x < (xy[2 * j] - xy[2 * i]) * (y - xy[2 * i + 1]) / (xy[2 * j + 1] - xy[2 * i + 1]) +
                xy[2 * i])
      inside = !inside;
  return inside;
}

static void
test_contains_random (void)
{
  for (guint i = 0; i < 100; i++)
    {
      guint n_points = (guint) g_test_rand_int_range (3, 80);
      g_autofree double *ring = test_random_ring (0.0, 52.0, 1.0, n_points);
      g_autoptr (CamGeometry) shape = test_new_polygon (ring, n_points);

      for (guint j = 0; j < 200; j++)
        {
          double x = g_test_rand_double_range (-1.1, 1.1);
          double y = g_test_rand_double_range (50.9, 53.1);

          g_assert_cmpint (cam_geometry_contains (shape, x, y), ==,
                           is_inside (ring, n_points, x, y));
        }
    }
}

static void
test_contains_edges (void)
{
  g_autoptr (CamGeometry) box = test_new_box (0.0, 52.0, 1.0, 53.0);
  g_autoptr (CamGeometry) point = cam_geometry_new_point (0.5, 52.5);

  g_assert_true (cam_geometry_contains (box, 0.0, 52.0));
  g_assert_true (cam_geometry_contains (box, 0.5, 53.0));
  g_assert_true (cam_geometry_contains (box, 0.5, 52.5));
  g_assert_false (cam_geometry_contains (box, 1.0000001, 52.5));
  g_assert_false (cam_geometry_contains (box, NAN, 52.5));
  g_assert_false (cam_geometry_contains (point, 0.5, 52.5));
}

static void
test_kinds (void)
{
  g_autoptr (CamGeometry) box = test_new_box (0.0, 52.0, 1.0, 53.0);
  g_autoptr (CamGeometry) point = cam_geometry_new_point (0.5, 52.5);
  g_autoptr (CamGeometry) nothing = cam_geometry_new_point (INFINITY, 0.0);
  CamBounds bounds = cam_geometry_get_bounds (nothing);
  double x, y;

  g_assert_true (cam_geometry_is_area (box));
  g_assert_false (cam_geometry_is_point (box));
  g_assert_true (cam_geometry_is_point (point));
  g_assert_false (cam_geometry_is_area (point));
  g_assert_true (cam_geometry_is_empty (nothing));
  g_assert_true (isnan (bounds.min_x) && isnan (bounds.max_y));
  g_assert_cmpfloat (cam_geometry_get_hectares (point), ==, 0.0);
  g_assert_false (cam_geometry_get_label_point (nothing, &x, &y));
  g_assert_true (cam_geometry_get_label_point (point, &x, &y));
  g_assert_cmpfloat (x, ==, 0.5);
  g_assert_cmpfloat (y, ==, 52.5);
}

static void
test_boxed (void)
{
  g_autoptr (CamGeometry) box = test_new_box (0.0, 52.0, 1.0, 53.0);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, CAM_TYPE_GEOMETRY);
  g_value_set_boxed (&value, box);
  g_assert_true (g_value_get_boxed (&value) == box);
}

static void
test_equals (void)
{
  const double turned[] = { 1.0, 53.0, 0.0, 53.0, 0.0, 52.0, 1.0, 52.0 };
  g_autoptr (CamGeometry) box = test_new_box (0.0, 52.0, 1.0, 53.0);
  g_autoptr (CamGeometry) same = test_new_polygon (turned, 4);
  g_autoptr (CamGeometry) other = test_new_box (0.0, 52.0, 1.0, 53.00001);
  g_autoptr (CamGeometry) point = cam_geometry_new_point (0.5, 52.5);

  g_assert_true (cam_geometry_equals (box, box));
  g_assert_true (cam_geometry_equals (box, same));
  g_assert_false (cam_geometry_equals (box, other));
  g_assert_false (cam_geometry_equals (box, point));
}

static CamGeometry *
new_grid_box (double easting,
              double northing,
              double size)
{
  g_autoptr (CamGeometry) metres =
      test_new_box (easting, northing, easting + size, northing + size);
  CamGeometry *degrees = cam_geometry_new_from_grid (metres, NULL);

  g_assert_nonnull (degrees);
  return degrees;
}

/* A square kilometre of the grid is 100 hectares but for the projection's own scale there. */
static void
test_hectares (void)
{
  static const double corners[][2] = { { 545000, 258000 }, { 520000, 300000 }, { 560000, 240000 } };
  double xy[] = { 0.0, 52.0, 1.0, 52.0, 1.0, 53.0, 0.0, 53.0 };
  g_autoptr (CamGeometry) degree = test_new_polygon (xy, 4);

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      g_autoptr (CamGeometry) square = new_grid_box (corners[i][0], corners[i][1], 1000.0);
      /* The scale at a distance from the central meridian (OS guide, annex C3, first term). */
      double scale =
          0.9996012717 * (1.0 + pow ((corners[i][0] + 500.0 - 400000.0) / 6.38e6, 2) / 2.0);

      g_assert_cmpfloat_with_epsilon (cam_geometry_get_hectares (square), 100.0 / (scale * scale),
                                      0.01);
    }
  /* Between two parallels and two meridians, from tables of the ellipsoid: 111.3 km by 68.0 km. */
  g_assert_cmpfloat_with_epsilon (cam_geometry_get_hectares (degree), 756800.0, 2500.0);
}

static void
test_hectares_hole (void)
{
  const double outer[] = { 0.0, 52.0, 1.0, 52.0, 1.0, 53.0, 0.0, 53.0, 0.0, 52.0 };
  const double inner[] = { 0.25, 52.25, 0.75, 52.25, 0.75, 52.75, 0.25, 52.75, 0.25, 52.25 };
  g_autoptr (CamGeometry) whole = test_new_box (0.0, 52.0, 1.0, 53.0);
  g_autoptr (CamGeometry) middle = test_new_box (0.25, 52.25, 0.75, 52.75);
  g_autoptr (CamGeometry) ring = NULL;
  GByteArray *out = g_byte_array_new ();
  double x, y;

  test_put_header (out, 3);
  test_put_count (out, 2);
  test_put_count (out, 5);
  test_put_points (out, outer, 5);
  test_put_count (out, 5);
  test_put_points (out, inner, 5);
  ring = test_take_shape (out);
  g_assert_cmpfloat_with_epsilon (
      cam_geometry_get_hectares (ring),
      cam_geometry_get_hectares (whole) - cam_geometry_get_hectares (middle), 0.001);
  g_assert_false (cam_geometry_contains (ring, 0.5, 52.5));
  g_assert_true (cam_geometry_get_label_point (ring, &x, &y));
  g_assert_true (cam_geometry_contains (ring, x, y));
}

static void
test_label_point (void)
{
  const double ell[] = { 0.0, 0.0, 4.0, 0.0, 4.0, 1.0, 1.0, 1.0, 1.0, 4.0, 0.0, 4.0 };
  g_autoptr (CamGeometry) box = test_new_box (0.0, 52.0, 0.2, 52.2);
  g_autoptr (CamGeometry) bent = test_new_polygon (ell, 6);
  double x, y;

  g_assert_true (cam_geometry_get_label_point (box, &x, &y));
  g_assert_cmpfloat_with_epsilon (x, 0.1, 0.02);
  g_assert_true (cam_geometry_contains (box, x, y));
  g_assert_true (cam_geometry_get_label_point (bent, &x, &y));
  g_assert_true (cam_geometry_contains (bent, x, y));
  for (guint i = 0; i < 50; i++)
    {
      g_autofree double *ring = test_random_ring (0.1, 52.3, 0.3, 25);
      g_autoptr (CamGeometry) shape = test_new_polygon (ring, 25);

      g_assert_true (cam_geometry_get_label_point (shape, &x, &y));
      g_assert_true (is_inside (ring, 25, x, y));
    }
}

static void
test_valid_area (void)
{
  const double bow[] = { 0.0, 52.0, 1.0, 53.0, 1.0, 52.0, 0.0, 53.0 };
  const double flat[] = { 0.0, 52.0, 1.0, 52.0, 0.5, 52.0 };
  g_autoptr (CamGeometry) box = test_new_box (0.0, 52.0, 1.0, 53.0);
  g_autoptr (CamGeometry) crossed = test_new_polygon (bow, 4);
  g_autoptr (CamGeometry) line = test_new_polygon (flat, 3);
  g_autoptr (CamGeometry) point = cam_geometry_new_point (0.5, 52.5);
  g_autoptr (CamGeometry) sound = NULL;
  g_autoptr (CamGeometry) mended = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed = TRUE;

  sound = cam_geometry_to_valid_area (box, &changed, &error);
  g_assert_no_error (error);
  g_assert_false (changed);
  g_assert_cmpfloat_with_epsilon (cam_geometry_get_hectares (sound),
                                  cam_geometry_get_hectares (box), 1e-6);
  mended = cam_geometry_to_valid_area (crossed, &changed, &error);
  g_assert_no_error (error);
  g_assert_true (changed);
  g_assert_cmpfloat_with_epsilon (cam_geometry_get_hectares (mended),
                                  cam_geometry_get_hectares (box) / 2.0, 2000.0);
  g_assert_null (cam_geometry_to_valid_area (line, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (cam_geometry_to_valid_area (point, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
}

/* Parts of one outline that overlap are one piece of ground, not a hole. */
static void
test_valid_overlap (void)
{
  const double first[] = { 0.0, 52.0, 2.0, 52.0, 2.0, 53.0, 0.0, 53.0, 0.0, 52.0 };
  const double second[] = { 1.0, 52.0, 3.0, 52.0, 3.0, 53.0, 1.0, 53.0, 1.0, 52.0 };
  g_autoptr (CamGeometry) both = NULL;
  g_autoptr (CamGeometry) mended = NULL;
  GByteArray *out = g_byte_array_new ();
  gboolean changed = FALSE;

  test_put_header (out, 6);
  test_put_count (out, 2);
  test_put_header (out, 3);
  test_put_count (out, 1);
  test_put_count (out, 5);
  test_put_points (out, first, 5);
  test_put_header (out, 3);
  test_put_count (out, 1);
  test_put_count (out, 5);
  test_put_points (out, second, 5);
  both = test_take_shape (out);
  mended = cam_geometry_to_valid_area (both, &changed, NULL);
  g_assert_true (changed);
  g_assert_true (cam_geometry_contains (mended, 1.5, 52.5));
}

/* A field of 6 by 6 areas with wavy borders of 20 points, shared exactly. */
static GPtrArray *
new_field (void)
{
  GPtrArray *areas = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_geometry_unref);
  const guint n = 20;

  for (guint row = 0; row < 6; row++)
    for (guint column = 0; column < 6; column++)
      {
        g_autofree double *xy = g_new (double, 2 * 4 * n);
        guint k = 0;

        for (guint side = 0; side < 4; side++)
          for (guint i = 0; i < n; i++)
            {
              double t = side < 2 ? (double) i / n : 1.0 - (double) i / n;
              double u = column + (side == 0 || side == 2 ? t : side == 1 ? 1.0 : 0.0);
              double v = row + (side == 1 || side == 3 ? t : side == 2 ? 1.0 : 0.0);

              /* Rounded, so that two neighbours work out the very same point. */
              xy[2 * k] = rint ((u + 0.05 * sin (v * 9.0)) * 1e6) / 1e6;
              xy[2 * k + 1] = rint ((v + 0.05 * sin (u * 9.0)) * 1e6) / 1e6;
              k++;
            }
        g_ptr_array_add (areas, test_new_polygon (xy, k));
      }
  return areas;
}

static double
sum_hectares (GPtrArray *areas)
{
  double sum = 0.0;

  for (guint i = 0; i < areas->len; i++)
    sum += cam_geometry_get_hectares (g_ptr_array_index (areas, i));
  return sum;
}

static guint
sum_points (GPtrArray *areas)
{
  guint sum = 0;

  for (guint i = 0; i < areas->len; i++)
    sum += cam_geometry_get_n_points (g_ptr_array_index (areas, i));
  return sum;
}

/* A star drawn in one line, each of whose strokes crosses nearly all others. */
static CamGeometry *
new_star (guint n_points)
{
  g_autofree double *xy = g_new (double, 2 * n_points);

  for (guint i = 0; i < n_points; i++)
    {
      double angle = 2.0 * G_PI * (i * (n_points / 2) % n_points) / n_points;

      xy[2 * i] = cos (angle);
      xy[2 * i + 1] = 52.0 + sin (angle);
    }
  return test_new_polygon (xy, n_points);
}

/* What would keep GEOS busy for minutes is refused within a second; less is mended. */
static void
test_tangled (void)
{
  g_autoptr (CamGeometry) small = new_star (51);
  g_autoptr (CamGeometry) large = new_star (4001);
  g_autoptr (CamGeometry) mended = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  mended = cam_geometry_to_valid_area (small, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cam_geometry_is_area (mended));
  g_assert_null (cam_geometry_to_valid_area (large, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
}

/* A thousand copies of one ring meet in all their edges, though none crosses another. */
static void
test_stacked (void)
{
  g_autofree double *ring = test_random_ring (0.1, 52.3, 0.3, 99);
  g_autoptr (CamGeometry) pile = NULL;
  g_autoptr (GError) error = NULL;
  GByteArray *out = g_byte_array_new ();

  test_put_header (out, 6);
  test_put_count (out, 1000);
  for (guint i = 0; i < 1000; i++)
    {
      test_put_header (out, 3);
      test_put_count (out, 1);
      test_put_count (out, 100);
      test_put_points (out, ring, 99);
      test_put_points (out, ring, 1);
    }
  pile = test_take_shape (out);
  g_assert_null (cam_geometry_to_valid_area (pile, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG);
}

/* A large and honest outline passes: a shore of many small turns. */
static void
test_large (void)
{
  const guint n_points = 200000;
  g_autofree double *ring = g_new (double, 2 * n_points);
  g_autoptr (CamGeometry) shape = NULL;
  g_autoptr (CamGeometry) valid = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed = TRUE;

  for (guint i = 0; i < n_points; i++)
    {
      double angle = 2.0 * G_PI * i / n_points;
      double radius = 0.3 + 0.05 * sin (40.0 * angle) + g_test_rand_double_range (0.0, 0.0001);

      ring[2 * i] = radius * cos (angle);
      ring[2 * i + 1] = 52.0 + radius * sin (angle);
    }
  shape = test_new_polygon (ring, n_points);
  valid = cam_geometry_to_valid_area (shape, &changed, &error);
  g_assert_no_error (error);
  g_assert_false (changed);
}

/* Parts that were collected and never joined, as some programs write them, become one. */
static void
test_collected (void)
{
  g_autoptr (GPtrArray) field = new_field ();
  g_autoptr (CamGeometry) pile = NULL;
  g_autoptr (CamGeometry) valid = NULL;
  g_autoptr (GError) error = NULL;
  GByteArray *out = g_byte_array_new ();
  gboolean changed = FALSE;

  test_put_header (out, 6);
  test_put_count (out, field->len);
  for (guint i = 0; i < field->len; i++)
    {
      g_autoptr (GBytes) wkb = cam_geometry_to_wkb (g_ptr_array_index (field, i));
      gsize length;
      const guint8 *bytes = g_bytes_get_data (wkb, &length);

      g_byte_array_append (out, bytes, (guint) length);
    }
  pile = test_take_shape (out);
  valid = cam_geometry_to_valid_area (pile, &changed, &error);
  g_assert_no_error (error);
  g_assert_true (changed);
  g_assert_cmpfloat_with_epsilon (cam_geometry_get_hectares (valid) / sum_hectares (field), 1.0,
                                  1e-6);
}

static void
test_union (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (cam_geometry_union (none, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GPtrArray) parts =
          g_ptr_array_new_with_free_func ((GDestroyNotify) cam_geometry_unref);
      g_autoptr (CamGeometry) joined = NULL;
      double sum = 0.0, most = 0.0, area;

      for (gint32 n = g_test_rand_int_range (1, 8); n > 0; n--)
        {
          g_autofree double *ring = test_random_ring (
              g_test_rand_double_range (0.0, 1.0), g_test_rand_double_range (52.0, 53.0), 0.4, 20);
          CamGeometry *part = test_new_polygon (ring, 20);

          area = cam_geometry_get_hectares (part);
          sum += area;
          most = MAX (most, area);
          g_ptr_array_add (parts, part);
        }
      joined = cam_geometry_union (parts, &error);
      g_assert_no_error (error);
      g_assert_true (cam_geometry_is_area (joined));
      area = cam_geometry_get_hectares (joined);
      g_assert_cmpfloat (area, <=, sum * 1.0001);
      g_assert_cmpfloat (area, >=, most * 0.9999);
    }
}

/* No gap and no overlap: the parts still add up to their union. */
static void
test_simplify_coverage (void)
{
  g_autoptr (GPtrArray) field = new_field ();
  g_autoptr (GPtrArray) simple = cam_geometry_simplify_all (field, 0.05);
  g_autoptr (CamGeometry) whole = cam_geometry_union (simple, NULL);

  g_assert_cmpuint (simple->len, ==, field->len);
  g_assert_cmpuint (sum_points (simple), <, sum_points (field) / 2);
  g_assert_cmpfloat_with_epsilon (sum_hectares (simple) / cam_geometry_get_hectares (whole), 1.0,
                                  1e-9);
  for (guint i = 0; i < field->len; i++)
    {
      double x, y;

      g_assert_true (cam_geometry_get_label_point (g_ptr_array_index (field, i), &x, &y));
      g_assert_true (cam_geometry_contains (g_ptr_array_index (simple, i), x, y));
    }
}

/* Two drawings of one border, as in real files: the other borders still fit, and nothing is lost. */
static void
test_simplify_torn (void)
{
  g_autoptr (GPtrArray) field = new_field ();
  g_autoptr (GPtrArray) simple = NULL;
  g_autoptr (CamGeometry) whole = NULL;

  g_ptr_array_add (field, test_new_box (2.9, 2.9, 3.1, 3.1));
  simple = cam_geometry_simplify_all (field, 0.05);
  g_assert_cmpuint (simple->len, ==, field->len);
  g_ptr_array_set_size (simple, (int) simple->len - 1);
  whole = cam_geometry_union (simple, NULL);
  g_assert_cmpfloat_with_epsilon (sum_hectares (simple) / cam_geometry_get_hectares (whole), 1.0,
                                  1e-3);
  for (guint i = 0; i < simple->len; i++)
    g_assert_true (cam_geometry_is_area (g_ptr_array_index (simple, i)));
}

static void
test_simplify_others (void)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_geometry_unref);
  g_autoptr (GPtrArray) simple = NULL;
  g_autoptr (GPtrArray) nothing = NULL;
  g_autofree double *first = test_random_ring (0.0, 52.0, 1.0, 200);
  g_autofree double *second = test_random_ring (0.5, 52.0, 1.0, 200);

  nothing = cam_geometry_simplify_all (parts, 0.1);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_ptr_array_add (parts, test_new_polygon (first, 200));
  g_ptr_array_add (parts, cam_geometry_new_point (0.5, 52.5));
  g_ptr_array_add (parts, test_new_polygon (second, 200));
  simple = cam_geometry_simplify_all (parts, 0.1);
  g_assert_cmpuint (simple->len, ==, 3);
  g_assert_true (cam_geometry_is_point (g_ptr_array_index (simple, 1)));
  for (guint i = 0; i < 3; i += 2)
    {
      g_assert_cmpuint (cam_geometry_get_n_points (g_ptr_array_index (simple, i)), <, 200);
      g_assert_true (cam_geometry_is_area (g_ptr_array_index (simple, i)));
    }
}

static void
count_ring_cb (const double *xy,
               guint         n_points,
               gboolean      is_hole,
               gpointer      user_data)
{
  guint *counts = user_data;

  g_assert_cmpfloat (xy[0], ==, xy[2 * n_points - 2]);
  g_assert_cmpfloat (xy[1], ==, xy[2 * n_points - 1]);
  counts[is_hole ? 1 : 0] += n_points;
}

static void
test_foreach_ring (void)
{
  g_autoptr (CamGeometry) box = test_new_box (0.0, 52.0, 1.0, 53.0);
  g_autoptr (CamGeometry) point = cam_geometry_new_point (0.5, 52.5);
  guint counts[2] = { 0, 0 };

  cam_geometry_foreach_ring (box, count_ring_cb, counts);
  cam_geometry_foreach_ring (point, count_ring_cb, counts);
  g_assert_cmpuint (counts[0], ==, 5);
  g_assert_cmpuint (counts[1], ==, 0);
}

static gpointer
work_cb (gpointer data)
{
  GPtrArray *field = data;

  for (guint round = 0; round < 10; round++)
    {
      g_autoptr (GPtrArray) simple = cam_geometry_simplify_all (field, 0.05);
      g_autoptr (CamGeometry) whole = cam_geometry_union (field, NULL);

      g_assert_nonnull (whole);
      for (guint i = 0; i < field->len; i++)
        {
          g_autoptr (CamGeometry) held = cam_geometry_ref (g_ptr_array_index (field, i));
          g_autoptr (GBytes) blob = cam_geometry_to_gpkg (held);
          g_autoptr (CamGeometry) copy = cam_geometry_new_from_gpkg (blob, NULL);
          double x, y;

          g_assert_true (cam_geometry_equals (held, copy));
          g_assert_true (cam_geometry_get_label_point (held, &x, &y));
          g_assert_true (cam_geometry_contains (held, x, y));
          g_assert_false (cam_geometry_contains (held, 100.0, 100.0));
          g_assert_cmpuint (cam_geometry_get_n_points (g_ptr_array_index (simple, i)), >=, 4);
        }
    }
  return NULL;
}

/* The same geometries, used and let go by eight threads at once. */
static void
test_threads (void)
{
  g_autoptr (GPtrArray) field = new_field ();
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("geometry", work_cb, field);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/contains-random", test_contains_random);
  g_test_add_func ("/geometry/contains-edges", test_contains_edges);
  g_test_add_func ("/geometry/kinds", test_kinds);
  g_test_add_func ("/geometry/boxed", test_boxed);
  g_test_add_func ("/geometry/equals", test_equals);
  g_test_add_func ("/geometry/hectares", test_hectares);
  g_test_add_func ("/geometry/hectares-hole", test_hectares_hole);
  g_test_add_func ("/geometry/label-point", test_label_point);
  g_test_add_func ("/geometry/valid-area", test_valid_area);
  g_test_add_func ("/geometry/valid-overlap", test_valid_overlap);
  g_test_add_func ("/geometry/tangled", test_tangled);
  g_test_add_func ("/geometry/stacked", test_stacked);
  g_test_add_func ("/geometry/large", test_large);
  g_test_add_func ("/geometry/collected", test_collected);
  g_test_add_func ("/geometry/union", test_union);
  g_test_add_func ("/geometry/simplify-coverage", test_simplify_coverage);
  g_test_add_func ("/geometry/simplify-torn", test_simplify_torn);
  g_test_add_func ("/geometry/simplify-others", test_simplify_others);
  g_test_add_func ("/geometry/foreach-ring", test_foreach_ring);
  g_test_add_func ("/geometry/threads", test_threads);
  return g_test_run ();
}
