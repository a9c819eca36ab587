/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-incoming.h"

G_BEGIN_DECLS

/* Private to merging: the rows of a foreign copy by their number in it. */
typedef struct _CamIncomingValues CamIncomingValues;

CamIncomingValues *cam_incoming_values_new  (CamIncoming             *incoming) G_GNUC_WARN_UNUSED_RESULT;
/* The row as a statement that stands on it: its uuid, then its fields at their positions; good until the next
 * seek. @row is NULL where there is no such row. FALSE with @error set also where its uuid is none. */
gboolean           cam_incoming_values_seek (CamIncomingValues       *self,
                                             const CamIncomingTable  *table,
                                             gint64                   fid,
                                             sqlite3_stmt           **row,
                                             GError                 **error);
/* How many rows @table has. */
gboolean           cam_incoming_values_count (CamIncomingValues      *self,
                                             const CamIncomingTable  *table,
                                             gint64                  *n,
                                             GError                 **error);
void               cam_incoming_values_free (CamIncomingValues       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamIncomingValues, cam_incoming_values_free)

G_END_DECLS
