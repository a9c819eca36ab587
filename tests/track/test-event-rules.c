/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events that repeat, from the file to their dates: what the rules of the calendar say arrives as times on the wall. */
#include "cam-event-rules.h"

#include "cam-period.h"
#include "test-store.h"

static CamStore *
open_with (const char *starts_at,
           const char *ends_at,
           gboolean    all_day,
           const char *recurrence)
{
  CamStore *store = test_open_store ();
  const CamCell cells[] = { { "name", cam_text ("Drop-in") }, { "starts_at", cam_text (starts_at) },
                            { "ends_at", cam_text (ends_at) }, { "all_day", cam_integer (all_day) },
                            { "recurrence", cam_text (recurrence) } };
  g_autofree char *uuid = test_insert (store, "event", cells, G_N_ELEMENTS (cells));

  g_assert_nonnull (uuid);
  return store;
}

static void
check (CamStore          *store,
       const char        *from,
       const char        *to,
       const char *const *expected)
{
  g_autoptr (CamEventRules) rules = cam_event_rules_new ();
  g_autoptr (GError) error = NULL;

  /* Twice: the second time it knows the rule. */
  for (guint run = 0; run < 2; run++)
    {
      g_autoptr (CamEventDates) dates = cam_event_dates_load (store, cam_day_from_text (from), cam_day_from_text (to),
                                                              cam_event_rules_get_expander (rules), NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (cam_event_dates_get_n (dates), ==, g_strv_length ((char **) expected));
      for (guint i = 0; i < cam_event_dates_get_n (dates); i++)
        {
          const CamEventInstance *instance = cam_event_dates_get (dates, i);
          g_autofree char *starts = cam_wall_time_to_text (instance->starts, instance->event->all_day);

          g_assert_cmpstr (starts, ==, expected[i]);
        }
    }
  test_close_store (store);
}

/* 10:00 stays 10:00 when the clocks go back on 25 October 2026. */
static void
test_clock_change (void)
{
  const char *expected[] = { "2026-10-13T10:00", "2026-10-27T10:00", "2026-11-10T10:00", "2026-11-24T10:00", NULL };

  check (open_with ("2026-09-08T10:00", "2026-09-08T12:00", FALSE, "FREQ=MONTHLY;BYDAY=2TU,4TU"), "2026-10-01", "2026-11-30",
         expected);
}

/* Years after the first one, and all days. */
static void
test_all_day (void)
{
  const char *expected[] = { "2031-06-08", "2031-06-22", NULL };

  check (open_with ("2026-11-01", "2026-11-01", TRUE, "FREQ=WEEKLY;INTERVAL=2"), "2031-06-01", "2031-06-30", expected);
}

/* What another program or another copy wrote. */
static void
test_no_rule (void)
{
  const char *expected[] = { "2026-10-13T10:00", NULL };

  check (open_with ("2026-10-13T10:00", "2026-10-13T12:00", FALSE, "FREQ=SOMETIMES"), "2026-10-01", "2026-12-31", expected);
}

static void
test_words (void)
{
  g_autoptr (CamEventRules) rules = cam_event_rules_new ();
  g_autofree char *words = cam_event_rules_dup_words (rules, "FREQ=MONTHLY;BYDAY=1TU", "2026-09-01T10:00", FALSE, NULL);
  g_autofree char *none = cam_event_rules_dup_words (rules, "FREQ=SOMETIMES", "2026-09-01T10:00", FALSE, NULL);

  g_assert_nonnull (words);
  g_assert_nonnull (strstr (words, "first Tuesday"));
  g_assert_null (none);
  g_assert_null (cam_event_rules_dup_words (rules, NULL, "2026-09-01T10:00", FALSE, NULL));
  g_assert_null (cam_event_rules_dup_words (rules, "FREQ=DAILY", "soon", FALSE, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/event-rules/clock-change", test_clock_change);
  g_test_add_func ("/event-rules/all-day", test_all_day);
  g_test_add_func ("/event-rules/no-rule", test_no_rule);
  g_test_add_func ("/event-rules/words", test_words);
  return g_test_run ();
}
