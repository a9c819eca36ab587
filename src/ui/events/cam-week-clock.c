/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-week-clock.h"

#define HOUR 60

CamWeekClock
cam_week_clock_of (guint32 day)
{
  CamTimeZone *zone = cam_wall_zone_get (NULL);
  CamWallTime midnight = (CamWallTime) day * CAM_WALL_TIME_DAY;
  CamWeekClock clock = { 0 };

  if (cam_wall_time_to_utc (midnight + CAM_WALL_TIME_DAY, zone) - cam_wall_time_to_utc (midnight, zone)
      == CAM_WALL_TIME_DAY * 60)
    return clock;
  for (int at = 0; at < CAM_WALL_TIME_DAY; at += HOUR)
    {
      gint64 lasts = cam_wall_time_to_utc (midnight + at + HOUR, zone) - cam_wall_time_to_utc (midnight + at, zone);

      if (lasts < HOUR * 60)
        {
          clock.missing_from = at;
          clock.missing_to = at + HOUR;
        }
      else if (lasts > HOUR * 60)
        {
          clock.twice_from = at;
          clock.twice_to = at + HOUR;
        }
    }
  return clock;
}

CamWallTime
cam_week_clock_skip (const CamWeekClock *clock,
                     CamWallTime         time)
{
  int minute = (int) (time % CAM_WALL_TIME_DAY);

  return minute >= clock->missing_from && minute < clock->missing_to ? time + clock->missing_to - clock->missing_from : time;
}
