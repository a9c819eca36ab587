/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the bench programs measure with. */

/* On a clock that only goes forward. */
double bench_get_seconds      (void);
double bench_get_milliseconds (void);

/* One run of what is measured. */
typedef void (*BenchFunc) (gpointer bench);

/* The median of @n_runs runs, in milliseconds. */
double bench_measure          (guint        n_runs,
                               BenchFunc    func,
                               gpointer     bench);
/* Prints "bench: NAME x ms (reference REFERENCE y ms)", both measured so. */
void   bench_report           (guint        n_runs,
                               const char  *name,
                               BenchFunc    func,
                               const char  *reference,
                               BenchFunc    reference_func,
                               gpointer     bench);
/* Ends the program where something went wrong. */
void   bench_check            (const GError *error);

G_END_DECLS
