/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-activity.h"
#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* An activity in a list: its name, and "Ann Example · due 31 March · St Ives, Ramsey" below, with its state in words
 * at the end. It follows the record. */
#define CAM_TYPE_ACTIVITY_ROW (cam_activity_row_get_type ())
G_DECLARE_FINAL_TYPE (CamActivityRow, cam_activity_row, CAM, ACTIVITY_ROW, AdwActionRow)

GtkWidget *cam_activity_row_new          (CamStore       *store,
                                          CamActivity    *activity) G_GNUC_WARN_UNUSED_RESULT;
CamRecord *cam_activity_row_get_activity (CamActivityRow *self);

G_END_DECLS
