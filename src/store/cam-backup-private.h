/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-backup.h"
#include "cam-db.h"

G_BEGIN_DECLS

/* How the name of a file begins that is being made, in the folder of backups; beside a file that is being
 * restored such a name comes after its own and a dot. */
#define CAM_BACKUP_PARTIAL "partial-"
/* What stands behind the name of a backup, in an empty file beside it, until its content was looked through. */
#define CAM_BACKUP_UNCHECKED ".unchecked"
/* What stands behind the name of a file that a restored one took the place of. */
#define CAM_BACKUP_ASIDE "-set-aside-"

/* Makes a backup of the file at @path, which @db has open outside any transaction, and thins. Blocks.
 * For the store itself before a migration; everything else goes through cam_backup_make_async(). */
gboolean cam_backup_make_now (CamDb         *db,
                              const char    *path,
                              const char    *reason,
                              GCancellable  *cancellable,
                              GError       **error);

/* The same without looking through the content of the backup first, which takes many times as long as making it: it
 * is on the disk, but counts as unchecked. Nothing is thinned, so that it takes the place of none. @backup: where it
 * is. cam_backup_check_now() is to follow, whenever. */
gboolean cam_backup_make_unchecked (CamDb         *db,
                                    const char    *path,
                                    const char    *reason,
                                    char         **backup,
                                    GCancellable  *cancellable,
                                    GError       **error);
/* Looks through the backups of the file at @path that are unchecked, and thins. One that is damaged stays, for
 * whoever wants it, but counts for nothing. */
void     cam_backup_check_now      (const char    *path);

/* The folder where the backups of the file at @path are, whether it exists or not. */
char    *cam_backup_dup_folder      (const char  *path) G_GNUC_WARN_UNUSED_RESULT;
/* What a crash left in such a folder of a backup that was being made. On the writer thread. */
void     cam_backup_remove_partials (const char  *folder);
/* What a link points to, so that the link stays and the file behind it is replaced. */
char    *cam_backup_dup_target      (const char  *path) G_GNUC_WARN_UNUSED_RESULT;
/* A copy for the user alone, on the disk and looked through. @partial may be there in part on error. */
gboolean cam_backup_copy_file       (const char  *backup,
                                     const char  *partial,
                                     GError     **error);
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
