/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area.h"

static void
test_new (void)
{
  CamArea *area = cam_area_new ();
  CamRecord *record = CAM_RECORD (area);

  g_assert_cmpint (cam_area_get_level (area), ==, CAM_LEVEL_NEIGHBOURHOOD);
  g_assert_cmpstr (cam_area_get_name (area), ==, "");
  g_assert_null (cam_area_get_code (area));
  g_assert_cmpstr (cam_record_get_text (record, CAM_AREA_STATUS), ==, "agreed");
  g_assert_null (cam_record_get_uuid (record));
  g_assert_cmpint (cam_record_get_fid (record), ==, 0);
  g_assert_false (cam_record_is_deleted (record));
  /* The defaults are to be written too. */
  g_assert_true (cam_record_is_changed (record));

  cam_record_set_text (record, CAM_AREA_NAME, "Fen Edge");
  cam_record_set_text (record, CAM_AREA_LEVEL, "parish");
  g_assert_cmpstr (cam_area_get_name (area), ==, "Fen Edge");
  g_assert_cmpstr (cam_record_get_title (record), ==, "Fen Edge");
  g_assert_cmpint (cam_area_get_level (area), ==, CAM_LEVEL_PARISH);
  g_assert_finalize_object (area);
}

static void
test_levels (void)
{
  const char *words[] = { "county", "district", "sda", "division", "ward", "parish", "lsoa", "neighbourhood" };
  CamLevel level = CAM_LEVEL_COUNTY;

  g_assert_cmpuint (G_N_ELEMENTS (words), ==, CAM_N_LEVELS);
  for (guint i = 0; i < CAM_N_LEVELS; i++)
    {
      g_assert_cmpstr (cam_level_to_word ((CamLevel) i), ==, words[i]);
      g_assert_true (cam_level_from_word (words[i], &level));
      g_assert_cmpuint (level, ==, i);
    }
  g_assert_false (cam_level_from_word ("hamlet", &level));
  g_assert_false (cam_level_from_word ("Parish", &level));
  g_assert_false (cam_level_from_word (NULL, &level));
}

static void
test_codes (void)
{
  static const struct { const char *code; CamLevel level; } known[] = {
    { "E04001783", CAM_LEVEL_PARISH }, { "E43000046", CAM_LEVEL_PARISH }, { "E05002702", CAM_LEVEL_WARD },
    { "E58000081", CAM_LEVEL_DIVISION }, { "E07000008", CAM_LEVEL_DISTRICT }, { "E06000031", CAM_LEVEL_DISTRICT },
    { "E10000003", CAM_LEVEL_COUNTY }, { "E01017939", CAM_LEVEL_LSOA }, { "e01017939", CAM_LEVEL_LSOA },
  };
  CamLevel level = CAM_LEVEL_COUNTY;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_assert_true (cam_level_from_code (known[i].code, &level));
      g_assert_cmpint (level, ==, known[i].level);
    }
  g_assert_false (cam_level_from_code ("W04000001", &level));
  g_assert_false (cam_level_from_code ("E0", &level));
  g_assert_false (cam_level_from_code ("", &level));
  g_assert_false (cam_level_from_code (NULL, &level));
}

static void
test_words (void)
{
  g_autoptr (CamRecordClass) klass = g_type_class_ref (CAM_TYPE_AREA);
  const CamColumn *columns = klass->columns;

  g_assert_true (cam_column_accepts_text (&columns[CAM_AREA_STATUS], "draft"));
  g_assert_false (cam_column_accepts_text (&columns[CAM_AREA_STATUS], "draf"));
  g_assert_false (cam_column_accepts_text (&columns[CAM_AREA_STATUS], "draft|proposed"));
  g_assert_false (cam_column_accepts_text (&columns[CAM_AREA_STATUS], NULL));
  g_assert_true (cam_column_accepts_text (&columns[CAM_AREA_OUTLINE], NULL));
  g_assert_true (cam_column_accepts_text (&columns[CAM_AREA_VALID_TO], "2024-02-29"));
  g_assert_false (cam_column_accepts_text (&columns[CAM_AREA_VALID_TO], "2025-02-29"));
  g_assert_false (cam_column_accepts_text (&columns[CAM_AREA_VALID_TO], "2025-2-9"));
  g_assert_false (cam_column_accepts_text (&columns[CAM_AREA_VALID_TO], "2025-02-0é"));
  g_assert_false (cam_column_accepts_text (&columns[CAM_AREA_VALID_TO], ""));
  g_assert_true (cam_column_accepts_text (&columns[CAM_AREA_NOTE], "any"));
  g_assert_false (cam_column_accepts_text (&columns[CAM_AREA_NOTE], "\xff"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/area/new", test_new);
  g_test_add_func ("/area/levels", test_levels);
  g_test_add_func ("/area/codes", test_codes);
  g_test_add_func ("/area/words", test_words);
  return g_test_run ();
}
