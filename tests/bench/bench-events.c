/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events of several years: which fall into a month and a year, which areas have had one, what clashes with a date. Each
 * beside SQLite reading the rows that the answer rests on. */
#include "bench-events-file.h"
#include "bench-timing.h"

#include "cam-clash.h"
#include "cam-coverage.h"
#include "cam-event-rules.h"
#include "cam-period.h"

#include <sqlite3.h>

#define N_RUNS 21

typedef struct
{
  CamStore           *store;
  sqlite3            *db;
  guint32             from, to, today;
  const CamExpander  *expander;
} Bench;

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
open_bench (Bench          *bench,
            BenchFile *file)
{
  bench_events_file_open (file);
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
  g_autoptr (CamEventRules) rules = cam_event_rules_new ();
  BenchFile file = { 0 };
  Bench bench = { .from = cam_day_from_text ("2026-01-01"), .to = cam_day_from_text ("2026-12-31"),
                  .today = cam_day_from_text ("2026-11-27"), .expander = cam_event_rules_get_expander (rules) };

  open_bench (&bench, &file);
  bench_report (N_RUNS, "dates-of-20000-events-in-a-month", load_month, "bare-sqlite-same-rows", sql_month, &bench);
  bench_report (N_RUNS, "dates-of-20000-events-in-a-year", load_year, "bare-sqlite-same-rows", sql_year, &bench);
  bench_report (N_RUNS, "coverage-of-22-areas-with-dates-of-a-year", load_coverage, "bare-sqlite-same-rows", sql_coverage, &bench);
  bench_report (N_RUNS, "coverage-of-220-areas-some-with-none", read_gaps, "bare-sqlite-same-rows", sql_gaps, &bench);
  bench_report (N_RUNS, "clashes-of-a-date", find_clashes, "bare-sqlite-same-rows", sql_clashes, &bench);
  sqlite3_close (bench.db);
  bench_file_close (&file);
  return 0;
}
