/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-export.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks which events and where to, then writes them as a calendar file or a table by the ending of the name. The window of
 * @parent tells what was done; @parent may be gone by then. */
void cam_events_export     (GtkWidget                   *parent,
                            CamStore                    *store);
/* Asks where to, then writes one event; one that is cancelled as a file that takes it out of the calendars of others. */
void cam_events_export_one (GtkWidget                   *parent,
                            CamStore                    *store,
                            const char                  *event_uuid);
/* The same once the file is known. What @options->locate needs is held by @locate_owner (nullable) until then. */
void cam_events_export_to  (GtkWidget                   *parent,
                            CamStore                    *store,
                            const CamEventExportOptions *options,
                            GObject                     *locate_owner,
                            GFile                       *file,
                            GCancellable                *cancellable);

/* Asks for a file name that ends in .ics or .csv. */
void   cam_events_export_choose_async  (GtkWidget            *parent,
                                        const char           *title,
                                        const char           *name,
                                        gboolean              only_calendars,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/* NULL where the person closed it. @source is what the callback got. (transfer full) */
GFile *cam_events_export_choose_finish (GObject              *source,
                                        GAsyncResult         *result);

G_END_DECLS
