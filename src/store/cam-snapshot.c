/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

#define PAGES_A_STEP 1000

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

gboolean
cam_store_snapshot_to (CamDb         *db,
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
      return FALSE;
    }
  g_clear_fd (&fd, NULL);
  target = cam_db_open (path, 0, error);
  if (target != NULL && cam_store_copy_pages (db, target, cancellable, error))
    return TRUE;
  g_clear_pointer (&target, cam_db_close);
  g_unlink (path);
  return FALSE;
}
