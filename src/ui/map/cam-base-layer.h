/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-tile-file.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* The base map of a file that the user chose, under everything else. Tiles are read and decoded
 * on worker threads; until one is there a wider one stands in, and one that is missing or
 * damaged stays empty without a word. */
#define CAM_TYPE_BASE_LAYER (cam_base_layer_get_type ())
G_DECLARE_FINAL_TYPE (CamBaseLayer, cam_base_layer, CAM, BASE_LAYER, ShumateLayer)

CamBaseLayer *cam_base_layer_new        (ShumateViewport *viewport,
                                         CamTileFile     *file) G_GNUC_WARN_UNUSED_RESULT;
/* Whether every tile in view was read. */
gboolean      cam_base_layer_is_settled (CamBaseLayer    *self);

G_END_DECLS
