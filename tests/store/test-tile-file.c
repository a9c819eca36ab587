/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-tile-file.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* The header of a PNG of 256 by 256 pixels; nothing here decodes more of it. */
static const guint8 png[] = {
  0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 1, 0, 0, 0, 1, 0,
};
static const guint8 jpeg[] = {
  0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 1, 0, 1, 0, 1, 1, 0x11, 0,
};
static const guint8 vector[] = { 0x1f, 0x8b, 8, 0 };

#define TABLES "CREATE TABLE metadata (name TEXT, value TEXT);" \
               "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER," \
               " tile_data BLOB);"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("tile-file-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "base map?#%.mbtiles", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_file (Fixture    *fixture,
            const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
add_tile (Fixture       *fixture,
          int            zoom,
          int            column,
          int            row,
          const guint8  *bytes,
          gsize          length)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *insert = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "INSERT INTO tiles VALUES (?, ?, ?, ?)", -1, &insert, NULL);
  sqlite3_bind_int (insert, 1, zoom);
  sqlite3_bind_int (insert, 2, column);
  sqlite3_bind_int (insert, 3, row);
  sqlite3_bind_blob (insert, 4, bytes, (int) length, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_finalize (insert);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
assert_refused (Fixture  *fixture,
                CamError  code)
{
  g_autoptr(GError) error = NULL;
  CamTileFile *file = cam_tile_file_open (fixture->path, &error);

  g_assert_null (file);
  g_assert_error (error, CAM_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, ".") || g_str_has_suffix (error->message, "?"));
}

static void
test_reads (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  CamTileFile *file = NULL;

  write_file (fixture, TABLES "INSERT INTO metadata VALUES ('attribution',"
                              " '<a href=\"https://example.org\">&copy; Example &amp; Co</a>')");
  add_tile (fixture, 8, 128, 171, png, sizeof png);
  add_tile (fixture, 9, 256, 343, jpeg, sizeof jpeg);
  file = cam_tile_file_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cam_tile_file_get_min_zoom (file), ==, 8);
  g_assert_cmpuint (cam_tile_file_get_max_zoom (file), ==, 9);
  g_assert_cmpstr (cam_tile_file_get_attribution (file), ==, "© Example & Co");
  /* Row 171 from the south of 256 is row 84 from the north. */
  bytes = cam_tile_file_read (file, 8, 128, 84, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), png, sizeof png);
  g_assert_null (cam_tile_file_read (file, 8, 129, 84, &error));
  g_assert_no_error (error);
  g_assert_null (cam_tile_file_read (file, 30, 0, 0, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (file);
}

/* As many programs write it: images once, and a view that gives each its places. */
static void
test_view (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  CamTileFile *file = NULL;

  write_file (fixture,
              "CREATE TABLE metadata (name TEXT, value TEXT);"
              "CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id TEXT);"
              "CREATE TABLE images (tile_id TEXT, tile_data BLOB);"
              "INSERT INTO map VALUES (0, 0, 0, 'a');"
              "INSERT INTO images VALUES ('a', x'89504e470d0a1a0a0000000d494844520000010000000100');"
              "CREATE VIEW tiles AS SELECT map.zoom_level AS zoom_level, map.tile_column AS"
              " tile_column, map.tile_row AS tile_row, images.tile_data AS tile_data FROM map JOIN"
              " images ON images.tile_id = map.tile_id");
  file = cam_tile_file_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (file);
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  assert_refused (fixture, CAM_ERROR_NOT_FOUND);
}

static void
test_no_database (Fixture       *fixture,
                  gconstpointer  data)
{
  g_assert_true (g_file_set_contents (fixture->path, "<html>Not found</html>", -1, NULL));
  assert_refused (fixture, CAM_ERROR_CORRUPT);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  write_file (fixture, TABLES);
  assert_refused (fixture, CAM_ERROR_CORRUPT);
}

static void
test_vector (Fixture       *fixture,
             gconstpointer  data)
{
  write_file (fixture, TABLES);
  add_tile (fixture, 8, 1, 1, vector, sizeof vector);
  assert_refused (fixture, CAM_ERROR_UNSUPPORTED);
}

/* A view that calls a function, counts for ever or reads a virtual table is not read. */
static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  const char *sql = data;

  write_file (fixture, sql);
  assert_refused (fixture, strstr (sql, "VIRTUAL") != NULL ? CAM_ERROR_UNSUPPORTED : CAM_ERROR_CORRUPT);
}

/* An image that says it is larger than any tile would be decoded into gigabytes. */
static void
test_huge_image (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint8 bomb[sizeof png];
  CamTileFile *file = NULL;

  memcpy (bomb, png, sizeof png);
  bomb[16] = 0x7f;
  write_file (fixture, TABLES);
  add_tile (fixture, 0, 0, 0, png, sizeof png);
  add_tile (fixture, 1, 0, 0, bomb, sizeof bomb);
  file = cam_tile_file_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_null (cam_tile_file_read (file, 1, 0, 1, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
  g_assert_finalize_object (file);
}

/* Whatever single byte of a file is damaged, it is read or refused, never crashed over. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize length = 0;
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);

  write_file (fixture, TABLES);
  for (int i = 0; i < 40; i++)
    add_tile (fixture, 8, i, 1, png, sizeof png);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  for (guint i = 0; i < 150; i++)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) length);
      char old = contents[at];
      g_autoptr(GError) error = NULL;
      g_autoptr(CamTileFile) file = NULL;

      contents[at] = (char) g_rand_int_range (rand, 0, 256);
      g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, NULL));
      file = cam_tile_file_open (fixture->path, &error);
      g_assert_true ((file == NULL) == (error != NULL));
      if (file != NULL)
        {
          g_autoptr(GBytes) bytes = cam_tile_file_read (file, 8, 3, 254, NULL);
        }
      contents[at] = old;
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, data, func) \
  g_test_add ("/tile-file/" name, Fixture, data, set_up, func, tear_down)
  ADD ("reads", NULL, test_reads);
  ADD ("view", NULL, test_view);
  ADD ("missing", NULL, test_missing);
  ADD ("no-database", NULL, test_no_database);
  ADD ("empty", NULL, test_empty);
  ADD ("vector", NULL, test_vector);
  ADD ("function", "CREATE TABLE metadata (name, value); CREATE VIEW tiles AS SELECT 8 AS zoom_level,"
       " 1 AS tile_column, 1 AS tile_row, zeroblob (1000000000) AS tile_data", test_hostile);
  ADD ("recursive", "CREATE TABLE metadata (name, value); CREATE VIEW tiles AS WITH RECURSIVE t (n) AS"
       " (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT 8 AS zoom_level, n AS tile_column, 1 AS"
       " tile_row, x'00' AS tile_data FROM t WHERE n < 0", test_hostile);
  ADD ("virtual", TABLES "CREATE VIRTUAL TABLE words USING fts5 (word)", test_hostile);
  ADD ("huge-image", NULL, test_huge_image);
  ADD ("damaged", NULL, test_damaged);
#undef ADD
  return g_test_run ();
}
