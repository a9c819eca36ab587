/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-activity-groups.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Activities by owner, area, status or priority: a list of the groups with how many are in each, which open to the
 * activities themselves. A group's activities are read when it is opened; the list follows the file. */
#define CAM_TYPE_ACTIVITY_GROUPS_VIEW (cam_activity_groups_view_get_type ())
G_DECLARE_FINAL_TYPE (CamActivityGroupsView, cam_activity_groups_view, CAM, ACTIVITY_GROUPS_VIEW, AdwBin)

/* Shows the activities that @where names, as cam_activity_groups_load() takes it; both are copied. @store NULL: none. */
void cam_activity_groups_view_show (CamActivityGroupsView *self,
                                    CamStore              *store,
                                    CamActivityGrouping    grouping,
                                    const char            *where,
                                    const CamValue        *params,
                                    guint                  n_params);

G_END_DECLS
