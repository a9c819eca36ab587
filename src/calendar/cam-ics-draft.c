/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-ics-draft-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SUMMARY 1000
#define MAX_DESCRIPTION (100 * 1000)
#define MAX_ADDRESS 2000
#define MAX_DATES 5000
#define MAX_ATTENDEES 1000
#define MAX_CATEGORIES 100
#define MAX_EXTRA 100
#define MAX_EXTRA_SIZE (32 * 1024)

static void
clear_date (gpointer data)
{
  CamIcsDate *date = data;

  g_clear_pointer (&date->text, g_free);
  g_clear_pointer (&date->zone, g_free);
}

CamIcsDraft *
cam_ics_draft_new (guint line)
{
  CamIcsDraft *self = g_new0 (CamIcsDraft, 1);

  self->event = cam_ics_event_new ();
  self->event->line = line;
  self->excluded = g_array_new (FALSE, FALSE, sizeof (CamIcsDate));
  self->added = g_array_new (FALSE, FALSE, sizeof (CamIcsDate));
  g_array_set_clear_func (self->excluded, clear_date);
  g_array_set_clear_func (self->added, clear_date);
  self->extra = g_ptr_array_new_with_free_func (g_free);
  self->categories = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
cam_ics_draft_free (CamIcsDraft *self)
{
  g_clear_pointer (&self->event, cam_ics_event_free);
  clear_date (&self->start);
  clear_date (&self->end);
  clear_date (&self->recurrence_id);
  g_free (self->duration);
  g_free (self->rule);
  g_array_unref (self->excluded);
  g_array_unref (self->added);
  g_ptr_array_unref (self->extra);
  g_ptr_array_unref (self->categories);
  g_free (self);
}

static void
take_text (CamIcsDraft       *self,
           const CamIcsLine  *line,
           gsize              max_length,
           char             **text)
{
  gboolean cut = FALSE;
  g_autofree char *value = cam_ics_line_dup_text (line, max_length, &cut);

  if (cut)
    cam_ics_event_add_problem (self->event, _("One of its texts is too long and was cut."));
  /* The first one counts; an empty one is none. */
  if (*text == NULL && *value != '\0')
    *text = g_steal_pointer (&value);
}

static void
take_date (const CamIcsLine *line,
           CamIcsDate       *date)
{
  if (date->text != NULL)
    return;
  date->text = g_strstrip (g_strdup (line->value));
  date->zone = g_strdup (cam_ics_line_get (line, "TZID"));
}

static void
take_dates (CamIcsDraft      *self,
            const CamIcsLine *line,
            GArray           *dates)
{
  const char *at = line->value;

  while (*at != '\0')
    {
      gsize length = strcspn (at, ",");
      CamIcsDate date = { 0 };

      if (dates->len == MAX_DATES)
        {
          cam_ics_event_add_problem (self->event, _("It has more than 5,000 single dates, of which the others were left out."));
          return;
        }
      if (length > 0)
        {
          date.text = g_strstrip (g_strndup (at, length));
          date.zone = g_strdup (cam_ics_line_get (line, "TZID"));
          g_array_append_val (dates, date);
        }
      at += length;
      at += *at == ',' ? 1 : 0;
    }
}

static void
take_geo (CamIcsDraft      *self,
          const CamIcsLine *line)
{
  /* Some programs escape the semicolon. */
  g_autofree char *plain = cam_lines_unescape (line->value);
  char *end = NULL;
  double latitude = g_ascii_strtod (plain, &end), longitude;

  if (end == plain || (*end != ';' && *end != ','))
    return;
  longitude = g_ascii_strtod (end + 1, NULL);
  if (!isfinite (latitude) || !isfinite (longitude) || fabs (latitude) > 90 || fabs (longitude) > 180)
    {
      cam_ics_event_add_problem (self->event, _("Its position lies nowhere on earth and was left out."));
      return;
    }
  self->event->has_geo = TRUE;
  self->event->latitude = latitude;
  self->event->longitude = longitude;
}

static void
take_status (CamIcsDraft      *self,
             const CamIcsLine *line)
{
  if (g_ascii_strcasecmp (line->value, "TENTATIVE") == 0)
    self->event->status = CAM_ICS_STATUS_TENTATIVE;
  else if (g_ascii_strcasecmp (line->value, "CONFIRMED") == 0)
    self->event->status = CAM_ICS_STATUS_CONFIRMED;
  else if (g_ascii_strcasecmp (line->value, "CANCELLED") == 0 || g_ascii_strcasecmp (line->value, "CANCELED") == 0)
    self->event->status = CAM_ICS_STATUS_CANCELLED;
}

static char *
dup_parameter (const CamIcsLine *line,
               const char       *name)
{
  const char *value = cam_ics_line_get (line, name);
  g_autofree char *plain = value != NULL ? cam_lines_unescape (value) : NULL;

  return plain != NULL && *plain != '\0' && strlen (plain) <= MAX_ADDRESS ? g_steal_pointer (&plain) : NULL;
}

static CamIcsPerson *
make_person (const CamIcsLine *line)
{
  CamIcsPerson *person = NULL;
  const char *address = line->value;

  if (g_ascii_strncasecmp (address, "mailto:", 7) == 0)
    address += 7;
  if (strlen (address) > MAX_ADDRESS)
    return NULL;
  person = g_new0 (CamIcsPerson, 1);
  person->name = dup_parameter (line, "CN");
  person->reply = dup_parameter (line, "PARTSTAT");
  person->role = dup_parameter (line, "ROLE");
  person->address = g_strstrip (cam_lines_unescape (address));
  return person;
}

static void
take_person (CamIcsDraft      *self,
             const CamIcsLine *line)
{
  CamIcsPerson *person = make_person (line);

  if (person == NULL)
    return;
  if (strcmp (line->name, "ORGANIZER") == 0 && self->event->organizer == NULL)
    self->event->organizer = person;
  else if (strcmp (line->name, "ATTENDEE") == 0 && self->event->attendees->len < MAX_ATTENDEES)
    g_ptr_array_add (self->event->attendees, person);
  else
    cam_ics_person_free (person);
}

static void
take_categories (CamIcsDraft      *self,
                 const CamIcsLine *line)
{
  g_autoptr (GPtrArray) pieces = cam_lines_split (line->value, ',');

  for (guint i = 0; i < pieces->len && self->categories->len < MAX_CATEGORIES; i++)
    {
      g_autofree char *name = g_strstrip (cam_lines_unescape (g_ptr_array_index (pieces, i)));

      if (*name != '\0' && strlen (name) <= MAX_SUMMARY)
        g_ptr_array_add (self->categories, g_steal_pointer (&name));
    }
}

/* Kept as it is, but never so much that the file of somebody grows by it. Pictures in letters are not. */
static void
take_extra (CamIcsDraft      *self,
            const CamIcsLine *line)
{
  gsize length = strlen (line->whole);

  if (self->extra->len == MAX_EXTRA || self->extra_size + length > MAX_EXTRA_SIZE ||
      cam_ics_line_get (line, "ENCODING") != NULL)
    return;
  for (const char *at = line->whole; *at != '\0'; at++)
    if ((guchar) *at < ' ' && *at != '\t')
      return;
  self->extra_size += (guint) length;
  g_ptr_array_add (self->extra, g_strdup (line->whole));
}

static void
take_rule (CamIcsDraft      *self,
           const CamIcsLine *line)
{
  if (self->rule != NULL)
    cam_ics_event_add_problem (self->event, _("It repeats by several rules, of which the first was taken."));
  else
    self->rule = g_strndup (line->value, CAM_RECURRENCE_MAX_TEXT + 1);
}

static void
take_stamp (CamIcsDraft      *self,
            const CamIcsLine *line)
{
  gboolean is_date = FALSE, utc = FALSE;

  self->event->stamp = cam_wall_from_ical (line->value, &is_date, &utc);
}

static gboolean
take_time (CamIcsDraft      *self,
           const CamIcsLine *line)
{
  const char *name = line->name;

  if (strcmp (name, "DTSTART") == 0)
    take_date (line, &self->start);
  else if (strcmp (name, "DTEND") == 0)
    take_date (line, &self->end);
  else if (strcmp (name, "DURATION") == 0)
    {
      g_free (self->duration);
      self->duration = g_strdup (line->value);
    }
  else if (strcmp (name, "RRULE") == 0)
    take_rule (self, line);
  else if (strcmp (name, "EXRULE") == 0)
    cam_ics_event_add_problem (self->event, _("It leaves dates out by a rule, which is not kept here."));
  else if (strcmp (name, "EXDATE") == 0)
    take_dates (self, line, self->excluded);
  else if (strcmp (name, "RDATE") == 0)
    take_dates (self, line, self->added);
  else if (strcmp (name, "RECURRENCE-ID") == 0)
    {
      take_date (line, &self->recurrence_id);
      self->following = g_strcmp0 (cam_ics_line_get (line, "RANGE"), "THISANDFUTURE") == 0;
    }
  else if (strcmp (name, "DTSTAMP") == 0)
    take_stamp (self, line);
  else
    return FALSE;
  return TRUE;
}

void
cam_ics_draft_take (CamIcsDraft      *self,
                    const CamIcsLine *line)
{
  CamIcsEvent *event = self->event;
  const char *name = line->name;

  if (take_time (self, line))
    return;
  if (strcmp (name, "UID") == 0)
    take_text (self, line, MAX_ADDRESS, &event->uid);
  else if (strcmp (name, "SEQUENCE") == 0)
    event->sequence = (guint) CLAMP (g_ascii_strtoll (line->value, NULL, 10), 0, G_MAXINT32);
  else if (strcmp (name, "SUMMARY") == 0)
    take_text (self, line, MAX_SUMMARY, &event->summary);
  else if (strcmp (name, "DESCRIPTION") == 0)
    take_text (self, line, MAX_DESCRIPTION, &event->description);
  else if (strcmp (name, "LOCATION") == 0)
    take_text (self, line, MAX_SUMMARY, &event->location);
  else if (strcmp (name, "URL") == 0)
    take_text (self, line, MAX_ADDRESS, &event->url);
  else if (strcmp (name, "GEO") == 0)
    take_geo (self, line);
  else if (strcmp (name, "CATEGORIES") == 0)
    take_categories (self, line);
  else if (strcmp (name, "STATUS") == 0)
    take_status (self, line);
  else if (strcmp (name, "CLASS") == 0)
    take_text (self, line, 100, &event->classification);
  else if (strcmp (name, "TRANSP") == 0)
    event->transparent = g_ascii_strcasecmp (line->value, "TRANSPARENT") == 0;
  else if (strcmp (name, "ORGANIZER") == 0 || strcmp (name, "ATTENDEE") == 0)
    take_person (self, line);
  else
    take_extra (self, line);
}
