/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-pages.h"

/* What GNOME has, then what most systems have. */
#define FAMILIES "Adwaita Sans, Cantarell, Noto Sans, DejaVu Sans, Sans"

typedef enum
{
  ITEM_LINE,
  ITEM_BOX,
  ITEM_PICTURE,
} ItemKind;

typedef struct
{
  ItemKind         kind;
  guint            page;
  guint            paragraph;   /* lines of one have the same; 0 for what is no text */
  const char      *tag;
  double           x;
  double           y;           /* of a line its baseline */
  double           width;
  double           height;
  guint32          colour;
  PangoLayout     *layout;      /* keeps the line alive */
  PangoLayoutLine *line;
  CamDrawFunc      draw;
  gpointer         data;
  GDestroyNotify   data_free;
} Item;

struct _CamPages
{
  double        width;
  double        height;
  double        margin;
  double        zoom;
  double        x;              /* the column */
  double        column;
  double        y;
  guint         page;
  guint         n_pages;
  guint         n_paragraphs;
  PangoContext *context;
  GPtrArray    *items;          /* (element-type Item) */
  gpointer      owner;
  GDestroyNotify owner_free;
};

static void
item_free (gpointer data)
{
  Item *self = data;

  g_clear_pointer (&self->line, pango_layout_line_unref);
  g_clear_object (&self->layout);
  if (self->data_free != NULL)
    self->data_free (self->data);
  g_free (self);
}

/* Laid out alike for every device: points, and no grid that letters keep to. */
static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("en-GB"));
  cairo_font_options_destroy (options);
  return context;
}

CamPages *
cam_pages_new (double width,
               double height,
               double margin)
{
  CamPages *self = g_new0 (CamPages, 1);

  self->width = width;
  self->height = height;
  self->margin = margin;
  self->zoom = 1;
  self->x = margin;
  self->column = width - 2 * margin;
  self->y = margin;
  self->n_pages = 1;
  self->context = make_context ();
  self->items = g_ptr_array_new_with_free_func (item_free);
  return self;
}

CamPages *
cam_pages_new_zoomed (double width,
                      double height,
                      double like,
                      double margin)
{
  CamPages *self = cam_pages_new (like, height * like / width, margin);

  self->zoom = width / like;
  return self;
}

void
cam_pages_set_owner (CamPages       *self,
                     gpointer        owner,
                     GDestroyNotify  owner_free)
{
  g_return_if_fail (self != NULL && self->owner == NULL);

  self->owner = owner;
  self->owner_free = owner_free;
}

void
cam_pages_free (CamPages *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_object_unref (self->context);
  if (self->owner_free != NULL)
    self->owner_free (self->owner);
  g_free (self);
}

guint
cam_pages_get_n (const CamPages *self)
{
  return self->n_pages;
}

double
cam_pages_get_width (const CamPages *self)
{
  return self->width;
}

double
cam_pages_get_height (const CamPages *self)
{
  return self->height;
}

guint
cam_pages_get_page (const CamPages *self)
{
  return self->page;
}

double
cam_pages_get_y (const CamPages *self)
{
  return self->y;
}

double
cam_pages_get_bottom (const CamPages *self)
{
  return self->height - self->margin;
}

void
cam_pages_get_column (const CamPages *self,
                      double         *x,
                      double         *width)
{
  *x = self->x;
  *width = self->column;
}

void
cam_pages_set_column (CamPages *self,
                      double    x,
                      double    width)
{
  self->x = x;
  self->column = width;
}

void
cam_pages_move_to (CamPages *self,
                   guint     page,
                   double    y)
{
  g_return_if_fail (page < self->n_pages);

  self->page = page;
  self->y = y;
}

void
cam_pages_add_space (CamPages *self,
                     double    height)
{
  self->y += height;
}

void
cam_pages_new_page (CamPages *self)
{
  self->page++;
  self->n_pages = MAX (self->n_pages, self->page + 1);
  self->y = self->margin;
}

gboolean
cam_pages_need (CamPages *self,
                double    height)
{
  if (self->y + height <= cam_pages_get_bottom (self) || self->y <= self->margin)
    return FALSE;
  cam_pages_new_page (self);
  return TRUE;
}

static PangoLayout *
make_layout (CamPages           *self,
             const CamTextStyle *style,
             const char         *text,
             double              width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string (FAMILIES);

  pango_font_description_set_size (font, (int) (style->size * PANGO_SCALE));
  pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, style->alignment);
  pango_layout_set_line_spacing (layout, 1.1f);
  if (style->max_lines > 0)
    {
      pango_layout_set_height (layout, -style->max_lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
add_line (CamPages           *self,
          PangoLayoutIter    *iter,
          guint               page,
          double              x,
          double              baseline,
          const CamTextStyle *style)
{
  Item *item = g_new0 (Item, 1);
  PangoRectangle box;

  pango_layout_iter_get_line_extents (iter, NULL, &box);
  item->kind = ITEM_LINE;
  item->page = page;
  item->paragraph = self->n_paragraphs;
  item->tag = style->tag;
  item->x = x + (double) box.x / PANGO_SCALE;
  item->y = baseline;
  item->colour = style->colour;
  item->layout = g_object_ref (pango_layout_iter_get_layout (iter));
  item->line = pango_layout_line_ref (pango_layout_iter_get_line_readonly (iter));
  g_ptr_array_add (self->items, item);
}

/* Stops at @end on @page; what is left then. */
static const char *
add_text (CamPages           *self,
          const CamTextStyle *style,
          const char         *text,
          guint               page,
          double              end)
{
  g_autoptr (PangoLayout) layout = NULL;
  PangoLayoutIter *iter = NULL;
  const char *rest = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  layout = make_layout (self, style, text, self->column);
  self->n_paragraphs++;
  iter = pango_layout_get_iter (layout);
  do
    {
      int top = 0, bottom = 0;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      cam_pages_need (self, (double) (bottom - top) / PANGO_SCALE);
      if (self->page > page || (self->page == page && self->y >= end))
        {
          rest = text + pango_layout_iter_get_line_readonly (iter)->start_index;
          break;
        }
      add_line (self, iter, self->page, self->x, self->y + (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE,
                style);
      self->y += (double) (bottom - top) / PANGO_SCALE;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return rest;
}

const char *
cam_pages_add_text_to (CamPages           *self,
                       const CamTextStyle *style,
                       const char         *text,
                       double              end)
{
  g_return_val_if_fail (self != NULL && style != NULL, NULL);

  return add_text (self, style, text, self->page, end);
}

void
cam_pages_add_text (CamPages           *self,
                    const CamTextStyle *style,
                    const char         *text)
{
  add_text (self, style, text, G_MAXUINT, 0);
}

double
cam_pages_measure (CamPages           *self,
                   const CamTextStyle *style,
                   const char         *text,
                   double              width,
                   gboolean           *cut)
{
  g_autoptr (PangoLayout) layout = NULL;
  int height = 0;

  g_return_val_if_fail (self != NULL && style != NULL, 0);

  if (cut != NULL)
    *cut = FALSE;
  if (text == NULL || *text == '\0')
    return 0;
  layout = make_layout (self, style, text, width > 0 ? width : self->column);
  pango_layout_get_size (layout, NULL, &height);
  if (cut != NULL)
    *cut = pango_layout_is_ellipsized (layout);
  return (double) height / PANGO_SCALE;
}

double
cam_pages_put_text (CamPages           *self,
                    guint               page,
                    double              x,
                    double              y,
                    double              width,
                    const CamTextStyle *style,
                    const char         *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  PangoLayoutIter *iter = NULL;
  int height = 0;

  g_return_val_if_fail (self != NULL && style != NULL && page < self->n_pages, 0);

  if (text == NULL || *text == '\0')
    return 0;
  layout = make_layout (self, style, text, width);
  self->n_paragraphs++;
  iter = pango_layout_get_iter (layout);
  do
    add_line (self, iter, page, x, y + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE, style);
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static Item *
put_item (CamPages *self,
          ItemKind  kind,
          guint     page,
          double    x,
          double    y,
          double    width,
          double    height)
{
  Item *item = g_new0 (Item, 1);

  item->kind = kind;
  item->page = page;
  item->x = x;
  item->y = y;
  item->width = width;
  item->height = height;
  g_ptr_array_add (self->items, item);
  return item;
}

void
cam_pages_put_box (CamPages *self,
                   guint     page,
                   double    x,
                   double    y,
                   double    width,
                   double    height,
                   guint32   colour)
{
  put_item (self, ITEM_BOX, page, x, y, width, height)->colour = colour;
}

void
cam_pages_put_picture (CamPages       *self,
                       guint           page,
                       double          x,
                       double          y,
                       double          width,
                       double          height,
                       CamDrawFunc     draw,
                       gpointer        data,
                       GDestroyNotify  data_free)
{
  Item *item = put_item (self, ITEM_PICTURE, page, x, y, width, height);

  item->draw = draw;
  item->data = data;
  item->data_free = data_free;
}

static void
set_colour (cairo_t *cr,
            guint32  colour)
{
  cairo_set_source_rgb (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

static void
draw_item (const Item *item,
           cairo_t    *cr)
{
  cairo_save (cr);
  set_colour (cr, item->colour);
  switch (item->kind)
    {
    case ITEM_LINE:
      cairo_move_to (cr, item->x, item->y);
      pango_cairo_show_layout_line (cr, item->line);
      break;
    case ITEM_BOX:
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_fill (cr);
      break;
    case ITEM_PICTURE:
      cairo_translate (cr, item->x, item->y);
      cairo_rectangle (cr, 0, 0, item->width, item->height);
      cairo_clip (cr);
      item->draw (cr, item->width, item->height, item->data);
      break;
    default:
      g_assert_not_reached ();
    }
  cairo_restore (cr);
}

void
cam_pages_draw (const CamPages *self,
                guint           page,
                cairo_t        *cr)
{
  const char *tag = NULL;
  guint paragraph = 0;

  g_return_if_fail (self != NULL && cr != NULL);

  cairo_save (cr);
  cairo_scale (cr, self->zoom, self->zoom);
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);

      if (item->page != page)
        continue;
      if (tag != NULL && item->paragraph != paragraph)
        {
          cairo_tag_end (cr, tag);
          tag = NULL;
        }
      if (tag == NULL && item->tag != NULL)
        {
          tag = item->tag;
          cairo_tag_begin (cr, tag, NULL);
        }
      paragraph = item->paragraph;
      draw_item (item, cr);
    }
  if (tag != NULL)
    cairo_tag_end (cr, tag);
  cairo_restore (cr);
}
