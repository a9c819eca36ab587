/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-ics-event.h"

#include <string.h>

CamIcsEvent *
cam_ics_event_new (void)
{
  CamIcsEvent *self = g_new0 (CamIcsEvent, 1);

  self->stamp = CAM_WALL_NONE;
  self->start = CAM_WALL_NONE;
  self->end = CAM_WALL_NONE;
  self->recurrence_id = CAM_WALL_NONE;
  self->zone = cam_time_zone_get_home ();
  self->categories = g_new0 (char *, 1);
  self->extra = g_new0 (char *, 1);
  self->problems = g_new0 (char *, 1);
  self->exceptions = g_array_new (FALSE, FALSE, sizeof (CamException));
  self->overrides = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_ics_event_free);
  self->attendees = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_ics_person_free);
  return self;
}

void
cam_ics_event_free (CamIcsEvent *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->uid);
  g_free (self->summary);
  g_free (self->description);
  g_free (self->location);
  g_free (self->url);
  g_strfreev (self->categories);
  g_free (self->classification);
  g_free (self->original_zone);
  g_free (self->recurrence);
  g_array_unref (self->exceptions);
  g_ptr_array_unref (self->overrides);
  g_clear_pointer (&self->organizer, cam_ics_person_free);
  g_ptr_array_unref (self->attendees);
  g_strfreev (self->extra);
  g_strfreev (self->problems);
  g_free (self);
}

void
cam_ics_person_free (CamIcsPerson *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->address);
  g_free (self->reply);
  g_free (self->role);
  g_free (self);
}

void
cam_ics_event_add_problem (CamIcsEvent *self,
                           const char  *sentence)
{
  guint n = g_strv_length (self->problems);

  if (g_strv_contains ((const char *const *) self->problems, sentence))
    return;
  self->problems = g_renew (char *, self->problems, n + 2);
  self->problems[n] = g_strdup (sentence);
  self->problems[n + 1] = NULL;
}

CamIcsEvent *
cam_ics_event_find (const CamIcsEvent *self,
                    CamWall            recurrence_id)
{
  for (guint i = 0; i < self->overrides->len; i++)
    {
      CamIcsEvent *event = g_ptr_array_index (self->overrides, i);

      if (event->recurrence_id == recurrence_id)
        return event;
    }
  return NULL;
}

static gboolean
equal_people (const CamIcsPerson *a,
              const CamIcsPerson *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->address, b->address) == 0 &&
         g_strcmp0 (a->reply, b->reply) == 0 && g_strcmp0 (a->role, b->role) == 0;
}

static gboolean
equal_exceptions (GArray *a,
                  GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const CamException *first = &g_array_index (a, CamException, i);
      const CamException *second = &g_array_index (b, CamException, i);

      if (first->kind != second->kind || first->original != second->original || first->start != second->start ||
          first->end != second->end)
        return FALSE;
    }
  return TRUE;
}

static gboolean
equal_texts (const CamIcsEvent *a,
             const CamIcsEvent *b)
{
  return g_strcmp0 (a->summary, b->summary) == 0 && g_strcmp0 (a->description, b->description) == 0 &&
         g_strcmp0 (a->location, b->location) == 0 && g_strcmp0 (a->url, b->url) == 0 &&
         g_strv_equal ((const char *const *) a->categories, (const char *const *) b->categories) &&
         g_strcmp0 (a->classification, b->classification) == 0 && a->status == b->status &&
         a->transparent == b->transparent &&
         g_strv_equal ((const char *const *) a->extra, (const char *const *) b->extra);
}

static gboolean
equal_times (const CamIcsEvent *a,
             const CamIcsEvent *b)
{
  return a->start == b->start && a->end == b->end && a->all_day == b->all_day && a->zone == b->zone &&
         a->recurrence_id == b->recurrence_id && a->recurrence_id_is_day == b->recurrence_id_is_day && g_strcmp0 (a->recurrence, b->recurrence) == 0 &&
         equal_exceptions (a->exceptions, b->exceptions);
}

gboolean
cam_ics_event_equal (const CamIcsEvent *a,
                     const CamIcsEvent *b)
{
  if (g_strcmp0 (a->uid, b->uid) != 0 || a->sequence != b->sequence || !equal_texts (a, b) || !equal_times (a, b) ||
      a->has_geo != b->has_geo || a->latitude < b->latitude || a->latitude > b->latitude ||
      a->longitude < b->longitude || a->longitude > b->longitude || !equal_people (a->organizer, b->organizer) ||
      a->attendees->len != b->attendees->len || a->overrides->len != b->overrides->len)
    return FALSE;
  for (guint i = 0; i < a->attendees->len; i++)
    if (!equal_people (g_ptr_array_index (a->attendees, i), g_ptr_array_index (b->attendees, i)))
      return FALSE;
  for (guint i = 0; i < a->overrides->len; i++)
    if (!cam_ics_event_equal (g_ptr_array_index (a->overrides, i), g_ptr_array_index (b->overrides, i)))
      return FALSE;
  return TRUE;
}
