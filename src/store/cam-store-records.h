/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

G_BEGIN_DECLS

/* What the live records of a store are asked for by the rest of the room. Main thread. */

/* The one live object for the row numbered @fid; NULL with CAM_ERROR_NOT_FOUND. */
CamRecord  *cam_store_dup_record_at  (CamStore   *self,
                                      GType       record_type,
                                      gint64      fid,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes over what the file holds for @record, except for changes that are not saved yet. */
void        cam_store_refresh_record (CamStore   *self,
                                      CamRecord  *record);
/* The uuid with which the first save of @record is under way, NULL where none is. */
const char *cam_store_find_unsaved   (CamStore   *self,
                                      CamRecord  *record);
/* A record that waits for its first save becomes the live object of its row, if the row is there. */
void        cam_store_attach_unsaved (CamStore   *self,
                                      CamRecord  *record,
                                      const char *uuid);

G_END_DECLS
