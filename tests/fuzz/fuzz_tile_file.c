/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-tile-file.h"
#include "cam-tile-image.h"

#include <sqlite3.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* A whole base map, opened and read as the map would; and the same bytes as one tile's image. */

static const guint8 images[][26] = {
  { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 1, 0, 0, 0, 1 },
  { 0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xff, 0xc0, 0, 11, 8, 1, 0, 1, 0, 1, 1, 0x11 },
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *path = g_strdup_printf ("%s/cam-fuzz-%d.mbtiles", g_get_tmp_dir (), (int) getpid ());
  g_autoptr (CamTileFile) file = NULL;
  g_autoptr (GError) error = NULL;
  guint width, height;

  cam_tile_image_sniff (data, size, &width, &height);
  if (!g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                 0600, NULL))
    return 0;
  file = cam_tile_file_open (path, &error);
  g_assert_true ((file == NULL) == (error != NULL));
  for (guint x = 0; file != NULL && x < 4; x++)
    {
      g_autoptr (GBytes) tile = cam_tile_file_read (file, 8, x, 255, NULL);

      g_assert_true (tile == NULL || g_bytes_get_size (tile) >= 4);
    }
  if (file != NULL && cam_tile_file_get_attribution (file) != NULL)
    g_assert_true (g_utf8_validate (cam_tile_file_get_attribution (file), -1, NULL));
  g_remove (path);
  return 0;
}

static GBytes *
make_seed (const guint8 *image,
           gsize         length)
{
  g_autofree char *folder = g_dir_make_tmp ("cam-fuzz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "seed.mbtiles", NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *insert = NULL;
  char *bytes = NULL;
  gsize size = 0;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db,
                "PRAGMA page_size = 512;"
                "CREATE TABLE metadata (name TEXT, value TEXT);"
                "INSERT INTO metadata VALUES ('attribution', '<b>Made &amp; up</b>');"
                "CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, image BLOB);"
                "CREATE UNIQUE INDEX map_index ON map (zoom_level, tile_column, tile_row);"
                "CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, image AS tile_data FROM map",
                NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO map VALUES (8, ?, 0, ?)", -1, &insert, NULL);
  for (int x = 0; x < 4; x++)
    {
      sqlite3_bind_int (insert, 1, x);
      sqlite3_bind_blob (insert, 2, image, (int) length, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_remove (path);
  g_rmdir (folder);
  return g_bytes_new_take (bytes, size);
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  for (guint i = 0; i < G_N_ELEMENTS (images); i++)
    {
      g_ptr_array_add (seeds, make_seed (images[i], sizeof images[i]));
      g_ptr_array_add (seeds, g_bytes_new_static (images[i], sizeof images[i]));
    }
}
