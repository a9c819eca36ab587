/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 10,000 contacts of a vCard file looked at, imported, looked at again and exported, beside libical's parser, which knows the
 * same lines but none of what stands in them. Figures are medians, in milliseconds. */

#include "bench-timing.h"

#include "cam-contact-export.h"
#include "cam-contact-import.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_CARDS 10000
#define N_RUNS 5

typedef struct
{
  GBytes   *file;     /* with a NUL behind it */
  char     *folder;
  CamStore *stores[N_RUNS];   /* one for each run that writes */
  CamStore *store;
} Bench;

static void
make_file (Bench *bench)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < N_CARDS; i++)
    g_string_append_printf (text,
      "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%08x-0000-4000-8000-000000000000\r\nFN:Jane %u Example\r\nN:Example;Jane %u;;;\r\n"
      "ORG:Example Trust %u;Volunteers\r\nTITLE:Lead\\, acting\r\nTEL;TYPE=CELL,VOICE:07700 9%05u\r\n"
      "TEL;TYPE=WORK:+44 1223 %06u\r\nEMAIL;TYPE=INTERNET,pref:jane.%u@example.org\r\n"
      "ADR;TYPE=HOME:;;%u High Street;March;Cambridgeshire;PE15 0AA;United Kingdom\r\n"
      "NOTE:Met at the hall. Has keys\\; prefers calls before noon\\, and never on a Fri\r\n day. Knows the wardens along the river"
      " as well.\r\nCATEGORIES:CRG,Fenland\r\nitem1.X-ABDATE:2020-06-02\r\nitem1.X-ABLABEL:Met\r\nREV:2026-11-01T10:00:00Z\r\nEND:VCARD\r\n",
      i, i, i, i % 700, i, i, i, i % 90 + 1);
  bench->file = g_bytes_new (text->str, text->len + 1);
}

static CamContactImport *
preview (Bench    *bench,
         CamStore *store)
{
  g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (bench->file, 0, g_bytes_get_size (bench->file) - 1);
  CamContactImport *import = cam_contact_import_new (store, bytes);
  g_autoptr (GError) error = NULL;

  cam_file_import_preview (CAM_FILE_IMPORT (import), &error);
  bench_check (error);
  return import;
}

static void
look (gpointer data)
{
  Bench *bench = data;
  g_autoptr (CamContactImport) import = preview (bench, bench->store);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (import)), ==, N_CARDS);
}

static void libical_parse (gpointer data);

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const double *left = a, *right = b;

  return *left < *right ? -1 : *left > *right;
}

/* Each into a file of its own. The search index comes afterwards, and is waited for so that it does not run beside the next. */
static void
report_import (Bench *bench)
{
  const CamContactBasis basis = { "Public task", NULL, "A contact file", "2026-11-27" };
  double times[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (CamContactImport) import = preview (bench, bench->stores[i]);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (cam_file_import_get_count (CAM_FILE_IMPORT (import), CAM_IMPORT_NEW), ==, N_CARDS);
      cam_contact_import_apply (import, "Import", &basis, &error);
      bench_check (error);
      times[i] = (double) (g_get_monotonic_time () - start) / 1000;
      cam_store_finish_index (bench->stores[i], &error);
      bench_check (error);
    }
  qsort (times, N_RUNS, sizeof *times, compare_times);
  printf ("bench: import-10000-contacts %.2f ms (limit 2000 ms; reference libical-parses %.2f ms)\n", times[N_RUNS / 2],
          bench_measure (N_RUNS, libical_parse, bench));
}

static void
export_all (gpointer data)
{
  Bench *bench = data;
  g_autofree char *path = g_build_filename (bench->folder, "out.vcf", NULL);
  g_autoptr (GError) error = NULL;

  cam_contact_export (bench->store, path, NULL, NULL, &error);
  bench_check (error);
}

/* libical asks for each line. */
static char *
give_line (char   *buffer,
           size_t  size,
           void   *data)
{
  const char **at = data;
  const char *end = strchr (*at, '\n');
  size_t length = end != NULL ? (size_t) (end - *at) + 1 : strlen (*at);

  if (length == 0)
    return NULL;
  length = MIN (length, size - 1);
  memcpy (buffer, *at, length);
  buffer[length] = '\0';
  *at += length;
  return buffer;
}

static void
libical_parse (gpointer data)
{
  Bench *bench = data;
  const char *at = g_bytes_get_data (bench->file, NULL);
  icalparser *parser = icalparser_new ();
  guint n = 0;

  icalparser_set_gen_data (parser, &at);
  for (char *line = icalparser_get_line (parser, give_line); line != NULL; line = icalparser_get_line (parser, give_line))
    {
      icalcomponent *component = icalparser_add_line (parser, line);

      icalmemory_free_buffer (line);
      if (component != NULL)
        {
          n++;
          icalcomponent_free (component);
        }
    }
  icalparser_free (parser);
  g_assert_cmpuint (n, ==, N_CARDS);
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
  bench_report (N_RUNS, "look-at-10000-new-contacts", look, "libical-parses", libical_parse, &bench);
  report_import (&bench);
  bench_report (N_RUNS, "look-at-10000-known-contacts", look, "libical-parses", libical_parse, &bench);
  bench_report (N_RUNS, "export-10000-contacts", export_all, "libical-parses", libical_parse, &bench);
  close_stores (&bench);
  g_bytes_unref (bench.file);
  return 0;
}
