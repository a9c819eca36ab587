/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which areas have had an event, have one planned, have none. */
#include "cam-coverage.h"

#include "cam-event-rules.h"
#include "cam-period.h"
#include "events-fixture.h"

#include <math.h>

#define N_AREAS 22
#define TODAY   "2026-01-15"
#define FROM    "2025-12-01"
#define TO      "2026-02-28"

typedef struct
{
  CamStore  *store;
  GPtrArray *areas;    /* uuids of 22 service delivery areas */
  GPtrArray *parishes; /* a parish of each */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->store = test_open_store ();
  fixture->areas = g_ptr_array_new_with_free_func (g_free);
  fixture->parishes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_AREAS; i++)
    {
      g_autofree char *area = g_strdup_printf ("Area %02u", i);
      g_autofree char *parish = g_strdup_printf ("Parish %02u", i);

      g_ptr_array_add (fixture->areas, INSERT (fixture->store, "area", { "name", cam_text (area) },
                                               { "level", cam_text ("sda") }, { "population", cam_integer (2000) }));
      g_ptr_array_add (fixture->parishes, INSERT (fixture->store, "area", { "name", cam_text (parish) },
                                                  { "level", cam_text ("parish") }));
      test_add_member (fixture->store, fixture->areas->pdata[i], fixture->parishes->pdata[i], NULL, NULL);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->areas);
  g_ptr_array_unref (fixture->parishes);
  test_close_store (g_steal_pointer (&fixture->store));
}

static CamCoverage *
load_with (Fixture            *fixture,
           CamCoverageOptions  options,
           const char         *dates_from,
           const char         *dates_to)
{
  g_autoptr (CamEventDates) dates = load_dates (fixture->store, dates_from, dates_to);
  g_autoptr (GError) error = NULL;
  CamCoverage *coverage = NULL;

  options.level = options.level != NULL ? options.level : "sda";
  options.from = options.from > 0 ? options.from : cam_day_from_text (FROM);
  options.to = options.to > 0 ? options.to : cam_day_from_text (TO);
  options.today = options.today > 0 ? options.today : cam_day_from_text (TODAY);
  coverage = cam_coverage_load (fixture->store, &options, dates, &error);
  g_assert_no_error (error);
  return coverage;
}

static CamCoverage *
load_coverage (Fixture *fixture)
{
  return load_with (fixture, (CamCoverageOptions) { 0 }, FROM, TO);
}

/* An event for an area, in one action each. */
static char *
add_for (Fixture    *fixture,
         const char *area,
         const char *day,
         const char *status)
{
  g_autofree char *starts = g_strconcat (day, "T10:00", NULL);
  char *event = add_event (fixture->store, "Meeting", starts, NULL, status);

  if (area != NULL)
    name_area (fixture->store, event, area);
  return event;
}

static const CamCoverageArea *
find (Fixture           *fixture,
      const CamCoverage *coverage,
      guint              i)
{
  const CamCoverageArea *area = cam_coverage_find_area (coverage, fixture->areas->pdata[i]);

  g_assert_nonnull (area);
  return area;
}

#define assert_words(func, expected)        \
  G_STMT_START {                            \
    g_autofree char *words = func;          \
    g_assert_cmpstr (words, ==, expected);  \
  } G_STMT_END

/* Every way of having one or not; five areas are left without. */
static void
test_gaps (Fixture       *fixture,
           gconstpointer  data)
{
  static const guint gaps[] = { 3, 7, 8, 14, 21 };
  g_autoptr (CamCoverage) coverage = NULL;
  guint at = 0;

  for (guint i = 0; i < N_AREAS; i++)
    {
      g_autofree char *event = NULL;

      if (at < G_N_ELEMENTS (gaps) && gaps[at] == i)
        {
          static const struct { const char *day; const char *status; } near[] = {
            { "2025-11-30", "held" }, { "2026-03-01", "planned" }, { "2026-02-01", "cancelled" }, { "2026-02-01", "idea" },
            { "2025-12-10", "planned" },
          };

          event = add_for (fixture, fixture->areas->pdata[i], near[at].day, near[at].status);
          at++;
        }
      else if (i % 2 == 0)
        event = add_for (fixture, fixture->areas->pdata[i], i % 4 == 0 ? FROM : "2026-01-14", i % 4 == 0 ? "held" : "confirmed");
      else
        event = add_for (fixture, fixture->parishes->pdata[i], i % 3 == 0 ? TO : TODAY, "planned");
    }
  coverage = load_coverage (fixture);
  g_assert_cmpuint (cam_coverage_get_n_areas (coverage), ==, N_AREAS);
  at = 0;
  for (guint i = 0; i < N_AREAS; i++)
    {
      const CamCoverageArea *area = cam_coverage_get_area (coverage, i);

      g_assert_cmpstr (area->uuid, ==, fixture->areas->pdata[i]);
      if (at < G_N_ELEMENTS (gaps) && gaps[at] == i)
        {
          g_assert_cmpint (area->state, ==, CAM_COVERAGE_NONE);
          at++;
        }
      else
        g_assert_cmpint (area->state, ==, i % 2 == 0 ? CAM_COVERAGE_HAD : CAM_COVERAGE_PLANNED);
    }
  g_assert_cmpuint (cam_coverage_count (coverage, CAM_COVERAGE_NONE), ==, 5);
  assert_words (cam_coverage_format_number (coverage), "17 of 22 by 28 February");
  assert_words (cam_coverage_format_parts (coverage), "9 have had an event, 8 have one planned, 5 have none.");
  assert_words (cam_coverage_format_area (coverage, find (fixture, coverage, 0)),
                "Last on 1 December 2025, 45 days ago; none planned.");
  assert_words (cam_coverage_format_area (coverage, find (fixture, coverage, 9)), "None yet; next on 28 February.");
  assert_words (cam_coverage_format_area (coverage, find (fixture, coverage, 14)), "None yet, and none planned.");
  assert_words (cam_coverage_format_area (coverage, find (fixture, coverage, 21)),
                "None yet, and none planned. 1 is over and not marked as held.");
}

/* The parish changed over from the first to the second area: its former event stays with the first. */
static void
test_membership (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *parish = INSERT (fixture->store, "area", { "name", cam_text ("Moved") }, { "level", cam_text ("parish") });
  g_autofree char *street = INSERT (fixture->store, "area", { "name", cam_text ("Street") },
                                    { "level", cam_text ("neighbourhood") }, { "parent_uuid", cam_text (parish) });
  g_autofree char *before = add_for (fixture, street, "2025-12-31", "held");
  g_autofree char *after = add_for (fixture, parish, "2026-01-01", "held");
  g_autofree char *never = add_for (fixture, parish, "2026-02-02", "planned");
  g_autoptr (CamCoverage) coverage = NULL;

  test_add_member (fixture->store, fixture->areas->pdata[0], parish, NULL, "2025-12-31");
  test_add_member (fixture->store, fixture->areas->pdata[1], parish, "2026-01-01", "2026-02-01");
  /* A circle, as a merge can bring it about. */
  test_add_member (fixture->store, parish, fixture->areas->pdata[1], NULL, NULL);
  coverage = load_coverage (fixture);
  g_assert_cmpuint (find (fixture, coverage, 0)->n_had, ==, 1);
  g_assert_cmpuint (find (fixture, coverage, 0)->last_day, ==, cam_day_from_text ("2025-12-31"));
  g_assert_cmpuint (find (fixture, coverage, 1)->n_had, ==, 1);
  g_assert_cmpuint (find (fixture, coverage, 1)->n_planned, ==, 0);
  g_assert_cmpuint (cam_coverage_count (coverage, CAM_COVERAGE_NONE), ==, N_AREAS - 2);
}

/* An area and its own parish are one place; two areas are two. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *event = add_for (fixture, fixture->areas->pdata[2], "2026-01-05", "held");
  g_autoptr (CamCoverage) coverage = NULL;

  name_area (fixture->store, event, fixture->parishes->pdata[2]);
  name_area (fixture->store, event, fixture->areas->pdata[4]);
  ADD (fixture->store, "event_attendance", { "event_uuid", cam_text (event) }, { "count", cam_integer (30) });
  ADD (fixture->store, "event_attendance", { "event_uuid", cam_text (event) }, { "occurred_on", cam_text ("2026-01-05") },
       { "count", cam_integer (10) });
  /* Nonsense, and one that is of another time. */
  ADD (fixture->store, "event_attendance", { "event_uuid", cam_text (event) }, { "count", cam_integer (-50) });
  ADD (fixture->store, "event_attendance", { "event_uuid", cam_text (event) }, { "occurred_on", cam_text ("2024-01-05") },
       { "count", cam_integer (1000) });
  coverage = load_coverage (fixture);
  g_assert_cmpuint (find (fixture, coverage, 2)->n_had, ==, 1);
  g_assert_cmpuint (find (fixture, coverage, 4)->n_had, ==, 1);
  g_assert_cmpfloat (find (fixture, coverage, 2)->attendance, ==, 20);
  g_assert_cmpfloat (find (fixture, coverage, 4)->per_thousand, ==, 10);
  g_assert_cmpfloat (find (fixture, coverage, 5)->per_thousand, ==, 0);
}

/* Whoever counts the people of a planned event says that it was held. */
static void
test_series (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *event = add_for (fixture, fixture->areas->pdata[6], "2025-12-25", "planned");
  g_autoptr (CamCoverage) coverage = NULL;
  g_autoptr (CamCoverage) later = NULL;
  const CamCoverageArea *area = NULL;

  repeat_weekly (fixture->store, event, "2026-03-31");
  ADD (fixture->store, "event_date", { "event_uuid", cam_text (event) }, { "original_at", cam_text ("2026-01-22T10:00") });
  ADD (fixture->store, "event_date", { "event_uuid", cam_text (event) }, { "kind", cam_text ("moved") },
       { "original_at", cam_text ("2026-01-08T10:00") }, { "status", cam_text ("held") });
  ADD (fixture->store, "event_attendance", { "event_uuid", cam_text (event) }, { "occurred_on", cam_text ("2026-01-01") },
       { "count", cam_integer (12) });
  coverage = load_coverage (fixture);
  area = find (fixture, coverage, 6);
  g_assert_cmpuint (area->n_had, ==, 2);         /* 1 and 8 January */
  g_assert_cmpuint (area->n_unmarked, ==, 1);    /* 25 December */
  g_assert_cmpuint (area->n_planned, ==, 6);     /* 15, 29 January and all of February */
  g_assert_cmpuint (area->last_day, ==, cam_day_from_text ("2026-01-08"));
  g_assert_cmpuint (area->next_day, ==, cam_day_from_text (TODAY));
  g_assert_cmpfloat (area->attendance, ==, 12);
  /* The last one is found in dates before the range too. */
  later = load_with (fixture, (CamCoverageOptions) { .from = cam_day_from_text ("2026-01-10") }, FROM, TO);
  g_assert_cmpuint (find (fixture, later, 6)->n_had, ==, 0);
  g_assert_cmpuint (find (fixture, later, 6)->last_day, ==, cam_day_from_text ("2026-01-08"));
  g_assert_cmpint (find (fixture, later, 6)->state, ==, CAM_COVERAGE_PLANNED);
}

typedef struct
{
  const char *parish;
  const char *area;
  guint       n_asked;
  GThread    *thread;   /* that may ask; NULL for any */
} Place;

/* Today's map holds a parish and, as computed today, a service delivery area. */
static GPtrArray *
locate_cb (double   lat,
           double   lon,
           gpointer user_data)
{
  Place *place = user_data;
  GPtrArray *found = g_ptr_array_new ();

  place->n_asked++;
  g_assert_true (place->thread == NULL || place->thread == g_thread_self ());
  g_assert_cmpfloat (lat, ==, 52.5);
  g_assert_cmpfloat (lon, ==, 0.1);
  if (place->parish != NULL)
    g_ptr_array_add (found, (gpointer) place->parish);
  if (place->area != NULL)
    g_ptr_array_add (found, (gpointer) place->area);
  return found;
}

/* The venue counts where no area is named, by what its parish belonged to that day. */
static void
test_venue (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *parish = INSERT (fixture->store, "area", { "name", cam_text ("Moved") }, { "level", cam_text ("parish") });
  g_autofree char *venue = add_venue (fixture->store, "Hall", 52.5, 0.1);
  g_autofree char *nowhere = INSERT (fixture->store, "venue", { "name", cam_text ("Somewhere") });
  g_autofree char *lost = add_for (fixture, NULL, "2025-12-02", "held");
  g_autofree char *event = add_for (fixture, NULL, "2025-12-02", "held");
  g_autofree char *named = add_for (fixture, fixture->areas->pdata[9], "2025-12-03", "held");
  g_autofree char *forum = INSERT (fixture->store, "forum", { "name", cam_text ("Lunch") }, { "venue_uuid", cam_text (venue) });
  Place place = { .parish = parish, .area = fixture->areas->pdata[11] };
  g_autoptr (CamCoverage) coverage = NULL;
  g_autoptr (CamCoverage) without = NULL;
  g_autoptr (CamCoverage) none = NULL;

  test_add_member (fixture->store, fixture->areas->pdata[10], parish, NULL, "2025-12-31");
  test_add_member (fixture->store, fixture->areas->pdata[11], parish, "2026-01-01", NULL);
  set_text (fixture->store, "event", lost, "venue_uuid", nowhere);
  set_text (fixture->store, "event", event, "venue_uuid", venue);
  set_text (fixture->store, "event", named, "venue_uuid", venue);
  coverage = load_with (fixture, (CamCoverageOptions) { .locate = locate_cb, .locate_data = &place }, FROM, TO);
  g_assert_cmpuint (find (fixture, coverage, 9)->n_had, ==, 1);
  g_assert_cmpuint (find (fixture, coverage, 10)->n_had, ==, 1);
  g_assert_cmpuint (find (fixture, coverage, 11)->n_had, ==, 0);
  g_assert_cmpuint (find (fixture, coverage, 11)->n_forums, ==, 1);
  g_assert_cmpuint (cam_coverage_count (coverage, CAM_COVERAGE_HAD), ==, 2);
  /* Where nothing smaller holds it, what holds it does. */
  place.parish = NULL;
  without = load_with (fixture, (CamCoverageOptions) { .locate = locate_cb, .locate_data = &place }, FROM, TO);
  g_assert_cmpuint (find (fixture, without, 11)->n_had, ==, 1);
  none = load_coverage (fixture);
  g_assert_cmpuint (cam_coverage_count (none, CAM_COVERAGE_HAD), ==, 1);
}

static void
add_forums (Fixture *fixture,
            guint    n,
            gpointer area)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *forum = INSERT (fixture->store, "forum", { "name", cam_text ("Forum") });

      ADD (fixture->store, "forum_area", { "forum_uuid", cam_text (forum) }, { "area_uuid", cam_text (area) });
    }
}

static void
test_known (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *gone = INSERT (fixture->store, "forum", { "name", cam_text ("Gone") });
  g_autoptr (CamCoverage) coverage = NULL;
  g_autoptr (CamCoverage) strict = NULL;

  add_forums (fixture, 1, fixture->areas->pdata[1]);
  add_forums (fixture, 2, fixture->parishes->pdata[2]);
  add_forums (fixture, 3, fixture->parishes->pdata[3]);
  add_forums (fixture, 3, fixture->areas->pdata[4]);
  ADD (fixture->store, "forum_area", { "forum_uuid", cam_text (gone) }, { "area_uuid", cam_text (fixture->areas->pdata[0]) });
  test_delete (fixture->store, "forum", gone);
  ADD (fixture->store, "area_knowledge", { "area_uuid", cam_text (fixture->areas->pdata[4]) }, { "known", cam_text ("well") },
       { "said_on", cam_text ("2025-01-01") });
  ADD (fixture->store, "area_knowledge", { "area_uuid", cam_text (fixture->areas->pdata[4]) }, { "known", cam_text ("little") },
       { "said_on", cam_text ("2025-06-01") }, { "reason", cam_text ("None of the forums meets any more.") });
  coverage = load_coverage (fixture);
  g_assert_cmpint (find (fixture, coverage, 0)->known, ==, CAM_KNOWN_LITTLE);
  g_assert_cmpint (find (fixture, coverage, 1)->known, ==, CAM_KNOWN_PARTLY);
  g_assert_cmpint (find (fixture, coverage, 2)->known, ==, CAM_KNOWN_PARTLY);
  g_assert_cmpint (find (fixture, coverage, 3)->known, ==, CAM_KNOWN_WELL);
  g_assert_false (find (fixture, coverage, 3)->is_said);
  g_assert_cmpint (find (fixture, coverage, 4)->known, ==, CAM_KNOWN_LITTLE);
  g_assert_true (find (fixture, coverage, 4)->is_said);
  g_assert_cmpstr (find (fixture, coverage, 4)->reason, ==, "None of the forums meets any more.");
  g_assert_cmpuint (find (fixture, coverage, 4)->n_forums, ==, 3);
  strict = load_with (fixture, (CamCoverageOptions) { .partly_from = 2, .well_from = 4 }, FROM, TO);
  g_assert_cmpint (find (fixture, strict, 1)->known, ==, CAM_KNOWN_LITTLE);
  g_assert_cmpint (find (fixture, strict, 3)->known, ==, CAM_KNOWN_PARTLY);
}

/* An area that is no more has nothing to be planned; one that is to come has. */
static void
test_valid_areas (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *event = add_for (fixture, fixture->areas->pdata[0], "2026-01-05", "held");
  g_autoptr (CamCoverage) coverage = NULL;
  g_autoptr (CamCoverage) parishes = NULL;
  g_autoptr (CamCoverage) trainings = NULL;

  set_text (fixture->store, "area", fixture->areas->pdata[5], "valid_to", "2026-01-14");
  set_text (fixture->store, "area", fixture->areas->pdata[6], "valid_from", TODAY);
  set_text (fixture->store, "area", fixture->areas->pdata[7], "valid_from", "2026-01-16");
  test_delete (fixture->store, "area", fixture->areas->pdata[8]);
  coverage = load_coverage (fixture);
  g_assert_cmpuint (cam_coverage_get_n_areas (coverage), ==, N_AREAS - 3);
  g_assert_null (cam_coverage_find_area (coverage, fixture->areas->pdata[7]));
  /* What is for a wider area is not for each of its parts. */
  parishes = load_with (fixture, (CamCoverageOptions) { .level = "parish" }, FROM, TO);
  g_assert_cmpuint (cam_coverage_count (parishes, CAM_COVERAGE_NONE), ==, N_AREAS);
  assert_words (cam_coverage_format_number (parishes), "0 of 22 by 28 February");
  trainings = load_with (fixture, (CamCoverageOptions) { .kind = "training" }, FROM, TO);
  g_assert_cmpuint (cam_coverage_count (trainings, CAM_COVERAGE_HAD), ==, 0);
}

#define TEST(name, func) g_test_add ("/coverage/" name, Fixture, NULL, set_up, func, tear_down)

/* The last and the next event are looked for beyond the range where there is none in it; the state is of the range. */
static void
test_read (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (CamCoverage) coverage = NULL;
  g_autoptr (GError) error = NULL;
  CamCoverageOptions options = { .level = "sda", .from = cam_day_from_text (FROM), .to = cam_day_from_text (TO),
                                 .today = cam_day_from_text (TODAY) };

  g_free (add_for (fixture, fixture->areas->pdata[0], "2024-06-01", "held"));
  g_free (add_for (fixture, fixture->areas->pdata[0], "2026-09-01", "planned"));
  g_free (add_for (fixture, fixture->areas->pdata[1], "2026-01-10", "held"));
  g_free (add_for (fixture, fixture->parishes->pdata[2], "2025-03-01", "held"));
  coverage = cam_coverage_read (fixture->store, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find (fixture, coverage, 0)->state, ==, CAM_COVERAGE_NONE);
  g_assert_cmpuint (find (fixture, coverage, 0)->last_day, ==, cam_day_from_text ("2024-06-01"));
  g_assert_cmpuint (find (fixture, coverage, 0)->next_day, ==, cam_day_from_text ("2026-09-01"));
  g_assert_cmpint (find (fixture, coverage, 1)->state, ==, CAM_COVERAGE_HAD);
  g_assert_cmpuint (find (fixture, coverage, 2)->last_day, ==, cam_day_from_text ("2025-03-01"));
  g_assert_cmpuint (find (fixture, coverage, 3)->last_day, ==, 0);
  g_clear_pointer (&coverage, cam_coverage_free);
  /* One alone is the same as among all. */
  options.area = fixture->areas->pdata[0];
  coverage = cam_coverage_read (fixture->store, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cam_coverage_get_n_areas (coverage), ==, 1);
  g_assert_cmpuint (find (fixture, coverage, 0)->last_day, ==, cam_day_from_text ("2024-06-01"));
  g_assert_cmpuint (find (fixture, coverage, 0)->next_day, ==, cam_day_from_text ("2026-09-01"));
  g_clear_pointer (&coverage, cam_coverage_free);
  options.area = NULL;
  /* A range that is over, and one to come. */
  g_free (add_for (fixture, fixture->areas->pdata[1], "2025-06-10", "held"));
  g_free (add_for (fixture, fixture->areas->pdata[1], "2026-01-20", "planned"));
  g_free (add_for (fixture, fixture->areas->pdata[1], "2026-06-10", "planned"));
  options.from = cam_day_from_text ("2025-06-01");
  options.to = cam_day_from_text ("2025-06-30");
  coverage = cam_coverage_read (fixture->store, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (find (fixture, coverage, 1)->n_had, ==, 1);
  g_assert_cmpuint (find (fixture, coverage, 1)->last_day, ==, cam_day_from_text ("2026-01-10"));
  g_clear_pointer (&coverage, cam_coverage_free);
  options.from = cam_day_from_text ("2026-06-01");
  options.to = cam_day_from_text ("2026-06-30");
  coverage = cam_coverage_read (fixture->store, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (find (fixture, coverage, 1)->n_planned, ==, 1);
  g_assert_cmpuint (find (fixture, coverage, 1)->next_day, ==, cam_day_from_text ("2026-01-20"));
  g_clear_pointer (&coverage, cam_coverage_free);
  options.kind = "forum";
  coverage = cam_coverage_read (fixture->store, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (find (fixture, coverage, 0)->last_day, ==, 0);
  g_assert_cmpuint (cam_coverage_count (coverage, CAM_COVERAGE_NONE), ==, N_AREAS);
}

static void
take_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static CamCoverage *
read_in_background (Fixture                   *fixture,
                    const CamCoverageOptions  *options,
                    gboolean                   is_cancelled,
                    GError                   **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  CamCoverage *coverage = NULL;

  cam_coverage_read_async (fixture->store, options, cancellable, take_result_cb, &result);
  if (is_cancelled)
    g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  coverage = cam_coverage_read_finish (fixture->store, result, error);
  g_clear_object (&result);
  while (G_OBJECT (fixture->store)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  return coverage;
}

/* The same in the background, with what repeats and with places that only the main thread knows. */
static void
test_background (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *venue = add_venue (fixture->store, "Hall", 52.5, 0.1);
  g_autofree char *early = add_for (fixture, NULL, "2024-06-01", "held");
  g_autofree char *event = add_for (fixture, NULL, "2025-12-02", "held");
  g_autofree char *series = add_for (fixture, fixture->areas->pdata[3], "2025-06-02", "confirmed");
  g_autoptr (CamEventRules) rules = cam_event_rules_new ();
  Place place = { .parish = fixture->parishes->pdata[4], .thread = g_thread_self () };
  CamCoverageOptions options = { .level = "sda", .from = cam_day_from_text (FROM), .to = cam_day_from_text (TO),
                                 .today = cam_day_from_text (TODAY), .locate = locate_cb, .locate_data = &place };
  g_autoptr (CamCoverage) here = NULL;
  g_autoptr (CamCoverage) there = NULL;
  g_autoptr (CamCoverage) cancelled = NULL;
  g_autoptr (GError) error = NULL;

  set_text (fixture->store, "event", early, "venue_uuid", venue);
  set_text (fixture->store, "event", event, "venue_uuid", venue);
  set_text (fixture->store, "event", series, "recurrence", "FREQ=WEEKLY");
  here = cam_coverage_read (fixture->store, &options, cam_event_rules_get_expander (rules), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (find (fixture, here, 4)->n_had, ==, 1);
  g_assert_cmpuint (find (fixture, here, 3)->n_had, >, 5);
  place.n_asked = 0;
  there = read_in_background (fixture, &options, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (place.n_asked, ==, 1);
  g_assert_cmpuint (cam_coverage_get_n_areas (there), ==, N_AREAS);
  for (guint i = 0; i < N_AREAS; i++)
    {
      const CamCoverageArea *one = find (fixture, here, i);
      const CamCoverageArea *other = find (fixture, there, i);

      g_assert_cmpint (one->state, ==, other->state);
      g_assert_cmpuint (one->n_had, ==, other->n_had);
      g_assert_cmpuint (one->n_planned, ==, other->n_planned);
      g_assert_cmpuint (one->last_day, ==, other->last_day);
      g_assert_cmpuint (one->next_day, ==, other->next_day);
    }
  place.n_asked = 0;
  cancelled = read_in_background (fixture, &options, TRUE, &error);
  g_assert_null (cancelled);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (place.n_asked, ==, 0);
}

static void
check_range (const char *from_text,
             const char *to_text,
             const char *today,
             const char *from,
             const char *to)
{
  guint32 first = 0, last = 0;

  cam_coverage_choose_range (from_text, to_text, cam_day_from_text (today), &first, &last);
  g_assert_cmpuint (first, ==, cam_day_from_text (from));
  g_assert_cmpuint (last, ==, cam_day_from_text (to));
}

static void
test_range (void)
{
  check_range (NULL, NULL, "2026-11-27", "2026-08-29", "2027-02-28");
  check_range ("", "soon", "2027-11-30", "2027-09-01", "2028-02-29");
  check_range ("2026-12-01", "2027-02-28", "2026-11-27", "2026-12-01", "2027-02-28");
  check_range (NULL, "2026-03-31", "2026-11-27", "2025-12-31", "2026-03-31");
  check_range ("2026-12-01", "2026-03-31", "2026-11-27", "2025-12-31", "2026-03-31");
  check_range ("2028-01-01", NULL, "2026-11-27", "2028-01-01", "2028-01-01");
}

static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  CamCoverageArea area = { .attendance = 12.4, .per_thousand = NAN, .n_forums = 2, .known = CAM_KNOWN_PARTLY };

  assert_words (cam_coverage_format_attendance (&area), "12 people came");
  area.per_thousand = 6.24;
  assert_words (cam_coverage_format_attendance (&area), "6.2 people came per 1,000 residents");
  assert_words (cam_coverage_format_known (&area), "Partly known: 2 forums");
  area.is_said = TRUE;
  area.known = CAM_KNOWN_WELL;
  area.n_forums = 0;
  assert_words (cam_coverage_format_known (&area), "Well known, as somebody said; no forum");
  area.attendance = 0;
  g_assert_null (cam_coverage_format_attendance (&area));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  TEST ("gaps", test_gaps);
  TEST ("membership", test_membership);
  TEST ("several", test_several);
  TEST ("series", test_series);
  TEST ("venue", test_venue);
  TEST ("known", test_known);
  TEST ("valid-areas", test_valid_areas);
  TEST ("read", test_read);
  TEST ("background", test_background);
  TEST ("words", test_words);
  g_test_add_func ("/coverage/range", test_range);
  return g_test_run ();
}
