/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-lines-private.h"

#include "cam-calendar-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A thread reads the file, the main thread looks up what is here, a thread compares. What was read does not change
 * after the preview, so that the writer thread may look at it while the list is shown. */

#define SLICE_US 5000
/* Each becomes a row. */
#define MAX_DATES 100000

struct _CamEventImport
{
  GObject        parent_instance;

  CamStore      *store;
  GBytes        *bytes;
  gint          *thousandths;  /* of the reading that is done; a g_atomic_rc_box */
  gboolean       is_table;
  gboolean       has_columns;
  CamEventColumns columns;  /* asked for, then those that were used */
  char         **names;    /* of the columns; NULL before the preview */
  CamEventLines *lines;    /* held by what writes them as well; NULL before the preview */
  guint          counts[CAM_IMPORT_PROBLEM + 1];
  guint          n_odd;
};

static GType
get_item_type (GListModel *model)
{
  return CAM_TYPE_EVENT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  CamEventImport *self = CAM_EVENT_IMPORT (model);

  return self->lines != NULL ? self->lines->lines->len : 0;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  CamEventImport *self = CAM_EVENT_IMPORT (model);

  if (position >= get_n_items (model))
    return NULL;
  return cam_event_item_new (&g_array_index (self->lines->lines, CamEventLine, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CamEventImport, cam_event_import, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
cam_event_import_finalize (GObject *object)
{
  CamEventImport *self = CAM_EVENT_IMPORT (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->lines, cam_event_lines_unref);
  g_strfreev (self->names);
  g_atomic_rc_box_release (self->thousandths);

  G_OBJECT_CLASS (cam_event_import_parent_class)->finalize (object);
}

static void
cam_event_import_class_init (CamEventImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_event_import_finalize;
}

static void
cam_event_import_init (CamEventImport *self)
{
  self->thousandths = g_atomic_rc_box_new0 (gint);
}

CamEventImport *
cam_event_import_new (CamStore *store,
                      GBytes   *bytes)
{
  CamEventImport *self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store) && bytes != NULL, NULL);

  self = g_object_new (CAM_TYPE_EVENT_IMPORT, NULL);
  self->store = g_object_ref (store);
  self->bytes = g_bytes_ref (bytes);
  return self;
}

CamEventImport *
cam_event_import_new_table (CamStore              *store,
                            GBytes                *bytes,
                            const CamEventColumns *columns)
{
  CamEventImport *self = cam_event_import_new (store, bytes);

  g_return_val_if_fail (self != NULL, NULL);

  self->is_table = TRUE;
  self->has_columns = columns != NULL;
  if (columns != NULL)
    self->columns = *columns;
  return self;
}

/* A preview under way. */
typedef struct
{
  GBytes        *bytes;
  gint          *thousandths; /* of the reading that is done; a g_atomic_rc_box */
  gboolean       is_table;
  gboolean       has_columns;
  CamEventColumns columns;
  char         **names;      /* of the columns, once they are read */
  CamEventRows  *rows;       /* of a table until it is compared */
  CamEventLines *lines;
  CamEventBook  *book;
  gboolean       has_book;
} Preview;

static Preview *
preview_new (CamEventImport *self)
{
  Preview *preview = g_new0 (Preview, 1);

  preview->bytes = g_bytes_ref (self->bytes);
  preview->thousandths = g_atomic_rc_box_acquire (self->thousandths);
  preview->is_table = self->is_table;
  preview->has_columns = self->has_columns;
  preview->columns = self->columns;
  return preview;
}

static void
preview_free (gpointer data)
{
  Preview *self = data;

  g_bytes_unref (self->bytes);
  g_atomic_rc_box_release (self->thousandths);
  g_strfreev (self->names);
  g_clear_pointer (&self->rows, cam_event_rows_free);
  g_clear_pointer (&self->lines, cam_event_lines_unref);
  g_clear_pointer (&self->book, cam_event_book_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Preview, preview_free)

static gboolean
check_size (const CamIcsFile  *file,
            GError           **error)
{
  guint n_dates = 0;

  for (guint i = 0; i < file->events->len; i++)
    n_dates += ((const CamIcsEvent *) g_ptr_array_index (file->events, i))->exceptions->len;
  if (n_dates <= MAX_DATES)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG, _("The file changes more than 100,000 single dates."));
  return FALSE;
}

static gboolean
read_table (Preview       *preview,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GPtrArray) uids = NULL;

  preview->rows = cam_event_rows_new (preview->bytes, preview->has_columns ? &preview->columns : NULL, cancellable, error);
  if (preview->rows == NULL)
    return FALSE;
  preview->columns = preview->rows->columns;
  preview->names = g_strdupv (preview->rows->names);
  if (!cam_event_columns_are_enough (&preview->columns))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                           _("It is not clear which column holds the date, or which the title."));
      return FALSE;
    }
  uids = cam_event_rows_list_uids (preview->rows);
  preview->book = cam_event_book_new (uids);
  if (cam_event_rows_have_areas (preview->rows))
    cam_event_book_want_areas (preview->book);
  return TRUE;
}

static void
tell_progress (double   fraction,
               gpointer data)
{
  g_atomic_int_set ((gint *) data, (gint) (CLAMP (fraction, 0, 1) * 1000));
}

static gboolean
read_calendar (Preview       *preview,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) uids = NULL;
  CamIcsFile *file = cam_ics_read (preview->bytes, tell_progress, preview->thousandths, cancellable, &local);

  if (file == NULL && local->domain == CAM_CALENDAR_ERROR)
    g_set_error_literal (error, CAM_ERROR, local->code == CAM_CALENDAR_ERROR_TOO_BIG ? CAM_ERROR_TOO_BIG : CAM_ERROR_CORRUPT,
                         local->message);
  else if (file == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  if (file == NULL)
    return FALSE;
  preview->lines = cam_event_lines_new (file);
  if (!check_size (file, error))
    return FALSE;
  uids = cam_event_lines_list_uids (preview->lines);
  preview->book = cam_event_book_new (uids);
  return TRUE;
}

static gboolean
read_file (Preview       *preview,
           GCancellable  *cancellable,
           GError       **error)
{
  return preview->is_table ? read_table (preview, cancellable, error) : read_calendar (preview, cancellable, error);
}

/* Also where it failed: who is asked which column is which has to see them. */
static void
take_columns (CamEventImport *self,
              Preview        *preview)
{
  if (preview->names == NULL)
    return;
  g_strfreev (self->names);
  self->names = g_steal_pointer (&preview->names);
  self->columns = preview->columns;
}

static gboolean
compare (Preview       *preview,
         GCancellable  *cancellable,
         GError       **error)
{
  if (preview->rows != NULL)
    preview->lines = cam_event_lines_new_table (g_steal_pointer (&preview->rows), preview->book);
  return cam_event_lines_compare (preview->lines, preview->book, cancellable, error);
}

static CamCursor *
select_in_store (gpointer         source,
                 const char      *table,
                 const char     **columns,
                 const char      *clause,
                 const CamValue  *params,
                 guint            n_params,
                 GError         **error)
{
  return cam_store_select (source, table, columns, clause, params, n_params, error);
}

static gboolean
look_up_some (CamEventImport  *self,
              Preview         *preview,
              gboolean        *done,
              GError         **error)
{
  gboolean has_step = FALSE;

  *done = FALSE;
  if (!preview->has_book)
    {
      if (!cam_event_book_load_some (preview->book, select_in_store, self->store, &has_step, error))
        return FALSE;
      preview->has_book = has_step;
      /* A table has no versions. */
      *done = has_step && (preview->is_table || !cam_event_lines_have_own (preview->lines, preview->book));
      return TRUE;
    }
  return cam_event_book_load_changes (preview->book, self->store, done, error);
}

/* A second preview begins anew. */
static void
end_preview (CamEventImport *self,
             Preview        *preview)
{
  guint n_before = get_n_items (G_LIST_MODEL (self));

  g_clear_pointer (&self->lines, cam_event_lines_unref);
  self->lines = g_steal_pointer (&preview->lines);
  memset (self->counts, 0, sizeof self->counts);
  self->n_odd = 0;
  for (guint i = 0; i < self->lines->lines->len; i++)
    {
      const CamEventLine *line = &g_array_index (self->lines->lines, CamEventLine, i);

      self->counts[line->verdict]++;
      self->n_odd += line->odd != NULL && line->verdict != CAM_IMPORT_PROBLEM ? 1 : 0;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, get_n_items (G_LIST_MODEL (self)));
}

/* On a thread; without a source, for the thread lets go of its task last of all and must not be who frees the import. */
static void
run_in_thread (GTask               *task,
               GTaskThreadFunc      func,
               GAsyncReadyCallback  callback)
{
  g_autoptr (GTask) work = g_task_new (NULL, g_task_get_cancellable (task), callback, task);

  g_task_set_task_data (work, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (work, func);
}

static void
compare_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Preview *preview = task_data;
  GError *error = NULL;

  if (compare (preview, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
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
  gint64 until = g_get_monotonic_time () + SLICE_US;
  gboolean done = FALSE;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  while (!done && g_get_monotonic_time () < until)
    if (!look_up_some (g_task_get_source_object (task), g_task_get_task_data (task), &done, &error))
      {
        g_task_return_error (task, error);
        return G_SOURCE_REMOVE;
      }
  if (!done)
    return G_SOURCE_CONTINUE;
  run_in_thread (g_object_ref (task), compare_in_thread, compared_cb);
  return G_SOURCE_REMOVE;
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (read_file (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  take_columns (g_task_get_source_object (task), g_task_get_task_data (task));
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, look_up_cb, g_steal_pointer (&task), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
cam_event_import_preview_async (CamEventImport      *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (CAM_IS_EVENT_IMPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_event_import_preview_async);
  g_task_set_task_data (task, preview_new (self), preview_free);
  run_in_thread (task, read_in_thread, read_cb);
}

gboolean
cam_event_import_preview_finish (CamEventImport  *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cam_event_import_preview (CamEventImport  *self,
                          GError         **error)
{
  g_autoptr (Preview) preview = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), FALSE);

  preview = preview_new (self);
  done = read_file (preview, NULL, error);
  take_columns (self, preview);
  if (!done)
    return FALSE;
  done = FALSE;
  while (!done)
    if (!look_up_some (self, preview, &done, error))
      return FALSE;
  if (!compare (preview, NULL, error))
    return FALSE;
  end_preview (self, preview);
  return TRUE;
}

const char *const *
cam_event_import_get_columns (CamEventImport  *self,
                              CamEventColumns *columns)
{
  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), NULL);

  if (columns != NULL && self->names != NULL)
    *columns = self->columns;
  return (const char *const *) self->names;
}

double
cam_event_import_get_fraction (CamEventImport *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), 0);

  return g_atomic_int_get (self->thousandths) / 1000.0;
}

guint
cam_event_import_get_count (CamEventImport   *self,
                            CamImportVerdict  verdict)
{
  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), 0);
  g_return_val_if_fail (verdict <= CAM_IMPORT_PROBLEM, 0);

  return self->counts[verdict];
}

guint
cam_event_import_get_n_odd (CamEventImport *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), 0);

  return self->n_odd;
}

guint
cam_event_import_get_n_people (CamEventImport *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), 0);

  return self->lines != NULL ? self->lines->n_people : 0;
}

guint
cam_event_import_get_n_others (CamEventImport *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), 0);

  return self->lines != NULL ? self->lines->file->n_others : 0;
}

const char *
cam_event_import_get_name (CamEventImport *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), NULL);

  return self->lines != NULL ? self->lines->file->name : NULL;
}

const char *const *
cam_event_import_get_problems (CamEventImport *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), none);

  return self->lines != NULL ? (const char *const *) self->lines->file->problems : none;
}

typedef struct
{
  CamEventLines *lines;
  GCancellable  *cancellable;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  cam_event_lines_unref (self->lines);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static gboolean
write_cb (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  Job *job = data;

  return cam_event_lines_write (job->lines, writer, job->cancellable, error);
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
cam_event_import_apply_async (CamEventImport      *self,
                              const char          *label,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job = NULL;

  g_return_if_fail (CAM_IS_EVENT_IMPORT (self));
  g_return_if_fail (self->lines != NULL && label != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_event_import_apply_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!cam_event_lines_have_work (self->lines))
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
cam_event_import_apply_finish (CamEventImport  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cam_event_import_apply (CamEventImport  *self,
                        const char      *label,
                        GError         **error)
{
  Job job = { NULL };

  g_return_val_if_fail (CAM_IS_EVENT_IMPORT (self), FALSE);
  g_return_val_if_fail (self->lines != NULL && label != NULL, FALSE);

  job.lines = self->lines;
  return !cam_event_lines_have_work (self->lines) || cam_store_write (self->store, label, write_cb, &job, error);
}
