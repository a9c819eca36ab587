/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-history-reader.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What was done, newest first, one row an action with its changes beneath; it follows the store. A page at a
 * time is read, and looking for what a filter lets through goes on between frames.
 *
 * Property: compact (boolean): the newest few without headings, and a button for the whole history. */
#define CAM_TYPE_HISTORY_LIST (cam_history_list_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryList, cam_history_list, CAM, HISTORY_LIST, AdwBin)

/* Of one record, or of the whole file (@table and @uuid NULL). @store may be NULL, which empties the list. */
void     cam_history_list_show          (CamHistoryList         *self,
                                         CamStore               *store,
                                         const char             *table,
                                         const char             *uuid);
/* @filter is copied; NULL for everything. */
void     cam_history_list_show_filtered (CamHistoryList         *self,
                                         CamStore               *store,
                                         const CamHistoryFilter *filter);
/* Actions shown now. */
guint    cam_history_list_count         (CamHistoryList         *self);
/* Whether there may be more that the list is still looking for. */
gboolean cam_history_list_is_looking    (CamHistoryList         *self);

G_END_DECLS
