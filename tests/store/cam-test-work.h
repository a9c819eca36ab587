/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Numbered actions of which a test can tell afterwards how many a file holds, and that each of them is
 * there as a whole or not at all. */

/* Makes the file at @path and what the actions count on, as action 0. */
void     cam_test_work_begin  (const char  *path);
/* Does action @n ≥ 1: adds an area, changes an earlier one and puts @n into the counter. */
gboolean cam_test_work_do     (CamStore    *store,
                               guint        n,
                               GError     **error);
/* Asserts that the file at @path is sound and holds the first so many actions, and at least the
 * @acknowledged first ones. Returns how many. */
guint    cam_test_work_verify (const char  *path,
                               guint        acknowledged);

G_END_DECLS
