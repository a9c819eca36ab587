/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The one door to the form of an event. Main thread. */

/* Shows the form over @parent; nothing where the event is gone. @original_at, which may be NULL, is the date by the rule
 * (as written in the file; of an added one its start) of an event that repeats that was clicked. */
void cam_event_open (GtkWidget  *parent,
                     CamStore   *store,
                     const char *uuid,
                     const char *original_at);
/* Asks for the name of a new event and which checklist it takes, makes it as one action ("Add event") and shows its form.
 * Times are written as in the file; @starts_at NULL: tomorrow from 10:00 to 12:00; @ends_at NULL: two hours later, or the
 * same day. @area_uuid may be NULL. */
void cam_event_add  (GtkWidget  *parent,
                     CamStore   *store,
                     const char *starts_at,
                     const char *ends_at,
                     gboolean    all_day,
                     const char *area_uuid);

G_END_DECLS
