/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One action as a person reads it. Immutable; built from CamHistoryEntry objects. */
#define CAM_TYPE_HISTORY_LINE (cam_history_line_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryLine, cam_history_line, CAM, HISTORY_LINE, GObject)

/* "Rename area" */
const char *cam_history_line_get_title    (CamHistoryLine *self);
/* "Tue 12 January, 10:00 · J. Example" and, below, what changed; plain text. */
const char *cam_history_line_get_subtitle (CamHistoryLine *self);

/* Puts the changes of one action together. (element-type CamHistoryEntry) → CamHistoryLine, in the same
 * order. @one_record: whether all are about one record, so that its cells can be told. @limit: how many
 * were asked for; where there are as many, the oldest action may have more. */
GListModel *cam_history_lines_new         (GListModel     *entries,
                                           gboolean        one_record,
                                           guint           limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
