/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events of several years: which fall into a month and a year, which areas have had one, what clashes with a date. Each
 * beside SQLite reading the rows that the answer rests on. */
#include "bench-plans-file.h"
#include "bench-timing.h"

#include "cam-clash.h"
#include "cam-coverage.h"
#include "cam-period.h"

#include <sqlite3.h>

#define N_RUNS 21

/* 22 areas of ten parishes each; 100 persons, 100 venues; 19,000 events within four years, half of them for a parish, half
 * for an area; 1,000 that repeat every week or so, half of them for ever; a date of each moved; 30,000 counts. */
static const char fill[] =
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 21)"
  " INSERT INTO area (uuid, name, level, population) SELECT printf ('00000011-0000-4000-8000-%012d', i), printf ('SDA %d', i), 'sda', 20000 FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 219)"
  " INSERT INTO area (uuid, name, level, population) SELECT printf ('00000012-0000-4000-8000-%012d', i), printf ('Parish %d', i), 'parish', 2000 FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 219)"
  " INSERT INTO area_member (area_uuid, member_uuid, valid_from) SELECT printf ('00000011-0000-4000-8000-%012d', i / 10),"
  " printf ('00000012-0000-4000-8000-%012d', i), CASE WHEN i % 50 = 0 THEN '2026-02-01' END FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)"
  " INSERT INTO person (uuid, name) SELECT printf ('00000013-0000-4000-8000-%012d', i), printf ('Person %d', i) FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)"
  " INSERT INTO venue (uuid, name, geom) SELECT printf ('00000014-0000-4000-8000-%012d', i), printf ('Venue %d', i),"
  " CAST (x'47500001e6100000010100000000000000000000000000000000004a40' AS BLOB) FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19999),"
  " d (i, day) AS (SELECT i, date ('2024-01-01', ((i * 7919) % 1461) || ' days') FROM n)"
  " INSERT INTO event (uuid, name, status, starts_at, ends_at, recurrence, recurrence_until, venue_uuid, lead_uuid, audience)"
  " SELECT printf ('00000015-0000-4000-8000-%012d', i), printf ('Event %d', i),"
  " CASE WHEN i % 10 = 0 THEN 'cancelled' WHEN day < '2026-11-27' THEN 'held' ELSE 'planned' END,"
  " printf ('%sT%02d:00', day, 9 + i % 8), printf ('%sT%02d:30', CASE WHEN i % 40 = 0 THEN date (day, '2 days') ELSE day END, 10 + i % 8),"
  " CASE WHEN i % 20 = 0 THEN 'FREQ=WEEKLY' END, CASE WHEN i % 40 = 20 THEN date (day, '180 days') END,"
  " printf ('00000014-0000-4000-8000-%012d', i % 100), printf ('00000013-0000-4000-8000-%012d', i % 97), CASE WHEN i % 3 = 0 THEN 'Carers' END FROM d;"
  "INSERT INTO event_area (event_uuid, area_uuid) SELECT uuid, CASE WHEN fid % 2 THEN printf ('00000012-0000-4000-8000-%012d', fid % 220)"
  " ELSE printf ('00000011-0000-4000-8000-%012d', fid % 22) END FROM event;"
  "INSERT INTO event_person (event_uuid, person_uuid) SELECT uuid, printf ('00000013-0000-4000-8000-%012d', fid % 89) FROM event;"
  "INSERT INTO event_date (event_uuid, kind, original_at, starts_at, ends_at) SELECT uuid, 'moved',"
  " date (substr (starts_at, 1, 10), '7 days') || substr (starts_at, 11), date (substr (starts_at, 1, 10), '8 days') || 'T18:00',"
  " date (substr (starts_at, 1, 10), '8 days') || 'T19:00' FROM event WHERE recurrence IS NOT NULL;"
  "WITH k (j) AS (VALUES (0), (1), (2))"
  " INSERT INTO event_attendance (event_uuid, occurred_on, group_name, count) SELECT uuid, substr (starts_at, 1, 10), printf ('Group %d', j), 5 + j"
  " FROM event, k WHERE status = 'held' AND fid % 2 = 0;";

typedef struct
{
  CamStore           *store;
  sqlite3            *db;
  guint32             from, to, today;
  const CamExpander  *expander;
} Bench;

/* Weekly from the start: what a rule costs is measured elsewhere. */
static void
expand_weekly (const CamEventRow *event,
               guint32            from,
               guint32            to,
               GArray            *starts,
               gpointer           user_data)
{
  CamWallTime first = (CamWallTime) from * CAM_WALL_TIME_DAY;
  CamWallTime weeks = MAX (0, (first - event->starts) / (7 * CAM_WALL_TIME_DAY));

  CamWallTime week = 7 * CAM_WALL_TIME_DAY;

  for (CamWallTime at = event->starts + weeks * week; cam_wall_time_get_day (at) <= to; at += week)
    if (at >= first)
      g_array_append_val (starts, at);
}

static void
load_month (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  guint32 first = cam_day_from_text ("2026-05-01");
  g_autoptr (CamEventDates) dates = cam_event_dates_load (bench->store, first, first + 30, bench->expander, NULL, NULL, &error);

  bench_check (error);
  g_assert_cmpuint (cam_event_dates_get_n (dates), >, 1000);
}

static void
load_year (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CamEventDates) dates = cam_event_dates_load (bench->store, bench->from, bench->to, bench->expander, NULL, NULL,
                                                          &error);

  bench_check (error);
  g_assert_cmpuint (cam_event_dates_get_n (dates), >, 10000);
}

static void
load_coverage (gpointer data)
{
  Bench *bench = data;
  const CamCoverageOptions options = { .level = "sda", .from = bench->from, .to = bench->to, .today = bench->today };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamEventDates) dates = cam_event_dates_load (bench->store, bench->from, bench->to, bench->expander, NULL, NULL,
                                                          &error);
  g_autoptr (CamCoverage) coverage = cam_coverage_load (bench->store, &options, dates, &error);

  bench_check (error);
  g_assert_cmpuint (cam_coverage_get_n_areas (coverage), ==, 22);
  g_assert_cmpuint (cam_coverage_count (coverage, CAM_COVERAGE_HAD), ==, 22);
}

/* Half a year, as a screen asks for it, with areas that have had none: three years are looked through as well. */
static void
read_gaps (gpointer data)
{
  Bench *bench = data;
  const CamCoverageOptions options = { .level = "parish", .from = bench->today - 90, .to = bench->today + 90,
                                       .today = bench->today };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCoverage) coverage = cam_coverage_read (bench->store, &options, bench->expander, &error);

  bench_check (error);
  g_assert_cmpuint (cam_coverage_get_n_areas (coverage), ==, 220);
  g_assert_cmpuint (cam_coverage_count (coverage, CAM_COVERAGE_NONE), >, 0);
}

/* In a busy week, with somebody who leads many. */
static void
find_clashes (gpointer data)
{
  Bench *bench = data;
  const char *const people[] = { "00000013-0000-4000-8000-000000000011", "00000013-0000-4000-8000-000000000012", NULL };
  const char *const areas[] = { "00000012-0000-4000-8000-000000000007", NULL };
  const CamClashDate date = { .event_uuid = "00000015-0000-4000-8000-000000000001",
                              .starts = cam_wall_time_from_text ("2026-05-05T09:00"),
                              .ends = cam_wall_time_from_text ("2026-05-05T17:00"),
                              .venue_uuid = "00000014-0000-4000-8000-000000000020",
                              .lead_uuid = "00000013-0000-4000-8000-000000000010", .person_uuids = people,
                              .area_uuids = areas, .audience = "Carers", .capacity = CAM_INTEGER_NONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clashes = cam_clash_find (bench->store, &date, CAM_DRIVE_TIME_DEFAULT, bench->expander, &error);

  bench_check (error);
  g_assert_cmpuint (clashes->len, >, 1);
}

static void
read_rows (Bench      *bench,
           const char *sql,
           const char *first,
           const char *second)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (bench->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, first, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, second, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      sqlite3_column_text (stmt, i);
  sqlite3_finalize (stmt);
}

#define COLUMNS "uuid, starts_at, ends_at, all_day, name, kind, status, audience, recurrence, time_zone, venue_uuid, room," \
                " lead, lead_uuid, capacity"

static void
read_events (Bench      *bench,
             const char *from,
             const char *to)
{
  read_rows (bench, "SELECT " COLUMNS " FROM event WHERE deleted = 0 AND starts_at >= ?1 AND starts_at < ?2", from, to);
  read_rows (bench, "SELECT " COLUMNS " FROM event WHERE deleted = 0 AND recurrence IS NOT NULL AND ?1 < ?2", from, to);
  read_rows (bench, "SELECT event_uuid, kind, original_at, starts_at, ends_at, status, venue_uuid FROM event_date"
                    " WHERE deleted = 0 AND ?1 < ?2", from, to);
}

static void
sql_month (gpointer data)
{
  read_events (data, "2026-05-01", "2026-06-01");
}

static void
sql_year (gpointer data)
{
  read_events (data, "2026-01-01", "2027-01-01");
}

static void
sql_coverage (gpointer data)
{
  sql_year (data);
  read_rows (data, "SELECT event_uuid, area_uuid FROM event_area WHERE deleted = 0", NULL, NULL);
  read_rows (data, "SELECT event_uuid, occurred_on, count FROM event_attendance WHERE deleted = 0 AND occurred_on >= ?1"
                   " AND occurred_on <= ?2", "2026-01-01", "2026-12-31");
  read_rows (data, "SELECT member_uuid, area_uuid, valid_from, valid_to FROM area_member WHERE deleted = 0", NULL, NULL);
}

static void
sql_gaps (gpointer data)
{
  read_events (data, "2026-08-29", "2027-02-26");
  read_events (data, "2024-11-27", "2027-11-28");
  for (guint i = 0; i < 2; i++)
    {
      read_rows (data, "SELECT event_uuid, area_uuid FROM event_area WHERE deleted = 0", NULL, NULL);
      read_rows (data, "SELECT event_uuid, occurred_on, count FROM event_attendance WHERE deleted = 0 AND occurred_on >= ?1"
                       " AND occurred_on <= ?2", "2026-08-29", "2027-02-25");
      read_rows (data, "SELECT member_uuid, area_uuid, valid_from, valid_to FROM area_member WHERE deleted = 0", NULL, NULL);
    }
}

static void
sql_clashes (gpointer data)
{
  read_events (data, "2026-05-04", "2026-05-07");
}

/* By another program, which is what the capture is for. */
static void
fill_file (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN", NULL, NULL, NULL), ==, SQLITE_OK);
  if (sqlite3_exec (db, fill, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  g_assert_cmpint (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
open_bench (Bench          *bench,
            BenchPlansFile *file)
{
  g_autoptr (GError) error = NULL;

  file->folder = g_dir_make_tmp ("cam-bench-XXXXXX", &error);
  bench_check (error);
  file->path = g_build_filename (file->folder, "bench.gpkg", NULL);
  file->store = cam_store_open (file->path, CAM_STORE_OPEN_CREATE, &error);
  bench_check (error);
  cam_store_close (file->store);
  g_clear_object (&file->store);
  fill_file (file->path);
  file->store = cam_store_open (file->path, CAM_STORE_OPEN_DEFAULT, &error);
  bench_check (error);
  g_assert_true (cam_store_finish_index (file->store, NULL));
  g_assert_cmpint (sqlite3_open_v2 (file->path, &bench->db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  /* As the store has it. */
  g_assert_cmpint (sqlite3_exec (bench->db, "PRAGMA cache_size = -65536", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (cam_store_count (file->store, "event"), ==, 20000);
  bench->store = file->store;
}

int
main (int    argc,
      char **argv)
{
  const CamExpander expander = { expand_weekly, NULL };
  BenchPlansFile file = { 0 };
  Bench bench = { .from = cam_day_from_text ("2026-01-01"), .to = cam_day_from_text ("2026-12-31"),
                  .today = cam_day_from_text ("2026-11-27"), .expander = &expander };

  open_bench (&bench, &file);
  bench_report (N_RUNS, "dates-of-20000-events-in-a-month", load_month, "bare-sqlite-same-rows", sql_month, &bench);
  bench_report (N_RUNS, "dates-of-20000-events-in-a-year", load_year, "bare-sqlite-same-rows", sql_year, &bench);
  bench_report (N_RUNS, "coverage-of-22-areas-with-dates-of-a-year", load_coverage, "bare-sqlite-same-rows", sql_coverage, &bench);
  bench_report (N_RUNS, "coverage-of-220-areas-some-with-none", read_gaps, "bare-sqlite-same-rows", sql_gaps, &bench);
  bench_report (N_RUNS, "clashes-of-a-date", find_clashes, "bare-sqlite-same-rows", sql_clashes, &bench);
  sqlite3_close (bench.db);
  bench_plans_file_close (&file);
  return 0;
}
