/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outline-compare.h"

#include <math.h>

#define MAX_ALONE 200

typedef struct
{
  double x, y;
} Corner;

/* The corners sorted by x, and the same in the order of the border, a gap (NAN) after each ring. */
typedef struct
{
  GArray *sorted;
  GArray *border;
} Corners;

static void
corners_clear (Corners *self)
{
  g_clear_pointer (&self->sorted, g_array_unref);
  g_clear_pointer (&self->border, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Corners, corners_clear)

static int
compare_corners (gconstpointer a,
                 gconstpointer b)
{
  const Corner *one = a;
  const Corner *other = b;

  return (one->x > other->x) - (one->x < other->x);
}

static void
collect_ring_cb (const double *xy,
                 guint         n_points,
                 gboolean      is_hole,
                 gpointer      user_data)
{
  Corners *corners = user_data;
  const Corner gap = { NAN, NAN };

  for (guint i = 0; i < n_points; i++)
    {
      Corner corner = { xy[2 * i], xy[2 * i + 1] };

      g_array_append_val (corners->sorted, corner);
      g_array_append_val (corners->border, corner);
    }
  g_array_append_val (corners->border, gap);
}

static void
collect_corners (CamGeometry *geometry,
                 Corners     *corners)
{
  corners->sorted = g_array_new (FALSE, FALSE, sizeof (Corner));
  corners->border = g_array_new (FALSE, FALSE, sizeof (Corner));
  cam_geometry_foreach_ring (geometry, collect_ring_cb, corners);
  g_array_sort (corners->sorted, compare_corners);
}

/* Distance of a point from a stretch of border; NAN across a gap. */
static double
get_distance (const Corner *point,
              const Corner *from,
              const Corner *to)
{
  double dx = to->x - from->x;
  double dy = to->y - from->y;
  double length = dx * dx + dy * dy;
  double along = length > 0 ? ((point->x - from->x) * dx + (point->y - from->y) * dy) / length : 0;

  if (isnan (length))
    return NAN;
  along = CLAMP (along, 0, 1);
  return hypot (point->x - from->x - along * dx, point->y - from->y - along * dy);
}

static gboolean
is_on_border (const Corner *point,
              GArray       *border,
              double        tolerance)
{
  for (guint i = 0; i + 1 < border->len; i++)
    {
      if (get_distance (point, &g_array_index (border, Corner, i), &g_array_index (border, Corner, i + 1)) <=
          tolerance)
        return TRUE;
    }
  return FALSE;
}

/* Both are sorted by x, so a window of @others moves along with @corners. The slow look at the border
 * is for the few corners that have no counterpart; where many have none, the outlines differ. */
static gboolean
all_near (const Corners *corners,
          const Corners *others,
          double         tolerance)
{
  guint from = 0;
  guint n_alone = 0;

  for (guint i = 0; i < corners->sorted->len; i++)
    {
      Corner *corner = &g_array_index (corners->sorted, Corner, i);
      gboolean near = FALSE;

      while (from < others->sorted->len &&
             g_array_index (others->sorted, Corner, from).x < corner->x - tolerance)
        from++;
      for (guint j = from; j < others->sorted->len && !near; j++)
        {
          Corner *other = &g_array_index (others->sorted, Corner, j);

          if (other->x > corner->x + tolerance)
            break;
          near = fabs (other->y - corner->y) <= tolerance;
        }
      if (!near && (++n_alone > MAX_ALONE || !is_on_border (corner, others->border, tolerance)))
        return FALSE;
    }
  return TRUE;
}

gboolean
cam_outlines_match (CamGeometry *a,
                    CamGeometry *b,
                    double       tolerance)
{
  g_auto (Corners) corners = { 0 };
  g_auto (Corners) others = { 0 };
  double hectares = cam_geometry_get_hectares (a);

  collect_corners (a, &corners);
  collect_corners (b, &others);
  return all_near (&corners, &others, tolerance) && all_near (&others, &corners, tolerance) &&
         fabs (cam_geometry_get_hectares (b) - hectares) <= 1e-4 * hectares;
}
