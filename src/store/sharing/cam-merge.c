/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-private.h"

#include "cam-backup-private.h"
#include "cam-duplicate.h"
#include "cam-erase-private.h"
#include "cam-foreign-copy.h"
#include "cam-store-object.h"
#include "cam-store-private.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define FOLLOW_LABEL "Follow joined records"
/* For whether a file that is dropped on the window is a copy at all. */
#define LOOK_SECONDS 1
#define RECENT (30 * G_TIME_SPAN_MINUTE)

void
cam_merge_job_clear (CamMergeJob *job)
{
  g_clear_object (&job->report);
  g_clear_object (&job->outside);
  g_clear_object (&job->changes);
}

/* Recent enough for a merge that nobody asked for. */
static gboolean
has_recent_backup (const char *path)
{
  g_autoptr (GPtrArray) backups = cam_backup_list (path, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const CamBackup *newest = backups != NULL && backups->len > 0 ? g_ptr_array_index (backups, 0) : NULL;

  return newest != NULL && g_date_time_difference (now, newest->at) < RECENT;
}

/* NULL without an error where none has to be made. */
static gboolean
begin_backup (CamSession       *session,
              CamMergeJob      *job,
              CamBackupMaking **backup,
              GError          **error)
{
  *backup = NULL;
  if (job->flags & CAM_MERGE_AUTOMATIC && has_recent_backup (session->path))
    return TRUE;
  *backup = cam_backup_begin (session->db, session->path, "merge", job->cancellable, error);
  job->unchecked = *backup != NULL;
  return *backup != NULL;
}

/* Without the triggers, which would take what comes in for edits of this copy, and without SQLite's own check of
 * references, which looks before all rows are there. Pages may leave memory before the end. */
static gboolean
set_merging (CamSession  *session,
             gboolean     merging,
             GError     **error)
{
  sqlite3 *handle = cam_db_get_handle (session->db);

  if (sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, !merging, NULL) != SQLITE_OK)
    return cam_db_set_error (handle, sqlite3_errcode (handle), error);
  return cam_db_run_script (session->db,
                            merging ? "PRAGMA foreign_keys = OFF; PRAGMA cache_spill = ON;"
                                    : "PRAGMA foreign_keys = ON; PRAGMA cache_spill = OFF;", error);
}

static gboolean
write_down (CamSession         *session,
            const CamMergeJob  *job,
            CamMergeReport     *report,
            const char         *backup,
            GError            **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *counts = NULL;
  CamValue params[5];

  counts = g_strdup_printf ("new %u, changed %u, both %u, deleted %u, erased %u",
                            cam_merge_report_count (report, CAM_MERGE_NEW),
                            cam_merge_report_count (report, CAM_MERGE_CHANGED),
                            cam_merge_report_count (report, CAM_MERGE_BOTH),
                            cam_merge_report_count (report, CAM_MERGE_DELETED),
                            cam_merge_report_count (report, CAM_MERGE_ERASED));
  params[0] = cam_text (at);
  params[1] = cam_text (job->label);
  params[2] = cam_text (job->author);
  params[3] = cam_text (backup);
  params[4] = cam_text (counts);
  if (!cam_db_run (session->db, "INSERT INTO cam_merge (at, label, author, backup, report)"
                                " VALUES (?1, ?2, ?3, ?4, ?5)", params, 5, error))
    return FALSE;
  if (job->flags & CAM_MERGE_AUTOMATIC || backup == NULL)
    return TRUE;
  params[0] = cam_integer (session->copy);
  return cam_db_run (session->db, "DELETE FROM cam_undo WHERE stack = 'redo'", NULL, 0, error)
         && cam_db_run (session->db, "INSERT INTO cam_undo (stack, seq, copy, merge)"
                                     " VALUES ('undo', 0, ?1, (SELECT max (id) FROM cam_merge))",
                        params, 1, error);
}

/* Has the main thread read elsewhere while the file is locked: in the backup, or, where none had to be made, in a copy
 * that is gone as soon as it is open. */
static gboolean
read_elsewhere (CamSession       *session,
                CamMergeJob      *job,
                CamBackupMaking  *backup,
                GError          **error)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (job->aside == NULL)
    return TRUE;
  if (backup != NULL)
    {
      job->aside (cam_backup_get_partial (backup), job->data);
      return TRUE;
    }
  name = g_uuid_string_random ();
  path = cam_foreign_copy_dup_path ("aside-", name, error);
  if (path == NULL || !cam_store_snapshot_to (session->db, path, FALSE, job->cancellable, error))
    return FALSE;
  job->aside (path, job->data);
  g_unlink (path);
  return TRUE;
}

static int
cancelled_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

/* Another program may have written since its edits were adopted: reading the copy takes a while. */
static gboolean
check_adopted (CamSession  *session,
               GError     **error)
{
  gint64 any = 0;

  if (!cam_db_query_integer (session->db, "SELECT EXISTS (SELECT 1 FROM cam_change WHERE seq = 0"
                                          " AND copy IN (SELECT copy FROM cam_copy))", NULL, 0, 0, &any, error))
    return FALSE;
  if (any)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_BUSY,
                         "Another program is writing to the file just now; try again when it has finished.");
  return !any;
}

/* The backup is certain to stay before the merge is. What did not fit into memory until here was written to the file,
 * but what it was written over is in the journal, which the disk has, so a power cut undoes it. */
static gboolean
finish_merge (CamSession       *session,
              CamMergeJob      *job,
              CamMergeRun      *run,
              CamBackupMaking  *backup,
              GError          **error)
{
  const char *path = backup != NULL ? cam_backup_wait (backup, error) : NULL;

  return (backup == NULL || path != NULL) && write_down (session, job, run->report, path, error)
         && cam_session_commit_merge (session, run->clock, &job->changes, error);
}

static gboolean
apply (CamSession       *session,
       CamMergeJob      *job,
       CamMergeRun      *run,
       CamBackupMaking  *backup,
       GError          **error)
{
  sqlite3 *handle = cam_db_get_handle (session->db);
  gboolean done;

  if (!cam_session_begin (session, job->label, error))
    return FALSE;
  if (job->cancellable != NULL)
    sqlite3_progress_handler (handle, 2000, cancelled_cb, job->cancellable);
  done = check_adopted (session, error) && cam_merge_run (run, error);
  if (done && cam_merge_report_is_empty (run->report))
    cam_session_roll_back (session);
  else if (done)
    done = finish_merge (session, job, run, backup, error);
  sqlite3_progress_handler (handle, 0, NULL, NULL);
  if (!done && session->seq != 0)
    cam_session_roll_back (session);
  return done;
}

/* A file that was brought back to an earlier state, notes and all, learns that from others: they know numbers of
 * its own that it has not used yet. From here on it is another copy, since those numbers are taken. */
static gboolean
is_behind_itself (CamMergeRun *run)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (run->local_copies, GINT_TO_POINTER (run->session->copy)));
  const CamMergeCopy *own = cam_merge_get_copy (run, index);

  return index > 0
         && (own->their_newest > own->our_newest || own->theirs[CAM_SCOPE_SHARED] > own->ours[CAM_SCOPE_SHARED]
             || own->theirs[CAM_SCOPE_PERSONAL] > own->ours[CAM_SCOPE_PERSONAL]);
}

static gboolean
become_another_copy (CamSession  *session,
                     GError     **error)
{
  if (!cam_db_run (session->db, "BEGIN IMMEDIATE", NULL, 0, error))
    return FALSE;
  if (cam_db_run (session->db, "UPDATE cam_meta SET value = '' WHERE key = 'place'", NULL, 0, error)
      && cam_place_claim (session->place, session->db, TRUE, &session->copy, error)
      && cam_db_run (session->db, "COMMIT", NULL, 0, error))
    return TRUE;
  cam_session_roll_back (session);
  return FALSE;
}

static gboolean
apply_with_backup (CamSession   *session,
                   CamMergeJob  *job,
                   CamMergeRun  *run,
                   GError      **error)
{
  g_autoptr (CamBackupMaking) backup = NULL;
  gboolean done;

  if (!begin_backup (session, job, &backup, error) || !read_elsewhere (session, job, backup, error))
    return FALSE;
  if (backup != NULL)
    cam_backup_keep (backup);
  if (!set_merging (session, TRUE, error))
    {
      set_merging (session, FALSE, NULL);
      return FALSE;
    }
  done = apply (session, job, run, backup, error);
  if (!set_merging (session, FALSE, done ? error : NULL))
    return FALSE;
  if (done && job->changes != NULL && session->place != NULL && is_behind_itself (run)
      && !become_another_copy (session, error))
    return FALSE;
  if (done)
    {
      g_autoptr (CamErasure) erasure = cam_erasure_new ();

      cam_erase_finish_now (session->db, session->path, NULL, NULL, NULL, erasure);
    }
  if (done)
    job->report = g_object_ref (run->report);
  return done;
}

static gboolean
preview (CamSession   *session,
         CamMergeJob  *job,
         CamMergeRun  *run,
         GError      **error)
{
  gboolean done;

  /* One state of the file for all of it, and no lock that would keep others from reading. */
  if (!cam_db_run (session->db, "BEGIN", NULL, 0, error))
    return FALSE;
  done = cam_merge_run (run, error);
  sqlite3_exec (cam_db_get_handle (session->db), "ROLLBACK", NULL, NULL, NULL);
  if (done)
    job->report = g_object_ref (run->report);
  return done;
}

static gboolean
run_with (CamSession   *session,
          CamMergeJob  *job,
          CamIncoming  *incoming,
          CamMergeRun  *run,
          GError      **error)
{
  gboolean news = FALSE;

  if (!cam_merge_look (run, &news, error))
    return FALSE;
  /* A damaged copy may look as if it had nothing new. Of a plain copy of a file it cannot be told anyway. */
  if ((news || incoming->was_shared) && !cam_incoming_verify (incoming, error))
    return FALSE;
  if (!news)
    {
      job->report = g_object_ref (run->report);
      return TRUE;
    }
  return job->preview ? preview (session, job, run, error) : apply_with_backup (session, job, run, error);
}

/* Reading it as a file would, when that is closed, take away the locks that SQLite has on it. */
static gboolean
refuse_own_file (CamSession  *session,
                 const char  *path,
                 GError     **error)
{
  GStatBuf own = { 0 };
  GStatBuf other = { 0 };

  if (g_stat (session->path, &own) != 0 || g_stat (path, &other) != 0 || own.st_dev != other.st_dev
      || own.st_ino != other.st_ino)
    return FALSE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "This is the file that is open already.");
  return TRUE;
}

gboolean
cam_merge_session (CamSession   *session,
                   CamMergeJob  *job,
                   GError      **error)
{
  g_autoptr (CamIncoming) incoming = NULL;
  CamMergeRun run = { NULL };
  gboolean done;

  if (refuse_own_file (session, job->path, error)
      || (!job->preview && !cam_session_catch_up (session, &job->outside, error)))
    return FALSE;
  if (cam_merge_peek (session, job))
    return TRUE;
  incoming = cam_incoming_open (job->path, job->cancellable, error);
  if (incoming == NULL)
    return FALSE;
  cam_merge_run_init (&run, session, incoming, !job->preview, job->cancellable);
  run.progress = job->progress;
  run.progress_data = job->data;
  done = run_with (session, job, incoming, &run, error);
  cam_merge_run_clear (&run);
  return done;
}

/* A merge on its way through the threads. */
typedef struct
{
  gatomicrefcount  refs;
  CamMergeJob      job;
  char            *path;
  char            *label;
  char            *author;
  CamStore        *store;
} Trip;

static Trip *
trip_new (CamStore       *store,
          const char     *path,
          const char     *label,
          CamMergeFlags   flags,
          gboolean        is_preview,
          GCancellable   *cancellable)
{
  Trip *self = g_new0 (Trip, 1);

  g_atomic_ref_count_init (&self->refs);
  self->store = g_object_ref (store);
  self->path = g_strdup (path);
  self->label = g_strdup (label);
  self->author = g_strdup (cam_store_get_author (store));
  self->job.path = self->path;
  self->job.label = self->label;
  self->job.author = self->author;
  self->job.flags = flags;
  self->job.preview = is_preview;
  self->job.data = self;
  g_set_object (&self->job.cancellable, cancellable);
  return self;
}

static void
trip_unref (Trip *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  cam_merge_job_clear (&self->job);
  g_clear_object (&self->job.cancellable);
  g_clear_object (&self->store);
  g_free (self->path);
  g_free (self->label);
  g_free (self->author);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trip, trip_unref)

/* On the writer thread. */
static void
aside_cb (const char *path,
          gpointer    data)
{
  Trip *self = data;

  cam_store_ask_to_read_aside (self->store, path);
}

static void
progress_cb (double      fraction,
             const char *message,
             gpointer    data)
{
  Trip *self = data;

  cam_store_tell_progress (self->store, fraction, message);
}

/* CamStoreFunc */
static gboolean
run_trip (CamStore      *store,
          CamDb         *db,
          GCancellable  *cancellable,
          gpointer       data,
          GError       **error)
{
  Trip *self = data;

  return !g_cancellable_set_error_if_cancelled (cancellable, error)
         && cam_merge_session (store->session, &self->job, error);
}

/* What came in may refer to a record that was joined with another one. */
static void
follow_joined (CamStore *store)
{
  if (!cam_store_get_read_only (store) && cam_store_count (store, "joined") > 0)
    cam_duplicate_follow_async (store, FOLLOW_LABEL, NULL, NULL, NULL);
}

/* CamStoreFunc: between other work, since it takes many times as long as making the backup did. */
static gboolean
check_backups (CamStore      *store,
               CamDb         *db,
               GCancellable  *cancellable,
               gpointer       data,
               GError       **error)
{
  cam_backup_check_now (cam_store_get_path (store));
  return TRUE;
}

/* On the store's own thread. */
static void
announce (Trip *self)
{
  cam_store_read_live (self->store);
  if (self->job.outside != NULL)
    cam_store_emit_changed (self->store, self->job.outside);
  if (self->job.changes != NULL)
    {
      cam_store_emit_changed (self->store, self->job.changes);
      follow_joined (self->store);
    }
  cam_store_emit_progress (self->store, -1, NULL);
  cam_store_index_later (self->store);
  if (self->job.unchecked)
    cam_store_run_later (self->store, check_backups, NULL, NULL);
}

static void
trip_done_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Trip *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean done = cam_store_run_finish (CAM_STORE (object), result, &error);

  announce (self);
  if (done)
    g_task_return_pointer (task, g_object_ref (self->job.report), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
start_trip (CamStore            *store,
            Trip                *trip,
            gpointer             tag,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  trip->job.aside = aside_cb;
  trip->job.progress = progress_cb;
  g_task_set_source_tag (task, tag);
  /* Whether it was cancelled or committed the writer alone knows. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, trip, (GDestroyNotify) trip_unref);
  cam_store_run_async (store, run_trip, trip, NULL, cancellable, trip_done_cb, g_steal_pointer (&task));
}

static CamMergeReport *
finish_trip (CamStore      *store,
             GAsyncResult  *result,
             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static CamMergeReport *
wait_for_trip (CamStore  *store,
               Trip      *trip,
               GError   **error)
{
  g_autoptr (Trip) self = trip;
  gboolean done = cam_store_run (store, run_trip, self, error);

  announce (self);
  return done ? g_object_ref (self->job.report) : NULL;
}

void
cam_merge_preview_async (CamStore            *store,
                         const char          *path,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (path != NULL);

  start_trip (store, trip_new (store, path, NULL, CAM_MERGE_DEFAULT, TRUE, cancellable), cam_merge_preview_async,
              cancellable, callback, user_data);
}

CamMergeReport *
cam_merge_preview_finish (CamStore      *store,
                          GAsyncResult  *result,
                          GError       **error)
{
  return finish_trip (store, result, error);
}

void
cam_merge_async (CamStore            *store,
                 const char          *path,
                 const char          *label,
                 CamMergeFlags        flags,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (path != NULL && label != NULL);

  start_trip (store, trip_new (store, path, label, flags, FALSE, cancellable), cam_merge_async, cancellable,
              callback, user_data);
}

CamMergeReport *
cam_merge_finish (CamStore      *store,
                  GAsyncResult  *result,
                  GError       **error)
{
  return finish_trip (store, result, error);
}

/* A store that only looks has no writer thread, and needs none for this. */
static CamMergeReport *
preview_looking (CamStore    *store,
                 const char  *path,
                 GError     **error)
{
  g_autoptr (CamDb) db = cam_db_open (cam_store_get_path (store), CAM_DB_READ_ONLY, error);
  g_autofree char *own_path = g_strdup (cam_store_get_path (store));
  CamSession session = { .db = db, .path = own_path };
  CamMergeJob job = { .path = path, .preview = TRUE };
  CamMergeReport *report = NULL;

  if (db == NULL || !cam_db_load_tables (db, error)
      || !cam_db_query_integer (db, "SELECT copy FROM cam_now", NULL, 0, 0, &session.copy, error))
    return NULL;
  if (cam_merge_session (&session, &job, error))
    report = g_object_ref (job.report);
  cam_merge_job_clear (&job);
  return report;
}

CamMergeReport *
cam_merge_preview (CamStore    *store,
                   const char  *path,
                   GError     **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (cam_store_get_read_only (store))
    return preview_looking (store, path, error);
  return wait_for_trip (store, trip_new (store, path, NULL, CAM_MERGE_DEFAULT, TRUE, NULL), error);
}

CamMergeReport *
cam_merge (CamStore       *store,
           const char     *path,
           const char     *label,
           CamMergeFlags   flags,
           GError        **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (path != NULL && label != NULL, NULL);

  return wait_for_trip (store, trip_new (store, path, label, flags, FALSE, NULL), error);
}

/* By the list of tables, whose pages may lie anywhere in the file, and which is read as hostile. */
gboolean
cam_merge_is_copy (const char *path)
{
  static const char magic[] = "SQLite format 3";
  char start[sizeof magic] = { 0 };
  g_autofd int fd = -1;
  g_autofree char *real = NULL;
  g_autoptr (CamForeignDb) db = NULL;
  sqlite3_stmt *stmt = NULL;
  gboolean found;

  g_return_val_if_fail (path != NULL, FALSE);

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0 || read (fd, start, sizeof start) != sizeof start || memcmp (start, magic, sizeof magic) != 0)
    return FALSE;
  real = cam_backup_dup_target (path);
  db = cam_foreign_db_open (real, NULL, NULL);
  if (db == NULL || !cam_foreign_db_begin (db, LOOK_SECONDS, NULL))
    return FALSE;
  stmt = cam_foreign_db_prepare (db, NULL, "PRAGMA main.table_list(cam_meta)", NULL);
  found = stmt != NULL && cam_foreign_db_step (db, stmt, NULL)
          && g_strcmp0 (cam_incoming_get_text (stmt, 2, 64), "table") == 0;
  sqlite3_finalize (stmt);
  return found;
}
