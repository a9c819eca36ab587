/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-shapes.h"

#include <math.h>
#include <string.h>

void
test_put_count (GByteArray *out,
                guint32     count)
{
  count = GUINT32_TO_LE (count);
  g_byte_array_append (out, (const guint8 *) &count, sizeof count);
}

void
test_put_header (GByteArray *out,
                 guint32     type)
{
  g_byte_array_append (out, (const guint8 *) "\1", 1);
  test_put_count (out, type);
}

void
test_put_points (GByteArray   *out,
                 const double *xy,
                 guint         n_points)
{
  for (guint i = 0; i < 2 * n_points; i++)
    {
      guint64 bits;

      memcpy (&bits, xy + i, sizeof bits);
      bits = GUINT64_TO_LE (bits);
      g_byte_array_append (out, (const guint8 *) &bits, sizeof bits);
    }
}

CamGeometry *
test_take_shape (GByteArray *out)
{
  g_autoptr (GError) error = NULL;
  CamGeometry *shape = cam_geometry_new_from_wkb (out->data, out->len, &error);

  g_assert_no_error (error);
  g_assert_nonnull (shape);
  g_byte_array_unref (out);
  return shape;
}

CamGeometry *
test_new_polygon (const double *xy,
                  guint         n_points)
{
  GByteArray *out = g_byte_array_new ();

  test_put_header (out, 3);
  test_put_count (out, 1);
  test_put_count (out, n_points + 1);
  test_put_points (out, xy, n_points);
  test_put_points (out, xy, 1);
  return test_take_shape (out);
}

CamGeometry *
test_new_box (double min_x,
              double min_y,
              double max_x,
              double max_y)
{
  const double xy[] = { min_x, min_y, max_x, min_y, max_x, max_y, min_x, max_y };

  return test_new_polygon (xy, 4);
}

double *
test_random_ring (double x,
                  double y,
                  double radius,
                  guint  n_points)
{
  double *xy = g_new (double, 2 * n_points);

  for (guint i = 0; i < n_points; i++)
    {
      double angle = 2.0 * G_PI * i / n_points;
      double distance = radius * g_test_rand_double_range (0.5, 1.0);

      xy[2 * i] = x + distance * cos (angle);
      xy[2 * i + 1] = y + distance * sin (angle);
    }
  return xy;
}
