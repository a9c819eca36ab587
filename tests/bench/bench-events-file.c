/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-events-file.h"

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

void
bench_events_file_open (BenchFile *self)
{
  bench_file_open (self, fill);
}
