/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-history-reader.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One action in a list: what, who, when and in which copy; folded out, each change with a button that restores
 * what was there before. */
#define CAM_TYPE_HISTORY_ROW (cam_history_row_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryRow, cam_history_row, CAM, HISTORY_ROW, AdwExpanderRow)

GtkWidget        *cam_history_row_new        (CamStore         *store,
                                              CamHistoryAction *action);
CamHistoryAction *cam_history_row_get_action (CamHistoryRow    *self);

G_END_DECLS
