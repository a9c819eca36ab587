/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-clash.h"

#include "cam-clash-private.h"
#include "cam-period.h"
#include "cam-track-item.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#define EARTH_KM 6371.0088
/* Somebody who is booked longer before or after than this can be anywhere. */
#define NEAR_DAYS 1

static const char *const kind_words[] = {
  [CAM_CLASH_PERSON] = "person",
  [CAM_CLASH_VENUE] = "venue",
  [CAM_CLASH_VEHICLE] = "vehicle",
  [CAM_CLASH_AUDIENCE] = "audience",
  [CAM_CLASH_CAPACITY] = "capacity",
  [CAM_CLASH_TRAVEL] = "travel",
  [CAM_CLASH_HOLIDAY] = "holiday",
};

const char *
cam_clash_kind_to_word (CamClashKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_words), NULL);

  return kind_words[kind];
}

void
cam_clash_free (CamClash *self)
{
  if (self == NULL)
    return;
  g_free (self->other_uuid);
  g_free (self->holiday_uuid);
  g_free (self->person_uuid);
  g_free (self->vehicle_uuid);
  g_free (self->sentence);
  g_free (self);
}

double
cam_drive_time_get_km (double lat,
                       double lon,
                       double other_lat,
                       double other_lon)
{
  double to_radians = G_PI / 180;
  double down = sin ((other_lat - lat) * to_radians / 2);
  double across = sin ((other_lon - lon) * to_radians / 2);
  double square = down * down + cos (lat * to_radians) * cos (other_lat * to_radians) * across * across;

  return 2 * EARTH_KM * asin (MIN (1, sqrt (square)));
}

guint
cam_drive_time_get_minutes (CamDriveTime self,
                            double       km)
{
  /* What is typed may be anything; half the earth is 33,000 minutes. */
  return (guint) CLAMP (ceil (self.fixed + self.per_km * km - 1e-9), 0, 1000000);
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
is_same_text (const char *one,
              const char *other)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (!has_text (one) || !has_text (other))
    return FALSE;
  first = cam_track_fold_owner (one);
  second = cam_track_fold_owner (other);
  return *first != '\0' && strcmp (first, second) == 0;
}

/* Both for anybody, or for the same people. Few audiences are many events'. */
static gboolean
is_same_audience (CamClashFinder *self,
                  const char     *other)
{
  gpointer same = NULL;

  if (!has_text (self->date->audience) || !has_text (other))
    return !has_text (self->date->audience) && !has_text (other);
  if (!g_hash_table_lookup_extended (self->audiences, other, NULL, &same))
    {
      same = GINT_TO_POINTER (is_same_text (self->date->audience, other));
      g_hash_table_insert (self->audiences, g_strdup (other), same);
    }
  return GPOINTER_TO_INT (same) != 0;
}

/* Nobody is named twice, as lead and as Champion. */
static void
collect_persons (CamClashFinder *self)
{
  if (has_text (self->date->lead_uuid))
    g_ptr_array_add (self->persons, (gpointer) self->date->lead_uuid);
  for (guint i = 0; self->date->person_uuids != NULL && self->date->person_uuids[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (self->persons, self->date->person_uuids[i], g_str_equal, NULL))
      g_ptr_array_add (self->persons, (gpointer) self->date->person_uuids[i]);
}

/* The first person that both name; @name is filled where only the name of the lead is the same. */
static gboolean
find_person (CamClashFinder     *self,
             const CamEventRow  *event,
             const char        **person,
             const char        **name)
{
  GPtrArray *there = g_hash_table_lookup (self->people, event->uuid);

  *person = NULL;
  *name = NULL;
  for (guint i = 0; i < self->persons->len && *person == NULL; i++)
    {
      const char *uuid = self->persons->pdata[i];

      if (g_strcmp0 (uuid, event->lead_uuid) == 0
          || (there != NULL && g_ptr_array_find_with_equal_func (there, uuid, g_str_equal, NULL)))
        *person = uuid;
    }
  if (*person == NULL && is_same_text (self->date->lead, event->lead))
    *name = event->lead;
  return *person != NULL || *name != NULL;
}

static gboolean
is_same_vehicle (CamClashFinder    *self,
                 const CamEventRow *event)
{
  return has_text (self->date->vehicle_uuid) && g_strcmp0 (self->date->vehicle_uuid, event->vehicle_uuid) == 0;
}

/* What shares nothing with the date is not expanded: a rule costs more than all else. */
static gboolean
is_near (const CamEventRow *event,
         gpointer           user_data)
{
  CamClashFinder *self = user_data;
  const char *person = NULL, *name = NULL;

  if (g_strcmp0 (event->uuid, self->date->event_uuid) == 0)
    return FALSE;
  return (g_hash_table_contains (self->near, event->uuid)
          && is_same_audience (self, event->audience))
         || g_hash_table_contains (self->moved_here, event->uuid)
         || (has_text (self->date->venue_uuid) && g_strcmp0 (self->date->venue_uuid, event->venue_uuid) == 0)
         || is_same_vehicle (self, event)
         || find_person (self, event, &person, &name);
}

static gboolean
is_silenced (CamClashFinder *self,
             CamClashKind    kind,
             const char     *other)
{
  g_autofree char *key = g_strconcat (kind_words[kind], " ", other != NULL ? other : "", NULL);

  return g_hash_table_contains (self->silenced, key);
}

static CamClash *
add_clash (CamClashFinder *self,
           CamClashKind    kind,
           const char     *other,
           const char     *holiday,
           const char     *person,
           char           *sentence)
{
  CamClash *clash = g_new0 (CamClash, 1);

  clash->kind = kind;
  clash->other_uuid = g_strdup (other);
  clash->holiday_uuid = g_strdup (holiday);
  clash->person_uuid = g_strdup (person);
  clash->sentence = sentence;
  g_ptr_array_add (self->clashes, clash);
  return clash;
}

static const char *
get_name (const CamEventInstance *other)
{
  /* Translators: stands for an event without a name */
  return has_text (other->event->name) ? other->event->name : _("Unnamed event");
}

/* What a person is called; the name that stands there, where there is no record. */
static char *
dup_person_name (CamClashFinder *self,
                 const char     *person,
                 const char     *name)
{
  g_autofree char *found = person != NULL ? cam_clash_finder_dup_name (self, "person", person) : NULL;

  if (has_text (found))
    return g_steal_pointer (&found);
  /* Translators: stands for a person without a name */
  return g_strdup (has_text (name) ? name : _("Somebody"));
}

static void
check_person (CamClashFinder         *self,
              const CamEventInstance *other,
              const char             *when)
{
  const char *person = NULL, *name = NULL;
  g_autofree char *who = NULL;

  if (is_silenced (self, CAM_CLASH_PERSON, other->event->uuid) || !find_person (self, other->event, &person, &name))
    return;
  who = dup_person_name (self, person, name);
  add_clash (self, CAM_CLASH_PERSON, other->event->uuid, NULL, person,
             /* Translators: an event, when it is, a person */
             g_strdup_printf (_("Overlaps “%1$s”, %2$s: %3$s is there."), get_name (other), when, who));
}

static void
check_venue (CamClashFinder         *self,
             const CamEventInstance *other,
             const char             *when)
{
  const char *venue = cam_event_instance_get_venue (other);
  g_autofree char *where = NULL;

  if (!has_text (self->date->venue_uuid) || g_strcmp0 (venue, self->date->venue_uuid) != 0
      || is_silenced (self, CAM_CLASH_VENUE, other->event->uuid))
    return;
  /* Two rooms of one house. */
  if (has_text (self->date->room) && has_text (other->event->room)
      && !is_same_text (self->date->room, other->event->room))
    return;
  where = cam_clash_finder_dup_name (self, "venue", venue);
  add_clash (self, CAM_CLASH_VENUE, other->event->uuid, NULL, NULL,
             /* Translators: an event, when it is, a venue */
             g_strdup_printf (_("Overlaps “%1$s”, %2$s: it is at %3$s too."), get_name (other), when,
                              has_text (where) ? where : _("the same venue")));
}

static char *
dup_vehicle_name (CamClashFinder *self)
{
  g_autofree char *name = cam_clash_finder_dup_name (self, "vehicle", self->date->vehicle_uuid);

  /* Translators: stands for a vehicle without a name */
  return has_text (name) ? g_steal_pointer (&name) : g_strdup (_("The same vehicle"));
}

static void
check_vehicle (CamClashFinder         *self,
               const CamEventInstance *other,
               const char             *when)
{
  g_autofree char *what = NULL;
  CamClash *clash = NULL;

  if (is_silenced (self, CAM_CLASH_VEHICLE, other->event->uuid) || !is_same_vehicle (self, other->event))
    return;
  what = dup_vehicle_name (self);
  clash = add_clash (self, CAM_CLASH_VEHICLE, other->event->uuid, NULL, NULL,
                     /* Translators: an event, when it is, a vehicle */
                     g_strdup_printf (_("Overlaps “%1$s”, %2$s: %3$s is in use there."), get_name (other), when, what));
  clash->vehicle_uuid = g_strdup (self->date->vehicle_uuid);
}

static void
check_audience (CamClashFinder         *self,
                const CamEventInstance *other,
                const char             *when)
{
  const char *area = g_hash_table_lookup (self->near, other->event->uuid);
  g_autofree char *where = NULL;

  if (!has_text (area) || !is_same_audience (self, other->event->audience)
      || is_silenced (self, CAM_CLASH_AUDIENCE, other->event->uuid))
    return;
  where = cam_clash_finder_dup_name (self, "area", area);
  if (has_text (self->date->audience))
    add_clash (self, CAM_CLASH_AUDIENCE, other->event->uuid, NULL, NULL,
               /* Translators: an event, when it is, whom it is for, an area */
               g_strdup_printf (_("Overlaps “%1$s”, %2$s, for the same people (%3$s) in %4$s."), get_name (other), when,
                                self->date->audience, has_text (where) ? where : _("the same area")));
  else
    add_clash (self, CAM_CLASH_AUDIENCE, other->event->uuid, NULL, NULL,
               /* Translators: an event, when it is, an area */
               g_strdup_printf (_("Overlaps “%1$s”, %2$s, which is in %3$s too."), get_name (other), when,
                                has_text (where) ? where : _("the same area")));
}

/* @before: whether the other one comes first. */
static void
check_travel (CamClashFinder         *self,
              const CamEventInstance *other,
              gint64                  gap,
              gboolean                before)
{
  const char *venue = cam_event_instance_get_venue (other);
  const char *person = NULL, *name = NULL;
  g_autofree char *who = NULL;
  double lat, lon, other_lat, other_lon;
  CamClash *clash = NULL;
  gboolean by_person;
  guint needed;

  if (other->event->all_day || self->date->all_day || g_strcmp0 (venue, self->date->venue_uuid) == 0
      || is_silenced (self, CAM_CLASH_TRAVEL, other->event->uuid))
    return;
  /* Whoever is in both goes with the vehicle. */
  by_person = find_person (self, other->event, &person, &name);
  if ((!by_person && !is_same_vehicle (self, other->event))
      || !cam_clash_finder_get_place (self, self->date->venue_uuid, &lat, &lon)
      || !cam_clash_finder_get_place (self, venue, &other_lat, &other_lon))
    return;
  needed = cam_drive_time_get_minutes (self->drive, cam_drive_time_get_km (lat, lon, other_lat, other_lon));
  if (gap >= needed)
    return;
  who = by_person ? dup_person_name (self, person, name) : dup_vehicle_name (self);
  clash = add_clash (self, CAM_CLASH_TRAVEL, other->event->uuid, NULL, person,
                     before
                       /* Translators: a person or a vehicle, an event, minutes, minutes */
                       ? g_strdup_printf (_("%1$s comes from “%2$s”: %3$u minutes’ drive, %4$u minutes between."), who,
                                          get_name (other), needed, (guint) gap)
                       : g_strdup_printf (_("%1$s goes on to “%2$s”: %3$u minutes’ drive, %4$u minutes between."), who,
                                          get_name (other), needed, (guint) gap));
  clash->vehicle_uuid = by_person ? NULL : g_strdup (self->date->vehicle_uuid);
}

typedef struct
{
  gint64 starts;
  gint64 ends;
} Span;

static Span
get_span (CamWallTime  starts,
          CamWallTime  ends,
          CamTimeZone *zone)
{
  return (Span) { cam_wall_time_to_utc (starts, zone), cam_wall_time_to_utc (MAX (ends, starts), zone) };
}

/* What has no length is somewhere all the same. */
static gboolean
overlaps (Span one,
          Span other)
{
  return one.starts < MAX (other.ends, other.starts + 1) && other.starts < MAX (one.ends, one.starts + 1);
}

static void
check_date (CamClashFinder         *self,
            const CamEventInstance *other,
            Span                    mine)
{
  CamTimeZone *zone = has_text (other->event->time_zone) ? cam_wall_zone_get (other->event->time_zone) : self->home;
  Span theirs = get_span (other->starts, other->ends, zone);
  g_autofree char *when = NULL;

  if (other->cancelled || g_strcmp0 (cam_event_instance_get_status (other), "cancelled") == 0)
    return;
  if (overlaps (mine, theirs))
    {
      when = cam_wall_time_format_span (other->starts, other->ends, other->event->all_day);
      check_person (self, other, when);
      check_venue (self, other, when);
      check_vehicle (self, other, when);
      check_audience (self, other, when);
    }
  else if (theirs.ends <= mine.starts)
    check_travel (self, other, (mine.starts - theirs.ends) / 60, TRUE);
  else
    check_travel (self, other, (theirs.starts - mine.ends) / 60, FALSE);
}

static gboolean
check_dates (CamClashFinder     *self,
             const CamExpander  *expander,
             GError            **error)
{
  guint32 first = cam_wall_time_get_day (self->date->starts);
  guint32 last = cam_wall_time_get_day (MAX (self->date->ends - 1, self->date->starts));
  g_autoptr (CamEventDates) dates = NULL;
  CamTimeZone *zone = cam_wall_zone_get (self->date->time_zone);
  Span mine = get_span (self->date->starts, self->date->ends, zone);

  dates = cam_event_dates_load (self->store, first > NEAR_DAYS ? first - NEAR_DAYS : 1, last + NEAR_DAYS, expander, is_near,
                                self, error);
  if (dates == NULL)
    return FALSE;
  for (guint i = 0; i < cam_event_dates_get_n (dates); i++)
    check_date (self, cam_event_dates_get (dates, i), mine);
  return TRUE;
}

static gboolean
check_capacity (CamClashFinder  *self,
                GError         **error)
{
  gint64 n_coming = 0;
  gint64 n_places = self->date->capacity;
  gint64 n_in_venue = CAM_INTEGER_NONE;

  if (!cam_clash_finder_count_coming (self, &n_coming, error)
      || !cam_clash_finder_get_capacity (self, &n_in_venue, error))
    return FALSE;
  if (n_places == CAM_INTEGER_NONE || (n_in_venue != CAM_INTEGER_NONE && n_in_venue < n_places))
    n_places = n_in_venue;
  if (n_places == CAM_INTEGER_NONE || n_coming <= MAX (n_places, 0) || is_silenced (self, CAM_CLASH_CAPACITY, NULL))
    return TRUE;
  add_clash (self, CAM_CLASH_CAPACITY, NULL, NULL, NULL,
             /* Translators: two numbers of people */
             g_strdup_printf (_("%1$" G_GINT64_FORMAT " are coming, and there is room for %2$" G_GINT64_FORMAT "."), n_coming,
                              MAX (n_places, 0)));
  return TRUE;
}

void
cam_clash_finder_add_holiday (CamClashFinder *self,
                              const char     *uuid,
                              const char     *name,
                              gboolean        school,
                              guint32         first,
                              guint32         last)
{
  g_autofree char *from = cam_day_format (first, first);
  g_autofree char *to = cam_day_format (last, first);

  if (uuid == NULL || is_silenced (self, CAM_CLASH_HOLIDAY, uuid))
    return;
  if (!has_text (name))
    name = school ? _("School holiday") : _("Bank holiday");
  add_clash (self, CAM_CLASH_HOLIDAY, NULL, uuid, NULL,
             first == last
               /* Translators: a day, and what the holiday is called */
               ? g_strdup_printf (school ? _("%1$s is a school holiday: %2$s.") : _("%1$s is a bank holiday: %2$s."), from, name)
               /* Translators: what the holiday is called, and two days */
               : g_strdup_printf (school ? _("In the school holiday “%1$s”, %2$s to %3$s.")
                                         : _("In the bank holiday “%1$s”, %2$s to %3$s."), name, from, to));
}

static int
compare_clashes (gconstpointer a,
                 gconstpointer b)
{
  const CamClash *one = *(const CamClash *const *) a, *other = *(const CamClash *const *) b;

  return (one->kind > other->kind) - (one->kind < other->kind);
}

GPtrArray *
cam_clash_find (CamStore            *store,
                const CamClashDate  *date,
                CamDriveTime         drive,
                const CamExpander   *expander,
                GError             **error)
{
  g_autoptr (GPtrArray) clashes = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_clash_free);
  CamClashFinder finder = { store, date, drive, clashes };
  gboolean done;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (date != NULL && date->starts >= CAM_WALL_TIME_DAY, NULL);

  cam_clash_finder_init (&finder);
  collect_persons (&finder);
  done = cam_clash_finder_load (&finder, error) && check_dates (&finder, expander, error)
         && check_capacity (&finder, error) && cam_clash_finder_load_holidays (&finder, error);
  cam_clash_finder_clear (&finder);
  if (!done)
    return NULL;
  g_ptr_array_sort (clashes, compare_clashes);
  return g_steal_pointer (&clashes);
}
