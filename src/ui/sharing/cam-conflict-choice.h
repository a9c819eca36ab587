/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-conflict.h"
#include "cam-outline-drawing.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One value of a conflict with who wrote it, and the button that takes it: "review.choose" with its place. */
#define CAM_TYPE_CONFLICT_CHOICE (cam_conflict_choice_get_type ())
G_DECLARE_FINAL_TYPE (CamConflictChoice, cam_conflict_choice, CAM, CONFLICT_CHOICE, AdwBin)

/* @place: 0 for the first on the screen. */
GtkWidget         *cam_conflict_choice_new         (CamConflict       *conflict,
                                                    guint              place);
CamOutlineDrawing *cam_conflict_choice_get_drawing (CamConflictChoice *self);

G_END_DECLS
