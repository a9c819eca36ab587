/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-ics-private.h"

#include <string.h>

/* Single dates. What they say otherwise than their series, but time, place and status, is their note. */

void
cam_event_date_tidy (CamEventDateEntry *self,
                     CamWall            length)
{
  CamWall start = self->starts != CAM_WALL_NONE ? self->starts : self->original;

  if (self->kind == CAM_EXCEPTION_CANCELLED)
    self->starts = self->ends = CAM_WALL_NONE;
  if (self->ends != CAM_WALL_NONE && (self->ends - start == length || self->ends < start))
    self->ends = CAM_WALL_NONE;
  if (self->kind == CAM_EXCEPTION_ADDED)
    self->original = CAM_WALL_NONE;
  else if (self->starts == self->original)
    self->starts = CAM_WALL_NONE;
}

/* The single date as an event of its own, beneath its series. */
static CamIcsEvent *
make_override (const CamEventDateEntry *date,
               const CamEventEntry     *self,
               const CamEventBook      *book,
               const CamIcsEvent       *series,
               const CamException      *exception)
{
  const CamEventVenue *venue = cam_event_book_get_venue (book, date->venue_uuid);
  CamIcsEvent *event = cam_ics_event_new ();

  event->uid = g_strdup (series->uid);
  event->sequence = series->sequence;
  event->stamp = series->stamp;
  event->summary = g_strdup (series->summary);
  event->description = g_strdup (date->note != NULL && *date->note != '\0' ? date->note : series->description);
  event->location = venue != NULL ? cam_event_dup_location (self->text[CAM_EVENT_TEXT_ROOM], venue) : g_strdup (series->location);
  event->url = g_strdup (series->url);
  event->has_geo = venue != NULL ? venue->has_point : series->has_geo;
  event->latitude = venue != NULL ? venue->lat : series->latitude;
  event->longitude = venue != NULL ? venue->lon : series->longitude;
  event->status = date->status != NULL ? cam_event_status_from_word (date->status) : series->status;
  g_strfreev (event->categories);
  event->categories = g_strdupv (series->categories);
  event->all_day = series->all_day;
  event->zone = series->zone;
  event->start = exception->start;
  event->end = exception->end;
  event->recurrence_id = exception->original;
  return event;
}

static int
compare_exceptions (gconstpointer a,
                    gconstpointer b)
{
  const CamException *first = a, *second = b;

  if (first->original != second->original)
    return first->original < second->original ? -1 : 1;
  return (int) first->kind - (int) second->kind;
}

/* FALSE for an added date that was cancelled: a file has no word for it. */
static gboolean
fill_exception (const CamEventDateEntry *date,
                CamWall                  length,
                CamException            *exception)
{
  gboolean is_cancelled = cam_event_date_entry_cancels (date);

  if (date->kind == CAM_EXCEPTION_ADDED && is_cancelled)
    return FALSE;
  exception->kind = is_cancelled ? CAM_EXCEPTION_CANCELLED : date->kind;
  exception->original = cam_event_date_entry_get_key (date);
  exception->start = date->starts;
  exception->end = CAM_WALL_NONE;
  if (is_cancelled || date->starts == CAM_WALL_NONE)
    exception->start = exception->original;
  if (!is_cancelled && date->ends != CAM_WALL_NONE && date->ends >= exception->start)
    exception->end = date->ends;
  if (exception->kind == CAM_EXCEPTION_MOVED && exception->end == CAM_WALL_NONE)
    exception->end = exception->start + length;
  return TRUE;
}

void
cam_event_dates_to_ics (const CamEventEntry *self,
                        const CamEventBook  *book,
                        CamIcsEvent         *event)
{
  g_autoptr (GHashTable) index = cam_event_dates_index (self->dates);

  for (guint i = 0; index != NULL && i < self->dates->len; i++)
    {
      const CamEventDateEntry *date = g_ptr_array_index (self->dates, i);
      CamException exception = { 0 };

      if (cam_event_dates_find (index, date->kind, cam_event_date_entry_get_key (date)) != date
          || !fill_exception (date, event->end - event->start, &exception))
        continue;
      g_array_append_val (event->exceptions, exception);
      if (exception.kind == CAM_EXCEPTION_MOVED)
        g_ptr_array_add (event->overrides, make_override (date, self, book, event, &exception));
    }
  g_array_sort (event->exceptions, compare_exceptions);
}

static gboolean
says_other (const char *text,
            const char *series)
{
  return text != NULL && *text != '\0' && g_strcmp0 (text, series) != 0;
}

/* What the texts of @event say otherwise than those of @series. */
static void
take_texts (CamEventDateEntry  *date,
            const CamIcsEvent  *event,
            const CamIcsEvent  *series,
            const CamEventBook *book)
{
  g_autoptr (GString) note = g_string_new (NULL);
  gboolean has_place = says_other (event->location, series->location);
  g_autofree char *room = NULL;
  const CamEventVenue *venue = has_place ? cam_event_find_venue (book, event->location, &room) : NULL;

  if (says_other (event->summary, series->summary))
    g_string_append (note, event->summary);
  if (has_place && venue == NULL)
    g_string_append_printf (note, "%s%s", note->len > 0 ? "\n" : "", event->location);
  if (says_other (event->description, series->description))
    g_string_append_printf (note, "%s%s", note->len > 0 ? "\n" : "", event->description);
  date->venue_uuid = venue != NULL ? g_strdup (venue->uuid) : NULL;
  if (event->status != CAM_ICS_STATUS_NONE && event->status != series->status && event->status != CAM_ICS_STATUS_CANCELLED)
    date->status = g_strdup (cam_event_status_to_word (event->status));
  if (note->len > 0)
    date->note = g_string_free (g_steal_pointer (&note), FALSE);
}

static CamWall
floor_wall (CamWall    wall,
            gboolean   all_day)
{
  CamWall unit = all_day ? CAM_WALL_DAY : 60;

  return wall == CAM_WALL_NONE ? wall : wall - ((wall % unit) + unit) % unit;
}

static CamWall
get_length (const CamIcsEvent *event)
{
  return floor_wall (event->end, event->all_day) - floor_wall (event->start, event->all_day);
}

gboolean
cam_event_date_says_something (const CamEventDateEntry *date)
{
  return date->kind != CAM_EXCEPTION_MOVED || date->starts != CAM_WALL_NONE || date->ends != CAM_WALL_NONE
         || date->venue_uuid != NULL || date->status != NULL || date->note != NULL;
}

GPtrArray *
cam_event_dates_from_ics (const CamIcsEvent  *event,
                          const CamEventBook *book)
{
  GPtrArray *dates = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_event_date_entry_free);
  CamWall cancelled = CAM_WALL_NONE;

  for (guint i = 0; i < event->exceptions->len; i++)
    {
      const CamException *exception = &g_array_index (event->exceptions, CamException, i);
      g_autoptr (CamEventDateEntry) date = cam_event_date_entry_new ();
      const CamIcsEvent *said = NULL;

      /* In order, and cancelled ones first: they are the last word. */
      if (exception->kind == CAM_EXCEPTION_CANCELLED)
        cancelled = exception->original;
      else if (exception->kind == CAM_EXCEPTION_MOVED && exception->original == cancelled)
        continue;
      date->kind = exception->kind;
      date->original = floor_wall (exception->original, event->all_day);
      date->starts = floor_wall (exception->start, event->all_day);
      date->ends = floor_wall (exception->end, event->all_day);
      if (exception->kind == CAM_EXCEPTION_MOVED)
        said = cam_ics_event_find (event, exception->original);
      if (said != NULL)
        take_texts (date, said, event, book);
      cam_event_date_tidy (date, get_length (event));
      if (cam_event_date_says_something (date))
        g_ptr_array_add (dates, g_steal_pointer (&date));
    }
  return dates;
}

CamEventDateEntry *
cam_event_date_from_ics (const CamIcsEvent  *event,
                         const CamIcsEvent  *series,
                         const CamEventBook *book)
{
  CamEventDateEntry *date = cam_event_date_entry_new ();
  CamWall walls[] = { event->recurrence_id, event->start, event->end };

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      if (!event->all_day && !series->all_day && event->zone != series->zone)
        walls[i] = cam_time_zone_from_utc (series->zone, cam_time_zone_to_utc (event->zone, walls[i]));
      walls[i] = floor_wall (walls[i], series->all_day);
    }
  date->kind = event->status == CAM_ICS_STATUS_CANCELLED ? CAM_EXCEPTION_CANCELLED : CAM_EXCEPTION_MOVED;
  date->original = walls[0];
  date->starts = walls[1];
  date->ends = walls[2];
  take_texts (date, event, series, book);
  cam_event_date_tidy (date, get_length (series));
  return date;
}
