/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-name.h"
#include "cam-place-codes.h"

#include <math.h>

static void
test_postcodes (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "CB1 0AB", "CB1 0AB" }, { "cb10ab", "CB1 0AB" }, { "CB1  0AB", "CB1 0AB" },
    { "CB10 1AA", "CB10 1AA" }, { "W1A1AA", "W1A 1AA" }, { "M1 1AA", "M1 1AA" }, { "EC1A 1BB", "EC1A 1BB" },
    { "E04001620", NULL }, { "Ashley", NULL }, { "CB1", NULL }, { "CB1 0A", NULL }, { "", NULL },
    { "12345", NULL }, { "C/1 0AB", NULL }, { "WD19CD", NULL }, { "WD19NM", NULL }, { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *postcode = cam_postcode_normalise (cases[i].text);

      g_assert_cmpstr (postcode, ==, cases[i].expected);
    }
}

static void
test_codes (void)
{
  g_assert_true (cam_code_is_ons ("E04001620"));
  g_assert_false (cam_code_is_ons ("E0400162"));
  g_assert_false (cam_code_is_ons ("E04001620|E04001621"));
  g_assert_false (cam_code_is_ons ("Postcode1"));
  g_assert_false (cam_code_is_ons (NULL));
}

static void
test_numbers (void)
{
  double number = 0;

  g_assert_true (cam_number_parse ("1,234", &number));
  g_assert_cmpfloat (number, ==, 1234);
  g_assert_true (cam_number_parse (" -0.5", &number));
  g_assert_cmpfloat (number, ==, -0.5);
  g_assert_false (cam_number_parse ("", &number));
  g_assert_false (cam_number_parse (NULL, &number));
  g_assert_false (cam_number_parse ("n/a", &number));
  g_assert_false (cam_number_parse ("1e999", &number));
  g_assert_false (cam_number_parse ("12 people", &number));
}

static void
test_positions (void)
{
  double lat = 0;
  double lon = 0;

  g_assert_true (cam_position_parse ("0.137179", "52.192254", &lat, &lon));
  g_assert_cmpfloat (lat, ==, 52.192254);
  g_assert_cmpfloat (lon, ==, 0.137179);
  /* Metres, whatever the columns are called. */
  g_assert_true (cam_position_parse ("546182", "257043", &lat, &lon));
  g_assert_cmpfloat_with_epsilon (lat, 52.192254, 1e-4);
  g_assert_cmpfloat_with_epsilon (lon, 0.137179, 1e-4);
  /* What the postcode directory gives where it has no place. */
  g_assert_false (cam_position_parse ("0.000000", "99.999999", &lat, &lon));
  g_assert_false (cam_position_parse ("0", "0", &lat, &lon));
  g_assert_false (cam_position_parse (NULL, "52", &lat, &lon));
  g_assert_false (cam_position_parse ("9e99", "9e99", &lat, &lon));
}

static void
test_names (void)
{
  static const char * const same[][2] = {
    { "St. Ives CP", "Saint Ives" }, { "ST IVES", "St Ives" }, { "Gt. Shelford", "Great Shelford" },
    { "Little Gransden", "Lt Gransden" }, { "King's Hedges", "Kings Hedges" }, { "Queen’s", "Queen's" },
    { "Fen Ditton and Fulbourn", "Fen Ditton & Fulbourn" }, { "Over-Thorpe", "over thorpe" },
    { "Cherry Hinton ED", "Cherry Hinton" }, { "Ashley Ward", "ashley" },
  };
  static const char * const different[][2] = {
    { "Great Shelford", "Little Shelford" }, { "Cambridge 001A", "Cambridge 001B" }, { "Parish", "Ward" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *one = cam_area_name_normalise (same[i][0]);
      g_autofree char *other = cam_area_name_normalise (same[i][1]);

      g_assert_cmpstr (one, ==, other);
    }
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    {
      g_autofree char *one = cam_area_name_normalise (different[i][0]);
      g_autofree char *other = cam_area_name_normalise (different[i][1]);

      g_assert_cmpstr (one, !=, other);
    }
}

static void
test_trim (void)
{
  g_autofree char *parish = cam_area_name_trim (" Ashley CP ");
  g_autofree char *plain = cam_area_name_trim ("Ashley");

  g_assert_cmpstr (parish, ==, "Ashley");
  g_assert_cmpstr (plain, ==, "Ashley");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/place-codes/postcodes", test_postcodes);
  g_test_add_func ("/exchange/place-codes/codes", test_codes);
  g_test_add_func ("/exchange/place-codes/numbers", test_numbers);
  g_test_add_func ("/exchange/place-codes/positions", test_positions);
  g_test_add_func ("/exchange/place-codes/names", test_names);
  g_test_add_func ("/exchange/place-codes/trim", test_trim);
  return g_test_run ();
}
