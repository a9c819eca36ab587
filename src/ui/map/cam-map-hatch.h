/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-map-palette.h"

#include <cairo.h>

G_BEGIN_DECLS

/* After so many pixels every hatching begins anew, so that tiles and what is beside them meet: a tile is a multiple of it. */
#define CAM_HATCH_PERIOD 16

/* What to fill with: the fill number @fill of @palette with its hatching. @left and @top are where in the world the user
 * space of the drawing begins, in pixels: lines stand still in the world. @scale is how many device pixels a pixel is.
 * (transfer full) */
cairo_pattern_t *cam_map_hatch_new (const CamMapPalette *palette,
                                    guint                fill,
                                    double               scale,
                                    double               left,
                                    double               top) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
