/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* When @column of the rows of @table was changed last, or they were added: uuid → instant (UTC, RFC 3339 with Z). A row
 * is left out where this copy of the file does not hold the action that did it. @where is an SQL fragment of the
 * caller's own about the rows ("status = 'started'"), never text that a person typed. Main thread. (transfer full) */
GHashTable *cam_store_list_last_changes (CamStore    *store,
                                         const char  *table,
                                         const char  *column,
                                         const char  *where,
                                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
