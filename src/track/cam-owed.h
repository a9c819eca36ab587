/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"
#include "cam-track-item.h"

G_BEGIN_DECLS

/* What @owner owes on the day @today: activities of theirs that are overdue, due within a week, or whose due date was
 * moved to a later one; and readings of their measures that are overdue or due within a week. Names are compared
 * without case and accents. @owner NULL: everybody's. Each activity and measure once, by day. Main thread.
 * (element-type CamTrackItem) (transfer full) */
GPtrArray *cam_owed_load (CamStore    *store,
                          const char  *owner,
                          guint32      today,
                          GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
