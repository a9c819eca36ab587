/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-recurrence-private.h"

#include <glib/gi18n-lib.h>

#define WORKING_DAYS 0x1f

static const char *const weekdays[7] = {
  N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
};

/* Positions of a weekday in its month. */
static const char *const positions[6] = {
  NULL, N_("first"), N_("second"), N_("third"), N_("fourth"), N_("fifth"),
};
static const char *const positions_back[4] = {
  NULL, N_("last"), N_("second to last"), N_("third to last"),
};

static const char *const month_days[32] = {
  NULL, N_("1st"), N_("2nd"), N_("3rd"), N_("4th"), N_("5th"), N_("6th"), N_("7th"), N_("8th"), N_("9th"), N_("10th"),
  N_("11th"), N_("12th"), N_("13th"), N_("14th"), N_("15th"), N_("16th"), N_("17th"), N_("18th"), N_("19th"),
  N_("20th"), N_("21st"), N_("22nd"), N_("23rd"), N_("24th"), N_("25th"), N_("26th"), N_("27th"), N_("28th"),
  N_("29th"), N_("30th"), N_("31st"),
};

static const char *const months[13] = {
  NULL, N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
  N_("September"), N_("October"), N_("November"), N_("December"),
};

/* "a", "a and b", "a, b and c" of what was added. */
static char *
join (GPtrArray *words)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      char *longer = NULL;

      if (text == NULL)
        longer = g_strdup (word);
      else if (i + 1 < words->len)
        /* Translators: a list that goes on */
        longer = g_strdup_printf (_("%s, %s"), text, word);
      else
        /* Translators: the end of a list */
        longer = g_strdup_printf (_("%s and %s"), text, word);
      g_free (text);
      text = longer;
    }
  return g_steal_pointer (&text);
}

static char *
join_weekdays (guint mask)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (mask == WORKING_DAYS)
    return g_strdup (_("Monday to Friday"));
  for (guint i = 0; i < 7; i++)
    if ((mask & (1u << i)) != 0)
      g_ptr_array_add (words, (gpointer) _(weekdays[i]));
  return join (words);
}

static char *
join_months (const CamRule *rule)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 1; i <= 12; i++)
    if ((rule->months & (1u << i)) != 0)
      g_ptr_array_add (words, (gpointer) _(months[i]));
  return join (words);
}

static const char *
get_position (int position)
{
  if (position > 0 && position < (int) G_N_ELEMENTS (positions))
    return _(positions[position]);
  if (position < 0 && -position < (int) G_N_ELEMENTS (positions_back))
    return _(positions_back[-position]);
  return NULL;
}

/* "second and fourth Tuesday", "first Monday and third Thursday"; NULL where it has no words. */
static char *
join_days (const CamRule *rule)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  gboolean same = TRUE;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < rule->n_days; i++)
    {
      if (get_position (rule->days[i].position) == NULL)
        return NULL;
      same = same && rule->days[i].weekday == rule->days[0].weekday;
    }
  for (guint i = 0; i < rule->n_days; i++)
    {
      const char *position = get_position (rule->days[i].position);

      if (same)
        g_ptr_array_add (words, g_strdup (position));
      else
        /* Translators: "first Tuesday" */
        g_ptr_array_add (words, g_strdup_printf (_("%s %s"), position, _(weekdays[rule->days[i].weekday])));
    }
  joined = join (words);
  if (!same)
    return g_steal_pointer (&joined);
  return g_strdup_printf (_("%s %s"), joined, _(weekdays[rule->days[0].weekday]));
}

/* "last working day", "first Tuesday" said with BYSETPOS. */
static char *
join_chosen (const CamRule *rule)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; i < rule->positions.n; i++)
    {
      const char *position = get_position (rule->positions.numbers[i]);

      if (position == NULL)
        return NULL;
      g_ptr_array_add (words, (gpointer) position);
    }
  joined = join (words);
  if (rule->weekdays == WORKING_DAYS)
    return g_strdup_printf (_("%s working day"), joined);
  for (guint i = 0; i < 7; i++)
    if (rule->weekdays == 1u << i)
      return g_strdup_printf (_("%s %s"), joined, _(weekdays[i]));
  return NULL;
}

static char *
join_month_days (const CamRule *rule)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 1; i <= 31; i++)
    if ((rule->month_days & (1u << i)) != 0)
      g_ptr_array_add (words, (gpointer) _(month_days[i]));
  if (rule->month_days_back == 1u << 1)
    g_ptr_array_add (words, (gpointer) _("last day"));
  else if (rule->month_days_back != 0)
    return NULL;
  return join (words);
}

static char *
describe_daily (const CamRule *rule)
{
  g_autofree char *days = NULL;

  if (rule->months != 0 || rule->month_days != 0 || rule->month_days_back != 0 || rule->positions.n > 0)
    return NULL;
  if (rule->weekdays == 0 || rule->weekdays == 0x7f)
    return rule->interval == 1 ? g_strdup (_("Every day"))
                               : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Every %u day", "Every %u days", rule->interval),
                                                  rule->interval);
  if (rule->interval != 1)
    return NULL;
  days = join_weekdays (rule->weekdays);
  return g_strdup_printf (_("Weekly on %s"), days);
}

static char *
describe_weekly (const CamRule *rule)
{
  g_autofree char *days = join_weekdays (rule->weekdays);

  if (rule->months != 0 || rule->positions.n > 0)
    return NULL;
  if (rule->interval == 1)
    /* Translators: %s are days of the week */
    return g_strdup_printf (_("Weekly on %s"), days);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Every %u week on %s", "Every %u weeks on %s", rule->interval),
                          rule->interval, days);
}

static char *
describe_monthly (const CamRule *rule)
{
  g_autofree char *days = NULL;
  gboolean numbers = rule->month_days != 0 || rule->month_days_back != 0;

  if (rule->months != 0 || (rule->weekdays != 0 && rule->positions.n == 0) ||
      (rule->positions.n > 0 && (rule->weekdays == 0 || rule->n_days > 0)) ||
      (numbers && (rule->n_days > 0 || rule->weekdays != 0)))
    return NULL;
  days = numbers ? join_month_days (rule) : rule->positions.n > 0 ? join_chosen (rule) : join_days (rule);
  if (days == NULL)
    return NULL;
  if (rule->interval != 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Every %u month on the %s", "Every %u months on the %s",
                                         rule->interval), rule->interval, days);
  if (numbers)
    /* Translators: %s is as "1st and 15th" or "last day" */
    return g_strdup_printf (_("Monthly on the %s"), days);
  /* Translators: %s is as "second and fourth Tuesday" */
  return g_strdup_printf (_("The %s of every month"), days);
}

static char *
describe_yearly (const CamRule *rule)
{
  g_autofree char *months_joined = join_months (rule);
  g_autofree char *days = NULL;
  gboolean numbers = rule->month_days != 0 || rule->month_days_back != 0;
  g_autofree char *when = NULL;

  if (rule->months == 0 || rule->year_days.n > 0 || rule->weeks != 0 || rule->weeks_back != 0 ||
      (rule->weekdays != 0 && rule->positions.n == 0) || (rule->positions.n > 0 && (numbers || rule->n_days > 0)) ||
      (numbers && (rule->n_days > 0 || rule->weekdays != 0)))
    return NULL;
  /* The first working day of each of several months would be another rule. */
  if (rule->positions.n > 0 && (rule->months & (rule->months - 1)) != 0)
    return NULL;
  days = numbers ? join_month_days (rule) : rule->positions.n > 0 ? join_chosen (rule) : join_days (rule);
  if (days == NULL)
    return NULL;
  /* Translators: a day and its month, as "last Sunday of March" or "31st of January and July" */
  when = g_strdup_printf (_("%s of %s"), days, months_joined);
  if (rule->interval == 1)
    return g_strdup_printf (_("Yearly on the %s"), when);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Every %u year on the %s", "Every %u years on the %s", rule->interval),
                          rule->interval, when);
}

static char *
format_day (CamWall wall)
{
  int year = 0;
  guint month = 0, day = 0;
  g_autoptr (GDateTime) date = NULL;

  cam_wall_day_to_parts (cam_wall_get_day (wall), &year, &month, &day);
  date = g_date_time_new_utc (year, (gint) month, (gint) day, 0, 0, 0);
  /* Translators: a date, as "31 March 2027" */
  return g_date_time_format (date, C_("date format", "%-d %B %Y"));
}

/* At one time of the day, which the event shows anyway. */
static gboolean
has_one_time (const CamRule *rule)
{
  return (rule->hours & (rule->hours - 1)) == 0 && (rule->minutes & (rule->minutes - 1)) == 0;
}

static char *
describe (CamRecurrence *self)
{
  const CamRule *rule = &self->filled;

  if (!has_one_time (rule))
    return NULL;
  switch (rule->repeat)
    {
    case CAM_REPEAT_DAILY:
      return describe_daily (rule);
    case CAM_REPEAT_WEEKLY:
      return describe_weekly (rule);
    case CAM_REPEAT_MONTHLY:
      return describe_monthly (rule);
    case CAM_REPEAT_YEARLY:
    default:
      return describe_yearly (rule);
    }
}

char *
cam_recurrence_describe (CamRecurrence *self)
{
  g_autofree char *text = NULL;
  g_autofree char *until = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = describe (self);
  if (text == NULL)
    {
      g_autofree char *rule = cam_recurrence_to_text (self);

      /* Translators: %s is a rule as calendar programs write it */
      return g_strdup_printf (_("By a rule for which there are no short words (%s)"), rule);
    }
  if (self->rule.count > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u time", "%s, %u times", self->rule.count), text,
                            self->rule.count);
  if (self->rule.until == CAM_WALL_NONE)
    return g_steal_pointer (&text);
  until = format_day (self->rule.until);
  return g_strdup_printf (_("%s until %s"), text, until);
}
