/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-map-hatch.h"

#include <math.h>

#define LINE_WIDTH 1.6
#define THIN_WIDTH 1.0
#define DOT_RADIUS 1.7

/* Lines @gap apart that rise to the right where @slope is 1, and fall where it is -1. They reach so far beyond the cell
 * that what comes in from its neighbours is there too. */
static void
add_slopes (cairo_t *cr,
            double   gap,
            int      slope)
{
  for (double at = -2 * CAM_HATCH_PERIOD; at <= 3 * CAM_HATCH_PERIOD; at += gap)
    {
      cairo_move_to (cr, at - CAM_HATCH_PERIOD * slope, 2 * CAM_HATCH_PERIOD);
      cairo_line_to (cr, at + 2 * CAM_HATCH_PERIOD * slope, -CAM_HATCH_PERIOD);
    }
}

/* Each in the middle of those of the rows above and below; none is cut by the edge of the cell. */
static void
add_dots (cairo_t *cr)
{
  for (guint i = 1; i <= 3; i += 2)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, CAM_HATCH_PERIOD / 4.0 * i, CAM_HATCH_PERIOD / 4.0 * i, DOT_RADIUS, 0, 2 * G_PI);
    }
}

static void
draw_hatch (cairo_t  *cr,
            CamHatch  hatch)
{
  const double middle = CAM_HATCH_PERIOD / 4.0 + 0.5;

  cairo_set_line_width (cr, LINE_WIDTH);
  switch (hatch)
    {
    case CAM_HATCH_DENSE:
      add_slopes (cr, CAM_HATCH_PERIOD / 2.0, 1);
      cairo_stroke (cr);
      break;
    case CAM_HATCH_SPARSE:
      add_slopes (cr, CAM_HATCH_PERIOD, -1);
      cairo_stroke (cr);
      break;
    case CAM_HATCH_DOTS:
      add_dots (cr);
      cairo_fill (cr);
      break;
    case CAM_HATCH_ROWS:
    case CAM_HATCH_COLUMNS:
      for (guint i = 0; i < 2; i++)
        {
          double at = middle + i * CAM_HATCH_PERIOD / 2.0;

          cairo_move_to (cr, hatch == CAM_HATCH_ROWS ? 0 : at, hatch == CAM_HATCH_ROWS ? at : 0);
          cairo_line_to (cr, hatch == CAM_HATCH_ROWS ? CAM_HATCH_PERIOD : at, hatch == CAM_HATCH_ROWS ? at : CAM_HATCH_PERIOD);
        }
      cairo_set_line_width (cr, THIN_WIDTH);
      cairo_stroke (cr);
      break;
    case CAM_HATCH_NONE:
    default:
      break;
    }
}

/* The ground is in the cell as well, so that an area is filled once, as one without hatching is. */
static cairo_surface_t *
make_cell (CamHatch       hatch,
           const GdkRGBA *ground,
           const GdkRGBA *line,
           int            size)
{
  cairo_surface_t *cell = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t *cr = cairo_create (cell);

  cairo_scale (cr, (double) size / CAM_HATCH_PERIOD, (double) size / CAM_HATCH_PERIOD);
  cairo_set_source_rgba (cr, ground->red, ground->green, ground->blue, ground->alpha);
  cairo_paint (cr);
  cairo_set_source_rgba (cr, line->red, line->green, line->blue, line->alpha);
  draw_hatch (cr, hatch);
  cairo_destroy (cr);
  return cell;
}

cairo_pattern_t *
cam_map_hatch_new (const CamMapPalette *palette,
                   guint                fill,
                   double               scale,
                   double               left,
                   double               top)
{
  const GdkRGBA *ground = NULL;
  cairo_pattern_t *pattern = NULL;
  cairo_surface_t *cell = NULL;
  cairo_matrix_t matrix;
  int size = (int) MAX (round (CAM_HATCH_PERIOD * scale), 1);
  double ratio = (double) size / CAM_HATCH_PERIOD;

  g_return_val_if_fail (palette != NULL, NULL);
  g_return_val_if_fail (fill < CAM_MAP_N_FILLS, NULL);

  ground = &palette->fills[fill];
  if (palette->hatches[fill] == CAM_HATCH_NONE)
    return cairo_pattern_create_rgba (ground->red, ground->green, ground->blue, ground->alpha);
  cell = make_cell (palette->hatches[fill], ground, &palette->lines[fill], size);
  pattern = cairo_pattern_create_for_surface (cell);
  cairo_surface_destroy (cell);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_matrix_init (&matrix, ratio, 0, 0, ratio, fmod (left, CAM_HATCH_PERIOD) * ratio,
                     fmod (top, CAM_HATCH_PERIOD) * ratio);
  cairo_pattern_set_matrix (pattern, &matrix);
  return pattern;
}
