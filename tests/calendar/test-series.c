/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-recurrence-fields.h"

#include <libical/ical.h>
#include <string.h>

/* Walls, zones, and the dates of a series with its exceptions. */

static CamWall
at (const char *text)
{
  CamWall wall = cam_wall_from_text (text);

  g_assert_cmpint (wall, !=, CAM_WALL_NONE);
  return wall;
}

static void
assert_wall (CamWall     wall,
             const char *expected)
{
  g_autofree char *text = cam_wall_to_text (wall, strchr (expected, 'T') == NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_walls (void)
{
  static const char *const texts[] = { "1900-01-01T00:00", "1969-12-31T23:59", "1970-01-01T00:00", "2000-02-29T12:30",
                                       "2026-11-27T09:00:07", "2199-12-31T23:59" };
  static const char *const refused[] = { "", "2026", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-01T24:00",
                                         "2026-01-01T10:60", "2026-01-01T10", "2026-01-01 10:00", "1899-12-31",
                                         "2200-01-01", "2026-01-01T10:00Z", "20260101", "-026-01-01" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_wall (at (texts[i]), texts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_cmpint (cam_wall_from_text (refused[i]), ==, CAM_WALL_NONE);
  g_assert_cmpint (cam_wall_from_text (NULL), ==, CAM_WALL_NONE);
  g_assert_null (cam_wall_to_text (CAM_WALL_NONE, FALSE));
  g_assert_cmpint (at ("1900-01-01"), ==, CAM_WALL_MIN);
  g_assert_cmpint (at ("2199-12-31T23:59:59"), ==, CAM_WALL_MAX);
}

/* Every day is the next of the one before, as GDate has it. */
static void
test_days (void)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1890);
  for (gint32 day = cam_wall_day_from_parts (1890, 1, 1); day < cam_wall_day_from_parts (2210, 1, 1); day++)
    {
      int year = 0;
      guint month = 0, day_of_month = 0;

      cam_wall_day_to_parts (day, &year, &month, &day_of_month);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint ((int) month, ==, (int) g_date_get_month (&date));
      g_assert_cmpint ((int) day_of_month, ==, g_date_get_day (&date));
      g_assert_cmpint (cam_wall_day_from_parts (year, month, day_of_month), ==, day);
      g_assert_cmpint ((int) cam_wall_day_get_weekday (day) + 1, ==, (int) g_date_get_weekday (&date));
      g_date_add_days (&date, 1);
    }
}

static void
test_clock_changes (void)
{
  CamTimeZone *home = cam_time_zone_get_home ();

  g_assert_cmpstr (cam_time_zone_get_id (home), ==, "Europe/London");
  g_assert_cmpint (cam_time_zone_to_utc (home, at ("2026-01-15T10:00")), ==, at ("2026-01-15T10:00"));
  g_assert_cmpint (cam_time_zone_to_utc (home, at ("2026-07-15T10:00")), ==, at ("2026-07-15T09:00"));
  /* Skipped: as before the change. */
  g_assert_cmpint (cam_time_zone_to_utc (home, at ("2026-03-29T00:59")), ==, at ("2026-03-29T00:59"));
  g_assert_cmpint (cam_time_zone_to_utc (home, at ("2026-03-29T01:30")), ==, at ("2026-03-29T01:30"));
  assert_wall (cam_time_zone_settle (home, at ("2026-03-29T01:30")), "2026-03-29T02:30");
  assert_wall (cam_time_zone_settle (home, at ("2026-03-29T02:00")), "2026-03-29T02:00");
  /* Twice: the first one. */
  g_assert_cmpint (cam_time_zone_to_utc (home, at ("2026-10-25T01:30")), ==, at ("2026-10-25T00:30"));
  g_assert_cmpint (cam_time_zone_to_utc (home, at ("2026-10-25T02:00")), ==, at ("2026-10-25T02:00"));
  assert_wall (cam_time_zone_from_utc (home, at ("2026-10-25T00:30")), "2026-10-25T01:30");
  assert_wall (cam_time_zone_from_utc (home, at ("2026-10-25T01:30")), "2026-10-25T01:30");
}

/* Every half hour of two years is what GDateTime says, where there is only one answer. */
static void
test_zones_agree (void)
{
  static const char *const ids[] = { "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      CamTimeZone *zone = cam_time_zone_get (ids[i]);
      g_autoptr (GTimeZone) reference = g_time_zone_new_identifier (ids[i]);

      for (gint64 utc = at ("2025-12-31"); utc < at ("2028-01-02"); utc += 1800)
        {
          g_autoptr (GDateTime) instant = g_date_time_new_from_unix_utc (utc);
          g_autoptr (GDateTime) local = g_date_time_to_timezone (instant, reference);
          CamWall wall = utc + g_date_time_get_utc_offset (local) / G_USEC_PER_SEC;

          g_assert_cmpint (cam_time_zone_from_utc (zone, utc), ==, wall);
          /* The second of two equal times is the only one that does not come back. */
          if (cam_time_zone_to_utc (zone, wall) != utc)
            g_assert_cmpint (cam_time_zone_from_utc (zone, cam_time_zone_to_utc (zone, wall)), ==, wall);
        }
    }
}

static void
test_zone_names (void)
{
  static const char *const names[][2] = {
    { "Europe/London", "Europe/London" }, { "GMT Standard Time", "Europe/London" },
    { "gmt standard time", "Europe/London" }, { "\"W. Europe Standard Time\"", "Europe/Berlin" },
    { "(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London" },
    { "(UTC-05:00) Eastern Time (US & Canada)", "America/New_York" },
    { "(GMT+10:00) Canberra, Melbourne, Sydney", "Australia/Sydney" },
    { "/freeassociation.sourceforge.net/Tzfile/Europe/London", "Europe/London" },
    { "/citadel.org/20210210_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires" },
    { "Europe/Kiev", "Europe/Kyiv" }, { "US-Eastern", "America/New_York" }, { "UTC", "UTC" }, { "Z", "UTC" },
    { "(UTC-03:00) Somewhere", "UTC-03:00" }, { "UTC+05:30", "UTC+05:30" }, { "GMT+0100", "UTC+01:00" },
  };
  static const char *const unknown[] = { "", "Nowhere", "../../etc/passwd", "/etc/passwd", "Europe/../../../etc/passwd",
                                         "Europe/London\n", "+01:00", "(UTC+99:00) x", "UTC+1", "\"", "Customized Time Zone" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      CamTimeZone *zone = cam_time_zone_find (names[i][0]);

      g_assert_nonnull (zone);
      g_assert_cmpstr (cam_time_zone_get_id (zone), ==, names[i][1]);
      g_assert_true (cam_time_zone_find (names[i][1]) == zone);
    }
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      if (strcmp (unknown[i], "Europe/London\n") == 0)
        g_assert_null (cam_time_zone_get (unknown[i]));
      else
        g_assert_null (cam_time_zone_find (unknown[i]));
    }
  for (guint i = 0; cam_time_zone_get_known (i) != NULL; i++)
    g_assert_true (i == 0 || cam_time_zone_get_known (i) != cam_time_zone_get_home ());
}

/* "2026-01-06T10:00+60 moved", with commas between. */
static char *
describe (GArray *found)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const CamOccurrence *occurrence = &g_array_index (found, CamOccurrence, i);
      g_autofree char *start = cam_wall_to_text (occurrence->start, FALSE);

      g_string_append_printf (text, "%s%s+%d%s%s%s", i > 0 ? ", " : "", start, (int) (occurrence->end - occurrence->start) / 60,
                              occurrence->moved ? " moved" : "", occurrence->cancelled ? " cancelled" : "",
                              occurrence->added ? " added" : "");
    }
  return g_string_free_and_steal (text);
}

static void
assert_series (const CamSeries *series,
               const char      *from,
               const char      *to,
               const char      *expected)
{
  g_autoptr (GArray) found = cam_series_expand (series, at (from), at (to), 1000, NULL);
  g_autofree char *text = describe (found);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_exceptions (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamRecurrence) recurrence = cam_recurrence_new ("FREQ=WEEKLY;COUNT=5", at ("2026-03-17T10:00"), FALSE, NULL, &error);
  const CamException exceptions[] = {
    { CAM_EXCEPTION_CANCELLED, at ("2026-03-24T10:00"), at ("2026-03-24T10:00"), CAM_WALL_NONE },
    { CAM_EXCEPTION_MOVED, at ("2026-03-31T10:00"), at ("2026-05-05T14:00"), at ("2026-05-05T14:30") },
    { CAM_EXCEPTION_ADDED, at ("2026-04-01T09:00"), at ("2026-04-01T09:00"), CAM_WALL_NONE },
    { CAM_EXCEPTION_ADDED, at ("2026-04-07T10:00"), at ("2026-04-07T10:00"), CAM_WALL_NONE },
    { CAM_EXCEPTION_CANCELLED, at ("2026-04-14T10:00"), at ("2026-04-14T10:00"), CAM_WALL_NONE },
    { CAM_EXCEPTION_MOVED, at ("2026-04-14T10:00"), at ("2026-04-14T12:00"), CAM_WALL_NONE },
  };
  CamSeries series = { .start = at ("2026-03-17T10:00"), .end = at ("2026-03-17T11:00"), .recurrence = recurrence };

  g_assert_no_error (error);
  assert_series (&series, "2026-01-01", "2026-12-31", "2026-03-17T10:00+60, 2026-03-24T10:00+60, 2026-03-31T10:00+60,"
                                                      " 2026-04-07T10:00+60, 2026-04-14T10:00+60");
  series.exceptions = exceptions;
  series.n_exceptions = G_N_ELEMENTS (exceptions);
  assert_series (&series, "2026-01-01", "2026-12-31",
                 "2026-03-17T10:00+60, 2026-03-24T10:00+60 cancelled, 2026-04-01T09:00+60 added, 2026-04-07T10:00+60,"
                 " 2026-04-14T10:00+60 cancelled, 2026-05-05T14:00+30 moved");
  /* A moved date is where it was moved to, also when its own is not looked at, and the other way round. */
  assert_series (&series, "2026-05-01", "2026-05-31", "2026-05-05T14:00+30 moved");
  assert_series (&series, "2026-03-31", "2026-03-31T23:59", "");
  /* It touches: what goes on at the beginning, not what has ended. */
  assert_series (&series, "2026-03-17T10:30", "2026-03-17T10:31", "2026-03-17T10:00+60");
  assert_series (&series, "2026-03-17T11:00", "2026-03-17T12:00", "");
  assert_series (&series, "2026-03-17T09:00", "2026-03-17T10:00", "2026-03-17T10:00+60");
}

/* Many exceptions are looked up, few looked through: both say the same. */
static void
test_many_exceptions (void)
{
  g_autoptr (CamRecurrence) recurrence = cam_recurrence_new ("FREQ=DAILY;COUNT=40", at ("2026-03-01T10:00"), FALSE, NULL, NULL);
  CamException exceptions[30];
  CamSeries series = { .start = at ("2026-03-01T10:00"), .end = at ("2026-03-01T10:00"), .recurrence = recurrence,
                       .exceptions = exceptions };

  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    exceptions[i] = (CamException) { (CamExceptionKind) (i % 2), series.start + (i / 2) * 2 * CAM_WALL_DAY,
                                     series.start + (i / 2) * 2 * CAM_WALL_DAY + 60, CAM_WALL_NONE };
  for (series.n_exceptions = 0; series.n_exceptions <= G_N_ELEMENTS (exceptions); series.n_exceptions++)
    {
      g_autoptr (GArray) found = cam_series_expand (&series, at ("2026-01-01"), at ("2026-12-31"), 1000, NULL);
      guint n_cancelled = 0;

      g_assert_cmpuint (found->len, ==, 40);
      for (guint i = 0; i < found->len; i++)
        n_cancelled += g_array_index (found, CamOccurrence, i).cancelled ? 1 : 0;
      g_assert_cmpuint (n_cancelled, ==, (series.n_exceptions + 1) / 2);
    }
}

static void
test_limit (void)
{
  g_autoptr (CamRecurrence) recurrence = cam_recurrence_new ("FREQ=DAILY", at ("1900-01-01"), TRUE, NULL, NULL);
  const CamSeries series = { .start = at ("1900-01-01"), .end = at ("1900-01-02"), .all_day = TRUE, .recurrence = recurrence };
  gboolean cut = FALSE;
  g_autoptr (GArray) few = cam_series_expand (&series, G_MININT64, G_MAXINT64, 100, &cut);
  g_autoptr (GArray) all = NULL;

  g_assert_cmpuint (few->len, ==, 100);
  g_assert_true (cut);
  all = cam_series_expand (&series, G_MININT64, G_MAXINT64, 200000, &cut);
  g_assert_cmpuint (all->len, ==, 109573);
  g_assert_false (cut);
}

/* 10:00 stays 10:00, and what the clock skips comes an hour later that day, as long as it would have been. */
static void
test_over_changes (void)
{
  g_autoptr (CamRecurrence) morning = cam_recurrence_new ("FREQ=DAILY;COUNT=4", at ("2026-03-28T10:00"), FALSE, NULL, NULL);
  g_autoptr (CamRecurrence) night = cam_recurrence_new ("FREQ=DAILY;COUNT=3", at ("2026-03-28T01:30"), FALSE, NULL, NULL);
  CamSeries series = { .start = at ("2026-03-28T10:00"), .end = at ("2026-03-28T12:00"), .recurrence = morning };

  assert_series (&series, "2026-01-01", "2026-12-31", "2026-03-28T10:00+120, 2026-03-29T10:00+120, 2026-03-30T10:00+120,"
                                                      " 2026-03-31T10:00+120");
  series = (CamSeries) { .start = at ("2026-03-28T01:30"), .end = at ("2026-03-28T02:30"), .recurrence = night };
  assert_series (&series, "2026-01-01", "2026-12-31", "2026-03-28T01:30+60, 2026-03-29T02:30+60, 2026-03-30T01:30+60");
  /* Asked for by what the clock shows. */
  assert_series (&series, "2026-03-29T02:30", "2026-03-29T02:30", "2026-03-29T02:30+60");
}

static void
assert_split (const char *rule,
              const char *start,
              const char *split,
              const char *before,
              const char *after)
{
  g_autoptr (GError) error = NULL;
  gboolean all_day = strchr (start, 'T') == NULL;
  g_autoptr (CamRecurrence) whole = cam_recurrence_new (rule, at (start), all_day, NULL, &error);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint n_parts = 0;
  CamSeries series = { .start = at (start), .end = at (start), .all_day = all_day, .recurrence = whole };
  g_autoptr (GArray) all = cam_series_expand (&series, at ("2020-01-01"), at ("2030-12-31"), 1000, NULL);

  g_assert_no_error (error);
  g_assert_true (cam_recurrence_split (whole, at (split), &first, &second, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, before);
  g_assert_cmpstr (second, ==, after);
  /* Together they are the whole. */
  for (guint i = 0; i < 2; i++)
    {
      const char *text = i == 0 ? first : second;
      g_autoptr (CamRecurrence) part = NULL;
      g_autoptr (GArray) found = NULL;

      if (text == NULL)
        continue;
      series.start = series.end = i == 0 ? at (start) : at (split);
      series.recurrence = part = cam_recurrence_new (text, series.start, all_day, NULL, &error);
      g_assert_no_error (error);
      found = cam_series_expand (&series, at ("2020-01-01"), at ("2030-12-31"), 1000, NULL);
      for (guint j = 0; j < found->len; j++)
        g_assert_cmpint (g_array_index (found, CamOccurrence, j).start, ==, g_array_index (all, CamOccurrence, n_parts + j).start);
      n_parts += found->len;
    }
  g_assert_cmpuint (n_parts, ==, all->len);
}

static void
test_split (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamRecurrence) whole = cam_recurrence_new ("FREQ=WEEKLY", at ("2026-03-17T10:00"), FALSE, NULL, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  assert_split ("FREQ=WEEKLY;COUNT=10", "2026-03-17T10:00", "2026-04-07T10:00", "FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;COUNT=7");
  assert_split ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "2026-03-17T10:00", "2026-04-02T10:00",
                "FREQ=WEEKLY;UNTIL=20260331T090000Z;INTERVAL=2;BYDAY=TU,TH", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH");
  assert_split ("FREQ=MONTHLY;UNTIL=20270331;BYDAY=2TU,4TU", "2026-01-13", "2026-02-10",
                "FREQ=MONTHLY;UNTIL=20260127;BYDAY=2TU,4TU", "FREQ=MONTHLY;UNTIL=20270331;BYDAY=2TU,4TU");
  assert_split ("FREQ=WEEKLY", "2026-03-17T10:00", "2026-03-17T10:00", NULL, "FREQ=WEEKLY");
  g_assert_false (cam_recurrence_split (whole, at ("2026-03-18T10:00"), &before, &after, &error));
  g_assert_error (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_INVALID);
}

/* The last date, by which a query finds what can lie in a month. */
static void
test_last (void)
{
  g_autoptr (CamRecurrence) open = cam_recurrence_new ("FREQ=WEEKLY", at ("2026-03-17T10:00"), FALSE, NULL, NULL);
  g_autoptr (CamRecurrence) counted = cam_recurrence_new ("FREQ=WEEKLY;COUNT=3", at ("2026-03-17T10:00"), FALSE, NULL, NULL);
  g_autoptr (CamRecurrence) ends = cam_recurrence_new ("FREQ=WEEKLY;UNTIL=20260401", at ("2026-03-17T10:00"), FALSE, NULL, NULL);
  g_autoptr (CamRecurrence) far = cam_recurrence_new ("FREQ=WEEKLY;UNTIL=99991231T235959Z", at ("2026-03-17T10:00"), FALSE, NULL, NULL);

  g_assert_cmpint (cam_recurrence_get_last (open), ==, CAM_WALL_NONE);
  g_assert_cmpint (cam_recurrence_get_last (far), ==, CAM_WALL_NONE);
  assert_wall (cam_recurrence_get_last (counted), "2026-03-31T10:00");
  assert_wall (cam_recurrence_get_last (ends), "2026-04-01T23:59:59");
}

/* What a form shows of a rule makes the same dates; what it cannot show is said to be so. */
static void
test_fields (void)
{
  static const char *const shown[] = {
    "FREQ=DAILY", "FREQ=DAILY;COUNT=5;INTERVAL=3", "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
    "FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;UNTIL=20270331T225959Z;BYDAY=1TU,3TU,-1TU", "FREQ=MONTHLY;BYMONTHDAY=6",
    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=6", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  };
  static const char *const others[] = {
    "FREQ=DAILY;BYDAY=MO,TU", "FREQ=MONTHLY;BYDAY=1MO,3TH", "FREQ=MONTHLY;BYDAY=TU", "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY;BYMONTH=1,2;BYMONTHDAY=6", "FREQ=YEARLY;BYWEEKNO=2",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "FREQ=DAILY;BYHOUR=9,14", "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=MONTHLY;BYDAY=-2TU", "FREQ=WEEKLY;BYMONTH=1",
  };
  CamRecurrenceFields fields;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autoptr (CamRecurrence) recurrence = cam_recurrence_new (shown[i], at ("2026-01-06T10:00"), FALSE, NULL, NULL);
      g_autofree char *rule = NULL;

      g_assert_true (cam_recurrence_get_fields (recurrence, &fields));
      rule = cam_recurrence_fields_to_rule (&fields, FALSE, NULL);
      g_assert_cmpstr (rule, ==, shown[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (CamRecurrence) recurrence = cam_recurrence_new (others[i], at ("2026-01-06T10:00"), FALSE, NULL, NULL);

      g_assert_false (cam_recurrence_get_fields (recurrence, &fields));
    }
}

/* libical's own iteration, for rules on which it ends. */
static void
test_against_libical (void)
{
  static const char *const rules[] = {
    "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "FREQ=MONTHLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=1TU,3TU",
    "FREQ=MONTHLY;BYMONTHDAY=6,-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=4", "FREQ=DAILY;INTERVAL=3",
    "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=1,7;BYDAY=1TU", "FREQ=YEARLY;BYWEEKNO=2,20;BYDAY=TU", "FREQ=YEARLY;BYYEARDAY=6,-1",
    "FREQ=DAILY;BYMONTH=1;BYDAY=TU,SA", "FREQ=YEARLY;BYDAY=1TU,-1FR",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CamRecurrence) recurrence = cam_recurrence_new (rules[i], at ("2026-01-06T10:00"), FALSE, NULL, &error);
      const CamSeries series = { .start = at ("2026-01-06T10:00"), .end = at ("2026-01-06T10:00"), .recurrence = recurrence };
      g_autoptr (GArray) found = cam_series_expand (&series, at ("2026-01-01"), at ("2029-12-31"), 10000, NULL);
      struct icalrecurrencetype recur = icalrecurrencetype_from_string (rules[i]);
      icalrecur_iterator *iterator = icalrecur_iterator_new (recur, icaltime_from_string ("20260106T100000"));

      g_assert_no_error (error);
      g_assert_nonnull (iterator);
      g_assert_cmpuint (found->len, >, 2);
      for (guint j = 0; j < found->len; j++)
        {
          struct icaltimetype date = icalrecur_iterator_next (iterator);
          CamWall wall = cam_wall_day_from_parts (date.year, (guint) date.month, (guint) date.day) * CAM_WALL_DAY + date.hour * 3600
                         + date.minute * 60;

          g_assert_cmpint (g_array_index (found, CamOccurrence, j).start, ==, wall);
        }
      icalrecur_iterator_free (iterator);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/calendar/walls", test_walls);
  g_test_add_func ("/calendar/days", test_days);
  g_test_add_func ("/calendar/clock-changes", test_clock_changes);
  g_test_add_func ("/calendar/zones-agree", test_zones_agree);
  g_test_add_func ("/calendar/zone-names", test_zone_names);
  g_test_add_func ("/calendar/exceptions", test_exceptions);
  g_test_add_func ("/calendar/many-exceptions", test_many_exceptions);
  g_test_add_func ("/calendar/limit", test_limit);
  g_test_add_func ("/calendar/over-changes", test_over_changes);
  g_test_add_func ("/calendar/split", test_split);
  g_test_add_func ("/calendar/last", test_last);
  g_test_add_func ("/calendar/fields", test_fields);
  g_test_add_func ("/calendar/against-libical", test_against_libical);
  return g_test_run ();
}
