/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-interaction.h"
#include "cam-record-dialog.h"

G_BEGIN_DECLS

/* What was talked about, and what is to follow from it. */
#define CAM_TYPE_INTERACTION_DIALOG (cam_interaction_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamInteractionDialog, cam_interaction_dialog, CAM, INTERACTION_DIALOG, CamRecordDialog)

AdwDialog *cam_interaction_dialog_new (CamStore       *store,
                                       CamInteraction *interaction) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
