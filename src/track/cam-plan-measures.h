/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-names.h"
#include "cam-status.h"

G_BEGIN_DECLS

/* The measures of a store by the priority that each counts for, so that how one priority stands is told without a look
 * at the readings of all others. It does not change. Main thread. */
typedef struct _CamPlanMeasures CamPlanMeasures;

CamPlanMeasures *cam_plan_measures_load        (CamStore         *store,
                                                CamPlanNames     *names,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void             cam_plan_measures_free        (CamPlanMeasures  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPlanMeasures, cam_plan_measures_free)

/* The states of all measures of @priority (a uuid; NULL: of those that count for none) on the day @today, in the order
 * of cam_measure_states_load(). (element-type CamMeasureState) (transfer full) */
GPtrArray       *cam_plan_measures_load_states (CamPlanMeasures  *self,
                                                CamStore         *store,
                                                const char       *priority,
                                                guint32           today,
                                                GError          **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of CamMeasureState, how many stand how. */
void             cam_plan_measures_count       (GPtrArray        *states,
                                                guint             counts[CAM_N_RAGS]);

G_END_DECLS
