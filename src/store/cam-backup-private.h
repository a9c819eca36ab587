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

/* The same in steps, for whoever has other work to do while the disk writes. The content is not looked through, which
 * takes many times as long as making the backup: it counts as unchecked. Nothing is thinned, so that it takes the
 * place of none. cam_backup_check_now() is to follow, whenever. */
typedef struct _CamBackupMaking CamBackupMaking;

/* All of it is in a file that has no lasting name yet: what is written to @db from here on is not in it. */
CamBackupMaking *cam_backup_begin       (CamDb            *db,
                                         const char       *path,
                                         const char       *reason,
                                         GCancellable     *cancellable,
                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;
/* That file, to read from, until cam_backup_keep(). */
const char      *cam_backup_get_partial (CamBackupMaking  *self);
/* Has a thread of its own put it on the disk and give it its name. */
void             cam_backup_keep        (CamBackupMaking  *self);
/* Waits for that. Where the backup is, once it is certain to stay there; NULL with @error. */
const char      *cam_backup_wait        (CamBackupMaking  *self,
                                         GError          **error);
/* Waits as well. What was not kept is removed. */
void             cam_backup_making_free (CamBackupMaking  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamBackupMaking, cam_backup_making_free)

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
