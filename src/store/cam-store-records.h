/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* The one live object for the row numbered @fid; NULL with CAM_ERROR_NOT_FOUND. Private to the room. */
CamRecord *cam_store_dup_record_at (CamStore  *self,
                                    GType      record_type,
                                    gint64     fid,
                                    GError   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
