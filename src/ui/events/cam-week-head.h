/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-chip.h"

G_BEGIN_DECLS

/* What stands above the hours of a week: the days with their holidays, and below them what lasts all day or longer. Signals:
 * "day-activated" (guint day), "event-activated" (CamEventChip), "list-wanted" (guint day: there are more than can be shown). */
#define CAM_TYPE_WEEK_HEAD (cam_week_head_get_type ())
G_DECLARE_FINAL_TYPE (CamWeekHead, cam_week_head, CAM, WEEK_HEAD, GtkWidget)

/* Shows @n_days days from @from on, without events, beside a margin of @gutter. */
void       cam_week_head_clear     (CamWeekHead            *self,
                                    guint32                 from,
                                    guint                   n_days,
                                    int                     gutter);
/* @instance is not copied: it has to live until it is cleared. */
void       cam_week_head_add       (CamWeekHead            *self,
                                    const CamEventInstance *instance);
/* After the last one. What the day is called is said by set_day(). @venues: as of cam_week_day_finish(). */
void       cam_week_head_finish    (CamWeekHead            *self,
                                    GHashTable             *venues);
/* @holiday may be NULL; @n_events are all of the day, also those among the hours. */
void       cam_week_head_set_day   (CamWeekHead            *self,
                                    guint                   column,
                                    const char             *holiday,
                                    gboolean                is_today,
                                    guint                   n_events);
/* How many of its events are on @day. */
guint      cam_week_head_count     (CamWeekHead            *self,
                                    guint32                 day);
/* What has the focus for a day as a whole. */
GtkWidget *cam_week_head_get_day   (CamWeekHead            *self,
                                    guint                   column);
/* Adds the chips that are shown and touch @day, in their order. */
void       cam_week_head_list      (CamWeekHead            *self,
                                    guint32                 day,
                                    GPtrArray              *chips);
/* What is just being dragged: columns, both included; first > last for nothing. */
void       cam_week_head_set_ghost (CamWeekHead            *self,
                                    guint                   first,
                                    guint                   last);

G_END_DECLS
