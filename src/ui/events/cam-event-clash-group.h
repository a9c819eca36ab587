/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-when-group.h"

G_BEGIN_DECLS

/* What speaks against the date that the form shows, one sentence each, also while a time is being typed. Information,
 * never a block; each can be set aside. Hidden where nothing does. */
#define CAM_TYPE_EVENT_CLASH_GROUP (cam_event_clash_group_get_type ())
G_DECLARE_FINAL_TYPE (CamEventClashGroup, cam_event_clash_group, CAM, EVENT_CLASH_GROUP, AdwPreferencesGroup)

CamEventClashGroup *cam_event_clash_group_new (CamStore          *store,
                                               CamRecord         *event,
                                               CamEventWhenGroup *when_group) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
