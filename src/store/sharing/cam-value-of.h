/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-value.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* The value in @column, with its own text and bytes: for cam_value_clear(). The text is as the file has it,
 * valid or not; one with a zero byte in it ends there. */
CamValue cam_value_copy_of (sqlite3_stmt   *stmt,
                            int             column) G_GNUC_WARN_UNUSED_RESULT;
/* Whether two values are of one type and the same. */
gboolean cam_value_equals  (CamValue        a,
                            CamValue        b);

G_END_DECLS
