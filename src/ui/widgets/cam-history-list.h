/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What was done, newest first, one line an action with what it changed; it follows the store. Of one
 * record, or of the whole file (@table and @uuid NULL). */
#define CAM_TYPE_HISTORY_LIST (cam_history_list_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryList, cam_history_list, CAM, HISTORY_LIST, AdwBin)

/* @store may be NULL, which empties the list. */
void        cam_history_list_show   (CamHistoryList *self,
                                     CamStore       *store,
                                     const char     *table,
                                     const char     *uuid);
/* Lines shown now. */
guint       cam_history_list_count  (CamHistoryList *self);

G_END_DECLS
