/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-geos.h"

#include <math.h>

/* Making an outline valid takes GEOS time that grows with the square of its crossings and worse: a
 * star of a thousand points, sixteen kilobytes, keeps it busy for minutes. Nobody draws such an
 * outline, so crossings are counted first, with a bound on the counting itself. */
#define MAX_PAIRS 400000000
#define MAX_CROSSINGS 5000
/* Neighbours in a ring meet in every point, and parts that were only collected share whole borders. */
#define MEETINGS_PER_EDGE 6

/* From x1 to x2, which is no smaller. */
typedef struct
{
  double x1, y1, x2, y2;
} Edge;

static void
collect_edges_cb (const double *xy,
                  guint         n_points,
                  gboolean      is_hole,
                  gpointer      user_data)
{
  GArray *edges = user_data;

  for (guint i = 1; i < n_points; i++)
    {
      const Edge edge = { xy[2 * i - 2], xy[2 * i - 1], xy[2 * i], xy[2 * i + 1] };

      g_array_append_val (edges, edge);
    }
}

/* Turns the plane where most edges run along x, so that a sweep over x has few of them at a time. */
static void
turn_edges (GArray *edges)
{
  double along_x = 0.0, along_y = 0.0;

  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);

      along_x += fabs (edge->x2 - edge->x1);
      along_y += fabs (edge->y2 - edge->y1);
    }
  for (guint i = 0; i < edges->len; i++)
    {
      Edge *edge = &g_array_index (edges, Edge, i);

      if (along_x > along_y)
        *edge = (Edge) { edge->y1, edge->x1, edge->y2, edge->x2 };
      if (edge->x1 > edge->x2)
        *edge = (Edge) { edge->x2, edge->y2, edge->x1, edge->y1 };
    }
}

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  const Edge *first = a, *second = b;

  return (first->x1 > second->x1) - (first->x1 < second->x1);
}

/* Which side of @edge a point lies on: the sign of an area. */
static int
find_side (const Edge *edge,
           double      x,
           double      y)
{
  double area = (edge->x2 - edge->x1) * (y - edge->y1) - (x - edge->x1) * (edge->y2 - edge->y1);

  return (area > 0.0) - (area < 0.0);
}

/* What two edges whose boxes overlap have in common: 2 where they cross, 1 where they touch or lie
 * on each other, 0 for nothing. */
static guint
rate_meeting (const Edge *a,
              const Edge *b)
{
  int of_b = find_side (a, b->x1, b->y1) * find_side (a, b->x2, b->y2);
  int of_a = find_side (b, a->x1, a->y1) * find_side (b, a->x2, a->y2);

  if (of_a > 0 || of_b > 0)
    return 0;
  return of_a < 0 && of_b < 0 ? 2 : 1;
}

gboolean
cam_geometry_has_few_crossings (CamGeometry *self)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  guint64 n_pairs = 0, n_crossings = 0, n_meetings = 0, most;

  cam_geometry_foreach_ring (self, collect_edges_cb, edges);
  most = MAX_CROSSINGS + (guint64) MEETINGS_PER_EDGE * edges->len;
  turn_edges (edges);
  g_array_sort (edges, compare_edges);
  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);
      double low = MIN (edge->y1, edge->y2), high = MAX (edge->y1, edge->y2);

      for (guint j = i + 1; j < edges->len; j++)
        {
          const Edge *other = &g_array_index (edges, Edge, j);
          guint rate;

          if (other->x1 > edge->x2)
            break;
          if (++n_pairs > MAX_PAIRS)
            return FALSE;
          if (MIN (other->y1, other->y2) > high || MAX (other->y1, other->y2) < low)
            continue;
          rate = rate_meeting (edge, other);
          n_meetings += rate > 0 ? 1 : 0;
          n_crossings += rate > 1 ? 1 : 0;
          if (n_crossings > MAX_CROSSINGS || n_meetings > most)
            return FALSE;
        }
    }
  return TRUE;
}
