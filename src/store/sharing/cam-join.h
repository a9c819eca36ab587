/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-value.h"

G_BEGIN_DECLS

/* The join of one cell: a multi-value register over dots (docs/merging.md, "The join"). Knows nothing of
 * files.
 *
 * After: Almeida, Shoker, Baquero, "Delta state replicated data types", 2018, the optimized MVRegister with
 * a causal context. */

/* A value that is shown or waits beside the one shown. */
typedef struct
{
  guint     copy;    /* index of the copy that wrote it; 0 for a value that was left out */
  gint64    seq;
  CamValue  value;   /* borrowed */
  gboolean  seen;    /* by the other side */
} CamSurvivor;

/* Which of @n clocks and copies is shown: 1 where the first is the later one. Ties go by the copy's id. */
typedef gboolean (*CamLaterFunc) (const CamSurvivor *a,
                                  const CamSurvivor *b,
                                  gpointer           data);

/* Fills @result (element-type CamSurvivor) from the two sides, the one to be shown first, the others in no
 * special order. @ours is never empty. */
void     cam_join_cell    (GArray        *ours,
                           GArray        *theirs,
                           CamLaterFunc   later,
                           gpointer       data,
                           GArray        *result);
/* Whether two sides hold the same dots. */
gboolean cam_join_is_same (GArray        *a,
                           GArray        *b);
/* Whether any two of the values differ, so that somebody has to settle them. */
gboolean cam_join_is_open (GArray        *survivors);

G_END_DECLS
