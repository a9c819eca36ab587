/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-columns.h"
#include "cam-file-import.h"

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

/* Events on their way in from a calendar file (.ics) of whatever program, or a table. What came from here, or from such a file
 * before, is known by its UID and corrected; what the file does not say stays. Names and addresses of people are left out. The
 * items are CamEventItem, one for each event. docs/calendar.md has the rules. */
#define CAM_TYPE_EVENT_IMPORT (cam_event_import_get_type ())
G_DECLARE_FINAL_TYPE (CamEventImport, cam_event_import, CAM, EVENT_IMPORT, CamFileImport)

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
/* How many names of people were left out: organisers, guests. */
guint           cam_event_import_get_n_people   (CamEventImport       *self);
/* Tasks, journals and the like, which are no events. */
guint           cam_event_import_get_n_others   (CamEventImport       *self);
/* What the file calls its calendar; NULL where it does not say. */
const char     *cam_event_import_get_name       (CamEventImport       *self);
/* Sentences about the file as a whole. */
const char *const *cam_event_import_get_problems (CamEventImport      *self);

G_END_DECLS
