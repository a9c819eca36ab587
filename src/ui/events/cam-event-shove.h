/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-dates.h"
#include "cam-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Moves @instance by @days, as in a calendar by dragging or with the keys: one action. Of an event that repeats it is asked
 * over @parent which dates are meant. What was done is said there, with a button for undo; so is what cannot be done.
 * @instance is not kept. */
void cam_event_shove (GtkWidget              *parent,
                      CamStore               *store,
                      const CamEventInstance *instance,
                      int                     days);

G_END_DECLS
