/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* What other programs do to the file, and what the store makes of it when it opens it again. */

static void
reopen_after (Fixture    *self,
              const char *sql)
{
  fixture_close (self);
  fixture_outside (self, sql);
  fixture_open (self);
  fixture_check_file (self);
}

static char *
look_at_history (Fixture *self)
{
  return fixture_look (self,
                       "SELECT group_concat (name || ':' || coalesce (old, '') || '>' || coalesce (new, ''),"
                       " ' ' ORDER BY name) FROM cam_change JOIN cam_action USING (copy, seq)"
                       " JOIN cam_column USING (tbl, col) WHERE kind = 'outside'");
}

static void
test_edit (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *history = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *name = NULL;

  reopen_after (self, "UPDATE area SET name = 'Soham', note = 'n', level = level");
  history = look_at_history (self);
  g_assert_cmpstr (history, ==, "name:Ely>Soham note:>n");
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Edited by another program");
  undone = fixture_undo (self, NULL);
  name = fixture_look (self, "SELECT name || coalesce (note, '') FROM area");
  g_assert_cmpstr (name, ==, "Ely");
}

static void
test_rows_without_uuid (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *n = NULL;
  g_autofree char *uuids = NULL;

  reopen_after (self, "INSERT INTO area (name) VALUES ('A'), ('B');"
                      "INSERT INTO area (name, uuid) VALUES ('C', ''), ('D', 'not a uuid')");
  n = fixture_look (self, "SELECT count (*) FROM cam_change JOIN area USING (uuid)"
                          " JOIN cam_action a USING (copy, seq) WHERE col = 0 AND a.kind = 'outside'");
  g_assert_cmpstr (n, ==, "4");
  uuids = fixture_look (self, "SELECT count (DISTINCT uuid) FROM area WHERE uuid LIKE"
                              " '________-____-4___-____-____________'");
  g_assert_cmpstr (uuids, ==, "4");
}

static void
test_removed_row (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *ward = fixture_add (self, "area", "A ward");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *history = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *dots = NULL;
  g_autofree char *same_dots = NULL;
  const char *read_dots = "SELECT group_concat (copy || '.' || seq) FROM cam_cell WHERE col <>"
                          " (SELECT col FROM cam_column WHERE name = 'deleted' AND tbl = 1)";

  fixture_set (self, "area", ely, "population", cam_integer (20574));
  fixture_set (self, "area", ward, "parent_uuid", cam_text (ely));
  before = fixture_dump (self);
  dots = fixture_look (self, read_dots);
  reopen_after (self, "DELETE FROM area WHERE name = 'Ely'");
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 1);
  history = look_at_history (self);
  g_assert_cmpstr (history, ==, "deleted:0>1");
  undone = fixture_undo (self, NULL);
  g_assert_nonnull (undone);
  after = fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
  same_dots = fixture_look (self, read_dots);
  g_assert_cmpstr (same_dots, ==, dots);
}

static void
test_row_made_again (Fixture       *self,
                     gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *before = fixture_dump (self);
  g_autofree char *sql = NULL;
  g_autofree char *history = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *after = NULL;

  sql = g_strdup_printf ("DELETE FROM area; INSERT INTO area (name) VALUES ('Other');"
                         "INSERT INTO area (uuid, name, note) VALUES ('%s', 'Ely', 'again')", uuid);
  reopen_after (self, sql);
  history = look_at_history (self);
  g_assert_cmpstr (history, ==, ":> note:>again");
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 2);
  undone = fixture_undo (self, NULL);
  g_assert_nonnull (undone);
  after = fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
}

/* The search index goes by local numbers, and nothing else about the row has changed. */
static void
test_index_of_row_made_again (Fixture       *self,
                              gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *sql = NULL;
  g_autofree char *found = NULL;
  g_autofree char *all = NULL;

  sql = g_strdup_printf ("DELETE FROM area; INSERT INTO area (fid, uuid, name) VALUES (7, '%s', 'Ely')", uuid);
  reopen_after (self, sql);
  found = fixture_look (self, "SELECT group_concat (rowid % 1099511627776) FROM cam_search"
                              " WHERE cam_search MATCH 'ely'");
  g_assert_cmpstr (found, ==, "7");
  all = fixture_look (self, "SELECT count (*) FROM cam_search");
  g_assert_cmpstr (all, ==, "1");
}

/* What was edited while the row was there counts, wherever between removals it happened; the rest keeps its dots. */
static void
test_removed_twice (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *history = NULL;
  g_autofree char *row = NULL;
  g_autofree char *dots = NULL;
  g_autofree char *sql = NULL;

  fixture_set (self, "area", uuid, "code", cam_text ("E07"));
  sql = g_strdup_printf ("UPDATE area SET note = 'first'; DELETE FROM area;"
                         "INSERT INTO area (uuid, name, code, note) VALUES ('%s', 'Soham', 'E07', 'first');"
                         "DELETE FROM area", uuid);
  reopen_after (self, sql);
  row = fixture_look (self, "SELECT name || note || code || deleted FROM area");
  g_assert_cmpstr (row, ==, "SohamfirstE071");
  history = look_at_history (self);
  g_assert_cmpstr (history, ==, "deleted:0>1 name:Ely>Soham note:>first");
  dots = fixture_look (self, "SELECT group_concat (name || seq, ' ' ORDER BY name) FROM cam_cell"
                             " JOIN cam_column USING (tbl, col)");
  g_assert_cmpstr (dots, ==, "code2 deleted3 name3 note3");
}

/* Two records that change numbers with each other stay what they were. */
static void
test_numbers_swapped (Fixture       *self,
                      gconstpointer  data)
{
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *march = fixture_add (self, "area", "March");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *sql = NULL;
  const char *dots = "SELECT group_concat (a.name || r.seq || coalesce (c.seq, ''), ' ' ORDER BY a.name) FROM area a"
                     " JOIN cam_row r USING (fid) LEFT JOIN cam_cell c ON c.fid = a.fid AND c.col ="
                     " (SELECT col FROM cam_column WHERE tbl = c.tbl AND name = 'note')";

  fixture_set (self, "area", march, "note", cam_text ("market"));
  before = fixture_look (self, dots);
  g_assert_cmpstr (before, ==, "Ely1 March23");
  sql = g_strdup_printf ("DELETE FROM area; INSERT INTO area (fid, uuid, name) VALUES (2, '%s', 'Ely');"
                         "INSERT INTO area (fid, uuid, name, note) VALUES (1, '%s', 'March', 'market')", ely, march);
  reopen_after (self, sql);
  after = fixture_look (self, dots);
  g_assert_cmpstr (after, ==, before);
}

/* The local number of a removed row may have gone to another one. */
static void
test_number_taken (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *names = NULL;

  reopen_after (self, "DELETE FROM area; INSERT INTO area (fid, name) VALUES (1, 'Other')");
  names = fixture_look (self, "SELECT group_concat (name || deleted) FROM (SELECT * FROM area ORDER BY fid)");
  g_assert_cmpstr (names, ==, "Other0,Ely1");
}

static void
test_identity_is_kept (Fixture       *self,
                       gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *after = NULL;
  g_autofree char *dot = NULL;

  reopen_after (self, "UPDATE area SET uuid = NULL; UPDATE area SET uuid = 'x', note = 'n';"
                      "UPDATE area SET fid = 77");
  after = fixture_look (self, "SELECT uuid FROM area WHERE note = 'n' AND fid = 77");
  g_assert_cmpstr (after, ==, uuid);
  dot = fixture_look (self, "SELECT count (*) FROM cam_row WHERE fid = 77");
  g_assert_cmpstr (dot, ==, "1");
}

static void
test_lost_triggers (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *n = NULL;
  g_autofree char *history = NULL;

  reopen_after (self, "DROP TRIGGER cam_area_insert; DROP TRIGGER cam_area_fill;"
                      "DROP TRIGGER cam_area_update_name;"
                      "INSERT INTO area (name) VALUES ('Unseen'); UPDATE area SET name = name || '!'");
  n = fixture_look (self, "SELECT count (*) FROM sqlite_schema WHERE type = 'trigger' AND name IN"
                          " ('cam_area_insert', 'cam_area_fill', 'cam_area_update_name')");
  g_assert_cmpstr (n, ==, "3");
  history = look_at_history (self);
  g_assert_cmpstr (history, ==, ":>");
  n = (g_free (n), fixture_look (self, "SELECT count (*) FROM area WHERE uuid IS NULL"));
  g_assert_cmpstr (n, ==, "0");
}

/* While the file is open here, an edit elsewhere is adopted before the next write. */
static void
test_while_open (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *history = NULL;
  g_autofree char *kinds = NULL;
  g_autofree char *undone = NULL;

  fixture_outside (self, "UPDATE area SET note = 'n'; DELETE FROM area WHERE name = 'nobody'");
  g_assert_cmpuint (self->n_changed, ==, 1);
  fixture_set (self, "area", uuid, "code", cam_text ("E1"));
  g_assert_cmpuint (self->n_changed, ==, 3);
  history = look_at_history (self);
  g_assert_cmpstr (history, ==, "note:>n");
  kinds = fixture_look (self, "SELECT group_concat (kind, ' ') FROM (SELECT * FROM cam_action ORDER BY seq)");
  g_assert_cmpstr (kinds, ==, "edit outside edit");
  undone = fixture_undo (self, NULL);
  g_assert_cmpstr (undone, ==, "Set code");
  fixture_check_file (self);
}

static void
test_nothing_outside (Fixture       *self,
                      gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_close (self);
  before = fixture_digest (self->path);
  fixture_open (self);
  fixture_close (self);
  after = fixture_digest (self->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_wal_is_put_back (Fixture       *self,
                      gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *mode = NULL;

  reopen_after (self, "PRAGMA journal_mode = WAL; UPDATE area SET note = 'wal'");
  mode = fixture_look (self, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "delete");
  /* Another program may do so while the file is open here, too. */
  fixture_outside (self, "PRAGMA journal_mode = WAL; UPDATE area SET note = 'wal 2'");
  fixture_set (self, "area", uuid, "note", cam_text ("mine"));
  fixture_close (self);
  g_free (mode);
  mode = fixture_look (self, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "delete");
}

/* Another program has it open in WAL mode, with something in its log, and goes on to have it. */
static void
test_open_while_wal (Fixture       *self,
                     gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");
  g_autofree char *note = NULL;
  sqlite3 *db = NULL;

  fixture_close (self);
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA journal_mode = WAL; UPDATE area SET note = 'wal'", NULL, NULL,
                                 NULL),
                   ==, SQLITE_OK);
  fixture_open (self);
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Edited by another program");
  fixture_set (self, "area", uuid, "code", cam_text ("E1"));
  fixture_close (self);
  sqlite3_close (db);
  note = fixture_look (self, "SELECT note || code FROM area");
  g_assert_cmpstr (note, ==, "walE1");
  fixture_check_file (self);
}

static char *
look_at_copies (Fixture *self)
{
  return fixture_look (self, "SELECT count (*) || ' ' || (SELECT copy FROM cam_now) FROM cam_copy");
}

static void
test_copy_id (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *backup = NULL;
  g_autofree char *copies = NULL;
  gsize length = 0;

  /* Opened again: the same file. */
  fixture_close (self);
  fixture_open (self);
  copies = look_at_copies (self);
  g_assert_cmpstr (copies, ==, "1 1");
  g_assert_true (g_file_get_contents (self->path, &backup, &length, NULL));
  fixture_set (self, "area", ely, "note", cam_text ("later"));
  fixture_close (self);

  /* An older state written into the same file, as a restore does. */
  {
    g_autofd int fd = g_open (self->path, O_WRONLY | O_TRUNC, 0600);

    g_assert_cmpint (write (fd, backup, length), ==, (gssize) length);
  }
  fixture_open (self);
  g_free (copies);
  copies = look_at_copies (self);
  g_assert_cmpstr (copies, ==, "2 2");
  g_assert_null (cam_store_get_undo_label (self->store));
  fixture_set (self, "area", ely, "note", cam_text ("another life"));
  fixture_close (self);

  /* The same bytes in a new file. */
  g_free (backup);
  g_assert_true (g_file_get_contents (self->path, &backup, &length, NULL));
  g_assert_true (g_file_set_contents (self->path, backup, (gssize) length, NULL));
  fixture_open (self);
  g_free (copies);
  copies = look_at_copies (self);
  g_assert_cmpstr (copies, ==, "3 3");
  fixture_set (self, "area", ely, "note", cam_text ("third"));
  fixture_check_file (self);
}

static void
run_python (const char *script,
            const char *path)
{
  const char *argv[] = { PYTHON, "-W", "ignore", "-c", script, path, NULL };
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_test_message ("%s\n%s", output, errors);
  g_assert_no_error (error);
}

static void
validate (Fixture *self)
{
  const char *argv[] = { PYTHON, "-m", "osgeo_utils.samples.validate_gpkg", "-k", "--extra",
                         "--warning-as-error", self->path, NULL };
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_test_message ("%s\n%s", output, errors);
  g_assert_no_error (error);
}

/* As QGIS does it: through OGR, which knows nothing of the store. */
static void
test_ogr (Fixture       *self,
          gconstpointer  data)
{
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *soham = fixture_add (self, "area", "Soham");
  g_autofree char *added = NULL;
  g_autofree char *history = NULL;
  g_autofree char *before = fixture_dump (self);
  g_autofree char *undone = NULL;
  g_autofree char *after = NULL;

  fixture_close (self);
  run_python ("import sys\n"
              "from osgeo import ogr\n"
              "ogr.UseExceptions ()\n"
              "ds = ogr.Open (sys.argv[1], 1)\n"
              "layer = ds.GetLayerByName ('area')\n"
              "for f in list (layer):\n"
              "  if f['name'] == 'Ely':\n"
              "    f['note'] = 'from outside'\n"
              "    f.SetGeometry (ogr.CreateGeometryFromWkt ("
              "'MULTIPOLYGON (((0 52, 0.5 52, 0.5 52.5, 0 52)))'))\n"
              "    layer.SetFeature (f)\n"
              "  else:\n"
              "    layer.DeleteFeature (f.GetFID ())\n"
              "f = ogr.Feature (layer.GetLayerDefn ())\n"
              "f['name'] = 'Littleport'\n"
              "layer.CreateFeature (f)\n"
              "ds = None\n",
              self->path);
  fixture_open (self);
  fixture_check_file (self);
  g_assert_cmpint (cam_store_count (self->store, "area"), ==, 2);
  added = fixture_look (self, "SELECT length (uuid) FROM area WHERE name = 'Littleport'");
  g_assert_cmpstr (added, ==, "36");
  history = fixture_look (self, "SELECT count (DISTINCT seq) || ' ' || count (*) FROM cam_change"
                                " JOIN cam_action USING (copy, seq) WHERE kind = 'outside'");
  g_assert_cmpstr (history, ==, "1 4");
  undone = fixture_undo (self, NULL);
  g_assert_nonnull (undone);
  after = fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
  fixture_close (self);
  validate (self);
}

static void
test_valid_geopackage (Fixture       *self,
                       gconstpointer  data)
{
  g_autofree char *uuid = NULL;

  fixture_close (self);
  validate (self);
  fixture_open (self);
  uuid = fixture_add (self, "area", "Ely");
  fixture_set (self, "area", uuid, "valid_from", cam_text ("2026-04-01"));
  fixture_close (self);
  validate (self);
}

/* A spatial index that another program adds needs the five functions on every write. */
static void
test_spatial_index (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *uuid = fixture_add (self, "area", "Ely");

  fixture_close (self);
  run_python ("import sys\n"
              "from osgeo import ogr\n"
              "ogr.UseExceptions ()\n"
              "ds = ogr.Open (sys.argv[1], 1)\n"
              "ds.ExecuteSQL (\"SELECT CreateSpatialIndex ('area', 'geom')\")\n"
              "ds = None\n",
              self->path);
  fixture_open (self);
  fixture_set (self, "area", uuid, "name", cam_text ("City of Ely"));
  g_free (uuid);
  uuid = fixture_add (self, "area", "Soham");
  fixture_close (self);
  validate (self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/store/outside/edit", test_edit);
  ADD ("/store/outside/rows-without-uuid", test_rows_without_uuid);
  ADD ("/store/outside/removed-row", test_removed_row);
  ADD ("/store/outside/row-made-again", test_row_made_again);
  ADD ("/store/outside/index-of-row-made-again", test_index_of_row_made_again);
  ADD ("/store/outside/removed-twice", test_removed_twice);
  ADD ("/store/outside/numbers-swapped", test_numbers_swapped);
  ADD ("/store/outside/number-taken", test_number_taken);
  ADD ("/store/outside/identity-is-kept", test_identity_is_kept);
  ADD ("/store/outside/lost-triggers", test_lost_triggers);
  ADD ("/store/outside/while-open", test_while_open);
  ADD ("/store/outside/nothing", test_nothing_outside);
  ADD ("/store/outside/wal-is-put-back", test_wal_is_put_back);
  ADD ("/store/outside/open-while-wal", test_open_while_wal);
  ADD ("/store/outside/copy-id", test_copy_id);
  ADD ("/store/outside/ogr", test_ogr);
  ADD ("/store/outside/valid-geopackage", test_valid_geopackage);
  ADD ("/store/outside/spatial-index", test_spatial_index);
  return g_test_run ();
}
