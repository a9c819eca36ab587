/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-timeline.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What there was and will be with a partner, a person or an area: the first lines, and more on demand; with a button that
 * takes down what was talked about. */
#define CAM_TYPE_TIMELINE_GROUP (cam_timeline_group_get_type ())
G_DECLARE_FINAL_TYPE (CamTimelineGroup, cam_timeline_group, CAM, TIMELINE_GROUP, AdwPreferencesGroup)

AdwPreferencesGroup *cam_timeline_group_new (CamStore      *store,
                                             CamTimelineOf  of,
                                             const char    *uuid) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
