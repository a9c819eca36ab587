/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-fuzz.h"

#include "cam-recurrence.h"

#include <string.h>

/* A rule, and the same bytes as words that somebody typed. What is taken has dates in order from its start on, and is
 * the same rule when its text is read again. */

static void
check (CamRecurrence *recurrence,
       CamWall        start)
{
  const CamSeries series = { .start = start, .end = start, .recurrence = recurrence };
  g_autoptr (GArray) found = cam_series_expand (&series, start, start + 800 * CAM_WALL_DAY, 200, NULL);
  g_autofree char *text = cam_recurrence_to_text (recurrence);
  g_autofree char *words = cam_recurrence_describe (recurrence);
  g_autoptr (CamRecurrence) again = cam_recurrence_new (text, start, FALSE, NULL, NULL);
  g_autofree char *text_again = NULL;

  g_assert_nonnull (again);
  text_again = cam_recurrence_to_text (again);
  g_assert_cmpstr (text, ==, text_again);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpint (g_array_index (found, CamOccurrence, 0).original, ==, start);
  for (guint i = 1; i < found->len; i++)
    g_assert_cmpint (g_array_index (found, CamOccurrence, i - 1).original, <, g_array_index (found, CamOccurrence, i).original);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *cut = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (cut, -1);
  CamWall start = cam_wall_from_text ("2026-01-06T10:00");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) typed_error = NULL;
  g_autoptr (CamRecurrence) recurrence = cam_recurrence_new (text, start, FALSE, NULL, &error);
  g_autofree char *typed = cam_recurrence_from_words (text, start, FALSE, NULL, &typed_error);

  g_assert_true ((recurrence == NULL) == (error != NULL));
  g_assert_true ((typed == NULL) == (typed_error != NULL));
  if (recurrence != NULL)
    check (recurrence, start);
  if (typed != NULL)
    {
      g_autoptr (CamRecurrence) second = cam_recurrence_new (typed, start, FALSE, NULL, &error);

      g_assert_nonnull (second);
      check (second, start);
    }
  return 0;
}

void
cam_fuzz_add_seeds (GPtrArray *seeds)
{
  static const char *const texts[] = {
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU", "FREQ=MONTHLY;BYDAY=2TU,4TU;COUNT=10", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1", "FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO", "FREQ=DAILY;UNTIL=20270331T225959Z",
    "FREQ=YEARLY;BYYEARDAY=1,-1;BYMONTHDAY=-31,1", "FREQ=DAILY;BYHOUR=9,14;BYMINUTE=0,30",
    "on the first Tuesday of every month", "every 2 weeks on Monday and Thursday until 31 March 2027",
    "the 1st and 15th of each month, 10 times", "every other Friday", "Monday to Friday", "the last working day of the month",
    "yearly on the last Sunday of March until 2030-01-01",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (seeds, g_bytes_new_static (texts[i], strlen (texts[i])));
}
