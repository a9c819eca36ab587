/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outline-compare.h"

#include <math.h>

typedef struct
{
  double x, y;
} Corner;

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
  for (guint i = 0; i < n_points; i++)
    {
      Corner corner = { xy[2 * i], xy[2 * i + 1] };

      g_array_append_val ((GArray *) user_data, corner);
    }
}

static GArray *
collect_corners (CamGeometry *geometry)
{
  GArray *corners = g_array_new (FALSE, FALSE, sizeof (Corner));

  cam_geometry_foreach_ring (geometry, collect_ring_cb, corners);
  g_array_sort (corners, compare_corners);
  return corners;
}

/* Both are sorted by x, so a window of @others moves along with @corners. */
static gboolean
all_near (GArray *corners,
          GArray *others,
          double  tolerance)
{
  guint from = 0;

  for (guint i = 0; i < corners->len; i++)
    {
      Corner *corner = &g_array_index (corners, Corner, i);
      gboolean near = FALSE;

      while (from < others->len && g_array_index (others, Corner, from).x < corner->x - tolerance)
        from++;
      for (guint j = from; j < others->len && !near; j++)
        {
          Corner *other = &g_array_index (others, Corner, j);

          if (other->x > corner->x + tolerance)
            break;
          near = fabs (other->y - corner->y) <= tolerance;
        }
      if (!near)
        return FALSE;
    }
  return TRUE;
}

gboolean
cam_outlines_match (CamGeometry *a,
                    CamGeometry *b,
                    double       tolerance)
{
  g_autoptr (GArray) corners = collect_corners (a);
  g_autoptr (GArray) others = collect_corners (b);
  double hectares = cam_geometry_get_hectares (a);

  return all_near (corners, others, tolerance) && all_near (others, corners, tolerance) &&
         fabs (cam_geometry_get_hectares (b) - hectares) <= 1e-4 * hectares;
}
