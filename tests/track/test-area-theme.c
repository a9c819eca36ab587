/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the map can be coloured by, and the number of each area. */
#include "cam-area-theme.h"

#include "cam-period.h"
#include "test-store.h"

#define INSERT(store, table, ...)                                                            \
  test_insert (store, table, (const CamCell[]) { __VA_ARGS__ },                              \
               G_N_ELEMENTS (((const CamCell[]) { __VA_ARGS__ })))
#define ADD(...) g_free (INSERT (__VA_ARGS__))

#define S "\302\240"

typedef struct
{
  CamStore *store;
  char     *ramsey;
  char     *bury;    /* a parish of Ramsey */
  char     *march;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->store = test_open_store ();
  fixture->ramsey = INSERT (fixture->store, "area", { "name", cam_text ("Ramsey") }, { "level", cam_text ("sda") });
  fixture->bury = INSERT (fixture->store, "area", { "name", cam_text ("Bury") }, { "level", cam_text ("parish") });
  fixture->march = INSERT (fixture->store, "area", { "name", cam_text ("March") }, { "level", cam_text ("sda") });
  ADD (fixture->store, "area_member", { "area_uuid", cam_text (fixture->ramsey) },
       { "member_uuid", cam_text (fixture->bury) });
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->ramsey);
  g_free (fixture->bury);
  g_free (fixture->march);
  test_close_store (g_steal_pointer (&fixture->store));
}

/* The only choice of its kind; NULL where there is none. */
static CamThemeChoice *
find_choice (Fixture      *fixture,
             CamThemeKind  kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = cam_theme_list_choices (fixture->store, &error);
  CamThemeChoice *found = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < choices->len; i++)
    if (cam_theme_choice_get_kind (g_ptr_array_index (choices, i)) == kind)
      {
        g_assert_null (found);
        found = g_ptr_array_index (choices, i);
      }
  return found != NULL ? g_object_ref (found) : NULL;
}

static CamAreaTheme *
load_only (Fixture      *fixture,
           CamThemeKind  kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamThemeChoice) found = find_choice (fixture, kind);
  CamAreaTheme *theme = NULL;

  g_assert_nonnull (found);
  theme = cam_area_theme_load (fixture->store, found, cam_day_from_text ("2026-11-27"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (cam_area_theme_get_kind (theme), ==, kind);
  return theme;
}

static void
assert_shown (CamAreaTheme *theme,
              const char   *area,
              const char   *expected)
{
  double value = 0;
  gboolean found = cam_area_theme_get_value (theme, area, &value);
  g_autofree char *text = found ? cam_area_theme_format (theme, value) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static char *
add_activity (Fixture    *fixture,
              const char *status,
              gboolean    is_template,
              const char *area)
{
  char *activity = INSERT (fixture->store, "activity", { "name", cam_text ("Lunch club") },
                           { "status", cam_text (status) }, { "is_template", cam_integer (is_template) });

  ADD (fixture->store, "activity_area", { "activity_uuid", cam_text (activity) }, { "area_uuid", cam_text (area) });
  return activity;
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = cam_theme_list_choices (fixture->store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (choices->len, ==, 0);
}

/* An activity in a parish and in its own service delivery area is one there; done ones and templates are none. */
static void
test_activities (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *one = add_activity (fixture, "planned", FALSE, fixture->bury);
  g_autofree char *two = add_activity (fixture, "started", FALSE, fixture->ramsey);
  g_autofree char *done = add_activity (fixture, "done", FALSE, fixture->march);
  g_autofree char *template = add_activity (fixture, "planned", TRUE, fixture->march);
  g_autoptr (CamAreaTheme) theme = NULL;

  ADD (fixture->store, "activity_area", { "activity_uuid", cam_text (one) }, { "area_uuid", cam_text (fixture->ramsey) });
  /* A circle, as a merge can bring it about. */
  ADD (fixture->store, "area_member", { "area_uuid", cam_text (fixture->bury) },
       { "member_uuid", cam_text (fixture->ramsey) });
  theme = load_only (fixture, CAM_THEME_ACTIVITIES);
  assert_shown (theme, fixture->ramsey, "2 activities");
  assert_shown (theme, fixture->bury, "2 activities");
  assert_shown (theme, fixture->march, NULL);
}

static void
test_membership_over (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *one = add_activity (fixture, "planned", FALSE, fixture->march);
  g_autoptr (CamAreaTheme) theme = NULL;

  ADD (fixture->store, "area_member", { "area_uuid", cam_text (fixture->ramsey) },
       { "member_uuid", cam_text (fixture->march) }, { "valid_to", cam_text ("2026-11-26") });
  theme = load_only (fixture, CAM_THEME_ACTIVITIES);
  assert_shown (theme, fixture->march, "1 activity");
  assert_shown (theme, fixture->ramsey, NULL);
}

static void
add_reading (Fixture    *fixture,
             const char *measure,
             const char *area,
             const char *ends_on,
             double      value,
             const char *edition)
{
  ADD (fixture->store, "reading", { "measure_uuid", cam_text (measure) }, { "area_uuid", cam_text (area) },
       { "ends_on", cam_text (ends_on) }, { "value", cam_real (value) }, { "edition", cam_text (edition) });
}

static void
test_measure (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *measure = INSERT (fixture->store, "measure", { "name", cam_text ("Carers registered") },
                                     { "unit", cam_text ("people") });
  g_autoptr (CamAreaTheme) theme = NULL;

  add_reading (fixture, measure, fixture->ramsey, "2026-06-30", 1000, NULL);
  add_reading (fixture, measure, fixture->ramsey, "2026-09-30", 1493, NULL);
  add_reading (fixture, measure, fixture->ramsey, "2026-12-31", 9999, NULL);
  add_reading (fixture, measure, fixture->march, "2026-06-30", 12, NULL);
  theme = load_only (fixture, CAM_THEME_MEASURE);
  assert_shown (theme, fixture->ramsey, "1,493\302\240people");
  assert_shown (theme, fixture->march, "12\302\240people");
  assert_shown (theme, fixture->bury, NULL);
  g_assert_cmpstr (cam_area_theme_get_note (theme), ==,
                   "The newest reading of each area, from 30 June to 30 September");
}

static void
test_editions_apart (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *measure = INSERT (fixture->store, "measure", { "name", cam_text ("Deprivation") },
                                     { "edition", cam_text ("IMD 2019") });
  g_autoptr (CamAreaTheme) theme = NULL;

  add_reading (fixture, measure, fixture->ramsey, "2026-09-30", 21, "IMD 2025");
  add_reading (fixture, measure, fixture->march, "2019-09-30", 30, NULL);
  theme = load_only (fixture, CAM_THEME_MEASURE);
  assert_shown (theme, fixture->ramsey, "21");
  assert_shown (theme, fixture->march, NULL);
  g_assert_nonnull (strstr (cam_area_theme_get_note (theme), "cannot be compared"));
}

static void
assert_status (CamAreaTheme *theme,
               const char   *area,
               const char   *expected)
{
  g_autofree char *text = cam_area_theme_dup_reason (theme, area);
  CamRag rag = CAM_RAG_COUNT;
  gboolean shown = cam_area_theme_get_status (theme, area, &rag);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (shown, ==, !g_str_has_prefix (expected, "Left out"));
  if (shown)
    g_assert_true (g_str_has_prefix (expected, cam_rag_get_title (rag)));
}

/* What is to be reached in all together counts for each, unless it adds up; a person's word goes before it. */
static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *measure = INSERT (fixture->store, "measure", { "name", cam_text ("Visited within a week") },
                                     { "kind", cam_text ("outcome") }, { "frequency", cam_text ("once") },
                                     { "tolerance", cam_real (10) }, { "unit", cam_text ("%") });
  g_autofree char *ely = INSERT (fixture->store, "area", { "name", cam_text ("Ely") }, { "level", cam_text ("sda") });
  g_autoptr (CamAreaTheme) theme = NULL;

  ADD (fixture->store, "measure_target", { "measure_uuid", cam_text (measure) }, { "starts_on", cam_text ("2026-04-01") },
       { "ends_on", cam_text ("2027-03-31") }, { "value", cam_real (80) });
  add_reading (fixture, measure, fixture->ramsey, "2026-09-30", 74, NULL);
  add_reading (fixture, measure, fixture->march, "2026-06-30", 62, NULL);
  add_reading (fixture, measure, ely, "2026-09-30", 81, "2019");
  add_reading (fixture, measure, fixture->bury, "2026-09-30", 81, NULL);
  ADD (fixture->store, "rag_override", { "measure_uuid", cam_text (measure) }, { "area_uuid", cam_text (fixture->bury) },
       { "ends_on", cam_text ("2026-09-30") }, { "status", cam_text ("red") }, { "reason", cam_text ("Half are missing") });
  theme = load_only (fixture, CAM_THEME_STATUS);
  assert_status (theme, fixture->ramsey, "Amber: 74 of a target of 80" S "% by 31 March 2027, 8" S "% short, tolerance 10" S "%.");
  assert_status (theme, fixture->march, "Red: 62 of a target of 80" S "% by 31 March 2027, 22" S "% short, tolerance 10" S "%.");
  assert_status (theme, ely, "Left out: the newest reading is of another edition or on other boundaries");
  assert_status (theme, fixture->bury, "Red: Set to red by a person: Half are missing. Computed as green: 81 of a target of "
                                       "80" S "% by 31 March 2027, which is reached.");
  assert_status (theme, "elsewhere", "No reading: There is no reading yet.");
  g_assert_true (cam_area_theme_get_value (theme, fixture->march, NULL));
  g_assert_false (cam_area_theme_get_value (theme, ely, NULL));
  g_assert_false (cam_area_theme_get_value (theme, "elsewhere", NULL));
  g_assert_cmpstr (cam_area_theme_get_note (theme), ==,
                   "The newest reading of each area, from 30 June to 30 September. Readings of other editions or boundaries "
                   "are left out: they cannot be compared.");
}

/* A plain count has no status. */
static void
test_count_has_no_status (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *measure = INSERT (fixture->store, "measure", { "name", cam_text ("Events") },
                                     { "kind", cam_text ("activity") });
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = NULL;

  add_reading (fixture, measure, fixture->ramsey, "2026-09-30", 3, NULL);
  choices = cam_theme_list_choices (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (choices->len, ==, 1);
  g_assert_cmpint (cam_theme_choice_get_kind (g_ptr_array_index (choices, 0)), ==, CAM_THEME_MEASURE);
}

static CamAreaTheme *
load_coverage (Fixture      *fixture,
               CamThemeKind  kind)
{
  const CamCoverageOptions options = { .level = "sda", .from = cam_day_from_text ("2026-09-01"),
                                       .to = cam_day_from_text ("2027-02-28"), .today = cam_day_from_text ("2026-11-27") };
  g_autoptr (CamThemeChoice) found = find_choice (fixture, kind);
  g_autoptr (GError) error = NULL;
  CamAreaTheme *theme = NULL;

  g_assert_nonnull (found);
  theme = cam_area_theme_load_coverage (fixture->store, found, &options, NULL, &error);
  g_assert_no_error (error);
  return theme;
}

static void
assert_told (CamAreaTheme *theme,
             const char   *area,
             double        expected,
             const char   *words)
{
  g_autofree char *text = cam_area_theme_dup_reason (theme, area);
  double value = -1;

  g_assert_true (cam_area_theme_get_value (theme, area, &value));
  g_assert_cmpfloat (value, ==, expected);
  g_assert_cmpstr (text, ==, words);
}

/* Templates and ideas without a day are nothing to colour by. */
static void
test_events (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *event = NULL;
  g_autofree char *elsewhere = NULL;
  g_autoptr (CamAreaTheme) theme = NULL;

  ADD (fixture->store, "event", { "name", cam_text ("Template") }, { "is_template", cam_integer (1) },
       { "starts_at", cam_text ("2026-10-01T10:00") });
  ADD (fixture->store, "event", { "name", cam_text ("Some time") }, { "status", cam_text ("idea") });
  g_assert_null (find_choice (fixture, CAM_THEME_EVENTS));
  event = INSERT (fixture->store, "event", { "name", cam_text ("Tea") }, { "status", cam_text ("planned") },
                  { "starts_at", cam_text ("2026-12-01T10:00") });
  ADD (fixture->store, "event_area", { "event_uuid", cam_text (event) }, { "area_uuid", cam_text (fixture->bury) });
  theme = load_coverage (fixture, CAM_THEME_EVENTS);
  assert_told (theme, fixture->ramsey, CAM_COVERAGE_PLANNED, "Planned: None yet; next on 1 December.");
  assert_told (theme, fixture->march, CAM_COVERAGE_NONE, "None yet, and none planned.");
  g_assert_false (cam_area_theme_get_value (theme, fixture->bury, NULL));
  elsewhere = cam_area_theme_dup_reason (theme, fixture->bury);
  g_assert_cmpstr (elsewhere, ==, "No area in the days that are looked at");
  g_assert_cmpstr (cam_area_theme_get_note (theme), ==, "1 of 2 by 28 February 2027, counted from 1 September");
}

static void
test_known (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (CamAreaTheme) theme = NULL;
  g_autoptr (CamAreaTheme) both = NULL;
  g_autofree char *forum = NULL;

  g_assert_null (find_choice (fixture, CAM_THEME_KNOWN));
  ADD (fixture->store, "area_knowledge", { "area_uuid", cam_text (fixture->march) }, { "known", cam_text ("well") },
       { "reason", cam_text ("We live there") });
  theme = load_coverage (fixture, CAM_THEME_KNOWN);
  assert_told (theme, fixture->march, CAM_KNOWN_WELL, "Well known, as somebody said; no forum. We live there");
  assert_told (theme, fixture->ramsey, CAM_KNOWN_LITTLE, "Little known: no forum");
  forum = INSERT (fixture->store, "forum", { "name", cam_text ("Forum") });
  ADD (fixture->store, "forum_area", { "forum_uuid", cam_text (forum) }, { "area_uuid", cam_text (fixture->ramsey) });
  both = load_coverage (fixture, CAM_THEME_KNOWN);
  assert_told (both, fixture->ramsey, CAM_KNOWN_PARTLY, "Partly known: 1 forum");
}

static void
test_figures (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (CamAreaTheme) theme = NULL;

  for (guint i = 0; i < 2; i++)
    ADD (fixture->store, "area_figure", { "area_uuid", cam_text (i == 0 ? fixture->ramsey : fixture->march) },
         { "dataset", cam_text ("IMD") }, { "name", cam_text ("Rank of deprivation") }, { "edition", cam_text ("2025") },
         { "value", cam_real (1200 + i) }, { "source", cam_text ("MHCLG") }, { "period", cam_text ("2025") });
  theme = load_only (fixture, CAM_THEME_FIGURE);
  assert_shown (theme, fixture->march, "1,201");
  g_assert_cmpstr (cam_area_theme_get_note (theme), ==, "MHCLG, 2025");
}

static void
test_population (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *area = INSERT (fixture->store, "area", { "name", cam_text ("Ely") }, { "level", cam_text ("sda") },
                                  { "population", cam_integer (20574) });
  g_autoptr (CamAreaTheme) theme = load_only (fixture, CAM_THEME_POPULATION);

  assert_shown (theme, area, "20,574\302\240people");
  assert_shown (theme, fixture->march, NULL);
}

#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("/area-theme/nothing", test_nothing);
  TEST ("/area-theme/activities", test_activities);
  TEST ("/area-theme/membership-over", test_membership_over);
  TEST ("/area-theme/measure", test_measure);
  TEST ("/area-theme/editions-apart", test_editions_apart);
  TEST ("/area-theme/status", test_status);
  TEST ("/area-theme/count-has-no-status", test_count_has_no_status);
  TEST ("/area-theme/figures", test_figures);
  TEST ("/area-theme/population", test_population);
  TEST ("/area-theme/events", test_events);
  TEST ("/area-theme/known", test_known);

  return g_test_run ();
}
