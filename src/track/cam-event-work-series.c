/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-work-private.h"

#include "cam-activity-work-private.h"
#include "cam-event.h"
#include "cam-event-shift-private.h"
#include "cam-uuid-name.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* An event to another time, how it repeats, and single dates of it. */

/* A row of event_date, or none where uuid is NULL. */
typedef struct
{
  char *uuid;
  char *kind;
  char *original_at;
  char *starts_at;
  char *status;
  char *venue;
  char *note;
} Exception;

static void
exception_clear (gpointer data)
{
  Exception *exception = data;

  g_clear_pointer (&exception->uuid, g_free);
  g_clear_pointer (&exception->kind, g_free);
  g_clear_pointer (&exception->original_at, g_free);
  g_clear_pointer (&exception->starts_at, g_free);
  g_clear_pointer (&exception->status, g_free);
  g_clear_pointer (&exception->venue, g_free);
  g_clear_pointer (&exception->note, g_free);
}

/* (element-type Exception) */
static GArray *
read_exceptions (CamWriter   *writer,
                 const char  *event,
                 GError     **error)
{
  const char *columns[] = { "uuid", "kind", "original_at", "starts_at", "status", "venue_uuid", "note", NULL };
  const CamValue is[] = { cam_text (event) };
  g_autoptr (GArray) exceptions = g_array_new (FALSE, FALSE, sizeof (Exception));
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  g_array_set_clear_func (exceptions, exception_clear);
  cursor = cam_writer_select (writer, "event_date", columns, "WHERE event_uuid = ?1 AND deleted = 0 ORDER BY fid", is, 1,
                              error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    {
      const Exception exception = { g_strdup (cam_cursor_get_text (cursor, 0)), g_strdup (cam_cursor_get_text (cursor, 1)),
                                    g_strdup (cam_cursor_get_text (cursor, 2)), g_strdup (cam_cursor_get_text (cursor, 3)),
                                    g_strdup (cam_cursor_get_text (cursor, 4)), g_strdup (cam_cursor_get_text (cursor, 5)),
                                    g_strdup (cam_cursor_get_text (cursor, 6)) };

      if (exception.uuid != NULL)
        g_array_append_val (exceptions, exception);
      else
        exception_clear ((gpointer) &exception);
    }
  if (local_error == NULL)
    return g_steal_pointer (&exceptions);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
is_added (const Exception *exception)
{
  return g_strcmp0 (exception->kind, "added") == 0;
}

/* The row about one date, NULL for none. An added date is named by its start. */
static const Exception *
find_exception (GArray     *exceptions,
                const char *original_at)
{
  CamWallTime wanted = cam_wall_time_from_text (original_at);

  for (guint i = 0; i < exceptions->len; i++)
    {
      const Exception *exception = &g_array_index (exceptions, Exception, i);
      const char *named_by = is_added (exception) ? exception->starts_at : exception->original_at;

      if (wanted != CAM_WALL_TIME_NONE && cam_wall_time_from_text (named_by) == wanted)
        return exception;
    }
  return NULL;
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Whether the row about a date says something beside when it is and what is in @column. */
static gboolean
says_more (const Exception *exception,
           const char      *column)
{
  return g_strcmp0 (exception->kind, "moved") != 0
         || (has_text (exception->status) && g_strcmp0 (column, "status") != 0)
         || (has_text (exception->venue) && g_strcmp0 (column, "venue_uuid") != 0)
         || (has_text (exception->note) && g_strcmp0 (column, "note") != 0);
}

/* "" is written in the same way everywhere, so that two copies find the same row. */
static char *
dup_exception_uuid (const char *event,
                    const char *original_at)
{
  g_autofree char *key = g_strconcat ("event_date:", event, ":", original_at, NULL);

  return cam_uuid_from_name (key);
}

/* Says something of one date: the cells beside its kind. */
static gboolean
put_exception (CamWriter        *writer,
               const char       *event,
               const char       *original_at,
               const Exception  *there,
               const CamCell    *cells,
               guint             n_cells,
               GError          **error)
{
  g_autofree char *uuid = dup_exception_uuid (event, original_at);
  g_autoptr (GArray) all = NULL;
  const CamCell first[] = {
    { "uuid", cam_text (uuid) },
    { "deleted", cam_integer (0) },
    { "event_uuid", cam_text (event) },
    { "original_at", cam_text (original_at) },
    { "starts_at", cam_null () },
    { "ends_at", cam_null () },
    { "status", cam_null () },
    { "venue_uuid", cam_null () },
    { "note", cam_null () },
  };

  if (there != NULL)
    return cam_writer_update (writer, "event_date", there->uuid, cells, n_cells, error);
  all = g_array_new (FALSE, FALSE, sizeof (CamCell));
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      gboolean is_said = FALSE;

      for (guint j = 0; j < n_cells && !is_said; j++)
        is_said = g_str_equal (cells[j].column, first[i].column);
      if (!is_said)
        g_array_append_val (all, first[i]);
    }
  g_array_append_vals (all, cells, n_cells);
  return cam_work_put_row (writer, "event_date", (const CamCell *) (gpointer) all->data, all->len, error);
}

static CamRecurrence *
read_rule (const CamEventBrief  *brief,
           GError              **error)
{
  return cam_event_rule_new (brief->recurrence, brief->starts_at, brief->all_day, brief->time_zone, error);
}

/* The date that was taken hold of, as the file writes it: the first one where none is named. */
static char *
dup_original (const CamEventBrief *brief,
              const char          *original_at)
{
  CamWallTime time = cam_wall_time_from_text (original_at != NULL ? original_at : brief->starts_at);

  return cam_wall_time_to_text (time, brief->all_day);
}

static gboolean
refuse_no_date (GError **error)
{
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The event has no such date.");
  return FALSE;
}

static gboolean
write_times (CamWriter       *writer,
             CamEventWork  *self,
             GError         **error)
{
  const CamCell cells[] = {
    { "starts_at", cam_text (self->starts_at) },
    { "ends_at", cam_text (self->ends_at) },
    { "all_day", cam_integer (self->all_day) },
  };

  return cam_writer_update (writer, "event", self->uuid, cells, G_N_ELEMENTS (cells), error);
}

static gboolean
move_one (CamWriter            *writer,
          CamEventWork       *self,
          const CamEventBrief  *brief,
          const char           *original_at,
          GError              **error)
{
  g_autoptr (GArray) exceptions = read_exceptions (writer, self->uuid, error);
  const Exception *there = NULL;
  g_autoptr (CamRecurrence) rule = NULL;

  if (exceptions == NULL)
    return FALSE;
  there = find_exception (exceptions, original_at);
  if (self->all_day != brief->all_day)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                           _("One date alone cannot last all day where the others do not, or the other way round."));
      return FALSE;
    }
  if (there == NULL)
    {
      rule = read_rule (brief, error);
      if (rule == NULL)
        return FALSE;
      if (!cam_recurrence_contains (rule, cam_wall_from_text (original_at)))
        return refuse_no_date (error);
    }
  {
    const CamCell cells[] = {
      { "kind", cam_text (there != NULL && is_added (there) ? "added" : "moved") },
      { "starts_at", cam_text (self->starts_at) },
      { "ends_at", cam_text (self->ends_at) },
    };

    return put_exception (writer, self->uuid, original_at, there, cells, G_N_ELEMENTS (cells), error);
  }
}

/* What was said of dates stays with the same dates, counted from the first: the third one stays the third one. */
static gboolean
follow_dates (CamWriter      *writer,
              const char     *event,
              GArray         *exceptions,
              const char     *moved_at,
              CamRecurrence  *before,
              const char     *before_at,
              CamRecurrence  *after,
              const char     *after_at,
              gboolean        all_day,
              GError        **error)
{
  g_autoptr (GHashTable) places = cam_event_match_dates (before, before_at, after, after_at, all_day);

  for (guint i = 0; i < exceptions->len; i++)
    {
      const Exception *exception = &g_array_index (exceptions, Exception, i);
      const char *place = exception->original_at != NULL ? g_hash_table_lookup (places, exception->original_at) : NULL;
      const CamCell cells[] = {
        { "original_at", cam_text (place) },
        { "starts_at", cam_null () },
        { "ends_at", cam_null () },
      };
      gboolean is_moved = g_strcmp0 (exception->original_at, moved_at) == 0;

      if (is_added (exception))
        continue;
      /* All were moved by this one: it is as by the rule again. */
      if (place == NULL || (is_moved && !says_more (exception, NULL)))
        {
          if (!cam_writer_delete (writer, "event_date", exception->uuid, error))
            return FALSE;
        }
      else if (!cam_writer_update (writer, "event_date", exception->uuid, cells, is_moved ? 3 : 1, error))
        {
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
move_all (CamWriter            *writer,
          CamEventWork       *self,
          const char           *event,
          const CamEventBrief  *brief,
          const char           *original_at,
          GError              **error)
{
  CamEventShift shift = { original_at, self->starts_at, self->ends_at, self->all_day };
  g_autoptr (CamRecurrence) before = read_rule (brief, error);
  g_autoptr (CamRecurrence) after = NULL;
  g_autoptr (GArray) exceptions = NULL;
  g_autofree char *starts_at = NULL;
  g_autofree char *ends_at = NULL;
  g_autofree char *rule = NULL;
  g_autofree char *until = NULL;

  if (before == NULL)
    return FALSE;
  after = cam_event_shift_rule (&shift, before, brief->recurrence, brief->starts_at, brief->time_zone, &starts_at, &ends_at,
                                error);
  exceptions = after != NULL ? read_exceptions (writer, event, error) : NULL;
  if (exceptions == NULL)
    return FALSE;
  rule = cam_recurrence_to_text (after);
  until = cam_event_rule_dup_until (after);
  {
    const CamCell cells[] = {
      { "starts_at", cam_text (starts_at) },
      { "ends_at", cam_text (ends_at) },
      { "all_day", cam_integer (self->all_day) },
      { "recurrence", cam_text (rule) },
      { "recurrence_until", cam_text (until) },
    };

    return follow_dates (writer, event, exceptions, original_at, before, brief->starts_at, after, starts_at, self->all_day,
                         error)
           && cam_writer_update (writer, "event", event, cells, G_N_ELEMENTS (cells), error);
  }
}

/* Rows of @table about days from @from on go to the other event. */
static gboolean
hand_over (CamWriter   *writer,
           const char  *table,
           const char  *day_column,
           const char  *from,
           const char  *event,
           const char  *to,
           GError     **error)
{
  const char *columns[] = { "uuid", NULL };
  const CamValue is[] = { cam_text (event), cam_text (from) };
  const CamCell cell = { "event_uuid", cam_text (to) };
  g_autofree char *clause = g_strdup_printf ("WHERE event_uuid = ?1 AND deleted = 0 AND %s >= ?2 ORDER BY fid", day_column);
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, table, columns, clause, is, 2, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    if (!cam_cursor_is_null (cursor, 0))
      g_ptr_array_add (rows, g_strdup (cam_cursor_get_text (cursor, 0)));
  g_clear_pointer (&cursor, cam_cursor_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  for (guint i = 0; i < rows->len; i++)
    if (!cam_writer_update (writer, table, g_ptr_array_index (rows, i), &cell, 1, error))
      return FALSE;
  return TRUE;
}

/* The event of the dates from @original_at on, whose uuid goes to self->made, or NULL with no error where that is the
 * first date: then nothing is written. */
static gboolean
split (CamWriter            *writer,
       CamEventWork       *self,
       const CamEventBrief  *brief,
       const char           *original_at,
       GError              **error)
{
  CamWallTime original = cam_wall_time_from_text (original_at);
  CamWallTime start = cam_wall_time_from_text (brief->starts_at);
  CamWallTime end = cam_wall_time_from_text (brief->ends_at);
  g_autoptr (CamRecurrence) rule = read_rule (brief, error);
  g_autoptr (CamRecurrence) former = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *former_until = NULL;
  g_autofree char *until = NULL;
  g_autofree char *ends_at = NULL;
  g_autofree char *day = cam_wall_time_to_text (original, TRUE);

  if (rule == NULL || !cam_recurrence_split (rule, cam_wall_from_text (original_at), &before, &after, error))
    return FALSE;
  if (before == NULL)
    return TRUE;
  former = cam_event_rule_new (before, brief->starts_at, brief->all_day, brief->time_zone, error);
  if (former == NULL)
    return FALSE;
  former_until = cam_event_rule_dup_until (former);
  until = cam_event_rule_dup_until (rule);
  ends_at = end != CAM_WALL_TIME_NONE ? cam_wall_time_to_text (end + original - start, brief->all_day) : NULL;
  self->made = g_uuid_string_random ();
  {
    const CamCell old_cells[] = {
      { "recurrence", cam_text (before) },
      { "recurrence_until", cam_text (former_until) },
    };
    const CamCell cells[] = {
      { "uuid", cam_text (self->made) },
      { "name", cam_text (brief->name) },
      { "starts_at", cam_text (original_at) },
      { "ends_at", cam_text (ends_at) },
      { "recurrence", cam_text (after) },
      { "recurrence_until", cam_text (until) },
      { "made_from_uuid", cam_text (self->uuid) },
    };

    return cam_event_copy_row (writer, CAM_EVENT_COPY_FOLLOWING, self->uuid, cells, G_N_ELEMENTS (cells), error)
           && cam_event_copy_hanging (writer, CAM_EVENT_COPY_FOLLOWING, self->uuid, self->made,
                                     (CamEventStarts) { start, original }, error)
           && hand_over (writer, "event_date", "coalesce (original_at, starts_at)", day, self->uuid, self->made, error)
           && hand_over (writer, "event_attendance", "occurred_on", day, self->uuid, self->made, error)
           && cam_writer_update (writer, "event", self->uuid, old_cells, G_N_ELEMENTS (old_cells), error);
  }
}

gboolean
cam_event_write_move (CamWriter  *writer,
                      gpointer    data,
                      GError    **error)
{
  CamEventWork *self = data;
  g_auto (CamEventBrief) brief = { 0 };
  g_auto (CamEventBrief) rest = { 0 };
  g_autofree char *original_at = NULL;

  if (!cam_event_check_times (self->starts_at, self->ends_at, self->all_day, error)
      || !cam_event_brief_read (&brief, writer, self->uuid, error))
    return FALSE;
  if (brief.recurrence == NULL)
    return write_times (writer, self, error);
  original_at = dup_original (&brief, self->original_at);
  if (original_at == NULL)
    return refuse_no_date (error);
  switch (self->scope)
    {
    case CAM_EVENT_SCOPE_ONE:
      return move_one (writer, self, &brief, original_at, error);
    case CAM_EVENT_SCOPE_FOLLOWING:
      if (!split (writer, self, &brief, original_at, error))
        return FALSE;
      if (self->made != NULL)
        return cam_event_brief_read (&rest, writer, self->made, error)
               && move_all (writer, self, self->made, &rest, original_at, error);
      G_GNUC_FALLTHROUGH;
    case CAM_EVENT_SCOPE_ALL:
    default:
      return move_all (writer, self, self->uuid, &brief, original_at, error);
    }
}

/* @rule NULL: none of the dates but the first is one any more. */
static gboolean
drop_orphans (CamWriter      *writer,
              const char     *event,
              CamRecurrence  *rule,
              GError        **error)
{
  g_autoptr (GArray) exceptions = read_exceptions (writer, event, error);

  if (exceptions == NULL)
    return FALSE;
  for (guint i = 0; i < exceptions->len; i++)
    {
      const Exception *exception = &g_array_index (exceptions, Exception, i);

      if (is_added (exception)
          || (rule != NULL && cam_recurrence_contains (rule, cam_wall_from_text (exception->original_at))))
        continue;
      if (!cam_writer_delete (writer, "event_date", exception->uuid, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cam_event_write_repeat (CamWriter  *writer,
                        gpointer    data,
                        GError    **error)
{
  CamEventWork *self = data;
  g_auto (CamEventBrief) brief = { 0 };
  g_auto (CamEventBrief) rest = { 0 };
  const CamEventBrief *now = &brief;
  const char *event = self->uuid;
  g_autoptr (CamRecurrence) rule = NULL;
  g_autofree char *original_at = NULL;
  g_autofree char *text = NULL;
  g_autofree char *until = NULL;

  if (!cam_event_brief_read (&brief, writer, self->uuid, error))
    return FALSE;
  original_at = self->original_at != NULL && brief.recurrence != NULL ? dup_original (&brief, self->original_at) : NULL;
  if (original_at != NULL && !split (writer, self, &brief, original_at, error))
    return FALSE;
  if (self->made != NULL)
    {
      if (!cam_event_brief_read (&rest, writer, self->made, error))
        return FALSE;
      event = self->made;
      now = &rest;
    }
  if (self->word != NULL)
    {
      rule = cam_event_rule_new (self->word, now->starts_at, now->all_day, now->time_zone, error);
      if (rule == NULL)
        return FALSE;
      text = cam_recurrence_to_text (rule);
      until = cam_event_rule_dup_until (rule);
    }
  {
    const CamCell cells[] = {
      { "recurrence", cam_text (text) },
      { "recurrence_until", cam_text (until) },
    };

    return drop_orphans (writer, event, rule, error)
           && cam_writer_update (writer, "event", event, cells, G_N_ELEMENTS (cells), error);
  }
}

static gboolean
write_one_status (CamWriter       *writer,
                  CamEventWork  *self,
                  const char      *original_at,
                  GError         **error)
{
  g_autoptr (GArray) exceptions = read_exceptions (writer, self->uuid, error);
  const Exception *there = exceptions != NULL ? find_exception (exceptions, original_at) : NULL;
  gboolean is_cancelled = g_strcmp0 (self->word, "cancelled") == 0;
  const CamCell cells[] = {
    { "status", cam_text (is_cancelled && (there == NULL || !is_added (there)) ? NULL : self->word) },
    { "kind", cam_text (is_cancelled ? "cancelled" : "moved") },
  };

  if (exceptions == NULL)
    return FALSE;
  if (there != NULL && is_added (there))
    return cam_writer_update (writer, "event_date", there->uuid, cells, 1, error);
  if (self->word != NULL)
    return put_exception (writer, self->uuid, original_at, there, cells, 2, error);
  if (there == NULL)
    return TRUE;
  if (there->starts_at == NULL && !has_text (there->venue) && !has_text (there->note))
    return cam_writer_delete (writer, "event_date", there->uuid, error);
  return cam_writer_update (writer, "event_date", there->uuid, cells, 2, error);
}

/* The date of a series that the change is about, as its row has it; CAM_ERROR_INVALID where the series has none there. */
static char *
dup_one_date (CamWriter            *writer,
              CamEventWork         *self,
              const CamEventBrief  *brief,
              GError              **error)
{
  g_autofree char *original_at = brief->recurrence != NULL ? dup_original (brief, self->original_at) : NULL;
  g_autoptr (CamRecurrence) rule = original_at != NULL ? read_rule (brief, error) : NULL;
  g_autoptr (GArray) exceptions = rule != NULL ? read_exceptions (writer, self->uuid, error) : NULL;

  if (original_at == NULL)
    refuse_no_date (error);
  if (exceptions == NULL)
    return NULL;
  if (find_exception (exceptions, original_at) != NULL
      || cam_recurrence_contains (rule, cam_wall_from_text (original_at)))
    return g_steal_pointer (&original_at);
  refuse_no_date (error);
  return NULL;
}

gboolean
cam_event_write_status (CamWriter  *writer,
                        gpointer    data,
                        GError    **error)
{
  CamEventWork *self = data;
  g_autoptr (CamRecordClass) record_class = g_type_class_ref (CAM_TYPE_EVENT);
  g_auto (CamEventBrief) brief = { 0 };
  g_autofree char *original_at = NULL;
  const CamCell cell = { "status", cam_text (self->word != NULL ? self->word : "planned") };

  if (self->word != NULL && !cam_column_accepts_text (&record_class->columns[CAM_EVENT_STATUS], self->word))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "The status is none.");
      return FALSE;
    }
  if (!cam_event_brief_read (&brief, writer, self->uuid, error))
    return FALSE;
  if (brief.recurrence == NULL || self->original_at == NULL)
    return cam_writer_update (writer, "event", self->uuid, &cell, 1, error);
  original_at = dup_one_date (writer, self, &brief, error);
  return original_at != NULL && write_one_status (writer, self, original_at, error);
}

/* What one date has of its own beside its time and status; NULL is as the event has it. */
static gboolean
write_one_cell (CamWriter     *writer,
                CamEventWork  *self,
                const char    *column,
                const char    *text,
                GError       **error)
{
  g_auto (CamEventBrief) brief = { 0 };
  g_autofree char *original_at = NULL;
  g_autoptr (GArray) exceptions = NULL;
  const Exception *there = NULL;
  const CamCell cells[] = { { column, cam_text (text) }, { "kind", cam_text ("moved") } };

  if (!cam_event_brief_read (&brief, writer, self->uuid, error))
    return FALSE;
  original_at = dup_one_date (writer, self, &brief, error);
  exceptions = original_at != NULL ? read_exceptions (writer, self->uuid, error) : NULL;
  if (exceptions == NULL)
    return FALSE;
  there = find_exception (exceptions, original_at);
  if (there == NULL)
    return text == NULL || put_exception (writer, self->uuid, original_at, NULL, cells, 2, error);
  if (text == NULL && there->starts_at == NULL && !says_more (there, column))
    return cam_writer_delete (writer, "event_date", there->uuid, error);
  return cam_writer_update (writer, "event_date", there->uuid, cells, 1, error);
}

gboolean
cam_event_write_date_venue (CamWriter  *writer,
                            gpointer    data,
                            GError    **error)
{
  CamEventWork *self = data;
  const CamCell name = { "name", cam_text (self->name) };

  if (self->other != NULL && !cam_work_need_row (writer, "venue", self->other, error))
    return FALSE;
  if (self->other == NULL && self->name != NULL)
    {
      self->made = cam_writer_insert (writer, "venue", &name, 1, error);
      if (self->made == NULL)
        return FALSE;
    }
  return write_one_cell (writer, self, "venue_uuid", self->other != NULL ? self->other : self->made, error);
}

gboolean
cam_event_write_date_note (CamWriter  *writer,
                           gpointer    data,
                           GError    **error)
{
  CamEventWork *self = data;

  return write_one_cell (writer, self, "note", self->word, error);
}
