/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-meter.h"
#include "cam-starter-pack.h"
#include "test-files.h"

#include <string.h>

#define FEATURE(code, name, more, x, y) \
  "{\"type\":\"Feature\",\"properties\":{\"PAR19CD\":\"" code "\",\"PAR19NM\":\"" name "\"" more "},\"geometry\":" \
  "{\"type\":\"Polygon\",\"coordinates\":[[[" x "0," y "0],[" x "5," y "0],[" x "5," y "5],[" x "0," y "5],[" x "0," y "0]]]}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

/* Squares of a few hundred metres, so that "0.1" and "52.2" name a place. */
static const char two_parishes[] =
  COLLECTION (FEATURE ("E04000001", "Alder CP", ",\"population\":100", "0.10", "52.20") ","
              FEATURE ("E04000002", "St. Birch", "", "0.11", "52.20"));

static gboolean
add_areas_cb (CamWriter  *writer,
              gpointer    data,
              GError    **error)
{
  static const struct
  {
    const char *level;
    const char *name;
    const char *code;
  } areas[] = {
    { "parish", "Alder", "E04000001" }, { "parish", "Saint Birch", NULL }, { "parish", "Cedar", "E04000009" },
    { "ward", "Elm", "E05000001" }, { "district", "Midshire", "E07000001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      CamCell cells[] = {
        { "level", cam_text (areas[i].level) }, { "name", cam_text (areas[i].name) },
        { "code", cam_text (areas[i].code) }, { "label_lat", cam_real (52.2) }, { "label_lon", cam_real (0.1) },
      };
      g_autofree char *uuid = cam_writer_insert (writer, "area", cells, G_N_ELEMENTS (cells), error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
add_areas (TestFiles *files)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_store_write (files->store, "Add areas", add_areas_cb, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_area (TestFiles  *files,
             const char *name,
             const char *column,
             const char *expected)
{
  g_autofree char *found = test_files_get_area (files, name, column);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_new (TestFiles     *files,
          gconstpointer  data)
{
  g_autofree char *path = test_files_write (files, "parishes.geojson", two_parishes);
  g_autofree char *before = test_files_digest (files);
  g_autofree char *after = NULL;
  g_autofree char *hectares = NULL;
  g_autoptr (CamBoundaryImport) import = test_files_preview (files, "parishes.geojson", -1);
  g_autoptr (CamBoundaryImport) again = NULL;

  g_assert_cmpint (cam_boundary_import_get_level (import), ==, CAM_LEVEL_PARISH);
  g_assert_cmpstr (cam_boundary_import_get_code_column (import), ==, "PAR19CD");
  g_assert_cmpstr (cam_boundary_import_get_name_column (import), ==, "PAR19NM");
  g_assert_true (g_strv_contains (cam_boundary_import_get_columns (import), "population"));
  g_assert_false (cam_boundary_import_is_postcodes (import));
  test_assert_counts (import, 2, 0, 0, 0);
  after = test_files_digest (files);
  g_assert_cmpstr (before, ==, after);

  test_files_apply (import);
  g_assert_cmpint (cam_store_count (files->store, "area"), ==, 2);
  assert_area (files, "Alder", "code", "E04000001");
  assert_area (files, "Alder", "population", "100");
  assert_area (files, "Alder", "outline", "imported");
  assert_area (files, "Alder", "outline_source", "parishes.geojson");
  assert_area (files, "Alder", "status", "agreed");
  hectares = test_files_get_area (files, "Alder", "hectares");
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (hectares, NULL), 19.0, 0.3);
  g_assert_cmpstr (cam_store_get_undo_label (files->store), ==, "Import boundaries from parishes.geojson");

  again = test_files_preview (files, "parishes.geojson", -1);
  test_assert_counts (again, 0, 0, 2, 0);
}

/* Applying what changes nothing makes no action. */
static void
test_nothing_to_do (TestFiles     *files,
                    gconstpointer  data)
{
  g_autofree char *path = test_files_write (files, "a.geojson", two_parishes);
  g_autoptr (CamBoundaryImport) first = test_files_preview (files, "a.geojson", -1);
  g_autoptr (CamBoundaryImport) second = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  test_files_apply (first);
  g_assert_false (cam_boundary_import_apply (first, NULL, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  second = test_files_preview (files, "a.geojson", -1);
  before = test_files_digest (files);
  test_files_apply (second);
  after = test_files_digest (files);
  g_assert_cmpstr (before, ==, after);
}

static void
test_matching (TestFiles     *files,
               gconstpointer  data)
{
  g_autofree char *path = test_files_write (files, "a.geojson", two_parishes);
  g_autoptr (CamBoundaryImport) import = NULL;
  CamImportItem *birch;

  add_areas (files);
  import = test_files_preview (files, "a.geojson", -1);
  test_assert_counts (import, 0, 2, 0, 0);
  birch = test_find_item (import, "St. Birch");
  g_assert_cmpstr (cam_import_item_get_matched_name (birch), ==, "Saint Birch");
  g_assert_nonnull (strstr (cam_import_item_get_reason (birch), "E04000002"));
  test_files_apply (import);
  g_assert_cmpint (cam_store_count (files->store, "area"), ==, 5);
  assert_area (files, "Alder", "population", "100");
  /* The spelling that was there stays; the code is new. */
  assert_area (files, "Saint Birch", "code", "E04000002");
  assert_area (files, "Saint Birch", "outline", "imported");
}

static void
test_renamed (TestFiles     *files,
              gconstpointer  data)
{
  g_autofree char *path =
    test_files_write (files, "a.geojson", COLLECTION (FEATURE ("E04000001", "Alder and Ash", "", "0.10", "52.20")));
  g_autoptr (CamBoundaryImport) import = NULL;

  add_areas (files);
  import = test_files_preview (files, "a.geojson", -1);
  test_assert_counts (import, 0, 1, 0, 0);
  g_assert_nonnull (strstr (cam_import_item_get_reason (test_find_item (import, "Alder and Ash")), "“Alder”"));
  test_files_apply (import);
  assert_area (files, "Alder and Ash", "code", "E04000001");
}

/* A published size stays what it is; a measured one stands in where there is none. */
static void
test_hectares (TestFiles     *files,
               gconstpointer  data)
{
  g_autofree char *path = test_files_write (files, "a.csv", "PAR19CD,PAR19NM,hectares\nE04000001,Alder,20.5\n");
  g_autofree char *outlines = test_files_write (files, "b.geojson", two_parishes);
  g_autofree char *other = test_files_write (files, "c.geojson",
                                             COLLECTION (FEATURE ("E04000001", "Alder", ",\"hectares_os\":21", "0.10", "52.20")));
  g_autoptr (CamBoundaryImport) table = test_files_preview (files, "a.csv", -1);
  g_autoptr (CamBoundaryImport) import = NULL;
  g_autoptr (CamBoundaryImport) published = NULL;

  test_files_apply (table);
  import = test_files_preview (files, "b.geojson", -1);
  test_files_apply (import);
  assert_area (files, "Alder", "hectares", "20.5");
  assert_area (files, "Alder", "outline", "imported");
  published = test_files_preview (files, "c.geojson", -1);
  test_assert_counts (published, 0, 1, 0, 0);
  test_files_apply (published);
  assert_area (files, "Alder", "hectares", "21.0");
}

/* Two places of one name, far apart, each with a code, are two places. */
static void
test_far_away (TestFiles     *files,
               gconstpointer  data)
{
  g_autofree char *path =
    test_files_write (files, "a.geojson", COLLECTION (FEATURE ("E04000077", "Cedar", "", "0.10", "53.20")));
  g_autofree char *near =
    test_files_write (files, "b.geojson", COLLECTION (FEATURE ("E04000077", "Cedar", "", "0.10", "52.20")));
  g_autoptr (CamBoundaryImport) import = NULL;
  g_autoptr (CamBoundaryImport) nearer = NULL;

  add_areas (files);
  import = test_files_preview (files, "a.geojson", -1);
  test_assert_counts (import, 1, 0, 0, 0);
  nearer = test_files_preview (files, "b.geojson", -1);
  test_assert_counts (nearer, 0, 1, 0, 0);
}

/* Everything that can be wrong with one feature, and one that is right: it goes in, the others are
 * listed, first, each with a sentence. */
static void
test_problems (TestFiles     *files,
               gconstpointer  data)
{
  g_autofree char *path =
    test_files_write (files, "a.geojson", COLLECTION (
      FEATURE ("E04000001", "Alder", "", "0.10", "52.20") ","
      FEATURE ("E04000011|E04000012", "Fir and Gorse", "", "0.12", "52.20") ","
      FEATURE ("", "", "", "0.13", "52.20") ","
      FEATURE ("E05000001", "Elm", "", "0.14", "52.20") ","
      FEATURE ("", "Hazel", "", "0.15", "52.20") "," FEATURE ("", "Hazel CP", "", "0.16", "52.20") ","
      "{\"type\":\"Feature\",\"properties\":{\"PAR19CD\":\"E04000021\",\"PAR19NM\":\"Ivy\"},\"geometry\":null},"
      "{\"type\":\"Feature\",\"properties\":{\"PAR19CD\":\"E04000022\",\"PAR19NM\":\"Jasmine\"},\"geometry\":"
      "{\"type\":\"Polygon\",\"coordinates\":[[[0,52],[0.1,52],[0.2,52],[0,52]]]}},"
      "{\"type\":\"Feature\",\"properties\":{\"PAR19CD\":\"E04000023\",\"PAR19NM\":\"Kale\"},\"geometry\":"
      "{\"type\":\"Point\",\"coordinates\":[0,52]}},"
      FEATURE ("E04000024", "", "", "0.17", "52.20") ","
      FEATURE ("E04000025", "Lime", "", "0.18", "52.20") "," FEATURE ("E04000025", "Maple", "", "0.19", "52.20")));
  g_autoptr (CamBoundaryImport) import = NULL;
  g_autoptr (CamImportItem) first = NULL;

  add_areas (files);
  import = test_files_preview (files, "a.geojson", CAM_LEVEL_PARISH);
  test_assert_counts (import, 0, 1, 0, 10);
  first = g_list_model_get_item (cam_boundary_import_get_items (import), 0);
  g_assert_cmpint (cam_import_item_get_verdict (first), ==, CAM_IMPORT_PROBLEM);
  g_assert_nonnull (strstr (cam_import_item_get_reason (test_find_item (import, "Fir and Gorse")), "2 areas"));
  g_assert_nonnull (strstr (cam_import_item_get_reason (test_find_item (import, "Elm")), "another level"));
  g_assert_nonnull (strstr (cam_import_item_get_reason (test_find_item (import, "Kale")), "point"));
  test_files_apply (import);
  g_assert_cmpint (cam_store_count (files->store, "area"), ==, 5);
  assert_area (files, "Alder", "outline", "imported");
  assert_area (files, "Cedar", "outline", NULL);
}

static void
test_mended_and_joined (TestFiles     *files,
                        gconstpointer  data)
{
  g_autofree char *path =
    test_files_write (files, "a.geojson", COLLECTION (
      "{\"type\":\"Feature\",\"properties\":{\"PAR19CD\":\"E04000021\",\"PAR19NM\":\"Bow\"},\"geometry\":"
      "{\"type\":\"Polygon\",\"coordinates\":[[[0.1,52],[0.2,52.1],[0.2,52],[0.1,52.1],[0.1,52]]]}},"
      FEATURE ("E04000025", "Lime", "", "0.18", "52.20") "," FEATURE ("E04000025", "Lime", "", "0.19", "52.20")));
  g_autoptr (CamBoundaryImport) import = test_files_preview (files, "a.geojson", -1);
  g_autoptr (CamBoundaryImport) again = NULL;
  g_autofree char *hectares = NULL;

  test_assert_counts (import, 2, 0, 0, 0);
  g_assert_nonnull (strstr (cam_import_item_get_reason (test_find_item (import, "Bow")), "mended"));
  g_assert_nonnull (strstr (cam_import_item_get_reason (test_find_item (import, "Lime")), "2 parts"));
  test_files_apply (import);
  hectares = test_files_get_area (files, "Lime", "hectares");
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (hectares, NULL), 38.0, 0.6);
  again = test_files_preview (files, "a.geojson", -1);
  test_assert_counts (again, 0, 0, 2, 0);
}

/* The same outlines in other clothes are the same. */
static void
test_same_in_other_formats (TestFiles     *files,
                            gconstpointer  data)
{
  static const char * const names[] = { "a.gpkg", "bng.gpkg", "a.kml", "a.shp", "bng.shp", "bng.geojson", "bng.tab" };
  g_autofree char *path = test_files_write (files, "a.geojson", two_parishes);
  g_autoptr (CamBoundaryImport) import = test_files_preview (files, "a.geojson", -1);

  test_files_apply (import);
  test_files_run (files, "set -e; ogr2ogr a.gpkg a.geojson; ogr2ogr -t_srs EPSG:27700 bng.gpkg a.geojson;"
                         "ogr2ogr -f KML a.kml a.geojson; ogr2ogr a.shp a.geojson;"
                         "ogr2ogr -t_srs EPSG:27700 bng.shp a.geojson;"
                         "ogr2ogr -t_srs EPSG:27700 -f 'MapInfo File' bng.tab a.geojson;"
                         "ogr2ogr -t_srs EPSG:27700 -lco RFC7946=NO bng.geojson a.geojson");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CamBoundaryImport) again = test_files_preview (files, names[i], CAM_LEVEL_PARISH);

      g_test_message ("%s", names[i]);
      test_assert_counts (again, 0, 0, 2, 0);
    }
}

static void
test_table_of_areas (TestFiles     *files,
                     gconstpointer  data)
{
  g_autofree char *path =
    test_files_write (files, "a.csv",
                      "PAR19CD;PAR19NM;LAD19CD;population;hectares;Longitude;Latitude\r"
                      "E04000001;Alder;E07000001;\"1,234\";12.5;546182;257043\r"
                      "E04000002;\"Birch; or\nBeech\";E07000001;;;0.1;52.2\r"
                      "E04000003;=Oak();E07000001;5;;;\r");
  g_autoptr (CamBoundaryImport) import = NULL;
  g_autoptr (CamBoundaryImport) again = NULL;
  g_autofree char *lat = NULL;
  g_autofree char *district = NULL;

  add_areas (files);
  import = test_files_preview (files, "a.csv", -1);
  test_assert_counts (import, 2, 1, 0, 0);
  test_files_apply (import);
  assert_area (files, "Alder", "population", "1234");
  assert_area (files, "Alder", "hectares", "12.5");
  assert_area (files, "Alder", "outline", NULL);
  lat = test_files_get_area (files, "Alder", "label_lat");
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (lat, NULL), 52.192254, 1e-4);
  district = test_files_get_area (files, "Midshire", "uuid");
  assert_area (files, "Birch; or\nBeech", "parent_uuid", district);
  assert_area (files, "=Oak()", "code", "E04000003");
  again = test_files_preview (files, "a.csv", -1);
  test_assert_counts (again, 0, 0, 3, 0);
}

static void
test_postcodes (TestFiles     *files,
                gconstpointer  data)
{
  g_autofree char *path =
    test_files_write (files, "cb.csv", "\"CB1 0AB\",10,546182,257043,\"E92000001\"\r\n\"CB10AH\",10,546881,258966,\"E92000001\"\r\n"
                                       "\"CB1 0AN\",10,546881,258966,\"\"\r\n\"CB1 0AP\",10,546881,258966,\"\"\r\n"
                                       "\"CB1 0AB\",10,1,1,\"E92000001\"\r\n");
  g_autofree char *later =
    test_files_write (files, "onspd.csv", "pcd,pcds,oseast1m,osnrth1m,lat,long\nCB1 0AB,CB1 0AB,546182,257043,53,0.1\n"
                                          "CB1 0AH,CB1 0AH,546881,258966,52.209341,0.148229\nCB9 9ZZ,CB9 9ZZ,,,99.999999,0.0\n");
  g_autoptr (CamBoundaryImport) import = test_files_preview (files, "cb.csv", -1);
  g_autoptr (CamBoundaryImport) again = NULL;
  g_autoptr (CamBoundaryImport) other = NULL;

  g_assert_true (cam_boundary_import_is_postcodes (import));
  test_assert_counts (import, 4, 0, 0, 1);
  test_files_apply (import);
  g_assert_cmpint (cam_store_count (files->store, "postcode"), ==, 4);
  g_assert_cmpint (cam_store_count (files->store, "area"), ==, 0);
  again = test_files_preview (files, "cb.csv", -1);
  test_assert_counts (again, 0, 0, 4, 1);
  other = test_files_preview (files, "onspd.csv", -1);
  g_assert_cmpint (cam_import_item_get_verdict (test_find_item (other, "CB1 0AB")), ==, CAM_IMPORT_CHANGED);
  g_assert_cmpint (cam_import_item_get_verdict (test_find_item (other, "CB9 9ZZ")), ==, CAM_IMPORT_PROBLEM);
}

static void
check_refused (TestFiles  *files,
               const char *name,
               const char *contents,
               int         code)
{
  g_autofree char *path = test_files_write (files, name, contents);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (CamBoundaryImport) import = cam_boundary_import_new (files->store, file);
  g_autoptr (GError) error = NULL;

  if (cam_boundary_import_read (import, NULL, &error))
    g_assert_false (cam_boundary_import_preview (import, NULL, &error));
  g_assert_error (error, CAM_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_refused (TestFiles     *files,
              gconstpointer  data)
{
  g_autofree char *before = test_files_digest (files);
  g_autofree char *after = NULL;

  check_refused (files, "a.geojson", COLLECTION (""), CAM_ERROR_CORRUPT);
  check_refused (files, "b.geojson", "{\"type\":\"Point\",\"coordinates\":[0,52]}", CAM_ERROR_UNSUPPORTED);
  check_refused (files, "c.geojson", "{\"type\":\"Feature\",\"geometry\":null}", CAM_ERROR_UNSUPPORTED);
  check_refused (files, "d.csv", "org,start_date\nTEST,2004\n", CAM_ERROR_UNSUPPORTED);
  check_refused (files, "e.csv", "name,n\nSomething,1\n", CAM_ERROR_INVALID);
  check_refused (files, "f.gpkg", "SQLite format 3", CAM_ERROR_UNSUPPORTED);
  after = test_files_digest (files);
  g_assert_cmpstr (before, ==, after);
}

static void
test_properties (TestFiles     *files,
                 gconstpointer  data)
{
  g_autofree char *path = test_files_write (files, "a.csv", "PAR19CD,PAR19NM,WD19CD,WD19NM\nE04000001,A,E05000001,B\n");
  g_autoptr (CamBoundaryImport) import = test_files_preview (files, "a.csv", -1);
  GListModel *items = cam_boundary_import_get_items (import);
  guint n_notified = 0;

  g_assert_cmpint (cam_boundary_import_get_level (import), ==, CAM_LEVEL_PARISH);
  g_signal_connect_swapped (import, "notify::level", G_CALLBACK (g_atomic_int_inc), &n_notified);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 1);
  cam_boundary_import_set_level (import, CAM_LEVEL_WARD);
  cam_boundary_import_set_level (import, CAM_LEVEL_WARD);
  g_assert_cmpuint (n_notified, ==, 1);
  /* Another level has other columns, and what was previewed no longer holds. */
  g_assert_cmpstr (cam_boundary_import_get_code_column (import), ==, "WD19CD");
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 0);
  cam_boundary_import_set_name_column (import, "PAR19NM");
  cam_boundary_import_set_code_column (import, NULL);
  cam_boundary_import_set_level (import, CAM_LEVEL_PARISH);
  g_assert_cmpstr (cam_boundary_import_get_name_column (import), ==, "PAR19NM");
  g_assert_null (cam_boundary_import_get_code_column (import));
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
test_async (TestFiles     *files,
            gconstpointer  data)
{
  g_autofree char *path = test_files_write (files, "a.geojson", two_parishes);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (CamBoundaryImport) import = cam_boundary_import_new (files->store, file);
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) previewed = NULL;
  g_autoptr (GAsyncResult) applied = NULL;
  g_autoptr (GError) error = NULL;

  cam_boundary_import_read_async (import, NULL, finished_cb, &read);
  g_assert_true (cam_boundary_import_read_finish (import, wait_for (&read), &error));
  cam_boundary_import_preview_async (import, NULL, finished_cb, &previewed);
  g_assert_true (cam_boundary_import_preview_finish (import, wait_for (&previewed), &error));
  test_assert_counts (import, 2, 0, 0, 0);
  cam_boundary_import_apply_async (import, NULL, finished_cb, &applied);
  g_assert_true (cam_boundary_import_apply_finish (import, wait_for (&applied), &error));
  g_assert_no_error (error);
  g_assert_cmpint (cam_store_count (files->store, "area"), ==, 2);
}

/* Under any name, the file that is open is refused before it is opened. */
static void
test_itself (TestFiles     *files,
             gconstpointer  data)
{
  g_autofree char *link_path = g_build_filename (files->folder, "linked.gpkg", NULL);
  g_autofree char *hard_path = g_build_filename (files->folder, "hard.gpkg", NULL);
  const char *paths[] = { cam_store_get_path (files->store), link_path, hard_path };

  test_files_run (files, "ln -s store.gpkg linked.gpkg && ln store.gpkg hard.gpkg");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autoptr (CamBoundaryImport) import = cam_boundary_import_new (files->store, file);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) later = NULL;

      g_assert_false (cam_boundary_import_read (import, NULL, &error));
      g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "into itself."));
      cam_boundary_import_read_async (import, NULL, finished_cb, &result);
      g_assert_false (cam_boundary_import_read_finish (import, wait_for (&result), &later));
      g_assert_error (later, CAM_ERROR, CAM_ERROR_INVALID);
    }
}

/* A store as somebody else has it: the parish only guessed, the ward real, one area deleted. */
static gboolean
add_other_areas_cb (CamWriter  *writer,
                    gpointer    data,
                    GError    **error)
{
  static const guint8 square[] = {
    0x01, 0x03, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x4a, 0x40,
    0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0x4a, 0x40,
    0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0x80, 0x4a, 0x40,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x4a, 0x40,
  };
  static const char *areas[][4] = {
    { "parish", "Alder", "E04000001", "approximate" }, { "ward", "Elm", "E05000001", "imported" },
    { "parish", "Gone", "E04000033", "imported" },
  };
  g_autoptr (CamGeometry) geometry = cam_geometry_new_from_wkb (square, sizeof square, error);
  g_autoptr (CamGeometry) area = cam_geometry_to_valid_area (geometry, NULL, error);
  g_autoptr (GBytes) blob = cam_geometry_to_gpkg (area);

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      CamCell cells[] = {
        { "level", cam_text (areas[i][0]) }, { "name", cam_text (areas[i][1]) }, { "code", cam_text (areas[i][2]) },
        { "outline", cam_text (areas[i][3]) }, { "geom", cam_blob (blob) }, { "deleted", cam_integer (i == 2) },
      };
      g_autofree char *uuid = cam_writer_insert (writer, "area", cells, G_N_ELEMENTS (cells), error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Another file of the program says itself at which level each area is and how its outline came
 * about, whatever level is chosen for the file. */
static void
test_another_store (TestFiles     *files,
                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (files->folder, "other.gpkg", NULL);
  g_autofree char *parishes = test_files_write (files, "a.geojson", two_parishes);
  g_autoptr (CamBoundaryImport) first = NULL;
  g_autoptr (CamBoundaryImport) import = NULL;
  g_autoptr (CamStore) other = NULL;
  g_autoptr (GError) error = NULL;

  other = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (cam_store_write (other, "Add areas", add_other_areas_cb, NULL, &error));
  cam_store_close (other);

  add_areas (files);
  first = test_files_preview (files, "a.geojson", -1);
  test_files_apply (first);
  import = test_files_preview (files, "other.gpkg", CAM_LEVEL_DISTRICT);
  test_assert_counts (import, 0, 1, 1, 0);
  g_assert_cmpint (cam_import_item_get_verdict (test_find_item (import, "Alder")), ==, CAM_IMPORT_SAME);
  test_files_apply (import);
  assert_area (files, "Alder", "outline_source", "a.geojson");
  assert_area (files, "Alder", "outline", "imported");
  assert_area (files, "Elm", "outline", "imported");
  assert_area (files, "Elm", "level", "ward");
}

typedef struct
{
  double last;
  guint  n_between;
} Progress;

static void
progress_cb (CamBoundaryImport *import,
             GParamSpec        *pspec,
             gpointer           user_data)
{
  Progress *progress = user_data;
  double fraction = -1;

  g_object_get (import, "fraction", &fraction, NULL);
  g_assert_cmpfloat (fraction, >, progress->last);
  progress->n_between += fraction > 0 && fraction < 1;
  progress->last = fraction < 1 ? fraction : -1;
}

static void
check_progress (Progress *progress)
{
  g_assert_cmpuint (progress->n_between, >=, 10);
  *progress = (Progress) { .last = -1 };
}

static char *
write_many_parishes (TestFiles  *files,
                     const char *name)
{
  g_autoptr (GString) text = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");

  for (guint i = 0; i < 600; i++)
    g_string_append_printf (text, "%s{\"type\":\"Feature\",\"properties\":{\"PAR19CD\":\"E04%06u\",\"PAR19NM\":\"P%u\"},"
                            "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%u,52],[%u.5,52],[%u.5,52.5],[%u,52]]]}}",
                            i > 0 ? "," : "", i, i, i % 90, i % 90, i % 90, i % 90);
  g_string_append (text, "]}");
  return test_files_write (files, name, text->str);
}

/* Each step tells how far it has come, in order, and from the thread of the import. */
static void
test_progress (TestFiles     *files,
               gconstpointer  data)
{
  g_autofree char *path = write_many_parishes (files, "many.geojson");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (CamBoundaryImport) import = cam_boundary_import_new (files->store, file);
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) previewed = NULL;
  g_autoptr (GAsyncResult) applied = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { .last = -1 };

  g_signal_connect (import, "notify::fraction", G_CALLBACK (progress_cb), &progress);
  cam_boundary_import_read_async (import, NULL, finished_cb, &read);
  g_assert_true (cam_boundary_import_read_finish (import, wait_for (&read), &error));
  check_progress (&progress);
  cam_boundary_import_preview_async (import, NULL, finished_cb, &previewed);
  g_assert_true (cam_boundary_import_preview_finish (import, wait_for (&previewed), &error));
  check_progress (&progress);
  cam_boundary_import_apply_async (import, NULL, finished_cb, &applied);
  g_assert_true (cam_boundary_import_apply_finish (import, wait_for (&applied), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (progress.n_between, >=, 1);
}

static void
cancel_half_way_cb (double   fraction,
                    gpointer data)
{
  if (fraction >= 0.5)
    g_cancellable_cancel (data);
}

/* Reading and comparing stop in the middle when they are told to. */
static void
test_cancelled_half_way (TestFiles     *files,
                         gconstpointer  data)
{
  g_autofree char *path = write_many_parishes (files, "many.geojson");
  g_autoptr (CamBoundaryImport) import = test_files_preview (files, "many.geojson", -1);
  g_autoptr (GCancellable) reading = g_cancellable_new ();
  g_autoptr (GCancellable) comparing = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  cam_meter_start (cancel_half_way_cb, comparing);
  g_assert_false (cam_boundary_import_preview (import, comparing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  cam_meter_start (cancel_half_way_cb, reading);
  g_assert_false (cam_boundary_import_read (import, reading, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  cam_meter_stop ();
}

static void
test_cancelled (TestFiles     *files,
                gconstpointer  data)
{
  g_autofree char *path = test_files_write (files, "a.geojson", two_parishes);
  g_autoptr (CamBoundaryImport) import = test_files_preview (files, "a.geojson", -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *before = test_files_digest (files);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (cam_boundary_import_apply (import, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (cam_boundary_import_preview (import, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = test_files_digest (files);
  g_assert_cmpstr (before, ==, after);
}

static void
test_undo (TestFiles     *files,
           gconstpointer  data)
{
  g_autofree char *path = test_files_write (files, "a.geojson", two_parishes);
  g_autoptr (CamBoundaryImport) import = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  add_areas (files);
  import = test_files_preview (files, "a.geojson", -1);
  test_files_apply (import);
  assert_area (files, "Alder", "outline", "imported");
  cam_store_undo_async (files->store, NULL, finished_cb, &result);
  label = cam_store_undo_finish (files->store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Import boundaries from a.geojson");
  assert_area (files, "Alder", "outline", NULL);
  assert_area (files, "Alder", "population", NULL);
  assert_area (files, "Saint Birch", "code", NULL);
}

/* Two people who import the same file have the same areas. */
static void
test_same_uuids (TestFiles     *files,
                 gconstpointer  data)
{
  g_autofree char *path = test_files_write (files, "a.geojson", two_parishes);
  g_autoptr (CamBoundaryImport) import = test_files_preview (files, "a.geojson", -1);
  g_autofree char *expected = cam_starter_dup_uuid ("parish", "E04000001");
  g_autofree char *other = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *label = NULL;
  g_autoptr (CamBoundaryImport) again = NULL;

  test_files_apply (import);
  assert_area (files, "Alder", "uuid", expected);
  /* After an undo the uuid is taken by what is marked as deleted. */
  cam_store_undo_async (files->store, NULL, finished_cb, &result);
  label = cam_store_undo_finish (files->store, wait_for (&result), NULL);
  g_assert_cmpint (cam_store_count (files->store, "area"), ==, 0);
  again = test_files_preview (files, "a.geojson", -1);
  test_assert_counts (again, 2, 0, 0, 0);
  test_files_apply (again);
  other = test_files_get_area (files, "Alder", "uuid");
  g_assert_cmpstr (other, !=, expected);
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
  add ("/exchange/import/new", test_new);
  add ("/exchange/import/itself", test_itself);
  add ("/exchange/import/progress", test_progress);
  add ("/exchange/import/cancelled-half-way", test_cancelled_half_way);
  add ("/exchange/import/another-store", test_another_store);
  add ("/exchange/import/nothing-to-do", test_nothing_to_do);
  add ("/exchange/import/matching", test_matching);
  add ("/exchange/import/renamed", test_renamed);
  add ("/exchange/import/far-away", test_far_away);
  add ("/exchange/import/hectares", test_hectares);
  add ("/exchange/import/problems", test_problems);
  add ("/exchange/import/mended-and-joined", test_mended_and_joined);
  add ("/exchange/import/other-formats", test_same_in_other_formats);
  add ("/exchange/import/table-of-areas", test_table_of_areas);
  add ("/exchange/import/postcodes", test_postcodes);
  add ("/exchange/import/refused", test_refused);
  add ("/exchange/import/properties", test_properties);
  add ("/exchange/import/async", test_async);
  add ("/exchange/import/cancelled", test_cancelled);
  add ("/exchange/import/undo", test_undo);
  add ("/exchange/import/same-uuids", test_same_uuids);
  return g_test_run ();
}
