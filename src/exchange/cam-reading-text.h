/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-period.h"

G_BEGIN_DECLS

/* Numbers, days and periods as people and spreadsheets write them. What could mean two things is refused, never
 * guessed. Pure computing, any thread. */

/* "1,234.5", "1 234", "-5", "£1,200", "1E+06", "12%" (*@percent). Commas and spaces only where they separate
 * thousands. FALSE for everything else, as "1,2", "1,2x", "=A1", "" and what is too large for a number. */
gboolean  cam_reading_parse_number  (const char   *text,
                                     double       *number,
                                     gboolean     *percent);

typedef enum
{
  CAM_PERIOD_TEXT_NONE,       /* no date and no period */
  CAM_PERIOD_TEXT_AMBIGUOUS,  /* "Q1 2026", "2026": of the calendar or of the financial year? */
  CAM_PERIOD_TEXT_DAY,        /* one day: starts and ends on it */
  CAM_PERIOD_TEXT_PERIOD,
} CamPeriodText;

/* Days as "2026-03-31", "31/03/2026", "31.3.26", "31 March 2026", "31-Mar-2026", with or without a time behind it.
 * Periods as "2026-03", "March 2026", "Mar-26", "Q4 2025/26" and "2025/26" (financial years), "2026-W14", "the week
 * of 4 May 2026", "January to March 2026", or two days with "to" between. "2011-12" is a financial year where
 * @frequency is yearly, else a month. Days of the years 1900 to 2199 only. */
CamPeriodText cam_reading_parse_period (const char   *text,
                                        CamFrequency  frequency,
                                        CamPeriod    *period);

G_END_DECLS
