/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

typedef struct
{
  char      *path;
  GDateTime *at;       /* UTC */
  char      *reason;   /* "import", "migration", "idle" … */
  goffset    size;     /* bytes */
} CamBackup;

void       cam_backup_free         (CamBackup            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamBackup, cam_backup_free)

/* Backups of a file are kept in a folder of their own under the user's data folder, named after the
 * file and its path, so that copies of one file never thin out each other's.
 *
 * Writes a consistent copy of the store beside its other backups, looks through it, then thins them
 * by cam_backup_choose_kept(). @reason is of lower-case letters. Runs on the writer thread. */
void       cam_backup_make_async   (CamStore             *store,
                                    const char           *reason,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean   cam_backup_make_finish  (CamStore             *store,
                                    GAsyncResult         *result,
                                    GError              **error);
/* The same, blocking: for batch commands and tests. */
gboolean   cam_backup_make         (CamStore             *store,
                                    const char           *reason,
                                    GError              **error);
/* Backups of the file at @path, newest first. (element-type CamBackup) (transfer full) */
GPtrArray *cam_backup_list         (const char           *path,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts a copy of @backup, once it was looked through, in the place of @path, which is moved aside
 * first, never overwritten. The store must be closed. @moved_to: where the old file went, NULL where
 * there was none. Blocks. */
gboolean   cam_backup_restore      (const char           *backup,
                                    const char           *path,
                                    char                **moved_to,
                                    GError              **error);
/* Whether the file has changed since its newest backup, and that is half an hour old or more. Quick. */
gboolean   cam_backup_is_due       (CamStore             *store);
/* Which of @times (UTC, any order) are kept: all of the newest day, and the newest of each of the
 * last 12 days, 10 weeks and 9 months that have any. Exposed for its test.
 * (element-type GDateTime) (transfer container) */
GPtrArray *cam_backup_choose_kept  (GPtrArray            *times) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
