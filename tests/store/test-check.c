/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-check.h"

#include "cam-test-work.h"

#include <string.h>

#include <sqlite3.h>

/* What is done to a sound file behind the program's back, and a word of the sentence that tells. */
static const struct
{
  const char *name;
  const char *sql;
  const char *telling;
} faults[] = {
  { "application-id", "PRAGMA application_id = 1", "GeoPackage" },
  { "lost-table", "DROP TABLE cam_seen", "cam_seen" },
  { "lost-column", "DROP TRIGGER cam_venue_update_cost; DROP TRIGGER cam_venue_delete;"
                   " ALTER TABLE venue DROP COLUMN cost", "cost" },
  { "new-column", "ALTER TABLE venue ADD COLUMN colour TEXT", "colour" },
  { "lost-trigger", "DROP TRIGGER cam_area_insert", "history" },
  { "changed-trigger", "DROP TRIGGER cam_area_insert;"
                       " CREATE TRIGGER cam_area_insert AFTER INSERT ON area BEGIN SELECT 1; END",
    "history" },
  { "dangling", "PRAGMA foreign_keys = OFF;"
                " UPDATE area SET parent_uuid = 'nowhere' WHERE name = 'counter'", "“area” refers" },
  { "outline", "UPDATE area SET geom = x'47500001e610' WHERE name = 'counter'", "cannot be read" },
  { "identity", "UPDATE cam_now SET capture = 0;"
                " UPDATE area SET uuid = NULL WHERE name = 'counter';"
                " UPDATE cam_now SET capture = 1", "identity" },
  { "now", "DELETE FROM cam_now", "history" },
  { "index", "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage ="
             " (SELECT rootpage FROM sqlite_schema WHERE name = 'area_code')"
             " WHERE name = 'venue_name'", "damaged" },
};

static char *
make_file (void)
{
  char *path = g_build_filename (g_get_user_data_dir (), "checked.gpkg", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  cam_test_work_begin (path);
  return path;
}

static void
run (const char *path,
     const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  sqlite3_close (db);
}

static void
test_sound (void)
{
  g_autofree char *path = make_file ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cam_check_file (path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_fault (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *path = make_file ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  gboolean told = FALSE;
  gsize length = 0;

  run (path, faults[i].sql);
  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  problems = cam_check_file (path, &error);
  g_assert_no_error (error);
  for (guint j = 0; j < problems->len; j++)
    {
      const char *sentence = g_ptr_array_index (problems, j);

      g_test_message ("%s", sentence);
      g_assert_true (g_str_has_suffix (sentence, "."));
      told = told || strstr (sentence, faults[i].telling) != NULL;
    }
  g_assert_true (told);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpmem (before, length, after, length);
}

static void
test_no_file (void)
{
  g_autofree char *path = make_file ();
  g_autofree char *missing = g_strconcat (path, ".missing", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_null (cam_check_file (missing, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (cam_check_file (g_get_tmp_dir (), &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_null (cam_check_file ("/dev/null", &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "This is no database at all.", -1, NULL));
  problems = cam_check_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/check/sound", test_sound);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *name = g_strconcat ("/check/fault/", faults[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_fault);
    }
  g_test_add_func ("/check/no-file", test_no_file);
  return g_test_run ();
}
