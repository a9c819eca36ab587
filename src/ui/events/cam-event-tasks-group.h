/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The checklist of an event, due on days counted back from it. */
#define CAM_TYPE_EVENT_TASKS_GROUP (cam_event_tasks_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventTasksGroup, cam_event_tasks_group, CAM, EVENT_TASKS_GROUP, CamPlanGroup)

G_END_DECLS
