/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-timeline-private.h"

#include "cam-track-rows.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

/* How much of a note is shown. */
#define MAX_WORDS 160

struct _CamTimelineItem
{
  GObject          parent_instance;

  CamTimelineKind  kind;
  guint32          day;
  gboolean         coming;
  char            *title;
  char            *words;
  const char      *table;
  char            *uuid;
};

G_DEFINE_FINAL_TYPE (CamTimelineItem, cam_timeline_item, G_TYPE_OBJECT)

typedef enum { PROP_TITLE = 1, PROP_WORDS } CamTimelineItemProperty;
static GParamSpec *properties[PROP_WORDS + 1];

static void
cam_timeline_item_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CamTimelineItem *self = CAM_TIMELINE_ITEM (object);

  switch ((CamTimelineItemProperty) property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_WORDS:
      g_value_set_string (value, self->words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_timeline_item_finalize (GObject *object)
{
  CamTimelineItem *self = CAM_TIMELINE_ITEM (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->uuid, g_free);

  G_OBJECT_CLASS (cam_timeline_item_parent_class)->finalize (object);
}

static void
cam_timeline_item_class_init (CamTimelineItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_timeline_item_get_property;
  object_class->finalize = cam_timeline_item_finalize;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WORDS] =
    g_param_spec_string ("words", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_timeline_item_init (CamTimelineItem *self)
{
}

static void
set_title (CamTimelineItem *self,
           const char      *text)
{
  g_set_str (&self->title, text != NULL ? text : "");
}

/* One line of at most MAX_WORDS characters. */
static char *
dup_short (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');

  g_strstrip (line);
  if (g_utf8_strlen (line, -1) > MAX_WORDS)
    {
      g_autofree char *beginning = g_utf8_substring (line, 0, MAX_WORDS - 1);

      return g_strconcat (g_strchomp (beginning), "…", NULL);
    }
  return g_steal_pointer (&line);
}

static void
set_words (CamTimelineItem *self,
           const char      *what,
           const char      *said)
{
  g_autofree char *line = said != NULL ? dup_short (said) : g_strdup ("");

  g_free (self->words);
  if (what == NULL || *line == '\0')
    self->words = g_strdup (what != NULL ? what : line);
  else
    self->words = g_strdup_printf (_("%1$s · %2$s"), what, line);
}

static const char *
get_interaction_title (const char *kind)
{
  if (g_strcmp0 (kind, "meeting") == 0)
    return _("Meeting");
  if (g_strcmp0 (kind, "email") == 0)
    return _("E-mail");
  if (g_strcmp0 (kind, "visit") == 0)
    return _("Visit");
  return g_strcmp0 (kind, "note") == 0 ? _("Note") : _("Call");
}

static void
take_interaction (CamCursor *cursor,
                  gpointer   user_data)
{
  CamTimelineItem *self = user_data;
  const char *body = cam_cursor_get_text (cursor, 3);

  self->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  set_title (self, cam_cursor_get_text (cursor, 1));
  set_words (self, get_interaction_title (cam_cursor_get_text (cursor, 2)), g_strcmp0 (body, self->title) != 0 ? body : NULL);
}

/* NULL for what says nothing: that it is planned. */
static const char *
get_event_words (const char *status)
{
  if (g_strcmp0 (status, "cancelled") == 0)
    return _("Cancelled");
  if (g_strcmp0 (status, "idea") == 0)
    return _("An idea");
  if (g_strcmp0 (status, "held") == 0)
    return _("Was held");
  return g_strcmp0 (status, "confirmed") == 0 ? _("Confirmed") : NULL;
}

static void
take_event (CamCursor *cursor,
            gpointer   user_data)
{
  CamTimelineItem *self = user_data;
  const char *words = get_event_words (self->words != NULL ? self->words : cam_cursor_get_text (cursor, 2));

  self->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  set_title (self, cam_cursor_get_text (cursor, 1));
  set_words (self, words != NULL ? words : _("Event"), NULL);
}

static void
take_activity (CamCursor *cursor,
               gpointer   user_data)
{
  CamTimelineItem *self = user_data;
  gboolean is_done = g_strcmp0 (cam_cursor_get_text (cursor, 2), "done") == 0;
  gboolean is_due = !is_done && !cam_cursor_is_null (cursor, 3);

  self->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  set_title (self, cam_cursor_get_text (cursor, 1));
  set_words (self, is_done ? _("Activity, done") : is_due ? _("Activity, due") : _("Activity"), NULL);
}

/* The uuid is of what a row refers to. */
static void
take_reference (CamCursor *cursor,
                gpointer   user_data)
{
  CamTimelineItem *self = user_data;

  self->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  set_words (self, NULL, cam_cursor_get_text (cursor, 1));
}

static void
take_reading (CamCursor *cursor,
              gpointer   user_data)
{
  CamTimelineItem *self = user_data;
  double value = cam_cursor_is_null (cursor, 1) ? NAN : cam_cursor_get_real (cursor, 1);

  self->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  g_free (self->words);
  self->words = isfinite (value) ? g_strdup_printf (_("Reading: %.6g"), value) : g_strdup (_("Reading"));
}

static void
take_name (CamCursor *cursor,
           gpointer   user_data)
{
  set_title (user_data, cam_cursor_get_text (cursor, 0));
}

static gboolean
load_row (CamTimelineItem        *self,
          CamStore               *store,
          const CamTimelineEntry *entry,
          const char            **columns,
          CamTrackRowFunc         take)
{
  const CamValue is[] = { cam_integer (entry->fid) };

  return cam_track_foreach_row (store, cam_timeline_get_table (entry->source), columns, "WHERE fid = ?1", is, 1, take, self,
                                NULL);
}

/* What the row refers to, as title, and what is opened. */
static void
load_name (CamTimelineItem *self,
           CamStore        *store,
           const char      *table)
{
  const char *columns[] = { "name", NULL };
  const CamValue is[] = { cam_text (self->uuid) };

  self->table = table;
  if (self->uuid != NULL)
    cam_track_foreach_row (store, table, columns, "WHERE uuid = ?1", is, 1, take_name, self, NULL);
}

static void
load_membership (CamTimelineItem        *self,
                 CamStore               *store,
                 const CamTimelineEntry *entry)
{
  const char *columns[] = { "group_uuid", "group_uuid", NULL };

  load_row (self, store, entry, columns, take_reference);
  load_name (self, store, "partner_group");
  set_words (self, self->kind == CAM_TIMELINE_LEFT ? _("Last day as a member") : _("Became a member"), NULL);
}

static const char *
get_team_title (const char *word)
{
  if (g_strcmp0 (word, "place_coordinator") == 0)
    return _("Place Coordinator");
  if (g_strcmp0 (word, "champion") == 0)
    return _("Community Champion");
  if (g_strcmp0 (word, "connector") == 0)
    return _("Community Connector");
  if (g_strcmp0 (word, "crg_chair") == 0)
    return _("Chair of the CRG");
  return g_strcmp0 (word, "crg_member") == 0 ? _("Member of the CRG") : NULL;
}

static void
take_team_role (CamCursor *cursor,
                gpointer   user_data)
{
  CamTimelineItem *self = user_data;

  self->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  set_title (self, get_team_title (cam_cursor_get_text (cursor, 1)));
}

static void
load_role (CamTimelineItem        *self,
           CamStore               *store,
           const CamTimelineEntry *entry)
{
  const char *columns[] = { "organisation_uuid", "job_title", NULL };
  const char *team_columns[] = { "person_uuid", "team_role", NULL };
  g_autofree char *job = NULL;

  load_row (self, store, entry, columns, take_reference);
  job = g_steal_pointer (&self->words);
  if (self->uuid != NULL)
    load_name (self, store, "organisation");
  else if (entry->source == CAM_TIMELINE_FROM_ROLE)
    {
      load_row (self, store, entry, team_columns, take_team_role);
      self->table = "person";
    }
  set_words (self, self->kind == CAM_TIMELINE_LEFT ? _("Role ended") : _("Role began"), job);
}

static void
load_own (CamTimelineItem         *self,
          CamStore                *store,
          const CamTimelineEntry  *entry,
          const char             **columns,
          CamTrackRowFunc          take)
{
  self->table = cam_timeline_get_table (entry->source);
  load_row (self, store, entry, columns, take);
}

static void
load (CamTimelineItem        *self,
      CamStore               *store,
      const CamTimelineEntry *entry)
{
  const char *interaction[] = { "uuid", "name", "kind", "body", NULL };
  const char *event[] = { "uuid", "name", "status", NULL };
  const char *activity[] = { "uuid", "name", "status", "due_on", NULL };
  const char *priority[] = { "priority_uuid", "priority_uuid", NULL };
  const char *reading[] = { "measure_uuid", "value", NULL };

  switch ((CamTimelineSource) entry->source)
    {
    case CAM_TIMELINE_FROM_INTERACTION:
      load_own (self, store, entry, interaction, take_interaction);
      break;
    case CAM_TIMELINE_FROM_EVENT:
      load_own (self, store, entry, event, take_event);
      break;
    case CAM_TIMELINE_FROM_ACTIVITY:
      load_own (self, store, entry, activity, take_activity);
      break;
    case CAM_TIMELINE_FROM_PRIORITY:
      load_row (self, store, entry, priority, take_reference);
      load_name (self, store, "priority");
      set_words (self, _("Contributes to this priority"), NULL);
      break;
    case CAM_TIMELINE_FROM_READING:
      load_row (self, store, entry, reading, take_reading);
      load_name (self, store, "measure");
      break;
    case CAM_TIMELINE_FROM_GROUP_ORGANISATION:
    case CAM_TIMELINE_FROM_GROUP_PERSON:
      load_membership (self, store, entry);
      break;
    case CAM_TIMELINE_FROM_ROLE:
    case CAM_TIMELINE_FROM_PERSON:
      load_role (self, store, entry);
      break;
    case CAM_TIMELINE_N_SOURCES:
    default:
      break;
    }
}

CamTimelineItem *
cam_timeline_item_load (CamStore               *store,
                        const CamTimelineEntry *entry,
                        guint32                 today)
{
  CamTimelineItem *self = g_object_new (CAM_TYPE_TIMELINE_ITEM, NULL);

  self->kind = entry->kind;
  self->day = entry->day;
  self->coming = entry->day > today;
  self->table = cam_timeline_get_table (entry->source);
  self->words = entry->word != 0 ? g_strdup (g_quark_to_string (entry->word)) : NULL;
  if (store != NULL)
    load (self, store, entry);
  if (self->title == NULL)
    self->title = g_strdup ("");
  if (self->words == NULL)
    self->words = g_strdup ("");
  if (self->uuid == NULL)
    self->uuid = g_strdup ("");
  return self;
}

CamTimelineKind
cam_timeline_item_get_kind (CamTimelineItem *self)
{
  g_return_val_if_fail (CAM_IS_TIMELINE_ITEM (self), CAM_TIMELINE_INTERACTION);

  return self->kind;
}

guint32
cam_timeline_item_get_day (CamTimelineItem *self)
{
  g_return_val_if_fail (CAM_IS_TIMELINE_ITEM (self), 0);

  return self->day;
}

gboolean
cam_timeline_item_is_coming (CamTimelineItem *self)
{
  g_return_val_if_fail (CAM_IS_TIMELINE_ITEM (self), FALSE);

  return self->coming;
}

const char *
cam_timeline_item_get_title (CamTimelineItem *self)
{
  g_return_val_if_fail (CAM_IS_TIMELINE_ITEM (self), NULL);

  return self->title;
}

const char *
cam_timeline_item_get_words (CamTimelineItem *self)
{
  g_return_val_if_fail (CAM_IS_TIMELINE_ITEM (self), NULL);

  return self->words;
}

const char *
cam_timeline_item_get_table (CamTimelineItem *self)
{
  g_return_val_if_fail (CAM_IS_TIMELINE_ITEM (self), NULL);

  return self->table;
}

const char *
cam_timeline_item_get_uuid (CamTimelineItem *self)
{
  g_return_val_if_fail (CAM_IS_TIMELINE_ITEM (self), NULL);

  return self->uuid;
}
