/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Everything that was done in the file, newest first, or with one record: step by step, or in brief, each record
 * once; with controls that choose a part of it. */
#define CAM_TYPE_HISTORY_DIALOG (cam_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamHistoryDialog, cam_history_dialog, CAM, HISTORY_DIALOG, AdwDialog)

AdwDialog *cam_history_dialog_new         (CamStore   *store);
/* The history of one record, over whatever @parent is in. */
void       cam_history_dialog_present_for (GtkWidget  *parent,
                                           CamStore   *store,
                                           const char *table,
                                           const char *uuid);

G_END_DECLS
