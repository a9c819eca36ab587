/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-tile-set.h"

#include <math.h>

/* A wider range than any screen needs is cut: memory is bounded whatever the zoom. */
#define MAX_SIDE 40

typedef struct
{
  GdkTexture   *texture;
  GCancellable *cancellable;    /* NULL once the tile is there */
} Tile;

typedef struct
{
  CamAreaPicture *picture;
  double          world_size;
  double          scale;
  int             x, y;
  GWeakRef        set;
} Job;

struct _CamTileSet
{
  GObject         parent_instance;
  CamAreaPicture *picture;
  double          world_size;
  double          scale;
  CamTileRange    range;
  GHashTable     *tiles;    /* gint64 position -> Tile */
};

G_DEFINE_FINAL_TYPE (CamTileSet, cam_tile_set, G_TYPE_OBJECT)

typedef enum { SIGNAL_CHANGED } CamTileSetSignal;
static guint signals[SIGNAL_CHANGED + 1];

static gint64
make_key (int x,
          int y)
{
  return ((gint64) x << 32) | (guint32) y;
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
free_job (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->picture, cam_area_picture_unref);
  g_weak_ref_clear (&job->set);
  g_free (job);
}

GdkTexture *
cam_tile_draw (CamAreaPicture *picture,
               double          world_size,
               double          scale,
               int             x,
               int             y)
{
  int size = (int) ceil (CAM_TILE_SIZE * scale);
  int stride = cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, size);
  guchar *data = g_malloc0_n ((gsize) stride, (gsize) size);
  g_autoptr(GBytes) bytes = NULL;
  cairo_surface_t *surface =
    cairo_image_surface_create_for_data (data, CAIRO_FORMAT_ARGB32, size, size, stride);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  cam_area_picture_draw (picture, cr, world_size, (double) x * CAM_TILE_SIZE,
                         (double) y * CAM_TILE_SIZE, CAM_TILE_SIZE, CAM_TILE_SIZE);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  bytes = g_bytes_new_take (data, (gsize) stride * (gsize) size);
  return gdk_memory_texture_new (size, size, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}

static void
draw_in_thread (gpointer data,
                gpointer user_data)
{
  g_autoptr(GTask) task = data;
  Job *job = g_task_get_task_data (task);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task,
                           cam_tile_draw (job->picture, job->world_size, job->scale, job->x,
                                          job->y),
                           g_object_unref);
}

/* One pool for all maps. One core is left to the main thread, or panning would stutter. */
static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool = NULL;

  if (g_once_init_enter_pointer (&pool))
    {
      int n_threads = CLAMP ((int) g_get_num_processors () - 1, 1, 4);

      g_once_init_leave_pointer (&pool,
                                 g_thread_pool_new (draw_in_thread, NULL, n_threads, FALSE, NULL));
    }
  return pool;
}

static void
tile_drawn_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr(GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr(CamTileSet) self = g_weak_ref_get (&job->set);
  gint64 key = make_key (job->x, job->y);
  Tile *tile = NULL;

  if (texture == NULL || self == NULL)
    return;
  tile = g_hash_table_lookup (self->tiles, &key);
  if (tile == NULL || tile->cancellable == NULL)
    return;
  g_clear_object (&tile->cancellable);
  g_set_object (&tile->texture, texture);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Nothing is drawn for a tile in which no outline can lie. */
static gboolean
is_empty (CamTileSet *self,
          int         x,
          int         y)
{
  CamBounds bounds = { 0 };
  double tile = CAM_TILE_SIZE / self->world_size;
  double margin = 4.0 / self->world_size;

  return !cam_area_picture_get_bounds (self->picture, &bounds)
         || x * tile > bounds.max_x + margin || (x + 1) * tile < bounds.min_x - margin
         || y * tile > bounds.max_y + margin || (y + 1) * tile < bounds.min_y - margin;
}

static void
start_tile (CamTileSet *self,
            int         x,
            int         y)
{
  g_autoptr(GTask) task = NULL;
  Tile *tile = g_new0 (Tile, 1);
  Job *job = NULL;
  gint64 key = make_key (x, y);

  g_hash_table_insert (self->tiles, g_memdup2 (&key, sizeof key), tile);
  if (is_empty (self, x, y))
    return;
  tile->cancellable = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->picture = cam_area_picture_ref (self->picture);
  job->world_size = self->world_size;
  job->scale = self->scale;
  job->x = x;
  job->y = y;
  g_weak_ref_init (&job->set, self);
  task = g_task_new (NULL, tile->cancellable, tile_drawn_cb, NULL);
  g_task_set_source_tag (task, start_tile);
  g_task_set_task_data (task, job, free_job);
  g_thread_pool_push (get_pool (), g_steal_pointer (&task), NULL);
}

static void
cam_tile_set_finalize (GObject *object)
{
  CamTileSet *self = CAM_TILE_SET (object);

  g_clear_pointer (&self->picture, cam_area_picture_unref);
  g_clear_pointer (&self->tiles, g_hash_table_unref);
  G_OBJECT_CLASS (cam_tile_set_parent_class)->finalize (object);
}

static void
cam_tile_set_class_init (CamTileSetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cam_tile_set_finalize;

  /* After at least one wanted tile has come. */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
cam_tile_set_init (CamTileSet *self)
{
  self->range = (CamTileRange) { 0, 0, -1, -1 };
  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_tile);
}

CamTileSet *
cam_tile_set_new (CamAreaPicture *picture,
                  double          world_size,
                  double          scale)
{
  CamTileSet *self = NULL;

  g_return_val_if_fail (picture != NULL, NULL);
  g_return_val_if_fail (world_size > 0 && scale > 0, NULL);

  self = g_object_new (CAM_TYPE_TILE_SET, NULL);
  self->picture = cam_area_picture_ref (picture);
  self->world_size = world_size;
  self->scale = scale;
  return self;
}

CamAreaPicture *
cam_tile_set_get_picture (CamTileSet *self)
{
  g_return_val_if_fail (CAM_IS_TILE_SET (self), NULL);

  return self->picture;
}

double
cam_tile_set_get_world_size (CamTileSet *self)
{
  g_return_val_if_fail (CAM_IS_TILE_SET (self), 0);

  return self->world_size;
}

double
cam_tile_set_get_scale (CamTileSet *self)
{
  g_return_val_if_fail (CAM_IS_TILE_SET (self), 0);

  return self->scale;
}

static void
drop_outside (CamTileSet         *self,
              const CamTileRange *range)
{
  GHashTableIter iter;
  gpointer key = NULL;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      int x = (int) (*(gint64 *) key >> 32);
      int y = (int) (gint32) (*(gint64 *) key & 0xffffffff);

      if (x < range->x1 || x > range->x2 || y < range->y1 || y > range->y2)
        g_hash_table_iter_remove (&iter);
    }
}

static void
start_missing (CamTileSet         *self,
               const CamTileRange *range)
{
  for (int y = range->y1; y <= range->y2; y++)
    for (int x = range->x1; x <= range->x2; x++)
      {
        gint64 key = make_key (x, y);

        if (!g_hash_table_contains (self->tiles, &key))
          start_tile (self, x, y);
      }
}

void
cam_tile_set_want (CamTileSet         *self,
                   const CamTileRange *visible,
                   int                 margin)
{
  CamTileRange wanted = { 0 };

  g_return_if_fail (CAM_IS_TILE_SET (self));
  g_return_if_fail (visible != NULL);

  wanted.x1 = visible->x1 - margin;
  wanted.y1 = visible->y1 - margin;
  wanted.x2 = MIN (visible->x2, visible->x1 + MAX_SIDE - 1) + margin;
  wanted.y2 = MIN (visible->y2, visible->y1 + MAX_SIDE - 1) + margin;
  if (memcmp (&wanted, &self->range, sizeof wanted) == 0)
    return;
  self->range = wanted;
  drop_outside (self, &wanted);
  wanted.x1 += margin;
  wanted.y1 += margin;
  wanted.x2 -= margin;
  wanted.y2 -= margin;
  start_missing (self, &wanted);
  start_missing (self, &self->range);
}

CamTileRange
cam_tile_set_get_range (CamTileSet *self)
{
  CamTileRange none = { 0, 0, -1, -1 };

  g_return_val_if_fail (CAM_IS_TILE_SET (self), none);

  return self->range;
}

gboolean
cam_tile_set_get_tile (CamTileSet  *self,
                       int          x,
                       int          y,
                       GdkTexture **texture)
{
  gint64 key = make_key (x, y);
  Tile *tile = NULL;

  g_return_val_if_fail (CAM_IS_TILE_SET (self), FALSE);

  tile = g_hash_table_lookup (self->tiles, &key);
  if (texture != NULL)
    *texture = tile != NULL ? tile->texture : NULL;
  return tile != NULL && tile->cancellable == NULL;
}

gboolean
cam_tile_set_has_all (CamTileSet         *self,
                      const CamTileRange *range)
{
  g_return_val_if_fail (CAM_IS_TILE_SET (self), FALSE);

  for (int y = range->y1; y <= range->y2; y++)
    for (int x = range->x1; x <= range->x2; x++)
      if (!cam_tile_set_get_tile (self, x, y, NULL))
        return FALSE;
  return TRUE;
}
