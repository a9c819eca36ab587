/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-measure-state.h"
#include "cam-plan-names.h"
#include "cam-priority.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One priority: what it is for, its outcomes with their measures, then its activities. Adds outcomes, measures and
 * activities and opens each for editing. It shows what it is given; whoever owns it calls cam_plan_board_show() again
 * when the file has changed. */
#define CAM_TYPE_PLAN_BOARD (cam_plan_board_get_type ())
G_DECLARE_FINAL_TYPE (CamPlanBoard, cam_plan_board, CAM, PLAN_BOARD, AdwBin)

/* @states (element-type CamMeasureState): those of every measure; the board takes out its own, by what @names tells of them. NULL as @priority
 * leaves the board empty. */
void         cam_plan_board_show         (CamPlanBoard *self,
                                          CamStore     *store,
                                          CamPriority  *priority,
                                          GPtrArray    *states,
                                          CamPlanNames *names);
CamPriority *cam_plan_board_get_priority (CamPlanBoard *self);

G_END_DECLS
