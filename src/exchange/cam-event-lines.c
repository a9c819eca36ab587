/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-lines-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ASK_EVERY 256

/* An event of the file beside what is here. */
typedef struct
{
  const CamEventEntry *stored;   /* NULL for a new one */
  CamEventEntry       *want;     /* NULL where only a date of a series is meant */
  CamEventDateEntry   *date;     /* that date */
  CamEventDateEntry   *row;      /* which is here already, in another way (nullable) */
  guint                changes;  /* bits of CamEventText, and of the below */
  gboolean             is_older;
} Match;

#define CHANGES_ALL_DAY (1u << CAM_EVENT_N_TEXTS)
#define CHANGES_DATES   (1u << (CAM_EVENT_N_TEXTS + 1))
#define BIT(text)       (1u << CAM_EVENT_TEXT_ ## text)

static void
match_clear (Match *match)
{
  g_clear_pointer (&match->want, cam_event_entry_free);
  g_clear_pointer (&match->date, cam_event_date_entry_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Match, match_clear)

static void
line_clear (gpointer data)
{
  CamEventLine *line = data;

  g_free (line->reason);
  g_free (line->odd);
}

static void
lines_clear (gpointer data)
{
  CamEventLines *self = data;

  g_array_unref (self->lines);
  g_clear_pointer (&self->by_event, g_hash_table_unref);
  cam_ics_file_free (self->file);
  g_clear_pointer (&self->rows, cam_event_rows_free);
}

void
cam_event_lines_unref (CamEventLines *self)
{
  g_atomic_rc_box_release_full (self, lines_clear);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  const CamEventLine *first = a, *second = b;

  return first->number < second->number ? -1 : first->number > second->number;
}

CamEventLines *
cam_event_lines_new (CamIcsFile *file)
{
  CamEventLines *self = g_atomic_rc_box_new0 (CamEventLines);

  self->file = file;
  self->lines = g_array_new (FALSE, TRUE, sizeof (CamEventLine));
  g_array_set_clear_func (self->lines, line_clear);
  for (guint i = 0; i < file->events->len; i++)
    {
      const CamIcsEvent *event = g_ptr_array_index (file->events, i);
      CamEventLine line = { .event = event, .number = event->line, .name = event->summary };

      self->n_people += cam_event_count_people (event);
      for (guint j = 0; j < event->overrides->len; j++)
        self->n_people += cam_event_count_people (g_ptr_array_index (event->overrides, j));
      g_array_append_val (self->lines, line);
    }
  for (guint i = 0; i < file->refused->len; i++)
    {
      const CamIcsRefused *refused = g_ptr_array_index (file->refused, i);
      CamEventLine line = { .number = refused->line, .name = refused->summary, .verdict = CAM_IMPORT_PROBLEM };

      line.reason = g_strdup (refused->reason);
      g_array_append_val (self->lines, line);
    }
  g_array_sort (self->lines, compare_numbers);
  return self;
}

CamEventLines *
cam_event_lines_new_table (CamEventRows       *rows,
                           const CamEventBook *book)
{
  GHashTable *by_event = NULL;
  CamIcsFile *file = cam_event_rows_to_ics (rows, book, &by_event);
  CamEventLines *self = cam_event_lines_new (file);

  self->rows = rows;
  self->by_event = by_event;
  for (guint i = 0; i < self->lines->len; i++)
    {
      CamEventLine *line = &g_array_index (self->lines, CamEventLine, i);

      line->row = line->event != NULL ? g_hash_table_lookup (by_event, line->event) : NULL;
    }
  return self;
}

GPtrArray *
cam_event_lines_list_uids (CamEventLines *self)
{
  GPtrArray *uids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->file->events->len; i++)
    {
      const CamIcsEvent *event = g_ptr_array_index (self->file->events, i);

      g_ptr_array_add (uids, g_strdup (event->uid));
      if (event->recurrence_id != CAM_WALL_NONE)
        {
          g_autofree char *date = cam_wall_to_ical (event->recurrence_id, event->all_day, FALSE);

          g_ptr_array_add (uids, g_strconcat (event->uid, CAM_EVENT_UID_DATE, date, NULL));
        }
    }
  return uids;
}

gboolean
cam_event_lines_have_own (CamEventLines      *self,
                          const CamEventBook *book)
{
  for (guint i = 0; i < book->events->len; i++)
    if (((const CamEventEntry *) g_ptr_array_index (book->events, i))->text[CAM_EVENT_TEXT_ICAL_UID] == NULL)
      return TRUE;
  return FALSE;
}

static CamEventDateEntry *
find_date (GHashTable              *index,
           const CamEventDateEntry *date)
{
  return cam_event_dates_find (index, date->kind, cam_event_date_entry_get_key (date));
}

static CamWall
get_length (const CamEventEntry *event)
{
  CamWall start = 0, end = 0;

  return cam_event_entry_get_times (event, &start, &end) ? end - start : 0;
}

/* What the file does not say of a date stays. */
static gboolean
is_same_date (const CamEventDateEntry *want,
              const CamEventDateEntry *stored,
              CamWall                  length)
{
  CamEventDateEntry plain = *stored;

  cam_event_date_tidy (&plain, length);
  /* A date that the row cancels by its status is one that the file cancels. */
  if (plain.kind == CAM_EXCEPTION_MOVED && g_strcmp0 (plain.status, "cancelled") == 0)
    return want->kind == CAM_EXCEPTION_CANCELLED;
  return want->kind == plain.kind && want->starts == plain.starts && want->ends == plain.ends
         && (want->venue_uuid == NULL || g_strcmp0 (want->venue_uuid, plain.venue_uuid) == 0)
         && (want->status == NULL || g_strcmp0 (want->status, plain.status) == 0)
         && (want->note == NULL || g_strcmp0 (want->note, plain.note) == 0);
}

/* A row that says nothing is none. */
static gboolean
says_something (const CamEventDateEntry *stored,
                CamWall                  length)
{
  CamEventDateEntry plain = *stored;

  cam_event_date_tidy (&plain, length);
  return cam_event_date_says_something (&plain);
}

static gboolean
is_gone (const CamEventDateEntry *stored,
         GHashTable              *wanted,
         CamWall                  length)
{
  if (stored->kind == CAM_EXCEPTION_ADDED && g_strcmp0 (stored->status, "cancelled") == 0)
    return FALSE;
  return find_date (wanted, stored) == NULL && says_something (stored, length);
}

static gboolean
has_same_dates (const CamEventEntry *want,
                const CamEventEntry *stored)
{
  CamWall length = get_length (stored);
  g_autoptr (GHashTable) before = cam_event_dates_index (stored->dates);
  g_autoptr (GHashTable) wanted = cam_event_dates_index (want->dates);

  for (guint i = 0; i < want->dates->len; i++)
    {
      const CamEventDateEntry *date = g_ptr_array_index (want->dates, i);
      const CamEventDateEntry *other = find_date (before, date);

      if (other == NULL || !is_same_date (date, other, length))
        return FALSE;
    }
  for (guint i = 0; stored->dates != NULL && i < stored->dates->len; i++)
    if (is_gone (g_ptr_array_index (stored->dates, i), wanted, length))
      return FALSE;
  return TRUE;
}

static guint
find_changes (const CamEventEntry *want,
              const CamEventEntry *stored)
{
  guint changes = 0;

  for (guint i = 0; i < CAM_EVENT_N_TEXTS; i++)
    if (g_strcmp0 (want->text[i], stored->text[i]) != 0)
      changes |= 1u << i;
  if (want->all_day != stored->all_day)
    changes |= CHANGES_ALL_DAY;
  if (want->dates != NULL && !has_same_dates (want, stored))
    changes |= CHANGES_DATES;
  return changes;
}

/* An event of which the file has one date only: of a series that is here, that date changes. */
static const CamEventEntry *
find_series (const CamIcsEvent  *event,
             const CamEventBook *book)
{
  const CamEventEntry *series = event->recurrence_id != CAM_WALL_NONE ? cam_event_book_find (book, event->uid) : NULL;

  return series != NULL && !series->deleted && series->text[CAM_EVENT_TEXT_STARTS_AT] != NULL ? series : NULL;
}

static void
match_date (Match               *match,
            const CamEventLine  *line,
            const CamEventEntry *series,
            const CamEventBook  *book)
{
  const CamIcsEvent *event = line->event;
  g_autoptr (CamIcsEvent) shown = cam_event_to_ics (series, book);
  g_autoptr (GHashTable) before = cam_event_dates_index (series->dates);

  match->stored = series;
  if (shown == NULL)
    return;
  match->date = line->row != NULL ? cam_event_row_dup_date (line->row, event, shown, series, book)
                                  : cam_event_date_from_ics (event, shown, book);
  match->row = find_date (before, match->date);
  if (match->row != NULL ? !is_same_date (match->date, match->row, get_length (series))
                         : cam_event_date_says_something (match->date))
    match->changes = CHANGES_DATES;
}

static void
match_event (Match               *match,
             const CamEventLines *lines,
             const CamEventLine  *line,
             const CamEventBook  *book,
             GPtrArray           *odd)
{
  const CamIcsEvent *event = line->event;
  const CamEventEntry *series = find_series (event, book);
  CamIcsEvent named = *event;
  g_autofree char *uid = NULL;
  g_autofree char *date = NULL;
  CamEventEntry *there = NULL;

  if (series != NULL)
    {
      match_date (match, line, series, book);
      return;
    }
  if (event->recurrence_id != CAM_WALL_NONE)
    {
      date = cam_wall_to_ical (event->recurrence_id, event->all_day, FALSE);
      uid = g_strconcat (event->uid, CAM_EVENT_UID_DATE, date, NULL);
      named.uid = uid;
      if (odd != NULL)
        g_ptr_array_add (odd, g_strdup (_("It is one date of a series that is not in the file, and becomes an event of its own.")));
    }
  there = cam_event_book_find (book, named.uid);
  match->stored = there != NULL && !there->deleted ? there : NULL;
  if (match->stored != NULL && line->row == NULL)
    match->is_older = event->sequence < (guint) MAX (0, MAX (there->sequence, there->text[CAM_EVENT_TEXT_ICAL_UID] == NULL
                                                                              ? there->changed : 0));
  match->want = cam_event_from_ics (&named, book, match->stored, odd);
  if (line->row != NULL)
    {
      cam_event_row_apply (line->row, match->want, match->stored);
      cam_event_row_apply_dates (line->event, lines->by_event, match->want, book);
    }
  if (match->stored != NULL)
    match->changes = find_changes (match->want, match->stored);
}

static void
add_label (GString    *labels,
           const char *label)
{
  g_string_append_printf (labels, "%s%s", labels->len > 0 ? ", " : "", label);
}

static char *
describe_changes (guint                changes,
                  const CamEventEntry *want)
{
  static const struct
  {
    guint       bits;
    const char *label;
  } labels[] = {
    { BIT (NAME), N_("title") },
    { BIT (STARTS_AT) | BIT (ENDS_AT) | BIT (TIME_ZONE) | CHANGES_ALL_DAY, N_("time") },
    { BIT (RECURRENCE) | BIT (RECURRENCE_UNTIL), N_("how it repeats") },
    { CHANGES_DATES, N_("single dates") },
    { BIT (VENUE_UUID) | BIT (ROOM) | BIT (FORMAT), N_("place") },
    { BIT (ONLINE_LINK), N_("link") },
    { BIT (DESCRIPTION) | BIT (AIM), N_("description") },
    { BIT (KIND), N_("kind") },
    { BIT (STATUS), N_("status") },
    { BIT (ICAL_UID) | BIT (ICAL_EXTRA), N_("what other calendars note with it") },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  if (changes == BIT (STATUS) && g_strcmp0 (want->text[CAM_EVENT_TEXT_STATUS], "cancelled") == 0)
    return g_strdup (_("Cancels it."));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if ((changes & labels[i].bits) != 0)
      add_label (text, _(labels[i].label));
  /* Translators: %s is a list such as "title, time" */
  return g_strdup_printf (_("Changes: %s."), text->str);
}

static char *
join_odd (GPtrArray         *odd,
          const CamIcsEvent *event)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; event->problems[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", event->problems[i]);
  for (guint i = 0; i < odd->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (const char *) g_ptr_array_index (odd, i));
  if (event->classification != NULL && g_ascii_strcasecmp (event->classification, "PUBLIC") != 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", _("The calendar that it comes from marks it as private."));
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
judge (const CamEventLines *self,
       CamEventLine        *line,
       const CamEventBook  *book)
{
  g_autoptr (GPtrArray) odd = g_ptr_array_new_with_free_func (g_free);
  g_auto (Match) match = { 0 };

  match_event (&match, self, line, book, odd);
  if (match.stored != NULL && match.stored->is_template)
    {
      line->verdict = CAM_IMPORT_PROBLEM;
      line->reason = g_strdup (_("Here this is a template, from which events are made, and no event."));
      return;
    }
  if (match.want != NULL && match.stored == NULL && line->event->summary == NULL)
    g_ptr_array_add (odd, g_strdup (_("It has no title.")));
  line->odd = join_odd (odd, line->event);
  if (match.stored == NULL)
    line->verdict = CAM_IMPORT_NEW;
  else if (match.changes == 0)
    {
      line->verdict = CAM_IMPORT_SAME;
      line->reason = g_strdup (_("It is here already and says the same."));
    }
  else if (match.is_older)
    {
      line->verdict = CAM_IMPORT_SAME;
      line->reason = g_strdup (_("It is older than what is here, which stays."));
    }
  else
    {
      line->verdict = CAM_IMPORT_CHANGED;
      line->reason = describe_changes (match.changes, match.want);
    }
}

/* Names that differ only in their case can mean one event. */
static void
refuse_twins (CamEventLine       *line,
              const CamEventBook *book,
              GHashTable         *uuids)
{
  if (line->event->recurrence_id != CAM_WALL_NONE
      || g_hash_table_add (uuids, (gpointer) cam_event_book_get_uuid (book, line->event->uid)))
    return;
  g_free (line->reason);
  line->verdict = CAM_IMPORT_PROBLEM;
  line->reason = g_strdup (_("The file has this event twice, under names that mean the same."));
}

gboolean
cam_event_lines_compare (CamEventLines       *self,
                         const CamEventBook  *book,
                         GCancellable        *cancellable,
                         GError             **error)
{
  g_autoptr (GHashTable) uuids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->lines->len; i++)
    {
      CamEventLine *line = &g_array_index (self->lines, CamEventLine, i);

      if (i % ASK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (line->event == NULL)
        continue;
      judge (self, line, book);
      refuse_twins (line, book, uuids);
    }
  return TRUE;
}

static gboolean
is_work (const CamEventLine *line)
{
  return line->verdict == CAM_IMPORT_NEW || line->verdict == CAM_IMPORT_CHANGED;
}

gboolean
cam_event_lines_have_work (CamEventLines *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (is_work (&g_array_index (self->lines, CamEventLine, i)))
      return TRUE;
  return FALSE;
}

static CamCursor *
select_in_writer (gpointer         source,
                  const char      *table,
                  const char     **columns,
                  const char      *clause,
                  const CamValue  *params,
                  guint            n_params,
                  GError         **error)
{
  return cam_writer_select (source, table, columns, clause, params, n_params, error);
}

/* A new row has the uuid that it has in every copy, unless a date that was moved since has it. */
static gboolean
insert_date (CamWriter                *writer,
             CamEventBook             *book,
             const CamEventEntry      *event,
             const CamEventDateEntry  *date,
             CamCell                  *cells,
             guint                     n_cells,
             GError                  **error)
{
  g_autofree char *uuid = cam_event_date_entry_dup_uuid (date, event->uuid);
  g_autofree char *inserted = NULL;
  gpointer is_deleted = NULL;
  gboolean is_there = g_hash_table_lookup_extended (book->dates, uuid, NULL, &is_deleted);

  cells[n_cells++] = (CamCell) { "event_uuid", cam_text (event->uuid) };
  g_hash_table_insert (book->dates, g_strdup (uuid), GINT_TO_POINTER (FALSE));
  if (is_there && GPOINTER_TO_INT (is_deleted))
    {
      cells[n_cells++] = (CamCell) { "deleted", cam_integer (0) };
      return cam_writer_update (writer, "event_date", uuid, cells, n_cells, error);
    }
  if (!is_there)
    cells[n_cells++] = (CamCell) { "uuid", cam_text (uuid) };
  inserted = cam_writer_insert (writer, "event_date", cells, n_cells, error);
  return inserted != NULL;
}

static gboolean
write_date (CamWriter                *writer,
            CamEventBook             *book,
            const CamEventEntry      *event,
            const CamEventDateEntry  *date,
            const CamEventDateEntry  *stored,
            gboolean                  all_day,
            GError                  **error)
{
  static const char *const words[] = { "cancelled", "moved", "added" };
  CamCell cells[7 + 2];
  guint n_cells = 0;
  g_autofree char *original = date->original != CAM_WALL_NONE ? cam_wall_to_text (date->original, all_day) : NULL;
  g_autofree char *starts = date->starts != CAM_WALL_NONE ? cam_wall_to_text (date->starts, all_day) : NULL;
  g_autofree char *ends = date->ends != CAM_WALL_NONE
                          ? cam_wall_to_text (all_day ? date->ends - CAM_WALL_DAY : date->ends, all_day) : NULL;

  cells[n_cells++] = (CamCell) { "kind", cam_text (words[date->kind]) };
  cells[n_cells++] = (CamCell) { "original_at", cam_text (original) };
  cells[n_cells++] = (CamCell) { "starts_at", cam_text (starts) };
  cells[n_cells++] = (CamCell) { "ends_at", cam_text (ends) };
  if (stored == NULL || date->venue_uuid != NULL)
    cells[n_cells++] = (CamCell) { "venue_uuid", cam_text (date->venue_uuid) };
  if (stored == NULL || date->status != NULL || g_strcmp0 (stored->status, "cancelled") == 0)
    cells[n_cells++] = (CamCell) { "status", cam_text (date->status) };
  if (stored == NULL || date->note != NULL)
    cells[n_cells++] = (CamCell) { "note", cam_text (date->note) };
  return stored != NULL ? cam_writer_update (writer, "event_date", stored->uuid, cells, n_cells, error)
                        : insert_date (writer, book, event, date, cells, n_cells, error);
}

static gboolean
write_dates (CamWriter            *writer,
             CamEventBook         *book,
             const CamEventEntry  *want,
             const CamEventEntry  *stored,
             GError              **error)
{
  GPtrArray *rows = stored != NULL ? stored->dates : NULL;
  g_autoptr (GHashTable) before = cam_event_dates_index (rows);
  g_autoptr (GHashTable) wanted = cam_event_dates_index (want->dates);

  for (guint i = 0; i < want->dates->len; i++)
    {
      const CamEventDateEntry *date = g_ptr_array_index (want->dates, i);
      const CamEventDateEntry *other = find_date (before, date);

      if ((other == NULL || !is_same_date (date, other, get_length (stored)))
          && !write_date (writer, book, want, date, other, want->all_day, error))
        return FALSE;
    }
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const CamEventDateEntry *date = g_ptr_array_index (rows, i);

      if (is_gone (date, wanted, get_length (stored)) && !cam_writer_delete (writer, "event_date", date->uuid, error))
        return FALSE;
    }
  return TRUE;
}

/* An event of that uuid that was deleted comes back. */
static gboolean
write_event (CamWriter           *writer,
             const Match         *match,
             CamEventBook        *book,
             GError             **error)
{
  const CamEventEntry *want = match->want;
  const CamEventEntry *there = match->stored != NULL ? match->stored : g_hash_table_lookup (book->by_uuid, want->uuid);
  CamCell cells[CAM_EVENT_N_TEXTS + 4];
  guint n_cells = 0;
  g_autofree char *uuid = NULL;

  /* All of them also for a new one: the statement is then the same for each event. */
  for (guint i = 0; i < CAM_EVENT_N_TEXTS; i++)
    cells[n_cells++] = (CamCell) { cam_event_text_columns[i], cam_text (want->text[i]) };
  cells[n_cells++] = (CamCell) { "all_day", cam_integer (want->all_day) };
  cells[n_cells++] = (CamCell) { "ical_sequence", want->sequence >= 0 ? cam_integer (want->sequence) : cam_null () };
  if (there != NULL)
    {
      if (match->stored == NULL)
        cells[n_cells++] = (CamCell) { "deleted", cam_integer (0) };
      if (!cam_writer_update (writer, "event", there->uuid, cells, n_cells, error))
        return FALSE;
    }
  else
    {
      /* Two names that come to one uuid: only a file that is made for it has them. */
      if (!g_hash_table_insert (book->dates, g_strdup (want->uuid), GINT_TO_POINTER (FALSE)))
        return TRUE;
      cells[n_cells++] = (CamCell) { "uuid", cam_text (want->uuid) };
      uuid = cam_writer_insert (writer, "event", cells, n_cells, error);
      if (uuid == NULL)
        return FALSE;
    }
  return want->dates == NULL || write_dates (writer, book, want, there, error);
}

/* Whether there is such a row, of an import that was undone. */
static gboolean
find_area_row (CamWriter   *writer,
               const char  *uuid,
               gboolean    *found,
               GError     **error)
{
  const char *columns[] = { "uuid", NULL };
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = cam_writer_select (writer, "event_area", columns, "WHERE uuid = ?1", is, 1, error);

  if (cursor == NULL)
    return FALSE;
  *found = cam_cursor_next (cursor, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The same uuid in every copy, as the event has it. */
static gboolean
write_area (CamWriter   *writer,
            const char  *event,
            const char  *area,
            GError     **error)
{
  g_autofree char *names = g_strconcat (event, " ", area, NULL);
  g_autofree char *uuid = cam_event_uuid_from_uid (names);
  const CamCell back[] = { { "deleted", cam_integer (0) } };
  const CamCell cells[] = { { "uuid", cam_text (uuid) }, { "event_uuid", cam_text (event) }, { "area_uuid", cam_text (area) } };
  g_autofree char *inserted = NULL;
  gboolean found = FALSE;

  if (!find_area_row (writer, uuid, &found, error))
    return FALSE;
  if (found)
    return cam_writer_update (writer, "event_area", uuid, back, G_N_ELEMENTS (back), error);
  inserted = cam_writer_insert (writer, "event_area", cells, G_N_ELEMENTS (cells), error);
  return inserted != NULL;
}

static gboolean
write_areas (CamWriter            *writer,
             const CamEventRow    *row,
             const char           *event,
             const CamEventBook   *book,
             GError              **error)
{
  for (guint i = 0; row->areas != NULL && row->areas[i] != NULL; i++)
    {
      const char *area = cam_event_book_find_area (book, row->areas[i]);

      if (area != NULL && !write_area (writer, event, area, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_line (CamWriter            *writer,
            const CamEventLines  *self,
            const CamEventLine   *line,
            CamEventBook         *book,
            GError              **error)
{
  g_auto (Match) match = { 0 };

  match_event (&match, self, line, book, NULL);
  if (match.stored != NULL && (match.changes == 0 || match.stored->is_template))
    return TRUE;
  if (match.date != NULL)
    return write_date (writer, book, match.stored, match.date, match.row, match.stored->all_day, error);
  return write_event (writer, &match, book, error)
         && (line->row == NULL || match.stored != NULL || write_areas (writer, line->row, match.want->uuid, book, error));
}

gboolean
cam_event_lines_write (CamEventLines  *self,
                       CamWriter      *writer,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_autoptr (GPtrArray) uids = cam_event_lines_list_uids (self);
  g_autoptr (CamEventBook) book = cam_event_book_new (uids);
  gboolean done = FALSE;
  guint hundredth = MAX (self->lines->len / 100, 1);

  if (self->rows != NULL && cam_event_rows_have_areas (self->rows))
    cam_event_book_want_areas (book);
  while (!done)
    if (!cam_event_book_load_some (book, select_in_writer, writer, &done, error))
      return FALSE;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const CamEventLine *line = &g_array_index (self->lines, CamEventLine, i);

      if (i % hundredth == 0
          && (!cam_writer_set_progress (writer, (double) i / self->lines->len, NULL, error)
              || g_cancellable_set_error_if_cancelled (cancellable, error)))
        return FALSE;
      if (is_work (line) && !write_line (writer, self, line, book, error))
        return FALSE;
    }
  return TRUE;
}
