/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-measure-state-private.h"

#include <math.h>

/* Reads all measures with what their status needs, in a handful of queries however many there are. Of readings it
 * takes those of the last years: what is compared lies within them. Where that leaves a measure with none, it is
 * asked for by itself.
 *
 * The readings are read in the order of the file. By an index they come measure by measure, and each from another page
 * of the file, which takes several times as long as reading all of them. */

#define DAYS 800

typedef struct
{
  CamStore   *store;
  const char *area;
  const char *only;      /* uuid of the one measure that is wanted; NULL for all */
  guint32     today;
  const char *since;     /* where the last years begin */
  GPtrArray  *states;
  GHashTable *by_uuid;   /* uuid → CamMeasureState, both borrowed */
  GHashTable *by_area;   /* uuid of an area → CamMeasureState, where the one measure is read for each area at once */
  guint       column;    /* that has the area, in the rows at hand */
  gint64      newest;    /* fid of the newest reading of all areas, with its day and edition */
  guint32     newest_day;
  const char *edition;
} Loader;

typedef void (*TakeFunc) (Loader          *self,
                          CamMeasureState *state,
                          CamCursor       *cursor);

static double
get_real (CamCursor *cursor,
          guint      column)
{
  return cam_cursor_is_null (cursor, column) ? NAN : cam_cursor_get_real (cursor, column);
}

/* Editions are few, and compared often. */
static const char *
intern_edition (const char *edition,
                const char *vintage)
{
  g_autofree char *both = NULL;

  if ((edition == NULL || *edition == '\0') && (vintage == NULL || *vintage == '\0'))
    return NULL;
  both = g_strdup_printf ("%s, %s", edition != NULL ? edition : "", vintage != NULL ? vintage : "");
  return g_intern_string (both);
}

static CamDirection
get_direction (const char *word)
{
  if (g_strcmp0 (word, "decrease") == 0)
    return CAM_DIRECTION_DECREASE;
  if (g_strcmp0 (word, "maintain") == 0)
    return CAM_DIRECTION_MAINTAIN;
  return g_strcmp0 (word, "band") == 0 ? CAM_DIRECTION_BAND : CAM_DIRECTION_INCREASE;
}

/* Anything may stand in a file that somebody else wrote. */
static guint
get_within (CamCursor *cursor,
            guint      column,
            guint      max)
{
  return (guint) CLAMP (cam_cursor_get_integer (cursor, column), 0, (gint64) max);
}

static CamMeasureState *
make_state (CamCursor *cursor)
{
  CamMeasureState *state = g_object_new (CAM_TYPE_MEASURE_STATE, NULL);

  state->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  state->name = g_strdup (cam_cursor_get_text (cursor, 1));
  state->priority = g_strdup (cam_cursor_get_text (cursor, 2));
  state->outcome = g_strdup (cam_cursor_get_text (cursor, 3));
  state->activity = g_strdup (cam_cursor_get_text (cursor, 4));
  state->owner = g_strdup (cam_cursor_get_text (cursor, 5));
  state->unit = g_strdup (cam_cursor_get_text (cursor, 6));
  state->input.decimals = get_within (cursor, 7, 9);
  state->ratio_per = get_real (cursor, 8);
  state->input.direction = get_direction (cam_cursor_get_text (cursor, 9));
  state->input.tolerance = get_real (cursor, 10);
  state->input.rule = g_strcmp0 (cam_cursor_get_text (cursor, 11), "havering") == 0 ? CAM_RULE_HAVERING
                                                                                     : CAM_RULE_STANDARD;
  state->input.frequency = cam_frequency_from_word (cam_cursor_get_text (cursor, 12));
  state->input.lag = get_within (cursor, 13, 3660);
  state->input.is_count = g_strcmp0 (cam_cursor_get_text (cursor, 14), "activity") == 0;
  state->adds_up = cam_cursor_get_integer (cursor, 15) != 0;
  state->edition = intern_edition (cam_cursor_get_text (cursor, 16), cam_cursor_get_text (cursor, 17));
  return state;
}

static gboolean
load_measures (Loader  *self,
               GError **error)
{
  const char *columns[] = { "uuid", "name", "priority_uuid", "outcome_uuid", "activity_uuid", "owner", "unit",
                            "decimals", "ratio_per", "direction", "tolerance", "rule", "frequency", "lag_days", "kind",
                            "adds_up", "edition", "geography_vintage", NULL };
  const CamValue only = cam_text (self->only);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_store_select (self->store, "measure", columns,
                             self->only != NULL
                               ? "WHERE uuid = ?1 AND deleted = 0"
                               : "WHERE deleted = 0 ORDER BY coalesce (position, 9223372036854775807), name, fid",
                             &only, self->only != NULL ? 1 : 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      CamMeasureState *state = make_state (cursor);

      g_ptr_array_add (self->states, state);
      if (state->uuid != NULL)
        g_hash_table_insert (self->by_uuid, state->uuid, state);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static CamMeasureState *
ensure_area (Loader          *self,
             CamMeasureState *whole,
             const char      *area)
{
  CamMeasureState *state = g_hash_table_lookup (self->by_area, area);

  if (state == NULL)
    {
      state = cam_measure_state_new_like (whole);
      g_hash_table_insert (self->by_area, g_strdup (area), state);
    }
  return state;
}

static CamMeasureState *
find_state (Loader    *self,
            CamCursor *cursor)
{
  const char *uuid = cam_cursor_get_text (cursor, 0);
  CamMeasureState *state = uuid != NULL ? g_hash_table_lookup (self->by_uuid, uuid) : NULL;
  const char *area = NULL;

  if (state != NULL && self->by_area != NULL)
    area = cam_cursor_get_text (cursor, self->column);
  return area != NULL ? ensure_area (self, state, area) : state;
}

/* Rows whose first column is the measure. */
static gboolean
load (Loader          *self,
      const char      *table,
      const char     **columns,
      const char      *clause,
      const CamValue  *params,
      guint            n_params,
      TakeFunc         take,
      GError         **error)
{
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, table, columns, clause, params, n_params, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      CamMeasureState *state = find_state (self, cursor);

      if (state != NULL)
        take (self, state, cursor);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static const char *reading_columns[] = { "measure_uuid", "starts_on", "ends_on", "value", "numerator", "denominator",
                                         "provisional", "edition", "geography_vintage", "area_uuid",
                                         "fid", NULL };

enum
{
  ENDS_ON = 2,
  AREA = 9,
  FID = 10,
};

static CamPoint
read_point (CamMeasureState *state,
            CamCursor       *cursor)
{
  CamPoint point = { { cam_day_from_text (cam_cursor_get_text (cursor, 1)),
                       cam_day_from_text (cam_cursor_get_text (cursor, 2)) },
                     get_real (cursor, 3), get_real (cursor, 4), get_real (cursor, 5),
                     cam_cursor_get_integer (cursor, 6) != 0, NULL };

  point.edition = intern_edition (cam_cursor_get_text (cursor, 7), cam_cursor_get_text (cursor, 8));
  if (point.edition == NULL)
    point.edition = state->edition;
  return point;
}

/* Of the newest day, the reading that came into the file last. */
static void
note_newest (Loader          *self,
             CamMeasureState *state,
             CamPoint        *point,
             gint64           fid)
{
  CamPoint settled = *point;

  if (point->period.ends < self->newest_day || (point->period.ends == self->newest_day && fid < self->newest))
    return;
  if (!cam_measure_state_settle (state, &settled))
    return;
  self->newest = fid;
  self->newest_day = point->period.ends;
  self->edition = point->edition;
}

static void
take_reading (Loader          *self,
              CamMeasureState *state,
              CamCursor       *cursor)
{
  CamPoint point = read_point (state, cursor);

  if (point.period.ends == 0 || point.period.ends > self->today)
    return;
  g_array_append_val (state->points, point);
  if (self->by_area != NULL)
    note_newest (self, state, &point, cam_cursor_get_integer (cursor, FID));
}

/* What of the last years is enough for, or of one that is read so seldom that these hold too few of them. */
static gboolean
is_wanted (Loader          *self,
           CamMeasureState *state,
           const char      *ends_on)
{
  return state->input.frequency == CAM_FREQUENCY_YEARLY || state->input.frequency == CAM_FREQUENCY_ONCE
         || g_strcmp0 (ends_on, self->since) >= 0;
}

/* Of all together or, where there is none of them, of areas that are summed up afterwards. */
static void
take_any (Loader          *self,
          CamMeasureState *state,
          CamCursor       *cursor)
{
  CamPoint point;

  if (self->area != NULL || self->by_area != NULL || cam_cursor_is_null (cursor, AREA))
    {
      if (is_wanted (self, state, cam_cursor_get_text (cursor, ENDS_ON)))
        take_reading (self, state, cursor);
      return;
    }
  if (!state->adds_up && isnan (state->ratio_per))
    {
      state->input.is_by_area = TRUE;
      return;
    }
  point = read_point (state, cursor);
  if (point.period.ends == 0 || point.period.ends > self->today)
    return;
  if (state->parts == NULL)
    state->parts = g_array_new (FALSE, FALSE, sizeof (CamPoint));
  g_array_append_val (state->parts, point);
}

static gboolean
load_older (Loader           *self,
            CamMeasureState  *state,
            const char       *area,
            GError          **error)
{
  const CamValue params[] = { cam_text (state->uuid), cam_text (area) };

  return state->uuid == NULL
         || load (self, "reading", reading_columns,
                  "WHERE measure_uuid = ?1 AND area_uuid IS ?2 AND deleted = 0 ORDER BY ends_on DESC LIMIT 3",
                  params, 2, take_reading, error);
}

static const char *
get_readings_clause (Loader *self)
{
  if (self->only != NULL && self->area != NULL)
    return "WHERE measure_uuid = ?3 AND area_uuid = ?1 AND deleted = 0";
  if (self->only != NULL)
    return "WHERE measure_uuid = ?3 AND deleted = 0 AND ?1 IS NULL AND (area_uuid IS NULL OR ends_on >= ?2)";
  if (self->area != NULL)
    return "WHERE area_uuid = ?1 AND deleted = 0";
  return "WHERE deleted = 0 AND ?1 IS NULL AND (area_uuid IS NULL OR ends_on >= ?2)";
}

static gboolean
load_readings (Loader  *self,
               GError **error)
{
  const CamValue params[] = { cam_text (self->area), cam_text (self->since), cam_text (self->only) };

  if (!load (self, "reading", reading_columns, get_readings_clause (self), params,
             self->only != NULL ? 3 : self->area != NULL ? 1 : 2, take_any, error))
    return FALSE;
  for (guint i = 0; i < self->states->len; i++)
    {
      CamMeasureState *state = g_ptr_array_index (self->states, i);

      cam_measure_state_sum_up (state);
      if (state->points->len == 0 && !load_older (self, state, self->area, error))
        return FALSE;
    }
  return TRUE;
}

static void
take_target (Loader          *self,
             CamMeasureState *state,
             CamCursor       *cursor)
{
  CamTarget target = { { cam_day_from_text (cam_cursor_get_text (cursor, 1)),
                         cam_day_from_text (cam_cursor_get_text (cursor, 2)) },
                       get_real (cursor, 3), get_real (cursor, 4), get_real (cursor, 5) };
  gboolean of_area = !cam_cursor_is_null (cursor, 6);
  gboolean for_area = self->area != NULL || self->by_area != NULL;

  /* What is to be reached in all together is no target of one area, unless it is a rate. */
  if (target.period.ends == 0 || (for_area && !of_area && state->adds_up))
    return;
  if (of_area)
    g_array_prepend_val (state->targets, target);
  else
    g_array_append_val (state->targets, target);
}

static const char *target_columns[] = { "measure_uuid", "starts_on", "ends_on", "value", "low", "high", "area_uuid", NULL };

static gboolean
load_targets (Loader  *self,
              GError **error)
{
  const CamValue params[] = { cam_text (self->area), cam_text (self->only) };

  return load (self, "measure_target", target_columns,
               self->only != NULL ? "WHERE measure_uuid = ?2 AND deleted = 0 AND (area_uuid IS NULL OR area_uuid = ?1)"
                                  : "WHERE deleted = 0 AND (area_uuid IS NULL OR area_uuid = ?1)",
               params, self->only != NULL ? 2 : 1, take_target, error);
}

/* Of several, what was said last holds. */
static void
take_override (Loader          *self,
               CamMeasureState *state,
               CamCursor       *cursor)
{
  guint32 day = cam_day_from_text (cam_cursor_get_text (cursor, 1));

  if (day < state->override_day)
    return;
  state->override_day = day;
  state->override_rag = cam_rag_from_word (cam_cursor_get_text (cursor, 2));
  g_set_str (&state->override_reason, cam_cursor_get_text (cursor, 3));
  g_set_str (&state->override_author, cam_cursor_get_text (cursor, 4));
}

static const char *override_columns[] = { "measure_uuid", "ends_on", "status", "reason", "author", "area_uuid", NULL };

static gboolean
load_overrides (Loader  *self,
                GError **error)
{
  const CamValue params[] = { cam_text (self->area), cam_text (self->only) };

  return load (self, "rag_override", override_columns,
               self->only != NULL
                 ? "WHERE measure_uuid = ?2 AND deleted = 0 AND area_uuid IS ?1 ORDER BY said_at, fid"
                 : "WHERE deleted = 0 AND area_uuid IS ?1 ORDER BY said_at, fid",
               params, self->only != NULL ? 2 : 1, take_override, error);
}

static GPtrArray *
load_states (CamStore    *store,
             const char  *only,
             const char  *area_uuid,
             guint32      today,
             GError     **error)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *since = cam_day_to_text (today > DAYS ? today - DAYS : 1);
  Loader loader = { .store = store, .area = area_uuid, .only = only, .today = today, .since = since, .states = states,
                    .by_uuid = by_uuid };

  if (!load_measures (&loader, error) || !load_targets (&loader, error) || !load_readings (&loader, error)
      || !load_overrides (&loader, error))
    return NULL;
  for (guint i = 0; i < states->len; i++)
    cam_measure_state_finish (g_ptr_array_index (states, i), today);
  return g_steal_pointer (&states);
}

GPtrArray *
cam_measure_states_load (CamStore    *store,
                         const char  *area_uuid,
                         guint32      today,
                         GError     **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  return load_states (store, NULL, area_uuid, today, error);
}

static gpointer
fail_not_there (GError **error)
{
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The measure is not there any more.");
  return NULL;
}

CamMeasureState *
cam_measure_state_load (CamStore    *store,
                        const char  *uuid,
                        const char  *area_uuid,
                        guint32      today,
                        GError     **error)
{
  g_autoptr (GPtrArray) states = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  states = load_states (store, uuid, area_uuid, today, error);
  if (states == NULL)
    return NULL;
  if (states->len > 0)
    return g_object_ref (g_ptr_array_index (states, 0));
  return fail_not_there (error);
}

/* An area whose readings are all from before the last years has its newest ones read by themselves. */
static gboolean
load_older_areas (Loader           *self,
                  CamMeasureState  *whole,
                  GError          **error)
{
  const char *columns[] = { "area_uuid", NULL };
  const CamValue params[] = { cam_text (self->only), cam_text (self->since) };
  /* By the index alone, in which there are the deleted ones too. */
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, "reading", columns,
                                                   "WHERE measure_uuid = ?1 AND area_uuid IS NOT NULL AND ends_on < ?2"
                                                   " GROUP BY area_uuid", params, 2, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *area = cam_cursor_get_text (cursor, 0);
      CamMeasureState *state = area != NULL ? ensure_area (self, whole, area) : NULL;

      if (state != NULL && state->points->len == 0 && !load_older (self, whole, area, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Every area at once, for the one measure. */
static gboolean
load_areas (Loader           *self,
            CamMeasureState  *whole,
            GError          **error)
{
  const CamValue params[] = { cam_text (self->only), cam_text (self->since) };
  gboolean is_seldom =
    whole->input.frequency == CAM_FREQUENCY_YEARLY || whole->input.frequency == CAM_FREQUENCY_ONCE;

  /* Those of all together first: what is made for an area begins with them. */
  self->column = 6;
  if (!load (self, "measure_target", target_columns, "WHERE measure_uuid = ?1 AND deleted = 0 ORDER BY area_uuid, ends_on, fid",
             params, 1, take_target, error))
    return FALSE;
  self->column = AREA;
  if (!load (self, "reading", reading_columns,
             is_seldom ? "WHERE measure_uuid = ?1 AND area_uuid IS NOT NULL AND deleted = 0"
                       : "WHERE measure_uuid = ?1 AND area_uuid IS NOT NULL AND ends_on >= ?2 AND deleted = 0",
             params, is_seldom ? 1 : 2, take_any, error)
      || !load_older_areas (self, whole, error))
    return FALSE;
  self->column = 5;
  return load (self, "rag_override", override_columns,
               "WHERE measure_uuid = ?1 AND area_uuid IS NOT NULL AND deleted = 0 ORDER BY said_at, fid", params, 1,
               take_override, error);
}

GHashTable *
cam_measure_state_load_areas (CamStore         *store,
                              const char       *uuid,
                              guint32           today,
                              CamMeasureState **elsewhere,
                              const char      **edition,
                              GError          **error)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_area = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autofree char *since = cam_day_to_text (today > DAYS ? today - DAYS : 1);
  Loader loader = { .store = store, .only = uuid, .today = today, .since = since, .states = states, .by_uuid = by_uuid,
                    .by_area = by_area };
  GHashTableIter iter;
  gpointer state = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);
  g_return_val_if_fail (elsewhere != NULL, NULL);
  g_return_val_if_fail (edition != NULL, NULL);

  if (!load_measures (&loader, error))
    return NULL;
  if (states->len == 0)
    return fail_not_there (error);
  if (!load_areas (&loader, g_ptr_array_index (states, 0), error))
    return NULL;
  g_hash_table_iter_init (&iter, by_area);
  while (g_hash_table_iter_next (&iter, NULL, &state))
    cam_measure_state_finish (state, today);
  *elsewhere = g_object_ref (g_ptr_array_index (states, 0));
  cam_measure_state_finish (*elsewhere, today);
  *edition = loader.edition;
  return g_steal_pointer (&by_area);
}
