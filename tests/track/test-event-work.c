/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does with events: one action each, nothing twice, and nothing at all where it is refused. */
#include "cam-event-work.h"

#include "cam-event-rules.h"
#include "cam-event-typed.h"
#include "cam-period.h"
#include "cam-record.h"
#include "events-fixture.h"

typedef struct
{
  CamStore *store;
  char     *event;     /* once */
  char     *series;    /* every Tuesday from 5 January 2027, 14:00 to 15:30 */
  char     *area;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = test_open_store ();
  self->area = INSERT (self->store, "area", { "name", cam_text ("Ramsey") }, { "level", cam_text ("sda") });
  self->event = add_event (self->store, "Open day", "2027-01-14T10:00", "2027-01-14T12:00", "planned");
  self->series = add_event (self->store, "Coffee", "2027-01-05T14:00", "2027-01-05T15:30", "planned");
  set_text (self->store, "event", self->series, "recurrence", "FREQ=WEEKLY");
  name_area (self->store, self->series, self->area);
  ADD (self->store, "event_task", { "event_uuid", cam_text (self->series) }, { "name", cam_text ("Buy milk") },
       { "days_before", cam_integer (1) }, { "due_on", cam_text ("2027-01-04") }, { "done_on", cam_text ("2027-01-04") });
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  test_close_store (self->store);
  g_free (self->event);
  g_free (self->series);
  g_free (self->area);
}

static char *
apply (Fixture        *self,
       CamEventWork *change)
{
  g_autoptr (GError) error = NULL;
  char *made = NULL;

  cam_event_work_apply (change, self->store, &made, &error);
  g_assert_no_error (error);
  return made;
}

static void
apply_quietly (Fixture        *self,
               CamEventWork *change)
{
  g_autofree char *made = apply (self, change);
}

static void
assert_refused (Fixture        *self,
                CamEventWork *change,
                CamError        code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cam_event_work_apply (change, self->store, NULL, &error));
  g_assert_error (error, CAM_ERROR, (int) code);
  g_assert_cmpstr (error->message, !=, "");
}

/* "a|b" of all rows that @clause finds. */
static char *
list_cells (Fixture    *self,
            const char *table,
            const char *column,
            const char *clause,
            const char *uuid)
{
  const char *columns[] = { column, NULL };
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, table, columns, clause, is, 1, &error);
  g_autoptr (GString) cells = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; cam_cursor_next (cursor, NULL); i++)
    g_string_append_printf (cells, "%s%s", i > 0 ? "|" : "",
                            cam_cursor_get_text (cursor, 0) != NULL ? cam_cursor_get_text (cursor, 0) : "-");
  return g_string_free (g_steal_pointer (&cells), FALSE);
}

#define OF_EVENT "WHERE event_uuid = ?1 AND deleted = 0 ORDER BY fid"

static void
assert_cells (Fixture    *self,
              const char *table,
              const char *column,
              const char *clause,
              const char *uuid,
              const char *expected)
{
  g_autofree char *cells = list_cells (self, table, column, clause, uuid);

  g_assert_cmpstr (cells, ==, expected);
}

static void
assert_event (Fixture    *self,
              const char *event,
              const char *column,
              const char *expected)
{
  assert_cells (self, "event", column, "WHERE uuid = ?1 AND deleted = 0", event, expected);
}

/* The dates of one event in January and February 2027, as the calendar shows them. */
static void
assert_dates (Fixture    *self,
              const char *event,
              const char *expected)
{
  g_autoptr (CamEventRules) rules = cam_event_rules_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CamEventDates) dates = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  dates = cam_event_dates_load (self->store, cam_day_from_text ("2027-01-01"), cam_day_from_text ("2027-02-28"),
                                cam_event_rules_get_expander (rules), NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < cam_event_dates_get_n (dates); i++)
    {
      const CamEventInstance *occurrence = cam_event_dates_get (dates, i);
      g_autofree char *starts = cam_wall_time_to_text (occurrence->starts, FALSE);

      if (g_str_equal (occurrence->event->uuid, event))
        g_string_append_printf (text, "%s%s%s", text->len > 0 ? " " : "", starts + 5, occurrence->cancelled ? "!" : "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = cam_store_undo_finish (CAM_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
undo (Fixture    *self,
      const char *expected)
{
  g_autofree char *label = NULL;

  cam_store_undo_async (self->store, NULL, undone_cb, &label);
  while (label == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (label, ==, expected);
}

/* The lines come over with nothing done, their days as far from the start as they were. */
static void
test_checklist (Fixture       *self,
                gconstpointer  data)
{
  apply_quietly (self, cam_event_work_new_checklist (self->event, self->series));
  assert_cells (self, "event_task", "name", OF_EVENT, self->event, "Buy milk");
  assert_cells (self, "event_task", "due_on", OF_EVENT, self->event, "2027-01-13");
  assert_cells (self, "event_task", "done_on", OF_EVENT, self->event, "-");
  assert_cells (self, "event_task", "done_on", OF_EVENT, self->series, "2027-01-04");
  undo (self, "Add lines to checklist");
  assert_cells (self, "event_task", "name", OF_EVENT, self->event, "");
  assert_refused (self, cam_event_work_new_checklist (self->series, self->event), CAM_ERROR_INVALID);
  assert_refused (self, cam_event_work_new_checklist (self->series, "no such"), CAM_ERROR_NOT_FOUND);
}

static void
test_add (Fixture       *self,
          gconstpointer  data)
{
  const char *areas[] = { self->area, NULL };
  g_autofree char *priority = INSERT (self->store, "priority", { "name", cam_text ("Carers") });
  g_autofree char *template = NULL;
  g_autofree char *made = NULL;

  set_text (self->store, "event", self->series, "aim", "To be heard");
  apply_quietly (self, cam_event_work_new_link (self->series, CAM_EVENT_LINK_PRIORITY, priority, TRUE));
  template = apply (self, cam_event_work_new_template (self->series));
  assert_cells (self, "event_area", "area_uuid", OF_EVENT, template, "");
  assert_cells (self, "event_task", "due_on", OF_EVENT, template, "-");
  made = apply (self, cam_event_work_new_add ("  Spring fair ", "2027-04-01T10:00", "2027-04-01T12:00", FALSE, areas,
                                                template));
  assert_event (self, made, "name", "Spring fair");
  assert_event (self, made, "aim", "To be heard");
  assert_event (self, made, "recurrence", "-");
  assert_event (self, made, "made_from_uuid", template);
  assert_event (self, made, "is_template", "0");
  assert_cells (self, "event_task", "done_on", OF_EVENT, made, "-");
  assert_cells (self, "event_priority", "priority_uuid", OF_EVENT, made, priority);
  assert_cells (self, "event_area", "area_uuid", OF_EVENT, made, self->area);
  undo (self, "Add event");
  assert_event (self, made, "name", "");
  assert_cells (self, "event_task", "name", OF_EVENT, made, "");
  assert_refused (self, cam_event_work_new_add (" ", "2027-04-01", NULL, TRUE, NULL, NULL), CAM_ERROR_INVALID);
  assert_refused (self, cam_event_work_new_add ("Fair", "2027-04-01", NULL, FALSE, NULL, NULL), CAM_ERROR_INVALID);
  assert_refused (self, cam_event_work_new_add ("Fair", "2027-04-01", "2027-03-01", TRUE, NULL, NULL), CAM_ERROR_INVALID);
  assert_refused (self, cam_event_work_new_add ("Fair", "2027-04-01", NULL, TRUE, NULL, "no such"), CAM_ERROR_NOT_FOUND);
}

static void
test_one (Fixture       *self,
          gconstpointer  data)
{
  apply_quietly (self, cam_event_work_new_move (self->series, "2027-01-12T14:00", CAM_EVENT_SCOPE_ONE,
                                                  "2027-01-13T09:00", "2027-01-13T10:00", FALSE));
  apply_quietly (self, cam_event_work_new_status (self->series, "2027-01-19T14:00", "cancelled"));
  assert_dates (self, self->series,
                "01-05T14:00 01-13T09:00 01-19T14:00! 01-26T14:00 02-02T14:00 02-09T14:00 02-16T14:00 02-23T14:00");
  /* Moved again: the same row. */
  apply_quietly (self, cam_event_work_new_move (self->series, "2027-01-12T14:00", CAM_EVENT_SCOPE_ONE,
                                                  "2027-01-14T09:00", "2027-01-14T10:00", FALSE));
  assert_cells (self, "event_date", "starts_at", OF_EVENT, self->series, "2027-01-14T09:00|-");
  apply_quietly (self, cam_event_work_new_status (self->series, "2027-01-19T14:00", NULL));
  assert_cells (self, "event_date", "starts_at", OF_EVENT, self->series, "2027-01-14T09:00");
  undo (self, "Change status of one date of event");
  undo (self, "Move one date of event");
  undo (self, "Cancel one date of event");
  undo (self, "Move one date of event");
  assert_cells (self, "event_date", "uuid", OF_EVENT, self->series, "");
  assert_refused (self, cam_event_work_new_move (self->series, "2027-01-13T14:00", CAM_EVENT_SCOPE_ONE,
                                                   "2027-01-14T09:00", NULL, FALSE), CAM_ERROR_NOT_FOUND);
  assert_refused (self, cam_event_work_new_move (self->series, "2027-01-12T14:00", CAM_EVENT_SCOPE_ONE, "2027-01-14", NULL,
                                                   TRUE), CAM_ERROR_INVALID);
  assert_refused (self, cam_event_work_new_status (self->series, "2027-01-13T14:00", "held"), CAM_ERROR_NOT_FOUND);
  assert_refused (self, cam_event_work_new_status (self->series, "2027-01-12T14:00", "maybe"), CAM_ERROR_INVALID);
}

/* A venue and a note of its own, beside the status; the row goes when it says nothing any more. */
static void
test_date_details (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *hall = add_venue (self->store, "Hall", 52.5, 0.1);
  g_autofree char *made = NULL;
  const char *at = "2027-01-19T14:00";

  apply_quietly (self, cam_event_work_new_date_venue (self->series, at, NULL, NULL));
  apply_quietly (self, cam_event_work_new_date_note (self->series, at, "  "));
  g_assert_cmpint (cam_store_count (self->store, "event_date"), ==, 0);
  apply_quietly (self, cam_event_work_new_date_venue (self->series, at, hall, NULL));
  apply_quietly (self, cam_event_work_new_date_note (self->series, at, " Bring boots "));
  apply_quietly (self, cam_event_work_new_status (self->series, at, "cancelled"));
  assert_cells (self, "event_date", "venue_uuid", OF_EVENT, self->series, hall);
  assert_cells (self, "event_date", "note", OF_EVENT, self->series, "Bring boots");
  assert_cells (self, "event_date", "kind", OF_EVENT, self->series, "cancelled");
  apply_quietly (self, cam_event_work_new_status (self->series, at, NULL));
  assert_cells (self, "event_date", "note", OF_EVENT, self->series, "Bring boots");
  apply_quietly (self, cam_event_work_new_date_note (self->series, at, NULL));
  made = apply (self, cam_event_work_new_date_venue (self->series, at, NULL, "Library"));
  g_assert_nonnull (made);
  assert_cells (self, "event_date", "venue_uuid", OF_EVENT, self->series, made);
  apply_quietly (self, cam_event_work_new_date_venue (self->series, at, NULL, NULL));
  g_assert_cmpint (cam_store_count (self->store, "event_date"), ==, 0);
  undo (self, "Change venue of one date of event");
  assert_cells (self, "event_date", "venue_uuid", OF_EVENT, self->series, made);
  /* The same row comes back empty of what it said before. */
  apply_quietly (self, cam_event_work_new_date_venue (self->series, at, NULL, NULL));
  apply_quietly (self, cam_event_work_new_status (self->series, at, "held"));
  assert_cells (self, "event_date", "venue_uuid", OF_EVENT, self->series, "-");
  assert_refused (self, cam_event_work_new_date_note (self->series, "2027-01-20T14:00", "x"), CAM_ERROR_NOT_FOUND);
  assert_refused (self, cam_event_work_new_date_note (self->series, "nonsense", "x"), CAM_ERROR_NOT_FOUND);
  assert_refused (self, cam_event_work_new_date_note (self->event, "2027-01-14T10:00", "x"), CAM_ERROR_NOT_FOUND);
  assert_refused (self, cam_event_work_new_date_venue (self->series, at, "no venue", NULL), CAM_ERROR_NOT_FOUND);
}

/* What was said of single dates stays with them when all move. */
static void
test_all (Fixture       *self,
          gconstpointer  data)
{
  apply_quietly (self, cam_event_work_new_status (self->series, "2027-01-19T14:00", "cancelled"));
  apply_quietly (self, cam_event_work_new_move (self->series, "2027-01-12T14:00", CAM_EVENT_SCOPE_ALL,
                                                  "2027-01-14T10:30", "2027-01-14T11:00", FALSE));
  assert_event (self, self->series, "starts_at", "2027-01-07T10:30");
  assert_event (self, self->series, "ends_at", "2027-01-07T11:00");
  assert_dates (self, self->series,
                "01-07T10:30 01-14T10:30 01-21T10:30! 01-28T10:30 02-04T10:30 02-11T10:30 02-18T10:30 02-25T10:30");
  undo (self, "Move event");
  assert_dates (self, self->series,
                "01-05T14:00 01-12T14:00 01-19T14:00! 01-26T14:00 02-02T14:00 02-09T14:00 02-16T14:00 02-23T14:00");
}

static void
test_following (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *made = NULL;

  apply_quietly (self, cam_event_work_new_status (self->series, "2027-02-09T14:00", "cancelled"));
  apply_quietly (self, cam_event_work_new_count (self->series, "2027-01-12", "Residents", 5));
  apply_quietly (self, cam_event_work_new_count (self->series, "2027-02-02", "Residents", 7));
  made = apply (self, cam_event_work_new_move (self->series, "2027-01-26T14:00", CAM_EVENT_SCOPE_FOLLOWING,
                                                 "2027-01-27T14:00", "2027-01-27T15:30", FALSE));
  g_assert_nonnull (made);
  assert_dates (self, self->series, "01-05T14:00 01-12T14:00 01-19T14:00");
  assert_dates (self, made, "01-27T14:00 02-03T14:00 02-10T14:00! 02-17T14:00 02-24T14:00");
  assert_event (self, self->series, "recurrence_until", "2027-01-19");
  assert_cells (self, "event_attendance", "count", OF_EVENT, self->series, "5");
  assert_cells (self, "event_attendance", "count", OF_EVENT, made, "7");
  assert_cells (self, "event_area", "area_uuid", OF_EVENT, made, self->area);
  assert_cells (self, "event_task", "due_on", OF_EVENT, made, "2027-01-25");
  assert_cells (self, "event_task", "done_on", OF_EVENT, made, "-");
  undo (self, "Move event");
  assert_event (self, made, "name", "");
  assert_event (self, self->series, "recurrence_until", "-");
  assert_cells (self, "event_attendance", "count", OF_EVENT, self->series, "5|7");
  /* From the first date on it is all of them. */
  g_clear_pointer (&made, g_free);
  made = apply (self, cam_event_work_new_move (self->series, "2027-01-05T14:00", CAM_EVENT_SCOPE_FOLLOWING,
                                                 "2027-01-05T15:00", "2027-01-05T16:00", FALSE));
  g_assert_null (made);
  assert_event (self, self->series, "starts_at", "2027-01-05T15:00");
}

/* A rule that names days moves with them where that can be said, else it is refused and nothing changes. */
static void
test_rules (Fixture       *self,
            gconstpointer  data)
{
  static const struct
  {
    const char *rule;
    const char *to;
    const char *moved;   /* NULL: refused */
    const char *start;
  } cases[] = {
    { "FREQ=WEEKLY;BYDAY=TU", "2027-01-13T14:00", "FREQ=WEEKLY;BYDAY=WE", "2027-01-06T14:00" },
    { "FREQ=WEEKLY;BYDAY=TU,TH", "2027-01-13T14:00", NULL, NULL },
    { "FREQ=WEEKLY;BYDAY=TU,TH", "2027-01-12T15:00", "FREQ=WEEKLY;BYDAY=TU,TH", "2027-01-05T15:00" },
    { "FREQ=WEEKLY;UNTIL=20270126T140000Z", "2027-01-12T18:00", "FREQ=WEEKLY;UNTIL=20270126T235959Z", "2027-01-05T18:00" },
    { "FREQ=WEEKLY;COUNT=3", "2027-01-14T14:00", "FREQ=WEEKLY;COUNT=3", "2027-01-07T14:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *event = add_event (self->store, "Series", "2027-01-05T14:00", NULL, "planned");
      CamEventWork *change = NULL;

      apply_quietly (self, cam_event_work_new_repeat (event, NULL, cases[i].rule));
      change = cam_event_work_new_move (event, "2027-01-12T14:00", CAM_EVENT_SCOPE_ALL, cases[i].to, NULL, FALSE);
      if (cases[i].moved == NULL)
        {
          assert_refused (self, change, CAM_ERROR_INVALID);
          assert_event (self, event, "starts_at", "2027-01-05T14:00");
          continue;
        }
      apply_quietly (self, change);
      assert_event (self, event, "recurrence", cases[i].moved);
      assert_event (self, event, "starts_at", cases[i].start);
    }
}

/* The second Tuesday of the month becomes the third Thursday. */
static void
test_months (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *event = add_event (self->store, "Forum", "2027-01-12T14:00", "2027-01-12T15:00", "planned");

  apply_quietly (self, cam_event_work_new_repeat (event, NULL, "FREQ=MONTHLY;BYDAY=2TU"));
  apply_quietly (self, cam_event_work_new_move (event, "2027-02-09T14:00", CAM_EVENT_SCOPE_ALL, "2027-02-18T14:00",
                                                  "2027-02-18T15:00", FALSE));
  assert_event (self, event, "recurrence", "FREQ=MONTHLY;BYDAY=3TH");
  assert_dates (self, event, "01-21T14:00 02-18T14:00");
  assert_refused (self, cam_event_work_new_move (event, "2027-02-18T14:00", CAM_EVENT_SCOPE_ALL, "2027-03-02T14:00", NULL,
                                                   FALSE), CAM_ERROR_INVALID);
}

static void
test_repeat (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *made = NULL;

  apply_quietly (self, cam_event_work_new_status (self->series, "2027-01-12T14:00", "cancelled"));
  apply_quietly (self, cam_event_work_new_repeat (self->series, NULL, "FREQ=WEEKLY;INTERVAL=2;COUNT=3"));
  assert_event (self, self->series, "recurrence_until", "2027-02-02");
  assert_dates (self, self->series, "01-05T14:00 01-19T14:00 02-02T14:00");
  undo (self, "Change how event repeats");
  made = apply (self, cam_event_work_new_repeat (self->series, "2027-02-02T14:00", "FREQ=WEEKLY;INTERVAL=2"));
  assert_dates (self, self->series, "01-05T14:00 01-12T14:00! 01-19T14:00 01-26T14:00");
  assert_dates (self, made, "02-02T14:00 02-16T14:00");
  apply_quietly (self, cam_event_work_new_repeat (made, NULL, NULL));
  assert_dates (self, made, "02-02T14:00");
  assert_refused (self, cam_event_work_new_repeat (self->event, NULL, "FREQ=SOMETIMES"), CAM_ERROR_INVALID);
  assert_refused (self, cam_event_work_new_repeat ("no such", NULL, NULL), CAM_ERROR_NOT_FOUND);
}

static void
test_links (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *link = apply (self, cam_event_work_new_link (self->event, CAM_EVENT_LINK_AREA, self->area, TRUE));
  g_autofree char *again = apply (self, cam_event_work_new_link (self->event, CAM_EVENT_LINK_AREA, self->area, TRUE));
  g_autofree char *back = NULL;
  g_autofree char *venue = NULL;
  g_autofree char *vehicle = NULL;
  g_autofree char *following = NULL;

  g_assert_nonnull (link);
  g_assert_null (again);
  apply_quietly (self, cam_event_work_new_link (self->event, CAM_EVENT_LINK_AREA, self->area, FALSE));
  assert_cells (self, "event_area", "uuid", OF_EVENT, self->event, "");
  back = apply (self, cam_event_work_new_link (self->event, CAM_EVENT_LINK_AREA, self->area, TRUE));
  g_assert_cmpstr (back, ==, link);
  apply_quietly (self, cam_event_work_new_link_named (self->event, CAM_EVENT_LINK_PARTNER, " Hunts Forum "));
  assert_cells (self, "organisation", "name", "WHERE uuid IN (SELECT organisation_uuid FROM event_partner WHERE event_uuid"
                " = ?1)", self->event, "Hunts Forum");
  undo (self, "Add partner to event");
  g_assert_cmpint (cam_store_count (self->store, "organisation"), ==, 0);
  venue = apply (self, cam_event_work_new_venue (self->event, NULL, "Village Hall"));
  assert_event (self, self->event, "venue_uuid", venue);
  apply_quietly (self, cam_event_work_new_venue (self->event, NULL, NULL));
  assert_event (self, self->event, "venue_uuid", "-");
  assert_refused (self, cam_event_work_new_link (self->event, CAM_EVENT_LINK_PERSON, "no such", TRUE), CAM_ERROR_NOT_FOUND);
  assert_refused (self, cam_event_work_new_link_named (self->event, CAM_EVENT_LINK_PERSON, "  "), CAM_ERROR_INVALID);
  assert_refused (self, cam_event_work_new_venue (self->event, "no such", NULL), CAM_ERROR_NOT_FOUND);
  vehicle = apply (self, cam_event_work_new_vehicle (self->event, NULL, " Library van "));
  assert_event (self, self->event, "vehicle_uuid", vehicle);
  apply_quietly (self, cam_event_work_new_vehicle (self->series, vehicle, NULL));
  g_assert_cmpint (cam_store_count (self->store, "vehicle"), ==, 1);
  following = apply (self, cam_event_work_new_move (self->series, "2027-01-26T14:00", CAM_EVENT_SCOPE_FOLLOWING,
                                                    "2027-01-27T14:00", "2027-01-27T15:30", FALSE));
  assert_event (self, following, "vehicle_uuid", vehicle);
  apply_quietly (self, cam_event_work_new_vehicle (self->event, NULL, NULL));
  assert_event (self, self->event, "vehicle_uuid", "-");
  undo (self, "Change vehicle of event");
  assert_event (self, self->event, "vehicle_uuid", vehicle);
  assert_refused (self, cam_event_work_new_vehicle (self->event, "no such", NULL), CAM_ERROR_NOT_FOUND);
}

static void
test_count (Fixture       *self,
            gconstpointer  data)
{
  apply_quietly (self, cam_event_work_new_count (self->event, "2027-01-14", "Residents", 12));
  apply_quietly (self, cam_event_work_new_count (self->event, "2027-01-14", "Residents", 14));
  apply_quietly (self, cam_event_work_new_count (self->event, "2027-01-14", "Partners", 0));
  assert_cells (self, "event_attendance", "count", OF_EVENT, self->event, "14|0");
  apply_quietly (self, cam_event_work_new_count (self->event, "2027-01-14", "Residents", CAM_INTEGER_NONE));
  assert_cells (self, "event_attendance", "count", OF_EVENT, self->event, "0");
  apply_quietly (self, cam_event_work_new_count (self->event, "2027-01-14", "Residents", 3));
  assert_cells (self, "event_attendance", "count", OF_EVENT, self->event, "3|0");
  assert_refused (self, cam_event_work_new_count (self->event, "2027-01-14", "Residents", -1), CAM_ERROR_INVALID);
  assert_refused (self, cam_event_work_new_count (self->event, "soon", "Residents", 1), CAM_ERROR_INVALID);
  assert_refused (self, cam_event_work_new_count (self->event, "2027-01-14", NULL, 1), CAM_ERROR_INVALID);
}

static void
test_activity (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *priority = INSERT (self->store, "priority", { "name", cam_text ("Transport") });
  g_autofree char *feedback = INSERT (self->store, "event_feedback", { "event_uuid", cam_text (self->series) },
                                      { "body", cam_text ("The bus stops too early") });
  g_autofree char *made = apply (self, cam_event_work_new_activity (feedback, NULL, priority));
  g_autofree char *again = NULL;

  assert_cells (self, "activity", "name", "WHERE uuid = ?1 AND deleted = 0", made, "The bus stops too early");
  assert_cells (self, "activity", "priority_uuid", "WHERE uuid = ?1", made, priority);
  assert_cells (self, "activity", "event_uuid", "WHERE uuid = ?1", made, self->series);
  assert_cells (self, "activity_area", "area_uuid", "WHERE activity_uuid = ?1 AND deleted = 0", made, self->area);
  assert_cells (self, "event_feedback", "activity_uuid", OF_EVENT, self->series, made);
  assert_refused (self, cam_event_work_new_activity (feedback, NULL, NULL), CAM_ERROR_INVALID);
  undo (self, "Make activity of feedback");
  assert_cells (self, "event_feedback", "activity_uuid", OF_EVENT, self->series, "-");
  assert_cells (self, "activity", "name", "WHERE uuid = ?1 AND deleted = 0", made, "");
  again = apply (self, cam_event_work_new_activity (feedback, "Ask for a later bus", NULL));
  assert_cells (self, "activity", "description", "WHERE uuid = ?1 AND deleted = 0", again, "The bus stops too early");
  assert_refused (self, cam_event_work_new_activity ("no such", NULL, NULL), CAM_ERROR_NOT_FOUND);
}

/* Base is Thursday 14 January 2027, 10:00; today is Friday 27 November 2026. */
static void
test_typed (void)
{
  static const struct
  {
    const char *text;
    const char *time;   /* NULL: not understood */
  } cases[] = {
    { "14 Jan 10:00", "2027-01-14T10:00" },
    { "Thu 14 January 2027, 10:00", "2027-01-14T10:00" },
    { "21 january", "2027-01-21T10:00" },
    { "21/1/2027 2pm", "2027-01-21T14:00" },
    { "21/1 12am", "2027-01-21T00:00" },
    { "1st of Feb at noon", "2027-02-01T12:00" },
    { "2027-03-28T01:30", "2027-03-28T01:30" },
    { "2027-03-28", "2027-03-28T10:00" },
    { "9:15", "2027-01-14T09:15" },
    { "tomorrow 14:30", "2026-11-28T14:30" },
    { "Friday", "2026-11-27T10:00" },
    { "monday 8am", "2026-11-30T08:00" },
    { "29 Feb", "2028-02-29T10:00" },
    { "3 December", "2027-12-03T10:00" },
    { "31 April", NULL },
    { "25:00", NULL },
    { "13pm", NULL },
    { "14 Jan 10:00 11:00", NULL },
    { "14", NULL },
    { "Jan", NULL },
    { "14 Jan 15 Jan", NULL },
    { "soon", NULL },
    { "14 Jan 99999", NULL },
    { "14/1/2027 15 Jan", NULL },
    { "", NULL },
    { " , ", NULL },
    { "\xff", NULL },
  };
  CamWallTime base = cam_wall_time_from_text ("2027-01-14T10:00");
  g_autofree char *shown = cam_event_time_format (base, FALSE);
  g_autofree char *long_text = g_strnfill (5000, '1');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CamWallTime time = cam_event_time_from_typed (cases[i].text, base, cam_day_from_text ("2026-11-27"));
      g_autofree char *text = cam_wall_time_to_text (time, FALSE);

      g_assert_cmpstr (text, ==, cases[i].time);
    }
  g_assert_cmpstr (shown, ==, "Thu 14 January 2027, 10:00");
  g_assert_cmpint (cam_event_time_from_typed (long_text, base, 1), ==, CAM_WALL_TIME_NONE);
  g_assert_cmpint (cam_event_time_from_typed (NULL, base, 1), ==, CAM_WALL_TIME_NONE);
}

static void
test_typed_day (void)
{
  static const struct
  {
    const char *text;
    const char *base;    /* NULL for none */
    const char *next;    /* what is meant of what is to come; NULL for none */
    const char *last;    /* and of what was */
  } cases[] = {
    { "14 Jan", NULL, "2027-01-14", "2026-01-14" },
    { "27 November", NULL, "2026-11-27", "2026-11-27" },
    { "28/11", NULL, "2026-11-28", "2025-11-28" },
    { "29 Feb", NULL, "2028-02-29", "2024-02-29" },
    { "14 Jan", "2030-06-01", "2030-01-14", "2030-01-14" },
    { "14/1/27", NULL, "2027-01-14", "2027-01-14" },
    { "2020-02-03", "2030-06-01", "2020-02-03", "2020-02-03" },
    { "Thu 14 January 2027", NULL, "2027-01-14", "2027-01-14" },
    { "yesterday", NULL, "2026-11-26", "2026-11-26" },
    { "tomorrow", NULL, "2026-11-28", "2026-11-28" },
    { "Wednesday", NULL, "2026-12-02", "2026-11-25" },
    { "friday", NULL, "2026-11-27", "2026-11-27" },
    { "10:00", NULL, NULL, NULL },
    { "14 Jan 10:00", NULL, NULL, NULL },
    { "noon", NULL, NULL, NULL },
    { "14", NULL, NULL, NULL },
    { "30 Feb", NULL, NULL, NULL },
    { "1/13/2027", NULL, NULL, NULL },
    { "", "2030-06-01", NULL, NULL },
    { "\xff", NULL, NULL, NULL },
  };
  guint32 today = cam_day_from_text ("2026-11-27");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint32 base = cases[i].base != NULL ? cam_day_from_text (cases[i].base) : 0;

      g_assert_cmpuint (cam_day_from_typed (cases[i].text, base, today, FALSE), ==,
                        cases[i].next != NULL ? cam_day_from_text (cases[i].next) : 0);
      g_assert_cmpuint (cam_day_from_typed (cases[i].text, base, today, TRUE), ==,
                        cases[i].last != NULL ? cam_day_from_text (cases[i].last) : 0);
    }
  g_assert_cmpuint (cam_day_from_typed (NULL, 0, today, TRUE), ==, 0);
  g_assert_cmpuint (cam_day_from_typed ("14 Jan", 0, 0, TRUE), ==, 0);
}

/* What is shown is understood again, on every day of five years. */
static void
test_round_trip (void)
{
  guint32 first = cam_day_from_text ("2026-01-01");

  for (guint i = 0; i < 5 * 366; i++)
    {
      CamWallTime time = (CamWallTime) (first + i) * CAM_WALL_TIME_DAY + (i * 7) % CAM_WALL_TIME_DAY;
      g_autofree char *shown = cam_event_time_format (time, FALSE);
      g_autofree char *day = cam_event_time_format (time, TRUE);

      g_assert_cmpint (cam_event_time_from_typed (shown, CAM_WALL_TIME_NONE, first), ==, time);
      g_assert_cmpint (cam_event_time_from_typed (day, time, first), ==, time);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD_TEST ("/track/event-work/add", test_add);
  ADD_TEST ("/track/event-work/checklist", test_checklist);
  ADD_TEST ("/track/event-work/one", test_one);
  ADD_TEST ("/track/event-work/date-details", test_date_details);
  ADD_TEST ("/track/event-work/all", test_all);
  ADD_TEST ("/track/event-work/following", test_following);
  ADD_TEST ("/track/event-work/rules", test_rules);
  ADD_TEST ("/track/event-work/months", test_months);
  ADD_TEST ("/track/event-work/repeat", test_repeat);
  ADD_TEST ("/track/event-work/links", test_links);
  ADD_TEST ("/track/event-work/count", test_count);
  ADD_TEST ("/track/event-work/activity", test_activity);
#undef ADD_TEST
  g_test_add_func ("/track/event-work/typed", test_typed);
  g_test_add_func ("/track/event-work/typed-day", test_typed_day);
  g_test_add_func ("/track/event-work/round-trip", test_round_trip);
  return g_test_run ();
}
