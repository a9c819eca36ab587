/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-shared-folder.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The preferences of the shared folder: which, with whose data, how it stands. Actions: shared.choose,
 * shared.exchange, shared.stop. */
#define CAM_TYPE_SHARED_GROUP (cam_shared_group_get_type ())
G_DECLARE_FINAL_TYPE (CamSharedGroup, cam_shared_group, CAM, SHARED_GROUP, AdwPreferencesGroup)

/* @shared: NULL where no file is open. */
void cam_shared_group_set_up (CamSharedGroup  *self,
                              GSettings       *settings,
                              CamSharedFolder *shared);

G_END_DECLS
