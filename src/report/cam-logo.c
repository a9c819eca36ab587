/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-logo.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

#include <string.h>

const char *
cam_logo_get_media_type (GBytes *content)
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
is_whole (GBytes *content)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (content, &length);

  return g_str_equal (cam_logo_get_media_type (content), "image/png") ? is_whole_png (data, length) : is_whole_jpeg (data, length);
}

/* Counts the rows from the top that have come. */
static void
area_cb (GdkPixbufLoader *loader,
         int              x,
         int              y,
         int              width,
         int              height,
         int             *n_rows)
{
  *n_rows = MAX (*n_rows, y + height);
}

/* The readers give up where they are asked for a picture of no size, before they unpack anything. */
static void
size_cb (GdkPixbufLoader *loader,
         int              width,
         int              height,
         gboolean        *too_big)
{
  if (width <= CAM_LOGO_MAX_SIDE && height <= CAM_LOGO_MAX_SIDE)
    return;
  *too_big = TRUE;
  gdk_pixbuf_loader_set_size (loader, 0, 0);
}

/* Cairo has the parts of a colour in one number, multiplied by how opaque it is. */
static cairo_surface_t *
make_surface (const GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf), stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint8 *to = cairo_image_surface_get_data (surface);
  int to_stride = cairo_image_surface_get_stride (surface);

  for (int row = 0; to != NULL && row < height; row++)
    for (int column = 0; column < width; column++)
      {
        const guint8 *from = pixels + (gsize) row * (gsize) stride + (gsize) column * (gsize) channels;
        guint32 alpha = channels == 4 ? from[3] : 255;
        guint32 pixel = alpha << 24 | (from[0] * alpha / 255) << 16 | (from[1] * alpha / 255) << 8 | from[2] * alpha / 255;

        memcpy (to + (gsize) row * (gsize) to_stride + (gsize) column * 4, &pixel, sizeof pixel);
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static gboolean
refuse (GError     **error,
        CamError     code,
        const char  *sentence)
{
  g_set_error_literal (error, CAM_ERROR, code, sentence);
  return FALSE;
}

static gboolean
check (GBytes   *content,
       GError  **error)
{
  if (g_bytes_get_size (content) > CAM_LOGO_MAX_BYTES)
    return refuse (error, CAM_ERROR_TOO_BIG, _("This picture is larger than 2 MB. Save a smaller copy of it and choose that."));
  if (cam_logo_get_media_type (content) == NULL)
    return refuse (error, CAM_ERROR_UNSUPPORTED, _("A logo has to be a PNG or JPEG picture, and this file is neither."));
  return TRUE;
}

cairo_surface_t *
cam_logo_decode (GBytes   *content,
                 GError  **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  const GdkPixbuf *pixbuf = NULL;
  gboolean too_big = FALSE, done = FALSE;
  int n_rows = 0;

  g_return_val_if_fail (content != NULL, NULL);

  if (!check (content, error))
    return NULL;
  loader = gdk_pixbuf_loader_new_with_mime_type (cam_logo_get_media_type (content), error);
  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_cb), &too_big);
  g_signal_connect (loader, "area-updated", G_CALLBACK (area_cb), &n_rows);
  done = gdk_pixbuf_loader_write_bytes (loader, content, NULL);
  done = gdk_pixbuf_loader_close (loader, NULL) && done && is_whole (content);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (too_big)
    refuse (error, CAM_ERROR_TOO_BIG,
            _("This picture is more than 4,000 pixels wide or tall. Save a smaller copy of it and choose that."));
  else if (!done || pixbuf == NULL || n_rows < gdk_pixbuf_get_height (pixbuf) || gdk_pixbuf_get_bits_per_sample (pixbuf) != 8)
    refuse (error, CAM_ERROR_INVALID, _("This picture is damaged: it cannot be read to its end."));
  else
    return make_surface (pixbuf);
  return NULL;
}

static double
get_scale (cairo_surface_t *logo,
           double           width,
           double           height)
{
  double across = cairo_image_surface_get_width (logo), down = cairo_image_surface_get_height (logo);

  return across > 0 && down > 0 ? MIN (width / across, height / down) : 0;
}

double
cam_logo_get_width (cairo_surface_t *logo,
                    double           width,
                    double           height)
{
  return cairo_image_surface_get_width (logo) * get_scale (logo, width, height);
}

double
cam_logo_draw (cairo_t         *cr,
               cairo_surface_t *logo,
               double           width,
               double           height)
{
  double scale = get_scale (logo, width, height);

  if (!(scale > 0))
    return 0;
  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, logo, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
  cairo_paint (cr);
  cairo_restore (cr);
  return cairo_image_surface_get_width (logo) * scale;
}
