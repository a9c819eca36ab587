/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-label-placement.h"

#define WIDTH 900.0
#define HEIGHT 600.0
#define GAP 3.0

static void
assert_apart (const CamLabelBox *a,
              const CamLabelBox *b)
{
  g_assert_true (a->left + a->width + GAP <= b->left || b->left + b->width + GAP <= a->left
                 || a->top + a->height + GAP <= b->top || b->top + b->height + GAP <= a->top);
}

static void
test_none (void)
{
  g_assert_cmpuint (cam_label_placement_solve (NULL, 0, WIDTH, HEIGHT, GAP), ==, 0);
}

static void
test_alone (void)
{
  CamLabelBox box = { .x = 100, .y = 50, .width = 40, .height = 10 };

  g_assert_cmpuint (cam_label_placement_solve (&box, 1, WIDTH, HEIGHT, GAP), ==, 1);
  g_assert_true (box.placed);
  g_assert_cmpfloat (box.left, ==, 80);
  g_assert_cmpfloat (box.top, ==, 45);
}

static void
test_weightiest_first (void)
{
  CamLabelBox boxes[] = {
    { .x = 100, .y = 50, .width = 40, .height = 30, .weight = 1 },
    { .x = 105, .y = 52, .width = 40, .height = 30, .weight = 2 },
  };

  g_assert_cmpuint (cam_label_placement_solve (boxes, 2, WIDTH, 80, GAP), ==, 1);
  g_assert_false (boxes[0].placed);
  g_assert_true (boxes[1].placed);
}

static void
test_moves_aside (void)
{
  CamLabelBox boxes[] = {
    { .x = 100, .y = 50, .width = 40, .height = 10, .weight = 2 },
    { .x = 100, .y = 59, .width = 40, .height = 10, .weight = 1 },
  };

  g_assert_cmpuint (cam_label_placement_solve (boxes, 2, WIDTH, HEIGHT, GAP), ==, 2);
  assert_apart (&boxes[0], &boxes[1]);
}

static void
test_stays_inside (void)
{
  CamLabelBox boxes[] = {
    { .x = 5, .y = 50, .width = 40, .height = 10 },
    { .x = WIDTH - 5, .y = 50, .width = 40, .height = 10 },
    { .x = 50, .y = -20, .width = 40, .height = 10 },
  };

  g_assert_cmpuint (cam_label_placement_solve (boxes, 3, WIDTH, HEIGHT, GAP), ==, 0);
}

static void
test_random (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 30; round++)
    {
      CamLabelBox boxes[250];
      guint n_placed = 0;
      guint n_seen = 0;

      for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
        boxes[i] = (CamLabelBox) {
          .x = g_rand_double_range (rand, -50, WIDTH + 50),
          .y = g_rand_double_range (rand, -50, HEIGHT + 50),
          .width = g_rand_double_range (rand, 1, 260),
          .height = g_rand_double_range (rand, 1, 60),
          .weight = g_rand_int_range (rand, 0, 5),
        };
      n_placed = cam_label_placement_solve (boxes, G_N_ELEMENTS (boxes), WIDTH, HEIGHT, GAP);
      g_assert_cmpuint (n_placed, >, 5);
      for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
        {
          if (!boxes[i].placed)
            continue;
          n_seen++;
          g_assert_cmpfloat (boxes[i].left, >=, 0);
          g_assert_cmpfloat (boxes[i].top + boxes[i].height, <=, HEIGHT);
          for (guint j = 0; j < i; j++)
            if (boxes[j].placed)
              assert_apart (&boxes[i], &boxes[j]);
        }
      g_assert_cmpuint (n_seen, ==, n_placed);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/label-placement/none", test_none);
  g_test_add_func ("/label-placement/alone", test_alone);
  g_test_add_func ("/label-placement/weightiest-first", test_weightiest_first);
  g_test_add_func ("/label-placement/moves-aside", test_moves_aside);
  g_test_add_func ("/label-placement/stays-inside", test_stays_inside);
  g_test_add_func ("/label-placement/random", test_random);
  return g_test_run ();
}
