/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where blocks of a week stand: for any of them, none shares a place with another; and the two days on which the clock is
 * put forward or back. */
#include "cam-period.h"
#include "cam-week-clock.h"
#include "cam-week-layout.h"

#include <locale.h>

#define N_WEEKS 2000
#define DAY 1440

static void
fill (CamWeekBlock *blocks,
      guint         n)
{
  for (guint i = 0; i < n; i++)
    {
      int starts = g_test_rand_int_range (0, DAY - 30) / 15 * 15;

      blocks[i] = (CamWeekBlock) { .starts = starts,
                                   .ends = MIN (starts + g_test_rand_int_range (1, i % 7 == 0 ? 800 : 120), DAY) };
    }
}

static gboolean
is_apart (const CamWeekBlock *one,
          const CamWeekBlock *other)
{
  double left = (double) one->column / one->n_columns;
  double right = (double) (one->column + one->span) / one->n_columns;
  double other_left = (double) other->column / other->n_columns;
  double other_right = (double) (other->column + other->span) / other->n_columns;

  return one->ends <= other->starts || other->ends <= one->starts || right <= other_left || other_right <= left;
}

static void
assert_sound (const CamWeekBlock *blocks,
              guint               n,
              const GArray       *rests,
              guint               max)
{
  guint n_out = 0;
  guint n_rest = 0;

  for (guint i = 0; i < n; i++)
    {
      n_out += blocks[i].left_out;
      if (blocks[i].left_out)
        continue;
      g_assert_cmpuint (blocks[i].span, >, 0);
      g_assert_cmpuint (blocks[i].n_columns, <=, max);
      g_assert_cmpuint (blocks[i].column + blocks[i].span, <=, blocks[i].n_columns);
      for (guint j = 0; j < i; j++)
        g_assert_true (blocks[j].left_out || is_apart (&blocks[i], &blocks[j]));
      for (guint j = 0; j < rests->len; j++)
        {
          const CamWeekRest *rest = &g_array_index (rests, CamWeekRest, j);

          g_assert_true (blocks[i].ends <= rest->starts || rest->ends <= blocks[i].starts
                         || blocks[i].column + blocks[i].span < rest->n_columns);
        }
    }
  for (guint j = 0; j < rests->len; j++)
    n_rest += g_array_index (rests, CamWeekRest, j).n;
  g_assert_cmpuint (n_out, ==, n_rest);
}

static const CamWeekBlock *
find (const CamWeekBlock *blocks,
      guint               n,
      const CamWeekBlock *wanted)
{
  for (guint i = 0; i < n; i++)
    if (blocks[i].starts == wanted->starts && blocks[i].ends == wanted->ends && blocks[i].column == wanted->column
        && blocks[i].span == wanted->span && blocks[i].left_out == wanted->left_out)
      return &blocks[i];
  return NULL;
}

static void
test_any (void)
{
  for (guint week = 0; week < N_WEEKS; week++)
    {
      guint n = (guint) g_test_rand_int_range (0, 40);
      guint max = (guint) g_test_rand_int_range (1, 12);
      g_autofree CamWeekBlock *blocks = g_new0 (CamWeekBlock, n + 1);
      g_autofree CamWeekBlock *turned = g_new0 (CamWeekBlock, n + 1);
      g_autoptr (GArray) rests = NULL;
      g_autoptr (GArray) again = NULL;

      fill (blocks, n);
      for (guint i = 0; i < n; i++)
        turned[i] = blocks[n - 1 - i];
      rests = cam_week_layout (blocks, n, max);
      again = cam_week_layout (turned, n, max);
      assert_sound (blocks, n, rests, max);
      /* Whatever their order. */
      for (guint i = 0; i < n; i++)
        g_assert_nonnull (find (turned, n, &blocks[i]));
      g_assert_cmpuint (rests->len, ==, again->len);
    }
}

/* One that nothing is beside takes all the room; two halves; a third that has room beside the first. */
static void
test_few (void)
{
  CamWeekBlock blocks[] = { { 600, 720 }, { 540, 600 }, { 630, 700 }, { 710, 760 } };
  g_autoptr (GArray) rests = cam_week_layout (blocks, G_N_ELEMENTS (blocks), 4);

  g_assert_cmpuint (rests->len, ==, 0);
  g_assert_cmpuint (blocks[1].n_columns, ==, 1);
  g_assert_cmpuint (blocks[0].n_columns, ==, 2);
  g_assert_cmpuint (blocks[0].column, ==, 0);
  g_assert_cmpuint (blocks[2].column, ==, 1);
  g_assert_cmpuint (blocks[3].column, ==, 1);
}

static void
test_many (void)
{
  CamWeekBlock blocks[] = { { 600, 660 }, { 600, 660 }, { 610, 700 }, { 620, 640 } };
  g_autoptr (GArray) rests = cam_week_layout (blocks, G_N_ELEMENTS (blocks), 3);

  g_assert_cmpuint (rests->len, ==, 1);
  g_assert_cmpuint (g_array_index (rests, CamWeekRest, 0).n, ==, 2);
  g_assert_cmpint (g_array_index (rests, CamWeekRest, 0).starts, ==, 610);
  g_assert_cmpint (g_array_index (rests, CamWeekRest, 0).ends, ==, 700);
  g_assert_false (blocks[0].left_out || blocks[1].left_out);
  g_assert_true (blocks[2].left_out && blocks[3].left_out);
}

static void
test_columns (void)
{
  for (int width = 100; width < 1500; width += 37)
    for (guint n = 1; n <= 7; n++)
      for (guint i = 0; i < n; i++)
        {
          int x = 0;
          int column = 0;

          cam_week_get_column (width, 48, n, i, &x, &column);
          g_assert_cmpuint (cam_week_find_column (width, 48, n, x + column / 2.0), ==, i);
          g_assert_cmpint (x + column, <=, width);
        }
}

static void
test_clock (void)
{
  CamWeekClock spring = cam_week_clock_of (cam_day_from_text ("2026-03-29"));
  CamWeekClock autumn = cam_week_clock_of (cam_day_from_text ("2026-10-25"));
  CamWeekClock other = cam_week_clock_of (cam_day_from_text ("2026-03-28"));
  CamWallTime skipped = cam_wall_time_from_text ("2026-03-29T01:30");

  g_assert_cmpint (spring.missing_from, ==, 60);
  g_assert_cmpint (spring.missing_to, ==, 120);
  g_assert_cmpint (spring.twice_to, ==, 0);
  g_assert_cmpint (autumn.twice_from, ==, 60);
  g_assert_cmpint (autumn.twice_to, ==, 120);
  g_assert_cmpint (autumn.missing_to, ==, 0);
  g_assert_cmpint (other.missing_to + other.twice_to, ==, 0);
  g_assert_cmpint (cam_week_clock_skip (&spring, skipped), ==, cam_wall_time_from_text ("2026-03-29T02:30"));
  g_assert_cmpint (cam_week_clock_skip (&spring, skipped + 30), ==, skipped + 30);
  g_assert_cmpint (cam_week_clock_skip (&spring, skipped - 31), ==, skipped - 31);
  g_assert_cmpint (cam_week_clock_skip (&autumn, cam_wall_time_from_text ("2026-10-25T01:30")), ==,
                   cam_wall_time_from_text ("2026-10-25T01:30"));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/week-layout/any", test_any);
  g_test_add_func ("/ui/week-layout/few", test_few);
  g_test_add_func ("/ui/week-layout/many", test_many);
  g_test_add_func ("/ui/week-layout/columns", test_columns);
  g_test_add_func ("/ui/week-layout/clock", test_clock);
  return g_test_run ();
}
