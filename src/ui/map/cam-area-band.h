/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-geometry.h"
#include "cam-map-palette.h"

#include <cairo.h>

G_BEGIN_DECLS

/* One area as it goes into a picture. */
typedef struct
{
  CamGeometry *outline;
  CamLevel     level;
  gboolean     dashed;  /* a draft, or an approximate outline */
  gint         fill;    /* an index into CamMapPalette.fills, CAM_FILL_TINT or CAM_FILL_NONE */
} CamAreaShape;

#define CAM_FILL_TINT (-1)
#define CAM_FILL_NONE (-2)

/* The outlines of a picture simplified for one whole zoom level, in unit square coordinates:
 * rings to fill, and borders in which a line between two areas of a level occurs once.
 * Immutable; made and drawn on worker threads. */
typedef struct _CamAreaBand CamAreaBand;

CamAreaBand *cam_area_band_new  (const CamAreaShape  *shapes,
                                 guint                n_shapes,
                                 guint                zoom) G_GNUC_WARN_UNUSED_RESULT;
void         cam_area_band_free (CamAreaBand         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamAreaBand, cam_area_band_free)

/* Draws what lies in @width by @height pixels, the world being @world_size pixels wide and the
 * upper left corner lying at @left, @top of it. */
void         cam_area_band_draw (const CamAreaBand   *self,
                                 const CamMapPalette *palette,
                                 cairo_t             *cr,
                                 double               world_size,
                                 double               left,
                                 double               top,
                                 double               width,
                                 double               height);

G_END_DECLS
