/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar files on their way in: what each event is taken for, that looking changes nothing, that a second import
 * of the same changes nothing, and that one undo takes all of it back. */
#include "cam-event-import.h"
#include "cam-search.h"
#include "test-files.h"

#include <string.h>

#define OWN "11111111-1111-4111-8111-111111111111"
#define LIBRARY "22222222-2222-4222-8222-222222222222"
#define HALL "33333333-3333-4333-8333-333333333333"

static gboolean
add_rows (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  const CamCell library[] = { { "uuid", cam_text (LIBRARY) }, { "name", cam_text ("Alder Library") },
                              { "step_free", cam_text ("yes") } };
  const CamCell hall[] = { { "uuid", cam_text (HALL) }, { "name", cam_text ("Birch Village Hall") },
                           { "address", cam_text ("High Street, Birch") }, { "postcode", cam_text ("CB99 9ZZ") } };
  const CamCell event[] = { { "uuid", cam_text (OWN) }, { "name", cam_text ("Engagement event in Alder") },
                            { "starts_at", cam_text ("2026-03-10T10:00") }, { "ends_at", cam_text ("2026-03-10T12:00") },
                            { "status", cam_text ("planned") }, { "kind", cam_text ("engagement") },
                            { "aim", cam_text ("Hear what people need") }, { "lead", cam_text ("A Person") } };
  g_autofree char *one = cam_writer_insert (writer, "venue", library, G_N_ELEMENTS (library), error);
  g_autofree char *two = cam_writer_insert (writer, "venue", hall, G_N_ELEMENTS (hall), error);
  g_autofree char *three = cam_writer_insert (writer, "event", event, G_N_ELEMENTS (event), error);

  return one != NULL && two != NULL && three != NULL;
}

static void
set_up (TestFiles     *files,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  test_files_set_up (files, data);
  g_assert_true (cam_store_write (files->store, "Add", add_rows, NULL, &error));
  g_assert_no_error (error);
}

static CamEventImport *
preview_text (TestFiles  *files,
              const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  CamEventImport *import = cam_event_import_new (files->store, bytes);
  g_autoptr (GError) error = NULL;

  cam_file_import_preview (CAM_FILE_IMPORT (import), &error);
  g_assert_no_error (error);
  return import;
}

/* "BEGIN:VEVENT … END:VEVENT" within a calendar. */
static CamEventImport *
preview_events (TestFiles  *files,
                const char *events)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\nVERSION:2.0\n", events, "END:VCALENDAR\n", NULL);

  return preview_text (files, text);
}

static char *
load_data (const char *name)
{
  const char *root = g_getenv ("CAM_SOURCE_ROOT");
  g_autofree char *path = g_build_filename (root != NULL ? root : ".", "tests", "data", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
assert_counts (CamEventImport *import,
               guint           n_new,
               guint           n_changed,
               guint           n_same,
               guint           n_problems)
{
  g_autoptr (CamEventItem) first = g_list_model_get_item (G_LIST_MODEL (import), 0);

  if (first != NULL)
    g_test_message ("%s %s", cam_event_item_get_reason (first), cam_event_item_get_odd (first));
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW), ==, n_new);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_CHANGED), ==, n_changed);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_SAME), ==, n_same);
  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_PROBLEM), ==, n_problems);
}

static void
apply (CamEventImport *import)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_file_import_apply (CAM_FILE_IMPORT (import), "Import events", &error));
  g_assert_no_error (error);
}

/* Imports, then says that a second look finds the same. */
static void
import_twice (TestFiles  *files,
              const char *text,
              guint       n_new)
{
  g_autoptr (CamEventImport) first = preview_text (files, text);
  g_autoptr (CamEventImport) second = NULL;

  assert_counts (first, n_new, 0, 0, 0);
  apply (first);
  second = preview_text (files, text);
  assert_counts (second, 0, 0, n_new, 0);
}

static char *
get (TestFiles  *files,
     const char *table,
     const char *column,
     const char *clause)
{
  const char *columns[] = { column, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (files->store, table, columns, clause, NULL, 0, &error);

  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, &error));
  return g_strdup (cam_cursor_get_text (cursor, 0));
}

#define assert_event(files, name, column, expected) \
  G_STMT_START { \
    g_autofree char *found = get (files, "event", column, "WHERE deleted = 0 AND name = '" name "'"); \
    g_assert_cmpstr (found, ==, expected); \
  } G_STMT_END

static void
take_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
undo (TestFiles *files)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  cam_store_undo_async (files->store, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  label = cam_store_undo_finish (files->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Import events");
}

static void
test_outlook (TestFiles     *files,
              gconstpointer  data)
{
  g_autofree char *text = load_data ("outlook.ics");
  g_autofree char *original = NULL;
  g_autofree char *starts = NULL;
  g_autofree char *ends = NULL;
  g_autofree char *extra = NULL;
  g_autoptr (CamEventImport) import = preview_text (files, text);
  g_autoptr (CamEventItem) item = g_list_model_get_item (G_LIST_MODEL (import), 0);

  g_assert_cmpuint (cam_event_import_get_n_people (import), ==, 4);
  g_assert_cmpstr (cam_event_item_get_name (item), ==, "Community network");
  g_assert_cmpstr (cam_event_item_get_time (item), ==, "3 March 2026, 10:00 to 12:00 · The first Tuesday of every month, 6 times");
  import_twice (files, text, 1);
  assert_event (files, "Community network", "starts_at", "2026-03-03T10:00");
  assert_event (files, "Community network", "recurrence_until", "2026-08-04");
  assert_event (files, "Community network", "venue_uuid", LIBRARY);
  assert_event (files, "Community network", "room", "Meeting Room 2");
  assert_event (files, "Community network", "time_zone", NULL);
  assert_event (files, "Community network", "lead", NULL);
  assert_event (files, "Community network", "description", "Bring your questions.\nTea at ten.");
  extra = get (files, "event", "ical_extra", "WHERE name = 'Community network'");
  g_assert_nonnull (strstr (extra, "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"));
  g_assert_null (strstr (extra, "Person"));
  original = get (files, "event_date", "original_at", "WHERE deleted = 0 AND kind = 'moved'");
  starts = get (files, "event_date", "starts_at", "WHERE deleted = 0");
  ends = get (files, "event_date", "ends_at", "WHERE deleted = 0");
  g_assert_cmpstr (original, ==, "2026-04-07T10:00");
  g_assert_cmpstr (starts, ==, "2026-04-08T13:30");
  g_assert_cmpstr (ends, ==, NULL);
}

static void
test_google (TestFiles     *files,
             gconstpointer  data)
{
  g_autofree char *text = load_data ("google.ics");
  g_autofree char *kind = NULL;
  g_autoptr (CamEventImport) import = preview_text (files, text);
  g_autoptr (CamEventItem) fair = g_list_model_get_item (G_LIST_MODEL (import), 2);

  g_assert_cmpstr (cam_event_item_get_time (fair), ==, "1 May 2026 to 2 May 2026");
  import_twice (files, text, 3);
  assert_event (files, "Outreach stop at Birch", "venue_uuid", HALL);
  assert_event (files, "Outreach stop at Birch", "status", "confirmed");
  assert_event (files, "Outreach stop at Birch", "recurrence_until", "2026-07-01");
  kind = get (files, "event_date", "kind", "WHERE original_at = '2026-04-03T10:30'");
  g_assert_cmpstr (kind, ==, "cancelled");
  assert_event (files, "Planning call", "online_link", "https://meet.example.org/abc-defg");
  assert_event (files, "Planning call", "format", "online");
  assert_event (files, "Planning call", "status", "planned");
  assert_event (files, "Planning call", "starts_at", "2026-03-15T18:00");
  assert_event (files, "Spring fair", "starts_at", "2026-05-01");
  assert_event (files, "Spring fair", "ends_at", "2026-05-02");
  assert_event (files, "Spring fair", "all_day", "1");
}

static void
test_apple (TestFiles     *files,
            gconstpointer  data)
{
  g_autofree char *text = load_data ("apple.ics");
  g_autofree char *extra = NULL;

  import_twice (files, text, 1);
  assert_event (files, "Webinar on rural transport", "starts_at", "2026-03-20T14:00");
  assert_event (files, "Webinar on rural transport", "time_zone", NULL);
  assert_event (files, "Webinar on rural transport", "kind", "training");
  assert_event (files, "Webinar on rural transport", "room", "Cedar Centre, Cedar Road, Cedar");
  extra = get (files, "event", "ical_extra", "WHERE name = 'Webinar on rural transport'");
  g_assert_nonnull (strstr (extra, "X-CAMBRIDGESHIRE-LOCAL-ZONE:America/New_York"));
  g_assert_nonnull (strstr (extra, "GEO:52.200000;0.120000"));
  g_assert_nonnull (strstr (extra, "X-CATEGORIES:Transport"));
  g_assert_cmpint (cam_store_count (files->store, "venue"), ==, 2);
}

/* All of an import is one step, and can come again afterwards. */
static void
test_undo (TestFiles     *files,
           gconstpointer  data)
{
  g_autofree char *text = load_data ("google.ics");
  g_autoptr (CamEventImport) import = preview_text (files, text);
  g_autofree char *before = test_files_digest (files);
  g_autofree char *after = test_files_digest (files);

  g_assert_cmpstr (before, ==, after);
  apply (import);
  g_assert_cmpint (cam_store_count (files->store, "event"), ==, 4);
  g_assert_cmpint (cam_store_count (files->store, "event_date"), ==, 1);
  undo (files);
  g_assert_cmpint (cam_store_count (files->store, "event"), ==, 1);
  g_assert_cmpint (cam_store_count (files->store, "event_date"), ==, 0);
  import_twice (files, text, 3);
  g_assert_cmpint (cam_store_count (files->store, "event"), ==, 4);
  g_assert_cmpint (cam_store_count (files->store, "event_date"), ==, 1);
}

#define WEEKLY "BEGIN:VEVENT\nUID:weekly@example.org\nSEQUENCE:3\nSUMMARY:Drop-in\nDTSTART:20260105T140000\nDTEND:20260105T150000\n"

/* Newer, older, cancelled, and single dates that come by themselves. */
static void
test_updates (TestFiles     *files,
              gconstpointer  data)
{
  static const struct
  {
    const char *events;
    guint       n_changed;
    const char *reason;
  } steps[] = {
    { "BEGIN:VEVENT\nUID:weekly@example.org\nSEQUENCE:2\nSUMMARY:Old name\nDTSTART:20260105T140000\nEND:VEVENT\n", 0,
      "It is older than what is here, which stays." },
    { "BEGIN:VEVENT\nUID:weekly@example.org\nSEQUENCE:4\nSUMMARY:Drop-in and advice\nDTSTART:20260105T143000\n"
      "DTEND:20260105T153000\nRRULE:FREQ=WEEKLY;COUNT=10\nEND:VEVENT\n", 1, "Changes: title, time." },
    { "BEGIN:VEVENT\nUID:weekly@example.org\nRECURRENCE-ID:20260112T143000\nSEQUENCE:4\nSUMMARY:Drop-in and advice\n"
      "DTSTART:20260113T143000\nDTEND:20260113T153000\nEND:VEVENT\n", 1, "Changes: single dates." },
    { "BEGIN:VEVENT\nUID:weekly@example.org\nRECURRENCE-ID:20260112T143000\nSEQUENCE:4\nSUMMARY:Drop-in and advice\n"
      "DTSTART:20260113T143000\nDTEND:20260113T153000\nEND:VEVENT\n", 0, "It is here already and says the same." },
    { "BEGIN:VEVENT\nUID:weekly@example.org\nRECURRENCE-ID:20260112T143000\nSEQUENCE:4\nSTATUS:CANCELLED\n"
      "DTSTART:20260112T143000\nDTEND:20260112T153000\nEND:VEVENT\n", 1, "Changes: single dates." },
    { "METHOD:CANCEL\nBEGIN:VEVENT\nUID:weekly@example.org\nSEQUENCE:5\nDTSTART:20260105T143000\nEND:VEVENT\n", 1, "Cancels it." },
    { "METHOD:CANCEL\nBEGIN:VEVENT\nUID:weekly@example.org\nSEQUENCE:5\nDTSTART:20260105T143000\nEND:VEVENT\n", 0,
      "It is here already and says the same." },
  };
  g_autofree char *kind = NULL;
  g_autoptr (CamEventImport) first = preview_events (files, WEEKLY "RRULE:FREQ=WEEKLY;COUNT=10\nEND:VEVENT\n");

  apply (first);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (CamEventImport) import = preview_events (files, steps[i].events);
      g_autoptr (CamEventItem) item = g_list_model_get_item (G_LIST_MODEL (import), 0);

      g_test_message ("step %u", i);
      assert_counts (import, 0, steps[i].n_changed, 1 - steps[i].n_changed, 0);
      g_assert_cmpstr (cam_event_item_get_reason (item), ==, steps[i].reason);
      apply (import);
    }
  assert_event (files, "Drop-in and advice", "status", "cancelled");
  assert_event (files, "Drop-in and advice", "recurrence", "FREQ=WEEKLY;COUNT=10");
  kind = get (files, "event_date", "kind", "WHERE deleted = 0");
  g_assert_cmpstr (kind, ==, "cancelled");
  g_assert_cmpint (cam_store_count (files->store, "event_date"), ==, 1);
}

/* A date whose series is nowhere is an event; with the series it becomes one of its dates. */
static void
test_lone_date (TestFiles     *files,
                gconstpointer  data)
{
  const char *lone = "BEGIN:VEVENT\nUID:lone@example.org\nRECURRENCE-ID:20260112T100000\nSUMMARY:Lone\n"
                     "DTSTART:20260113T100000\nDTEND:20260113T110000\nEND:VEVENT\n";
  g_autoptr (CamEventImport) first = preview_events (files, lone);
  g_autoptr (CamEventImport) second = NULL;
  g_autoptr (CamEventItem) item = g_list_model_get_item (G_LIST_MODEL (first), 0);

  assert_counts (first, 1, 0, 0, 0);
  g_assert_cmpuint (cam_file_import_get_n_odd (CAM_FILE_IMPORT (first)), ==, 1);
  g_assert_cmpstr (cam_event_item_get_odd (item), !=, "");
  apply (first);
  second = preview_events (files, lone);
  assert_counts (second, 0, 0, 1, 0);
}

/* What came from here is known, and what was exported before a change here does not undo it. */
static void
test_own (TestFiles     *files,
          gconstpointer  data)
{
  const char *own = "BEGIN:VEVENT\nUID:" OWN "@local.cambridgeshire.gov.uk\nSEQUENCE:%s\nSUMMARY:Renamed elsewhere\n"
                    "DTSTART;TZID=Europe/London:20260310T100000\nDTEND;TZID=Europe/London:20260310T120000\nEND:VEVENT\n";
  g_autofree char *old = g_strconcat ("BEGIN:VEVENT\nUID:" OWN "@local.cambridgeshire.gov.uk\nSEQUENCE:1\nSUMMARY:Old\n"
                                      "DTSTART;TZID=Europe/London:20260310T100000\nEND:VEVENT\n", NULL);
  g_auto (GStrv) parts = g_strsplit (own, "%s", 2);
  g_autofree char *new = g_strconcat (parts[0], "999999999", parts[1], NULL);
  g_autoptr (CamEventImport) first = preview_events (files, old);
  g_autoptr (CamEventImport) second = preview_events (files, new);

  assert_counts (first, 0, 0, 1, 0);
  assert_counts (second, 0, 1, 0, 0);
  apply (second);
  assert_event (files, "Renamed elsewhere", "uuid", OWN);
  assert_event (files, "Renamed elsewhere", "lead", "A Person");
  assert_event (files, "Renamed elsewhere", "aim", "Hear what people need");
  g_assert_cmpint (cam_store_count (files->store, "event"), ==, 1);
}

static void
test_hostile (TestFiles     *files,
              gconstpointer  data)
{
  static const char *const bad[] = { "", "no calendar", "BEGIN:VCARD\nEND:VCARD\n", "\xff\xfe", "PK\x03\x04" };
  g_autoptr (CamEventImport) import = NULL;
  g_autoptr (CamEventImport) twins = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (bad[i], strlen (bad[i]));
      g_autoptr (CamEventImport) refused = cam_event_import_new (files->store, bytes);
      g_autoptr (GError) error = NULL;

      g_assert_false (cam_file_import_preview (CAM_FILE_IMPORT (refused), &error));
      g_assert_error (error, CAM_ERROR, CAM_ERROR_CORRUPT);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
  import = preview_events (files,
    "BEGIN:VEVENT\nUID:a\nDTSTART:99999999T999999\nSUMMARY:No date\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:b\nDTSTART:20260101T100000\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:c\nDTSTART:20260101T100000\nSUMMARY:'; DROP TABLE event; --\xff\xfe\nURL:javascript:alert(1)\nEND:VEVENT\n"
    "BEGIN:VEVENT\nSUMMARY:Nameless\nDTSTART:20260101\nX-EVIL:BEGIN:VEVENT\nEND:VEVENT\n");
  assert_counts (import, 3, 0, 0, 1);
  g_assert_cmpuint (cam_file_import_get_n_odd (CAM_FILE_IMPORT (import)), ==, 2);
  apply (import);
  name = get (files, "event", "name", "WHERE ical_uid = 'b'");
  g_assert_cmpstr (name, ==, "Untitled event");
  name = (g_free (name), get (files, "event", "online_link", "WHERE ical_uid = 'c'"));
  g_assert_cmpstr (name, ==, NULL);
  /* Two names of one event. */
  twins = preview_events (files,
    "BEGIN:VEVENT\nUID:" HALL "@local.cambridgeshire.gov.uk\nDTSTART:20260101\nSUMMARY:One\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:" HALL "@LOCAL.cambridgeshire.gov.uk\nDTSTART:20260101\nSUMMARY:Two\nEND:VEVENT\n");
  assert_counts (twins, 1, 0, 0, 1);
  apply (twins);
  g_clear_object (&twins);
  twins = preview_events (files,
    "BEGIN:VEVENT\nUID:d#20260101T100000\nDTSTART:20260101T100000\nSUMMARY:One\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:d\nRECURRENCE-ID:20260101T100000\nDTSTART:20260102T100000\nSUMMARY:Two\nEND:VEVENT\n");
  apply (twins);
}

/* Twice the same date in different words is no reason to fail. */
static void
test_same_date_twice (TestFiles     *files,
                      gconstpointer  data)
{
  g_autoptr (CamEventImport) first = preview_events (files, WEEKLY "RRULE:FREQ=WEEKLY;COUNT=40\nEND:VEVENT\n");
  g_autoptr (CamEventImport) second = NULL;
  g_autoptr (CamEventImport) third = NULL;

  apply (first);
  second = preview_events (files,
    "BEGIN:VEVENT\nUID:weekly@example.org\nSEQUENCE:3\nRECURRENCE-ID;TZID=Europe/London:20260112T140000\n"
    "DTSTART;TZID=Europe/London:20260113T140000\nDTEND;TZID=Europe/London:20260113T150000\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:weekly@example.org\nSEQUENCE:3\nRECURRENCE-ID;VALUE=DATE:20260112\n"
    "DTSTART;TZID=Europe/London:20260113T140000\nDTEND;TZID=Europe/London:20260113T150000\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:weekly@example.org\nSEQUENCE:3\nRECURRENCE-ID;TZID=Europe/Paris:20260112T150000\n"
    "DTSTART;TZID=Europe/London:20260114T140000\nDTEND;TZID=Europe/London:20260114T150000\nEND:VEVENT\n");
  apply (second);
  third = preview_events (files, WEEKLY "RRULE:FREQ=WEEKLY;COUNT=40\nEND:VEVENT\n");
  assert_counts (third, 0, 1, 0, 0);
  apply (third);
  g_assert_cmpint (cam_store_count (files->store, "event"), ==, 2);
}

/* A few bytes of the file are a row each here. */
static void
test_too_many_dates (TestFiles     *files,
                     gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CamEventImport) import = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 21; i++)
    {
      g_string_append_printf (text, "BEGIN:VEVENT\nUID:%u\nDTSTART;VALUE=DATE:20000101\nRRULE:FREQ=DAILY\nEXDATE;VALUE=DATE:20000102", i);
      for (guint j = 1; j < 5000; j++)
        g_string_append_printf (text, ",20%02u%02u%02u", j / 280, j / 28 % 10 + 1, j % 28 + 1);
      g_string_append (text, "\nEND:VEVENT\n");
    }
  g_string_append (text, "END:VCALENDAR\n");
  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  import = cam_event_import_new (files->store, bytes);
  g_assert_false (cam_file_import_preview (CAM_FILE_IMPORT (import), &error));
  g_assert_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG);
}

static gboolean
is_found (TestFiles  *files,
          const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = cam_search (files->store, text, "event", 10, &error);

  g_assert_no_error (error);
  return found->len > 0;
}

static void
wait_for_index (TestFiles *files)
{
  while (!cam_store_is_indexed (files->store))
    g_main_context_iteration (NULL, FALSE);
}

static char *
make_gatherings (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (text, "BEGIN:VEVENT\nUID:%u\nDTSTART:20260101T100000\nSUMMARY:Gathering%u\nEND:VEVENT\n", i, i);
  return g_string_free (text, FALSE);
}

static gboolean
rename_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  const CamCell cells[] = { { "name", cam_text ("Renamed") } };

  return cam_writer_update (writer, "event", data, cells, 1, error);
}

/* The search index of a large import comes afterwards, by itself. */
static void
test_index_later (TestFiles     *files,
                  gconstpointer  data)
{
  g_autofree char *text = make_gatherings ();
  g_autoptr (CamEventImport) import = preview_events (files, text);
  g_autofree char *uuid = NULL;
  g_autoptr (GError) error = NULL;

  apply (import);
  g_assert_false (cam_store_is_indexed (files->store));
  /* What a person does meanwhile is found at once, also of a row that waits. */
  uuid = get (files, "event", "uuid", "WHERE name = 'Gathering5998'");
  g_assert_true (cam_store_write (files->store, "Rename", rename_cb, uuid, &error));
  g_assert_true (is_found (files, "Renamed"));
  wait_for_index (files);
  g_assert_true (is_found (files, "Gathering5999"));
  g_assert_true (is_found (files, "Renamed"));
  g_assert_false (is_found (files, "Gathering5998"));
}

/* What is undone while its words are still in the index, or before they were, is not found. */
static void
test_index_undone (TestFiles     *files,
                   gconstpointer  data)
{
  g_autofree char *text = make_gatherings ();
  g_autoptr (CamEventImport) import = preview_events (files, text);

  apply (import);
  undo (files);
  g_assert_false (is_found (files, "Gathering5"));
  wait_for_index (files);
  g_assert_false (is_found (files, "Gathering5"));
  g_clear_object (&import);
  import = preview_events (files, text);
  apply (import);
  wait_for_index (files);
  g_assert_true (is_found (files, "Gathering5"));
  undo (files);
  g_assert_false (is_found (files, "Gathering5"));
  wait_for_index (files);
  g_assert_false (is_found (files, "Gathering5"));
}

/* Whoever closes at once, or whose computer stops there, finds everything at the next opening. */
static void
test_index_reopened (TestFiles     *files,
                     gconstpointer  data)
{
  g_autofree char *text = make_gatherings ();
  g_autofree char *path = g_strdup (cam_store_get_path (files->store));
  g_autoptr (CamEventImport) import = preview_events (files, text);
  g_autoptr (GError) error = NULL;

  apply (import);
  g_clear_object (&import);
  cam_store_close (files->store);
  g_assert_finalize_object (files->store);
  files->store = cam_store_open (path, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_false (cam_store_is_indexed (files->store));
  wait_for_index (files);
  g_assert_true (is_found (files, "Gathering5999"));
  g_assert_true (is_found (files, "Gathering1"));
}

static void
preview_async (CamEventImport *import,
               GCancellable   *cancellable,
               GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cam_file_import_preview_async (CAM_FILE_IMPORT (import), cancellable, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  cam_file_import_preview_finish (CAM_FILE_IMPORT (import), result, error);
}

/* As the screen does it, also given up half-way. */
static void
test_async (TestFiles     *files,
            gconstpointer  data)
{
  g_autofree char *text = load_data ("google.ics");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (CamEventImport) import = cam_event_import_new (files->store, bytes);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  preview_async (import, NULL, &error);
  g_assert_no_error (error);
  assert_counts (import, 3, 0, 0, 0);
  g_cancellable_cancel (cancellable);
  cam_file_import_apply_async (CAM_FILE_IMPORT (import), "Import events", cancellable, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (cam_file_import_apply_finish (CAM_FILE_IMPORT (import), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (cam_store_count (files->store, "event"), ==, 1);
  g_clear_error (&error);
  preview_async (import, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  cam_file_import_apply_async (CAM_FILE_IMPORT (import), "Import events", NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_error (&error);
  g_assert_true (cam_file_import_apply_finish (CAM_FILE_IMPORT (import), result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cam_store_count (files->store, "event"), ==, 4);
}

#define add(name, func) g_test_add ("/event-import/" name, TestFiles, NULL, set_up, func, test_files_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("outlook", test_outlook);
  add ("google", test_google);
  add ("apple", test_apple);
  add ("undo", test_undo);
  add ("updates", test_updates);
  add ("lone-date", test_lone_date);
  add ("own", test_own);
  add ("hostile", test_hostile);
  add ("same-date-twice", test_same_date_twice);
  add ("too-many-dates", test_too_many_dates);
  add ("index-later", test_index_later);
  add ("index-undone", test_index_undone);
  add ("index-reopened", test_index_reopened);
  add ("async", test_async);
  return g_test_run ();
}
