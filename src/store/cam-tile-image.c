/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-tile-image.h"

#include <string.h>

static const guint8 png_magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

static guint
read_be16 (const guint8 *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

static guint
read_be32 (const guint8 *bytes)
{
  return read_be16 (bytes) << 16 | read_be16 (bytes + 2);
}

/* ISO/IEC 10918-1, B.1.1.3: the frame headers, which alone carry the size. */
static gboolean
is_frame_marker (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static void
read_jpeg_size (const guint8 *bytes,
                gsize         length,
                guint        *width,
                guint        *height)
{
  gsize at = 2;

  while (at + 9 <= length && bytes[at] == 0xff)
    {
      guint8 marker = bytes[at + 1];

      if (is_frame_marker (marker))
        {
          *height = read_be16 (bytes + at + 5);
          *width = read_be16 (bytes + at + 7);
          return;
        }
      /* 0xff may be repeated as padding before a marker. */
      at += marker == 0xff ? 1 : 2 + read_be16 (bytes + at + 2);
    }
}

CamTileImage
cam_tile_image_sniff (const guint8 *bytes,
                      gsize         length,
                      guint        *width,
                      guint        *height)
{
  *width = 0;
  *height = 0;
  if (length >= 24 && memcmp (bytes, png_magic, sizeof png_magic) == 0)
    {
      *width = read_be32 (bytes + 16);
      *height = read_be32 (bytes + 20);
      return CAM_TILE_IMAGE_PNG;
    }
  if (length >= 4 && bytes[0] == 0xff && bytes[1] == 0xd8 && bytes[2] == 0xff)
    {
      read_jpeg_size (bytes, length, width, height);
      return CAM_TILE_IMAGE_JPEG;
    }
  if (length >= 12 && memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WEBP", 4) == 0)
    return CAM_TILE_IMAGE_WEBP;
  /* A vector tile begins with its first layer: field 3, length-delimited. */
  if (length >= 2 && ((bytes[0] == 0x1f && bytes[1] == 0x8b) || bytes[0] == 0x1a))
    return CAM_TILE_IMAGE_VECTOR;
  return CAM_TILE_IMAGE_UNKNOWN;
}
