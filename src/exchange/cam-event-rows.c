/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-rows-private.h"

#include "cam-error.h"
#include "cam-event-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ROWS 100000
#define ASK_EVERY 256
#define MAX_SHOWN 200

static void
row_free (gpointer data)
{
  CamEventRow *self = data;

  g_free (self->uid);
  g_free (self->title);
  g_free (self->room);
  g_free (self->location);
  g_free (self->link);
  g_strfreev (self->areas);
  g_free (self->description);
  g_free (self->aim);
  g_free (self->note);
  g_free (self->repeats);
  g_free (self->reason);
  g_ptr_array_unref (self->odd);
  g_free (self);
}

void
cam_event_rows_free (CamEventRows *self)
{
  g_strfreev (self->names);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static gboolean
is_empty (const CamCsv *csv,
          guint         line)
{
  for (guint i = 0; i < cam_csv_get_n_columns (csv, line); i++)
    if (cam_csv_get (csv, line, i)[0] != '\0')
      return FALSE;
  return TRUE;
}

/* What makes a line the same event when the table comes again. */
static char *
dup_key (const CamEventRow *row,
         gboolean           whole)
{
  g_autofree char *title = g_utf8_casefold (row->title, -1);
  g_autofree char *start = cam_wall_to_text (row->start, row->all_day || !whole);

  return g_strconcat (start, "\n", title, whole ? "\n" : NULL, row->location, NULL);
}

/* Lines without an identity get one from title and day; where several have these, also from time and place. */
static void
make_uids (CamEventRows *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->rows->len; i++)
      {
        CamEventRow *row = g_ptr_array_index (self->rows, i);
        g_autofree char *key = NULL;
        g_autofree char *whole = NULL;
        g_autofree char *hash = NULL;
        guint n = 0;

        if (row->reason != NULL || row->has_uid)
          continue;
        key = dup_key (row, FALSE);
        n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
        if (pass == 0)
          {
            g_hash_table_insert (counts, g_steal_pointer (&key), GUINT_TO_POINTER (n + 1));
            continue;
          }
        whole = n > 1 ? dup_key (row, TRUE) : NULL;
        hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole != NULL ? whole : key, -1);
        row->uid = g_strdup_printf ("table-%.32s", hash);
      }
}

static void
read_rows (CamEventRows *self,
           const CamCsv *csv)
{
  for (guint i = cam_event_columns_have_no_names (csv) ? 0 : 1; i < cam_csv_get_n_rows (csv); i++)
    {
      CamEventRow *row = NULL;

      if (is_empty (csv, i))
        continue;
      row = g_new0 (CamEventRow, 1);
      row->number = i + 1;
      row->start = row->end = row->original = CAM_WALL_NONE;
      row->odd = g_ptr_array_new_with_free_func (g_free);
      cam_event_row_read (row, csv, i, &self->columns);
      if (row->reason == NULL && row->start == CAM_WALL_NONE)
        row->reason = g_strdup (_("It is too long ago or too far ahead."));
      g_ptr_array_add (self->rows, row);
    }
}

CamEventRows *
cam_event_rows_new (GBytes                 *bytes,
                    const CamEventColumns  *columns,
                    GCancellable           *cancellable,
                    GError                **error)
{
  g_autoptr (CamCsv) csv = cam_csv_new (bytes, error);
  CamEventRows *self = NULL;

  if (csv == NULL)
    return NULL;
  if (cam_csv_get_n_rows (csv) > MAX_ROWS + 1)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG, _("The table has more than 100,000 lines."));
      return NULL;
    }
  self = g_new0 (CamEventRows, 1);
  self->names = cam_event_columns_dup_names (csv);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  if (columns != NULL)
    self->columns = *columns;
  else
    cam_event_columns_guess (&self->columns, csv);
  if (!cam_event_columns_are_enough (&self->columns))
    return self;
  read_rows (self, csv);
  make_uids (self);
  return self;
}

gboolean
cam_event_rows_have_areas (CamEventRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (((const CamEventRow *) g_ptr_array_index (self->rows, i))->areas != NULL)
      return TRUE;
  return FALSE;
}

GPtrArray *
cam_event_rows_list_uids (CamEventRows *self)
{
  GPtrArray *uids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const CamEventRow *row = g_ptr_array_index (self->rows, i);

      if (row->uid != NULL)
        g_ptr_array_add (uids, g_strdup (row->uid));
    }
  return uids;
}

/* The events being made. */
typedef struct
{
  const CamEventBook *book;
  CamIcsFile         *file;
  GHashTable         *by_event;
  GHashTable         *first;      /* uid → the row with the first date; borrows */
  GHashTable         *made;       /* uid → event; borrows */
} Making;

static void
refuse_row (Making            *making,
            const CamEventRow *row,
            const char        *reason)
{
  g_autofree char *title = row->title != NULL ? cam_event_text_shorten (row->title, MAX_SHOWN) : NULL;

  cam_ics_file_refuse (making->file, title, reason, row->number);
}

static CamWall
get_length (const CamIcsEvent *event)
{
  return event->end - event->start;
}

/* @stored (nullable) is the event as it is here, whose clock and length the row goes by. */
static CamIcsEvent *
make_event (const CamEventRow   *row,
            const CamEventEntry *stored)
{
  CamIcsEvent *event = cam_ics_event_new ();
  CamWall start = 0, end = 0;
  gboolean has_length = stored != NULL && cam_event_entry_get_times (stored, &start, &end) && stored->all_day == row->all_day;

  event->uid = g_strdup (row->uid);
  event->stamp = CAM_WALL_NONE;
  event->summary = g_strdup (row->title);
  event->location = g_strdup (row->location);
  event->url = g_strdup (row->link);
  event->has_geo = row->has_geo;
  event->latitude = row->latitude;
  event->longitude = row->longitude;
  event->status = cam_event_status_from_word (row->status);
  event->all_day = row->all_day;
  event->zone = stored != NULL && !row->all_day ? cam_event_entry_get_zone (stored) : cam_time_zone_get_home ();
  event->start = row->start;
  event->end = row->end != CAM_WALL_NONE ? row->end : row->start + (has_length ? end - start : 60 * 60);
  event->recurrence_id = CAM_WALL_NONE;
  event->line = row->number;
  for (guint i = 0; i < row->odd->len; i++)
    cam_ics_event_add_problem (event, g_ptr_array_index (row->odd, i));
  if (row->end == CAM_WALL_NONE && !has_length)
    cam_ics_event_add_problem (event, _("It has no end, and is taken to last an hour."));
  return event;
}

static void
add_event (Making            *making,
           CamIcsEvent       *event,
           const CamEventRow *row)
{
  g_ptr_array_add (making->file->events, event);
  g_hash_table_insert (making->by_event, event, (gpointer) row);
}

/* Whether its date is one of the rule, or the only one, or one that other calendars said something of. */
static gboolean
has_date (const CamEventEntry *stored,
          CamWall              date)
{
  const char *rule = stored->text[CAM_EVENT_TEXT_RECURRENCE];
  g_autoptr (CamRecurrence) recurrence = NULL;
  g_autoptr (GHashTable) index = cam_event_dates_index (stored->dates);
  CamWall start = 0, end = 0;

  if (cam_event_dates_find (index, CAM_EXCEPTION_MOVED, date) != NULL)
    return TRUE;
  if (!cam_event_entry_get_times (stored, &start, &end))
    return FALSE;
  if (rule != NULL)
    recurrence = cam_recurrence_new (rule, start, stored->all_day, cam_event_entry_get_zone (stored), NULL);
  return recurrence != NULL ? cam_recurrence_contains (recurrence, date) : start == date;
}

/* Along with all the others, and not by itself. */
static gboolean
is_called_off (const CamEventEntry *stored,
               CamWall              date)
{
  g_autoptr (GHashTable) index = cam_event_dates_index (stored->dates);
  const CamEventDateEntry *entry = cam_event_dates_find (index, CAM_EXCEPTION_MOVED, date);

  return g_strcmp0 (stored->text[CAM_EVENT_TEXT_STATUS], "cancelled") == 0
         && (entry == NULL || !cam_event_date_entry_cancels (entry));
}

/* One date of an event that is here. */
static void
make_date (Making              *making,
           const CamEventRow   *row,
           const CamEventEntry *stored)
{
  CamIcsEvent *event = NULL;

  if (row->all_day != stored->all_day || (!row->is_added && !has_date (stored, row->original)))
    {
      refuse_row (making, row, _("It is none of the dates of the event that is here under this identity."));
      return;
    }
  event = make_event (row, stored);
  event->recurrence_id = row->is_added ? row->start : row->original;
  /* What it says of this date only. */
  event->description = g_strdup (row->note);
  if (row->is_added || is_called_off (stored, event->recurrence_id))
    event->status = CAM_ICS_STATUS_NONE;
  add_event (making, event, row);
}

static char *
read_rule (const CamEventRow *row,
           CamIcsEvent       *event)
{
  g_autoptr (CamRecurrence) recurrence = NULL;
  g_autofree char *rule = NULL;

  if (row->repeats == NULL)
    return NULL;
  recurrence = cam_recurrence_new (row->repeats, event->start, event->all_day, event->zone, NULL);
  if (recurrence == NULL)
    rule = cam_recurrence_from_words (row->repeats, event->start, event->all_day, event->zone, NULL);
  if (rule != NULL)
    recurrence = cam_recurrence_new (rule, event->start, event->all_day, event->zone, NULL);
  if (recurrence == NULL)
    cam_ics_event_add_problem (event, _("How it repeats was not understood; it is taken to be once."));
  return recurrence != NULL ? cam_recurrence_to_text (recurrence) : NULL;
}

/* What a line says of one date, beneath its series. */
static void
add_override (Making            *making,
              CamIcsEvent       *series,
              const CamEventRow *row)
{
  CamIcsEvent *override = make_event (row, NULL);

  if (row->end == CAM_WALL_NONE)
    override->end = row->start + get_length (series);
  override->recurrence_id = row->is_added ? row->start : row->original;
  override->description = g_strdup (row->note);
  if (row->is_added || series->status == CAM_ICS_STATUS_CANCELLED)
    override->status = CAM_ICS_STATUS_NONE;
  g_ptr_array_add (series->overrides, override);
  g_hash_table_insert (making->by_event, override, (gpointer) row);
}

/* Of a new event: which areas one is for that is here is said in its form. */
static void
check_areas (Making            *making,
             CamIcsEvent       *event,
             const CamEventRow *row)
{
  for (guint i = 0; row->areas != NULL && row->areas[i] != NULL; i++)
    if (*row->areas[i] != '\0' && cam_event_book_find_area (making->book, row->areas[i]) == NULL)
      {
        g_autofree char *name = cam_event_text_shorten (row->areas[i], MAX_SHOWN);
        /* Translators: %s is the name of an area */
        g_autofree char *sentence = g_strdup_printf (_("There is no area “%s”, or several are called so."), name);

        cam_ics_event_add_problem (event, sentence);
      }
}

/* A line that is on its own, or the first that a rule has. */
static CamIcsEvent *
make_new (Making            *making,
          const CamEventRow *row)
{
  CamIcsEvent *event = make_event (row, NULL);
  CamWall length = get_length (event);

  if (row->has_uid && !row->is_added)
    {
      event->start = row->original;
      event->end = row->original + length;
    }
  event->recurrence = read_rule (row, event);
  check_areas (making, event, row);
  /* That one date was called off says nothing of the others. */
  if (event->recurrence != NULL && event->status == CAM_ICS_STATUS_CANCELLED)
    event->status = CAM_ICS_STATUS_NONE;
  if (row->has_uid && !row->is_added && (event->recurrence != NULL || row->original != row->start))
    add_override (making, event, row);
  g_hash_table_insert (making->made, row->uid, event);
  add_event (making, event, row);
  return event;
}

static gboolean
is_date_of (const CamEventRow *row,
            const CamIcsEvent *series)
{
  g_autoptr (CamRecurrence) recurrence = NULL;

  if (row->all_day != series->all_day)
    return FALSE;
  if (row->is_added)
    return TRUE;
  if (series->recurrence != NULL)
    recurrence = cam_recurrence_new (series->recurrence, series->start, series->all_day, series->zone, NULL);
  return recurrence != NULL && cam_recurrence_contains (recurrence, row->original);
}

/* A line of an event that is not here yet. */
static void
make_line (Making            *making,
           const CamEventRow *row)
{
  const CamEventRow *first = row->has_uid ? g_hash_table_lookup (making->first, row->uid) : NULL;
  CamIcsEvent *event = g_hash_table_lookup (making->made, row->uid);

  if (event == NULL)
    event = make_new (making, first != NULL ? first : row);
  else if (g_hash_table_lookup (making->by_event, event) != row && !row->has_uid)
    refuse_row (making, row, _("The table has this event twice."));
  if (!row->has_uid || g_hash_table_lookup (making->by_event, event) == row)
    return;
  if (is_date_of (row, event))
    add_override (making, event, row);
  else
    refuse_row (making, row, event->recurrence != NULL ? _("It is none of the dates of its series.")
                                                       : _("The table has this event twice."));
}

static void
make_row (Making            *making,
          const CamEventRow *row)
{
  CamEventEntry *stored = cam_event_book_find (making->book, row->uid);
  gboolean is_here = stored != NULL && !stored->deleted && stored->text[CAM_EVENT_TEXT_STARTS_AT] != NULL;

  if (!is_here)
    make_line (making, row);
  else if (stored->text[CAM_EVENT_TEXT_RECURRENCE] != NULL || (stored->dates != NULL && stored->dates->len > 0))
    make_date (making, row, stored);
  else if (g_hash_table_contains (making->made, row->uid))
    refuse_row (making, row, _("The table has this event twice."));
  else
    {
      CamIcsEvent *event = make_event (row, stored);

      g_hash_table_insert (making->made, row->uid, event);
      add_event (making, event, row);
    }
}

/* Lines are in the order of their dates, and a date may have been moved before the first of its series. */
static void
find_first (Making             *making,
            const CamEventRows *rows)
{
  for (guint i = 0; i < rows->rows->len; i++)
    {
      CamEventRow *row = g_ptr_array_index (rows->rows, i);
      const CamEventRow *first = row->uid != NULL ? g_hash_table_lookup (making->first, row->uid) : NULL;

      if (row->uid != NULL && row->has_uid && !row->is_added && (first == NULL || row->original < first->original))
        g_hash_table_insert (making->first, row->uid, row);
    }
}

CamIcsFile *
cam_event_rows_to_ics (CamEventRows        *self,
                       const CamEventBook  *book,
                       GHashTable         **by_event)
{
  Making making = { .book = book, .file = cam_ics_file_new () };

  making.by_event = g_hash_table_new (NULL, NULL);
  making.made = g_hash_table_new (g_str_hash, g_str_equal);
  making.first = g_hash_table_new (g_str_hash, g_str_equal);
  find_first (&making, self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const CamEventRow *row = g_ptr_array_index (self->rows, i);

      if (row->reason != NULL)
        refuse_row (&making, row, row->reason);
      else
        make_row (&making, row);
    }
  g_hash_table_unref (making.made);
  g_hash_table_unref (making.first);
  *by_event = making.by_event;
  return making.file;
}

static void
set_text (CamEventEntry *want,
          CamEventText   text,
          const char    *value)
{
  if (value != NULL)
    g_set_str (&want->text[text], value);
}

void
cam_event_row_apply (const CamEventRow   *self,
                     CamEventEntry       *want,
                     const CamEventEntry *stored)
{
  gboolean is_series = want->text[CAM_EVENT_TEXT_RECURRENCE] != NULL && g_strcmp0 (self->status, "cancelled") == 0;

  if (!is_series)
    set_text (want, CAM_EVENT_TEXT_STATUS, self->status);
  set_text (want, CAM_EVENT_TEXT_KIND, self->kind);
  set_text (want, CAM_EVENT_TEXT_FORMAT, self->format);
  set_text (want, CAM_EVENT_TEXT_AIM, self->aim);
  set_text (want, CAM_EVENT_TEXT_DESCRIPTION,
            self->description != NULL || stored != NULL || want->text[CAM_EVENT_TEXT_RECURRENCE] != NULL ? self->description : self->note);
  /* A table has no versions. */
  want->sequence = stored != NULL ? stored->sequence : 0;
}

static void
apply_to_date (const CamEventRow   *self,
               CamEventDateEntry   *date,
               const CamEventEntry *series)
{
  g_clear_pointer (&date->status, g_free);
  if (self->status != NULL && g_strcmp0 (self->status, series->text[CAM_EVENT_TEXT_STATUS]) != 0
      && (self->is_added || date->kind != CAM_EXCEPTION_CANCELLED))
    date->status = g_strdup (self->status);
  if (g_strcmp0 (date->venue_uuid, series->text[CAM_EVENT_TEXT_VENUE_UUID]) == 0)
    g_clear_pointer (&date->venue_uuid, g_free);
  if (!self->is_added)
    return;
  date->kind = CAM_EXCEPTION_ADDED;
  date->original = CAM_WALL_NONE;
  date->starts = self->start;
}

CamEventDateEntry *
cam_event_row_dup_date (const CamEventRow   *self,
                        const CamIcsEvent   *event,
                        const CamIcsEvent   *shown,
                        const CamEventEntry *series,
                        const CamEventBook  *book)
{
  CamEventDateEntry *date = cam_event_date_from_ics (event, shown, book);

  apply_to_date (self, date, series);
  return date;
}

void
cam_event_row_apply_dates (const CamIcsEvent  *event,
                           GHashTable         *by_event,
                           CamEventEntry      *want,
                           const CamEventBook *book)
{
  for (guint i = 0; want->dates != NULL && i < event->overrides->len; i++)
    {
      const CamIcsEvent *override = g_ptr_array_index (event->overrides, i);
      const CamEventRow *row = g_hash_table_lookup (by_event, override);
      g_autoptr (CamEventDateEntry) date = cam_event_row_dup_date (row, override, event, want, book);

      if (cam_event_date_says_something (date))
        g_ptr_array_add (want->dates, g_steal_pointer (&date));
    }
}
