/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-reading-text.h"

#include <math.h>
#include <string.h>

/* A cell of a table of readings, as a number and as a period of every frequency. */

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *cut = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (cut, -1);
  gboolean percent = FALSE;
  double number = 0;

  if (cam_reading_parse_number (text, &number, &percent))
    g_assert_true (isfinite (number));
  for (CamFrequency frequency = CAM_FREQUENCY_WEEKLY; frequency <= CAM_FREQUENCY_ONCE; frequency++)
    {
      CamPeriod period = { 1, 1 };
      CamPeriodText kind = cam_reading_parse_period (text, frequency, &period);
      gboolean found = kind == CAM_PERIOD_TEXT_DAY || kind == CAM_PERIOD_TEXT_PERIOD;

      g_assert_true (found ? period.starts > 0 && period.ends >= period.starts : period.starts == 0 && period.ends == 0);
      g_assert_true (kind != CAM_PERIOD_TEXT_DAY || period.starts == period.ends);
    }
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  static const char *const texts[] = { "1,234.5", "-\302\2435 000%", "2.5E-3", "2026-03-31", "31/03/26", "31-Mar-2026", "March 2026",
                                       "Q4 2025/26", "2025/26 Q4", "2011-12", "2026-W53", "the week of 4 May 2026",
                                       "Jan to Mar 2026", "2026-01-01 to 2026-03-31", "2199-12-31", "1900-W01" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (seeds, g_bytes_new_static (texts[i], strlen (texts[i])));
}
