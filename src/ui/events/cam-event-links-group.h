/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-work.h"
#include "cam-plan-group.h"

G_BEGIN_DECLS

/* What an event is linked to: its areas, its priorities, its partners or the people with a part in it. */
#define CAM_TYPE_EVENT_LINKS_GROUP (cam_event_links_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventLinksGroup, cam_event_links_group, CAM, EVENT_LINKS_GROUP, CamPlanGroup)

/* For cam_plan_group_set_record(). */
CamEventLinksGroup *cam_event_links_group_new (CamEventLink kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
