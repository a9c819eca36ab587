/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-dates.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One date of an event as it stands in a calendar: its time and name, told apart by its status. It copies what it shows. */
#define CAM_TYPE_EVENT_CHIP (cam_event_chip_get_type ())
G_DECLARE_FINAL_TYPE (CamEventChip, cam_event_chip, CAM, EVENT_CHIP, GtkButton)

/* On the day @day, which need not be the one on which it starts. */
GtkWidget  *cam_event_chip_new          (const CamEventInstance *instance,
                                         guint32                 day) G_GNUC_WARN_UNUSED_RESULT;
const char *cam_event_chip_get_uuid     (CamEventChip           *self);
/* When the rule of the event has it, as in the file; NULL for one that does not repeat. */
const char *cam_event_chip_get_original (CamEventChip           *self);
guint32     cam_event_chip_get_day      (CamEventChip           *self);

/* "10:00 to 12:30 · Drop-in at March · cancelled": the whole in one line, for a screen reader and a tooltip.
 * (transfer full) */
char       *cam_event_chip_dup_words    (const CamEventInstance *instance) G_GNUC_WARN_UNUSED_RESULT;
/* As in the file; NULL for CAM_WALL_TIME_NONE and for an event that does not repeat. (transfer full) */
char       *cam_event_chip_dup_original (const CamEventInstance *instance) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
