/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-label-art.h"

#include <math.h>

#define HALO 2
/* Longer names are broken into lines, in logical pixels. */
#define MAX_WIDTH 110

typedef struct
{
  double      size; /* to the widget's own */
  PangoWeight weight;
  double      opacity;
} Hand;

static const Hand hands[CAM_N_LEVELS] = {
  [CAM_LEVEL_COUNTY] = { 1.35, PANGO_WEIGHT_BOLD, 0.60 },
  [CAM_LEVEL_DISTRICT] = { 1.15, PANGO_WEIGHT_BOLD, 0.72 },
  [CAM_LEVEL_SDA] = { 1.00, PANGO_WEIGHT_BOLD, 0.95 },
  [CAM_LEVEL_DIVISION] = { 0.92, PANGO_WEIGHT_SEMIBOLD, 0.85 },
  [CAM_LEVEL_WARD] = { 0.88, PANGO_WEIGHT_MEDIUM, 0.85 },
  [CAM_LEVEL_PARISH] = { 0.84, PANGO_WEIGHT_NORMAL, 0.85 },
  [CAM_LEVEL_LSOA] = { 0.80, PANGO_WEIGHT_NORMAL, 0.80 },
  [CAM_LEVEL_NEIGHBOURHOOD] = { 0.84, PANGO_WEIGHT_NORMAL, 0.85 },
};

static PangoLayout *
make_layout (GtkWidget  *widget,
             const char *name,
             const Hand *hand,
             gboolean    selected)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, name);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (hand->size));
  pango_attr_list_insert (attributes,
                          pango_attr_weight_new (selected ? PANGO_WEIGHT_BOLD : hand->weight));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_width (layout, MAX_WIDTH * PANGO_SCALE);
  return layout;
}

static void
set_source (cairo_t       *cr,
            const GdkRGBA *rgba,
            double         opacity)
{
  cairo_set_source_rgba (cr, rgba->red, rgba->green, rgba->blue, rgba->alpha * opacity);
}

CamLabelArt *
cam_label_art_new (GtkWidget  *widget,
                   const char *name,
                   CamLevel    level,
                   gboolean    selected)
{
  CamLabelArt *self = g_new0 (CamLabelArt, 1);
  PangoRectangle ink = { 0 };

  self->layout = make_layout (widget, name, &hands[level], selected);
  self->level = level;
  self->selected = selected;
  pango_layout_get_pixel_extents (self->layout, NULL, &ink);
  self->width = ink.width + 2 * HALO;
  self->height = ink.height + 2 * HALO;
  return self;
}

void
cam_label_art_draw (CamLabelArt         *self,
                    const CamMapPalette *palette,
                    double               scale)
{
  g_autoptr(GBytes) bytes = NULL;
  PangoRectangle ink = { 0 };
  int width = (int) ceil (self->width * scale);
  int height = (int) ceil (self->height * scale);
  int stride = cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, width);
  guchar *data = g_malloc0_n ((gsize) stride, (gsize) height);
  cairo_surface_t *surface =
    cairo_image_surface_create_for_data (data, CAIRO_FORMAT_ARGB32, width, height, stride);
  cairo_t *cr = cairo_create (surface);

  pango_layout_get_pixel_extents (self->layout, NULL, &ink);
  cairo_scale (cr, scale, scale);
  cairo_move_to (cr, HALO - ink.x, HALO - ink.y);
  pango_cairo_layout_path (cr, self->layout);
  cairo_set_line_width (cr, 2 * HALO);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  set_source (cr, &palette->halo, 1);
  cairo_stroke (cr);
  cairo_move_to (cr, HALO - ink.x, HALO - ink.y);
  set_source (cr, &palette->text, self->selected ? 1 : hands[self->level].opacity);
  pango_cairo_show_layout (cr, self->layout);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  bytes = g_bytes_new_take (data, (gsize) stride * (gsize) height);
  g_clear_object (&self->texture);
  self->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}

void
cam_label_art_free (CamLabelArt *self)
{
  g_clear_object (&self->layout);
  g_clear_object (&self->texture);
  g_free (self);
}
