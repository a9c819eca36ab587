/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A status against a truth table, against integer arithmetic over a grid, and each reason against its numbers. */
#include "cam-status.h"

#include <math.h>
#include <string.h>

#define TODAY "2026-04-10"

typedef struct
{
  const char   *name;
  CamDirection  direction;
  CamRule       rule;
  double        value;
  double        target;     /* of a band the lower edge */
  double        high;
  double        tolerance;
  double        last_year;  /* NAN for none */
  CamRag        rag;
  const char   *reason;     /* what it must say */
} Row;

#define INC CAM_DIRECTION_INCREASE, CAM_RULE_STANDARD
#define DEC CAM_DIRECTION_DECREASE, CAM_RULE_STANDARD
#define KEEP CAM_DIRECTION_MAINTAIN, CAM_RULE_STANDARD
#define BAND CAM_DIRECTION_BAND, CAM_RULE_STANDARD
#define HAV CAM_DIRECTION_INCREASE, CAM_RULE_HAVERING
#define HAV_DEC CAM_DIRECTION_DECREASE, CAM_RULE_HAVERING
#define RED CAM_RAG_RED
#define AMBER CAM_RAG_AMBER
#define GREEN CAM_RAG_GREEN
#define S "\302\240"

static const Row rows[] = {
  { "inc-above", INC, 81, 80, NAN, 10, NAN, GREEN, "81 of a target of 80 by 31 March, which is reached" },
  { "inc-on", INC, 80, 80, NAN, 10, NAN, GREEN, "which is reached" },
  { "inc-edge", INC, 72, 80, NAN, 10, NAN, AMBER, "72 of a target of 80 by 31 March, 10" S "% short, tolerance 10" S "%" },
  { "inc-past-edge", INC, 71, 80, NAN, 10, NAN, RED, "11" S "% short" },
  { "inc-short", INC, 62, 80, NAN, 10, NAN, RED, "62 of a target of 80 by 31 March, 22" S "% short, tolerance 10" S "%" },
  { "inc-no-tolerance", INC, 79, 80, NAN, NAN, NAN, RED, "1" S "% short." },
  { "inc-zero", INC, 0, 0, NAN, 10, NAN, GREEN, "0 of a target of 0" },
  { "inc-zero-near", INC, -5, 0, NAN, 10, NAN, AMBER, "5 short, tolerance 10." },
  { "inc-zero-far", INC, -11, 0, NAN, 10, NAN, RED, "11 short, tolerance 10." },
  { "inc-negative-on", INC, -80, -80, NAN, 10, NAN, GREEN, "reached" },
  { "inc-negative-edge", INC, -88, -80, NAN, 10, NAN, AMBER, "-88 of a target of -80 by 31 March, 10" S "% short" },
  { "inc-negative-far", INC, -89, -80, NAN, 10, NAN, RED, "11" S "% short" },
  { "inc-a-little", INC, 1999, 2000, NAN, 10, NAN, AMBER, "1,999 of a target of 2,000 by 31 March, 0.1" S "% short" },
  { "dec-below", DEC, 19, 20, NAN, 10, NAN, GREEN, "19 against a target of at most 20 by 31 March, which is reached" },
  { "dec-on", DEC, 20, 20, NAN, 10, NAN, GREEN, "reached" },
  { "dec-edge", DEC, 22, 20, NAN, 10, NAN, AMBER, "10" S "% too much" },
  { "dec-far", DEC, 23, 20, NAN, 10, NAN, RED, "15" S "% too much, tolerance 10" S "%" },
  { "dec-zero-on", DEC, 0, 0, NAN, 2, NAN, GREEN, "reached" },
  { "dec-zero-edge", DEC, 2, 0, NAN, 2, NAN, AMBER, "2 too much, tolerance 2." },
  { "dec-zero-far", DEC, 3, 0, NAN, 2, NAN, RED, "3 too much, tolerance 2." },
  { "keep-on", KEEP, 50, 50, NAN, 10, NAN, GREEN, "50 against a target of 50 until 31 March, which it is" },
  { "keep-edge", KEEP, 55, 50, NAN, 10, NAN, GREEN, "10" S "% above it, tolerance 10" S "%" },
  { "keep-second-edge", KEEP, 40, 50, NAN, 10, NAN, AMBER, "20" S "% below it" },
  { "keep-far", KEEP, 61, 50, NAN, 10, NAN, RED, "22" S "% above it" },
  { "keep-no-tolerance", KEEP, 51, 50, NAN, 0, NAN, RED, "2" S "% above it." },
  { "band-low-edge", BAND, 20, 20, 30, 10, NAN, GREEN, "20, to be between 20 and 30 until 31 March, which it is" },
  { "band-high-edge", BAND, 30, 20, 30, 10, NAN, GREEN, "which it is" },
  { "band-below", BAND, 18, 20, 30, 10, NAN, AMBER, "10" S "% below it" },
  { "band-far-below", BAND, 17, 20, 30, 10, NAN, RED, "15" S "% below it" },
  { "band-above", BAND, 33, 20, 30, 10, NAN, AMBER, "10" S "% above it" },
  { "band-far-above", BAND, 34, 20, 30, 10, NAN, RED, "13" S "% above it" },
  { "band-open-above", BAND, 99, 20, NAN, 10, NAN, GREEN, "99, to be at least 20" },
  { "band-open-below", BAND, 31, NAN, 30, 10, NAN, AMBER, "31, to be at most 30" },
  { "havering-within", HAV, 72, 80, NAN, NAN, NAN, GREEN, "10" S "% short, tolerance 10" S "%" },
  { "havering-off-improved", HAV, 71, 80, NAN, NAN, 60, AMBER, "better than the same quarter last year" },
  { "havering-off-worse", HAV, 71, 80, NAN, NAN, 75, RED, "worse than the same quarter last year" },
  { "havering-off-same", HAV, 71, 80, NAN, NAN, 71, RED, "no different from the same quarter last year" },
  { "havering-off-alone", HAV, 71, 80, NAN, NAN, NAN, RED, "71 of a target of 80" },
  { "havering-less-is-better", HAV_DEC, 30, 20, NAN, NAN, 40, AMBER, "better than the same quarter last year" },
};

static CamPeriod
get_quarter (const char *day)
{
  return cam_period_of (CAM_FREQUENCY_QUARTERLY, cam_day_from_text (day));
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  CamPoint points[] = {
    { get_quarter ("2025-03-01"), row->last_year, NAN, NAN, FALSE, NULL },
    { get_quarter ("2026-03-01"), row->value, NAN, NAN, FALSE, NULL },
  };
  gboolean band = row->direction == CAM_DIRECTION_BAND;
  CamTarget target = { cam_period_of (CAM_FREQUENCY_YEARLY, points[1].period.ends), band ? NAN : row->target,
                       band ? row->target : NAN, row->high };
  gboolean alone = isnan (row->last_year);
  CamStatusInput input = { .direction = row->direction, .rule = row->rule, .frequency = CAM_FREQUENCY_QUARTERLY,
                           .tolerance = row->tolerance, .lag = 30, .points = alone ? points + 1 : points,
                           .n_points = alone ? 1 : 2, .targets = &target, .n_targets = 1 };
  g_auto (CamStatus) status = { 0 };

  cam_status_compute (&status, &input, cam_day_from_text (TODAY));
  g_assert_cmpint (status.rag, ==, row->rag);
  if (strstr (status.reason, row->reason) == NULL)
    g_error ("“%s” does not say “%s”", status.reason, row->reason);
  g_assert_true (g_str_has_suffix (status.reason, "."));
}

/* The same rule in whole numbers: 100 * gap against tolerance * |target|. */
static CamRag
judge_whole (CamDirection direction,
             int          value,
             int          target,
             int          tolerance)
{
  int gap = direction == CAM_DIRECTION_MAINTAIN ? ABS (value - target)
            : direction == CAM_DIRECTION_DECREASE ? value - target : target - value;
  int room = target == 0 ? 100 * tolerance : ABS (target) * tolerance;

  if (direction == CAM_DIRECTION_MAINTAIN)
    return 100 * gap <= room ? GREEN : 100 * gap <= 2 * room ? AMBER : RED;
  return gap <= 0 ? GREEN : 100 * gap <= room ? AMBER : RED;
}

/* In tenths, which have no exact binary form, so that the edges are met as people write them. */
static void
test_grid (void)
{
  static const int tolerances[] = { 0, 1, 5, 10, 25, 100 };
  guint n = 0;

  for (int direction = CAM_DIRECTION_INCREASE; direction <= CAM_DIRECTION_MAINTAIN; direction++)
    for (guint i = 0; i < G_N_ELEMENTS (tolerances); i++)
      for (int target = -30; target <= 30; target++)
        for (int value = -70; value <= 70; value++, n++)
          {
            CamPoint point = { get_quarter ("2026-03-01"), value / 10.0, NAN, NAN, FALSE, NULL };
            CamTarget to = { point.period, target / 10.0, NAN, NAN };
            /* Of a target of zero the tolerance is a number itself, so it is in tenths, too. */
            CamStatusInput input = { .direction = (CamDirection) direction, .frequency = CAM_FREQUENCY_QUARTERLY,
                                     .tolerance = target == 0 ? tolerances[i] / 10.0 : tolerances[i], .lag = 30,
                                     .decimals = 1, .points = &point, .n_points = 1, .targets = &to, .n_targets = 1 };
            g_auto (CamStatus) status = { 0 };

            cam_status_compute (&status, &input, cam_day_from_text (TODAY));
            if (status.rag != judge_whole ((CamDirection) direction, value, target, tolerances[i]))
              g_error ("direction %d, %d tenths of %d, tolerance %d: %s", direction, value, target, tolerances[i],
                       status.reason);
          }
  g_assert_cmpuint (n, ==, 3 * 6 * 61 * 141);
}

static void
compute (CamStatus            *status,
         const CamStatusInput *input,
         const char           *today)
{
  cam_status_compute (status, input, cam_day_from_text (today));
}

static void
test_overdue (void)
{
  CamPoint point = { get_quarter ("2025-12-01"), 90, NAN, NAN, FALSE, NULL };
  CamTarget target = { cam_period_of (CAM_FREQUENCY_YEARLY, point.period.ends), 80, NAN, NAN };
  CamStatusInput input = { .frequency = CAM_FREQUENCY_QUARTERLY, .tolerance = 10, .lag = 14, .points = &point,
                           .n_points = 1, .targets = &target, .n_targets = 1,
                           .override_rag = CAM_RAG_GREEN, .override_reason = "It is coming" };
  g_auto (CamStatus) in_time = { 0 };
  g_auto (CamStatus) late = { 0 };
  g_auto (CamStatus) never = { 0 };
  g_auto (CamStatus) not_yet = { 0 };

  /* The quarter to March may take until 14 April, that day included. */
  compute (&in_time, &input, "2026-04-14");
  g_assert_cmpint (in_time.computed, ==, CAM_RAG_GREEN);
  compute (&late, &input, "2026-04-15");
  g_assert_cmpint (late.rag, ==, CAM_RAG_OVERDUE);
  g_assert_false (late.overridden);
  g_assert_cmpstr (late.reason, ==, "There is no reading for January to March 2026, which was due by 14 April; the last one, "
                                    "for October to December 2025, was 90.");
  /* Without any reading it is overdue once a period with a target is over. */
  input.n_points = 0;
  compute (&never, &input, "2026-04-15");
  g_assert_cmpint (never.rag, ==, CAM_RAG_OVERDUE);
  g_assert_cmpstr (never.reason, ==, "There is no reading for January to March 2026, which was due by 14 April.");
  compute (&not_yet, &input, "2026-01-20");
  g_assert_cmpint (not_yet.rag, ==, CAM_RAG_NO_READING);
  g_assert_cmpstr (not_yet.reason, ==, "There is no reading yet.");
}

static void
test_no_target (void)
{
  CamPoint points[] = { { get_quarter ("2025-12-01"), 50, NAN, NAN, FALSE, NULL },
                        { get_quarter ("2026-03-01"), 62, NAN, NAN, TRUE, NULL } };
  CamTarget later = { cam_period_of (CAM_FREQUENCY_YEARLY, points[1].period.ends + 10), 80, NAN, NAN };
  CamStatusInput input = { .frequency = CAM_FREQUENCY_QUARTERLY, .lag = 30, .unit = "people", .points = points,
                           .n_points = 2, .targets = &later, .n_targets = 1 };
  g_auto (CamStatus) status = { 0 };

  compute (&status, &input, TODAY);
  g_assert_cmpint (status.rag, ==, CAM_RAG_NO_TARGET);
  g_assert_cmpstr (status.reason, ==, "62" S "people in January to March 2026, for which no target is set, "
                                      "up 24" S "% on last quarter, provisional.");
}

/* A plain count, as the committee paper tells it. */
static void
test_count (void)
{
  CamPoint points[] = { { get_quarter ("2020-08-01"), 1000, NAN, NAN, FALSE, NULL },
                        { get_quarter ("2021-08-01"), 1080, NAN, NAN, FALSE, NULL } };
  CamTarget target = { points[1].period, 5000, NAN, NAN };
  CamStatusInput input = { .frequency = CAM_FREQUENCY_QUARTERLY, .lag = 30, .is_count = TRUE, .unit = "referrals",
                           .points = points, .n_points = 2, .targets = &target, .n_targets = 1 };
  g_auto (CamStatus) status = { 0 };

  compute (&status, &input, "2021-10-10");
  g_assert_cmpint (status.rag, ==, CAM_RAG_COUNT);
  g_assert_cmpint (status.travel_year, ==, CAM_TRAVEL_UP);
  g_assert_cmpstr (status.reason, ==, "1,080" S "referrals in July to September 2021, up 8" S "% on the same quarter last year.");
}

static void
test_travel (void)
{
  CamPoint points[] = { { get_quarter ("2025-03-01"), 70, NAN, NAN, FALSE, NULL },
                        { get_quarter ("2025-12-01"), 66, NAN, NAN, FALSE, NULL },
                        { get_quarter ("2026-03-01"), 62, NAN, NAN, FALSE, NULL } };
  CamTarget target = { cam_period_of (CAM_FREQUENCY_YEARLY, points[2].period.ends), 80, NAN, NAN };
  CamStatusInput input = { .frequency = CAM_FREQUENCY_QUARTERLY, .tolerance = 10, .lag = 30, .points = points,
                           .n_points = 3, .targets = &target, .n_targets = 1 };
  g_auto (CamStatus) status = { 0 };
  g_auto (CamStatus) gap = { 0 };

  compute (&status, &input, TODAY);
  g_assert_cmpint (status.travel, ==, CAM_TRAVEL_WORSE);
  g_assert_cmpint (status.travel_year, ==, CAM_TRAVEL_WORSE);
  g_assert_cmpstr (status.reason, ==, "62 of a target of 80 by 31 March, 22" S "% short, tolerance 10" S "%, worse than last "
                                      "quarter, worse than the same quarter last year.");
  /* With a quarter missing between, it is not last quarter. */
  points[1].period = get_quarter ("2025-08-01");
  compute (&gap, &input, TODAY);
  g_assert_nonnull (strstr (gap.reason, "worse than the reading before"));
}

static void
test_editions (void)
{
  CamPoint points[] = { { cam_period_of (CAM_FREQUENCY_YEARLY, cam_day_from_text ("2019-09-26")), 20, NAN, NAN, FALSE, "2019, 2011" },
                        { cam_period_of (CAM_FREQUENCY_YEARLY, cam_day_from_text ("2025-10-30")), 30, NAN, NAN, FALSE, "2025, 2021" } };
  CamStatusInput input = { .frequency = CAM_FREQUENCY_YEARLY, .points = points, .n_points = 2 };
  g_auto (CamStatus) status = { 0 };

  compute (&status, &input, "2026-04-10");
  g_assert_cmpint (status.travel, ==, CAM_TRAVEL_REFUSED);
  g_assert_nonnull (strstr (status.reason, "not compared with earlier readings, which are of another edition"));
}

static void
test_override (void)
{
  CamPoint point = { get_quarter ("2026-03-01"), 62, NAN, NAN, FALSE, NULL };
  CamTarget target = { point.period, 80, NAN, NAN };
  CamStatusInput input = { .frequency = CAM_FREQUENCY_QUARTERLY, .tolerance = 10, .lag = 30, .points = &point,
                           .n_points = 1, .targets = &target, .n_targets = 1, .override_rag = CAM_RAG_AMBER,
                           .override_reason = "The hall was flooded", .override_author = "Ann Example" };
  g_auto (CamStatus) status = { 0 };

  compute (&status, &input, TODAY);
  g_assert_true (status.overridden);
  g_assert_cmpint (status.rag, ==, CAM_RAG_AMBER);
  g_assert_cmpint (status.computed, ==, CAM_RAG_RED);
  g_assert_cmpstr (status.reason, ==, "Set to amber by Ann Example: The hall was flooded. Computed as red: 62 of a target of "
                                      "80 by 31 March, 22" S "% short, tolerance 10" S "%.");
}

/* A target of the quarter goes before that of the year. */
static void
test_nearest_target (void)
{
  CamPoint point = { get_quarter ("2025-06-01"), 21, NAN, NAN, FALSE, NULL };
  CamTarget targets[] = { { cam_period_of (CAM_FREQUENCY_YEARLY, point.period.ends), 80, NAN, NAN },
                          { point.period, 20, NAN, NAN } };
  CamStatusInput input = { .frequency = CAM_FREQUENCY_QUARTERLY, .lag = 30, .points = &point, .n_points = 1,
                           .targets = targets, .n_targets = 2 };
  g_auto (CamStatus) status = { 0 };

  compute (&status, &input, "2025-07-10");
  g_assert_cmpint (status.rag, ==, CAM_RAG_GREEN);
  g_assert_true (status.target == &targets[1]);
}

static void
test_forecast (void)
{
  CamPoint points[4];
  guint32 day = 0;

  /* Three quarters that grow by 10 every 92 days; the year ends 90 days after the third. */
  for (guint i = 0; i < 4; i++)
    points[i] = (CamPoint) { { 0, cam_day_from_text ("2025-06-30") + 92 * i }, 100 + 10 * i, NAN, NAN, FALSE, NULL };
  g_assert_cmpfloat_with_epsilon (cam_status_forecast (points, 3, &day), 120 + 10.0 * 90 / 92, 1e-9);
  g_assert_cmpuint (day, ==, cam_day_from_text ("2026-03-31"));
  g_assert_true (isnan (cam_status_forecast (points, 2, &day)));
  g_assert_cmpuint (day, ==, 0);
  /* Least squares by hand: x = -1, 0, 1, y = 1, 3, 2: slope 1/2, mean 2; at x = 2 it is 3. */
  for (guint i = 0; i < 3; i++)
    points[i] = (CamPoint) { { 0, cam_day_from_text ("2026-03-31") - 300 + 100 * i }, i == 0 ? 1 : i == 1 ? 3 : 2, NAN, NAN, FALSE, NULL };
  g_assert_cmpfloat_with_epsilon (cam_status_forecast (points, 3, &day), 3, 1e-9);
  /* A count does not fall below nothing. */
  for (guint i = 0; i < 3; i++)
    points[i].value = 20 - 10 * (double) i;
  g_assert_cmpfloat (cam_status_forecast (points, 3, &day), ==, 0);
  points[1].edition = "2019";
  g_assert_true (isnan (cam_status_forecast (points, 3, &day)));
}

static void
assert_forecast (const CamStatusInput *input,
                 const char           *today,
                 const char           *sentence)
{
  g_auto (CamStatus) status = { 0 };
  g_autofree char *said = NULL;

  compute (&status, input, today);
  said = cam_status_dup_forecast (&status, input, cam_day_from_text (today));
  g_assert_cmpstr (said, ==, sentence);
}

/* A forecast, or why there is none. */
static void
test_forecast_words (void)
{
  static const char *const days[] = { "2025-05-01", "2025-08-01", "2025-12-01" };
  static const char *const apart[] = { "2023-05-01", "2024-05-01", "2025-12-01" };
  CamPoint points[3];
  CamStatusInput input = { .frequency = CAM_FREQUENCY_QUARTERLY, .unit = "people", .points = points };

  assert_forecast (&input, "2026-01-10", NULL);
  for (guint i = 0; i < 3; i++)
    points[i] = (CamPoint) { get_quarter (days[i]), 100 + 10 * i, NAN, NAN, FALSE, NULL };
  input.n_points = 2;
  assert_forecast (&input, "2026-01-10", "No forecast: there are fewer than three readings.");
  input.n_points = 3;
  assert_forecast (&input, "2026-01-10", "On this course it is 130" S "people by 31 March.");
  assert_forecast (&input, "2026-04-01", NULL);
  points[1].edition = "2019";
  assert_forecast (&input, "2026-01-10", "No forecast: the readings are of different editions or boundaries.");
  for (guint i = 0; i < 3; i++)
    points[i].period = get_quarter (apart[i]);
  assert_forecast (&input, "2026-01-10", "No forecast: there are fewer than three readings in twelve months.");
}

/* What is compared with last year is called by how often it is read. */
static void
test_year_words (void)
{
  static const struct
  {
    CamFrequency  frequency;
    const char   *words;
  } each[] = { { CAM_FREQUENCY_WEEKLY, "up 50" S "% on the same week last year." },
               { CAM_FREQUENCY_MONTHLY, "up 50" S "% on the same month last year." },
               { CAM_FREQUENCY_QUARTERLY, "up 50" S "% on the same quarter last year." },
               { CAM_FREQUENCY_YEARLY, "up 50" S "% on last year." },
               { CAM_FREQUENCY_ONCE, "up 50" S "% on the same period last year." } };

  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    {
      guint32 day = cam_day_from_text ("2026-03-20");
      CamPoint points[] = { { cam_period_of (each[i].frequency, cam_day_a_year_before (day)), 20, NAN, NAN, FALSE, NULL },
                            { cam_period_of (each[i].frequency, day), 30, NAN, NAN, FALSE, NULL } };
      CamStatusInput input = { .frequency = each[i].frequency, .lag = 90, .is_count = TRUE, .points = points, .n_points = 2 };
      g_auto (CamStatus) status = { 0 };

      compute (&status, &input, "2026-04-10");
      g_assert_true (g_str_has_suffix (status.reason, each[i].words));
    }
}

static void
test_periods (void)
{
  static const struct
  {
    CamFrequency  frequency;
    const char   *day;
    const char   *starts;
    const char   *ends;
    const char   *words;
  } periods[] = {
    { CAM_FREQUENCY_WEEKLY, "2026-01-01", "2025-12-29", "2026-01-04", "the week of 29 December 2025" },
    { CAM_FREQUENCY_MONTHLY, "2024-02-29", "2024-02-01", "2024-02-29", "February 2024" },
    { CAM_FREQUENCY_MONTHLY, "2026-12-31", "2026-12-01", "2026-12-31", "December 2026" },
    { CAM_FREQUENCY_QUARTERLY, "2026-03-31", "2026-01-01", "2026-03-31", "January to March 2026" },
    { CAM_FREQUENCY_QUARTERLY, "2026-11-27", "2026-10-01", "2026-12-31", "October to December 2026" },
    { CAM_FREQUENCY_YEARLY, "2026-03-31", "2025-04-01", "2026-03-31", "2025/26" },
    { CAM_FREQUENCY_YEARLY, "1999-04-01", "1999-04-01", "2000-03-31", "1999/00" },
    { CAM_FREQUENCY_ONCE, "2026-05-04", "2026-05-04", "2026-05-04", "4 May 2026" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      CamPeriod period = cam_period_of (periods[i].frequency, cam_day_from_text (periods[i].day));
      g_autofree char *starts = cam_day_to_text (period.starts);
      g_autofree char *ends = cam_day_to_text (period.ends);
      g_autofree char *words = cam_period_format (period);

      g_assert_cmpstr (starts, ==, periods[i].starts);
      g_assert_cmpstr (ends, ==, periods[i].ends);
      g_assert_cmpstr (words, ==, periods[i].words);
    }
  g_assert_cmpuint (cam_day_from_text ("2026-02-29"), ==, 0);
  g_assert_cmpuint (cam_day_from_text ("2026-1-01"), ==, 0);
  g_assert_cmpuint (cam_day_from_text ("2026-01-011"), ==, 0);
  g_assert_cmpuint (cam_day_from_text (""), ==, 0);
  g_assert_cmpuint (cam_day_a_year_before (cam_day_from_text ("2024-02-29")), ==, cam_day_from_text ("2023-02-28"));
}

static void
test_format (void)
{
  static const struct
  {
    double      value;
    guint       decimals;
    const char *unit;
    const char *text;
  } numbers[] = {
    { 31977, 0, "people", "31,977" S "people" }, { 1493, 0, NULL, "1,493" }, { 23, 0, "%", "23" S "%" },
    { -1234567.891, 2, "", "-1,234,567.89" }, { -0.001, 2, NULL, "0.00" }, { 999, 0, NULL, "999" }, { -999, 0, NULL, "-999" },
    { 79.96, 1, NULL, "80.0" }, { 0.125, 2, NULL, "0.13" }, { 100000, 0, NULL, "100,000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = cam_status_format (numbers[i].value, numbers[i].decimals, numbers[i].unit);

      g_assert_cmpstr (text, ==, numbers[i].text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/status/table/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/status/grid", test_grid);
  g_test_add_func ("/status/overdue", test_overdue);
  g_test_add_func ("/status/no-target", test_no_target);
  g_test_add_func ("/status/count", test_count);
  g_test_add_func ("/status/travel", test_travel);
  g_test_add_func ("/status/editions", test_editions);
  g_test_add_func ("/status/override", test_override);
  g_test_add_func ("/status/nearest-target", test_nearest_target);
  g_test_add_func ("/status/forecast", test_forecast);
  g_test_add_func ("/status/forecast-words", test_forecast_words);
  g_test_add_func ("/status/year-words", test_year_words);
  g_test_add_func ("/status/periods", test_periods);
  g_test_add_func ("/status/format", test_format);
  return g_test_run ();
}
