/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-export.h"
#include "cam-starter.h"
#include "test-files.h"

#include <string.h>

#include <glib/gstdio.h>

/* A square with a hole, its outside clockwise, and a neighbour with words that need care. */
static const char areas[] =
  "{\"type\":\"FeatureCollection\",\"features\":["
  "{\"type\":\"Feature\",\"properties\":{\"PAR19CD\":\"E04000001\",\"PAR19NM\":\"Alder\",\"population\":100},\"geometry\":"
  "{\"type\":\"Polygon\",\"coordinates\":[[[0.1,52.2],[0.1,52.3],[0.2,52.3],[0.2,52.2],[0.1,52.2]],"
  "[[0.14,52.24],[0.16,52.24],[0.16,52.26],[0.14,52.26],[0.14,52.24]]]}},"
  "{\"type\":\"Feature\",\"properties\":{\"PAR19CD\":\"E04000002\",\"PAR19NM\":\"=Birch, \\\"B\\\"\"},\"geometry\":"
  "{\"type\":\"Polygon\",\"coordinates\":[[[0.2,52.2],[0.3,52.2],[0.3,52.3],[0.2,52.3],[0.2,52.2]]]}}]}";

static void
fill (TestFiles *files)
{
  g_autofree char *path = test_files_write (files, "areas.geojson", areas);
  g_autoptr (CamBoundaryImport) import = test_files_preview (files, "areas.geojson", -1);

  test_assert_counts (import, 2, 0, 0, 0);
  test_files_apply (import);
}

static char *
export_to (TestFiles  *files,
           const char *name)
{
  char *path = g_build_filename (files->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  guint n_areas = 0;

  g_assert_true (cam_area_export (files->store, path, &n_areas, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_areas, ==, 2);
  return path;
}

/* What goes out comes in again as the same. */
static void
test_round_trip (TestFiles     *files,
                 gconstpointer  data)
{
  static const char * const names[] = { "out.geojson", "out.gpkg", "out.csv", "OUT.JSON" };

  fill (files);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = export_to (files, names[i]);
      g_autofree char *again = export_to (files, names[i]);
      g_autoptr (CamBoundaryImport) import = test_files_preview (files, names[i], -1);

      g_test_message ("%s", names[i]);
      g_assert_cmpint (cam_boundary_import_get_level (import), ==, CAM_LEVEL_PARISH);
      test_assert_counts (import, 0, 0, 2, 0);
    }
}

/* Other people's program reads all three, and finds nothing of ours. */
static void
test_other_program (TestFiles     *files,
                    gconstpointer  data)
{
  g_autofree char *json = NULL;
  g_autofree char *gpkg = NULL;
  g_autofree char *csv = NULL;

  fill (files);
  json = export_to (files, "out.geojson");
  gpkg = export_to (files, "out.gpkg");
  csv = export_to (files, "out.csv");
  test_files_run (files, "test \"$(ogrinfo -q out.gpkg)\" = '1: area (Multi Polygon)'");
  test_files_run (files, "ogrinfo -al out.gpkg | grep -q 'Feature Count: 2'");
  test_files_run (files, "ogrinfo -al out.geojson | grep -q 'Feature Count: 2'");
  test_files_run (files, "ogrinfo -al -geom=YES out.geojson | grep -q 'name (String) = =Birch, \"B\"'");
  test_files_run (files, "test \"$(ogrinfo -al -so out.csv | grep -c 'Feature Count: 2')\" = 1");
}

static void
test_csv_text (TestFiles     *files,
               gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  fill (files);
  path = export_to (files, "out.csv");
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "uuid,level,name,code,"));
  g_assert_nonnull (strstr (text, "\r\n"));
  /* No spreadsheet runs it. */
  g_assert_nonnull (strstr (text, "\"'=Birch, \"\"B\"\"\""));
}

static void
test_ring_directions (TestFiles     *files,
                      gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  const char *ring;

  fill (files);
  path = export_to (files, "out.geojson");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  ring = strstr (text, "\"coordinates\":[[[[");
  g_assert_nonnull (ring);
  /* "=Birch" sorts before "Alder"; both squares turn to the left at their south-east corner. */
  g_assert_nonnull (strstr (text, "[0.2000000,52.2000000],[0.2000000,52.3000000],[0.1000000,52.3000000]"));
  g_assert_nonnull (strstr (text, "[0.1400000,52.2600000],[0.1600000,52.2600000],[0.1600000,52.2400000]"));
}

static void
test_refused (TestFiles     *files,
              gconstpointer  data)
{
  g_autofree char *other = g_build_filename (files->folder, "out.xls", NULL);
  g_autofree char *nowhere = g_build_filename (files->folder, "none", "out.gpkg", NULL);
  g_autofree char *nowhere_text = g_build_filename (files->folder, "none", "out.csv", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  fill (files);
  before = test_files_digest (files);
  g_assert_false (cam_area_export (files->store, other, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_false (cam_area_export (files->store, cam_store_get_path (files->store), NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cam_area_export (files->store, nowhere, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_clear_error (&error);
  g_assert_false (cam_area_export (files->store, nowhere_text, NULL, &error));
  g_assert_nonnull (error);
  after = test_files_digest (files);
  g_assert_cmpstr (before, ==, after);
}

/* The starter pack's computed outlines are no boundaries when they come back. */
static void
test_computed (TestFiles     *files,
               gconstpointer  data)
{
  static const char * const names[] = { "all.geojson", "all.gpkg", "all.csv" };
  g_autoptr (GError) error = NULL;
  guint n_areas = 0;

  g_assert_true (cam_starter_load (files->store, &error));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (files->folder, names[i], NULL);
      g_autoptr (CamBoundaryImport) import = NULL;

      g_assert_true (cam_area_export (files->store, path, &n_areas, &error));
      import = test_files_preview (files, names[i], -1);
      g_assert_cmpint (cam_boundary_import_get_level (import), ==, CAM_LEVEL_PARISH);
      test_assert_counts (import, 0, 0, n_areas, 0);
    }
}

static gboolean
add_levels_cb (CamWriter  *writer,
               gpointer    data,
               GError    **error)
{
  CamCell cells[] = {
    { "level", cam_text ("sda") }, { "name", cam_text ("Alder") }, { "label_lat", cam_real (52.25) },
    { "label_lon", cam_real (0.15) },
  };
  CamCell gone_cells[] = { { "level", cam_text ("ward") }, { "name", cam_text ("Gone") } };
  g_autofree char *uuid = cam_writer_insert (writer, "area", cells, G_N_ELEMENTS (cells), error);
  g_autofree char *gone = cam_writer_insert (writer, "area", gone_cells, G_N_ELEMENTS (gone_cells), error);

  return uuid != NULL && gone != NULL && cam_writer_delete (writer, "area", gone, error);
}

/* Areas of all levels, two of one name, come back each to its own level; a whole file of the program
 * is read the same, without what is deleted in it. */
static void
test_levels (TestFiles     *files,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (files->folder, "out.csv", NULL);
  g_autoptr (CamBoundaryImport) table = NULL;
  g_autoptr (CamBoundaryImport) whole = NULL;
  g_autoptr (GError) error = NULL;
  guint n_areas = 0;

  fill (files);
  g_assert_true (cam_store_write (files->store, "Add", add_levels_cb, NULL, &error));
  g_assert_true (cam_area_export (files->store, path, &n_areas, &error));
  g_assert_cmpuint (n_areas, ==, 3);
  table = test_files_preview (files, "out.csv", -1);
  test_assert_counts (table, 0, 0, 3, 0);
  test_files_run (files, "cp store.gpkg other.gpkg");
  whole = test_files_preview (files, "other.gpkg", -1);
  test_assert_counts (whole, 0, 0, 3, 0);
}

static void
add (const char  *name,
     void       (*func) (TestFiles *, gconstpointer))
{
  g_test_add (name, TestFiles, NULL, test_files_set_up, func, test_files_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("/exchange/export/round-trip", test_round_trip);
  add ("/exchange/export/other-program", test_other_program);
  add ("/exchange/export/csv-text", test_csv_text);
  add ("/exchange/export/ring-directions", test_ring_directions);
  add ("/exchange/export/refused", test_refused);
  add ("/exchange/export/levels", test_levels);
  add ("/exchange/export/computed", test_computed);
  return g_test_run ();
}
