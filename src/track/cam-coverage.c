/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-coverage-private.h"

#include "cam-area-graph.h"
#include "cam-period.h"
#include "cam-venue.h"

#include <math.h>
#include <string.h>

/* What names areas: an event or a forum. */
typedef struct
{
  GArray *areas;  /* guint, numbers in the graph; NULL for none */
} Subject;

typedef struct
{
  Subject  subject;
  char    *venue;
} Forum;

typedef struct
{
  CamCoverage              *coverage;
  const CamTrackSource     *source;
  const CamCoverageOptions *options;
  const CamEventDates      *dates;
  CamAreaGraph             *graph;
  GArray                   *targets;   /* by number in the graph: position among the areas + 1 */
  GArray                   *stamps;    /* by position: guint, the last round in which it was found */
  guint                     round;
  GArray                   *hits;      /* guint, positions of the round */
  Subject                  *subjects;  /* by number of the event */
  GHashTable               *forums;    /* uuid → Forum */
  GHashTable               *venues;    /* uuid → GArray of guint (nullable): where it lies */
  GHashTable               *attended;  /* numbers of events with a day on which somebody counted */
} Counter;

typedef void (*TakeFunc) (Counter   *self,
                          CamCursor *cursor);

static void
area_free (CamCoverageArea *area)
{
  g_free (area->uuid);
  g_free (area->name);
  g_free (area->reason);
  g_ptr_array_unref (area->forums);
  g_free (area);
}

void
cam_coverage_free (CamCoverage *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_uuid);
  g_ptr_array_unref (self->areas);
  g_free (self);
}

static void
numbers_free (GArray *numbers)
{
  if (numbers != NULL)
    g_array_unref (numbers);
}

static gboolean
load (Counter         *self,
      const char      *table,
      const char     **columns,
      const char      *clause,
      const CamValue  *params,
      guint            n_params,
      TakeFunc         take,
      GError         **error)
{
  g_autoptr (CamCursor) cursor = cam_track_select (self->source, table, columns, clause, params, n_params, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    take (self, cursor);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
take_area (Counter   *self,
           CamCursor *cursor)
{
  const char *uuid = cam_cursor_get_text (cursor, 0);
  guint32 day = CLAMP (self->options->today, self->options->from, self->options->to);
  guint32 from = cam_day_from_text (cam_cursor_get_text (cursor, 3));
  guint32 to = cam_day_from_text (cam_cursor_get_text (cursor, 4));
  CamCoverageArea *area = NULL;
  guint number, position;

  if (uuid == NULL || from > day || (to > 0 && to < day)
      || (self->options->area != NULL && strcmp (uuid, self->options->area) != 0))
    return;
  area = g_new0 (CamCoverageArea, 1);
  area->uuid = g_strdup (uuid);
  area->forums = g_ptr_array_new_with_free_func (g_free);
  area->name = g_strdup (cam_cursor_get_text (cursor, 1));
  area->population = cam_cursor_is_null (cursor, 2) ? CAM_INTEGER_NONE : cam_cursor_get_integer (cursor, 2);
  g_ptr_array_add (self->coverage->areas, area);
  g_hash_table_insert (self->coverage->by_uuid, area->uuid, area);
  number = cam_area_graph_get_number (self->graph, uuid);
  position = self->coverage->areas->len;
  if (self->targets->len <= number)
    g_array_set_size (self->targets, number + 1);
  g_array_index (self->targets, guint, number) = position;
}

static void
add_area (Counter    *self,
          Subject    *subject,
          const char *area)
{
  guint number = cam_area_graph_get_number (self->graph, area);

  if (subject->areas == NULL)
    subject->areas = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (subject->areas, number);
}

static void
take_event_area (Counter   *self,
                 CamCursor *cursor)
{
  const CamEventRow *event = cam_event_dates_find_event (self->dates, cam_cursor_get_text (cursor, 0));

  if (event != NULL && !cam_cursor_is_null (cursor, 1))
    add_area (self, &self->subjects[event->number], cam_cursor_get_text (cursor, 1));
}

static gboolean
is_wanted (Counter           *self,
           const CamEventRow *event)
{
  return self->options->kind == NULL || g_strcmp0 (self->options->kind, event->kind) == 0;
}

/* Every event with the areas that it names. */
static gboolean
load_subjects (Counter  *self,
               GError  **error)
{
  const char *columns[] = { "event_uuid", "area_uuid", NULL };

  self->subjects = g_new0 (Subject, cam_event_dates_get_n_events (self->dates) + 1);
  return load (self, "event_area", columns, "WHERE deleted = 0", NULL, 0, take_event_area, error);
}

/* Where a venue lies on today's map; asked for once. */
static const GArray *
find_venue (Counter    *self,
            const char *venue)
{
  const char *columns[] = { "geom", NULL };
  const CamValue param = cam_text (venue);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GBytes) geom = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = NULL;
  GArray *numbers = NULL;
  double lat = 0, lon = 0;

  if (g_hash_table_lookup_extended (self->venues, venue, NULL, (gpointer *) &numbers))
    return numbers;
  cursor = cam_track_select (self->source, "venue", columns, "WHERE uuid = ?1", &param, 1, &error);
  if (cursor != NULL && cam_cursor_next (cursor, &error))
    geom = cam_cursor_dup_blob (cursor, 0);
  if (error != NULL)
    g_warning ("Could not read where a venue is: %s", error->message);
  g_clear_pointer (&cursor, cam_cursor_free);
  if (cam_venue_read_point (geom, &lat, &lon))
    places = self->options->locate (lat, lon, self->options->locate_data);
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      guint number = cam_area_graph_get_number (self->graph, g_ptr_array_index (places, i));

      if (numbers == NULL)
        numbers = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (numbers, number);
    }
  g_hash_table_insert (self->venues, g_strdup (venue), numbers);
  return numbers;
}

static guint
get_target (Counter *self,
            guint    number)
{
  return number < self->targets->len ? g_array_index (self->targets, guint, number) : 0;
}

static void
hit (Counter *self,
     guint    target)
{
  guint position = target - 1;

  if (target == 0 || g_array_index (self->stamps, guint, position) == self->round)
    return;
  g_array_index (self->stamps, guint, position) = self->round;
  g_array_append_val (self->hits, position);
}

/* @only_parts: not those that are areas of the level themselves. */
static void
hit_wider (Counter      *self,
           const GArray *numbers,
           guint32       day,
           gboolean      only_parts)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      guint number = g_array_index (numbers, guint, i);
      const GArray *wider = NULL;

      if (only_parts && get_target (self, number) != 0)
        continue;
      wider = cam_area_graph_get_wider (self->graph, number, day);
      for (guint j = 0; j < wider->len; j++)
        hit (self, get_target (self, g_array_index (wider, guint, j)));
    }
}

/* Fills the hits with the areas that @subject was in on @day. A venue is looked for by the smaller areas that hold it
 * and what these belonged to that day: today's outline of an area is that of its members today. */
static void
find_hits (Counter       *self,
           const Subject *subject,
           const char    *venue,
           guint32        day)
{
  const GArray *numbers = NULL;

  self->round++;
  g_array_set_size (self->hits, 0);
  if (subject->areas != NULL)
    {
      hit_wider (self, subject->areas, day, FALSE);
      return;
    }
  numbers = venue != NULL && self->options->locate != NULL ? find_venue (self, venue) : NULL;
  if (numbers == NULL)
    return;
  hit_wider (self, numbers, day, TRUE);
  for (guint i = 0; self->hits->len == 0 && i < numbers->len; i++)
    hit (self, get_target (self, g_array_index (numbers, guint, i)));
}

static CamCoverageArea *
get_hit (Counter *self,
         guint    i)
{
  return g_ptr_array_index (self->coverage->areas, g_array_index (self->hits, guint, i));
}

static gpointer
make_key (const CamEventRow *event,
          guint32            day)
{
  gint64 key = ((gint64) event->number << 32) | day;

  return g_memdup2 (&key, sizeof key);
}

/* Counts without a day are of the event's first one. */
static void
take_attendance (Counter   *self,
                 CamCursor *cursor)
{
  const CamEventRow *event = cam_event_dates_find_event (self->dates, cam_cursor_get_text (cursor, 0));
  guint32 day = cam_wall_time_get_day (cam_wall_time_from_text (cam_cursor_get_text (cursor, 1)));
  gint64 n = cam_cursor_get_integer (cursor, 2);

  if (event == NULL || !is_wanted (self, event) || n <= 0 || g_strcmp0 (event->status, "cancelled") == 0)
    return;
  if (day == 0)
    day = cam_wall_time_get_day (event->starts);
  if (day < self->options->from || day > self->options->to)
    return;
  if (event->status == NULL || strcmp (event->status, "held") != 0)
    g_hash_table_add (self->attended, make_key (event, day));
  find_hits (self, &self->subjects[event->number], event->venue_uuid, day);
  for (guint i = 0; i < self->hits->len; i++)
    get_hit (self, i)->attendance += (double) n / self->hits->len;
}

static gboolean
load_attendance (Counter  *self,
                 GError  **error)
{
  const char *columns[] = { "event_uuid", "occurred_on", "count", NULL };
  g_autofree char *from = cam_day_to_text (self->options->from);
  g_autofree char *to = cam_day_to_text (self->options->to);
  const CamValue params[] = { cam_text (from), cam_text (to) };

  return load (self, "event_attendance", columns, "WHERE deleted = 0 AND occurred_on >= ?1 AND occurred_on <= ?2",
               params, 2, take_attendance, error)
         && load (self, "event_attendance", columns, "WHERE deleted = 0 AND occurred_on IS NULL", NULL, 0,
                  take_attendance, error);
}

typedef enum
{
  NOTHING,
  HAD,
  PLANNED,
  UNMARKED,
} Meaning;

/* One that is certain and over was held unless somebody says otherwise: nobody marks each date of a weekly meeting. */
static Meaning
get_meaning (Counter                *self,
             const CamEventInstance *date,
             guint32                 day)
{
  const char *status = cam_event_instance_get_status (date);
  g_autofree gpointer key = NULL;

  if (status == NULL || strcmp (status, "cancelled") == 0 || strcmp (status, "idea") == 0)
    return NOTHING;
  if (day > self->options->today)
    return PLANNED;
  if (strcmp (status, "held") == 0 || (strcmp (status, "confirmed") == 0 && day < self->options->today))
    return HAD;
  if (g_hash_table_size (self->attended) > 0)
    key = make_key (date->event, day);
  if (key != NULL && g_hash_table_contains (self->attended, key))
    return HAD;
  return day == self->options->today ? PLANNED : UNMARKED;
}

static void
count_in (Counter         *self,
          CamCoverageArea *area,
          Meaning          meaning,
          guint32          day)
{
  gboolean in_range = day >= self->options->from && day <= self->options->to;

  if (meaning == HAD)
    area->last_day = MAX (area->last_day, day);
  if (meaning == PLANNED && (area->next_day == 0 || day < area->next_day))
    area->next_day = day;
  if (!in_range)
    return;
  area->n_had += meaning == HAD;
  area->n_planned += meaning == PLANNED;
  area->n_unmarked += meaning == UNMARKED;
}

static void
count_dates (Counter *self)
{
  for (guint i = 0; i < cam_event_dates_get_n (self->dates); i++)
    {
      const CamEventInstance *date = cam_event_dates_get (self->dates, i);
      guint32 day = cam_wall_time_get_day (date->starts);
      Meaning meaning = is_wanted (self, date->event) ? get_meaning (self, date, day) : NOTHING;

      if (meaning == NOTHING)
        continue;
      find_hits (self, &self->subjects[date->event->number], cam_event_instance_get_venue (date), day);
      for (guint j = 0; j < self->hits->len; j++)
        count_in (self, get_hit (self, j), meaning, day);
    }
  for (guint i = 0; i < self->coverage->areas->len; i++)
    {
      CamCoverageArea *area = g_ptr_array_index (self->coverage->areas, i);

      area->state = area->n_had > 0 ? CAM_COVERAGE_HAD : area->n_planned > 0 ? CAM_COVERAGE_PLANNED : CAM_COVERAGE_NONE;
      area->per_thousand = area->population > 0 ? area->attendance * 1000 / (double) area->population : NAN;
    }
}

static void
forum_free (Forum *forum)
{
  g_clear_pointer (&forum->subject.areas, g_array_unref);
  g_free (forum->venue);
  g_free (forum);
}

static void
take_forum (Counter   *self,
            CamCursor *cursor)
{
  Forum *forum = NULL;

  if (cam_cursor_is_null (cursor, 0))
    return;
  forum = g_new0 (Forum, 1);
  forum->venue = g_strdup (cam_cursor_get_text (cursor, 1));
  g_hash_table_insert (self->forums, g_strdup (cam_cursor_get_text (cursor, 0)), forum);
}

static void
take_forum_area (Counter   *self,
                 CamCursor *cursor)
{
  const char *uuid = cam_cursor_get_text (cursor, 0);
  Forum *forum = uuid != NULL ? g_hash_table_lookup (self->forums, uuid) : NULL;

  if (forum != NULL && !cam_cursor_is_null (cursor, 1))
    add_area (self, &forum->subject, cam_cursor_get_text (cursor, 1));
}

static gboolean
count_forums (Counter  *self,
              GError  **error)
{
  const char *columns[] = { "uuid", "venue_uuid", NULL };
  const char *area_columns[] = { "forum_uuid", "area_uuid", NULL };
  g_autoptr (GHashTable) forums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) forum_free);
  GHashTableIter iter;
  const char *uuid = NULL;
  Forum *forum = NULL;

  self->forums = forums;
  if (!load (self, "forum", columns, "WHERE deleted = 0", NULL, 0, take_forum, error)
      || !load (self, "forum_area", area_columns, "WHERE deleted = 0", NULL, 0, take_forum_area, error))
    return FALSE;
  g_hash_table_iter_init (&iter, forums);
  while (g_hash_table_iter_next (&iter, (gpointer *) &uuid, (gpointer *) &forum))
    {
      find_hits (self, &forum->subject, forum->venue, self->options->today);
      for (guint i = 0; i < self->hits->len; i++)
        {
          get_hit (self, i)->n_forums++;
          g_ptr_array_add (get_hit (self, i)->forums, g_strdup (uuid));
        }
    }
  return TRUE;
}

/* The newest comes last. */
static void
take_knowledge (Counter   *self,
                CamCursor *cursor)
{
  const char *uuid = cam_cursor_get_text (cursor, 0);
  const char *known = cam_cursor_get_text (cursor, 1);
  CamCoverageArea *area = uuid != NULL ? g_hash_table_lookup (self->coverage->by_uuid, uuid) : NULL;

  if (area == NULL)
    return;
  area->is_said = TRUE;
  area->known = g_strcmp0 (known, "well") == 0 ? CAM_KNOWN_WELL
                : g_strcmp0 (known, "little") == 0 ? CAM_KNOWN_LITTLE : CAM_KNOWN_PARTLY;
  g_set_str (&area->reason, cam_cursor_get_text (cursor, 2));
}

static gboolean
judge_knowledge (Counter  *self,
                 GError  **error)
{
  const char *columns[] = { "area_uuid", "known", "reason", NULL };
  guint partly = self->options->partly_from > 0 ? self->options->partly_from : CAM_COVERAGE_PARTLY_FROM;
  guint well = self->options->well_from > 0 ? self->options->well_from : CAM_COVERAGE_WELL_FROM;

  for (guint i = 0; i < self->coverage->areas->len; i++)
    {
      CamCoverageArea *area = g_ptr_array_index (self->coverage->areas, i);

      area->known = area->n_forums >= well ? CAM_KNOWN_WELL : area->n_forums >= partly ? CAM_KNOWN_PARTLY
                                                                                        : CAM_KNOWN_LITTLE;
    }
  return load (self, "area_knowledge", columns, "WHERE deleted = 0 ORDER BY said_on, uuid", NULL, 0, take_knowledge,
               error);
}

static gboolean
load_areas (Counter  *self,
            GError  **error)
{
  const char *columns[] = { "uuid", "name", "population", "valid_from", "valid_to", NULL };
  const CamValue level = cam_text (self->options->level);

  if (!load (self, "area", columns, "WHERE level = ?1 AND deleted = 0 ORDER BY name, fid", &level, 1, take_area, error))
    return FALSE;
  g_array_set_size (self->stamps, self->coverage->areas->len);
  return TRUE;
}

static CamCoverage *
coverage_new (const CamCoverageOptions *options)
{
  CamCoverage *self = g_new0 (CamCoverage, 1);

  self->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) area_free);
  self->by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  self->to = options->to;
  self->today = options->today;
  return self;
}

CamCoverage *
cam_coverage_load (CamStore                  *store,
                   const CamCoverageOptions  *options,
                   const CamEventDates       *dates,
                   GError                   **error)
{
  const CamTrackSource source = { store, NULL };

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  return cam_coverage_load_from (&source, options, dates, error);
}

CamCoverage *
cam_coverage_load_from (const CamTrackSource      *source,
                        const CamCoverageOptions  *options,
                        const CamEventDates       *dates,
                        GError                   **error)
{
  g_autoptr (CamCoverage) coverage = NULL;
  g_autoptr (CamAreaGraph) graph = NULL;
  g_autoptr (GArray) targets = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GArray) stamps = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) venues = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) numbers_free);
  g_autoptr (GHashTable) attended = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Counter counter = { NULL, source, options, dates, NULL, targets, stamps, 0, hits, NULL, NULL, venues, attended };
  gboolean done;

  g_return_val_if_fail (options != NULL && options->level != NULL && options->from <= options->to, NULL);
  g_return_val_if_fail (dates != NULL, NULL);

  graph = cam_area_graph_load_from (source, error);
  if (graph == NULL)
    return NULL;
  coverage = coverage_new (options);
  counter.graph = graph;
  counter.coverage = coverage;
  done = load_areas (&counter, error) && load_subjects (&counter, error) && load_attendance (&counter, error);
  if (done)
    count_dates (&counter);
  for (guint i = 0; counter.subjects != NULL && i < cam_event_dates_get_n_events (dates); i++)
    g_clear_pointer (&counter.subjects[i].areas, g_array_unref);
  g_free (counter.subjects);
  if (!done || !count_forums (&counter, error) || !judge_knowledge (&counter, error))
    return NULL;
  return g_steal_pointer (&coverage);
}
