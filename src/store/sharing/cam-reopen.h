/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-session.h"

G_BEGIN_DECLS

/* Private to the store room: undoing an action that settled conflicts opens them again. Each value of a
 * conflict needs a dot of its own that nobody has seen: the dots that the values had were seen, and settled,
 * by whoever merged the action that is undone. So the undo takes some more numbers, before its own one, so
 * that what was shown is shown again. */
typedef struct _CamReopen CamReopen;

/* After cam_session_begin(), before anything is written: what the action numbered @undone of @copy, one that
 * this file is or was, settled. @action is the undo. NULL with @error set. */
CamReopen *cam_reopen_prepare (CamSession       *session,
                               gint64            copy,
                               gint64            undone,
                               const CamAction  *action,
                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;
/* Once the cells are put back. */
gboolean   cam_reopen_finish  (CamReopen        *self,
                               GError          **error);
void       cam_reopen_free    (CamReopen        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamReopen, cam_reopen_free)

G_END_DECLS
