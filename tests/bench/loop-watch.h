/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Iterates the main loop of this thread and tells what its longest iterations were made of: what the thread worked, and
 * how long it was held up, by a lock or the disk. Time that it waited for a processor, which others had, is the
 * machine's own and no fault of the program. All in seconds. */
typedef struct
{
  double max_gap;   /* between two iterations, whatever came between, also waiting for something to do */
  double max_work;  /* in one iteration, on the processor */
  double max_held;  /* in one iteration, off the processor without waiting for one */
} LoopTimes;

/* One iteration of the default main context, which may block until there is something to do. */
void   loop_watch_iterate (LoopTimes *times);

G_END_DECLS
