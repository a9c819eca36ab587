/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-duplicate.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One field of two records beside each other; where they differ, one of them is chosen. */
#define CAM_TYPE_DUPLICATE_ROW (cam_duplicate_row_get_type ())
G_DECLARE_FINAL_TYPE (CamDuplicateRow, cam_duplicate_row, CAM, DUPLICATE_ROW, GtkListBoxRow)

GtkWidget  *cam_duplicate_row_new             (CamDuplicateField *field);
const char *cam_duplicate_row_get_column      (CamDuplicateRow   *self);
/* Whether the field is to be as in the second record. */
gboolean    cam_duplicate_row_is_from_former  (CamDuplicateRow   *self);

G_END_DECLS
