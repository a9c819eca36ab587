/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Everything that was done in the file, newest first. */
#define CAM_TYPE_HISTORY_DIALOG (cam_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryDialog, cam_history_dialog, CAM, HISTORY_DIALOG, AdwDialog)

AdwDialog *cam_history_dialog_new (CamStore *store);

G_END_DECLS
