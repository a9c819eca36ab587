/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How many people's data wait for a review or for erasure, without a name; not there while none do. It leads to that page
 * (win.data-protection). */
#define CAM_TYPE_PRIVACY_ROW (cam_privacy_row_get_type ())
G_DECLARE_FINAL_TYPE (CamPrivacyRow, cam_privacy_row, CAM, PRIVACY_ROW, AdwActionRow)

/* Reads @store and follows it from then on; again with the same one it looks what day it is. NULL for none. */
void cam_privacy_row_set_store (CamPrivacyRow *self,
                                CamStore      *store);

G_END_DECLS
