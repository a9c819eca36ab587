/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-plans-file.h"

/* Plans that grow by themselves: three of four measures are read by months, the others by quarters or years; half of
 * the readings are of all together, half of one of ten areas. */
static const char fill[] =
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9)"
  " INSERT INTO area (uuid, name, level) SELECT printf ('00000001-0000-4000-8000-%012d', i), printf ('Area %d', i), 'parish' FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 7)"
  " INSERT INTO priority (uuid, name, position) SELECT printf ('00000002-0000-4000-8000-%012d', i), printf ('Priority %d', i), i FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
  " INSERT INTO activity (uuid, priority_uuid, name, due_on)"
  " SELECT printf ('00000003-0000-4000-8000-%012d', i), printf ('00000002-0000-4000-8000-%012d', i % 8), printf ('Activity %d', i), date ('2025-01-01', i % 900 || ' days')"
  " FROM n;"
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1999)"
  " INSERT INTO measure (uuid, priority_uuid, name, frequency, tolerance, adds_up, position)"
  " SELECT printf ('00000004-0000-4000-8000-%012d', i), printf ('00000002-0000-4000-8000-%012d', i % 8), printf ('Measure %d', i),"
  " CASE WHEN i % 4 < 3 THEN 'monthly' WHEN i % 8 = 3 THEN 'quarterly' ELSE 'yearly' END, 10, i % 2, i FROM n;"
  "INSERT INTO measure_target (measure_uuid, starts_on, ends_on, value)"
  " SELECT uuid, '2026-04-01', '2027-03-31', 50 FROM measure;"
  /* Scattered, so that the rows of one measure do not lie together. */
  "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199999),"
  " r (m, k, length, newest) AS (SELECT (i * 7919) % 2000, i / 2000,"
  "  CASE WHEN i * 7919 % 4 < 3 THEN 1 WHEN i * 7919 % 8 = 3 THEN 3 ELSE 12 END,"
  "  CASE WHEN i * 7919 % 4 < 3 THEN '2026-10-01' WHEN i * 7919 % 8 = 3 THEN '2026-07-01' ELSE '2025-04-01' END FROM n),"
  " d (m, k, length, starts) AS (SELECT m, k, length, date (newest, (k / 2 * length * -1) || ' months') FROM r)"
  " INSERT INTO reading (measure_uuid, area_uuid, starts_on, ends_on, value)"
  " SELECT printf ('00000004-0000-4000-8000-%012d', m),"
  " CASE WHEN k % 2 = 1 THEN printf ('00000001-0000-4000-8000-%012d', k / 2 % 10) END,"
  " starts, date (starts, length || ' months', '-1 day'), (m * 31 + k * 17) % 100 FROM d;";

void
bench_plans_file_open (BenchFile *self)
{
  bench_file_open (self, fill);
}
