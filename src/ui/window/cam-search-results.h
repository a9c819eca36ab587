/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-place-search.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What was found for the text in the window's search entry, best first.
 * Signal: "activated" (CamPlaceHit). */
#define CAM_TYPE_SEARCH_RESULTS (cam_search_results_get_type ())
G_DECLARE_FINAL_TYPE (CamSearchResults, cam_search_results, CAM, SEARCH_RESULTS, AdwBin)

void     cam_search_results_set_atlas      (CamSearchResults *self,
                                            CamAtlas         *atlas);
/* "" empties the list. */
void     cam_search_results_search         (CamSearchResults *self,
                                            const char       *text);
guint    cam_search_results_count          (CamSearchResults *self);
/* Opens the best answer; FALSE where there is none. */
gboolean cam_search_results_activate_first (CamSearchResults *self);
void     cam_search_results_focus          (CamSearchResults *self);

G_END_DECLS
