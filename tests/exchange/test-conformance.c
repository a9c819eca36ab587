/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-files.h"

#include <string.h>

/* Every real file that lies in ../shared/data either imports or is refused with a sentence; none
 * crashes, takes over half a minute, or changes the store before it is applied. What was imported is
 * the same when it comes again. */

#define MAX_SECONDS 30

static void
check_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_test_message ("refused: %s", error->message);
  g_assert_true (error->domain == CAM_ERROR);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_false (g_str_has_suffix (error->message, ".."));
}

/* FALSE where it is refused. A level is chosen where none is guessed, as a person would. */
static gboolean
preview (CamBoundaryImport *import)
{
  g_autoptr (GError) error = NULL;

  if (!cam_boundary_import_read (import, NULL, &error))
    {
      check_sentence (error);
      return FALSE;
    }
  if (cam_boundary_import_get_level (import) < 0)
    cam_boundary_import_set_level (import, CAM_LEVEL_NEIGHBOURHOOD);
  if (!cam_boundary_import_preview (import, NULL, &error))
    {
      check_sentence (error);
      return FALSE;
    }
  return TRUE;
}

static void
check_reasons (CamBoundaryImport *import)
{
  GListModel *items = cam_boundary_import_get_items (import);

  g_assert_cmpuint (g_list_model_get_n_items (items), >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (CamImportItem) item = g_list_model_get_item (items, i);

      g_assert_true (g_str_has_suffix (cam_import_item_get_reason (item), "."));
    }
}

static void
test_file (TestFiles     *files,
           gconstpointer  data)
{
  g_autoptr (GFile) file = g_file_new_for_path (data);
  g_autoptr (CamBoundaryImport) import = cam_boundary_import_new (files->store, file);
  g_autoptr (CamBoundaryImport) again = cam_boundary_import_new (files->store, file);
  g_autofree char *before = test_files_digest (files);
  g_autofree char *after = NULL;
  gint64 start = g_get_monotonic_time ();
  gboolean taken = preview (import);

  after = test_files_digest (files);
  g_assert_cmpstr (before, ==, after);
  if (taken)
    {
      check_reasons (import);
      g_test_message ("%u new, %u problems", cam_boundary_import_get_count (import, CAM_IMPORT_NEW),
                      cam_boundary_import_get_count (import, CAM_IMPORT_PROBLEM));
      test_files_apply (import);
      g_assert_true (preview (again));
      g_assert_cmpuint (cam_boundary_import_get_count (again, CAM_IMPORT_NEW), ==, 0);
      g_assert_cmpuint (cam_boundary_import_get_count (again, CAM_IMPORT_CHANGED), ==, 0);
    }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * MAX_SECONDS * G_USEC_PER_SEC);
}

/* The parishes that went in as GeoJSON are the same in whatever format they come again. */
static void
test_formats (TestFiles     *files,
              gconstpointer  data)
{
  static const char * const names[] = {
    "parishes.kml", "parishes_bng.gpkg", "parishes_bng_mapinfo.zip", "parishes_bng_oldcrs.geojson",
    "parishes_bng_shapefile.zip",
  };
  g_autofree char *path = g_build_filename (data, "parish_polygons_reconstructed.geojson", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (CamBoundaryImport) first = cam_boundary_import_new (files->store, file);
  guint n_taken;

  g_assert_true (preview (first));
  n_taken = cam_boundary_import_get_count (first, CAM_IMPORT_NEW);
  g_assert_cmpuint (n_taken, >, 200);
  test_files_apply (first);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *other = g_build_filename (data, "formats", names[i], NULL);
      g_autoptr (GFile) other_file = g_file_new_for_path (other);
      g_autoptr (CamBoundaryImport) again = cam_boundary_import_new (files->store, other_file);

      g_test_message ("%s", names[i]);
      g_assert_true (preview (again));
      g_assert_cmpuint (cam_boundary_import_get_count (again, CAM_IMPORT_NEW), ==, 0);
      g_assert_cmpuint (cam_boundary_import_get_count (again, CAM_IMPORT_CHANGED), ==, 0);
      g_assert_cmpuint (cam_boundary_import_get_count (again, CAM_IMPORT_SAME), ==, n_taken);
    }
}

static void
test_no_data (void)
{
  g_test_message ("There is no shared data here, so there is nothing to look at.");
}

static guint
add_folder (const char *shared,
            const char *folder,
            GPtrArray  *paths)
{
  g_autofree char *whole = g_build_filename (shared, "data", folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (whole, 0, NULL);
  const char *name;
  guint n_files = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (whole, name, NULL);
      g_autofree char *plain = g_strcanon (g_strdup (name), G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-", '_');
      g_autofree char *test = g_strdup_printf ("/conformance/%s/%s", folder, plain);

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      g_ptr_array_add (paths, path);
      g_test_add (test, TestFiles, g_steal_pointer (&path), test_files_set_up, test_file, test_files_tear_down);
      n_files++;
    }
  return n_files;
}

int
main (int    argc,
      char **argv)
{
  static const char * const folders[] = { "geo", "geo/formats", "samples/geojson", "samples/gpkg", "samples/csv" };
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *beside = NULL;
  g_autofree char *geo = NULL;
  g_autofree char *formats = NULL;
  const char *shared = g_getenv ("CAM_SHARED");
  guint n_files = 0;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (shared == NULL)
    {
      const char *root = g_getenv ("CAM_SOURCE_ROOT");

      beside = g_build_filename (root != NULL ? root : ".", "..", "shared", NULL);
      shared = beside;
    }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    n_files += add_folder (shared, folders[i], paths);
  geo = g_build_filename (shared, "data", "geo", NULL);
  formats = g_build_filename (geo, "formats", NULL);
  if (g_file_test (formats, G_FILE_TEST_IS_DIR))
    g_test_add ("/conformance/same-in-every-format", TestFiles, geo, test_files_set_up, test_formats,
                test_files_tear_down);
  if (n_files == 0)
    g_test_add_func ("/conformance/no shared data here", test_no_data);
  return g_test_run ();
}
