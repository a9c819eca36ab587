/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-since.h"

#include <glib/gi18n.h>

#define LAST_MEETING "last-meeting"

struct _CamHistorySince
{
  AdwBin           parent_instance;

  GtkMenuButton   *button;
  GtkCalendar     *calendar;
  GtkCheckButton  *meeting_button;

  GSettings       *settings;
  char            *choice;
};

G_DEFINE_FINAL_TYPE (CamHistorySince, cam_history_since, ADW_TYPE_BIN)

typedef enum
{
  PROP_CHOICE = 1,
} CamHistorySinceProperty;
static GParamSpec *properties[PROP_CHOICE + 1];

static GDateTime *
start_of_day (GDateTime *time)
{
  return g_date_time_new_local (g_date_time_get_year (time), g_date_time_get_month (time),
                                g_date_time_get_day_of_month (time), 0, 0, 0);
}

static GDateTime *
dup_today (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  return start_of_day (now);
}

/* NULL where nobody has said when it was, or where the setting is no date. */
static GDateTime *
dup_meeting (CamHistorySince *self)
{
  g_autofree char *text = g_settings_get_string (self->settings, LAST_MEETING);
  g_autofree char *instant = g_strconcat (text, "T00:00:00", NULL);
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();

  return g_date_time_new_from_iso8601 (instant, zone);
}

static GDateTime *
dup_calendar_day (CamHistorySince *self)
{
  g_autoptr(GDateTime) date = gtk_calendar_get_date (self->calendar);

  return start_of_day (date);
}

/* NULL for "any time", and where there was no meeting. */
static GDateTime *
dup_first_day (CamHistorySince *self)
{
  g_autoptr(GDateTime) today = dup_today ();

  if (g_str_equal (self->choice, "today"))
    return g_steal_pointer (&today);
  if (g_str_equal (self->choice, "week"))
    return g_date_time_add_days (today, 1 - g_date_time_get_day_of_week (today));
  if (g_str_equal (self->choice, "month"))
    return g_date_time_add_days (today, 1 - g_date_time_get_day_of_month (today));
  if (g_str_equal (self->choice, "meeting"))
    return dup_meeting (self);
  if (g_str_equal (self->choice, "from-day") || g_str_equal (self->choice, "on-day"))
    return dup_calendar_day (self);
  return NULL;
}

static char *
dup_instant (GDateTime *time)
{
  g_autoptr(GDateTime) utc = time != NULL ? g_date_time_to_utc (time) : NULL;

  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

/* "12 January 2027": in a button there is no room for more. */
static char *
dup_day_words (GDateTime *day)
{
  /* Translators: a date as in "12 January 2027" */
  return g_date_time_format (day, _("%-e %B %Y"));
}

static char *
dup_label (CamHistorySince *self)
{
  g_autoptr(GDateTime) day = dup_first_day (self);
  g_autofree char *words = day != NULL ? dup_day_words (day) : NULL;

  if (words == NULL)
    return g_strdup (_("Any Time"));
  if (g_str_equal (self->choice, "today"))
    return g_strdup (_("Today"));
  if (g_str_equal (self->choice, "week"))
    return g_strdup (_("This Week"));
  if (g_str_equal (self->choice, "month"))
    return g_strdup (_("This Month"));
  if (g_str_equal (self->choice, "meeting"))
    return g_strdup (_("Since the Last Meeting"));
  if (g_str_equal (self->choice, "on-day"))
    return g_steal_pointer (&words);
  /* Translators: %s is a date as in "12 January 2027" */
  return g_strdup_printf (_("Since %s"), words);
}

static void
follow (CamHistorySince *self)
{
  g_autofree char *label = dup_label (self);
  g_autofree char *spoken = NULL;
  g_autoptr(GDateTime) meeting = dup_meeting (self);
  g_autofree char *when = meeting != NULL ? dup_day_words (meeting) : NULL;
  /* Translators: %s is a date as in "12 January 2027" */
  g_autofree char *text = when != NULL ? g_strdup_printf (_("Since the last meeting, %s"), when)
                                       : g_strdup (_("Since the last meeting"));

  /* Translators: %s is what is chosen, such as "Any Time" or "Since 12 January 2027" */
  spoken = g_strdup_printf (_("When: %s"), label);
  gtk_menu_button_set_label (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_check_button_set_label (self->meeting_button, text);
  gtk_widget_set_visible (GTK_WIDGET (self->meeting_button), meeting != NULL);
}

static void
announce (CamHistorySince *self)
{
  follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOICE]);
}

static void
day_selected_cb (CamHistorySince *self)
{
  if (g_str_equal (self->choice, "on-day"))
    announce (self);
  else
    {
      g_set_str (&self->choice, "from-day");
      announce (self);
    }
}

static void
meeting_clicked_cb (CamHistorySince *self)
{
  g_autoptr(GDateTime) day = dup_calendar_day (self);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  g_settings_set_string (self->settings, LAST_MEETING, text);
  g_set_str (&self->choice, "meeting");
  announce (self);
}

static void
cam_history_since_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch ((CamHistorySinceProperty) property_id)
    {
    case PROP_CHOICE:
      g_value_set_string (value, CAM_HISTORY_SINCE (object)->choice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_history_since_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch ((CamHistorySinceProperty) property_id)
    {
    case PROP_CHOICE:
      cam_history_since_set_choice (CAM_HISTORY_SINCE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_history_since_dispose (GObject *object)
{
  g_clear_object (&CAM_HISTORY_SINCE (object)->settings);

  G_OBJECT_CLASS (cam_history_since_parent_class)->dispose (object);
}

static void
cam_history_since_finalize (GObject *object)
{
  g_clear_pointer (&CAM_HISTORY_SINCE (object)->choice, g_free);

  G_OBJECT_CLASS (cam_history_since_parent_class)->finalize (object);
}

static void
cam_history_since_class_init (CamHistorySinceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cam_history_since_get_property;
  object_class->set_property = cam_history_since_set_property;
  object_class->dispose = cam_history_since_dispose;
  object_class->finalize = cam_history_since_finalize;
  properties[PROP_CHOICE] = g_param_spec_string ("choice", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                 | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-history-since.ui");
  gtk_widget_class_bind_template_child (widget_class, CamHistorySince, button);
  gtk_widget_class_bind_template_child (widget_class, CamHistorySince, calendar);
  gtk_widget_class_bind_template_child (widget_class, CamHistorySince, meeting_button);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, meeting_clicked_cb);
  gtk_widget_class_install_property_action (widget_class, "since.choose", "choice");
}

static void
cam_history_since_init (CamHistorySince *self)
{
  self->choice = g_strdup ("any");
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  gtk_widget_init_template (GTK_WIDGET (self));
  follow (self);
}

void
cam_history_since_set_choice (CamHistorySince *self,
                              const char      *choice)
{
  static const char *const choices[] = { "any", "today", "week", "month", "meeting", "from-day", "on-day", NULL };

  g_return_if_fail (CAM_IS_HISTORY_SINCE (self));
  g_return_if_fail (choice != NULL && g_strv_contains (choices, choice));

  if (g_set_str (&self->choice, choice))
    announce (self);
}

void
cam_history_since_set_day (CamHistorySince *self,
                           GDateTime       *day)
{
  g_return_if_fail (CAM_IS_HISTORY_SINCE (self));
  g_return_if_fail (day != NULL);

  gtk_calendar_select_day (self->calendar, day);
}

char *
cam_history_since_dup_from (CamHistorySince *self)
{
  g_autoptr(GDateTime) day = NULL;

  g_return_val_if_fail (CAM_IS_HISTORY_SINCE (self), NULL);

  day = dup_first_day (self);
  return dup_instant (day);
}

char *
cam_history_since_dup_to (CamHistorySince *self)
{
  g_autoptr(GDateTime) day = NULL;
  g_autoptr(GDateTime) next = NULL;

  g_return_val_if_fail (CAM_IS_HISTORY_SINCE (self), NULL);

  if (!g_str_equal (self->choice, "on-day"))
    return NULL;
  day = dup_first_day (self);
  next = day != NULL ? g_date_time_add_days (day, 1) : NULL;
  return dup_instant (next);
}
