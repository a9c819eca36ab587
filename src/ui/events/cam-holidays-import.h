/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-starter.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows what a file of school holidays would change, and writes it when the person says so; the window then tells it,
 * with a button for undo. */
#define CAM_TYPE_HOLIDAYS_DIALOG (cam_holidays_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamHolidaysDialog, cam_holidays_dialog, CAM, HOLIDAYS_DIALOG, AdwDialog)

/* Asks for the file, then shows that dialog over @parent, which may be gone by then. */
void cam_holidays_import    (GtkWidget       *parent,
                             CamStore        *store);
/* The same once the file is known. */
void cam_holidays_import_from (GtkWidget     *parent,
                             CamStore        *store,
                             GFile           *file);
/* Adds what the file lacks of the starter pack, and tells that. */
void cam_holidays_add       (GtkWidget       *parent,
                             CamStore        *store,
                             CamStarterPart   part);

G_END_DECLS
