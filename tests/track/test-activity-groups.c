/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Activities in groups: named, ordered and counted, and each group's clause names just the activities that it counts. */
#include "cam-activity-groups.h"

#include "cam-activity.h"
#include "cam-period.h"
#include "cam-query.h"
#include "test-store.h"

#define TODAY "2026-11-27"
#define WHERE "is_template = 0 AND name <> ?1"

#define INSERT(store, table, ...)                                                            \
  test_insert (store, table, (const CamCell[]) { __VA_ARGS__ },                              \
               G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })))

static CamStore *
fill (void)
{
  CamStore *store = test_open_store ();
  g_autofree char *second = INSERT (store, "priority", { "name", cam_text ("A second") }, { "position", cam_integer (2) });
  g_autofree char *first = INSERT (store, "priority", { "name", cam_text ("The first") }, { "position", cam_integer (1) });
  g_autofree char *ramsey = INSERT (store, "area", { "name", cam_text ("Ramsey") }, { "level", cam_text ("parish") });
  g_autofree char *ely = INSERT (store, "area", { "name", cam_text ("Ely") }, { "level", cam_text ("parish") });
  g_autofree char *one = INSERT (store, "activity", { "name", cam_text ("One") }, { "owner", cam_text ("Zoë") },
                                 { "priority_uuid", cam_text (first) }, { "due_on", cam_text ("2026-11-26") });
  g_autofree char *two = INSERT (store, "activity", { "name", cam_text ("Two") }, { "owner", cam_text ("Ada") },
                                 { "priority_uuid", cam_text (second) }, { "status", cam_text ("done") },
                                 { "due_on", cam_text ("2026-01-01") });
  g_autofree char *three = INSERT (store, "activity", { "name", cam_text ("Three") }, { "owner", cam_text ("") },
                                   { "due_on", cam_text (TODAY) });
  g_autofree char *other = INSERT (store, "activity", { "name", cam_text ("Not asked for") }, { "owner", cam_text ("Ada") });
  char *links[] = {
    INSERT (store, "activity_area", { "activity_uuid", cam_text (one) }, { "area_uuid", cam_text (ramsey) }),
    INSERT (store, "activity_area", { "activity_uuid", cam_text (one) }, { "area_uuid", cam_text (ely) }),
    INSERT (store, "activity_area", { "activity_uuid", cam_text (one) }, { "area_uuid", cam_text (ely) }),
    INSERT (store, "activity_area", { "activity_uuid", cam_text (two) }, { "area_uuid", cam_text (ely) }),
    INSERT (store, "activity_area", { "activity_uuid", cam_text (other) }, { "area_uuid", cam_text (ely) }),
  };

  g_assert_nonnull (three);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    g_free (links[i]);
  return store;
}

typedef struct
{
  const char *name;
  guint       n;
  guint       n_late;
} Expected;

static guint
count_by_clause (CamStore         *store,
                 CamActivityGroup *group)
{
  g_autoptr (GString) where = g_string_new (WHERE);
  g_autoptr (GArray) params = g_array_new (FALSE, FALSE, sizeof (CamValue));
  const CamValue not = cam_text ("Not asked for");
  g_autoptr (CamQuery) query = NULL;

  g_array_append_val (params, not);
  cam_activity_group_append_clause (group, where, params);
  query = cam_query_new (store, CAM_TYPE_ACTIVITY, where->str, NULL, (const CamValue *) params->data, params->len);
  return g_list_model_get_n_items (G_LIST_MODEL (query));
}

static void
check (CamActivityGrouping  grouping,
       const Expected      *expected,
       guint                n_expected)
{
  CamStore *store = fill ();
  const CamValue not = cam_text ("Not asked for");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = cam_activity_groups_load (store, grouping, WHERE, &not, 1, cam_day_from_text (TODAY),
                                                           &error);

  g_assert_no_error (error);
  g_assert_cmpuint (groups->len, ==, n_expected);
  for (guint i = 0; i < n_expected; i++)
    {
      CamActivityGroup *group = g_ptr_array_index (groups, i);

      g_assert_cmpstr (cam_activity_group_get_name (group), ==, expected[i].name);
      g_assert_cmpuint (cam_activity_group_get_n (group), ==, expected[i].n);
      g_assert_cmpuint (cam_activity_group_get_n_late (group), ==, expected[i].n_late);
      g_assert_cmpuint (count_by_clause (store, group), ==, expected[i].n);
    }
  test_close_store (store);
}

static void
test_owner (void)
{
  static const Expected expected[] = { { "Ada", 1, 0 }, { "Zoë", 1, 1 }, { NULL, 1, 0 } };

  check (CAM_ACTIVITIES_BY_OWNER, expected, G_N_ELEMENTS (expected));
}

/* One for two areas is in both, once each though it is linked twice. */
static void
test_area (void)
{
  static const Expected expected[] = { { "Ely", 2, 1 }, { "Ramsey", 1, 1 }, { NULL, 1, 0 } };

  check (CAM_ACTIVITIES_BY_AREA, expected, G_N_ELEMENTS (expected));
}

static void
test_status (void)
{
  static const Expected expected[] = { { "planned", 2, 1 }, { "done", 1, 0 } };

  check (CAM_ACTIVITIES_BY_STATUS, expected, G_N_ELEMENTS (expected));
}

static void
test_priority (void)
{
  static const Expected expected[] = { { "The first", 1, 1 }, { "A second", 1, 0 }, { NULL, 1, 0 } };

  check (CAM_ACTIVITIES_BY_PRIORITY, expected, G_N_ELEMENTS (expected));
}

static void
test_refused (void)
{
  CamStore *store = fill ();
  g_autoptr (GError) error = NULL;

  g_assert_null (cam_activity_groups_load (store, CAM_ACTIVITIES_BY_AREA, "nothing_such = 1", NULL, 0, 1, &error));
  g_assert_nonnull (error);
  test_close_store (store);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/activity-groups/owner", test_owner);
  g_test_add_func ("/activity-groups/area", test_area);
  g_test_add_func ("/activity-groups/status", test_status);
  g_test_add_func ("/activity-groups/priority", test_priority);
  g_test_add_func ("/activity-groups/refused", test_refused);
  return g_test_run ();
}
