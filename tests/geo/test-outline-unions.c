/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outline.h"
#include "test-shapes.h"
#include "test-store.h"

typedef struct
{
  const char **uuids;
  const char  *date;
} Refresh;

static gboolean
refresh_cb (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  Refresh *refresh = data;

  return cam_outline_refresh_unions (writer, refresh->uuids, refresh->date, error);
}

static void
refresh (CamStore    *store,
         const char **uuids,
         const char  *date)
{
  g_autoptr (GError) error = NULL;
  Refresh what = { uuids, date };

  cam_store_write (store, "Refresh", refresh_cb, &what, &error);
  g_assert_no_error (error);
}

/* The outline in the file, NULL where there is none; its word in @word. */
static CamGeometry *
read_outline (CamStore    *store,
              const char  *uuid,
              char       **word)
{
  static const char *columns[] = { "geom", "outline", NULL };
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor =
      cam_store_select (store, "area", columns, "WHERE uuid = ?1", is, 1, &error);
  g_autoptr (GBytes) blob = NULL;
  CamGeometry *outline = NULL;

  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, &error));
  blob = cam_cursor_dup_blob (cursor, 0);
  *word = g_strdup (cam_cursor_get_text (cursor, 1));
  if (blob != NULL)
    outline = cam_geometry_new_from_gpkg (blob, &error);
  g_assert_no_error (error);
  return outline;
}

/* @expected: the bounds' right edge; NAN would never be equal, 0 stands for no outline. */
static void
assert_reaches (CamStore   *store,
                const char *uuid,
                const char *expected_word,
                double      expected)
{
  g_autofree char *word = NULL;
  g_autoptr (CamGeometry) outline = read_outline (store, uuid, &word);

  g_assert_cmpstr (word, ==, expected_word);
  if (expected == 0.0)
    {
      g_assert_null (outline);
      return;
    }
  g_assert_nonnull (outline);
  g_assert_cmpfloat (cam_geometry_get_bounds (outline).max_x, ==, expected);
}

static void
test_dates (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *cluster = test_add_area (store, "sda", "Cluster", NULL, NULL);
  g_autofree char *one = test_add_area (store, "parish", "One", NULL, test_new_box (0, 52, 1, 53));
  g_autofree char *two = test_add_area (store, "parish", "Two", NULL, test_new_box (1, 52, 2, 53));
  g_autofree char *three =
      test_add_area (store, "parish", "Three", NULL, test_new_box (2, 52, 3, 53));

  test_add_member (store, cluster, one, NULL, NULL);
  test_add_member (store, cluster, two, NULL, "2020-03-31");
  test_add_member (store, cluster, three, "2021-04-01", NULL);
  refresh (store, NULL, "2020-03-31");
  assert_reaches (store, cluster, "members", 2.0);
  refresh (store, NULL, "2020-04-01");
  assert_reaches (store, cluster, "members", 1.0);
  refresh (store, NULL, "2021-04-01");
  assert_reaches (store, cluster, "members", 3.0);
  assert_reaches (store, one, NULL, 1.0);
  test_close_store (store);
}

static void
test_imported_stays (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *cluster =
      test_add_area (store, "sda", "Cluster", NULL, test_new_box (0, 52, 9, 53));
  g_autofree char *one = test_add_area (store, "parish", "One", NULL, test_new_box (0, 52, 1, 53));

  test_update (store, "area", cluster, (CamCell[]) { { "outline", cam_text ("imported") } }, 1);
  test_add_member (store, cluster, one, NULL, NULL);
  refresh (store, NULL, "2020-01-01");
  assert_reaches (store, cluster, "imported", 9.0);
  test_update (store, "area", cluster, (CamCell[]) { { "outline", cam_text ("approximate") } }, 1);
  refresh (store, NULL, "2020-01-01");
  assert_reaches (store, cluster, "members", 1.0);
  test_close_store (store);
}

static void
test_named_only (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *first = test_add_area (store, "sda", "First", NULL, NULL);
  g_autofree char *second = test_add_area (store, "sda", "Second", NULL, NULL);
  g_autofree char *one = test_add_area (store, "parish", "One", NULL, test_new_box (0, 52, 1, 53));
  const char *uuids[] = { second, NULL };

  test_add_member (store, first, one, NULL, NULL);
  test_add_member (store, second, one, NULL, NULL);
  refresh (store, uuids, "2020-01-01");
  assert_reaches (store, first, NULL, 0.0);
  assert_reaches (store, second, "members", 1.0);
  test_close_store (store);
}

/* A cluster without members loses the outline that it had from them, and one computed from label
 * points keeps it. */
static void
test_members_lost (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *cluster = test_add_area (store, "sda", "Cluster", NULL, NULL);
  g_autofree char *guess = test_add_area (store, "sda", "Guess", NULL, test_new_box (0, 52, 4, 53));
  g_autofree char *one = test_add_area (store, "parish", "One", NULL, test_new_box (0, 52, 1, 53));

  test_update (store, "area", guess, (CamCell[]) { { "outline", cam_text ("approximate") } }, 1);
  test_add_member (store, cluster, one, NULL, "2020-01-01");
  refresh (store, NULL, "2019-01-01");
  assert_reaches (store, cluster, "members", 1.0);
  refresh (store, NULL, "2021-01-01");
  assert_reaches (store, cluster, NULL, 0.0);
  assert_reaches (store, guess, "approximate", 4.0);
  test_close_store (store);
}

/* A cluster of clusters is joined after them, and clusters in a circle end. */
static void
test_nested (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *outer = test_add_area (store, "district", "Outer", NULL, NULL);
  g_autofree char *inner = test_add_area (store, "sda", "Inner", NULL, NULL);
  g_autofree char *one = test_add_area (store, "parish", "One", NULL, test_new_box (0, 52, 1, 53));

  test_add_member (store, outer, inner, NULL, NULL);
  test_add_member (store, inner, one, NULL, NULL);
  refresh (store, NULL, "2020-01-01");
  assert_reaches (store, inner, "members", 1.0);
  assert_reaches (store, outer, "members", 1.0);
  test_add_member (store, inner, outer, NULL, NULL);
  refresh (store, NULL, "2020-01-01");
  assert_reaches (store, inner, "members", 1.0);
  assert_reaches (store, outer, "members", 1.0);
  test_close_store (store);
}

/* An area within @parent with the outline word @word. */
static char *
add_child (CamStore    *store,
           const char  *parent,
           const char  *level,
           const char  *word,
           double       hectares,
           CamGeometry *outline)
{
  char *uuid = test_add_area (store, level, "Child", NULL, outline);
  CamCell cells[] = { { "parent_uuid", cam_text (parent) }, { "outline", cam_text (word) },
                      { "hectares", cam_real (hectares) } };

  test_update (store, "area", uuid, cells, G_N_ELEMENTS (cells));
  return uuid;
}

static void
set_outline (CamStore   *store,
             const char *uuid,
             const char *word)
{
  test_update (store, "area", uuid, (CamCell[]) { { "outline", cam_text (word) } }, 1);
}

/* A district follows its parishes when all of them are real, and the county its districts. Boxes of a
 * tenth of a degree are about 7600 hectares each. */
static void
test_parents (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *county = add_child (store, NULL, "county", "approximate", 15200,
                                       test_new_box (0, 52, 9, 53));
  g_autofree char *district = add_child (store, county, "district", "approximate", 15200,
                                         test_new_box (0, 52, 8, 53));
  g_autofree char *one = add_child (store, district, "parish", "imported", 7600,
                                    test_new_box (0, 52, 0.1, 52.1));
  g_autofree char *two = add_child (store, district, "parish", "approximate", 7600,
                                    test_new_box (0.1, 52, 0.2, 52.1));
  g_autofree char *ward = add_child (store, district, "ward", "imported", 100,
                                     test_new_box (0, 52, 0.01, 52.01));

  refresh (store, NULL, "2020-01-01");
  assert_reaches (store, district, "approximate", 8.0);
  assert_reaches (store, county, "approximate", 9.0);
  set_outline (store, two, "imported");
  refresh (store, NULL, "2020-01-01");
  assert_reaches (store, district, "members", 0.2);
  assert_reaches (store, county, "members", 0.2);
  /* It keeps following, and what it has is not lost with one parish. */
  test_delete (store, "area", two);
  refresh (store, NULL, "2020-01-01");
  assert_reaches (store, district, "members", 0.2);
  assert_reaches (store, county, "members", 0.2);
  test_close_store (store);
}

/* What is not real may be a tenth of the ground; then it is part of the union all the same. */
static void
test_nearly_all_real (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *district = add_child (store, NULL, "district", "approximate", 15960,
                                         test_new_box (0, 52, 8, 53));
  g_autofree char *one = add_child (store, district, "parish", "imported", 15200,
                                    test_new_box (0, 52, 0.2, 52.1));
  g_autofree char *two = add_child (store, district, "parish", "approximate", 760,
                                    test_new_box (0.2, 52, 0.21, 52.1));

  refresh (store, NULL, "2020-01-01");
  assert_reaches (store, district, "members", 0.21);
  test_close_store (store);
}

/* Where only a part of a district has parishes, they are not the district; and service delivery areas
 * or imported outlines do not follow what lies in them. */
static void
test_parents_that_stay (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *partly = add_child (store, NULL, "district", "approximate", 34000,
                                       test_new_box (0, 52, 8, 53));
  g_autofree char *real = add_child (store, NULL, "district", "imported", 7600,
                                     test_new_box (0, 52, 7, 53));
  g_autofree char *sda = add_child (store, NULL, "sda", "approximate", 7600,
                                    test_new_box (0, 52, 6, 53));
  g_autofree char *one = add_child (store, partly, "parish", "imported", 7600,
                                    test_new_box (0, 52, 0.1, 52.1));
  g_autofree char *two = add_child (store, real, "parish", "imported", 7600,
                                    test_new_box (0, 52, 0.1, 52.1));
  g_autofree char *three = add_child (store, sda, "parish", "imported", 7600,
                                      test_new_box (0, 52, 0.1, 52.1));

  refresh (store, NULL, "2020-01-01");
  assert_reaches (store, partly, "approximate", 8.0);
  assert_reaches (store, real, "imported", 7.0);
  assert_reaches (store, sda, "approximate", 6.0);
  test_close_store (store);
}

static void
count_hole_cb (const double *xy,
               guint         n_points,
               gboolean      is_hole,
               gpointer      user_data)
{
  *(guint *) user_data += is_hole ? 1 : 0;
}

/* Four strips around a gap of @size degrees: how many holes their union has. */
static guint
count_holes_around (double size)
{
  CamStore *store = test_open_store ();
  g_autofree char *cluster = test_add_area (store, "sda", "Cluster", NULL, NULL);
  const double end = 0.5 + size, top = 52.5 + size;
  g_autofree char *word = NULL;
  g_autoptr (CamGeometry) outline = NULL;
  guint n_holes = 0;
  char *strips[] = {
    test_add_area (store, "parish", "West", NULL, test_new_box (0.0, 52.0, 0.5, 53.0)),
    test_add_area (store, "parish", "East", NULL, test_new_box (end, 52.0, 1.0, 53.0)),
    test_add_area (store, "parish", "South", NULL, test_new_box (0.5, 52.0, end, 52.5)),
    test_add_area (store, "parish", "North", NULL, test_new_box (0.5, top, end, 53.0)),
  };

  for (guint i = 0; i < G_N_ELEMENTS (strips); i++)
    {
      test_add_member (store, cluster, strips[i], NULL, NULL);
      g_free (strips[i]);
    }
  refresh (store, NULL, "2020-01-01");
  outline = read_outline (store, cluster, &word);
  cam_geometry_foreach_ring (outline, count_hole_cb, &n_holes);
  test_close_store (store);
  return n_holes;
}

/* 0.0005 degrees square are a fifth of a hectare, 0.01 degrees square 75. */
static void
test_gaps (void)
{
  g_assert_cmpuint (count_holes_around (0.0005), ==, 0);
  g_assert_cmpuint (count_holes_around (0.01), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/outline-unions/dates", test_dates);
  g_test_add_func ("/outline-unions/imported-stays", test_imported_stays);
  g_test_add_func ("/outline-unions/named-only", test_named_only);
  g_test_add_func ("/outline-unions/members-lost", test_members_lost);
  g_test_add_func ("/outline-unions/nested", test_nested);
  g_test_add_func ("/outline-unions/parents", test_parents);
  g_test_add_func ("/outline-unions/nearly-all-real", test_nearly_all_real);
  g_test_add_func ("/outline-unions/parents-that-stay", test_parents_that_stay);
  g_test_add_func ("/outline-unions/gaps", test_gaps);
  return g_test_run ();
}
