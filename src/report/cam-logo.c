/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-logo.h"

#include "cam-picture.h"

#include <glib/gi18n-lib.h>

#include <string.h>

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

/* Why it is none; NULL where it is one. */
static const char *
get_sentence (CamPictureState  state,
              CamError        *code)
{
  switch (state)
    {
    case CAM_PICTURE_UNKNOWN:
      *code = CAM_ERROR_UNSUPPORTED;
      return _("A logo has to be a PNG or JPEG picture, and this file is neither.");
    case CAM_PICTURE_TOO_BIG:
      *code = CAM_ERROR_TOO_BIG;
      return _("This picture is larger than 2 MB. Save a smaller copy of it and choose that.");
    case CAM_PICTURE_TOO_WIDE:
    case CAM_PICTURE_TOO_MANY:
      *code = CAM_ERROR_TOO_BIG;
      return _("This picture is more than 4,096 pixels wide or tall. Save a smaller copy of it and choose that.");
    case CAM_PICTURE_DAMAGED:
      *code = CAM_ERROR_INVALID;
      return _("This picture is damaged: it cannot be read to its end.");
    case CAM_PICTURE_FINE:
    default:
      return NULL;
    }
}

cairo_surface_t *
cam_logo_decode (GBytes   *content,
                 GError  **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  const char *sentence = NULL;
  CamError code = CAM_ERROR_FAILED;

  g_return_val_if_fail (content != NULL, NULL);

  sentence = get_sentence (cam_picture_load (content, NULL, &pixbuf), &code);
  if (sentence == NULL)
    return make_surface (pixbuf);
  g_set_error_literal (error, CAM_ERROR, code, sentence);
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
