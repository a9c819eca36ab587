/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CAM_TILE_IMAGE_UNKNOWN,
  CAM_TILE_IMAGE_PNG,
  CAM_TILE_IMAGE_JPEG,
  CAM_TILE_IMAGE_WEBP,
  CAM_TILE_IMAGE_VECTOR,    /* gzip or bare protocol buffers */
} CamTileImage;

/* What the bytes of a tile say they are, and the image's size in pixels as its header states it: 0
 * for what is neither PNG nor JPEG, or where the header is damaged. Reads no further than @length. */
CamTileImage cam_tile_image_sniff (const guint8 *bytes,
                                   gsize         length,
                                   guint        *width,
                                   guint        *height);

G_END_DECLS
