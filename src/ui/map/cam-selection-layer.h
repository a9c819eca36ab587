/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-geometry.h"
#include "cam-map-palette.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* The outlines of the selected area and of the one under the pointer, above everything but
 * names. */
#define CAM_TYPE_SELECTION_LAYER (cam_selection_layer_get_type ())
G_DECLARE_FINAL_TYPE (CamSelectionLayer, cam_selection_layer, CAM, SELECTION_LAYER, ShumateLayer)

CamSelectionLayer *cam_selection_layer_new          (ShumateViewport     *viewport) G_GNUC_WARN_UNUSED_RESULT;
void               cam_selection_layer_set_palette  (CamSelectionLayer   *self,
                                                     const CamMapPalette *palette);
/* NULL for none. */
void               cam_selection_layer_set_selected (CamSelectionLayer   *self,
                                                     CamGeometry         *outline);
void               cam_selection_layer_set_hovered  (CamSelectionLayer   *self,
                                                     CamGeometry         *outline);

G_END_DECLS
