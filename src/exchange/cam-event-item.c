/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-lines-private.h"

#include "cam-period.h"
#include "cam-wall-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One line of the preview: a copy of what is shown, made when the list asks for it. */
struct _CamEventItem
{
  GObject           parent_instance;

  guint             line;
  CamImportVerdict  verdict;
  char             *name;
  char             *time;
  char             *place;
  char             *reason;
  char             *odd;
};

G_DEFINE_FINAL_TYPE (CamEventItem, cam_event_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_LINE = 1,
  PROP_VERDICT,
  PROP_NAME,
  PROP_TIME,
  PROP_PLACE,
  PROP_REASON,
  PROP_ODD,
  PROP_NOTE,
} CamEventItemProperty;

static GParamSpec *properties[PROP_NOTE + 1];

/* More than this says nothing to a person, and a hostile file may hold megabytes. */
static char *
shorten (const char *text)
{
  g_autofree char *short_text = NULL;

  if (text == NULL)
    return g_strdup ("");
  short_text = g_utf8_strlen (text, 200) < 200 ? g_strdup (text) : g_utf8_substring (text, 0, 199);
  g_strdelimit (short_text, "\n\r\t", ' ');
  return g_strstrip (g_steal_pointer (&short_text));
}

static char *
format_day (CamWall wall)
{
  g_autofree char *text = cam_wall_to_text (wall, TRUE);

  return cam_day_format (cam_day_from_text (text), 0);
}

/* "3 March 2026, 10:00 to 12:00", or with both days. */
static char *
dup_span (const CamIcsEvent *event)
{
  CamWall start = event->start - ((event->start % 60) + 60) % 60, end = event->end - ((event->end % 60) + 60) % 60;
  CamWall last = event->all_day ? end - CAM_WALL_DAY : end;
  g_autofree char *day = format_day (start);
  g_autofree char *last_day = format_day (last);
  g_autofree char *from = cam_wall_to_text (start, FALSE);
  g_autofree char *to = cam_wall_to_text (end, FALSE);
  g_autofree char *span = NULL;

  if (cam_wall_get_day (start) != cam_wall_get_day (last) && event->all_day)
    /* Translators: both are days */
    return g_strdup_printf (_("%1$s to %2$s"), day, last_day);
  if (cam_wall_get_day (start) != cam_wall_get_day (last) && from != NULL && to != NULL)
    {
      g_autofree char *starts = cam_wall_time_format_clock (cam_wall_time_from_text (from));
      g_autofree char *ends = cam_wall_time_format_clock (cam_wall_time_from_text (to));

      /* Translators: a day and a time, to a day and a time */
      return g_strdup_printf (_("%1$s, %2$s to %3$s, %4$s"), day, starts, last_day, ends);
    }
  span = cam_wall_time_format_span (cam_wall_time_from_text (from), cam_wall_time_from_text (to), event->all_day);
  return g_strdup_printf ("%s, %s", day, span);
}

/* And how it repeats: "… · Every second Tuesday". */
static char *
dup_time (const CamIcsEvent *event)
{
  g_autofree char *span = dup_span (event);
  g_autoptr (CamRecurrence) rule = NULL;
  g_autofree char *words = NULL;

  if (event->recurrence != NULL)
    rule = cam_recurrence_new (event->recurrence, event->start, event->all_day, event->zone, NULL);
  if (rule == NULL)
    return g_steal_pointer (&span);
  words = cam_recurrence_describe (rule);
  return g_strdup_printf ("%s · %s", span, words);
}

CamEventItem *
cam_event_item_new (const CamEventLine *line)
{
  CamEventItem *self = g_object_new (CAM_TYPE_EVENT_ITEM, NULL);

  self->line = line->number;
  self->verdict = line->verdict;
  self->name = line->name != NULL && *line->name != '\0' ? shorten (line->name) : g_strdup (_("Untitled event"));
  self->time = line->event != NULL ? dup_time (line->event) : g_strdup ("");
  self->place = shorten (line->event != NULL ? line->event->location : NULL);
  self->reason = g_strdup (line->reason != NULL ? line->reason : "");
  self->odd = g_strdup (line->odd != NULL ? line->odd : "");
  return self;
}

static void
cam_event_item_finalize (GObject *object)
{
  CamEventItem *self = CAM_EVENT_ITEM (object);

  g_free (self->name);
  g_free (self->time);
  g_free (self->place);
  g_free (self->reason);
  g_free (self->odd);

  G_OBJECT_CLASS (cam_event_item_parent_class)->finalize (object);
}

static void
cam_event_item_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  CamEventItem *self = CAM_EVENT_ITEM (object);

  switch ((CamEventItemProperty) property_id)
    {
    case PROP_LINE:
      g_value_set_uint (value, self->line);
      break;
    case PROP_VERDICT:
      g_value_set_uint (value, self->verdict);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TIME:
      g_value_set_string (value, self->time);
      break;
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_ODD:
      g_value_set_string (value, self->odd);
      break;
    case PROP_NOTE:
      g_value_take_string (value, g_strstrip (g_strjoin (" ", self->reason, self->odd, NULL)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_event_item_class_init (CamEventItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cam_event_item_finalize;
  object_class->get_property = cam_event_item_get_property;

  properties[PROP_LINE] = g_param_spec_uint ("line", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_VERDICT] = g_param_spec_uint ("verdict", NULL, NULL, 0, CAM_IMPORT_PROBLEM, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_TIME] = g_param_spec_string ("time", NULL, NULL, NULL, flags);
  properties[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_ODD] = g_param_spec_string ("odd", NULL, NULL, NULL, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_event_item_init (CamEventItem *self)
{
}

guint
cam_event_item_get_line (CamEventItem *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_ITEM (self), 0);

  return self->line;
}

CamImportVerdict
cam_event_item_get_verdict (CamEventItem *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_ITEM (self), CAM_IMPORT_PROBLEM);

  return self->verdict;
}

const char *
cam_event_item_get_name (CamEventItem *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_ITEM (self), NULL);

  return self->name;
}

const char *
cam_event_item_get_time (CamEventItem *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_ITEM (self), NULL);

  return self->time;
}

const char *
cam_event_item_get_place (CamEventItem *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_ITEM (self), NULL);

  return self->place;
}

const char *
cam_event_item_get_reason (CamEventItem *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_ITEM (self), NULL);

  return self->reason;
}

const char *
cam_event_item_get_odd (CamEventItem *self)
{
  g_return_val_if_fail (CAM_IS_EVENT_ITEM (self), NULL);

  return self->odd;
}
