/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-measure-state.h"

G_BEGIN_DECLS

/* What cam-measure-load.c fills; everything is freed with the object. */
struct _CamMeasureState
{
  GObject         parent_instance;

  char           *uuid;
  char           *name;
  char           *priority;
  char           *outcome;
  char           *activity;
  char           *owner;
  char           *unit;
  const char     *edition;    /* interned: edition and boundaries of its dataset */
  double          ratio_per;  /* NAN where the value stands by itself */
  gboolean        adds_up;
  gboolean        by_area;    /* points are sums over areas */
  char           *override_reason;
  char           *override_author;
  guint32         override_day;
  CamRag          override_rag;
  GArray         *points;     /* CamPoint */
  GArray         *n_areas;    /* guint for each point that is a sum */
  GArray         *parts;      /* CamPoint of single areas, NULL for none */
  GArray         *targets;    /* CamTarget */

  CamStatusInput  input;
  CamStatus       status;
};

/* With the same measure and the same targets, and nothing read yet. (transfer full) */
CamMeasureState *cam_measure_state_new_like (CamMeasureState *other) G_GNUC_WARN_UNUSED_RESULT;
/* Of a ratio, puts the value in from its parts wherever both are there. FALSE where @point says nothing. */
gboolean cam_measure_state_settle (CamMeasureState *self,
                                   CamPoint        *point);
/* Where there is no reading of all together, makes the points from those of the areas. */
void cam_measure_state_sum_up (CamMeasureState *self);
/* When everything was read: sorts, sums up and computes. */
void cam_measure_state_finish (CamMeasureState *self,
                               guint32          today);

G_END_DECLS
