/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which areas of a level have had an event in a range of days, have one planned, have none: the number, and the areas, those
 * without one first. It follows the file while somebody looks at it.
 *
 * Signals: "plan-one" (uuid of an area): an event is to be planned there. "area-activated" (uuid of an area). */
#define CAM_TYPE_COVERAGE_BOARD (cam_coverage_board_get_type ())
G_DECLARE_FINAL_TYPE (CamCoverageBoard, cam_coverage_board, CAM, COVERAGE_BOARD, AdwBin)

/* The level, the range and the kind that are chosen follow the settings; set once, before the store. */
void cam_coverage_board_set_settings (CamCoverageBoard *self,
                                      GSettings        *settings);
/* NULL for none. Without @atlas an event that names no area is nowhere. */
void cam_coverage_board_set_store    (CamCoverageBoard *self,
                                      CamStore         *store,
                                      CamAtlas         *atlas);

G_END_DECLS
