/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-wall-time.h"

#include "cam-period.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* 1 January 1970 as a day of GDate. */
#define EPOCH 719163

static gboolean
read_number (const char *text,
             guint       n,
             guint      *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (guint) (text[i] - '0');
    }
  return TRUE;
}

CamWallTime
cam_wall_time_from_text (const char *text)
{
  guint year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;

  if (text == NULL || strnlen (text, 20) == 20 || !read_number (text, 4, &year) || text[4] != '-'
      || !read_number (text + 5, 2, &month) || text[7] != '-' || !read_number (text + 8, 2, &day)
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return CAM_WALL_TIME_NONE;
  if (text[10] != '\0'
      && ((text[10] != 'T' && text[10] != ' ') || !read_number (text + 11, 2, &hour) || text[13] != ':'
          || !read_number (text + 14, 2, &minute)
          || (text[16] != '\0' && (text[16] != ':' || !read_number (text + 17, 2, &second) || text[19] != '\0'))
          || hour > 23 || minute > 59 || second > 59))
    return CAM_WALL_TIME_NONE;
  return (cam_wall_day_from_parts ((int) year, month, day) + (CamWallTime) EPOCH) * CAM_WALL_TIME_DAY + hour * 60 + minute;
}

char *
cam_wall_time_to_text (CamWallTime time,
                       gboolean    only_day)
{
  g_autofree char *day = cam_day_to_text (cam_wall_time_get_day (time));
  gint64 minutes = time % CAM_WALL_TIME_DAY;

  if (day == NULL || only_day)
    return g_steal_pointer (&day);
  return g_strdup_printf ("%sT%02d:%02d", day, (int) (minutes / 60), (int) (minutes % 60));
}

guint32
cam_wall_time_get_day (CamWallTime time)
{
  return time >= 0 ? (guint32) (time / CAM_WALL_TIME_DAY) : 0;
}

CamWall
cam_wall_time_to_wall (CamWallTime time)
{
  return (time - (CamWallTime) EPOCH * CAM_WALL_TIME_DAY) * 60;
}

CamWallTime
cam_wall_time_from_wall (CamWall wall)
{
  CamWallTime minutes = wall / 60 - (wall % 60 < 0);

  return minutes + (CamWallTime) EPOCH * CAM_WALL_TIME_DAY;
}

CamTimeZone *
cam_wall_zone_get (const char *name)
{
  CamTimeZone *zone = name != NULL && *name != '\0' ? cam_time_zone_get (name) : NULL;

  return zone != NULL ? zone : cam_time_zone_get_home ();
}

gint64
cam_wall_time_to_utc (CamWallTime  time,
                      CamTimeZone *zone)
{
  return cam_time_zone_to_utc (zone, cam_wall_time_to_wall (time));
}

char *
cam_wall_time_format_clock (CamWallTime time)
{
  int minutes = (int) (MAX (time, 0) % CAM_WALL_TIME_DAY);

  return g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

/* The end of a day is no time of the next one. */
static char *
format_end (CamWallTime time)
{
  return time % CAM_WALL_TIME_DAY == 0 ? g_strdup (_("midnight")) : cam_wall_time_format_clock (time);
}

char *
cam_wall_time_format_span (CamWallTime starts,
                           CamWallTime ends,
                           gboolean    all_day)
{
  guint32 first = cam_wall_time_get_day (starts);
  guint32 last = cam_wall_time_get_day (MAX (ends - 1, starts));
  g_autofree char *from = cam_wall_time_format_clock (starts);
  g_autofree char *to = format_end (MAX (ends, starts));
  g_autofree char *from_day = cam_day_format (first, first);
  g_autofree char *to_day = cam_day_format (last, first);

  if (all_day && first == last)
    return g_strdup (_("all day"));
  if (all_day)
    /* Translators: two days, as in "30 March to 2 April" */
    return g_strdup_printf (_("%1$s to %2$s"), from_day, to_day);
  if (ends <= starts)
    /* Translators: a time of the day, as in "at 10:00" */
    return g_strdup_printf (_("at %s"), from);
  if (first == last)
    return g_strdup_printf (_("%1$s to %2$s"), from, to);
  /* Translators: day and time twice, as in "30 March, 10:00 to 2 April, 16:00" */
  return g_strdup_printf (_("%1$s, %2$s to %3$s, %4$s"), from_day, from, to_day, to);
}
