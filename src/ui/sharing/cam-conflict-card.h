/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-conflict.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One conflict: what it is about, its values beside each other, and the rest of the record. The buttons
 * activate "review.choose" with the place of a value, and with the number of values for another one. */
#define CAM_TYPE_CONFLICT_CARD (cam_conflict_card_get_type ())
G_DECLARE_FINAL_TYPE (CamConflictCard, cam_conflict_card, CAM, CONFLICT_CARD, AdwBin)

GtkWidget *cam_conflict_card_new (CamStore    *store,
                                  CamConflict *conflict);

G_END_DECLS
