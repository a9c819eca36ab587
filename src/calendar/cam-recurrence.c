/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-recurrence-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* The dates of a rule, period by period: of the days of a day, week, month or year those that every list of the rule
 * allows, at each of its times, and of these the chosen positions. Nothing is looked at that lies before or behind what
 * is asked for, so that a rule which never comes true costs no more than any other. */

#define MAX_DAYS 366

/* A period that is reckoned with. */
typedef struct
{
  const CamRule *rule;
  gint32         days[MAX_DAYS];
  guint          n_days;
  CamWall        times[CAM_RULE_MAX_TIMES];
  guint          n_times;
} Period;

/* What the lists look at of a day. */
typedef struct
{
  gint32 day;
  guint  day_of_month;
  guint  month_length;
  guint  weekday;
  guint  day_of_year;
  guint  year_length;
} Day;

static guint
get_week_of_year (gint32  day,
                  guint   week_start,
                  int    *year)
{
  gint32 start = day - (gint32) ((cam_wall_day_get_weekday (day) + 7 - week_start) % 7);
  guint month = 0, day_of_month = 0;

  /* A week is of the year that has most of its days. */
  cam_wall_day_to_parts (start + 3, year, &month, &day_of_month);
  return (guint) (start + 3 - cam_wall_day_from_parts (*year, 1, 1)) / 7 + 1;
}

static gboolean
has_week (const CamRule *rule,
          gint32         day)
{
  int year = 0, other = 0;
  guint week = get_week_of_year (day, rule->week_start, &year);
  guint n_weeks;

  if ((rule->weeks & (G_GUINT64_CONSTANT (1) << week)) != 0)
    return TRUE;
  if (rule->weeks_back == 0)
    return FALSE;
  n_weeks = get_week_of_year (cam_wall_day_from_parts (year, 12, 28), rule->week_start, &other);
  return (rule->weeks_back & (G_GUINT64_CONSTANT (1) << (n_weeks - week + 1))) != 0;
}

static gboolean
has_weekday (const CamRule *rule,
             const Day     *day)
{
  gboolean of_month = rule->repeat == CAM_REPEAT_MONTHLY || rule->months != 0;
  int from_front = (int) ((of_month ? day->day_of_month : day->day_of_year) - 1) / 7 + 1;
  int from_back = (int) (of_month ? day->month_length - day->day_of_month : day->year_length - day->day_of_year) / 7 + 1;

  if ((rule->weekdays & (1u << day->weekday)) != 0)
    return TRUE;
  for (guint i = 0; i < rule->n_days; i++)
    if (rule->days[i].weekday == day->weekday &&
        (rule->days[i].position == from_front || rule->days[i].position == -from_back))
      return TRUE;
  return FALSE;
}

static gboolean
has_year_day (const CamRule *rule,
              const Day     *day)
{
  int back = (int) day->day_of_year - (int) day->year_length - 1;

  for (guint i = 0; i < rule->year_days.n; i++)
    if (rule->year_days.numbers[i] == (int) day->day_of_year || rule->year_days.numbers[i] == back)
      return TRUE;
  return FALSE;
}

static gboolean
has_day (const CamRule *rule,
         const Day     *day)
{
  if ((rule->weekdays != 0 || rule->n_days > 0) && !has_weekday (rule, day))
    return FALSE;
  if ((rule->month_days != 0 || rule->month_days_back != 0) && (rule->month_days & (1u << day->day_of_month)) == 0 &&
      (rule->month_days_back & (1u << (day->month_length - day->day_of_month + 1))) == 0)
    return FALSE;
  if (rule->year_days.n > 0 && !has_year_day (rule, day))
    return FALSE;
  return (rule->weeks == 0 && rule->weeks_back == 0) || has_week (rule, day->day);
}

static gboolean
has_month (const CamRule *rule,
           guint          month)
{
  return rule->months == 0 || (rule->months & (1u << month)) != 0;
}

/* @n days from the one of a month on, all within that month. */
static void
add_days (Period *period,
          int     year,
          guint   month,
          guint   day_of_month,
          guint   n)
{
  gint32 january = cam_wall_day_from_parts (year, 1, 1);
  gint32 first = cam_wall_day_from_parts (year, month, day_of_month);
  Day day = {
    .month_length = cam_wall_days_in_month (year, month),
    .year_length = cam_wall_days_in_month (year, 2) + 337,
    .weekday = cam_wall_day_get_weekday (first),
  };

  if (!has_month (period->rule, month))
    return;
  for (guint i = 0; i < n; i++)
    {
      day.day = first + (gint32) i;
      day.day_of_month = day_of_month + i;
      day.day_of_year = (guint) (day.day - january) + 1;
      if (has_day (period->rule, &day))
        period->days[period->n_days++] = day.day;
      day.weekday = day.weekday == 6 ? 0 : day.weekday + 1;
    }
}

/* A week may lie in two months. */
static void
add_week (Period *period,
          gint32  first)
{
  for (gint32 day = first; day < first + 7;)
    {
      int year = 0;
      guint month = 0, day_of_month = 0, n;

      cam_wall_day_to_parts (day, &year, &month, &day_of_month);
      n = MIN (cam_wall_days_in_month (year, month) - day_of_month + 1, (guint) (first + 7 - day));
      add_days (period, year, month, day_of_month, n);
      day += (gint32) n;
    }
}

static gint32
divide_down (gint32 number,
             gint32 by)
{
  return number >= 0 ? number / by : -((-number + by - 1) / by);
}

/* Which period a day lies in, counted from some beginning; and the first day of one. */
static gint32
get_period (const CamRule *rule,
            gint32         day)
{
  int year = 0;
  guint month = 0, day_of_month = 0;

  if (rule->repeat == CAM_REPEAT_DAILY)
    return day;
  /* Day -3 was a Monday. */
  if (rule->repeat == CAM_REPEAT_WEEKLY)
    return divide_down (day + 3 - (gint32) rule->week_start, 7);
  cam_wall_day_to_parts (day, &year, &month, &day_of_month);
  return rule->repeat == CAM_REPEAT_MONTHLY ? year * 12 + (gint32) month - 1 : year;
}

static gint32
get_first_day (const CamRule *rule,
               gint32         number)
{
  switch (rule->repeat)
    {
    case CAM_REPEAT_DAILY:
      return number;
    case CAM_REPEAT_WEEKLY:
      return number * 7 - 3 + (gint32) rule->week_start;
    case CAM_REPEAT_MONTHLY:
      return cam_wall_day_from_parts (number / 12, (guint) (number % 12) + 1, 1);
    case CAM_REPEAT_YEARLY:
    default:
      return cam_wall_day_from_parts (number, 1, 1);
    }
}

static void
fill_period (Period *period,
             gint32  number)
{
  gint32 first = get_first_day (period->rule, number);
  int year = 0;
  guint month = 0, day_of_month = 0;

  period->n_days = 0;
  cam_wall_day_to_parts (first, &year, &month, &day_of_month);
  switch (period->rule->repeat)
    {
    case CAM_REPEAT_DAILY:
      add_days (period, year, month, day_of_month, 1);
      break;
    case CAM_REPEAT_WEEKLY:
      add_week (period, first);
      break;
    case CAM_REPEAT_MONTHLY:
      add_days (period, year, month, 1, cam_wall_days_in_month (year, month));
      break;
    case CAM_REPEAT_YEARLY:
    default:
      for (month = 1; month <= 12; month++)
        add_days (period, year, month, 1, cam_wall_days_in_month (year, month));
      break;
    }
}

static void
fill_times (Period *period)
{
  period->n_times = 0;
  for (guint hour = 0; hour < 24; hour++)
    for (guint minute = 0; minute < 60; minute++)
      if ((period->rule->hours & (1u << hour)) != 0 &&
          (period->rule->minutes & (G_GUINT64_CONSTANT (1) << minute)) != 0 && period->n_times < CAM_RULE_MAX_TIMES)
        period->times[period->n_times++] = hour * 3600 + minute * 60 + period->rule->second;
}

static CamWall
get_date (const Period *period,
          guint         index)
{
  return period->days[index / period->n_times] * CAM_WALL_DAY + period->times[index % period->n_times];
}

static int
compare_indexes (gconstpointer a,
                 gconstpointer b)
{
  const guint *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* The chosen positions among @n dates, in order and each once. */
static guint
choose_positions (const CamRule *rule,
                  guint          n,
                  guint          indexes[CAM_RULE_MAX_LIST])
{
  guint n_chosen = 0, n_kept = 0;

  for (guint i = 0; i < rule->positions.n; i++)
    {
      int position = rule->positions.numbers[i];
      int index = position > 0 ? position - 1 : (int) n + position;

      if (index >= 0 && index < (int) n)
        indexes[n_chosen++] = (guint) index;
    }
  qsort (indexes, n_chosen, sizeof *indexes, compare_indexes);
  for (guint i = 0; i < n_chosen; i++)
    if (n_kept == 0 || indexes[n_kept - 1] != indexes[i])
      indexes[n_kept++] = indexes[i];
  return n_kept;
}

/* FALSE where no more are wanted. */
static gboolean
tell_period (const Period      *period,
             CamWall            from,
             CamWall            to,
             CamRecurrenceFunc  func,
             gpointer           data)
{
  guint indexes[CAM_RULE_MAX_LIST];
  guint n = period->n_days * period->n_times;
  gboolean positions = period->rule->positions.n > 0;
  guint n_told = positions ? choose_positions (period->rule, n, indexes) : n;

  for (guint i = 0; i < n_told; i++)
    {
      CamWall date = get_date (period, positions ? indexes[i] : i);

      if (date > to)
        return FALSE;
      if (date >= from && !func (date, data))
        return FALSE;
    }
  return TRUE;
}

static void
walk (CamRecurrence     *self,
      CamWall            from,
      CamWall            to,
      CamRecurrenceFunc  func,
      gpointer           data)
{
  const CamRule *rule = &self->filled;
  gint32 step = (gint32) rule->interval;
  gint32 first = get_period (rule, cam_wall_get_day (self->start));
  gint32 number = first;
  Period period = { .rule = rule };

  if (from <= self->start)
    {
      if (self->start > to || !func (self->start, data))
        return;
      from = self->start + 1;
    }
  if (from > to)
    return;
  number += divide_down (get_period (rule, cam_wall_get_day (from)) - first, step) * step;
  fill_times (&period);
  for (; get_first_day (rule, number) <= cam_wall_get_day (to); number += step)
    {
      fill_period (&period, number);
      if (!tell_period (&period, from, to, func, data))
        return;
    }
}

void
cam_recurrence_foreach (CamRecurrence     *self,
                        CamWall            from,
                        CamWall            to,
                        CamRecurrenceFunc  func,
                        gpointer           data)
{
  CamWall last = self->last != CAM_WALL_NONE ? self->last : CAM_WALL_MAX;

  walk (self, from, MIN (to, last), func, data);
}

typedef struct
{
  guint   left;
  CamWall last;
} Counting;

static gboolean
count_cb (CamWall  wall,
          gpointer data)
{
  Counting *counting = data;

  counting->last = wall;
  return --counting->left > 0;
}

/* Where the rule says how often, the last date is looked for once. */
static void
find_last (CamRecurrence *self)
{
  const CamRule *rule = &self->rule;
  CamWall until = rule->until == CAM_WALL_NONE ? CAM_WALL_MAX : MAX (rule->until, self->start);

  self->last = rule->until == CAM_WALL_NONE ? CAM_WALL_NONE : until;
  if (rule->count > 0)
    {
      Counting counting = { .left = rule->count, .last = self->start };

      walk (self, self->start, until, count_cb, &counting);
      self->last = counting.last;
    }
}

CamRecurrence *
cam_recurrence_new (const char   *rule,
                    CamWall       start,
                    gboolean      all_day,
                    CamTimeZone  *zone,
                    GError      **error)
{
  g_autoptr (CamRecurrence) self = g_new0 (CamRecurrence, 1);

  g_return_val_if_fail (rule != NULL, NULL);
  g_return_val_if_fail (start >= CAM_WALL_MIN && start <= CAM_WALL_MAX, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->zone = zone != NULL ? zone : cam_time_zone_get_home ();
  self->all_day = all_day;
  self->start = all_day ? cam_wall_get_day (start) * CAM_WALL_DAY : start;
  if (!cam_rule_parse (&self->rule, rule, all_day, self->zone, error))
    return NULL;
  if (all_day)
    {
      self->rule.hours = 0;
      self->rule.minutes = 0;
    }
  self->filled = self->rule;
  cam_rule_fill (&self->filled, self->start);
  find_last (self);
  return g_steal_pointer (&self);
}

CamRecurrence *
cam_recurrence_ref (CamRecurrence *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
cam_recurrence_unref (CamRecurrence *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

CamWall
cam_recurrence_get_last (CamRecurrence *self)
{
  g_return_val_if_fail (self != NULL, CAM_WALL_NONE);

  return self->last;
}

static gboolean
note_cb (CamWall  wall,
         gpointer data)
{
  *(gboolean *) data = TRUE;
  return FALSE;
}

gboolean
cam_recurrence_contains (CamRecurrence *self,
                         CamWall        wall)
{
  gboolean found = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  cam_recurrence_foreach (self, wall, wall, note_cb, &found);
  return found;
}

char *
cam_recurrence_to_text (CamRecurrence *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cam_rule_to_text (&self->rule, self->all_day, self->zone);
}

typedef struct
{
  guint   n;
  CamWall last;
} Before;

static gboolean
before_cb (CamWall  wall,
           gpointer data)
{
  Before *before = data;

  before->n++;
  before->last = wall;
  return TRUE;
}

gboolean
cam_recurrence_split (CamRecurrence  *self,
                      CamWall         at,
                      char          **before,
                      char          **after,
                      GError        **error)
{
  Before found = { 0, CAM_WALL_NONE };
  CamRule first, second;

  g_return_val_if_fail (self != NULL, FALSE);

  *before = NULL;
  *after = NULL;
  if (!cam_recurrence_contains (self, at))
    {
      g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_INVALID,
                           _("The event does not repeat on that date."));
      return FALSE;
    }
  cam_recurrence_foreach (self, self->start, at - 1, before_cb, &found);
  first = second = self->rule;
  if (self->rule.count > 0)
    {
      first.count = found.n;
      second.count = self->rule.count - found.n;
    }
  else
    first.until = found.last;
  if (found.n > 0)
    *before = cam_rule_to_text (&first, self->all_day, self->zone);
  *after = cam_rule_to_text (&second, self->all_day, self->zone);
  return TRUE;
}
