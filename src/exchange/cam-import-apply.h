/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-import-item-private.h"

G_BEGIN_DECLS

/* Writes the new and changed ones of @items into @table ("area" or "postcode") as one action called
 * @label, after a backup; no action and no backup where there is nothing to write. @items is an array
 * of CamImportItem and is kept alive. Main thread. */
void     cam_import_apply_async  (CamStore             *store,
                                  GPtrArray            *items,
                                  const char           *table,
                                  const char           *label,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean cam_import_apply_finish (CamStore             *store,
                                  GAsyncResult         *result,
                                  GError              **error);
/* The same, blocking. */
gboolean cam_import_apply        (CamStore             *store,
                                  GPtrArray            *items,
                                  const char           *table,
                                  const char           *label,
                                  GCancellable         *cancellable,
                                  GError              **error);

G_END_DECLS
