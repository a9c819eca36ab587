/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* How a change that touches several rows is made one action. What it makes, if anything, is the uuid that its function puts
 * into @made, a place of its own; it is handed on when the change is done. */

/* Takes @change, which is freed with @change_free when it is over. */
void     cam_track_apply_async  (CamStore            *store,
                                 const char          *label,
                                 CamWriteFunc         func,
                                 gpointer             change,
                                 GDestroyNotify       change_free,
                                 char               **made,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
/* @made may be NULL; what is put there is NULL where nothing was made. (transfer full) */
gboolean cam_track_apply_finish (CamStore            *store,
                                 GAsyncResult        *result,
                                 char               **made,
                                 GError             **error);

G_END_DECLS
