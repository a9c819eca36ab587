/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-check.h"

#include "cam-test-vfs.h"
#include "long-form.h"
#include "cam-test-work.h"

#include <string.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

/* The power fails at a random moment; the disk keeps what it likes of what was not synced. Whatever
 * the store had acknowledged must be there, and nothing by halves. CAM_SOAK sets how often. */

#define DEFAULT_CUTS 15
#define LONG_CUTS 1000
#define N_ACTIONS 8

static guint
get_n_cuts (void)
{
  return long_form_count (DEFAULT_CUTS, LONG_CUTS);
}

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "cut.gpkg", NULL);
}

/* A file as it was before the first action, all of it on the disk. */
static void
put_template (const char *path,
              const char *bytes,
              gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  cam_test_vfs_reset ();
}

/* Works until the power fails; how many actions were acknowledged. */
static guint
work (const char *path)
{
  g_autoptr (CamStore) store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, NULL);
  guint acknowledged = 0;

  while (store != NULL && acknowledged < N_ACTIONS
         && cam_test_work_do (store, acknowledged + 1, NULL))
    acknowledged++;
  g_assert_true (acknowledged == N_ACTIONS || cam_test_vfs_is_cut ());
  if (store != NULL)
    cam_store_close (store);
  return acknowledged;
}

static void
test_power_cut (void)
{
  g_autofree char *path = dup_path ();
  g_autofree char *template = NULL;
  g_autoptr (GError) error = NULL;
  guint n_cuts = get_n_cuts ();
  guint n_operations;
  guint n_kept = 0;
  gsize length = 0;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  cam_test_work_begin (path);
  g_file_get_contents (path, &template, &length, &error);
  g_assert_no_error (error);
  put_template (path, template, length);
  g_assert_cmpuint (work (path), ==, N_ACTIONS);
  n_operations = cam_test_vfs_get_n_operations ();
  for (guint cut = 1; cut <= n_cuts; cut++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (cut);
      guint acknowledged;
      guint kept;

      put_template (path, template, length);
      cam_test_vfs_cut_after ((guint) g_rand_int_range (random, 1, (gint32) n_operations + 1));
      acknowledged = work (path);
      cam_test_vfs_power_cut (random);
      kept = cam_test_work_verify (path, acknowledged);
      g_assert_cmpuint (kept, <=, acknowledged + 1);
      n_kept += kept;
    }
  g_test_message ("%u cuts within %u operations, %u actions kept", n_cuts, n_operations, n_kept);
  g_assert_cmpuint (n_kept, >, 0);
}

/* What a person sees of the areas, as a checksum. */
static char *
dump (CamStore *store)
{
  static const char *columns[] = { "uuid", "name", "note", "population", "deleted", NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor =
    cam_store_select (store, "area", columns, "ORDER BY uuid", NULL, 0, &error);

  g_assert_no_error (error);
  while (cam_cursor_next (cursor, &error))
    for (guint i = 0; columns[i] != NULL; i++)
      g_string_append_printf (text, "%s|", cam_cursor_get_text (cursor, i));
  g_assert_no_error (error);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
}

typedef struct
{
  gboolean done;
  gboolean redo;
  char *label;
} Step;

static void
step_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Step *step = data;

  step->label = step->redo ? cam_store_redo_finish (CAM_STORE (source), result, NULL)
                           : cam_store_undo_finish (CAM_STORE (source), result, NULL);
  step->done = TRUE;
}

static gboolean
go_back_or_forth (CamStore *store,
                  gboolean  redo)
{
  Step step = { .redo = redo };
  g_autofree char *label = NULL;

  if (redo)
    cam_store_redo_async (store, NULL, step_cb, &step);
  else
    cam_store_undo_async (store, NULL, step_cb, &step);
  while (!step.done)
    g_main_context_iteration (NULL, TRUE);
  label = step.label;
  return label != NULL;
}

/* An action, "u"ndo or "r"edo for each letter, until the power fails. Adds a dump before the first and
 * after each that was acknowledged. */
static void
follow (const char *path,
        const char *letters,
        GPtrArray  *dumps)
{
  g_autoptr (CamStore) store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, NULL);
  guint n_actions = 0;
  gboolean done = store != NULL;

  if (done)
    g_ptr_array_add (dumps, dump (store));
  for (guint i = 0; done && letters[i] != '\0'; i++)
    {
      if (letters[i] == 'a')
        done = cam_test_work_do (store, ++n_actions, NULL);
      else
        done = go_back_or_forth (store, letters[i] == 'r');
      if (done && !cam_test_vfs_is_cut ())
        g_ptr_array_add (dumps, dump (store));
    }
  if (store != NULL)
    cam_store_close (store);
}

/* The file is as it was after what was acknowledged, or after that and the one that was under way. */
static void
assert_one_of (const char *path,
               GPtrArray  *all,
               guint       n_acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *now = NULL;

  g_assert_no_error (error);
  problems = cam_check_store (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  now = dump (store);
  if (!g_str_equal (now, g_ptr_array_index (all, n_acknowledged)))
    g_assert_cmpstr (now, ==, g_ptr_array_index (all, MIN (n_acknowledged + 1, all->len - 1)));
  cam_store_close (store);
}

/* The same with undo and redo, which are actions too. */
static void
test_undo (void)
{
  static const char letters[] = "aaauauruuruaau";
  g_autofree char *path = dup_path ();
  g_autofree char *template = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  guint n_operations;
  gsize length = 0;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  cam_test_work_begin (path);
  g_file_get_contents (path, &template, &length, &error);
  g_assert_no_error (error);
  put_template (path, template, length);
  follow (path, letters, all);
  g_assert_cmpuint (all->len, ==, strlen (letters) + 1);
  n_operations = cam_test_vfs_get_n_operations ();
  for (guint cut = 1; cut <= get_n_cuts (); cut++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (cut);
      g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);

      put_template (path, template, length);
      cam_test_vfs_cut_after ((guint) g_rand_int_range (random, 1, (gint32) n_operations + 1));
      follow (path, letters, dumps);
      g_assert_true (cam_test_vfs_is_cut ());
      cam_test_vfs_power_cut (random);
      assert_one_of (path, all, dumps->len > 0 ? dumps->len - 1 : 0);
    }
}

static int
read_first (sqlite3    *db,
            const char *sql)
{
  sqlite3_stmt *statement = NULL;
  int result = -1;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    result = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return result;
}

/* Ten commits to a plain database; FALSE where some acknowledged one is gone or the file is broken. */
static gboolean
survives (const char *path,
          const char *synchronous,
          GRand      *random,
          guint       n_operations)
{
  sqlite3 *db = NULL;
  g_autofree char *pragma = g_strdup_printf ("PRAGMA synchronous = %s;", synchronous);
  int acknowledged = 0;
  int kept;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, pragma, NULL, NULL, NULL);
  cam_test_vfs_cut_after ((guint) g_rand_int_range (random, 1, (gint32) n_operations + 1));
  while (acknowledged < 10
         && sqlite3_exec (db, "INSERT INTO t VALUES (randomblob (3000));", NULL, NULL, NULL) == SQLITE_OK)
    acknowledged++;
  sqlite3_close (db);
  cam_test_vfs_power_cut (random);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  kept = read_first (db, "SELECT count(*) FROM t");
  if (read_first (db, "SELECT integrity_check = 'ok' FROM pragma_integrity_check") != 1)
    kept = -1;
  sqlite3_close (db);
  return kept >= acknowledged;
}

static guint
count_losses (const char *synchronous,
              guint       n_cuts)
{
  g_autofree char *path = dup_path ();
  g_autofree char *template = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;
  guint n_losses = 0;
  gsize length = 0;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_remove (path);
  cam_test_vfs_reset ();
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE TABLE t (a)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  g_file_get_contents (path, &template, &length, &error);
  g_assert_no_error (error);
  for (guint cut = 1; cut <= n_cuts; cut++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (cut);

      put_template (path, template, length);
      if (!survives (path, synchronous, random, 100))
        n_losses++;
    }
  return n_losses;
}

/* That this test would see a store that does not sync enough. */
static void
test_loses_without_sync (void)
{
  guint n_extra = count_losses ("EXTRA", 200);
  guint n_full = count_losses ("FULL", 200);
  guint n_off = count_losses ("OFF", 200);

  g_test_message ("losses in 200 cuts: EXTRA %u, FULL %u, OFF %u", n_extra, n_full, n_off);
  g_assert_cmpuint (n_extra, ==, 0);
  g_assert_cmpuint (n_full, >, 0);
  g_assert_cmpuint (n_off, >, 50);
}

static int
read_from_file (const char *path,
                const char *sql)
{
  sqlite3 *db = NULL;
  int result;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  result = read_first (db, sql);
  sqlite3_close (db);
  return result;
}

/* What another program changed becomes history once, however often its adoption was cut short. */
static void
test_outside_edit (void)
{
  g_autofree char *path = dup_path ();
  g_autofree char *template = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;
  guint n_operations;
  gsize length = 0;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  cam_test_work_begin (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE area SET note = 'outside' WHERE name = 'counter'", NULL,
                                 NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  g_file_get_contents (path, &template, &length, &error);
  g_assert_no_error (error);
  put_template (path, template, length);
  g_assert_cmpuint (cam_test_work_verify (path, 0), ==, 0);
  n_operations = cam_test_vfs_get_n_operations ();
  for (guint cut = 1; cut <= get_n_cuts (); cut++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (cut);
      g_autoptr (CamStore) store = NULL;

      put_template (path, template, length);
      cam_test_vfs_cut_after ((guint) g_rand_int_range (random, 1, (gint32) n_operations + 1));
      store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, NULL);
      g_clear_object (&store);
      cam_test_vfs_power_cut (random);
      cam_test_work_verify (path, 0);
      g_assert_cmpint (read_from_file (path, "SELECT count(*) FROM cam_action"
                                       " WHERE kind = 'outside'"), ==, 1);
      g_assert_cmpint (read_from_file (path, "SELECT count(*) FROM cam_change WHERE seq = 0"), ==, 0);
      g_assert_cmpint (read_from_file (path, "SELECT count(*) FROM cam_change"
                                       " WHERE new = 'outside'"), ==, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cam_test_vfs_install ();
  g_test_add_func ("/power-cut/loses-without-sync", test_loses_without_sync);
  g_test_add_func ("/power-cut/store", test_power_cut);
  g_test_add_func ("/power-cut/undo", test_undo);
  g_test_add_func ("/power-cut/outside-edit", test_outside_edit);
  return g_test_run ();
}
