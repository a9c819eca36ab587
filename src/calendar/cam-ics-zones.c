/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-ics-zones-private.h"

#include "cam-recurrence.h"

#include <stdlib.h>
#include <string.h>

/* More than that define nothing that is needed. */
#define MAX_DEFINITIONS 50
#define MAX_OBSERVANCES 60
#define MAX_ONSETS 10000

/* What two zones are compared over. */
#define FIRST_YEAR 2023
#define LAST_YEAR 2027
#define STEP (3 * CAM_WALL_DAY)

/* One STANDARD or DAYLIGHT: from its dates on this offset holds. */
typedef struct
{
  CamWall  start;
  char    *rule;
  GArray  *dates;    /* (element-type CamWall) */
  int      from;     /* seconds east of Greenwich */
  int      to;
} Observance;

typedef struct
{
  char        *name;
  char        *location;      /* (nullable): X-LIC-LOCATION */
  GPtrArray   *observances;
  GArray      *onsets;        /* (nullable) (element-type Onset): made when asked for, in order */
  gboolean     looked_for;
  CamTimeZone *same;          /* (nullable) */
} Definition;

struct _CamIcsZones
{
  GPtrArray  *definitions;
  Definition *open;
  Observance *part;
};

/* The beginning of an offset. */
typedef struct
{
  gint64 utc;
  int    from;
  int    to;
} Onset;

static void
observance_free (gpointer data)
{
  Observance *self = data;

  g_free (self->rule);
  g_array_unref (self->dates);
  g_free (self);
}

static void
definition_free (gpointer data)
{
  Definition *self = data;

  g_free (self->name);
  g_free (self->location);
  g_ptr_array_unref (self->observances);
  g_clear_pointer (&self->onsets, g_array_unref);
  g_free (self);
}

CamIcsZones *
cam_ics_zones_new (void)
{
  CamIcsZones *self = g_new0 (CamIcsZones, 1);

  self->definitions = g_ptr_array_new_with_free_func (definition_free);
  return self;
}

void
cam_ics_zones_free (CamIcsZones *self)
{
  g_clear_pointer (&self->part, observance_free);
  g_clear_pointer (&self->open, definition_free);
  g_ptr_array_unref (self->definitions);
  g_free (self);
}

void
cam_ics_zones_begin (CamIcsZones *self)
{
  cam_ics_zones_end (self);
  self->open = g_new0 (Definition, 1);
  self->open->observances = g_ptr_array_new_with_free_func (observance_free);
}

/* "+0130", "-05", "+013000"; FALSE where it is none. */
static gboolean
read_offset (const char *text,
             int        *seconds)
{
  int parts[3] = { 0 };
  const char *at = text + 1;

  if (*text != '+' && *text != '-')
    return FALSE;
  for (guint i = 0; i < 3 && *at != '\0'; i++)
    {
      if (!g_ascii_isdigit (at[0]) || !g_ascii_isdigit (at[1]))
        return FALSE;
      parts[i] = (at[0] - '0') * 10 + at[1] - '0';
      at += 2;
    }
  if (*at != '\0' || parts[0] > 23 || parts[1] > 59 || parts[2] > 59)
    return FALSE;
  *seconds = (parts[0] * 3600 + parts[1] * 60 + parts[2]) * (*text == '-' ? -1 : 1);
  return TRUE;
}

/* Windows lets its rules begin in 1601, others in the year 1. */
static CamWall
read_date (const char *text)
{
  g_autofree char *later = g_strdup (text);
  gboolean is_date = FALSE, utc = FALSE;

  if (strlen (later) >= 8 && strncmp (later, "1900", 4) < 0)
    memcpy (later, "1970", 4);
  return cam_wall_from_ical (later, &is_date, &utc);
}

static void
take_part (Observance       *part,
           const CamIcsLine *line)
{
  if (strcmp (line->name, "DTSTART") == 0)
    part->start = read_date (line->value);
  else if (strcmp (line->name, "TZOFFSETFROM") == 0)
    read_offset (line->value, &part->from);
  else if (strcmp (line->name, "TZOFFSETTO") == 0)
    read_offset (line->value, &part->to);
  else if (strcmp (line->name, "RRULE") == 0 && strlen (line->value) <= CAM_RECURRENCE_MAX_TEXT)
    {
      g_free (part->rule);
      part->rule = g_strdup (line->value);
    }
  else if (strcmp (line->name, "RDATE") == 0)
    {
      g_auto (GStrv) pieces = g_strsplit (line->value, ",", 500);

      for (guint i = 0; pieces[i] != NULL && part->dates->len < 500; i++)
        {
          CamWall date = read_date (pieces[i]);

          if (date != CAM_WALL_NONE)
            g_array_append_val (part->dates, date);
        }
    }
}

void
cam_ics_zones_take (CamIcsZones      *self,
                    const char       *component,
                    const CamIcsLine *line)
{
  if (self->open == NULL)
    return;
  if (strcmp (component, "VTIMEZONE") == 0)
    {
      if (strcmp (line->name, "TZID") == 0 && self->open->name == NULL)
        self->open->name = g_strdup (line->value);
      else if (strcmp (line->name, "X-LIC-LOCATION") == 0 && self->open->location == NULL)
        self->open->location = g_strdup (line->value);
      return;
    }
  if (strcmp (component, "STANDARD") != 0 && strcmp (component, "DAYLIGHT") != 0)
    return;
  if (self->part == NULL)
    {
      self->part = g_new0 (Observance, 1);
      self->part->start = CAM_WALL_NONE;
      self->part->dates = g_array_new (FALSE, FALSE, sizeof (CamWall));
    }
  take_part (self->part, line);
}

void
cam_ics_zones_part (CamIcsZones *self)
{
  if (self->part == NULL)
    return;
  if (self->open != NULL && self->part->start != CAM_WALL_NONE && self->open->observances->len < MAX_OBSERVANCES)
    g_ptr_array_add (self->open->observances, g_steal_pointer (&self->part));
  g_clear_pointer (&self->part, observance_free);
}

void
cam_ics_zones_end (CamIcsZones *self)
{
  cam_ics_zones_part (self);
  if (self->open != NULL && self->open->name != NULL && self->definitions->len < MAX_DEFINITIONS)
    g_ptr_array_add (self->definitions, g_steal_pointer (&self->open));
  g_clear_pointer (&self->open, definition_free);
}

static void
add_onset (GArray           *onsets,
           const Observance *part,
           CamWall           wall)
{
  Onset onset = { wall - part->from, part->from, part->to };

  g_array_append_val (onsets, onset);
}

/* All dates of one observance. */
static void
add_onsets (GArray           *onsets,
            const Observance *part)
{
  g_autoptr (CamRecurrence) recurrence = NULL;
  CamSeries series = { .start = part->start, .end = part->start, .zone = cam_time_zone_get ("UTC") };
  g_autoptr (GArray) found = NULL;

  if (part->rule != NULL)
    recurrence = cam_recurrence_new (part->rule, part->start, FALSE, cam_time_zone_get_fixed (part->from), NULL);
  series.recurrence = recurrence;
  /* Once or twice a year is what it can be. */
  found = cam_series_expand (&series, CAM_WALL_MIN, CAM_WALL_MAX, 600, NULL);
  for (guint i = 0; i < found->len && onsets->len < MAX_ONSETS; i++)
    add_onset (onsets, part, g_array_index (found, CamOccurrence, i).start);
  for (guint i = 0; i < part->dates->len && onsets->len < MAX_ONSETS; i++)
    add_onset (onsets, part, g_array_index (part->dates, CamWall, i));
}

static int
compare_onsets (gconstpointer a,
                gconstpointer b)
{
  const Onset *first = a, *second = b;

  return first->utc < second->utc ? -1 : first->utc > second->utc;
}

static GArray *
get_onsets (Definition *definition)
{
  if (definition->onsets == NULL)
    {
      definition->onsets = g_array_new (FALSE, FALSE, sizeof (Onset));
      for (guint i = 0; i < definition->observances->len; i++)
        add_onsets (definition->onsets, g_ptr_array_index (definition->observances, i));
      g_array_sort (definition->onsets, compare_onsets);
    }
  return definition->onsets;
}

/* That of the last onset that is not later; before the first, what that one came from. */
static int
get_offset (GArray *onsets,
            gint64  utc)
{
  guint low = 0, high = onsets->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (onsets, Onset, middle).utc <= utc)
        low = middle + 1;
      else
        high = middle;
    }
  if (low > 0)
    return g_array_index (onsets, Onset, low - 1).to;
  return onsets->len > 0 ? g_array_index (onsets, Onset, 0).from : 0;
}

/* As cam_time_zone_to_utc () does. */
gint64
cam_ics_zones_to_utc (gpointer defined,
                      CamWall  wall)
{
  GArray *onsets = get_onsets (defined);
  int before = get_offset (onsets, wall - CAM_WALL_DAY);
  int after = get_offset (onsets, wall + CAM_WALL_DAY);

  if (get_offset (onsets, wall - before) != before && get_offset (onsets, wall - after) == after)
    return wall - after;
  return wall - before;
}

static gboolean
keeps_time (GArray      *onsets,
            CamTimeZone *zone)
{
  gint64 end = cam_wall_day_from_parts (LAST_YEAR, 1, 1) * CAM_WALL_DAY;

  /* At noon, when no clock changes. */
  for (gint64 utc = cam_wall_day_from_parts (FIRST_YEAR, 1, 1) * CAM_WALL_DAY + CAM_WALL_DAY / 2; utc < end; utc += STEP)
    if (cam_time_zone_from_utc (zone, utc) - utc != get_offset (onsets, utc))
      return FALSE;
  return TRUE;
}

/* The zone that keeps the same time; London first. */
static CamTimeZone *
find_same (Definition *definition)
{
  CamTimeZone *zone = NULL;

  for (guint i = 0; definition->observances->len > 0 && (zone = cam_time_zone_get_known (i)) != NULL; i++)
    if (keeps_time (get_onsets (definition), zone))
      return zone;
  return NULL;
}

static Definition *
find_definition (CamIcsZones *self,
                 const char  *name)
{
  for (guint i = 0; i < self->definitions->len; i++)
    {
      Definition *definition = g_ptr_array_index (self->definitions, i);

      if (strcmp (definition->name, name) == 0)
        return definition;
    }
  return NULL;
}

CamIcsZone
cam_ics_zones_find (CamIcsZones *self,
                    const char  *name)
{
  CamTimeZone *named = cam_time_zone_find (name);
  Definition *definition = NULL;

  /* A name of a place says more than the definition, which may be old; an offset says less. */
  if (named != NULL && !g_str_has_prefix (cam_time_zone_get_id (named), "UTC"))
    return (CamIcsZone) { named, NULL };
  definition = find_definition (self, name);
  if (definition == NULL)
    return (CamIcsZone) { named, NULL };
  if (!definition->looked_for)
    {
      definition->looked_for = TRUE;
      definition->same = cam_time_zone_find (definition->location);
      if (definition->same == NULL)
        definition->same = find_same (definition);
    }
  if (definition->same != NULL)
    return (CamIcsZone) { definition->same, NULL };
  if (named != NULL)
    return (CamIcsZone) { named, NULL };
  return (CamIcsZone) { NULL, definition->observances->len > 0 ? definition : NULL };
}
