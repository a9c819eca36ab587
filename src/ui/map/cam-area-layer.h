/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area-picture.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* Shows a picture of areas as tiles drawn on worker threads. Panning moves textures; while a new
 * zoom level or a new picture is being drawn, the former one stays, scaled. Emits "settled" each
 * time that all that is in view is drawn as it should be. North is always up. */
#define CAM_TYPE_AREA_LAYER (cam_area_layer_get_type ())
G_DECLARE_FINAL_TYPE (CamAreaLayer, cam_area_layer, CAM, AREA_LAYER, ShumateLayer)

CamAreaLayer *cam_area_layer_new         (ShumateViewport *viewport) G_GNUC_WARN_UNUSED_RESULT;
/* NULL shows nothing, at once. */
void          cam_area_layer_set_picture (CamAreaLayer    *self,
                                          CamAreaPicture  *picture);
/* Whether all in view is drawn from the newest picture at the zoom level at hand. */
gboolean      cam_area_layer_is_settled  (CamAreaLayer    *self);

G_END_DECLS
