/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Comes after the change was written, with the uuid of what was made (nullable); not after @widget is gone from its
 * form. */
typedef void (*CamEventApplied) (GtkWidget  *widget,
                                 const char *made);

/* Applies @change, which it takes, for @widget in the form of an event. A refusal with a sentence for people stands in the
 * group that @widget is in, any other failure is told over the form. @done (nullable) is said once that worked, with a
 * button for undo; @applied may be NULL. Main thread. */
void cam_event_apply (GtkWidget       *widget,
                      CamStore        *store,
                      CamEventWork  *change,
                      const char      *done,
                      CamEventApplied  applied);
/* Says a refusal in the group that @widget is in, until the next one; NULL takes it away. */
void cam_event_refuse (GtkWidget      *widget,
                       const char     *sentence);

G_END_DECLS
