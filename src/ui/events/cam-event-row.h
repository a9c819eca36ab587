/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-dates.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One date of an event as a row of a list: its name, when, where and what kind, its status in words; for a
 * screen reader one sentence with all of that. It copies what it shows.
 * Main thread. */

/* What the venues of @store are called: uuid → name. (transfer full) */
GHashTable *cam_event_row_load_venues  (CamStore               *store) G_GNUC_WARN_UNUSED_RESULT;
/* @today other than 0: the row names its day too, as seen from then. */
GtkWidget  *cam_event_row_new          (const CamEventInstance *instance,
                                        GHashTable             *venues,
                                        guint32                 today) G_GNUC_WARN_UNUSED_RESULT;
const char *cam_event_row_get_uuid     (GtkWidget              *row);
/* When its rule has it; NULL for one that does not repeat. */
const char *cam_event_row_get_original (GtkWidget              *row);
CamWallTime cam_event_row_get_starts   (GtkWidget              *row);
/* "Today, Tuesday 12 January". (transfer full) */
char       *cam_event_row_dup_day      (guint32                 day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
