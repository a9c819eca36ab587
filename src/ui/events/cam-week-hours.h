/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-week-day.h"

G_BEGIN_DECLS

#define CAM_WEEK_DAYS 7

/* The days of the week view beside each other, with the hours in the margin. */
#define CAM_TYPE_WEEK_HOURS (cam_week_hours_get_type ())
G_DECLARE_FINAL_TYPE (CamWeekHours, cam_week_hours, CAM, WEEK_HOURS, GtkWidget)

/* The first @n_days of the columns are shown, beside a margin of @gutter. An hour is @hour pixels tall. */
void        cam_week_hours_set_shape (CamWeekHours *self,
                                      guint         n_days,
                                      int           gutter,
                                      int           hour);
CamWeekDay *cam_week_hours_get_day   (CamWeekHours *self,
                                      guint         column);

G_END_DECLS
