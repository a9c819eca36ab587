/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of a file with 1,000,000 changes in 250,000 actions of three copies, each figure beside bare
 * SQLite asking for the same in one statement. Medians, in milliseconds. */
#include "bench-timing.h"
#include "cam-history-reader.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define N_RUNS 11
#define N_PAGE 30

typedef struct
{
  CamStore *store;
  sqlite3  *db;
  char     *uuid;
} Bench;

/* A page of the history; the longest call for it is what a frame waits for. */
static gint64
read_page (Bench                  *bench,
           const CamHistoryFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamHistoryReader) reader = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 longest = 0;
  gboolean at_end = FALSE;
  guint n_read = 0;

  reader = cam_history_reader_new (bench->store, filter, &error);
  g_assert_no_error (error);
  while (!at_end && n_read < N_PAGE)
    {
      g_autoptr (GPtrArray) actions = cam_history_reader_next (reader, N_PAGE - n_read, &at_end, &error);

      g_assert_no_error (error);
      n_read += actions->len;
      longest = MAX (longest, g_get_monotonic_time () - start);
      start = g_get_monotonic_time ();
    }
  return longest;
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
first_page (gpointer data)
{
  Bench *bench = data;

  read_page (bench, NULL);
}

static void
sql_first_page (gpointer data)
{
  Bench *bench = data;

  run_sql (bench, "SELECT a.*, c.* FROM (SELECT * FROM cam_action ORDER BY clock DESC LIMIT 30) a"
                  " JOIN cam_change c ON c.copy = a.copy AND c.seq = a.seq", NULL);
}

static void
by_author (gpointer data)
{
  Bench *bench = data;

  read_page (bench, &(CamHistoryFilter) { .author = "Cy Example" });
}

static void
sql_by_author (gpointer data)
{
  Bench *bench = data;

  run_sql (bench, "SELECT * FROM cam_action WHERE author = 'Cy Example' ORDER BY clock DESC LIMIT 30", NULL);
}

static void
by_record (gpointer data)
{
  Bench *bench = data;

  read_page (bench, &(CamHistoryFilter) { .table = "area", .uuid = bench->uuid });
}

static void
sql_by_record (gpointer data)
{
  Bench *bench = data;

  run_sql (bench, "SELECT DISTINCT a.* FROM cam_change c JOIN cam_action a ON a.copy = c.copy AND a.seq = c.seq"
                  " WHERE c.uuid = ?1 ORDER BY a.clock DESC LIMIT 30", bench->uuid);
}

static void
by_area (gpointer data)
{
  Bench *bench = data;

  read_page (bench, &(CamHistoryFilter) { .area = bench->uuid });
}

static void
by_kind (gpointer data)
{
  Bench *bench = data;
  const char *tables[] = { "venue", NULL };

  read_page (bench, &(CamHistoryFilter) { .tables = tables });
}

static void
sql_by_kind (gpointer data)
{
  Bench *bench = data;

  run_sql (bench, "SELECT * FROM cam_action a WHERE EXISTS (SELECT 1 FROM cam_change c WHERE c.copy = a.copy"
                  " AND c.seq = a.seq AND c.tbl = (SELECT id FROM cam_table WHERE name = 'venue'))"
                  " ORDER BY clock DESC LIMIT 30", NULL);
}

static void
by_text (gpointer data)
{
  Bench *bench = data;

  read_page (bench, &(CamHistoryFilter) { .text = "not anywhere" });
}

static void
sql_by_text (gpointer data)
{
  Bench *bench = data;

  run_sql (bench, "SELECT * FROM cam_change WHERE old LIKE '%not anywhere%' OR new LIKE '%not anywhere%'", NULL);
}

static void
authors (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) list = cam_history_list_authors (bench->store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (list), ==, 3);
}

static void
sql_authors (gpointer data)
{
  Bench *bench = data;

  g_assert_cmpuint (run_sql (bench, "SELECT DISTINCT author FROM cam_action WHERE author <> ''", NULL), ==, 3);
}

static void
changed (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = NULL;
  gboolean is_cut = FALSE;

  list = cam_history_list_changed (bench->store, &(CamHistoryFilter) { .from = "2020-01-01T00:00:00Z" }, 300,
                                   &is_cut, &error);
  g_assert_no_error (error);
  g_assert_true (is_cut);
}

static void
sql_changed (gpointer data)
{
  Bench *bench = data;

  run_sql (bench, "SELECT tbl, uuid, count (*) FROM cam_change GROUP BY tbl, uuid LIMIT 300", NULL);
}

static gboolean
add_areas (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Place %u", i);
      const CamCell cell = { "name", cam_text (name) };
      g_autofree char *uuid = cam_writer_insert (writer, "area", &cell, 1, error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

/* As merges of years would leave it. Every action changes four cells of one area. */
static void
fill (const char *path)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (
    db,
    "BEGIN;"
    "INSERT INTO cam_copy SELECT value, printf ('00000000-0000-4000-8000-%012d', value), NULL FROM"
    " (SELECT 11 AS value UNION SELECT 12 UNION SELECT 13);"
    "WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 249999)"
    "INSERT INTO cam_action SELECT 11 + i % 3, 1 + i / 3, strftime ('%Y-%m-%dT%H:%M:%SZ', 1600000000 + i * 600, 'unixepoch'),"
    " (1600000000 + i * 600) * 1000 << 16, 'Change area', CASE i % 3 WHEN 0 THEN 'Ada Example' WHEN 1 THEN 'Bob Example'"
    " ELSE 'Cy Example' END, 'edit', NULL FROM n;"
    "CREATE TEMP TABLE place AS SELECT row_number () OVER (ORDER BY fid) - 1 AS number, uuid FROM area;"
    "CREATE UNIQUE INDEX temp.place_number ON place (number);"
    "WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 999999)"
    "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)"
    " SELECT 11 + (i / 4) % 3, 1 + (i / 4) / 3, t.id, p.uuid, 3 + i % 4, 'what was there before', 'what is there now ' || i"
    " FROM n JOIN place p ON p.number = (i / 4) * 7919 % 1000, cam_table t WHERE t.name = 'area';"
    "COMMIT",
    NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static void
report_longest (Bench *bench)
{
  const char *tables[] = { "venue", NULL };
  gint64 longest = read_page (bench, &(CamHistoryFilter) { .text = "not anywhere" });

  longest = MAX (longest, read_page (bench, &(CamHistoryFilter) { .tables = tables }));
  g_print ("bench: history-longest-step %.2f ms (reference a-frame 16.67 ms)\n", (double) longest / 1000);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cam-bench-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "bench.gpkg", NULL);
  Bench bench = { NULL };
  sqlite3_stmt *stmt = NULL;

  g_assert_no_error (error);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  bench.store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (cam_store_write (bench.store, "Add areas", add_areas, NULL, &error));
  g_object_unref (bench.store);
  fill (path);
  bench.store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open_v2 (path, &bench.db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (bench.db, "SELECT uuid FROM area LIMIT 1", -1, &stmt, NULL);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  bench.uuid = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);

  bench_report (N_RUNS, "history-first-page-of-1000000", first_page, "bare-sqlite", sql_first_page, &bench);
  bench_report (N_RUNS, "history-by-author", by_author, "bare-sqlite", sql_by_author, &bench);
  bench_report (N_RUNS, "history-of-record", by_record, "bare-sqlite", sql_by_record, &bench);
  bench_report (N_RUNS, "history-of-area", by_area, "bare-sqlite", sql_by_record, &bench);
  bench_report (N_RUNS, "history-by-kind-none-there", by_kind, "bare-sqlite", sql_by_kind, &bench);
  bench_report (N_RUNS, "history-by-text-none-there", by_text, "bare-sqlite", sql_by_text, &bench);
  report_longest (&bench);
  bench_report (N_RUNS, "history-authors", authors, "bare-sqlite", sql_authors, &bench);
  bench_report (N_RUNS, "history-changed-300-records", changed, "bare-sqlite", sql_changed, &bench);

  sqlite3_close (bench.db);
  cam_store_close (bench.store);
  g_object_unref (bench.store);
  g_free (bench.uuid);
  g_unlink (path);
  return 0;
}
