/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-measure-state-private.h"

#include <math.h>

G_DEFINE_FINAL_TYPE (CamMeasureState, cam_measure_state, G_TYPE_OBJECT)

static void
cam_measure_state_finalize (GObject *object)
{
  CamMeasureState *self = CAM_MEASURE_STATE (object);

  cam_status_clear (&self->status);
  g_free (self->uuid);
  g_free (self->name);
  g_free (self->priority);
  g_free (self->outcome);
  g_free (self->activity);
  g_free (self->owner);
  g_free (self->unit);
  g_free (self->override_reason);
  g_free (self->override_author);
  g_array_unref (self->points);
  g_array_unref (self->n_areas);
  g_clear_pointer (&self->parts, g_array_unref);
  g_array_unref (self->targets);

  G_OBJECT_CLASS (cam_measure_state_parent_class)->finalize (object);
}

static void
cam_measure_state_class_init (CamMeasureStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_measure_state_finalize;
}

static void
cam_measure_state_init (CamMeasureState *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (CamPoint));
  self->n_areas = g_array_new (FALSE, FALSE, sizeof (guint));
  self->targets = g_array_new (FALSE, FALSE, sizeof (CamTarget));
}

CamMeasureState *
cam_measure_state_new_like (CamMeasureState *other)
{
  CamMeasureState *self = g_object_new (CAM_TYPE_MEASURE_STATE, NULL);

  self->uuid = g_strdup (other->uuid);
  self->name = g_strdup (other->name);
  self->priority = g_strdup (other->priority);
  self->outcome = g_strdup (other->outcome);
  self->activity = g_strdup (other->activity);
  self->owner = g_strdup (other->owner);
  self->unit = g_strdup (other->unit);
  self->edition = other->edition;
  self->ratio_per = other->ratio_per;
  self->adds_up = other->adds_up;
  self->input = other->input;
  g_array_append_vals (self->targets, other->targets->data, other->targets->len);
  return self;
}

static int
compare_points (gconstpointer a,
                gconstpointer b)
{
  const CamPoint *one = a;
  const CamPoint *other = b;

  return one->period.ends < other->period.ends ? -1 : one->period.ends > other->period.ends;
}

static void
add_part (CamMeasureState *self,
          const CamPoint  *point)
{
  CamPoint *sum = NULL;
  const guint one = 1;

  if (self->points->len > 0)
    sum = &g_array_index (self->points, CamPoint, self->points->len - 1);
  if (sum == NULL || sum->period.ends != point->period.ends)
    {
      g_array_append_vals (self->points, point, 1);
      g_array_append_val (self->n_areas, one);
      return;
    }
  sum->value += point->value;
  sum->numerator += point->numerator;
  sum->denominator += point->denominator;
  sum->provisional |= point->provisional;
  if (g_strcmp0 (sum->edition, point->edition) != 0)
    {
      /* Comparable with no other period, not even with one that is mixed as well. */
      g_autofree char *mixed = g_strdup_printf ("several on day %u", point->period.ends);

      sum->edition = g_intern_string (mixed);
    }
  g_array_index (self->n_areas, guint, self->n_areas->len - 1)++;
}

void
cam_measure_state_sum_up (CamMeasureState *self)
{
  if (self->parts == NULL || self->points->len > 0)
    return;
  self->by_area = TRUE;
  g_array_sort (self->parts, compare_points);
  for (guint i = 0; i < self->parts->len; i++)
    add_part (self, &g_array_index (self->parts, CamPoint, i));
  g_clear_pointer (&self->parts, g_array_unref);
}

/* A sum over fewer areas than another period has is not all of it yet. */
static void
mark_incomplete (CamMeasureState *self)
{
  guint most = 0;

  for (guint i = 0; i < self->n_areas->len; i++)
    most = MAX (most, g_array_index (self->n_areas, guint, i));
  for (guint i = 0; i < self->n_areas->len; i++)
    if (g_array_index (self->n_areas, guint, i) < most)
      g_array_index (self->points, CamPoint, i).provisional = TRUE;
}

gboolean
cam_measure_state_settle (CamMeasureState *self,
                          CamPoint        *point)
{
  if (!isnan (self->ratio_per) && !isnan (point->numerator) && !isnan (point->denominator) && point->denominator != 0)
    point->value = point->numerator / point->denominator * self->ratio_per;
  return isfinite (point->value) && point->period.ends != 0;
}

static void
settle_values (CamMeasureState *self)
{
  for (guint i = 0; i < self->points->len;)
    {
      if (cam_measure_state_settle (self, &g_array_index (self->points, CamPoint, i)))
        i++;
      else
        g_array_remove_index (self->points, i);
    }
}

void
cam_measure_state_finish (CamMeasureState *self,
                          guint32          today)
{
  const CamPoint *last = NULL;

  mark_incomplete (self);
  settle_values (self);
  g_array_sort (self->points, compare_points);
  self->input.unit = self->unit;
  self->input.points = (const CamPoint *) self->points->data;
  self->input.n_points = self->points->len;
  self->input.targets = (const CamTarget *) self->targets->data;
  self->input.n_targets = self->targets->len;
  if (self->points->len > 0)
    last = &g_array_index (self->points, CamPoint, self->points->len - 1);
  if (last != NULL && self->override_day == last->period.ends)
    {
      self->input.override_rag = self->override_rag;
      self->input.override_reason = self->override_reason;
      self->input.override_author = self->override_author;
    }
  cam_status_compute (&self->status, &self->input, today);
}

#define GETTER(name, member)                                 \
  const char *                                               \
  cam_measure_state_get_##name (CamMeasureState *self)       \
  {                                                          \
    g_return_val_if_fail (CAM_IS_MEASURE_STATE (self), NULL); \
                                                             \
    return self->member;                                     \
  }

GETTER (uuid, uuid)
GETTER (name, name)
GETTER (priority, priority)
GETTER (outcome, outcome)
GETTER (activity, activity)
GETTER (owner, owner)

const CamStatusInput *
cam_measure_state_get_input (CamMeasureState *self)
{
  g_return_val_if_fail (CAM_IS_MEASURE_STATE (self), NULL);

  return &self->input;
}

const CamStatus *
cam_measure_state_get_status (CamMeasureState *self)
{
  g_return_val_if_fail (CAM_IS_MEASURE_STATE (self), NULL);

  return &self->status;
}

char *
cam_measure_state_dup_value (CamMeasureState *self)
{
  g_return_val_if_fail (CAM_IS_MEASURE_STATE (self), NULL);

  if (self->status.last == NULL)
    return NULL;
  return cam_status_format (self->status.last->value, self->input.decimals, self->unit);
}
