/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-timing.h"

double
bench_get_seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

double
bench_get_milliseconds (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const double *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

double
bench_measure (guint     n_runs,
               BenchFunc func,
               gpointer  bench)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  g_assert_cmpuint (n_runs, >, 0);
  for (guint i = 0; i < n_runs; i++)
    {
      double start = bench_get_milliseconds ();
      double time;

      func (bench);
      time = bench_get_milliseconds () - start;
      g_array_append_val (times, time);
    }
  g_array_sort (times, compare_times);
  return g_array_index (times, double, n_runs / 2);
}

void
bench_report (guint        n_runs,
              const char  *name,
              BenchFunc    func,
              const char  *reference,
              BenchFunc    reference_func,
              gpointer     bench)
{
  g_print ("bench: %s %.2f ms (reference %s %.2f ms)\n", name, bench_measure (n_runs, func, bench), reference,
           bench_measure (n_runs, reference_func, bench));
}

void
bench_check (const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}
