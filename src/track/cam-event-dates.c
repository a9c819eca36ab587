/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-dates.h"

#include "cam-period.h"

#include <string.h>

/* An event in another zone may fall on the day before or after. */
#define SLACK 1
/* A rule comes from a file that anybody may have written. */
#define MAX_DATES 1000000
/* Above so many events their changed dates are read all at once. */
#define FEW 50

struct _CamEventDates
{
  GStringChunk *texts;
  GPtrArray    *rows;     /* CamEventRow */
  GHashTable   *by_uuid;  /* uuid → CamEventRow, both borrowed */
  GArray       *dates;    /* CamEventInstance */
};

static void
row_free (CamEventRow *row)
{
  g_clear_pointer (&row->changes, g_array_unref);
  g_free (row);
}

void
cam_event_dates_free (CamEventDates *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->dates);
  g_hash_table_unref (self->by_uuid);
  g_ptr_array_unref (self->rows);
  g_string_chunk_free (self->texts);
  g_free (self);
}

guint
cam_event_dates_get_n (const CamEventDates *self)
{
  return self->dates->len;
}

const CamEventInstance *
cam_event_dates_get (const CamEventDates *self,
                     guint                position)
{
  g_return_val_if_fail (position < self->dates->len, NULL);

  return &g_array_index (self->dates, CamEventInstance, position);
}

guint
cam_event_dates_get_n_events (const CamEventDates *self)
{
  return self->rows->len;
}

const CamEventRow *
cam_event_dates_get_event (const CamEventDates *self,
                           guint                number)
{
  g_return_val_if_fail (number < self->rows->len, NULL);

  return g_ptr_array_index (self->rows, number);
}

const CamEventRow *
cam_event_dates_find_event (const CamEventDates *self,
                            const char          *uuid)
{
  return uuid != NULL ? g_hash_table_lookup (self->by_uuid, uuid) : NULL;
}

const char *
cam_event_instance_get_status (const CamEventInstance *self)
{
  if (self->cancelled)
    return "cancelled";
  return self->change != NULL && self->change->status != NULL ? self->change->status : self->event->status;
}

const char *
cam_event_instance_get_venue (const CamEventInstance *self)
{
  return self->change != NULL && self->change->venue_uuid != NULL ? self->change->venue_uuid : self->event->venue_uuid;
}

static const char *event_columns[] = { "uuid", "starts_at", "ends_at", "all_day", "name", "kind", "status", "audience",
                                       "recurrence", "time_zone", "venue_uuid", "room", "lead", "lead_uuid", "capacity",
                                       "vehicle_uuid", NULL };

static const char *
keep_text (CamEventDates *self,
           CamCursor     *cursor,
           guint          column)
{
  const char *text = cam_cursor_get_text (cursor, column);

  return text != NULL && *text != '\0' ? g_string_chunk_insert (self->texts, text) : NULL;
}

/* Few different ones. */
static const char *
keep_word (CamEventDates *self,
           CamCursor     *cursor,
           guint          column)
{
  const char *text = cam_cursor_get_text (cursor, column);

  return text != NULL && *text != '\0' ? g_string_chunk_insert_const (self->texts, text) : NULL;
}

/* The end as a time behind it, never before the start. */
static CamWallTime
get_end (CamWallTime starts,
         CamWallTime ends,
         gboolean    all_day)
{
  if (!all_day)
    return ends == CAM_WALL_TIME_NONE ? starts : MAX (ends, starts);
  if (ends == CAM_WALL_TIME_NONE || ends < starts)
    ends = starts;
  return ((CamWallTime) cam_wall_time_get_day (ends) + 1) * CAM_WALL_TIME_DAY;
}

/* NULL where it has no uuid or no time: nothing can be said of when it is. */
static CamEventRow *
read_row (CamEventDates *self,
          CamCursor     *cursor)
{
  CamWallTime starts = cam_wall_time_from_text (cam_cursor_get_text (cursor, 1));
  CamEventRow *row = NULL;

  if (starts == CAM_WALL_TIME_NONE || cam_cursor_is_null (cursor, 0))
    return NULL;
  row = g_new0 (CamEventRow, 1);
  row->uuid = g_string_chunk_insert (self->texts, cam_cursor_get_text (cursor, 0));
  row->all_day = cam_cursor_get_integer (cursor, 3) != 0;
  row->starts = row->all_day ? starts - starts % CAM_WALL_TIME_DAY : starts;
  row->ends = get_end (row->starts, cam_wall_time_from_text (cam_cursor_get_text (cursor, 2)), row->all_day);
  row->name = keep_text (self, cursor, 4);
  row->kind = keep_word (self, cursor, 5);
  row->status = keep_word (self, cursor, 6);
  row->audience = keep_word (self, cursor, 7);
  row->recurrence = keep_text (self, cursor, 8);
  row->time_zone = keep_word (self, cursor, 9);
  row->venue_uuid = keep_word (self, cursor, 10);
  row->room = keep_word (self, cursor, 11);
  row->lead = keep_word (self, cursor, 12);
  row->lead_uuid = keep_word (self, cursor, 13);
  row->capacity = cam_cursor_is_null (cursor, 14) ? CAM_INTEGER_NONE : cam_cursor_get_integer (cursor, 14);
  row->vehicle_uuid = keep_word (self, cursor, 15);
  return row;
}

static gboolean
load_rows (CamEventDates         *self,
           const CamTrackSource  *source,
           guint32                from,
           guint32                to,
           CamEventFilter         filter,
           gpointer               filter_data,
           GError               **error)
{
  g_autofree char *first = cam_day_to_text (from > SLACK + 1 ? from - SLACK : 1);
  g_autofree char *behind = cam_day_to_text (to + SLACK + 1);
  const CamValue params[] = { cam_text (first), cam_text (behind) };
  g_autoptr (CamCursor) cursor = cam_track_select (source, "event", event_columns, "WHERE " CAM_EVENTS_BETWEEN, params, 2,
                                                   error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      CamEventRow *row = read_row (self, cursor);

      if (row != NULL && (filter == NULL || filter (row, filter_data)))
        {
          row->number = self->rows->len;
          g_ptr_array_add (self->rows, row);
          g_hash_table_insert (self->by_uuid, (gpointer) row->uuid, row);
        }
      else if (row != NULL)
        row_free (row);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static const char *change_columns[] = { "event_uuid", "kind", "original_at", "starts_at", "ends_at", "status",
                                        "venue_uuid", NULL };

static void
take_change (CamEventDates *self,
             CamEventRow   *row,
             CamCursor     *cursor)
{
  const char *kind = cam_cursor_get_text (cursor, 1);
  gboolean added = g_strcmp0 (kind, "added") == 0;
  CamEventException change = {
    .original = added ? CAM_WALL_TIME_NONE : cam_wall_time_from_text (cam_cursor_get_text (cursor, 2)),
    .starts = cam_wall_time_from_text (cam_cursor_get_text (cursor, 3)),
    .ends = cam_wall_time_from_text (cam_cursor_get_text (cursor, 4)),
    .cancelled = g_strcmp0 (kind, "cancelled") == 0,
    .status = keep_word (self, cursor, 5),
    .venue_uuid = keep_word (self, cursor, 6),
  };

  if (row->all_day)
    {
      change.original -= change.original == CAM_WALL_TIME_NONE ? 0 : change.original % CAM_WALL_TIME_DAY;
      change.starts -= change.starts == CAM_WALL_TIME_NONE ? 0 : change.starts % CAM_WALL_TIME_DAY;
    }
  if (added ? change.starts == CAM_WALL_TIME_NONE : change.original == CAM_WALL_TIME_NONE)
    return;
  if (row->changes == NULL)
    row->changes = g_array_new (FALSE, FALSE, sizeof (CamEventException));
  g_array_append_val (row->changes, change);
}

static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  const CamEventException *one = a, *other = b;

  if (one->original != other->original)
    return one->original < other->original ? -1 : 1;
  return other->cancelled - one->cancelled;
}

/* A date that two people changed has two rows, which every copy must read alike: a cancellation counts before a move,
 * and of two the one with the lesser uuid, in whose order they came. */
static void
sort_changes (CamEventRow *row)
{
  guint kept = 0;

  if (row->changes == NULL)
    return;
  g_array_sort (row->changes, compare_changes);
  for (guint i = 0; i < row->changes->len; i++)
    {
      CamEventException *change = &g_array_index (row->changes, CamEventException, i);

      if (kept == 0 || change->original == CAM_WALL_TIME_NONE
          || g_array_index (row->changes, CamEventException, kept - 1).original != change->original)
        g_array_index (row->changes, CamEventException, kept++) = *change;
    }
  g_array_set_size (row->changes, kept);
}

static gboolean
load_changes_of (CamEventDates         *self,
                 const CamTrackSource  *source,
                 const char            *uuid,
                 GError               **error)
{
  const CamValue param = cam_text (uuid);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_track_select (source, "event_date", change_columns,
                             uuid != NULL ? "WHERE event_uuid = ?1 AND deleted = 0 ORDER BY uuid"
                                          : "WHERE deleted = 0 ORDER BY uuid",
                             &param, uuid != NULL ? 1 : 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *event = cam_cursor_get_text (cursor, 0);
      CamEventRow *row = event != NULL ? g_hash_table_lookup (self->by_uuid, event) : NULL;

      if (row != NULL)
        take_change (self, row, cursor);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
load_changes (CamEventDates         *self,
              const CamTrackSource  *source,
              GError               **error)
{
  if (self->rows->len > FEW && !load_changes_of (self, source, NULL, error))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      CamEventRow *row = g_ptr_array_index (self->rows, i);

      if (self->rows->len <= FEW && !load_changes_of (self, source, row->uuid, error))
        return FALSE;
      sort_changes (row);
    }
  return TRUE;
}

/* Those that are over before the window, or begin behind it, are left out; with SLACK where there is another zone. */
static void
add_date (CamEventDates        *self,
          const CamEventRow    *row,
          const CamEventException *change,
          CamWallTime           original,
          CamWallTime           starts,
          CamWallTime           ends,
          guint32               from,
          guint32               to)
{
  gint64 slack = row->time_zone != NULL ? SLACK * CAM_WALL_TIME_DAY : 0;
  CamEventInstance date = { row, change, original, starts, MAX (ends, starts), change != NULL && change->cancelled };

  if (starts >= ((CamWallTime) to + 1) * CAM_WALL_TIME_DAY + slack || self->dates->len >= MAX_DATES)
    return;
  if (MAX (ends, starts + 1) <= (CamWallTime) from * CAM_WALL_TIME_DAY - slack)
    return;
  g_array_append_val (self->dates, date);
}

static int
compare_originals (gconstpointer a,
                   gconstpointer b)
{
  const CamEventException *one = a, *other = b;

  return (one->original > other->original) - (one->original < other->original);
}

static const CamEventException *
find_change (const CamEventRow *row,
             CamWallTime        original)
{
  const CamEventException wanted = { .original = original };
  guint found = 0;

  if (row->changes == NULL)
    return NULL;
  if (g_array_binary_search (row->changes, &wanted, compare_originals, &found))
    return &g_array_index (row->changes, CamEventException, found);
  return NULL;
}

static void
add_changed (CamEventDates        *self,
             const CamEventRow    *row,
             const CamEventException *change,
             guint32               from,
             guint32               to)
{
  CamWallTime starts = change->starts != CAM_WALL_TIME_NONE ? change->starts : change->original;
  CamWallTime ends = starts + (row->ends - row->starts);

  if (change->ends != CAM_WALL_TIME_NONE)
    ends = get_end (starts, change->ends, row->all_day);
  add_date (self, row, change, change->original, starts, ends, from, to);
}

static void
add_dates_of (CamEventDates      *self,
              const CamEventRow  *row,
              guint32             from,
              guint32             to,
              const CamExpander  *expander,
              GArray             *starts)
{
  guint32 earlier = (guint32) CLAMP ((row->ends - row->starts) / CAM_WALL_TIME_DAY + 1 + SLACK, 0, (gint64) from - 1);

  g_array_set_size (starts, 0);
  if (row->recurrence != NULL && expander != NULL && expander->func != NULL)
    expander->func (row, from - earlier, to + SLACK, starts, expander->user_data);
  else
    g_array_append_val (starts, row->starts);
  for (guint i = 0; i < starts->len; i++)
    {
      CamWallTime at = g_array_index (starts, CamWallTime, i);

      const CamEventException *change = at >= 0 ? find_change (row, at) : NULL;

      if (at >= 0 && (change == NULL || change->cancelled))
        add_date (self, row, change, at, at, at + (row->ends - row->starts), from, to);
    }
  /* A cancelled date that the rule does not have any more is none. */
  for (guint i = 0; row->changes != NULL && i < row->changes->len; i++)
    if (!g_array_index (row->changes, CamEventException, i).cancelled)
      add_changed (self, row, &g_array_index (row->changes, CamEventException, i), from, to);
}

static int
compare_dates (gconstpointer a,
               gconstpointer b)
{
  const CamEventInstance *one = a, *other = b;
  int order = (one->starts > other->starts) - (one->starts < other->starts);

  if (order == 0)
    order = g_strcmp0 (one->event->name, other->event->name);
  return order != 0 ? order : strcmp (one->event->uuid, other->event->uuid);
}

CamEventDates *
cam_event_dates_load (CamStore           *store,
                      guint32             from,
                      guint32             to,
                      const CamExpander  *expander,
                      CamEventFilter      filter,
                      gpointer            filter_data,
                      GError            **error)
{
  const CamTrackSource source = { store, NULL };

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  return cam_event_dates_load_from (&source, from, to, expander, filter, filter_data, error);
}

CamEventDates *
cam_event_dates_load_from (const CamTrackSource  *source,
                           guint32                from,
                           guint32                to,
                           const CamExpander     *expander,
                           CamEventFilter         filter,
                           gpointer               filter_data,
                           GError               **error)
{
  g_autoptr (CamEventDates) self = NULL;
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (CamWallTime));

  g_return_val_if_fail (from > 0 && from <= to, NULL);

  self = g_new0 (CamEventDates, 1);
  self->texts = g_string_chunk_new (4096);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  self->dates = g_array_new (FALSE, FALSE, sizeof (CamEventInstance));
  if (!load_rows (self, source, from, to, filter, filter_data, error) || !load_changes (self, source, error))
    return NULL;
  for (guint i = 0; i < self->rows->len; i++)
    add_dates_of (self, g_ptr_array_index (self->rows, i), from, to, expander, starts);
  g_array_sort (self->dates, compare_dates);
  return g_steal_pointer (&self);
}
