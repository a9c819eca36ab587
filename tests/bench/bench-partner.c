/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 100,000 people and 20,000 organisations: what a key press finds at once and what it finds in all, the first page of the
 * list, which areas have which sectors, a long timeline. Each beside SQLite reading the rows that the answer rests on. */
#include "bench-file.h"
#include "bench-timing.h"

#include "cam-organisation.h"
#include "cam-partner-coverage.h"
#include "cam-partner-filter.h"
#include "cam-period.h"
#include "cam-person.h"
#include "cam-timeline.h"

#include <sqlite3.h>

#define N_RUNS 21
#define BODY "'00000021-0000-4000-8000-%012d'"
#define PERSON "'00000022-0000-4000-8000-%012d'"

/* 22 areas of ten or eleven parishes each; names of 200 family names and 97 given ones; every person in an organisation,
 * every second with a further phone, every tenth with a tag; organisations of seven sectors in three areas each; 100,000
 * interactions with one of them, which is of an area as well. */
static const char fill[] =
  "CREATE TEMP TABLE syllable AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199)"
  " SELECT i, upper (substr ('bcdfghjklmnprstvwz', 1 + i % 18, 1)) || substr ('aeiou', 1 + i % 5, 1) ||"
  " substr ('ldnrstm', 1 + i % 7, 1) || substr ('aeiou', 1 + (i / 5) % 5, 1) || substr ('nrstlm', 1 + (i / 7) % 6, 1)"
  " || substr ('yaoe', 1 + i % 4, 1) AS s FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 21)"
  " INSERT INTO area (uuid, name, level) SELECT printf ('00000011-0000-4000-8000-%012d', i), printf ('SDA %d', i), 'sda' FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 234)"
  " INSERT INTO area (uuid, name, level) SELECT printf ('00000012-0000-4000-8000-%012d', i), printf ('Parish %d', i), 'parish' FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 234)"
  " INSERT INTO area_member (area_uuid, member_uuid) SELECT printf ('00000011-0000-4000-8000-%012d', i % 22),"
  " printf ('00000012-0000-4000-8000-%012d', i) FROM n;"
  "INSERT INTO partner_group (uuid, name, kind) VALUES ('00000031-0000-4000-8000-000000000000', 'Volunteers', 'tag');"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)"
  " INSERT INTO organisation (uuid, name, sector, kind, offers, phone) SELECT printf (" BODY ", i),"
  " (SELECT s FROM syllable WHERE syllable.i = n.i % 200) || ' ' || CASE n.i % 4 WHEN 0 THEN 'Trust' WHEN 1 THEN 'Homes'"
  " WHEN 2 THEN 'Parish Council' ELSE 'Community Hub' END || ' ' || n.i,"
  " substr ('Faith  Food   Sport  HousingHealth Youth  Council', 1 + 7 * (n.i % 7), 7), 'charity', 'Rooms and advice',"
  " printf ('01223 %06d', n.i) FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 59999)"
  " INSERT INTO organisation_area (organisation_uuid, area_uuid) SELECT printf (" BODY ", i / 3), CASE WHEN i % 3 = 0"
  " THEN printf ('00000011-0000-4000-8000-%012d', i % 22) ELSE printf ('00000012-0000-4000-8000-%012d', (i * 7) % 235) END FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)"
  " INSERT INTO person (uuid, name, organisation_uuid, job_title, phone, email, note) SELECT printf (" PERSON ", i),"
  " (SELECT s FROM syllable WHERE syllable.i = n.i % 97) || ' ' || (SELECT s FROM syllable WHERE syllable.i = n.i % 199),"
  " printf (" BODY ", i % 20000), CASE i % 3 WHEN 0 THEN 'Manager' WHEN 1 THEN 'Volunteer' ELSE 'Development officer' END,"
  " printf ('+44 1480 %06d', i), printf ('person%d@example.org', i), 'Met at a forum; likes to be called in the morning' FROM n;"
  "INSERT INTO person_contact (person_uuid, kind, value) SELECT uuid, 'phone', printf ('07700 %06d', fid) FROM person WHERE fid % 2 = 0;"
  "INSERT INTO group_person (group_uuid, person_uuid) SELECT '00000031-0000-4000-8000-000000000000', uuid FROM person WHERE fid % 10 = 0;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)"
  " INSERT INTO interaction (uuid, name, kind, happened_on, body, organisation_uuid, area_uuid)"
  " SELECT printf ('00000041-0000-4000-8000-%012d', i), printf ('Call %d', i), 'call', date ('2016-01-01', (i % 4000) || ' days'),"
  " 'They called back', '00000021-0000-4000-8000-000000000000', '00000011-0000-4000-8000-000000000000' FROM n;";

typedef struct
{
  CamStore      *store;
  sqlite3       *db;
  CamSearchList *people;
  CamSearchList *bodies;
  guint32        today;
  const char    *typed;
  const char    *level;
} Bench;

static void
apply (Bench           *bench,
       CamPartnerType   type,
       CamPartnerField  field,
       const char      *value)
{
  g_autoptr (CamPartnerFilter) filter = cam_partner_filter_new (type);
  g_autoptr (GError) error = NULL;

  cam_partner_filter_set (filter, field, value);
  cam_partner_filter_apply (filter, type == CAM_PARTNER_PEOPLE ? bench->people : bench->bodies, bench->today, &error);
  bench_check (error);
}

/* As many rows as a window shows. */
static void
show_page (CamSearchList *list)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < MIN (n_items, 30); i++)
    {
      g_autoptr (CamRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_nonnull (cam_record_get_uuid (record));
    }
}

static void
wait_for (CamSearchList *list)
{
  while (!cam_search_list_is_complete (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
find_first (gpointer data)
{
  Bench *bench = data;

  apply (bench, CAM_PARTNER_PEOPLE, CAM_PARTNER_FILTER_TEXT, bench->typed);
  show_page (bench->people);
}

static void
find_all (gpointer data)
{
  Bench *bench = data;

  apply (bench, CAM_PARTNER_PEOPLE, CAM_PARTNER_FILTER_TEXT, bench->typed);
  wait_for (bench->people);
  show_page (bench->people);
}

static void
find_bodies (gpointer data)
{
  Bench *bench = data;

  apply (bench, CAM_PARTNER_ORGANISATIONS, CAM_PARTNER_FILTER_TEXT, bench->typed);
  show_page (bench->bodies);
}

static void
list_first (gpointer data)
{
  Bench *bench = data;

  apply (bench, CAM_PARTNER_PEOPLE, CAM_PARTNER_FILTER_TEXT, NULL);
  show_page (bench->people);
}

static void
list_all (gpointer data)
{
  list_first (data);
  wait_for (((Bench *) data)->people);
}

static void
list_sector (gpointer data)
{
  Bench *bench = data;

  apply (bench, CAM_PARTNER_PEOPLE, CAM_PARTNER_FILTER_SECTOR, "Faith  ");
  wait_for (bench->people);
}

static void
load_coverage (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CamPartnerCoverage) coverage = cam_partner_coverage_load (bench->store, bench->level, bench->today, &error);

  bench_check (error);
  g_assert_cmpuint (cam_partner_coverage_get_n_sectors (coverage), ==, 7);
}

static void
load_timeline (gpointer data)
{
  Bench *bench = data;
  g_autoptr (CamTimeline) timeline = cam_timeline_new (bench->store, CAM_TIMELINE_ORGANISATION,
                                                       "00000021-0000-4000-8000-000000000000", bench->today, NULL);

  while (cam_timeline_is_loading (timeline))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (timeline)), >=, 100000);
  for (guint i = 0; i < 30; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (timeline), i));
}

/* What the main loop spends on it before it goes on. */
static void
start_timeline (gpointer data)
{
  Bench *bench = data;

  g_object_unref (cam_timeline_new (bench->store, CAM_TIMELINE_AREA, "00000011-0000-4000-8000-000000000000", bench->today, NULL));
}

static void
read_rows (Bench      *bench,
           const char *sql,
           const char *value)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (bench->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, value, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      sqlite3_column_text (stmt, i);
  sqlite3_finalize (stmt);
}

static void
sql_match (gpointer data)
{
  Bench *bench = data;
  g_autofree char *match = g_strdup_printf ("\"%s\" *", bench->typed);

  read_rows (bench, "SELECT rowid, title FROM cam_search WHERE cam_search MATCH ?1 LIMIT 128", match);
}

static void
sql_match_all (gpointer data)
{
  Bench *bench = data;
  g_autofree char *match = g_strdup_printf ("\"%s\" *", bench->typed);

  read_rows (bench, "SELECT rowid FROM cam_search WHERE cam_search MATCH ?1", match);
}

static void
sql_page (gpointer data)
{
  read_rows (data, "SELECT * FROM person WHERE deleted = 0 ORDER BY name, fid LIMIT 30", NULL);
}

static void
sql_list (gpointer data)
{
  read_rows (data, "SELECT fid FROM person WHERE deleted = 0 ORDER BY name, fid", NULL);
}

static void
sql_coverage (gpointer data)
{
  read_rows (data, "SELECT uuid, sector FROM organisation WHERE deleted = 0", NULL);
  read_rows (data, "SELECT organisation_uuid, area_uuid FROM organisation_area WHERE deleted = 0", NULL);
}

static void
sql_timeline (gpointer data)
{
  read_rows (data, "SELECT fid, happened_on FROM interaction WHERE organisation_uuid = ?1 AND deleted = 0",
             "00000021-0000-4000-8000-000000000000");
}

static void
sql_members (gpointer data)
{
  read_rows (data, "SELECT area_uuid, member_uuid FROM area_member WHERE deleted = 0", NULL);
}

int
main (int    argc,
      char **argv)
{
  static const char *const typed[] = { "b", "bal", "manager", "person4711", "volunt" };
  BenchFile file = { 0 };
  Bench bench = { .today = cam_day_from_text ("2026-11-27"), .level = "sda" };

  bench_file_open (&file, fill);
  g_assert_cmpint (sqlite3_open_v2 (file.path, &bench.db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  /* As the store has it. */
  g_assert_cmpint (sqlite3_exec (bench.db, "PRAGMA cache_size = -65536", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (cam_store_count (file.store, "person"), ==, 100000);
  bench.store = file.store;
  bench.people = cam_search_list_new (file.store, CAM_TYPE_PERSON);
  bench.bodies = cam_search_list_new (file.store, CAM_TYPE_ORGANISATION);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *first = g_strdup_printf ("first-of-100000-people-after-%s", typed[i]);
      g_autofree char *all = g_strdup_printf ("all-of-100000-people-after-%s", typed[i]);

      bench.typed = typed[i];
      /* Once for what the disk has to give. */
      find_all (&bench);
      bench_report (N_RUNS, first, find_first, "bare-sqlite-128-matches", sql_match, &bench);
      bench_report (N_RUNS, all, find_all, "bare-sqlite-all-matches", sql_match_all, &bench);
    }
  bench.typed = "par";
  bench_report (N_RUNS, "first-of-20000-organisations-after-par", find_bodies, "bare-sqlite-128-matches", sql_match, &bench);
  bench_report (N_RUNS, "first-page-of-100000-people", list_first, "bare-sqlite-same-rows", sql_page, &bench);
  bench_report (N_RUNS, "list-of-100000-people", list_all, "bare-sqlite-same-rows", sql_list, &bench);
  bench_report (N_RUNS, "people-of-a-sector", list_sector, "bare-sqlite-all-people", sql_list, &bench);
  bench_report (N_RUNS, "sectors-of-22-areas", load_coverage, "bare-sqlite-same-rows", sql_coverage, &bench);
  bench.level = "parish";
  bench_report (N_RUNS, "sectors-of-235-parishes", load_coverage, "bare-sqlite-same-rows", sql_coverage, &bench);
  bench_report (N_RUNS, "timeline-of-100000-lines", load_timeline, "bare-sqlite-same-rows", sql_timeline, &bench);
  bench_report (N_RUNS, "timeline-begun", start_timeline, "bare-sqlite-members-of-areas", sql_members, &bench);
  g_object_unref (bench.people);
  g_object_unref (bench.bodies);
  sqlite3_close (bench.db);
  while (G_OBJECT (file.store)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  bench_file_close (&file);
  return 0;
}
