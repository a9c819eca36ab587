/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ics-fixture.h"

#include <stdio.h>
#include <string.h>

/* For the Python tests.
 *   ics-tool export FILE    writes events of several kinds as a calendar
 *   ics-tool read FILE      one line for each event: uid, start, end, zone, dates of 2026 and 2027 on the wall of its zone
 */

static CamIcsEvent *
add_event (GPtrArray  *events,
           const char *uid,
           const char *summary,
           const char *start,
           const char *end,
           const char *recurrence)
{
  CamIcsEvent *event = cam_ics_event_new ();

  event->uid = g_strdup (uid);
  event->summary = g_strdup (summary);
  event->start = cam_wall_from_text (start);
  event->end = cam_wall_from_text (end);
  event->all_day = strchr (start, 'T') == NULL;
  event->recurrence = g_strdup (recurrence);
  g_ptr_array_add (events, event);
  return event;
}

static void
add_exception (CamIcsEvent      *event,
               CamExceptionKind  kind,
               const char       *original,
               const char       *start)
{
  const CamException exception = { kind, cam_wall_from_text (original), cam_wall_from_text (start), CAM_WALL_NONE };

  g_array_append_val (event->exceptions, exception);
}

static int
export (const char *path)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_ics_event_free);
  const CamIcsWriteOptions options = { .stamp = cam_wall_from_text ("2026-11-27T09:00"), .name = "Events" };
  g_autoptr (GBytes) bytes = NULL;
  CamIcsEvent *event = add_event (events, "weekly@example.org", "Tea, cake; and a \\ talk\nin the Caf\303\251", "2026-03-17T10:00",
                                  "2026-03-17T12:00", "FREQ=WEEKLY;UNTIL=20261201T100000Z");

  event->description = g_strdup ("Step-free entrance; hearing loop, parking behind the house. Buses 33 and 39 stop opposite."
                                 "\n\n\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251");
  add_exception (event, CAM_EXCEPTION_CANCELLED, "2026-03-24T10:00", "2026-03-24T10:00");
  add_exception (event, CAM_EXCEPTION_MOVED, "2026-10-27T10:00", "2026-10-28T14:00");
  add_event (events, "monthly@example.org", "Forum", "2026-01-13T10:00", "2026-01-13T11:30", "FREQ=MONTHLY;COUNT=24;BYDAY=2TU,4TU");
  add_event (events, "day@example.org", "Holiday", "2026-08-31", "2026-09-01", NULL);
  event = add_event (events, "abroad@example.org", "Call", "2026-02-02T09:00", "2026-02-02T10:00", "FREQ=WEEKLY;COUNT=60");
  event->zone = cam_time_zone_get ("America/New_York");
  event->organizer = g_new0 (CamIcsPerson, 1);
  event->organizer->name = g_strdup ("Lee: \"A\", B");
  event->organizer->address = g_strdup ("lee@example.org");
  bytes = cam_ics_write (events, &options);
  return g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL) ? 0 : 1;
}

static void
print_event (CamIcsEvent *event)
{
  g_autofree char *start = cam_wall_to_text (event->start, event->all_day);
  g_autofree char *end = cam_wall_to_text (event->end, event->all_day);
  g_autoptr (CamRecurrence) recurrence = NULL;
  CamSeries series = { event->start, event->end, event->all_day, event->zone, NULL, (const CamException *) event->exceptions->data,
                       event->exceptions->len };
  g_autoptr (GArray) found = NULL;

  if (event->recurrence != NULL)
    recurrence = cam_recurrence_new (event->recurrence, event->start, event->all_day, event->zone, NULL);
  series.recurrence = recurrence;
  found = cam_series_expand (&series, cam_wall_from_text ("2026-01-01"), cam_wall_from_text ("2027-12-31"), 10000, NULL);
  printf ("%s\t%s\t%s\t%s\t", event->uid, start, end, cam_time_zone_get_id (event->zone));
  for (guint i = 0; i < found->len; i++)
    {
      const CamOccurrence *occurrence = &g_array_index (found, CamOccurrence, i);
      g_autofree char *date = cam_wall_to_text (occurrence->start, event->all_day);

      if (!occurrence->cancelled)
        printf ("%s ", date);
    }
  printf ("\n");
}

static int
read_file (const char *path)
{
  char *text = NULL;
  gsize length = 0;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CamIcsFile) file = NULL;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  bytes = g_bytes_new_take (text, length);
  file = cam_ics_read (bytes, NULL, NULL, NULL, NULL);
  g_assert_nonnull (file);
  for (guint i = 0; i < file->events->len; i++)
    print_event (g_ptr_array_index (file->events, i));
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  g_assert_cmpint (argc, ==, 3);
  return strcmp (argv[1], "export") == 0 ? export (argv[2]) : read_file (argv[2]);
}
