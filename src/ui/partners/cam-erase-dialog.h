/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"
#include "cam-person.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Erasing a person's data from wherever that is asked for: says what goes, asks once, does it, and tells what is left, such
 * as where the name still stands.
 *
 * Signal: "hit-activated" (CamPlaceHit) when somebody wants to see such a place. */
#define CAM_TYPE_ERASE_DIALOG (cam_erase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamEraseDialog, cam_erase_dialog, CAM, ERASE_DIALOG, AdwDialog)

/* (transfer floating) @atlas is of the store that @person is in. */
CamEraseDialog *cam_erase_dialog_new   (CamAtlas        *atlas,
                                        CamPerson       *person);
/* Asks over @parent; shows itself once the answer is yes. */
void            cam_erase_dialog_ask   (CamEraseDialog  *self,
                                        GtkWidget       *parent);
/* Erases without asking. */
void            cam_erase_dialog_start (CamEraseDialog  *self,
                                        GtkWidget       *parent);

G_END_DECLS
