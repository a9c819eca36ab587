/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A SQLite VFS over the real one that knows what a disk would have kept if the power failed now.
 *
 * A write or truncation is kept for certain only once its file was synced. Until then the disk may
 * keep any of them, in any order, or only some sectors of one. That a file exists is certain once it
 * was synced; that it is gone, once its folder was. Usable from any thread. */

/* Makes it the one that every connection of this process uses from now on. */
void     cam_test_vfs_install          (void);
/* Forgets every file, cut and quota. No connection may be open. */
void     cam_test_vfs_reset            (void);

/* From the @n-th write, truncation, sync or deletion from now on the disk answers nothing any more.
 * 0: never. */
void     cam_test_vfs_cut_after        (guint   n);
gboolean cam_test_vfs_is_cut           (void);
/* Such operations since the last reset. */
guint    cam_test_vfs_get_n_operations (void);
/* Lets @random decide what the disk kept, puts that into the real files, and has the disk answer
 * again. No connection may be open. */
void     cam_test_vfs_power_cut        (GRand  *random);

/* All files together may hold this many bytes; -1: no bound. */
void     cam_test_vfs_set_quota        (gint64  bytes);

G_END_DECLS
