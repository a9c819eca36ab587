/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-wall-time.h"

G_BEGIN_DECLS

/* Times as people type and read them. Main thread. */

/* "14 Jan 10:00", "Thu 14 January 2027, 10am", "14/1/2027", "tomorrow 14:30", "Friday", "2027-01-14T10:00". What is not
 * said is as in @base: the day of a time alone, the time of a day alone. A day without a year is in the year of @base, or
 * in the next one where it would lie before @today and @base does not. CAM_WALL_TIME_NONE for what is not understood. */
CamWallTime cam_event_time_from_typed (const char  *text,
                                       CamWallTime  base,
                                       guint32      today) G_GNUC_WARN_UNUSED_RESULT;
/* A day, likewise, and without a time: "14 Jan", "Thu 14 January 2027", "14/1/2027", "yesterday", "Friday". Of a day and
 * month without a year it is the one in the year of @base (0 for none), else the next one, or with @is_past the last one.
 * All are Julian days as of GDate; 0 for what is not understood. */
guint32     cam_day_from_typed        (const char  *text,
                                       guint32      base,
                                       guint32      today,
                                       gboolean     is_past) G_GNUC_WARN_UNUSED_RESULT;
/* "Thu 14 January 2027, 10:00", which is also understood above; "" for CAM_WALL_TIME_NONE. (transfer full) */
char       *cam_event_time_format     (CamWallTime  time,
                                       gboolean     only_day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
