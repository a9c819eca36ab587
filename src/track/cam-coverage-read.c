/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-coverage-private.h"

#include "cam-area-graph.h"
#include "cam-period.h"

/* Where an area has no event in the range, others are looked for so far back and ahead. */
#define DAYS_BACK 730u
#define DAYS_AHEAD 365u
/* A range that nobody chose. */
#define RANGE_DAYS 90u
#define RANGE_MONTHS 3u

typedef struct
{
  const CamTrackSource      *source;
  const CamCoverageOptions  *options;
  const CamExpander         *expander;
  guint32                    from, to;  /* of all that may be looked at */
  GHashTable                *named;     /* uuid of an event → whether it names an area that matters; NULL: all matter */
} Reader;

static gboolean
is_wanted (const CamEventRow *event,
           gpointer           user_data)
{
  const Reader *self = user_data;
  gpointer matters = NULL;

  if (self->options->kind != NULL && g_strcmp0 (self->options->kind, event->kind) != 0)
    return FALSE;
  if (self->named == NULL)
    return TRUE;
  /* One that names no area is where its venue is. */
  if (!g_hash_table_lookup_extended (self->named, event->uuid, NULL, &matters))
    return self->options->locate != NULL;
  return GPOINTER_TO_INT (matters) != 0;
}

static CamCoverage *
read_within (Reader   *self,
             guint32   from,
             guint32   to,
             GError  **error)
{
  g_autoptr (CamEventDates) dates = cam_event_dates_load_from (self->source, from, to, self->expander, is_wanted, self, error);

  return dates != NULL ? cam_coverage_load_from (self->source, self->options, dates, error) : NULL;
}

/* The areas of @uuids, what they belonged to and what belonged to them, whenever that was. */
static GHashTable *
list_around (Reader        *self,
             CamAreaGraph  *graph,
             GPtrArray     *uuids)
{
  const guint32 days[] = { self->from, self->options->from, self->options->today, self->options->to, self->to };
  GHashTable *around = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < uuids->len; i++)
    for (guint at = 0; at < G_N_ELEMENTS (days); at++)
      {
        guint number = cam_area_graph_get_number (graph, g_ptr_array_index (uuids, i));
        g_autoptr (GPtrArray) found = cam_area_graph_list_around (graph, number, days[at]);

        for (guint j = 0; j < found->len; j++)
          g_hash_table_add (around, g_ptr_array_index (found, j));
      }
  return around;
}

/* Which events name areas, and whether one of these has to do with those of @uuids: a rule costs more than all else,
 * so that others are not expanded. */
static gboolean
find_named (Reader     *self,
            GPtrArray  *uuids,
            GError    **error)
{
  const char *columns[] = { "event_uuid", "area_uuid", NULL };
  g_autoptr (CamAreaGraph) graph = cam_area_graph_load_from (self->source, error);
  g_autoptr (GHashTable) around = NULL;
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  if (graph == NULL)
    return FALSE;
  around = list_around (self, graph, uuids);
  cursor = cam_track_select (self->source, "event_area", columns, "WHERE deleted = 0", NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  g_clear_pointer (&self->named, g_hash_table_unref);
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *event = cam_cursor_get_text (cursor, 0);
      const char *area = cam_cursor_get_text (cursor, 1);
      gboolean matters = area != NULL && g_hash_table_contains (around, area);

      if (event != NULL && area != NULL && (matters || !g_hash_table_contains (self->named, event)))
        g_hash_table_insert (self->named, g_strdup (event), GINT_TO_POINTER (matters));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Those without a last one, or without a next one. (element-type utf8) (transfer container) */
static GPtrArray *
list_lacking (const CamCoverage *coverage,
              gboolean           next)
{
  GPtrArray *uuids = g_ptr_array_new ();

  for (guint i = 0; i < cam_coverage_get_n_areas (coverage); i++)
    {
      const CamCoverageArea *area = cam_coverage_get_area (coverage, i);

      if ((next ? area->next_day : area->last_day) == 0)
        g_ptr_array_add (uuids, area->uuid);
    }
  return uuids;
}

/* Looks up to today, or from today on, for what areas lack in the range. */
static gboolean
find_lacking (Reader       *self,
              CamCoverage  *coverage,
              gboolean      next,
              GError      **error)
{
  g_autoptr (GPtrArray) lacking = list_lacking (coverage, next);
  g_autoptr (CamCoverage) wide = NULL;
  guint32 from = next ? self->options->today : self->from;
  guint32 to = next ? self->to : self->options->today;

  if (lacking->len == 0)
    return TRUE;
  if (!find_named (self, lacking, error))
    return FALSE;
  wide = read_within (self, from, to, error);
  if (wide == NULL)
    return FALSE;
  for (guint i = 0; i < lacking->len; i++)
    {
      CamCoverageArea *area = g_hash_table_lookup (coverage->by_uuid, g_ptr_array_index (lacking, i));
      const CamCoverageArea *found = cam_coverage_find_area (wide, area->uuid);

      /* Another action may have come between the two. */
      if (found == NULL)
        continue;
      if (next)
        area->next_day = found->next_day;
      else
        area->last_day = found->last_day;
    }
  return TRUE;
}

static CamCoverage *
read_all (Reader   *self,
          GError  **error)
{
  const CamCoverageOptions *options = self->options;
  g_autoptr (CamCoverage) coverage = NULL;

  /* What was after a range that is over is the last one, what is before a later one is the next. */
  coverage = read_within (self, MIN (options->from, options->today), MAX (options->to, options->today), error);
  if (coverage == NULL || !find_lacking (self, coverage, FALSE, error) || !find_lacking (self, coverage, TRUE, error))
    return NULL;
  return g_steal_pointer (&coverage);
}

CamCoverage *
cam_coverage_read (CamStore                  *store,
                   const CamCoverageOptions  *options,
                   const CamExpander         *expander,
                   GError                   **error)
{
  const CamTrackSource source = { store, NULL };

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  return cam_coverage_read_from (&source, options, expander, error);
}

CamCoverage *
cam_coverage_read_from (const CamTrackSource      *source,
                        const CamCoverageOptions  *options,
                        const CamExpander         *expander,
                        GError                   **error)
{
  Reader reader = { source, options, expander };
  g_autoptr (GPtrArray) only = g_ptr_array_new ();
  CamCoverage *coverage = NULL;

  g_return_val_if_fail (options != NULL && options->from <= options->to, NULL);

  reader.from = MIN (options->from, options->today > DAYS_BACK ? options->today - DAYS_BACK : 1);
  reader.to = MAX (options->to, options->today + DAYS_AHEAD);
  if (options->area != NULL)
    g_ptr_array_add (only, (gpointer) options->area);
  if (only->len == 0 || find_named (&reader, only, error))
    coverage = read_all (&reader, error);
  g_clear_pointer (&reader.named, g_hash_table_unref);
  return coverage;
}

static guint32
get_default_end (guint32 today)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, today);
  g_date_add_months (&date, RANGE_MONTHS);
  g_date_set_day (&date, g_date_get_days_in_month (g_date_get_month (&date), g_date_get_year (&date)));
  return g_date_get_julian (&date);
}

void
cam_coverage_choose_range (const char *from_text,
                           const char *to_text,
                           guint32     today,
                           guint32    *from,
                           guint32    *to)
{
  g_return_if_fail (today > RANGE_DAYS);
  g_return_if_fail (from != NULL && to != NULL);

  *from = cam_day_from_text (from_text);
  *to = cam_day_from_text (to_text);
  if (*to == 0)
    *to = MAX (get_default_end (today), *from);
  if (*from == 0 || *from > *to)
    *from = MIN (today, *to) > RANGE_DAYS ? MIN (today, *to) - RANGE_DAYS : 1;
}
