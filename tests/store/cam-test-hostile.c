/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-test-hostile.h"

#include <string.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#define HONEST_AREA \
  "CREATE TABLE area (fid INTEGER PRIMARY KEY, geom BLOB, uuid TEXT, name TEXT);" \
  "INSERT INTO area (geom, uuid, name) VALUES (x'47500001e6100000', 'u1', 'Ely');"
#define MANY_AREAS \
  "CREATE TABLE area (fid INTEGER PRIMARY KEY, geom BLOB, uuid TEXT, name TEXT);" \
  "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 5000)" \
  " INSERT INTO area SELECT x, NULL, 'u' || x, hex (zeroblob (20)) FROM n;"

static const char geopackage_sql[] =
  "PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;"
  "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,"
  " organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,"
  " definition TEXT NOT NULL, description TEXT);"
  "INSERT INTO gpkg_spatial_ref_sys VALUES ('British National Grid', 27700, 'EPSG', 27700, '', '');"
  "CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL,"
  " identifier TEXT, srs_id INTEGER);"
  "INSERT INTO gpkg_contents VALUES ('note', 'attributes', 'note', NULL);"
  "INSERT INTO gpkg_contents VALUES ('area', 'features', 'area', 27700);"
  "CREATE TABLE gpkg_geometry_columns (table_name TEXT PRIMARY KEY, column_name TEXT NOT NULL,"
  " geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);"
  "INSERT INTO gpkg_geometry_columns VALUES ('area', 'geom', 'GEOMETRY', 27700, 0, 0);"
  "CREATE TABLE note (fid INTEGER PRIMARY KEY, body TEXT);";

static const struct
{
  const char *name;
  const char *before; /* run first, while the file is empty */
  const char *sql;
} recipes[CAM_TEST_N_HOSTILE] = {
  [CAM_TEST_HOSTILE_NOTHING] = { "honest", NULL, HONEST_AREA },
  [CAM_TEST_HOSTILE_VIEW] = {
    "view", NULL,
    "CREATE VIEW area (fid, geom, uuid, name) AS WITH RECURSIVE n (x) AS"
    " (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x, x, x, x FROM n;" },
  [CAM_TEST_HOSTILE_FORGED_TYPE] = {
    "forged-type", NULL,
    "CREATE VIEW area (fid, geom, uuid, name) AS WITH RECURSIVE n (x) AS"
    " (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x, x, x, x FROM n;"
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET type = 'table', rootpage = 2 WHERE name = 'area';" },
  [CAM_TEST_HOSTILE_GENERATED] = {
    "generated", NULL,
    "CREATE TABLE area (fid INTEGER PRIMARY KEY, geom BLOB, uuid TEXT,"
    " name TEXT AS (printf ('%.*c', 100000000, 'x')));"
    "INSERT INTO area (uuid) VALUES ('u1');" },
  [CAM_TEST_HOSTILE_CHECK] = {
    "check", "PRAGMA ignore_check_constraints = ON;",
    "CREATE TABLE area (fid INTEGER PRIMARY KEY, geom BLOB, uuid TEXT, name TEXT"
    " CHECK (length (printf ('%.*c', 100000000, name)) = 1));"
    "INSERT INTO area (uuid, name) VALUES ('u1', 'Ely');" },
  [CAM_TEST_HOSTILE_TYPES] = {
    "types", NULL,
    "CREATE TABLE area (fid INTEGER PRIMARY KEY, geom, uuid, name);"
    "INSERT INTO area VALUES (1, 'text', x'00ff', 1e308),"
    " (2, 7, cast (x'c328' AS TEXT), cast (x'610062' AS TEXT)), (3, NULL, NULL, NULL);" },
  [CAM_TEST_HOSTILE_LYING_INDEX] = {
    "lying-index", NULL,
    "CREATE TABLE area (fid INTEGER PRIMARY KEY, geom BLOB, uuid TEXT, name TEXT);"
    "CREATE INDEX area_all ON area (uuid, name);"
    "INSERT INTO area VALUES (1, NULL, 'u1', 'good');" },
  [CAM_TEST_HOSTILE_UTF16] = {
    "utf16", "PRAGMA encoding = 'UTF-16le';",
    "CREATE TABLE area (fid INTEGER PRIMARY KEY, geom BLOB, uuid TEXT, name TEXT);"
    "INSERT INTO area VALUES (1, NULL, 'u1', 'Café');" },
  [CAM_TEST_HOSTILE_UNKNOWN_MODULE] = {
    "unknown-module", NULL,
    HONEST_AREA "CREATE VIRTUAL TABLE words USING fts5 (a); INSERT INTO words VALUES ('x');"
    "INSERT INTO gpkg_contents VALUES ('words', 'attributes', 'words', NULL);"
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET sql = replace (sql, 'fts5', 'evil') WHERE name = 'words';" },
  [CAM_TEST_HOSTILE_VIRTUAL] = {
    "virtual", NULL,
    "CREATE VIRTUAL TABLE area USING fts5 (geom, uuid, name);"
    "INSERT INTO area VALUES ('x', 'u1', 'Ely');" },
  [CAM_TEST_HOSTILE_WAL] = { "wal", "PRAGMA journal_mode = WAL;", HONEST_AREA },
  [CAM_TEST_HOSTILE_LIVE_WAL] = { "live-wal", "PRAGMA journal_mode = WAL;", HONEST_AREA },
  [CAM_TEST_HOSTILE_HOT_JOURNAL] = { "hot-journal", NULL, HONEST_AREA },
  [CAM_TEST_HOSTILE_SHARED_ROOT] = {
    "shared-root", NULL,
    HONEST_AREA "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'area';" },
  [CAM_TEST_HOSTILE_LONG] = { "long", NULL, MANY_AREAS },
  [CAM_TEST_HOSTILE_TRUNCATED] = { "truncated", NULL, MANY_AREAS },
  [CAM_TEST_HOSTILE_HUGE_BLOB] = {
    "huge-blob", NULL,
    "CREATE TABLE area (fid INTEGER PRIMARY KEY, geom BLOB, uuid TEXT, name TEXT);"
    "INSERT INTO area VALUES (1, zeroblob (40000000), 'u1', 'Ely');" },
  [CAM_TEST_HOSTILE_HUGE_FILE] = { "huge-file", NULL, HONEST_AREA },
  [CAM_TEST_HOSTILE_NUMERIC_NAME] = {
    "numeric-name", NULL,
    HONEST_AREA "CREATE TABLE \"2019\" (fid INTEGER PRIMARY KEY, name TEXT);"
    "INSERT INTO \"2019\" (name) VALUES ('Ely');"
    "INSERT INTO gpkg_contents VALUES ('2019', 'attributes', '2019', NULL);"
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
    " WHERE name = 'sqlite_autoindex_gpkg_contents_1') WHERE name = '2019';" },
  [CAM_TEST_HOSTILE_NO_GEOPACKAGE] = { "no-geopackage", NULL, HONEST_AREA },
  [CAM_TEST_HOSTILE_NOT_A_DATABASE] = { "not-a-database", NULL, NULL },
  [CAM_TEST_HOSTILE_EMPTY] = { "empty", NULL, NULL },
};

static void
run (sqlite3    *db,
     const char *sql)
{
  char *message = NULL;

  if (sql != NULL && sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static void
put (const char *path,
     gconstpointer bytes,
     gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

/* SQLite removes its log on closing, so that is taken from under it before. */
static void
make_live_wal (sqlite3    *db,
               const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (wal, &bytes, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, 0);
  sqlite3_close (db);
  put (wal, bytes, length);
}

/* Writes over the last place where "good" stands, which is in the page that was made first. */
static void
falsify_index (char  *bytes,
               gsize  length)
{
  char *first = memmem (bytes, length, "good", 4);
  char *last = first;

  g_assert_nonnull (first);
  for (char *next = first; next != NULL;
       next = memmem (next + 1, length - (gsize) (next + 1 - bytes), "good", 4))
    last = next;
  g_assert_true (last != first);
  memcpy (last, "evil", 4);
}

static void
damage (CamTestHostile  kind,
        const char     *path)
{
  static const guint8 journal_magic[28] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
  g_autofree char *bytes = NULL;
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  if (kind == CAM_TEST_HOSTILE_LYING_INDEX)
    {
      falsify_index (bytes, length);
      put (path, bytes, length);
    }
  else if (kind == CAM_TEST_HOSTILE_TRUNCATED)
    put (path, bytes, length / 2);
  else if (kind == CAM_TEST_HOSTILE_HOT_JOURNAL)
    put (journal, journal_magic, sizeof journal_magic);
  else if (kind == CAM_TEST_HOSTILE_HUGE_FILE)
    g_assert_cmpint (truncate (path, 513 * 1024 * 1024), ==, 0);
}

const char *
cam_test_hostile_get_name (CamTestHostile kind)
{
  return recipes[kind].name;
}

char *
cam_test_hostile_make (CamTestHostile  kind,
                       const char     *folder)
{
  g_autofree char *name = g_strconcat (recipes[kind].name, ".gpkg", NULL);
  char *path = g_build_filename (folder, name, NULL);
  sqlite3 *db = NULL;

  if (kind == CAM_TEST_HOSTILE_NOT_A_DATABASE)
    put (path, "Not a database, whatever its name says. It is only long enough to look at: the "
         "header of one takes a hundred bytes.", 115);
  else if (kind == CAM_TEST_HOSTILE_EMPTY)
    put (path, "", 0);
  else
    {
      g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
      run (db, recipes[kind].before);
      if (kind != CAM_TEST_HOSTILE_NO_GEOPACKAGE)
        run (db, geopackage_sql);
      run (db, recipes[kind].sql);
      if (kind == CAM_TEST_HOSTILE_LIVE_WAL)
        make_live_wal (db, path);
      else
        sqlite3_close (db);
      damage (kind, path);
    }
  return path;
}

void
cam_test_hostile_remove (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  g_remove (wal);
  g_remove (journal);
  g_assert_cmpint (g_remove (path), ==, 0);
}
