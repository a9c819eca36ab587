/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-place-search.h"
#include "test-shapes.h"
#include "test-store.h"

#include <math.h>

typedef struct
{
  CamStore *store;
  CamAtlas *atlas;
} Fixture;

static void
add_postcode (CamStore   *store,
              const char *postcode,
              double      lat,
              double      lon)
{
  const CamCell cells[] = { { "postcode", cam_text (postcode) }, { "lat", cam_real (lat) },
                            { "lon", cam_real (lon) } };
  g_autofree char *uuid = test_insert (store, "postcode", cells, G_N_ELEMENTS (cells));

  g_assert_nonnull (uuid);
}

static void
add_area (CamStore    *store,
          const char  *level,
          const char  *name,
          const char  *code,
          CamGeometry *outline)
{
  g_autofree char *uuid = test_add_area (store, level, name, code, outline);

  g_assert_nonnull (uuid);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamGeometry) point = cam_geometry_new_point (-0.26, 52.23);
  g_autoptr (GBytes) blob = cam_geometry_to_gpkg (point);
  const CamCell venue[] = { { "name", cam_text ("Riverside hall") }, { "geom", cam_blob (blob) },
                            { "note", cam_text ("Key from the baker in St Neots") } };
  g_autofree char *uuid = NULL;
  CamStore *store = test_open_store ();

  add_area (store, "district", "Huntingdonshire", "E07000011",
            test_new_box (-0.5, 52.1, 0.0, 52.6));
  add_area (store, "sda", "St Neots", NULL, test_new_box (-0.4, 52.2, -0.2, 52.3));
  add_area (store, "parish", "St. Neots CP", "E04001739", test_new_box (-0.3, 52.2, -0.2, 52.3));
  add_area (store, "parish", "St Neots Rural", NULL, NULL);
  add_area (store, "parish", "King\342\200\231s Ripton", "E04001721", NULL);
  add_area (store, "parish", "Abbots Ripton", "E04001700", NULL);
  add_area (store, "ward", "B\303\242ton & Bury", NULL, NULL);
  add_postcode (store, "CB1 0AB", 52.25, -0.25);
  add_postcode (store, "CB1 1AA", 52.25, -0.25);
  add_postcode (store, "CB10 1ZZ", 52.05, 0.2);
  uuid = test_insert (store, "venue", venue, G_N_ELEMENTS (venue));
  fixture->store = store;
  fixture->atlas = cam_atlas_new (store);
  g_assert_true (cam_atlas_load (fixture->atlas, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  while (g_main_context_iteration (NULL, FALSE) || G_OBJECT (fixture->atlas)->ref_count > 1)
    g_thread_yield ();
  g_assert_finalize_object (fixture->atlas);
  test_close_store (fixture->store);
}

static GListModel *
search (Fixture    *fixture,
        const char *text,
        guint       limit)
{
  g_autoptr (GError) error = NULL;
  GListModel *hits = cam_place_search (fixture->atlas, text, limit, &error);

  g_assert_no_error (error);
  g_assert_true (g_list_model_get_item_type (hits) == CAM_TYPE_PLACE_HIT);
  g_assert_cmpuint (g_list_model_get_n_items (hits), <=, limit);
  return hits;
}

/* The title of a hit, "" where there are fewer. */
static char *
get_title (GListModel *hits,
           guint       position)
{
  g_autoptr (CamPlaceHit) hit = g_list_model_get_item (hits, position);

  return g_strdup (hit != NULL ? cam_place_hit_get_title (hit) : "");
}

static void
assert_first (Fixture      *fixture,
              const char   *text,
              CamPlaceKind  kind,
              const char   *title)
{
  g_autoptr (GListModel) hits = search (fixture, text, 20);
  g_autoptr (CamPlaceHit) hit = g_list_model_get_item (hits, 0);

  g_test_message ("%s", text);
  g_assert_nonnull (hit);
  g_assert_cmpstr (cam_place_hit_get_title (hit), ==, title);
  g_assert_cmpint ((int) cam_place_hit_get_kind (hit), ==, (int) kind);
}

static void
assert_none (Fixture    *fixture,
             const char *text)
{
  g_autoptr (GListModel) hits = search (fixture, text, 20);

  g_assert_cmpuint (g_list_model_get_n_items (hits), ==, 0);
}

static void
test_point (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GListModel) hits = search (fixture, "52.25, -0.25", 20);
  g_autoptr (CamPlaceHit) hit = g_list_model_get_item (hits, 0);
  g_autofree char *title = NULL;
  CamPlaceKind kind;
  double lat, lon;

  g_assert_cmpuint (g_list_model_get_n_items (hits), ==, 1);
  g_assert_cmpstr (cam_place_hit_get_subtitle (hit), ==, "St. Neots CP, St Neots, Huntingdonshire");
  g_assert_null (cam_place_hit_get_uuid (hit));
  g_assert_null (cam_place_hit_get_table (hit));
  g_object_get (hit, "kind", &kind, "title", &title, "lat", &lat, "lon", &lon, NULL);
  g_assert_cmpint ((int) kind, ==, CAM_PLACE_POINT);
  g_assert_cmpfloat (lat, ==, 52.25);
  g_assert_cmpfloat (lon, ==, -0.25);
  assert_first (fixture, "TL 45 58", CAM_PLACE_POINT, "TL 4550 5850");
  assert_first (fixture, "545000,258000", CAM_PLACE_POINT, "TL 4500 5800");
  assert_first (fixture, "-33.9, 151.2", CAM_PLACE_POINT, "-33.90000, 151.20000");
}

static void
test_postcode (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GListModel) outward = search (fixture, "cb1", 20);
  g_autoptr (GListModel) either = search (fixture, "CB10", 20);
  g_autofree char *first = get_title (outward, 0);
  g_autofree char *second = get_title (outward, 1);
  g_autofree char *third = get_title (outward, 2);
  g_autofree char *longer = get_title (either, 0);
  g_autofree char *shorter = get_title (either, 1);

  assert_first (fixture, "CB1 0AB", CAM_PLACE_POSTCODE, "CB1 0AB");
  assert_first (fixture, "cb10ab", CAM_PLACE_POSTCODE, "CB1 0AB");
  assert_first (fixture, " cb1  0ab ", CAM_PLACE_POSTCODE, "CB1 0AB");
  assert_first (fixture, "CB10 1", CAM_PLACE_POSTCODE, "CB10 1ZZ");
  assert_first (fixture, "CB1 1", CAM_PLACE_POSTCODE, "CB1 1AA");
  /* Those of CB1 itself, then what else begins so. */
  g_assert_cmpuint (g_list_model_get_n_items (outward), ==, 3);
  g_assert_cmpstr (third, ==, "CB10 1ZZ");
  g_assert_cmpstr (first, ==, "CB1 0AB");
  g_assert_cmpstr (second, ==, "CB1 1AA");
  g_assert_cmpstr (longer, ==, "CB10 1ZZ");
  g_assert_cmpstr (shorter, ==, "CB1 0AB");
  assert_none (fixture, "ZZ9 9ZZ");
}

static void
test_code (Fixture       *fixture,
           gconstpointer  data)
{
  assert_first (fixture, "E04001739", CAM_PLACE_AREA, "St. Neots CP");
  assert_first (fixture, "e07000011", CAM_PLACE_AREA, "Huntingdonshire");
}

static void
test_name (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const spellings[] = { "St Neots", "st. neots", "Saint Neots", "St Neots CP",
                                           "ST NEOTS " };

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (GListModel) hits = search (fixture, spellings[i], 3);
      g_autofree char *first = get_title (hits, 0);
      g_autofree char *second = get_title (hits, 1);
      g_autofree char *third = get_title (hits, 2);

      g_test_message ("%s", spellings[i]);
      g_assert_cmpstr (first, ==, "St Neots");
      g_assert_cmpstr (second, ==, "St. Neots CP");
      g_assert_cmpstr (third, ==, "St Neots Rural");
    }
  assert_first (fixture, "Kings Rip", CAM_PLACE_AREA, "King\342\200\231s Ripton");
  assert_first (fixture, "king's r", CAM_PLACE_AREA, "King\342\200\231s Ripton");
  assert_first (fixture, "ripton", CAM_PLACE_AREA, "Abbots Ripton");
  assert_first (fixture, "rip abb", CAM_PLACE_AREA, "Abbots Ripton");
  assert_first (fixture, "baton and bury", CAM_PLACE_AREA, "B\303\242ton & Bury");
  assert_none (fixture, "Wisbech");
}

static void
test_area_hit (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GListModel) hits = search (fixture, "E04001739", 20);
  g_autoptr (CamPlaceHit) hit = g_list_model_get_item (hits, 0);
  g_autofree char *subtitle = NULL;
  g_autofree char *table = NULL;
  g_autofree char *uuid = NULL;

  g_object_get (hit, "subtitle", &subtitle, "table", &table, "uuid", &uuid, NULL);
  g_assert_cmpstr (subtitle, ==, "Parish \302\267 Huntingdonshire");
  g_assert_cmpstr (table, ==, "area");
  g_assert_nonnull (cam_atlas_find (fixture->atlas, uuid));
  g_assert_cmpfloat_with_epsilon (cam_place_hit_get_lat (hit), 52.25, 0.05);
  g_assert_cmpfloat_with_epsilon (cam_place_hit_get_lon (hit), -0.25, 0.05);
}

static void
test_record (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GListModel) hits = search (fixture, "riverside", 20);
  g_autoptr (GListModel) all = search (fixture, "st neots", 20);
  g_autoptr (CamPlaceHit) hit = g_list_model_get_item (hits, 0);
  g_autofree char *last = get_title (all, 3);

  g_assert_cmpuint (g_list_model_get_n_items (hits), ==, 1);
  g_assert_cmpint ((int) cam_place_hit_get_kind (hit), ==, CAM_PLACE_RECORD);
  g_assert_cmpstr (cam_place_hit_get_table (hit), ==, "venue");
  g_assert_cmpfloat (cam_place_hit_get_lat (hit), ==, 52.23);
  g_assert_cmpfloat (cam_place_hit_get_lon (hit), ==, -0.26);
  g_assert_cmpuint (g_list_model_get_n_items (all), ==, 4);
  g_assert_cmpstr (last, ==, "Riverside hall");
}

static void
test_odd_text (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GListModel) nothing = search (fixture, "neots", 0);

  assert_none (fixture, "");
  assert_none (fixture, "   ");
  assert_none (fixture, "\377\376");
  assert_none (fixture, "...'");
  g_assert_cmpuint (g_list_model_get_n_items (nothing), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/place-search/point", Fixture, NULL, set_up, test_point, tear_down);
  g_test_add ("/place-search/postcode", Fixture, NULL, set_up, test_postcode, tear_down);
  g_test_add ("/place-search/code", Fixture, NULL, set_up, test_code, tear_down);
  g_test_add ("/place-search/name", Fixture, NULL, set_up, test_name, tear_down);
  g_test_add ("/place-search/area-hit", Fixture, NULL, set_up, test_area_hit, tear_down);
  g_test_add ("/place-search/record", Fixture, NULL, set_up, test_record, tear_down);
  g_test_add ("/place-search/odd-text", Fixture, NULL, set_up, test_odd_text, tear_down);
  return g_test_run ();
}
