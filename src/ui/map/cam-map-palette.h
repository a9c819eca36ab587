/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define CAM_MAP_N_FILLS 7

/* What tells fills apart where their colours do not. */
typedef enum
{
  CAM_HATCH_NONE,
  CAM_HATCH_DENSE,    /* lines close to each other that rise to the right */
  CAM_HATCH_SPARSE,   /* lines far from each other that fall to the right */
  CAM_HATCH_DOTS,
  CAM_HATCH_ROWS,
  CAM_HATCH_COLUMNS,
} CamHatch;

#define CAM_N_HATCHES (CAM_HATCH_COLUMNS + 1)

/* Every colour and width the map draws with, in logical pixels. A plain value: it is copied into
 * what the worker threads draw from. */
typedef struct
{
  GdkRGBA fills[CAM_MAP_N_FILLS];   /* for neighbours that must differ */
  CamHatch hatches[CAM_MAP_N_FILLS];
  GdkRGBA lines[CAM_MAP_N_FILLS];   /* of the hatching */
  GdkRGBA tints[CAM_N_LEVELS];      /* for a level in one colour */
  GdkRGBA borders[CAM_N_LEVELS];
  GdkRGBA gap;                      /* between the dashes of a border */
  double  widths[CAM_N_LEVELS];
  GdkRGBA text;
  GdkRGBA halo;
  GdkRGBA accent;
  GdkRGBA hover;
  gboolean dark;
  gboolean high_contrast;
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
/* Puts the statuses in the place of the fills, numbered as CamRag is. Each has a hatching of its own, so that they are told
 * apart without any colour. */
void cam_map_palette_tell_status (CamMapPalette *self);
/* Puts what areas have had in the place of the first fills, numbered as CamCoverageState is: had as green is, planned as
 * amber, none as red. */
void cam_map_palette_tell_coverage (CamMapPalette *self);

G_END_DECLS
