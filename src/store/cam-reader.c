/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reader.h"

#include "cam-store-private.h"

/* How many steps of SQLite's machine lie between two looks at a cancellable. */
#define PROGRESS_OPS 2000

struct _CamReader
{
  CamDb *db;
};

typedef struct
{
  char           *path;
  CamReadFunc     func;
  gpointer        data;
  GDestroyNotify  data_free;
  GDestroyNotify  result_free;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  if (self->data_free != NULL)
    self->data_free (self->data);
  g_free (self->path);
  g_free (self);
}

CamCursor *
cam_reader_select (CamReader       *self,
                   const char      *table,
                   const char     **columns,
                   const char      *clause,
                   const CamValue  *params,
                   guint            n_params,
                   GError         **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (table != NULL && columns != NULL, NULL);

  return cam_db_select (self->db, table, columns, clause, params, n_params, error);
}

static int
cancelled_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

static gpointer
read_file (Reading       *reading,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (CamDb) db = cam_db_open (reading->path, CAM_DB_READ_ONLY, error);
  CamReader reader = { db };

  if (db == NULL)
    return NULL;
  if (cancellable != NULL)
    sqlite3_progress_handler (cam_db_get_handle (db), PROGRESS_OPS, cancelled_cb, cancellable);
  if (!cam_db_load_tables (db, error) || !cam_db_run (db, "BEGIN", NULL, 0, error))
    return NULL;
  return reading->func (&reader, reading->data, error);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  gpointer result = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    result = read_file (reading, cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, result, reading->result_free);
}

/* @user_data is the task that somebody waits for. Only this one holds the store, whose last reference must not go on
 * another thread. */
static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (G_TASK (result));
  GDestroyNotify result_free = reading->result_free;
  g_autoptr (GError) error = NULL;
  gpointer found = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, found, result_free);
}

void
cam_store_read_async (CamStore            *self,
                      CamReadFunc          func,
                      gpointer             data,
                      GDestroyNotify       data_free,
                      GDestroyNotify       result_free,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) work = NULL;
  Reading *reading = NULL;
  CamDb *db = NULL;

  g_return_if_fail (CAM_IS_STORE (self));
  g_return_if_fail (func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_store_read_async);
  reading = g_new0 (Reading, 1);
  reading->func = func;
  reading->data = data;
  reading->data_free = data_free;
  reading->result_free = result_free;
  work = g_task_new (NULL, cancellable, read_cb, g_object_ref (task));
  g_task_set_source_tag (work, read_in_thread);
  g_task_set_task_data (work, reading, reading_free);
  db = cam_store_get_reader (self);
  if (db == NULL)
    {
      g_task_return_new_error (work, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The file has been closed.");
      return;
    }
  /* While the file is locked for long, the copy that the main thread reads from as well. */
  reading->path = g_strdup (sqlite3_db_filename (cam_db_get_handle (db), "main"));
  g_task_run_in_thread (work, read_in_thread);
}

gpointer
cam_store_read_finish (CamStore      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
