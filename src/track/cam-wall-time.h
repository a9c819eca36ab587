/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times as people read them off the wall of a place, without a zone: minutes since the midnight before day 0 of
 * cam_day_from_text(), so that a number divided by CAM_WALL_TIME_DAY is a day. Any thread. */
typedef gint64 CamWallTime;

#define CAM_WALL_TIME_NONE ((CamWallTime) -1)
#define CAM_WALL_TIME_DAY  1440

/* "2026-03-03T10:00" (":00" and a space for the T are let through), or "2026-03-03", which is its midnight.
 * CAM_WALL_TIME_NONE for NULL and for anything else. */
CamWallTime cam_wall_time_from_text   (const char  *text);
/* "2026-03-03T10:00", or only the day. NULL for CAM_WALL_TIME_NONE. */
char       *cam_wall_time_to_text     (CamWallTime  time,
                                       gboolean     only_day) G_GNUC_WARN_UNUSED_RESULT;
/* 0 for CAM_WALL_TIME_NONE. */
guint32     cam_wall_time_get_day     (CamWallTime  time);

/* The zone that a cell names; Europe/London for NULL, "" and what is no zone. (transfer full) */
GTimeZone  *cam_wall_zone_new         (const char  *name) G_GNUC_WARN_UNUSED_RESULT;
/* Seconds since 1970 in UTC. A time that there is twice, when the clocks go back, is the first of the two; one that
 * there is not, when they go forward, is counted with the clock of before (RFC 5545, 3.3.5). */
gint64      cam_wall_time_to_utc      (CamWallTime  time,
                                       GTimeZone   *zone);

/* "10:00 to 12:30", "all day"; with the days where it ends on another one than it starts. (transfer full) */
char       *cam_wall_time_format_span (CamWallTime  starts,
                                       CamWallTime  ends,
                                       gboolean     all_day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
