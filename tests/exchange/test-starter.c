/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-starter.h"

#include "cam-area.h"
#include "cam-geometry.h"
#include "cam-partner-groups.h"
#include "cam-uuid-name.h"

#include <glib/gstdio.h>

typedef struct
{
  char     *folder;
  CamStore *store;
} Fixture;

static CamStore *
make_store (const char *folder,
            const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  CamStore *store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  return store;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("cam-starter-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store = make_store (fixture->folder, "local.gpkg");
  g_assert_true (cam_starter_load (fixture->store, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;

  cam_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static CamCursor *
select_rows (CamStore    *store,
             const char  *table,
             const char **columns,
             const char  *clause,
             const char  *parameter)
{
  g_autoptr (GError) error = NULL;
  CamValue value = cam_text (parameter);
  CamCursor *cursor =
    cam_store_select (store, table, columns, clause, &value, parameter != NULL, &error);

  g_assert_no_error (error);
  return cursor;
}

static guint
count_rows (CamStore   *store,
            const char *table,
            const char *clause,
            const char *parameter)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (CamCursor) cursor = select_rows (store, table, columns, clause, parameter);
  guint n_rows = 0;

  while (cam_cursor_next (cursor, NULL))
    n_rows++;
  return n_rows;
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *level; guint n; } wanted[] = {
    { "county", 1 }, { "district", 5 }, { "parish", 235 }, { "ward", 14 }, { "sda", 22 },
    { "division", 0 }, { "lsoa", 0 }, { "neighbourhood", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpuint (count_rows (fixture->store, "area", "WHERE deleted = 0 AND level = ?1",
                                  wanted[i].level), ==, wanted[i].n);
  g_assert_cmpuint (
    count_rows (fixture->store, "area", "WHERE level = 'sda' AND status = 'draft'", NULL), ==, 22);
  g_assert_cmpuint (count_rows (fixture->store, "area", "WHERE status = 'draft'", NULL), ==, 22);
  g_assert_cmpint (cam_store_count (fixture->store, "priority"), ==, 8);
  g_assert_cmpuint (count_rows (fixture->store, "priority", "WHERE initial_focus = 1", NULL), ==,
                    3);
  g_assert_cmpint (cam_store_count (fixture->store, "organisation"), ==, 39);
  g_assert_cmpint (cam_store_count (fixture->store, "corporate_priority"), ==, 4);
  g_assert_cmpuint (count_rows (fixture->store, "activity", "WHERE is_template = 1 AND deleted = 0", NULL), ==, 1);
  g_assert_cmpint (cam_store_count (fixture->store, "activity"), ==, 1);
  g_assert_cmpint (cam_store_count (fixture->store, "milestone"), ==, 5);
  g_assert_cmpuint (count_rows (fixture->store, "event", "WHERE is_template = 1 AND starts_at IS NULL", NULL), ==, 1);
  g_assert_cmpint (cam_store_count (fixture->store, "event"), ==, 1);
  g_assert_cmpint (cam_store_count (fixture->store, "event_task"), ==, 10);
  g_assert_cmpuint (
    count_rows (fixture->store, "organisation", "WHERE crg = 1 GROUP BY sector", NULL), ==, 7);
  g_assert_cmpint (cam_store_count (fixture->store, "partner_group"), ==, 1);
  g_assert_cmpint (cam_store_count (fixture->store, "group_organisation"), ==, 39);
  g_assert_cmpuint (count_rows (fixture->store, "organisation", "WHERE deleted = 0 AND uuid IN"
                                " (SELECT organisation_uuid FROM group_organisation WHERE group_uuid = ?1)",
                                cam_partner_groups_get_crg_uuid ()), ==, 39);
}

/* Each parish and each of Cambridge's wards in one draft, which belongs to the same district. */
static void
test_members (Fixture       *fixture,
              gconstpointer  data)
{
  const char *columns[] = { "area_uuid", "member_uuid", "valid_from", "valid_to", NULL };
  const char *parent_column[] = { "parent_uuid", "level", NULL };
  g_autoptr (CamCursor) cursor = select_rows (fixture->store, "area_member", columns,
                                              "WHERE deleted = 0", NULL);
  g_autoptr (GHashTable) members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) clusters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  while (cam_cursor_next (cursor, NULL))
    {
      g_autoptr (CamCursor) cluster = select_rows (
        fixture->store, "area", parent_column, "WHERE uuid = ?1", cam_cursor_get_text (cursor, 0));
      g_autoptr (CamCursor) member = select_rows (
        fixture->store, "area", parent_column, "WHERE uuid = ?1", cam_cursor_get_text (cursor, 1));

      g_assert_true (cam_cursor_next (cluster, NULL));
      g_assert_true (cam_cursor_next (member, NULL));
      g_assert_cmpstr (cam_cursor_get_text (cluster, 0), ==, cam_cursor_get_text (member, 0));
      g_assert_cmpstr (cam_cursor_get_text (cluster, 1), ==, "sda");
      g_assert_true (cam_cursor_is_null (cursor, 2));
      g_assert_true (cam_cursor_is_null (cursor, 3));
      g_assert_true (g_hash_table_add (members, g_strdup (cam_cursor_get_text (cursor, 1))));
      g_hash_table_add (clusters, g_strdup (cam_cursor_get_text (cursor, 0)));
    }
  g_assert_cmpuint (g_hash_table_size (members), ==, 235 + 14);
  g_assert_cmpuint (g_hash_table_size (clusters), ==, 22);
}

static CamGeometry *
get_outline (CamCursor *cursor,
             guint      column)
{
  g_autoptr (GBytes) blob = cam_cursor_dup_blob (cursor, column);
  g_autoptr (GError) error = NULL;
  CamGeometry *outline = NULL;

  g_assert_nonnull (blob);
  outline = cam_geometry_new_from_gpkg (blob, &error);
  g_assert_no_error (error);
  return outline;
}

static void
count_part_cb (const double *xy,
               guint         n_points,
               gboolean      is_hole,
               gpointer      user_data)
{
  *(guint *) user_data += is_hole ? 0 : 1;
}

/* Label points alone cannot bridge the land of neighbours that reaches into the county, so that a
 * few places are in two or three parts; more would be no outline that anybody knows. */
static void
check_parts (CamGeometry *outline)
{
  guint n_parts = 0;

  cam_geometry_foreach_ring (outline, count_part_cb, &n_parts);
  g_assert_cmpuint (n_parts, >=, 1);
  g_assert_cmpuint (n_parts, <=, 3);
}

static void
test_outlines (Fixture       *fixture,
               gconstpointer  data)
{
  const char *columns[] = { "geom", "level", "outline", "label_lat", "label_lon", "name", NULL };
  g_autoptr (CamCursor) cursor =
    select_rows (fixture->store, "area", columns, "WHERE deleted = 0", NULL);
  double by_level[CAM_N_LEVELS] = { 0 };

  while (cam_cursor_next (cursor, NULL))
    {
      g_autoptr (CamGeometry) outline = get_outline (cursor, 0);
      g_autoptr (CamGeometry) valid = NULL;
      g_autoptr (GError) error = NULL;
      gboolean changed = TRUE;
      CamLevel level = CAM_LEVEL_NEIGHBOURHOOD;

      g_assert_true (cam_level_from_word (cam_cursor_get_text (cursor, 1), &level));
      g_assert_cmpstr (cam_cursor_get_text (cursor, 2), ==,
                       level == CAM_LEVEL_SDA ? "members" : "approximate");
      valid = cam_geometry_to_valid_area (outline, &changed, &error);
      g_assert_no_error (error);
      g_assert_false (changed);
      g_assert_true (cam_geometry_contains (outline, cam_cursor_get_real (cursor, 4),
                                            cam_cursor_get_real (cursor, 3)));
      check_parts (outline);
      by_level[level] += cam_geometry_get_hectares (outline);
    }
  /* The pieces, the drafts, the districts and the county are the same ground, of about the real
   * size. */
  g_assert_cmpfloat_with_epsilon (by_level[CAM_LEVEL_SDA], by_level[CAM_LEVEL_COUNTY], 500);
  g_assert_cmpfloat_with_epsilon (by_level[CAM_LEVEL_DISTRICT], by_level[CAM_LEVEL_COUNTY], 500);
  g_assert_cmpfloat_with_epsilon (by_level[CAM_LEVEL_PARISH] + by_level[CAM_LEVEL_WARD],
                                  by_level[CAM_LEVEL_COUNTY], 500);
  g_assert_cmpfloat_with_epsilon (by_level[CAM_LEVEL_COUNTY], 305000, 45000);
}

static GPtrArray *
list_uuids (CamStore   *store,
            const char *table)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr (CamCursor) cursor = select_rows (store, table, columns, "ORDER BY uuid", NULL);
  GPtrArray *uuids = g_ptr_array_new_with_free_func (g_free);

  while (cam_cursor_next (cursor, NULL))
    g_ptr_array_add (uuids, g_strdup (cam_cursor_get_text (cursor, 0)));
  return uuids;
}

static void
test_same_uuids (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *tables[] = { "area", "area_member", "priority", "organisation", "corporate_priority",
                                  "activity", "milestone", "event", "event_task", "holiday", "partner_group",
                                  "group_organisation" };
  g_autoptr (CamStore) other = make_store (fixture->folder, "other.gpkg");
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_starter_load (other, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GPtrArray) one = list_uuids (fixture->store, tables[i]);
      g_autoptr (GPtrArray) two = list_uuids (other, tables[i]);

      g_assert_cmpuint (one->len, ==, two->len);
      for (guint j = 0; j < one->len; j++)
        g_assert_cmpstr (g_ptr_array_index (one, j), ==, g_ptr_array_index (two, j));
    }
  cam_store_close (other);
}

/* Easter by the steps of the Book of Common Prayer's tables as D. E. Knuth has them (The Art of Computer Programming 1,
 * 1.3.2, exercise 14). */
static GDate
get_easter (int year)
{
  int golden = year % 19 + 1;
  int century = year / 100 + 1;
  int x = 3 * century / 4 - 12;
  int z = (8 * century + 5) / 25 - 5;
  int sunday = 5 * year / 4 - x - 10;
  int epact = ((11 * golden + 20 + z - x) % 30 + 30) % 30;
  int n;
  GDate date;

  if ((epact == 25 && golden > 11) || epact == 24)
    epact++;
  n = 44 - epact;
  if (n < 21)
    n += 30;
  n = n + 7 - (sunday + n) % 7;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) (n > 31 ? n - 31 : n), n > 31 ? G_DATE_APRIL : G_DATE_MARCH, (GDateYear) year);
  return date;
}

static void
assert_holiday (Fixture    *fixture,
                GDate       date,
                const char *name)
{
  g_autofree char *day = g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (&date),
                                          (guint) g_date_get_month (&date), (guint) g_date_get_day (&date));
  const char *columns[] = { "name", "ends_on", "kind", NULL };
  g_autoptr (CamCursor) cursor = select_rows (fixture->store, "holiday", columns, "WHERE starts_on = ?1 AND deleted = 0", day);

  g_assert_true (cam_cursor_next (cursor, NULL));
  g_assert_true (g_str_has_prefix (cam_cursor_get_text (cursor, 0), name));
  g_assert_cmpstr (cam_cursor_get_text (cursor, 1), ==, day);
  g_assert_cmpstr (cam_cursor_get_text (cursor, 2), ==, "bank");
  g_assert_false (cam_cursor_next (cursor, NULL));
}

/* The first Monday on or after a day. */
static GDate
get_monday (GDateDay   day,
            GDateMonth month,
            int        year)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, (GDateYear) year);
  while (g_date_get_weekday (&date) != G_DATE_MONDAY)
    g_date_add_days (&date, 1);
  return date;
}

static void
test_holidays (Fixture       *fixture,
               gconstpointer  data)
{
  /* Those that fall on a weekend, as the government announced or the rule has them. */
  static const struct { GDateDay day; GDateMonth month; int year; const char *name; } fixed[] = {
    { 1, 1, 2025, "New Year" }, { 25, 12, 2025, "Christmas" }, { 26, 12, 2025, "Boxing" },
    { 1, 1, 2026, "New Year" }, { 25, 12, 2026, "Christmas" }, { 28, 12, 2026, "Boxing Day (substitute day)" },
    { 1, 1, 2027, "New Year" }, { 27, 12, 2027, "Christmas Day (substitute day)" }, { 28, 12, 2027, "Boxing Day (substitute day)" },
    { 3, 1, 2028, "New Year’s Day (substitute day)" }, { 25, 12, 2028, "Christmas" }, { 26, 12, 2028, "Boxing" },
  };
  g_autoptr (GDate) date = g_date_new ();

  for (int year = 2025; year <= 2028; year++)
    {
      GDate good_friday = get_easter (year);
      GDate easter_monday = get_easter (year);

      g_date_subtract_days (&good_friday, 2);
      g_date_add_days (&easter_monday, 1);
      assert_holiday (fixture, good_friday, "Good Friday");
      assert_holiday (fixture, easter_monday, "Easter Monday");
      assert_holiday (fixture, get_monday (1, G_DATE_MAY, year), "Early May");
      assert_holiday (fixture, get_monday (25, G_DATE_MAY, year), "Spring");
      assert_holiday (fixture, get_monday (25, G_DATE_AUGUST, year), "Summer");
    }
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      g_date_set_dmy (date, fixed[i].day, fixed[i].month, (GDateYear) fixed[i].year);
      assert_holiday (fixture, *date, fixed[i].name);
    }
  g_assert_cmpint (cam_store_count (fixture->store, "holiday"), ==, 4 * 5 + (int) G_N_ELEMENTS (fixed));
}

static void
undo_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = cam_store_undo_finish (CAM_STORE (source), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (label);
  g_main_loop_quit (user_data);
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (cam_store_get_undo_label (fixture->store));
  cam_store_undo_async (fixture->store, NULL, undo_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpint (cam_store_count (fixture->store, "area"), ==, 0);
  g_assert_cmpint (cam_store_count (fixture->store, "area_member"), ==, 0);
  g_assert_cmpint (cam_store_count (fixture->store, "priority"), ==, 0);
  g_assert_cmpint (cam_store_count (fixture->store, "organisation"), ==, 0);
  g_assert_cmpint (cam_store_count (fixture->store, "activity"), ==, 0);
  g_assert_null (cam_store_get_undo_label (fixture->store));

  /* Who undid it may change their mind. */
  g_assert_true (cam_starter_load (fixture->store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cam_store_count (fixture->store, "area"), ==, 277);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_starter_load_finish (CAM_STORE (source), result, &error));
  g_assert_no_error (error);
  g_main_loop_quit (user_data);
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (CamStore) other = make_store (fixture->folder, "other.gpkg");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  cam_starter_load_async (other, NULL, loaded_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpint (cam_store_count (other, "area"), ==, 277);
  cam_store_close (other);
}

static void
test_refuses_used_file (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cam_starter_load (fixture->store, &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_INVALID);
  g_assert_cmpint (cam_store_count (fixture->store, "area"), ==, 277);
}

/* The expected values are those of another implementation of RFC 9562. */
static void
test_uuid_from_name (void)
{
  g_autofree char *county = cam_uuid_from_name ("county:E10000003");
  g_autofree char *empty = cam_uuid_from_name ("");

  g_assert_cmpstr (county, ==, "cd866578-ae3d-5a90-b6fe-3839c1d0df49");
  g_assert_cmpstr (empty, ==, "6b96d1de-5098-5270-984f-41e7c3c22191");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/starter/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/starter/members", Fixture, NULL, set_up, test_members, tear_down);
  g_test_add ("/starter/outlines", Fixture, NULL, set_up, test_outlines, tear_down);
  g_test_add ("/starter/same-uuids", Fixture, NULL, set_up, test_same_uuids, tear_down);
  g_test_add ("/starter/holidays", Fixture, NULL, set_up, test_holidays, tear_down);
  g_test_add ("/starter/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/starter/async", Fixture, NULL, set_up, test_async, tear_down);
  g_test_add ("/starter/refuses-used-file", Fixture, NULL, set_up, test_refuses_used_file,
              tear_down);
  g_test_add_func ("/starter/uuid-from-name", test_uuid_from_name);
  return g_test_run ();
}
