/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-wall.h"

#include "cam-calendar-error.h"

#include <string.h>

G_DEFINE_QUARK (cam-calendar-error-quark, cam_calendar_error)

/* The calendar is counted from March, so that the leap day is the last one of a year, in rounds of 400 years. */
gint32
cam_wall_day_from_parts (int   year,
                         guint month,
                         guint day)
{
  int shifted = year - (month <= 2 ? 1 : 0);
  int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
  int year_of_era = shifted - era * 400;
  int day_of_year = (153 * ((int) month + (month > 2 ? -3 : 9)) + 2) / 5 + (int) day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

void
cam_wall_day_to_parts (gint32  day,
                       int    *year,
                       guint  *month,
                       guint  *day_of_month)
{
  int shifted = day + 719468;
  int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  int day_of_era = shifted - era * 146097;
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int from_march = (5 * day_of_year + 2) / 153;

  *day_of_month = (guint) (day_of_year - (153 * from_march + 2) / 5 + 1);
  *month = (guint) (from_march < 10 ? from_march + 3 : from_march - 9);
  *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

guint
cam_wall_days_in_month (int   year,
                        guint month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
    return 29;
  return days[month - 1];
}

gint32
cam_wall_get_day (CamWall wall)
{
  return (gint32) ((wall >= 0 ? wall : wall - (CAM_WALL_DAY - 1)) / CAM_WALL_DAY);
}

guint
cam_wall_day_get_weekday (gint32 day)
{
  int weekday = (day + 3) % 7;

  return (guint) (weekday < 0 ? weekday + 7 : weekday);
}

static gboolean
read_digits (const char **text,
             guint        n,
             guint       *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;
      *number = *number * 10 + (guint) ((*text)[i] - '0');
    }
  *text += n;
  return TRUE;
}

static gboolean
skip_mark (const char **text,
           char         mark)
{
  if (mark == '\0')
    return TRUE;
  if (**text != mark)
    return FALSE;
  (*text)++;
  return TRUE;
}

static CamWall
join (guint year,
      guint month,
      guint day,
      guint hour,
      guint minute,
      guint second)
{
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 ||
      day > cam_wall_days_in_month ((int) year, month) || hour > 23 || minute > 59 || second > 60)
    return CAM_WALL_NONE;
  /* A leap second counts as the one before it. */
  return cam_wall_day_from_parts ((int) year, month, day) * CAM_WALL_DAY + hour * 3600 + minute * 60 + MIN (second, 59);
}

CamWall
cam_wall_from_text (const char *text)
{
  guint year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;

  if (text == NULL || !read_digits (&text, 4, &year) || !skip_mark (&text, '-') || !read_digits (&text, 2, &month)
      || !skip_mark (&text, '-') || !read_digits (&text, 2, &day))
    return CAM_WALL_NONE;
  if (*text != '\0')
    {
      if (!skip_mark (&text, 'T') || !read_digits (&text, 2, &hour) || !skip_mark (&text, ':')
          || !read_digits (&text, 2, &minute))
        return CAM_WALL_NONE;
      if (*text == ':' && (!skip_mark (&text, ':') || !read_digits (&text, 2, &second)))
        return CAM_WALL_NONE;
      if (*text != '\0')
        return CAM_WALL_NONE;
    }
  return join (year, month, day, hour, minute, second);
}

CamWall
cam_wall_from_ical (const char *text,
                    gboolean   *is_date,
                    gboolean   *utc)
{
  guint year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;

  *is_date = FALSE;
  *utc = FALSE;
  if (text == NULL || !read_digits (&text, 4, &year) || !read_digits (&text, 2, &month)
      || !read_digits (&text, 2, &day))
    return CAM_WALL_NONE;
  if (*text == '\0')
    *is_date = TRUE;
  else if (!skip_mark (&text, 'T') || !read_digits (&text, 2, &hour) || !read_digits (&text, 2, &minute)
           || (*text != '\0' && *text != 'Z' && !read_digits (&text, 2, &second)))
    return CAM_WALL_NONE;
  if (!*is_date && *text == 'Z')
    {
      *utc = TRUE;
      text++;
    }
  return *text == '\0' ? join (year, month, day, hour, minute, second) : CAM_WALL_NONE;
}

char *
cam_wall_to_text (CamWall  wall,
                  gboolean all_day)
{
  gint32 day = 0;
  guint second, month = 0, day_of_month = 0;
  int year = 0;

  if (wall == CAM_WALL_NONE)
    return NULL;
  day = cam_wall_get_day (wall);
  second = (guint) (wall - day * CAM_WALL_DAY);
  cam_wall_day_to_parts (day, &year, &month, &day_of_month);
  if (all_day)
    return g_strdup_printf ("%04d-%02u-%02u", year, month, day_of_month);
  if (second % 60 != 0)
    return g_strdup_printf ("%04d-%02u-%02uT%02u:%02u:%02u", year, month, day_of_month, second / 3600,
                            second / 60 % 60, second % 60);
  return g_strdup_printf ("%04d-%02u-%02uT%02u:%02u", year, month, day_of_month, second / 3600, second / 60 % 60);
}

char *
cam_wall_to_ical (CamWall  wall,
                  gboolean all_day,
                  gboolean utc)
{
  gint32 day = cam_wall_get_day (wall);
  guint second = (guint) (wall - day * CAM_WALL_DAY), month = 0, day_of_month = 0;
  int year = 0;

  cam_wall_day_to_parts (day, &year, &month, &day_of_month);
  if (all_day)
    return g_strdup_printf ("%04d%02u%02u", year, month, day_of_month);
  return g_strdup_printf ("%04d%02u%02uT%02u%02u%02u%s", year, month, day_of_month, second / 3600, second / 60 % 60,
                          second % 60, utc ? "Z" : "");
}
