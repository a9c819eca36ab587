/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-copies.h"
#include "merge-hostile.h"

#include "cam-test-hostile.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* Copies that lie. Each is refused with one sentence and changes not a byte, or is taken and does no harm: the file
 * is sound, a second time brings nothing new, and what is handed over afterwards can be taken by others. */

/* Under the sanitizers and on a busy machine. */
#define PATIENCE (120 * G_USEC_PER_SEC)
#define N_SCRIBBLED 16

static void
make_plain (const char *path)
{
  merge_copies_forge (path, "DELETE FROM cam_meta WHERE key IN ('place', 'digest', 'seal') OR key LIKE 'share%'");
}

static void
assert_refused (MergeCopies *self,
                GError      *error,
                const char  *name)
{
  g_assert_nonnull (error);
  if (!g_str_has_suffix (error->message, ".") || g_strrstr (error->message, "SQL") != NULL
      || g_strrstr (error->message, "constraint") != NULL)
    g_error ("%s: “%s” is no sentence", name, error->message);
  merge_copies_assert_same (self);
}

/* The file of somebody who has just begun, in @self. Made once. */
static void
begin_third (Fixture    *self,
             const char *folder)
{
  static char *bytes = NULL;
  static gsize length = 0;

  self->path = g_build_filename (folder, "third.gpkg", NULL);
  if (bytes != NULL)
    merge_copies_put (self->path, bytes, length);
  fixture_open (self);
  if (bytes != NULL)
    return;
  fixture_close (self);
  g_assert_true (g_file_get_contents (self->path, &bytes, &length, NULL));
  fixture_open (self);
}

/* Whoever is honest must be able to go on with whom a liar has met. */
static void
assert_not_poisoned (MergeCopies *self)
{
  g_autofree char *path = g_build_filename (self->mine.folder, "after.gpkg", NULL);
  g_autofree char *uuid = fixture_add (&self->mine, "area", "After the lie");
  g_autofree char *found = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  Fixture third = { NULL };

  merge_copies_share (self->mine.store, path);
  begin_third (&third, self->mine.folder);
  report = cam_merge (third.store, path, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  fixture_check_file (&third);
  found = fixture_look (&third, "SELECT count (*) FROM area WHERE name = 'After the lie'");
  g_assert_cmpstr (found, ==, "1");
  fixture_close (&third);
  merge_copies_drop_backups (third.path);
  g_assert_cmpint (g_unlink (third.path), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_free (third.path);
}

static void
assert_harmless (MergeCopies *self)
{
  g_autoptr (CamMergeReport) again = NULL;
  g_autofree char *lost = NULL;
  g_autoptr (GError) error = NULL;

  fixture_check_file (&self->mine);
  again = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (cam_merge_report_is_empty (again));
  /* What was typed here is still known. */
  lost = fixture_look (&self->mine, "SELECT count (*) FROM cam_change WHERE new LIKE 'Cleo was here%'");
  g_assert_cmpstr (lost, ==, "6");
}

static void
try_lie (MergeCopies    *self,
         const MergeLie *lie,
         gboolean        sealed)
{
  int expected = sealed ? lie->sealed : lie->plain;
  g_autofree char *name = g_strdup_printf ("%s, %s", lie->name, sealed ? "sealed" : "plain");
  g_autoptr (CamMergeReport) preview = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (GError) preview_error = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

  merge_copies_put (self->copy, self->copy_bytes, self->copy_length);
  if (!sealed)
    make_plain (self->copy);
  merge_copies_forge (self->copy, lie->sql);
  if (sealed && g_strcmp0 (lie->name, "no-meta") != 0 && g_strcmp0 (lie->name, "view-meta") != 0)
    merge_copies_forge_seal (self->copy);
  start = g_get_monotonic_time ();
  preview = cam_merge_preview (self->mine.store, self->copy, &preview_error);
  merge_copies_assert_same (self);
  if (preview == NULL)
    assert_refused (self, preview_error, name);
  report = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE);
  g_test_message ("%s: %s", name, error != NULL ? error->message : "taken");
  if (expected == MERGE_TAKEN)
    g_assert_no_error (error);
  else
    g_assert_error (error, CAM_ERROR, expected);
  if (report == NULL)
    {
      assert_refused (self, error, name);
      return;
    }
  g_assert_no_error (preview_error);
  assert_harmless (self);
  assert_not_poisoned (self);
  merge_copies_reset (self);
}

static void
assert_import_refused (MergeCopies *self,
                       const char  *path,
                       int          code)
{
  g_autoptr (CamMergeReport) preview = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (GError) preview_error = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  preview = cam_merge_preview (self->mine.store, path, &preview_error);
  report = cam_merge (self->mine.store, path, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_test_message ("%s: %s", path, error != NULL ? error->message : "taken");
  g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE);
  g_assert_null (preview);
  g_assert_null (report);
  if (code >= 0)
    g_assert_error (error, CAM_ERROR, code);
  g_assert_cmpint (preview_error->code, ==, error->code);
  assert_refused (self, error, path);
}

/* None of them is a copy of ours, whatever else they are. */
static void
test_strangers (MergeCopies   *self,
                gconstpointer  data)
{
  for (int kind = 0; kind < CAM_TEST_N_HOSTILE; kind++)
    {
      g_autofree char *path = cam_test_hostile_make ((CamTestHostile) kind, self->mine.folder);

      assert_import_refused (self, path, -1);
      g_assert_false (cam_merge_is_copy (path));
      cam_test_hostile_remove (path);
    }
}

static void
set_header (MergeCopies *self,
            gsize        at,
            char         byte)
{
  g_autofree char *bytes = g_memdup2 (self->copy_bytes, self->copy_length);

  bytes[at] = byte;
  merge_copies_put (self->copy, bytes, self->copy_length);
}

static void
test_no_files (MergeCopies   *self,
               gconstpointer  data)
{
  g_autofree char *pipe = g_build_filename (self->mine.folder, "pipe.gpkg", NULL);
  g_autofree char *loop = g_build_filename (self->mine.folder, "loop.gpkg", NULL);
  g_autofree char *zero = g_build_filename (self->mine.folder, "zero.gpkg", NULL);
  g_autofree char *nowhere = g_build_filename (self->mine.folder, "nowhere.gpkg", NULL);

  assert_import_refused (self, self->mine.folder, CAM_ERROR_UNSUPPORTED);
  assert_import_refused (self, nowhere, CAM_ERROR_NOT_FOUND);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_import_refused (self, pipe, CAM_ERROR_UNSUPPORTED);
  g_assert_cmpint (symlink (loop, loop), ==, 0);
  assert_import_refused (self, loop, CAM_ERROR_FAILED);
  g_assert_cmpint (symlink ("/dev/zero", zero), ==, 0);
  assert_import_refused (self, zero, CAM_ERROR_UNSUPPORTED);
  /* One without a byte, one that is all hole, and one with a hole behind it that is larger than any copy. */
  merge_copies_put (self->copy, "", 0);
  assert_import_refused (self, self->copy, CAM_ERROR_CORRUPT);
  g_assert_cmpint (truncate (self->copy, 100 * 1024 * 1024), ==, 0);
  assert_import_refused (self, self->copy, CAM_ERROR_CORRUPT);
  merge_copies_put (self->copy, self->copy_bytes, self->copy_length);
  g_assert_cmpint (truncate (self->copy, G_GINT64_CONSTANT (600) * 1024 * 1024), ==, 0);
  assert_import_refused (self, self->copy, CAM_ERROR_TOO_BIG);
}

/* What other programs leave beside a file, or in its header. */
static void
test_open_elsewhere (MergeCopies   *self,
                     gconstpointer  data)
{
  static const char journal_magic[] = "\xd9\xd5\x05\xf9 \xa1\x63\xd7";
  g_autofree char *journal = g_strconcat (self->copy, "-journal", NULL);
  g_autofree char *wal = g_strconcat (self->copy, "-wal", NULL);
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;

  merge_copies_put (journal, journal_magic, sizeof journal_magic);
  assert_import_refused (self, self->copy, CAM_ERROR_BUSY);
  g_assert_cmpint (g_unlink (journal), ==, 0);
  set_header (self, 18, 2);
  merge_copies_put (wal, "\x37\x7f\x06\x82", 4);
  assert_import_refused (self, self->copy, CAM_ERROR_BUSY);
  g_assert_cmpint (g_unlink (wal), ==, 0);
  /* The seal does not fit any more, the digest does. */
  set_header (self, 19, 2);
  report = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  assert_harmless (self);
  assert_not_poisoned (self);
}

/* A link to a copy is as good as the copy, and a hole behind it is nothing. */
static void
test_odd_but_honest (MergeCopies   *self,
                     gconstpointer  data)
{
  g_autofree char *link = g_build_filename (self->mine.folder, "link.gpkg", NULL);
  g_autofree char *after = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (self->copy, link), ==, 0);
  g_assert_cmpint (truncate (self->copy, 50 * 1024 * 1024), ==, 0);
  report = cam_merge (self->mine.store, link, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  after = merge_copies_read (&self->mine);
  g_assert_cmpstr (after, ==, self->expected);
}

typedef struct
{
  MergeCopies *copies;
  gint         over;   /* atomic */
} Scribbler;

/* Another program writes into the copy all the time, now this page and now that, and puts them right again. */
static gpointer
scribble (gpointer data)
{
  Scribbler *self = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofd int fd = open (self->copies->copy, O_RDWR | O_CLOEXEC);
  char garbage[512];

  memset (garbage, 'x', sizeof garbage);
  while (!g_atomic_int_get (&self->over))
    {
      gint32 at = g_rand_int_range (random, 100, (gint32) self->copies->copy_length - (gint32) sizeof garbage);

      g_assert_cmpint (pwrite (fd, garbage, sizeof garbage, at), ==, sizeof garbage);
      g_usleep (200);
      g_assert_cmpint (pwrite (fd, self->copies->copy_bytes + at, sizeof garbage, at), ==, sizeof garbage);
      g_usleep (200);
    }
  return NULL;
}

static void
test_changes_meanwhile (MergeCopies   *self,
                        gconstpointer  data)
{
  Scribbler scribbler = { .copies = self };
  GThread *thread = g_thread_new ("scribbler", scribble, &scribbler);
  guint n_taken = 0;

  for (guint i = 0; i < N_SCRIBBLED; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CamMergeReport) report = NULL;
      g_autofree char *after = NULL;

      report = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
      if (report == NULL)
        {
          assert_refused (self, error, "scribbled");
          continue;
        }
      after = merge_copies_read (&self->mine);
      g_assert_cmpstr (after, ==, self->expected);
      merge_copies_reset (self);
      n_taken++;
    }
  g_atomic_int_set (&scribbler.over, 1);
  g_thread_join (thread);
  g_test_message ("%d tries, %u taken", N_SCRIBBLED, n_taken);
}

/* In UTF-16 every text of the file is another one, and none of its sums can be right. */
static void
copy_rows (sqlite3    *from,
           sqlite3    *to,
           const char *table)
{
  g_autofree char *select = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  g_autoptr (GString) insert = g_string_new (NULL);
  sqlite3_stmt *source = NULL;
  sqlite3_stmt *target = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (from, select, -1, &source, NULL), ==, SQLITE_OK);
  g_string_printf (insert, "INSERT OR IGNORE INTO \"%s\" VALUES (?", table);
  for (int i = 1; i < sqlite3_column_count (source); i++)
    g_string_append (insert, ", ?");
  g_string_append_c (insert, ')');
  g_assert_cmpint (sqlite3_prepare_v2 (to, insert->str, -1, &target, NULL), ==, SQLITE_OK);
  while (sqlite3_step (source) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (source); i++)
        sqlite3_bind_value (target, i + 1, sqlite3_column_value (source, i));
      g_assert_cmpint (sqlite3_step (target), ==, SQLITE_DONE);
      sqlite3_reset (target);
    }
  sqlite3_finalize (source);
  sqlite3_finalize (target);
}

static void
make_utf16 (const char *path,
            const char *utf16)
{
  sqlite3 *from = NULL;
  sqlite3 *to = NULL;
  sqlite3_stmt *tables = NULL;

  g_assert_cmpint (sqlite3_open (path, &from), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_open (utf16, &to), ==, SQLITE_OK);
  sqlite3_exec (to, "PRAGMA encoding = 'UTF-16le'; PRAGMA application_id = 1196444487; BEGIN", NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (from, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
                                             " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'cam_search%'",
                                       -1, &tables, NULL), ==, SQLITE_OK);
  while (sqlite3_step (tables) == SQLITE_ROW)
    {
      g_assert_cmpint (sqlite3_exec (to, (const char *) sqlite3_column_text (tables, 1), NULL, NULL, NULL), ==,
                       SQLITE_OK);
      copy_rows (from, to, (const char *) sqlite3_column_text (tables, 0));
    }
  sqlite3_finalize (tables);
  sqlite3_close (from);
  g_assert_cmpint (sqlite3_exec (to, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (to);
}

/* The same words in another encoding are the same words. */
static void
test_utf16 (MergeCopies   *self,
            gconstpointer  data)
{
  g_autofree char *utf16 = g_build_filename (self->mine.folder, "utf16.gpkg", NULL);
  g_autofree char *after = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;

  make_utf16 (self->copy, utf16);
  report = cam_merge (self->mine.store, utf16, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  fixture_check_file (&self->mine);
  after = merge_copies_read (&self->mine);
  g_assert_cmpstr (after, ==, self->expected);
}

/* An identity that a liar calls erased before anybody here has heard of it is an area all the same when it comes. */
static void
test_erased_beforehand (MergeCopies   *self,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamMergeReport) lie = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  g_autofree char *liar = g_build_filename (self->mine.folder, "liar.gpkg", NULL);
  g_autofree char *sql = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *name = NULL;
  g_autofree char *left = NULL;
  Fixture copy = { .path = self->copy };

  uuid = fixture_look (&copy, "SELECT uuid FROM area WHERE name = 'Dan'");
  merge_copies_share (self->mine.store, liar);
  sql = g_strdup_printf ("INSERT INTO cam_erased VALUES ('%s')", uuid);
  merge_copies_forge (liar, sql);
  merge_copies_forge_seal (liar);
  lie = cam_merge (self->mine.store, liar, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  report = cam_merge (self->mine.store, self->copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  name = fixture_look (&self->mine, "SELECT count (*) FROM area WHERE name = 'Dan'");
  g_assert_cmpstr (name, ==, "1");
  left = merge_copies_read (&self->mine);
  g_assert_cmpstr (left, ==, self->expected);
}

/* A file that was put back to an earlier state, with what the program noted about it, learns from others that its
 * numbers are used already. What is typed then must not be taken for what was typed with those numbers. */
static void
test_restored_unnoticed (MergeCopies   *self,
                         gconstpointer  data)
{
  g_autofree char *later = g_build_filename (self->mine.folder, "later.gpkg", NULL);
  g_autofree char *lost = fixture_add (&self->mine, "area", "Before the disk was put back");
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "cambridgeshire-local", "copies", NULL);
  g_autofree char *copy_id = fixture_look (&self->mine,
                                           "SELECT copy_id FROM cam_copy WHERE copy = (SELECT copy FROM cam_now)");
  g_autofree char *note = g_build_filename (state, copy_id, NULL);
  g_autofree char *text = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *found = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  g_autoptr (CamMergeReport) back = NULL;
  g_autoptr (GError) error = NULL;
  Fixture other = { NULL };

  merge_copies_share (self->mine.store, later);
  fixture_set_up (&other, NULL);
  report = cam_merge (other.store, later, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  /* The whole disk goes back, notes and all. */
  fixture_close (&self->mine);
  g_assert_true (g_file_get_contents (note, &text, NULL, NULL));
  text[strlen (text) - 1] = '0';
  text[strlen (text) - 2] = '0';
  merge_copies_put (note, text, strlen (text));
  merge_copies_reset (self);
  back = cam_merge (self->mine.store, later, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  g_clear_pointer (&copy_id, g_free);
  uuid = fixture_add (&self->mine, "area", "After");
  fixture_check_file (&self->mine);
  merge_copies_share (self->mine.store, later);
  g_clear_object (&back);
  back = cam_merge (other.store, later, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  found = fixture_look (&other, "SELECT count (*) FROM area WHERE name IN ('After', 'Before the disk was put back')");
  g_assert_cmpstr (found, ==, "2");
  g_clear_pointer (&found, g_free);
  found = fixture_look (&self->mine, "SELECT count (DISTINCT copy) FROM cam_change WHERE uuid IN (SELECT uuid FROM area"
                                     " WHERE name IN ('After', 'Before the disk was put back'))");
  g_assert_cmpstr (found, ==, "2");
  fixture_tear_down (&other, NULL);
}

/* Behind the seal, and without one. In its short form a lie with which both end alike is tried in one of them, every
 * other one in the other; with CAM_SOAK in both. */
static void
test_lies (MergeCopies   *self,
           gconstpointer  data)
{
  gboolean long_form = g_getenv ("CAM_SOAK") != NULL;

  for (guint i = 0; merge_lies[i].name != NULL; i++)
    {
      gboolean both = long_form || merge_lies[i].sealed != merge_lies[i].plain;

      if (both || i % 2 == 0)
        try_lie (self, &merge_lies[i], TRUE);
      if (both || i % 2 == 1)
        try_lie (self, &merge_lies[i], FALSE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  merge_copies_bring_erasure = FALSE;
#define ADD(path, func) \
  g_test_add (path, MergeCopies, NULL, merge_copies_set_up, func, merge_copies_tear_down)
  ADD ("/merge-hostile/strangers", test_strangers);
  ADD ("/merge-hostile/no-files", test_no_files);
  ADD ("/merge-hostile/open-elsewhere", test_open_elsewhere);
  ADD ("/merge-hostile/odd-but-honest", test_odd_but_honest);
  ADD ("/merge-hostile/changes-meanwhile", test_changes_meanwhile);
  ADD ("/merge-hostile/utf16", test_utf16);
  ADD ("/merge-hostile/erased-beforehand", test_erased_beforehand);
  ADD ("/merge-hostile/restored-unnoticed", test_restored_unnoticed);
  ADD ("/merge-hostile/lies", test_lies);
  return g_test_run ();
}
