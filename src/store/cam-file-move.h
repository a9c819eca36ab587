/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

G_BEGIN_DECLS

/* Moves a file of this program, which no store has open, and its backups with it. Nothing is overwritten:
 * @to must not exist, its folder is made. Where they lie on different disks the file is copied, the copy
 * checked and kept on the disk, and then the old one removed; it is another copy then (docs/merging.md).
 * The file is where it was on error, but for CAM_ERROR_READ_ONLY after a copy that could be made and an old
 * one that could not be removed: then it is at both. Blocks.
 * CAM_ERROR_NOT_FOUND, _BUSY (open in another instance or written by another program), _INVALID (@to
 * exists), _READ_ONLY, _NO_SPACE, _CORRUPT. */
gboolean cam_file_move        (const char  *from,
                               const char  *to,
                               GError     **error);
/* A path in @folder for the file at @from: its own name, or that with a number. */
char    *cam_file_choose_path (const char  *from,
                               const char  *folder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
