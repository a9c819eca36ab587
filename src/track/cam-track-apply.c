/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-track-apply.h"

typedef struct
{
  gpointer        change;
  GDestroyNotify  change_free;
  char          **made;
} Apply;

static void
apply_free (gpointer data)
{
  Apply *self = data;

  self->change_free (self->change);
  g_free (self);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Apply *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (cam_store_write_finish (CAM_STORE (source), result, &error))
    g_task_return_pointer (task, g_steal_pointer (self->made), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
cam_track_apply_async (CamStore            *store,
                       const char          *label,
                       CamWriteFunc         func,
                       gpointer             change,
                       GDestroyNotify       change_free,
                       char               **made,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Apply *self = g_new0 (Apply, 1);

  self->change = change;
  self->change_free = change_free;
  self->made = made;
  /* The store has the last word on cancelling: what was committed is told as such. */
  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_source_tag (task, cam_track_apply_async);
  g_task_set_task_data (task, self, apply_free);
  cam_store_write_async (store, label, func, change, NULL, cancellable, written_cb, g_steal_pointer (&task));
}

gboolean
cam_track_apply_finish (CamStore      *store,
                        GAsyncResult  *result,
                        char         **made,
                        GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *uuid = NULL;

  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  uuid = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (made != NULL)
    *made = g_steal_pointer (&uuid);
  return TRUE;
}
