/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-column-guess.h"
#include "cam-csv-features.h"
#include "cam-csv-writer.h"

#include <math.h>
#include <string.h>

static CamFeatureSet *
read_table (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  CamFeatureSet *set = cam_csv_features_read (bytes, &error);

  g_assert_no_error (error);
  return set;
}

static void
test_levels (void)
{
  static const struct
  {
    const char *table;
    const char *file;
    int         level;
    int         code;
    int         name;
  } cases[] = {
    { "PAR19CD,PAR19NM,LAD19CD\nE04000001,A,E07000001\n", "x.csv", CAM_LEVEL_PARISH, 0, 1 },
    { "objectid,lad19cd,lad19nm\n1,E07000001,A\n", "x.csv", CAM_LEVEL_DISTRICT, 1, 2 },
    { "WD19CD,WD19NM,LAD19CD\nE05000001,A,E07000001\n", "x.csv", CAM_LEVEL_WARD, 0, 1 },
    { "hub,postcode\nA,CB1 0AB\n", "x.csv", -1, -1, -1 },
    { "AREACD,AREANM\nE10000001,A\n", "x.csv", CAM_LEVEL_COUNTY, 0, 1 },
    { "CED19CD,CED19NM,CTY19CD\nE58000001,A,E10000001\n", "x.csv", CAM_LEVEL_DIVISION, 0, 1 },
    { "LSOA11CD,LSOA11NM,LAD19CD,LAD19NM\nE01000001,A,E07000001,B\n", "x.csv", CAM_LEVEL_LSOA, 0, 1 },
    { "NAME,AREA_CODE,CODE\nAshley CP,CPC,E04000001\n", "parish_region.csv", CAM_LEVEL_PARISH, 2, 0 },
    { "Name,Note\nAbbey,n\n", "My wards.csv", CAM_LEVEL_WARD, -1, 0 },
    { "Name,Note\nAbbey,n\n", "county_electoral_division.csv", CAM_LEVEL_DIVISION, -1, 0 },
    { "parish,people\nAbbey,7\n", "x.csv", CAM_LEVEL_PARISH, -1, 0 },
    { "org,start_date\nTEST,2004\n", "x.csv", -1, -1, -1 },
    { "E05000001,Abbey\nE05000002,Bar\n", "x.csv", CAM_LEVEL_WARD, 0, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CamFeatureSet) set = read_table (cases[i].table);
      CamLevel level = CAM_LEVEL_COUNTY;
      int found = cam_guess_level (set, cases[i].file, &level) ? (int) level : -1;
      int code = cam_guess_code (set, found);

      g_test_message ("%s", cases[i].table);
      g_assert_cmpint (found, ==, cases[i].level);
      g_assert_cmpint (code, ==, cases[i].code);
      g_assert_cmpint (cam_guess_name (set, found, code), ==, cases[i].name);
    }
}

static void
test_other_level (void)
{
  g_autoptr (CamFeatureSet) set =
    read_table ("PAR19CD,PAR19NM,WD19CD,WD19NM\nE04000001,A,E05000001,B\n");

  g_assert_cmpint (cam_guess_code (set, CAM_LEVEL_WARD), ==, 2);
  g_assert_cmpint (cam_guess_name (set, CAM_LEVEL_WARD, 2), ==, 3);
}

static void
test_extras (void)
{
  g_autoptr (CamFeatureSet) set =
    read_table ("code,Name,Population,Hectares,LAD19CD,Longitude,Latitude\nE04000001,A,7,8.5,E07000001,0.1,52\n");
  CamExtraColumns extras = cam_guess_extras (set, CAM_LEVEL_PARISH);

  g_assert_cmpint (extras.population, ==, 2);
  g_assert_cmpint (extras.hectares, ==, 3);
  g_assert_cmpint (extras.households, ==, -1);
  g_assert_cmpint (extras.parent, ==, 4);
  g_assert_cmpint (extras.x, ==, 5);
  g_assert_cmpint (extras.y, ==, 6);
}

static void
test_postcodes (void)
{
  static const struct
  {
    const char *table;
    gboolean    yes;
    int         columns[3];
  } cases[] = {
    { "Postcode,Quality,Eastings,Northings\nCB1 0AB,10,546182,257043\n", TRUE, { 0, 2, 3 } },
    { "\"CB1 0AB\",10,546182,257043,\"E92000001\"\r\n\"CB1 0AH\",10,546881,258966,\"E92000001\"\r\n", TRUE, { 0, 2, 3 } },
    { "pcd,pcd2,pcds,oseast1m,osnrth1m,lat,long\nCB10AB,CB1 0AB,CB1 0AB,546182,0257043,52.19,0.13\n", TRUE, { 0, 6, 5 } },
    { "hub,address,postcode,lon,lat\nA,B,CB1 0AB,0.1,52\n", FALSE, { 0 } },
    { "Postcode,lat,lon\nnone,1,2\n", FALSE, { 0 } },
    { "E05000001,Abbey\n", FALSE, { 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CamFeatureSet) set = read_table (cases[i].table);
      int columns[3] = { -1, -1, -1 };

      g_test_message ("%s", cases[i].table);
      g_assert_cmpint (cam_guess_postcodes (set, &columns[0], &columns[1], &columns[2]), ==, cases[i].yes);
      for (guint j = 0; cases[i].yes && j < 3; j++)
        g_assert_cmpint (columns[j], ==, cases[i].columns[j]);
    }
}

/* What is written reads back the same, and no field is a formula to a spreadsheet. */
static void
test_round_trip (void)
{
  static const char * const texts[] = {
    "plain", "a,b", "\"quoted\"", "two\nlines", "=1+1", "@SUM(A1)", "+44", "-", "", " spaced", "semi;colon", "é",
  };
  g_autoptr (GString) text = g_string_new ("first");
  g_autoptr (CamFeatureSet) set = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cam_csv_append_text (text, "head");
  cam_csv_end_line (text);
  cam_csv_append_real (text, -0.5);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cam_csv_append_text (text, texts[i]);
  cam_csv_append_real (text, NAN);
  cam_csv_end_line (text);
  g_assert_null (strstr (text->str, ",="));
  g_assert_null (strstr (text->str, "\"="));
  set = read_table (text->str);
  g_assert_cmpstr (cam_feature_get (set->features->pdata[0], 0), ==, "-0.5");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *expected = g_strstrip (g_strdup (texts[i]));
      const char *found = cam_feature_get (set->features->pdata[0], (int) i + 1);

      g_assert_cmpstr (found != NULL ? found : "", ==, expected);
    }
}

static void
test_refused (void)
{
  static const char * const texts[] = { "", "code,name\n", "code,name\n\"E04", "\r\n\r\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (cam_csv_features_read (bytes, &error));
      g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/columns/levels", test_levels);
  g_test_add_func ("/exchange/columns/other-level", test_other_level);
  g_test_add_func ("/exchange/columns/extras", test_extras);
  g_test_add_func ("/exchange/columns/postcodes", test_postcodes);
  g_test_add_func ("/exchange/csv/round-trip", test_round_trip);
  g_test_add_func ("/exchange/csv/refused", test_refused);
  return g_test_run ();
}
