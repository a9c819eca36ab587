/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* Files that cannot be opened are refused with a sentence, and stay as they are to the byte. */

static guint
count_files (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
assert_refused (Fixture  *self,
                CamError  code)
{
  static const CamStoreOpenFlags flags[] = { CAM_STORE_OPEN_DEFAULT, CAM_STORE_OPEN_CREATE,
                                             CAM_STORE_OPEN_READ_ONLY };
  g_autofree char *before = fixture_digest (self->path);

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_null (cam_store_open (self->path, flags[i], &error));
      g_assert_error (error, CAM_ERROR, (int) code);
      g_assert_true (g_str_has_suffix (error->message, "."));
      after = fixture_digest (self->path);
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpuint (count_files (self), ==, 1);
    }
}

static void
put (Fixture    *self,
     const char *bytes,
     gsize       length)
{
  if (self->store != NULL)
    fixture_close (self);
  g_assert_true (g_file_set_contents (self->path, bytes, (gssize) length, NULL));
}

static void
test_missing (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->folder, "missing.gpkg", NULL);

  g_assert_null (cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (cam_store_open (self->folder, CAM_STORE_OPEN_CREATE, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
}

static void
test_unwritable_folder (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cam_store_open ("/proc/self/local.gpkg", CAM_STORE_OPEN_CREATE, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY);
}

static void
test_no_database (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *text = g_strnfill (5000, 'x');

  put (self, "", 0);
  assert_refused (self, CAM_ERROR_CORRUPT);
  put (self, "Hello", 5);
  assert_refused (self, CAM_ERROR_UNSUPPORTED);
  put (self, text, 5000);
  assert_refused (self, CAM_ERROR_UNSUPPORTED);
}

static void
test_other_database (Fixture       *self,
                     gconstpointer  data)
{
  fixture_close (self);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  put (self, "", 0);
  fixture_outside (self, "CREATE TABLE notes (body)");
  assert_refused (self, CAM_ERROR_UNSUPPORTED);
  fixture_outside (self, "PRAGMA application_id = 0x47504b47; PRAGMA user_version = 10300;"
                         "CREATE TABLE gpkg_contents (table_name)");
  assert_refused (self, CAM_ERROR_UNSUPPORTED);
  fixture_outside (self, "PRAGMA journal_mode = WAL");
  assert_refused (self, CAM_ERROR_UNSUPPORTED);
}

/* Somebody else's file that is being written just now is left alone, too. */
static void
test_other_in_use (Fixture       *self,
                   gconstpointer  data)
{
  sqlite3 *db = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_close (self);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "PRAGMA application_id = 0x47504b47; CREATE TABLE t (a);"
                                 "PRAGMA journal_mode = WAL; INSERT INTO t VALUES (1)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  before = fixture_digest (self->path);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cam_store_open (self->path, i == 0 ? CAM_STORE_OPEN_DEFAULT : CAM_STORE_OPEN_READ_ONLY,
                                     &error));
      g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
    }
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
  sqlite3_close (db);
}

static void
test_damaged (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *bytes = NULL;
  gsize length = 0;

  fixture_close (self);
  g_assert_true (g_file_get_contents (self->path, &bytes, &length, NULL));
  put (self, bytes, length / 2);
  assert_refused (self, CAM_ERROR_CORRUPT);
  put (self, bytes, 100);
  assert_refused (self, CAM_ERROR_CORRUPT);
  memset (bytes + 4096 * 5, 0xff, 4096 * 20);
  put (self, bytes, length);
  assert_refused (self, CAM_ERROR_CORRUPT);
}

static void
test_lost_column (Fixture       *self,
                  gconstpointer  data)
{
  fixture_close (self);
  fixture_outside (self, "DROP TRIGGER cam_venue_update_cost; DROP TRIGGER cam_venue_delete;"
                         "ALTER TABLE venue DROP COLUMN cost");
  assert_refused (self, CAM_ERROR_CORRUPT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/store/refuse/missing", test_missing);
  ADD ("/store/refuse/unwritable-folder", test_unwritable_folder);
  ADD ("/store/refuse/no-database", test_no_database);
  ADD ("/store/refuse/other-database", test_other_database);
  ADD ("/store/refuse/other-in-use", test_other_in_use);
  ADD ("/store/refuse/damaged", test_damaged);
  ADD ("/store/refuse/lost-column", test_lost_column);
  return g_test_run ();
}
