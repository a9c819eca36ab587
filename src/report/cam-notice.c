/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-notice-private.h"

#include "cam-event-rules.h"
#include "cam-logo.h"
#include "cam-picture.h"
#include "cam-period.h"
#include "cam-qr.h"
#include "cam-venue.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

/* As far as the next date of what repeats is looked for. */
#define MAX_AHEAD 1100u

static const CamPaperClass notice_class = { cam_notice_lay_out, cam_notice_to_html, cam_notice_to_text, cam_notice_free };
static const CamPaperClass sign_in_class = { cam_sign_in_lay_out, NULL, NULL, cam_notice_free };

void
cam_notice_free (gpointer data)
{
  CamNotice *self = data;

  g_free (self->name);
  g_free (self->kind_words);
  g_free (self->day);
  g_free (self->time);
  g_free (self->rule);
  g_free (self->venue);
  g_free (self->room);
  g_free (self->address);
  g_free (self->postcode);
  g_free (self->grid);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_free (self->online);
  g_free (self->link);
  g_free (self->aim);
  g_free (self->description);
  g_free (self->audience);
  g_free (self->partners);
  g_clear_pointer (&self->qr, g_bytes_unref);
  g_free (self->qr_words);
  g_clear_pointer (&self->map, cam_paper_map_free);
  g_free (self->map_words);
  g_clear_pointer (&self->logo, g_bytes_unref);
  g_free (self->logo_type);
  g_free (self->logo_words);
  g_clear_pointer (&self->logo_picture, cairo_surface_destroy);
  g_mutex_clear (&self->logo_lock);
  g_free (self);
}

static char *
dup_kind (const char *kind)
{
  static const struct { const char *word, *name; } kinds[] = {
    { "engagement", N_("Engagement event") }, { "forum", N_("Forum or network") }, { "workshop", N_("Workshop") },
    { "conference", N_("Conference") }, { "training", N_("Training session") }, { "media", N_("Radio or media slot") },
    { "outreach", N_("Outreach stop") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i].word) == 0)
      return g_strdup (_(kinds[i].name));
  return NULL;
}

/* The row of event, and what it is on the one date. */
typedef struct
{
  char        *venue;
  char        *format;
  char        *recurrence;
  char        *starts_at;
  char        *zone;
  gboolean     all_day;
  CamWallTime  starts;
  CamWallTime  ends;
} Event;

static void
event_clear (Event *self)
{
  g_free (self->venue);
  g_free (self->format);
  g_free (self->recurrence);
  g_free (self->starts_at);
  g_free (self->zone);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Event, event_clear)

static CamWallTime
get_end (CamWallTime starts,
         const char *text,
         gboolean    all_day)
{
  CamWallTime ends = cam_wall_time_from_text (text);

  if (ends == CAM_WALL_TIME_NONE)
    return all_day ? starts + CAM_WALL_TIME_DAY : starts;
  return MAX (all_day ? ends + CAM_WALL_TIME_DAY : ends, starts);
}

/* lead, lead_uuid, capacity and ical_extra stay where they are. */
static gboolean
load_event (CamNotice   *self,
            Event       *event,
            CamStore    *store,
            const char  *uuid,
            GError     **error)
{
  const char *columns[] = { "name", "kind", "aim", "description", "audience", "format", "status", "all_day", "starts_at",
                            "ends_at", "time_zone", "recurrence", "venue_uuid", "room", "online_link", NULL };
  const CamValue is = cam_text (uuid);
  g_autoptr (CamCursor) cursor = cam_store_select (store, "event", columns, "WHERE uuid = ?1 AND deleted = 0", &is, 1, error);

  if (cursor == NULL)
    return FALSE;
  if (!cam_cursor_next (cursor, error))
    {
      if (error == NULL || *error == NULL)
        g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no such event.");
      return FALSE;
    }
  self->name = cam_paper_dup_clean (cam_cursor_get_text (cursor, 0), FALSE);
  if (self->name == NULL)
    self->name = g_strdup (_("Event"));
  self->kind_words = dup_kind (cam_cursor_get_text (cursor, 1));
  self->aim = cam_paper_dup_clean (cam_cursor_get_text (cursor, 2), TRUE);
  self->description = cam_paper_dup_clean (cam_cursor_get_text (cursor, 3), TRUE);
  self->audience = cam_paper_dup_clean (cam_cursor_get_text (cursor, 4), TRUE);
  event->format = g_strdup (cam_cursor_get_text (cursor, 5));
  self->cancelled = g_strcmp0 (cam_cursor_get_text (cursor, 6), "cancelled") == 0;
  event->all_day = cam_cursor_get_integer (cursor, 7) != 0;
  event->starts_at = g_strdup (cam_cursor_get_text (cursor, 8));
  event->starts = cam_wall_time_from_text (event->starts_at);
  if (event->starts != CAM_WALL_TIME_NONE)
    event->ends = get_end (event->starts, cam_cursor_get_text (cursor, 9), event->all_day);
  event->zone = g_strdup (cam_cursor_get_text (cursor, 10));
  event->recurrence = g_strdup (cam_cursor_get_text (cursor, 11));
  event->venue = g_strdup (cam_cursor_get_text (cursor, 12));
  self->room = cam_paper_dup_clean (cam_cursor_get_text (cursor, 13), FALSE);
  self->link = cam_paper_dup_clean (cam_cursor_get_text (cursor, 14), FALSE);
  return TRUE;
}

/* What is said of the one date @original_at. */
static void
load_date (CamNotice  *self,
           Event      *event,
           CamStore   *store,
           const char *uuid,
           const char *original_at)
{
  const char *columns[] = { "kind", "starts_at", "ends_at", "venue_uuid", "status", NULL };
  const CamValue is[] = { cam_text (uuid), cam_text (original_at) };
  CamWallTime length = event->ends - event->starts, at = cam_wall_time_from_text (original_at);
  g_autoptr (CamCursor) cursor = NULL;

  if (at == CAM_WALL_TIME_NONE || event->starts == CAM_WALL_TIME_NONE)
    return;
  event->starts = at;
  event->ends = at + length;
  cursor = cam_store_select (store, "event_date", columns,
                             "WHERE event_uuid = ?1 AND deleted = 0 AND coalesce (original_at, starts_at) = ?2"
                             " ORDER BY fid LIMIT 1", is, 2, NULL);
  if (cursor == NULL || !cam_cursor_next (cursor, NULL))
    return;
  at = cam_wall_time_from_text (cam_cursor_get_text (cursor, 1));
  if (g_strcmp0 (cam_cursor_get_text (cursor, 0), "cancelled") == 0
      || g_strcmp0 (cam_cursor_get_text (cursor, 4), "cancelled") == 0)
    self->cancelled = TRUE;
  else if (at != CAM_WALL_TIME_NONE)
    {
      event->starts = at;
      event->ends = cam_cursor_is_null (cursor, 2) ? at + length : get_end (at, cam_cursor_get_text (cursor, 2), event->all_day);
    }
  if (!cam_cursor_is_null (cursor, 3))
    {
      g_free (event->venue);
      event->venue = g_strdup (cam_cursor_get_text (cursor, 3));
    }
}

static gboolean
is_event (const CamEventRow *row,
          gpointer           user_data)
{
  return g_strcmp0 (row->uuid, user_data) == 0;
}

/* The next date that takes place. */
static void
load_next (CamNotice     *self,
           Event         *event,
           CamStore      *store,
           CamEventRules *rules,
           const char    *uuid)
{
  guint32 today = cam_day_today ();
  g_autoptr (CamEventDates) dates = cam_event_dates_load (store, today, today + MAX_AHEAD, cam_event_rules_get_expander (rules),
                                                          is_event, (gpointer) uuid, NULL);

  for (guint i = 0; dates != NULL && i < cam_event_dates_get_n (dates); i++)
    {
      const CamEventInstance *instance = cam_event_dates_get (dates, i);

      if (instance->cancelled && !self->cancelled)
        continue;
      event->starts = instance->starts;
      event->ends = instance->ends;
      g_free (event->venue);
      event->venue = g_strdup (cam_event_instance_get_venue (instance));
      return;
    }
}

static char *
capitalise (char *text)
{
  g_autofree char *owned = text;
  g_autofree char *first = NULL;

  if (text == NULL || *text == '\0')
    return g_steal_pointer (&owned);
  first = g_utf8_strup (text, g_utf8_next_char (text) - text);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

static void
say_when (CamNotice     *self,
          const Event   *event,
          CamEventRules *rules)
{
  guint32 first = cam_wall_time_get_day (event->starts);
  guint32 last = cam_wall_time_get_day (MAX (event->ends - 1, event->starts));
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *rule = NULL;

  if (event->starts == CAM_WALL_TIME_NONE)
    return;
  from = cam_paper_dup_day (first);
  to = cam_paper_dup_day (last);
  self->day = first == last ? g_strdup (from) : g_strdup_printf (_("%1$s to %2$s"), from, to);
  if (first == last || !event->all_day)
    self->time = capitalise (cam_wall_time_format_span (event->starts, event->ends, event->all_day));
  if (self->time != NULL && !event->all_day && event->zone != NULL && *event->zone != '\0'
      && !g_str_equal (event->zone, "Europe/London"))
    {
      g_autofree char *zone = cam_paper_dup_clean (event->zone, FALSE);
      char *time = g_strdup_printf ("%s (%s)", self->time, zone != NULL ? zone : "");

      g_free (self->time);
      self->time = time;
    }
  rule = cam_event_rules_dup_words (rules, event->recurrence, event->starts_at, event->all_day, event->zone);
  self->rule = cam_paper_dup_clean (rule, FALSE);
}

static void
load_venue (CamNotice  *self,
            CamStore   *store,
            const char *uuid,
            double     *lat,
            double     *lon)
{
  const char *columns[] = { "name", "address", "postcode", "geom", "step_free", "toilet", "hearing_loop", "parking",
                            "public_transport", "cost", NULL };
  const CamValue is = cam_text (uuid);
  const char *facts[6] = { NULL };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GBytes) geom = NULL;

  if (uuid != NULL)
    cursor = cam_store_select (store, "venue", columns, "WHERE uuid = ?1 AND deleted = 0", &is, 1, NULL);
  if (cursor == NULL || !cam_cursor_next (cursor, NULL))
    return;
  self->venue = cam_paper_dup_clean (cam_cursor_get_text (cursor, 0), FALSE);
  self->address = cam_paper_dup_clean (cam_cursor_get_text (cursor, 1), TRUE);
  self->postcode = cam_paper_dup_clean (cam_cursor_get_text (cursor, 2), FALSE);
  /* Who typed the postcode into the address as well does not want it twice. */
  if (self->address != NULL && self->postcode != NULL && g_str_has_suffix (self->address, self->postcode))
    g_clear_pointer (&self->postcode, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    facts[i] = cam_cursor_get_text (cursor, 4 + i);
  self->facts = cam_paper_list_facts (facts);
  geom = cam_cursor_dup_blob (cursor, 3);
  if (!cam_venue_read_point (geom, lat, lon))
    {
      *lat = NAN;
      *lon = NAN;
      return;
    }
  self->grid = cam_paper_dup_grid (*lat, *lon);
}

static void
say_online (CamNotice  *self,
            const char *format)
{
  gboolean hybrid = g_strcmp0 (format, "hybrid") == 0;

  if (!hybrid && g_strcmp0 (format, "online") != 0)
    {
      g_clear_pointer (&self->link, g_free);
      return;
    }
  self->online = g_strdup (hybrid ? _("Come along, or join online.") : _("This takes place online."));
}

static void
make_qr (CamNotice *self,
         double     lat,
         double     lon)
{
  char at_lat[G_ASCII_DTOSTR_BUF_SIZE], at_lon[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *place = NULL;

  /* Nobody is led anywhere but to the web. */
  if (self->link != NULL && (g_str_has_prefix (self->link, "https://") || g_str_has_prefix (self->link, "http://")))
    self->qr = cam_qr_encode (self->link, &self->qr_side);
  if (self->qr != NULL)
    {
      self->qr_words = g_strdup (_("Scan to join online"));
      return;
    }
  if (!isfinite (lat))
    return;
  place = g_strconcat ("geo:", g_ascii_formatd (at_lat, sizeof at_lat, "%.6f", lat), ",",
                       g_ascii_formatd (at_lon, sizeof at_lon, "%.6f", lon), NULL);
  self->qr = cam_qr_encode (place, &self->qr_side);
  self->qr_words = g_strdup (_("Scan to find the venue"));
}

/* What @column of the rows of @table that belong to the event says. (element-type utf8) */
static GPtrArray *
list_linked (CamStore   *store,
             const char *table,
             const char *column,
             const char *event)
{
  const char *columns[] = { column, NULL };
  const CamValue is = cam_text (event);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, "WHERE event_uuid = ?1 AND deleted = 0 ORDER BY fid",
                                                   &is, 1, NULL);

  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    if (!cam_cursor_is_null (cursor, 0))
      g_ptr_array_add (list, g_strdup (cam_cursor_get_text (cursor, 0)));
  return list;
}

static char *
dup_organisation (CamStore   *store,
                  const char *uuid)
{
  const char *columns[] = { "name", NULL };
  const CamValue is = cam_text (uuid);
  g_autoptr (CamCursor) cursor = cam_store_select (store, "organisation", columns, "WHERE uuid = ?1 AND deleted = 0", &is, 1, NULL);

  return cursor != NULL && cam_cursor_next (cursor, NULL) ? cam_paper_dup_clean (cam_cursor_get_text (cursor, 0), FALSE) : NULL;
}

static void
say_partners (CamNotice  *self,
              CamStore   *store,
              const char *event)
{
  g_autoptr (GPtrArray) uuids = list_linked (store, "event_partner", "organisation_uuid", event);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < uuids->len; i++)
    {
      char *name = dup_organisation (store, g_ptr_array_index (uuids, i));

      if (name != NULL)
        g_ptr_array_add (names, name);
    }
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (list, "%s%s", i == 0 ? "" : i + 1 == names->len ? _(" and ") : ", ",
                            (char *) g_ptr_array_index (names, i));
  if (list->len > 0)
    /* Translators: %s is one or more partner organisations */
    self->partners = g_strdup_printf (_("with %s"), list->str);
}

static gboolean
load_logo (CamNotice   *self,
           CamStore    *store,
           const char  *organisation,
           GError     **error)
{
  const char *columns[] = { "content", NULL };
  const CamValue is = cam_text (organisation);
  g_autoptr (CamCursor) cursor = NULL;
  g_autofree char *name = NULL;

  if (organisation == NULL)
    return TRUE;
  cursor = cam_store_select (store, "organisation_logo", columns,
                             "WHERE organisation_uuid = ?1 AND deleted = 0 AND content IS NOT NULL ORDER BY fid DESC LIMIT 1", &is, 1,
                             error);
  if (cursor == NULL)
    return FALSE;
  if (!cam_cursor_next (cursor, NULL))
    return TRUE;
  self->logo = cam_cursor_dup_blob (cursor, 0);
  g_clear_pointer (&cursor, cam_cursor_free);
  if (self->logo == NULL)
    return TRUE;
  self->logo_type = g_strdup (cam_picture_get_media_type (self->logo));
  name = dup_organisation (store, organisation);
  /* Translators: %s is an organisation */
  self->logo_words = name != NULL ? g_strdup_printf (_("Logo of %s"), name) : g_strdup (_("Logo of a partner"));
  return TRUE;
}

/* It may have come with another copy of the file, so it is looked at each time. */
cairo_surface_t *
cam_notice_make_logo (CamNotice *self)
{
  cairo_surface_t *picture = NULL;

  if (self->logo == NULL)
    return NULL;
  g_mutex_lock (&self->logo_lock);
  if (!self->logo_tried)
    self->logo_picture = cam_logo_decode (self->logo, NULL);
  self->logo_tried = TRUE;
  picture = self->logo_picture;
  g_mutex_unlock (&self->logo_lock);
  if (picture == NULL)
    return NULL;
  return cairo_image_surface_create_for_data (cairo_image_surface_get_data (picture), CAIRO_FORMAT_ARGB32,
                                              cairo_image_surface_get_width (picture), cairo_image_surface_get_height (picture),
                                              cairo_image_surface_get_stride (picture));
}

gboolean
cam_paper_has_logo (const CamPaper *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->klass == &notice_class && ((CamNotice *) self->data)->logo != NULL;
}

gboolean
cam_paper_lacks_logo (const CamPaper *self)
{
  CamNotice *notice = NULL;
  gboolean lacks = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->klass != &notice_class)
    return FALSE;
  notice = self->data;
  g_mutex_lock (&notice->logo_lock);
  lacks = notice->logo_tried && notice->logo_picture == NULL;
  g_mutex_unlock (&notice->logo_lock);
  return lacks;
}

CamPaper *
cam_paper_new_event (CamStore      *store,
                     CamAtlas      *atlas,
                     const char    *uuid,
                     const char    *original_at,
                     CamPaperKind   kind,
                     const char    *logo_of,
                     GError       **error)
{
  g_autoptr (CamNotice) self = NULL;
  g_autoptr (CamEventRules) rules = cam_event_rules_new ();
  g_autoptr (GPtrArray) areas = NULL;
  g_auto (Event) event = { NULL };
  g_autofree char *title = NULL;
  double lat = NAN, lon = NAN;

  g_return_val_if_fail (CAM_IS_STORE (store) && uuid != NULL, NULL);

  self = g_new0 (CamNotice, 1);
  g_mutex_init (&self->logo_lock);
  self->kind = kind;
  event.starts = CAM_WALL_TIME_NONE;
  if (!load_event (self, &event, store, uuid, error) || !load_logo (self, store, logo_of, error))
    return NULL;
  if (original_at != NULL)
    load_date (self, &event, store, uuid, original_at);
  else if (event.recurrence != NULL)
    load_next (self, &event, store, rules, uuid);
  say_when (self, &event, rules);
  load_venue (self, store, event.venue, &lat, &lon);
  say_online (self, event.format);
  make_qr (self, lat, lon);
  say_partners (self, store, uuid);
  areas = list_linked (store, "event_area", "area_uuid", uuid);
  self->map = atlas != NULL && g_strcmp0 (event.format, "online") != 0 ? cam_paper_map_new (atlas, areas, lat, lon) : NULL;
  self->map_words = self->map != NULL ? cam_paper_map_describe (self->map) : NULL;
  title = g_strdup (self->name);
  return cam_paper_new (kind == CAM_PAPER_SIGN_IN ? &sign_in_class : &notice_class, title, g_steal_pointer (&self));
}
