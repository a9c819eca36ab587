/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Events on their way in from a calendar file or a table: which column of a table holds what, what would be added or changed, what is odd about it and what cannot be
 * read. Nothing is written before the person says so; then it is one action, told with a button that takes it back. */
#define CAM_TYPE_EVENTS_IMPORT_DIALOG (cam_events_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamEventsImportDialog, cam_events_import_dialog, CAM, EVENTS_IMPORT_DIALOG, AdwDialog)

AdwDialog  *cam_events_import_dialog_new      (CamStore               *store,
                                               GFile                  *file);
/* The step shown: "wait", "columns", "changes" or "problem". */
const char *cam_events_import_dialog_get_step (CamEventsImportDialog  *self);

G_END_DECLS
