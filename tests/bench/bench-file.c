/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-file.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

static void
run (sqlite3    *db,
     const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
}

/* By another program, which is what the capture is for; the store takes it over when it opens. */
static void
make_file (const char *path,
           const char *fill)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  run (db, "BEGIN");
  run (db, fill);
  run (db, "COMMIT");
  sqlite3_close (db);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

void
bench_file_open (BenchFile  *self,
                 const char *fill)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("cam-bench-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "bench.gpkg", NULL);
  self->store = cam_store_open (self->path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  cam_store_close (self->store);
  g_clear_object (&self->store);
  make_file (self->path, fill);
  self->store = cam_store_open (self->path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (cam_store_finish_index (self->store, NULL));
}

void
bench_file_close (BenchFile *self)
{
  cam_store_close (self->store);
  g_clear_object (&self->store);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}
