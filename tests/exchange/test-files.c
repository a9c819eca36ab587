/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-files.h"

void
test_files_set_up (TestFiles     *self,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("cam-import-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "store.gpkg", NULL);
  self->store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

void
test_files_tear_down (TestFiles     *self,
                      gconstpointer  data)
{
  cam_store_close (self->store);
  g_assert_finalize_object (self->store);
  test_files_run (self, "chmod -R u+w . && rm -rf \"$PWD\"");
  g_free (self->folder);
}

char *
test_files_write (TestFiles  *self,
                  const char *name,
                  const char *contents)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
  return path;
}

void
test_files_run (TestFiles  *self,
                const char *command)
{
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "sh", "-c", command, NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) child = NULL;

  g_subprocess_launcher_set_cwd (launcher, self->folder);
  child = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
}

CamBoundaryImport *
test_files_preview (TestFiles  *self,
                    const char *name,
                    int         level)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  CamBoundaryImport *import = cam_boundary_import_new (self->store, file);

  cam_boundary_import_read (import, NULL, &error);
  g_assert_no_error (error);
  if (level >= 0)
    cam_boundary_import_set_level (import, level);
  cam_boundary_import_preview (import, NULL, &error);
  g_assert_no_error (error);
  return import;
}

void
test_files_apply (CamBoundaryImport *import)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_boundary_import_apply (import, NULL, &error));
  g_assert_no_error (error);
}

CamImportItem *
test_find_item (CamBoundaryImport *import,
                const char        *name)
{
  GListModel *items = cam_boundary_import_get_items (import);
  CamImportItem *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (CamImportItem) item = g_list_model_get_item (items, i);

      if (g_strcmp0 (cam_import_item_get_name (item), name) == 0)
        {
          g_assert_null (found);
          found = item;
        }
    }
  g_assert_nonnull (found);
  return found;
}

void
test_assert_counts (CamBoundaryImport *import,
                    guint              n_new,
                    guint              n_changed,
                    guint              n_same,
                    guint              n_problems)
{
  GListModel *items = cam_boundary_import_get_items (import);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (CamImportItem) item = g_list_model_get_item (items, i);

      g_test_message ("%d %s: %s", (int) cam_import_item_get_verdict (item), cam_import_item_get_name (item),
                      cam_import_item_get_reason (item));
      g_assert_true (g_str_has_suffix (cam_import_item_get_reason (item), "."));
      if (i > 50)
        break;
    }
  g_assert_cmpuint (cam_boundary_import_get_count (import, CAM_IMPORT_NEW), ==, n_new);
  g_assert_cmpuint (cam_boundary_import_get_count (import, CAM_IMPORT_CHANGED), ==, n_changed);
  g_assert_cmpuint (cam_boundary_import_get_count (import, CAM_IMPORT_SAME), ==, n_same);
  g_assert_cmpuint (cam_boundary_import_get_count (import, CAM_IMPORT_PROBLEM), ==, n_problems);
}

char *
test_files_get_area (TestFiles  *self,
                     const char *name,
                     const char *column)
{
  const char *columns[] = { column, NULL };
  CamValue params[] = { cam_text (name) };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, "area", columns,
                                                   "WHERE deleted = 0 AND name = ?1", params, 1, &error);

  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, &error));
  return g_strdup (cam_cursor_get_text (cursor, 0));
}

char *
test_files_digest (TestFiles *self)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (cam_store_get_path (self->store), &contents, &length, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);
}
