/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-atlas.h"
#include "cam-map-palette.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* The names of areas, none over another: placed once for a view and a strip around it, then only
 * moved; placed anew when the view has left the strip or the zoom level has come to rest. */
#define CAM_TYPE_LABEL_LAYER (cam_label_layer_get_type ())
G_DECLARE_FINAL_TYPE (CamLabelLayer, cam_label_layer, CAM, LABEL_LAYER, ShumateLayer)

CamLabelLayer *cam_label_layer_new          (ShumateViewport     *viewport) G_GNUC_WARN_UNUSED_RESULT;
/* @areas: (element-type CamAtlasArea), wider levels first; read before the call returns. */
void           cam_label_layer_set_areas    (CamLabelLayer       *self,
                                             GPtrArray           *areas,
                                             const CamMapPalette *palette);
/* The area whose name is shown in any case; NULL for none. */
void           cam_label_layer_set_selected (CamLabelLayer       *self,
                                             const char          *uuid);
/* Whether no name waits for a later frame because the last one had too many to draw. */
gboolean       cam_label_layer_is_settled   (CamLabelLayer       *self);
/* How many names stand in the view and the strip around it. */
guint          cam_label_layer_get_n_placed (CamLabelLayer       *self);
/* The corners of the name at @index in the layer's pixels; FALSE beyond the last. */
gboolean       cam_label_layer_get_box      (CamLabelLayer       *self,
                                             guint                index,
                                             graphene_rect_t     *box);

G_END_DECLS
