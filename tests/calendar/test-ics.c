/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ics-fixture.h"

#include <string.h>

/* Calendar files in and out. */

static void
assert_wall (CamWall     wall,
             const char *expected)
{
  g_autofree char *text = cam_wall_to_text (wall, strchr (expected, 'T') == NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_times (const CamIcsEvent *event,
              const char        *start,
              const char        *end,
              const char        *zone)
{
  assert_wall (event->start, start);
  assert_wall (event->end, end);
  g_assert_cmpint (event->all_day, ==, strchr (start, 'T') == NULL);
  g_assert_cmpstr (cam_time_zone_get_id (event->zone), ==, zone);
}

/* The only event of a file that has one. */
static CamIcsEvent *
get_event (CamIcsFile *file)
{
  ics_check_file (file);
  g_assert_cmpuint (file->refused->len, ==, 0);
  g_assert_cmpuint (file->events->len, ==, 1);
  return g_ptr_array_index (file->events, 0);
}

static void
assert_event (const char *lines,
              const char *start,
              const char *end,
              const char *zone,
              const char *problem)
{
  g_autoptr (CamIcsFile) file = ics_read_event (lines);
  CamIcsEvent *event = get_event (file);

  assert_times (event, start, end, zone);
  if (problem == NULL)
    g_assert_cmpstr (event->problems[0], ==, NULL);
  else
    g_assert_nonnull (strstr (event->problems[0], problem));
}

static void
test_texts (void)
{
  g_autoptr (CamIcsFile) file = ics_read_event (
    "UID:one@example.org\nSEQUENCE:3\nDTSTAMP:20261127T090000Z\nDTSTART:20261201T100000Z\n"
    "SUMMARY;LANGUAGE=en:Tea\\, cake\\; and \\\\ talk\nDESCRIPTION:First\\nsecond with a very \n long line"
    " that is fol\n ded\nLOCATION: The \"Hall\" \nURL:https://example.org/?a=1;b=2\nGEO:52.5;-0.25\n"
    "CATEGORIES:Forum,Net\\,work\nCATEGORIES:Third\nSTATUS:TENTATIVE\nCLASS:PRIVATE\nTRANSP:TRANSPARENT\n"
    "ORGANIZER;CN=\"Lee, A.\":mailto:lee@example.org\n"
    "ATTENDEE;PARTSTAT=ACCEPTED;ROLE=CHAIR;CN=Kim:MAILTO:kim@example.org\nX-OWN;P=\"a:b\":kept, as it is\n"
    "BEGIN:VALARM\nDESCRIPTION:Not this\nSUMMARY:Nor this\nTRIGGER:-PT15M\nEND:VALARM\nPRIORITY:5");
  CamIcsEvent *event = get_event (file);
  CamIcsPerson *attendee = g_ptr_array_index (event->attendees, 0);

  g_assert_cmpstr (event->uid, ==, "one@example.org");
  g_assert_cmpuint (event->sequence, ==, 3);
  g_assert_cmpstr (event->summary, ==, "Tea, cake; and \\ talk");
  g_assert_cmpstr (event->description, ==, "First\nsecond with a very long line that is folded");
  g_assert_cmpstr (event->location, ==, "The \"Hall\"");
  g_assert_cmpstr (event->url, ==, "https://example.org/?a=1;b=2");
  g_assert_true (event->has_geo);
  g_assert_cmpfloat_with_epsilon (event->latitude, 52.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (event->longitude, -0.25, 1e-9);
  g_assert_cmpuint (g_strv_length (event->categories), ==, 3);
  g_assert_cmpstr (event->categories[1], ==, "Net,work");
  g_assert_cmpint ((int) event->status, ==, CAM_ICS_STATUS_TENTATIVE);
  g_assert_cmpstr (event->classification, ==, "PRIVATE");
  g_assert_true (event->transparent);
  g_assert_cmpstr (event->organizer->name, ==, "Lee, A.");
  g_assert_cmpstr (attendee->address, ==, "kim@example.org");
  g_assert_cmpstr (attendee->reply, ==, "ACCEPTED");
  g_assert_cmpstr (event->extra[0], ==, "X-OWN;P=\"a:b\":kept, as it is");
  g_assert_cmpstr (event->extra[1], ==, "PRIORITY:5");
  g_assert_cmpuint (event->line, ==, 3);
}

static void
test_times (void)
{
  assert_event ("DTSTART:20260701T090000Z\nDTEND:20260701T100000Z", "2026-07-01T10:00", "2026-07-01T11:00", "Europe/London", NULL);
  assert_event ("DTSTART:20260701T090000\nDURATION:PT1H30M", "2026-07-01T09:00", "2026-07-01T10:30", "Europe/London", NULL);
  assert_event ("DTSTART;TZID=Europe/London:20260701T090000", "2026-07-01T09:00", "2026-07-01T09:00", "Europe/London", NULL);
  assert_event ("DTSTART;TZID=GMT Standard Time:20260701T090000\nDTEND;TZID=\"GMT Standard Time\":20260701T093000",
                "2026-07-01T09:00", "2026-07-01T09:30", "Europe/London", NULL);
  assert_event ("DTSTART;TZID=W. Europe Standard Time:20260701T090000\nDURATION:PT1H", "2026-07-01T08:00", "2026-07-01T09:00",
                "Europe/London", NULL);
  assert_event ("DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20260701T090000", "2026-07-01T14:00", "2026-07-01T14:00",
                "Europe/London", NULL);
  assert_event ("DTSTART;TZID=America/New_York:20260701T090000\nRRULE:FREQ=WEEKLY", "2026-07-01T09:00", "2026-07-01T09:00",
                "America/New_York", NULL);
  assert_event ("DTSTART;TZID=America/New_York:20260701T090000\nDTEND;TZID=Europe/London:20260701T150000\nRRULE:FREQ=WEEKLY",
                "2026-07-01T09:00", "2026-07-01T10:00", "America/New_York", NULL);
  assert_event ("DTSTART;VALUE=DATE:20260701", "2026-07-01", "2026-07-02", "Europe/London", NULL);
  assert_event ("DTSTART;VALUE=DATE:20260701\nDTEND;VALUE=DATE:20260703", "2026-07-01", "2026-07-03", "Europe/London", NULL);
  assert_event ("DTSTART;VALUE=DATE:20260701\nDTEND;VALUE=DATE:20260701", "2026-07-01", "2026-07-02", "Europe/London", NULL);
  assert_event ("DTSTART;;VALUE=DATE-TIME:20260701T090000", "2026-07-01T09:00", "2026-07-01T09:00", "Europe/London", NULL);
  assert_event ("DTSTART;TZID=Nowhere:20260701T090000", "2026-07-01T09:00", "2026-07-01T09:00", "Europe/London", "time zone");
  assert_event ("DTSTART:20260701T090000\nDTEND:20260701T080000", "2026-07-01T09:00", "2026-07-01T09:00", "Europe/London",
                "ends before");
  assert_event ("DTSTART:20260701T090000\nDTEND:soon", "2026-07-01T09:00", "2026-07-01T09:00", "Europe/London", "no date");
  assert_event ("DTSTART:20260701T090000\nDURATION:-PT1H", "2026-07-01T09:00", "2026-07-01T09:00", "Europe/London", "How long");
  assert_event ("DTSTART:20260701T090000\nRRULE:FREQ=SECONDLY", "2026-07-01T09:00", "2026-07-01T09:00", "Europe/London",
                "Only its first date");
}

/* A time zone that has no name of its own is known by how it keeps time. */
static void
test_own_zones (void)
{
  static const char text[] =
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Customized Time Zone:20260701T090000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n"
    "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T020000\nTZOFFSETFROM:-0400\n"
    "TZOFFSETTO:-0500\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
    "DTSTART:16010101T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3\n"
    "END:DAYLIGHT\nEND:VTIMEZONE\n"
    "BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0017\nTZOFFSETTO:+0017\n"
    "END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20260601T000000\nRDATE:20270601T000000\nTZOFFSETFROM:+0017\nTZOFFSETTO:+0117\n"
    "END:DAYLIGHT\nEND:VTIMEZONE\n"
    "BEGIN:VEVENT\nUID:2\nDTSTART;TZID=Odd:20260115T101700\nDTEND;TZID=Odd:20260715T101700\nEND:VEVENT\nEND:VCALENDAR\n"
    /* Of another calendar, where nothing is said about it. */
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:3\nDTSTART;TZID=Odd:20260115T101700\nEND:VEVENT\nEND:VCALENDAR\n";
  g_autoptr (CamIcsFile) file = ics_read_text (text);
  CamIcsEvent *event = g_ptr_array_index (file->events, 1);

  ics_check_file (file);
  g_assert_cmpuint (file->events->len, ==, 3);
  assert_times (g_ptr_array_index (file->events, 0), "2026-07-01T09:00", "2026-07-01T09:00", "America/New_York");
  assert_times (event, "2026-01-15T10:00", "2026-07-15T10:00", "Europe/London");
  g_assert_nonnull (strstr (event->problems[0], "only to the file"));
  event = g_ptr_array_index (file->events, 2);
  assert_times (event, "2026-01-15T10:17", "2026-01-15T10:17", "Europe/London");
  g_assert_nonnull (strstr (event->problems[0], "not known"));
}

static void
assert_exception (const CamIcsEvent *event,
                  guint              index,
                  CamExceptionKind   kind,
                  const char        *original,
                  const char        *start)
{
  const CamException *exception = &g_array_index (event->exceptions, CamException, index);

  g_assert_cmpuint (event->exceptions->len, >, index);
  g_assert_cmpint ((int) exception->kind, ==, (int) kind);
  assert_wall (exception->original, original);
  assert_wall (exception->start, start);
}

static void
test_exceptions (void)
{
  g_autoptr (CamIcsFile) file = ics_read_text (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:s\r\nRECURRENCE-ID:20260414T090000Z\r\nDTSTART:20260415T120000Z\r\n"
    "DTEND:20260415T123000Z\r\nSUMMARY:Elsewhere\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:s\r\nDTSTART;TZID=Europe/London:20260317T100000\r\nDTEND;TZID=Europe/London:20260317T110000\r\n"
    "RRULE:FREQ=WEEKLY;UNTIL=20260630T090000Z\r\nEXDATE;TZID=Europe/London:20260324T100000,20260331T100000\r\n"
    "EXDATE:20260407T090000Z\r\nEXDATE;VALUE=DATE:20260421\r\nRDATE;VALUE=PERIOD:20260401T080000Z/PT2H\r\nSUMMARY:Weekly\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:s\r\nRECURRENCE-ID;TZID=Europe/London:20260428T100000\r\nDTSTART;TZID=Europe/London:20260428T100000\r\n"
    "STATUS:CANCELLED\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:lost\r\nRECURRENCE-ID:20260501T090000Z\r\nDTSTART:20260501T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  CamIcsEvent *event = g_ptr_array_index (file->events, 0);
  CamIcsEvent *lost = g_ptr_array_index (file->events, 1);

  ics_check_file (file);
  g_assert_cmpuint (file->events->len, ==, 2);
  g_assert_cmpstr (event->recurrence, ==, "FREQ=WEEKLY;UNTIL=20260630T090000Z");
  g_assert_cmpuint (event->exceptions->len, ==, 7);
  assert_exception (event, 0, CAM_EXCEPTION_CANCELLED, "2026-03-24T10:00", "2026-03-24T10:00");
  assert_exception (event, 1, CAM_EXCEPTION_CANCELLED, "2026-03-31T10:00", "2026-03-31T10:00");
  assert_exception (event, 2, CAM_EXCEPTION_ADDED, "2026-04-01T09:00", "2026-04-01T09:00");
  assert_exception (event, 3, CAM_EXCEPTION_CANCELLED, "2026-04-07T10:00", "2026-04-07T10:00");
  assert_exception (event, 4, CAM_EXCEPTION_MOVED, "2026-04-14T10:00", "2026-04-15T13:00");
  assert_exception (event, 5, CAM_EXCEPTION_CANCELLED, "2026-04-21T10:00", "2026-04-21T10:00");
  assert_exception (event, 6, CAM_EXCEPTION_CANCELLED, "2026-04-28T10:00", "2026-04-28T10:00");
  g_assert_cmpstr (cam_ics_event_find (event, g_array_index (event->exceptions, CamException, 4).original)->summary, ==, "Elsewhere");
  assert_wall (lost->recurrence_id, "2026-05-01T10:00");
}

/* A date of a series becomes a day, and one of a series of days an hour; named with and without its time. */
static void
test_days_and_hours (void)
{
  g_autoptr (CamIcsFile) file = ics_read_text (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:t\nDTSTART;TZID=America/New_York:20260106T190000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:t\nRECURRENCE-ID;TZID=America/New_York:20260113T190000\nDTSTART;VALUE=DATE:20260114\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:t\nRECURRENCE-ID;VALUE=DATE:20260120\nDTSTART:20260121T100000Z\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:d\nDTSTART;VALUE=DATE:20260106\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:d\nRECURRENCE-ID;VALUE=DATE:20260113\nDTSTART:20260113T100000Z\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:lost\nRECURRENCE-ID:20260713T100000Z\nDTSTART;VALUE=DATE:20260714\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:last\nRECURRENCE-ID;VALUE=DATE:20260713\nDTSTART:20260714T100000Z\nEND:VEVENT\nEND:VCALENDAR\n");
  const CamIcsEvent *timed = g_ptr_array_index (file->events, 0);
  const CamIcsEvent *days = g_ptr_array_index (file->events, 1);
  const CamIcsEvent *lost = g_ptr_array_index (file->events, 2);

  ics_check_file (file);
  g_assert_cmpuint (file->events->len, ==, 4);
  assert_exception (timed, 0, CAM_EXCEPTION_MOVED, "2026-01-13T19:00", "2026-01-14T00:00");
  g_assert_true (((CamIcsEvent *) g_ptr_array_index (timed->overrides, 0))->all_day);
  assert_exception (timed, 1, CAM_EXCEPTION_MOVED, "2026-01-20T19:00", "2026-01-21T05:00");
  assert_exception (days, 0, CAM_EXCEPTION_MOVED, "2026-01-13", "2026-01-13T10:00");
  assert_wall (lost->recurrence_id, "2026-07-13T11:00");
  g_assert_false (lost->recurrence_id_is_day);
  g_assert_true (((CamIcsEvent *) g_ptr_array_index (file->events, 3))->recurrence_id_is_day);
}

static void
test_versions (void)
{
  g_autoptr (CamIcsFile) file = ics_read_text (
    "BEGIN:VCALENDAR\nX-WR-CALNAME:One\\, two\nBEGIN:VEVENT\nUID:a\nSEQUENCE:2\nDTSTART:20260101T100000Z\nSUMMARY:New\nEND:VEVENT\n"
    "END:VCALENDAR\n\nBEGIN:VCALENDAR\nMETHOD:CANCEL\nX-WR-CALNAME:Other\nBEGIN:VEVENT\nUID:a\nSEQUENCE:1\nDTSTART:20260101T100000Z\n"
    "SUMMARY:Old\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:20260101T100000Z\nEND:VEVENT\nBEGIN:VTODO\nUID:t\nEND:VTODO\nEND:VCALENDAR\n");

  ics_check_file (file);
  g_assert_cmpuint (file->events->len, ==, 2);
  g_assert_cmpstr (file->name, ==, "One, two");
  g_assert_cmpstr (((CamIcsEvent *) g_ptr_array_index (file->events, 0))->summary, ==, "New");
  g_assert_cmpint ((int) ((CamIcsEvent *) g_ptr_array_index (file->events, 0))->status, ==, CAM_ICS_STATUS_NONE);
  g_assert_cmpint ((int) ((CamIcsEvent *) g_ptr_array_index (file->events, 1))->status, ==, CAM_ICS_STATUS_CANCELLED);
  g_assert_cmpuint (file->n_others, ==, 1);
  g_assert_cmpuint (g_strv_length (file->problems), ==, 1);
}

static void
test_refused (void)
{
  g_autoptr (CamIcsFile) file = ics_read_text (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:No start\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:02260101T100000\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:x\nDTSTART:20260101T100000Z\nRECURRENCE-ID:never\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Begun\n"
    "BEGIN:VEVENT\nUID:good\nDTSTART:20260101T100000Z\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Cut");

  ics_check_file (file);
  g_assert_cmpuint (file->events->len, ==, 1);
  g_assert_cmpuint (file->refused->len, ==, 5);
  for (guint i = 0; i < file->refused->len; i++)
    g_assert_cmpuint (((CamIcsRefused *) g_ptr_array_index (file->refused, i))->line, >, 1);
}

static void
assert_no_calendar (const char *text,
                    gsize       length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  g_assert_false (ics_check_bytes (bytes));
}

static void
test_no_calendar (void)
{
  g_autofree char *nul = g_malloc0 (5000);
  g_autofree char *large = g_malloc0 (CAM_ICS_MAX_BYTES + 1);

  assert_no_calendar ("", 0);
  assert_no_calendar ("BEGIN", 5);
  assert_no_calendar ("BEGIN:VCARD\nEND:VCARD\n", 22);
  assert_no_calendar (nul, 5000);
  assert_no_calendar (large, CAM_ICS_MAX_BYTES + 1);
  assert_no_calendar ("\377\376", 2);
  assert_no_calendar ("\377\376\0\xd8", 4);
  assert_no_calendar ("<!DOCTYPE html><html>", 21);
}

/* However it is written: line ends, marks, letters of another time. */
static void
test_encodings (void)
{
  static const char plain[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260101T100000Z\nSUMMARY:Caf\303\251\nEND:VEVENT\nEND:VCALENDAR\n";
  static const char windows[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260101T100000Z\nSUMMARY:Caf\351 \200\nEND:VEVENT\nEND:VCALENDAR\n";
  /* Folded in the middle of a letter, and with a NUL. */
  static const char folded[] = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T100000Z\r\nSUMMARY:Caf\303\r\n \251\r\nLOCATION:a\0b\r\nEND:VEVENT\r\nEND:VCALENDAR";
  g_autofree char *old_mac = g_strdelimit (g_strdup (plain), "\n", '\r');
  g_autofree char *marked = g_strconcat ("\357\273\277", plain, NULL);
  static const char *const names[] = { "UTF-16LE", "UTF-16BE", "UTF-16" };
  g_autoptr (CamIcsFile) file = ics_read_text (windows);
  g_autoptr (GBytes) bytes = g_bytes_new_static (folded, sizeof folded - 1);
  CamIcsEvent *event = get_event (file);

  g_assert_cmpstr (event->summary, ==, "Caf\303\251 \342\202\254");
  g_assert_nonnull (strstr (event->problems[0], "letters"));
  g_clear_pointer (&file, cam_ics_file_free);
  file = ics_read_text (old_mac);
  g_assert_cmpstr (get_event (file)->summary, ==, "Caf\303\251");
  g_clear_pointer (&file, cam_ics_file_free);
  file = ics_read_text (marked);
  g_assert_cmpstr (get_event (file)->summary, ==, "Caf\303\251");
  g_clear_pointer (&file, cam_ics_file_free);
  file = cam_ics_read (bytes, NULL, NULL, NULL, NULL);
  g_assert_cmpstr (get_event (file)->summary, ==, "Caf\303\251");
  g_assert_cmpstr (get_event (file)->location, ==, "a b");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize written = 0;
      char *wide = g_convert (plain, -1, names[i], "UTF-8", NULL, &written, NULL);
      g_autoptr (GBytes) wide_bytes = g_bytes_new_take (wide, written);
      g_autoptr (CamIcsFile) read = cam_ics_read (wide_bytes, NULL, NULL, NULL, NULL);

      g_assert_nonnull (read);
      g_assert_cmpstr (get_event (read)->summary, ==, "Caf\303\251");
    }
}

static void
note_cb (double   fraction,
         gpointer data)
{
  double *last = data;

  g_assert_true (fraction >= *last && fraction <= 1);
  *last = fraction;
}

static void
test_progress (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CamIcsFile) file = NULL;
  double fraction = 0;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "BEGIN:VEVENT\nUID:%u\nDTSTART:20260101T100000Z\nEND:VEVENT\n", i);
  bytes = g_bytes_new (text->str, text->len);
  file = cam_ics_read (bytes, note_cb, &fraction, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->events->len, ==, 1000);
  g_assert_cmpfloat_with_epsilon (fraction, 1, 1e-9);
  g_cancellable_cancel (cancellable);
  g_assert_null (cam_ics_read (bytes, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Deep, many and long. */
static void
test_large_things (void)
{
  g_autoptr (GString) deep = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (GString) wide = g_string_new ("UID:1\nDTSTART:20260101T100000Z\nRRULE:FREQ=DAILY\n");
  g_autoptr (CamIcsFile) file = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "BEGIN:X\n");
  g_string_append (deep, "BEGIN:VEVENT\nUID:1\nDTSTART:20260101T100000Z\nSUMMARY:Deep\nEND:VEVENT\n");
  file = ics_read_text (deep->str);
  g_assert_cmpstr (get_event (file)->summary, ==, "Deep");
  g_clear_pointer (&file, cam_ics_file_free);
  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (wide, "EXDATE:20260101T10%02u%02uZ\nX-A;A=1;B=2;C=3:%u\n", i / 60 % 60, i % 60, i);
  g_string_append (wide, "DESCRIPTION:");
  for (guint i = 0; i < 200000; i++)
    g_string_append (wide, "\303\251");
  g_string_append (wide, "\nATTENDEE");
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (wide, ";P%u=%u", i, i);
  g_string_append (wide, ":mailto:a@b");
  file = ics_read_event (wide->str);
  g_assert_cmpuint (get_event (file)->exceptions->len, ==, 3600);
  g_assert_cmpuint (strlen (get_event (file)->description), ==, 100000);
  g_assert_cmpuint (g_strv_length (get_event (file)->extra), ==, 100);
}

static const char expected[] =
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Cambridgeshire Local//Events//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
  "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\nX-LIC-LOCATION:Europe/London\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700329T010000\r\n"
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nTZNAME:BST\r\nEND:DAYLIGHT\r\n"
  "BEGIN:STANDARD\r\nDTSTART:19701025T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0100\r\n"
  "TZOFFSETTO:+0000\r\nTZNAME:GMT\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261127T090000Z\r\n"
  "SEQUENCE:4\r\nDTSTART;TZID=Europe/London:20260317T100000\r\nDTEND;TZID=Europe/London:20260317T110000\r\n"
  "RRULE:FREQ=WEEKLY;UNTIL=20260630T090000Z\r\nEXDATE;TZID=Europe/London:20260324T100000,20260407T100000\r\n"
  "SUMMARY:Tea\\, and a name that is so long that it has to go on in the next \r\n \303\251\303\251 line\r\nEND:VEVENT\r\n"
  "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261127T090000Z\r\nSEQUENCE:4\r\nRECURRENCE-ID;TZID=Europe/London:20260331T100000\r\n"
  "DTSTART;TZID=Europe/London:20260331T140000\r\nDTEND;TZID=Europe/London:20260331T150000\r\n"
  "SUMMARY:Tea\\, and a name that is so long that it has to go on in the next \r\n \303\251\303\251 line\r\nEND:VEVENT\r\n"
  "END:VCALENDAR\r\n";

/* Byte by byte. */
static void
test_written (void)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_ics_event_free);
  CamIcsWriteOptions options = { .stamp = cam_wall_from_text ("2026-11-27T09:00") };
  CamIcsEvent *event = cam_ics_event_new ();
  const CamException exceptions[] = {
    { CAM_EXCEPTION_CANCELLED, cam_wall_from_text ("2026-03-24T10:00"), CAM_WALL_NONE, CAM_WALL_NONE },
    { CAM_EXCEPTION_MOVED, cam_wall_from_text ("2026-03-31T10:00"), cam_wall_from_text ("2026-03-31T14:00"), CAM_WALL_NONE },
    { CAM_EXCEPTION_CANCELLED, cam_wall_from_text ("2026-04-07T10:00"), CAM_WALL_NONE, CAM_WALL_NONE },
  };
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GBytes) cancelled = NULL;
  g_autofree char *text = NULL;
  g_autofree char *cancelled_text = NULL;

  event->uid = g_strdup ("1");
  event->sequence = 4;
  event->start = cam_wall_from_text ("2026-03-17T10:00");
  event->end = cam_wall_from_text ("2026-03-17T11:00");
  event->recurrence = g_strdup ("FREQ=WEEKLY;UNTIL=20260630T090000Z");
  event->summary = g_strdup ("Tea, and a name that is so long that it has to go on in the next \303\251\303\251 line");
  g_array_append_vals (event->exceptions, exceptions, G_N_ELEMENTS (exceptions));
  g_ptr_array_add (events, event);
  written = cam_ics_write (events, &options);
  text = g_strndup (g_bytes_get_data (written, NULL), g_bytes_get_size (written));
  g_assert_cmpstr (text, ==, expected);
  options.cancel = TRUE;
  cancelled = cam_ics_write (events, &options);
  cancelled_text = g_strndup (g_bytes_get_data (cancelled, NULL), g_bytes_get_size (cancelled));
  g_assert_nonnull (strstr (cancelled_text, "\r\nMETHOD:CANCEL\r\n"));
  g_assert_nonnull (strstr (cancelled_text, "\r\nSTATUS:CANCELLED\r\n"));
}

/* Texts that would be lines of their own, were they not escaped. */
static void
test_injection (void)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_ics_event_free);
  const CamIcsWriteOptions options = { .stamp = 0, .name = "a\r\nEND:VCALENDAR" };
  CamIcsEvent *event = cam_ics_event_new ();
  g_autoptr (GBytes) written = NULL;
  g_autoptr (CamIcsFile) file = NULL;

  event->uid = g_strdup ("1\r\nX-A:1");
  event->start = event->end = cam_wall_from_text ("2026-03-17T10:00");
  event->summary = g_strdup ("a\r\nEND:VEVENT\r\nBEGIN:VEVENT");
  event->url = g_strdup ("https://example.org/\r\nX-B:1");
  event->organizer = g_new0 (CamIcsPerson, 1);
  event->organizer->name = g_strdup ("\":x\r\nX-C:1");
  event->organizer->address = g_strdup ("a@b\r\nX-D:1");
  g_strfreev (event->extra);
  event->extra = g_strsplit ("X-E:1\r\nX-F:1|END:VEVENT|no line|X-G:kept", "|", -1);
  g_ptr_array_add (events, event);
  written = cam_ics_write (events, &options);
  file = cam_ics_read (written, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (file->events->len, ==, 1);
  g_assert_cmpuint (file->refused->len, ==, 0);
  event = g_ptr_array_index (file->events, 0);
  g_assert_cmpuint (g_strv_length (event->extra), ==, 1);
  g_assert_cmpstr (event->extra[0], ==, "X-G:kept");
  g_assert_cmpstr (event->summary, ==, "a\nEND:VEVENT\nBEGIN:VEVENT");
}

/* The samples that lie beside this test. */
static void
test_samples (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("CAM_SOURCE_ROOT"), "tests", "fuzz", "corpus", "ics", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *text = NULL;
      gsize length = 0;
      g_autoptr (GBytes) bytes = NULL;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      bytes = g_bytes_new_take (text, length);
      g_test_message ("%s", name);
      g_assert_cmpint (ics_check_bytes (bytes), ==, !g_str_has_prefix (name, "refused-"));
      n++;
    }
  g_assert_cmpuint (n, >, 8);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ics/texts", test_texts);
  g_test_add_func ("/ics/times", test_times);
  g_test_add_func ("/ics/own-zones", test_own_zones);
  g_test_add_func ("/ics/exceptions", test_exceptions);
  g_test_add_func ("/ics/days-and-hours", test_days_and_hours);
  g_test_add_func ("/ics/versions", test_versions);
  g_test_add_func ("/ics/refused", test_refused);
  g_test_add_func ("/ics/no-calendar", test_no_calendar);
  g_test_add_func ("/ics/encodings", test_encodings);
  g_test_add_func ("/ics/progress", test_progress);
  g_test_add_func ("/ics/large-things", test_large_things);
  g_test_add_func ("/ics/written", test_written);
  g_test_add_func ("/ics/injection", test_injection);
  g_test_add_func ("/ics/samples", test_samples);
  return g_test_run ();
}
