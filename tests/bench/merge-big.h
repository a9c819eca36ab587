/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-merge.h"
#include "loop-watch.h"

G_BEGIN_DECLS

/* Files of any size to merge, and a main loop that is watched while they are. */

/* A file of @n_rows records of eight fields, all of one action, as somebody's laptop has it. */
void    merge_big_make_copy (const char    *path,
                             guint          n_rows);

typedef struct
{
  double     merge;     /* seconds that it took */
  LoopTimes  loop;      /* what the main loop was kept from coming round by */
  double     max_read;  /* the longest read on the main thread meanwhile, in seconds */
  guint      n_reads;
} MergeBigTimes;

/* Merges @copy with a query and some records alive, and reads every few milliseconds. */
void    merge_big_watch     (CamStore      *store,
                             const char    *copy,
                             CamMergeFlags  flags,
                             MergeBigTimes *times);
/* Whether one of these is waiting for its result. Any thread. */
gboolean merge_big_is_under_way (void);
/* The same for undoing it. */
void    merge_big_watch_undo (CamStore     *store,
                             MergeBigTimes *times);
/* The same for handing over a copy at @path. */
void    merge_big_watch_share (CamStore      *store,
                               const char    *path,
                               MergeBigTimes *times);

G_END_DECLS
