/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-colouring.h"

#include "map-fixture.h"

#define N_COLOURS 7

static GPtrArray *
make_grid (guint columns,
           guint rows)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_geometry_unref);

  for (guint i = 0; i < columns * rows; i++)
    g_ptr_array_add (outlines, map_fixture_square ((i % columns) * 0.1, 52 + (i / columns) * 0.1, 0.1));
  return outlines;
}

static void
test_none (void)
{
  g_autoptr(GPtrArray) outlines = g_ptr_array_new ();
  g_autofree guint8 *colours = cam_area_colouring_new (outlines, N_COLOURS);

  g_assert_nonnull (colours);
}

static void
test_neighbours_differ (void)
{
  g_autoptr(GPtrArray) outlines = make_grid (6, 5);
  g_autofree guint8 *colours = cam_area_colouring_new (outlines, N_COLOURS);

  for (guint i = 0; i < outlines->len; i++)
    {
      g_assert_cmpuint (colours[i], <, N_COLOURS);
      for (guint j = 0; j < i; j++)
        if (ABS ((int) (i % 6) - (int) (j % 6)) + ABS ((int) (i / 6) - (int) (j / 6)) == 1)
          g_assert_cmpuint (colours[i], !=, colours[j]);
    }
}

static void
test_same_again (void)
{
  g_autoptr(GPtrArray) outlines = make_grid (4, 4);
  g_autofree guint8 *first = cam_area_colouring_new (outlines, N_COLOURS);
  g_autofree guint8 *second = cam_area_colouring_new (outlines, N_COLOURS);

  g_assert_cmpmem (first, outlines->len, second, outlines->len);
}

/* Too few colours for all of them to differ is no failure. */
static void
test_too_few (void)
{
  g_autoptr(GPtrArray) outlines = make_grid (3, 3);
  g_autofree guint8 *colours = cam_area_colouring_new (outlines, 2);

  for (guint i = 0; i < outlines->len; i++)
    g_assert_cmpuint (colours[i], <, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/area-colouring/none", test_none);
  g_test_add_func ("/area-colouring/neighbours-differ", test_neighbours_differ);
  g_test_add_func ("/area-colouring/same-again", test_same_again);
  g_test_add_func ("/area-colouring/too-few", test_too_few);
  return g_test_run ();
}
