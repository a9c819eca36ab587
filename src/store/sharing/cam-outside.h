/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-incoming.h"
#include "cam-outside-row.h"

G_BEGIN_DECLS

/* Private to merging: what another program did in a foreign copy since this program had it, told from the
 * changes that the capture triggers stamped with 0. Everything about the rows concerned is kept in memory:
 * how they were, and how they are. */

/* Reads them; FALSE with @error set. Leaves @incoming->outside NULL where there are none, and otherwise adds the
 * copies that the edits are of, and of earlier states of them. */
gboolean             cam_outside_read       (CamIncoming     *incoming,
                                             GError         **error);
void                 cam_outside_free       (CamOutside      *self);

/* NULL for a row that nobody edited. */
CamOutsideRow       *cam_outside_find       (CamOutside      *self,
                                             int              tbl,
                                             const char      *uuid);
/* A removed row by the number that it had. */
const CamOutsideRow *cam_outside_find_gone  (CamOutside      *self,
                                             int              tbl,
                                             gint64           fid);
/* (element-type CamOutsideRow), in the order in which they were first edited. */
GPtrArray           *cam_outside_get_rows   (CamOutside      *self);

G_END_DECLS
