/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-blank-source.h"

struct _CamBlankSource
{
  ShumateMapSource parent_instance;
};

G_DEFINE_FINAL_TYPE (CamBlankSource, cam_blank_source, SHUMATE_TYPE_MAP_SOURCE)

static void
cam_blank_source_fill_tile_async (ShumateMapSource    *source,
                                  ShumateTile         *tile,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, cam_blank_source_fill_tile_async);
  shumate_tile_set_state (tile, SHUMATE_STATE_DONE);
  g_task_return_boolean (task, TRUE);
}

static gboolean
cam_blank_source_fill_tile_finish (ShumateMapSource  *source,
                                   GAsyncResult      *result,
                                   GError           **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cam_blank_source_class_init (CamBlankSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  source_class->fill_tile_async = cam_blank_source_fill_tile_async;
  source_class->fill_tile_finish = cam_blank_source_fill_tile_finish;
}

static void
cam_blank_source_init (CamBlankSource *self)
{
}

ShumateMapSource *
cam_blank_source_new (void)
{
  return g_object_new (CAM_TYPE_BLANK_SOURCE, "id", "blank", "min-zoom-level", 0, "max-zoom-level",
                       18, "tile-size", 256, NULL);
}
