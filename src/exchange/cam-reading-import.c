/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reading-lines-private.h"

#include "cam-file-import.h"

#include <string.h>

/* Reading and comparing use the store on the main thread only; what was read does not change after the preview, so that
 * the writer thread may look at it while the list is shown. */

#define SLICE_US 5000

struct _CamReadingImport
{
  GObject          parent_instance;

  CamStore        *store;
  GBytes          *text;
  char            *measure_uuid;
  char            *area_uuid;
  guint32          first_day;
  guint32          today;

  CamReadingLines *lines;    /* held by what writes them as well; NULL before the preview */
  guint            counts[CAM_IMPORT_PROBLEM + 1];
};

static GType
get_item_type (GListModel *model)
{
  return CAM_TYPE_READING_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  CamReadingImport *self = CAM_READING_IMPORT (model);

  return self->lines != NULL ? self->lines->lines->len : 0;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  CamReadingImport *self = CAM_READING_IMPORT (model);

  if (position >= get_n_items (model))
    return NULL;
  return cam_reading_item_new (&g_array_index (self->lines->lines, CamReadingLine, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CamReadingImport, cam_reading_import, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
cam_reading_import_finalize (GObject *object)
{
  CamReadingImport *self = CAM_READING_IMPORT (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->measure_uuid);
  g_free (self->area_uuid);
  g_clear_pointer (&self->lines, cam_reading_lines_unref);

  G_OBJECT_CLASS (cam_reading_import_parent_class)->finalize (object);
}

static void
cam_reading_import_class_init (CamReadingImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_reading_import_finalize;
}

static void
cam_reading_import_init (CamReadingImport *self)
{
}

CamReadingImport *
cam_reading_import_new (CamStore                      *store,
                        GBytes                        *text,
                        const CamReadingImportOptions *options)
{
  CamReadingImport *self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (text != NULL && options != NULL, NULL);

  self = g_object_new (CAM_TYPE_READING_IMPORT, NULL);
  self->store = g_object_ref (store);
  self->text = g_bytes_ref (text);
  self->measure_uuid = g_strdup (options->measure_uuid);
  self->area_uuid = g_strdup (options->area_uuid);
  self->first_day = options->first_day;
  self->today = options->today != 0 ? options->today : cam_day_today ();
  return self;
}

/* A preview under way. Its lines belong to it until they are complete. */
typedef struct
{
  CamReadingBook     *book;   /* until the lines take it */
  GBytes             *text;
  CamReadingDefaults  defaults;
  CamReadingLines    *lines;
  guint               next;   /* in the order of the lines */
} Preview;

static void
preview_free (gpointer data)
{
  Preview *self = data;

  g_clear_pointer (&self->book, cam_reading_book_free);
  g_clear_pointer (&self->lines, cam_reading_lines_unref);
  g_bytes_unref (self->text);
  g_free (self);
}

static gboolean
find_defaults (CamReadingImport  *self,
               Preview           *preview,
               GError           **error)
{
  guint n_found = 0;

  preview->defaults.first_day = self->first_day;
  preview->defaults.today = self->today;
  if (self->measure_uuid != NULL)
    preview->defaults.measure = cam_reading_book_find_measure (preview->book, self->measure_uuid, &n_found);
  if (self->measure_uuid != NULL && preview->defaults.measure == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The measure is not there any more.");
      return FALSE;
    }
  if (self->area_uuid != NULL)
    preview->defaults.area = cam_reading_book_find_area (preview->book, self->area_uuid, NULL, &n_found);
  if (self->area_uuid == NULL || preview->defaults.area != NULL)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The area is not there any more.");
  return FALSE;
}

static Preview *
begin_preview (CamReadingImport  *self,
               GError           **error)
{
  Preview *preview = g_new0 (Preview, 1);

  preview->text = g_bytes_ref (self->text);
  preview->book = cam_reading_book_new (self->store, error);
  if (preview->book != NULL && find_defaults (self, preview, error))
    return preview;
  preview_free (preview);
  return NULL;
}

static gboolean
read_lines (Preview       *preview,
            GCancellable  *cancellable,
            GError       **error)
{
  preview->lines = cam_reading_lines_new (g_steal_pointer (&preview->book), preview->text, &preview->defaults,
                                          cancellable, error);
  return preview->lines != NULL;
}

static gboolean
compare_next (CamReadingImport  *self,
              Preview           *preview,
              GError           **error)
{
  return cam_reading_lines_compare (preview->lines, preview->next, &preview->next, cam_file_import_select, self->store, error);
}

/* A second preview begins anew. */
static void
end_preview (CamReadingImport *self,
             Preview          *preview)
{
  guint n_before = get_n_items (G_LIST_MODEL (self));

  g_clear_pointer (&self->lines, cam_reading_lines_unref);
  self->lines = g_steal_pointer (&preview->lines);
  memset (self->counts, 0, sizeof self->counts);
  for (guint i = 0; i < self->lines->lines->len; i++)
    self->counts[g_array_index (self->lines->lines, CamReadingLine, i).verdict]++;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, get_n_items (G_LIST_MODEL (self)));
}

static gboolean
compare_slice_cb (gpointer user_data)
{
  GTask *task = user_data;
  CamReadingImport *self = g_task_get_source_object (task);
  Preview *preview = g_task_get_task_data (task);
  gint64 until = g_get_monotonic_time () + SLICE_US;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  while (preview->next < preview->lines->order->len)
    {
      if (!compare_next (self, preview, &error))
        {
          g_task_return_error (task, error);
          return G_SOURCE_REMOVE;
        }
      if (g_get_monotonic_time () > until)
        return G_SOURCE_CONTINUE;
    }
  end_preview (self, preview);
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (read_lines (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, compare_slice_cb, task, g_object_unref);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

void
cam_reading_import_preview_async (CamReadingImport    *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) reading = NULL;
  GError *error = NULL;
  Preview *preview = NULL;

  g_return_if_fail (CAM_IS_READING_IMPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_reading_import_preview_async);
  preview = begin_preview (self, &error);
  if (preview == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, preview, preview_free);
  /* Without a source: the thread lets go of its task last of all, and must not be who frees the import and the store. */
  reading = g_task_new (NULL, cancellable, read_cb, g_steal_pointer (&task));
  g_task_set_task_data (reading, preview, NULL);
  g_task_run_in_thread (reading, read_in_thread);
}

gboolean
cam_reading_import_preview_finish (CamReadingImport  *self,
                                   GAsyncResult      *result,
                                   GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cam_reading_import_preview (CamReadingImport  *self,
                            GError           **error)
{
  Preview *preview = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (CAM_IS_READING_IMPORT (self), FALSE);

  preview = begin_preview (self, error);
  if (preview == NULL)
    return FALSE;
  done = read_lines (preview, NULL, error);
  while (done && preview->next < preview->lines->order->len)
    done = compare_next (self, preview, error);
  if (done)
    end_preview (self, preview);
  preview_free (preview);
  return done;
}

guint
cam_reading_import_get_count (CamReadingImport *self,
                              CamImportVerdict  verdict)
{
  g_return_val_if_fail (CAM_IS_READING_IMPORT (self), 0);
  g_return_val_if_fail (verdict <= CAM_IMPORT_PROBLEM, 0);

  return self->counts[verdict];
}

typedef struct
{
  CamReadingLines *lines;
  GCancellable    *cancellable;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  cam_reading_lines_unref (self->lines);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static gboolean
write_cb (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  Job *job = data;

  return cam_reading_lines_write (job->lines, writer, job->cancellable, error);
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

void
cam_reading_import_apply_async (CamReadingImport    *self,
                                const char          *label,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job = NULL;

  g_return_if_fail (CAM_IS_READING_IMPORT (self));
  g_return_if_fail (self->lines != NULL && label != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_reading_import_apply_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!cam_reading_lines_have_work (self->lines))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  job = g_new0 (Job, 1);
  job->lines = g_atomic_rc_box_acquire (self->lines);
  g_set_object (&job->cancellable, cancellable);
  cam_store_write_async (self->store, label, write_cb, job, job_free, cancellable, written_cb, g_steal_pointer (&task));
}

gboolean
cam_reading_import_apply_finish (CamReadingImport  *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cam_reading_import_apply (CamReadingImport  *self,
                          const char        *label,
                          GError           **error)
{
  Job job = { NULL };

  g_return_val_if_fail (CAM_IS_READING_IMPORT (self), FALSE);
  g_return_val_if_fail (self->lines != NULL && label != NULL, FALSE);

  job.lines = self->lines;
  return !cam_reading_lines_have_work (self->lines) || cam_store_write (self->store, label, write_cb, &job, error);
}
