/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Private to the store: the states that a file went through while another program edited it. Each is told by a copy
 * id that comes from the edits so far, the same whoever looks, so that whoever merges the file unopened and whoever
 * adopts the edits later mean the same ones. */

/* States that are told from each other. Beyond, only the newest one: an older and a newer state of one person's edits
 * may then meet as a conflict; nothing is lost by that. */
#define CAM_OUTSIDE_MAX_STATES 200

typedef struct _CamOutsideChain CamOutsideChain;

/* @copy_id, @newest: the copy that the file was, and its newest action. */
CamOutsideChain *cam_outside_chain_new    (const char      *copy_id,
                                           gint64           newest) G_GNUC_WARN_UNUSED_RESULT;
void             cam_outside_chain_free   (CamOutsideChain *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamOutsideChain, cam_outside_chain_free)
/* The next change, in the order of cam_change.id; the columns of @stmt are tbl, uuid, col, old, new. */
void             cam_outside_chain_add    (CamOutsideChain *self,
                                           sqlite3_stmt    *stmt);
/* The copy id of the state after the changes so far. */
char            *cam_outside_chain_dup_id (CamOutsideChain *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
