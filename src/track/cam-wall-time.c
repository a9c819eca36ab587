/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-wall-time.h"

#include "cam-period.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define HOME       "Europe/London"
#define MAX_NAME   64
#define EPOCH      719163  /* 1 January 1970 as a day of GDate */
/* No clock is changed by more than this. */
#define MAX_CHANGE 10800

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

/* Thousands are read at once, and GDate takes its time to count days: H. F. Fliegel and T. C. Van Flandern, "A machine
 * algorithm for processing calendar dates", 1968, moved to the days of GDate. */
static guint32
count_days (guint year,
            guint month,
            guint day)
{
  gint64 y = year, m = month, d = day;
  gint64 shift = (m - 14) / 12;

  return (guint32) (1461 * (y + 4800 + shift) / 4 + 367 * (m - 2 - 12 * shift) / 12
                    - 3 * ((y + 4900 + shift) / 100) / 4 + d - 32075 - 1721425);
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
  return (CamWallTime) count_days (year, month, day) * CAM_WALL_TIME_DAY + hour * 60 + minute;
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

/* The name comes from a file that anybody may have written, and GLib opens what it is called: only what zones are
 * called like. */
static gboolean
is_name (const char *name)
{
  gsize length = strlen (name);

  if (length > MAX_NAME || !g_ascii_isalpha (*name) || strstr (name, "//") != NULL)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (name[i]) && strchr ("_+-/", name[i]) == NULL)
      return FALSE;
  return TRUE;
}

GTimeZone *
cam_wall_zone_new (const char *name)
{
  GTimeZone *zone = NULL;

  if (name != NULL && is_name (name))
    zone = g_time_zone_new_identifier (name);
  if (zone == NULL)
    zone = g_time_zone_new_identifier (HOME);
  /* A system without any zones. */
  return zone != NULL ? zone : g_time_zone_new_utc ();
}

gint64
cam_wall_time_to_utc (CamWallTime  time,
                      GTimeZone   *zone)
{
  gint64 local = (time - (gint64) EPOCH * CAM_WALL_TIME_DAY) * 60;
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_DAYLIGHT, local);

  /* There is no such time: what the offset was before the clocks went forward. */
  if (interval < 0)
    interval = g_time_zone_find_interval (zone, G_TIME_TYPE_STANDARD, local - MAX_CHANGE);
  return local - (interval < 0 ? 0 : g_time_zone_get_offset (zone, interval));
}

static char *
format_clock (CamWallTime time)
{
  int minutes = (int) (time % CAM_WALL_TIME_DAY);

  return g_strdup_printf ("%d:%02d", minutes / 60, minutes % 60);
}

/* The end of a day is no time of the next one. */
static char *
format_end (CamWallTime time)
{
  return time % CAM_WALL_TIME_DAY == 0 ? g_strdup (_("midnight")) : format_clock (time);
}

char *
cam_wall_time_format_span (CamWallTime starts,
                           CamWallTime ends,
                           gboolean    all_day)
{
  guint32 first = cam_wall_time_get_day (starts);
  guint32 last = cam_wall_time_get_day (MAX (ends - 1, starts));
  g_autofree char *from = format_clock (starts);
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
