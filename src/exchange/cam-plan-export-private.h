/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-measure-state.h"
#include "cam-plan-export.h"
#include "cam-plan-names.h"

G_BEGIN_DECLS

/* An activity as it is written. */
typedef struct
{
  char       *uuid;
  char       *name;
  char       *description;
  char       *owner;
  char       *lead;
  char       *areas;       /* names with "; " between */
  const char *priority;    /* names, which the plan's names own; NULL for none */
  const char *outcome;
  char       *starts_on;
  char       *due_on;
  char       *done_on;
  char       *status;
  char       *reason;      /* a sentence, or "" */
} CamPlanActivity;

typedef struct
{
  CamStore     *store;
  guint32       today;
  CamPlanNames *names;
  GPtrArray    *states;      /* CamMeasureState */
  GPtrArray    *activities;  /* CamPlanActivity, by due date */
  GHashTable   *areas;       /* uuid → name */
} CamPlan;

/* The name of the priority that a measure is under; NULL for none. */
const char *cam_plan_get_priority_of (CamPlan          *self,
                                      CamMeasureState  *state);
/* In cam-plan-sheets.c. */
GBytes     *cam_plan_make_sheets     (CamPlan          *self,
                                      guint            *n_readings,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
