/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* What one date of an event that repeats has of its own: how it stands, where it is, what is to be said of it. */
#define CAM_TYPE_EVENT_DATE_GROUP (cam_event_date_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventDateGroup, cam_event_date_group, CAM, EVENT_DATE_GROUP, CamPlanGroup)

/* @original_at: the date as by the rule, or the start of an added one. */
CamEventDateGroup *cam_event_date_group_new (const char *original_at) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
