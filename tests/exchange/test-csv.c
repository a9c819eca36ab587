/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-csv.h"

#include <string.h>

static CamCsv *
parse_bytes (const char  *text,
             gsize        length,
             GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return cam_csv_new (bytes, error);
}

static CamCsv *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  CamCsv *table = parse_bytes (text, strlen (text), &error);

  g_assert_no_error (error);
  return table;
}

static void
test_plain (void)
{
  g_autoptr (CamCsv) table =
    parse ("code,name\r\nE04,\"Offord Cluny, \"\"and\"\" D'Arcy\"\r\nE05,\n");

  g_assert_cmpuint (cam_csv_get_n_rows (table), ==, 3);
  g_assert_cmpint (cam_csv_find_column (table, "NAME"), ==, 1);
  g_assert_cmpint (cam_csv_find_column (table, "other"), ==, -1);
  g_assert_cmpstr (cam_csv_get (table, 1, 1), ==, "Offord Cluny, \"and\" D'Arcy");
  g_assert_cmpuint (cam_csv_get_n_columns (table, 2), ==, 2);
  g_assert_cmpstr (cam_csv_get (table, 2, 1), ==, "");
  g_assert_cmpstr (cam_csv_get (table, 2, 7), ==, "");
  g_assert_cmpstr (cam_csv_get (table, 9, 0), ==, "");
}

/* What spreadsheets do to it. */
static void
test_odd (void)
{
  g_autoptr (CamCsv) marked = parse ("\xef\xbb\xbf" "code;name\rE04;St. Ives\r\rE05;\"a\nb\"\r");
  g_autoptr (CamCsv) tabs = parse ("a\tb, c\td\n1\t2\t3");
  g_autoptr (CamCsv) empty = parse ("");
  g_autoptr (CamCsv) western = parse ("name\nCaf\xe9\n");

  g_assert_cmpint (cam_csv_find_column (marked, "code"), ==, 0);
  g_assert_cmpuint (cam_csv_get_n_rows (marked), ==, 3);
  g_assert_cmpstr (cam_csv_get (marked, 1, 1), ==, "St. Ives");
  g_assert_cmpstr (cam_csv_get (marked, 2, 1), ==, "a\nb");
  g_assert_cmpstr (cam_csv_get (tabs, 0, 1), ==, "b, c");
  g_assert_cmpstr (cam_csv_get (tabs, 1, 1), ==, "2");
  g_assert_cmpuint (cam_csv_get_n_rows (empty), ==, 0);
  g_assert_cmpstr (cam_csv_get (western, 1, 0), ==, "Café");
}

static void
test_errors (void)
{
  g_autofree char *wide = g_strnfill (2000, ',');
  static const struct { const char *text; gsize length; int code; } cases[] = {
    { "a,\"b\n", 5, CAM_ERROR_CORRUPT },
    { "a\0b", 3, CAM_ERROR_CORRUPT },
  };
  g_autoptr (GError) too_wide = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse_bytes (cases[i].text, cases[i].length, &error));
      g_assert_error (error, CAM_ERROR, cases[i].code);
    }
  g_assert_null (parse_bytes (wide, 2000, &too_wide));
  g_assert_error (too_wide, CAM_ERROR, CAM_ERROR_TOO_BIG);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/csv/plain", test_plain);
  g_test_add_func ("/csv/odd", test_odd);
  g_test_add_func ("/csv/errors", test_errors);
  return g_test_run ();
}
