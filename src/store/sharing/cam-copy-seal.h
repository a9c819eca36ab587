/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Closes a copy that is going to be handed over: @path is a whole file of this program, reduced to what
 * goes in, that nobody has open. Reopens it, checks every page, writes the digest and then the seal of
 * docs/merging.md, and has the disk keep it. Any thread; blocks. */
gboolean cam_copy_seal   (const char    *path,
                          GCancellable  *cancellable,
                          GError       **error);

/* Whether the bytes of @path are those that were sealed: for a file that may be half written. A file that was
 * never sealed, or was edited since, is not. FALSE also on error. Any thread; reads the whole file. */
gboolean cam_copy_is_whole (const char  *path);

G_END_DECLS
