/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define CAM_MAP_N_FILLS 7

/* Every colour and width the map draws with, in logical pixels. A plain value: it is copied into
 * what the worker threads draw from. */
typedef struct
{
  GdkRGBA fills[CAM_MAP_N_FILLS];   /* for neighbours that must differ */
  GdkRGBA tints[CAM_N_LEVELS];      /* for a level in one colour */
  GdkRGBA borders[CAM_N_LEVELS];
  GdkRGBA gap;                      /* between the dashes of a border */
  double  widths[CAM_N_LEVELS];
  GdkRGBA text;
  GdkRGBA halo;
  GdkRGBA accent;
  GdkRGBA hover;
  gboolean dark;
  gboolean over_base_map;
} CamMapPalette;

/* @over_base_map makes fills translucent, so that what lies under them can be read. */
void cam_map_palette_init (CamMapPalette *self,
                           gboolean       dark,
                           gboolean       high_contrast,
                           gboolean       over_base_map,
                           const GdkRGBA *accent);
/* Puts @n_classes (at most CAM_MAP_N_FILLS) shades of one hue in the place of the fills, from what stands out least to
 * what stands out most. Their lightness changes in one direction, so that neither a lack of colour vision nor a printer
 * without colours changes their order. */
void cam_map_palette_shade (CamMapPalette *self,
                            guint          n_classes);

G_END_DECLS
