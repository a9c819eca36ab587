/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-boundary-import.h"
#include "cam-event-columns.h"

G_BEGIN_DECLS

/* One event of a calendar file as the preview shows it. Properties, all read-only: line (unsigned; of the file, from 1),
 * verdict, name, time (when it is and how it repeats, as a person reads it), place, reason (a sentence; "" for a new one),
 * odd (sentences about what is lost or taken otherwise than the file has it; "" for none), note (both). */
#define CAM_TYPE_EVENT_ITEM (cam_event_item_get_type ())
G_DECLARE_FINAL_TYPE (CamEventItem, cam_event_item, CAM, EVENT_ITEM, GObject)

guint             cam_event_item_get_line    (CamEventItem *self);
CamImportVerdict  cam_event_item_get_verdict (CamEventItem *self);
const char       *cam_event_item_get_name    (CamEventItem *self);
const char       *cam_event_item_get_time    (CamEventItem *self);
const char       *cam_event_item_get_place   (CamEventItem *self);
const char       *cam_event_item_get_reason  (CamEventItem *self);
const char       *cam_event_item_get_odd     (CamEventItem *self);

/* Events on their way in from a calendar file (.ics) of whatever program. Read as hostile, compared with the store (which
 * writes nothing), then written as one action. What came from here, or from such a file before, is known by its UID and
 * corrected; what the file does not say stays. Names and addresses of people are left out. A GListModel of CamEventItem,
 * one for each event in the order of the file; empty before the preview. Main thread. docs/calendar.md has the rules. */
#define CAM_TYPE_EVENT_IMPORT (cam_event_import_get_type ())
G_DECLARE_FINAL_TYPE (CamEventImport, cam_event_import, CAM, EVENT_IMPORT, GObject)

CamEventImport *cam_event_import_new            (CamStore             *store,
                                                 GBytes               *bytes) G_GNUC_WARN_UNUSED_RESULT;
/* The same from a table (CSV) with a line for each date. @columns may be NULL, then they are guessed. */
CamEventImport *cam_event_import_new_table      (CamStore             *store,
                                                 GBytes               *bytes,
                                                 const CamEventColumns *columns) G_GNUC_WARN_UNUSED_RESULT;
/* What the columns of a table are called, and in *@columns which was taken for what; NULL for a calendar file, and before the
 * preview. Also after one that failed with CAM_ERROR_INVALID: then it is not clear which column is which. */
const char *const *cam_event_import_get_columns (CamEventImport       *self,
                                                 CamEventColumns      *columns);
/* Reads and compares on a thread of its own; what is here is looked up in steps between frames. Errors are those of
 * cam_ics_read () as CAM_ERROR_CORRUPT and _TOO_BIG, and those of the store. */
void            cam_event_import_preview_async  (CamEventImport       *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean        cam_event_import_preview_finish (CamEventImport       *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
/* How much of a calendar file is read, 0…1, while a preview goes on. */
double          cam_event_import_get_fraction   (CamEventImport       *self);
/* As the former, blocking: for batch commands and tests. */
gboolean        cam_event_import_preview        (CamEventImport       *self,
                                                 GError              **error);
guint           cam_event_import_get_count      (CamEventImport       *self,
                                                 CamImportVerdict      verdict);
/* How many of those that can be imported are odd in some way. */
guint           cam_event_import_get_n_odd      (CamEventImport       *self);
/* How many names of people were left out: organisers, guests. */
guint           cam_event_import_get_n_people   (CamEventImport       *self);
/* Tasks, journals and the like, which are no events. */
guint           cam_event_import_get_n_others   (CamEventImport       *self);
/* What the file calls its calendar; NULL where it does not say. */
const char     *cam_event_import_get_name       (CamEventImport       *self);
/* Sentences about the file as a whole. */
const char *const *cam_event_import_get_problems (CamEventImport      *self);
/* Writes what is new and changed as one action called @label; none where that is nothing. Compared once more on the
 * writer thread, so that what came in meanwhile is corrected and not doubled. After cam_event_import_preview(). */
void            cam_event_import_apply_async    (CamEventImport       *self,
                                                 const char           *label,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean        cam_event_import_apply_finish   (CamEventImport       *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
gboolean        cam_event_import_apply          (CamEventImport       *self,
                                                 const char           *label,
                                                 GError              **error);

G_END_DECLS
