/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-shared-folder.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The line at the foot of the sidebar that says when the file was last exchanged; a click exchanges it, or
 * opens the preferences where something has to be done. Not there while no folder is shared. */
#define CAM_TYPE_SHARED_STATUS (cam_shared_status_get_type ())
G_DECLARE_FINAL_TYPE (CamSharedStatus, cam_shared_status, CAM, SHARED_STATUS, AdwBin)

void cam_shared_status_set_shared (CamSharedStatus *self,
                                   CamSharedFolder *shared);

G_END_DECLS
