/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-shared-folder.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The user's name, the shared folder, reminders, travel times, the base map file and the style. Settings apply at once. */
#define CAM_TYPE_PREFERENCES_DIALOG (cam_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamPreferencesDialog, cam_preferences_dialog, CAM, PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

/* @shared: of the open file, NULL for none. */
AdwDialog *cam_preferences_dialog_new (GSettings       *settings,
                                       CamSharedFolder *shared);
/* Once: shows what holds for everybody who works with the file, too. */
void       cam_preferences_dialog_set_store (CamPreferencesDialog *self,
                                             CamStore             *store);

G_END_DECLS
