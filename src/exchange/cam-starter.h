/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Adds the starter pack (data/starter) to an empty store as one action: county, districts, parishes,
 * Cambridge's wards, 22 draft service delivery areas, priorities, the CRG bodies, the council's
 * priorities, a template activity, a template event with its checklist and the bank holidays of some years, with
 * approximate outlines. The uuids are derived from the codes (UUID version 5), so that two people who both start
 * from it have the same areas. Blocking form for batch and tests. */
gboolean cam_starter_load        (CamStore             *store,
                                  GError              **error);
void     cam_starter_load_async  (CamStore             *store,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean cam_starter_load_finish (CamStore             *store,
                                  GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
