/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

G_BEGIN_DECLS

/* The most bytes that a file from outside may have. */
#define CAM_FOREIGN_MAX_BYTES (512 * 1024 * 1024)

/* Copies the database at @path, without any file beside it, into a new folder that only this user
 * can enter, and looks at its header. Returns the path of the copy, which holds no symbolic link;
 * cam_foreign_copy_remove() takes file and folder away again.
 * Errors: CAM_ERROR_NOT_FOUND, _CORRUPT (no database), _TOO_BIG, _UNSUPPORTED (not a plain file),
 * _BUSY (another program has unfinished writes in it), _NO_SPACE, G_IO_ERROR_CANCELLED. */
char *cam_foreign_copy_make   (const char    *path,
                               GCancellable  *cancellable,
                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void  cam_foreign_copy_remove (const char    *copy);
/* Where a file of ours for a moment goes: @prefix has to be one that is cleared away after a crash. */
char *cam_foreign_copy_dup_path (const char  *prefix,
                               const char    *name,
                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
