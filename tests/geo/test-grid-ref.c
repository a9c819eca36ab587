/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-grid-ref.h"

#include <locale.h>
#include <math.h>

/* Points as PROJ 9.6 places them without the OSTN15 grid, and the Caister water tower as the
 * Ordnance Survey publishes it with that grid. */
static void
test_known_points (void)
{
  static const struct
  {
    double lat, lon, easting, northing;
  } known[] = {
    { 52.2, 0.12, 544982.66, 257869.94 },
    { 52.2053, 0.1218, 545088.41, 258462.96 },
    { 52.658007833, 1.716073973, 651409.804, 313177.450 },
    { 51.5072, -0.1276, 530043.19, 180358.21 },
    { 55.9533, -3.1883, 325897.22, 674001.20 },
    { 50.05, -5.7, 135227.48, 23213.11 },
    { 52.5735, -0.242, 519235.04, 298749.01 },
    { 52.3987, 0.2624, 554022.74, 280261.52 },
    { 52.6655, -0.0772, 530129.40, 309266.30 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      double easting, northing, lat, lon;

      cam_grid_from_wgs84 (known[i].lat, known[i].lon, &easting, &northing);
      g_assert_cmpfloat_with_epsilon (easting, known[i].easting, 5.0);
      g_assert_cmpfloat_with_epsilon (northing, known[i].northing, 5.0);
      cam_grid_to_wgs84 (known[i].easting, known[i].northing, &lat, &lon);
      g_assert_cmpfloat_with_epsilon (lat, known[i].lat, 5.0 / 111000.0);
      g_assert_cmpfloat_with_epsilon (lon, known[i].lon, 5.0 / 60000.0);
    }
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      double easting = g_test_rand_double_range (10000.0, 690000.0);
      double northing = g_test_rand_double_range (10000.0, 1290000.0);
      double lat, lon, easting_again, northing_again;

      cam_grid_to_wgs84 (easting, northing, &lat, &lon);
      cam_grid_from_wgs84 (lat, lon, &easting_again, &northing_again);
      g_assert_cmpfloat_with_epsilon (easting, easting_again, 0.01);
      g_assert_cmpfloat_with_epsilon (northing, northing_again, 0.01);
    }
}

static void
assert_format (double      easting,
               double      northing,
               guint       digits,
               const char *expected)
{
  double lat, lon;
  g_autofree char *text = NULL;

  cam_grid_to_wgs84 (easting, northing, &lat, &lon);
  text = cam_grid_ref_format (lat, lon, digits);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_format (void)
{
  assert_format (545050.5, 258050.5, 6, "TL450580");
  assert_format (545050.5, 258050.5, 8, "TL45055805");
  assert_format (545050.5, 258050.5, 10, "TL4505058050");
  assert_format (500000.5, 300000.5, 6, "TF000000");
  assert_format (216600.5, 771200.5, 10, "NN1660071200");
  assert_format (651409.5, 313177.5, 10, "TG5140913177");
  assert_format (440000.5, 1200000.5, 6, "HP400000");
  assert_format (10.5, 10.5, 10, "SV0001000010");
  assert_format (-100.0, 1000.0, 6, NULL);
  assert_format (1000.0, -100.0, 6, NULL);
  assert_format (700100.0, 1000.0, 6, NULL);
  g_assert_null (cam_grid_ref_format (NAN, 0.0, 6));
  g_assert_null (cam_grid_ref_format (52.0, INFINITY, 6));
  g_assert_null (cam_grid_ref_format (-33.9, 151.2, 6));
}

static void
test_parse_grid (void)
{
  static const struct
  {
    const char *text;
    double easting, northing;
  } accepted[] = {
    { "TL 45 58", 545500.0, 258500.0 },
    { "TL4558", 545500.0, 258500.0 },
    { "TL450580", 545050.0, 258050.0 },
    { "TL 450 580", 545050.0, 258050.0 },
    { " tl  45000  58000 ", 545000.5, 258000.5 },
    { "tl4500058000", 545000.5, 258000.5 },
    { "TL 4 5", 545000.0, 255000.0 },
    { "SV0000000000", 0.5, 0.5 },
    { "545000,258000", 545000.0, 258000.0 },
    { "545000, 258000", 545000.0, 258000.0 },
    { "545000 258000", 545000.0, 258000.0 },
    { "545000.25;258000.75", 545000.25, 258000.75 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      double lat = NAN, lon = NAN, easting, northing;

      g_test_message ("%s", accepted[i].text);
      g_assert_true (cam_place_text_parse (accepted[i].text, &lat, &lon));
      cam_grid_from_wgs84 (lat, lon, &easting, &northing);
      g_assert_cmpfloat_with_epsilon (easting, accepted[i].easting, 0.01);
      g_assert_cmpfloat_with_epsilon (northing, accepted[i].northing, 0.01);
    }
}

static void
test_parse_degrees (void)
{
  static const struct
  {
    const char *text;
    double lat, lon;
  } accepted[] = {
    { "52.2, 0.12", 52.2, 0.12 },
    { "52.2,0.12", 52.2, 0.12 },
    { "52.2 0.12", 52.2, 0.12 },
    { "52, 0", 52.0, 0.0 },
    { "52.2N 0.12E", 52.2, 0.12 },
    { "52.2 N, 0.12 W", 52.2, -0.12 },
    { "N52.2 E0.12", 52.2, 0.12 },
    { "0.12w 52.2n", 52.2, -0.12 },
    { "+52.2, -0.12", 52.2, -0.12 },
    { "52.2, \342\210\2220.12", 52.2, -0.12 },
    { "52\302\26012'N 0\302\26007'30\"E", 52.2, 0.125 },
    { "52\302\260 12\342\200\262 36\342\200\263 N, 0\302\2606\342\200\262W", 52.21, -0.1 },
    { "52.5\302\260, 0.25\302\260", 52.5, 0.25 },
    { "-33.9, 151.2", -33.9, 151.2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      double lat = NAN, lon = NAN;

      g_test_message ("%s", accepted[i].text);
      g_assert_true (cam_place_text_parse (accepted[i].text, &lat, &lon));
      g_assert_cmpfloat_with_epsilon (lat, accepted[i].lat, 1e-9);
      g_assert_cmpfloat_with_epsilon (lon, accepted[i].lon, 1e-9);
    }
}

static void
test_parse_refuses (void)
{
  static const char *const refused[] = {
    "", " ", ",", "TL", "TL4", "TL45", "TL455", "TL 45 580", "TL 45 58 1", "TL45058",
    "TL123456789012", "CB1", "CB10", "CB1 0AB", "cb10ab", "SG19", "NN14", "NN14 4", "PE28 9",
    "IA1234", "ZZ1234", "AA1234", "Ely", "St. Neots", "Ten Mile Bank", "52.2", "52.2N",
    "52.2N 52.3N", "0.1E 0.2W", "12 34", "10 20", "95, 0", "0, 181", "52.2, 0.12, 7", "52.2, 0.12x",
    "nan, nan", "inf,inf", "0x10,0x10", "1e1,1e1", "52.2.1, 0", "., .",
    "52\302\26060'N 0\302\2600'E", "-52.2N 0.1E", "N52.2N 0.1E", "700000,258000", "545000,1300000",
    "111111111111111111111111111111,1", "E01017941", "\303\251\303\251 1 2", "545000",
    "1 High Street", "12-14 High Street", "52..2, 0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      double lat = 1.0, lon = 2.0;

      g_test_message ("%s", refused[i]);
      g_assert_false (cam_place_text_parse (refused[i], &lat, &lon));
    }
}

static void
test_format_parse (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      double lat = g_test_rand_double_range (50.0, 58.0);
      double lon = g_test_rand_double_range (-5.0, 1.5);
      double lat_again, lon_again;
      g_autofree char *text = cam_grid_ref_format (lat, lon, 10);

      g_assert_nonnull (text);
      g_assert_true (cam_place_text_parse (text, &lat_again, &lon_again));
      g_assert_cmpfloat_with_epsilon (lat, lat_again, 1.0 / 111000.0);
      g_assert_cmpfloat_with_epsilon (lon, lon_again, 1.0 / 55000.0);
    }
}

/* Random bytes: nothing to find but that it ends and stays within its text. */
static void
test_parse_noise (void)
{
  static const char alphabet[] = "TLtlNSEW0123456789 .,;-+'\"\302\260\342\200\262";

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_malloc0 (25);
      double lat = 0.0, lon = 0.0;

      for (gint32 j = g_test_rand_int_range (0, 24); j > 0; j--)
        text[j - 1] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      if (cam_place_text_parse (text, &lat, &lon))
        {
          g_assert_true (fabs (lat) <= 90.0);
          g_assert_true (fabs (lon) <= 180.0);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-ref/known-points", test_known_points);
  g_test_add_func ("/grid-ref/round-trip", test_round_trip);
  g_test_add_func ("/grid-ref/format", test_format);
  g_test_add_func ("/grid-ref/parse-grid", test_parse_grid);
  g_test_add_func ("/grid-ref/parse-degrees", test_parse_degrees);
  g_test_add_func ("/grid-ref/parse-refuses", test_parse_refuses);
  g_test_add_func ("/grid-ref/format-parse", test_format_parse);
  g_test_add_func ("/grid-ref/parse-noise", test_parse_noise);
  return g_test_run ();
}
