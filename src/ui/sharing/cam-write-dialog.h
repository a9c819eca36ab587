/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-conflict.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for another value than all that are there. "written" (text) comes with one that
 * cam_conflict_parse() takes. */
#define CAM_TYPE_WRITE_DIALOG (cam_write_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamWriteDialog, cam_write_dialog, CAM, WRITE_DIALOG, AdwAlertDialog)

AdwDialog *cam_write_dialog_new (CamStore    *store,
                                 CamConflict *conflict);

G_END_DECLS
