/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breaks of the chain among 10,000 activities with 20,000 notes, beside bare SQLite reading the same rows of
 * activities. Figures are medians, in milliseconds. */

#include "cam-chain.h"
#include "cam-period.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>

#define N_ACTIVITIES 10000u
#define N_RUNS 15

static gboolean
fill (CamWriter  *writer,
      gpointer    data,
      GError    **error)
{
  const CamCell named[] = { { "name", cam_text ("Carers are well") } };
  g_autofree char *outcome = cam_writer_insert (writer, "outcome", named, 1, error);
  g_autofree char *before = NULL;

  for (guint i = 0; i < N_ACTIVITIES && outcome != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("Activity %u", i);
      g_autofree char *due_on = g_strdup_printf ("2026-%02u-%02u", i % 12 + 1, i % 28 + 1);
      const CamCell cells[] = { { "name", cam_text (name) },
                                { "owner", cam_text (i % 2 ? "Ada" : "Zoë Müller") },
                                { "due_on", cam_text (due_on) },
                                { "status", cam_text (i % 3 == 0 ? "started" : i % 3 == 1 ? "planned" : "done") },
                                { "outcome_uuid", cam_text (i % 4 ? outcome : NULL) } };
      g_autofree char *uuid = cam_writer_insert (writer, "activity", cells, G_N_ELEMENTS (cells), error);
      const CamCell wait[] = { { "activity_uuid", cam_text (uuid) }, { "blocker_uuid", cam_text (before) } };
      g_autofree char *block = NULL;

      for (guint j = 0; j < 2; j++)
        {
          const CamCell note[] = { { "activity_uuid", cam_text (uuid) }, { "body", cam_text ("Went well, on the whole.") },
                                   { "said_at", cam_text (i % 5 ? "2026-02-01T10:00:00Z" : "2026-11-20T10:00:00Z") } };
          g_autofree char *added = cam_writer_insert (writer, "activity_note", note, G_N_ELEMENTS (note), error);
        }
      if (before != NULL && i % 10 != 0)
        block = cam_writer_insert (writer, "activity_block", wait, G_N_ELEMENTS (wait), error);
      g_set_str (&before, uuid);
    }
  return TRUE;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const gint64 *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

static double
get_median (gint64 *times)
{
  qsort (times, N_RUNS, sizeof *times, compare_times);
  return (double) times[N_RUNS / 2] / 1000;
}

static gint64
read_bare (sqlite3 *db)
{
  gint64 start = g_get_monotonic_time ();
  sqlite3_stmt *stmt = NULL;

  sqlite3_prepare_v2 (db, "SELECT uuid, name, owner, outcome_uuid, starts_on, due_on, status FROM activity"
                      " WHERE deleted = 0 AND is_template = 0", -1, &stmt, NULL);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < 7; i++)
      (void) sqlite3_column_text (stmt, i);
  sqlite3_finalize (stmt);
  return g_get_monotonic_time () - start;
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cam-bench-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "plans.gpkg", NULL);
  g_autoptr (CamStore) store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  gint64 times[N_RUNS], bare[N_RUNS];
  sqlite3 *db = NULL;
  guint n_breaks = 0;

  if (store == NULL || !cam_store_write (store, "Fill", fill, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL);
  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) items = cam_chain_list_breaks (store, NULL, NULL, cam_day_from_text ("2026-11-27"), &error);

      times[i] = g_get_monotonic_time () - start;
      n_breaks = items != NULL ? items->len : 0;
      bare[i] = read_bare (db);
    }
  sqlite3_close (db);
  g_print ("bench: %u breaks of the chain among %u activities %.2f ms (reference bare SQLite, the activities only %.2f ms)\n",
           n_breaks, N_ACTIVITIES, get_median (times), get_median (bare));
  cam_store_close (store);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
