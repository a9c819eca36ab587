/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-rule-private.h"

#include "cam-recurrence.h"

#include <glib/gi18n.h>

static CamTimeZone *
find_zone (const CamEventRule *self)
{
  CamTimeZone *zone = self->time_zone != NULL && *self->time_zone != '\0' ? cam_time_zone_get (self->time_zone) : NULL;

  return zone != NULL ? zone : cam_time_zone_get_home ();
}

static CamRecurrence *
read_rule (const CamEventRule *self,
           const char         *text)
{
  CamWall start = cam_wall_from_text (self->starts_at);

  if (start == CAM_WALL_NONE || text == NULL || *text == '\0')
    return NULL;
  return cam_recurrence_new (text, start, self->all_day, find_zone (self), NULL);
}

gboolean
cam_event_rule_has_date (const CamEventRule *self,
                         const char         *text,
                         const char         *original_at)
{
  g_autoptr(CamRecurrence) rule = read_rule (self, text);
  CamWall date = cam_wall_from_text (original_at);

  return rule != NULL && date != CAM_WALL_NONE && cam_recurrence_contains (rule, date);
}

char *
cam_event_rule_dup_words (const CamEventRule *self,
                          const char         *text)
{
  g_autoptr(CamRecurrence) rule = read_rule (self, text);

  return rule != NULL ? cam_recurrence_describe (rule) : NULL;
}

char *
cam_event_rule_from_words (const CamEventRule  *self,
                           const char          *words,
                           GError             **error)
{
  CamWall start = cam_wall_from_text (self->starts_at);

  if (start != CAM_WALL_NONE)
    return cam_recurrence_from_words (words, start, self->all_day, find_zone (self), error);
  g_set_error_literal (error, CAM_CALENDAR_ERROR, CAM_CALENDAR_ERROR_INVALID, _("Say first when it begins."));
  return NULL;
}

static void
add (const CamEventRule *self,
     const char         *text,
     const char         *current,
     GPtrArray          *rules,
     GtkStringList      *names,
     guint              *selected)
{
  g_autoptr(CamRecurrence) rule = read_rule (self, text);
  g_autofree char *plain = rule != NULL ? cam_recurrence_to_text (rule) : NULL;
  g_autofree char *words = rule != NULL ? cam_recurrence_describe (rule) : NULL;

  if (words == NULL || g_ptr_array_find_with_equal_func (rules, plain, g_str_equal, NULL))
    return;
  if (g_strcmp0 (plain, current) == 0)
    *selected = rules->len;
  g_ptr_array_add (rules, g_steal_pointer (&plain));
  gtk_string_list_append (names, words);
}

void
cam_event_rule_add_common (const CamEventRule *self,
                           const char         *text,
                           GPtrArray          *rules,
                           GtkStringList      *names,
                           guint              *selected)
{
  static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  g_autoptr(CamRecurrence) current = read_rule (self, text);
  g_autofree char *plain = current != NULL ? cam_recurrence_to_text (current) : NULL;
  CamWall start = cam_wall_from_text (self->starts_at);

  *selected = 0;
  g_ptr_array_add (rules, g_strdup (""));
  gtk_string_list_append (names, _("Not at all"));
  if (start != CAM_WALL_NONE)
    {
      int year = 0;
      guint month = 0, day = 0;
      g_autofree char *by_place = NULL;
      g_autofree char *by_day = NULL;

      cam_wall_day_to_parts (cam_wall_get_day (start), &year, &month, &day);
      by_place = g_strdup_printf ("FREQ=MONTHLY;BYDAY=%d%s", day > 28 ? -1 : (int) (day - 1) / 7 + 1,
                                  weekdays[cam_wall_day_get_weekday (cam_wall_get_day (start))]);
      by_day = g_strdup_printf ("FREQ=MONTHLY;BYMONTHDAY=%u", day);
      add (self, "FREQ=WEEKLY", plain, rules, names, selected);
      add (self, "FREQ=WEEKLY;INTERVAL=2", plain, rules, names, selected);
      add (self, by_place, plain, rules, names, selected);
      add (self, by_day, plain, rules, names, selected);
      add (self, "FREQ=YEARLY", plain, rules, names, selected);
      add (self, plain, plain, rules, names, selected);
    }
  g_ptr_array_add (rules, NULL);
  gtk_string_list_append (names, _("In other words…"));
}
