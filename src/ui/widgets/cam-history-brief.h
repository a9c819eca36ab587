/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-history-reader.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What was changed, each record once, by kind, with how often and by whom last; a row opens the record's own
 * history. It follows the store. */
#define CAM_TYPE_HISTORY_BRIEF (cam_history_brief_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryBrief, cam_history_brief, CAM, HISTORY_BRIEF, AdwBin)

/* @store may be NULL, which empties it; @filter is copied. */
void  cam_history_brief_show  (CamHistoryBrief        *self,
                               CamStore               *store,
                               const CamHistoryFilter *filter);
/* Records shown now. */
guint cam_history_brief_count (CamHistoryBrief        *self);

G_END_DECLS
