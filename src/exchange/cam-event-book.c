/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-book-private.h"

#include "cam-last-change.h"
#include "cam-uuid-name.h"
#include "cam-venue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many rows take a millisecond or two. */
#define ROWS_AT_ONCE 500

const char *const cam_event_text_columns[CAM_EVENT_N_TEXTS] = {
  "name", "kind", "aim", "description", "format", "status", "starts_at", "ends_at", "time_zone", "recurrence",
  "recurrence_until", "venue_uuid", "room", "online_link", "ical_uid", "ical_extra",
};

enum
{
  STEP_AREAS,
  STEP_VENUES,
  STEP_EVENTS,
  STEP_DATES,
  STEP_DONE,
};

CamEventEntry *
cam_event_entry_new (void)
{
  CamEventEntry *self = g_new0 (CamEventEntry, 1);

  self->sequence = -1;
  return self;
}

void
cam_event_entry_free (CamEventEntry *self)
{
  g_free (self->uuid);
  for (guint i = 0; i < CAM_EVENT_N_TEXTS; i++)
    g_free (self->text[i]);
  g_clear_pointer (&self->dates, g_ptr_array_unref);
  g_free (self);
}

CamEventDateEntry *
cam_event_date_entry_new (void)
{
  CamEventDateEntry *self = g_new0 (CamEventDateEntry, 1);

  self->original = self->starts = self->ends = CAM_WALL_NONE;
  return self;
}

void
cam_event_date_entry_free (CamEventDateEntry *self)
{
  g_free (self->uuid);
  g_free (self->venue_uuid);
  g_free (self->status);
  g_free (self->note);
  g_free (self);
}

gboolean
cam_event_date_entry_cancels (const CamEventDateEntry *self)
{
  return self->kind == CAM_EXCEPTION_CANCELLED || g_strcmp0 (self->status, "cancelled") == 0;
}

CamWall
cam_event_date_entry_get_key (const CamEventDateEntry *self)
{
  return self->kind == CAM_EXCEPTION_ADDED ? self->starts : self->original;
}

/* Added dates are beside the others. */
static gint64
make_key (CamExceptionKind kind,
          CamWall          key)
{
  return 2 * key + (kind == CAM_EXCEPTION_ADDED ? 1 : 0);
}

GHashTable *
cam_event_dates_index (GPtrArray *dates)
{
  GHashTable *index = NULL;

  if (dates == NULL || dates->len == 0)
    return NULL;
  index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < dates->len; i++)
    {
      CamEventDateEntry *date = g_ptr_array_index (dates, i);
      gint64 key = make_key (date->kind, cam_event_date_entry_get_key (date));

      if (!g_hash_table_contains (index, &key) || cam_event_date_entry_cancels (date))
        g_hash_table_replace (index, g_memdup2 (&key, sizeof key), date);
    }
  return index;
}

CamEventDateEntry *
cam_event_dates_find (GHashTable       *index,
                      CamExceptionKind  kind,
                      CamWall           key)
{
  gint64 whole = make_key (kind, key);

  return index != NULL ? g_hash_table_lookup (index, &whole) : NULL;
}

static void
venue_free (gpointer data)
{
  CamEventVenue *self = data;

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->place);
  g_free (self->access);
  g_free (self->address);
  g_free (self->postcode);
  g_free (self);
}

char *
cam_event_uuid_from_uid (const char *uid)
{
  const char *domain = strrchr (uid, '@');
  g_autofree char *before = domain != NULL ? g_ascii_strdown (uid, domain - uid) : NULL;

  if (domain != NULL && g_ascii_strcasecmp (domain, CAM_EVENT_UID_DOMAIN) == 0 && g_uuid_string_is_valid (before))
    return g_steal_pointer (&before);
  g_free (before);
  before = g_strconcat ("event ", uid, NULL);
  return cam_uuid_from_name (before);
}

char *
cam_event_date_entry_dup_uuid (const CamEventDateEntry *self,
                               const char              *event_uuid)
{
  g_autofree char *name = g_strdup_printf ("event date %s %" G_GINT64_FORMAT " %s", event_uuid,
                                           cam_event_date_entry_get_key (self),
                                           self->kind == CAM_EXCEPTION_ADDED ? "added" : "changed");

  return cam_uuid_from_name (name);
}

char *
cam_event_dup_uid (const CamEventEntry *self)
{
  const char *uid = self->text[CAM_EVENT_TEXT_ICAL_UID];

  return uid != NULL ? g_strdup (uid) : g_strconcat (self->uuid, CAM_EVENT_UID_DOMAIN, NULL);
}

CamTimeZone *
cam_event_entry_get_zone (const CamEventEntry *self)
{
  const char *name = self->text[CAM_EVENT_TEXT_TIME_ZONE];
  CamTimeZone *zone = name != NULL ? cam_time_zone_get (name) : NULL;

  return zone != NULL ? zone : cam_time_zone_get_home ();
}

/* Of what is kept, a day counts from its midnight, and seconds do not count. */
static CamWall
read_wall (const char *text,
           gboolean    all_day)
{
  CamWall wall = cam_wall_from_text (text);

  if (wall == CAM_WALL_NONE)
    return wall;
  return all_day ? cam_wall_get_day (wall) * CAM_WALL_DAY : wall - ((wall % 60) + 60) % 60;
}

gboolean
cam_event_entry_get_times (const CamEventEntry *self,
                           CamWall             *start,
                           CamWall             *end)
{
  *start = read_wall (self->text[CAM_EVENT_TEXT_STARTS_AT], self->all_day);
  *end = read_wall (self->text[CAM_EVENT_TEXT_ENDS_AT], self->all_day);
  if (*start == CAM_WALL_NONE)
    return FALSE;
  if (*end == CAM_WALL_NONE || *end < *start)
    *end = *start;
  *end += self->all_day ? CAM_WALL_DAY : 0;
  return TRUE;
}

CamEventBook *
cam_event_book_new (GPtrArray *wanted)
{
  CamEventBook *self = g_new0 (CamEventBook, 1);

  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_event_entry_free);
  self->by_uuid = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  self->dates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->venues = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, venue_free);
  self->by_place = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (wanted == NULL)
    return self;
  self->uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->wanted = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < wanted->len; i++)
    {
      char *uid = NULL;
      char *uuid = NULL;

      if (g_hash_table_contains (self->uuids, g_ptr_array_index (wanted, i)))
        continue;
      uid = g_strdup (g_ptr_array_index (wanted, i));
      uuid = cam_event_uuid_from_uid (uid);
      g_hash_table_insert (self->uuids, uid, uuid);
      g_hash_table_add (self->wanted, uid);
      g_hash_table_add (self->wanted, uuid);
    }
  return self;
}

void
cam_event_book_free (CamEventBook *self)
{
  g_hash_table_unref (self->by_uuid);
  g_hash_table_unref (self->by_uid);
  g_ptr_array_unref (self->events);
  g_hash_table_unref (self->dates);
  g_hash_table_unref (self->by_place);
  g_hash_table_unref (self->venues);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->uuids, g_hash_table_unref);
  g_clear_pointer (&self->areas, g_hash_table_unref);
  g_free (self);
}

static void
add_place (CamEventBook  *self,
           CamEventVenue *venue,
           const char    *place)
{
  char *folded = g_utf8_casefold (place, -1);
  gpointer there = NULL;

  if (*folded == '\0')
    g_free (folded);
  else if (!g_hash_table_lookup_extended (self->by_place, folded, NULL, &there))
    g_hash_table_insert (self->by_place, folded, venue);
  else
    g_hash_table_insert (self->by_place, folded, there == venue ? venue : NULL);
}

static void
add_fact (GString    *facts,
          const char *label,
          const char *fact)
{
  if (fact != NULL && *fact != '\0')
    g_string_append_printf (facts, "%s%s: %s", facts->len > 0 ? "\n" : "", label, fact);
}

static char *
dup_facts (CamCursor *cursor)
{
  g_autoptr (GString) facts = g_string_new (NULL);

  add_fact (facts, _("Step-free"), cam_cursor_get_text (cursor, 5));
  add_fact (facts, _("Accessible toilet"), cam_cursor_get_text (cursor, 6));
  add_fact (facts, _("Hearing loop"), cam_cursor_get_text (cursor, 7));
  add_fact (facts, _("Parking"), cam_cursor_get_text (cursor, 8));
  add_fact (facts, _("Public transport"), cam_cursor_get_text (cursor, 9));
  return facts->len > 0 ? g_string_free (g_steal_pointer (&facts), FALSE) : NULL;
}

static void
take_venue (CamEventBook *self,
            CamCursor    *cursor)
{
  CamEventVenue *venue = g_new0 (CamEventVenue, 1);
  g_autoptr (GBytes) geom = cam_cursor_dup_blob (cursor, 4);
  g_autoptr (GString) place = g_string_new (NULL);

  venue->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  venue->name = g_strdup (cam_cursor_get_text (cursor, 1));
  venue->address = g_strdup (cam_cursor_get_text (cursor, 2));
  venue->postcode = g_strdup (cam_cursor_get_text (cursor, 3));
  if (venue->uuid == NULL)
    {
      venue_free (venue);
      return;
    }
  for (guint i = 1; i <= 3; i++)
    {
      const char *part = cam_cursor_get_text (cursor, i);

      if (part != NULL && *part != '\0')
        g_string_append_printf (place, "%s%s", place->len > 0 ? ", " : "", part);
    }
  for (char *at = place->str; *at != '\0'; at++)
    if (*at == '\n')
      *at = ' ';
  venue->place = g_string_free (g_steal_pointer (&place), FALSE);
  venue->access = dup_facts (cursor);
  venue->has_point = cam_venue_read_point (geom, &venue->lat, &venue->lon);
  g_hash_table_replace (self->venues, venue->uuid, venue);
  add_place (self, venue, venue->name != NULL ? venue->name : "");
  if (g_strcmp0 (venue->name, venue->place) != 0)
    add_place (self, venue, venue->place);
}

static void
area_free (gpointer data)
{
  g_free (((CamEventArea *) data)->uuid);
  g_free (data);
}

static void
add_area (CamEventBook *self,
          const char   *name,
          const char   *uuid,
          int           rank)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  CamEventArea *area = g_hash_table_lookup (self->areas, folded);

  if (area != NULL && area->rank < rank)
    return;
  if (area != NULL && area->rank == rank)
    {
      area->is_unclear = area->is_unclear || !g_str_equal (area->uuid, uuid);
      return;
    }
  area = g_new0 (CamEventArea, 1);
  area->uuid = g_strdup (uuid);
  area->rank = rank;
  g_hash_table_replace (self->areas, g_steal_pointer (&folded), area);
}

static void
take_area (CamEventBook *self,
           CamCursor    *cursor)
{
  static const char *const levels[] = { "sda", "district", "parish", "ward" };
  const char *uuid = cam_cursor_get_text (cursor, 0);
  int rank = 0;

  while (rank < (int) G_N_ELEMENTS (levels) && g_strcmp0 (levels[rank], cam_cursor_get_text (cursor, 3)) != 0)
    rank++;
  for (guint i = 1; i <= 2 && uuid != NULL; i++)
    if (cam_cursor_get_text (cursor, i) != NULL && *cam_cursor_get_text (cursor, i) != '\0')
      add_area (self, cam_cursor_get_text (cursor, i), uuid, rank);
}

void
cam_event_book_want_areas (CamEventBook *self)
{
  if (self->areas == NULL)
    self->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, area_free);
}

const char *
cam_event_book_find_area (const CamEventBook *self,
                          const char         *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  const CamEventArea *area = self->areas != NULL ? g_hash_table_lookup (self->areas, folded) : NULL;

  return area != NULL && !area->is_unclear ? area->uuid : NULL;
}

static gboolean
is_wanted (CamEventBook *self,
           CamCursor    *cursor,
           gboolean      deleted)
{
  const char *uuid = cam_cursor_get_text (cursor, 1);
  const char *uid = cam_cursor_get_text (cursor, 6 + CAM_EVENT_TEXT_ICAL_UID);

  if (uuid == NULL)
    return FALSE;
  if (self->wanted == NULL)
    return !deleted;
  return g_hash_table_contains (self->wanted, uuid) || (!deleted && uid != NULL && g_hash_table_contains (self->wanted, uid));
}

static void
take_event (CamEventBook *self,
            CamCursor    *cursor)
{
  gboolean deleted = cam_cursor_get_integer (cursor, 2) != 0;
  CamEventEntry *event = NULL;

  self->last_fid = cam_cursor_get_integer (cursor, 0);
  if (!is_wanted (self, cursor, deleted))
    return;
  event = cam_event_entry_new ();
  event->uuid = g_strdup (cam_cursor_get_text (cursor, 1));
  event->deleted = deleted;
  event->is_template = cam_cursor_get_integer (cursor, 3) != 0;
  event->all_day = cam_cursor_get_integer (cursor, 4) != 0;
  event->sequence = cam_cursor_is_null (cursor, 5) ? -1 : cam_cursor_get_integer (cursor, 5);
  for (guint i = 0; i < CAM_EVENT_N_TEXTS; i++)
    {
      const char *text = cam_cursor_get_text (cursor, 6 + i);

      event->text[i] = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
    }
  g_ptr_array_add (self->events, event);
  g_hash_table_insert (self->by_uuid, event->uuid, event);
  if (!deleted && event->text[CAM_EVENT_TEXT_ICAL_UID] != NULL)
    g_hash_table_insert (self->by_uid, event->text[CAM_EVENT_TEXT_ICAL_UID], event);
}

static CamExceptionKind
read_kind (const char *word)
{
  return g_strcmp0 (word, "moved") == 0 ? CAM_EXCEPTION_MOVED : g_strcmp0 (word, "added") == 0 ? CAM_EXCEPTION_ADDED
         : CAM_EXCEPTION_CANCELLED;
}

static void
take_date (CamEventBook *self,
           CamCursor    *cursor)
{
  const char *event_uuid = cam_cursor_get_text (cursor, 2);
  CamEventEntry *event = event_uuid != NULL ? g_hash_table_lookup (self->by_uuid, event_uuid) : NULL;
  g_autoptr (CamEventDateEntry) date = NULL;

  self->last_fid = cam_cursor_get_integer (cursor, 0);
  if (event == NULL || cam_cursor_is_null (cursor, 1))
    return;
  g_hash_table_insert (self->dates, g_strdup (cam_cursor_get_text (cursor, 1)),
                       GINT_TO_POINTER (cam_cursor_get_integer (cursor, 10) != 0));
  if (cam_cursor_get_integer (cursor, 10) != 0)
    return;
  date = cam_event_date_entry_new ();
  date->uuid = g_strdup (cam_cursor_get_text (cursor, 1));
  date->kind = read_kind (cam_cursor_get_text (cursor, 3));
  date->original = read_wall (cam_cursor_get_text (cursor, 4), event->all_day);
  date->starts = read_wall (cam_cursor_get_text (cursor, 5), event->all_day);
  date->ends = read_wall (cam_cursor_get_text (cursor, 6), event->all_day);
  if (date->ends != CAM_WALL_NONE && event->all_day)
    date->ends += CAM_WALL_DAY;
  date->venue_uuid = g_strdup (cam_cursor_get_text (cursor, 7));
  date->status = g_strdup (cam_cursor_get_text (cursor, 8));
  date->note = g_strdup (cam_cursor_get_text (cursor, 9));
  if (date->kind == CAM_EXCEPTION_ADDED ? date->starts == CAM_WALL_NONE : date->original == CAM_WALL_NONE)
    return;
  if (event->dates == NULL)
    event->dates = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_event_date_entry_free);
  g_ptr_array_add (event->dates, g_steal_pointer (&date));
}

static gboolean
load (CamEventBook    *self,
      CamEventSelect   select,
      gpointer         source,
      const char      *table,
      const char     **columns,
      const char      *clause,
      void           (*take) (CamEventBook *self, CamCursor *cursor),
      guint           *n_rows,
      GError         **error)
{
  const CamValue param = cam_integer (self->last_fid);
  gboolean has_param = strstr (clause, "?1") != NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = select (source, table, columns, clause, &param, has_param ? 1 : 0, error);

  *n_rows = 0;
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      take (self, cursor);
      ++*n_rows;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
go_on (CamEventBook *self,
       guint         n_rows)
{
  if (self->step > STEP_VENUES && n_rows == ROWS_AT_ONCE)
    return;
  self->step++;
  self->last_fid = G_MININT64;
}

gboolean
cam_event_book_load_some (CamEventBook    *self,
                          CamEventSelect   select,
                          gpointer         source,
                          gboolean        *done,
                          GError         **error)
{
  const char *venue_columns[] = { "uuid", "name", "address", "postcode", "geom", "step_free", "toilet", "hearing_loop",
                                  "parking", "public_transport", NULL };
  const char *event_columns[CAM_EVENT_N_TEXTS + 7] = { "fid", "uuid", "deleted", "is_template", "all_day", "ical_sequence" };
  const char *date_columns[] = { "fid", "uuid", "event_uuid", "kind", "original_at", "starts_at", "ends_at", "venue_uuid",
                                 "status", "note", "deleted", NULL };
  const char *area_columns[] = { "uuid", "name", "code", "level", NULL };
  gboolean sound = TRUE;
  guint n_rows = 0;

  for (guint i = 0; i < CAM_EVENT_N_TEXTS; i++)
    event_columns[6 + i] = cam_event_text_columns[i];
  if (self->step == STEP_AREAS && self->areas != NULL)
    sound = load (self, select, source, "area", area_columns, "WHERE deleted = 0", take_area, &n_rows, error);
  else if (self->step == STEP_VENUES)
    sound = load (self, select, source, "venue", venue_columns, "WHERE deleted = 0 ORDER BY fid", take_venue, &n_rows, error);
  else if (self->step == STEP_EVENTS)
    sound = load (self, select, source, "event", event_columns, "WHERE fid > ?1 ORDER BY fid LIMIT "
                  G_STRINGIFY (ROWS_AT_ONCE), take_event, &n_rows, error);
  else if (self->step == STEP_DATES)
    sound = load (self, select, source, "event_date", date_columns, "WHERE fid > ?1 ORDER BY fid LIMIT "
                  G_STRINGIFY (ROWS_AT_ONCE), take_date, &n_rows, error);
  if (!sound)
    return FALSE;
  go_on (self, n_rows);
  if (self->step == STEP_DATES && g_hash_table_size (self->by_uuid) == 0)
    self->step = STEP_DONE;
  *done = self->step == STEP_DONE;
  return TRUE;
}

/* Minutes since the beginning of 2020. */
static gint64
to_number (const char *instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (instant, NULL);

  return time != NULL ? MAX (0, (g_date_time_to_unix (time) - G_GINT64_CONSTANT (1577836800)) / 60) : 0;
}

gboolean
cam_event_book_load_changes (CamEventBook  *self,
                             CamStore      *store,
                             gboolean      *done,
                             GError       **error)
{
  static const char *const columns[] = { "name", "status", "starts_at", "ends_at", "recurrence", "venue_uuid" };
  g_autoptr (GHashTable) instants = NULL;

  *done = self->events->len == 0 || self->n_changes == G_N_ELEMENTS (columns);
  if (*done)
    return TRUE;
  instants = cam_store_list_last_changes (store, "event", columns[self->n_changes++], "deleted = 0", error);
  if (instants == NULL)
    return FALSE;
  for (guint i = 0; i < self->events->len; i++)
    {
      CamEventEntry *event = g_ptr_array_index (self->events, i);
      const char *instant = g_hash_table_lookup (instants, event->uuid);

      if (instant != NULL)
        event->changed = MAX (event->changed, to_number (instant));
    }
  return TRUE;
}

const char *
cam_event_book_get_uuid (const CamEventBook *self,
                         const char         *uid)
{
  return self->uuids != NULL ? g_hash_table_lookup (self->uuids, uid) : NULL;
}

CamEventEntry *
cam_event_book_find (const CamEventBook *self,
                     const char         *uid)
{
  CamEventEntry *event = g_hash_table_lookup (self->by_uid, uid);
  const char *uuid = event == NULL ? cam_event_book_get_uuid (self, uid) : NULL;

  return uuid != NULL ? g_hash_table_lookup (self->by_uuid, uuid) : event;
}

const CamEventVenue *
cam_event_book_get_venue (const CamEventBook *self,
                          const char         *uuid)
{
  return uuid != NULL ? g_hash_table_lookup (self->venues, uuid) : NULL;
}

const CamEventVenue *
cam_event_book_find_place (const CamEventBook *self,
                           const char         *place)
{
  g_autofree char *folded = g_utf8_casefold (place, -1);

  return g_hash_table_lookup (self->by_place, folded);
}
