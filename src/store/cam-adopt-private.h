/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-session.h"

G_BEGIN_DECLS

/* Private to adopting what other programs did. Writer thread, inside the action. */

#define CAM_ADOPT_OUTSIDE "copy IN (SELECT copy FROM cam_copy) AND seq = 0"

/* cam-adopt.c: whether the triggers look. */
gboolean cam_adopt_capture   (CamSession  *self,
                              gboolean     on,
                              GError     **error);
/* cam-adopt-gone.c: rows that were removed, be it that they were made again since. */
gboolean cam_adopt_gone_rows (CamSession  *self,
                              GError     **error);

G_END_DECLS
