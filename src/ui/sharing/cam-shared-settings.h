/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-shared-folder.h"

G_BEGIN_DECLS

/* The shared folder of a file as the settings have it, now and whenever they change. */
CamSharedFolder *cam_shared_settings_new_folder (GSettings *settings,
                                                 CamStore  *store) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
