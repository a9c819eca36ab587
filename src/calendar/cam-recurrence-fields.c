/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-recurrence-private.h"

/* The number of the only bit, or -1. */
static int
get_only_bit (guint64 bits)
{
  int number = 0;

  if (bits == 0 || (bits & (bits - 1)) != 0)
    return -1;
  for (; (bits & 1) == 0; bits >>= 1)
    number++;
  return number;
}

static gboolean
has_more (const CamRule *rule)
{
  return rule->year_days.n > 0 || rule->weeks != 0 || rule->weeks_back != 0 || rule->positions.n > 0 ||
         get_only_bit (rule->hours) < 0 || get_only_bit (rule->minutes) < 0;
}

/* "The second and fourth Tuesday", "the 15th", "the last day". */
static gboolean
get_day_of_month (const CamRule       *rule,
                  CamRecurrenceFields *fields)
{
  gboolean numbers = rule->month_days != 0 || rule->month_days_back != 0;

  if (rule->weekdays != 0 || (numbers && rule->n_days > 0))
    return FALSE;
  if (rule->month_days_back != 0)
    {
      fields->month_day = CAM_RECURRENCE_LAST_DAY;
      return rule->month_days == 0 && get_only_bit (rule->month_days_back) == 1;
    }
  if (numbers)
    {
      fields->month_day = (guint) MAX (get_only_bit (rule->month_days), 0);
      return fields->month_day > 0;
    }
  for (guint i = 0; i < rule->n_days; i++)
    {
      if (rule->days[i].position > 5 || rule->days[i].position < -1 || rule->days[i].weekday != rule->days[0].weekday)
        return FALSE;
      fields->positions |= rule->days[i].position < 0 ? CAM_RECURRENCE_LAST_POSITION : 1u << rule->days[i].position;
      fields->weekdays = 1u << rule->days[i].weekday;
    }
  return rule->n_days > 0;
}

gboolean
cam_recurrence_get_fields (CamRecurrence       *self,
                           CamRecurrenceFields *fields)
{
  const CamRule *rule = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  rule = &self->filled;
  *fields = (CamRecurrenceFields) {
    .repeat = rule->repeat,
    .interval = rule->interval,
    .count = rule->count,
    .until = rule->until,
  };
  if (has_more (rule))
    return FALSE;
  switch (rule->repeat)
    {
    case CAM_REPEAT_DAILY:
      return rule->weekdays == 0 && rule->months == 0 && rule->month_days == 0 && rule->month_days_back == 0;
    case CAM_REPEAT_WEEKLY:
      fields->weekdays = rule->weekdays;
      /* Where weeks begin matters only to some rules, and then it has to be Monday. */
      return rule->months == 0 && (rule->week_start == 0 || rule->interval == 1 || get_only_bit (rule->weekdays) >= 0);
    case CAM_REPEAT_MONTHLY:
      return rule->months == 0 && get_day_of_month (rule, fields);
    case CAM_REPEAT_YEARLY:
    default:
      fields->month = (guint) MAX (get_only_bit (rule->months), 0);
      return fields->month > 0 && get_day_of_month (rule, fields);
    }
}

char *
cam_recurrence_fields_to_rule (const CamRecurrenceFields *fields,
                               gboolean                   all_day,
                               CamTimeZone               *zone)
{
  CamRule rule = {
    .repeat = fields->repeat,
    .interval = MAX (fields->interval, 1),
    .count = fields->count,
    .until = fields->until,
  };
  int weekday = get_only_bit (fields->weekdays);

  if (fields->repeat == CAM_REPEAT_WEEKLY)
    rule.weekdays = (guint8) (fields->weekdays & 0x7f);
  if (fields->repeat == CAM_REPEAT_YEARLY && fields->month >= 1 && fields->month <= 12)
    rule.months = (guint16) (1u << fields->month);
  if (fields->repeat >= CAM_REPEAT_MONTHLY && weekday >= 0 && weekday < 7)
    for (guint i = 0; i <= 5; i++)
      if ((fields->positions & (1u << (i + 1) % 6)) != 0)
        rule.days[rule.n_days++] = (CamRuleDay) { (gint8) (i == 5 ? -1 : (int) i + 1), (guint8) weekday };
  if (fields->repeat >= CAM_REPEAT_MONTHLY && rule.n_days == 0 && fields->month_day == CAM_RECURRENCE_LAST_DAY)
    rule.month_days_back = 1u << 1;
  else if (fields->repeat >= CAM_REPEAT_MONTHLY && rule.n_days == 0 && fields->month_day >= 1 && fields->month_day <= 31)
    rule.month_days = 1u << fields->month_day;
  return cam_rule_to_text (&rule, all_day, zone != NULL ? zone : cam_time_zone_get_home ());
}
