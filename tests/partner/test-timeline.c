/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was with whom, the newest first. */
#include "cam-timeline.h"

#include "cam-partner-groups.h"
#include "cam-period.h"
#include "partners-fixture.h"

typedef struct
{
  CamStore *store;
  char     *body;
  char     *person;
  char     *area;
  char     *parish;
} Fixture;

/* Every week, for ever. */
static void
expand_weekly (const CamEventRow *event,
               guint32            from,
               guint32            to,
               GArray            *starts,
               gpointer           user_data)
{
  for (CamWallTime at = event->starts; cam_wall_time_get_day (at) <= to; at += 7 * CAM_WALL_TIME_DAY)
    if (cam_wall_time_get_day (at) >= from)
      g_array_append_val (starts, at);
}

static const CamExpander weekly = { expand_weekly, NULL };

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = test_open_store ();
  self->body = add_organisation (self->store, "Ramsey Food Hub", "Food");
  self->person = add_person (self->store, "Ada Finch");
  self->area = test_add_area (self->store, "sda", "Ramsey", NULL, NULL);
  self->parish = test_add_area (self->store, "parish", "Bury", NULL, NULL);
  test_add_member (self->store, self->area, self->parish, NULL, NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_store (self->store);
  g_free (self->body);
  g_free (self->person);
  g_free (self->area);
  g_free (self->parish);
}

static void
wait_for (CamTimeline *timeline)
{
  while (cam_timeline_is_loading (timeline))
    g_main_context_iteration (NULL, TRUE);
}

/* "2026-11-20 Title (words) table", a line each. */
static char *
tell (CamTimeline *timeline)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (timeline)); i++)
    {
      g_autoptr (CamTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (timeline), i);
      g_autofree char *day = cam_day_to_text (cam_timeline_item_get_day (item));

      g_assert_cmpint (cam_timeline_item_is_coming (item), ==, i < cam_timeline_get_n_coming (timeline));
      g_assert_true (g_uuid_string_is_valid (cam_timeline_item_get_uuid (item)));
      g_string_append_printf (text, "%s %s (%s) %s\n", day != NULL ? day : "-", cam_timeline_item_get_title (item),
                              cam_timeline_item_get_words (item), cam_timeline_item_get_table (item));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_timeline (Fixture       *self,
                 CamTimelineOf  of,
                 const char    *uuid,
                 const char    *expected)
{
  CamTimeline *timeline = cam_timeline_new (self->store, of, uuid, cam_day_from_text (TODAY), &weekly);
  g_autofree char *told = NULL;

  wait_for (timeline);
  told = tell (timeline);
  g_assert_cmpstr (told, ==, expected);
  g_assert_finalize_object (timeline);
}

static char *
add_event (Fixture    *self,
           const char *name,
           const char *starts,
           const char *status)
{
  return INSERT (self->store, "event", { "name", cam_text (name) }, { "starts_at", cam_text (starts) },
                 { "status", cam_text (status) });
}

static void
test_organisation (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *coming = add_event (self, "Fair", "2027-01-09T10:00", "planned");
  g_autofree char *past = add_event (self, "Open day", "2026-06-06T10:00", "cancelled");
  g_autofree char *other = add_event (self, "Elsewhere", "2026-06-06T10:00", "held");
  g_autofree char *done = INSERT (self->store, "activity", { "name", cam_text ("Map food banks") },
                                  { "status", cam_text ("done") }, { "done_on", cam_text ("2026-03-01") },
                                  { "due_on", cam_text ("2026-02-01") });
  g_autofree char *led = INSERT (self->store, "activity", { "name", cam_text ("Cook together") },
                                 { "due_on", cam_text ("2026-12-24") }, { "lead_uuid", cam_text (self->body) });
  g_autofree char *priority = INSERT (self->store, "priority", { "name", cam_text ("Food for all") });
  g_autofree char *tag = INSERT (self->store, "partner_group", { "name", cam_text ("Van") }, { "kind", cam_text ("tag") });
  g_autofree char *gone = NULL;

  ADD (self->store, "event_partner", { "event_uuid", cam_text (coming) }, { "organisation_uuid", cam_text (self->body) });
  ADD (self->store, "event_invitation", { "event_uuid", cam_text (coming) }, { "organisation_uuid", cam_text (self->body) });
  ADD (self->store, "event_partner", { "event_uuid", cam_text (past) }, { "organisation_uuid", cam_text (self->body) });
  ADD (self->store, "activity_partner", { "activity_uuid", cam_text (done) }, { "organisation_uuid", cam_text (self->body) });
  ADD (self->store, "organisation_priority", { "priority_uuid", cam_text (priority) },
       { "organisation_uuid", cam_text (self->body) });
  ADD (self->store, "interaction", { "name", cam_text ("Leaflets") }, { "kind", cam_text ("visit") },
       { "happened_on", cam_text ("2026-11-20") }, { "body", cam_text ("They would\nlike some") },
       { "organisation_uuid", cam_text (self->body) });
  gone = INSERT (self->store, "interaction", { "name", cam_text ("Gone") }, { "organisation_uuid", cam_text (self->body) });
  test_delete (self->store, "interaction", gone);
  g_free (apply (self->store, cam_partner_work_new_join ("organisation", self->body, cam_partner_groups_get_crg_uuid (),
                                                         "2025-01-01", "2026-10-31", TODAY)));
  ADD (self->store, "group_organisation", { "group_uuid", cam_text (tag) }, { "organisation_uuid", cam_text (self->body) });
  assert_timeline (self, CAM_TIMELINE_ORGANISATION, self->body,
                   "2027-01-09 Fair (Event) event\n"
                   "2026-12-24 Cook together (Activity, due) activity\n"
                   "2026-11-20 Leaflets (Visit · They would like some) interaction\n"
                   "2026-10-31 Countywide Community Resilience Group (Last day as a member) partner_group\n"
                   "2026-06-06 Open day (Cancelled) event\n"
                   "2026-03-01 Map food banks (Activity, done) activity\n"
                   "2025-01-01 Countywide Community Resilience Group (Became a member) partner_group\n"
                   "- Food for all (Contributes to this priority) priority\n");
}

static void
test_person (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *event = add_event (self, "Open day", "2026-06-06T10:00", "held");
  g_autofree char *led = add_event (self, "Fair", "2026-07-06T10:00", "confirmed");
  g_autofree char *talk = INSERT (self->store, "interaction", { "name", cam_text ("Call of two") },
                                  { "happened_on", cam_text ("2026-11-20") });

  ADD (self->store, "interaction_person", { "interaction_uuid", cam_text (talk) }, { "person_uuid", cam_text (self->person) });
  ADD (self->store, "event_person", { "event_uuid", cam_text (event) }, { "person_uuid", cam_text (self->person) });
  set_text (self->store, "event", led, "lead_uuid", self->person);
  set_text (self->store, "person", self->person, "organisation_uuid", self->body);
  set_text (self->store, "person", self->person, "role_since", "2024-02-29");
  set_text (self->store, "person", self->person, "job_title", "Driver");
  ADD (self->store, "person_role", { "person_uuid", cam_text (self->person) }, { "team_role", cam_text ("champion") },
       { "starts_on", cam_text ("2025-05-01") }, { "ends_on", cam_text ("2027-04-30") });
  assert_timeline (self, CAM_TIMELINE_PERSON, self->person,
                   "2027-04-30 Community Champion (Role ended) person\n"
                   "2026-11-20 Call of two (Call) interaction\n"
                   "2026-07-06 Fair (Confirmed) event\n"
                   "2026-06-06 Open day (Was held) event\n"
                   "2025-05-01 Community Champion (Role began) person\n"
                   "2024-02-29 Ramsey Food Hub (Role began · Driver) organisation\n");
}

static void
test_area (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *event = add_event (self, "Coffee", "2026-11-13T10:00", "planned");
  g_autofree char *measure = INSERT (self->store, "measure", { "name", cam_text ("People helped") });
  g_autofree char *county = test_add_area (self->store, "county", "County", NULL, NULL);
  CamTimeline *timeline = NULL;

  test_add_member (self->store, county, self->area, NULL, NULL);
  set_text (self->store, "event", event, "recurrence", "weekly");
  ADD (self->store, "event_date", { "event_uuid", cam_text (event) }, { "kind", cam_text ("cancelled") },
       { "original_at", cam_text ("2026-11-20T10:00") });
  ADD (self->store, "event_area", { "event_uuid", cam_text (event) }, { "area_uuid", cam_text (self->parish) });
  ADD (self->store, "reading", { "measure_uuid", cam_text (measure) }, { "area_uuid", cam_text (self->area) },
       { "starts_on", cam_text ("2026-07-01") }, { "ends_on", cam_text ("2026-09-30") }, { "value", cam_real (12.5) });
  /* What is said of something wider is not said of the area. */
  ADD (self->store, "interaction", { "name", cam_text ("County") }, { "area_uuid", cam_text (county) });
  timeline = cam_timeline_new (self->store, CAM_TIMELINE_AREA, self->area, cam_day_from_text (TODAY), &weekly);
  wait_for (timeline);
  /* A year ahead from today, today, two weeks ago, and the reading. */
  g_assert_cmpuint (cam_timeline_get_n_coming (timeline), ==, 52);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (timeline)), ==, 52 + 3 + 1);
  for (guint i = 53; i < 56; i++)
    {
      static const char *const words[] = { "Cancelled", "Event", "Reading: 12.5" };
      g_autoptr (CamTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (timeline), i);

      g_assert_cmpstr (cam_timeline_item_get_words (item), ==, words[i - 53]);
    }
  g_assert_finalize_object (timeline);
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GString    *told)
{
  g_string_append_printf (told, "%u -%u +%u\n", position, removed, added);
}

/* One line is told for one that changed. */
static void
test_changes (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char *row = NULL;
  CamTimeline *timeline = NULL;

  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *day = g_strdup_printf ("2026-11-%02u", i);

      g_free (row);
      row = INSERT (self->store, "interaction", { "name", cam_text (day) }, { "happened_on", cam_text (day) },
                    { "organisation_uuid", cam_text (self->body) });
    }
  timeline = cam_timeline_new (self->store, CAM_TIMELINE_ORGANISATION, self->body, cam_day_from_text (TODAY), NULL);
  wait_for (timeline);
  g_signal_connect (timeline, "items-changed", G_CALLBACK (items_changed_cb), told);
  set_text (self->store, "interaction", row, "name", "Another name");
  while (told->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (told->str, ==, "0 -1 +1\n");
  wait_for (timeline);
  g_string_truncate (told, 0);
  ADD (self->store, "interaction", { "name", cam_text ("Between") }, { "happened_on", cam_text ("2026-11-05") },
       { "organisation_uuid", cam_text (self->body) });
  while (told->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (told->str, ==, "4 -0 +1\n");
  wait_for (timeline);
  set_text (self->store, "person", self->person, "name", "Nothing to do with it");
  g_assert_finalize_object (timeline);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add ("/timeline/" path, Fixture, NULL, set_up, func, tear_down)
  add ("organisation", test_organisation);
  add ("person", test_person);
  add ("area", test_area);
  add ("changes", test_changes);
#undef add
  return g_test_run ();
}
