/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is moved whole, with its backups, or stays. */
#include "cam-file-move.h"

#include "cam-backup.h"
#include "cam-merge.h"
#include "store-fixture.h"

#include <glib/gstdio.h>

static void
move (Fixture    *self,
      const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *lock = g_build_filename (self->folder, ".local file.gpkg.lock", NULL);

  cam_file_move (self->path, to, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (to, G_FILE_TEST_IS_REGULAR));
}

/* The same file goes on, undo and the undo of an import included. */
static void
test_same_disk (Fixture       *self,
                gconstpointer  data)
{
  Fixture other = { NULL };
  g_autofree char *to = g_build_filename (self->folder, "new", "folder", "own.gpkg", NULL);
  g_autofree char *handed = NULL;
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *march = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *label = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set_up (&other, NULL);
  march = fixture_add (&other, "area", "March");
  fixture_close (&other);
  report = cam_merge (self->store, other.path, "Import", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  before = fixture_dump_meaning (self);
  fixture_close (self);
  move (self, to);
  g_set_str (&self->path, to);
  fixture_open (self);
  after = fixture_dump_meaning (self);
  g_assert_cmpstr (before, ==, after);
  backups = cam_backup_list (to, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (backups->len, ==, 1);
  label = fixture_undo (self, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Import");
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 1);
  fixture_check_file (self);
  fixture_tear_down (&other, NULL);
}

/* To another disk where this computer has one in memory. */
static void
test_other_disk (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *shm = g_strdup ("/dev/shm/cam-move-XXXXXX");
  g_autofree char *to = NULL;
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *own = g_strdup (self->path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_assert_nonnull (g_mkdtemp (shm));
  to = g_build_filename (shm, "own.gpkg", NULL);
  before = fixture_dump_meaning (self);
  fixture_close (self);
  move (self, to);
  g_set_str (&self->path, to);
  fixture_open (self);
  after = fixture_dump_meaning (self);
  g_assert_cmpstr (before, ==, after);
  fixture_check_file (self);
  fixture_close (self);
  g_assert_cmpint (g_unlink (to), ==, 0);
  g_assert_cmpint (g_rmdir (shm), ==, 0);
}

static void
check_refused (Fixture    *self,
               const char *to,
               int         code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_digest (self->path);
  g_autofree char *after = NULL;

  g_assert_false (cam_file_move (self->path, to, &error));
  g_assert_error (error, CAM_ERROR, code);
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *taken = g_build_filename (self->folder, "taken.gpkg", NULL);
  g_autofree char *free_path = g_build_filename (self->folder, "free.gpkg", NULL);
  g_autofree char *chosen = NULL;
  g_autofree char *kept = NULL;
  sqlite3 *db = NULL;

  g_file_set_contents (taken, "precious", -1, NULL);
  check_refused (self, free_path, CAM_ERROR_BUSY);
  fixture_close (self);
  check_refused (self, taken, CAM_ERROR_INVALID);
  g_file_get_contents (taken, &kept, NULL, NULL);
  g_assert_cmpstr (kept, ==, "precious");
  /* Another program in the middle of writing. */
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  check_refused (self, free_path, CAM_ERROR_BUSY);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_assert_false (g_file_test (free_path, G_FILE_TEST_EXISTS));

  chosen = cam_file_choose_path ("/elsewhere/taken.gpkg", self->folder);
  g_assert_true (g_str_has_suffix (chosen, "/taken 2.gpkg"));
  g_free (chosen);
  chosen = cam_file_choose_path ("/elsewhere/new.gpkg", self->folder);
  g_assert_true (g_str_has_suffix (chosen, "/new.gpkg"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/file-move/same-disk", Fixture, NULL, fixture_set_up, test_same_disk, fixture_tear_down);
  g_test_add ("/file-move/other-disk", Fixture, NULL, fixture_set_up, test_other_disk, fixture_tear_down);
  g_test_add ("/file-move/refused", Fixture, NULL, fixture_set_up, test_refused, fixture_tear_down);
  return g_test_run ();
}
