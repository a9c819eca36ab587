/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "erase-fixture.h"

#include "cam-backup.h"
#include "cam-erase-private.h"
#include "cam-schema.h"
#include "erase-schema-resources.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <utime.h>

#include <glib/gstdio.h>

#define FIRST_SCHEMA "/uk/gov/cambridgeshire/Local/first-schema"
#define WORKER "--worker"

static char *program;

static void
assert_words (Fixture  *self,
              gboolean  there)
{
  g_autofree char *found = erase_fixture_find_words (self);

  if (there)
    g_assert_cmpstr (found, !=, "");
  else
    g_assert_cmpstr (found, ==, "");
}

static GPtrArray *
list_backups (const char *path)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *backups = cam_backup_list (path, &error);

  g_assert_no_error (error);
  return backups;
}

/* Every row of the file at @path but those that name @uuid. */
static char *
dump_without (const char *path,
              const char *uuid)
{
  Fixture fixture = { .path = (char *) path };
  g_autofree char *dump = fixture_dump (&fixture);
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);
  GString *rest = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], uuid) == NULL)
      g_string_append_printf (rest, "%s\n", lines[i]);
  return g_string_free_and_steal (rest);
}

/* Backups keep their name, time and everything else, and can be restored; the person does not come back. */
static void
test_backups (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *ely = fixture_add (self, "area", "Ely");
  g_autofree char *uuid = NULL;
  g_autofree char *other = NULL;
  g_autofree char *count = NULL;
  g_autofree char *moved_to = NULL;
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) cleaned = NULL;
  g_autoptr (GError) error = NULL;
  struct utimbuf long_ago = { 1700000000, 1700000000 };
  struct stat info;

  erase_fixture_back_up (self);
  uuid = erase_fixture_add_person (self);
  erase_fixture_back_up (self);
  other = erase_fixture_add_other (self);
  erase_fixture_back_up (self);
  backups = list_backups (self->path);
  for (guint i = 0; i < backups->len; i++)
    {
      const CamBackup *backup = g_ptr_array_index (backups, i);

      g_ptr_array_add (dumps, dump_without (backup->path, uuid));
      g_assert_cmpint (utime (backup->path, &long_ago), ==, 0);
    }

  erasure = erase_fixture_erase (self, uuid);
  g_assert_cmpuint (erasure->n_backups, ==, 3);
  assert_words (self, FALSE);
  cleaned = list_backups (self->path);
  g_assert_cmpuint (cleaned->len, ==, 3);
  for (guint i = 0; i < cleaned->len; i++)
    {
      const CamBackup *backup = g_ptr_array_index (cleaned, i);
      g_autofree char *dump = dump_without (backup->path, uuid);

      g_assert_cmpstr (backup->path, ==, ((CamBackup *) g_ptr_array_index (backups, i))->path);
      g_assert_cmpstr (dump, ==, g_ptr_array_index (dumps, i));
      g_assert_cmpint (stat (backup->path, &info), ==, 0);
      g_assert_cmpint (info.st_mtime, ==, long_ago.modtime);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }

  fixture_close (self);
  g_assert_true (cam_backup_restore (((CamBackup *) g_ptr_array_index (cleaned, 0))->path, self->path, &moved_to,
                                     &error));
  g_assert_no_error (error);
  fixture_open (self);
  fixture_check_file (self);
  count = erase_fixture_count (self, "cam_erased", "uuid", uuid);
  g_assert_cmpstr (count, ==, "1");
  g_assert_cmpint (cam_store_count (self->store, "person"), ==, 1);
  assert_words (self, FALSE);
}

/* A backup of the first schema, from before there were people, with a history that tells of one all the same;
 * and one that a newer version made, which may have more than this one knows of. */
static void
test_other_schemas (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "old.gpkg", NULL);
  g_autofree char *word = byte_search_make_word ();
  g_autofree char *uuid = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *version = NULL;
  g_autofree char *erased = NULL;
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  Fixture backup = { .folder = self->folder };

  fixture_close (self);
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  erase_schema_get_resource ();
  cam_schema_set_folder (FIRST_SCHEMA);
  fixture_open (self);
  fixture_close (self);
  cam_schema_set_folder (NULL);
  /* The triggers of today want a table of today. */
  fixture_outside (self, "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = 'trigger';"
                         "PRAGMA writable_schema = RESET; INSERT INTO area (uuid, name) VALUES"
                         " ('6c7b6f1e-6a55-4b8e-9d7e-0e3b1a2c4d5f', 'Ely')");
  fixture_open (self);
  uuid = erase_fixture_add_person (self);
  backups = list_backups (self->path);
  g_assert_cmpuint (backups->len, ==, 1);
  backup.path = ((CamBackup *) g_ptr_array_index (backups, 0))->path;
  sql = g_strdup_printf ("INSERT INTO cam_change (copy, seq, tbl, uuid, col, new) VALUES (1, 1, 99, '%s', 1, '%s')",
                         uuid, word);
  fixture_outside (&backup, sql);
  erase_fixture_back_up (self);
  g_clear_pointer (&backups, g_ptr_array_unref);
  backups = list_backups (self->path);
  backup.path = ((CamBackup *) g_ptr_array_index (backups, 0))->path;
  fixture_outside (&backup, "UPDATE cam_meta SET value = 99 WHERE key = 'schema_version'");

  erasure = erase_fixture_erase (self, uuid);
  g_assert_cmpuint (erasure->n_backups, ==, 1);
  g_assert_cmpuint (erasure->deleted_backups->len, ==, 1);
  assert_words (self, FALSE);
  g_clear_pointer (&backups, g_ptr_array_unref);
  backups = list_backups (self->path);
  g_assert_cmpuint (backups->len, ==, 1);
  backup.path = ((CamBackup *) g_ptr_array_index (backups, 0))->path;
  version = fixture_look (&backup, "SELECT value || name FROM cam_meta, area WHERE key = 'schema_version'");
  g_assert_cmpstr (version, ==, "1Ely");
  erased = erase_fixture_count (&backup, "cam_erased", "uuid", uuid);
  g_assert_cmpstr (erased, ==, "1");
}

/* A backup that nobody can read is not left with a person's data in it. */
static void
test_broken_backup (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *uuid = erase_fixture_add_person (self);
  g_autofree char *word = byte_search_make_word ();
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *partial = NULL;
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;

  erase_fixture_back_up (self);
  erase_fixture_back_up (self);
  backups = list_backups (self->path);
  name = g_path_get_basename (((CamBackup *) g_ptr_array_index (backups, 0))->path);
  g_assert_true (g_file_set_contents (((CamBackup *) g_ptr_array_index (backups, 0))->path, word, -1, &error));
  folder = g_path_get_dirname (((CamBackup *) g_ptr_array_index (backups, 0))->path);
  /* Of one that was being made when the power went. */
  partial = g_build_filename (folder, "partial-0", NULL);
  g_assert_true (g_file_set_contents (partial, word, -1, &error));

  erasure = erase_fixture_erase (self, uuid);
  g_assert_cmpuint (erasure->n_backups, ==, 1);
  g_assert_cmpuint (erasure->deleted_backups->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (erasure->deleted_backups, 0), ==, name);
  g_assert_false (erasure->pending);
  assert_words (self, FALSE);
}

/* The file lay elsewhere before: its backups from then are the program's as well. Those of another file are
 * not touched. */
static void
test_moved_file (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *uuid = erase_fixture_add_person (self);
  g_autofree char *moved = g_build_filename (self->folder, "moved.gpkg", NULL);
  g_autofree char *strange = g_build_filename (self->folder, "strange.gpkg", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (GPtrArray) others = NULL;

  erase_fixture_back_up (self);
  fixture_close (self);
  g_assert_cmpint (g_rename (self->path, moved), ==, 0);
  g_free (self->path);
  self->path = g_steal_pointer (&strange);
  fixture_open (self);
  erase_fixture_back_up (self);
  others = list_backups (self->path);
  before = fixture_digest (((CamBackup *) g_ptr_array_index (others, 0))->path);
  fixture_close (self);
  g_free (self->path);
  self->path = g_steal_pointer (&moved);
  fixture_open (self);

  erasure = erase_fixture_erase (self, uuid);
  g_assert_cmpuint (erasure->n_backups, ==, 1);
  assert_words (self, FALSE);
  after = fixture_digest (((CamBackup *) g_ptr_array_index (others, 0))->path);
  g_assert_cmpstr (after, ==, before);
}

/* What a restored backup took the place of is the person's own to keep or to delete. */
static void
test_leftovers (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *uuid = erase_fixture_add_person (self);
  g_autofree char *moved_to = NULL;
  g_autofree char *partial = g_strconcat (self->path, ".partial-0", NULL);
  g_autofree char *bystander = g_build_filename (self->folder, "my own.gpkg", NULL);
  g_autofree char *word = byte_search_make_word ();
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;

  erase_fixture_back_up (self);
  none = cam_erase_list_leftovers (self->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  backups = list_backups (self->path);
  fixture_close (self);
  g_assert_true (cam_backup_restore (((CamBackup *) g_ptr_array_index (backups, 0))->path, self->path, &moved_to,
                                     &error));
  g_assert_true (g_file_set_contents (partial, word, -1, &error));
  g_assert_true (g_file_set_contents (bystander, "mine", -1, &error));
  fixture_open (self);

  erasure = erase_fixture_erase (self, uuid);
  g_assert_false (erasure->pending);
  g_assert_cmpuint (erasure->leftovers->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (erasure->leftovers, 0), ==, moved_to);
  g_assert_cmpstr (g_ptr_array_index (erasure->leftovers, 1), ==, partial);
  assert_words (self, TRUE);
  left = cam_erase_list_leftovers (self->store, &error);
  g_assert_cmpuint (left->len, ==, 2);
  g_assert_true (cam_erase_delete_leftovers (self->store, &error));
  g_assert_no_error (error);
  assert_words (self, FALSE);
  g_assert_true (g_file_test (bystander, G_FILE_TEST_EXISTS));
}

/* Another program reads the file for long: the record is gone, the rest follows on the next opening. */
static void
test_pending (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *uuid = erase_fixture_add_person (self);
  g_autofree char *state = NULL;
  g_autofree char *none = NULL;
  g_autoptr (CamErasure) erasure = NULL;
  g_autoptr (CamErasure) rest = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CamDb) db = NULL;
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  guint n_erased = 0;

  erase_fixture_back_up (self);
  erase_fixture_back_up (self);
  fixture_close (self);
  /* As a merge does it, and then it is cancelled before the first backup. */
  db = cam_db_open (self->path, 0, &error);
  g_assert_no_error (error);
  g_ptr_array_add (uuids, uuid);
  g_assert_true (cam_db_load_tables (db, &error));
  g_assert_true (cam_db_run_script (db, "BEGIN IMMEDIATE", &error));
  g_assert_true (cam_erase_rows (db, uuids, &n_erased, &error));
  g_assert_true (cam_db_run_script (db, "COMMIT", &error));
  g_cancellable_cancel (cancellable);
  erasure = cam_erasure_new ();
  cam_erase_finish_now (db, self->path, cancellable, NULL, NULL, erasure);
  g_assert_true (erasure->pending);
  g_assert_cmpuint (erasure->n_backups, ==, 0);
  state = fixture_look (self, "SELECT value FROM cam_meta WHERE key = 'erasing'");
  g_assert_cmpstr (state, ==, "backups");
  assert_words (self, TRUE);
  g_clear_pointer (&db, cam_db_close);

  fixture_open (self);
  rest = cam_erase_finish_pending (self->store, &error);
  g_assert_no_error (error);
  g_assert_false (rest->pending);
  assert_words (self, FALSE);
  none = fixture_look (self, "SELECT count (*) FROM cam_meta WHERE key = 'erasing'");
  g_assert_cmpstr (none, ==, "0");
}

static const char *last_step;

static void
die_cb (const char *step)
{
  if (g_str_equal (step, last_step))
    kill (getpid (), SIGKILL);
}

/* The second process, which does not live to see the end of it. */
static int
run_worker (const char *path,
            const char *uuid,
            const char *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_autoptr (CamErasure) erasure = NULL;

  last_step = step;
  cam_erase_set_step_func (die_cb);
  if (store != NULL)
    erasure = cam_erase (store, uuid, &error);
  g_printerr ("%s\n", error != NULL ? error->message : "the step did not come");
  return 1;
}

static void
kill_at (Fixture    *self,
         const char *uuid,
         const char *step)
{
  char *argv[] = { program, (char *) WORKER, self->path, (char *) uuid, (char *) step, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  int status = 0;

  /* It finds the backups and notes where this process has them. */
  environment = g_environ_setenv (environment, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  environment = g_environ_setenv (environment, "XDG_STATE_HOME", g_get_user_state_dir (), TRUE);
  g_spawn_sync (NULL, argv, environment, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
}

/* The power goes at one step: before the commit nothing has happened, after it the next opening goes on. */
static void
test_kill (Fixture       *self,
           gconstpointer  data)
{
  const char *step = data;
  g_autofree char *uuid = erase_fixture_add_person (self);
  g_autofree char *other = NULL;
  g_autofree char *left = NULL;
  g_autofree char *waiting = NULL;
  g_autoptr (GPtrArray) backups = NULL;

  erase_fixture_back_up (self);
  other = erase_fixture_add_other (self);
  erase_fixture_back_up (self);
  fixture_close (self);
  kill_at (self, uuid, step);
  /* Opened and closed again, without a word about erasing. */
  fixture_open (self);
  fixture_close (self);
  fixture_check_file (self);
  left = erase_fixture_count (self, "person", "uuid", uuid);
  waiting = fixture_look (self, "SELECT count (*) FROM cam_meta WHERE key = 'erasing'");
  g_assert_cmpstr (waiting, ==, "0");
  assert_words (self, g_str_equal (step, "erased"));
  g_assert_cmpstr (left, ==, g_str_equal (step, "erased") ? "1" : "0");
  backups = list_backups (self->path);
  g_assert_cmpuint (backups->len, ==, 2);
  for (guint i = 0; i < backups->len; i++)
    {
      Fixture backup = { .path = ((CamBackup *) g_ptr_array_index (backups, i))->path };

      fixture_check_file (&backup);
    }
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  fixture_tear_down (self, data);
  byte_search_clear ();
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void      (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/erase-files/backups", test_backups },
    { "/erase-files/other-schemas", test_other_schemas },
    { "/erase-files/broken-backup", test_broken_backup },
    { "/erase-files/moved-file", test_moved_file },
    { "/erase-files/leftovers", test_leftovers },
    { "/erase-files/pending", test_pending },
  };
  static const char *const steps[] = { "erased",       "committed",    "compacted", "copied",
                                       "copy-erased",  "copy-cleaned", "replaced",  "finished" };

  if (argc == 5 && strcmp (argv[1], WORKER) == 0)
    return run_worker (argv[2], argv[3], argv[4]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  program = argv[0];
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].func, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *path = g_strconcat ("/erase-files/kill/", steps[i], NULL);

      g_test_add (path, Fixture, steps[i], fixture_set_up, test_kill, tear_down);
    }
  return g_test_run ();
}
