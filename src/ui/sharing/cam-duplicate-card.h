/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-duplicate-finder.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Two records that may be one, field by field. The buttons activate "review.choose": 0 they are the same, 1
 * they are different. */
#define CAM_TYPE_DUPLICATE_CARD (cam_duplicate_card_get_type ())
G_DECLARE_FINAL_TYPE (CamDuplicateCard, cam_duplicate_card, CAM, DUPLICATE_CARD, AdwBin)

GtkWidget *cam_duplicate_card_new              (CamStore         *store,
                                                CamDuplicatePair *pair);
/* The columns that are to be as in the record that goes, NULL-ended. */
char     **cam_duplicate_card_dup_from_former  (CamDuplicateCard *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
