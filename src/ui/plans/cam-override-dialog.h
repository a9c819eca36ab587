/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-measure-state.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for another status of the newest reading and the reason, which has to be given. Main thread. */
void cam_override_dialog_ask (GtkWidget       *parent,
                              CamStore        *store,
                              CamMeasureState *state);
/* Takes away what was set for the newest reading; the history keeps it. */
void cam_override_remove     (GtkWidget       *parent,
                              CamStore        *store,
                              CamMeasureState *state);

G_END_DECLS
