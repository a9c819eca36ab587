/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures as the file has them: of all together, area by area, summed up or not; and the figures of a committee paper,
 * entered and shown as it states them. */
#include "cam-measure-state.h"

#include "cam-error.h"
#include "test-store.h"

#include <string.h>

#define INSERT(store, table, ...)                                                            \
  test_insert (store, table, (const CamCell[]) { __VA_ARGS__ },                              \
               G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })))

#define TODAY "2026-10-20"
#define S "\302\240"

typedef struct
{
  CamStore *store;
  char     *ely;
  char     *ramsey;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->store = test_open_store ();
  fixture->ely = INSERT (fixture->store, "area", { "name", cam_text ("Ely") }, { "level", cam_text ("sda") });
  fixture->ramsey = INSERT (fixture->store, "area", { "name", cam_text ("Ramsey") }, { "level", cam_text ("sda") });
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->ely);
  g_free (fixture->ramsey);
  test_close_store (fixture->store);
}

static char *
add_measure (Fixture    *fixture,
             const char *name,
             const char *unit,
             const char *kind,
             const char *frequency)
{
  return INSERT (fixture->store, "measure", { "name", cam_text (name) }, { "unit", cam_text (unit) },
                 { "kind", cam_text (kind) }, { "frequency", cam_text (frequency) }, { "lag_days", cam_integer (60) });
}

static void
add_reading (Fixture    *fixture,
             const char *measure,
             const char *area,
             const char *starts_on,
             const char *ends_on,
             double      value,
             const char *edition)
{
  g_autofree char *uuid = INSERT (fixture->store, "reading", { "measure_uuid", cam_text (measure) },
                                  { "area_uuid", cam_text (area) }, { "starts_on", cam_text (starts_on) },
                                  { "ends_on", cam_text (ends_on) }, { "value", cam_real (value) },
                                  { "edition", cam_text (edition) });

  g_assert_nonnull (uuid);
}

static CamMeasureState *
load (Fixture    *fixture,
      const char *measure,
      const char *area,
      const char *today)
{
  g_autoptr (GError) error = NULL;
  CamMeasureState *one = cam_measure_state_load (fixture->store, measure, area, cam_day_from_text (today), &error);
  g_autoptr (GPtrArray) all = NULL;
  guint n_found = 0;

  g_assert_no_error (error);
  all = cam_measure_states_load (fixture->store, area, cam_day_from_text (today), &error);
  g_assert_no_error (error);
  /* One measure by itself says what it says among all of them. */
  for (guint i = 0; i < all->len; i++)
    {
      CamMeasureState *each = g_ptr_array_index (all, i);

      if (g_strcmp0 (cam_measure_state_get_uuid (each), measure) != 0)
        continue;
      n_found++;
      g_assert_cmpstr (cam_measure_state_get_status (each)->reason, ==, cam_measure_state_get_status (one)->reason);
      g_assert_cmpint (cam_measure_state_get_status (each)->rag, ==, cam_measure_state_get_status (one)->rag);
      g_assert_cmpuint (cam_measure_state_get_input (each)->n_points, ==, cam_measure_state_get_input (one)->n_points);
    }
  g_assert_cmpuint (n_found, ==, 1);
  return one;
}

static void
assert_shown (Fixture    *fixture,
              const char *measure,
              const char *area,
              CamRag      rag,
              const char *value,
              const char *reason)
{
  g_autoptr (CamMeasureState) state = load (fixture, measure, area, TODAY);
  g_autofree char *shown = cam_measure_state_dup_value (state);

  g_assert_cmpstr (shown, ==, value);
  g_assert_cmpint (cam_measure_state_get_status (state)->rag, ==, rag);
  g_assert_cmpstr (cam_measure_state_get_status (state)->reason, ==, reason);
}

/* What is said of all together is not said of an area, and the other way round. */
static void
test_area_or_whole (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *measure = add_measure (fixture, "Registered", "people", "output", "quarterly");

  add_reading (fixture, measure, NULL, "2026-07-01", "2026-09-30", 100, NULL);
  add_reading (fixture, measure, fixture->ely, "2026-07-01", "2026-09-30", 30, NULL);
  assert_shown (fixture, measure, NULL, CAM_RAG_NO_TARGET, "100" S "people",
                "100" S "people in July to September 2026, for which no target is set.");
  assert_shown (fixture, measure, fixture->ely, CAM_RAG_NO_TARGET, "30" S "people",
                "30" S "people in July to September 2026, for which no target is set.");
  assert_shown (fixture, measure, fixture->ramsey, CAM_RAG_NO_READING, NULL, "There is no reading yet.");
}

static void
test_adds_up (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *measure = add_measure (fixture, "Registered", "people", "output", "quarterly");
  const CamCell adds_up = { "adds_up", cam_integer (1) };

  add_reading (fixture, measure, fixture->ely, "2026-04-01", "2026-06-30", 10, NULL);
  add_reading (fixture, measure, fixture->ramsey, "2026-04-01", "2026-06-30", 20, NULL);
  add_reading (fixture, measure, fixture->ely, "2026-07-01", "2026-09-30", 12, NULL);
  /* Not added up, so nothing is said of the whole; but it is not told to have no readings. */
  assert_shown (fixture, measure, NULL, CAM_RAG_NO_READING, NULL,
                "It is read by area, and areas do not add up; see each area.");
  test_update (fixture->store, "measure", measure, &adds_up, 1);
  /* One area of two is not all of it yet. */
  assert_shown (fixture, measure, NULL, CAM_RAG_NO_TARGET, "12" S "people",
                "12" S "people in July to September 2026, for which no target is set, down 60" S "% on last quarter, "
                "provisional.");
  add_reading (fixture, measure, fixture->ramsey, "2026-07-01", "2026-09-30", 24, NULL);
  assert_shown (fixture, measure, NULL, CAM_RAG_NO_TARGET, "36" S "people",
                "36" S "people in July to September 2026, for which no target is set, up 20" S "% on last quarter.");
}

/* Read by area, with a target of the whole that is over: nobody owes a reading of the whole. */
static void
test_by_area_is_not_overdue (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *measure = add_measure (fixture, "Deprivation", NULL, "outcome", "quarterly");
  g_autofree char *target = INSERT (fixture->store, "measure_target", { "measure_uuid", cam_text (measure) },
                                    { "starts_on", cam_text ("2026-01-01") }, { "ends_on", cam_text ("2026-03-31") },
                                    { "value", cam_real (5) });

  g_assert_nonnull (target);
  assert_shown (fixture, measure, NULL, CAM_RAG_OVERDUE, NULL,
                "There is no reading for April to June 2026, which was due by 29 August.");
  add_reading (fixture, measure, fixture->ely, "2026-04-01", "2026-06-30", 3, NULL);
  assert_shown (fixture, measure, NULL, CAM_RAG_NO_READING, NULL,
                "It is read by area, and areas do not add up; see each area.");
}

static void
test_lag (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *measure = add_measure (fixture, "Registered", NULL, "output", "quarterly");
  g_autoptr (CamMeasureState) in_time = NULL;
  g_autoptr (CamMeasureState) late = NULL;

  add_reading (fixture, measure, NULL, "2026-04-01", "2026-06-30", 100, NULL);
  in_time = load (fixture, measure, NULL, "2026-11-29");
  g_assert_cmpint (cam_measure_state_get_status (in_time)->rag, ==, CAM_RAG_NO_TARGET);
  late = load (fixture, measure, NULL, "2026-11-30");
  g_assert_cmpint (cam_measure_state_get_status (late)->rag, ==, CAM_RAG_OVERDUE);
}

/* Of different editions nothing is compared, also where a sum mixes them in both periods. */
static void
test_editions (Fixture       *fixture,
               gconstpointer  data)
{
  static const char refused[] = "not compared with earlier readings, which are of another edition or other boundaries";
  g_autofree char *measure = add_measure (fixture, "Index", NULL, "outcome", "quarterly");
  const CamCell adds_up = { "adds_up", cam_integer (1) };
  g_autoptr (CamMeasureState) whole = NULL;
  g_autoptr (CamMeasureState) ely = NULL;

  test_update (fixture->store, "measure", measure, &adds_up, 1);
  add_reading (fixture, measure, fixture->ely, "2026-01-01", "2026-03-31", 9, "2019");
  add_reading (fixture, measure, fixture->ely, "2026-04-01", "2026-06-30", 10, "2019");
  add_reading (fixture, measure, fixture->ramsey, "2026-04-01", "2026-06-30", 20, "2025");
  add_reading (fixture, measure, fixture->ely, "2026-07-01", "2026-09-30", 12, "2025");
  add_reading (fixture, measure, fixture->ramsey, "2026-07-01", "2026-09-30", 24, "2019");
  whole = load (fixture, measure, NULL, TODAY);
  g_assert_cmpint (cam_measure_state_get_status (whole)->travel, ==, CAM_TRAVEL_REFUSED);
  g_assert_nonnull (strstr (cam_measure_state_get_status (whole)->reason, refused));
  g_assert_true (cam_measure_state_get_status (whole)->forecast != cam_measure_state_get_status (whole)->forecast);
  ely = load (fixture, measure, fixture->ely, TODAY);
  g_assert_cmpint (cam_measure_state_get_status (ely)->travel, ==, CAM_TRAVEL_REFUSED);
  g_assert_nonnull (strstr (cam_measure_state_get_status (ely)->reason, refused));
}

static void
test_not_there (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamMeasureState) none = cam_measure_state_load (fixture->store, "nowhere", NULL, cam_day_from_text (TODAY),
                                                            &error);

  g_assert_null (none);
  g_assert_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND);
}

/* The figures of a paper to a committee, as it states them. */
static void
test_paper (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *list = add_measure (fixture, "People on the list", "people", "activity", "once");
  g_autofree char *registered = add_measure (fixture, "Registered", "people", "activity", "once");
  g_autofree char *support = add_measure (fixture, "Need support", "%", "outcome", "once");
  g_autofree char *referrals = add_measure (fixture, "Referrals", "referrals", "activity", "quarterly");
  g_autofree char *plan = add_measure (fixture, "Action plan complete", "%", "output", "quarterly");
  g_autofree char *delegates = add_measure (fixture, "Delegates", "delegates", "activity", "once");
  g_autofree char *target = INSERT (fixture->store, "measure_target", { "measure_uuid", cam_text (plan) },
                                    { "starts_on", cam_text ("2026-04-01") }, { "ends_on", cam_text ("2027-03-31") },
                                    { "value", cam_real (80) });

  g_assert_nonnull (target);
  add_reading (fixture, list, NULL, "2026-09-30", "2026-09-30", 31977, NULL);
  add_reading (fixture, registered, NULL, "2026-09-30", "2026-09-30", 1493, NULL);
  add_reading (fixture, support, NULL, "2026-09-30", "2026-09-30", 23, NULL);
  add_reading (fixture, referrals, NULL, "2025-07-01", "2025-09-30", 1250, NULL);
  add_reading (fixture, referrals, NULL, "2026-07-01", "2026-09-30", 1350, NULL);
  add_reading (fixture, plan, NULL, "2026-07-01", "2026-09-30", 80, NULL);
  add_reading (fixture, delegates, NULL, "2026-09-17", "2026-09-17", 300, NULL);
  assert_shown (fixture, list, NULL, CAM_RAG_COUNT, "31,977" S "people", "31,977" S "people on 30 September 2026.");
  assert_shown (fixture, registered, NULL, CAM_RAG_COUNT, "1,493" S "people", "1,493" S "people on 30 September 2026.");
  assert_shown (fixture, support, NULL, CAM_RAG_NO_TARGET, "23" S "%",
                "23" S "% on 30 September 2026, for which no target is set.");
  assert_shown (fixture, referrals, NULL, CAM_RAG_COUNT, "1,350" S "referrals",
                "1,350" S "referrals in July to September 2026, up 8" S "% on the same quarter last year.");
  assert_shown (fixture, plan, NULL, CAM_RAG_GREEN, "80" S "%",
                "80 of a target of 80" S "% by 31 March 2027, which is reached.");
  assert_shown (fixture, delegates, NULL, CAM_RAG_COUNT, "300" S "delegates", "300" S "delegates on 17 September 2026.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/measure-state/area-or-whole", test_area_or_whole);
  ADD ("/measure-state/adds-up", test_adds_up);
  ADD ("/measure-state/by-area-is-not-overdue", test_by_area_is_not_overdue);
  ADD ("/measure-state/lag", test_lag);
  ADD ("/measure-state/editions", test_editions);
  ADD ("/measure-state/not-there", test_not_there);
  ADD ("/measure-state/paper", test_paper);
#undef ADD
  return g_test_run ();
}
