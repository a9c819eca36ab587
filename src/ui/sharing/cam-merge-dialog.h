/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Copies that somebody handed over, on their way in: looked at one after the other, shown, imported in order,
 * told. One that is refused does not keep the others. Closing it at any time stops the work and leaves the file as
 * it was before the copy that was under way.
 *
 * Signal: "imported" (text for people, GStrv: what the imports are called, in order), once, when the dialog is
 * gone and something was imported that the person has not undone in it. */
#define CAM_TYPE_MERGE_DIALOG (cam_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamMergeDialog, cam_merge_dialog, CAM, MERGE_DIALOG, AdwDialog)

/* @atlas: what knows the names of areas; may be NULL. @paths: NULL-ended, at least one; none of them may be the
 * file of @store. */
AdwDialog  *cam_merge_dialog_new      (CamStore           *store,
                                       CamAtlas           *atlas,
                                       const char *const  *paths);
/* Starts to look, over the window that the dialog is shown in. */
void        cam_merge_dialog_start    (CamMergeDialog     *self);
/* The step shown: "wait", "files" (of several, what each brings), "changes", "nothing", "problem" or "done". */
const char *cam_merge_dialog_get_step (CamMergeDialog     *self);

G_END_DECLS
