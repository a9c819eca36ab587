/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-mbtiles-source.h"

struct _CamMbtilesSource
{
  ShumateMapSource  parent_instance;
  CamTileFile      *file;
};

G_DEFINE_FINAL_TYPE (CamMbtilesSource, cam_mbtiles_source, SHUMATE_TYPE_MAP_SOURCE)

typedef struct
{
  CamTileFile *file;
  guint        zoom, x, y;
  ShumateTile *tile;    /* main thread only: gone before the last reference to the task can be */
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->file);
  g_clear_object (&reading->tile);
  g_free (reading);
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Reading *reading = task_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes =
    cam_tile_file_read (reading->file, reading->zoom, reading->x, reading->y, &error);
  g_autoptr(GdkTexture) texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, &error) : NULL;

  if (error != NULL)
    g_debug ("No tile %u/%u/%u: %s", reading->zoom, reading->x, reading->y, error->message);
  g_task_return_pointer (task, g_steal_pointer (&texture), g_object_unref);
}

static void
cam_mbtiles_source_fill_tile_async (ShumateMapSource    *source,
                                    ShumateTile         *tile,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  CamMbtilesSource *self = CAM_MBTILES_SOURCE (source);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->file = g_object_ref (self->file);
  reading->zoom = shumate_tile_get_zoom_level (tile);
  reading->x = shumate_tile_get_x (tile);
  reading->y = shumate_tile_get_y (tile);
  reading->tile = g_object_ref (tile);
  g_task_set_source_tag (task, cam_mbtiles_source_fill_tile_async);
  g_task_set_task_data (task, reading, free_reading);
  g_task_run_in_thread (task, read_in_thread);
}

static gboolean
cam_mbtiles_source_fill_tile_finish (ShumateMapSource  *source,
                                     GAsyncResult      *result,
                                     GError           **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) cancelled = NULL;
  g_autoptr(GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &cancelled);
  g_autoptr(ShumateTile) tile = g_steal_pointer (&reading->tile);

  if (cancelled != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cancelled));
      return FALSE;
    }
  if (texture != NULL)
    shumate_tile_set_paintable (tile, GDK_PAINTABLE (texture));
  shumate_tile_set_state (tile, SHUMATE_STATE_DONE);
  return TRUE;
}

static void
cam_mbtiles_source_finalize (GObject *object)
{
  CamMbtilesSource *self = CAM_MBTILES_SOURCE (object);

  g_clear_object (&self->file);
  G_OBJECT_CLASS (cam_mbtiles_source_parent_class)->finalize (object);
}

static void
cam_mbtiles_source_class_init (CamMbtilesSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  object_class->finalize = cam_mbtiles_source_finalize;

  source_class->fill_tile_async = cam_mbtiles_source_fill_tile_async;
  source_class->fill_tile_finish = cam_mbtiles_source_fill_tile_finish;
}

static void
cam_mbtiles_source_init (CamMbtilesSource *self)
{
}

ShumateMapSource *
cam_mbtiles_source_new (CamTileFile *file)
{
  CamMbtilesSource *self = NULL;

  g_return_val_if_fail (CAM_IS_TILE_FILE (file), NULL);

  self = g_object_new (CAM_TYPE_MBTILES_SOURCE, "id", "mbtiles", "tile-size", 256,
                       "min-zoom-level", cam_tile_file_get_min_zoom (file),
                       "max-zoom-level", cam_tile_file_get_max_zoom (file), NULL);
  self->file = g_object_ref (file);
  return SHUMATE_MAP_SOURCE (self);
}
