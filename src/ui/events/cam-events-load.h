/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* What the Events page reads beside the dates themselves. Main thread. */

/* The uuids of events that name one of @areas, an array of uuids; NULL, which is all, where that is NULL.
 * (transfer full) (nullable) */
GHashTable *cam_events_load_scope    (CamStore  *store,
                                      GPtrArray *areas) G_GNUC_WARN_UNUSED_RESULT;
/* From days, as cam_day_from_text () has them, to what stands in their cell: of two holidays on one day the one that was
 * written first. (transfer full) */
GHashTable *cam_events_load_holidays (CamStore  *store,
                                      guint32    from,
                                      guint32    to) G_GNUC_WARN_UNUSED_RESULT;
/* "2 to 8 March 2026": the week that @day is in where @n_days is 7, else so many days from @day on. (transfer full) */
char       *cam_events_format_days   (guint32    day,
                                      guint      n_days) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
