/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-zip-list.h"

#include <string.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

/* An archive from outside, of which only the list of members is read. */

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *path = g_strdup_printf ("%s/cam-fuzz-%d.zip", g_get_tmp_dir (), (int) getpid ());
  g_autofree char *member = NULL;
  g_autoptr (GError) error = NULL;
  CamInputKind kind = CAM_INPUT_ZIP;

  if (!g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                 0600, NULL))
    return 0;
  g_assert_true (cam_zip_find_map (path, &member, &kind, &error) == (error == NULL));
  if (error == NULL)
    {
      g_assert_true (g_str_is_ascii (member));
      g_assert_null (strstr (member, ".."));
      g_assert_true (member[0] != '/' && member[0] != '-');
    }
  g_remove (path);
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  static const char empty[] = "";

  g_ptr_array_add (seeds, g_bytes_new_static (empty, 0));
}
