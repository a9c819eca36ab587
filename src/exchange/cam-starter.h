/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Adds the starter pack (data/starter) to an empty store as one action: county, districts, parishes,
 * Cambridge's wards, 22 draft service delivery areas, priorities, the CRG with its bodies, the council's
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

/* Parts of the pack that a file that was made before the pack had them lacks. */
typedef enum
{
  CAM_STARTER_BANK_HOLIDAYS,
  CAM_STARTER_CHECKLIST,      /* the template event and its checklist */
} CamStarterPart;

/* Adds what @store has not of it, with the uuids that the pack gives it, as one action called by the label; what is there
 * stays as it is. The number of rows that were added, -1 after an error. */
const char *cam_starter_part_get_label (CamStarterPart   part);
void     cam_starter_add_async   (CamStore             *store,
                                  CamStarterPart        part,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
int      cam_starter_add_finish  (CamStore             *store,
                                  GAsyncResult         *result,
                                  GError              **error);
/* As above, blocking: for tests. */
int      cam_starter_add         (CamStore             *store,
                                  CamStarterPart        part,
                                  GError              **error);

G_END_DECLS
