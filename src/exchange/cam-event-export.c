/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-export-private.h"

#include "cam-area-graph.h"
#include "cam-file-import.h"
#include "cam-ics-write.h"
#include "cam-output-file.h"
#include "cam-period.h"
#include "cam-venue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SLICE_US 5000
/* How many venues are looked for in the outlines between two frames. */
#define VENUES_AT_ONCE 64
/* How often who subscribes to a feed may ask again, in hours. */
#define FEED_HOURS 6
/* What CamEventEntry.changed counts from: the beginning of 2020. */
#define CHANGES_BEGIN G_GINT64_CONSTANT (1577836800)

static void
export_free (gpointer data)
{
  CamEventExport *self = data;

  cam_event_book_free (self->book);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  g_hash_table_unref (self->areas);
  g_free (self->path);
  g_free (self->event_uuid);
  g_free (self->area_uuid);
  g_free (self->kind);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamEventExport, export_free)

static CamWall
to_wall (guint32 day,
         CamWall otherwise)
{
  g_autofree char *text = day != 0 ? cam_day_to_text (day) : NULL;
  CamWall wall = cam_wall_from_text (text);

  return wall != CAM_WALL_NONE ? wall : otherwise;
}

static CamEventExport *
export_new (const char                   *path,
            guint32                       today,
            const CamEventExportOptions  *options,
            GError                      **error)
{
  g_autofree char *small = g_ascii_strdown (path, -1);
  gboolean is_csv = g_str_has_suffix (small, ".csv");
  CamEventExport *self = NULL;

  if (!is_csv && !g_str_has_suffix (small, ".ics"))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                           "Events are written to a calendar file or a table: end the name with .ics or .csv.");
      return NULL;
    }
  self = g_new0 (CamEventExport, 1);
  self->book = cam_event_book_new (NULL);
  self->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->path = g_strdup (path);
  self->event_uuid = g_strdup (options->event_uuid);
  self->area_uuid = g_strdup (options->area_uuid);
  self->kind = g_strdup (options->kind);
  self->locate = options->locate;
  self->locate_data = options->locate_data;
  self->feed = options->feed && !is_csv;
  self->today = today;
  self->from = to_wall (options->from, CAM_WALL_MIN);
  self->to = to_wall (options->to, CAM_WALL_MAX);
  if (self->to != CAM_WALL_MAX)
    self->to += CAM_WALL_DAY - 1;
  self->is_csv = is_csv;
  return self;
}

/* Calls @func with each row of a table that is not deleted. */
static gboolean
load_rows (CamStore    *store,
           const char  *table,
           const char  *first,
           const char  *second,
           void       (*func) (const char *first, const char *second, gpointer data),
           gpointer     data,
           GError     **error)
{
  const char *columns[] = { first, second, NULL };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, "WHERE deleted = 0 ORDER BY fid", NULL, 0, error);

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    if (!cam_cursor_is_null (cursor, 0) && !cam_cursor_is_null (cursor, 1))
      func (cam_cursor_get_text (cursor, 0), cam_cursor_get_text (cursor, 1), data);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

typedef struct
{
  CamEventExport *export;
  GHashTable     *names;   /* uuid → name of the areas */
  CamAreaGraph   *graph;
  guint           target;
  GHashTable     *named;   /* uuids of events that name an area */
  guint           next;    /* which event is looked at next */
} Areas;

static void
areas_free (Areas *self)
{
  g_clear_pointer (&self->graph, cam_area_graph_free);
  g_clear_pointer (&self->named, g_hash_table_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Areas, areas_free)

static void
take_name (const char *uuid,
           const char *name,
           gpointer    data)
{
  Areas *areas = data;

  g_hash_table_replace (areas->names, g_strdup (uuid), g_strdup (name));
}

static void
take_area_name (const char *event,
                const char *area,
                gpointer    data)
{
  Areas *areas = data;
  const char *name = g_hash_table_lookup (areas->names, area);
  const char *before = g_hash_table_lookup (areas->export->areas, event);

  if (name != NULL)
    g_hash_table_insert (areas->export->areas, g_strdup (event),
                         before != NULL ? g_strconcat (before, "; ", name, NULL) : g_strdup (name));
}

/* Which areas the events name; only a table tells them. */
static gboolean
load_areas (CamEventExport  *self,
            CamStore        *store,
            GError         **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Areas areas = { .export = self, .names = names };

  return !self->is_csv || (load_rows (store, "area", "uuid", "name", take_name, &areas, error)
                           && load_rows (store, "event_area", "event_uuid", "area_uuid", take_area_name, &areas, error));
}

/* Whether @area was, or belonged to, the one that is asked for on the day of the event. */
static gboolean
is_within (CamAreaGraph        *graph,
           const char          *area,
           guint                target,
           const CamEventEntry *event)
{
  g_autofree char *day = event->text[CAM_EVENT_TEXT_STARTS_AT] != NULL
                         ? g_strndup (event->text[CAM_EVENT_TEXT_STARTS_AT], strlen ("2026-03-03")) : NULL;
  const GArray *wider = cam_area_graph_get_wider (graph, cam_area_graph_get_number (graph, area), cam_day_from_text (day));

  for (guint i = 0; i < wider->len; i++)
    if (g_array_index (wider, guint, i) == target)
      return TRUE;
  return FALSE;
}

static void
take_area (const char *event_uuid,
           const char *area,
           gpointer    data)
{
  Areas *areas = data;
  const CamEventEntry *event = g_hash_table_lookup (areas->export->book->by_uuid, event_uuid);

  if (event == NULL)
    return;
  g_hash_table_add (areas->named, g_strdup (event_uuid));
  if (is_within (areas->graph, area, areas->target, event))
    g_hash_table_add (areas->export->chosen, g_strdup (event_uuid));
}

/* Those that name no area are where their venue is; some more each time. TRUE once all were looked at. */
static gboolean
choose_by_venue (Areas *areas)
{
  CamEventExport *self = areas->export;
  guint n_venues = 0;

  for (; self->locate != NULL && areas->next < self->book->events->len && n_venues < VENUES_AT_ONCE; areas->next++)
    {
      const CamEventEntry *event = g_ptr_array_index (self->book->events, areas->next);
      const CamEventVenue *venue = cam_event_book_get_venue (self->book, event->text[CAM_EVENT_TEXT_VENUE_UUID]);
      g_autoptr (GPtrArray) around = NULL;

      if (venue == NULL || !venue->has_point || g_hash_table_contains (areas->named, event->uuid))
        continue;
      n_venues++;
      around = self->locate (venue->lat, venue->lon, self->locate_data);
      for (guint j = 0; around != NULL && j < around->len; j++)
        if (is_within (areas->graph, g_ptr_array_index (around, j), areas->target, event))
          g_hash_table_add (self->chosen, g_strdup (event->uuid));
    }
  return self->locate == NULL || areas->next >= self->book->events->len;
}

static Areas *
begin_choice (CamEventExport  *self,
              CamStore        *store,
              GError         **error)
{
  g_autoptr (Areas) areas = g_new0 (Areas, 1);

  areas->export = self;
  areas->graph = cam_area_graph_load (store, error);
  if (areas->graph == NULL)
    return NULL;
  areas->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  areas->target = cam_area_graph_get_number (areas->graph, self->area_uuid);
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!load_rows (store, "event_area", "event_uuid", "area_uuid", take_area, areas, error))
    return NULL;
  return g_steal_pointer (&areas);
}

GArray *
cam_event_export_expand (CamEventExport      *self,
                         const CamEventEntry *event,
                         CamWall              to,
                         guint                limit)
{
  g_autoptr (CamRecurrence) recurrence = NULL;
  g_autoptr (GArray) exceptions = g_array_new (FALSE, FALSE, sizeof (CamException));
  CamSeries series = { .all_day = event->all_day, .zone = cam_event_entry_get_zone (event) };

  if (!cam_event_entry_get_times (event, &series.start, &series.end))
    return NULL;
  if (event->text[CAM_EVENT_TEXT_RECURRENCE] != NULL)
    recurrence = cam_recurrence_new (event->text[CAM_EVENT_TEXT_RECURRENCE], series.start, event->all_day, series.zone, NULL);
  for (guint i = 0; event->dates != NULL && i < event->dates->len; i++)
    {
      const CamEventDateEntry *date = g_ptr_array_index (event->dates, i);
      CamException exception = { date->kind, date->original, date->starts, date->ends };

      if (date->kind == CAM_EXCEPTION_ADDED)
        exception.original = date->starts;
      else if (exception.start == CAM_WALL_NONE || date->kind == CAM_EXCEPTION_CANCELLED)
        exception.start = exception.original;
      g_array_append_val (exceptions, exception);
    }
  series.recurrence = recurrence;
  series.exceptions = (const CamException *) (gpointer) exceptions->data;
  series.n_exceptions = exceptions->len;
  return cam_series_expand (&series, self->from, to, limit, NULL);
}

/* The calendar that it came from says so. */
static gboolean
is_private (const CamEventEntry *event)
{
  const char *extra = event->text[CAM_EVENT_TEXT_ICAL_EXTRA];
  g_auto (GStrv) lines = g_strsplit (extra != NULL ? extra : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "CLASS:"))
      return TRUE;
  return FALSE;
}

static gboolean
is_asked_for (CamEventExport      *self,
              const CamEventEntry *event)
{
  g_autoptr (GArray) dates = NULL;

  if (event->is_template || event->text[CAM_EVENT_TEXT_STARTS_AT] == NULL)
    return FALSE;
  if (self->event_uuid != NULL)
    return g_str_equal (event->uuid, self->event_uuid);
  if (self->kind != NULL && g_strcmp0 (event->text[CAM_EVENT_TEXT_KIND], self->kind) != 0)
    return FALSE;
  if (self->feed && (g_strcmp0 (event->text[CAM_EVENT_TEXT_STATUS], "idea") == 0 || is_private (event)))
    return FALSE;
  if (self->chosen != NULL && !g_hash_table_contains (self->chosen, event->uuid))
    return FALSE;
  if (self->from == CAM_WALL_MIN && self->to == CAM_WALL_MAX)
    return TRUE;
  dates = cam_event_export_expand (self, event, self->to, 1);
  return dates != NULL && dates->len > 0;
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const CamEventEntry *first = *(CamEventEntry *const *) a, *second = *(CamEventEntry *const *) b;
  int order = strcmp (first->text[CAM_EVENT_TEXT_STARTS_AT], second->text[CAM_EVENT_TEXT_STARTS_AT]);

  return order != 0 ? order : strcmp (first->uuid, second->uuid);
}

GPtrArray *
cam_event_export_list (CamEventExport *self)
{
  GPtrArray *events = g_ptr_array_new ();

  for (guint i = 0; i < self->book->events->len; i++)
    if (is_asked_for (self, g_ptr_array_index (self->book->events, i)))
      g_ptr_array_add (events, g_ptr_array_index (self->book->events, i));
  g_ptr_array_sort (events, compare_events);
  return events;
}

/* Without what is for the office only. */
static CamIcsEvent *
make_public (const CamEventEntry *entry,
             const CamEventBook  *book)
{
  CamEventEntry plain = *entry;
  g_autoptr (GPtrArray) dates = g_ptr_array_new_with_free_func (g_free);
  CamIcsEvent *event = NULL;

  for (guint i = 0; entry->dates != NULL && i < entry->dates->len; i++)
    {
      CamEventDateEntry *date = g_memdup2 (g_ptr_array_index (entry->dates, i), sizeof *date);

      /* The copy borrows all but the note. */
      date->note = NULL;
      g_ptr_array_add (dates, date);
    }
  plain.dates = dates;
  plain.text[CAM_EVENT_TEXT_AIM] = NULL;
  plain.text[CAM_EVENT_TEXT_ICAL_EXTRA] = NULL;
  event = cam_event_to_ics (&plain, book);
  /* Not the time of writing, by which each feed would be another one. */
  if (event != NULL)
    event->stamp = CHANGES_BEGIN + entry->changed * 60;
  return event;
}

static GBytes *
make_ics (CamEventExport *self)
{
  g_autoptr (GPtrArray) entries = cam_event_export_list (self);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_ics_event_free);
  CamIcsWriteOptions options = { .stamp = g_get_real_time () / G_USEC_PER_SEC };

  if (self->feed)
    {
      options.name = _("Cambridgeshire Local");
      options.refresh_hours = FEED_HOURS;
      options.stamp = CHANGES_BEGIN;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const CamEventEntry *entry = g_ptr_array_index (entries, i);
      CamIcsEvent *event = self->feed ? make_public (entry, self->book) : cam_event_to_ics (entry, self->book);

      if (event != NULL)
        g_ptr_array_add (events, event);
    }
  if (self->event_uuid != NULL && events->len == 1)
    options.cancel = ((CamIcsEvent *) g_ptr_array_index (events, 0))->status == CAM_ICS_STATUS_CANCELLED;
  self->counts.events = events->len;
  return cam_ics_write (events, &options);
}

/* Programs that keep folders the same, and who subscribes, need not be troubled. */
static gboolean
is_there_already (const char *path,
                  GBytes     *bytes)
{
  g_autofree char *text = NULL;
  gsize length = 0, wanted = 0;
  const char *data = g_bytes_get_data (bytes, &wanted);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_get_contents (path, &text, &length, NULL) && length == wanted
         && memcmp (text, data, length) == 0;
}

/* On any thread. */
static gboolean
write_file (CamEventExport  *self,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const char *data = NULL;

  if (self->is_csv)
    {
      GString *text = cam_event_export_to_csv (self, cancellable, error);

      bytes = text != NULL ? g_string_free_to_bytes (text) : NULL;
    }
  else
    bytes = make_ics (self);
  if (bytes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->event_uuid != NULL && self->counts.events == 0)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no such event, or it has no date.");
      return FALSE;
    }
  if (self->feed && is_there_already (self->path, bytes))
    return TRUE;
  data = g_bytes_get_data (bytes, &length);
  return cam_output_write (self->path, data, length, error);
}

gboolean
cam_event_export (CamStore                     *store,
                  const char                   *path,
                  guint32                       today,
                  const CamEventExportOptions  *options,
                  CamEventExportCounts         *counts,
                  GError                      **error)
{
  g_autoptr (CamEventExport) self = NULL;
  g_autoptr (Areas) areas = NULL;
  gboolean done = FALSE;

  g_return_val_if_fail (CAM_IS_STORE (store) && path != NULL && options != NULL, FALSE);

  self = export_new (path, today, options, error);
  if (self == NULL)
    return FALSE;
  while (!done)
    if (!cam_event_book_load_some (self->book, cam_file_import_select, store, &done, error))
      return FALSE;
  for (done = FALSE; !done;)
    if (!cam_event_book_load_changes (self->book, store, &done, error))
      return FALSE;
  if (!load_areas (self, store, error))
    return FALSE;
  if (self->area_uuid != NULL)
    {
      areas = begin_choice (self, store, error);
      if (areas == NULL)
        return FALSE;
      while (!choose_by_venue (areas))
        ;
    }
  if (!write_file (self, NULL, error))
    return FALSE;
  if (counts != NULL)
    *counts = self->counts;
  return TRUE;
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_file (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

typedef enum
{
  LOADS_EVENTS,
  LOADS_CHANGES,
  LOADS_AREAS,
  CHOOSES,
} Stage;

typedef struct
{
  GTask *task;
  Stage  stage;
  Areas *areas;   /* NULL for all */
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_clear_pointer (&loading->areas, areas_free);
  g_object_unref (loading->task);
  g_free (loading);
}

/* A step of the reading; *@done once all is read. */
static gboolean
load_some (CamEventExport  *self,
           Loading         *loading,
           gboolean        *done,
           GError         **error)
{
  CamStore *store = g_task_get_source_object (loading->task);
  gboolean has_stage = FALSE;

  if (loading->stage == LOADS_EVENTS
      && !cam_event_book_load_some (self->book, cam_file_import_select, store, &has_stage, error))
    return FALSE;
  if (loading->stage == LOADS_CHANGES && !cam_event_book_load_changes (self->book, store, &has_stage, error))
    return FALSE;
  if (loading->stage == LOADS_AREAS)
    {
      if (!load_areas (self, store, error))
        return FALSE;
      if (self->area_uuid != NULL && (loading->areas = begin_choice (self, store, error)) == NULL)
        return FALSE;
      has_stage = TRUE;
    }
  if (loading->stage == CHOOSES)
    *done = loading->areas == NULL || choose_by_venue (loading->areas);
  else if (has_stage)
    loading->stage++;
  return TRUE;
}

static gboolean
load_cb (gpointer user_data)
{
  Loading *loading = user_data;
  GTask *task = loading->task;
  CamEventExport *self = g_task_get_task_data (task);
  gint64 until = g_get_monotonic_time () + SLICE_US;
  g_autoptr (GTask) writing = NULL;
  gboolean done = FALSE;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  while (!done && g_get_monotonic_time () < until)
    if (!load_some (self, loading, &done, &error))
      {
        g_task_return_error (task, error);
        return G_SOURCE_REMOVE;
      }
  if (!done)
    return G_SOURCE_CONTINUE;
  /* Without a source: the thread must not be who frees the store. */
  writing = g_task_new (NULL, g_task_get_cancellable (task), written_cb, g_object_ref (task));
  g_task_set_task_data (writing, self, NULL);
  g_task_run_in_thread (writing, write_in_thread);
  return G_SOURCE_REMOVE;
}

void
cam_event_export_async (CamStore                    *store,
                        const char                  *path,
                        guint32                      today,
                        const CamEventExportOptions *options,
                        GCancellable                *cancellable,
                        GAsyncReadyCallback          callback,
                        gpointer                     user_data)
{
  g_autoptr (GTask) task = NULL;
  CamEventExport *self = NULL;
  Loading *loading = NULL;
  GError *error = NULL;

  g_return_if_fail (CAM_IS_STORE (store) && path != NULL && options != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_event_export_async);
  self = export_new (path, today, options, &error);
  if (self == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, self, export_free);
  loading = g_new0 (Loading, 1);
  loading->task = g_steal_pointer (&task);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, load_cb, loading, loading_free);
}

gboolean
cam_event_export_finish (CamStore              *store,
                         GAsyncResult          *result,
                         CamEventExportCounts  *counts,
                         GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  if (counts != NULL && g_task_get_task_data (G_TASK (result)) != NULL)
    *counts = ((CamEventExport *) g_task_get_task_data (G_TASK (result)))->counts;
  return g_task_propagate_boolean (G_TASK (result), error);
}
