/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-boundary-import.h"
#include "cam-starter.h"

#include <math.h>
#include <stdlib.h>

#include <glib/gstdio.h>

/* Importing the parishes of a county, over an empty file and over the starter pack, beside what
 * ogr2ogr needs to turn the same file into a GeoPackage. Uses ../shared/data where it is, else a made
 * file of the same size: 221 features of 76 or 77 corners. */

#define N_RUNS 5
#define N_FEATURES 221
#define N_CORNERS 76

static char *
make_file (const char *folder)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");
  char *path = g_build_filename (folder, "parishes.geojson", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_FEATURES; i++)
    {
      double x = 0.05 * (i % 15);
      double y = 52 + 0.05 * (i / 15);

      g_string_append_printf (text, "%s{\"type\":\"Feature\",\"properties\":{\"PAR19CD\":\"E04%06u\","
                              "\"PAR19NM\":\"Parish %u\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[",
                              i > 0 ? "," : "", i, i);
      for (guint j = 0; j <= N_CORNERS; j++)
        {
          double angle = 2 * G_PI * (j % N_CORNERS) / N_CORNERS;

          g_string_append_printf (text, "%s[%.7f,%.7f]", j > 0 ? "," : "", x + 0.02 * cos (angle),
                                  y + 0.02 * sin (angle));
        }
      g_string_append (text, "]]}}");
    }
  g_string_append (text, "]}");
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
  return path;
}

static char *
find_file (const char *folder)
{
  const char *shared = g_getenv ("CAM_SHARED");
  const char *root = g_getenv ("CAM_SOURCE_ROOT");
  g_autofree char *beside = g_build_filename (root != NULL ? root : ".", "..", "shared", NULL);
  g_autofree char *real = g_build_filename (shared != NULL ? shared : beside, "data", "geo",
                                            "parish_polygons_reconstructed.geojson", NULL);

  return g_file_test (real, G_FILE_TEST_EXISTS) ? g_steal_pointer (&real) : make_file (folder);
}

static double
import_once (const char *folder,
             const char *source,
             gboolean    starter)
{
  g_autofree char *path = g_build_filename (folder, "store.gpkg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (source);
  g_autoptr (CamBoundaryImport) import = NULL;
  g_autoptr (CamStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;
  double seconds;

  store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  if (starter)
    g_assert_true (cam_starter_load (store, &error));
  start = g_get_monotonic_time ();
  import = cam_boundary_import_new (store, file);
  g_assert_true (cam_boundary_import_read (import, NULL, &error));
  g_assert_true (cam_boundary_import_preview (import, NULL, &error));
  g_assert_true (cam_boundary_import_apply (import, NULL, &error));
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  g_assert_cmpint (cam_store_count (store, "area"), >, 200);
  cam_store_close (store);
  g_unlink (path);
  return seconds;
}

static double
convert_once (const char *folder,
              const char *source)
{
  g_autofree char *path = g_build_filename (folder, "converted.gpkg", NULL);
  const char *argv[] = { "ogr2ogr", "-f", "GPKG", path, source, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;
  gint64 start = g_get_monotonic_time ();
  double seconds;

  child = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  g_unlink (path);
  return seconds;
}

static int
compare_seconds (gconstpointer a,
                 gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
get_median (double seconds[N_RUNS])
{
  qsort (seconds, N_RUNS, sizeof (double), compare_seconds);
  return seconds[N_RUNS / 2];
}

/* Backups lie there too, and what the state folder got. */
static void
remove_folder (const char *folder)
{
  const char *argv[] = { "rm", "-rf", folder, NULL };
  g_autoptr (GSubprocess) child = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_assert_true (child != NULL && g_subprocess_wait_check (child, NULL, NULL));
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cam-bench-import-XXXXXX", &error);
  g_autofree char *source = NULL;
  double into_empty[N_RUNS];
  double over_starter[N_RUNS];
  double converted[N_RUNS];
  double reference;

  g_assert_no_error (error);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  source = find_file (folder);
  /* Turn and turn about, so that whatever else the machine does falls on all alike. */
  for (guint i = 0; i < N_RUNS; i++)
    {
      into_empty[i] = import_once (folder, source, FALSE);
      over_starter[i] = import_once (folder, source, TRUE);
      converted[i] = convert_once (folder, source);
    }
  reference = get_median (converted);
  g_print ("bench: import-parishes %.3f s (reference ogr2ogr %.3f s)\n", get_median (into_empty), reference);
  g_print ("bench: import-parishes-over-starter %.3f s (reference ogr2ogr %.3f s)\n",
           get_median (over_starter), reference);
  remove_folder (folder);
  return 0;
}
