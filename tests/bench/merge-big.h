/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-merge.h"

G_BEGIN_DECLS

/* Files of any size to merge, and a main loop that is watched while they are. */

/* A file of @n_rows records of eight fields, all of one action, as somebody's laptop has it. */
void    merge_big_make_copy (const char    *path,
                             guint          n_rows);

typedef struct
{
  double  merge;       /* seconds that it took */
  double  max_gap;     /* the longest time between two iterations of the main loop, in seconds */
  double  max_read;    /* and of one read on the main thread meanwhile */
  guint   n_reads;
} MergeBigTimes;

/* Merges @copy with a query and some records alive, and reads every few milliseconds. */
void    merge_big_watch     (CamStore      *store,
                             const char    *copy,
                             CamMergeFlags  flags,
                             MergeBigTimes *times);
/* The same for undoing it. */
void    merge_big_watch_undo (CamStore     *store,
                             MergeBigTimes *times);

G_END_DECLS
