/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-timing.h"
#include "merge-big.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

/* That a big merge neither holds up the window nor fills the memory. No iteration of the main loop may take longer than
 * 50 ms; the machine must have a processor left for it. The memory is that of a process of its own. */
#define N_ROWS 100000
#define MAX_GAP 0.050
#define N_MEMORY_ROWS 1000000
#define MAX_MEMORY_MB 200
#define CHILD "--memory"

static CamStore *
open_store (const char *folder,
            const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  CamStore *store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

static gboolean
tell (const char          *name,
      const MergeBigTimes *times)
{
  g_print ("bench: %s-longest-stall %.1f ms (limit %.0f ms; took %.2f s, %u reads of at most %.1f ms)\n", name,
           times->loop.max_gap * 1000, MAX_GAP * 1000, times->merge, times->n_reads, times->max_read * 1000);
  return times->loop.max_gap <= MAX_GAP;
}

static gboolean
measure_stalls (const char *folder)
{
  g_autofree char *small = g_build_filename (folder, "small.gpkg", NULL);
  g_autofree char *copy = g_build_filename (folder, "copy.gpkg", NULL);
  g_autoptr (CamStore) store = NULL;
  MergeBigTimes first = { 0 }, automatic = { 0 }, undo = { 0 }, share = { 0 };
  gboolean done;

  merge_big_make_copy (small, 1000);
  merge_big_make_copy (copy, N_ROWS);
  store = open_store (folder, "automatic.gpkg");
  merge_big_watch (store, small, CAM_MERGE_DEFAULT, &first);
  merge_big_watch (store, copy, CAM_MERGE_AUTOMATIC, &automatic);
  done = tell ("merge-100000-automatic", &automatic);
  g_clear_object (&store);
  memset (&first, 0, sizeof first);
  store = open_store (folder, "local.gpkg");
  merge_big_watch (store, copy, CAM_MERGE_DEFAULT, &first);
  done = tell ("merge-100000", &first) && done;
  merge_big_watch_share (store, small, &share);
  done = tell ("share-100000", &share) && done;
  merge_big_watch_undo (store, &undo);
  return tell ("undo-of-merge-100000", &undo) && done;
}

/* The most memory that this process ever had, in MB. */
static double
get_peak (void)
{
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL)
      || (line = strstr (text, "VmHWM:")) == NULL)
    return 0;
  return g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024;
}

static int
run_child (const char *folder)
{
  g_autofree char *copy = g_build_filename (folder, "million.gpkg", NULL);
  g_autoptr (CamStore) store = open_store (folder, "local-million.gpkg");
  g_autoptr (GError) error = NULL;
  g_autoptr (CamMergeReport) report = NULL;
  double before = get_peak ();
  double start = bench_get_seconds ();

  report = cam_merge (store, copy, "Import a copy", CAM_MERGE_DEFAULT, &error);
  if (report == NULL)
    g_error ("%s", error->message);
  g_print ("bench: merge-1000000-memory %.0f MB (limit %d MB; %.0f MB before; took %.1f s)\n", get_peak (),
           MAX_MEMORY_MB, before, bench_get_seconds () - start);
  return get_peak () <= MAX_MEMORY_MB ? 0 : 1;
}

static gboolean
measure_memory (const char *program,
                const char *folder)
{
  g_autofree char *copy = g_build_filename (folder, "million.gpkg", NULL);
  const char *argv[] = { program, CHILD, folder, NULL };
  g_autoptr (GError) error = NULL;
  struct stat info = { 0 };
  int status = 0;

  merge_big_make_copy (copy, N_MEMORY_ROWS);
  g_stat (copy, &info);
  g_print ("bench: (copy of a million records: %.0f MB)\n", (double) info.st_size / 1e6);
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL, NULL, &status, &error))
    g_error ("%s", error->message);
  return status == 0;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "bench-merge-XXXXXX", NULL);
  gboolean done;

  if (argc == 3 && strcmp (argv[1], CHILD) == 0)
    return run_child (argv[2]);
  g_mkdtemp (folder);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  done = measure_stalls (folder);
  done = measure_memory (argv[0], folder) && done;
  return done ? 0 : 1;
}
