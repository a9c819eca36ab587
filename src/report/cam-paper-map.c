/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-paper-map.h"

#include "cam-paper-private.h"

#include <glib/gi18n-lib.h>

#include <math.h>

/* Names of small places that are tried, and a degree of latitude in metres. */
#define MAX_PLACES 60u
#define MAX_NEARBY 60u
#define DEGREE     111320.0

typedef struct
{
  char        *name;
  CamGeometry *outline;  /* NULL: only the name */
  double       x, y;     /* of the label, degrees */
} Shape;

struct _CamPaperMap
{
  GPtrArray *areas;    /* (element-type Shape) what it is of */
  GPtrArray *nearby;
  GPtrArray *places;
  CamBounds  bounds;
  double     lat;      /* of the pin; NAN for none */
  double     lon;
};

static void
shape_free (gpointer data)
{
  Shape *self = data;

  g_free (self->name);
  g_clear_pointer (&self->outline, cam_geometry_unref);
  g_free (self);
}

static void
add_shape (GPtrArray          *shapes,
           const CamAtlasArea *area,
           gboolean            with_outline)
{
  Shape *shape = g_new0 (Shape, 1);

  shape->name = cam_paper_dup_clean (area->name, FALSE);
  shape->outline = with_outline && area->outline != NULL ? cam_geometry_ref (area->outline) : NULL;
  shape->x = area->label_lon;
  shape->y = area->label_lat;
  g_ptr_array_add (shapes, shape);
}

static gboolean
holds (GPtrArray          *list,
       const CamAtlasArea *area)
{
  return g_ptr_array_find (list, area, NULL);
}

/* Of the areas that hold the pin the one that people know: the service delivery area, else the smallest with an outline
 * that is not tiny. */
static const CamAtlasArea *
choose_around (CamAtlas *atlas,
               double    lat,
               double    lon)
{
  static const CamLevel levels[] = { CAM_LEVEL_SDA, CAM_LEVEL_DIVISION, CAM_LEVEL_WARD, CAM_LEVEL_PARISH, CAM_LEVEL_DISTRICT,
                                     CAM_LEVEL_COUNTY };
  g_autoptr (GPtrArray) around = cam_atlas_find_at (atlas, lat, lon);

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    for (guint j = 0; j < around->len; j++)
      {
        const CamAtlasArea *area = g_ptr_array_index (around, j);

        if (area->level == levels[i] && area->outline != NULL)
          return area;
      }
  return NULL;
}

static void
widen (CamBounds *bounds,
       double     min_x,
       double     min_y,
       double     max_x,
       double     max_y)
{
  bounds->min_x = MIN (bounds->min_x, min_x);
  bounds->min_y = MIN (bounds->min_y, min_y);
  bounds->max_x = MAX (bounds->max_x, max_x);
  bounds->max_y = MAX (bounds->max_y, max_y);
}

static void
add_nearby (CamPaperMap *self,
            CamAtlas    *atlas,
            GPtrArray   *chosen,
            CamLevel     level)
{
  GPtrArray *all = cam_atlas_get_level (atlas, level);
  double across = self->bounds.max_x - self->bounds.min_x, down = self->bounds.max_y - self->bounds.min_y;

  for (guint i = 0; i < all->len && self->nearby->len < MAX_NEARBY; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (all, i);

      if (area->outline != NULL && !holds (chosen, area) && area->bounds.max_x >= self->bounds.min_x - across
          && area->bounds.min_x <= self->bounds.max_x + across && area->bounds.max_y >= self->bounds.min_y - down
          && area->bounds.min_y <= self->bounds.max_y + down)
        add_shape (self->nearby, area, TRUE);
    }
}

/* Parishes are what villages are called. */
static void
add_places (CamPaperMap *self,
            CamAtlas    *atlas,
            GPtrArray   *chosen)
{
  GPtrArray *all = cam_atlas_get_level (atlas, CAM_LEVEL_PARISH);

  for (guint i = 0; i < all->len && self->places->len < MAX_PLACES; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (all, i);

      if (!holds (chosen, area) && area->label_lon >= self->bounds.min_x && area->label_lon <= self->bounds.max_x
          && area->label_lat >= self->bounds.min_y && area->label_lat <= self->bounds.max_y)
        add_shape (self->places, area, FALSE);
    }
}

static GPtrArray *
choose_areas (CamAtlas  *atlas,
              GPtrArray *uuids,
              double     lat,
              double     lon)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; uuids != NULL && i < uuids->len; i++)
    {
      const CamAtlasArea *area = cam_atlas_find (atlas, g_ptr_array_index (uuids, i));

      if (area != NULL && area->outline != NULL && !cam_geometry_is_empty (area->outline) && !holds (chosen, area))
        g_ptr_array_add (chosen, (gpointer) area);
    }
  if (chosen->len == 0 && isfinite (lat))
    {
      const CamAtlasArea *area = choose_around (atlas, lat, lon);

      if (area != NULL)
        g_ptr_array_add (chosen, (gpointer) area);
    }
  return chosen;
}

CamPaperMap *
cam_paper_map_new (CamAtlas  *atlas,
                   GPtrArray *areas,
                   double     lat,
                   double     lon)
{
  g_autoptr (GPtrArray) chosen = NULL;
  CamPaperMap *self = NULL;

  g_return_val_if_fail (CAM_IS_ATLAS (atlas), NULL);

  chosen = choose_areas (atlas, areas, lat, lon);
  if (chosen->len == 0)
    return NULL;
  self = g_new0 (CamPaperMap, 1);
  self->areas = g_ptr_array_new_with_free_func (shape_free);
  self->nearby = g_ptr_array_new_with_free_func (shape_free);
  self->places = g_ptr_array_new_with_free_func (shape_free);
  self->lat = lat;
  self->lon = lon;
  self->bounds = (CamBounds) { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = 0; i < chosen->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (chosen, i);

      add_shape (self->areas, area, TRUE);
      widen (&self->bounds, area->bounds.min_x, area->bounds.min_y, area->bounds.max_x, area->bounds.max_y);
    }
  if (isfinite (lat))
    widen (&self->bounds, lon, lat, lon, lat);
  add_nearby (self, atlas, chosen, ((const CamAtlasArea *) g_ptr_array_index (chosen, 0))->level);
  add_places (self, atlas, chosen);
  return self;
}

void
cam_paper_map_free (CamPaperMap *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->areas);
  g_ptr_array_unref (self->nearby);
  g_ptr_array_unref (self->places);
  g_free (self);
}

char *
cam_paper_map_describe (const CamPaperMap *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (self->areas->len, 5); i++)
    {
      const Shape *shape = g_ptr_array_index (self->areas, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", shape->name != NULL ? shape->name : "");
    }
  if (isfinite (self->lat))
    /* Translators: %s is one or more areas */
    return g_strdup_printf (_("Map of %s, with a pin at the venue"), names->str);
  return g_strdup_printf (_("Map of %s"), names->str);
}

typedef struct
{
  cairo_t *cr;
  double   left, top;      /* degrees, of the upper left corner */
  double   scale_x;        /* points for a degree */
  double   scale_y;
  double   width, height;
  GArray  *taken;          /* cairo_rectangle_t: where something is written */
} View;

static void
place (const View *view,
       double      x,
       double      y,
       double     *to_x,
       double     *to_y)
{
  *to_x = (x - view->left) * view->scale_x;
  *to_y = (view->top - y) * view->scale_y;
}

/* What a printer could not show apart is left out. */
static void
ring_cb (const double *xy,
         guint         n_points,
         gboolean      is_hole,
         gpointer      user_data)
{
  const View *view = user_data;
  double last_x = 0, last_y = 0;

  for (guint i = 0; i < n_points; i++)
    {
      double x = 0, y = 0;

      place (view, xy[2 * i], xy[2 * i + 1], &x, &y);
      x = CLAMP (x, -4000, 4000);
      y = CLAMP (y, -4000, 4000);
      if (i > 0 && fabs (x - last_x) + fabs (y - last_y) < 0.35)
        continue;
      if (i == 0)
        cairo_move_to (view->cr, x, y);
      else
        cairo_line_to (view->cr, x, y);
      last_x = x;
      last_y = y;
    }
  cairo_close_path (view->cr);
}

static void
set_colour (cairo_t *cr,
            guint32  colour)
{
  cairo_set_source_rgb (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

static void
draw_outlines (View      *view,
               GPtrArray *shapes,
               guint32    fill,
               guint32    stroke,
               double     width)
{
  for (guint i = 0; i < shapes->len; i++)
    {
      const Shape *shape = g_ptr_array_index (shapes, i);

      if (shape->outline == NULL)
        continue;
      cairo_new_path (view->cr);
      cairo_set_fill_rule (view->cr, CAIRO_FILL_RULE_EVEN_ODD);
      cam_geometry_foreach_ring (shape->outline, ring_cb, view);
      set_colour (view->cr, fill);
      cairo_fill_preserve (view->cr);
      set_colour (view->cr, stroke);
      cairo_set_line_width (view->cr, width);
      cairo_stroke (view->cr);
    }
}

static gboolean
is_free (const View              *view,
         const cairo_rectangle_t *box)
{
  if (box->x < 2 || box->y < 2 || box->x + box->width > view->width - 2 || box->y + box->height > view->height - 2)
    return FALSE;
  for (guint i = 0; i < view->taken->len; i++)
    {
      const cairo_rectangle_t *other = &g_array_index (view->taken, cairo_rectangle_t, i);

      if (box->x < other->x + other->width && other->x < box->x + box->width && box->y < other->y + other->height
          && other->y < box->y + box->height)
        return FALSE;
    }
  return TRUE;
}

static PangoLayout *
make_label (cairo_t    *cr,
            const char *text,
            double      size,
            gboolean    bold)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Adwaita Sans, Cantarell, Noto Sans, DejaVu Sans, Sans");

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* Names are written where there is room for the whole of one; the first come first. */
static void
draw_names (View      *view,
            GPtrArray *shapes,
            double     size,
            gboolean   bold,
            guint32    colour)
{
  for (guint i = 0; i < shapes->len; i++)
    {
      const Shape *shape = g_ptr_array_index (shapes, i);
      g_autoptr (PangoLayout) layout = NULL;
      PangoRectangle extents;
      cairo_rectangle_t box = { 0, 0, 0, 0 };
      double x = 0, y = 0;

      if (shape->name == NULL || !isfinite (shape->x) || !isfinite (shape->y) || g_utf8_strlen (shape->name, -1) > 60)
        continue;
      layout = make_label (view->cr, shape->name, size, bold);
      pango_layout_get_extents (layout, NULL, &extents);
      place (view, shape->x, shape->y, &x, &y);
      box.width = (double) extents.width / PANGO_SCALE + 4;
      box.height = (double) extents.height / PANGO_SCALE + 1;
      box.x = x - box.width / 2;
      box.y = y - box.height / 2;
      if (!is_free (view, &box))
        continue;
      g_array_append_val (view->taken, box);
      set_colour (view->cr, colour);
      cairo_move_to (view->cr, box.x + 2, box.y + 0.5);
      pango_cairo_show_layout (view->cr, layout);
    }
}

static void
draw_pin (View   *view,
          double  lon,
          double  lat)
{
  cairo_t *cr = view->cr;
  double x = 0, y = 0;

  place (view, lon, lat, &x, &y);
  cairo_new_path (cr);
  cairo_move_to (cr, x, y);
  cairo_curve_to (cr, x - 2, y - 5, x - 6, y - 7, x - 6, y - 12);
  cairo_arc (cr, x, y - 12, 6, G_PI, 2 * G_PI);
  cairo_curve_to (cr, x + 6, y - 7, x + 2, y - 5, x, y);
  cairo_close_path (cr);
  set_colour (cr, CAM_PAPER_RED);
  cairo_fill_preserve (cr);
  set_colour (cr, 0xffffff);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_arc (cr, x, y - 12, 2.2, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* A length that is easily said, at most two fifths of the width. */
static void
draw_scale (View   *view,
            double  metres)
{
  static const double lengths[] = { 50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50 };
  cairo_t *cr = view->cr;
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *text = NULL;
  PangoRectangle extents;
  double length = 0;
  double y = view->height - 8;

  for (guint i = 0; i < G_N_ELEMENTS (lengths) && length == 0; i++)
    if (lengths[i] / metres <= view->width * 0.4)
      length = lengths[i];
  if (length == 0)
    return;
  text = length >= 1000 ? g_strdup_printf (_("%d km"), (int) length / 1000) : g_strdup_printf (_("%d m"), (int) length);
  layout = make_label (cr, text, 8.5, FALSE);
  pango_layout_get_extents (layout, NULL, &extents);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.85);
  cairo_rectangle (cr, 3, y - 6, length / metres + (double) extents.width / PANGO_SCALE + 14, 12);
  cairo_fill (cr);
  set_colour (cr, CAM_PAPER_BLACK);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, 7, y - 3);
  cairo_line_to (cr, 7, y);
  cairo_line_to (cr, 7 + length / metres, y);
  cairo_line_to (cr, 7 + length / metres, y - 3);
  cairo_stroke (cr);
  cairo_move_to (cr, 11 + length / metres, y - 6);
  pango_cairo_show_layout (cr, layout);
}

void
cam_paper_map_draw (cairo_t       *cr,
                    double         width,
                    double         height,
                    gconstpointer  map)
{
  const CamPaperMap *self = map;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
  double middle_x = (self->bounds.min_x + self->bounds.max_x) / 2, middle_y = (self->bounds.min_y + self->bounds.max_y) / 2;
  double narrow = MAX (cos (middle_y * G_PI / 180), 0.05);
  double across = MAX ((self->bounds.max_x - self->bounds.min_x) * narrow, 0.002);
  double down = MAX (self->bounds.max_y - self->bounds.min_y, 0.002);
  double scale = MIN (width * 0.88 / across, height * 0.86 / down);
  View view = { cr, middle_x - width / 2 / scale / narrow, middle_y + height / 2 / scale, scale * narrow, scale, width, height, taken };
  cairo_rectangle_t reserved = { 0, height - 16, width * 0.55, 16 };

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  set_colour (cr, 0xf3f5f6);
  cairo_paint (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  draw_outlines (&view, self->nearby, 0xf9fafa, CAM_PAPER_FAINT, 0.6);
  draw_outlines (&view, self->areas, 0xd5e6ec, CAM_PAPER_BRAND, 1.3);
  g_array_append_val (taken, reserved);
  if (isfinite (self->lat))
    {
      cairo_rectangle_t pin = { 0, 0, 14, 20 };

      place (&view, self->lon, self->lat, &pin.x, &pin.y);
      pin.x -= 7;
      pin.y -= 19;
      g_array_append_val (taken, pin);
    }
  if (self->areas->len > 1 || self->places->len == 0)
    draw_names (&view, self->areas, 9.5, TRUE, CAM_PAPER_BRAND);
  draw_names (&view, self->places, 8.5, FALSE, 0x3c4347);
  draw_names (&view, self->nearby, 8, FALSE, 0x7b858b);
  if (isfinite (self->lat))
    draw_pin (&view, self->lon, self->lat);
  draw_scale (&view, DEGREE / scale);
  set_colour (cr, CAM_PAPER_FAINT);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, 0.5, 0.5, width - 1, height - 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}
