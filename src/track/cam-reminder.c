/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reminder.h"

#include "cam-area-graph.h"
#include "cam-area.h"

/* When the day begins for what lasts all of it. */
#define MORNING (9 * 60)
/* Nobody has more in some days; a file from outside may. */
#define MAX_REMINDERS 1000

void
cam_reminder_free (CamReminder *self)
{
  g_free (self->key);
  g_free (self->event_uuid);
  g_free (self->original_at);
  g_free (self->kind);
  g_free (self->area);
  g_free (self);
}

/* The areas, what they belong to and what belongs to them; NULL for everywhere. */
static GHashTable *
load_wanted (CamStore           *store,
             const char *const  *areas,
             guint32             day,
             GError            **error)
{
  g_autoptr (CamAreaGraph) graph = cam_area_graph_load (store, error);
  GHashTable *wanted = NULL;

  if (graph == NULL)
    return NULL;
  wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; areas[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) around = cam_area_graph_list_around (graph, cam_area_graph_get_number (graph, areas[i]), day);

      for (guint j = 0; j < around->len; j++)
        g_hash_table_add (wanted, g_strdup (around->pdata[j]));
    }
  return wanted;
}

/* What somebody drew themselves may be called after anybody. */
static char *
dup_area_name (CamStore    *store,
               const char  *uuid,
               GError     **error)
{
  const char *columns[] = { "name", "level", NULL };
  const CamValue is[] = { cam_text (uuid) };
  g_autoptr (CamCursor) cursor = cam_store_select (store, "area", columns, "WHERE uuid = ?1 AND deleted = 0", is, 1, error);
  CamLevel level = CAM_LEVEL_NEIGHBOURHOOD;

  if (cursor == NULL || !cam_cursor_next (cursor, error)
      || !cam_level_from_word (cam_cursor_get_text (cursor, 1), &level) || level == CAM_LEVEL_NEIGHBOURHOOD)
    return NULL;
  return g_strdup (cam_cursor_get_text (cursor, 0));
}

/* What it is for; whether that is wanted. */
static gboolean
read_areas (CamStore     *store,
            CamReminder  *self,
            GHashTable   *wanted,
            GError      **error)
{
  const char *columns[] = { "area_uuid", NULL };
  const CamValue is[] = { cam_text (self->event_uuid) };
  g_autoptr (CamCursor) cursor = NULL;
  g_autofree char *first = NULL;
  gboolean is_wanted = wanted == NULL;

  cursor = cam_store_select (store, "event_area", columns,
                             "WHERE event_uuid = ?1 AND deleted = 0 AND area_uuid IS NOT NULL ORDER BY fid", is, 1, error);
  while (cursor != NULL && cam_cursor_next (cursor, error))
    {
      const char *area = cam_cursor_get_text (cursor, 0);
      gboolean here = wanted == NULL || g_hash_table_contains (wanted, area);

      /* The one that is wanted is the one that is named. */
      if (first == NULL || (here && !is_wanted))
        g_set_str (&first, area);
      is_wanted |= here;
      self->n_areas++;
    }
  g_clear_pointer (&cursor, cam_cursor_free);
  if (first != NULL && is_wanted)
    self->area = dup_area_name (store, first, error);
  return is_wanted || self->n_areas == 0;
}

static gboolean
is_coming (const CamEventInstance *date)
{
  const char *status = cam_event_instance_get_status (date);

  return !date->cancelled && (g_strcmp0 (status, "planned") == 0 || g_strcmp0 (status, "confirmed") == 0);
}

static CamReminder *
reminder_new (const CamEventInstance *date)
{
  CamTimeZone *zone = cam_wall_zone_get (date->event->time_zone);
  g_autofree char *starts = cam_wall_time_to_text (date->starts, date->event->all_day);
  CamReminder *self = g_new0 (CamReminder, 1);

  self->event_uuid = g_strdup (date->event->uuid);
  /* What was added is known by its own start. */
  if (date->event->recurrence != NULL)
    self->original_at = cam_wall_time_to_text (date->original != CAM_WALL_TIME_NONE ? date->original : date->starts,
                                               date->event->all_day);
  self->key = g_strjoin (" ", self->event_uuid, self->original_at != NULL ? self->original_at : "", starts, NULL);
  self->kind = g_strdup (date->event->kind);
  self->starts = date->starts;
  self->all_day = date->event->all_day;
  self->begins = cam_wall_time_to_utc (date->starts + (self->all_day ? MORNING : 0), zone);
  return self;
}

static int
compare_reminders (gconstpointer a,
                   gconstpointer b)
{
  const CamReminder *one = *(const CamReminder *const *) a, *other = *(const CamReminder *const *) b;

  return one->begins != other->begins ? (one->begins > other->begins) - (one->begins < other->begins)
                                      : g_strcmp0 (one->key, other->key);
}

GPtrArray *
cam_reminder_load (CamStore           *store,
                   const char *const  *areas,
                   guint32             from,
                   guint32             to,
                   const CamExpander  *expander,
                   GError            **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_reminder_free);
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (CamEventDates) dates = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  if (areas != NULL && areas[0] != NULL)
    {
      wanted = load_wanted (store, areas, from, error);
      if (wanted == NULL)
        return NULL;
    }
  dates = cam_event_dates_load (store, from, to, expander, NULL, NULL, error);
  if (dates == NULL)
    return NULL;
  for (guint i = 0; i < cam_event_dates_get_n (dates) && all->len < MAX_REMINDERS; i++)
    {
      const CamEventInstance *date = cam_event_dates_get (dates, i);
      CamReminder *reminder = is_coming (date) ? reminder_new (date) : NULL;
      g_autoptr (GError) local_error = NULL;

      if (reminder == NULL)
        continue;
      if (read_areas (store, reminder, wanted, &local_error) && local_error == NULL)
        g_ptr_array_add (all, reminder);
      else
        cam_reminder_free (reminder);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  g_ptr_array_sort (all, compare_reminders);
  return g_steal_pointer (&all);
}

GPtrArray *
cam_reminder_list_due (GPtrArray  *all,
                       gint64      now,
                       guint       minutes,
                       GHashTable *told)
{
  GPtrArray *due = g_ptr_array_new ();

  g_return_val_if_fail (all != NULL && told != NULL, due);

  for (guint i = 0; i < all->len; i++)
    {
      CamReminder *reminder = g_ptr_array_index (all, i);

      if (reminder->begins > now && reminder->begins - (gint64) minutes * 60 <= now
          && !g_hash_table_contains (told, reminder->key))
        g_ptr_array_add (due, reminder);
    }
  return due;
}
