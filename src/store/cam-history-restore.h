/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-history.h"

G_BEGIN_DECLS

/* Whether @entry has an old value that could be written again: a cell's, of a column that is known. */
gboolean cam_history_can_restore    (CamHistoryEntry      *entry);

/* Writes the value that was there before @entry as a new action called @label ("Restore name of Ely"), with
 * the type that it had. Where that cannot be, nothing is changed and the message is a whole sentence in the
 * user's language, with one of these codes:
 * CAM_ERROR_NOT_FOUND, the record, or what the value refers to, is deleted or erased, or the history is not what it was;
 * CAM_ERROR_UNSUPPORTED, the column is not in this file any more;
 * CAM_ERROR_INVALID, the column does not take the value now, or holds it already. */
void     cam_history_restore_async  (CamStore             *store,
                                     CamHistoryEntry      *entry,
                                     const char           *label,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean cam_history_restore_finish (CamStore             *store,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
