/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-chip.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A month as a grid of days, weeks from Monday. The arrow keys go from day to day, also into the months before and
 * after. Signals: "day-activated" (guint day), "day-wanted" (guint day: of another month, to be shown and focused),
 * "days-chosen" (guint from, guint to: drawn over with the pointer), "event-activated" (CamEventChip), "event-dropped"
 * (CamEventChip, guint day). */
#define CAM_TYPE_MONTH_VIEW (cam_month_view_get_type ())
G_DECLARE_FINAL_TYPE (CamMonthView, cam_month_view, CAM, MONTH_VIEW, GtkWidget)

/* The days that the month of @day is shown with: whole weeks, from *@from to *@to, both included. */
void       cam_month_view_get_range (guint32              day,
                                     guint32             *from,
                                     guint32             *to);
/* The month of @day with @dates, which cover its range; takes them (NULL: none). @holidays, which is not kept: day
 * (GUINT_TO_POINTER) → name. @venues: uuid → name; NULL: nobody knows where. */
void       cam_month_view_show      (CamMonthView        *self,
                                     guint32              day,
                                     CamEventDates       *dates,
                                     GHashTable          *holidays,
                                     GHashTable          *venues);
/* What @chip stands for; NULL where that is not shown any more. Lives until something else is shown. */
const CamEventInstance *cam_month_view_find (CamMonthView *self,
                                     CamEventChip        *chip);
/* FALSE where it is not of the days that are shown. */
gboolean   cam_month_view_focus_day (CamMonthView        *self,
                                     guint32              day);
/* Gives the focus to a date of the event @uuid: as cam_event_chip_find(). FALSE where it is none of what is shown. */
gboolean   cam_month_view_focus_event (CamMonthView      *self,
                                     const char          *uuid,
                                     const char          *original,
                                     CamWallTime          starts);

G_END_DECLS
