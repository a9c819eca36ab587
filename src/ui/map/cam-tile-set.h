/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area-picture.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Logical pixels. */
#define CAM_TILE_SIZE 256

/* Columns and rows of tiles, both ends included. */
typedef struct
{
  int x1, y1, x2, y2;
} CamTileRange;

/* The tiles of one picture at one size of the world: wanted ones are drawn on worker threads, and
 * "changed" tells when one has come. Main thread. */
#define CAM_TYPE_TILE_SET (cam_tile_set_get_type ())
G_DECLARE_FINAL_TYPE (CamTileSet, cam_tile_set, CAM, TILE_SET, GObject)

/* @scale: device pixels to a logical one. */
CamTileSet     *cam_tile_set_new            (CamAreaPicture     *picture,
                                             double              world_size,
                                             double              scale) G_GNUC_WARN_UNUSED_RESULT;
CamAreaPicture *cam_tile_set_get_picture    (CamTileSet         *self);
double          cam_tile_set_get_world_size (CamTileSet         *self);
double          cam_tile_set_get_scale      (CamTileSet         *self);
/* Starts to draw what is missing of @visible, then of @margin tiles around it, and forgets the
 * rest. */
void            cam_tile_set_want           (CamTileSet         *self,
                                             const CamTileRange *visible,
                                             int                 margin);
/* What was wanted last, with its margin. */
CamTileRange    cam_tile_set_get_range      (CamTileSet         *self);
gboolean        cam_tile_set_has_all        (CamTileSet         *self,
                                             const CamTileRange *range);
/* Whether the tile is there, and its texture: NULL where the tile is empty. */
gboolean        cam_tile_set_get_tile       (CamTileSet         *self,
                                             int                 x,
                                             int                 y,
                                             GdkTexture        **texture);
/* Draws one tile in the calling thread. */
GdkTexture     *cam_tile_draw               (CamAreaPicture     *picture,
                                             double              world_size,
                                             double              scale,
                                             int                 x,
                                             int                 y) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
