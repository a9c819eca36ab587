/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-layer.h"

#include "cam-map-frame.h"
#include "cam-mercator.h"
#include "cam-tile-set.h"

#include <math.h>

/* How long the zoom level must rest before new tiles are drawn for it. */
#define REST_MS 70
/* The side of the overview, in logical pixels: it stands in wherever a tile is missing. */
#define OVERVIEW_SIZE 1024.0
#define MARGIN 1

struct _CamAreaLayer
{
  ShumateLayer    parent_instance;
  CamAreaPicture *picture;
  CamTileSet     *shown;        /* complete when it came; what is seen */
  CamTileSet     *coming;       /* replaces shown once it covers the view */
  CamTileSet     *overview;     /* all of the picture, coarse */
  CamTileSet     *next_overview;
  guint           rest_id;
  gboolean        settled;
};

G_DEFINE_FINAL_TYPE (CamAreaLayer, cam_area_layer, SHUMATE_TYPE_LAYER)

typedef enum { SIGNAL_SETTLED } CamAreaLayerSignal;
static guint signals[SIGNAL_SETTLED + 1];

static CamTileRange
find_visible (const CamMapFrame *frame,
              double             world_size)
{
  double tile = CAM_TILE_SIZE * frame->world_size / world_size;
  CamTileRange range = {
    .x1 = (int) floor (frame->left / tile),
    .y1 = (int) floor (frame->top / tile),
    .x2 = (int) ceil ((frame->left + MAX (frame->width, 1)) / tile) - 1,
    .y2 = (int) ceil ((frame->top + MAX (frame->height, 1)) / tile) - 1,
  };

  return range;
}

static gboolean
fits_frame (CamTileSet        *set,
            const CamMapFrame *frame)
{
  return G_APPROX_VALUE (cam_tile_set_get_world_size (set), frame->world_size, 1e-3)
         && G_APPROX_VALUE (cam_tile_set_get_scale (set), frame->scale, 1e-6);
}

static gboolean
covers_frame (CamTileSet        *set,
              const CamMapFrame *frame)
{
  CamTileRange visible = find_visible (frame, cam_tile_set_get_world_size (set));

  return cam_tile_set_has_all (set, &visible);
}

static void update (CamAreaLayer *self);

static void
clear_set (CamAreaLayer  *self,
           CamTileSet   **set)
{
  if (*set != NULL)
    g_signal_handlers_disconnect_by_data (*set, self);
  g_clear_object (set);
}

/* Tiles outside an overview's range do not exist: it is complete when all within are there. */
static gboolean
is_complete (CamTileSet *set)
{
  CamTileRange range = cam_tile_set_get_range (set);

  return cam_tile_set_has_all (set, &range);
}

static void
tiles_changed_cb (CamAreaLayer *self)
{
  update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static CamTileSet *
make_set (CamAreaLayer *self,
          double        world_size,
          double        scale)
{
  CamTileSet *set = cam_tile_set_new (self->picture, world_size, scale);

  g_signal_connect_object (set, "changed", G_CALLBACK (tiles_changed_cb), self, G_CONNECT_SWAPPED);
  return set;
}

static void
start_overview (CamAreaLayer *self)
{
  CamBounds bounds = { 0 };
  CamTileRange all = { 0 };
  double extent = 0;
  double world_size = 0;
  double tile = 0;

  clear_set (self, &self->next_overview);
  if (self->picture == NULL || !cam_area_picture_get_bounds (self->picture, &bounds))
    {
      clear_set (self, &self->overview);
      return;
    }
  extent = MAX (bounds.max_x - bounds.min_x, bounds.max_y - bounds.min_y);
  world_size = OVERVIEW_SIZE / MAX (extent, 1e-6);
  tile = CAM_TILE_SIZE / world_size;
  all.x1 = (int) floor (bounds.min_x / tile);
  all.y1 = (int) floor (bounds.min_y / tile);
  all.x2 = (int) floor (bounds.max_x / tile);
  all.y2 = (int) floor (bounds.max_y / tile);
  self->next_overview = make_set (self, world_size, 1);
  cam_tile_set_want (self->next_overview, &all, 0);
}

static void
start_coming (CamAreaLayer      *self,
              const CamMapFrame *frame)
{
  CamTileRange visible = find_visible (frame, frame->world_size);

  clear_set (self, &self->coming);
  self->coming = make_set (self, frame->world_size, frame->scale);
  cam_tile_set_want (self->coming, &visible, 0);
}

static void
rest_cb (gpointer data)
{
  CamAreaLayer *self = data;
  CamMapFrame frame = cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), data);

  self->rest_id = 0;
  if (self->picture == NULL)
    return;
  start_coming (self, &frame);
  update (self);
}

static gboolean
is_current (CamAreaLayer      *self,
            CamTileSet        *set,
            const CamMapFrame *frame)
{
  return set != NULL && cam_tile_set_get_picture (set) == self->picture && fits_frame (set, frame);
}

static void
replace_set (CamAreaLayer  *self,
             CamTileSet   **set,
             CamTileSet   **with)
{
  clear_set (self, set);
  *set = g_steal_pointer (with);
}

/* Draws what comes into view by panning, waits where the zoom level is still changing, and puts in
 * place what has been drawn. */
static void
update_sets (CamAreaLayer      *self,
             const CamMapFrame *frame)
{
  if (self->next_overview != NULL && is_complete (self->next_overview))
    replace_set (self, &self->overview, &self->next_overview);
  if (self->coming != NULL && !is_current (self, self->coming, frame))
    clear_set (self, &self->coming);
  if (self->coming != NULL)
    {
      CamTileRange visible = find_visible (frame, frame->world_size);

      cam_tile_set_want (self->coming, &visible, 0);
      if (cam_tile_set_has_all (self->coming, &visible))
        replace_set (self, &self->shown, &self->coming);
    }
  if (self->shown != NULL && fits_frame (self->shown, frame))
    {
      CamTileRange visible = find_visible (frame, frame->world_size);

      cam_tile_set_want (self->shown, &visible, MARGIN);
    }
  if (is_current (self, self->shown, frame) || self->coming != NULL)
    g_clear_handle_id (&self->rest_id, g_source_remove);
  else if (self->shown == NULL || cam_tile_set_get_picture (self->shown) != self->picture)
    {
      g_clear_handle_id (&self->rest_id, g_source_remove);
      start_coming (self, frame);
    }
}

static void
update (CamAreaLayer *self)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  CamMapFrame frame = cam_map_frame_get (viewport, GTK_WIDGET (self));
  gboolean settled = TRUE;

  if (frame.width <= 0 || frame.height <= 0)
    return;
  if (self->picture != NULL)
    {
      update_sets (self, &frame);
      settled = is_current (self, self->shown, &frame) && covers_frame (self->shown, &frame);
    }
  if (settled != self->settled)
    {
      self->settled = settled;
      if (settled)
        g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
    }
}

static void
viewport_changed_cb (CamAreaLayer *self)
{
  CamMapFrame frame =
    cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));

  if (self->picture != NULL && self->shown != NULL && !is_current (self, self->shown, &frame)
      && !is_current (self, self->coming, &frame))
    {
      g_clear_handle_id (&self->rest_id, g_source_remove);
      self->rest_id = g_timeout_add_once (REST_MS, rest_cb, self);
    }
  update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
append_tile (GtkSnapshot       *snapshot,
             const CamMapFrame *frame,
             CamTileSet        *set,
             GdkTexture        *texture,
             int                x,
             int                y)
{
  double ratio = frame->world_size / cam_tile_set_get_world_size (set);
  double tile = CAM_TILE_SIZE * ratio;
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) (x * tile - frame->left),
                                             (float) (y * tile - frame->top),
                                             (float) tile, (float) tile);

  if (fits_frame (set, frame))
    gtk_snapshot_append_texture (snapshot, texture, &rect);
  else
    gtk_snapshot_append_scaled_texture (snapshot, texture, GSK_SCALING_FILTER_LINEAR, &rect);
}

/* Cuts what is visible of a set to what it was asked for. */
static CamTileRange
find_drawable (CamTileSet        *set,
               const CamMapFrame *frame)
{
  CamTileRange visible = find_visible (frame, cam_tile_set_get_world_size (set));
  CamTileRange range = cam_tile_set_get_range (set);

  visible.x1 = MAX (visible.x1, range.x1);
  visible.y1 = MAX (visible.y1, range.y1);
  visible.x2 = MIN (visible.x2, range.x2);
  visible.y2 = MIN (visible.y2, range.y2);
  return visible;
}

static void
draw_overview (CamAreaLayer          *self,
               GtkSnapshot           *snapshot,
               const CamMapFrame     *frame,
               const graphene_rect_t *clip)
{
  CamTileRange range = { 0 };

  if (self->overview == NULL || clip->size.width <= 0 || clip->size.height <= 0)
    return;
  range = find_drawable (self->overview, frame);
  gtk_snapshot_push_clip (snapshot, clip);
  for (int y = range.y1; y <= range.y2; y++)
    for (int x = range.x1; x <= range.x2; x++)
      {
        GdkTexture *texture = NULL;

        if (cam_tile_set_get_tile (self->overview, x, y, &texture) && texture != NULL)
          append_tile (snapshot, frame, self->overview, texture, x, y);
      }
  gtk_snapshot_pop (snapshot);
}

/* The overview around the rectangle of tiles that there are. */
static void
draw_around (CamAreaLayer       *self,
             GtkSnapshot        *snapshot,
             const CamMapFrame  *frame,
             const CamTileRange *range)
{
  double tile = CAM_TILE_SIZE * frame->world_size / cam_tile_set_get_world_size (self->shown);
  float width = (float) frame->width;
  float height = (float) frame->height;
  float x1 = CLAMP ((float) (range->x1 * tile - frame->left), 0, width);
  float y1 = CLAMP ((float) (range->y1 * tile - frame->top), 0, height);
  float x2 = CLAMP ((float) ((range->x2 + 1) * tile - frame->left), 0, width);
  float y2 = CLAMP ((float) ((range->y2 + 1) * tile - frame->top), 0, height);

  if (x2 <= x1 || y2 <= y1)
    {
      draw_overview (self, snapshot, frame, &GRAPHENE_RECT_INIT (0, 0, width, height));
      return;
    }
  draw_overview (self, snapshot, frame, &GRAPHENE_RECT_INIT (0, 0, width, y1));
  draw_overview (self, snapshot, frame, &GRAPHENE_RECT_INIT (0, y2, width, height - y2));
  draw_overview (self, snapshot, frame, &GRAPHENE_RECT_INIT (0, y1, x1, y2 - y1));
  draw_overview (self, snapshot, frame, &GRAPHENE_RECT_INIT (x2, y1, width - x2, y2 - y1));
}

static void
draw_shown (CamAreaLayer      *self,
            GtkSnapshot       *snapshot,
            const CamMapFrame *frame)
{
  CamTileRange range = find_drawable (self->shown, frame);
  double ratio = frame->world_size / cam_tile_set_get_world_size (self->shown);
  float tile = (float) (CAM_TILE_SIZE * ratio);

  draw_around (self, snapshot, frame, &range);
  for (int y = range.y1; y <= range.y2; y++)
    for (int x = range.x1; x <= range.x2; x++)
      {
        GdkTexture *texture = NULL;

        if (!cam_tile_set_get_tile (self->shown, x, y, &texture))
          draw_overview (self, snapshot, frame,
                         &GRAPHENE_RECT_INIT ((float) x * tile - (float) frame->left,
                                              (float) y * tile - (float) frame->top, tile, tile));
        else if (texture != NULL)
          append_tile (snapshot, frame, self->shown, texture, x, y);
      }
}

static void
cam_area_layer_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  CamAreaLayer *self = CAM_AREA_LAYER (widget);
  CamMapFrame frame = cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) frame.width, (float) frame.height);

  gtk_snapshot_push_clip (snapshot, &all);
  if (self->shown != NULL)
    draw_shown (self, snapshot, &frame);
  else
    draw_overview (self, snapshot, &frame, &all);
  gtk_snapshot_pop (snapshot);
}

static void
cam_area_layer_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  GTK_WIDGET_CLASS (cam_area_layer_parent_class)->size_allocate (widget, width, height, baseline);
  update (CAM_AREA_LAYER (widget));
}

static void
cam_area_layer_constructed (GObject *object)
{
  G_OBJECT_CLASS (cam_area_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (object)), "notify",
                           G_CALLBACK (viewport_changed_cb), object, G_CONNECT_SWAPPED);
}

static void
cam_area_layer_dispose (GObject *object)
{
  CamAreaLayer *self = CAM_AREA_LAYER (object);

  g_clear_pointer (&self->picture, cam_area_picture_unref);
  clear_set (self, &self->shown);
  clear_set (self, &self->coming);
  clear_set (self, &self->overview);
  clear_set (self, &self->next_overview);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  G_OBJECT_CLASS (cam_area_layer_parent_class)->dispose (object);
}

static void
cam_area_layer_class_init (CamAreaLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cam_area_layer_constructed;
  object_class->dispose = cam_area_layer_dispose;

  widget_class->snapshot = cam_area_layer_snapshot;
  widget_class->size_allocate = cam_area_layer_size_allocate;

  /* All in view is drawn as it should be. */
  signals[SIGNAL_SETTLED] =
    g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cam_area_layer_init (CamAreaLayer *self)
{
  self->settled = TRUE;
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (viewport_changed_cb), NULL);
}

CamAreaLayer *
cam_area_layer_new (ShumateViewport *viewport)
{
  return g_object_new (CAM_TYPE_AREA_LAYER, "viewport", viewport, NULL);
}

void
cam_area_layer_set_picture (CamAreaLayer   *self,
                            CamAreaPicture *picture)
{
  g_return_if_fail (CAM_IS_AREA_LAYER (self));

  if (self->picture == picture)
    return;
  g_clear_pointer (&self->picture, cam_area_picture_unref);
  if (picture != NULL)
    self->picture = cam_area_picture_ref (picture);
  clear_set (self, &self->coming);
  if (picture == NULL)
    clear_set (self, &self->shown);
  start_overview (self);
  update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
cam_area_layer_is_settled (CamAreaLayer *self)
{
  g_return_val_if_fail (CAM_IS_AREA_LAYER (self), FALSE);

  return self->settled;
}

