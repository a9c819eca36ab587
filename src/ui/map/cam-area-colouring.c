/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-colouring.h"

#include <math.h>
#include <string.h>

/* Points of two outlines in one such cell of degrees (about 110 m by 70 m) make them neighbours:
 * borders from different sources do not share every point. */
#define CELL 0.001

#define NONE G_MAXUINT8

/* Outlines seen in a cell, as a chain. */
typedef struct
{
  guint outline;
  guint next;   /* the next link's index plus one; 0 at the end */
} Link;

typedef struct
{
  GHashTable *cells;    /* cell -> its first link's index plus one */
  GArray     *links;
  guint8     *touching; /* n × n, 1 for neighbours */
  guint       n;
  guint       index;
} Neighbours;

static void
note_cell (Neighbours *self,
           gint64      column,
           gint64      row)
{
  gpointer key = GSIZE_TO_POINTER ((gsize) (column * (1 << 24) + row));
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (self->cells, key));
  Link link = { self->index, first };

  for (guint at = first; at != 0; at = g_array_index (self->links, Link, at - 1).next)
    {
      guint other = g_array_index (self->links, Link, at - 1).outline;

      /* Outlines come one after the other, so this one could only be first in the chain. */
      if (other == self->index)
        return;
      self->touching[(gsize) other * self->n + self->index] = 1;
      self->touching[(gsize) self->index * self->n + other] = 1;
    }
  g_array_append_val (self->links, link);
  g_hash_table_insert (self->cells, key, GUINT_TO_POINTER (self->links->len));
}

/* Each point is noted in four grids, half a cell apart: two points nearer than half a cell share a
 * cell in one of them, wherever the lines of the others fall. */
static void
note_ring_cb (const double *xy,
              guint         n_points,
              gboolean      is_hole,
              gpointer      user_data)
{
  for (guint i = 0; i < n_points; i++)
    for (guint grid = 0; grid < 4; grid++)
      note_cell (user_data,
                 2 * (gint64) floor (xy[2 * i] / CELL + 0.5 * (grid & 1)) + (grid & 1),
                 2 * (gint64) floor (xy[2 * i + 1] / CELL + 0.5 * (grid >> 1)) + (grid >> 1));
}

static guint8 *
find_touching (GPtrArray *outlines)
{
  g_autoptr(GHashTable) cells = g_hash_table_new (NULL, NULL);
  g_autoptr(GArray) links = g_array_new (FALSE, FALSE, sizeof (Link));
  Neighbours neighbours = { .cells = cells, .links = links, .n = outlines->len };

  neighbours.touching = g_new0 (guint8, (gsize) outlines->len * outlines->len);
  for (neighbours.index = 0; neighbours.index < outlines->len; neighbours.index++)
    cam_geometry_foreach_ring (g_ptr_array_index (outlines, neighbours.index), note_ring_cb,
                               &neighbours);
  return neighbours.touching;
}

/* What is known of an outline while colours are given out. */
typedef struct
{
  guint  n_near;    /* neighbours */
  guint  n_colours; /* different colours among them */
  guint *near;      /* how many of them have each colour */
} State;

/* The outline without a colour whose neighbours have most colours already; of equals the one with
 * most neighbours; of equals the first (D. Brélaz, "New methods to color the vertices of a graph",
 * 1979). */
static guint
find_next (const State  *states,
           const guint8 *colours,
           guint         n)
{
  guint best = n;

  for (guint i = 0; i < n; i++)
    if (colours[i] == NONE
        && (best == n || states[i].n_colours > states[best].n_colours
            || (states[i].n_colours == states[best].n_colours
                && states[i].n_near > states[best].n_near)))
      best = i;
  return best;
}

/* The colour that the fewest neighbours have; of equals the one that is used least at all. */
static guint8
pick_colour (const State *state,
             const guint *all,
             guint        n_colours)
{
  guint best = 0;

  for (guint i = 1; i < n_colours; i++)
    if (state->near[i] < state->near[best]
        || (state->near[i] == state->near[best] && all[i] < all[best]))
      best = i;
  return (guint8) best;
}

static void
give_colours (const guint8 *touching,
              State        *states,
              guint8       *colours,
              guint         n,
              guint         n_colours)
{
  g_autofree guint *all = g_new0 (guint, n_colours);

  for (guint done = 0; done < n; done++)
    {
      guint next = find_next (states, colours, n);
      guint8 colour = pick_colour (&states[next], all, n_colours);

      colours[next] = colour;
      all[colour]++;
      for (guint i = 0; i < n; i++)
        if (touching[(gsize) next * n + i] && states[i].near[colour]++ == 0)
          states[i].n_colours++;
    }
}

guint8 *
cam_area_colouring_new (GPtrArray *outlines,
                        guint      n_colours)
{
  g_autofree guint8 *touching = NULL;
  g_autofree State *states = NULL;
  g_autofree guint *near = NULL;
  guint8 *colours = NULL;
  guint n = 0;

  g_return_val_if_fail (outlines != NULL, NULL);
  g_return_val_if_fail (n_colours > 0 && n_colours < NONE, NULL);

  n = outlines->len;
  touching = find_touching (outlines);
  states = g_new0 (State, MAX (n, 1));
  near = g_new0 (guint, (gsize) MAX (n, 1) * n_colours);
  colours = g_malloc (MAX (n, 1));
  memset (colours, NONE, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      states[i].near = near + (gsize) i * n_colours;
      for (guint j = 0; j < n; j++)
        states[i].n_near += touching[(gsize) i * n + j];
    }
  give_colours (touching, states, colours, n, n_colours);
  return colours;
}
