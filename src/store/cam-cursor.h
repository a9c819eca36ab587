/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-value.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Rows of one reading, one at a time. Text and bytes are borrowed until the next step. A cursor
 * belongs to the thread of the connection that made it; free it before anything is closed. */
typedef struct _CamCursor CamCursor;

/* Steps to the next row: TRUE with a row; FALSE at the end, or with @error set. */
gboolean    cam_cursor_next        (CamCursor  *self,
                                    GError    **error);
gboolean    cam_cursor_is_null     (CamCursor  *self,
                                    guint       column);
gint64      cam_cursor_get_integer (CamCursor  *self,
                                    guint       column);
double      cam_cursor_get_real    (CamCursor  *self,
                                    guint       column);
/* NULL where the value is null. Always valid UTF-8. */
const char *cam_cursor_get_text    (CamCursor  *self,
                                    guint       column);
/* NULL where the value is null. */
GBytes     *cam_cursor_dup_blob    (CamCursor  *self,
                                    guint       column) G_GNUC_WARN_UNUSED_RESULT;
/* The value as the file has it. Text is borrowed; @blob must be NULL before and holds the bytes of a
 * blob afterwards, which the value borrows. */
CamValue    cam_cursor_get_value   (CamCursor  *self,
                                    guint       column,
                                    GBytes    **blob);
void        cam_cursor_free        (CamCursor  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamCursor, cam_cursor_free)

G_END_DECLS
