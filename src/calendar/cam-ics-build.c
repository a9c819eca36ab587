/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-ics-draft-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DURATION (366 * CAM_WALL_DAY)

/* A date as the file means it. */
typedef struct
{
  CamWall      wall;       /* on the wall of zone; in UTC where there is none */
  gboolean     is_date;
  CamTimeZone *zone;       /* NULL for UTC */
  gboolean     floating;   /* no zone is said: on every wall alike */
} Moment;

typedef struct
{
  CamIcsDraft *draft;
  CamIcsEvent *event;
  CamIcsZones *zones;
  Moment       start;
} Builder;

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
read_moment (Builder    *self,
             const char *text,
             const char *zone_name,
             Moment     *moment)
{
  gboolean utc = FALSE;
  CamIcsZone zone = { 0 };

  *moment = (Moment) { .zone = cam_time_zone_get_home () };
  moment->wall = cam_wall_from_ical (text, &moment->is_date, &utc);
  if (moment->wall == CAM_WALL_NONE)
    return FALSE;
  if (utc)
    moment->zone = NULL;
  if (utc || moment->is_date)
    return TRUE;
  moment->floating = zone_name == NULL || *zone_name == '\0';
  if (moment->floating)
    return TRUE;
  zone = cam_ics_zones_find (self->zones, zone_name);
  if (zone.zone != NULL)
    moment->zone = zone.zone;
  else if (zone.defined != NULL)
    {
      moment->wall = cam_ics_zones_to_utc (zone.defined, moment->wall);
      moment->zone = NULL;
      cam_ics_event_add_problem (self->event, _("Its time zone is known only to the file; its times were put on the clock of England."));
    }
  else
    {
      moment->floating = TRUE;
      cam_ics_event_add_problem (self->event, _("Its time zone is not known, so its times are taken to be those of England."));
    }
  if (self->event->original_zone == NULL && moment->zone != cam_time_zone_get_home ())
    self->event->original_zone = g_strdup (moment->zone != NULL ? cam_time_zone_get_id (moment->zone) : zone_name);
  return TRUE;
}

/* On the wall of the event. */
static CamWall
put_on_wall (Builder      *self,
             const Moment *moment)
{
  CamTimeZone *zone = self->event->zone;

  if (moment->is_date || moment->floating || moment->zone == zone)
    return moment->wall;
  return cam_time_zone_from_utc (zone, moment->zone != NULL ? cam_time_zone_to_utc (moment->zone, moment->wall) : moment->wall);
}

static CamWall
get_midnight (CamWall wall)
{
  return cam_wall_get_day (wall) * CAM_WALL_DAY;
}

/* "P1DT2H30M", "P2W", "-PT15M": its seconds; FALSE where it is none or backwards. */
static gboolean
read_duration (const char *text,
               CamWall    *duration)
{
  gboolean in_day = FALSE;
  gint64 number = -1;
  gboolean any = FALSE;

  *duration = 0;
  text += *text == '+' ? 1 : 0;
  if (*text != 'P')
    return FALSE;
  for (text++; *text != '\0'; text++)
    {
      gint64 unit = 0;

      if (g_ascii_isdigit (*text))
        {
          number = MIN (MAX (number, 0) * 10 + (*text - '0'), 100 * 1000 * 1000);
          continue;
        }
      if (*text == 'T' && number < 0)
        {
          in_day = TRUE;
          continue;
        }
      unit = *text == 'W' ? 7 * CAM_WALL_DAY : *text == 'D' ? CAM_WALL_DAY : *text == 'H' && in_day ? 3600
             : *text == 'M' && in_day ? 60 : *text == 'S' && in_day ? 1 : 0;
      if (unit == 0 || number < 0)
        return FALSE;
      *duration += number * unit;
      number = -1;
      any = TRUE;
    }
  return any && number < 0;
}

/* Where it repeats, the clock that it repeats by; a single date is put on that of England. */
static void
choose_zone (Builder *self)
{
  gboolean repeats = self->draft->rule != NULL || self->draft->added->len > 0 || self->draft->excluded->len > 0;

  if (!repeats || self->start.is_date || self->start.floating)
    return;
  if (self->start.zone != NULL)
    self->event->zone = self->start.zone;
  else if (self->draft->start.text != NULL && g_str_has_suffix (self->draft->start.text, "Z"))
    self->event->zone = cam_time_zone_get ("UTC");
}

/* Where nothing came of its repeating, it is a single date. */
static void
settle_zone (CamIcsEvent *event)
{
  CamTimeZone *home = cam_time_zone_get_home ();

  if (event->recurrence != NULL || event->exceptions->len > 0 || event->zone == home)
    return;
  event->start = cam_time_zone_convert (event->zone, home, event->start);
  event->end = cam_time_zone_convert (event->zone, home, event->end);
  event->zone = home;
}

static gboolean
build_start (Builder  *self,
             GError  **error)
{
  CamIcsEvent *event = self->event;

  if (self->draft->start.text == NULL)
    return refuse (error, _("It does not say when it begins."));
  if (!read_moment (self, self->draft->start.text, self->draft->start.zone, &self->start))
    return refuse (error, _("It begins at no date of the years 1900 to 2199."));
  choose_zone (self);
  event->all_day = self->start.is_date;
  event->start = put_on_wall (self, &self->start);
  return TRUE;
}

static CamWall
get_end (Builder *self)
{
  CamIcsEvent *event = self->event;
  CamWall otherwise = event->all_day ? event->start + CAM_WALL_DAY : event->start;
  CamWall duration = 0;
  Moment end;

  if (self->draft->end.text == NULL)
    {
      if (self->draft->duration == NULL)
        return otherwise;
      if (read_duration (self->draft->duration, &duration))
        return event->start + duration;
      cam_ics_event_add_problem (event, _("How long it takes is not understood, so it has no length."));
      return otherwise;
    }
  if (!read_moment (self, self->draft->end.text, self->draft->end.zone, &end))
    {
      cam_ics_event_add_problem (event, _("Its end is no date, so it has no length."));
      return otherwise;
    }
  return event->all_day ? get_midnight (put_on_wall (self, &end)) : put_on_wall (self, &end);
}

static void
build_end (Builder *self)
{
  CamIcsEvent *event = self->event;

  event->end = get_end (self);
  if (event->end < event->start)
    {
      cam_ics_event_add_problem (event, _("It ends before it begins, so its end is taken to be its beginning."));
      event->end = event->start;
    }
  if (event->end - event->start > MAX_DURATION)
    cam_ics_event_add_problem (event, _("It takes longer than a year."));
  if (event->all_day && event->end == event->start)
    event->end = event->start + CAM_WALL_DAY;
}

static void
build_rule (Builder *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CamRecurrence) recurrence = NULL;
  g_autofree char *problem = NULL;

  if (self->draft->rule == NULL)
    return;
  recurrence = cam_recurrence_new (self->draft->rule, self->event->start, self->event->all_day, self->event->zone, &error);
  if (recurrence != NULL)
    {
      self->event->recurrence = cam_recurrence_to_text (recurrence);
      return;
    }
  /* Translators: %s is a sentence */
  problem = g_strdup_printf (_("%s Only its first date was taken."), error->message);
  cam_ics_event_add_problem (self->event, problem);
}

/* A date of the series, as it is named by the series. */
static CamWall
name_date (Builder      *self,
           const Moment *moment)
{
  CamWall wall = put_on_wall (self, moment);

  if (self->event->all_day)
    return get_midnight (wall);
  if (moment->is_date)
    return wall + (self->event->start - get_midnight (self->event->start));
  return wall;
}

static void
add_excluded (Builder          *self,
              const CamIcsDate *date)
{
  CamException exception = { .kind = CAM_EXCEPTION_CANCELLED, .end = CAM_WALL_NONE };
  Moment moment;

  if (!read_moment (self, date->text, date->zone, &moment))
    {
      cam_ics_event_add_problem (self->event, _("One of the dates that are left out is no date."));
      return;
    }
  exception.original = exception.start = name_date (self, &moment);
  g_array_append_val (self->event->exceptions, exception);
}

/* "START", "START/END" or "START/DURATION". */
static void
add_added (Builder          *self,
           const CamIcsDate *date)
{
  CamException exception = { .kind = CAM_EXCEPTION_ADDED, .end = CAM_WALL_NONE };
  char *slash = strchr (date->text, '/');
  CamWall duration = 0;
  Moment moment;

  if (slash != NULL)
    *slash = '\0';
  if (!read_moment (self, date->text, date->zone, &moment))
    {
      cam_ics_event_add_problem (self->event, _("One of the dates that are added is no date."));
      return;
    }
  exception.original = exception.start = name_date (self, &moment);
  if (slash != NULL && read_duration (slash + 1, &duration))
    exception.end = exception.start + duration;
  else if (slash != NULL && read_moment (self, slash + 1, date->zone, &moment))
    exception.end = put_on_wall (self, &moment);
  if (exception.end != CAM_WALL_NONE && exception.end < exception.start)
    exception.end = CAM_WALL_NONE;
  g_array_append_val (self->event->exceptions, exception);
}

/* The date that it stands for. In the zone of its series, which is only known when both are read: until then
 * it is in that of its own. */
static gboolean
build_recurrence_id (Builder  *self,
                     GError  **error)
{
  Moment moment;

  if (self->draft->recurrence_id.text == NULL)
    return TRUE;
  if (!read_moment (self, self->draft->recurrence_id.text, self->draft->recurrence_id.zone, &moment))
    return refuse (error, _("It stands for a date of a series, but that is no date."));
  self->event->recurrence_id = put_on_wall (self, &moment);
  self->event->recurrence_id_is_day = moment.is_date;
  if (self->draft->following)
    cam_ics_event_add_problem (self->event, _("It changes this date and all that follow; only the one date is changed here."));
  return TRUE;
}

static char **
steal_list (GPtrArray **list)
{
  g_ptr_array_add (*list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (list), FALSE);
}

static void
take_lists (CamIcsDraft *draft,
            CamIcsEvent *event)
{
  g_strfreev (event->categories);
  event->categories = steal_list (&draft->categories);
  draft->categories = g_ptr_array_new_with_free_func (g_free);
  g_strfreev (event->extra);
  event->extra = steal_list (&draft->extra);
  draft->extra = g_ptr_array_new_with_free_func (g_free);
}

/* The same event without a name gets the same one each time. */
static void
make_uid (CamIcsEvent *event)
{
  g_autofree char *start = cam_wall_to_text (event->start, event->all_day);
  g_autofree char *said = g_strdup_printf ("%s\n%s\n%s", start, event->summary != NULL ? event->summary : "",
                                           event->location != NULL ? event->location : "");

  event->uid = g_compute_checksum_for_string (G_CHECKSUM_SHA256, said, -1);
  event->uid_made = TRUE;
}

CamIcsEvent *
cam_ics_draft_build (CamIcsDraft  *draft,
                     CamIcsZones  *zones,
                     gboolean      cancelled,
                     GError      **error)
{
  Builder self = { .draft = draft, .event = draft->event, .zones = zones };
  CamIcsEvent *event = draft->event;

  if (!build_start (&self, error))
    return NULL;
  build_end (&self);
  build_rule (&self);
  for (guint i = 0; i < draft->excluded->len; i++)
    add_excluded (&self, &g_array_index (draft->excluded, CamIcsDate, i));
  for (guint i = 0; i < draft->added->len; i++)
    add_added (&self, &g_array_index (draft->added, CamIcsDate, i));
  settle_zone (event);
  if (!build_recurrence_id (&self, error))
    return NULL;
  take_lists (draft, event);
  if (cancelled)
    event->status = CAM_ICS_STATUS_CANCELLED;
  if (event->uid == NULL)
    make_uid (event);
  return g_steal_pointer (&draft->event);
}
