/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-recurrence-private.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

/* Between the text of a rule and what is reckoned with. libical reads the text, after it is known to be nothing but a
 * list of known parts of a sensible length. */

#define MAX_INTERVAL 1000

static const char *const part_names[] = {
  "FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS",
  "BYHOUR", "BYMINUTE", "BYSECOND",
};

static const char weekday_names[7][3] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static gboolean
fail (GError           **error,
      CamCalendarError   code,
      const char        *message)
{
  g_set_error_literal (error, CAM_CALENDAR_ERROR, (gint) code, message);
  return FALSE;
}

static gboolean
fail_unsound (GError **error)
{
  return fail (error, CAM_CALENDAR_ERROR_INVALID, _("The rule by which it repeats is not sound."));
}

/* A value as it may stand in a part; lists have only so many members. */
static gboolean
check_value (const char *value)
{
  guint n_commas = 0;

  if (*value == '\0')
    return FALSE;
  for (const char *at = value; *at != '\0'; at++)
    {
      if (!g_ascii_isalnum (*at) && strchr (",+- ", *at) == NULL)
        return FALSE;
      n_commas += *at == ',' ? 1 : 0;
    }
  return n_commas < CAM_RULE_MAX_LIST;
}

/* Each part once and known, in capitals, without spaces around; parts that begin with X- go. UNTIL is told apart. NULL
 * where that cannot be. */
static char *
tidy (const char  *text,
      char       **until,
      GError     **error)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) tidied = g_string_new (NULL);
  guint seen = 0;

  if (strlen (text) > CAM_RECURRENCE_MAX_TEXT)
    {
      fail (error, CAM_CALENDAR_ERROR_TOO_BIG, _("The rule by which it repeats is too long."));
      return NULL;
    }
  parts = g_strsplit (text, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *name = g_strstrip (parts[i]);
      char *value = strchr (name, '=');
      guint known = 0;

      if (*name == '\0')
        continue;
      if (value == NULL)
        return NULL;
      *value++ = '\0';
      name = g_strstrip (name);
      value = g_strstrip (value);
      if (g_ascii_strncasecmp (name, "X-", 2) == 0)
        continue;
      while (known < G_N_ELEMENTS (part_names) && g_ascii_strcasecmp (name, part_names[known]) != 0)
        known++;
      if (g_ascii_strcasecmp (name, "RSCALE") == 0 || g_ascii_strcasecmp (name, "SKIP") == 0)
        {
          fail (error, CAM_CALENDAR_ERROR_UNSUPPORTED, _("It repeats by a calendar that is not known here."));
          return NULL;
        }
      if (known == G_N_ELEMENTS (part_names) || (seen & (1u << known)) != 0 || !check_value (value))
        return NULL;
      seen |= 1u << known;
      for (char *at = value; *at != '\0'; at++)
        *at = g_ascii_toupper (*at);
      if (strcmp (part_names[known], "UNTIL") == 0)
        *until = g_strdup (value);
      else
        g_string_append_printf (tidied, "%s%s=%s", tidied->len > 0 ? ";" : "", part_names[known], value);
    }
  return g_string_free_and_steal (g_steal_pointer (&tidied));
}

static gboolean
read_until (CamRule      *rule,
            const char   *text,
            gboolean      all_day,
            CamTimeZone  *zone,
            GError      **error)
{
  gboolean is_date = FALSE, utc = FALSE;
  CamWall until = cam_wall_from_ical (text, &is_date, &utc);

  rule->until = CAM_WALL_NONE;
  if (text == NULL)
    return TRUE;
  if (until == CAM_WALL_NONE)
    {
      /* The year 9999 and its like mean that there is no end. */
      if (strlen (text) >= 8 && g_ascii_isdigit (text[0]) && strncmp (text, "2200", 4) >= 0)
        return TRUE;
      return fail (error, CAM_CALENDAR_ERROR_INVALID, _("The day until which it repeats is no date."));
    }
  if (utc)
    until = cam_time_zone_from_utc (zone, until);
  if (all_day)
    until = cam_wall_get_day (until) * CAM_WALL_DAY;
  else if (is_date)
    until += CAM_WALL_DAY - 1;
  rule->until = until;
  return TRUE;
}

/* A list of numbers as bits; negative ones into @back. FALSE where one is not within 1…@max (@min for the least). */
static gboolean
read_bits (const short *array,
           guint        size,
           int          min,
           int          max,
           guint64     *bits,
           guint64     *back)
{
  for (guint i = 0; i < size && array[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    {
      int number = array[i];

      if (ABS (number) < min || ABS (number) > max || (number < 0 && back == NULL))
        return FALSE;
      *(number < 0 ? back : bits) |= G_GUINT64_CONSTANT (1) << ABS (number);
    }
  return TRUE;
}

static gboolean
read_list (const short *array,
           guint        size,
           CamRuleList *list)
{
  for (guint i = 0; i < size && array[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    {
      if (list->n == CAM_RULE_MAX_LIST || array[i] == 0 || ABS (array[i]) > 366)
        return FALSE;
      list->numbers[list->n++] = array[i];
    }
  return TRUE;
}

static gboolean
read_days (struct icalrecurrencetype *recur,
           CamRule                   *rule)
{
  for (guint i = 0; i < ICAL_BY_DAY_SIZE && recur->by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    {
      int position = icalrecurrencetype_day_position (recur->by_day[i]);
      int weekday = (int) icalrecurrencetype_day_day_of_week (recur->by_day[i]);

      if (weekday < 1 || weekday > 7 || ABS (position) > 53 || rule->n_days == CAM_RULE_MAX_LIST)
        return FALSE;
      /* libical counts from Sunday, which is 1. */
      if (position == 0)
        rule->weekdays |= (guint8) (1u << (weekday + 5) % 7);
      else
        rule->days[rule->n_days++] = (CamRuleDay) { (gint8) position, (guint8) ((weekday + 5) % 7) };
    }
  return TRUE;
}

static guint
count_bits (guint64 bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

static gboolean
read_lists (struct icalrecurrencetype *recur,
            CamRule                   *rule)
{
  guint64 months = 0, days = 0, days_back = 0, hours = 0, seconds = 0;

  if (!read_bits (recur->by_month, ICAL_BY_MONTH_SIZE, 1, 12, &months, NULL)
      || !read_bits (recur->by_month_day, ICAL_BY_MONTHDAY_SIZE, 1, 31, &days, &days_back)
      || !read_bits (recur->by_week_no, ICAL_BY_WEEKNO_SIZE, 1, 53, &rule->weeks, &rule->weeks_back)
      || !read_bits (recur->by_hour, ICAL_BY_HOUR_SIZE, 0, 23, &hours, NULL)
      || !read_bits (recur->by_minute, ICAL_BY_MINUTE_SIZE, 0, 59, &rule->minutes, NULL)
      || !read_bits (recur->by_second, ICAL_BY_SECOND_SIZE, 0, 60, &seconds, NULL)
      || !read_list (recur->by_year_day, ICAL_BY_YEARDAY_SIZE, &rule->year_days)
      || !read_list (recur->by_set_pos, ICAL_BY_SETPOS_SIZE, &rule->positions)
      || !read_days (recur, rule))
    return FALSE;
  /* Events begin on the minute: a list of seconds can only say so. */
  if (seconds != 0 && seconds != 1)
    return FALSE;
  rule->months = (guint16) months;
  rule->month_days = (guint32) days;
  rule->month_days_back = (guint32) days_back;
  rule->hours = (guint32) hours;
  return MAX (count_bits (hours), 1) * MAX (count_bits (rule->minutes), 1) <= CAM_RULE_MAX_TIMES;
}

/* Whether there is a day of a month that the lists of months and of their days both allow. */
static gboolean
has_day (const CamRule *rule)
{
  guint32 days = rule->month_days | rule->month_days_back;

  if (days == 0 || rule->months == 0)
    return TRUE;
  for (guint month = 1; month <= 12; month++)
    for (guint day = 1; (rule->months & (1u << month)) != 0 && day <= cam_wall_days_in_month (2000, month); day++)
      if ((days & (1u << day)) != 0)
        return TRUE;
  return FALSE;
}

/* What RFC 5545 (3.3.10) does not allow together. */
static gboolean
fits_together (const CamRule *rule)
{
  gboolean weeks = rule->weeks != 0 || rule->weeks_back != 0;
  gboolean month_days = rule->month_days != 0 || rule->month_days_back != 0;

  if (weeks && (rule->repeat != CAM_REPEAT_YEARLY || rule->n_days > 0))
    return FALSE;
  if (rule->year_days.n > 0 && rule->repeat != CAM_REPEAT_YEARLY)
    return FALSE;
  if (month_days && rule->repeat == CAM_REPEAT_WEEKLY)
    return FALSE;
  if (rule->n_days > 0 && rule->repeat != CAM_REPEAT_MONTHLY && rule->repeat != CAM_REPEAT_YEARLY)
    return FALSE;
  if (rule->positions.n > 0 && !weeks && !month_days && rule->year_days.n == 0 && rule->n_days == 0 &&
      rule->weekdays == 0 && rule->months == 0 && rule->hours == 0 && rule->minutes == 0)
    return FALSE;
  return has_day (rule);
}

static gboolean
read_frequency (struct icalrecurrencetype *recur,
                CamRule                   *rule,
                GError                   **error)
{
  switch ((int) recur->freq)
    {
    case ICAL_DAILY_RECURRENCE:
      rule->repeat = CAM_REPEAT_DAILY;
      return TRUE;
    case ICAL_WEEKLY_RECURRENCE:
      rule->repeat = CAM_REPEAT_WEEKLY;
      return TRUE;
    case ICAL_MONTHLY_RECURRENCE:
      rule->repeat = CAM_REPEAT_MONTHLY;
      return TRUE;
    case ICAL_YEARLY_RECURRENCE:
      rule->repeat = CAM_REPEAT_YEARLY;
      return TRUE;
    case ICAL_HOURLY_RECURRENCE:
    case ICAL_MINUTELY_RECURRENCE:
    case ICAL_SECONDLY_RECURRENCE:
      return fail (error, CAM_CALENDAR_ERROR_UNSUPPORTED, _("It repeats several times a day, which is not kept here."));
    default:
      return fail_unsound (error);
    }
}

static gboolean
read_recur (struct icalrecurrencetype *recur,
            CamRule                   *rule,
            GError                   **error)
{
  if (!read_frequency (recur, rule, error))
    return FALSE;
  if (recur->count < 0 || recur->interval < 1)
    return fail_unsound (error);
  if (recur->count > CAM_RECURRENCE_MAX_COUNT)
    return fail (error, CAM_CALENDAR_ERROR_TOO_BIG, _("It repeats more than 20,000 times."));
  if (recur->interval > MAX_INTERVAL)
    return fail (error, CAM_CALENDAR_ERROR_TOO_BIG, _("There are more than 1,000 days, weeks, months or years between its dates."));
  rule->count = (guint) recur->count;
  rule->interval = (guint) recur->interval;
  rule->week_start = ((guint) recur->week_start + 5) % 7;
  if (!read_lists (recur, rule))
    return fail_unsound (error);
  if (!fits_together (rule))
    return fail (error, CAM_CALENDAR_ERROR_INVALID, _("The rule by which it repeats contradicts itself."));
  return TRUE;
}

/* libical takes "COUNT=0", "INTERVAL=70000" and the like for something else. */
static gboolean
check_number (const char *text,
              const char *name)
{
  const char *at = strstr (text, name);
  guint64 number = 0;
  guint n = 0;

  if (at == NULL)
    return TRUE;
  for (at += strlen (name); g_ascii_isdigit (*at); at++)
    {
      number = number * 10 + (guint64) (*at - '0');
      if (++n > 9)
        return FALSE;
    }
  return (*at == '\0' || *at == ';') && number > 0 && number <= G_MAXINT16;
}

gboolean
cam_rule_parse (CamRule      *rule,
                const char   *text,
                gboolean      all_day,
                CamTimeZone  *zone,
                GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *until = NULL;
  g_autofree char *tidied = tidy (text, &until, &local);
  struct icalrecurrencetype recur;
  gboolean taken = FALSE;

  memset (rule, 0, sizeof *rule);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (tidied == NULL)
    return fail_unsound (error);
  if (!check_number (tidied, "COUNT="))
    return fail (error, CAM_CALENDAR_ERROR_TOO_BIG, _("The number of times that it repeats is none that is kept here."));
  if (!check_number (tidied, "INTERVAL="))
    return fail (error, CAM_CALENDAR_ERROR_TOO_BIG, _("The time between its dates is none that is kept here."));
  if (!read_until (rule, until, all_day, zone, error))
    return FALSE;
  icalerror_set_errors_are_fatal (0);
  recur = icalrecurrencetype_from_string (tidied);
  taken = read_recur (&recur, rule, error);
  icalrecurrencetype_clear (&recur);
  return taken;
}

void
cam_rule_fill (CamRule *rule,
               CamWall  start)
{
  gint32 day = cam_wall_get_day (start);
  guint second = (guint) (start - day * CAM_WALL_DAY), month = 0, day_of_month = 0;
  gboolean weeks = rule->weeks != 0 || rule->weeks_back != 0;
  int year = 0;

  cam_wall_day_to_parts (day, &year, &month, &day_of_month);
  rule->second = second % 60;
  if (rule->hours == 0)
    rule->hours = 1u << second / 3600;
  if (rule->minutes == 0)
    rule->minutes = G_GUINT64_CONSTANT (1) << second / 60 % 60;
  if (rule->weekdays != 0 || rule->n_days > 0 || rule->month_days != 0 || rule->month_days_back != 0 ||
      rule->year_days.n > 0)
    return;
  if (rule->repeat == CAM_REPEAT_WEEKLY || weeks)
    rule->weekdays = (guint8) (1u << cam_wall_day_get_weekday (day));
  else if (rule->repeat != CAM_REPEAT_DAILY)
    {
      rule->month_days = 1u << day_of_month;
      if (rule->repeat == CAM_REPEAT_YEARLY && rule->months == 0)
        rule->months = (guint16) (1u << month);
    }
}

static void
append_bits (GString    *text,
             const char *name,
             guint64     bits,
             guint64     back)
{
  const char *mark = name;

  for (int number = -63; number < 64; number++)
    {
      if (((number < 0 ? back : bits) & (G_GUINT64_CONSTANT (1) << ABS (number))) == 0)
        continue;
      g_string_append_printf (text, "%s%d", mark, number);
      mark = ",";
    }
}

static void
append_list (GString           *text,
             const char        *name,
             const CamRuleList *list)
{
  for (guint i = 0; i < list->n; i++)
    g_string_append_printf (text, "%s%d", i == 0 ? name : ",", list->numbers[i]);
}

static void
append_days (GString       *text,
             const CamRule *rule)
{
  const char *mark = ";BYDAY=";

  for (guint i = 0; i < 7; i++)
    if ((rule->weekdays & (1u << i)) != 0)
      {
        g_string_append_printf (text, "%s%s", mark, weekday_names[i]);
        mark = ",";
      }
  for (guint i = 0; i < rule->n_days; i++)
    {
      g_string_append_printf (text, "%s%d%s", mark, rule->days[i].position, weekday_names[rule->days[i].weekday]);
      mark = ",";
    }
}

char *
cam_rule_to_text (const CamRule *rule,
                  gboolean       all_day,
                  CamTimeZone   *zone)
{
  static const char *const words[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
  GString *text = g_string_new ("FREQ=");

  g_string_append (text, words[rule->repeat]);
  if (rule->until != CAM_WALL_NONE)
    {
      g_autofree char *until = cam_wall_to_ical (all_day ? rule->until : cam_time_zone_to_utc (zone, rule->until), all_day,
                                                 TRUE);

      g_string_append_printf (text, ";UNTIL=%s", until);
    }
  if (rule->count > 0)
    g_string_append_printf (text, ";COUNT=%u", rule->count);
  if (rule->interval > 1)
    g_string_append_printf (text, ";INTERVAL=%u", rule->interval);
  append_bits (text, ";BYMONTH=", rule->months, 0);
  append_bits (text, ";BYWEEKNO=", rule->weeks, rule->weeks_back);
  append_list (text, ";BYYEARDAY=", &rule->year_days);
  append_bits (text, ";BYMONTHDAY=", rule->month_days, rule->month_days_back);
  append_days (text, rule);
  append_bits (text, ";BYHOUR=", rule->hours, 0);
  append_bits (text, ";BYMINUTE=", rule->minutes, 0);
  append_list (text, ";BYSETPOS=", &rule->positions);
  if (rule->week_start != 0)
    g_string_append_printf (text, ";WKST=%s", weekday_names[rule->week_start]);
  return g_string_free_and_steal (text);
}
