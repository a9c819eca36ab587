/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vcard-fixture.h"

#include <stdio.h>
#include <string.h>

/* For the Python tests.
 *   vcard-tool convert VERSION IN OUT    reads a file and writes it as 3 or 4
 *   vcard-tool lines IN                  prints what was read as lines of vCard 4.0, an empty one after each card
 */

static CamVcardFile *
read_file (const char *path)
{
  char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  CamVcardFile *file = NULL;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, length);
  file = cam_vcard_read (bytes, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return file;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (CamVcardFile) file = NULL;

  if (argc == 5 && strcmp (argv[1], "convert") == 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;

      file = read_file (argv[3]);
      bytes = cam_vcard_write (file->cards, argv[2][0] == '3' ? CAM_VCARD_3_0 : CAM_VCARD_4_0);
      g_file_set_contents (argv[4], g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
      g_assert_no_error (error);
      return 0;
    }
  if (argc == 3 && strcmp (argv[1], "lines") == 0)
    {
      file = read_file (argv[2]);
      for (guint i = 0; i < file->cards->len; i++)
        {
          g_autofree char *lines = vcard_dup_lines (g_ptr_array_index (file->cards, i));

          printf ("%s\n\n", lines);
        }
      return 0;
    }
  fprintf (stderr, "vcard-tool convert VERSION IN OUT | lines IN\n");
  return 2;
}
