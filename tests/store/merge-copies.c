/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "merge-copies.h"

#include "cam-backup.h"
#include "cam-erase.h"
#include "cam-outgoing.h"
#include "cam-seal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <gio/gio.h>

#define N_AREAS 24

gboolean merge_copies_bring_erasure = TRUE;

void
merge_copies_put (const char    *path,
                  gconstpointer  bytes,
                  gsize          length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

char *
merge_copies_read (Fixture *file)
{
  g_autofree char *dump = fixture_dump_meaning (file);
  char *sum = g_compute_checksum_for_string (G_CHECKSUM_MD5, dump, -1);
  const char *folder = g_getenv ("CAM_KEEP");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, sum, NULL) : NULL;

  if (path != NULL)
    merge_copies_put (path, dump, strlen (dump));
  return sum;
}

/* A square of a hundredth of a degree. */
static GBytes *
make_outline (guint n)
{
  static const guint8 head[] = { 'G', 'P', 0, 1, 0xe6, 0x10, 0, 0, 1, 6, 0, 0, 0, 1, 0, 0, 0,
                                 1, 3, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0 };
  static const double corners[][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 }, { 0, 0 } };
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, head, sizeof head);
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      const double point[] = { 0.01 * n + 0.01 * corners[i][0], 52.2 + 0.01 * corners[i][1] };

      g_byte_array_append (bytes, (const guint8 *) point, sizeof point);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
add_areas_cb (CamWriter  *writer,
              gpointer    data,
              GError    **error)
{
  g_autofree char *parent = NULL;

  for (guint i = 0; i < N_AREAS; i++)
    {
      g_autoptr (GBytes) outline = make_outline (i);
      g_autofree char *uuid = g_strdup_printf ("%08x-0000-4000-8000-00000000000a", i);
      g_autofree char *name = g_strdup_printf ("Parish %u", i);
      const CamCell cells[] = { { "uuid", cam_text (uuid) }, { "name", cam_text (name) },
                                { "level", cam_text (i == 0 ? "district" : "parish") },
                                { "geom", cam_blob (outline) }, { "population", cam_integer (100 + i) },
                                { "parent_uuid", i == 0 ? cam_null () : cam_text (parent) } };
      const CamCell comment[] = { { "area_uuid", cam_text (uuid) }, { "author", cam_text ("Ada Staying") },
                                  { "body", cam_text ("The hall floods when the river is high.") } };
      g_autofree char *made = cam_writer_insert (writer, "area", cells, G_N_ELEMENTS (cells), error);
      g_autofree char *said = made != NULL ? cam_writer_insert (writer, "area_comment", comment, 3, error) : NULL;

      if (said == NULL)
        return FALSE;
      if (i == 0)
        parent = g_strdup (uuid);
    }
  return TRUE;
}

static char *
dup_area (guint n)
{
  return g_strdup_printf ("%08x-0000-4000-8000-00000000000a", n);
}

/* What either does while they do not hear of each other. */
static void
work_alone (Fixture    *self,
            const char *who,
            guint       first)
{
  g_autofree char *added = fixture_add (self, "area", who);
  g_autofree char *person = fixture_add (self, "person", who);
  g_autofree char *body = g_strconcat ("Friends of ", who, NULL);
  g_autofree char *organisation = fixture_add (self, "organisation", body);
  g_autofree char *undone = NULL;

  fixture_set (self, "person", person, "organisation_uuid", cam_text (organisation));
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *uuid = dup_area (first + i);
      g_autofree char *note = g_strdup_printf ("%s was here, %u", who, i);

      fixture_set (self, "area", uuid, "note", cam_text (note));
      fixture_set (self, "area", uuid, i % 2 ? "households" : "code", i % 2 ? cam_integer (7) : cam_text ("E04"));
      if (i == 4)
        fixture_set (self, "area", uuid, "deleted", cam_integer (1));
    }
  fixture_set (self, "area", added, "hectares", cam_real (12.25));
  undone = fixture_undo (self, NULL);
  g_assert_nonnull (undone);
}

void
merge_copies_share (CamStore   *store,
                    const char *path)
{
  g_autoptr (CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);
  g_autoptr (GError) error = NULL;

  cam_outgoing_make (store, path, scope, &error);
  g_assert_no_error (error);
}

static void
take (Fixture    *self,
      const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamMergeReport) report = NULL;

  report = cam_merge (self->store, path, "Import a copy", CAM_MERGE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_false (cam_merge_report_is_empty (report));
}

static void
erase_person (Fixture *self)
{
  g_autofree char *uuid = fixture_add (self, "person", "Somebody Gone");
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set (self, "person", uuid, "phone", cam_text ("01223 000000"));
  erasure = cam_erase (self->store, uuid, &error);
  g_assert_no_error (error);
}

/* Theirs starts as a copy of mine, both work, theirs takes mine in, both go on. */
static void
make_files (MergeCopies *self,
            Fixture     *theirs)
{
  g_autofree char *bytes = NULL;
  g_autofree char *shared = g_build_filename (self->mine.folder, "shared.gpkg", NULL);
  gsize length = 0;

  fixture_write (&self->mine, "Add areas", add_areas_cb, NULL);
  if (!merge_copies_bring_erasure)
    erase_person (&self->mine);
  fixture_close (&self->mine);
  fixture_close (theirs);
  g_assert_true (g_file_get_contents (self->mine.path, &bytes, &length, NULL));
  merge_copies_put (theirs->path, bytes, length);
  fixture_open (&self->mine);
  fixture_open (theirs);
  work_alone (&self->mine, "Ada", 2);
  work_alone (theirs, "Ben", 5);
  merge_copies_share (self->mine.store, shared);
  take (theirs, shared);
  g_assert_cmpint (g_unlink (shared), ==, 0);
  work_alone (&self->mine, "Cleo", 10);
  work_alone (theirs, "Dan", 13);
  if (merge_copies_bring_erasure)
    erase_person (theirs);
}

/* Made once for all test cases of a program. In the folders of another case the receiving file is another copy. */
static struct
{
  char  *mine;
  gsize  mine_length;
  char  *copy;
  gsize  copy_length;
} made;

static void
read_made (const char  *path,
           char       **bytes,
           gsize       *length)
{
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, bytes, length, &error);
  g_assert_no_error (error);
}

static void
free_made (void)
{
  g_free (made.mine);
  g_free (made.copy);
}

static void
make_once (MergeCopies *self)
{
  Fixture theirs = { NULL };

  if (made.mine != NULL)
    return;
  fixture_set_up (&theirs, NULL);
  make_files (self, &theirs);
  merge_copies_share (theirs.store, self->copy);
  fixture_tear_down (&theirs, NULL);
  fixture_close (&self->mine);
  read_made (self->mine.path, &made.mine, &made.mine_length);
  read_made (self->copy, &made.copy, &made.copy_length);
  atexit (free_made);
}

void
merge_copies_set_up (MergeCopies   *self,
                     gconstpointer  data)
{
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set_up (&self->mine, NULL);
  self->copy = g_build_filename (self->mine.folder, "copy.gpkg", NULL);
  make_once (self);
  self->template = g_memdup2 (made.mine, made.mine_length);
  self->length = made.mine_length;
  self->copy_bytes = g_memdup2 (made.copy, made.copy_length);
  self->copy_length = made.copy_length;
  merge_copies_put (self->copy, self->copy_bytes, self->copy_length);
  merge_copies_reset (self);
  self->before = merge_copies_read (&self->mine);
  take (&self->mine, self->copy);
  fixture_check_file (&self->mine);
  self->expected = merge_copies_read (&self->mine);
  /* What was erased goes out of the backups when the file is opened the next time. */
  fixture_close (&self->mine);
  fixture_open (&self->mine);
  undone = fixture_undo (&self->mine, &error);
  g_assert_no_error (error);
  self->undone = merge_copies_read (&self->mine);
  g_assert_cmpstr (self->before, !=, self->expected);
  merge_copies_reset (self);
}

void
merge_copies_tear_down (MergeCopies   *self,
                        gconstpointer  data)
{
  fixture_tear_down (&self->mine, NULL);
  g_clear_pointer (&self->template, g_free);
  g_clear_pointer (&self->copy, g_free);
  g_clear_pointer (&self->copy_bytes, g_free);
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->expected, g_free);
  g_clear_pointer (&self->undone, g_free);
}

/* Each merge makes a backup, and each erasure goes through all of them. */
void
merge_copies_drop_backups (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = cam_backup_list (path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < backups->len; i++)
    g_assert_cmpint (g_unlink (((const CamBackup *) g_ptr_array_index (backups, i))->path), ==, 0);
}

void
merge_copies_reset (MergeCopies *self)
{
  if (self->mine.store != NULL)
    fixture_close (&self->mine);
  merge_copies_drop_backups (self->mine.path);
  merge_copies_put (self->mine.path, self->template, self->length);
  fixture_open (&self->mine);
  g_clear_pointer (&self->template, g_free);
  g_assert_true (g_file_get_contents (self->mine.path, &self->template, &self->length, NULL));
}

/* Backups and the notes about copies lie elsewhere. */
static void
assert_no_leftover (void)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  g_autoptr (GDir) dir = g_dir_open (cache, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  g_assert_cmpstr (name, ==, NULL);
}

void
merge_copies_assert_same (MergeCopies *self)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (self->mine.path, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, length, self->template, self->length);
  assert_no_leftover ();
}

static sqlite3 *
open_without_defence (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
  return db;
}

void
merge_copies_forge (const char *path,
                    const char *sql)
{
  sqlite3 *db = open_without_defence (path);
  char *message = NULL;

  sqlite3_exec (db, "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;", NULL, NULL, NULL);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  if (message != NULL)
    g_error ("%s: %s", sql, message);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

void
merge_copies_forge_seal (const char *path)
{
  static const guint8 mark[CAM_SEAL_BYTES + 1] = "here the seal will stand, in forty bytes";
  guint8 seal[CAM_SEAL_BYTES];
  g_autofree char *bytes = NULL;
  g_autofd int fd = -1;
  const char *found = NULL;
  gsize length = 0;

  merge_copies_forge (path, "INSERT OR REPLACE INTO cam_meta VALUES ('seal',"
                            " CAST ('here the seal will stand, in forty bytes' AS BLOB))");
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  found = memmem (bytes, length, mark, CAM_SEAL_BYTES);
  g_assert_nonnull (found);
  fd = open (path, O_RDWR | O_CLOEXEC);
  g_assert_true (cam_seal_compute (fd, found - bytes, seal));
  g_assert_cmpint (pwrite (fd, seal, sizeof seal, found - bytes), ==, (gssize) sizeof seal);
}
