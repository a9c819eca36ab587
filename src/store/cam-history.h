/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* One change of one cell, or of a whole row, within an action. Immutable. */
#define CAM_TYPE_HISTORY_ENTRY (cam_history_entry_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryEntry, cam_history_entry, CAM, HISTORY_ENTRY, GObject)

/* Properties of the same names: label, author, at (UTC, RFC 3339 with Z), table, uuid, column
 * (NULL where the row was added), old-text, new-text (as a person reads them; NULL where null). */
const char *cam_history_entry_get_label    (CamHistoryEntry *self);
const char *cam_history_entry_get_author   (CamHistoryEntry *self);
const char *cam_history_entry_get_at       (CamHistoryEntry *self);
const char *cam_history_entry_get_table    (CamHistoryEntry *self);
const char *cam_history_entry_get_uuid     (CamHistoryEntry *self);
const char *cam_history_entry_get_column   (CamHistoryEntry *self);
const char *cam_history_entry_get_old_text (CamHistoryEntry *self);
const char *cam_history_entry_get_new_text (CamHistoryEntry *self);

/* The newest @limit entries, newest first: of one row (@table and @uuid), or of the whole file
 * (both NULL). (transfer full) list of CamHistoryEntry; it does not follow changes. */
GListModel *cam_history_list               (CamStore        *store,
                                            const char      *table,
                                            const char      *uuid,
                                            guint            limit,
                                            GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
