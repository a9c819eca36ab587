/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-band.h"

#include "cam-map-hatch.h"
#include "cam-mercator.h"

#include <math.h>
#include <string.h>

/* How far, in pixels at the far end of the band, simplification may move a line. */
#define TOLERANCE_PIXELS 0.6

/* A run of points in the common array. */
typedef struct
{
  gsize     first;
  guint     n_points;
  guint     shape;      /* fills only */
  gint      fill;       /* fills only */
  CamLevel  level;
  gboolean  dashed;     /* borders only */
  CamBounds bounds;
} Run;

struct _CamAreaBand
{
  GArray *points;   /* double pairs */
  GArray *fills;    /* Run; rings of a shape follow each other */
  GArray *borders;  /* Run, the finest level first */
};

typedef struct
{
  double x1, y1, x2, y2;
} Segment;

typedef struct
{
  CamAreaBand        *band;
  const CamAreaShape *shape;
  guint               index;
  GHashTable         *seen;     /* Segment, of the level at hand */
} Builder;

static guint
hash_segment (gconstpointer data)
{
  const guint64 *words = data;
  guint64 hash = 0;

  for (guint i = 0; i < sizeof (Segment) / sizeof *words; i++)
    hash = (hash ^ words[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint) (hash >> 32);
}

static gboolean
equal_segments (gconstpointer a,
                gconstpointer b)
{
  return memcmp (a, b, sizeof (Segment)) == 0;
}

static void
extend_bounds (CamBounds *bounds,
               double     x,
               double     y)
{
  bounds->min_x = MIN (bounds->min_x, x);
  bounds->min_y = MIN (bounds->min_y, y);
  bounds->max_x = MAX (bounds->max_x, x);
  bounds->max_y = MAX (bounds->max_y, y);
}

static void
append_point (CamAreaBand  *self,
              Run          *run,
              const double *lon_lat)
{
  double point[2] = { cam_mercator_x (lon_lat[0]), cam_mercator_y (lon_lat[1]) };

  g_array_append_vals (self->points, point, 2);
  extend_bounds (&run->bounds, point[0], point[1]);
  run->n_points++;
}

static Run
begin_run (CamAreaBand        *self,
           const CamAreaShape *shape)
{
  Run run = {
    .first = self->points->len,
    .fill = shape->fill,
    .level = shape->level,
    .dashed = shape->dashed,
    .bounds = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE },
  };

  return run;
}

static void
add_fill_cb (const double *xy,
             guint         n_points,
             gboolean      is_hole,
             gpointer      user_data)
{
  Builder *self = user_data;
  Run run = begin_run (self->band, self->shape);

  run.shape = self->index;
  for (guint i = 0; i < n_points; i++)
    append_point (self->band, &run, xy + 2 * i);
  if (run.n_points > 2)
    g_array_append_val (self->band->fills, run);
}

/* TRUE the first time that two points of the level are joined, in either direction. */
static gboolean
note_segment (GHashTable   *seen,
              const double *from,
              const double *to)
{
  gboolean forward = from[0] < to[0] || (from[0] <= to[0] && from[1] < to[1]);
  const double *a = forward ? from : to;
  const double *b = forward ? to : from;
  /* Adding nothing makes the negative zero the positive one: segments are compared as bytes. */
  Segment segment = { a[0] + 0.0, a[1] + 0.0, b[0] + 0.0, b[1] + 0.0 };

  if (g_hash_table_contains (seen, &segment))
    return FALSE;
  return g_hash_table_add (seen, g_memdup2 (&segment, sizeof segment));
}

/* Dashes drawn twice, from two sides, would close each other's gaps, and thin lines would come out
 * darker between two areas than at the edge: so each segment goes in once. */
static void
add_border_cb (const double *xy,
               guint         n_points,
               gboolean      is_hole,
               gpointer      user_data)
{
  Builder *self = user_data;
  Run run = begin_run (self->band, self->shape);

  for (guint i = 1; i < n_points; i++)
    {
      const double *from = xy + 2 * (i - 1);
      gboolean is_new = note_segment (self->seen, from, from + 2);

      if (is_new && run.n_points == 0)
        append_point (self->band, &run, from);
      if (is_new)
        append_point (self->band, &run, from + 2);
      if (run.n_points > 0 && (!is_new || i == n_points - 1))
        {
          g_array_append_val (self->band->borders, run);
          run = begin_run (self->band, self->shape);
        }
    }
}

/* The outlines of one level, simplified together, so that neighbours keep a common border. */
static GPtrArray *
simplify_level (const CamAreaShape *shapes,
                guint               n_shapes,
                CamLevel            level,
                double              tolerance)
{
  g_autoptr(GPtrArray) outlines = g_ptr_array_new ();

  for (guint i = 0; i < n_shapes; i++)
    if (shapes[i].level == level)
      g_ptr_array_add (outlines, shapes[i].outline);
  return outlines->len > 0 ? cam_geometry_simplify_all (outlines, tolerance) : NULL;
}

static void
add_level (CamAreaBand        *self,
           const CamAreaShape *shapes,
           guint               n_shapes,
           CamLevel            level,
           GPtrArray          *outlines)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (hash_segment, equal_segments, g_free, NULL);

  /* Solid before dashed: between an agreed area and a draft the border is solid. */
  for (guint pass = 0; pass < 2; pass++)
    {
      guint next = 0;

      for (guint i = 0; i < n_shapes; i++)
        {
          Builder builder = { self, &shapes[i], i, seen };
          CamGeometry *outline = NULL;

          if (shapes[i].level != level)
            continue;
          outline = g_ptr_array_index (outlines, next++);
          if (pass == 0 && shapes[i].fill != CAM_FILL_NONE)
            cam_geometry_foreach_ring (outline, add_fill_cb, &builder);
          if (shapes[i].dashed == (pass == 1))
            cam_geometry_foreach_ring (outline, add_border_cb, &builder);
        }
    }
}

CamAreaBand *
cam_area_band_new (const CamAreaShape *shapes,
                   guint               n_shapes,
                   guint               zoom)
{
  CamAreaBand *self = g_new0 (CamAreaBand, 1);
  double degrees_per_pixel = 360.0 / cam_mercator_world_size (zoom + 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (double));
  self->fills = g_array_new (FALSE, FALSE, sizeof (Run));
  self->borders = g_array_new (FALSE, FALSE, sizeof (Run));
  for (guint level = 0; level < CAM_N_LEVELS; level++)
    {
      g_autoptr(GPtrArray) outlines =
        simplify_level (shapes, n_shapes, level, degrees_per_pixel * TOLERANCE_PIXELS);

      if (outlines != NULL)
        add_level (self, shapes, n_shapes, level, outlines);
    }
  return self;
}

void
cam_area_band_free (CamAreaBand *self)
{
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->fills, g_array_unref);
  g_clear_pointer (&self->borders, g_array_unref);
  g_free (self);
}

/* What is being drawn, and where. */
typedef struct
{
  const CamAreaBand   *band;
  const CamMapPalette *palette;
  cairo_t             *cr;
  double               world_size;
  double               left, top;
  CamBounds            view;    /* unit square, wider by the widest line */
  cairo_pattern_t     *hatches[CAM_MAP_N_FILLS];  /* made when first needed */
} Canvas;

static gboolean
is_in_view (const Canvas    *canvas,
            const CamBounds *bounds)
{
  return bounds->min_x <= canvas->view.max_x && bounds->max_x >= canvas->view.min_x
         && bounds->min_y <= canvas->view.max_y && bounds->max_y >= canvas->view.min_y;
}

static void
add_path (const Canvas *canvas,
          const Run    *run)
{
  const double *point = &g_array_index (canvas->band->points, double, run->first);

  for (guint i = 0; i < run->n_points; i++, point += 2)
    {
      double x = point[0] * canvas->world_size - canvas->left;
      double y = point[1] * canvas->world_size - canvas->top;

      if (i == 0)
        cairo_move_to (canvas->cr, x, y);
      else
        cairo_line_to (canvas->cr, x, y);
    }
}

static void
set_fill (Canvas    *canvas,
          const Run *run)
{
  const GdkRGBA *colour = run->fill == CAM_FILL_TINT ? &canvas->palette->tints[run->level]
                                                     : &canvas->palette->fills[run->fill];
  double scale = 1;
  double unused = 0;

  if (run->fill == CAM_FILL_TINT || canvas->palette->hatches[run->fill] == CAM_HATCH_NONE)
    {
      cairo_set_source_rgba (canvas->cr, colour->red, colour->green, colour->blue, colour->alpha);
      return;
    }
  if (canvas->hatches[run->fill] == NULL)
    {
      cairo_user_to_device_distance (canvas->cr, &scale, &unused);
      canvas->hatches[run->fill] = cam_map_hatch_new (canvas->palette, (guint) run->fill, scale, canvas->left, canvas->top);
    }
  cairo_set_source (canvas->cr, canvas->hatches[run->fill]);
}

static void
draw_fills (Canvas *canvas)
{
  GArray *fills = canvas->band->fills;

  cairo_set_fill_rule (canvas->cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 0; i < fills->len;)
    {
      const Run *run = &g_array_index (fills, Run, i);
      const Run *first = run;
      guint shape = run->shape;

      for (; i < fills->len && g_array_index (fills, Run, i).shape == shape; i++)
        {
          run = &g_array_index (fills, Run, i);
          if (is_in_view (canvas, &run->bounds))
            {
              add_path (canvas, run);
              cairo_close_path (canvas->cr);
            }
        }
      set_fill (canvas, first);
      cairo_fill (canvas->cr);
    }
}

static void
draw_borders (const Canvas *canvas,
              CamLevel      level,
              gboolean      dashed)
{
  const GdkRGBA *colour = &canvas->palette->borders[level];
  double width = canvas->palette->widths[level];
  double dashes[2] = { 2.5 + 2.5 * width, 1.5 + 1.5 * width };
  GArray *borders = canvas->band->borders;

  for (guint i = 0; i < borders->len; i++)
    {
      const Run *run = &g_array_index (borders, Run, i);

      if (run->level == level && run->dashed == dashed && is_in_view (canvas, &run->bounds))
        add_path (canvas, run);
    }
  cairo_set_line_width (canvas->cr, width);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (canvas->cr, dashes, 0, 0);
  if (dashed)
    {
      const GdkRGBA *gap = &canvas->palette->gap;

      /* What lies under the dashes, often a finer level's, would fill their gaps. */
      cairo_set_source_rgba (canvas->cr, gap->red, gap->green, gap->blue, gap->alpha);
      cairo_stroke_preserve (canvas->cr);
      cairo_set_dash (canvas->cr, dashes, G_N_ELEMENTS (dashes), 0);
    }
  cairo_set_source_rgba (canvas->cr, colour->red, colour->green, colour->blue, colour->alpha);
  cairo_stroke (canvas->cr);
}

void
cam_area_band_draw (const CamAreaBand   *self,
                    const CamMapPalette *palette,
                    cairo_t             *cr,
                    double               world_size,
                    double               left,
                    double               top,
                    double               width,
                    double               height)
{
  double margin = palette->widths[CAM_LEVEL_COUNTY];
  Canvas canvas = {
    .band = self,
    .palette = palette,
    .cr = cr,
    .world_size = world_size,
    .left = left,
    .top = top,
    .view = {
      .min_x = (left - margin) / world_size,
      .min_y = (top - margin) / world_size,
      .max_x = (left + width + margin) / world_size,
      .max_y = (top + height + margin) / world_size,
    },
  };

  draw_fills (&canvas);
  /* Wider levels last: theirs is the stronger line where borders coincide. */
  for (guint level = CAM_N_LEVELS; level-- > 0;)
    {
      draw_borders (&canvas, level, FALSE);
      draw_borders (&canvas, level, TRUE);
    }
  for (guint i = 0; i < CAM_MAP_N_FILLS; i++)
    g_clear_pointer (&canvas.hatches[i], cairo_pattern_destroy);
}
