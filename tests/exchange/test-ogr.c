/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-boundary-read.h"
#include "cam-ogr.h"
#include "cam-zip-list.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

/* Three squares of about a kilometre, as a council's people would have them. */
static const char geojson[] =
  "{\"type\":\"FeatureCollection\",\"features\":["
  "{\"type\":\"Feature\",\"properties\":{\"PAR19CD\":\"E04000001\",\"PAR19NM\":\"Alder CP\"},\"geometry\":"
  "{\"type\":\"Polygon\",\"coordinates\":[[[0.1,52.2],[0.12,52.2],[0.12,52.21],[0.1,52.21],[0.1,52.2]]]}},"
  "{\"type\":\"Feature\",\"properties\":{\"PAR19CD\":\"E04000002\",\"PAR19NM\":\"Birch CP\"},\"geometry\":"
  "{\"type\":\"Polygon\",\"coordinates\":[[[0.12,52.2],[0.14,52.2],[0.14,52.21],[0.12,52.21],[0.12,52.2]]]}}]}";

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("cam-ogr-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "rm", "-rf", fixture->folder, NULL };
  g_autoptr (GSubprocess) rm = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (rm, NULL, NULL));
  g_free (fixture->folder);
}

static char *
write_file (Fixture    *fixture,
            const char *name,
            const char *contents,
            gssize      length)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
  return path;
}

static void
run_tool (Fixture    *fixture,
          const char *command)
{
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "sh", "-c", command, NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) child = NULL;

  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  child = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
}

static void
check_read (Fixture    *fixture,
            const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CamFeatureSet) set = cam_boundary_read (path, NULL, &error);
  CamFeature *feature;
  CamBounds bounds;

  g_test_message ("%s", name);
  g_assert_no_error (error);
  g_assert_cmpuint (set->features->len, ==, 2);
  feature = set->features->pdata[0];
  g_assert_nonnull (feature->geometry);
  bounds = cam_geometry_get_bounds (feature->geometry);
  g_assert_cmpfloat_with_epsilon (bounds.min_x, 0.1, 1e-6);
  g_assert_cmpfloat_with_epsilon (bounds.max_y, 52.21, 1e-6);
  g_assert_cmpint (cam_feature_set_find_column (set, "PAR19CD"), >=, 0);
  g_assert_cmpstr (cam_feature_get (feature, cam_feature_set_find_column (set, "PAR19CD")), ==, "E04000001");
}

/* What a council's people send: every format, in degrees and in metres. */
static void
test_formats (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const names[] = {
    "a.kml", "a.shp", "a.tab", "a.mif", "bng.gpkg", "wgs.gpkg", "bng.geojson", "mercator.gpkg", "mercator.geojson",
    "shp.zip", "inner.zip", "a.kmz", "b.SHP", "c.shp",
  };
  g_autofree char *source = write_file (fixture, "in.geojson", geojson, -1);

  run_tool (fixture,
            "set -e; ogr2ogr -f KML a.kml in.geojson; ogr2ogr -t_srs EPSG:27700 a.shp in.geojson;"
            "ogr2ogr -f 'MapInfo File' a.tab in.geojson; ogr2ogr -f 'MapInfo File' a.mif in.geojson;"
            "ogr2ogr -t_srs EPSG:27700 bng.gpkg in.geojson; ogr2ogr wgs.gpkg in.geojson;"
            "ogr2ogr -t_srs EPSG:27700 -lco RFC7946=NO bng.geojson in.geojson; ogr2ogr -t_srs EPSG:3857 mercator.gpkg in.geojson;"
            "ogr2ogr -t_srs EPSG:3857 -lco RFC7946=NO mercator.geojson in.geojson;"
            "mkdir 'sub folder'; for x in shp shx dbf prj; do cp a.$x b.$x; mv b.$x B.$x; cp a.$x 'sub folder/'; done;"
            "cp a.shp c.shp; cp a.dbf c.dbf; cp a.prj c.prj; for x in shp shx dbf prj; do mv B.$x b.$(echo $x | tr a-z A-Z); done;"
            "python3 -c \"import zipfile as z; f=z.ZipFile('shp.zip','w',8); [f.write('a.'+x) for x in ('shp','shx','dbf','prj')]; f.close();"
            "f=z.ZipFile('inner.zip','w',8); [f.write('sub folder/a.'+x) for x in ('shp','shx','dbf','prj')]; f.close();"
            "f=z.ZipFile('a.kmz','w',8); f.write('a.kml','doc.kml'); f.close()\"");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    check_read (fixture, names[i]);
}

static void
check_refused (const char *path,
               int         code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamFeatureSet) set = cam_boundary_read (path, NULL, &error);

  g_assert_null (set);
  g_assert_error (error, CAM_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *kml = write_file (fixture, "x.kml", "<kml><Placemark>", -1);
  g_autofree char *tab = write_file (fixture, "x.tab", "!table\n!version 300\n", -1);
  g_autofree char *shp = write_file (fixture, "x.shp", "\0\0\x27\x0a garbage", 12);
  g_autofree char *zip = write_file (fixture, "x.zip", "PK\3\4 garbage", -1);
  g_autofree char *empty = write_file (fixture, "x.geojson", "", -1);
  g_autofree char *other = write_file (fixture, "x.pdf", "%PDF-1.4", -1);
  g_autofree char *pipe = g_build_filename (fixture->folder, "x.csv", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "none.csv", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  check_refused (kml, CAM_ERROR_CORRUPT);
  check_refused (tab, CAM_ERROR_CORRUPT);
  check_refused (shp, CAM_ERROR_CORRUPT);
  check_refused (zip, CAM_ERROR_CORRUPT);
  check_refused (empty, CAM_ERROR_CORRUPT);
  check_refused (other, CAM_ERROR_UNSUPPORTED);
  check_refused (pipe, CAM_ERROR_UNSUPPORTED);
  check_refused (fixture->folder, CAM_ERROR_UNSUPPORTED);
  check_refused (missing, CAM_ERROR_NOT_FOUND);
}

static void
test_too_big (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = write_file (fixture, "huge.geojson", "{", -1);

  run_tool (fixture, "truncate -s 257M huge.geojson");
  check_refused (path, CAM_ERROR_TOO_BIG);
}

/* A small archive that says it unpacks to more than a gigabyte is not unpacked, and names that lead
 * out of an archive name nothing. */
static void
test_bomb (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *honest = g_build_filename (fixture->folder, "honest.zip", NULL);
  g_autofree char *traversal = g_build_filename (fixture->folder, "up.zip", NULL);
  g_autofree char *none = g_build_filename (fixture->folder, "none.zip", NULL);

  run_tool (fixture,
            "python3 -c \"import zipfile as z; f=z.ZipFile('honest.zip','w'); f.writestr('a.kml','x'); f.close()\n"
            "b=bytearray(open('honest.zip','rb').read()); at=b.find(b'PK\\1\\2'); b[at+24:at+28]=b'\\377\\377\\377\\177'\n"
            "open('honest.zip','wb').write(b)\n"
            "f=z.ZipFile('up.zip','w'); f.writestr('../a.shp','x'); f.writestr('/etc/a.shp','x');"
            "f.writestr('-a.shp','x'); f.writestr('a\\u00e9{}.shp','x'); f.close();"
            "f=z.ZipFile('none.zip','w'); f.writestr('a.txt','x'); f.close()\"");
  check_refused (honest, CAM_ERROR_TOO_BIG);
  check_refused (traversal, CAM_ERROR_UNSUPPORTED);
  check_refused (none, CAM_ERROR_UNSUPPORTED);
}

/* The child may not follow what a file names: a VRT in a KML's clothes reads nothing else. */
static void
test_other_drivers (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *target = write_file (fixture, "target.geojson", geojson, -1);
  g_autofree char *vrt_text =
    g_strdup_printf ("<OGRVRTDataSource><OGRVRTLayer name=\"target\"><SrcDataSource>%s</SrcDataSource>"
                     "</OGRVRTLayer></OGRVRTDataSource>", target);
  g_autofree char *kml = write_file (fixture, "vrt.kml", vrt_text, -1);

  check_refused (kml, CAM_ERROR_CORRUPT);
}

static void
test_missing_tool (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *kml = write_file (fixture, "x.kml", "<kml/>", -1);
  g_autofree char *native = write_file (fixture, "in.geojson", geojson, -1);
  g_autofree char *grid = g_build_filename (fixture->folder, "bng.geojson", NULL);
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autoptr (GError) error = NULL;
  g_autoptr (CamFeatureSet) set = NULL;

  run_tool (fixture, "ogr2ogr -t_srs EPSG:27700 -lco RFC7946=NO bng.geojson in.geojson;"
                     "ogr2ogr -t_srs EPSG:27700 bng.gpkg in.geojson");
  g_setenv ("PATH", fixture->folder, TRUE);
  g_assert_false (cam_ogr_is_installed ());
  set = cam_boundary_read (kml, NULL, &error);
  g_assert_null (set);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_MISSING_TOOL);
  g_assert_nonnull (strstr (error->message, "gdal-bin"));
  check_read (fixture, "in.geojson");
  check_read (fixture, "bng.geojson");
  check_read (fixture, "bng.gpkg");
  g_setenv ("PATH", path, TRUE);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50000);
  g_cancellable_cancel (data);
  return NULL;
}

/* A child that would never end by itself stands in for ogr2ogr. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *kml = write_file (fixture, "x.kml", "<kml/>", -1);
  g_autofree char *tool = write_file (fixture, "ogr2ogr", "#!/bin/sh\nwhile :; do /bin/sleep 1; done\n", -1);
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GThread) thread = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_cmpint (g_chmod (tool, 0700), ==, 0);
  g_setenv ("PATH", fixture->folder, TRUE);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_null (cam_ogr_convert (kml, CAM_INPUT_KML, cancellable, &error));
  g_thread_join (g_steal_pointer (&thread));
  g_setenv ("PATH", path, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
add (const char  *name,
     void       (*func) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, func, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/exchange/ogr/formats", test_formats);
  add ("/exchange/ogr/broken", test_broken);
  add ("/exchange/ogr/too-big", test_too_big);
  add ("/exchange/ogr/bomb", test_bomb);
  add ("/exchange/ogr/other-drivers", test_other_drivers);
  add ("/exchange/ogr/missing-tool", test_missing_tool);
  add ("/exchange/ogr/cancel", test_cancel);
  return g_test_run ();
}
