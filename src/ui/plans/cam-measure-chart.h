/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-measure-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The readings of a measure as a line over time, with the target as a dashed line or a band, drawn at any scale. The
 * last reading is a filled dot, provisional ones are hollow. It says the same in words to a screen reader. */
#define CAM_TYPE_MEASURE_CHART (cam_measure_chart_get_type ())
G_DECLARE_FINAL_TYPE (CamMeasureChart, cam_measure_chart, CAM, MEASURE_CHART, GtkWidget)

void cam_measure_chart_set_state (CamMeasureChart *self,
                                  CamMeasureState *state);

G_END_DECLS
