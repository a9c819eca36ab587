/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store-object.h"
#include "cam-writer-private.h"

/* How many steps of SQLite's machine lie between two looks at a cancellable. */
#define PROGRESS_OPS 2000

typedef enum
{
  JOB_WRITE,
  JOB_STEP_BACK,
  JOB_RUN,
  JOB_REOPEN,
  JOB_STOP,
} JobKind;

typedef struct
{
  JobKind       kind;
  char         *label;
  char         *author;
  const char   *stack;
  CamWriteFunc  write;
  CamStoreFunc  run;
  gpointer      data;
  GDestroyNotify data_free;
  GCancellable *cancellable;
  GTask        *task;         /* NULL where a caller waits */

  /* What came of it. */
  gboolean      finished;
  gboolean      ok;
  GError       *error;
  char         *result;       /* the label of what was undone */
  CamChanges   *outside;      /* what another program had done before */
  CamChanges   *changes;
  char         *undo_label;
  char         *redo_label;
} Job;

static Job *
job_new (CamStore     *self,
         JobKind       kind,
         const char   *label,
         GCancellable *cancellable)
{
  Job *job = g_atomic_rc_box_new0 (Job);

  job->kind = kind;
  job->label = g_strdup (label);
  job->author = g_strdup (self->author);
  g_set_object (&job->cancellable, cancellable);
  return job;
}

static void
job_clear (gpointer data)
{
  Job *job = data;

  if (job->data_free != NULL)
    job->data_free (job->data);
  g_clear_pointer (&job->label, g_free);
  g_clear_pointer (&job->author, g_free);
  g_clear_object (&job->cancellable);
  g_clear_object (&job->task);
  g_clear_error (&job->error);
  g_clear_pointer (&job->result, g_free);
  g_clear_object (&job->outside);
  g_clear_object (&job->changes);
  g_clear_pointer (&job->undo_label, g_free);
  g_clear_pointer (&job->redo_label, g_free);
}

static void
job_unref (Job *job)
{
  g_atomic_rc_box_release_full (job, job_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_unref)

static void announce (CamStore *self);

static gboolean
announce_cb (gpointer data)
{
  announce (data);
  return G_SOURCE_REMOVE;
}

/* With the lock held. An attached source rather than g_main_context_invoke(), which would run here, on
 * the writer thread, whenever nobody iterates the context. */
static void
want_announcement (CamStore *self)
{
  if (self->source != NULL)
    return;
  self->source = g_idle_source_new ();
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->source, announce_cb, self, NULL);
  g_source_attach (self->source, self->context);
}

static void
progress_cb (double      fraction,
             const char *message,
             gpointer    data)
{
  CamStore *self = data;

  g_mutex_lock (&self->lock);
  self->progress_new = TRUE;
  self->progress = fraction;
  g_set_str (&self->message, message);
  want_announcement (self);
  g_mutex_unlock (&self->lock);
}

void
cam_store_tell_progress (CamStore   *self,
                         double      fraction,
                         const char *message)
{
  progress_cb (fraction, message, self);
}

static int
cancelled_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

static gboolean
do_write (CamStore *self,
          Job      *job)
{
  CamWriter writer = { .session = self->session,
                       .cancellable = job->cancellable,
                       .progress = progress_cb,
                       .progress_data = self };
  const CamAction action = { .label = job->label, .author = job->author, .kind = "edit" };
  sqlite3 *handle = cam_db_get_handle (self->session->db);
  gboolean ok;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error)
      || !cam_session_catch_up (self->session, &job->outside, &job->error)
      || !cam_session_begin (self->session, job->label, &job->error))
    return FALSE;
  if (job->cancellable != NULL)
    sqlite3_progress_handler (handle, PROGRESS_OPS, cancelled_cb, job->cancellable);
  ok = job->write (&writer, job->data, &job->error);
  cam_writer_clear (&writer);
  if (ok)
    ok = cam_session_commit (self->session, &action, &job->changes, &job->error);
  else
    cam_session_roll_back (self->session);
  sqlite3_progress_handler (handle, 0, NULL, NULL);
  if (!ok && job->error == NULL)
    g_set_error (&job->error, CAM_ERROR, CAM_ERROR_FAILED, "“%s” failed; nothing was changed.",
                 job->label);
  return ok;
}

static gboolean
do_step_back (CamStore *self,
              Job      *job)
{
  sqlite3 *handle = cam_db_get_handle (self->session->db);
  gboolean ok;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    return FALSE;
  if (job->cancellable != NULL)
    sqlite3_progress_handler (handle, PROGRESS_OPS, cancelled_cb, job->cancellable);
  ok = cam_session_step_back (self->session, job->stack, job->author, &job->result, &job->changes,
                              &job->error);
  sqlite3_progress_handler (handle, 0, NULL, NULL);
  return ok;
}

static void
aside_cb (const char *path,
          gpointer    data)
{
  cam_store_ask_to_read_aside (data, path);
}

static void
use_session (CamStore   *self,
             CamSession *session)
{
  session->aside = aside_cb;
  session->aside_data = self;
  self->session = session;
}

static gboolean
do_reopen (CamStore *self,
           Job      *job)
{
  g_autoptr (CamSession) session = NULL;
  gboolean writable = FALSE;

  if (!cam_session_check (self->path, FALSE, &writable, &job->error))
    return FALSE;
  if (!writable)
    {
      g_set_error (&job->error, CAM_ERROR, CAM_ERROR_FROM_THE_FUTURE,
                   "The file that is there now was written by a newer version of Cambridgeshire Local.");
      return FALSE;
    }
  session = cam_session_reopen (self->session, &job->error);
  if (session == NULL)
    return FALSE;
  cam_session_close (self->session);
  use_session (self, g_steal_pointer (&session));
  return TRUE;
}

static gboolean
do_job (CamStore *self,
        Job      *job)
{
  switch (job->kind)
    {
    case JOB_WRITE:
      return do_write (self, job);
    case JOB_STEP_BACK:
      return do_step_back (self, job);
    case JOB_RUN:
      return job->run (self, self->session->db, job->cancellable, job->data, &job->error);
    case JOB_REOPEN:
      return do_reopen (self, job);
    case JOB_STOP:
    default:
      return TRUE;
    }
}

static void
read_labels (CamSession  *session,
             char       **undo_label,
             char       **redo_label)
{
  CamUndoEntry entry = { 0 };

  cam_session_peek (session, "undo", &entry, undo_label, NULL);
  cam_session_peek (session, "redo", &entry, redo_label, NULL);
}

/* Takes the writer thread's reference along, so that the job is never cleared there. */
static void
hand_back (CamStore *self,
           Job      *job)
{
  g_mutex_lock (&self->lock);
  job->finished = TRUE;
  g_queue_push_tail (&self->done, job);
  want_announcement (self);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

static gpointer
run_writer (gpointer data)
{
  CamStore *self = data;
  gboolean going = TRUE;

  while (going)
    {
      g_autoptr (Job) job = g_async_queue_pop (self->jobs);

      going = job->kind != JOB_STOP;
      job->ok = do_job (self, job);
      if (going)
        read_labels (self->session, &job->undo_label, &job->redo_label);
      hand_back (self, g_steal_pointer (&job));
    }
  return NULL;
}

static void
announce_job (CamStore *self,
              Job      *job)
{
  if (job->kind != JOB_STOP)
    cam_store_set_labels (self, job->undo_label, job->redo_label);
  if (job->kind == JOB_STEP_BACK)
    cam_store_read_live (self);
  if (job->outside != NULL)
    cam_store_emit_changed (self, job->outside);
  if (job->changes != NULL)
    {
      cam_store_emit_changed (self, job->changes);
      /* Where it was so much that the search index waits. At the end the next opening does it. */
      if (self->thread != NULL)
        cam_store_index_later (self);
    }
  if (job->task == NULL)
    return;
  if (!job->ok)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->kind == JOB_STEP_BACK)
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), g_free);
  else
    g_task_return_boolean (job->task, TRUE);
}

static Job *
pop_done (CamStore *self)
{
  Job *job = NULL;

  g_mutex_lock (&self->lock);
  job = g_queue_pop_head (&self->done);
  g_mutex_unlock (&self->lock);
  return job;
}

/* On the store's own thread: tells everything that waits, in the order of the commits. */
static void
announce (CamStore *self)
{
  g_autoptr (CamStore) alive = g_object_ref (self);
  g_autofree char *message = NULL;
  Job *job = NULL;
  gboolean progress_new;
  gboolean over = FALSE;
  double progress;

  g_mutex_lock (&self->lock);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  progress_new = self->progress_new;
  progress = self->progress;
  message = g_steal_pointer (&self->message);
  self->progress_new = FALSE;
  g_mutex_unlock (&self->lock);

  if (progress_new)
    cam_store_emit_progress (self, progress, message);
  /* One by one from the shared queue: whoever is told may write and wait, which tells of the rest. */
  while ((job = pop_done (self)) != NULL)
    {
      over = over || job->kind == JOB_WRITE;
      announce_job (self, job);
      job_unref (job);
    }
  if (over)
    cam_store_emit_progress (self, -1, NULL);
}

static gboolean
refuse_job (CamStore  *self,
            GError   **error)
{
  if (self->thread != NULL)
    return FALSE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY, "“%s” is not open for writing.", self->path);
  return TRUE;
}

static void
start_job (CamStore            *self,
           Job                 *job,
           gpointer             tag,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GError *error = NULL;

  job->task = g_task_new (self, job->cancellable, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  /* Whether the action was cancelled or committed is known to the job alone. */
  g_task_set_check_cancellable (job->task, FALSE);
  if (!refuse_job (self, &error))
    {
      g_async_queue_push (self->jobs, job);
      return;
    }
  g_task_return_error (job->task, error);
  job_unref (job);
}

static gboolean
wait_for_job (CamStore  *self,
              Job       *job,
              GError   **error)
{
  gboolean ok;

  if (refuse_job (self, error))
    {
      job_unref (job);
      return FALSE;
    }
  g_async_queue_push (self->jobs, g_atomic_rc_box_acquire (job));
  g_mutex_lock (&self->lock);
  while (!job->finished)
    g_cond_wait (&self->cond, &self->lock);
  ok = job->ok;
  if (!ok)
    g_propagate_error (error, g_error_copy (job->error));
  g_mutex_unlock (&self->lock);
  if (g_thread_self () == self->owner)
    announce (self);
  job_unref (job);
  return ok;
}

void
cam_store_write_async (CamStore            *self,
                       const char          *label,
                       CamWriteFunc         func,
                       gpointer             data,
                       GDestroyNotify       data_free,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Job *job = NULL;

  g_return_if_fail (CAM_IS_STORE (self));
  g_return_if_fail (label != NULL && func != NULL);
  job = job_new (self, JOB_WRITE, label, cancellable);
  job->write = func;
  job->data = data;
  job->data_free = data_free;
  start_job (self, job, cam_store_write_async, callback, user_data);
}

gboolean
cam_store_write_finish (CamStore      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cam_store_write (CamStore      *self,
                 const char    *label,
                 CamWriteFunc   func,
                 gpointer       data,
                 GError       **error)
{
  Job *job = NULL;

  g_return_val_if_fail (CAM_IS_STORE (self), FALSE);
  g_return_val_if_fail (label != NULL && func != NULL, FALSE);
  g_return_val_if_fail (self->thread == NULL || g_thread_self () != self->thread, FALSE);
  job = job_new (self, JOB_WRITE, label, NULL);
  job->write = func;
  job->data = data;
  return wait_for_job (self, job, error);
}

void
cam_store_run_async (CamStore            *self,
                     CamStoreFunc         func,
                     gpointer             data,
                     GDestroyNotify       data_free,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  Job *job = NULL;

  g_return_if_fail (CAM_IS_STORE (self));
  g_return_if_fail (func != NULL);
  job = job_new (self, JOB_RUN, NULL, cancellable);
  job->run = func;
  job->data = data;
  job->data_free = data_free;
  start_job (self, job, cam_store_run_async, callback, user_data);
}

gboolean
cam_store_run_finish (CamStore      *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
cam_store_run (CamStore      *self,
               CamStoreFunc   func,
               gpointer       data,
               GError       **error)
{
  Job *job = NULL;

  g_return_val_if_fail (CAM_IS_STORE (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);
  job = job_new (self, JOB_RUN, NULL, NULL);
  job->run = func;
  job->data = data;
  return wait_for_job (self, job, error);
}

void
cam_store_run_later (CamStore       *self,
                     CamStoreFunc    func,
                     gpointer        data,
                     GDestroyNotify  data_free)
{
  Job *job = job_new (self, JOB_RUN, NULL, NULL);

  job->run = func;
  job->data = data;
  job->data_free = data_free;
  g_async_queue_push (self->jobs, job);
}

static void
step_back (CamStore            *self,
           const char          *stack,
           gpointer             tag,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  Job *job = job_new (self, JOB_STEP_BACK, NULL, cancellable);

  job->stack = stack;
  start_job (self, job, tag, callback, user_data);
}

void
cam_store_undo_async (CamStore            *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (CAM_IS_STORE (self));
  step_back (self, "undo", cam_store_undo_async, cancellable, callback, user_data);
}

char *
cam_store_undo_finish (CamStore      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
cam_store_redo_async (CamStore            *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (CAM_IS_STORE (self));
  step_back (self, "redo", cam_store_redo_async, cancellable, callback, user_data);
}

char *
cam_store_redo_finish (CamStore      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
cam_store_reopen_session (CamStore  *self,
                          GError   **error)
{
  return wait_for_job (self, job_new (self, JOB_REOPEN, NULL, NULL), error);
}

void
cam_store_start_worker (CamStore   *self,
                        CamSession *session)
{
  g_autofree char *undo_label = NULL;
  g_autofree char *redo_label = NULL;

  use_session (self, session);
  read_labels (session, &undo_label, &redo_label);
  cam_store_set_labels (self, undo_label, redo_label);
  self->thread = g_thread_new ("cam-store", run_writer, self);
}

/* What the writer itself put off until later, while it was being stopped. */
static void
drop_late_jobs (CamStore *self)
{
  Job *job = NULL;

  while ((job = g_async_queue_try_pop (self->jobs)) != NULL)
    job_unref (job);
}

void
cam_store_stop_worker (CamStore *self)
{
  if (self->thread != NULL)
    {
      g_async_queue_push (self->jobs, job_new (self, JOB_STOP, NULL, NULL));
      g_clear_pointer (&self->thread, g_thread_join);
    }
  drop_late_jobs (self);
  announce (self);
}
