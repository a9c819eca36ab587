/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-timing.h"
#include "cam-store.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>

/* What a write costs, beside what SQLite alone takes for the same on the same disk: no history, no
 * undo, no search, but as durable. */
#define N_EDITS 200
#define N_ROWS 50000

typedef struct
{
  char  *folder;
  char  *path;
  char  *bare_path;
  char  *uuid;
  char   name[32];
} Bench;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double *left = a;
  const double *right = b;

  return *left < *right ? -1 : *left > *right;
}

static double
get_percentile (double *times,
                guint   n,
                double  share)
{
  qsort (times, n, sizeof *times, compare_doubles);
  return times[(guint) floor (share * (n - 1))];
}

static gboolean
add_one_cb (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  Bench *bench = data;
  const CamCell cells[] = { { "name", cam_text ("Ely") }, { "level", cam_text ("parish") } };

  g_free (bench->uuid);
  bench->uuid = cam_writer_insert (writer, "area", cells, 2, error);
  return bench->uuid != NULL;
}

static gboolean
add_many_cb (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Area %u", i * 7919 % N_ROWS);
      const CamCell cells[] = { { "name", cam_text (name) },
                                { "level", cam_text ("neighbourhood") },
                                { "population", cam_integer (i) } };
      g_autofree char *uuid = cam_writer_insert (writer, "area", cells, 3, error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
edit_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  Bench *bench = data;
  const CamCell cell = { "name", cam_text (bench->name) };

  return cam_writer_update (writer, "area", bench->uuid, &cell, 1, error);
}

static sqlite3 *
open_bare (Bench *bench)
{
  sqlite3 *db = NULL;

  if (sqlite3_open (bench->bare_path, &db) != SQLITE_OK
      || sqlite3_exec (db,
                       "PRAGMA synchronous = EXTRA; PRAGMA journal_mode = DELETE;"
                       "CREATE TABLE area (fid INTEGER PRIMARY KEY, uuid TEXT UNIQUE, level TEXT,"
                       " name TEXT, population INTEGER);"
                       "CREATE INDEX area_level_name ON area (level, name, fid);"
                       "CREATE INDEX area_name ON area (name, fid);"
                       "INSERT INTO area (uuid, name) VALUES ('x', 'Ely')",
                       NULL, NULL, NULL)
           != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  return db;
}

static void
step_bare (sqlite3      *db,
           sqlite3_stmt *stmt)
{
  if (sqlite3_step (stmt) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (db));
  sqlite3_reset (stmt);
}

/* In turn, so that both meet the same disk. */
static void
measure_edits (Bench    *bench,
               CamStore *store,
               sqlite3  *bare)
{
  g_autofree double *ours = g_new (double, N_EDITS);
  g_autofree double *theirs = g_new (double, N_EDITS);
  sqlite3_stmt *stmt = NULL;

  sqlite3_prepare_v2 (bare, "UPDATE area SET name = ?1 WHERE uuid = 'x'", -1, &stmt, NULL);
  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autoptr (GError) error = NULL;
      double start;

      g_snprintf (bench->name, sizeof bench->name, "Ely %u", i);
      start = bench_get_milliseconds ();
      cam_store_write (store, "Rename area", edit_cb, bench, &error);
      ours[i] = bench_get_milliseconds () - start;
      bench_check (error);
      start = bench_get_milliseconds ();
      sqlite3_bind_text (stmt, 1, bench->name, -1, SQLITE_TRANSIENT);
      step_bare (bare, stmt);
      theirs[i] = bench_get_milliseconds () - start;
    }
  sqlite3_finalize (stmt);
  g_print ("bench: edit-to-commit-p95 %.2f ms (reference bare-sqlite-p95 %.2f ms)\n",
          get_percentile (ours, N_EDITS, 0.95), get_percentile (theirs, N_EDITS, 0.95));
  g_print ("bench: edit-to-commit-median %.2f ms (reference bare-sqlite-median %.2f ms)\n",
          get_percentile (ours, N_EDITS, 0.5), get_percentile (theirs, N_EDITS, 0.5));
}

static double
insert_bare (sqlite3 *bare)
{
  sqlite3_stmt *stmt = NULL;
  double start = bench_get_milliseconds ();

  sqlite3_exec (bare, "BEGIN", NULL, NULL, NULL);
  sqlite3_prepare_v2 (bare, "INSERT INTO area (uuid, level, name, population) VALUES (?1, ?2, ?3, ?4)", -1,
                      &stmt, NULL);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Area %u", i * 7919 % N_ROWS);
      g_autofree char *uuid = g_uuid_string_random ();

      sqlite3_bind_text (stmt, 1, uuid, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (stmt, 2, "neighbourhood", -1, SQLITE_STATIC);
      sqlite3_bind_text (stmt, 3, name, -1, SQLITE_TRANSIENT);
      sqlite3_bind_int (stmt, 4, (int) i);
      step_bare (bare, stmt);
    }
  sqlite3_finalize (stmt);
  sqlite3_exec (bare, "COMMIT", NULL, NULL, NULL);
  return bench_get_milliseconds () - start;
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = cam_store_undo_finish (CAM_STORE (source), result, &error);

  bench_check (error);
  *done = TRUE;
}

static void
measure_many (Bench    *bench,
              CamStore *store,
              sqlite3  *bare)
{
  g_autoptr (GError) error = NULL;
  double reference = insert_bare (bare);
  double start = bench_get_milliseconds ();
  double taken;
  gboolean done = FALSE;

  cam_store_write (store, "Add many areas", add_many_cb, bench, &error);
  taken = bench_get_milliseconds () - start;
  bench_check (error);
  g_print ("bench: bulk-insert %.0f rows/s (reference bare-sqlite %.0f rows/s)\n", N_ROWS / taken * 1000,
          N_ROWS / reference * 1000);
  start = bench_get_milliseconds ();
  cam_store_undo_async (store, NULL, undone_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_print ("bench: bulk-undo %.0f rows/s (reference bulk-insert %.0f rows/s)\n",
          N_ROWS / (bench_get_milliseconds () - start) * 1000, N_ROWS / taken * 1000);
}

static void
measure_opening (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  double start = bench_get_milliseconds ();
  double taken;
  CamStore *store = cam_store_open (bench->path, CAM_STORE_OPEN_DEFAULT, &error);
  sqlite3 *bare = NULL;

  bench_check (error);
  taken = bench_get_milliseconds () - start;
  g_object_unref (store);
  start = bench_get_milliseconds ();
  sqlite3_open (bench->path, &bare);
  sqlite3_exec (bare, "SELECT count (*) FROM area", NULL, NULL, NULL);
  sqlite3_close (bare);
  g_print ("bench: open-%d-rows %.1f ms (reference bare-sqlite-count %.1f ms)\n", N_ROWS, taken,
          bench_get_milliseconds () - start);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "bench-store-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *bare_path = NULL;
  Bench bench = { .folder = g_mkdtemp (folder) };
  CamStore *store = NULL;
  sqlite3 *bare = NULL;

  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  bench.path = path = g_build_filename (folder, "local.gpkg", NULL);
  bench.bare_path = bare_path = g_build_filename (folder, "bare.db", NULL);
  store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  bench_check (error);
  bare = open_bare (&bench);
  cam_store_write (store, "Add area", add_one_cb, &bench, &error);
  bench_check (error);
  measure_edits (&bench, store, bare);
  measure_many (&bench, store, bare);
  g_object_unref (store);
  sqlite3_close (bare);
  measure_opening (&bench);
  g_unlink (path);
  g_unlink (bare_path);
  g_free (bench.uuid);
  return 0;
}
