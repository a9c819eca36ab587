/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-typed.h"

#include <stdio.h>
#include <string.h>

#define MAX_TEXT 100

/* What was said so far; 0 or -1 where nothing was. */
typedef struct
{
  guint   day;
  guint   month;
  guint   year;
  guint   weekday;   /* from 1, Monday */
  guint32 julian;    /* a whole date */
  int     minutes;   /* of the day */
} Said;

static const char *const months[] = { "january", "february", "march", "april", "may", "june", "july", "august",
                                      "september", "october", "november", "december" };
static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

/* The number, from 1, of the name that begins so, in English or as the program shows it; 0 for none. */
static guint
find_name (const char        *word,
           const char *const *names,
           guint              n_names,
           const char        *format)
{
  if (g_utf8_strlen (word, -1) < 3)
    return 0;
  for (guint i = 0; i < n_names; i++)
    {
      g_autoptr (GDateTime) time = n_names == 12 ? g_date_time_new_utc (2024, (int) i + 1, 1, 0, 0, 0)
                                                 : g_date_time_new_utc (2024, 1, (int) i + 1, 0, 0, 0);
      g_autofree char *shown = g_date_time_format (time, format);
      g_autofree char *local = shown != NULL ? g_utf8_casefold (shown, -1) : NULL;

      if (g_str_has_prefix (names[i], word) || (local != NULL && g_str_has_prefix (local, word)))
        return i + 1;
    }
  return 0;
}

static gboolean
set_once (guint *part,
          guint  value)
{
  if (*part != 0 || value == 0)
    return FALSE;
  *part = value;
  return TRUE;
}

static gboolean
set_minutes (Said  *said,
             guint  hour,
             guint  minute)
{
  if (said->minutes >= 0 || hour > 23 || minute > 59)
    return FALSE;
  said->minutes = (int) (hour * 60 + minute);
  return TRUE;
}

static gboolean
read_date (Said  *said,
           guint  year,
           guint  month,
           guint  day)
{
  GDate date;

  if (said->julian != 0 || year < 1900 || year > 2199
      || !g_date_valid_dmy ((GDateDay) MIN (day, 99), (GDateMonth) MIN (month, 13), (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  said->julian = g_date_get_julian (&date);
  return TRUE;
}

/* "10:00", "10am", "2:30pm". */
static gboolean
read_clock (Said       *said,
            const char *word)
{
  guint hour = 0, minute = 0;
  int n = 0;
  const char *rest = NULL;

  if (sscanf (word, "%2u:%2u%n", &hour, &minute, &n) == 2 && n >= 4)
    rest = word + n;
  else if (sscanf (word, "%2u%n", &hour, &n) == 1)
    rest = *(word + n) != '\0' ? word + n : NULL;
  if (rest == NULL)
    return FALSE;
  if (*rest == '\0')
    return set_minutes (said, hour, minute);
  if (hour == 0 || hour > 12)
    return FALSE;
  if (g_str_equal (rest, "am"))
    return set_minutes (said, hour % 12, minute);
  return g_str_equal (rest, "pm") && set_minutes (said, hour % 12 + 12, minute);
}

static gboolean
read_number (Said       *said,
             const char *word)
{
  static const char *const endings[] = { "", "st", "nd", "rd", "th", NULL };
  guint number = 0;
  int n = 0;

  if (sscanf (word, "%4u%n", &number, &n) != 1 || !g_strv_contains (endings, word + n))
    return FALSE;
  if (n == 4 && word[n] == '\0' && number >= 1900 && number <= 2199)
    return set_once (&said->year, number);
  return n <= 2 && number <= 31 && set_once (&said->day, number);
}

static gboolean
read_slashes (Said       *said,
              const char *word)
{
  guint day = 0, month = 0, year = 0;
  int n = 0;

  if (sscanf (word, "%4u-%2u-%2u%n", &year, &month, &day, &n) == 3 && word[n] == '\0')
    return read_date (said, year, month, day);
  if (sscanf (word, "%2u/%2u/%4u%n", &day, &month, &year, &n) == 3 && word[n] == '\0')
    return read_date (said, year < 100 ? year + 2000 : year, month, day);
  return sscanf (word, "%2u/%2u%n", &day, &month, &n) == 2 && word[n] == '\0' && month <= 12 && day <= 31
         && set_once (&said->day, day) && set_once (&said->month, month);
}

static gboolean
read_word (Said       *said,
           const char *word,
           guint32     today)
{
  static const char *const fillers[] = { "at", "on", "the", "of", "", NULL };
  guint number = 0;

  if (g_strv_contains (fillers, word))
    return TRUE;
  if (g_str_equal (word, "today") || g_str_equal (word, "tomorrow") || g_str_equal (word, "yesterday"))
    {
      said->julian = said->julian == 0 ? today + (word[2] == 'm') - (word[0] == 'y') : 0;
      return said->julian != 0;
    }
  if (g_str_equal (word, "noon"))
    return set_minutes (said, 12, 0);
  if (g_ascii_isdigit (*word))
    return read_slashes (said, word) || read_clock (said, word) || read_number (said, word);
  number = find_name (word, months, 12, "%B");
  if (number != 0)
    return set_once (&said->month, number);
  return set_once (&said->weekday, find_name (word, weekdays, 7, "%A"));
}

static guint32
find_day (const Said  *said,
          CamWallTime  base,
          guint32      today)
{
  guint32 base_day = base != CAM_WALL_TIME_NONE ? cam_wall_time_get_day (base) : today;
  Said whole = { .year = said->year, .minutes = -1 };
  GDate date;

  if (said->julian != 0)
    return said->day == 0 && said->month == 0 && said->year == 0 ? said->julian : 0;
  if (said->day == 0 && said->month == 0 && said->year == 0)
    {
      if (said->weekday == 0)
        return base_day;
      /* The next one, today if it is one: a Julian day of GDate that 7 divides is a Sunday. */
      return today + (said->weekday + 7 - ((today + 6) % 7 + 1)) % 7;
    }
  if (said->day == 0 || said->month == 0)
    return 0;
  if (whole.year != 0)
    return read_date (&whole, said->year, said->month, said->day) ? whole.julian : 0;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, base_day);
  if (read_date (&whole, g_date_get_year (&date), said->month, said->day)
      && (whole.julian >= today || base_day < today))
    return whole.julian;
  whole.julian = 0;
  /* 29 February is not in every year. */
  for (guint i = 1; i <= 8; i++)
    if (read_date (&whole, g_date_get_year (&date) + i, said->month, said->day))
      return whole.julian;
  return 0;
}

/* FALSE where some of it is not understood, or nothing is there. */
static gboolean
read_text (Said       *said,
           const char *text,
           guint32     today)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;
  gboolean is_said = FALSE;

  *said = (Said) { .minutes = -1 };
  if (text == NULL || strlen (text) > MAX_TEXT || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  /* "2027-01-14T10:00" is a day and a time like any other. */
  if (strlen (folded) >= 16 && folded[4] == '-' && folded[10] == 't')
    folded[10] = ' ';
  words = g_strsplit_set (folded, " ,\t\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (!read_word (said, words[i], today))
        return FALSE;
      is_said = is_said || *words[i] != '\0';
    }
  return is_said;
}

CamWallTime
cam_event_time_from_typed (const char  *text,
                           CamWallTime  base,
                           guint32      today)
{
  Said said;
  guint32 day = read_text (&said, text, today) ? find_day (&said, base, today) : 0;

  if (day == 0)
    return CAM_WALL_TIME_NONE;
  if (said.minutes < 0)
    said.minutes = base != CAM_WALL_TIME_NONE ? (int) (base % CAM_WALL_TIME_DAY) : 0;
  return (CamWallTime) day * CAM_WALL_TIME_DAY + said.minutes;
}

/* The last day on or before @today with that day and month; 0 where there is none. */
static guint32
find_last (const Said *said,
           guint32     today)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, today);
  for (guint i = 0; i <= 8; i++)
    {
      Said whole = { .minutes = -1 };

      if (read_date (&whole, g_date_get_year (&date) - i, said->month, said->day) && whole.julian <= today)
        return whole.julian;
    }
  return 0;
}

guint32
cam_day_from_typed (const char *text,
                    guint32     base,
                    guint32     today,
                    gboolean    is_past)
{
  Said said;
  guint32 day = 0;

  if (today == 0 || !read_text (&said, text, today) || said.minutes >= 0)
    return 0;
  if (base == 0 && is_past && said.julian == 0 && said.year == 0 && said.day != 0 && said.month != 0)
    return find_last (&said, today);
  day = find_day (&said, base != 0 ? (CamWallTime) base * CAM_WALL_TIME_DAY : CAM_WALL_TIME_NONE, today);
  /* A day of the week alone is the next one, and was the last one. */
  if (is_past && said.weekday != 0 && said.julian == 0 && said.day == 0 && said.month == 0 && said.year == 0 && day > today)
    return day - 7;
  return day;
}

char *
cam_event_time_format (CamWallTime time,
                       gboolean    only_day)
{
  g_autoptr (GDateTime) moment = NULL;
  gint64 minutes = time % CAM_WALL_TIME_DAY;
  GDate date;

  if (time == CAM_WALL_TIME_NONE || cam_wall_time_get_day (time) == 0)
    return g_strdup ("");
  g_date_clear (&date, 1);
  g_date_set_julian (&date, cam_wall_time_get_day (time));
  moment = g_date_time_new_utc (g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date),
                                (int) (minutes / 60), (int) (minutes % 60), 0);
  return g_date_time_format (moment, only_day ? "%a %-d %B %Y" : "%a %-d %B %Y, %H:%M");
}
