/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-backup.h"
#include "cam-merge.h"
#include "cam-schema.h"
#include "store-fixture.h"
#include "test-schema-resources.h"

#include <glib/gstdio.h>

#define NEXT_SCHEMA "/uk/gov/cambridgeshire/Local/test-schema"

static void
use_next_schema (gboolean next)
{
  test_schema_get_resource ();
  cam_schema_set_folder (next ? NEXT_SCHEMA : NULL);
}

/* Everything about the tables of a file, leaving out what differs between any two files. */
static char *
describe_schema (Fixture *self)
{
  return fixture_look (
    self,
    "SELECT group_concat (line, char (9)) FROM ("
    " SELECT type || name || tbl_name || replace (coalesce (sql, ''), '|', '/') AS line FROM sqlite_schema"
    "  WHERE name <> 'sqlite_sequence'"
    " UNION ALL SELECT id || name || scope FROM cam_table"
    " UNION ALL SELECT tbl || '.' || col || name FROM cam_column"
    " UNION ALL SELECT table_name || data_type || identifier || coalesce (srs_id, '') FROM gpkg_contents"
    " UNION ALL SELECT table_name || column_name || geometry_type_name || srs_id FROM gpkg_geometry_columns"
    " UNION ALL SELECT table_name || extension_name FROM gpkg_extensions"
    " UNION ALL SELECT key || value FROM cam_meta WHERE key NOT IN ('file_id', 'place')"
    " ORDER BY 1)");
}

static void
test_upgraded_equals_fresh (Fixture       *self,
                            gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *old = describe_schema (self);
  g_autofree char *upgraded = NULL;
  g_autofree char *fresh = NULL;
  g_autofree char *nickname = NULL;
  g_autofree char *visit = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *other = g_build_filename (self->folder, "fresh.gpkg", NULL);
  g_autofree char *upgraded_path = NULL;
  g_autoptr (GPtrArray) backups = NULL;

  fixture_close (self);
  use_next_schema (TRUE);
  fixture_open (self);
  upgraded = describe_schema (self);
  g_assert_cmpstr (upgraded, !=, old);
  nickname = fixture_look (self, "SELECT nickname FROM area");
  g_assert_cmpstr (nickname, ==, "ELY");
  /* The migration itself is no edit; what comes after it is captured, undone and kept. */
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Add Ely");
  fixture_set (self, "area", uuid, "nickname", cam_text ("The ship of the Fens"));
  visit = fixture_add (self, "visit", "First");
  undone = fixture_undo (self, NULL);
  g_assert_cmpint (cam_store_count (self->store, "visit"), ==, 0);
  fixture_check_file (self);
  fixture_close (self);

  /* A copy of how it was lies among the backups. */
  backups = cam_backup_list (self->path, NULL);
  g_assert_nonnull (backups);
  g_assert_cmpuint (backups->len, ==, 1);

  upgraded_path = g_steal_pointer (&self->path);
  self->path = g_steal_pointer (&other);
  fixture_open (self);
  fresh = describe_schema (self);
  g_assert_cmpstr (upgraded, ==, fresh);
  fixture_close (self);
  use_next_schema (FALSE);
}

/* What a newer version wrote, and says that older ones may write, stays as it is. */
static void
test_older_program (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *uuid = NULL;
  g_autofree char *nickname = NULL;

  fixture_close (self);
  use_next_schema (TRUE);
  g_assert_cmpint (g_unlink (self->path), ==, 0);
  fixture_open (self);
  uuid = fixture_add (self, "area", "Ely");
  fixture_set (self, "area", uuid, "nickname", cam_text ("The ship of the Fens"));
  fixture_close (self);
  use_next_schema (FALSE);
  fixture_open (self);
  fixture_set (self, "area", uuid, "name", cam_text ("City of Ely"));
  fixture_close (self);
  use_next_schema (TRUE);
  fixture_open (self);
  nickname = fixture_look (self, "SELECT nickname FROM area WHERE name = 'City of Ely'");
  g_assert_cmpstr (nickname, ==, "The ship of the Fens");
  fixture_check_file (self);
  fixture_close (self);
  use_next_schema (FALSE);
}

static void
test_from_the_future (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_close (self);
  fixture_outside (self, "UPDATE cam_meta SET value = 99 WHERE key = 'min_reader_version'");
  before = fixture_digest (self->path);
  g_assert_null (cam_store_open (self->path, CAM_STORE_OPEN_DEFAULT, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_FROM_THE_FUTURE);
  g_assert_true (g_str_has_suffix (error->message, "."));
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_future_writer (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_close (self);
  fixture_outside (self, "UPDATE cam_meta SET value = 99 WHERE key = 'min_writer_version'");
  before = fixture_digest (self->path);
  fixture_open (self);
  g_assert_true (cam_store_get_read_only (self->store));
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 1);
  fixture_close (self);
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_look_at_older (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture_close (self);
  use_next_schema (TRUE);
  g_assert_null (cam_store_open (self->path, CAM_STORE_OPEN_READ_ONLY, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY);
  use_next_schema (FALSE);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (from, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
merge_file (Fixture    *self,
            const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamMergeReport) report = cam_merge (self->store, path, "Import", CAM_MERGE_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_nonnull (report);
  fixture_check_file (self);
}

/* A newer version's table and column go through an older program, and are what they were in a newer one. */
static void
test_newer_through_older (Fixture       *self,
                          gconstpointer  data)
{
  g_autofree char *newer = g_build_filename (self->folder, "newer.gpkg", NULL);
  g_autofree char *older = g_build_filename (self->folder, "older.gpkg", NULL);
  g_autofree char *ely = NULL;
  g_autofree char *visit = NULL;
  g_autofree char *meaning = NULL;
  g_autofree char *again = NULL;
  g_autofree char *extra = NULL;
  g_autofree char *left = NULL;

  fixture_close (self);
  copy_file (self->path, older);
  use_next_schema (TRUE);
  fixture_open (self);
  ely = fixture_add (self, "area", "Ely");
  fixture_set (self, "area", ely, "nickname", cam_text ("The ship of the Fens"));
  visit = fixture_add (self, "visit", "First");
  fixture_set (self, "visit", visit, "area_uuid", cam_text (ely));
  meaning = fixture_dump_meaning (self);
  fixture_close (self);
  copy_file (self->path, newer);

  use_next_schema (FALSE);
  copy_file (older, self->path);
  fixture_open (self);
  merge_file (self, newer);
  extra = fixture_look (self, "SELECT count (*) FROM cam_extra WHERE value = 'The ship of the Fens'");
  g_assert_cmpstr (extra, ==, "1");
  fixture_set (self, "area", ely, "note", cam_text ("on a hill"));
  fixture_close (self);
  copy_file (self->path, older);

  /* The older file itself, opened by a newer program. */
  use_next_schema (TRUE);
  fixture_open (self);
  left = fixture_look (self, "SELECT count (*) FROM cam_extra");
  g_assert_cmpstr (left, ==, "0");
  g_free (left);
  left = fixture_look (self, "SELECT a.nickname || v.name FROM area a JOIN visit v ON v.area_uuid = a.uuid");
  g_assert_cmpstr (left, ==, "The ship of the FensFirst");
  fixture_check_file (self);
  g_clear_pointer (&meaning, g_free);
  meaning = fixture_dump_meaning (self);
  fixture_close (self);

  /* And merged into a newer one that had what it carries already. */
  copy_file (newer, self->path);
  fixture_open (self);
  merge_file (self, older);
  again = fixture_dump_meaning (self);
  g_assert_cmpstr (again, ==, meaning);
  fixture_close (self);
  use_next_schema (FALSE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/store/migrate/upgraded-equals-fresh", test_upgraded_equals_fresh);
  ADD ("/store/migrate/older-program", test_older_program);
  ADD ("/store/migrate/newer-through-older", test_newer_through_older);
  ADD ("/store/migrate/from-the-future", test_from_the_future);
  ADD ("/store/migrate/future-writer", test_future_writer);
  ADD ("/store/migrate/look-at-older", test_look_at_older);
  return g_test_run ();
}
