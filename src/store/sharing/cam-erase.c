/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-erase.h"

#include "cam-erase-private.h"
#include "cam-store-object.h"

#include <glib/gstdio.h>

/* An erasure is done when its transaction is committed: from then on the record is gone here and wherever this
 * file is merged. What is left, free pages and backups, is noted in the file as cam_meta "erasing" in the same
 * transaction ("all", then "backups") and done on the writer thread right after, or by the next opening. */

#define LABEL "Erase personal data"

/* How much of the way the backups take. */
#define BEFORE_BACKUPS 0.2

typedef struct
{
  char       *uuid;       /* NULL: only what is left */
  char       *author;
  CamErasure *erasure;
  CamChanges *outside;    /* what another program had done before */
  CamChanges *changes;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->uuid);
  g_free (job->author);
  g_clear_pointer (&job->erasure, cam_erasure_free);
  g_clear_object (&job->outside);
  g_clear_object (&job->changes);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static Job *
job_new (CamStore   *store,
         const char *uuid)
{
  Job *job = g_new0 (Job, 1);

  job->uuid = g_strdup (uuid);
  job->author = g_strdup (cam_store_get_author (store));
  job->erasure = cam_erasure_new ();
  return job;
}

CamErasure *
cam_erasure_new (void)
{
  CamErasure *self = g_new0 (CamErasure, 1);

  self->deleted_backups = g_ptr_array_new_with_free_func (g_free);
  self->leftovers = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
cam_erasure_free (CamErasure *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->deleted_backups);
  g_ptr_array_unref (self->leftovers);
  g_free (self);
}

static CamEraseStepFunc step_func;

void
cam_erase_set_step_func (CamEraseStepFunc func)
{
  step_func = func;
}

void
cam_erase_step (const char *step)
{
  if (step_func != NULL)
    step_func (step);
}

GPtrArray *
cam_erase_list_erased (CamDb   *db,
                       GError **error)
{
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CamCursor) cursor = cam_db_query (db, "SELECT uuid FROM cam_erased", NULL, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    g_ptr_array_add (uuids, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return g_steal_pointer (&uuids);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

gboolean
cam_erase_compact (CamDb   *db,
                   GError **error)
{
  sqlite3 *handle = cam_db_get_handle (db);
  gboolean done;

  /* VACUUM attaches the new file for as long as it lasts. It is in memory, as temp_store says. */
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 1);
  done = cam_db_run_script (db, "VACUUM", error);
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 0);
  return done;
}

typedef struct
{
  void     (*func) (double fraction, gpointer data);
  gpointer   data;
} Progress;

static void
backups_cb (double   fraction,
            gpointer data)
{
  const Progress *progress = data;

  if (progress->func != NULL)
    progress->func (BEFORE_BACKUPS + fraction * (1 - BEFORE_BACKUPS), progress->data);
}

/* FALSE where it has to be done another time. */
static gboolean
compact (CamDb      *db,
         const char *path,
         CamErasure *erasure)
{
  g_autoptr (GError) error = NULL;

  if (cam_erase_compact (db, &error)
      && cam_db_run (db, "UPDATE cam_meta SET value = 'backups' WHERE key = 'erasing'", NULL, 0, &error))
    {
      cam_erase_step ("compacted");
      return TRUE;
    }
  g_debug ("the file could not be written anew: %s", error->message);
  g_ptr_array_add (erasure->leftovers, g_strdup (path));
  return FALSE;
}

void
cam_erase_finish_now (CamDb         *db,
                      const char    *path,
                      GCancellable  *cancellable,
                      void         (*progress) (double fraction, gpointer data),
                      gpointer       progress_data,
                      CamErasure    *erasure)
{
  Progress rest = { progress, progress_data };
  g_autofree char *state = NULL;
  g_autofree char *file_id = NULL;
  g_autoptr (GPtrArray) uuids = cam_erase_list_erased (db, NULL);
  gboolean done = uuids != NULL;

  state = cam_db_query_text (db, "SELECT value FROM cam_meta WHERE key = 'erasing'", NULL, 0, NULL);
  file_id = cam_db_query_text (db, "SELECT value FROM cam_meta WHERE key = 'file_id'", NULL, 0, NULL);
  if (state != NULL && !g_str_equal (state, "backups"))
    done = compact (db, path, erasure) && done;
  if (state != NULL && uuids != NULL)
    done = cam_erase_from_backups (path, file_id, uuids, cancellable, backups_cb, &rest, erasure) && done;
  if (state != NULL && done)
    done = cam_db_run (db, "DELETE FROM cam_meta WHERE key = 'erasing'", NULL, 0, NULL);
  if (uuids != NULL && uuids->len > 0)
    cam_erase_find_beside (path, uuids, erasure->leftovers);
  erasure->pending = erasure->pending || !done;
  cam_erase_step ("finished");
}

/* The captured table that has a row with @uuid, NULL without error where none has. */
static gboolean
find_table (CamDb               *db,
            const char          *uuid,
            const CamTableInfo **table,
            GError             **error)
{
  GPtrArray *tables = cam_db_get_tables (db);
  const CamValue param = cam_text (uuid);

  *table = NULL;
  for (guint i = 0; i < tables->len && *table == NULL; i++)
    {
      const CamTableInfo *candidate = g_ptr_array_index (tables, i);
      g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE uuid = ?1", candidate->name);
      gint64 found = 0;

      if (!cam_db_query_integer (db, sql, &param, 1, 0, &found, error))
        return FALSE;
      if (found)
        *table = candidate;
    }
  return TRUE;
}

/* Whether @uuid is of a record to erase, or has been erased already. */
static gboolean
check_record (CamDb       *db,
              const char  *uuid,
              gboolean    *already,
              GError     **error)
{
  const CamTableInfo *table = NULL;
  const CamValue param = cam_text (uuid);
  gint64 erased = 0;

  if (!find_table (db, uuid, &table, error)
      || !cam_db_query_integer (db, "SELECT 1 FROM cam_erased WHERE uuid = ?1", &param, 1, 0, &erased, error))
    return FALSE;
  *already = table == NULL && erased;
  if (*already || (table != NULL && g_str_equal (table->scope, "personal")))
    return TRUE;
  if (table == NULL)
    g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no record “%s” to erase.", uuid);
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID,
                 "“%s” is not about a person, so it is not erased; it can be deleted.", uuid);
  return FALSE;
}

static gboolean
erase_record (CamSession  *session,
              Job         *job,
              GError     **error)
{
  const CamAction action = { .label = LABEL, .author = job->author, .kind = CAM_ACTION_ERASE };
  g_autoptr (GPtrArray) uuids = g_ptr_array_new ();
  gboolean already = FALSE;

  if (!cam_session_catch_up (session, &job->outside, error)
      || !check_record (session->db, job->uuid, &already, error))
    return FALSE;
  if (already)
    return TRUE;
  g_ptr_array_add (uuids, job->uuid);
  if (!cam_session_begin (session, LABEL, error))
    return FALSE;
  if (!cam_erase_rows (session->db, uuids, &job->erasure->n_records, error))
    {
      cam_session_roll_back (session);
      return FALSE;
    }
  cam_erase_step ("erased");
  return cam_session_commit (session, &action, &job->changes, error);
}

static void
progress_cb (double   fraction,
             gpointer data)
{
  cam_store_tell_progress (data, fraction, NULL);
}

/* CamStoreFunc */
static gboolean
run_job (CamStore      *store,
         CamDb         *db,
         GCancellable  *cancellable,
         gpointer       data,
         GError       **error)
{
  Job *job = data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || (job->uuid != NULL && !erase_record (store->session, job, error)))
    return FALSE;
  cam_erase_step ("committed");
  cam_erase_finish_now (db, cam_store_get_path (store), cancellable, progress_cb, store, job->erasure);
  return TRUE;
}

/* On the store's own thread. */
static void
announce (CamStore *store,
          Job      *job)
{
  if (job->outside != NULL)
    cam_store_emit_changed (store, job->outside);
  if (job->changes != NULL)
    cam_store_emit_changed (store, job->changes);
  cam_store_emit_progress (store, -1, NULL);
}

static void
erased_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  CamStore *store = CAM_STORE (object);
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean done = cam_store_run_finish (store, result, &error);

  announce (store, job);
  if (done)
    g_task_return_pointer (task, g_steal_pointer (&job->erasure), (GDestroyNotify) cam_erasure_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
cam_erase_async (CamStore            *store,
                 const char          *uuid,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Job *job = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (uuid != NULL);

  job = job_new (store, uuid);
  g_task_set_source_tag (task, cam_erase_async);
  g_task_set_task_data (task, job, job_free);
  /* What was erased is not brought back by a cancellation that came too late. */
  g_task_set_check_cancellable (task, FALSE);
  cam_store_run_async (store, run_job, job, NULL, cancellable, erased_cb, g_steal_pointer (&task));
}

CamErasure *
cam_erase_finish (CamStore      *store,
                  GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static CamErasure *
run_blocking (CamStore    *store,
              const char  *uuid,
              GError     **error)
{
  g_autoptr (Job) job = job_new (store, uuid);
  gboolean done = cam_store_run (store, run_job, job, error);

  announce (store, job);
  return done ? g_steal_pointer (&job->erasure) : NULL;
}

CamErasure *
cam_erase (CamStore    *store,
           const char  *uuid,
           GError     **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  return run_blocking (store, uuid, error);
}

gboolean
cam_erase_check (CamStore    *store,
                 const char  *uuid,
                 GError     **error)
{
  gboolean already = FALSE;

  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);
  g_return_val_if_fail (cam_store_get_reader (store) != NULL, FALSE);

  return check_record (cam_store_get_reader (store), uuid, &already, error);
}

CamErasure *
cam_erase_finish_pending (CamStore  *store,
                          GError   **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  return run_blocking (store, NULL, error);
}

/* CamStoreFunc. What it could not do the next opening tries again. */
static gboolean
resume_job (CamStore      *store,
            CamDb         *db,
            GCancellable  *cancellable,
            gpointer       data,
            GError       **error)
{
  CamErasure *erasure = data;

  cam_erase_finish_now (db, cam_store_get_path (store), cancellable, NULL, NULL, erasure);
  g_info ("an erasure was resumed: %u backups cleaned, %u removed", erasure->n_backups,
          erasure->deleted_backups->len);
  return TRUE;
}

void
cam_erase_resume (CamStore *store)
{
  gint64 waiting = 0;

  cam_db_query_integer (cam_store_get_reader (store), "SELECT 1 FROM cam_meta WHERE key = 'erasing'", NULL, 0,
                        0, &waiting, NULL);
  if (waiting)
    cam_store_run_later (store, resume_job, cam_erasure_new (), (GDestroyNotify) cam_erasure_free);
}

GPtrArray *
cam_erase_list_leftovers (CamStore  *store,
                          GError   **error)
{
  g_autoptr (GPtrArray) uuids = NULL;
  GPtrArray *leftovers = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (cam_store_get_reader (store) != NULL, NULL);

  uuids = cam_erase_list_erased (cam_store_get_reader (store), error);
  if (uuids == NULL)
    return NULL;
  leftovers = g_ptr_array_new_with_free_func (g_free);
  if (uuids->len > 0)
    cam_erase_find_beside (cam_store_get_path (store), uuids, leftovers);
  return leftovers;
}

gboolean
cam_erase_delete_leftovers (CamStore  *store,
                            GError   **error)
{
  g_autoptr (GPtrArray) paths = cam_erase_list_leftovers (store, error);

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    if (g_unlink (g_ptr_array_index (paths, i)) != 0)
      {
        g_set_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY, "“%s” could not be deleted.",
                     (const char *) g_ptr_array_index (paths, i));
        return FALSE;
      }
  return paths != NULL;
}
