/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-atlas.h"
#include "test-shapes.h"
#include "test-store.h"

#include <math.h>

static void
count_cb (CamAtlas *atlas,
          guint    *count)
{
  (*count)++;
}

/* Waits until the atlas has told of a change that it had not told of at @serial. */
static void
wait_for_change (CamAtlas *atlas,
                 guint64   serial)
{
  while (cam_atlas_get_serial (atlas) == serial)
    g_main_context_iteration (NULL, TRUE);
}

static CamAtlas *
load_atlas (CamStore *store)
{
  g_autoptr (GError) error = NULL;
  CamAtlas *atlas = cam_atlas_new (store);

  g_assert_true (cam_atlas_load (atlas, &error));
  g_assert_no_error (error);
  g_assert_true (cam_atlas_is_loaded (atlas));
  return atlas;
}

/* The batch that cam_atlas_new () started comes home, to be dropped. */
static void
end_atlas (CamAtlas *atlas)
{
  while (g_main_context_iteration (NULL, FALSE) || G_OBJECT (atlas)->ref_count > 1)
    g_thread_yield ();
  g_assert_finalize_object (atlas);
}

static void
test_empty (void)
{
  CamStore *store = test_open_store ();
  CamAtlas *atlas = load_atlas (store);
  g_autoptr (GPtrArray) found = cam_atlas_find_at (atlas, 52.0, 0.0);
  CamBounds bounds;

  g_assert_true (cam_atlas_get_store (atlas) == store);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_null (cam_atlas_find (atlas, "no-such-area"));
  g_assert_null (cam_atlas_find_towards (atlas, "no-such-area", 0.0));
  g_assert_false (cam_atlas_get_bounds (atlas, G_MAXUINT, &bounds));
  for (guint i = 0; i < CAM_N_LEVELS; i++)
    g_assert_cmpuint (cam_atlas_get_level (atlas, (CamLevel) i)->len, ==, 0);
  end_atlas (atlas);
  test_close_store (store);
}

static void
test_new_is_async (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *uuid =
      test_add_area (store, "parish", "Girton", "E1", test_new_box (0, 52, 1, 53));
  CamAtlas *atlas = cam_atlas_new (store);
  const CamAtlasArea *area;
  guint count = 0;

  g_signal_connect (atlas, "changed", G_CALLBACK (count_cb), &count);
  g_assert_false (cam_atlas_is_loaded (atlas));
  g_assert_null (cam_atlas_find (atlas, uuid));
  wait_for_change (atlas, 0);
  g_assert_cmpuint (count, ==, 1);
  area = cam_atlas_find (atlas, uuid);
  g_assert_nonnull (area);
  g_assert_cmpstr (area->name, ==, "Girton");
  g_assert_cmpstr (area->code, ==, "E1");
  g_assert_cmpint (area->level, ==, CAM_LEVEL_PARISH);
  g_assert_cmpint (area->population, ==, CAM_INTEGER_NONE);
  g_assert_false (area->draft);
  g_assert_false (area->approximate);
  g_assert_true (cam_geometry_contains (area->outline, area->label_lon, area->label_lat));
  g_assert_cmpfloat (area->bounds.max_y, ==, 53.0);
  end_atlas (atlas);
  test_close_store (store);
}

static void
test_find_at (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *lsoa =
      test_add_area (store, "lsoa", "L1", NULL, test_new_box (0.4, 52.4, 0.6, 52.6));
  g_autofree char *parish =
      test_add_area (store, "parish", "P1", NULL, test_new_box (0.2, 52.2, 0.8, 52.8));
  g_autofree char *county =
      test_add_area (store, "county", "C1", NULL, test_new_box (0, 52, 1, 53));
  g_autofree char *bare = test_add_area (store, "ward", "W1", NULL, NULL);
  CamAtlas *atlas = load_atlas (store);
  g_autoptr (GPtrArray) deep = cam_atlas_find_at (atlas, 52.5, 0.5);
  g_autoptr (GPtrArray) edge = cam_atlas_find_at (atlas, 52.1, 0.1);
  g_autoptr (GPtrArray) outside = cam_atlas_find_at (atlas, 0.5, 52.5);
  CamBounds bounds;

  g_assert_cmpuint (deep->len, ==, 3);
  g_assert_true (g_ptr_array_index (deep, 0) == cam_atlas_find (atlas, county));
  g_assert_true (g_ptr_array_index (deep, 1) == cam_atlas_find (atlas, parish));
  g_assert_true (g_ptr_array_index (deep, 2) == cam_atlas_find (atlas, lsoa));
  g_assert_cmpuint (edge->len, ==, 1);
  g_assert_cmpuint (outside->len, ==, 0);
  g_assert_null (cam_atlas_find (atlas, bare)->outline);
  g_assert_true (isnan (cam_atlas_find (atlas, bare)->label_lat));
  g_assert_true (cam_atlas_get_bounds (atlas, 1u << CAM_LEVEL_PARISH, &bounds));
  g_assert_cmpfloat (bounds.min_x, ==, 0.2);
  g_assert_cmpfloat (bounds.max_y, ==, 52.8);
  g_assert_true (
      cam_atlas_get_bounds (atlas, 1u << CAM_LEVEL_PARISH | 1u << CAM_LEVEL_COUNTY, &bounds));
  g_assert_cmpfloat (bounds.min_x, ==, 0.0);
  g_assert_false (cam_atlas_get_bounds (atlas, 1u << CAM_LEVEL_WARD, &bounds));
  end_atlas (atlas);
  test_close_store (store);
}

/* Areas are in their level's list by name while they are valid, and found by uuid always. */
static void
test_levels (void)
{
  CamStore *store = test_open_store ();
  const CamCell ended[] = { { "status", cam_text ("ended") } };
  const CamCell past[] = { { "valid_to", cam_text ("2001-01-01") } };
  const CamCell future[] = { { "valid_from", cam_text ("2999-01-01") } };
  const CamCell now[] = { { "valid_from", cam_text ("2001-01-01") },
                          { "valid_to", cam_text ("2999-01-01") } };
  const CamCell draft[] = { { "status", cam_text ("draft") },
                            { "outline", cam_text ("approximate") },
                            { "population", cam_integer (1234) },
                            { "label_lat", cam_real (52.25) },
                            { "label_lon", cam_real (0.125) } };
  g_autofree char *b = test_add_area (store, "parish", "bar hill", NULL, NULL);
  g_autofree char *c = test_add_area (store, "parish", "Caxton", NULL, NULL);
  g_autofree char *a = test_add_area (store, "parish", "Abington", NULL, NULL);
  g_autofree char *x = test_add_area (store, "parish", "Gone", NULL, test_new_box (0, 52, 1, 53));
  g_autofree char *y = test_add_area (store, "parish", "Past", NULL, NULL);
  g_autofree char *z = test_add_area (store, "parish", "To come", NULL, NULL);
  g_autoptr (GDateTime) moment = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (moment, "%Y-%m-%d");
  const CamCell last_day[] = { { "valid_from", cam_text (today) }, { "valid_to", cam_text (today) } };
  CamAtlas *atlas;
  GPtrArray *parishes;
  g_autoptr (GPtrArray) found = NULL;
  const CamAtlasArea *area;

  test_update (store, "area", x, ended, 1);
  test_update (store, "area", y, past, 1);
  test_update (store, "area", z, future, 1);
  test_update (store, "area", b, now, 2);
  test_update (store, "area", c, last_day, 2);
  test_update (store, "area", a, draft, G_N_ELEMENTS (draft));
  atlas = load_atlas (store);
  parishes = cam_atlas_get_level (atlas, CAM_LEVEL_PARISH);
  g_assert_cmpuint (parishes->len, ==, 3);
  g_assert_true (g_ptr_array_index (parishes, 0) == cam_atlas_find (atlas, a));
  g_assert_true (g_ptr_array_index (parishes, 1) == cam_atlas_find (atlas, b));
  g_assert_true (g_ptr_array_index (parishes, 2) == cam_atlas_find (atlas, c));
  g_assert_nonnull (cam_atlas_find (atlas, x));
  g_assert_nonnull (cam_atlas_find (atlas, y));
  g_assert_nonnull (cam_atlas_find (atlas, z));
  found = cam_atlas_find_at (atlas, 52.5, 0.5);
  g_assert_cmpuint (found->len, ==, 0);
  area = cam_atlas_find (atlas, a);
  g_assert_true (area->draft);
  g_assert_true (area->approximate);
  g_assert_cmpint (area->population, ==, 1234);
  g_assert_cmpfloat (area->label_lat, ==, 52.25);
  g_assert_cmpfloat (area->label_lon, ==, 0.125);
  end_atlas (atlas);
  test_close_store (store);
}

static void
test_follows_changes (void)
{
  CamStore *store = test_open_store ();
  const CamCell renamed[] = { { "name", cam_text ("Great Girton") } };
  g_autofree char *first =
      test_add_area (store, "parish", "Girton", NULL, test_new_box (0, 52, 1, 53));
  g_autofree char *second =
      test_add_area (store, "parish", "Histon", NULL, test_new_box (2, 52, 3, 53));
  g_autofree char *third = NULL;
  CamAtlas *atlas = load_atlas (store);
  const CamAtlasArea *untouched = cam_atlas_find (atlas, second);
  guint64 serial = cam_atlas_get_serial (atlas);

  test_update (store, "area", first, renamed, 1);
  wait_for_change (atlas, serial);
  g_assert_cmpstr (cam_atlas_find (atlas, first)->name, ==, "Great Girton");
  g_assert_true (cam_atlas_find (atlas, second) == untouched);

  serial = cam_atlas_get_serial (atlas);
  third = test_add_area (store, "parish", "Impington", NULL, test_new_box (4, 52, 5, 53));
  wait_for_change (atlas, serial);
  g_assert_nonnull (cam_atlas_find (atlas, third)->outline);
  g_assert_cmpuint (cam_atlas_get_level (atlas, CAM_LEVEL_PARISH)->len, ==, 3);

  serial = cam_atlas_get_serial (atlas);
  test_delete (store, "area", first);
  wait_for_change (atlas, serial);
  g_assert_null (cam_atlas_find (atlas, first));
  g_assert_cmpuint (cam_atlas_get_level (atlas, CAM_LEVEL_PARISH)->len, ==, 2);
  g_assert_true (cam_atlas_find (atlas, second) == untouched);
  end_atlas (atlas);
  test_close_store (store);
}

typedef struct
{
  guint       n;
  const char *name;
} Many;

static gboolean
add_many_cb (CamWriter  *writer,
             gpointer    data,
             GError    **error)
{
  Many *many = data;

  for (guint i = 0; i < many->n; i++)
    {
      double x = (i % 40) * 0.01, y = 52.0 + i / 40 * 0.01;
      g_autoptr (CamGeometry) box = test_new_box (x, y, x + 0.01, y + 0.01);
      g_autoptr (GBytes) blob = cam_geometry_to_gpkg (box);
      const CamCell cells[] = { { "level", cam_text ("lsoa") }, { "name", cam_text (many->name) },
                                { "geom", cam_blob (blob) } };
      g_autofree char *uuid =
          cam_writer_insert (writer, "area", cells, G_N_ELEMENTS (cells), error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

/* One action with more areas than are read one by one is still one "changed". */
static void
test_many (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *first =
      test_add_area (store, "parish", "Girton", NULL, test_new_box (0, 52, 1, 53));
  CamAtlas *atlas = load_atlas (store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  Many many = { 1000, "Field" };
  guint count = 0;

  while (g_main_context_iteration (NULL, FALSE) || G_OBJECT (atlas)->ref_count > 1)
    g_thread_yield ();
  g_signal_connect (atlas, "changed", G_CALLBACK (count_cb), &count);
  cam_store_write (store, "Fields", add_many_cb, &many, &error);
  g_assert_no_error (error);
  wait_for_change (atlas, cam_atlas_get_serial (atlas));
  g_assert_cmpuint (cam_atlas_get_level (atlas, CAM_LEVEL_LSOA)->len, ==, 1000);
  g_assert_cmpuint (count, ==, 1);
  found = cam_atlas_find_at (atlas, 52.005, 0.005);
  g_assert_cmpuint (found->len, ==, 2);
  end_atlas (atlas);
  test_close_store (store);
}

static void
test_members (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *county = test_add_area (store, "county", "County", NULL, NULL);
  g_autofree char *district =
      test_add_area (store, "district", "District", NULL, test_new_box (0, 52, 1, 53));
  g_autofree char *cluster = test_add_area (store, "sda", "Cluster", NULL, NULL);
  g_autofree char *old = test_add_area (store, "sda", "Old cluster", NULL, NULL);
  g_autofree char *b =
      test_add_area (store, "parish", "B", NULL, test_new_box (0.2, 52.2, 0.4, 52.4));
  g_autofree char *a =
      test_add_area (store, "parish", "A", NULL, test_new_box (0.1, 52.1, 0.5, 52.5));
  const CamCell parent[] = { { "parent_uuid", cam_text (county) } };
  CamAtlas *atlas = load_atlas (store);
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GPtrArray) none = cam_atlas_list_members (atlas, cluster);
  g_autoptr (GPtrArray) around = NULL;
  guint64 serial = cam_atlas_get_serial (atlas);

  g_assert_cmpuint (none->len, ==, 0);
  test_update (store, "area", district, parent, 1);
  test_update (store, "area", b, (CamCell[]) { { "parent_uuid", cam_text (district) } }, 1);
  test_add_member (store, cluster, b, "2001-01-01", NULL);
  test_add_member (store, cluster, a, NULL, "2999-01-01");
  test_add_member (store, old, a, NULL, "2001-01-01");
  do
    {
      wait_for_change (atlas, serial);
      serial = cam_atlas_get_serial (atlas);
      g_clear_pointer (&members, g_ptr_array_unref);
      members = cam_atlas_list_members (atlas, cluster);
    }
  while (members->len < 2);
  g_assert_true (g_ptr_array_index (members, 0) == cam_atlas_find (atlas, a));
  g_assert_true (g_ptr_array_index (members, 1) == cam_atlas_find (atlas, b));
  around = cam_atlas_list_around (atlas, b);
  g_assert_cmpuint (around->len, ==, 3);
  g_assert_true (g_ptr_array_index (around, 0) == cam_atlas_find (atlas, county));
  g_assert_true (g_ptr_array_index (around, 1) == cam_atlas_find (atlas, district));
  g_assert_true (g_ptr_array_index (around, 2) == cam_atlas_find (atlas, cluster));
  end_atlas (atlas);
  test_close_store (store);
}

/* Two areas that are each other's parent: the list ends, and holds neither twice. */
static void
test_parent_circle (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *a = test_add_area (store, "parish", "A", NULL, NULL);
  g_autofree char *b = test_add_area (store, "district", "B", NULL, NULL);
  CamAtlas *atlas;
  g_autoptr (GPtrArray) around = NULL;

  test_update (store, "area", a, (CamCell[]) { { "parent_uuid", cam_text (b) } }, 1);
  test_update (store, "area", b, (CamCell[]) { { "parent_uuid", cam_text (a) } }, 1);
  atlas = load_atlas (store);
  around = cam_atlas_list_around (atlas, a);
  g_assert_cmpuint (around->len, ==, 1);
  g_assert_true (g_ptr_array_index (around, 0) == cam_atlas_find (atlas, b));
  end_atlas (atlas);
  test_close_store (store);
}

static void
test_towards (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *middle =
      test_add_area (store, "parish", "Middle", NULL, test_new_box (0.0, 52.0, 0.1, 52.1));
  g_autofree char *north =
      test_add_area (store, "parish", "North", NULL, test_new_box (0.0, 52.2, 0.1, 52.3));
  g_autofree char *further =
      test_add_area (store, "parish", "Further", NULL, test_new_box (0.0, 52.4, 0.1, 52.5));
  g_autofree char *east =
      test_add_area (store, "parish", "East", NULL, test_new_box (0.2, 52.0, 0.3, 52.1));
  g_autofree char *ward =
      test_add_area (store, "ward", "Ward", NULL, test_new_box (0.0, 51.8, 0.1, 51.9));
  CamAtlas *atlas = load_atlas (store);

  g_assert_true (cam_atlas_find_towards (atlas, middle, 0.0) == cam_atlas_find (atlas, north));
  g_assert_true (cam_atlas_find_towards (atlas, north, 0.0) == cam_atlas_find (atlas, further));
  g_assert_true (cam_atlas_find_towards (atlas, middle, 90.0) == cam_atlas_find (atlas, east));
  g_assert_true (cam_atlas_find_towards (atlas, east, 270.0) == cam_atlas_find (atlas, middle));
  g_assert_true (cam_atlas_find_towards (atlas, east, -90.0) == cam_atlas_find (atlas, middle));
  g_assert_null (cam_atlas_find_towards (atlas, middle, 180.0));
  g_assert_null (cam_atlas_find_towards (atlas, ward, 0.0));
  end_atlas (atlas);
  test_close_store (store);
}

/* An outline that cannot be read leaves an area without one, and no warning. */
static void
test_bad_outline (void)
{
  CamStore *store = test_open_store ();
  g_autoptr (GBytes) blob = g_bytes_new_static ("GP\0\1\346\20\0\0\1\6\0\0\0\377\377\377\377", 17);
  g_autoptr (CamGeometry) dot = cam_geometry_new_point (0.5, 52.5);
  g_autoptr (GBytes) point = cam_geometry_to_gpkg (dot);
  g_autofree char *bad = test_add_area (store, "parish", "Bad", NULL, NULL);
  g_autofree char *wrong = test_add_area (store, "parish", "Wrong", NULL, NULL);
  CamAtlas *atlas;

  test_update (store, "area", bad, (CamCell[]) { { "geom", cam_blob (blob) } }, 1);
  test_update (store, "area", wrong, (CamCell[]) { { "geom", cam_blob (point) } }, 1);
  atlas = load_atlas (store);
  g_assert_cmpuint (cam_atlas_get_level (atlas, CAM_LEVEL_PARISH)->len, ==, 2);
  g_assert_null (cam_atlas_find (atlas, bad)->outline);
  g_assert_null (cam_atlas_find (atlas, wrong)->outline);
  end_atlas (atlas);
  test_close_store (store);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/atlas/empty", test_empty);
  g_test_add_func ("/atlas/new-is-async", test_new_is_async);
  g_test_add_func ("/atlas/find-at", test_find_at);
  g_test_add_func ("/atlas/levels", test_levels);
  g_test_add_func ("/atlas/follows-changes", test_follows_changes);
  g_test_add_func ("/atlas/many", test_many);
  g_test_add_func ("/atlas/members", test_members);
  g_test_add_func ("/atlas/parent-circle", test_parent_circle);
  g_test_add_func ("/atlas/towards", test_towards);
  g_test_add_func ("/atlas/bad-outline", test_bad_outline);
  return g_test_run ();
}
