/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* Every venue with its access facts as a CSV table (UTF-8, RFC 4180), by name; whom one asks about a venue and notes on
 * it are left out, since they are about people. Main thread. (transfer full) */
GBytes *cam_venue_export_csv (CamStore  *store,
                              GError   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
