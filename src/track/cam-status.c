/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-status.h"

#include "cam-status-private.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#define HAVERING_TOLERANCE 10
/* So that a value that is written down as the limit counts as it, whatever its binary form. */
#define EPSILON 1e-9

void
cam_status_clear (CamStatus *self)
{
  g_clear_pointer (&self->reason, g_free);
}

/* What is compared is what is shown: 79.96 at one decimal is 80.0. */
double
cam_status_round (double value,
                  guint  decimals)
{
  double factor = pow (10, MIN (decimals, 9));
  double scaled = value * factor;

  return fabs (scaled) < 1e15 ? round (scaled + copysign (EPSILON, scaled)) / factor : value;
}

static gboolean
is_at_least (double a,
             double b)
{
  return a >= b - EPSILON * MAX (1, MAX (fabs (a), fabs (b)));
}

double
cam_status_get_tolerance (const CamStatusInput *input)
{
  if (!isnan (input->tolerance) && input->tolerance >= 0)
    return input->tolerance;
  return input->rule == CAM_RULE_HAVERING ? HAVERING_TOLERANCE : 0;
}

/* The tolerance as a number beside @limit. Of a target of zero there is no per cent: it is that number itself. */
double
cam_status_get_room (const CamStatusInput *input,
                     double                limit)
{
  double tolerance = cam_status_get_tolerance (input);

  return limit == 0 ? tolerance : fabs (limit) * tolerance / 100;
}

/* How far @value is on the wrong side of what was to be reached; 0 on or beyond it. @limit is what it is measured
 * against: of a band the nearer edge. */
double
cam_status_get_gap (const CamStatusInput *input,
                    const CamTarget      *target,
                    double                value,
                    double               *limit)
{
  *limit = target->value;
  switch (input->direction)
    {
    case CAM_DIRECTION_DECREASE:
      return MAX (0, value - target->value);
    case CAM_DIRECTION_MAINTAIN:
      return fabs (value - target->value);
    case CAM_DIRECTION_BAND:
      *limit = !isnan (target->low) && value < target->low ? target->low : target->high;
      if (!isnan (target->low) && value < target->low)
        return target->low - value;
      return !isnan (target->high) && value > target->high ? value - target->high : 0;
    case CAM_DIRECTION_INCREASE:
    default:
      return MAX (0, target->value - value);
    }
}

static CamRag
judge_standard (const CamStatusInput *input,
                double                gap,
                double                room)
{
  if (input->direction == CAM_DIRECTION_MAINTAIN)
    return is_at_least (room, gap) ? CAM_RAG_GREEN : is_at_least (2 * room, gap) ? CAM_RAG_AMBER : CAM_RAG_RED;
  if (is_at_least (0, gap))
    return CAM_RAG_GREEN;
  return is_at_least (room, gap) ? CAM_RAG_AMBER : CAM_RAG_RED;
}

static CamRag
judge (const CamStatusInput *input,
       const CamStatus      *self)
{
  double limit = NAN;
  double value = cam_status_round (self->last->value, input->decimals);
  double gap = cam_status_get_gap (input, self->target, value, &limit);
  double room = cam_status_get_room (input, limit);

  if (input->rule == CAM_RULE_STANDARD)
    return judge_standard (input, gap, room);
  if (is_at_least (room, gap))
    return CAM_RAG_GREEN;
  return self->travel_year == CAM_TRAVEL_BETTER ? CAM_RAG_AMBER : CAM_RAG_RED;
}

/* How good a value is, higher being better, so that two can be compared. */
static double
get_merit (const CamStatusInput *input,
           const CamTarget      *target,
           double                value)
{
  double limit = NAN;

  if (input->direction == CAM_DIRECTION_INCREASE || input->is_count)
    return value;
  if (input->direction == CAM_DIRECTION_DECREASE)
    return -value;
  return target != NULL ? -cam_status_get_gap (input, target, value, &limit) : NAN;
}

static CamTravel
compare (const CamStatusInput *input,
         const CamStatus      *self,
         const CamPoint       *before)
{
  double now = 0, then = 0;

  if (before == NULL)
    return CAM_TRAVEL_UNKNOWN;
  if (g_strcmp0 (before->edition, self->last->edition) != 0)
    return CAM_TRAVEL_REFUSED;
  now = get_merit (input, self->target, cam_status_round (self->last->value, input->decimals));
  then = get_merit (input, self->target, cam_status_round (before->value, input->decimals));
  if (isnan (now) || isnan (then))
    return CAM_TRAVEL_UNKNOWN;
  if (is_at_least (now, then) && is_at_least (then, now))
    return CAM_TRAVEL_SAME;
  if (input->is_count)
    return now > then ? CAM_TRAVEL_UP : CAM_TRAVEL_DOWN;
  return now > then ? CAM_TRAVEL_BETTER : CAM_TRAVEL_WORSE;
}

/* A target of the very period before one of a longer one around it; of several the one that ends first. */
static const CamTarget *
find_target (const CamStatusInput *input,
             guint32               day)
{
  const CamTarget *found = NULL;

  for (guint i = 0; i < input->n_targets; i++)
    {
      const CamTarget *each = &input->targets[i];
      gboolean usable = input->direction == CAM_DIRECTION_BAND ? !isnan (each->low) || !isnan (each->high)
                                                               : !isnan (each->value);

      if (!usable || each->period.ends < day || (each->period.starts != 0 && each->period.starts > day))
        continue;
      if (found == NULL || each->period.ends < found->period.ends)
        found = each;
    }
  return found;
}

/* The newest point that ends within the period that @day lies in; before the last one. */
const CamPoint *
cam_status_find_point (const CamStatusInput *input,
                       guint32               day)
{
  CamPeriod period = cam_period_of (input->frequency, day);

  for (guint i = input->n_points - 1; day != 0 && i-- > 0;)
    if (input->points[i].period.ends >= period.starts && input->points[i].period.ends <= period.ends)
      return &input->points[i];
  return NULL;
}

static gboolean
is_target_over (const CamStatusInput *input,
                CamPeriod             due)
{
  for (guint i = 0; i < input->n_targets; i++)
    if (input->targets[i].period.ends <= due.ends)
      return TRUE;
  return FALSE;
}

static CamRag
compute_rag (CamStatus            *self,
             const CamStatusInput *input,
             guint32               today)
{
  CamPeriod due = cam_period_last_due (input->frequency, input->lag, today);
  gboolean by_area = self->last == NULL && input->is_by_area;
  gboolean overdue = !by_area && due.ends != 0 && (self->last != NULL ? self->last->period.ends < due.ends
                                                          : is_target_over (input, due));

  if (overdue)
    {
      self->due = due;
      return CAM_RAG_OVERDUE;
    }
  if (self->last == NULL)
    return CAM_RAG_NO_READING;
  if (input->is_count)
    return CAM_RAG_COUNT;
  return self->target != NULL ? judge (input, self) : CAM_RAG_NO_TARGET;
}

void
cam_status_compute (CamStatus            *self,
                    const CamStatusInput *input,
                    guint32               today)
{
  *self = (CamStatus) { .forecast = NAN };
  if (input->n_points > 0)
    {
      self->last = &input->points[input->n_points - 1];
      self->target = input->is_count ? NULL : find_target (input, self->last->period.ends);
      self->travel = compare (input, self, input->n_points > 1 ? &input->points[input->n_points - 2] : NULL);
      self->travel_year = compare (input, self, cam_status_find_point (input, cam_day_a_year_before (self->last->period.ends)));
      self->forecast = cam_status_forecast (input->points, input->n_points, &self->forecast_day);
    }
  self->rag = self->computed = compute_rag (self, input, today);
  self->overridden = self->last != NULL && self->computed != CAM_RAG_OVERDUE && input->override_rag >= CAM_RAG_RED;
  if (self->overridden)
    self->rag = input->override_rag;
  self->reason = cam_status_dup_reason (self, input, today);
}

static double
fit (const CamPoint *points,
     guint           n_points,
     guint32         day)
{
  double mean_x = 0, mean_y = 0, xy = 0, xx = 0, value = 0;
  gboolean negative = FALSE;

  for (guint i = 0; i < n_points; i++)
    {
      mean_x += (double) points[i].period.ends / n_points;
      mean_y += points[i].value / n_points;
      negative |= points[i].value < 0;
      if (g_strcmp0 (points[i].edition, points[0].edition) != 0)
        return NAN;
    }
  for (guint i = 0; i < n_points; i++)
    {
      xy += (points[i].period.ends - mean_x) * (points[i].value - mean_y);
      xx += (points[i].period.ends - mean_x) * (points[i].period.ends - mean_x);
    }
  if (xx == 0)
    return NAN;
  value = mean_y + xy / xx * (day - mean_x);
  return negative ? value : MAX (0, value);
}

double
cam_status_forecast (const CamPoint *points,
                     guint           n_points,
                     guint32        *day)
{
  CamPeriod year;
  guint32 since = 0;
  guint n = 0;

  *day = 0;
  if (n_points < 3)
    return NAN;
  year = cam_period_of (CAM_FREQUENCY_YEARLY, points[n_points - 1].period.ends);
  since = year.starts;
  for (n = 0; n < n_points && points[n_points - 1 - n].period.ends >= since; n++)
    ;
  if (n < 3)
    {
      since = cam_day_a_year_before (points[n_points - 1].period.ends);
      for (n = 0; n < n_points && points[n_points - 1 - n].period.ends > since; n++)
        ;
    }
  if (n < 3)
    return NAN;
  *day = year.ends;
  return fit (points + n_points - n, n, year.ends);
}
