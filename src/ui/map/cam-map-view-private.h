/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-area-layer.h"
#include "cam-base-layer.h"
#include "cam-label-layer.h"
#include "cam-map-view.h"
#include "cam-marker-layer.h"
#include "cam-selection-layer.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

struct _CamMapView
{
  GtkWidget          parent_instance;
  CamAtlas          *atlas;
  guint              levels;
  CamAreaShading    *shading;       /* NULL: neighbours in different colours */
  char              *selected;
  char              *hovered;       /* uuid */
  char              *hovered_name;
  char              *base_map;
  char              *attribution;
  CamBounds          wanted_bounds; /* to be shown once the size is known */
  gboolean           has_wanted_bounds;
  gboolean           has_fitted;
  GCancellable      *opening;       /* of the base map */
  CamBaseLayer      *base_layer;
  char              *base_attribution;
  CamAreaLayer      *area_layer;
  CamSelectionLayer *selection_layer;
  CamLabelLayer     *label_layer;
  CamMarkerLayer    *marker_layer;
  double             press_x, press_y;

  GtkWidget         *overlay;
  ShumateMap        *map;
  ShumateScale      *scale;
  GtkLabel          *hover_label;
  GtkLabel          *credit_label;
};

/* The areas of the levels shown that hold a point, widest first.
 * (element-type CamAtlasArea) (transfer container) */
GPtrArray *cam_map_view_find_at             (CamMapView     *self,
                                             double          lat,
                                             double          lon) G_GNUC_WARN_UNUSED_RESULT;
void       cam_map_view_set_hovered         (CamMapView     *self,
                                             const char     *uuid);
/* Moves to a place, with a short animation where the user has not switched those off. */
void       cam_map_view_go_to               (CamMapView     *self,
                                             double          lat,
                                             double          lon,
                                             double          zoom);
void       cam_map_view_zoom_by             (CamMapView     *self,
                                             double          levels);
/* Draws all anew, in the colours of the hour. */
void       cam_map_view_update_picture      (CamMapView     *self);
void       cam_map_view_update_credit       (CamMapView     *self);
/* In cam-map-view-base.c: opens or closes the file that base-map names. */
void       cam_map_view_load_base_map       (CamMapView     *self);
/* In cam-map-view-input.c: pointer and keyboard. */
void       cam_map_view_class_install_input (GtkWidgetClass *widget_class);
void       cam_map_view_init_input          (CamMapView     *self);

G_END_DECLS
