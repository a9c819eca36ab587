/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-export.h"
#include "cam-event-import.h"
#include "test-files.h"

#include <string.h>

/* Every real calendar file in ../shared/data is imported, or refused with a sentence. What was imported is the same when
 * it comes again, and when it comes back out of this program, as a calendar or as a table. Real tables, which are of
 * other things, are refused or looked at, and never taken for calendars. */

static CamEventImport *
preview (TestFiles   *files,
         const char  *path,
         gboolean     is_table,
         GError     **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CamEventImport) import = NULL;
  char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  bytes = g_bytes_new_take (text, length);
  import = is_table ? cam_event_import_new_table (files->store, bytes, NULL) : cam_event_import_new (files->store, bytes);
  return cam_file_import_preview (CAM_FILE_IMPORT (import), error) ? g_steal_pointer (&import) : NULL;
}

static void
assert_known (TestFiles  *files,
              const char *path,
              gboolean    is_table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamEventImport) import = preview (files, path, is_table, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (import)); i++)
    {
      g_autoptr (CamEventItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);
      CamImportVerdict verdict = cam_event_item_get_verdict (item);

      if (verdict == CAM_IMPORT_NEW || verdict == CAM_IMPORT_CHANGED || (is_table && verdict == CAM_IMPORT_PROBLEM))
        g_test_message ("line %u, %s: %s", cam_event_item_get_line (item), cam_event_item_get_name (item),
                        cam_event_item_get_reason (item));
    }
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW), ==, 0);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_CHANGED), ==, 0);
  if (is_table)
    g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_PROBLEM), ==, 0);
}

static void
check_sentences (CamEventImport *import)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (import)); i++)
    {
      g_autoptr (CamEventItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      if (cam_event_item_get_verdict (item) == CAM_IMPORT_PROBLEM)
        g_assert_true (g_str_has_suffix (cam_event_item_get_reason (item), "."));
      g_assert_cmpstr (cam_event_item_get_name (item), !=, "");
    }
}

static void
test_file (TestFiles     *files,
           gconstpointer  data)
{
  const CamEventExportOptions options = { 0 };
  g_autofree char *out = g_build_filename (files->folder, "out.ics", NULL);
  g_autofree char *table = g_build_filename (files->folder, "out.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamEventImport) import = preview (files, data, FALSE, &error);

  if (import == NULL)
    {
      g_test_message ("refused: %s", error->message);
      g_assert_true (g_str_has_suffix (error->message, "."));
      return;
    }
  g_test_message ("%u new, %u problems", cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW),
                  cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_PROBLEM));
  check_sentences (import);
  cam_file_import_apply (CAM_FILE_IMPORT (import), "Import", &error);
  g_assert_no_error (error);
  assert_known (files, data, FALSE);
  cam_event_export (files->store, out, 739582, &options, NULL, &error);
  g_assert_no_error (error);
  assert_known (files, out, FALSE);
  cam_event_export (files->store, table, 739582, &options, NULL, &error);
  g_assert_no_error (error);
  assert_known (files, table, TRUE);
}

/* Whatever they hold: a sentence for the file or for each line, or events with a date. */
static void
test_csv (TestFiles     *files,
          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamEventImport) import = preview (files, data, TRUE, &error);

  if (import == NULL)
    {
      g_test_message ("refused: %s", error->message);
      g_assert_true (g_str_has_suffix (error->message, "."));
      return;
    }
  g_test_message ("%u new, %u problems", cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW),
                  cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_PROBLEM));
  check_sentences (import);
}

static void
test_no_data (void)
{
  g_test_message ("There is no shared data here, so there is nothing to look at.");
}

/* Adds a test for each file of a folder; how many. */
static guint
add_folder (const char  *kind,
            GPtrArray   *paths,
            void       (*func) (TestFiles *files, gconstpointer data))
{
  const char *root = g_getenv ("CAM_SOURCE_ROOT");
  g_autofree char *beside = g_build_filename (root != NULL ? root : ".", "..", "shared", NULL);
  const char *shared = g_getenv ("CAM_SHARED") != NULL ? g_getenv ("CAM_SHARED") : beside;
  g_autofree char *folder = g_build_filename (shared, "data", "samples", kind, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *plain = g_strcanon (g_strdup (name), G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-", '_');
      g_autofree char *test = g_strdup_printf ("/event-conformance/%s/%s", kind, plain);
      char *path = g_build_filename (folder, name, NULL);

      g_ptr_array_add (paths, path);
      g_test_add (test, TestFiles, path, test_files_set_up, func, test_files_tear_down);
      n++;
    }
  return n;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (add_folder ("ics", paths, test_file) + add_folder ("csv", paths, test_csv) == 0)
    g_test_add_func ("/event-conformance/no-data", test_no_data);
  return g_test_run ();
}
