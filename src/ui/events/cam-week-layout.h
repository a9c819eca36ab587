/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where in a week things stand. Nothing here knows a widget. Any thread. */

/* What lasts from @starts to before @ends, which is later; in minutes, days or whatever else. */
typedef struct
{
  int      starts;
  int      ends;
  guint    column;     /* from 0; this and what follows is found out */
  guint    span;       /* so many columns from there on, at least 1 */
  guint    n_columns;  /* so many there are beside each other here */
  gboolean left_out;   /* no room: counted in a CamWeekRest */
} CamWeekBlock;

/* How many were left out of blocks that are together; it stands in the last of their columns. */
typedef struct
{
  int      starts;
  int      ends;
  guint    n;
  guint    n_columns;
} CamWeekRest;

/* Lays @blocks beside each other where they overlap, in at most @max_columns (at least 1) columns. No two that are shown
 * share a place, nor one and a rest. The earlier and then the longer stand further left, whatever their order.
 * (transfer full) (element-type CamWeekRest) */
GArray *cam_week_layout       (CamWeekBlock *blocks,
                               guint         n_blocks,
                               guint         max_columns) G_GNUC_WARN_UNUSED_RESULT;

/* The place of the day number @column of @n_days beside a margin of @gutter. */
void    cam_week_get_column   (int           width,
                               int           gutter,
                               guint         n_days,
                               guint         column,
                               int          *x,
                               int          *column_width);
/* The day at @x; the nearest one where there is none. */
guint   cam_week_find_column  (int           width,
                               int           gutter,
                               guint         n_days,
                               double        x);

G_END_DECLS
