/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-shapes.h"

#include <math.h>
#include <string.h>

static const double square[] = { 0.0, 52.0, 1.0, 52.0, 1.0, 53.0, 0.0, 53.0, 0.0, 52.0 };

static void
assert_refused (const guint8 *bytes,
                gsize         length,
                CamError      code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cam_geometry_new_from_wkb (bytes, length, &error));
  g_assert_error (error, CAM_ERROR, (int) code);
}

static void
assert_out_refused (GByteArray *out,
                    CamError    code)
{
  assert_refused (out->data, out->len, code);
  g_byte_array_unref (out);
}

static GByteArray *
write_square (void)
{
  GByteArray *out = g_byte_array_new ();

  test_put_header (out, 3);
  test_put_count (out, 1);
  test_put_count (out, 5);
  test_put_points (out, square, 5);
  return out;
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 200; i++)
    {
      guint n_points = (guint) g_test_rand_int_range (3, 60);
      g_autofree double *ring = test_random_ring (0.1, 52.3, 0.4, n_points);
      g_autoptr (CamGeometry) shape = test_new_polygon (ring, n_points);
      g_autoptr (GBytes) blob = cam_geometry_to_gpkg (shape);
      g_autoptr (GError) error = NULL;
      g_autoptr (CamGeometry) again = cam_geometry_new_from_gpkg (blob, &error);
      g_autoptr (GBytes) blob_again = NULL;

      g_assert_no_error (error);
      g_assert_true (cam_geometry_equals (shape, again));
      blob_again = cam_geometry_to_gpkg (again);
      g_assert_true (g_bytes_equal (blob, blob_again));
      g_assert_cmpuint (cam_geometry_get_n_points (again), ==, n_points + 1);
    }
}

/* Byte by byte against OGC 12-128r19, table 5. */
static void
test_gpkg_header (void)
{
  g_autoptr (CamGeometry) shape = test_new_box (0.0, 52.0, 1.0, 53.0);
  g_autoptr (CamGeometry) point = cam_geometry_new_point (0.5, 52.5);
  g_autoptr (CamGeometry) nothing = cam_geometry_new_point (NAN, 1.0);
  g_autoptr (GBytes) area = cam_geometry_to_gpkg (shape);
  g_autoptr (GBytes) dot = cam_geometry_to_gpkg (point);
  g_autoptr (GBytes) empty = cam_geometry_to_gpkg (nothing);
  g_autoptr (CamGeometry) empty_again = NULL;
  gsize length;
  const guint8 *bytes = g_bytes_get_data (area, &length);
  double envelope[4];

  g_assert_cmpmem (bytes, 8, "GP\0\3\346\20\0\0", 8);
  memcpy (envelope, bytes + 8, sizeof envelope);
  g_assert_cmpfloat (envelope[0], ==, 0.0);
  g_assert_cmpfloat (envelope[1], ==, 1.0);
  g_assert_cmpfloat (envelope[2], ==, 52.0);
  g_assert_cmpfloat (envelope[3], ==, 53.0);
  g_assert_cmpuint (length, ==, 8 + 32 + 13 + 80);
  bytes = g_bytes_get_data (dot, &length);
  g_assert_cmpmem (bytes, 8, "GP\0\1\346\20\0\0", 8);
  g_assert_cmpuint (length, ==, 8 + 21);
  bytes = g_bytes_get_data (empty, &length);
  g_assert_cmpmem (bytes, 8, "GP\0\21\346\20\0\0", 8);
  empty_again = cam_geometry_new_from_gpkg (empty, NULL);
  g_assert_nonnull (empty_again);
  g_assert_true (cam_geometry_is_empty (empty_again));
  g_assert_false (cam_geometry_is_point (empty_again));
}

static void
test_gpkg_envelopes (void)
{
  static const gsize sizes[] = { 0, 32, 48, 48, 64 };
  g_autoptr (GByteArray) wkb = write_square ();

  for (guint i = 0; i < 8; i++)
    for (guint big = 0; big < 2; big++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (CamGeometry) shape = NULL;
        g_autoptr (GBytes) blob = NULL;
        GByteArray *out = g_byte_array_new ();
        guint8 header[8] = { 'G', 'P', 0, (guint8) ((i << 1) | big), 0, 0, 0, 0 };

        g_byte_array_append (out, header, sizeof header);
        if (i < G_N_ELEMENTS (sizes))
          g_byte_array_set_size (out, 8 + (guint) sizes[i]);
        g_byte_array_append (out, wkb->data, wkb->len);
        blob = g_byte_array_free_to_bytes (out);
        shape = cam_geometry_new_from_gpkg (blob, &error);
        if (i < G_N_ELEMENTS (sizes))
          g_assert_true (shape != NULL && cam_geometry_is_area (shape));
        else
          g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
      }
}

static void
test_gpkg_refused (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    CamError code;
  } bad[] = {
    { "", 0, CAM_ERROR_INVALID },
    { "GP\0\1\0\0\0", 7, CAM_ERROR_INVALID },
    { "PG\0\1\0\0\0\0", 8, CAM_ERROR_INVALID },
    { "GP\0\1\0\0\0\0", 8, CAM_ERROR_INVALID },
    { "GP\0\3\0\0\0\0\0\0\0\0", 12, CAM_ERROR_INVALID },
    { "GP\1\1\0\0\0\0\1\1\0\0\0", 13, CAM_ERROR_UNSUPPORTED },
    { "GP\0\41\0\0\0\0\1\1\0\0\0", 13, CAM_ERROR_UNSUPPORTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) blob = g_bytes_new (bad[i].bytes, bad[i].length);
      g_autoptr (GError) error = NULL;

      g_assert_null (cam_geometry_new_from_gpkg (blob, &error));
      g_assert_error (error, CAM_ERROR, (int) bad[i].code);
    }
}

/* Every prefix of a sound text is refused, and nothing is read past it. */
static void
test_truncated (void)
{
  g_autoptr (GByteArray) out = write_square ();

  for (guint length = 0; length < out->len; length++)
    {
      g_autofree guint8 *part = g_memdup2 (out->data, length);

      assert_refused (part, length, CAM_ERROR_INVALID);
    }
  g_byte_array_append (out, (const guint8 *) "x", 1);
  assert_refused (out->data, out->len, CAM_ERROR_INVALID);
}

static void
put_point_values (GByteArray *out,
                  guint       n_values)
{
  const double xy[] = { 0.25, 52.5, 7.0, 8.0 };

  for (guint i = 0; i < n_values; i++)
    {
      guint64 bits;

      memcpy (&bits, xy + i, sizeof bits);
      bits = GUINT64_TO_LE (bits);
      g_byte_array_append (out, (const guint8 *) &bits, sizeof bits);
    }
}

/* Z and M, as ISO and as extended WKB write them, are dropped. */
static void
test_dimensions (void)
{
  static const struct
  {
    guint32 type;
    guint n_values;
  } kinds[] = {
    { 1, 2 },           { 1001, 3 },        { 2001, 3 },
    { 3001, 4 },        { 0x80000001u, 3 }, { 0x40000001u, 3 },
    { 0xc0000001u, 4 }, { 0x20000001u, 2 }, { 0xe0000001u, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (CamGeometry) point = NULL;
      g_autoptr (GBytes) wkb = NULL;
      GByteArray *out = g_byte_array_new ();
      CamBounds bounds;

      test_put_header (out, kinds[i].type);
      if ((kinds[i].type & 0x20000000u) != 0)
        test_put_count (out, 4326);
      put_point_values (out, kinds[i].n_values);
      point = test_take_shape (out);
      g_assert_true (cam_geometry_is_point (point));
      bounds = cam_geometry_get_bounds (point);
      g_assert_cmpfloat (bounds.min_x, ==, 0.25);
      g_assert_cmpfloat (bounds.max_y, ==, 52.5);
      wkb = cam_geometry_to_wkb (point);
      g_assert_cmpuint (g_bytes_get_size (wkb), ==, 21);
    }
}

static void
test_big_endian (void)
{
  static const guint8 bytes[] = { 0, 0, 0, 0, 1, 0x3f, 0xd0, 0, 0, 0, 0, 0, 0,
                                  0x40, 0x4a, 0x40, 0, 0, 0, 0, 0 };
  g_autoptr (CamGeometry) point = cam_geometry_new_from_wkb (bytes, sizeof bytes, NULL);
  CamBounds bounds;

  g_assert_nonnull (point);
  bounds = cam_geometry_get_bounds (point);
  g_assert_cmpfloat (bounds.min_x, ==, 0.25);
  g_assert_cmpfloat (bounds.min_y, ==, 52.5);
}

static void
test_kinds_refused (void)
{
  static const struct
  {
    guint32 type;
    CamError code;
  } kinds[] = {
    { 0, CAM_ERROR_INVALID }, { 8, CAM_ERROR_UNSUPPORTED }, { 10, CAM_ERROR_UNSUPPORTED },
    { 1016, CAM_ERROR_UNSUPPORTED }, { 18, CAM_ERROR_INVALID }, { 4001, CAM_ERROR_INVALID },
    { 0x1fffffffu, CAM_ERROR_INVALID },
  };
  static const guint8 no_order[] = { 2, 1, 0, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GByteArray *out = g_byte_array_new ();

      test_put_header (out, kinds[i].type);
      test_put_count (out, 0);
      assert_out_refused (out, kinds[i].code);
    }
  assert_refused (no_order, sizeof no_order, CAM_ERROR_INVALID);
}

static void
test_bad_numbers (void)
{
  static const double bad[] = { NAN, INFINITY, -INFINITY, 1e300, -1.1e9 };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    for (guint at = 0; at < 10; at++)
      {
        double xy[G_N_ELEMENTS (square)];
        GByteArray *out = g_byte_array_new ();

        memcpy (xy, square, sizeof xy);
        xy[at] = bad[i];
        test_put_header (out, 3);
        test_put_count (out, 1);
        test_put_count (out, 5);
        test_put_points (out, xy, 5);
        assert_out_refused (out, CAM_ERROR_INVALID);
      }
}

/* Counts that promise more than there is are refused before anything is set aside for them. */
static void
test_lying_counts (void)
{
  for (guint32 type = 2; type <= 7; type++)
    {
      GByteArray *out = g_byte_array_new ();

      test_put_header (out, type);
      test_put_count (out, G_MAXUINT32);
      test_put_points (out, square, 5);
      assert_out_refused (out, CAM_ERROR_INVALID);
    }
}

static GByteArray *
write_nest (guint depth)
{
  GByteArray *out = g_byte_array_new ();

  for (guint i = 1; i < depth; i++)
    {
      test_put_header (out, 7);
      test_put_count (out, 1);
    }
  test_put_header (out, 1);
  test_put_points (out, square, 1);
  return out;
}

static void
test_depth (void)
{
  g_autoptr (CamGeometry) deep = test_take_shape (write_nest (8));

  g_assert_cmpuint (cam_geometry_get_n_points (deep), ==, 1);
  assert_out_refused (write_nest (9), CAM_ERROR_TOO_BIG);
  assert_out_refused (write_nest (100000), CAM_ERROR_TOO_BIG);
}

static void
test_too_big (void)
{
  GByteArray *out = g_byte_array_new ();

  test_put_header (out, 2);
  test_put_count (out, 5000001);
  g_byte_array_set_size (out, 9 + 5000001 * 16);
  memset (out->data + 9, 0, 5000001 * 16);
  assert_out_refused (out, CAM_ERROR_TOO_BIG);

  out = g_byte_array_new ();
  test_put_header (out, 3);
  test_put_count (out, 1000001);
  g_byte_array_set_size (out, 9 + 1000001 * 4);
  memset (out->data + 9, 0, 1000001 * 4);
  assert_out_refused (out, CAM_ERROR_TOO_BIG);
}

static void
test_wrong_parts (void)
{
  GByteArray *out = g_byte_array_new ();

  test_put_header (out, 6);
  test_put_count (out, 1);
  test_put_header (out, 1);
  test_put_points (out, square, 1);
  assert_out_refused (out, CAM_ERROR_INVALID);
}

/* An open ring is closed, a ring without ground is left out, and the first mending is told. */
static void
test_mended_rings (void)
{
  const double line[] = { 0.2, 52.2, 0.4, 52.4 };
  g_autoptr (CamGeometry) shape = NULL;
  g_autoptr (CamGeometry) valid = NULL;
  GByteArray *out = g_byte_array_new ();
  gboolean changed = FALSE;

  test_put_header (out, 3);
  test_put_count (out, 2);
  test_put_count (out, 4);
  test_put_points (out, square, 4);
  test_put_count (out, 2);
  test_put_points (out, line, 2);
  shape = test_take_shape (out);
  g_assert_cmpuint (cam_geometry_get_n_points (shape), ==, 5);
  valid = cam_geometry_to_valid_area (shape, &changed, NULL);
  g_assert_nonnull (valid);
  g_assert_true (changed);

  out = g_byte_array_new ();
  test_put_header (out, 3);
  test_put_count (out, 2);
  test_put_count (out, 2);
  test_put_points (out, line, 2);
  test_put_count (out, 5);
  test_put_points (out, square, 5);
  g_clear_pointer (&shape, cam_geometry_unref);
  shape = test_take_shape (out);
  g_assert_true (cam_geometry_is_empty (shape));
}

/* A sound text with bytes changed at random: an answer or an error, and no other end. */
static void
test_flipped (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GByteArray) out = write_square ();
      g_autoptr (CamGeometry) shape = NULL;
      g_autoptr (GError) error = NULL;

      for (gint32 n = g_test_rand_int_range (1, 4); n > 0; n--)
        out->data[g_test_rand_int_range (0, (gint32) out->len)] =
            (guint8) g_test_rand_int_range (0, 256);
      shape = cam_geometry_new_from_wkb (out->data, out->len, &error);
      if (shape == NULL)
        g_assert_true (error != NULL && error->domain == CAM_ERROR);
      else
        {
          g_autoptr (GBytes) blob = cam_geometry_to_gpkg (shape);
          g_autoptr (CamGeometry) again = cam_geometry_new_from_gpkg (blob, NULL);
          g_autoptr (CamGeometry) valid = cam_geometry_to_valid_area (shape, NULL, NULL);

          g_assert_nonnull (again);
          g_assert_true (valid == NULL || cam_geometry_is_area (valid));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry-read/round-trip", test_round_trip);
  g_test_add_func ("/geometry-read/gpkg-header", test_gpkg_header);
  g_test_add_func ("/geometry-read/gpkg-envelopes", test_gpkg_envelopes);
  g_test_add_func ("/geometry-read/gpkg-refused", test_gpkg_refused);
  g_test_add_func ("/geometry-read/truncated", test_truncated);
  g_test_add_func ("/geometry-read/dimensions", test_dimensions);
  g_test_add_func ("/geometry-read/big-endian", test_big_endian);
  g_test_add_func ("/geometry-read/kinds-refused", test_kinds_refused);
  g_test_add_func ("/geometry-read/bad-numbers", test_bad_numbers);
  g_test_add_func ("/geometry-read/lying-counts", test_lying_counts);
  g_test_add_func ("/geometry-read/depth", test_depth);
  g_test_add_func ("/geometry-read/too-big", test_too_big);
  g_test_add_func ("/geometry-read/wrong-parts", test_wrong_parts);
  g_test_add_func ("/geometry-read/mended-rings", test_mended_rings);
  g_test_add_func ("/geometry-read/flipped", test_flipped);
  return g_test_run ();
}
