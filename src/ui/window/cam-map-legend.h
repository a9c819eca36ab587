/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-map-theme.h"

G_BEGIN_DECLS

/* What the colours of the map stand for, in words, with the choice of classes. Hidden while nothing is chosen.
 *
 * Properties: expanded: all of it, or only what it is about. */
#define CAM_TYPE_MAP_LEGEND (cam_map_legend_get_type ())
G_DECLARE_FINAL_TYPE (CamMapLegend, cam_map_legend, CAM, MAP_LEGEND, GtkWidget)

/* Set once. */
void cam_map_legend_set_theme (CamMapLegend *self,
                               CamMapTheme  *theme);

G_END_DECLS
