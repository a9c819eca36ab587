/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* What the priorities, outcomes and activities of a store are called at one moment, and which priority each of them
 * is filed under. It does not change. Main thread. */
typedef struct _CamPlanNames CamPlanNames;

CamPlanNames *cam_plan_names_load             (CamStore      *store,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          cam_plan_names_free             (CamPlanNames  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamPlanNames, cam_plan_names_free)

guint         cam_plan_names_get_n_priorities (CamPlanNames  *self);
/* The uuid of a priority, by position and name. */
const char   *cam_plan_names_get_priority     (CamPlanNames  *self,
                                               guint          number);
/* Of a priority, outcome or activity; NULL for NULL and for what is none or is deleted. */
const char   *cam_plan_names_get_name         (CamPlanNames  *self,
                                               const char    *uuid);
/* The uuid of the priority that something with these references is under: the one it names, or that of its outcome,
 * or that of its activity. Each may be NULL. NULL where that leads nowhere. */
const char   *cam_plan_names_find_priority    (CamPlanNames  *self,
                                               const char    *priority,
                                               const char    *outcome,
                                               const char    *activity);

G_END_DECLS
