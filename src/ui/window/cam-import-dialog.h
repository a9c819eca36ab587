/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-boundary-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A file on its way in: what it is (guessed), what would change, and off it goes.
 * Signal: "applied" (uint new areas, uint changed areas). */
#define CAM_TYPE_IMPORT_DIALOG (cam_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamImportDialog, cam_import_dialog, CAM, IMPORT_DIALOG, AdwDialog)

/* Starts to read at once. */
AdwDialog  *cam_import_dialog_new      (CamStore        *store,
                                        GFile           *file);
/* The step shown: "wait", "what", "changes" or "problem". */
const char *cam_import_dialog_get_step (CamImportDialog *self);

G_END_DECLS
