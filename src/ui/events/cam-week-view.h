/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-chip.h"

G_BEGIN_DECLS

/* A week by hours, from Monday; three days or one where there is little room. The arrow keys go from day to day and from event
 * to event; with Ctrl they move the event that has the focus by a day or a quarter of an hour, with Shift and Ctrl (or Alt) they
 * make it longer or shorter; all of that with the pointer too. Signals:
 * "event-activated" (CamEventChip);
 * "event-placed" (gpointer: const CamEventInstance, gint64 starts, gint64 ends): it is to be there, as CamWallTime;
 * "span-chosen" (gint64 starts, gint64 ends, gboolean all_day): a new event is wanted there;
 * "day-activated" (guint day): one is wanted on that day;
 * "day-wanted" (guint day: not among those that are shown; to be shown and focused);
 * "list-wanted" (guint day: of which not everything can be shown);
 * "shape-changed": more or fewer days are shown. */
#define CAM_TYPE_WEEK_VIEW (cam_week_view_get_type ())
G_DECLARE_FINAL_TYPE (CamWeekView, cam_week_view, CAM, WEEK_VIEW, GtkWidget)

/* The days that may be shown for @day, both included. */
void     cam_week_view_get_range   (guint32        day,
                                    guint32       *from,
                                    guint32       *to);
/* The week of @day with @dates, which cover its range; takes them (NULL: none). @holidays: day (GUINT_TO_POINTER) → name.
 * @venues: uuid → name; may be NULL. */
void     cam_week_view_show        (CamWeekView   *self,
                                    guint32        day,
                                    CamEventDates *dates,
                                    GHashTable    *holidays,
                                    GHashTable    *venues);
/* The first day that is shown, and how many. */
guint32  cam_week_view_get_first   (CamWeekView   *self);
guint    cam_week_view_get_n_days  (CamWeekView   *self);
/* FALSE where it is not of the days that are shown. */
gboolean cam_week_view_focus_day   (CamWeekView   *self,
                                    guint32        day);
/* As of cam_month_view_focus_event(). */
gboolean cam_week_view_focus_event (CamWeekView   *self,
                                    const char    *uuid,
                                    const char    *original,
                                    CamWallTime    starts);

G_END_DECLS
