/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-export-private.h"

#include "cam-csv-writer.h"
#include "cam-period.h"

#include <math.h>
#include <string.h>

#define MAX_LINES 200000

/* One date. */
typedef struct
{
  const CamEventEntry     *event;
  const CamEventDateEntry *date;   /* NULL where it is as by the rule */
  CamOccurrence            when;
} Line;

static void
append_head (GString *text)
{
  static const char *const names[] = { "date", "start", "end_date", "end", "all_day", "title", "kind", "status", "format",
                                       "venue", "room", "address", "postcode", "latitude", "longitude", "link", "areas",
                                       "aim", "note", "repeats", "series_date", "uid" };
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    cam_csv_append_text (line, names[i]);
  cam_csv_end_line (line);
  g_string_append_len (text, line->str, (gssize) line->len);
}

static void
append_moment (GString  *line,
               CamWall   wall,
               gboolean  all_day)
{
  g_autofree char *day = cam_wall_to_text (wall, TRUE);
  g_autofree char *whole = cam_wall_to_text (wall, FALSE);

  cam_csv_append_text (line, day);
  cam_csv_append_text (line, all_day || whole == NULL ? NULL : strchr (whole, 'T') + 1);
}

static void
append_line (CamEventExport *self,
             GString        *text,
             const Line     *entry)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const CamEventEntry *event = entry->event;
  const CamEventDateEntry *date = entry->date;
  const char *status = date != NULL && date->status != NULL ? date->status : event->text[CAM_EVENT_TEXT_STATUS];
  const CamEventVenue *venue = cam_event_book_get_venue (self->book, date != NULL && date->venue_uuid != NULL
                                                                     ? date->venue_uuid : event->text[CAM_EVENT_TEXT_VENUE_UUID]);
  g_autofree char *uid = cam_event_dup_uid (event);
  g_autofree char *original = entry->when.added ? NULL : cam_wall_to_text (entry->when.original, event->all_day);

  append_moment (line, entry->when.start, event->all_day);
  append_moment (line, entry->when.end - (event->all_day ? CAM_WALL_DAY : 0), event->all_day);
  cam_csv_append_text (line, event->all_day ? "yes" : "no");
  cam_csv_append_text (line, event->text[CAM_EVENT_TEXT_NAME]);
  cam_csv_append_text (line, event->text[CAM_EVENT_TEXT_KIND]);
  cam_csv_append_text (line, entry->when.cancelled ? "cancelled" : status);
  cam_csv_append_text (line, event->text[CAM_EVENT_TEXT_FORMAT]);
  cam_csv_append_text (line, venue != NULL ? venue->name : NULL);
  cam_csv_append_text (line, event->text[CAM_EVENT_TEXT_ROOM]);
  cam_csv_append_text (line, venue != NULL ? venue->address : NULL);
  cam_csv_append_text (line, venue != NULL ? venue->postcode : NULL);
  cam_csv_append_real (line, venue != NULL && venue->has_point ? venue->lat : (double) NAN);
  cam_csv_append_real (line, venue != NULL && venue->has_point ? venue->lon : (double) NAN);
  cam_csv_append_text (line, event->text[CAM_EVENT_TEXT_ONLINE_LINK]);
  cam_csv_append_text (line, g_hash_table_lookup (self->areas, event->uuid));
  cam_csv_append_text (line, event->text[CAM_EVENT_TEXT_AIM]);
  cam_csv_append_text (line, date != NULL ? date->note : NULL);
  cam_csv_append_text (line, event->text[CAM_EVENT_TEXT_RECURRENCE]);
  cam_csv_append_text (line, original);
  cam_csv_append_text (line, uid);
  cam_csv_end_line (line);
  g_string_append_len (text, line->str, (gssize) line->len);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const Line *first = a, *second = b;
  int order = 0;

  if (first->when.start != second->when.start)
    return first->when.start < second->when.start ? -1 : 1;
  order = g_strcmp0 (first->event->text[CAM_EVENT_TEXT_NAME], second->event->text[CAM_EVENT_TEXT_NAME]);
  return order != 0 ? order : strcmp (first->event->uuid, second->event->uuid);
}

static gboolean
add_dates (CamEventExport       *self,
           GArray               *lines,
           const CamEventEntry  *event,
           CamWall               to,
           GError              **error)
{
  g_autoptr (GArray) dates = cam_event_export_expand (self, event, to, MAX_LINES + 1);
  g_autoptr (GHashTable) index = cam_event_dates_index (event->dates);

  for (guint i = 0; dates != NULL && i < dates->len; i++)
    {
      Line line = { event, NULL, g_array_index (dates, CamOccurrence, i) };

      line.date = cam_event_dates_find (index, line.when.added ? CAM_EXCEPTION_ADDED : CAM_EXCEPTION_MOVED, line.when.original);
      g_array_append_val (lines, line);
    }
  self->counts.events += dates != NULL && dates->len > 0 ? 1 : 0;
  if (lines->len <= MAX_LINES)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                       "These are more than 200,000 dates; name the days that are wanted.");
  return FALSE;
}

/* What has no end is cut a year from today. */
static CamWall
get_to (CamEventExport      *self,
        const CamEventEntry *event)
{
  g_autofree char *text = cam_day_to_text (self->today + 366);

  if (self->to != CAM_WALL_MAX || event->text[CAM_EVENT_TEXT_RECURRENCE] == NULL
      || event->text[CAM_EVENT_TEXT_RECURRENCE_UNTIL] != NULL)
    return self->to;
  return cam_wall_from_text (text);
}

GString *
cam_event_export_to_csv (CamEventExport  *self,
                         GCancellable    *cancellable,
                         GError         **error)
{
  g_autoptr (GPtrArray) events = cam_event_export_list (self);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  GString *text = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const CamEventEntry *event = g_ptr_array_index (events, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !add_dates (self, lines, event, get_to (self, event), error))
        return NULL;
    }
  g_array_sort (lines, compare_lines);
  self->counts.dates = lines->len;
  text = g_string_new (NULL);
  append_head (text);
  for (guint i = 0; i < lines->len; i++)
    append_line (self, text, &g_array_index (lines, Line, i));
  return text;
}
