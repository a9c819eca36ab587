/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Reads what would keep a screen waiting on a thread and a connection of its own. What it reads is one state of the
 * file, the newest one at the latest when the function begins. A commit waits meanwhile: for what takes a second at most. */
typedef struct _CamReader CamReader;

/* Runs on another thread, on nothing but @data. Returns a result, or NULL with @error set. */
typedef gpointer (*CamReadFunc) (CamReader  *reader,
                                 gpointer    data,
                                 GError    **error);

/* As cam_store_select(). Cursors are freed before the function returns. */
CamCursor *cam_reader_select      (CamReader            *self,
                                   const char           *table,
                                   const char          **columns,
                                   const char           *clause,
                                   const CamValue       *params,
                                   guint                 n_params,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* @data is freed with @data_free when it is over, a result that nobody takes with @result_free; neither holds anything
 * that only one thread may free. Cancelling stops a reading that is under way. */
void       cam_store_read_async   (CamStore             *self,
                                   CamReadFunc           func,
                                   gpointer              data,
                                   GDestroyNotify        data_free,
                                   GDestroyNotify        result_free,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
/* (transfer full) */
gpointer   cam_store_read_finish  (CamStore             *self,
                                   GAsyncResult         *result,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
