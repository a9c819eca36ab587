/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

#define PAGES_A_STEP 1000
/* SQLite never writes more at a time than its largest page, and does not take 128 KiB. */
#define CHUNK (64 * 1024)

gboolean
cam_store_copy_pages (CamDb         *db,
                      CamDb         *target,
                      GCancellable  *cancellable,
                      GError       **error)
{
  sqlite3_backup *backup = NULL;
  int code = SQLITE_OK;

  backup = sqlite3_backup_init (cam_db_get_handle (target), "main", cam_db_get_handle (db), "main");
  while (backup != NULL && code == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    code = sqlite3_backup_step (backup, PAGES_A_STEP);
  sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (code == SQLITE_OK)
    code = sqlite3_errcode (cam_db_get_handle (target));
  /* The page copier reports its errors in the target. */
  return cam_db_set_error (cam_db_get_handle (target), code, error);
}

/* Whether the pages of @db lie in its file as they are: not in a log beside it, nor in memory until a commit. */
static gboolean
is_plain (CamDb *db)
{
  g_autofree char *mode = cam_db_query_text (db, "PRAGMA journal_mode", NULL, 0, NULL);

  return g_strcmp0 (mode, "delete") == 0 && sqlite3_get_autocommit (cam_db_get_handle (db));
}

static sqlite3_file *
get_file (CamDb *db)
{
  sqlite3_file *file = NULL;

  sqlite3_file_control (cam_db_get_handle (db), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return file != NULL && file->pMethods != NULL ? file : NULL;
}

static int
copy_chunks (sqlite3_file  *from,
             sqlite3_file  *to,
             GCancellable  *cancellable)
{
  g_autofree guint8 *bytes = g_malloc (CHUNK);
  sqlite3_int64 size = 0;
  int code = from->pMethods->xFileSize (from, &size);

  for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size; at += CHUNK)
    {
      int n = (int) MIN (CHUNK, size - at);

      if (g_cancellable_is_cancelled (cancellable))
        return SQLITE_INTERRUPT;
      code = from->pMethods->xRead (from, bytes, n, at);
      if (code == SQLITE_OK)
        code = to->pMethods->xWrite (to, bytes, n, at);
    }
  return code;
}

/* The bytes of the file, through the handles that SQLite has on it already: opening it once more would, on closing,
 * take SQLite's locks away. A read transaction keeps everybody from writing meanwhile. Many times as quick as page
 * by page through two caches. */
static gboolean
copy_bytes (CamDb         *db,
            CamDb         *target,
            GCancellable  *cancellable,
            GError       **error)
{
  sqlite3_file *from = get_file (db);
  sqlite3_file *to = get_file (target);
  gint64 any = 0;
  int code;

  if (from == NULL || to == NULL)
    return cam_store_copy_pages (db, target, cancellable, error);
  if (!cam_db_run (db, "BEGIN", NULL, 0, error))
    return FALSE;
  /* Takes the lock, and puts back what a crash left half written. */
  if (!cam_db_query_integer (db, "SELECT count (*) FROM sqlite_schema", NULL, 0, 0, &any, error))
    code = -1;
  else
    code = copy_chunks (from, to, cancellable);
  sqlite3_exec (cam_db_get_handle (db), "ROLLBACK", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  if (code == -1 || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return cam_db_set_error (cam_db_get_handle (target), code, error);
}

gboolean
cam_store_snapshot_sync (CamDb   *target,
                         GError **error)
{
  sqlite3_file *file = get_file (target);
  int code = file != NULL ? file->pMethods->xSync (file, SQLITE_SYNC_NORMAL) : SQLITE_IOERR;

  return code == SQLITE_OK || cam_db_set_error (cam_db_get_handle (target), code, error);
}

CamDb *
cam_store_snapshot_open (CamDb         *db,
                         const char    *path,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (CamDb) target = NULL;
  g_autofd int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int saved_errno = errno;

  if (fd < 0)
    {
      g_set_error (error, CAM_ERROR, saved_errno == ENOSPC ? CAM_ERROR_NO_SPACE : CAM_ERROR_READ_ONLY,
                   "No copy can be made at “%s” (%s).", path, g_strerror (saved_errno));
      return NULL;
    }
  g_clear_fd (&fd, NULL);
  target = cam_db_open (path, 0, error);
  if (target != NULL && (is_plain (db) ? copy_bytes (db, target, cancellable, error)
                                       : cam_store_copy_pages (db, target, cancellable, error)))
    return g_steal_pointer (&target);
  g_clear_pointer (&target, cam_db_close);
  g_unlink (path);
  return NULL;
}

gboolean
cam_store_snapshot_to (CamDb         *db,
                       const char    *path,
                       gboolean       durable,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (CamDb) target = cam_store_snapshot_open (db, path, cancellable, error);

  if (target == NULL)
    return FALSE;
  if (!durable || cam_store_snapshot_sync (target, error))
    return TRUE;
  g_clear_pointer (&target, cam_db_close);
  g_unlink (path);
  return FALSE;
}
