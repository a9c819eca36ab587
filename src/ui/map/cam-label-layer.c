/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-label-layer.h"

#include "cam-label-art.h"
#include "cam-label-placement.h"
#include "cam-map-frame.h"
#include "cam-mercator.h"

#include <math.h>

#define REST_MS 90
#define GAP 4.0
/* The strip around the view, as a part of it. */
#define STRIP 0.35
/* Drawn names that are kept for later. */
#define MAX_ART 1500
/* How long a frame may spend on drawing names that it is the first to show; the others follow. */
#define DRAWING_US 3000
/* A name may be so many times as wide as its area. */
#define MAX_OVERHANG 1.6

typedef struct
{
  char        *uuid;
  char        *name;
  CamLevel     level;
  CamGeometry *outline;   /* NULL where there is none */
  CamBounds    bounds;    /* unit square */
  double       x, y;      /* unit square */
  double       extent;    /* the wider side, unit square */
  double       weight;
  gboolean     echo;      /* a wider area has the same name in the same place */
} Label;

typedef struct
{
  double       x, y;        /* unit square: where the name belongs */
  double       left, top;   /* logical pixels from there */
  CamLabelArt *art;         /* owned by the cache */
} Placed;

struct _CamLabelLayer
{
  ShumateLayer   parent_instance;
  CamMapPalette  palette;
  GArray        *labels;
  GArray        *placed;
  GHashTable    *art;       /* "level|selected|name" -> CamLabelArt */
  double         art_scale;
  char          *selected;
  CamMapFrame    at;        /* where the names were placed */
  guint          rest_id;
  guint          more_id;
};

G_DEFINE_FINAL_TYPE (CamLabelLayer, cam_label_layer, SHUMATE_TYPE_LAYER)

static void
clear_label (gpointer data)
{
  Label *label = data;

  g_clear_pointer (&label->uuid, g_free);
  g_clear_pointer (&label->name, g_free);
  g_clear_pointer (&label->outline, cam_geometry_unref);
}

static void
forget_art (CamLabelLayer *self)
{
  g_array_set_size (self->placed, 0);
  g_hash_table_remove_all (self->art);
}

static CamLabelArt *
ensure_art (CamLabelLayer *self,
            const Label   *label,
            gboolean       selected)
{
  g_autofree char *key = g_strdup_printf ("%u|%d|%s", (guint) label->level, selected, label->name);
  CamLabelArt *art = g_hash_table_lookup (self->art, key);

  if (art == NULL)
    {
      art = cam_label_art_new (GTK_WIDGET (self), label->name, label->level, selected);
      g_hash_table_insert (self->art, g_steal_pointer (&key), art);
    }
  return art;
}

/* Where a name belongs: at the area's own point; or, where that lies outside of the view but the
 * area is all around, in the middle of the view, so that one sees where one is. */
static void
find_point (const Label       *label,
            const CamMapFrame *view,
            double            *x,
            double            *y)
{
  double middle_x = (view->left + view->width / 2) / view->world_size;
  double middle_y = (view->top + view->height / 2) / view->world_size;

  *x = label->x;
  *y = label->y;
  if (fabs (label->x - middle_x) * 2 <= view->width / view->world_size
      && fabs (label->y - middle_y) * 2 <= view->height / view->world_size)
    return;
  if (label->outline == NULL || label->extent * view->world_size < view->height
      || middle_x < label->bounds.min_x || middle_x > label->bounds.max_x
      || middle_y < label->bounds.min_y || middle_y > label->bounds.max_y)
    return;
  if (cam_geometry_contains (label->outline, cam_mercator_lon (middle_x),
                             cam_mercator_lat (middle_y)))
    {
      *x = middle_x;
      *y = middle_y;
    }
}

/* The names that could stand in the view or the strip around it, as boxes and, in step, as placed
 * labels whose corner is still to come. */
static void
collect (CamLabelLayer     *self,
         const CamMapFrame *view,
         const CamMapFrame *frame,
         GArray            *boxes,
         GArray            *placed)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      const Label *label = &g_array_index (self->labels, Label, i);
      gboolean selected = g_strcmp0 (label->uuid, self->selected) == 0;
      double extent = label->extent * frame->world_size;
      CamLabelBox box = { .weight = label->weight };
      Placed entry = { 0 };

      find_point (label, view, &entry.x, &entry.y);
      cam_map_frame_project (frame, entry.x, entry.y, &box.x, &box.y);
      if (box.x < 0 || box.y < 0 || box.x > frame->width || box.y > frame->height)
        continue;
      /* No name is narrower than this: spares the drawing of names that cannot be shown. */
      if (!selected && (label->echo || extent < 14))
        continue;
      entry.art = ensure_art (self, label, selected);
      if (!selected && entry.art->width > extent * MAX_OVERHANG)
        continue;
      box.width = entry.art->width;
      box.height = entry.art->height;
      if (selected)
        box.weight = G_MAXDOUBLE;
      g_array_append_val (boxes, box);
      g_array_append_val (placed, entry);
    }
}

static void
place_labels (CamLabelLayer *self)
{
  CamMapFrame frame =
    cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
  CamMapFrame wide = frame;
  g_autoptr(GArray) boxes = g_array_new (FALSE, FALSE, sizeof (CamLabelBox));
  g_autoptr(GArray) placed = g_array_new (FALSE, FALSE, sizeof (Placed));

  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (frame.width <= 0 || frame.height <= 0)
    return;
  if (!G_APPROX_VALUE (self->art_scale, frame.scale, 1e-6)
      || g_hash_table_size (self->art) > MAX_ART)
    forget_art (self);
  self->art_scale = frame.scale;
  self->at = frame;
  wide.left -= round (frame.width * STRIP);
  wide.top -= round (frame.height * STRIP);
  wide.width += 2 * round (frame.width * STRIP);
  wide.height += 2 * round (frame.height * STRIP);
  collect (self, &frame, &wide, boxes, placed);
  cam_label_placement_solve ((CamLabelBox *) (gpointer) boxes->data, boxes->len, wide.width,
                             wide.height, GAP);
  g_array_set_size (self->placed, 0);
  for (guint i = 0; i < placed->len; i++)
    {
      const CamLabelBox *box = &g_array_index (boxes, CamLabelBox, i);
      Placed *entry = &g_array_index (placed, Placed, i);

      entry->left = box->left - box->x;
      entry->top = box->top - box->y;
      if (box->placed)
        g_array_append_val (self->placed, *entry);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
rest_cb (gpointer data)
{
  CamLabelLayer *self = data;

  self->rest_id = 0;
  place_labels (self);
}

static gboolean
has_left_strip (CamLabelLayer     *self,
                const CamMapFrame *frame)
{
  return fabs (frame->left - self->at.left) > frame->width * STRIP
         || fabs (frame->top - self->at.top) > frame->height * STRIP;
}

static void
viewport_changed_cb (CamLabelLayer *self)
{
  CamMapFrame frame =
    cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
  gboolean zoomed = !G_APPROX_VALUE (frame.world_size, self->at.world_size, 1e-3);

  if (!zoomed && has_left_strip (self, &frame))
    place_labels (self);
  else
    {
      g_clear_handle_id (&self->rest_id, g_source_remove);
      self->rest_id = g_timeout_add_once (REST_MS, rest_cb, self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static graphene_rect_t
find_box (const Placed      *placed,
          const CamMapFrame *frame)
{
  double x, y;

  cam_map_frame_project (frame, placed->x, placed->y, &x, &y);
  x = round ((x + placed->left) * frame->scale) / frame->scale;
  y = round ((y + placed->top) * frame->scale) / frame->scale;
  return GRAPHENE_RECT_INIT ((float) x, (float) y, (float) placed->art->width,
                             (float) placed->art->height);
}

static void
more_cb (gpointer data)
{
  CamLabelLayer *self = data;

  self->more_id = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The name is drawn when it is first in sight, unless the frame has taken long enough (@until,
 * monotonic time in microseconds) or it is the selected one, which was there in another hand. */
static void
snapshot_name (CamLabelLayer     *self,
               GtkSnapshot       *snapshot,
               CamLabelArt       *art,
               const CamMapFrame *frame,
               graphene_rect_t    box,
               gint64             until)
{
  if (art->texture == NULL && (art->selected || g_get_monotonic_time () < until))
    cam_label_art_draw (art, &self->palette, frame->scale);
  if (art->texture == NULL)
    {
      if (self->more_id == 0)
        self->more_id = g_idle_add_once (more_cb, self);
      return;
    }
  /* The texture may be a fraction of a pixel larger than the box. */
  box.size.width = (float) (gdk_texture_get_width (art->texture) / frame->scale);
  box.size.height = (float) (gdk_texture_get_height (art->texture) / frame->scale);
  gtk_snapshot_append_texture (snapshot, art->texture, &box);
}

static void
cam_label_layer_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  CamLabelLayer *self = CAM_LABEL_LAYER (widget);
  CamMapFrame frame = cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, (float) frame.width, (float) frame.height);
  gint64 until = g_get_monotonic_time () + DRAWING_US;

  gtk_snapshot_push_clip (snapshot, &view);
  for (guint i = 0; i < self->placed->len; i++)
    {
      const Placed *placed = &g_array_index (self->placed, Placed, i);
      graphene_rect_t box = find_box (placed, &frame);

      if (graphene_rect_intersection (&box, &view, NULL))
        snapshot_name (self, snapshot, placed->art, &frame, box, until);
    }
  gtk_snapshot_pop (snapshot);
}

static void
cam_label_layer_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  CamLabelLayer *self = CAM_LABEL_LAYER (widget);

  GTK_WIDGET_CLASS (cam_label_layer_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->at.width < width || self->at.height < height)
    place_labels (self);
}

static void
cam_label_layer_constructed (GObject *object)
{
  G_OBJECT_CLASS (cam_label_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (object)), "notify",
                           G_CALLBACK (viewport_changed_cb), object, G_CONNECT_SWAPPED);
}

static void
cam_label_layer_dispose (GObject *object)
{
  CamLabelLayer *self = CAM_LABEL_LAYER (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_handle_id (&self->more_id, g_source_remove);
  G_OBJECT_CLASS (cam_label_layer_parent_class)->dispose (object);
}

static void
cam_label_layer_finalize (GObject *object)
{
  CamLabelLayer *self = CAM_LABEL_LAYER (object);

  g_clear_pointer (&self->labels, g_array_unref);
  g_clear_pointer (&self->placed, g_array_unref);
  g_clear_pointer (&self->art, g_hash_table_unref);
  g_clear_pointer (&self->selected, g_free);
  G_OBJECT_CLASS (cam_label_layer_parent_class)->finalize (object);
}

static void
cam_label_layer_class_init (CamLabelLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cam_label_layer_constructed;
  object_class->dispose = cam_label_layer_dispose;
  object_class->finalize = cam_label_layer_finalize;

  widget_class->snapshot = cam_label_layer_snapshot;
  widget_class->size_allocate = cam_label_layer_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cam_label_layer_init (CamLabelLayer *self)
{
  self->labels = g_array_new (FALSE, TRUE, sizeof (Label));
  g_array_set_clear_func (self->labels, clear_label);
  self->placed = g_array_new (FALSE, TRUE, sizeof (Placed));
  self->art = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify) cam_label_art_free);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (viewport_changed_cb), NULL);
}

CamLabelLayer *
cam_label_layer_new (ShumateViewport *viewport)
{
  return g_object_new (CAM_TYPE_LABEL_LAYER, "viewport", viewport, NULL);
}

/* Wider levels first; within a level the more people, the earlier, else the larger. */
static double
find_weight (const CamAtlasArea *area,
             double              extent)
{
  double people = area->population > 0 ? (double) MIN (area->population, 9999999) / 1e7 : 0;

  return (double) (CAM_N_LEVELS - area->level) * 10.0 + people + extent;
}

/* "St. Ives" and "St Ives" are the same. */
static char *
fold_name (const char *name)
{
  g_autoptr(GString) folded = g_string_new (NULL);

  for (const char *at = name; *at != '\0'; at++)
    if (*at != '.')
      g_string_append_c (folded, *at);
  return g_utf8_casefold (folded->str, (gssize) folded->len);
}

/* A parish that has its name from the town at its heart need not repeat the town's. @wider: folded
 * name to index in labels plus one, of the widest area so called. */
static gboolean
is_echo (CamLabelLayer *self,
         GHashTable    *wider,
         const Label   *label)
{
  g_autofree char *name = fold_name (label->name);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (wider, name));
  const Label *other = found > 0 ? &g_array_index (self->labels, Label, found - 1) : NULL;

  if (other == NULL)
    g_hash_table_insert (wider, g_steal_pointer (&name), GUINT_TO_POINTER (self->labels->len + 1));
  return other != NULL && other->level < label->level
         && hypot (label->x - other->x, label->y - other->y) < other->extent;
}

void
cam_label_layer_set_areas (CamLabelLayer       *self,
                           GPtrArray           *areas,
                           const CamMapPalette *palette)
{
  g_autoptr(GHashTable) wider = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_if_fail (CAM_IS_LABEL_LAYER (self));
  g_return_if_fail (areas != NULL);
  g_return_if_fail (palette != NULL);

  /* Names that stay are not drawn again: they would be gone for a few frames. */
  if (!gdk_rgba_equal (&self->palette.text, &palette->text)
      || !gdk_rgba_equal (&self->palette.halo, &palette->halo))
    forget_art (self);
  g_array_set_size (self->placed, 0);
  self->palette = *palette;
  g_array_set_size (self->labels, 0);
  for (guint i = 0; i < areas->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);
      CamBounds bounds = cam_mercator_bounds (area->bounds);
      Label label = { .level = area->level, .bounds = bounds };

      if (!isfinite (area->label_lat) || !isfinite (area->label_lon) || area->name == NULL)
        continue;
      label.uuid = g_strdup (area->uuid);
      label.name = g_strdup (area->name);
      label.outline = area->outline != NULL ? cam_geometry_ref (area->outline) : NULL;
      label.x = cam_mercator_x (area->label_lon);
      label.y = cam_mercator_y (area->label_lat);
      label.extent = MAX (bounds.max_x - bounds.min_x, bounds.max_y - bounds.min_y);
      label.weight = find_weight (area, label.extent);
      label.echo = is_echo (self, wider, &label);
      g_array_append_val (self->labels, label);
    }
  place_labels (self);
}

void
cam_label_layer_set_selected (CamLabelLayer *self,
                              const char    *uuid)
{
  g_return_if_fail (CAM_IS_LABEL_LAYER (self));

  if (g_set_str (&self->selected, uuid))
    place_labels (self);
}

gboolean
cam_label_layer_is_settled (CamLabelLayer *self)
{
  g_return_val_if_fail (CAM_IS_LABEL_LAYER (self), FALSE);

  return self->more_id == 0;
}

guint
cam_label_layer_get_n_placed (CamLabelLayer *self)
{
  g_return_val_if_fail (CAM_IS_LABEL_LAYER (self), 0);

  return self->placed->len;
}

gboolean
cam_label_layer_get_box (CamLabelLayer   *self,
                         guint            index,
                         graphene_rect_t *box)
{
  CamMapFrame frame = { 0 };

  g_return_val_if_fail (CAM_IS_LABEL_LAYER (self), FALSE);
  g_return_val_if_fail (box != NULL, FALSE);

  if (index >= self->placed->len)
    return FALSE;
  frame = cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
  *box = find_box (&g_array_index (self->placed, Placed, index), &frame);
  return TRUE;
}
