/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-dates.h"
#include "cam-event-words.h"

G_BEGIN_DECLS

/* One date of an event as it stands in a calendar: its time and name, told apart by its status. It copies what it shows, and
 * can show another one afterwards: a calendar keeps its chips. */
#define CAM_TYPE_EVENT_CHIP (cam_event_chip_get_type ())
G_DECLARE_FINAL_TYPE (CamEventChip, cam_event_chip, CAM, EVENT_CHIP, GtkButton)

/* @can_be_dragged: carries itself to a drop target that takes it. */
GtkWidget  *cam_event_chip_new          (gboolean                can_be_dragged) G_GNUC_WARN_UNUSED_RESULT;
/* On the day @day, which need not be the one on which it starts, in up to @n_lines lines. It has a time only where it starts
 * then. @venue, which may be NULL, is what the place is called. */
void        cam_event_chip_set          (CamEventChip           *self,
                                         const CamEventInstance *instance,
                                         guint32                 day,
                                         const char             *venue,
                                         guint                   n_lines,
                                         CamEventTime            when);
const char *cam_event_chip_get_uuid     (CamEventChip           *self);
/* When the rule of the event has it, as in the file; NULL for one that does not repeat. */
const char *cam_event_chip_get_original (CamEventChip           *self);
/* What it is called, as of cam_event_chip_dup_words(). */
const char *cam_event_chip_get_words    (CamEventChip           *self);
guint32     cam_event_chip_get_day      (CamEventChip           *self);
CamWallTime cam_event_chip_get_starts   (CamEventChip           *self);
/* Whether it still shows what was taken hold of with the pointer: what it shows may change in the middle of that. */
gboolean    cam_event_chip_is_as_dragged (CamEventChip          *self);

/* "Drop-in, Tuesday 3 March, 10:00 to 12:30, March library, cancelled": the whole in one line, for a screen reader and a
 * tooltip. @venue may be NULL. (transfer full) */
char       *cam_event_chip_dup_words    (const CamEventInstance *instance,
                                         const char             *venue) G_GNUC_WARN_UNUSED_RESULT;
/* As in the file; NULL for CAM_WALL_TIME_NONE and for an event that does not repeat. (transfer full) */
char       *cam_event_chip_dup_original (const CamEventInstance *instance) G_GNUC_WARN_UNUSED_RESULT;
/* The position among @dates of the date of @uuid that starts at @starts, else of the one that @original (as above) means; -1
 * where there is none. */
int         cam_event_chip_find         (const CamEventInstance *dates,
                                         guint                   n_dates,
                                         const char             *uuid,
                                         const char             *original,
                                         CamWallTime             starts);

G_END_DECLS
