/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes of numbers: by gaps, by counts, by steps; against trying out every grouping. */
#include "cam-classes.h"

#include <math.h>

static void
test_natural (void)
{
  const double values[] = { 50, 1, 2, 48, 3, 20, 21, 52 };
  CamClass classes[3];

  g_assert_cmpuint (cam_classes_compute (values, 8, CAM_CLASSING_NATURAL, 3, classes), ==, 3);
  g_assert_cmpfloat (classes[0].low, ==, 1);
  g_assert_cmpfloat (classes[0].high, ==, 3);
  g_assert_cmpuint (classes[0].n_values, ==, 3);
  g_assert_cmpfloat (classes[1].low, ==, 20);
  g_assert_cmpfloat (classes[1].high, ==, 21);
  g_assert_cmpfloat (classes[2].low, ==, 48);
  g_assert_cmpfloat (classes[2].high, ==, 52);
  g_assert_cmpuint (classes[2].n_values, ==, 3);
}

static void
test_counts (void)
{
  const double values[] = { 1, 2, 3, 4, 100, 1000 };
  const double many_zeros[] = { 0, 0, 0, 0, 0, 0, 7, 9 };
  CamClass classes[4];

  g_assert_cmpuint (cam_classes_compute (values, 6, CAM_CLASSING_COUNTS, 3, classes), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (classes[i].n_values, ==, 2);
  g_assert_cmpfloat (classes[2].low, ==, 100);
  /* Equal numbers stay together, however many classes they fill. */
  g_assert_cmpuint (cam_classes_compute (many_zeros, 8, CAM_CLASSING_COUNTS, 4, classes), ==, 2);
  g_assert_cmpfloat (classes[0].high, ==, 0);
  g_assert_cmpuint (classes[0].n_values, ==, 6);
  g_assert_cmpfloat (classes[1].low, ==, 7);
}

static void
test_steps (void)
{
  const double values[] = { 0, 10, 1, 9, 10 };
  CamClass classes[5];

  /* The three in the middle hold nothing. */
  g_assert_cmpuint (cam_classes_compute (values, 5, CAM_CLASSING_STEPS, 5, classes), ==, 2);
  g_assert_cmpfloat (classes[0].high, ==, 1);
  g_assert_cmpfloat (classes[1].low, ==, 9);
  g_assert_cmpuint (classes[1].n_values, ==, 3);
}

static void
test_edges (void)
{
  const double same[] = { 5, 5, 5 };
  const double strange[] = { NAN, INFINITY, 3, -INFINITY, 4 };
  const double far[] = { -G_MAXDOUBLE, 0, G_MAXDOUBLE, G_MINDOUBLE };
  CamClass classes[7];

  for (guint classing = 0; classing < CAM_N_CLASSINGS; classing++)
    {
      g_assert_cmpuint (cam_classes_compute (NULL, 0, classing, 5, classes), ==, 0);
      g_assert_cmpuint (cam_classes_compute (strange, 2, classing, 5, classes), ==, 0);
      g_assert_cmpuint (cam_classes_compute (same, 3, classing, 5, classes), ==, 1);
      g_assert_cmpuint (classes[0].n_values, ==, 3);
      g_assert_cmpuint (cam_classes_compute (strange, 5, classing, 2, classes), ==, 2);
      g_assert_cmpfloat (classes[1].low, ==, 4);
      g_assert_cmpuint (cam_classes_compute (far, 4, classing, 2, classes), ==, 2);
    }
}

static void
test_find (void)
{
  const CamClass classes[] = { { 1, 3, 3 }, { 20, 21, 2 }, { 48, 52, 3 } };

  g_assert_cmpint (cam_classes_find (classes, 3, 0), ==, 0);
  g_assert_cmpint (cam_classes_find (classes, 3, 3), ==, 0);
  g_assert_cmpint (cam_classes_find (classes, 3, 10), ==, 0);
  g_assert_cmpint (cam_classes_find (classes, 3, 20), ==, 1);
  g_assert_cmpint (cam_classes_find (classes, 3, 99), ==, 2);
  g_assert_cmpint (cam_classes_find (classes, 3, NAN), ==, -1);
  g_assert_cmpint (cam_classes_find (classes, 0, 1), ==, -1);
}

static double
get_spread (const double *values,
            guint         n)
{
  double mean = 0;
  double spread = 0;

  for (guint i = 0; i < n; i++)
    mean += values[i] / n;
  for (guint i = 0; i < n; i++)
    spread += (values[i] - mean) * (values[i] - mean);
  return spread;
}

/* Every way to cut sorted numbers into three. */
static double
find_least_spread (const double *values,
                   guint         n)
{
  double least = G_MAXDOUBLE;

  for (guint i = 1; i < n - 1; i++)
    for (guint j = i + 1; j < n; j++)
      least = MIN (least, get_spread (values, i) + get_spread (values + i, j - i) + get_spread (values + j, n - j));
  return least;
}

static void
test_random (void)
{
  for (guint run = 0; run < 500; run++)
    {
      double values[40];
      guint n = (guint) g_test_rand_int_range (3, G_N_ELEMENTS (values));
      double spread = 0;
      guint at = 0;
      CamClass classes[3];

      values[0] = g_test_rand_double_range (-100, 100);
      for (guint i = 1; i < n; i++)
        values[i] = values[i - 1] + g_test_rand_double_range (0.01, 20);
      g_assert_cmpuint (cam_classes_compute (values, n, CAM_CLASSING_NATURAL, 3, classes), ==, 3);
      for (guint k = 0; k < 3; at += classes[k++].n_values)
        {
          spread += get_spread (values + at, classes[k].n_values);
          for (guint i = at; i < at + classes[k].n_values; i++)
            g_assert_cmpint (cam_classes_find (classes, 3, values[i]), ==, (int) k);
        }
      g_assert_cmpuint (at, ==, n);
      g_assert_cmpfloat_with_epsilon (spread, find_least_spread (values, n), 1e-6);
    }
}

/* More different numbers than natural classes are looked for among. */
static void
test_many (void)
{
  g_autofree double *values = g_new (double, 50000);
  CamClass classes[2];

  for (guint i = 0; i < 50000; i++)
    values[i] = i < 20000 ? i : 1e6 + i;
  g_assert_cmpuint (cam_classes_compute (values, 50000, CAM_CLASSING_NATURAL, 2, classes), ==, 2);
  g_assert_cmpuint (classes[0].n_values, ==, 20000);
  g_assert_cmpfloat (classes[0].low, ==, 0);
  g_assert_cmpfloat (classes[1].low, ==, 1e6 + 20000);
  g_assert_cmpfloat (classes[1].high, ==, 1e6 + 49999);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/classes/natural", test_natural);
  g_test_add_func ("/classes/counts", test_counts);
  g_test_add_func ("/classes/steps", test_steps);
  g_test_add_func ("/classes/edges", test_edges);
  g_test_add_func ("/classes/find", test_find);
  g_test_add_func ("/classes/random", test_random);
  g_test_add_func ("/classes/many", test_many);

  return g_test_run ();
}
