/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-incoming-dots.h"
#include "cam-outside.h"

G_BEGIN_DECLS

/* Private to merging: the dots of a row that another program removed, be it that it made it again, as adopting that
 * leaves them: those that it had before, and for what was written since the outside one. @values: the row, or NULL
 * where it is gone. Fills @dots, whose arrays are there and are emptied first. */
gboolean cam_outside_read_dots (CamIncoming             *incoming,
                                const CamIncomingTable  *table,
                                const CamOutsideRow     *row,
                                sqlite3_stmt            *values,
                                CamFileRow              *dots,
                                GError                 **error);

G_END_DECLS
