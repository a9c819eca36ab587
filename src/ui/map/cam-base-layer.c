/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-base-layer.h"

#include "cam-map-frame.h"
#include "cam-mercator.h"

#include <math.h>

/* A map of finer levels only is not shown further out than this many levels: the tiles would be too
 * many and too small. */
#define MAX_LEVELS_OUT 2
/* How many levels wider a tile may be that stands in for a missing one. */
#define MAX_LEVELS_UP 6

typedef struct
{
  GdkTexture   *texture;        /* NULL where the file has none */
  GCancellable *cancellable;    /* NULL once it was read */
} Tile;

typedef struct
{
  int zoom, x, y;
} Place;

typedef struct
{
  CamTileFile *file;
  Place        place;
  GWeakRef     layer;
} Reading;

/* Tiles of one level, both ends included. */
typedef struct
{
  int zoom, x1, y1, x2, y2;
} Range;

struct _CamBaseLayer
{
  ShumateLayer  parent_instance;
  CamTileFile  *file;
  GHashTable   *tiles;  /* Place -> Tile */
};

G_DEFINE_FINAL_TYPE (CamBaseLayer, cam_base_layer, SHUMATE_TYPE_LAYER)

static guint
hash_place (gconstpointer data)
{
  const Place *place = data;

  return (guint) place->zoom * 31u + (guint) place->x * 7919u + (guint) place->y * 104729u;
}

static gboolean
equal_places (gconstpointer a,
              gconstpointer b)
{
  const Place *first = a;
  const Place *second = b;

  return first->zoom == second->zoom && first->x == second->x && first->y == second->y;
}

static void
free_tile (gpointer data)
{
  Tile *tile = data;

  if (tile->cancellable != NULL)
    g_cancellable_cancel (tile->cancellable);
  g_clear_object (&tile->cancellable);
  g_clear_object (&tile->texture);
  g_free (tile);
}

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->file);
  g_weak_ref_clear (&reading->layer);
  g_free (reading);
}

/* Empty where there is nothing to show at this distance. */
static Range
find_range (CamBaseLayer      *self,
            const CamMapFrame *frame)
{
  double zoom = cam_mercator_zoom_for_world (frame->world_size);
  int min_zoom = (int) cam_tile_file_get_min_zoom (self->file);
  int max_zoom = (int) cam_tile_file_get_max_zoom (self->file);
  Range range = { .zoom = CLAMP ((int) round (zoom), min_zoom, max_zoom), .x2 = -1, .y2 = -1 };
  double tile = frame->world_size / exp2 (range.zoom);
  int last = (int) exp2 (range.zoom) - 1;

  if (range.zoom - zoom > MAX_LEVELS_OUT || frame->width <= 0 || frame->height <= 0)
    return range;
  range.x1 = CLAMP ((int) floor (frame->left / tile), 0, last);
  range.y1 = CLAMP ((int) floor (frame->top / tile), 0, last);
  range.x2 = CLAMP ((int) floor ((frame->left + frame->width) / tile), 0, last);
  range.y2 = CLAMP ((int) floor ((frame->top + frame->height) / tile), 0, last);
  return range;
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Reading *reading = task_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GdkTexture *texture = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  bytes = cam_tile_file_read (reading->file, (guint) reading->place.zoom, (guint) reading->place.x,
                              (guint) reading->place.y, &error);
  if (bytes != NULL)
    texture = gdk_texture_new_from_bytes (bytes, &error);
  if (error != NULL)
    g_debug ("A tile of the base map is left out: %s", error->message);
  g_task_return_pointer (task, texture, g_object_unref);
}

static void
tile_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) cancelled = NULL;
  g_autoptr(GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &cancelled);
  g_autoptr(CamBaseLayer) self = g_weak_ref_get (&reading->layer);
  Tile *tile = self != NULL ? g_hash_table_lookup (self->tiles, &reading->place) : NULL;

  if (cancelled != NULL || tile == NULL)
    return;
  g_clear_object (&tile->cancellable);
  g_set_object (&tile->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
start_tile (CamBaseLayer *self,
            const Place  *place)
{
  g_autoptr(GTask) task = NULL;
  Tile *tile = g_new0 (Tile, 1);
  Reading *reading = g_new0 (Reading, 1);

  tile->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->tiles, g_memdup2 (place, sizeof *place), tile);
  reading->file = g_object_ref (self->file);
  reading->place = *place;
  g_weak_ref_init (&reading->layer, self);
  task = g_task_new (NULL, tile->cancellable, tile_read_cb, NULL);
  g_task_set_source_tag (task, start_tile);
  g_task_set_task_data (task, reading, free_reading);
  g_task_run_in_thread (task, read_in_thread);
}

static gboolean
has_all (CamBaseLayer *self,
         const Range  *range)
{
  Place place = { .zoom = range->zoom };

  for (place.y = range->y1; place.y <= range->y2; place.y++)
    for (place.x = range->x1; place.x <= range->x2; place.x++)
      {
        Tile *tile = g_hash_table_lookup (self->tiles, &place);

        if (tile == NULL || tile->cancellable != NULL)
          return FALSE;
      }
  return TRUE;
}

static gboolean
is_of_use (const Place *place,
           const Range *range)
{
  return place->zoom == range->zoom && place->x >= range->x1 - 1 && place->x <= range->x2 + 1
         && place->y >= range->y1 - 1 && place->y <= range->y2 + 1;
}

/* Tiles of this level that have left the view go at once; those of other levels stand in until the
 * view is complete. */
static void
drop_tiles (CamBaseLayer *self,
            const Range  *range,
            gboolean      is_complete)
{
  GHashTableIter iter;
  gpointer key = NULL;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const Place *place = key;

      if (!is_of_use (place, range) && (is_complete || place->zoom == range->zoom))
        g_hash_table_iter_remove (&iter);
    }
}

static void
update (CamBaseLayer *self)
{
  CamMapFrame frame =
    cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
  Range range = find_range (self, &frame);
  Place place = { .zoom = range.zoom };

  drop_tiles (self, &range, has_all (self, &range));
  for (place.y = range.y1; place.y <= range.y2; place.y++)
    for (place.x = range.x1; place.x <= range.x2; place.x++)
      if (!g_hash_table_contains (self->tiles, &place))
        start_tile (self, &place);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* On whole device pixels, so that no seam shows between neighbours. */
static graphene_rect_t
find_rect (const CamMapFrame *frame,
           const Place       *place)
{
  double tile = frame->world_size / exp2 (place->zoom);
  double x1 = round ((place->x * tile - frame->left) * frame->scale) / frame->scale;
  double y1 = round ((place->y * tile - frame->top) * frame->scale) / frame->scale;
  double x2 = round (((place->x + 1) * tile - frame->left) * frame->scale) / frame->scale;
  double y2 = round (((place->y + 1) * tile - frame->top) * frame->scale) / frame->scale;

  return GRAPHENE_RECT_INIT ((float) x1, (float) y1, (float) (x2 - x1), (float) (y2 - y1));
}

static void
draw_tile (CamBaseLayer      *self,
           GtkSnapshot       *snapshot,
           const CamMapFrame *frame,
           const Place       *place)
{
  graphene_rect_t rect = find_rect (frame, place);

  for (int up = 0; up <= MIN (MAX_LEVELS_UP, place->zoom); up++)
    {
      Place wider = { place->zoom - up, place->x >> up, place->y >> up };
      Tile *tile = g_hash_table_lookup (self->tiles, &wider);
      graphene_rect_t wider_rect = find_rect (frame, &wider);

      if (tile == NULL || tile->cancellable != NULL)
        continue;
      if (tile->texture != NULL)
        {
          gtk_snapshot_push_clip (snapshot, &rect);
          gtk_snapshot_append_scaled_texture (snapshot, tile->texture, GSK_SCALING_FILTER_LINEAR,
                                              &wider_rect);
          gtk_snapshot_pop (snapshot);
        }
      return;
    }
}

static void
cam_base_layer_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  CamBaseLayer *self = CAM_BASE_LAYER (widget);
  CamMapFrame frame = cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);
  Range range = find_range (self, &frame);
  Place place = { .zoom = range.zoom };

  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) frame.width, (float) frame.height));
  for (place.y = range.y1; place.y <= range.y2; place.y++)
    for (place.x = range.x1; place.x <= range.x2; place.x++)
      draw_tile (self, snapshot, &frame, &place);
  gtk_snapshot_pop (snapshot);
}

static void
cam_base_layer_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  GTK_WIDGET_CLASS (cam_base_layer_parent_class)->size_allocate (widget, width, height, baseline);
  update (CAM_BASE_LAYER (widget));
}

static void
cam_base_layer_dispose (GObject *object)
{
  CamBaseLayer *self = CAM_BASE_LAYER (object);

  g_hash_table_remove_all (self->tiles);
  G_OBJECT_CLASS (cam_base_layer_parent_class)->dispose (object);
}

static void
cam_base_layer_finalize (GObject *object)
{
  CamBaseLayer *self = CAM_BASE_LAYER (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->tiles, g_hash_table_unref);
  G_OBJECT_CLASS (cam_base_layer_parent_class)->finalize (object);
}

static void
cam_base_layer_class_init (CamBaseLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cam_base_layer_dispose;
  object_class->finalize = cam_base_layer_finalize;

  widget_class->snapshot = cam_base_layer_snapshot;
  widget_class->size_allocate = cam_base_layer_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cam_base_layer_init (CamBaseLayer *self)
{
  self->tiles = g_hash_table_new_full (hash_place, equal_places, g_free, free_tile);
}

CamBaseLayer *
cam_base_layer_new (ShumateViewport *viewport,
                    CamTileFile     *file)
{
  CamBaseLayer *self = NULL;

  g_return_val_if_fail (CAM_IS_TILE_FILE (file), NULL);

  self = g_object_new (CAM_TYPE_BASE_LAYER, "viewport", viewport, NULL);
  self->file = g_object_ref (file);
  g_signal_connect_object (viewport, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return self;
}

gboolean
cam_base_layer_is_settled (CamBaseLayer *self)
{
  CamMapFrame frame = { 0 };
  Range range = { 0 };

  g_return_val_if_fail (CAM_IS_BASE_LAYER (self), FALSE);

  frame = cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
  range = find_range (self, &frame);
  return has_all (self, &range);
}
