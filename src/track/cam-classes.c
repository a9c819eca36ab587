/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-classes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Finding natural classes takes time by the square of this. */
#define MAX_DISTINCT 2000

/* A number and how many times it is there; or a group of neighbours, which goes by its greatest. */
typedef struct
{
  double low;
  double value;
  guint  n;
} Distinct;

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

/* (transfer full): Distinct, the least first. */
static GArray *
list_distinct (const double *values,
               guint         n_values)
{
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (double), n_values);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Distinct));

  for (guint i = 0; i < n_values; i++)
    if (isfinite (values[i]))
      g_array_append_val (sorted, values[i]);
  g_array_sort (sorted, compare_values);
  for (guint i = 0; i < sorted->len; i++)
    {
      double value = g_array_index (sorted, double, i);

      if (list->len > 0 && compare_values (&g_array_index (list, Distinct, list->len - 1).value, &value) == 0)
        g_array_index (list, Distinct, list->len - 1).n++;
      else
        g_array_append_vals (list, &(Distinct) { value, value, 1 }, 1);
    }
  return list;
}

/* Neighbours together until there are few enough. */
static void
thin_out (GArray *list)
{
  guint step = (list->len + MAX_DISTINCT - 1) / MAX_DISTINCT;
  guint kept = 0;

  if (step < 2)
    return;
  for (guint i = 0; i < list->len; i += step)
    {
      Distinct group = { g_array_index (list, Distinct, i).low, 0, 0 };

      for (guint j = i; j < MIN (i + step, list->len); j++)
        {
          group.value = g_array_index (list, Distinct, j).value;
          group.n += g_array_index (list, Distinct, j).n;
        }
      g_array_index (list, Distinct, kept++) = group;
    }
  g_array_set_size (list, kept);
}

/* Sums over the numbers before each index, as distances from the middle one so that squares keep their digits. */
typedef struct
{
  double *n;
  double *sum;
  double *squares;
} Sums;

static double
get_spread (const Sums *sums,
            guint       from,
            guint       to)
{
  double n = sums->n[to] - sums->n[from];
  double sum = sums->sum[to] - sums->sum[from];

  return MAX (sums->squares[to] - sums->squares[from] - sum * sum / n, 0);
}

/* Fisher's dynamic programme: the best k classes of the first numbers are the best k - 1 of fewer and one more. Fills
 * @ends with the index after the last number of each class. */
static void
find_natural (GArray *list,
              guint   n_classes,
              guint  *ends)
{
  guint n = list->len;
  double middle = g_array_index (list, Distinct, n / 2).value;
  /* Halves: the whole distance may be more than there are numbers for. */
  double half = g_array_index (list, Distinct, n - 1).value / 2 - g_array_index (list, Distinct, 0).value / 2;
  g_autofree double *numbers = g_new0 (double, 3 * ((gsize) n + 1));
  Sums sums = { numbers, numbers + n + 1, numbers + 2 * ((gsize) n + 1) };
  g_autofree double *cost = g_new0 (double, (gsize) (n_classes + 1) * (n + 1));
  g_autofree guint *cut = g_new0 (guint, (gsize) (n_classes + 1) * (n + 1));

  for (guint i = 0; i < n; i++)
    {
      const Distinct *each = &g_array_index (list, Distinct, i);
      double value = half > 0 ? (each->value / 2 - middle / 2) / half : 0;

      sums.n[i + 1] = sums.n[i] + each->n;
      sums.sum[i + 1] = sums.sum[i] + each->n * value;
      sums.squares[i + 1] = sums.squares[i] + each->n * value * value;
    }
  for (guint to = 1; to <= n; to++)
    cost[(n + 1) + to] = get_spread (&sums, 0, to);
  for (guint k = 2; k <= n_classes; k++)
    for (guint to = k; to <= n; to++)
      {
        cost[k * (n + 1) + to] = G_MAXDOUBLE;
        for (guint from = k - 1; from < to; from++)
          {
            double total = cost[(k - 1) * (n + 1) + from] + get_spread (&sums, from, to);

            if (total < cost[k * (n + 1) + to])
              {
                cost[k * (n + 1) + to] = total;
                cut[k * (n + 1) + to] = from;
              }
          }
      }
  for (guint k = n_classes, to = n; k > 0; to = cut[k * (n + 1) + to], k--)
    ends[k - 1] = to;
}

/* A class is full once the share of numbers that it ends at is reached. */
static void
find_counts (GArray *list,
             guint   n_classes,
             guint  *ends)
{
  double all = 0;
  double done = 0;
  guint next = 0;

  for (guint i = 0; i < list->len; i++)
    all += g_array_index (list, Distinct, i).n;
  for (guint i = 0; i < list->len; i++)
    {
      done += g_array_index (list, Distinct, i).n;
      while (next < n_classes && done >= all * (next + 1) / n_classes)
        ends[next++] = i + 1;
    }
  while (next < n_classes)
    ends[next++] = list->len;
}

static void
find_steps (GArray *list,
            guint   n_classes,
            guint  *ends)
{
  double low = g_array_index (list, Distinct, 0).value;
  double high = g_array_index (list, Distinct, list->len - 1).value;
  guint at = 0;

  for (guint k = 0; k < n_classes; k++)
    {
      double end = low * ((double) (n_classes - k - 1) / n_classes) + high * ((double) (k + 1) / n_classes);

      while (at < list->len && (k == n_classes - 1 || g_array_index (list, Distinct, at).value < end))
        at++;
      ends[k] = at;
    }
}

guint
cam_classes_compute (const double *values,
                     guint         n_values,
                     CamClassing   classing,
                     guint         n_wanted,
                     CamClass     *classes)
{
  g_autoptr (GArray) list = NULL;
  guint ends[CAM_CLASSES_MAX] = { 0 };
  guint n_classes = 0;

  g_return_val_if_fail (values != NULL || n_values == 0, 0);
  g_return_val_if_fail (classes != NULL, 0);
  g_return_val_if_fail (n_wanted >= CAM_CLASSES_MIN && n_wanted <= CAM_CLASSES_MAX, 0);

  list = list_distinct (values, n_values);
  if (list->len == 0)
    return 0;
  if (classing == CAM_CLASSING_NATURAL)
    {
      thin_out (list);
      n_wanted = MIN (n_wanted, list->len);
      find_natural (list, n_wanted, ends);
    }
  else if (classing == CAM_CLASSING_COUNTS)
    find_counts (list, n_wanted, ends);
  else
    find_steps (list, n_wanted, ends);
  for (guint k = 0, from = 0; k < n_wanted; from = ends[k++])
    {
      CamClass *each = &classes[n_classes];

      if (ends[k] <= from)
        continue;
      *each = (CamClass) { g_array_index (list, Distinct, from).low,
                           g_array_index (list, Distinct, ends[k] - 1).value, 0 };
      for (guint i = from; i < ends[k]; i++)
        each->n_values += g_array_index (list, Distinct, i).n;
      n_classes++;
    }
  return n_classes;
}

int
cam_classes_find (const CamClass *classes,
                  guint           n_classes,
                  double          value)
{
  int found = 0;

  if (!isfinite (value) || n_classes == 0)
    return -1;
  while ((guint) found + 1 < n_classes && value >= classes[found + 1].low)
    found++;
  return found;
}
