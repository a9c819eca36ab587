/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-events-export-feeds.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The calendars that others subscribe to: which there are, what is wrong with one, another one, and one no longer. */
#define CAM_TYPE_EVENTS_EXPORT_FEEDS_DIALOG (cam_events_export_feeds_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CamEventsExportFeedsDialog, cam_events_export_feeds_dialog, CAM, EVENTS_EXPORT_FEEDS_DIALOG, AdwDialog)

AdwDialog *cam_events_export_feeds_dialog_new (CamStore                   *store,
                                               CamEventsExportFeeds       *feeds);
/* As the button does once the file is known. */
void       cam_events_export_feeds_dialog_add (CamEventsExportFeedsDialog *self,
                                               GFile                      *file);

G_END_DECLS
