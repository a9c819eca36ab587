/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month of 1,000 events that repeat, begun in the eleven years before, beside libical's own iteration of the same rules,
 * which is moved near to the month where libical can do that; and 10,000 events of a calendar file read, beside libical's
 * parser. Figures are medians, in milliseconds. */

#include "bench-timing.h"

#include "cam-ics-read.h"
#include "cam-ics-write.h"

#include <libical/ical.h>
#include <string.h>

#define N_SERIES 1000
#define N_EVENTS 10000
#define N_RUNS 11

static const char *const rules[] = {
  "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=2TU,4TU",
  "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=15",
  "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "FREQ=YEARLY;BYMONTH=11;BYDAY=3TU", "FREQ=WEEKLY;COUNT=400;BYDAY=TU",
};

typedef struct
{
  GPtrArray *texts;
  CamWall    starts[N_SERIES];
  GPtrArray *series;          /* (element-type CamRecurrence): parsed before */
  CamWall    from;
  CamWall    to;
  guint      n_found;
  GBytes    *file;
} Bench;

static void
expand (Bench         *bench,
        guint          index,
        CamRecurrence *recurrence)
{
  const CamSeries series = { .start = bench->starts[index], .end = bench->starts[index] + 7200, .recurrence = recurrence };
  g_autoptr (GArray) found = cam_series_expand (&series, bench->from, bench->to, 1000, NULL);

  bench->n_found += found->len;
}

static void
read_and_expand (gpointer data)
{
  Bench *bench = data;

  bench->n_found = 0;
  for (guint i = 0; i < N_SERIES; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CamRecurrence) recurrence = cam_recurrence_new (g_ptr_array_index (bench->texts, i), bench->starts[i], FALSE, NULL, &error);

      bench_check (error);
      expand (bench, i, recurrence);
    }
}

static void
expand_read (gpointer data)
{
  Bench *bench = data;

  bench->n_found = 0;
  for (guint i = 0; i < N_SERIES; i++)
    expand (bench, i, g_ptr_array_index (bench->series, i));
}

static struct icaltimetype
to_ical (CamWall wall)
{
  g_autofree char *text = cam_wall_to_ical (wall, FALSE, FALSE);

  return icaltime_from_string (text);
}

static void
libical_expand (gpointer data)
{
  Bench *bench = data;
  struct icaltimetype from = to_ical (bench->from), to = to_ical (bench->to);

  bench->n_found = 0;
  for (guint i = 0; i < N_SERIES; i++)
    {
      struct icalrecurrencetype recur = icalrecurrencetype_from_string (g_ptr_array_index (bench->texts, i));
      icalrecur_iterator *iterator = icalrecur_iterator_new (recur, to_ical (bench->starts[i]));

      g_assert_nonnull (iterator);
      if (recur.count == 0)
        icalrecur_iterator_set_start (iterator, from);
      for (struct icaltimetype date = icalrecur_iterator_next (iterator);
           !icaltime_is_null_time (date) && icaltime_compare (date, to) <= 0; date = icalrecur_iterator_next (iterator))
        bench->n_found += icaltime_compare (date, from) >= 0 ? 1 : 0;
      icalrecur_iterator_free (iterator);
      icalrecurrencetype_clear (&recur);
    }
}

static void
read_file (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CamIcsFile) file = cam_ics_read (bench->file, NULL, NULL, NULL, &error);

  bench_check (error);
  g_assert_cmpuint (file->events->len, ==, N_EVENTS);
}

static void
libical_parse (gpointer data)
{
  Bench *bench = data;
  icalcomponent *component = icalparser_parse_string (g_bytes_get_data (bench->file, NULL));

  g_assert_cmpint (icalcomponent_count_components (component, ICAL_VEVENT_COMPONENT), ==, N_EVENTS);
  icalcomponent_free (component);
}

static void
write_file (gpointer data)
{
  Bench *bench = data;
  const CamIcsWriteOptions options = { .stamp = 0 };
  g_autoptr (CamIcsFile) file = cam_ics_read (bench->file, NULL, NULL, NULL, NULL);
  g_autoptr (GBytes) bytes = cam_ics_write (file->events, &options);

  g_assert_cmpuint (g_bytes_get_size (bytes), >, N_EVENTS);
}

static void
libical_write (gpointer data)
{
  Bench *bench = data;
  icalcomponent *component = icalparser_parse_string (g_bytes_get_data (bench->file, NULL));
  char *text = icalcomponent_as_ical_string_r (component);

  g_assert_cmpuint (strlen (text), >, N_EVENTS);
  icalmemory_free_buffer (text);
  icalcomponent_free (component);
}

static void
make_series (Bench *bench)
{
  bench->from = cam_wall_from_text ("2026-11-01");
  bench->to = cam_wall_from_text ("2026-11-30T23:59");
  bench->texts = g_ptr_array_new ();
  bench->series = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_recurrence_unref);
  for (guint i = 0; i < N_SERIES; i++)
    {
      const char *rule = rules[i % G_N_ELEMENTS (rules)];
      CamWall begin = cam_wall_from_text ("2015-11-03T10:00") + (i * 4) % 3900 * CAM_WALL_DAY;
      g_autoptr (CamRecurrence) any = cam_recurrence_new (rule, begin, FALSE, NULL, NULL);
      const CamSeries series = { .start = begin, .end = begin, .recurrence = any };
      g_autoptr (GArray) found = cam_series_expand (&series, begin + 1, CAM_WALL_MAX, 1, NULL);

      /* A start that is one of its dates, about which all agree. */
      bench->starts[i] = g_array_index (found, CamOccurrence, 0).start;
      g_ptr_array_add (bench->texts, (gpointer) rule);
      g_ptr_array_add (bench->series, cam_recurrence_new (rule, bench->starts[i], FALSE, NULL, NULL));
    }
}

static void
make_file (Bench *bench)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_ics_event_free);
  const CamIcsWriteOptions options = { .stamp = cam_wall_from_text ("2026-11-27T09:00") };
  GByteArray *ended = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < N_EVENTS; i++)
    {
      CamIcsEvent *event = cam_ics_event_new ();

      event->uid = g_strdup_printf ("%08x-0000-4000-8000-000000000000", i);
      event->summary = g_strdup_printf ("Event number %u, in the hall; with tea", i);
      event->description = g_strdup ("Step-free entrance, hearing loop, parking behind the house.\nBuses stop opposite; the"
                                     " kitchen may be used. Ask for the key at number 7.");
      event->location = g_strdup ("The Hall, High Street, March");
      event->start = cam_wall_from_text ("2025-01-06T10:00") + i % 700 * CAM_WALL_DAY;
      event->end = event->start + 5400;
      if (i % 20 == 0)
        event->recurrence = g_strdup (rules[i / 20 % 3]);
      g_ptr_array_add (events, event);
    }
  bytes = cam_ics_write (events, &options);
  g_byte_array_append (ended, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_byte_array_append (ended, (const guint8 *) "", 1);
  bench->file = g_byte_array_free_to_bytes (ended);
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { 0 };
  guint n_found;

  make_series (&bench);
  make_file (&bench);
  bench_report (N_RUNS, "month-of-1000-rules", read_and_expand, "libical-iterates", libical_expand, &bench);
  n_found = bench.n_found;
  bench_report (N_RUNS, "month-of-1000-rules-read-before", expand_read, "libical-iterates", libical_expand, &bench);
  expand_read (&bench);
  g_assert_cmpuint (bench.n_found, ==, n_found);
  bench_report (5, "read-10000-events", read_file, "libical-parses", libical_parse, &bench);
  bench_report (5, "read-and-write-10000-events", write_file, "libical-parses-and-writes", libical_write, &bench);
  g_ptr_array_unref (bench.texts);
  g_ptr_array_unref (bench.series);
  g_bytes_unref (bench.file);
  return 0;
}
