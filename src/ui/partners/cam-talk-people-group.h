/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-plan-group.h"

G_BEGIN_DECLS

/* Who else took part in a conversation. */
#define CAM_TYPE_TALK_PEOPLE_GROUP (cam_talk_people_group_get_type ())
G_DECLARE_FINAL_TYPE (CamTalkPeopleGroup, cam_talk_people_group, CAM, TALK_PEOPLE_GROUP, CamPlanGroup)

G_END_DECLS
