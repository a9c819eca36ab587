/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-session.h"

G_BEGIN_DECLS

/* Private to the store room: one cell of a row, as something that several copies wrote. */

/* Whether both are of one type, and the same byte for byte. */
gboolean             cam_cell_same        (CamValue             a,
                                           CamValue             b);
/* The value that the cursor stands on, with its own text and bytes. */
CamValue             cam_cell_dup_value   (CamCursor           *cursor,
                                           guint                column) G_GNUC_WARN_UNUSED_RESULT;
/* NULL where the table has none of that number. */
const CamColumnInfo *cam_cell_find_column (const CamTableInfo  *table,
                                           int                  id);

/* Inside an action: writes the value that the cell holds already once more, as an edit by this copy. It
 * settles an open conflict as an edit that changes the value does in its trigger: own dot, history, no
 * siblings. */
gboolean             cam_cell_rewrite     (CamSession          *session,
                                           const CamTableInfo  *table,
                                           const CamColumnInfo *column,
                                           const char          *uuid,
                                           GError             **error);

/* A value as a person reads it; NULL where it is null. A reference reads as what it refers to is called,
 * and is NULL where that is nowhere. */
char                *cam_cell_dup_text    (CamDb               *db,
                                           const CamColumnInfo *column,
                                           CamValue             value) G_GNUC_WARN_UNUSED_RESULT;
/* What the row @uuid is called, where it has no name by what it refers to; "" where nothing says it, NULL
 * where it is nowhere. */
char                *cam_cell_dup_title   (CamDb               *db,
                                           const CamTableInfo  *table,
                                           const char          *uuid) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
