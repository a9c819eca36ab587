/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-week-layout.h"

#include <stdlib.h>

static int
compare_blocks (gconstpointer a,
                gconstpointer b)
{
  const CamWeekBlock *one = *(const CamWeekBlock *const *) a;
  const CamWeekBlock *other = *(const CamWeekBlock *const *) b;

  if (one->starts != other->starts)
    return one->starts < other->starts ? -1 : 1;
  if (one->ends != other->ends)
    return one->ends > other->ends ? -1 : 1;
  return (one > other) - (one < other);
}

/* The first column that is free again. @until: when each is. */
static guint
take_column (GArray             *until,
             const CamWeekBlock *block)
{
  guint column = 0;

  while (column < until->len && g_array_index (until, int, column) > block->starts)
    column++;
  if (column == until->len)
    g_array_append_val (until, block->ends);
  else
    g_array_index (until, int, column) = block->ends;
  return column;
}

/* To the right until something is in the way. */
static void
widen (CamWeekBlock  *block,
       CamWeekBlock **group,
       guint          n,
       guint          limit)
{
  guint behind = limit;

  for (guint i = 0; i < n; i++)
    if (!group[i]->left_out && group[i]->column > block->column && group[i]->starts < block->ends
        && block->starts < group[i]->ends)
      behind = MIN (behind, group[i]->column);
  block->span = behind - block->column;
}

static void
finish_group (CamWeekBlock **group,
              guint          n,
              guint          n_columns,
              guint          max_columns,
              GArray        *rests)
{
  guint limit = n_columns > max_columns ? max_columns - 1 : n_columns;
  CamWeekRest rest = { G_MAXINT, G_MININT, 0, max_columns };

  for (guint i = 0; i < n; i++)
    {
      group[i]->n_columns = MIN (n_columns, max_columns);
      group[i]->left_out = group[i]->column >= limit;
      group[i]->span = 1;
      if (!group[i]->left_out)
        continue;
      rest.starts = MIN (rest.starts, group[i]->starts);
      rest.ends = MAX (rest.ends, group[i]->ends);
      rest.n++;
    }
  if (rest.n > 0)
    g_array_append_val (rests, rest);
  for (guint i = 0; i < n; i++)
    if (!group[i]->left_out)
      widen (group[i], group, n, limit);
}

GArray *
cam_week_layout (CamWeekBlock *blocks,
                 guint         n_blocks,
                 guint         max_columns)
{
  GArray *rests = g_array_new (FALSE, FALSE, sizeof (CamWeekRest));
  g_autofree CamWeekBlock **sorted = g_new (CamWeekBlock *, n_blocks);
  g_autoptr(GArray) until = g_array_new (FALSE, FALSE, sizeof (int));
  guint first = 0;
  int end = G_MININT;

  g_return_val_if_fail (max_columns > 0, rests);

  if (n_blocks == 0)
    return rests;
  for (guint i = 0; i < n_blocks; i++)
    sorted[i] = &blocks[i];
  qsort (sorted, n_blocks, sizeof *sorted, compare_blocks);
  for (guint i = 0; i < n_blocks; i++)
    {
      if (sorted[i]->starts >= end)
        {
          finish_group (sorted + first, i - first, until->len, max_columns, rests);
          g_array_set_size (until, 0);
          first = i;
        }
      sorted[i]->column = take_column (until, sorted[i]);
      end = MAX (end, sorted[i]->ends);
    }
  finish_group (sorted + first, n_blocks - first, until->len, max_columns, rests);
  return rests;
}

void
cam_week_get_column (int    width,
                     int    gutter,
                     guint  n_days,
                     guint  column,
                     int   *x,
                     int   *column_width)
{
  int room = MAX (width - gutter, 0);
  int behind = gutter + room * (int) (column + 1) / (int) n_days;

  *x = gutter + room * (int) column / (int) n_days;
  *column_width = behind - *x;
}

guint
cam_week_find_column (int    width,
                      int    gutter,
                      guint  n_days,
                      double x)
{
  double column = (x - gutter) * n_days / MAX (width - gutter, 1);

  return (guint) CLAMP (column, 0, (double) n_days - 1);
}
