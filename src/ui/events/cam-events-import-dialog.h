/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-import.h"
#include "cam-file-import-dialog.h"

G_BEGIN_DECLS

/* Events on their way in from a calendar file or a table: what would be added or changed, what is odd about it and what cannot
 * be read. */
#define CAM_TYPE_EVENTS_IMPORT_DIALOG (cam_events_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamEventsImportDialog, cam_events_import_dialog, CAM, EVENTS_IMPORT_DIALOG, CamFileImportDialog)

AdwDialog  *cam_events_import_dialog_new      (CamStore               *store,
                                               GFile                  *file);
/* The step shown: "wait", "columns", "changes" or "problem". */
const char *cam_events_import_dialog_get_step (CamEventsImportDialog  *self);

G_END_DECLS
