/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The status of every measure in a file with 10,000 activities, 2,000 measures and 200,000 readings, beside bare SQLite
 * reading the same rows; and a table of as many readings previewed. Figures are medians, in milliseconds. */

#include "bench-plans-file.h"

#include "cam-measure-state.h"
#include "cam-plan-names.h"
#include "cam-reading-import.h"

#include <sqlite3.h>
#include <stdlib.h>

#define N_MEASURES 2000
#define N_READINGS 200000
#define N_RUNS 11
#define N_MAP_AREAS 300
#define MAP_MEASURE "00000005-0000-4000-8000-000000000000"
#define TODAY "2026-11-27"

typedef struct
{
  CamStore *store;
  sqlite3  *db;
  char     *area;
  guint32   today;
  char     *since;
  GBytes   *table;
} Bench;

typedef void (*BenchFunc) (Bench *bench);

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const gint64 *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

static double
measure (Bench     *bench,
         BenchFunc  func,
         guint      n_runs)
{
  gint64 times[N_RUNS];

  for (guint i = 0; i < n_runs; i++)
    {
      gint64 start = g_get_monotonic_time ();

      func (bench);
      times[i] = g_get_monotonic_time () - start;
    }
  qsort (times, n_runs, sizeof *times, compare_times);
  return (double) times[n_runs / 2] / 1000;
}

static void
report (Bench      *bench,
        const char *name,
        BenchFunc   func,
        const char *reference,
        BenchFunc   reference_func,
        guint       n_runs)
{
  g_print ("bench: %s %.2f ms (reference %s %.2f ms)\n", name, measure (bench, func, n_runs), reference,
           measure (bench, reference_func, n_runs));
}

static void
load_for (Bench      *bench,
          const char *area)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) states = cam_measure_states_load (bench->store, area, bench->today, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (states->len, ==, N_MEASURES);
}

static void
load_states (Bench *bench)
{
  load_for (bench, NULL);
}

static void
load_area (Bench *bench)
{
  load_for (bench, bench->area);
}

/* Every column as the loader takes it. */
static void
read_rows (Bench      *bench,
           const char *sql,
           const char *first,
           const char *second)
{
  sqlite3_stmt *stmt = NULL;
  guint n_rows = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (bench->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, first, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, second, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        sqlite3_column_text (stmt, i);
      n_rows++;
    }
  sqlite3_finalize (stmt);
  g_assert_cmpuint (n_rows, >, 0);
}

#define COLUMNS "measure_uuid, starts_on, ends_on, value, numerator, denominator, provisional, edition, geography_vintage"

static void
sql_measures (Bench *bench)
{
  read_rows (bench, "SELECT uuid, name, priority_uuid, outcome_uuid, activity_uuid, owner, unit, decimals, ratio_per,"
                    " direction, tolerance, rule, frequency, lag_days, kind, adds_up, edition, geography_vintage"
                    " FROM measure WHERE deleted = 0 ORDER BY position, name, fid", NULL, NULL);
  read_rows (bench, "SELECT measure_uuid, starts_on, ends_on, value, low, high, area_uuid FROM measure_target"
                    " WHERE deleted = 0", NULL, NULL);
}

/* The rows that a status rests on. */
static void
sql_states (Bench *bench)
{
  sql_measures (bench);
  read_rows (bench, "SELECT " COLUMNS " FROM reading WHERE deleted = 0 AND ?1 IS NULL AND ends_on >= ?2", NULL,
             bench->since);
}

static void
sql_area (Bench *bench)
{
  sql_measures (bench);
  read_rows (bench, "SELECT " COLUMNS " FROM reading WHERE area_uuid IS ?1 AND ends_on >= ?2 AND deleted = 0",
             bench->area, bench->since);
}

static void
load_names (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamPlanNames) names = cam_plan_names_load (bench->store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cam_plan_names_get_n_priorities (names), ==, 8);
}

static void
sql_names (Bench *bench)
{
  read_rows (bench, "SELECT uuid, name, priority_uuid, outcome_uuid FROM activity WHERE deleted = 0", NULL, NULL);
}

/* As many lines as there are readings of all together, each the same as in the file. */
static void
make_table (Bench *bench)
{
  GString *text = g_string_new ("measure,from,to,value\n");
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (bench->db, "SELECT measure_uuid, ends_on, value FROM reading"
                                                  " WHERE area_uuid IS NULL", -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_string_append_printf (text, "%s,,%s,%s\n", (const char *) sqlite3_column_text (stmt, 0),
                            (const char *) sqlite3_column_text (stmt, 1), (const char *) sqlite3_column_text (stmt, 2));
  sqlite3_finalize (stmt);
  bench->table = g_string_free_to_bytes (text);
}

static void
preview_table (Bench *bench)
{
  const CamReadingImportOptions options = { .today = bench->today };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamReadingImport) import = cam_reading_import_new (bench->store, bench->table, &options);

  g_assert_true (cam_reading_import_preview (import, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (cam_reading_import_get_count (import, CAM_IMPORT_SAME), ==, N_READINGS / 2);
}

static void
sql_readings (Bench *bench)
{
  read_rows (bench, "SELECT " COLUMNS " FROM reading WHERE deleted = 0 ORDER BY measure_uuid", NULL, NULL);
}

/* One more measure, read by months in 300 areas for three years, with a target in each. */
static const char fill_areas[] =
  "BEGIN;"
  "INSERT INTO measure (uuid, name, frequency, tolerance) VALUES ('" MAP_MEASURE "', 'On the map', 'monthly', 10);"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 299)"
  " INSERT INTO area (uuid, name, level) SELECT printf ('00000006-0000-4000-8000-%012d', i), printf ('Area %d', i), 'parish' FROM n;"
  "INSERT INTO measure_target (measure_uuid, area_uuid, starts_on, ends_on, value)"
  " SELECT '" MAP_MEASURE "', uuid, '2026-04-01', '2027-03-31', 50 FROM area WHERE uuid LIKE '00000006-%';"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 35)"
  " INSERT INTO reading (measure_uuid, area_uuid, starts_on, ends_on, value)"
  " SELECT '" MAP_MEASURE "', uuid, date ('2026-10-01', (i * -1) || ' months'),"
  " date ('2026-10-01', (i * -1) || ' months', '1 month', '-1 day'), (area.fid * 31 + i * 17) % 100"
  " FROM n, area WHERE area.uuid LIKE '00000006-%';"
  "COMMIT;";

static void
add_areas (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, fill_areas, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
load_areas (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamMeasureState) elsewhere = NULL;
  g_autoptr (GHashTable) states = NULL;
  const char *edition = NULL;

  states = cam_measure_state_load_areas (bench->store, MAP_MEASURE, bench->today, &elsewhere, &edition, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (states), ==, N_MAP_AREAS);
}

static void
load_one_by_one (Bench *bench)
{
  for (guint i = 0; i < N_MAP_AREAS; i++)
    {
      g_autofree char *area = g_strdup_printf ("00000006-0000-4000-8000-%012u", i);
      g_autoptr (GError) error = NULL;
      g_autoptr (CamMeasureState) state = cam_measure_state_load (bench->store, MAP_MEASURE, area, bench->today, &error);

      g_assert_no_error (error);
    }
}

static void
sql_areas (Bench *bench)
{
  read_rows (bench, "SELECT measure_uuid, starts_on, ends_on, value, low, high, area_uuid FROM measure_target"
                    " WHERE measure_uuid = ?1 AND deleted = 0 AND ?2 IS NOT NULL", MAP_MEASURE, bench->since);
  read_rows (bench, "SELECT " COLUMNS ", area_uuid, fid FROM reading WHERE measure_uuid = ?1 AND area_uuid IS NOT NULL"
                    " AND ends_on >= ?2 AND deleted = 0", MAP_MEASURE, bench->since);
}

int
main (int    argc,
      char **argv)
{
  BenchFile file = { 0 };
  Bench bench = { .today = cam_day_from_text (TODAY) };

  bench_plans_file_open (&file);
  g_assert_cmpint (sqlite3_open_v2 (file.path, &bench.db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  /* As the store has it. */
  g_assert_cmpint (sqlite3_exec (bench.db, "PRAGMA cache_size = -65536", NULL, NULL, NULL), ==, SQLITE_OK);
  bench.store = file.store;
  bench.area = g_strdup_printf ("00000001-0000-4000-8000-%012d", 3);
  bench.since = cam_day_to_text (bench.today - 800);
  make_table (&bench);

  report (&bench, "status-of-2000-measures", load_states, "bare-sqlite-same-rows", sql_states, N_RUNS);
  report (&bench, "status-of-2000-measures-in-an-area", load_area, "bare-sqlite-same-rows", sql_area, N_RUNS);
  report (&bench, "names-of-10000-activities", load_names, "bare-sqlite", sql_names, N_RUNS);
  report (&bench, "preview-of-100000-readings", preview_table, "bare-sqlite-200000-readings", sql_readings, 3);
  add_areas (file.path);
  report (&bench, "status-of-a-measure-in-300-areas", load_areas, "bare-sqlite-same-rows", sql_areas, N_RUNS);
  report (&bench, "status-of-a-measure-in-300-areas", load_areas, "one-by-one", load_one_by_one, 5);

  sqlite3_close (bench.db);
  bench_file_close (&file);
  g_bytes_unref (bench.table);
  g_free (bench.area);
  g_free (bench.since);
  return 0;
}
