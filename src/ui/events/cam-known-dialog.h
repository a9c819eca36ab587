/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-coverage.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks how well an area is known and why, in the place of what its forums say; the reason has to be given. Where somebody
 * said so already, that can be taken back. Each is one action. Main thread. */
void cam_known_dialog_ask (GtkWidget             *parent,
                           CamStore              *store,
                           const CamCoverageArea *area);

G_END_DECLS
