/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-join.h"

#include "cam-value-of.h"

static const CamSurvivor *
get (GArray *survivors,
     guint   i)
{
  return &g_array_index (survivors, CamSurvivor, i);
}

static gboolean
has_dot (GArray            *survivors,
         const CamSurvivor *dot)
{
  for (guint i = 0; i < survivors->len; i++)
    if (get (survivors, i)->copy == dot->copy && get (survivors, i)->seq == dot->seq)
      return TRUE;
  return FALSE;
}

/* What one side has is kept where the other has it too, or has never seen it. A value that was left out
 * counts as seen by everybody. */
static void
keep_from (GArray   *from,
           GArray   *other,
           gboolean  once,
           GArray   *result)
{
  for (guint i = 0; i < from->len; i++)
    {
      const CamSurvivor *each = get (from, i);

      if (has_dot (other, each) ? once : (each->copy != 0 && !each->seen))
        g_array_append_val (result, *each);
    }
}

static void
drop_left_out (GArray *result)
{
  for (guint i = result->len; i-- > 0 && result->len > 1;)
    if (get (result, i)->copy == 0)
      g_array_remove_index_fast (result, i);
}

void
cam_join_cell (GArray       *ours,
               GArray       *theirs,
               CamLaterFunc  later,
               gpointer      data,
               GArray       *result)
{
  guint shown = 0;

  g_assert (ours->len > 0);
  g_array_set_size (result, 0);
  keep_from (ours, theirs, TRUE, result);
  keep_from (theirs, ours, FALSE, result);
  /* Each claims to have replaced the other's: no honest pair of files does. Better two values than none. */
  if (result->len == 0)
    {
      g_array_append_vals (result, ours->data, ours->len);
      g_array_append_vals (result, theirs->data, theirs->len);
    }
  drop_left_out (result);
  for (guint i = 1; i < result->len; i++)
    if (later (get (result, i), get (result, shown), data))
      shown = i;
  if (shown > 0)
    {
      CamSurvivor first = *get (result, 0);

      g_array_index (result, CamSurvivor, 0) = *get (result, shown);
      g_array_index (result, CamSurvivor, shown) = first;
    }
}

gboolean
cam_join_is_same (GArray *a,
                  GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!has_dot (b, get (a, i)))
      return FALSE;
  return TRUE;
}

gboolean
cam_join_is_open (GArray *survivors)
{
  for (guint i = 1; i < survivors->len; i++)
    if (!cam_value_equals (get (survivors, 0)->value, get (survivors, i)->value))
      return TRUE;
  return FALSE;
}
