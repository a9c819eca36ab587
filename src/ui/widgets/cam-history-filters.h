/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-history-reader.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The controls that choose a part of the history: words, a person, a kind, an area, days.
 *
 * Signal: "changed", when something else is chosen. */
#define CAM_TYPE_HISTORY_FILTERS (cam_history_filters_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryFilters, cam_history_filters, CAM, HISTORY_FILTERS, AdwBin)

/* @one_record: it is about one record, so that there is no kind and no area to choose. */
void              cam_history_filters_set_store    (CamHistoryFilters *self,
                                                    CamStore          *store,
                                                    gboolean           one_record);
/* What is chosen. (transfer full) */
CamHistoryFilter *cam_history_filters_dup_filter   (CamHistoryFilters *self) G_GNUC_WARN_UNUSED_RESULT;
/* Takes every choice back. */
void              cam_history_filters_reset        (CamHistoryFilters *self);
/* Whether anything is chosen. */
gboolean          cam_history_filters_is_filtering (CamHistoryFilters *self);

G_END_DECLS
