/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-timing.h"
#include "cam-backup.h"
#include "cam-merge.h"
#include "cam-outgoing.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* Merging a copy that was handed over, beside SQLite alone inserting the same rows from the same copy, as
 * durable: no history, no search, no check of what comes in. The merge's figures are of the whole: reading the
 * copy and verifying its seal, the backup before, the transaction. */
#define N_ROWS 100000
#define N_CHANGED (N_ROWS / 100)
#define N_RUNS 5

typedef struct
{
  char *folder;
  char *theirs;   /* the file that everything starts from */
  char *handed;   /* a sealed copy of it */
  char *ours;
} Bench;

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  if (sqlite3_open (path, &db) != SQLITE_OK || sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message != NULL ? message : sqlite3_errmsg (db));
  sqlite3_close (db);
}

static gboolean
add_rows_cb (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Hall %u", i * 7919 % N_ROWS);
      g_autofree char *address = g_strdup_printf ("%u High Street", i % 500);
      g_autofree char *postcode = g_strdup_printf ("CB%u %uAB", i % 25, i % 9);
      const CamCell cells[] = {
        { "name", cam_text (name) },         { "address", cam_text (address) },
        { "postcode", cam_text (postcode) }, { "capacity", cam_integer (i % 300) },
        { "step_free", cam_text ("yes") },   { "toilet", cam_text ("no") },
        { "parking", cam_text ("yes") },     { "cost", cam_text ("free") },
      };
      g_autofree char *uuid = cam_writer_insert (writer, "venue", cells, G_N_ELEMENTS (cells), error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
change_rows_cb (CamWriter  *writer,
                gpointer    data,
                GError    **error)
{
  GPtrArray *uuids = data;

  for (guint i = 0; i < uuids->len; i++)
    {
      const CamCell cell = { "cost", cam_text ("5 pounds an hour") };

      if (!cam_writer_update (writer, "venue", g_ptr_array_index (uuids, i), &cell, 1, error))
        return FALSE;
    }
  return TRUE;
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  bench_check (error);
}

/* Their file as it is now, with everything in it. */
static void
hand_over (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = cam_store_open (bench->theirs, CAM_STORE_OPEN_DEFAULT, &error);
  g_autoptr (CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);

  bench_check (error);
  cam_outgoing_make (store, bench->handed, scope, &error);
  bench_check (error);
}

static void
write_to (const char   *path,
       CamWriteFunc  func,
       gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);

  bench_check (error);
  cam_store_write (store, "Change", func, data, &error);
  bench_check (error);
}

/* The best of some runs: what the machine does beside it only ever adds. */
static double
time_merge (Bench      *bench,
            const char *start,
            guint       n_new,
            guint       n_changed,
            double     *backup)
{
  double best = 1e9;

  *backup = 1e9;
  for (guint run = 0; run < N_RUNS; run++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CamStore) store = NULL;
      g_autoptr (CamMergeReport) report = NULL;
      double begin;

      copy_file (start, bench->ours);
      store = cam_store_open (bench->ours, CAM_STORE_OPEN_DEFAULT, &error);
      bench_check (error);
      begin = bench_get_seconds ();
      cam_backup_make (store, "bench", &error);
      bench_check (error);
      *backup = MIN (*backup, bench_get_seconds () - begin);
      begin = bench_get_seconds ();
      report = cam_merge (store, bench->handed, "Import", CAM_MERGE_DEFAULT, &error);
      best = MIN (best, bench_get_seconds () - begin);
      bench_check (error);
      g_assert_cmpuint (cam_merge_report_count (report, CAM_MERGE_NEW), ==, n_new);
      g_assert_cmpuint (cam_merge_report_count (report, CAM_MERGE_CHANGED), ==, n_changed);
    }
  return best;
}

static double
time_plain (Bench      *bench,
            const char *where)
{
  double best = 1e9;

  for (guint run = 0; run < N_RUNS; run++)
    {
      g_autofree char *path = g_build_filename (bench->folder, "plain.db", NULL);
      g_autofree char *sql = NULL;
      double begin;

      g_unlink (path);
      run_sql (path, "CREATE TABLE venue (fid INTEGER PRIMARY KEY, uuid TEXT UNIQUE, name TEXT, address TEXT,"
                     " postcode TEXT, capacity INTEGER, step_free TEXT, toilet TEXT, parking TEXT, cost TEXT);"
                     "CREATE INDEX venue_name ON venue (name, fid)");
      sql = g_strdup_printf (
        "PRAGMA synchronous = EXTRA; ATTACH '%s' AS other; BEGIN;"
        "INSERT INTO venue (uuid, name, address, postcode, capacity, step_free, toilet, parking, cost)"
        " SELECT uuid, name, address, postcode, capacity, step_free, toilet, parking, cost"
        " FROM other.venue %s; COMMIT", bench->handed, where);
      begin = bench_get_seconds ();
      run_sql (path, sql);
      best = MIN (best, bench_get_seconds () - begin);
    }
  return best;
}

static GPtrArray *
choose_rows (const char *path)
{
  GPtrArray *uuids = g_ptr_array_new_with_free_func (g_free);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_open (path, &db) != SQLITE_OK
      || sqlite3_prepare_v2 (db, "SELECT uuid FROM venue WHERE fid % 100 = 7", -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_ptr_array_add (uuids, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return uuids;
}

static double
get_megabytes (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return (double) info.st_size / 1e6;
}

static void
measure (Bench *bench)
{
  g_autofree char *empty = g_build_filename (bench->folder, "empty.gpkg", NULL);
  g_autofree char *full = g_build_filename (bench->folder, "full.gpkg", NULL);
  g_autoptr (GPtrArray) uuids = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CamStore) store = NULL;
  double seconds;
  double backup;

  store = cam_store_open (empty, CAM_STORE_OPEN_CREATE, &error);
  bench_check (error);
  g_clear_object (&store);
  copy_file (empty, bench->theirs);
  write_to (bench->theirs, add_rows_cb, NULL);
  hand_over (bench);
  seconds = time_merge (bench, empty, N_ROWS, 0, &backup);
  printf ("bench: merge of %d new rows of 8 columns (%.1f MB): %.3f s (INSERT … SELECT %.3f s)\n", N_ROWS,
          get_megabytes (bench->handed), seconds, time_plain (bench, ""));
  /* The two have exchanged everything; then they change one in a hundred. */
  copy_file (bench->ours, full);
  seconds = time_merge (bench, full, 0, 0, &backup);
  printf ("bench: merge with nothing new: %.1f ms (reading the copy's bytes %.1f ms)\n", seconds * 1000,
          ({ double begin = bench_get_seconds (); copy_file (bench->handed, bench->ours);
             (bench_get_seconds () - begin) * 1000; }));
  uuids = choose_rows (bench->theirs);
  write_to (bench->theirs, change_rows_cb, uuids);
  hand_over (bench);
  seconds = time_merge (bench, full, 0, N_CHANGED, &backup);
  printf ("bench: merge with %d of %d rows changed: %.3f s (a backup that is looked through %.3f s;"
          " INSERT … SELECT of as many %.3f s)\n",
          N_CHANGED, N_ROWS, seconds, backup, time_plain (bench, "WHERE fid % 100 = 7"));
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { NULL };

  bench.folder = g_dir_make_tmp ("cam-bench-XXXXXX", NULL);
  bench.theirs = g_build_filename (bench.folder, "theirs.gpkg", NULL);
  bench.handed = g_build_filename (bench.folder, "handed.gpkg", NULL);
  bench.ours = g_build_filename (bench.folder, "ours.gpkg", NULL);
  g_setenv ("XDG_CACHE_HOME", bench.folder, TRUE);
  g_setenv ("XDG_DATA_HOME", bench.folder, TRUE);
  g_setenv ("XDG_STATE_HOME", bench.folder, TRUE);
  measure (&bench);
  return 0;
}
