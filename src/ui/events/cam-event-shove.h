/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-dates.h"
#include "cam-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called once @uuid, the event or what "this and following" became, starts at @starts. */
typedef void (*CamEventShoved) (GtkWidget   *parent,
                                const char  *uuid,
                                CamWallTime  starts);

/* Puts @instance to another time, as in a calendar by dragging or with the keys: one action. Of an event that repeats it is
 * asked over @parent which dates are meant. What was done is said there, with a button for undo; so is what cannot be done.
 * @instance is not kept. @shoved, which may be NULL, is called where something was done and @parent is still in a window. */
void cam_event_shove (GtkWidget              *parent,
                      CamStore               *store,
                      const CamEventInstance *instance,
                      CamWallTime             starts,
                      CamWallTime             ends,
                      CamEventShoved          shoved);

G_END_DECLS
