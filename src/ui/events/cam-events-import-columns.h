/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-columns.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which column of a table holds what: a row for each thing that is asked of an event. */
#define CAM_TYPE_EVENTS_IMPORT_COLUMNS (cam_events_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (CamEventsImportColumns, cam_events_import_columns, CAM, EVENTS_IMPORT_COLUMNS, AdwPreferencesGroup)

/* @names are those of the columns. */
void cam_events_import_columns_show (CamEventsImportColumns *self,
                                     const char *const      *names,
                                     const CamEventColumns  *columns);
/* What is chosen now. */
void cam_events_import_columns_get  (CamEventsImportColumns *self,
                                     CamEventColumns        *columns);

/* What the person chose for a table with these columns before, NULL for nothing. (transfer full) */
char *cam_events_import_columns_recall   (const char *const     *names);
/* Keeps it for the next table whose columns are called so. */
void  cam_events_import_columns_remember (const char *const     *names,
                                          const CamEventColumns *columns);

G_END_DECLS
