/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-recurrence-private.h"

#include <string.h>

/* Below that many it is quicker to look through the exceptions. */
#define MANY_EXCEPTIONS 8

typedef struct
{
  const CamSeries *series;
  CamTimeZone     *zone;
  CamWall          duration;
  CamWall          from;
  CamWall          to;
  guint            limit;
  GHashTable      *exceptions;   /* (nullable) (element-type gint64 CamException) */
  GArray          *found;
  gboolean         full;
} Expansion;

/* Whether @new says more about a date than @old: that it is cancelled is the last word. */
static gboolean
outdoes (const CamException *new,
         const CamException *old)
{
  return old == NULL || new->kind == CAM_EXCEPTION_CANCELLED;
}

/* What is said of a date of the rule; NULL where nothing. */
static const CamException *
find_exception (Expansion *self,
                CamWall    original)
{
  const CamException *found = NULL;

  if (self->exceptions != NULL)
    return g_hash_table_lookup (self->exceptions, &original);
  for (guint i = 0; i < self->series->n_exceptions; i++)
    {
      const CamException *exception = &self->series->exceptions[i];

      if (exception->kind != CAM_EXCEPTION_ADDED && exception->original == original && outdoes (exception, found))
        found = exception;
    }
  return found;
}

static void
index_exceptions (Expansion *self)
{
  if (self->series->n_exceptions < MANY_EXCEPTIONS)
    return;
  self->exceptions = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < self->series->n_exceptions; i++)
    {
      const CamException *exception = &self->series->exceptions[i];

      if (exception->kind != CAM_EXCEPTION_ADDED &&
          outdoes (exception, g_hash_table_lookup (self->exceptions, &exception->original)))
        g_hash_table_replace (self->exceptions, (gpointer) &exception->original, (gpointer) exception);
    }
}

/* Puts a date on the clock, where it is one of those asked for. */
static void
add (Expansion     *self,
     CamOccurrence  occurrence)
{
  if (!self->series->all_day)
    {
      CamWall duration = MAX (occurrence.end - occurrence.start, 0);

      occurrence.start = cam_time_zone_settle (self->zone, occurrence.start);
      occurrence.end = cam_time_zone_settle (self->zone, occurrence.end);
      /* The change swallowed it, or its beginning. */
      if (occurrence.end < occurrence.start || (occurrence.end == occurrence.start && duration > 0))
        occurrence.end = occurrence.start + duration;
    }
  if (occurrence.start > self->to || (occurrence.end <= self->from && occurrence.start < self->from))
    return;
  if (self->found->len > self->limit)
    self->full = TRUE;
  else
    g_array_append_val (self->found, occurrence);
}

static gboolean
add_date_cb (CamWall  wall,
             gpointer data)
{
  Expansion *self = data;
  const CamException *exception = find_exception (self, wall);
  CamOccurrence occurrence = { .original = wall, .start = wall, .end = wall + self->duration };

  if (exception != NULL && exception->kind == CAM_EXCEPTION_MOVED)
    return TRUE;
  occurrence.cancelled = exception != NULL;
  add (self, occurrence);
  return !self->full;
}

static gboolean
is_date (Expansion *self,
         CamWall    wall)
{
  if (wall == self->series->start)
    return TRUE;
  return self->series->recurrence != NULL && cam_recurrence_contains (self->series->recurrence, wall);
}

/* A moved or added date may come from far away. */
static void
add_exception (Expansion          *self,
               const CamException *exception)
{
  const CamException *said = find_exception (self, exception->original);
  CamOccurrence occurrence = {
    .original = exception->original,
    .start = exception->start,
    .end = exception->end,
  };

  if (exception->kind == CAM_EXCEPTION_CANCELLED || exception->start == CAM_WALL_NONE)
    return;
  if (occurrence.end == CAM_WALL_NONE || occurrence.end < occurrence.start)
    occurrence.end = occurrence.start + self->duration;
  if (exception->kind == CAM_EXCEPTION_MOVED)
    {
      if (said != exception)
        return;
      /* What is said of a date need not be about its time. */
      occurrence.moved = occurrence.start != exception->original || occurrence.end != exception->original + self->duration;
    }
  else
    {
      /* One that the rule has too is the same one. */
      if ((said != NULL && said->kind == CAM_EXCEPTION_MOVED) || is_date (self, exception->original))
        return;
      occurrence.added = TRUE;
      occurrence.cancelled = said != NULL;
    }
  add (self, occurrence);
}

static int
compare_occurrences (gconstpointer a,
                     gconstpointer b)
{
  const CamOccurrence *first = a, *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return first->original < second->original ? -1 : first->original > second->original;
}

/* The same date added twice is added once. */
static void
drop_doubles (GArray *found)
{
  guint n_kept = 0;

  for (guint i = 0; i < found->len; i++)
    {
      CamOccurrence *occurrence = &g_array_index (found, CamOccurrence, i);
      CamOccurrence *last = n_kept > 0 ? &g_array_index (found, CamOccurrence, n_kept - 1) : NULL;

      if (last != NULL && last->original == occurrence->original && last->start == occurrence->start)
        continue;
      g_array_index (found, CamOccurrence, n_kept++) = *occurrence;
    }
  g_array_set_size (found, n_kept);
}

GArray *
cam_series_expand (const CamSeries *series,
                   CamWall          from,
                   CamWall          to,
                   guint            limit,
                   gboolean        *cut)
{
  Expansion self = {
    .series = series,
    .zone = series->zone != NULL ? series->zone : cam_time_zone_get_home (),
    .duration = MAX (series->end - series->start, 0),
    .from = MAX (from, CAM_WALL_MIN),
    .to = MIN (to, CAM_WALL_MAX),
    .limit = limit,
    .found = g_array_new (FALSE, FALSE, sizeof (CamOccurrence)),
  };
  /* The change of a clock may bring one into what is asked for. */
  CamWall earliest = self.from - self.duration - CAM_WALL_DAY;

  index_exceptions (&self);
  if (series->recurrence != NULL)
    cam_recurrence_foreach (series->recurrence, earliest, self.to, add_date_cb, &self);
  else
    add_date_cb (series->start, &self);
  for (guint i = 0; i < series->n_exceptions && !self.full; i++)
    add_exception (&self, &series->exceptions[i]);
  g_array_sort (self.found, compare_occurrences);
  drop_doubles (self.found);
  if (cut != NULL)
    *cut = self.full || self.found->len > limit;
  if (self.found->len > limit)
    g_array_set_size (self.found, limit);
  g_clear_pointer (&self.exceptions, g_hash_table_unref);
  return self.found;
}
