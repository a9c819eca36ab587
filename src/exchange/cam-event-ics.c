/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-ics-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define ZONE_LINE "X-CAMBRIDGESHIRE-LOCAL-ZONE:"

/* What kinds are called in files: English in each language, for they are read again. */
static const struct
{
  const char *word;
  const char *category;
} kinds[] = {
  { "engagement", "Engagement event" }, { "forum", "Forum or network meeting" }, { "workshop", "Workshop" },
  { "conference", "Conference" }, { "training", "Training session" }, { "media", "Radio or media slot" },
  { "outreach", "Outreach stop" },
};

const char *
cam_event_status_to_word (CamIcsStatus status)
{
  static const char *const words[] = { NULL, "planned", "confirmed", "cancelled" };

  return words[status];
}

CamIcsStatus
cam_event_status_from_word (const char *word)
{
  if (word == NULL)
    return CAM_ICS_STATUS_NONE;
  if (g_str_equal (word, "cancelled"))
    return CAM_ICS_STATUS_CANCELLED;
  return g_str_equal (word, "confirmed") || g_str_equal (word, "held") ? CAM_ICS_STATUS_CONFIRMED : CAM_ICS_STATUS_TENTATIVE;
}

char *
cam_event_dup_location (const char          *room,
                        const CamEventVenue *venue)
{
  const char *place = venue != NULL && *venue->place != '\0' ? venue->place : NULL;

  if (room == NULL || *room == '\0' || place == NULL)
    return g_strdup (place != NULL ? place : room);
  return g_strconcat (room, ", ", place, NULL);
}

const CamEventVenue *
cam_event_find_venue (const CamEventBook  *book,
                      const char          *location,
                      char               **room)
{
  const CamEventVenue *venue = cam_event_book_find_place (book, location);

  *room = NULL;
  for (const char *at = strchr (location, ','); venue == NULL && at != NULL; at = strchr (at + 1, ','))
    {
      g_autofree char *before = g_strstrip (g_strndup (location, (gsize) (at - location)));
      const char *rest = at + 1 + strspn (at + 1, " ");

      venue = cam_event_book_find_place (book, rest);
      if (venue != NULL)
        *room = g_steal_pointer (&before);
      else
        venue = cam_event_book_find_place (book, before);
    }
  if (venue == NULL)
    *room = g_strdup (location);
  return venue;
}

/* As it comes back when the file is read. */
static char *
dup_clean (const char *text)
{
  g_autofree char *clean = g_strdup (text != NULL ? text : "");
  char *end = clean;

  for (const char *at = clean; *at != '\0'; at++)
    if ((guchar) *at >= ' ' ? *at != '\177' : *at == '\n' || *at == '\t')
      *end++ = *at;
  *end = '\0';
  g_strstrip (clean);
  return *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

static void
append_paragraph (GString    *text,
                  const char *label,
                  const char *paragraph)
{
  g_autofree char *clean = dup_clean (paragraph);

  if (clean != NULL)
    g_string_append_printf (text, "%s%s%s", text->len > 0 ? "\n\n" : "", label, clean);
}

/* Description, aim, and how one gets in. */
static char *
dup_description (const CamEventEntry *self,
                 const CamEventVenue *venue)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *access = g_strconcat (_("Access:"), "\n", NULL);

  append_paragraph (text, "", self->text[CAM_EVENT_TEXT_DESCRIPTION]);
  append_paragraph (text, _("Aim: "), self->text[CAM_EVENT_TEXT_AIM]);
  append_paragraph (text, access, venue != NULL ? venue->access : NULL);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* The last paragraph of @text that begins so; cut off there. (transfer full) (nullable) */
static char *
take_paragraph (char       *text,
                const char *label)
{
  g_autofree char *within = g_strconcat ("\n\n", label, NULL);
  char *at = g_strrstr (text, within);
  char *paragraph = NULL;

  if (at == NULL && !g_str_has_prefix (text, label))
    return NULL;
  paragraph = g_strdup ((at != NULL ? at + 2 : text) + strlen (label));
  *(at != NULL ? at : text) = '\0';
  return g_strstrip (paragraph);
}

static void
set_text (CamEventEntry *self,
          CamEventText   text,
          const char    *value)
{
  g_autofree char *copy = value != NULL && *value != '\0' ? g_strdup (value) : NULL;

  g_free (self->text[text]);
  self->text[text] = g_steal_pointer (&copy);
}

static void
set_categories (CamIcsEvent *event,
                const char  *kind,
                const char  *line)
{
  g_autoptr (GStrvBuilder) categories = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].word, kind) == 0)
      g_strv_builder_add (categories, kinds[i].category);
  if (line != NULL)
    {
      g_auto (GStrv) names = g_strsplit (line, "|", -1);

      for (guint i = 0; names[i] != NULL; i++)
        if (*names[i] != '\0')
          g_strv_builder_add (categories, names[i]);
    }
  g_strfreev (event->categories);
  event->categories = g_strv_builder_end (categories);
}

static void
read_geo (CamIcsEvent *event,
          const char  *text)
{
  char *end = NULL;

  event->latitude = g_ascii_strtod (text, &end);
  event->longitude = *end == ';' ? g_ascii_strtod (end + 1, NULL) : 0;
  event->has_geo = *end == ';';
}

/* Lines that this program made of what a file said go back to where they came from. */
static void
set_extra (CamIcsEvent         *event,
           const CamEventEntry *self)
{
  g_autoptr (GStrvBuilder) extra = g_strv_builder_new ();
  const char *text = self->text[CAM_EVENT_TEXT_ICAL_EXTRA];
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  const char *categories = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      if (g_str_has_prefix (line, "CLASS:"))
        g_set_str (&event->classification, line + strlen ("CLASS:"));
      else if (g_str_equal (line, "TRANSP:TRANSPARENT"))
        event->transparent = TRUE;
      else if (g_str_has_prefix (line, "GEO:") && !event->has_geo)
        read_geo (event, line + strlen ("GEO:"));
      else if (g_str_has_prefix (line, "X-CATEGORIES:"))
        categories = line + strlen ("X-CATEGORIES:");
      else if (*line != '\0' && !g_str_has_prefix (line, "GEO:"))
        g_strv_builder_add (extra, line);
    }
  set_categories (event, self->text[CAM_EVENT_TEXT_KIND], categories);
  g_strfreev (event->extra);
  event->extra = g_strv_builder_end (extra);
}

static void
set_rule (CamIcsEvent         *event,
          const CamEventEntry *self)
{
  const char *rule = self->text[CAM_EVENT_TEXT_RECURRENCE];
  g_autoptr (CamRecurrence) recurrence = NULL;

  if (rule != NULL)
    recurrence = cam_recurrence_new (rule, event->start, event->all_day, event->zone, NULL);
  if (recurrence != NULL)
    event->recurrence = cam_recurrence_to_text (recurrence);
}

CamIcsEvent *
cam_event_to_ics (const CamEventEntry *self,
                  const CamEventBook  *book)
{
  const CamEventVenue *venue = cam_event_book_get_venue (book, self->text[CAM_EVENT_TEXT_VENUE_UUID]);
  gboolean is_own = self->text[CAM_EVENT_TEXT_ICAL_UID] == NULL;
  g_autofree char *location = cam_event_dup_location (self->text[CAM_EVENT_TEXT_ROOM], venue);
  g_autoptr (CamIcsEvent) event = cam_ics_event_new ();

  if (!cam_event_entry_get_times (self, &event->start, &event->end))
    return NULL;
  event->uid = cam_event_dup_uid (self);
  event->sequence = (guint) CLAMP (MAX (self->sequence, is_own ? self->changed : 0), 0, G_MAXINT32);
  event->stamp = CAM_WALL_NONE;
  event->summary = dup_clean (self->text[CAM_EVENT_TEXT_NAME]);
  event->description = dup_description (self, venue);
  event->location = dup_clean (location);
  event->url = dup_clean (self->text[CAM_EVENT_TEXT_ONLINE_LINK]);
  event->has_geo = venue != NULL && venue->has_point;
  if (event->has_geo)
    {
      event->latitude = venue->lat;
      event->longitude = venue->lon;
    }
  event->status = cam_event_status_from_word (self->text[CAM_EVENT_TEXT_STATUS]);
  event->all_day = self->all_day;
  event->zone = self->all_day ? cam_time_zone_get_home () : cam_event_entry_get_zone (self);
  event->recurrence_id = CAM_WALL_NONE;
  set_rule (event, self);
  set_extra (event, self);
  cam_event_dates_to_ics (self, book, event);
  return g_steal_pointer (&event);
}

static CamWall
floor_wall (CamWall wall)
{
  return wall - ((wall % 60) + 60) % 60;
}

static gboolean
has_same_times (const CamIcsEvent *event,
                const CamIcsEvent *shown)
{
  CamWall start = floor_wall (event->start), end = floor_wall (event->end);

  if (event->all_day != shown->all_day)
    return FALSE;
  if (event->all_day || event->zone == shown->zone)
    return start == shown->start && end == shown->end;
  if (event->recurrence != NULL || shown->recurrence != NULL || event->exceptions->len > 0)
    return FALSE;
  return cam_time_zone_to_utc (event->zone, start) == cam_time_zone_to_utc (shown->zone, shown->start)
         && cam_time_zone_to_utc (event->zone, end) == cam_time_zone_to_utc (shown->zone, shown->end);
}

/* A zone of a fixed offset has another name in the data of zones, which has those of whole hours only. */
static char *
dup_zone_name (CamTimeZone *zone,
               GPtrArray   *odd)
{
  const char *id = cam_time_zone_get_id (zone);
  int hours = 0, minutes = 0;

  if (zone == cam_time_zone_get_home ())
    return NULL;
  if (cam_time_zone_get (id) != NULL && !g_str_has_prefix (id, "UTC+") && !g_str_has_prefix (id, "UTC-"))
    return g_strdup (id);
  if (sscanf (id + 4, "%d:%d", &hours, &minutes) == 2 && minutes == 0 && hours > 0 && hours <= 12)
    return g_strdup_printf ("Etc/GMT%c%d", id[3] == '+' ? '-' : '+', hours);
  if (odd != NULL)
    g_ptr_array_add (odd, g_strdup (_("It repeats by a time zone that is not known here; its times are taken to be those of England.")));
  return NULL;
}

static void
take_times (CamEventEntry     *want,
            const CamIcsEvent *event,
            GPtrArray         *odd)
{
  CamWall start = floor_wall (event->start), end = floor_wall (event->end);
  g_autofree char *starts_at = cam_wall_to_text (start, event->all_day);
  g_autofree char *ends_at = cam_wall_to_text (event->all_day ? end - CAM_WALL_DAY : end, event->all_day);
  g_autofree char *zone = event->all_day ? NULL : dup_zone_name (event->zone, odd);

  want->all_day = event->all_day;
  set_text (want, CAM_EVENT_TEXT_STARTS_AT, starts_at);
  set_text (want, CAM_EVENT_TEXT_ENDS_AT, ends_at);
  set_text (want, CAM_EVENT_TEXT_TIME_ZONE, zone);
}

static void
take_rule (CamEventEntry     *want,
           const CamIcsEvent *event)
{
  g_autoptr (CamRecurrence) recurrence = NULL;
  g_autofree char *until = NULL;
  CamWall last = CAM_WALL_NONE;

  if (event->recurrence != NULL)
    recurrence = cam_recurrence_new (event->recurrence, floor_wall (event->start), event->all_day, event->zone, NULL);
  if (recurrence != NULL)
    last = cam_recurrence_get_last (recurrence);
  if (last != CAM_WALL_NONE)
    until = cam_wall_to_text (MIN (last + event->end - event->start - (event->all_day ? CAM_WALL_DAY : 0), CAM_WALL_MAX), TRUE);
  set_text (want, CAM_EVENT_TEXT_RECURRENCE, recurrence != NULL ? event->recurrence : NULL);
  set_text (want, CAM_EVENT_TEXT_RECURRENCE_UNTIL, until);
}

static void
take_description (CamEventEntry     *want,
                  const CamIcsEvent *event,
                  const CamIcsEvent *shown)
{
  g_autofree char *text = dup_clean (event->description);
  g_autofree char *access = NULL;
  g_autofree char *aim = NULL;

  if (text == NULL || (shown != NULL && g_strcmp0 (shown->description, text) == 0))
    return;
  access = take_paragraph (text, _("Access:"));
  aim = take_paragraph (text, _("Aim: "));
  set_text (want, CAM_EVENT_TEXT_DESCRIPTION, text);
  if (aim != NULL)
    set_text (want, CAM_EVENT_TEXT_AIM, aim);
}

static gboolean
is_link (const char *text)
{
  return text != NULL && (g_ascii_strncasecmp (text, "https://", 8) == 0 || g_ascii_strncasecmp (text, "http://", 7) == 0)
         && strpbrk (text, " \n\t\"<>") == NULL;
}

/* In one line; NULL where it is none or only a link. */
static char *
dup_file_location (const CamIcsEvent *event)
{
  g_autofree char *location = dup_clean (event->location);
  g_auto (GStrv) lines = NULL;

  if (location == NULL || is_link (location))
    return NULL;
  lines = g_strsplit (location, "\n", -1);
  return g_strjoinv (", ", lines);
}

static void
take_place (CamEventEntry       *want,
            const CamIcsEvent   *event,
            const CamIcsEvent   *shown,
            const CamEventBook  *book,
            GPtrArray           *odd)
{
  g_autofree char *location = dup_file_location (event);
  const char *link = is_link (event->url) ? event->url : is_link (event->location) ? event->location : NULL;

  if (link != NULL)
    set_text (want, CAM_EVENT_TEXT_ONLINE_LINK, link);
  else if (event->url != NULL && g_strcmp0 (event->url, shown != NULL ? shown->url : NULL) != 0 && odd != NULL)
    g_ptr_array_add (odd, g_strdup (_("Its link leads to no page of the web and was left out.")));
  if (location != NULL && (shown == NULL || g_strcmp0 (shown->location, location) != 0))
    {
      g_autofree char *room = NULL;
      const CamEventVenue *venue = cam_event_find_venue (book, location, &room);

      set_text (want, CAM_EVENT_TEXT_VENUE_UUID, venue != NULL ? venue->uuid : NULL);
      set_text (want, CAM_EVENT_TEXT_ROOM, room);
    }
  if (shown == NULL)
    set_text (want, CAM_EVENT_TEXT_FORMAT, location == NULL && link != NULL ? "online" : "in_person");
}

static const char *
find_kind (const char *category)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (kinds[i].category, category) == 0 || g_ascii_strcasecmp (kinds[i].word, category) == 0)
      return kinds[i].word;
  return NULL;
}

static gboolean
is_personal (const char *line)
{
  g_autofree char *small = g_ascii_strdown (line, -1);

  return g_str_has_prefix (small, "contact") || g_str_has_prefix (small, "x-ms-olk-sender") || strstr (small, "mailto:") != NULL
         || strstr (small, ";cn=") != NULL;
}

guint
cam_event_count_people (const CamIcsEvent *event)
{
  guint n_people = (event->organizer != NULL ? 1 : 0) + event->attendees->len;

  for (guint i = 0; event->extra[i] != NULL; i++)
    n_people += is_personal (event->extra[i]) ? 1 : 0;
  return n_people;
}

static gboolean
is_kept (const char *line)
{
  return !is_personal (line) && g_ascii_strncasecmp (line, "LAST-MODIFIED", 13) != 0
         && g_ascii_strncasecmp (line, "X-ALT-DESC", 10) != 0 && strchr (line, '\n') == NULL;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
dup_sorted (char **lines)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (sorted, lines[i]);
  g_ptr_array_sort (sorted, compare_lines);
  g_ptr_array_add (sorted, NULL);
  return g_strjoinv ("\n", (char **) sorted->pdata);
}

/* The kind, and what else the file puts it under. */
static void
take_categories (CamEventEntry     *want,
                 const CamIcsEvent *event,
                 GStrvBuilder      *lines)
{
  g_autoptr (GString) others = g_string_new ("X-CATEGORIES:");
  gsize n = others->len;

  for (guint i = 0; event->categories[i] != NULL; i++)
    {
      const char *kind = find_kind (event->categories[i]);
      g_autofree char *name = dup_clean (event->categories[i]);

      if (kind != NULL)
        set_text (want, CAM_EVENT_TEXT_KIND, kind);
      else if (name != NULL && strpbrk (name, "|\n") == NULL)
        g_string_append_printf (others, "%s%s", others->len > n ? "|" : "", name);
    }
  if (others->len > n)
    g_strv_builder_add (lines, others->str);
}

static void
take_extra (CamEventEntry     *want,
            const CamIcsEvent *event)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) before = g_strsplit (want->text[CAM_EVENT_TEXT_ICAL_EXTRA] != NULL ? want->text[CAM_EVENT_TEXT_ICAL_EXTRA] : "", "\n", -1);
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  gboolean has_zone = FALSE;

  for (guint i = 0; event->extra[i] != NULL; i++)
    {
      gboolean is_zone = g_str_has_prefix (event->extra[i], ZONE_LINE);

      has_zone = has_zone || is_zone;
      if (is_kept (event->extra[i]) && !(is_zone && want->text[CAM_EVENT_TEXT_TIME_ZONE] != NULL))
        g_strv_builder_add (builder, event->extra[i]);
    }
  if (event->classification != NULL && g_ascii_strcasecmp (event->classification, "PUBLIC") != 0)
    g_strv_builder_take (builder, g_strconcat ("CLASS:", event->classification, NULL));
  if (event->transparent)
    g_strv_builder_add (builder, "TRANSP:TRANSPARENT");
  if (event->has_geo && want->text[CAM_EVENT_TEXT_VENUE_UUID] == NULL)
    {
      char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

      g_strv_builder_take (builder, g_strconcat ("GEO:", g_ascii_formatd (lat, sizeof lat, "%.6f", event->latitude), ";",
                                                 g_ascii_formatd (lon, sizeof lon, "%.6f", event->longitude), NULL));
    }
  if (event->original_zone != NULL && want->text[CAM_EVENT_TEXT_TIME_ZONE] == NULL && !has_zone
      && strpbrk (event->original_zone, "\r\n") == NULL)
    g_strv_builder_take (builder, g_strconcat (ZONE_LINE, event->original_zone, NULL));
  take_categories (want, event, builder);
  lines = g_strv_builder_end (builder);
  one = dup_sorted (lines);
  other = dup_sorted (before);
  if (lines[0] != NULL && g_strcmp0 (one, other) != 0)
    {
      g_autofree char *joined = g_strjoinv ("\n", lines);

      set_text (want, CAM_EVENT_TEXT_ICAL_EXTRA, joined);
    }
}

/* As a file that says nothing has it. */
static CamEventEntry *
begin_entry (const CamIcsEvent   *event,
             const CamEventBook  *book,
             const CamEventEntry *stored)
{
  CamEventEntry *want = cam_event_entry_new ();
  g_autofree char *own = NULL;

  want->uuid = stored != NULL ? g_strdup (stored->uuid) : g_strdup (cam_event_book_get_uuid (book, event->uid));
  want->sequence = event->sequence;
  if (stored != NULL)
    {
      want->all_day = stored->all_day;
      for (guint i = 0; i < CAM_EVENT_N_TEXTS; i++)
        want->text[i] = g_strdup (stored->text[i]);
      return want;
    }
  own = g_strconcat (want->uuid, CAM_EVENT_UID_DOMAIN, NULL);
  if (g_ascii_strcasecmp (own, event->uid) != 0)
    set_text (want, CAM_EVENT_TEXT_ICAL_UID, event->uid);
  set_text (want, CAM_EVENT_TEXT_NAME, _("Untitled event"));
  set_text (want, CAM_EVENT_TEXT_KIND, "other");
  set_text (want, CAM_EVENT_TEXT_STATUS, "planned");
  return want;
}

CamEventEntry *
cam_event_from_ics (const CamIcsEvent   *event,
                    const CamEventBook  *book,
                    const CamEventEntry *stored,
                    GPtrArray           *odd)
{
  CamEventEntry *want = begin_entry (event, book, stored);
  g_autoptr (CamIcsEvent) shown = stored != NULL ? cam_event_to_ics (stored, book) : NULL;
  g_autofree char *name = dup_clean (event->summary);
  gboolean is_same = shown != NULL && has_same_times (event, shown);

  if (event->status != CAM_ICS_STATUS_NONE && (shown == NULL || shown->status != event->status))
    set_text (want, CAM_EVENT_TEXT_STATUS, cam_event_status_to_word (event->status));
  /* Who cancels says little else. */
  if (stored != NULL && event->status == CAM_ICS_STATUS_CANCELLED)
    return want;
  if (name != NULL && (shown == NULL || g_strcmp0 (shown->summary, name) != 0))
    {
      g_strdelimit (name, "\n", ' ');
      set_text (want, CAM_EVENT_TEXT_NAME, name);
    }
  if (!is_same)
    take_times (want, event, odd);
  if (!is_same || g_strcmp0 (shown->recurrence, event->recurrence) != 0)
    take_rule (want, event);
  take_description (want, event, shown);
  take_place (want, event, shown, book, odd);
  take_extra (want, event);
  want->dates = cam_event_dates_from_ics (event, book);
  return want;
}
