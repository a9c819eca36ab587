/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store-functions.h"

#include <string.h>

static const guint8 point[] = { 'G', 'P', 0, 1, 0xe6, 0x10, 0, 0, 1, 1, 0, 0, 0,
                                0, 0, 0, 0, 0, 0, 0xd0, 0x3f, 0, 0, 0, 0, 0, 0x40, 0x4a, 0x40 };

/* A multipolygon of one triangle, big endian in big endian: (0 50, 1 50, 1 51). */
static const guint8 triangle[] = {
  'G', 'P', 0, 0, 0, 0, 0x10, 0xe6, 0, 0, 0, 0, 6, 0, 0, 0, 1, 0, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 4,
  0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x49, 0, 0, 0, 0, 0, 0, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0x40, 0x49, 0, 0,
  0, 0, 0, 0, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0x40, 0x49, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40,
  0x49, 0, 0, 0, 0, 0, 0,
};

static void
test_point (void)
{
  double box[4];
  gboolean empty = TRUE;

  g_assert_true (cam_store_get_envelope (point, sizeof point, box, &empty));
  g_assert_false (empty);
  g_assert_cmpfloat (box[0], ==, 0.25);
  g_assert_cmpfloat (box[1], ==, 0.25);
  g_assert_cmpfloat (box[2], ==, 52.5);
  g_assert_cmpfloat (box[3], ==, 52.5);
}

static void
test_multipolygon (void)
{
  double box[4];

  g_assert_true (cam_store_get_envelope (triangle, sizeof triangle, box, NULL));
  g_assert_cmpfloat (box[0], ==, 0);
  g_assert_cmpfloat (box[1], ==, 1);
  g_assert_cmpfloat (box[2], ==, 50);
  g_assert_cmpfloat (box[3], ==, 51);
}

static void
test_envelope (void)
{
  guint8 blob[8 + 32] = { 'G', 'P', 0, 3, 0xe6, 0x10, 0, 0 };
  const double wanted[4] = { -1, 2, 50, 53 };
  double box[4];

  memcpy (blob + 8, wanted, sizeof wanted);
  g_assert_true (cam_store_get_envelope (blob, sizeof blob, box, NULL));
  g_assert_cmpmem (box, sizeof box, wanted, sizeof wanted);
}

static void
test_empty (void)
{
  guint8 blob[sizeof point];
  double box[4];
  gboolean empty = FALSE;

  memcpy (blob, point, sizeof point);
  blob[3] |= 0x10;
  g_assert_false (cam_store_get_envelope (blob, sizeof blob, box, &empty));
  g_assert_true (empty);
}

/* Cut anywhere, each blob is refused; the sanitizers see that nothing beyond it is read. */
static void
test_cut (void)
{
  double box[4];

  for (gsize i = 0; i < sizeof triangle; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (triangle, MAX (i, 1));
      gboolean empty = TRUE;

      g_assert_false (cam_store_get_envelope (copy, i, box, &empty));
      g_assert_false (empty);
    }
}

static void
test_huge_counts (void)
{
  guint8 blob[sizeof triangle];
  double box[4];

  memcpy (blob, triangle, sizeof triangle);
  memset (blob + 13, 0xff, 4);
  g_assert_false (cam_store_get_envelope (blob, sizeof blob, box, NULL));
  memcpy (blob, triangle, sizeof triangle);
  memset (blob + 26, 0xff, 4);
  g_assert_false (cam_store_get_envelope (blob, sizeof blob, box, NULL));
}

/* A collection in a collection in a collection … */
static void
test_depth (void)
{
  guint8 blob[8 + 9 * 100] = { 'G', 'P', 0, 1, 0xe6, 0x10, 0, 0 };
  double box[4];

  for (guint i = 0; i < 100; i++)
    {
      const guint8 collection[] = { 1, 7, 0, 0, 0, 1, 0, 0, 0 };

      memcpy (blob + 8 + 9 * i, collection, sizeof collection);
    }
  g_assert_false (cam_store_get_envelope (blob, sizeof blob, box, NULL));
}

static char *
ask (sqlite3    *db,
     const char *sql,
     const void *blob,
     gsize       length)
{
  sqlite3_stmt *stmt = NULL;
  char *text = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_blob64 (stmt, 1, blob, length, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return text;
}

static void
test_sql (void)
{
  sqlite3 *db = NULL;
  g_autofree char *corner = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *nonsense = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  cam_store_functions_register (db);
  corner = ask (db, "SELECT ST_MinX (?1) || ' ' || ST_MaxX (?1) || ' ' || ST_MinY (?1) || ' ' || ST_MaxY (?1)",
                triangle, sizeof triangle);
  g_assert_cmpstr (corner, ==, "0.0 1.0 50.0 51.0");
  empty = ask (db, "SELECT ST_IsEmpty (?1)", point, sizeof point);
  g_assert_cmpstr (empty, ==, "0");
  nonsense = ask (db, "SELECT ST_IsEmpty (?1)", "nonsense", 8);
  g_assert_null (nonsense);
  text = ask (db, "SELECT ST_MinX ('GP')", point, sizeof point);
  g_assert_null (text);
  /* Allowed in triggers although the schema is not trusted. */
  g_assert_cmpint (sqlite3_exec (db,
                                 "CREATE TABLE t (g); CREATE TABLE x (v);"
                                 "CREATE TRIGGER i AFTER INSERT ON t BEGIN"
                                 " INSERT INTO x VALUES (ST_MinX (NEW.g)); END;"
                                 "INSERT INTO t VALUES (NULL)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/functions/point", test_point);
  g_test_add_func ("/store/functions/multipolygon", test_multipolygon);
  g_test_add_func ("/store/functions/envelope", test_envelope);
  g_test_add_func ("/store/functions/empty", test_empty);
  g_test_add_func ("/store/functions/cut", test_cut);
  g_test_add_func ("/store/functions/huge-counts", test_huge_counts);
  g_test_add_func ("/store/functions/depth", test_depth);
  g_test_add_func ("/store/functions/sql", test_sql);
  return g_test_run ();
}
