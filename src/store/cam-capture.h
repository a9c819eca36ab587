/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-db.h"

G_BEGIN_DECLS

/* Sees to it that each captured table has exactly the capture triggers of docs/merging.md. They are
 * made of built-in SQL only, so that an edit by any program is captured. @repaired, which may be NULL:
 * whether any were missing or different. Inside a transaction of the caller. */
gboolean cam_capture_install (CamDb     *db,
                              gboolean  *repaired,
                              GError   **error);

/* Whether the triggers are in order; changes nothing. */
gboolean cam_capture_check   (CamDb     *db,
                              gboolean  *in_order,
                              GError   **error);

G_END_DECLS
