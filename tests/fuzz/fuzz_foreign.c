/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-foreign.h"

#include "../store/cam-test-hostile.h"

#include <unistd.h>

#include <glib/gstdio.h>

/* A whole file, read as an importer would: each layer, each column of each of its rows. */

static void
read_rows (CamForeign *foreign,
           const char *layer)
{
  g_auto (GStrv) columns = cam_foreign_dup_columns (foreign, layer, NULL);
  g_autoptr (CamCursor) cursor = NULL;

  if (columns != NULL && columns[0] != NULL)
    cursor = cam_foreign_select (foreign, layer, (const char **) columns, NULL);
  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    for (guint i = 0; columns[i] != NULL; i++)
      {
        g_autoptr (GBytes) blob = cam_cursor_dup_blob (cursor, i);
        const char *text = cam_cursor_get_text (cursor, i);

        g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
      }
}

static void
read_layer (CamForeign *foreign,
            const char *layer)
{
  g_autofree char *column = NULL;
  g_autofree char *organization = NULL;
  gint64 code = 0;

  if (cam_foreign_get_geometry (foreign, layer, &column, &organization, &code, NULL))
    g_assert_true (column != NULL && organization != NULL);
  read_rows (foreign, layer);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *path = g_strdup_printf ("%s/cam-fuzz-%d.gpkg", g_get_tmp_dir (), (int) getpid ());
  g_autoptr (CamForeign) foreign = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) layers = NULL;

  if (!g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                 0600, NULL))
    return 0;
  foreign = cam_foreign_open (path, NULL, &error);
  g_assert_true ((foreign == NULL) == (error != NULL));
  if (foreign != NULL)
    layers = cam_foreign_dup_layers (foreign, NULL);
  for (guint i = 0; layers != NULL && layers[i] != NULL; i++)
    read_layer (foreign, layers[i]);
  if (foreign != NULL)
    read_rows (foreign, "area");
  g_remove (path);
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  g_autofree char *folder = g_dir_make_tmp ("cam-fuzz-XXXXXX", NULL);

  for (int kind = 0; kind < CAM_TEST_N_HOSTILE; kind++)
    {
      g_autofree char *path = NULL;
      char *bytes = NULL;
      gsize length = 0;

      /* These two are about size alone. */
      if (kind == CAM_TEST_HOSTILE_HUGE_BLOB || kind == CAM_TEST_HOSTILE_HUGE_FILE)
        continue;
      path = cam_test_hostile_make ((CamTestHostile) kind, folder);
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_ptr_array_add (seeds, g_bytes_new_take (bytes, length));
      cam_test_hostile_remove (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}
