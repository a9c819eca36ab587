/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The join of one cell alone: all short lives of three copies, and many long ones, in which each copy writes and
 * takes from the others. CAM_SOAK makes the second part long. */
#include "cam-join.h"

#include <string.h>

#define N_COPIES 3
#define MAX_WRITES 8
#define MAX_DOTS (N_COPIES * MAX_WRITES)
#define DEPTH 5
#define N_LIVES 3000
#define N_STEPS 40

typedef guint32 Dots;  /* a set: a bit for each */

/* One copy's cell: its values, and what it has seen. */
typedef struct
{
  Dots values;
  Dots seen;
  guint shown;
  guint n_writes;
} Cell;

typedef struct
{
  Cell   cells[N_COPIES];
  Dots   over[MAX_DOTS];    /* what whoever wrote it had before them */
  gint64 clocks[MAX_DOTS];
} Life;

static guint
get_dot (guint copy,
         guint seq)
{
  return copy * MAX_WRITES + seq;
}

/* CamLaterFunc. Ties are frequent. */
static gboolean
is_later (const CamSurvivor *a,
          const CamSurvivor *b,
          gpointer           data)
{
  const Life *life = data;
  gint64 first = a->copy > 0 ? life->clocks[get_dot (a->copy - 1, (guint) a->seq)] : -1;
  gint64 second = b->copy > 0 ? life->clocks[get_dot (b->copy - 1, (guint) b->seq)] : -1;

  if (first != second)
    return first > second;
  return a->copy != b->copy ? a->copy > b->copy : a->seq > b->seq;
}

static void
add (GArray      *cell,
     const Cell  *other,
     guint        dot)
{
  const CamSurvivor survivor = { .copy = 1 + dot / MAX_WRITES, .seq = dot % MAX_WRITES,
                                 .value = cam_integer (dot % 2), .seen = (other->seen >> dot) & 1 };

  g_array_append_val (cell, survivor);
}

static GArray *
list (const Cell *cell,
      const Cell *other)
{
  GArray *survivors = g_array_new (FALSE, FALSE, sizeof (CamSurvivor));

  if (cell->values == 0)
    {
      const CamSurvivor left_out = { .copy = 0, .seq = -1, .seen = TRUE };

      g_array_append_val (survivors, left_out);
      return survivors;
    }
  add (survivors, other, cell->shown);
  for (guint dot = 0; dot < MAX_DOTS; dot++)
    if (((cell->values >> dot) & 1) && dot != cell->shown)
      add (survivors, other, dot);
  return survivors;
}

static Cell
join (Life       *life,
      const Cell *ours,
      const Cell *theirs)
{
  g_autoptr (GArray) our_list = list (ours, theirs);
  g_autoptr (GArray) their_list = list (theirs, ours);
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (CamSurvivor));
  Cell cell = { .seen = ours->seen | theirs->seen, .n_writes = ours->n_writes };

  cam_join_cell (our_list, their_list, is_later, life, result);
  g_assert_cmpuint (result->len, >, 0);
  for (guint i = 0; i < result->len; i++)
    {
      const CamSurvivor *each = &g_array_index (result, CamSurvivor, i);
      guint dot = each->copy > 0 ? get_dot (each->copy - 1, (guint) each->seq) : 0;

      if (each->copy == 0)
        {
          g_assert_cmpuint (result->len, ==, 1);
          continue;
        }
      g_assert_false ((cell.values >> dot) & 1);
      cell.values |= (Dots) 1 << dot;
      if (i == 0)
        cell.shown = dot;
    }
  return cell;
}

static void
assert_same (const Cell *a,
             const Cell *b)
{
  g_assert_cmphex (a->values, ==, b->values);
  g_assert_cmphex (a->seen, ==, b->seen);
  g_assert_cmpuint (a->shown, ==, b->shown);
}

/* What is left of what is known, by its meaning alone. */
static void
assert_right (Life       *life,
              const Cell *cell)
{
  Dots current = cell->seen;
  guint shown = 0;
  gboolean any = FALSE;

  for (guint dot = 0; dot < MAX_DOTS; dot++)
    if ((cell->seen >> dot) & 1)
      current &= ~life->over[dot];
  g_assert_cmphex (cell->values, ==, current);
  for (guint dot = 0; dot < MAX_DOTS; dot++)
    if (((current >> dot) & 1) && (!any || life->clocks[dot] >= life->clocks[shown]))
      {
        shown = dot;
        any = TRUE;
      }
  g_assert_cmpuint (cell->shown, ==, shown);
}

static gboolean
write_value (Life  *life,
             guint  copy)
{
  Cell *cell = &life->cells[copy];
  guint dot = get_dot (copy, cell->n_writes);
  gint64 clock = 0;

  if (cell->n_writes == MAX_WRITES)
    return FALSE;
  for (guint i = 0; i < MAX_DOTS; i++)
    if ((cell->seen >> i) & 1)
      clock = MAX (clock, life->clocks[i]);
  life->clocks[dot] = clock + 1;
  life->over[dot] = cell->seen;
  cell->values = (Dots) 1 << dot;
  cell->seen |= (Dots) 1 << dot;
  cell->shown = dot;
  cell->n_writes++;
  return TRUE;
}

static void
check_laws (Life *life)
{
  const Cell *a = &life->cells[0];
  const Cell *b = &life->cells[1];
  const Cell *c = &life->cells[2];
  Cell ab = join (life, a, b);
  Cell ba = join (life, b, a);
  Cell bc = join (life, b, c);
  Cell ab_c = join (life, &ab, c);
  Cell a_bc = join (life, a, &bc);
  Cell aa = join (life, a, a);
  Cell ab_a = join (life, &ab, a);
  Cell ab_b = join (life, &ab, b);

  assert_same (&ab, &ba);
  assert_same (&ab_c, &a_bc);
  assert_same (&aa, a);
  assert_same (&ab_a, &ab);
  assert_same (&ab_b, &ab);
  assert_right (life, &ab);
  assert_right (life, &ab_c);
}

/* The steps: each copy writes, or takes from another one. */
#define N_CHOICES (N_COPIES + N_COPIES * (N_COPIES - 1))

static void
live (Life  *life,
      guint  choice)
{
  guint copy = (choice - N_COPIES) / (N_COPIES - 1);
  guint other = (copy + 1 + choice % (N_COPIES - 1)) % N_COPIES;

  if (choice < N_COPIES)
    write_value (life, choice);
  else
    life->cells[copy] = join (life, &life->cells[copy], &life->cells[other]);
}

static void
live_all (const Life *before,
          guint       depth)
{
  for (guint choice = 0; choice < N_CHOICES; choice++)
    {
      Life life = *before;

      live (&life, choice);
      check_laws (&life);
      if (depth > 1)
        live_all (&life, depth - 1);
    }
}

static void
test_short_lives (void)
{
  const Life nothing = { 0 };

  live_all (&nothing, DEPTH);
}

static void
test_long_lives (void)
{
  const char *soak = g_getenv ("CAM_SOAK");
  guint n = soak != NULL ? MAX ((guint) g_ascii_strtoull (soak, NULL, 10), N_LIVES) : N_LIVES;

  for (guint i = 0; i < n; i++)
    {
      Life life = { 0 };

      for (guint step = 0; step < N_STEPS; step++)
        live (&life, (guint) g_test_rand_int_range (0, N_CHOICES));
      check_laws (&life);
    }
}

static GArray *
make_cell (guint n,
           ...)
{
  GArray *cell = g_array_new (FALSE, FALSE, sizeof (CamSurvivor));
  va_list args;

  va_start (args, n);
  for (guint i = 0; i < n; i++)
    {
      CamSurvivor each = { .copy = va_arg (args, guint) };

      each.seq = each.copy > 0 ? 1 : -1;
      each.value = cam_integer (va_arg (args, int));
      each.seen = va_arg (args, gboolean);
      g_array_append_val (cell, each);
    }
  va_end (args);
  return cell;
}

/* What was left out of a copy gives way to anything, and nothing gives way to it. */
static void
test_left_out (void)
{
  Life life = { 0 };
  g_autoptr (GArray) left_out = make_cell (1, 0u, 0, TRUE);
  g_autoptr (GArray) again = make_cell (1, 0u, 0, TRUE);
  g_autoptr (GArray) seen = make_cell (1, 1u, 7, TRUE);
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (CamSurvivor));

  cam_join_cell (left_out, seen, is_later, &life, result);
  g_assert_cmpuint (result->len, ==, 1);
  g_assert_cmpuint (g_array_index (result, CamSurvivor, 0).copy, ==, 1);
  cam_join_cell (seen, left_out, is_later, &life, result);
  g_assert_cmpuint (result->len, ==, 1);
  g_assert_cmpuint (g_array_index (result, CamSurvivor, 0).copy, ==, 1);
  cam_join_cell (left_out, again, is_later, &life, result);
  g_assert_true (cam_join_is_same (left_out, result));
}

/* No honest pair of files says so; better two values than none. */
static void
test_both_replaced (void)
{
  Life life = { 0 };
  g_autoptr (GArray) ours = make_cell (1, 1u, 1, TRUE);
  g_autoptr (GArray) theirs = make_cell (1, 2u, 2, TRUE);
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (CamSurvivor));

  cam_join_cell (ours, theirs, is_later, &life, result);
  g_assert_cmpuint (result->len, ==, 2);
  g_assert_true (cam_join_is_open (result));
}

static void
test_equal_values (void)
{
  Life life = { 0 };
  g_autoptr (GArray) ours = make_cell (1, 1u, 5, FALSE);
  g_autoptr (GArray) theirs = make_cell (2, 2u, 5, FALSE, 3u, 5, FALSE);
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (CamSurvivor));

  /* They stay beside each other: dropping one would make the result depend on the order. */
  cam_join_cell (ours, theirs, is_later, &life, result);
  g_assert_cmpuint (result->len, ==, 3);
  g_assert_false (cam_join_is_open (result));
  g_array_index (result, CamSurvivor, 1).value = cam_real (5);
  g_assert_true (cam_join_is_open (result));
  g_assert_false (cam_join_is_same (ours, result));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/join/short-lives", test_short_lives);
  g_test_add_func ("/join/long-lives", test_long_lives);
  g_test_add_func ("/join/left-out", test_left_out);
  g_test_add_func ("/join/both-replaced", test_both_replaced);
  g_test_add_func ("/join/equal-values", test_equal_values);
  return g_test_run ();
}
