/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base map of CamMapView: a file that the user chose, opened and checked on a worker thread. */
#include "cam-map-view-private.h"

static void
remove_base_layer (CamMapView *self)
{
  if (self->base_layer == NULL)
    return;
  shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->base_layer));
  self->base_layer = NULL;
  g_clear_pointer (&self->base_attribution, g_free);
  cam_map_view_update_credit (self);
  cam_map_view_update_picture (self);
}

static void
add_base_layer (CamMapView  *self,
                CamTileFile *file)
{
  self->base_layer = cam_base_layer_new (shumate_map_get_viewport (self->map), file);
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (self->base_layer),
                                   SHUMATE_LAYER (self->area_layer));
  g_set_str (&self->base_attribution, cam_tile_file_get_attribution (file));
  cam_map_view_update_credit (self);
  cam_map_view_update_picture (self);
}

static void
open_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  CamTileFile *file = cam_tile_file_open (task_data, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Once the view is disposed the task is cancelled, and @user_data is not looked at. */
static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CamTileFile) file = g_task_propagate_pointer (G_TASK (result), &error);
  CamMapView *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  if (file != NULL)
    add_base_layer (self, file);
  else
    g_signal_emit_by_name (self, "base-map-failed", error);
}

void
cam_map_view_load_base_map (CamMapView *self)
{
  g_autoptr(GTask) task = NULL;

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  remove_base_layer (self);
  if (self->base_map == NULL)
    return;
  self->opening = g_cancellable_new ();
  task = g_task_new (NULL, self->opening, opened_cb, self);
  g_task_set_source_tag (task, cam_map_view_load_base_map);
  g_task_set_task_data (task, g_strdup (self->base_map), g_free);
  g_task_run_in_thread (task, open_in_thread);
}
