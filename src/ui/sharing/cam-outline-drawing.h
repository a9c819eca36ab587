/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-geometry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A small drawing of an outline, north up. It says nothing that is not also said in words. */
#define CAM_TYPE_OUTLINE_DRAWING (cam_outline_drawing_get_type ())
G_DECLARE_FINAL_TYPE (CamOutlineDrawing, cam_outline_drawing, CAM, OUTLINE_DRAWING, GtkWidget)

/* NULL, or what is no outline or too large to draw at once, hides it. */
void cam_outline_drawing_set_outline (CamOutlineDrawing *self,
                                      GBytes            *blob);
/* What the drawing is to have room for: the same in two drawings that are compared. */
void cam_outline_drawing_set_bounds  (CamOutlineDrawing *self,
                                      const CamBounds   *bounds);
/* FALSE where there is nothing drawn. */
gboolean cam_outline_drawing_get_bounds (CamOutlineDrawing *self,
                                         CamBounds         *bounds);

G_END_DECLS
