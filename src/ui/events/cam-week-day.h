/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-chip.h"
#include "cam-week-clock.h"

G_BEGIN_DECLS

/* A day of the week view from midnight to midnight: its events as blocks, beside each other where they overlap, and where it
 * is now. Signals: "event-activated" (CamEventChip), "event-focused" (gpointer: const CamEventInstance), "list-wanted" (there are
 * more than can be shown). */
#define CAM_TYPE_WEEK_DAY (cam_week_day_get_type ())
G_DECLARE_FINAL_TYPE (CamWeekDay, cam_week_day, CAM, WEEK_DAY, GtkWidget)

/* Shows the day @day without events. An hour is @hour pixels tall, a line of text @line. */
void    cam_week_day_clear     (CamWeekDay             *self,
                                guint32                 day,
                                gboolean                is_today,
                                const CamWeekClock     *clock,
                                int                     hour,
                                int                     line);
/* What is on that day of @instance, which is not copied: it has to live until it is cleared. */
void    cam_week_day_add       (CamWeekDay             *self,
                                const CamEventInstance *instance);
/* After the last one. @venues (uuid → name; may be NULL) lives as long as the events. */
void    cam_week_day_finish    (CamWeekDay             *self,
                                GHashTable             *venues);
guint32 cam_week_day_get_day   (CamWeekDay             *self);
guint   cam_week_day_get_n     (CamWeekDay             *self);
/* When the first that begins on that day does, in minutes; -1 where there is none. */
int     cam_week_day_get_first (CamWeekDay             *self);
/* Adds the chips that are shown, in their order. */
void    cam_week_day_list      (CamWeekDay             *self,
                                GPtrArray              *chips);
/* What is just being dragged, in minutes of the day, with words in it (NULL: nothing). */
void    cam_week_day_set_ghost (CamWeekDay             *self,
                                int                     starts,
                                int                     ends,
                                const char             *words);

G_END_DECLS
