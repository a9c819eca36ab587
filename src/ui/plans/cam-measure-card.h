/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-measure-state.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A measure on a board: its name, newest value, status in shape and word, a small chart, and the reason. A button:
 * "clicked" opens it. */
#define CAM_TYPE_MEASURE_CARD (cam_measure_card_get_type ())
G_DECLARE_FINAL_TYPE (CamMeasureCard, cam_measure_card, CAM, MEASURE_CARD, GtkButton)

GtkWidget       *cam_measure_card_new       (CamMeasureState *state) G_GNUC_WARN_UNUSED_RESULT;
CamMeasureState *cam_measure_card_get_state (CamMeasureCard  *self);

/* The icon that stands for a status, told apart by its shape. Not owned. */
const char      *cam_rag_get_icon           (CamRag           rag);
/* The style class of a status. Not owned. */
const char      *cam_rag_get_css_class      (CamRag           rag);

G_END_DECLS
