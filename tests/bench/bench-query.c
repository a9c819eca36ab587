/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists and search over 100,000 areas, each beside bare SQLite doing the same work on the same file in
 * the same run. Figures are medians, in milliseconds. */

#include "bench-timing.h"
#include "cam-area.h"
#include "cam-history.h"
#include "cam-query.h"
#include "cam-search.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define N_ROWS 100000
#define N_SHOWN 100
#define N_RUNS 21

typedef struct
{
  CamStore   *store;
  sqlite3    *db;
  const char *text;
} Bench;

static gboolean
add_areas (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Place %08x", g_rand_int (rand));
      g_autofree char *note = g_strdup_printf ("A note with words, number %u", i);
      const CamCell cells[] = { { "name", cam_text (name) }, { "level", cam_text ("parish") },
                                { "note", cam_text (note) } };
      g_autofree char *uuid = cam_writer_insert (writer, "area", cells, G_N_ELEMENTS (cells), error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
list_first (gpointer data)
{
  Bench *bench = data;
  g_autoptr (CamQuery) query = cam_query_new (bench->store, CAM_TYPE_AREA, NULL, "name", NULL, 0);
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (query)), ==, N_ROWS);
  for (guint i = 0; i < N_SHOWN; i++)
    {
      g_ptr_array_add (shown, g_list_model_get_item (G_LIST_MODEL (query), i));
      g_assert_cmpint (cam_area_get_name (g_ptr_array_index (shown, i))[0], ==, 'P');
    }
}

static void
list_last (gpointer data)
{
  Bench *bench = data;
  g_autoptr (CamQuery) query = cam_query_new (bench->store, CAM_TYPE_AREA, NULL, "name", NULL, 0);
  g_autoptr (CamArea) area = g_list_model_get_item (G_LIST_MODEL (query), N_ROWS - 1);

  g_assert_cmpint (cam_area_get_name (area)[0], ==, 'P');
}

static guint
run_sql (Bench      *bench,
         const char *sql,
         const char *text)
{
  sqlite3_stmt *stmt = NULL;
  guint n_rows = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (bench->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  if (text != NULL)
    sqlite3_bind_text (stmt, 1, text, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        sqlite3_column_text (stmt, i);
      n_rows++;
    }
  sqlite3_finalize (stmt);
  return n_rows;
}

static void
sql_first (gpointer data)
{
  Bench *bench = data;

  g_assert_cmpuint (run_sql (bench, "SELECT count(*) FROM area WHERE deleted = 0", NULL), ==, 1);
  g_assert_cmpuint (run_sql (bench,
                             "SELECT fid, uuid, level, name, code, number, note, population, households,"
                             " hectares, status, valid_from, valid_to, label_lat, label_lon, parent_uuid"
                             " FROM area WHERE deleted = 0 ORDER BY name, fid LIMIT 100", NULL), ==, N_SHOWN);
}

static void
sql_last (gpointer data)
{
  Bench *bench = data;

  g_assert_cmpuint (run_sql (bench, "SELECT fid FROM area WHERE deleted = 0 ORDER BY name, fid", NULL),
                    ==, N_ROWS);
}

static void
search (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = cam_search (bench->store, bench->text, NULL, 20, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, >, 0);
}

static void
sql_search (gpointer data)
{
  Bench *bench = data;
  g_autofree char *expression = g_strdup_printf ("\"%s\" *", bench->text);

  g_assert_cmpuint (run_sql (bench, "SELECT title, snippet (cam_search, 1, '', '', '…', 12) FROM cam_search"
                                    " WHERE cam_search MATCH ?1 ORDER BY rank LIMIT 20", expression), >, 0);
}

static void
list_history (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = cam_history_list (bench->store, NULL, NULL, N_SHOWN, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, N_SHOWN);
}

static void
sql_history (gpointer data)
{
  Bench *bench = data;

  g_assert_cmpuint (run_sql (bench, "SELECT a.label, a.author, a.at, c.uuid, c.old, c.new FROM cam_change c"
                                    " JOIN cam_action a ON a.copy = c.copy AND a.seq = c.seq"
                                    " ORDER BY c.id DESC LIMIT 100", NULL), ==, N_SHOWN);
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
  gint64 start = 0;

  g_assert_no_error (error);
  path = g_build_filename (folder, "bench.gpkg", NULL);
  store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  start = g_get_monotonic_time ();
  g_assert_true (cam_store_write (store, "Add areas", add_areas, NULL, &error));
  g_assert_no_error (error);
  g_print ("bench: add-100000-areas-in-one-action %.0f ms\n",
           (double) (g_get_monotonic_time () - start) / 1000);
  bench.store = store;
  g_assert_cmpint (sqlite3_open_v2 (path, &bench.db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);

  bench_report (N_RUNS, "first-100-of-100000-sorted", list_first, "bare-sqlite", sql_first, &bench);
  bench_report (N_RUNS, "last-of-100000-sorted", list_last, "bare-sqlite-all-numbers", sql_last, &bench);
  bench.text = "p";
  bench_report (N_RUNS, "search-1-letter-all-match", search, "fts5-ranked", sql_search, &bench);
  bench.text = "plac";
  bench_report (N_RUNS, "search-4-letters-all-match", search, "fts5-ranked", sql_search, &bench);
  bench.text = "place";
  bench_report (N_RUNS, "search-word-all-match", search, "fts5-ranked", sql_search, &bench);
  bench.text = "a1";
  bench_report (N_RUNS, "search-2-letters-few-match", search, "fts5-ranked", sql_search, &bench);
  bench_report (N_RUNS, "newest-100-changes", list_history, "bare-sqlite", sql_history, &bench);

  sqlite3_close (bench.db);
  cam_store_close (store);
  remove_folder (folder);
  return 0;
}
