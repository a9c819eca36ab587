/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-forum-times-group.h"

#include "cam-event-typed.h"
#include "cam-field-row.h"
#include "cam-period.h"
#include "cam-recurrence.h"

#include <glib/gi18n.h>

#include <string.h>

struct _CamForumTimesGroup
{
  AdwPreferencesGroup  parent_instance;

  AdwEntryRow         *words_row;
  AdwEntryRow         *first_row;

  CamStore            *store;
  CamRecord           *forum;
};

G_DEFINE_FINAL_TYPE (CamForumTimesGroup, cam_forum_times_group, ADW_TYPE_PREFERENCES_GROUP)

/* Of a forum's times, those that are days without a time are as those of an event that lasts all day. */
static gboolean
is_day (const char *starts_at)
{
  return starts_at == NULL || strlen (starts_at) == strlen ("2026-01-31");
}

static CamRecurrence *
read_rule (const char  *rule,
           const char  *starts_at,
           GError     **error)
{
  CamWall start = cam_wall_from_text (starts_at);

  if (rule == NULL || *rule == '\0' || start == CAM_WALL_NONE)
    return NULL;
  return cam_recurrence_new (rule, start, is_day (starts_at), cam_time_zone_get_home (), error);
}

static char *
dup_rule_words (CamRecord *forum)
{
  const char *rule = cam_record_get_text (forum, CAM_FORUM_RECURRENCE);
  g_autoptr(CamRecurrence) recurrence = read_rule (rule, cam_record_get_text (forum, CAM_FORUM_STARTS_AT), NULL);

  return recurrence != NULL ? cam_recurrence_describe (recurrence) : g_strdup (rule);
}

char *
cam_forum_dup_times (CamRecord *forum)
{
  const char *starts_at = NULL;
  g_autofree char *words = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (CAM_IS_FORUM (forum), NULL);

  starts_at = cam_record_get_text (forum, CAM_FORUM_STARTS_AT);
  words = dup_rule_words (forum);
  if (cam_wall_from_text (starts_at) == CAM_WALL_NONE)
    return words != NULL && *words != '\0' ? g_steal_pointer (&words) : NULL;
  if (words == NULL || *words == '\0')
    {
      g_autofree char *date = g_strndup (starts_at, strlen ("2026-01-31"));

      day = cam_day_format (cam_day_from_text (date), cam_day_today ());
      g_set_str (&words, day);
    }
  if (is_day (starts_at))
    return g_steal_pointer (&words);
  /* Translators: when something meets, such as "The first Tuesday of every month", and a time */
  return g_strdup_printf (_("%1$s, %2$.5s"), words, starts_at + strlen ("2026-01-31T"));
}

static const char *
get_hint (void)
{
  return _("How often in words, such as “first Tuesday of every month”; the first meeting as “1 December 2026, 19:00”.");
}

static void
refuse (CamForumTimesGroup *self,
        AdwEntryRow        *row,
        const char         *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence != NULL ? sentence : get_hint (), -1);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), escaped);
  gtk_widget_remove_css_class (GTK_WIDGET (self->words_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->first_row), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->words_row), GTK_ACCESSIBLE_STATE_INVALID);
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->first_row), GTK_ACCESSIBLE_STATE_INVALID);
  if (sentence == NULL)
    return;
  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
can_edit (CamForumTimesGroup *self)
{
  return !cam_record_is_deleted (self->forum) && !cam_store_get_read_only (self->store);
}

static void
follow (CamForumTimesGroup *self)
{
  const char *starts_at = cam_record_get_text (self->forum, CAM_FORUM_STARTS_AT);
  g_autofree char *words = dup_rule_words (self->forum);
  CamWallTime time = starts_at != NULL ? cam_wall_time_from_text (starts_at) : CAM_WALL_TIME_NONE;
  g_autofree char *first = time != CAM_WALL_TIME_NONE ? cam_event_time_format (time, is_day (starts_at)) : g_strdup (starts_at);

  gtk_editable_set_text (GTK_EDITABLE (self->words_row), words != NULL ? words : "");
  gtk_editable_set_text (GTK_EDITABLE (self->first_row), first != NULL ? first : "");
}

/* The first day from today on that is by the rule, where nobody said when it met first. Without a day of its own a rule
 * takes that of its start. */
static char *
dup_first_day (const char *rule)
{
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  CamWall start = cam_wall_from_text (today);
  g_autoptr(CamRecurrence) recurrence = NULL;
  g_autoptr(CamRecurrence) before = NULL;
  g_autoptr(GArray) dates = NULL;
  CamSeries series = { .start = start, .end = start, .all_day = TRUE, .zone = cam_time_zone_get_home () };

  recurrence = cam_recurrence_new (rule, start, TRUE, series.zone, NULL);
  before = cam_recurrence_new (rule, start - CAM_WALL_DAY, TRUE, series.zone, NULL);
  if (recurrence == NULL || before == NULL || strstr (rule, "BY") == NULL || cam_recurrence_contains (before, start))
    return g_steal_pointer (&today);
  series.recurrence = recurrence;
  dates = cam_series_expand (&series, start + 1, start + 3660 * CAM_WALL_DAY, 1, NULL);
  return dates->len > 0 ? cam_wall_to_text (g_array_index (dates, CamOccurrence, 0).start, TRUE) : g_steal_pointer (&today);
}

static void
words_applied_cb (CamForumTimesGroup *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->words_row))));
  g_autofree char *starts_at = g_strdup (cam_record_get_text (self->forum, CAM_FORUM_STARTS_AT));
  g_autofree char *shown = dup_rule_words (self->forum);
  g_autofree char *today = cam_day_to_text (cam_day_today ());
  g_autofree char *rule = NULL;
  g_autoptr(GError) error = NULL;
  gboolean has_start = cam_wall_from_text (starts_at) != CAM_WALL_NONE;

  if (!can_edit (self) || g_strcmp0 (words, shown) == 0)
    return;
  if (*words != '\0')
    {
      const char *start = has_start ? starts_at : today;

      rule = cam_recurrence_from_words (words, cam_wall_from_text (start), is_day (start), cam_time_zone_get_home (), &error);
      if (rule == NULL)
        {
          refuse (self, self->words_row, error->message);
          return;
        }
    }
  refuse (self, NULL, NULL);
  if (rule != NULL && !has_start)
    {
      g_free (starts_at);
      starts_at = dup_first_day (rule);
      cam_record_set_text (self->forum, CAM_FORUM_STARTS_AT, starts_at);
    }
  cam_record_set_text (self->forum, CAM_FORUM_RECURRENCE, rule);
  cam_field_save (GTK_WIDGET (self), self->store, self->forum, _("Change when forum meets"));
  follow (self);
}

/* A day, and a time where one was typed; NULL for what is neither. */
static char *
dup_start (const char *text)
{
  guint32 today = cam_day_today ();
  guint32 day = cam_day_from_typed (text, 0, today, FALSE);
  CamWallTime time = day == 0 ? cam_event_time_from_typed (text, CAM_WALL_TIME_NONE, today) : CAM_WALL_TIME_NONE;

  if (day != 0)
    return cam_day_to_text (day);
  return time != CAM_WALL_TIME_NONE ? cam_wall_time_to_text (time, FALSE) : NULL;
}

static void
first_applied_cb (CamForumTimesGroup *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->first_row))));
  g_autofree char *start = *text != '\0' ? dup_start (text) : NULL;
  const char *rule = cam_record_get_text (self->forum, CAM_FORUM_RECURRENCE);
  g_autoptr(CamRecurrence) recurrence = NULL;
  g_autoptr(GError) error = NULL;

  if (!can_edit (self))
    return;
  if (*text != '\0' && start == NULL)
    {
      refuse (self, self->first_row, _("Write the day, and the time where there is one: 1 December 2026, 19:00."));
      return;
    }
  recurrence = read_rule (rule, start, &error);
  if (error != NULL)
    {
      refuse (self, self->first_row, error->message);
      return;
    }
  if (start == NULL && rule != NULL && *rule != '\0')
    {
      refuse (self, self->first_row, _("As long as it meets again and again, it has a first meeting."));
      return;
    }
  refuse (self, NULL, NULL);
  cam_record_set_text (self->forum, CAM_FORUM_STARTS_AT, start);
  cam_field_save (GTK_WIDGET (self), self->store, self->forum, _("Change when forum meets"));
  follow (self);
}

static void
cam_forum_times_group_dispose (GObject *object)
{
  CamForumTimesGroup *self = CAM_FORUM_TIMES_GROUP (object);

  g_clear_object (&self->store);
  g_clear_object (&self->forum);

  G_OBJECT_CLASS (cam_forum_times_group_parent_class)->dispose (object);
}

static void
cam_forum_times_group_class_init (CamForumTimesGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cam_forum_times_group_dispose;
}

static AdwEntryRow *
add_row (CamForumTimesGroup *self,
         const char         *title,
         GCallback           applied)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "show-apply-button", TRUE, NULL);

  g_signal_connect_object (row, "apply", applied, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_ENTRY_ROW (row);
}

static void
cam_forum_times_group_init (CamForumTimesGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("When It Meets"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), get_hint ());
  self->words_row = add_row (self, _("How often"), G_CALLBACK (words_applied_cb));
  self->first_row = add_row (self, _("First meeting"), G_CALLBACK (first_applied_cb));
}

GtkWidget *
cam_forum_times_group_new (CamStore *store,
                           CamForum *forum)
{
  CamForumTimesGroup *self = g_object_new (CAM_TYPE_FORUM_TIMES_GROUP, NULL);
  gboolean read_only = cam_store_get_read_only (store);

  self->store = g_object_ref (store);
  self->forum = CAM_RECORD (g_object_ref (forum));
  g_signal_connect_object (forum, "notify::recurrence", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (forum, "notify::starts-at", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->words_row), !read_only);
  gtk_widget_set_sensitive (GTK_WIDGET (self->first_row), !read_only);
  follow (self);
  return GTK_WIDGET (self);
}
