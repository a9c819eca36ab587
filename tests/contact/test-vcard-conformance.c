/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vcard-fixture.h"

#include <string.h>

/* Every real contact file in ../shared/data is read, or refused with a sentence. */

static void
test_file (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text = NULL;
  gsize length = 0;
  gint64 start = g_get_monotonic_time ();

  g_file_get_contents (data, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, length);
  if (vcard_check_bytes (bytes))
    {
      g_autoptr (CamVcardFile) file = cam_vcard_read (bytes, NULL, NULL, NULL, NULL);

      g_test_message ("%u contacts, %u refused", file->cards->len, file->refused->len);
      for (guint i = 0; i < file->cards->len; i++)
        {
          CamVcard *card = g_ptr_array_index (file->cards, i);

          for (guint j = 0; card->problems[j] != NULL; j++)
            g_test_message ("line %u: %s", card->line, card->problems[j]);
        }
      for (guint i = 0; i < file->refused->len; i++)
        {
          CamVcardRefused *refused = g_ptr_array_index (file->refused, i);

          g_test_message ("line %u refused: %s", refused->line, refused->reason);
        }
    }
  else
    g_test_message ("refused");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
}

static void
test_no_data (void)
{
  g_test_message ("There is no shared data here, so there is nothing to look at.");
}

int
main (int   argc,
      char *argv[])
{
  const char *root = g_getenv ("CAM_SOURCE_ROOT");
  g_autofree char *beside = g_build_filename (root != NULL ? root : ".", "..", "shared", NULL);
  const char *shared = g_getenv ("CAM_SHARED") != NULL ? g_getenv ("CAM_SHARED") : beside;
  g_autofree char *folder = g_build_filename (shared, "data", "samples", "vcf", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/vcard-conformance/%s", name);
      char *path = g_build_filename (folder, name, NULL);

      g_ptr_array_add (paths, path);
      g_test_add_data_func (test, path, test_file);
    }
  if (paths->len == 0)
    g_test_add_func ("/vcard-conformance/no-data", test_no_data);
  return g_test_run ();
}
