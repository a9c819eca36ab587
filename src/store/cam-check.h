/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Looks through the whole file at @path and changes nothing. Returns what is wrong with it, each a
 * sentence; an empty list where all is well; NULL with @error set where it cannot be looked into at
 * all. Blocks: about a second for 22 MB.
 * (element-type utf8) (transfer full) */
GPtrArray *cam_check_file  (const char  *path,
                            GError     **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for the file of an open store, beside whatever it is doing. */
GPtrArray *cam_check_store (CamStore    *store,
                            GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
