/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-store.h"

#include <glib/gstdio.h>

typedef struct
{
  const char    *table;
  const char    *uuid;   /* NULL to insert */
  const CamCell *cells;  /* NULL to delete */
  guint          n_cells;
  char          *added;
} Edit;

CamStore *
test_open_store (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cam-geo-XXXXXX", &error);
  g_autofree char *path = NULL;
  CamStore *store;

  g_assert_no_error (error);
  path = g_build_filename (folder, "areas.gpkg", NULL);
  store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  return store;
}

/* The folder may hold backups and the lock beside the file. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
test_close_store (CamStore *store)
{
  g_autofree char *folder = g_path_get_dirname (cam_store_get_path (store));

  cam_store_close (store);
  g_assert_finalize_object (store);
  remove_folder (folder);
}

static gboolean
edit_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  Edit *edit = data;

  if (edit->cells == NULL)
    return cam_writer_delete (writer, edit->table, edit->uuid, error);
  if (edit->uuid != NULL)
    return cam_writer_update (writer, edit->table, edit->uuid, edit->cells, edit->n_cells, error);
  edit->added = cam_writer_insert (writer, edit->table, edit->cells, edit->n_cells, error);
  return edit->added != NULL;
}

static void
run_edit (CamStore *store,
          Edit     *edit)
{
  g_autoptr (GError) error = NULL;

  cam_store_write (store, "Test", edit_cb, edit, &error);
  g_assert_no_error (error);
}

char *
test_insert (CamStore      *store,
             const char    *table,
             const CamCell *cells,
             guint          n_cells)
{
  Edit edit = { table, NULL, cells, n_cells, NULL };

  run_edit (store, &edit);
  return edit.added;
}

void
test_update (CamStore      *store,
             const char    *table,
             const char    *uuid,
             const CamCell *cells,
             guint          n_cells)
{
  Edit edit = { table, uuid, cells, n_cells, NULL };

  run_edit (store, &edit);
}

void
test_delete (CamStore   *store,
             const char *table,
             const char *uuid)
{
  Edit edit = { table, uuid, NULL, 0, NULL };

  run_edit (store, &edit);
}

char *
test_add_area (CamStore    *store,
               const char  *level,
               const char  *name,
               const char  *code,
               CamGeometry *outline)
{
  g_autoptr (CamGeometry) owned = outline;
  g_autoptr (CamGeometry) area =
      outline != NULL ? cam_geometry_to_valid_area (outline, NULL, NULL) : NULL;
  g_autoptr (GBytes) blob = area != NULL ? cam_geometry_to_gpkg (area) : NULL;
  const CamCell cells[] = {
    { "level", cam_text (level) },
    { "name", cam_text (name) },
    { "code", cam_text (code) },
    { "geom", cam_blob (blob) },
  };

  return test_insert (store, "area", cells, G_N_ELEMENTS (cells));
}

void
test_add_member (CamStore   *store,
                 const char *cluster,
                 const char *member,
                 const char *from,
                 const char *to)
{
  const CamCell cells[] = {
    { "area_uuid", cam_text (cluster) },
    { "member_uuid", cam_text (member) },
    { "valid_from", cam_text (from) },
    { "valid_to", cam_text (to) },
  };
  g_autofree char *uuid = test_insert (store, "area_member", cells, G_N_ELEMENTS (cells));

  g_assert_nonnull (uuid);
}
