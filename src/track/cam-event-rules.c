/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-rules.h"

#include "cam-recurrence.h"

/* More rules than that are forgotten all together: a file holds some thousand. */
#define MAX_RULES 20000
/* A window of the calendar never needs more dates of one rule. */
#define MAX_DATES 20000

struct _CamEventRules
{
  GHashTable  *rules;     /* text that names rule and start → CamRecurrence; NULL where it cannot be read */
  CamExpander  expander;
};

static CamRecurrence *
find_rule (CamEventRules *self,
           const char    *recurrence,
           CamWallTime    starts,
           gboolean       all_day,
           const char    *time_zone)
{
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT "%c%s", recurrence, starts, all_day ? 'd' : 't',
                                          time_zone != NULL ? time_zone : "");
  gpointer rule = NULL;

  if (g_hash_table_lookup_extended (self->rules, key, NULL, &rule))
    return rule;
  if (g_hash_table_size (self->rules) >= MAX_RULES)
    g_hash_table_remove_all (self->rules);
  rule = cam_recurrence_new (recurrence, cam_wall_time_to_wall (starts), all_day, cam_wall_zone_get (time_zone), NULL);
  g_hash_table_insert (self->rules, g_steal_pointer (&key), rule);
  return rule;
}

static void
add_start (GArray      *starts,
           CamWallTime  start,
           guint32      from,
           guint32      to)
{
  guint32 day = cam_wall_time_get_day (start);

  if (day >= from && day <= to)
    g_array_append_val (starts, start);
}

static void
expand_cb (const CamEventRow *event,
           guint32            from,
           guint32            to,
           GArray            *starts,
           gpointer           user_data)
{
  CamEventRules *self = user_data;
  CamSeries series = { 0 };
  g_autoptr (GArray) dates = NULL;

  series.start = series.end = cam_wall_time_to_wall (event->starts);
  series.all_day = event->all_day;
  series.zone = cam_wall_zone_get (event->time_zone);
  series.recurrence = find_rule (self, event->recurrence, event->starts, event->all_day, event->time_zone);
  if (series.recurrence == NULL)
    {
      add_start (starts, event->starts, from, to);
      return;
    }
  dates = cam_series_expand (&series, cam_wall_time_to_wall ((CamWallTime) from * CAM_WALL_TIME_DAY),
                             cam_wall_time_to_wall (((CamWallTime) to + 1) * CAM_WALL_TIME_DAY) - 1, MAX_DATES, NULL);
  for (guint i = 0; i < dates->len; i++)
    add_start (starts, cam_wall_time_from_wall (g_array_index (dates, CamOccurrence, i).start), from, to);
}

static void
rule_free (gpointer data)
{
  if (data != NULL)
    cam_recurrence_unref (data);
}

CamEventRules *
cam_event_rules_new (void)
{
  CamEventRules *self = g_new0 (CamEventRules, 1);

  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rule_free);
  self->expander = (CamExpander) { expand_cb, self };
  return self;
}

void
cam_event_rules_free (CamEventRules *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->rules);
  g_free (self);
}

const CamExpander *
cam_event_rules_get_expander (CamEventRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->expander;
}

char *
cam_event_rules_dup_words (CamEventRules *self,
                           const char    *recurrence,
                           const char    *starts_at,
                           gboolean       all_day,
                           const char    *time_zone)
{
  CamWallTime starts = cam_wall_time_from_text (starts_at);
  CamRecurrence *rule = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (recurrence == NULL || *recurrence == '\0' || starts == CAM_WALL_TIME_NONE)
    return NULL;
  rule = find_rule (self, recurrence, starts, all_day, time_zone);
  return rule != NULL ? cam_recurrence_describe (rule) : NULL;
}
