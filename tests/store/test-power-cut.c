/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-test-vfs.h"
#include "cam-test-work.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* The power fails at a random moment; the disk keeps what it likes of what was not synced. Whatever
 * the store had acknowledged must be there, and nothing by halves. CAM_SOAK sets how often. */

#define DEFAULT_CUTS 40
#define N_ACTIONS 8

static guint
get_n_cuts (void)
{
  const char *text = g_getenv ("CAM_SOAK");
  guint64 n = 0;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 1, 1000000, &n, NULL)
           ? (guint) n : DEFAULT_CUTS;
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cam_test_vfs_install ();
  g_test_add_func ("/power-cut/loses-without-sync", test_loses_without_sync);
  g_test_add_func ("/power-cut/store", test_power_cut);
  return g_test_run ();
}
