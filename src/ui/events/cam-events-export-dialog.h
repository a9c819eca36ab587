/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-export.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which events are written to a calendar file or a table: of which kind, for which area, from when to when. */
#define CAM_TYPE_EVENTS_EXPORT_DIALOG (cam_events_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamEventsExportDialog, cam_events_export_dialog, CAM, EVENTS_EXPORT_DIALOG, AdwDialog)

AdwDialog *cam_events_export_dialog_new (CamStore              *store);
/* Writes what is chosen to @file; as the button does once the file is known. */
void       cam_events_export_dialog_save (CamEventsExportDialog *self,
                                          GFile                 *file);

G_END_DECLS
