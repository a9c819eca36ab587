/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-backup.h"
#include "cam-db.h"

G_BEGIN_DECLS

/* Makes a backup of the file at @path, which @db has open outside any transaction, and thins. Blocks.
 * For the store itself before a migration; everything else goes through cam_backup_make_async(). */
gboolean cam_backup_make_now (CamDb         *db,
                              const char    *path,
                              const char    *reason,
                              GCancellable  *cancellable,
                              GError       **error);

/* Sets @error from an errno. Always FALSE. */
gboolean cam_backup_set_errno_error (int       code,
                                     GError  **error);
/* Has the disk keep a file, or what a folder lists, before going on. */
gboolean cam_backup_sync_path       (const char  *path,
                                     GError     **error);
/* That what was written can be read back whole. */
gboolean cam_backup_check_copy      (const char  *path,
                                     GError     **error);

G_END_DECLS
