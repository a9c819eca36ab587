/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 10,000 events of a calendar file on their way in, beside libical's parser on the same file: looked through in a file that
 * has none of them, looked through where all are there, and written as one action. Medians, in milliseconds. */

#include "bench-timing.h"

#include "cam-event-export.h"
#include "cam-event-import.h"
#include "cam-ics-write.h"

#include <glib/gstdio.h>
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

#define N_EVENTS 10000
#define N_RUNS 5

typedef struct
{
  GBytes   *file;
  char     *folder;
  CamStore *stores[N_RUNS];   /* one for each run that writes */
  CamStore *store;
} Bench;

static void
make_file (Bench *bench)
{
  static const char *const rules[] = { "FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=2TU,4TU", "FREQ=MONTHLY;BYDAY=-1FR" };
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_ics_event_free);
  const CamIcsWriteOptions options = { .stamp = cam_wall_from_text ("2026-11-27T09:00") };
  GByteArray *ended = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < N_EVENTS; i++)
    {
      CamIcsEvent *event = cam_ics_event_new ();

      event->uid = g_strdup_printf ("%08x@example.org", i);
      event->summary = g_strdup_printf ("Event number %u, in the hall; with tea", i);
      event->description = g_strdup ("Step-free entrance, hearing loop, parking behind the house.\nBuses stop opposite; the"
                                     " kitchen may be used. Ask for the key at number 7.");
      event->location = g_strdup ("The Hall, High Street, March");
      event->start = cam_wall_from_text ("2025-01-06T10:00") + i % 700 * CAM_WALL_DAY;
      event->end = event->start + 5400;
      if (i % 20 == 0)
        event->recurrence = g_strdup (rules[i / 20 % G_N_ELEMENTS (rules)]);
      g_ptr_array_add (events, event);
    }
  bytes = cam_ics_write (events, &options);
  g_byte_array_append (ended, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_byte_array_append (ended, (const guint8 *) "", 1);
  bench->file = g_byte_array_free_to_bytes (ended);
}

static CamEventImport *
preview (Bench    *bench,
         CamStore *store)
{
  g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (bench->file, 0, g_bytes_get_size (bench->file) - 1);
  CamEventImport *import = cam_event_import_new (store, bytes);
  g_autoptr (GError) error = NULL;

  cam_file_import_preview (CAM_FILE_IMPORT (import), &error);
  bench_check (error);
  return import;
}

static void
look (gpointer data)
{
  Bench *bench = data;
  g_autoptr (CamEventImport) import = preview (bench, bench->store);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (import)), ==, N_EVENTS);
}

static void
import_all (Bench    *bench,
            CamStore *store)
{
  g_autoptr (CamEventImport) import = preview (bench, store);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW), ==, N_EVENTS);
  cam_file_import_apply (CAM_FILE_IMPORT (import), "Import", &error);
  bench_check (error);
}

static void
libical_parse (gpointer data)
{
  Bench *bench = data;
  icalcomponent *component = icalparser_parse_string (g_bytes_get_data (bench->file, NULL));

  g_assert_cmpint (icalcomponent_count_components (component, ICAL_VEVENT_COMPONENT), ==, N_EVENTS);
  icalcomponent_free (component);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const double *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* The search index that comes afterwards is waited for in between, so that each run has the machine for itself. */
static void
report_import (Bench *bench)
{
  double times[N_RUNS];
  double parse = 0;

  for (guint i = 0; i < N_RUNS; i++)
    {
      double start = bench_get_milliseconds ();
      g_autoptr (GError) error = NULL;

      import_all (bench, bench->stores[i]);
      times[i] = bench_get_milliseconds () - start;
      cam_store_finish_index (bench->stores[i], &error);
      bench_check (error);
    }
  qsort (times, N_RUNS, sizeof *times, compare_times);
  parse = bench_measure (N_RUNS, libical_parse, bench);
  printf ("bench: import-10000-events %.2f ms (limit %.0f ms: 1.5 times libical-parses %.2f ms, and half a second)\n",
          times[N_RUNS / 2], 1.5 * parse + 500, parse);
}

static void
export_all (gpointer data)
{
  Bench *bench = data;
  const CamEventExportOptions options = { 0 };
  g_autofree char *path = g_build_filename (bench->folder, "out.ics", NULL);
  g_autoptr (GError) error = NULL;

  cam_event_export (bench->store, path, 1, &options, NULL, &error);
  bench_check (error);
}

static void
open_stores (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  bench->folder = g_dir_make_tmp ("cam-bench-XXXXXX", &error);
  bench_check (error);
  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autofree char *name = g_strdup_printf ("store-%u.gpkg", i);
      g_autofree char *path = g_build_filename (bench->folder, name, NULL);

      bench->stores[i] = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
      bench_check (error);
    }
}

static void
close_stores (Bench *bench)
{
  const char *argv[] = { "rm", "-rf", bench->folder, NULL };

  for (guint i = 0; i < N_RUNS; i++)
    {
      cam_store_close (bench->stores[i]);
      g_object_unref (bench->stores[i]);
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (bench->folder);
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { 0 };

  make_file (&bench);
  open_stores (&bench);
  bench.store = bench.stores[0];
  bench_report (N_RUNS, "look-at-10000-new-events", look, "libical-parses", libical_parse, &bench);
  report_import (&bench);
  bench_report (N_RUNS, "look-at-10000-known-events", look, "libical-parses", libical_parse, &bench);
  bench_report (N_RUNS, "export-10000-events", export_all, "libical-parses", libical_parse, &bench);
  close_stores (&bench);
  g_bytes_unref (bench.file);
  return 0;
}
