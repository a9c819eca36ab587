/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-file-import.h"

#include <string.h>

/* A thread reads the file, the main thread looks up what is here between frames, a thread compares. */

#define SLICE_US 5000

typedef struct
{
  CamStore *store;
  gint     *progress;   /* thousandths; a g_atomic_rc_box */
  gboolean  has_preview;
  guint     counts[CAM_IMPORT_PROBLEM + 1];
  guint     n_odd;
} CamFileImportPrivate;

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (CamFileImport, cam_file_import, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (CamFileImport)
                                  G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

#define PRIVATE(self) ((CamFileImportPrivate *) cam_file_import_get_instance_private (self))
#define CLASS(self) CAM_FILE_IMPORT_GET_CLASS (self)

static GType
get_item_type (GListModel *model)
{
  return CLASS (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return CLASS (model)->get_n_lines (CAM_FILE_IMPORT (model));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return position < get_n_items (model) ? CLASS (model)->make_item (CAM_FILE_IMPORT (model), position) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cam_file_import_finalize (GObject *object)
{
  CamFileImportPrivate *priv = PRIVATE (CAM_FILE_IMPORT (object));

  g_clear_object (&priv->store);
  g_atomic_rc_box_release (priv->progress);

  G_OBJECT_CLASS (cam_file_import_parent_class)->finalize (object);
}

static void
cam_file_import_class_init (CamFileImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_file_import_finalize;
}

static void
cam_file_import_init (CamFileImport *self)
{
  PRIVATE (self)->progress = g_atomic_rc_box_new0 (gint);
}

void
cam_file_import_set_store (CamFileImport *self,
                           CamStore      *store)
{
  g_set_object (&PRIVATE (self)->store, store);
}

CamStore *
cam_file_import_get_store (CamFileImport *self)
{
  return PRIVATE (self)->store;
}

gint *
cam_file_import_get_progress (CamFileImport *self)
{
  return PRIVATE (self)->progress;
}

CamCursor *
cam_file_import_select (gpointer         source,
                        const char      *table,
                        const char     **columns,
                        const char      *clause,
                        const CamValue  *params,
                        guint            n_params,
                        GError         **error)
{
  return cam_store_select (source, table, columns, clause, params, n_params, error);
}

static void
count_lines (CamFileImport *self)
{
  CamFileImportPrivate *priv = PRIVATE (self);
  guint n = CLASS (self)->get_n_lines (self);

  memset (priv->counts, 0, sizeof priv->counts);
  priv->n_odd = 0;
  for (guint i = 0; i < n; i++)
    {
      gboolean is_odd = FALSE;
      CamImportVerdict verdict = CLASS (self)->get_verdict (self, i, &is_odd);

      priv->counts[verdict]++;
      priv->n_odd += is_odd && verdict != CAM_IMPORT_PROBLEM ? 1 : 0;
    }
}

void
cam_file_import_recount (CamFileImport *self)
{
  guint n = CLASS (self)->get_n_lines (self);

  count_lines (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, n);
}

static void
end_preview (CamFileImport *self,
             gpointer       preview)
{
  guint n_before = CLASS (self)->get_n_lines (self);

  CLASS (self)->take (self, preview);
  PRIVATE (self)->has_preview = TRUE;
  count_lines (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, CLASS (self)->get_n_lines (self));
}

/* On a thread, and without a source: the thread lets go of its task last of all, and must not be who frees an object of the
 * main thread. */
typedef struct
{
  gboolean (*func) (gpointer, GCancellable *, GError **);
  gpointer preview;
} Step;

static void
run_step (GTask        *task,
          gpointer      source_object,
          gpointer      task_data,
          GCancellable *cancellable)
{
  Step *step = task_data;
  GError *error = NULL;

  if (step->func (step->preview, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run_in_thread (GTask               *task,
               gboolean           (*func) (gpointer, GCancellable *, GError **),
               GAsyncReadyCallback  callback)
{
  g_autoptr (GTask) work = g_task_new (NULL, g_task_get_cancellable (task), callback, g_object_ref (task));
  Step *step = g_new (Step, 1);

  step->func = func;
  step->preview = g_task_get_task_data (task);
  g_task_set_source_tag (work, run_in_thread);
  g_task_set_task_data (work, step, g_free);
  g_task_run_in_thread (work, run_step);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  end_preview (g_task_get_source_object (task), g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

static gboolean
look_up_cb (gpointer user_data)
{
  GTask *task = user_data;
  CamFileImport *self = g_task_get_source_object (task);
  gint64 until = g_get_monotonic_time () + SLICE_US;
  gboolean done = FALSE;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  while (!done && g_get_monotonic_time () < until)
    if (!CLASS (self)->look_up (self, g_task_get_task_data (task), &done, &error))
      {
        g_task_return_error (task, error);
        return G_SOURCE_REMOVE;
      }
  if (!done)
    return G_SOURCE_CONTINUE;
  if (CLASS (self)->compare != NULL)
    {
      run_in_thread (task, CLASS (self)->compare, compared_cb);
      return G_SOURCE_REMOVE;
    }
  end_preview (self, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  CamFileImport *self = g_task_get_source_object (task);
  GError *error = NULL;

  CLASS (self)->take_columns (self, g_task_get_task_data (task));
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, look_up_cb, g_steal_pointer (&task), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
cam_file_import_preview_async (CamFileImport       *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CAM_IS_FILE_IMPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_file_import_preview_async);
  g_atomic_int_set (PRIVATE (self)->progress, 0);
  g_task_set_task_data (task, CLASS (self)->preview_new (self), CLASS (self)->preview_free);
  run_in_thread (task, CLASS (self)->read, read_cb);
}

gboolean
cam_file_import_preview_finish (CamFileImport  *self,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
preview_now (CamFileImport  *self,
             gpointer        preview,
             GError        **error)
{
  gboolean done = CLASS (self)->read (preview, NULL, error);

  CLASS (self)->take_columns (self, preview);
  if (!done)
    return FALSE;
  done = FALSE;
  while (!done)
    if (!CLASS (self)->look_up (self, preview, &done, error))
      return FALSE;
  if (CLASS (self)->compare != NULL && !CLASS (self)->compare (preview, NULL, error))
    return FALSE;
  end_preview (self, preview);
  return TRUE;
}

gboolean
cam_file_import_preview (CamFileImport  *self,
                         GError        **error)
{
  gpointer preview = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (CAM_IS_FILE_IMPORT (self), FALSE);

  preview = CLASS (self)->preview_new (self);
  done = preview_now (self, preview, error);
  CLASS (self)->preview_free (preview);
  return done;
}

double
cam_file_import_get_fraction (CamFileImport *self)
{
  g_return_val_if_fail (CAM_IS_FILE_IMPORT (self), 0);

  return g_atomic_int_get (PRIVATE (self)->progress) / 1000.0;
}

guint
cam_file_import_get_count (CamFileImport    *self,
                           CamImportVerdict  verdict)
{
  g_return_val_if_fail (CAM_IS_FILE_IMPORT (self), 0);
  g_return_val_if_fail (verdict <= CAM_IMPORT_PROBLEM, 0);

  return PRIVATE (self)->counts[verdict];
}

guint
cam_file_import_get_n_odd (CamFileImport *self)
{
  g_return_val_if_fail (CAM_IS_FILE_IMPORT (self), 0);

  return PRIVATE (self)->n_odd;
}

typedef struct
{
  CamFileImportClass *klass;
  gpointer            job;
  GCancellable       *cancellable;
} Writing;

static Writing *
writing_new (CamFileImport *self,
             GCancellable  *cancellable)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->klass = CLASS (self);
  writing->job = CLASS (self)->job_new (self);
  g_set_object (&writing->cancellable, cancellable);
  return writing;
}

static void
writing_free (gpointer data)
{
  Writing *self = data;

  self->klass->job_free (self->job);
  g_clear_object (&self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static gboolean
write_cb (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  Writing *writing = data;

  return writing->klass->write (writing->job, writer, writing->cancellable, error);
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

static gboolean
has_work (CamFileImport *self)
{
  return PRIVATE (self)->counts[CAM_IMPORT_NEW] + PRIVATE (self)->counts[CAM_IMPORT_CHANGED] > 0;
}

void
cam_file_import_apply_async (CamFileImport       *self,
                             const char          *label,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CAM_IS_FILE_IMPORT (self));
  g_return_if_fail (PRIVATE (self)->has_preview && label != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_file_import_apply_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!has_work (self))
    g_task_return_boolean (task, TRUE);
  else
    cam_store_write_async (PRIVATE (self)->store, label, write_cb, writing_new (self, cancellable), writing_free, cancellable,
                           written_cb, g_steal_pointer (&task));
}

gboolean
cam_file_import_apply_finish (CamFileImport  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cam_file_import_apply (CamFileImport  *self,
                       const char     *label,
                       GError        **error)
{
  g_autoptr (Writing) writing = NULL;

  g_return_val_if_fail (CAM_IS_FILE_IMPORT (self), FALSE);
  g_return_val_if_fail (PRIVATE (self)->has_preview && label != NULL, FALSE);

  writing = writing_new (self, NULL);
  return !has_work (self) || cam_store_write (PRIVATE (self)->store, label, write_cb, writing, error);
}
