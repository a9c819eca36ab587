/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the review page asks for: 10,000 open conflicts beside bare SQLite counting the same rows, and
 * likely duplicates among 20,000 partners beside reading their names. Figures are medians, in
 * milliseconds. */

#include "bench-timing.h"
#include "cam-conflict.h"
#include "cam-duplicate-finder.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define N_PARTNERS 20000
#define N_CONFLICTS 10000
#define N_RUNS 11
#define N_SHOWN 100

typedef struct
{
  CamStore *store;
  sqlite3  *db;
} Bench;

/* As partners are called: a place and a few common words. */
static gboolean
add_partners (CamWriter  *writer,
              gpointer    data,
              GError    **error)
{
  static const char *const kinds[] = { "Community Centre", "Village Hall", "Parish Council", "Foodbank",
                                       "Youth Club", "Residents Association", "Men's Shed", "Library" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_PARTNERS; i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *uuid = NULL;
      char place[9] = { 0 };
      CamCell cell = { "name", cam_null () };

      for (guint j = 0; j < 8; j++)
        place[j] = (char) ('a' + g_rand_int_range (rand, 0, 26));
      name = g_strdup_printf ("%s %s", place, kinds[i % G_N_ELEMENTS (kinds)]);
      cell.value = cam_text (name);
      uuid = cam_writer_insert (writer, "organisation", &cell, 1, error);
      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
add_conflicts (sqlite3 *db)
{
  static const char sql[] =
    "INSERT INTO cam_copy VALUES (7, '11111111-1111-4111-8111-111111111111', 'Laptop');"
    "INSERT INTO cam_action VALUES (7, 1, '2026-11-20T10:00:00.000Z', 1000, 'Edit', 'Anna', 'edit', NULL);"
    "INSERT INTO cam_sibling SELECT c.tbl, o.fid, c.col, 7, 1, 'theirs' FROM organisation o"
    " JOIN cam_table t ON t.name = 'organisation' JOIN cam_column c ON c.tbl = t.id AND c.name = 'note'"
    " WHERE o.fid <= 10000;";

  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
count_conflicts (gpointer data)
{
  Bench *bench = data;

  g_assert_cmpuint (cam_conflict_count (bench->store), ==, N_CONFLICTS);
}

static void
list_conflicts (gpointer data)
{
  Bench *bench = data;
  g_autoptr (CamConflictList) list = cam_conflict_list_new (bench->store);

  for (guint i = 0; i < N_SHOWN; i++)
    {
      g_autoptr (CamConflict) conflict = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_cmpuint (cam_conflict_get_n_values (conflict), ==, 2);
    }
}

static guint
run_sql (Bench      *bench,
         const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  guint n_rows = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (bench->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      sqlite3_column_text (stmt, 0);
      n_rows++;
    }
  sqlite3_finalize (stmt);
  return n_rows;
}

static void
sql_conflicts (gpointer data)
{
  Bench *bench = data;

  g_assert_cmpuint (run_sql (bench, "SELECT s.value FROM cam_sibling s JOIN organisation o ON o.fid = s.fid"
                                    " WHERE s.value IS NOT o.note"), ==, N_CONFLICTS);
}

static void
find_duplicates (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = cam_duplicate_find (bench->store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (pairs->len, <, 10);
}

static void
sql_names (gpointer data)
{
  Bench *bench = data;

  g_assert_cmpuint (run_sql (bench, "SELECT name FROM organisation WHERE deleted = 0"), ==, N_PARTNERS);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cam-bench-XXXXXX", &error);
  g_autofree char *path = NULL;
  g_autoptr (CamStore) store = NULL;
  Bench bench = { NULL };

  g_assert_no_error (error);
  path = g_build_filename (folder, "bench.gpkg", NULL);
  store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (cam_store_write (store, "Add partners", add_partners, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open_v2 (path, &bench.db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  bench.store = store;
  add_conflicts (bench.db);

  bench_report (N_RUNS, "count-10000-conflicts", count_conflicts, "bare-sqlite", sql_conflicts, &bench);
  bench_report (N_RUNS, "first-100-of-10000-conflicts", list_conflicts, "bare-sqlite", sql_conflicts, &bench);
  bench_report (N_RUNS, "duplicates-among-20000", find_duplicates, "reading-their-names", sql_names, &bench);

  sqlite3_close (bench.db);
  cam_store_close (store);
  remove_folder (folder);
  return 0;
}
