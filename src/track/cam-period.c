/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-period.h"

#include <glib/gi18n-lib.h>

CamFrequency
cam_frequency_from_word (const char *word)
{
  static const char *const words[] = {
    [CAM_FREQUENCY_WEEKLY] = "weekly",
    [CAM_FREQUENCY_MONTHLY] = "monthly",
    [CAM_FREQUENCY_QUARTERLY] = "quarterly",
    [CAM_FREQUENCY_YEARLY] = "yearly",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (word, words[i]) == 0)
      return (CamFrequency) i;
  return CAM_FREQUENCY_ONCE;
}

static gboolean
read_digits (const char *text,
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

guint32
cam_day_from_text (const char *text)
{
  guint year = 0, month = 0, day = 0;
  GDate date;

  if (text == NULL || !read_digits (text, 4, &year) || text[4] != '-' || !read_digits (text + 5, 2, &month)
      || text[7] != '-' || !read_digits (text + 8, 2, &day) || text[10] != '\0'
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

static GDate
get_date (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, MAX (day, 1));
  return date;
}

static guint32
get_day (guint day,
         guint month,
         guint year)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

char *
cam_day_to_text (guint32 day)
{
  GDate date = get_date (day);

  if (day == 0)
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (&date), (guint) g_date_get_month (&date),
                          (guint) g_date_get_day (&date));
}

guint32
cam_day_a_year_before (guint32 day)
{
  GDate date = get_date (day);

  if (day == 0 || g_date_get_year (&date) < 2)
    return 0;
  g_date_subtract_years (&date, 1);
  return g_date_get_julian (&date);
}

guint32
cam_day_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return get_day ((guint) g_date_time_get_day_of_month (now), (guint) g_date_time_get_month (now),
                  (guint) g_date_time_get_year (now));
}

static guint32
get_day_after_months (guint month,
                      guint year,
                      guint n)
{
  guint months = month - 1 + n;

  return get_day (1, months % 12 + 1, year + months / 12);
}

CamPeriod
cam_period_of (CamFrequency frequency,
               guint32      day)
{
  GDate date = get_date (day);
  guint year = g_date_get_year (&date);
  guint month = g_date_get_month (&date);
  guint first = 0;

  switch (frequency)
    {
    case CAM_FREQUENCY_WEEKLY:
      first = day - ((guint) g_date_get_weekday (&date) - 1);
      return (CamPeriod) { first, first + 6 };
    case CAM_FREQUENCY_MONTHLY:
      return (CamPeriod) { get_day (1, month, year), get_day_after_months (month, year, 1) - 1 };
    case CAM_FREQUENCY_QUARTERLY:
      first = month - (month - 1) % 3;
      return (CamPeriod) { get_day (1, first, year), get_day_after_months (first, year, 3) - 1 };
    case CAM_FREQUENCY_YEARLY:
      year -= month < 4 ? 1 : 0;
      return (CamPeriod) { get_day (1, 4, year), get_day (31, 3, year + 1) };
    case CAM_FREQUENCY_ONCE:
    default:
      return (CamPeriod) { day, day };
    }
}

CamPeriod
cam_period_before (CamFrequency frequency,
                   CamPeriod    period)
{
  return cam_period_of (frequency, period.starts - 1);
}

CamPeriod
cam_period_last_due (CamFrequency frequency,
                     guint        lag,
                     guint32      today)
{
  CamPeriod period;

  if (frequency == CAM_FREQUENCY_ONCE || today <= lag + 800)
    return (CamPeriod) { 0, 0 };
  period = cam_period_of (frequency, today - lag);
  do
    period = cam_period_before (frequency, period);
  while (period.ends + lag >= today);
  return period;
}

char *
cam_day_format (guint32 day,
                guint32 today)
{
  GDate date = get_date (day);
  GDate now = get_date (today);
  g_autoptr (GDateTime) time = g_date_time_new_utc (g_date_get_year (&date), (int) g_date_get_month (&date),
                                                    g_date_get_day (&date), 0, 0, 0);

  /* Translators: a day without its year, such as "31 March": see g_date_time_format() */
  return g_date_time_format (time, g_date_get_year (&date) == g_date_get_year (&now) ? _("%-d %B")
                                                                                       /* Translators: "31 March 2027" */
                                                                                       : _("%-d %B %Y"));
}

static char *
format_month (guint32     day,
              const char *format)
{
  GDate date = get_date (day);
  g_autoptr (GDateTime) time = g_date_time_new_utc (g_date_get_year (&date), (int) g_date_get_month (&date), 1, 0, 0, 0);

  return g_date_time_format (time, format);
}

static gboolean
is_period (CamFrequency frequency,
           CamPeriod    period)
{
  CamPeriod whole = cam_period_of (frequency, period.ends);

  return whole.starts == period.starts && whole.ends == period.ends;
}

char *
cam_period_format (CamPeriod period)
{
  GDate start = get_date (period.starts);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (period.ends == 0)
    return g_strdup ("");
  if (period.starts == 0 || period.starts == period.ends)
    return cam_day_format (period.ends, 0);
  if (is_period (CAM_FREQUENCY_MONTHLY, period))
    return format_month (period.ends, _("%B %Y"));
  if (is_period (CAM_FREQUENCY_QUARTERLY, period))
    {
      first = format_month (period.starts, "%B");
      last = format_month (period.ends, _("%B %Y"));
      /* Translators: a quarter of a year, as in "July to September 2026" */
      return g_strdup_printf (_("%1$s to %2$s"), first, last);
    }
  if (is_period (CAM_FREQUENCY_YEARLY, period))
    return g_strdup_printf ("%d/%02d", g_date_get_year (&start), (g_date_get_year (&start) + 1) % 100);
  first = cam_day_format (period.starts, period.ends);
  last = cam_day_format (period.ends, 0);
  if (is_period (CAM_FREQUENCY_WEEKLY, period))
    {
      g_free (first);
      first = cam_day_format (period.starts, 0);
      /* Translators: %s is a Monday */
      return g_strdup_printf (_("the week of %s"), first);
    }
  return g_strdup_printf (_("%1$s to %2$s"), first, last);
}
