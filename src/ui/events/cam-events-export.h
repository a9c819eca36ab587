/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks where to, then writes every event, or the one of @event_uuid (nullable), as a calendar file or a table by the
 * ending of the name. The window of @parent tells what was done; @parent may be gone by then. */
void cam_events_export    (GtkWidget   *parent,
                           CamStore    *store,
                           const char  *event_uuid);
/* The same once the file is known. */
void cam_events_export_to (GtkWidget   *parent,
                           CamStore    *store,
                           const char  *event_uuid,
                           GFile       *file);

G_END_DECLS
