/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Periods of measures, as pairs of days that both belong to them. A day is a Julian day number of GDate, 0 for
 * none. Any thread. */
typedef enum
{
  CAM_FREQUENCY_WEEKLY,     /* Monday to Sunday, as in ISO 8601 */
  CAM_FREQUENCY_MONTHLY,
  CAM_FREQUENCY_QUARTERLY,  /* from the first of January, April, July, October */
  CAM_FREQUENCY_YEARLY,     /* the financial year of local government: 1 April to 31 March */
  CAM_FREQUENCY_ONCE,
} CamFrequency;

typedef struct
{
  guint32 starts;
  guint32 ends;
} CamPeriod;

/* "weekly", "monthly", "quarterly", "yearly", "once"; the last one for anything else. */
CamFrequency cam_frequency_from_word  (const char   *word);

/* "YYYY-MM-DD" as a day; 0 for NULL and for what is no date. */
guint32      cam_day_from_text        (const char   *text);
/* (transfer full) (nullable): NULL for day 0. */
char        *cam_day_to_text          (guint32       day) G_GNUC_WARN_UNUSED_RESULT;
/* The same day one year earlier; 29 February becomes 28 February. */
guint32      cam_day_a_year_before    (guint32       day);
/* Today on the clock of the wall. */
guint32      cam_day_today            (void);

/* The period that @day lies in; of "once" the day itself. */
CamPeriod    cam_period_of            (CamFrequency  frequency,
                                       guint32       day);
CamPeriod    cam_period_before        (CamFrequency  frequency,
                                       CamPeriod     period);
/* The newest period that ended so long ago that its reading, which may take @lag days, had to be in by the day
 * before @today. An empty period (0, 0) for "once". */
CamPeriod    cam_period_last_due      (CamFrequency  frequency,
                                       guint         lag,
                                       guint32       today);
/* "31 March", with its year where that is another one than @today's. (transfer full) */
char        *cam_day_format           (guint32       day,
                                       guint32       today) G_GNUC_WARN_UNUSED_RESULT;
/* "July to September 2026", "March 2026", "2026/27", "the week of 4 May 2026", or two days where it is none of
 * these. (transfer full) */
char        *cam_period_format        (CamPeriod     period) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
