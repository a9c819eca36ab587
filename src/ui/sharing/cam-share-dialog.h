/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Hands over a copy: who is it for, what goes in, in words and numbers, and where it is saved. */
#define CAM_TYPE_SHARE_DIALOG (cam_share_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamShareDialog, cam_share_dialog, CAM, SHARE_DIALOG, AdwDialog)

/* Either may be NULL in a test of the template alone. The setting "my-areas" is used and kept. */
AdwDialog  *cam_share_dialog_new      (CamAtlas       *atlas,
                                       GSettings      *settings);
/* The step shown: "what", "wait", "done" or "problem". */
const char *cam_share_dialog_get_step (CamShareDialog *self);
/* Saves what was chosen, under @passphrase where it is not NULL. "Save Copy…" does it after its questions. */
void        cam_share_dialog_save     (CamShareDialog *self,
                                       GFile          *file,
                                       const char     *passphrase);

G_END_DECLS
