/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loop-watch.h"

#include <stdio.h>
#include <time.h>

typedef struct
{
  gint64 wall;
  gint64 work;
  gint64 waiting;  /* for a processor */
} Stamp;

/* What the polls of the iteration under way took. */
static Stamp polled;

static gint64
get_clock (clockid_t id)
{
  struct timespec time;

  g_assert_cmpint (clock_gettime (id, &time), ==, 0);
  return time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

/* The second number there: nanoseconds that the thread could have run and was not let. */
static gint64
get_waiting (void)
{
  FILE *file = fopen ("/proc/thread-self/schedstat", "re");
  gint64 run = 0, waiting = 0;

  g_assert_nonnull (file);
  g_assert_cmpint (fscanf (file, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, &run, &waiting), ==, 2);
  fclose (file);
  return waiting;
}

static Stamp
get_stamp (void)
{
  return (Stamp) { .waiting = get_waiting (), .work = get_clock (CLOCK_THREAD_CPUTIME_ID),
                   .wall = get_clock (CLOCK_MONOTONIC) };
}

static Stamp
get_difference (Stamp from,
                Stamp to)
{
  return (Stamp) { to.wall - from.wall, to.work - from.work, to.waiting - from.waiting };
}

static gint
poll_cb (GPollFD *fds,
         guint    n_fds,
         gint     timeout)
{
  Stamp start = get_stamp ();
  gint n = g_poll (fds, n_fds, timeout);
  Stamp spent = get_difference (start, get_stamp ());

  polled.wall += spent.wall;
  polled.work += spent.work;
  polled.waiting += spent.waiting;
  return n;
}

void
loop_watch_iterate (LoopTimes *times)
{
  Stamp start, spent;
  gint64 held;

  polled = (Stamp) { 0 };
  g_main_context_set_poll_func (NULL, poll_cb);
  start = get_stamp ();
  g_main_context_iteration (NULL, TRUE);
  spent = get_difference (start, get_stamp ());
  g_main_context_set_poll_func (NULL, NULL);
  times->max_gap = MAX (times->max_gap, (double) spent.wall / 1e9);
  spent = get_difference (polled, spent);
  held = spent.wall - spent.work - spent.waiting;
  times->max_work = MAX (times->max_work, (double) spent.work / 1e9);
  times->max_held = MAX (times->max_held, (double) held / 1e9);
}
