/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outgoing-private.h"

#include "cam-backup-private.h"
#include "cam-copy-seal.h"
#include "cam-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* How a copy comes about. On the writer thread: pages of the file are copied into a snapshot. On a worker:
 * what does not go in is taken out of the snapshot, and what is left is written page by page into a new file
 * beside the target, which is closed and put in its place.
 *
 * The snapshot has no name: it is unlinked as soon as it is open, so that whatever happens, nobody finds in it what does not
 * go in. It lies in the user's cache folder and not beside the target, which may be a stick or a folder that
 * somebody else synchronizes. The new file is locked while it is made; one that is not, is what a crash left. */

#define PROGRESS_OPS 2000
#define MAX_ATTEMPTS 3
#define SNAPSHOT_PREFIX "snapshot-"
#define SNAPSHOT_SECONDS 60

typedef struct
{
  char          *path;
  char          *folder;
  char          *prefix;      /* of the name of each partial file of this target */
  char          *partial;
  int            lock_fd;
  CamShareScope *scope;
  CamDb         *db;          /* the snapshot */
  guint          attempts;
  gboolean       unadopted;   /* another program wrote just before the snapshot */
} Job;

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->db, cam_db_close);
  g_clear_pointer (&job->path, g_free);
  g_clear_pointer (&job->folder, g_free);
  g_clear_pointer (&job->prefix, g_free);
  g_clear_pointer (&job->partial, g_free);
  g_clear_fd (&job->lock_fd, NULL);
  g_clear_pointer (&job->scope, cam_share_scope_unref);
}

static void
job_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, job_clear);
}

static Job *
job_new (const char    *path,
         CamShareScope *scope)
{
  Job *job = g_atomic_rc_box_new0 (Job);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *partial = NULL;

  job->path = g_strdup (path);
  job->folder = g_path_get_dirname (path);
  job->prefix = g_strdup_printf (".%s.partial-", name);
  partial = g_strconcat (job->prefix, unique, NULL);
  job->partial = g_build_filename (job->folder, partial, NULL);
  job->lock_fd = -1;
  job->scope = cam_share_scope_ref (scope);
  return job;
}

static gboolean
set_errno_error (int       code,
                 GError  **error)
{
  CamError cam_code = CAM_ERROR_FAILED;

  if (code == ENOSPC || code == EDQUOT)
    cam_code = CAM_ERROR_NO_SPACE;
  else if (code == ENOENT || code == ENOTDIR)
    cam_code = CAM_ERROR_NOT_FOUND;
  else if (code == EACCES || code == EPERM || code == EROFS)
    cam_code = CAM_ERROR_READ_ONLY;
  g_set_error (error, CAM_ERROR, cam_code, "The copy cannot be written (%s).", g_strerror (code));
  return FALSE;
}

gboolean
cam_outgoing_check_path (CamStore    *store,
                         const char  *path,
                         GError     **error)
{
  struct stat target;

  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (stat (path, &target) != 0)
    return TRUE;
  if (cam_store_is_at (store, path))
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                         "This is the file that is open; a copy needs a name of its own.");
  else if (!S_ISREG (target.st_mode))
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "The copy needs the name of a file.");
  else
    return TRUE;
  return FALSE;
}

/* Without a journal: where anything fails, the snapshot is thrown away. */
static gboolean
drop_journal (CamDb   *db,
              GError **error)
{
  sqlite3 *handle = cam_db_get_handle (db);
  gboolean done;

  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  done = cam_db_run_script (db, "PRAGMA journal_mode = OFF;", error);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return done;
}

/* A crash between two lines leaves an empty file; one of another window, just made, stays. */
static void
remove_old_snapshots (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat info;

      if (g_str_has_prefix (name, SNAPSHOT_PREFIX) && lstat (path, &info) == 0
          && now - info.st_mtime > SNAPSHOT_SECONDS)
        g_unlink (path);
    }
}

/* An empty file that has no name any more; what is written there need not outlive this process. */
static CamDb *
open_nameless (GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  g_autofree char *path = g_build_filename (folder, SNAPSHOT_PREFIX "XXXXXX", NULL);
  g_autoptr (CamDb) db = NULL;
  g_autofd int fd = -1;

  g_mkdir_with_parents (folder, 0700);
  remove_old_snapshots (folder);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      set_errno_error (errno, error);
      return NULL;
    }
  g_clear_fd (&fd, NULL);
  db = cam_db_open (path, 0, error);
  /* SQLite opens the file with the first thing that it reads. */
  if (db != NULL && !cam_db_run (db, "PRAGMA user_version", NULL, 0, error))
    g_clear_pointer (&db, cam_db_close);
  g_unlink (path);
  if (db != NULL && (!drop_journal (db, error)
                     || !cam_db_run_script (db, "PRAGMA synchronous = OFF; PRAGMA cache_spill = ON;"
                                                "PRAGMA foreign_keys = OFF;", error)))
    g_clear_pointer (&db, cam_db_close);
  return g_steal_pointer (&db);
}

static gboolean
refuse_busy (GError **error)
{
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_BUSY,
                       "Another program is using the file; try again when it has finished.");
  return FALSE;
}

/* On the writer thread. */
static gboolean
snapshot_func (CamStore      *store,
               CamDb         *db,
               GCancellable  *cancellable,
               gpointer       data,
               GError       **error)
{
  Job *job = data;
  g_autofree char *mode = cam_db_query_text (db, "PRAGMA journal_mode", NULL, 0, error);
  gint64 found = 0;

  g_clear_pointer (&job->db, cam_db_close);
  if (mode == NULL)
    return FALSE;
  /* The snapshot would want a file beside it, by a name that it does not have. */
  if (strcmp (mode, "wal") == 0)
    return refuse_busy (error);
  job->db = open_nameless (error);
  if (job->db == NULL || !cam_store_copy_pages (db, job->db, cancellable, error))
    return FALSE;
  if (!cam_db_query_integer (job->db,
                             "SELECT EXISTS (SELECT 1 FROM cam_change WHERE seq = 0"
                             " AND copy IN (SELECT copy FROM cam_copy))", NULL, 0, 0, &found, error))
    return FALSE;
  job->unadopted = found != 0;
  return TRUE;
}

static gboolean
run_with_text (CamDb       *db,
               const char  *sql,
               const char  *text,
               GError     **error)
{
  const CamValue params[] = { cam_text (text) };

  return cam_db_run (db, sql, params, 1, error);
}

/* What is of this file alone, and the name under which the copy goes. Edits by another program in the copy
 * are told from the sender's by its own copy id. */
static gboolean
make_it_a_copy (CamDb          *db,
                CamShareScope  *scope,
                GError        **error)
{
  static const char *const words[] = { "everything", "areas", "public" };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *copy_id = g_uuid_string_random ();

  return cam_db_run_script (db,
                            "DELETE FROM cam_undo; DELETE FROM cam_merge; DELETE FROM cam_before;"
                            "DELETE FROM cam_meta WHERE key NOT IN ('schema_version', 'min_reader_version',"
                            " 'min_writer_version', 'file_id');"
                            "INSERT INTO cam_meta VALUES ('place', 'shared');", error)
         && run_with_text (db, "INSERT INTO cam_copy (copy_id, name) VALUES (?1, '')", copy_id, error)
         && run_with_text (db, "UPDATE cam_now SET capture = 1, seq = 0,"
                               " copy = (SELECT copy FROM cam_copy WHERE copy_id = ?1)", copy_id, error)
         && run_with_text (db, "INSERT INTO cam_meta VALUES ('share_scope', ?1)",
                           words[cam_share_scope_get_what (scope)], error)
         && run_with_text (db, "INSERT INTO cam_meta VALUES ('share_at', ?1)", at, error)
         && cam_db_run_script (db,
                               cam_share_scope_get_personal (scope)
                                 ? "INSERT INTO cam_meta VALUES ('share_personal', 1)"
                                 : "INSERT INTO cam_meta VALUES ('share_personal', 0)", error);
}

gboolean
cam_outgoing_prepare (CamDb          *db,
                      CamShareScope  *scope,
                      GError        **error)
{
  g_autoptr (CamOutgoingPlan) plan = NULL;

  if (!cam_db_load_tables (db, error) || !cam_db_run (db, "BEGIN", NULL, 0, error))
    return FALSE;
  plan = cam_outgoing_plan_new (db, scope, error);
  return plan != NULL && cam_outgoing_reduce (plan, error) && cam_outgoing_drop_index (db, error)
         && make_it_a_copy (db, scope, error) && cam_db_run (db, "COMMIT", NULL, 0, error);
}

/* What a crash left of copies to this target. The lock of one that is being made cannot be had. */
static void
remove_left_over (const Job *job)
{
  g_autoptr (GDir) dir = g_dir_open (job->folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (job->folder, name, NULL);
      g_autofd int fd = -1;

      if (!g_str_has_prefix (name, job->prefix))
        continue;
      fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
      if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
        g_unlink (path);
    }
}

static gboolean
begin_partial (Job     *job,
               GError **error)
{
  job->lock_fd = g_open (job->partial, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (job->lock_fd < 0)
    return set_errno_error (errno, error);
  /* Some network folders know no locks. */
  if (flock (job->lock_fd, LOCK_EX | LOCK_NB) != 0)
    g_debug ("the copy is made without a lock: %s", g_strerror (errno));
  return TRUE;
}

/* Page by page into a new file: what was freed, or lay in the rest of a page, stays behind. */
static gboolean
write_partial (Job     *job,
               GError **error)
{
  const CamValue params[] = { cam_text (job->partial) };
  sqlite3 *handle = cam_db_get_handle (job->db);
  gboolean done;

  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 1);
  done = cam_db_run (job->db, "VACUUM INTO ?1", params, 1, error);
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 0);
  return done;
}

static gboolean
put_in_place (Job     *job,
              GError **error)
{
  g_autoptr (GError) unsynced = NULL;

  if (g_rename (job->partial, job->path) != 0)
    return set_errno_error (errno, error);
  /* The copy is there. Some network folders cannot be told to keep what they list. */
  if (!cam_backup_sync_path (job->folder, &unsynced))
    g_debug ("the folder of the copy was not synced: %s", unsynced->message);
  return TRUE;
}

static int
cancelled_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

/* On a worker, or in the thread of who waits. */
static gboolean
finish (Job           *job,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autofree char *journal = g_strconcat (job->partial, "-journal", NULL);
  gboolean done;

  if (cancellable != NULL)
    sqlite3_progress_handler (cam_db_get_handle (job->db), PROGRESS_OPS, cancelled_cb, cancellable);
  done = cam_outgoing_prepare (job->db, job->scope, error);
  if (done && g_cancellable_set_error_if_cancelled (cancellable, error))
    done = FALSE;
  if (!done)
    return FALSE;
  remove_left_over (job);
  if (!begin_partial (job, error))
    return FALSE;
  done = write_partial (job, error);
  g_clear_pointer (&job->db, cam_db_close);
  done = done && cam_copy_seal (job->partial, cancellable, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error) && put_in_place (job, error);
  if (!done)
    {
      g_unlink (job->partial);
      g_unlink (journal);
    }
  g_clear_fd (&job->lock_fd, NULL);
  return done;
}

/* Each action begins with adopting what another program did; this one does nothing else. */
static gboolean
adopt_func (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  return TRUE;
}

gboolean
cam_outgoing_make (CamStore       *store,
                   const char     *path,
                   CamShareScope  *scope,
                   GError        **error)
{
  Job *job = NULL;
  gboolean done;

  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);
  g_return_val_if_fail (path != NULL && scope != NULL, FALSE);

  job = job_new (path, scope);
  done = cam_outgoing_check_path (store, path, error);
  do
    {
      job->attempts++;
      done = done && cam_store_write (store, "", adopt_func, NULL, error)
             && cam_store_run (store, snapshot_func, job, error);
    }
  while (done && job->unadopted && job->attempts < MAX_ATTEMPTS);
  if (done && job->unadopted)
    done = refuse_busy (error);
  done = done && finish (job, NULL, error);
  job_unref (job);
  return done;
}

static void
finish_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  GError *error = NULL;

  if (finish (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void adopt (GTask *task);

static void
snapshot_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cam_store_run_finish (CAM_STORE (source), result, &error))
    g_task_return_error (task, error);
  else if (!job->unadopted)
    g_task_run_in_thread (task, finish_in_thread);
  else if (job->attempts < MAX_ATTEMPTS)
    adopt (task);
  else if (!refuse_busy (&error))
    g_task_return_error (task, error);
}

static void
adopted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cam_store_write_finish (CAM_STORE (source), result, &error))
    cam_store_run_async (CAM_STORE (source), snapshot_func,
                         g_atomic_rc_box_acquire (g_task_get_task_data (task)), job_unref,
                         g_task_get_cancellable (task), snapshot_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
adopt (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  job->attempts++;
  cam_store_write_async (g_task_get_source_object (task), "", adopt_func, NULL, NULL,
                         g_task_get_cancellable (task), adopted_cb, g_object_ref (task));
}

void
cam_outgoing_make_async (CamStore            *store,
                         const char          *path,
                         CamShareScope       *scope,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Job *job = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (path != NULL && scope != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_outgoing_make_async);
  /* Whether the copy is there is known to the job alone. */
  g_task_set_check_cancellable (task, FALSE);
  job = job_new (path, scope);
  g_task_set_task_data (task, job, job_unref);
  if (cam_outgoing_check_path (store, path, &error))
    adopt (task);
  else
    g_task_return_error (task, error);
}

gboolean
cam_outgoing_make_finish (CamStore      *store,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
