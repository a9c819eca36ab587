/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-ics-write.h"

#include "cam-ics-out-private.h"

#include <string.h>

typedef struct
{
  GString                  *out;
  const CamIcsWriteOptions *options;
} Writer;

static gboolean
is_utc (const CamIcsEvent *event)
{
  return strcmp (cam_time_zone_get_id (event->zone), "UTC") == 0;
}

/* "NAME;TZID=…:" or what else tells how the dates of an event, which may be @days, are to be read. */
static GString *
begin_date (const CamIcsEvent *event,
            gboolean           days,
            const char        *name,
            const char        *type)
{
  GString *line = g_string_new (name);
  const char *id = cam_time_zone_get_id (event->zone);

  if (days)
    g_string_append (line, ";VALUE=DATE:");
  else
    {
      if (type != NULL)
        g_string_append_printf (line, ";VALUE=%s", type);
      /* Some names have a colon in them. */
      if (!is_utc (event))
        g_string_append_printf (line, strchr (id, ':') != NULL ? ";TZID=\"%s\"" : ";TZID=%s", id);
      g_string_append_c (line, ':');
    }
  return line;
}

static void
append_date (GString           *line,
             const CamIcsEvent *event,
             gboolean           day,
             CamWall            wall)
{
  g_autofree char *text = cam_wall_to_ical (wall, day, is_utc (event));

  g_string_append (line, text);
}

static void
out_date (Writer            *self,
          const CamIcsEvent *event,
          gboolean           day,
          const char        *name,
          CamWall            wall)
{
  g_autoptr (GString) line = begin_date (event, day, name, NULL);

  append_date (line, event, day, wall);
  cam_lines_fold (self->out, line->str);
}

static void
out_instant (Writer     *self,
             const char *name,
             gint64      utc)
{
  g_autofree char *text = cam_wall_to_ical (utc, FALSE, TRUE);
  g_autofree char *line = g_strconcat (name, ":", text, NULL);

  cam_lines_fold (self->out, line);
}

/* All dates of one kind in one line; one each has its own end. */
static void
out_exceptions (Writer            *self,
                const CamIcsEvent *event)
{
  g_autoptr (GString) excluded = NULL;
  g_autoptr (GString) added = NULL;

  for (guint i = 0; i < event->exceptions->len; i++)
    {
      const CamException *exception = &g_array_index (event->exceptions, CamException, i);
      GString **line = exception->kind == CAM_EXCEPTION_CANCELLED ? &excluded : &added;

      if (exception->kind == CAM_EXCEPTION_MOVED)
        continue;
      if (exception->kind == CAM_EXCEPTION_ADDED && exception->end != CAM_WALL_NONE && !event->all_day)
        {
          g_autoptr (GString) period = begin_date (event, FALSE, "RDATE", "PERIOD");

          append_date (period, event, FALSE, exception->start);
          g_string_append_c (period, '/');
          append_date (period, event, FALSE, exception->end);
          cam_lines_fold (self->out, period->str);
          continue;
        }
      if (*line == NULL)
        *line = begin_date (event, event->all_day, exception->kind == CAM_EXCEPTION_CANCELLED ? "EXDATE" : "RDATE", NULL);
      else
        g_string_append_c (*line, ',');
      append_date (*line, event, event->all_day, exception->original);
    }
  if (excluded != NULL)
    cam_lines_fold (self->out, excluded->str);
  if (added != NULL)
    cam_lines_fold (self->out, added->str);
}

/* A parameter cannot hold quotes or control characters. */
static void
append_parameter (GString    *line,
                  const char *name,
                  const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (line, ";%s=\"", name);
  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (line, '\'');
      else if ((guchar) *at >= ' ' && *at != '\177')
        g_string_append_c (line, *at);
    }
  g_string_append_c (line, '"');
}

static void
out_person (Writer             *self,
            const char         *name,
            const CamIcsPerson *person)
{
  g_autoptr (GString) line = NULL;

  if (person == NULL || person->address == NULL)
    return;
  line = g_string_new (name);
  append_parameter (line, "CN", person->name);
  append_parameter (line, "PARTSTAT", person->reply);
  append_parameter (line, "ROLE", person->role);
  g_string_append (line, strchr (person->address, '@') != NULL ? ":mailto:" : ":");
  for (const char *at = person->address; *at != '\0'; at++)
    if ((guchar) *at >= ' ' && *at != '\177')
      g_string_append_c (line, *at);
  cam_lines_fold (self->out, line->str);
}

static void
out_list (Writer            *self,
          const CamIcsEvent *event)
{
  g_autoptr (GString) line = g_string_new ("CATEGORIES:");

  for (guint i = 0; event->categories[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      cam_lines_escape (line, event->categories[i]);
    }
  if (event->categories[0] != NULL)
    cam_lines_fold (self->out, line->str);
}

static void
out_geo (Writer            *self,
         const CamIcsEvent *event)
{
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *line = NULL;

  if (!event->has_geo)
    return;
  g_ascii_formatd (latitude, sizeof latitude, "%.6f", event->latitude);
  g_ascii_formatd (longitude, sizeof longitude, "%.6f", event->longitude);
  line = g_strdup_printf ("GEO:%s;%s", latitude, longitude);
  cam_lines_fold (self->out, line);
}

/* Only what looks like a line, and is none that is written anyway. */
static gboolean
may_stand (const char *line)
{
  gsize n = strspn (line, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

  if (n == 0 || (line[n] != ':' && line[n] != ';') || strchr (line, ':') == NULL || !g_utf8_validate (line, -1, NULL) ||
      g_ascii_strncasecmp (line, "BEGIN", 5) == 0 || g_ascii_strncasecmp (line, "END", 3) == 0)
    return FALSE;
  for (const char *at = line; *at != '\0'; at++)
    if ((guchar) *at < ' ' && *at != '\t')
      return FALSE;
  return TRUE;
}

static void
out_texts (Writer            *self,
           const CamIcsEvent *event)
{
  static const char *const words[] = { NULL, "TENTATIVE", "CONFIRMED", "CANCELLED" };
  CamIcsStatus status = self->options->cancel ? CAM_ICS_STATUS_CANCELLED : event->status;

  cam_ics_out_text (self->out, "SUMMARY", event->summary);
  cam_ics_out_text (self->out, "DESCRIPTION", event->description);
  cam_ics_out_text (self->out, "LOCATION", event->location);
  out_geo (self, event);
  if (event->url != NULL && strpbrk (event->url, "\r\n") == NULL)
    {
      g_autofree char *line = g_strconcat ("URL:", event->url, NULL);

      cam_lines_fold (self->out, line);
    }
  out_list (self, event);
  cam_ics_out_text (self->out, "STATUS", words[status]);
  cam_ics_out_text (self->out, "CLASS", event->classification);
  if (event->transparent)
    cam_lines_fold (self->out, "TRANSP:TRANSPARENT");
  out_person (self, "ORGANIZER", event->organizer);
  for (guint i = 0; i < event->attendees->len; i++)
    out_person (self, "ATTENDEE", g_ptr_array_index (event->attendees, i));
  for (guint i = 0; event->extra[i] != NULL; i++)
    if (may_stand (event->extra[i]))
      cam_lines_fold (self->out, event->extra[i]);
}

static void
out_head (Writer            *self,
          const CamIcsEvent *event,
          const char        *uid)
{
  g_autofree char *sequence = g_strdup_printf ("SEQUENCE:%u", event->sequence);

  cam_lines_fold (self->out, "BEGIN:VEVENT");
  cam_ics_out_text (self->out, "UID", uid);
  out_instant (self, "DTSTAMP", event->stamp != CAM_WALL_NONE ? event->stamp : self->options->stamp);
  cam_lines_fold (self->out, sequence);
}

/* A single date: what is said of it, or the texts of its series. */
static void
out_moved (Writer             *self,
           const CamIcsEvent  *event,
           const CamException *exception)
{
  const CamIcsEvent *said = cam_ics_event_find (event, exception->original);
  CamWall end = exception->end != CAM_WALL_NONE ? exception->end : exception->start + event->end - event->start;
  /* Its own type of date may differ: a day that became an hour. */
  const CamIcsEvent *dated = said != NULL ? said : event;

  out_head (self, dated, event->uid);
  out_date (self, event, event->all_day, "RECURRENCE-ID", exception->original);
  out_date (self, dated, dated->all_day, "DTSTART", exception->start);
  out_date (self, dated, dated->all_day, "DTEND", end);
  out_texts (self, dated);
  cam_lines_fold (self->out, "END:VEVENT");
}

static void
out_event (Writer            *self,
           const CamIcsEvent *event)
{
  out_head (self, event, event->uid);
  if (event->recurrence_id != CAM_WALL_NONE)
    out_date (self, event, event->recurrence_id_is_day, "RECURRENCE-ID", event->recurrence_id);
  out_date (self, event, event->all_day, "DTSTART", event->start);
  if (event->end > event->start)
    out_date (self, event, event->all_day, "DTEND", event->end);
  if (event->recurrence != NULL)
    {
      g_autofree char *line = g_strconcat ("RRULE:", event->recurrence, NULL);

      cam_lines_fold (self->out, line);
    }
  out_exceptions (self, event);
  out_texts (self, event);
  cam_lines_fold (self->out, "END:VEVENT");
  for (guint i = 0; i < event->exceptions->len; i++)
    {
      const CamException *exception = &g_array_index (event->exceptions, CamException, i);

      if (exception->kind == CAM_EXCEPTION_MOVED)
        out_moved (self, event, exception);
    }
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (cam_time_zone_get_id (*(CamTimeZone *const *) a), cam_time_zone_get_id (*(CamTimeZone *const *) b));
}

static void
note_zone (GPtrArray         *zones,
           const CamIcsEvent *event)
{
  gboolean timed = !event->all_day || (event->recurrence_id != CAM_WALL_NONE && !event->recurrence_id_is_day);

  if (timed && !is_utc (event) && !g_ptr_array_find (zones, event->zone, NULL))
    g_ptr_array_add (zones, event->zone);
}

static int
get_year (gint64 utc)
{
  int year = 0;
  guint month = 0, day = 0;

  cam_wall_day_to_parts (cam_wall_get_day (CLAMP (utc, CAM_WALL_MIN, CAM_WALL_MAX)), &year, &month, &day);
  return year;
}

/* Each zone that is named. */
static void
out_zones (Writer    *self,
           GPtrArray *events)
{
  g_autoptr (GPtrArray) zones = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++)
    {
      const CamIcsEvent *event = g_ptr_array_index (events, i);

      note_zone (zones, event);
      for (guint j = 0; j < event->overrides->len; j++)
        note_zone (zones, g_ptr_array_index (event->overrides, j));
    }
  g_ptr_array_sort (zones, compare_ids);
  for (guint i = 0; i < zones->len; i++)
    cam_ics_out_zone (self->out, g_ptr_array_index (zones, i), get_year (self->options->stamp));
}

GBytes *
cam_ics_write (GPtrArray                *events,
               const CamIcsWriteOptions *options)
{
  Writer self = { .out = g_string_new (NULL), .options = options };

  g_return_val_if_fail (events != NULL && options != NULL, NULL);

  cam_lines_fold (self.out, "BEGIN:VCALENDAR");
  cam_lines_fold (self.out, "VERSION:2.0");
  cam_lines_fold (self.out, "PRODID:-//Cambridgeshire Local//Events//EN");
  cam_lines_fold (self.out, "CALSCALE:GREGORIAN");
  cam_lines_fold (self.out, options->cancel ? "METHOD:CANCEL" : "METHOD:PUBLISH");
  cam_ics_out_text (self.out, "X-WR-CALNAME", options->name);
  if (options->refresh_hours > 0)
    {
      g_autofree char *interval = g_strdup_printf ("REFRESH-INTERVAL;VALUE=DURATION:PT%uH", options->refresh_hours);
      g_autofree char *ttl = g_strdup_printf ("X-PUBLISHED-TTL:PT%uH", options->refresh_hours);

      cam_lines_fold (self.out, interval);
      cam_lines_fold (self.out, ttl);
    }
  out_zones (&self, events);
  for (guint i = 0; i < events->len; i++)
    out_event (&self, g_ptr_array_index (events, i));
  cam_lines_fold (self.out, "END:VCALENDAR");
  return g_string_free_to_bytes (self.out);
}
