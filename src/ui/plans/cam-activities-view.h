/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* All activities in one list, however many there are: found by words, in the order of due date, owner, status or
 * priority, or as bars along a line of time. It says what it counted. */
#define CAM_TYPE_ACTIVITIES_VIEW (cam_activities_view_get_type ())
G_DECLARE_FINAL_TYPE (CamActivitiesView, cam_activities_view, CAM, ACTIVITIES_VIEW, AdwBin)

/* Nullable. */
void cam_activities_view_set_store (CamActivitiesView *self,
                                    CamStore          *store);
/* Only activities of one of @areas (element-type utf8); NULL for all. */
void cam_activities_view_set_areas (CamActivitiesView *self,
                                    GPtrArray         *areas);

G_END_DECLS
