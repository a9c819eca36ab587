/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* The description of an event, in as many lines as one likes. It is saved when one leaves it. */
#define CAM_TYPE_EVENT_TEXT_GROUP (cam_event_text_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventTextGroup, cam_event_text_group, CAM, EVENT_TEXT_GROUP, CamPlanGroup)

G_END_DECLS
