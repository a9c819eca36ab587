/* SPDX-License-Identifier: GPL-3.0-or-later */
/* That the window goes on while a large copy is merged, taken back or handed over: a query and live records are kept up
 * to date and lists are read all the while. What one iteration of the main loop works, and what a lock or the disk holds
 * it up by, each stay under the limit; time without a processor is the machine's. */
#include "merge-big.h"

#include <unistd.h>

#define N_ROWS 15000
#define MAX_SECONDS 0.050
/* Reading a file's schema, which the main thread does where it changes files, takes as much longer under the sanitizers;
 * being held up does not. */
#ifdef __SANITIZE_ADDRESS__
#define MAX_WORK (8 * MAX_SECONDS)
#else
#define MAX_WORK MAX_SECONDS
#endif
/* A busy machine may take the processor from the writer while it holds a lock, in some runs; a fault is there in all. */
#define MAX_RUNS 5

/* A slow disk, while what is watched is under way; otherwise it takes no time. SQLite calls these in place of the
 * system's. Whoever reads a file that is locked until it is on such a disk is held up beyond the limit. */
#define DISK_USEC 60000

int
fsync (int fd)
{
  if (merge_big_is_under_way ())
    g_usleep (DISK_USEC);
  return 0;
}

int
fdatasync (int fd)
{
  return fsync (fd);
}

static CamStore *
open_store (const char *name)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (GError) error = NULL;
  CamStore *store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  return store;
}

static gboolean
is_smooth (const char          *what,
           const MergeBigTimes *times)
{
  g_test_message ("%s: %.2f s, %u reads; one iteration worked %.1f ms, was held up %.1f ms, came %.1f ms late", what,
                  times->merge, times->n_reads, times->loop.max_work * 1000, times->loop.max_held * 1000,
                  times->loop.max_gap * 1000);
  g_assert_cmpuint (times->n_reads, >=, 5);
  return times->loop.max_work < MAX_WORK && times->loop.max_held < MAX_SECONDS;
}

typedef enum
{
  STEP_MERGE,
  STEP_AUTOMATIC,
  STEP_SHARE,
  STEP_UNDO,
  N_STEPS
} Step;

static const char *const step_names[N_STEPS] = { "merge", "automatic merge", "share", "undo" };

/* What is written bit by bit afterwards is not what is watched. */
static void
finish_index (CamStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cam_store_finish_index (store, &error));
  g_assert_no_error (error);
}

/* Each step once, in a file of its own. Notes which were smooth. */
static void
run_steps (guint       run,
           const char *small,
           const char *large,
           gboolean    smooth[N_STEPS])
{
  g_autofree char *name = g_strdup_printf ("local-%u.gpkg", run);
  g_autofree char *handed = g_build_filename (g_get_user_data_dir (), "handed.gpkg", NULL);
  g_autoptr (CamStore) store = open_store (name);
  MergeBigTimes times[N_STEPS] = { 0 };
  MergeBigTimes again = { 0 };

  merge_big_watch (store, large, CAM_MERGE_DEFAULT, &times[STEP_MERGE]);
  finish_index (store);
  merge_big_watch_share (store, handed, &times[STEP_SHARE]);
  merge_big_watch_undo (store, &times[STEP_UNDO]);
  /* A backup is fresh then, so none is made that could be read meanwhile. */
  merge_big_watch (store, small, CAM_MERGE_DEFAULT, &again);
  finish_index (store);
  merge_big_watch (store, large, CAM_MERGE_AUTOMATIC, &times[STEP_AUTOMATIC]);
  for (guint i = 0; i < N_STEPS; i++)
    smooth[i] |= is_smooth (step_names[i], &times[i]);
  cam_store_close (store);
  g_assert_finalize_object (g_steal_pointer (&store));
}

static void
test_merge (void)
{
  g_autofree char *small = g_build_filename (g_get_user_data_dir (), "small.gpkg", NULL);
  g_autofree char *large = g_build_filename (g_get_user_data_dir (), "large.gpkg", NULL);
  gboolean smooth[N_STEPS] = { FALSE };
  gboolean all = FALSE;

  merge_big_make_copy (small, 1000);
  merge_big_make_copy (large, N_ROWS);
  for (guint run = 0; run < MAX_RUNS && !all; run++)
    {
      run_steps (run, small, large, smooth);
      all = TRUE;
      for (guint i = 0; i < N_STEPS; i++)
        all &= smooth[i];
    }
  for (guint i = 0; i < N_STEPS; i++)
    if (!smooth[i])
      g_error ("the window stood still in every run of: %s", step_names[i]);
}

/* The measure itself: that it tells work from being held up, and neither from waiting for something to do. */
static gboolean
work_cb (gpointer data)
{
  gint64 end = g_get_monotonic_time () + 80000;

  while (g_get_monotonic_time () < end)
    ;
  return G_SOURCE_REMOVE;
}

static gboolean
sleep_cb (gpointer data)
{
  g_usleep (80000);
  return G_SOURCE_REMOVE;
}

static gboolean
nothing_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

static void
test_measure (void)
{
  LoopTimes work = { 0 }, held = { 0 }, idle = { 0 };

  g_idle_add (work_cb, NULL);
  loop_watch_iterate (&work);
  /* Others may have the processor for some of it. */
  g_assert_cmpfloat (work.max_work, >, 0.001);
  g_assert_cmpfloat (work.max_held, <, 0.020);
  g_idle_add (sleep_cb, NULL);
  loop_watch_iterate (&held);
  g_assert_cmpfloat (held.max_held, >, 0.070);
  g_assert_cmpfloat (held.max_work, <, 0.020);
  g_timeout_add (80, nothing_cb, NULL);
  loop_watch_iterate (&idle);
  g_assert_cmpfloat (idle.max_gap, >, 0.070);
  g_assert_cmpfloat (idle.max_held, <, 0.020);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/merge-stall/measure", test_measure);
  g_test_add_func ("/merge-stall/merge", test_merge);
  return g_test_run ();
}
