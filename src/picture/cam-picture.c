/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-picture.h"

#include <string.h>

typedef struct
{
  guint64  *pixels_left;  /* NULL for any number */
  gboolean  too_wide;
  gboolean  too_many;
  int       n_rows;
} Unpacking;

const char *
cam_picture_get_media_type (GBytes *content)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (content, &length);

  if (length > sizeof png && memcmp (data, png, sizeof png) == 0)
    return "image/png";
  if (length > sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0)
    return "image/jpeg";
  return NULL;
}

/* Whether a PNG file has all of its parts, by what they say of their length: a reader is content with the beginning. */
static gboolean
is_whole_png (const guint8 *data,
              gsize         length)
{
  gsize at = 8;

  while (length - at >= 12)
    {
      gsize size = (gsize) data[at] << 24 | (gsize) data[at + 1] << 16 | (gsize) data[at + 2] << 8 | data[at + 3];

      if (size > length - at - 12)
        return FALSE;
      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return TRUE;
      at += size + 12;
    }
  return FALSE;
}

/* The same of JPEG, whose end is two bytes; what some programs leave behind it does no harm. */
static gboolean
is_whole_jpeg (const guint8 *data,
               gsize         length)
{
  for (gsize at = length - 1; at > 2; at--)
    if (data[at] == 0xd9 && data[at - 1] == 0xff)
      return TRUE;
  return FALSE;
}

static gboolean
is_whole (GBytes     *content,
          const char *media_type)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (content, &length);

  return g_str_equal (media_type, "image/png") ? is_whole_png (data, length) : is_whole_jpeg (data, length);
}

/* The readers give up where they are asked for a picture of no size, before they unpack anything. */
static void
size_cb (GdkPixbufLoader *loader,
         int              width,
         int              height,
         Unpacking       *unpacking)
{
  guint64 pixels = (guint64) MAX (width, 0) * (guint64) MAX (height, 0);

  unpacking->too_wide = width > CAM_PICTURE_MAX_SIDE || height > CAM_PICTURE_MAX_SIDE;
  unpacking->too_many = unpacking->pixels_left != NULL && pixels > *unpacking->pixels_left;
  if (unpacking->too_wide || unpacking->too_many)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (unpacking->pixels_left != NULL)
    *unpacking->pixels_left -= pixels;
}

/* Counts the rows from the top that have come: of a picture that was cut the rest does not. */
static void
area_cb (GdkPixbufLoader *loader,
         int              x,
         int              y,
         int              width,
         int              height,
         Unpacking       *unpacking)
{
  unpacking->n_rows = MAX (unpacking->n_rows, y + height);
}

CamPictureState
cam_picture_load (GBytes     *content,
                  guint64    *pixels_left,
                  GdkPixbuf **pixbuf)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  const char *media_type = NULL;
  Unpacking unpacking = { pixels_left };
  GdkPixbuf *found = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (content != NULL, CAM_PICTURE_UNKNOWN);

  if (g_bytes_get_size (content) > CAM_PICTURE_MAX_BYTES)
    return CAM_PICTURE_TOO_BIG;
  media_type = cam_picture_get_media_type (content);
  loader = media_type != NULL ? gdk_pixbuf_loader_new_with_mime_type (media_type, NULL) : NULL;
  if (loader == NULL)
    return CAM_PICTURE_UNKNOWN;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_cb), &unpacking);
  g_signal_connect (loader, "area-updated", G_CALLBACK (area_cb), &unpacking);
  done = gdk_pixbuf_loader_write_bytes (loader, content, NULL);
  done = gdk_pixbuf_loader_close (loader, NULL) && done && is_whole (content, media_type);
  found = gdk_pixbuf_loader_get_pixbuf (loader);
  if (unpacking.too_wide)
    return CAM_PICTURE_TOO_WIDE;
  if (unpacking.too_many)
    return CAM_PICTURE_TOO_MANY;
  if (!done || found == NULL || unpacking.n_rows < gdk_pixbuf_get_height (found) || gdk_pixbuf_get_bits_per_sample (found) != 8)
    return CAM_PICTURE_DAMAGED;
  if (pixbuf != NULL)
    *pixbuf = g_object_ref (found);
  return CAM_PICTURE_FINE;
}
