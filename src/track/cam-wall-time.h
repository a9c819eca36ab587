/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-time-zone.h"

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

/* The same on the clock of the room "calendar", which counts seconds since 1970. */
CamWall     cam_wall_time_to_wall     (CamWallTime  time);
CamWallTime cam_wall_time_from_wall   (CamWall      wall);

/* The zone that a cell names; Europe/London for NULL, "" and what is no zone. (transfer none) */
CamTimeZone *cam_wall_zone_get        (const char  *name);
/* Seconds since 1970 in UTC, as cam_time_zone_to_utc(). */
gint64      cam_wall_time_to_utc      (CamWallTime  time,
                                       CamTimeZone *zone);

/* "09:05", of 24 hours, as every time of day is shown. (transfer full) */
char       *cam_wall_time_format_clock (CamWallTime time) G_GNUC_WARN_UNUSED_RESULT;
/* "10:00 to 12:30", "all day"; with the days where it ends on another one than it starts. (transfer full) */
char       *cam_wall_time_format_span (CamWallTime  starts,
                                       CamWallTime  ends,
                                       gboolean     all_day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
