/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What one committed action touched: rows by table. Immutable, usable from any thread. */
#define CAM_TYPE_CHANGES (cam_changes_get_type ())
G_DECLARE_FINAL_TYPE (CamChanges, cam_changes, CAM, CHANGES, GObject)

const char   *cam_changes_get_label (CamChanges *self);
gboolean      cam_changes_has_table (CamChanges *self,
                                     const char *table);
/* Whether anything in the file may have changed, because it was opened anew. has_table() then says
 * TRUE to every table, get_rows() names none. */
gboolean      cam_changes_is_everything (CamChanges *self);
/* The local row numbers touched in @table, sorted, without repeats. */
const gint64 *cam_changes_get_rows  (CamChanges *self,
                                     const char *table,
                                     guint      *n_rows);

G_END_DECLS
