/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a live file must not lie: a folder that some program keeps the same on several computers copies it
 * while it is being written, and puts one state in the place of another. Returns that folder, or NULL where
 * the file at @path lies in none. @shared: the folder that copies are exchanged through, NULL for none.
 * Looks at the folders above the file; local, quick. */
char *cam_synced_place_find (const char *path,
                             GFile      *shared) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
