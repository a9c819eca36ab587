/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "share-files.h"

#include <glib/gstdio.h>

void
share_files_set_up (ShareFiles    *files,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  files->folder = g_dir_make_tmp ("cam-share-XXXXXX", &error);
  g_assert_no_error (error);
  files->plain = g_build_filename (files->folder, "plain", NULL);
  files->sealed = g_build_filename (files->folder, "sealed.age", NULL);
  files->opened = g_build_filename (files->folder, "opened", NULL);
}

void
share_files_tear_down (ShareFiles    *files,
                       gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (files->folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (files->folder, name, NULL);

      g_assert_false (g_str_has_suffix (name, ".partial"));
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (files->folder), ==, 0);
  g_clear_pointer (&files->folder, g_free);
  g_clear_pointer (&files->plain, g_free);
  g_clear_pointer (&files->sealed, g_free);
  g_clear_pointer (&files->opened, g_free);
}

guint
share_files_count (ShareFiles *files)
{
  g_autoptr (GDir) dir = g_dir_open (files->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

void
share_files_write (const char   *path,
                   const guint8 *bytes,
                   gsize         length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, (const char *) bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
}

GBytes *
share_files_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  gsize length = 0;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, length);
}

GBytes *
share_files_make (gsize length)
{
  guint8 *bytes = g_malloc (length + 1);
  guint32 state = 2463534242u;

  for (gsize i = 0; i < length; i++)
    {
      state ^= state << 13;
      state ^= state >> 17;
      state ^= state << 5;
      bytes[i] = (guint8) state;
    }
  return g_bytes_new_take (bytes, length);
}
