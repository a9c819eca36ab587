/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-contact-private.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include <string.h>

/* Whether a picture can be shown, found out by unpacking it: what its first bytes say may be true of nothing behind them. */

typedef struct
{
  guint64  *pixels_left;
  gboolean  too_big;
  gboolean  too_many;
  int       n_rows;
} Unpacking;

const char *
cam_contact_sniff_picture (GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (length > 24 && memcmp (data, "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", 16) == 0)
    return "image/png";
  if (length > 20 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "image/jpeg";
  return NULL;
}

/* The readers give up where they are asked for a picture of no size, before they unpack anything. */
static void
size_cb (GdkPixbufLoader *loader,
         int              width,
         int              height,
         Unpacking       *unpacking)
{
  guint64 pixels = (guint64) MAX (width, 0) * (guint64) MAX (height, 0);

  unpacking->too_big = width > CAM_CONTACT_MAX_SIDE || height > CAM_CONTACT_MAX_SIDE;
  unpacking->too_many = pixels > *unpacking->pixels_left;
  if (unpacking->too_big || unpacking->too_many)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else
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

/* The reader of JPEG makes up what is missing, so the end is looked for; some programs leave something behind it. */
static gboolean
has_end (GBytes     *bytes,
         const char *media)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize at = length - 1; at > 2; at--)
    if (data[at - 1] == 0xff && data[at] == 0xd9)
      return TRUE;
  return !g_str_equal (media, "image/jpeg");
}

CamContactPicture
cam_contact_check_picture (GBytes  *bytes,
                           guint64 *pixels_left)
{
  const char *media = cam_contact_sniff_picture (bytes);
  g_autoptr (GdkPixbufLoader) loader = media != NULL ? gdk_pixbuf_loader_new_with_mime_type (media, NULL) : NULL;
  Unpacking unpacking = { pixels_left };
  const GdkPixbuf *pixbuf = NULL;
  gboolean done = FALSE;

  if (g_bytes_get_size (bytes) > CAM_CONTACT_MAX_PICTURE)
    return CAM_CONTACT_PICTURE_TOO_BIG;
  if (loader == NULL)
    return CAM_CONTACT_PICTURE_UNKNOWN;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_cb), &unpacking);
  g_signal_connect (loader, "area-updated", G_CALLBACK (area_cb), &unpacking);
  done = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  done = gdk_pixbuf_loader_close (loader, NULL) && done && has_end (bytes, media);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (unpacking.too_big)
    return CAM_CONTACT_PICTURE_TOO_BIG;
  if (unpacking.too_many)
    return CAM_CONTACT_PICTURE_TOO_MANY;
  return done && pixbuf != NULL && unpacking.n_rows >= gdk_pixbuf_get_height (pixbuf) ? CAM_CONTACT_PICTURE_FINE
                                                                                      : CAM_CONTACT_PICTURE_DAMAGED;
}
