/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-import-apply.h"

#include "cam-backup.h"
#include "cam-outline.h"

#include <string.h>

/* One action on its way to the writer thread. Counted: the task and the write both hold it. */
typedef struct
{
  GPtrArray    *items;
  char         *table;
  char         *label;
  char         *today;
  GCancellable *cancellable;  /* NULL where nobody can cancel */
} Job;

static void
job_clear (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->today, g_free);
  g_clear_object (&self->cancellable);
}

static Job *
job_new (GPtrArray    *items,
         const char   *table,
         const char   *label,
         GCancellable *cancellable)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  Job *self = g_rc_box_new0 (Job);

  self->items = g_ptr_array_ref (items);
  self->table = g_strdup (table);
  self->label = g_strdup (label);
  self->today = g_date_time_format (now, "%Y-%m-%d");
  g_set_object (&self->cancellable, cancellable);
  return self;
}

static void
job_unref (gpointer data)
{
  g_rc_box_release_full (data, job_clear);
}

static gboolean
write_item (CamWriter      *writer,
            Job            *job,
            CamImportItem  *item,
            GError        **error)
{
  guint n_cells = 0;
  const CamCell *cells = cam_import_item_get_cells (item, &n_cells);
  g_autofree char *uuid = NULL;

  switch (cam_import_item_get_verdict (item))
    {
    case CAM_IMPORT_NEW:
      uuid = cam_writer_insert (writer, job->table, cells, n_cells, error);
      return uuid != NULL;
    case CAM_IMPORT_CHANGED:
      return cam_writer_update (writer, job->table, cam_import_item_get_uuid (item), cells, n_cells, error);
    case CAM_IMPORT_SAME:
    case CAM_IMPORT_PROBLEM:
      break;
    }
  return TRUE;
}

/* On the writer thread, inside the transaction. */
static gboolean
write_items_cb (CamWriter  *writer,
                gpointer    data,
                GError    **error)
{
  Job *job = data;
  guint hundredth = MAX (job->items->len / 100, 1);

  for (guint i = 0; i < job->items->len; i++)
    {
      if (i % hundredth == 0 &&
          (!cam_writer_set_progress (writer, (double) i / job->items->len, NULL, error) ||
           g_cancellable_set_error_if_cancelled (job->cancellable, error)))
        return FALSE;
      if (!write_item (writer, job, job->items->pdata[i], error))
        return FALSE;
    }
  /* What a cluster covers follows from its members' outlines. */
  return strcmp (job->table, "area") != 0 ||
         cam_outline_refresh_unions (writer, NULL, job->today, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cam_store_write_finish (CAM_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  CamStore *store = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cam_backup_make_finish (store, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  cam_store_write_async (store, job->label, write_items_cb, g_rc_box_acquire (job), job_unref,
                         cancellable, written_cb, g_steal_pointer (&task));
}

static gboolean
has_work (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      CamImportVerdict verdict = cam_import_item_get_verdict (items->pdata[i]);

      if (verdict == CAM_IMPORT_NEW || verdict == CAM_IMPORT_CHANGED)
        return TRUE;
    }
  return FALSE;
}

void
cam_import_apply_async (CamStore            *store,
                        GPtrArray           *items,
                        const char          *table,
                        const char          *label,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, cam_import_apply_async);
  g_task_set_task_data (task, job_new (items, table, label, cancellable), job_unref);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!has_work (items))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  cam_backup_make_async (store, "import", cancellable, backed_up_cb, g_steal_pointer (&task));
}

gboolean
cam_import_apply_finish (CamStore      *store,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cam_import_apply (CamStore      *store,
                  GPtrArray     *items,
                  const char    *table,
                  const char    *label,
                  GCancellable  *cancellable,
                  GError       **error)
{
  Job *job;
  gboolean done;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!has_work (items))
    return TRUE;
  if (!cam_backup_make (store, "import", error))
    return FALSE;
  job = job_new (items, table, label, cancellable);
  done = cam_store_write (store, label, write_items_cb, job, error);
  job_unref (job);
  return done;
}
