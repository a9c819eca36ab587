/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* What an action was. A word that this version does not know counts as an edit. */
typedef enum
{
  CAM_HISTORY_EDIT,
  CAM_HISTORY_UNDO,
  CAM_HISTORY_REDO,
  CAM_HISTORY_OUTSIDE,  /* by another program, taken in when the file was opened next */
  CAM_HISTORY_MERGE,    /* another copy was merged into this file */
  CAM_HISTORY_ERASE,    /* a person's data was erased for good */
} CamHistoryKind;

/* One change of one cell, or of a whole row, within an action. Immutable. */
#define CAM_TYPE_HISTORY_ENTRY (cam_history_entry_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryEntry, cam_history_entry, CAM, HISTORY_ENTRY, GObject)

/* Properties of the same names: label, author, at (UTC, RFC 3339 with Z), table, uuid, column
 * (NULL where the row was added, "" where this version does not know the column), old-text, new-text (as a
 * person reads them; NULL where null), title (what the record is called now; "" where it has no name),
 * copy-name (NULL for this copy and for one that nobody has named). */
const char    *cam_history_entry_get_label     (CamHistoryEntry *self);
const char    *cam_history_entry_get_author    (CamHistoryEntry *self);
const char    *cam_history_entry_get_at        (CamHistoryEntry *self);
const char    *cam_history_entry_get_table     (CamHistoryEntry *self);
const char    *cam_history_entry_get_uuid      (CamHistoryEntry *self);
const char    *cam_history_entry_get_column    (CamHistoryEntry *self);
const char    *cam_history_entry_get_old_text  (CamHistoryEntry *self);
const char    *cam_history_entry_get_new_text  (CamHistoryEntry *self);
const char    *cam_history_entry_get_title     (CamHistoryEntry *self);
const char    *cam_history_entry_get_copy_name (CamHistoryEntry *self);
/* Whether the change was made in this copy of the file. */
gboolean       cam_history_entry_is_here       (CamHistoryEntry *self);
CamHistoryKind cam_history_entry_get_kind      (CamHistoryEntry *self);
/* Its number in this file, by which cam_history_restore_async() finds the old value as the file has it. */
gint64         cam_history_entry_get_id        (CamHistoryEntry *self);
/* When, in local time; NULL where the file does not say it in a way that can be read. (transfer full) */
GDateTime     *cam_history_entry_dup_time      (CamHistoryEntry *self) G_GNUC_WARN_UNUSED_RESULT;

/* The newest @limit entries, newest action first: of one row (@table and @uuid), or of the whole file
 * (both NULL). (transfer full) list of CamHistoryEntry; it does not follow changes. */
GListModel    *cam_history_list                (CamStore        *store,
                                                const char      *table,
                                                const char      *uuid,
                                                guint            limit,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* Everybody whose name stands beside an action or a merge, sorted, NULL-ended; without the empty name.
 * Of each copy the newest 20,000 actions are looked through. */
char         **cam_history_list_authors        (CamStore        *store,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
