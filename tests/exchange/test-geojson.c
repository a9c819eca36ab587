/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-geojson.h"

#include <math.h>
#include <string.h>

#define SQUARE "{\"type\":\"Polygon\",\"coordinates\":[[[0,52],[0.1,52],[0.1,52.1],[0,52.1],[0,52]]]}"

static CamFeatureSet *
read_text (const char        *text,
           CamGeojsonSystem  *system,
           GError           **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return cam_geojson_read (bytes, system, NULL, error);
}

static void
test_collection (void)
{
  g_autoptr (GError) error = NULL;
  CamGeojsonSystem system = CAM_GEOJSON_OTHER;
  g_autoptr (CamFeatureSet) set =
    read_text ("\xef\xbb\xbf{ \"type\": \"FeatureCollection\", \"features\": [\n"
               "{\"type\":\"Feature\",\"properties\":{\"PAR19CD\":\"E04000001\",\"n\":3},\"geometry\":" SQUARE "},"
               "{\"type\":\"Feature\",\"properties\":{\"late\":\"x\",\"n\":null},\"geometry\":null}"
               "]}\n", &system, &error);
  CamFeature *first;
  CamFeature *second;

  g_assert_no_error (error);
  g_assert_true (system == CAM_GEOJSON_WGS84);
  g_assert_cmpuint (set->features->len, ==, 2);
  g_assert_cmpuint (set->columns->len, ==, 3);
  first = set->features->pdata[0];
  second = set->features->pdata[1];
  g_assert_cmpstr (cam_feature_get (first, 0), ==, "E04000001");
  g_assert_cmpstr (cam_feature_get (first, 1), ==, "3");
  g_assert_null (cam_feature_get (first, 2));
  g_assert_cmpstr (cam_feature_get (second, 2), ==, "x");
  g_assert_null (cam_feature_get (second, 1));
  g_assert_true (cam_geometry_is_area (first->geometry));
  g_assert_null (second->geometry);
  g_assert_null (second->trouble);
}

static void
test_old_crs (void)
{
  static const char text[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":"
    "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[546182,257043],[547182,257043],[547182,258043],"
    "[546182,257043]]]]}}]%s}";
  static const struct
  {
    const char       *crs;
    CamGeojsonSystem  expected;
  } cases[] = {
    { ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::27700\"}}", CAM_GEOJSON_GRID },
    { "", CAM_GEOJSON_METRES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      CamGeojsonSystem system = CAM_GEOJSON_OTHER;
      g_auto (GStrv) parts = g_strsplit (text, "%s", 2);
      g_autofree char *whole = g_strconcat (parts[0], cases[i].crs, parts[1], NULL);
      g_autoptr (CamFeatureSet) set = read_text (whole, &system, &error);
      CamFeature *feature;
      CamBounds bounds;

      g_assert_no_error (error);
      g_assert_true (system == cases[i].expected);
      feature = set->features->pdata[0];
      g_assert_nonnull (feature->geometry);
      bounds = cam_geometry_get_bounds (feature->geometry);
      g_assert_cmpfloat_with_epsilon (bounds.min_x, 0.137179, 1e-3);
      g_assert_cmpfloat_with_epsilon (bounds.min_y, 52.192254, 1e-3);
    }
}

static void
test_other_crs (void)
{
  g_autoptr (GError) error = NULL;
  CamGeojsonSystem system = CAM_GEOJSON_WGS84;
  g_autoptr (CamFeatureSet) set =
    read_text ("{\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}},"
               "\"type\":\"FeatureCollection\",\"features\":[]}", &system, &error);

  g_assert_null (set);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED);
  g_assert_true (system == CAM_GEOJSON_OTHER);
}

/* What is not a polygon, or not one that makes sense, is said with its feature; the others are read. */
static void
test_troubles (void)
{
  static const char * const geometries[] = {
    "{\"type\":\"Point\",\"coordinates\":[0,52]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,52],[1,52]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,\"52\"],[1,52],[1,53],[0,52]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,1e999],[1,52],[1,53],[0,1e999]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":7}",
    "{\"type\":\"Polygon\"}",
    "{\"type\":\"Circle\",\"coordinates\":[0,52]}",
    "[]",
    "7",
    "{\"type\":\"GeometryCollection\",\"geometries\":[3]}",
    "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,52],[720,52],[1,53],[0,52]]]]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (geometries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text =
        g_strdup_printf ("{\"type\":\"FeatureCollection\",\"features\":["
                         "{\"type\":\"Feature\",\"geometry\":%s},"
                         "{\"type\":\"Feature\",\"geometry\":" SQUARE "}]}", geometries[i]);
      g_autoptr (CamFeatureSet) set = read_text (text, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (set->features->len, ==, 2);
      g_assert_null (((CamFeature *) set->features->pdata[0])->geometry);
      g_assert_nonnull (((CamFeature *) set->features->pdata[0])->trouble);
      g_assert_nonnull (((CamFeature *) set->features->pdata[1])->geometry);
      g_assert_null (((CamFeature *) set->features->pdata[1])->trouble);
    }
}

static void
test_singles (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamFeatureSet) geometry = NULL;
  g_autoptr (CamFeatureSet) feature = NULL;
  g_autoptr (CamFeatureSet) open_ring = NULL;

  geometry = read_text (SQUARE, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (((CamFeature *) geometry->features->pdata[0])->geometry);
  feature = read_text ("{\"type\":\"Feature\",\"properties\":{\"name\":\"A\"},\"geometry\":" SQUARE "}", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cam_feature_get (feature->features->pdata[0], 0), ==, "A");
  open_ring = read_text ("{\"type\":\"Polygon\",\"coordinates\":[[[0,52,9],[0.1,52,9],[0.1,52.1,9]]]}", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cam_geometry_get_n_points (((CamFeature *) open_ring->features->pdata[0])->geometry), ==, 4);
}

static void
test_refused (void)
{
  static const char * const texts[] = {
    "", " ", "[]", "7", "\"x\"", "{", "{}", "{\"features\"", "{\"features\":[", "{\"features\":[{]}",
    "{\"features\":[{} {}]}", "{\"features\":{}}", "{\"type\":\"FeatureCollection\"}",
    "{\"features\":[{\"type\":\"Feature\",}]}", "{\"features\":[7]}", "{\"features\":[{\"type\":\"X\"}]}",
    "{\"a\":\"\\", "{\"a\":1}x", "\xff\xfe{}", "{\"type\":\"Feature\",\"geometry\":{]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CamFeatureSet) set = read_text (texts[i], NULL, &error);

      g_test_message ("text %u", i);
      g_assert_null (set);
      g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

static void
test_nesting (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"features\":[{\"type\":\"Feature\",\"geometry\":");
  g_autoptr (GError) error = NULL;
  g_autoptr (CamFeatureSet) set = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (deep, '[');
  set = read_text (deep->str, NULL, &error);
  g_assert_null (set);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG);
}

static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new ("{\"features\":[{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (CamFeatureSet) set = NULL;

  for (guint i = 0; i < CAM_FEATURES_MAX; i++)
    g_string_append (text, ",{}");
  g_string_append (text, "]}");
  set = read_text (text->str, NULL, &error);
  g_assert_null (set);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{\"features\":[{\"type\":\"Feature\"}]}", 33);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (cam_geojson_read (bytes, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/geojson/collection", test_collection);
  g_test_add_func ("/exchange/geojson/old-crs", test_old_crs);
  g_test_add_func ("/exchange/geojson/other-crs", test_other_crs);
  g_test_add_func ("/exchange/geojson/troubles", test_troubles);
  g_test_add_func ("/exchange/geojson/singles", test_singles);
  g_test_add_func ("/exchange/geojson/refused", test_refused);
  g_test_add_func ("/exchange/geojson/nesting", test_nesting);
  g_test_add_func ("/exchange/geojson/too-many", test_too_many);
  g_test_add_func ("/exchange/geojson/cancelled", test_cancelled);
  return g_test_run ();
}
