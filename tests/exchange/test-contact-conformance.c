/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-export.h"
#include "cam-contact-import.h"
#include "test-files.h"

#include <string.h>

/* Every real contact file in ../shared/data is imported, or refused with a sentence. What was imported is the same when it
 * comes again, and when it comes back out of this program. */

static CamContactImport *
preview (TestFiles   *files,
         const char  *path,
         GError     **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CamContactImport) import = NULL;
  char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  bytes = g_bytes_new_take (text, length);
  import = g_str_has_suffix (path, ".csv") ? cam_contact_import_new_table (files->store, bytes, NULL)
                                           : cam_contact_import_new (files->store, bytes);
  return cam_file_import_preview (CAM_FILE_IMPORT (import), error) ? g_steal_pointer (&import) : NULL;
}

static void
assert_known (TestFiles  *files,
              const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamContactImport) import = preview (files, path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (import)); i++)
    {
      g_autoptr (CamContactItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);
      CamImportVerdict verdict = cam_contact_item_get_verdict (item);

      if (verdict == CAM_IMPORT_NEW || verdict == CAM_IMPORT_CHANGED)
        g_test_message ("line %u, %s: %s", cam_contact_item_get_line (item), cam_contact_item_get_name (item),
                        cam_contact_item_get_reason (item));
    }
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW), ==, 0);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_CHANGED), ==, 0);
}

static void
check_sentences (CamContactImport *import)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (import)); i++)
    {
      g_autoptr (CamContactItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      if (cam_contact_item_get_verdict (item) == CAM_IMPORT_PROBLEM)
        {
          g_test_message ("line %u: %s", cam_contact_item_get_line (item), cam_contact_item_get_reason (item));
          g_assert_true (g_str_has_suffix (cam_contact_item_get_reason (item), "."));
        }
      g_assert_cmpstr (cam_contact_item_get_name (item), !=, "");
    }
}

static void
test_file (TestFiles     *files,
           gconstpointer  data)
{
  g_autofree char *four = g_build_filename (files->folder, "four.vcf", NULL);
  g_autofree char *table = g_build_filename (files->folder, "out.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamContactImport) import = preview (files, data, &error);

  if (import == NULL)
    {
      g_test_message ("refused: %s", error->message);
      g_assert_true (g_str_has_suffix (error->message, "."));
      return;
    }
  g_test_message ("%u new, %u problems", cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW),
                  cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_PROBLEM));
  check_sentences (import);
  /* A file without anybody in it is none. */
  if (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW) == 0)
    return;
  cam_contact_import_apply (import, "Import", NULL, &error);
  g_assert_no_error (error);
  assert_known (files, data);
  cam_contact_export (files->store, four, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_known (files, four);
  cam_contact_export (files->store, table, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_known (files, table);
}

static void
test_no_data (void)
{
  g_test_message ("There is no shared data here, so there is nothing to look at.");
}

int
main (int    argc,
      char **argv)
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
      g_autofree char *test = g_strdup_printf ("/contact-conformance/%s", name);
      char *path = g_build_filename (folder, name, NULL);

      g_ptr_array_add (paths, path);
      g_test_add (test, TestFiles, path, test_files_set_up, test_file, test_files_tear_down);
    }
  if (paths->len == 0)
    g_test_add_func ("/contact-conformance/no-data", test_no_data);
  return g_test_run ();
}
