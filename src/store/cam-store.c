/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store.h"

#include "cam-store-private.h"
#include "cam-writer-private.h"

#define PROGRESS_OPS 2000

/* An open file. The object lives on the thread that opened it, whose main context gets the signals.
 * One writer thread owns the session and takes jobs in turn; what they bring comes back through the
 * queue "done", so that nothing is finalized on the writer thread. */
struct _CamStore
{
  GObject       parent_instance;

  char         *path;
  char         *author;
  char         *undo_label;
  char         *redo_label;
  CamDb        *reader;
  GHashTable   *records;      /* see cam_store_get_records() */
  GHashTable   *unsaved;      /* see cam_store_get_unsaved() */
  GMainContext *context;
  GThread      *owner;

  GThread      *thread;       /* NULL where the store is read-only or closed */
  GAsyncQueue  *jobs;

  /* Shared with the writer thread, under the lock. */
  GMutex        lock;
  GCond         cond;
  GQueue        done;         /* Job, in the order of their commits */
  GSource      *source;       /* announces them on the context; NULL where nothing waits */
  gboolean      progress_new;
  double        progress;
  char         *message;

  /* The writer thread's own. */
  CamSession   *session;
};

G_DEFINE_FINAL_TYPE (CamStore, cam_store, G_TYPE_OBJECT)

typedef enum
{
  PROP_PATH = 1,
  PROP_AUTHOR,
  PROP_READ_ONLY,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
} CamStoreProperty;

static GParamSpec *properties[PROP_REDO_LABEL + 1];

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROGRESS,
  N_SIGNALS,
} CamStoreSignal;

static guint signals[N_SIGNALS];

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
  CamStore     *store;        /* borrowed: the task or the waiting caller keeps it alive */
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

  job->store = self;
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

static int
cancelled_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

static gboolean
do_write (CamStore *self,
          Job      *job)
{
  CamWriter writer = { self->session, job->cancellable, progress_cb, self };
  const CamAction action = { .label = job->label, .author = job->author, .kind = "edit" };
  sqlite3 *handle = cam_db_get_handle (self->session->db);
  gboolean ok;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error)
      || !cam_session_begin (self->session, job->label, &job->error))
    return FALSE;
  if (job->cancellable != NULL)
    sqlite3_progress_handler (handle, PROGRESS_OPS, cancelled_cb, job->cancellable);
  ok = job->write (&writer, job->data, &job->error);
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

static gboolean
do_reopen (CamStore *self,
           Job      *job)
{
  g_autoptr (CamSession) session = NULL;
  gboolean writable = FALSE;

  if (!cam_session_check (self->path, &writable, &job->error))
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
  self->session = g_steal_pointer (&session);
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
  gint64 seq = 0;

  cam_session_peek (session, "undo", &seq, undo_label, NULL);
  cam_session_peek (session, "redo", &seq, redo_label, NULL);
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
      else
        g_clear_pointer (&self->session, cam_session_close);
      hand_back (self, g_steal_pointer (&job));
    }
  return NULL;
}

static void
set_labels (CamStore   *self,
            const char *undo_label,
            const char *redo_label)
{
  if (g_set_str (&self->undo_label, undo_label))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_LABEL]);
  if (g_set_str (&self->redo_label, redo_label))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_LABEL]);
}

static void
announce_job (CamStore *self,
              Job      *job)
{
  if (job->kind != JOB_STOP)
    set_labels (self, job->undo_label, job->redo_label);
  if (job->changes != NULL)
    {
      cam_store_refresh_records (self, job->changes);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0, job->changes);
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

/* On the store's own thread: tells everything that waits, in the order of the commits. */
static void
announce (CamStore *self)
{
  g_autoptr (CamStore) alive = g_object_ref (self);
  g_autofree char *message = NULL;
  gboolean progress_new;
  gboolean over = FALSE;
  double progress;
  GQueue done;

  g_mutex_lock (&self->lock);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  done = self->done;
  g_queue_init (&self->done);
  progress_new = self->progress_new;
  progress = self->progress;
  message = g_steal_pointer (&self->message);
  self->progress_new = FALSE;
  g_mutex_unlock (&self->lock);

  if (progress_new)
    g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, progress, message);
  while (!g_queue_is_empty (&done))
    {
      g_autoptr (Job) job = g_queue_pop_head (&done);

      over = over || job->kind == JOB_WRITE;
      announce_job (self, job);
    }
  if (over)
    g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, -1.0, NULL);
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

CamCursor *
cam_store_select (CamStore        *self,
                  const char      *table,
                  const char     **columns,
                  const char      *clause,
                  const CamValue  *params,
                  guint            n_params,
                  GError         **error)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  g_return_val_if_fail (self->reader != NULL, NULL);
  g_return_val_if_fail (table != NULL && columns != NULL, NULL);
  return cam_db_select (self->reader, table, columns, clause, params, n_params, error);
}

gint64
cam_store_count (CamStore   *self,
                 const char *table)
{
  g_autofree char *sql = NULL;
  gint64 n = 0;

  g_return_val_if_fail (CAM_IS_STORE (self), 0);
  g_return_val_if_fail (table != NULL, 0);
  if (self->reader == NULL || cam_db_find_table (self->reader, table) == NULL)
    return 0;
  sql = g_strdup_printf ("SELECT count (*) FROM \"%s\" WHERE deleted = 0", table);
  cam_db_query_integer (self->reader, sql, NULL, 0, 0, &n, NULL);
  return n;
}

CamDb *
cam_store_get_reader (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->reader;
}

GHashTable *
cam_store_get_records (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->records;
}

GHashTable *
cam_store_get_unsaved (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->unsaved;
}

const char *
cam_store_get_path (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->path;
}

gboolean
cam_store_get_read_only (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), TRUE);
  return self->thread == NULL;
}

const char *
cam_store_get_author (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->author;
}

void
cam_store_set_author (CamStore   *self,
                      const char *author)
{
  g_return_if_fail (CAM_IS_STORE (self));
  if (g_set_str (&self->author, author != NULL ? author : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHOR]);
}

const char *
cam_store_get_undo_label (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->undo_label;
}

const char *
cam_store_get_redo_label (CamStore *self)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  return self->redo_label;
}

static gboolean
open_reader (CamStore  *self,
             GError   **error)
{
  g_autoptr (CamDb) reader = cam_db_open (self->path, CAM_DB_READ_ONLY, error);

  if (reader == NULL || !cam_db_load_tables (reader, error))
    return FALSE;
  g_clear_pointer (&self->reader, cam_db_close);
  self->reader = g_steal_pointer (&reader);
  return TRUE;
}

gboolean
cam_store_reopen (CamStore  *self,
                  GError   **error)
{
  g_autoptr (CamChanges) changes = NULL;

  g_return_val_if_fail (CAM_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_thread_self () == self->owner, FALSE);
  if (self->thread != NULL && !wait_for_job (self, job_new (self, JOB_REOPEN, NULL, NULL), error))
    return FALSE;
  if (!open_reader (self, error))
    return FALSE;
  changes = cam_changes_new_everything ("");
  cam_store_refresh_records (self, changes);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
  return TRUE;
}

CamStore *
cam_store_open (const char         *path,
                CamStoreOpenFlags   flags,
                GError            **error)
{
  g_autoptr (CamStore) self = NULL;
  gboolean writable = TRUE;

  g_return_val_if_fail (path != NULL, NULL);
  self = g_object_new (CAM_TYPE_STORE, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  if (flags & CAM_STORE_OPEN_CREATE && !g_file_test (self->path, G_FILE_TEST_EXISTS)
      && !cam_session_create (self->path, error))
    return NULL;
  if (!cam_session_check (self->path, &writable, error))
    return NULL;
  if (writable && !(flags & CAM_STORE_OPEN_READ_ONLY))
    {
      self->session = cam_session_open (self->path, error);
      if (self->session == NULL)
        return NULL;
      read_labels (self->session, &self->undo_label, &self->redo_label);
    }
  if (!open_reader (self, error))
    return NULL;
  if (self->session != NULL)
    self->thread = g_thread_new ("cam-store", run_writer, self);
  return g_steal_pointer (&self);
}

void
cam_store_close (CamStore *self)
{
  g_return_if_fail (CAM_IS_STORE (self));
  g_clear_pointer (&self->reader, cam_db_close);
  if (self->thread != NULL)
    {
      g_autoptr (CamStore) alive = g_object_ref (self);

      g_async_queue_push (self->jobs, job_new (self, JOB_STOP, NULL, NULL));
      g_clear_pointer (&self->thread, g_thread_join);
      announce (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
    }
  g_clear_pointer (&self->session, cam_session_close);
}

static void
cam_store_dispose (GObject *object)
{
  CamStore *self = CAM_STORE (object);

  cam_store_close (self);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  G_OBJECT_CLASS (cam_store_parent_class)->dispose (object);
}

static void
cam_store_finalize (GObject *object)
{
  CamStore *self = CAM_STORE (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->undo_label, g_free);
  g_clear_pointer (&self->redo_label, g_free);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->unsaved, g_hash_table_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_clear_pointer (&self->message, g_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  G_OBJECT_CLASS (cam_store_parent_class)->finalize (object);
}

static void
cam_store_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  CamStore *self = CAM_STORE (object);

  switch ((CamStoreProperty) id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_AUTHOR:
      g_value_set_string (value, self->author);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, cam_store_get_read_only (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, self->undo_label);
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, self->redo_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cam_store_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  if (id == PROP_AUTHOR)
    cam_store_set_author (CAM_STORE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cam_store_class_init (CamStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cam_store_dispose;
  object_class->finalize = cam_store_finalize;
  object_class->get_property = cam_store_get_property;
  object_class->set_property = cam_store_set_property;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, readable);
  properties[PROP_AUTHOR] = g_param_spec_string ("author", NULL, NULL, "", readable | G_PARAM_WRITABLE);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, readable);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, readable);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, CAM_TYPE_CHANGES);
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE,
                                           G_TYPE_STRING);
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
cam_store_init (CamStore *self)
{
  self->author = g_strdup ("");
  self->records = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_weak_ref);
  self->unsaved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->context = g_main_context_ref_thread_default ();
  self->owner = g_thread_self ();
  self->jobs = g_async_queue_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  g_queue_init (&self->done);
}
