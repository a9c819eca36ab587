/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-shift-private.h"

#include "cam-error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MAX_DATES 20000

static CamTimeZone *
find_zone (const char *name)
{
  CamTimeZone *zone = name != NULL && *name != '\0' ? cam_time_zone_get (name) : NULL;

  return zone != NULL ? zone : cam_time_zone_get_home ();
}

CamRecurrence *
cam_event_rule_new (const char  *rule,
                    const char  *starts_at,
                    gboolean     all_day,
                    const char  *time_zone,
                    GError     **error)
{
  CamWall start = cam_wall_from_text (starts_at);
  g_autoptr (GError) local_error = NULL;
  CamRecurrence *recurrence = NULL;

  if (start == CAM_WALL_NONE)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, _("An event that repeats begins on a day."));
      return NULL;
    }
  recurrence = cam_recurrence_new (rule, start, all_day, find_zone (time_zone), &local_error);
  if (recurrence == NULL)
    g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, local_error->message);
  return recurrence;
}

char *
cam_event_rule_dup_until (CamRecurrence *rule)
{
  CamWall last = cam_recurrence_get_last (rule);

  return last != CAM_WALL_NONE ? cam_wall_to_text (last, TRUE) : NULL;
}

static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

typedef struct
{
  char   **parts;       /* "FREQ=WEEKLY" … */
  CamWall  original;
  CamWall  target;
} Rule;

static const char *
get_part (const Rule *self,
          const char *name)
{
  for (guint i = 0; self->parts[i] != NULL; i++)
    if (g_str_has_prefix (self->parts[i], name) && self->parts[i][strlen (name)] == '=')
      return self->parts[i] + strlen (name) + 1;
  return NULL;
}

static void
set_part (Rule       *self,
          const char *name,
          const char *value)
{
  for (guint i = 0; self->parts[i] != NULL; i++)
    if (g_str_has_prefix (self->parts[i], name) && self->parts[i][strlen (name)] == '=')
      {
        g_free (self->parts[i]);
        self->parts[i] = g_strconcat (name, "=", value, NULL);
      }
}

static guint
count_by_parts (const Rule *self)
{
  guint n = 0;

  for (guint i = 0; self->parts[i] != NULL; i++)
    n += g_str_has_prefix (self->parts[i], "BY");
  return n;
}

static const char *
get_weekday (CamWall wall)
{
  return weekdays[cam_wall_day_get_weekday (cam_wall_get_day (wall))];
}

/* "2TU" as the place of that day among its kind in the month, from the end where it is below 0. */
static int
get_place (CamWall  wall,
           gboolean from_end)
{
  int year = 0;
  guint month = 0, day = 0;

  cam_wall_day_to_parts (cam_wall_get_day (wall), &year, &month, &day);
  return from_end ? -(int) ((cam_wall_days_in_month (year, month) - day) / 7 + 1) : (int) ((day - 1) / 7 + 1);
}

static gboolean
is_same_month (CamWall one,
               CamWall other)
{
  int year = 0, other_year = 0;
  guint month = 0, other_month = 0, day = 0;

  cam_wall_day_to_parts (cam_wall_get_day (one), &year, &month, &day);
  cam_wall_day_to_parts (cam_wall_get_day (other), &other_year, &other_month, &day);
  return year == other_year && month == other_month;
}

static guint
get_day_of_month (CamWall wall)
{
  int year = 0;
  guint month = 0, day = 0;

  cam_wall_day_to_parts (cam_wall_get_day (wall), &year, &month, &day);
  return day;
}

/* The one BY part names the day that was taken hold of, and can name the other one. */
static gboolean
rename_day (Rule *self)
{
  const char *days = get_part (self, "BYDAY");
  const char *of_month = get_part (self, "BYMONTHDAY");
  g_autofree char *old_day = NULL;
  g_autofree char *new_day = NULL;
  gboolean from_end = days != NULL && *days == '-';

  if (g_strcmp0 (get_part (self, "FREQ"), "WEEKLY") == 0)
    {
      if (g_strcmp0 (days, get_weekday (self->original)) != 0)
        return FALSE;
      set_part (self, "BYDAY", get_weekday (self->target));
      return TRUE;
    }
  if (of_month != NULL)
    {
      old_day = g_strdup_printf ("%u", get_day_of_month (self->original));
      new_day = g_strdup_printf ("%u", get_day_of_month (self->target));
      if (!g_str_equal (of_month, old_day))
        return FALSE;
      set_part (self, "BYMONTHDAY", new_day);
      return TRUE;
    }
  old_day = g_strdup_printf ("%d%s", get_place (self->original, from_end), get_weekday (self->original));
  new_day = g_strdup_printf ("%d%s", get_place (self->target, from_end), get_weekday (self->target));
  if (g_strcmp0 (days, old_day) != 0)
    return FALSE;
  set_part (self, "BYDAY", new_day);
  return TRUE;
}

/* The day of the month of @start on which the moved rule has its date. */
static CamWall
find_in_month (const Rule *self,
               CamWall     start)
{
  const char *days = get_part (self, "BYDAY");
  gint32 first = cam_wall_get_day (start) - (gint32) get_day_of_month (start) + 1;
  gint32 wanted = (gint32) get_day_of_month (self->target);
  int year = 0;
  guint month = 0, day = 0;
  gint32 n_days = 0;

  cam_wall_day_to_parts (first, &year, &month, &day);
  n_days = (gint32) cam_wall_days_in_month (year, month);
  for (gint32 i = 0; days != NULL && i < n_days; i++)
    if (g_str_has_suffix (days, weekdays[cam_wall_day_get_weekday (first + i)])
        && get_place ((first + i) * CAM_WALL_DAY, *days == '-') == (int) g_ascii_strtoll (days, NULL, 10))
      return (first + i) * CAM_WALL_DAY;
  return days == NULL && wanted <= n_days ? (first + wanted - 1) * CAM_WALL_DAY : CAM_WALL_NONE;
}

/* With a last day, which moves too: so far that the same dates are there. */
static void
move_until (Rule          *self,
            CamRecurrence *rule,
            gboolean       by_month)
{
  CamWall last = cam_recurrence_get_last (rule);
  g_autofree char *text = NULL;
  int year = 0;
  guint month = 0, day = 0;

  if (get_part (self, "UNTIL") == NULL || last == CAM_WALL_NONE)
    return;
  if (by_month)
    {
      cam_wall_day_to_parts (cam_wall_get_day (last), &year, &month, &day);
      last = cam_wall_day_from_parts (year, month, cam_wall_days_in_month (year, month)) * CAM_WALL_DAY;
    }
  else
    {
      last += (cam_wall_get_day (self->target) - cam_wall_get_day (self->original)) * CAM_WALL_DAY;
    }
  text = cam_wall_to_ical (last, TRUE, FALSE);
  set_part (self, "UNTIL", text);
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                       _("How this event repeats says on which days it is. Say how it repeats anew, or move only one date."));
  return FALSE;
}

/* Moves the days that the rule names, and says on which day the event begins then. */
static gboolean
move_days (Rule           *self,
           CamRecurrence  *rule,
           CamWall         start,
           CamWall        *new_start,
           GError        **error)
{
  const char *frequency = get_part (self, "FREQ");
  gboolean by_month = g_strcmp0 (frequency, "MONTHLY") == 0;
  guint n_by = count_by_parts (self);
  gint32 days = cam_wall_get_day (self->target) - cam_wall_get_day (self->original);

  if (days == 0)
    {
      move_until (self, rule, FALSE);
      *new_start = start;
      return TRUE;
    }
  if (n_by > 1 || (n_by == 1 && !rename_day (self)) || (by_month && !is_same_month (self->original, self->target)))
    return refuse (error);
  if (g_strcmp0 (frequency, "YEARLY") == 0 && n_by > 0)
    return refuse (error);
  *new_start = by_month ? find_in_month (self, start) : start + days * CAM_WALL_DAY;
  if (*new_start == CAM_WALL_NONE)
    return refuse (error);
  move_until (self, rule, by_month);
  return TRUE;
}

CamRecurrence *
cam_event_shift_rule (const CamEventShift  *self,
                      CamRecurrence        *rule,
                      const char           *text,
                      const char           *starts_at,
                      const char           *time_zone,
                      char                **new_starts_at,
                      char                **new_ends_at,
                      GError              **error)
{
  CamWall original = cam_wall_from_text (self->original_at);
  CamWall target = cam_wall_from_text (self->starts_at);
  CamWall end = cam_wall_from_text (self->ends_at);
  CamWall start = cam_wall_from_text (starts_at);
  CamWall new_start = CAM_WALL_NONE;
  g_autofree char *upper = g_ascii_strup (text, -1);
  g_auto (GStrv) parts = g_strsplit (upper, ";", -1);
  Rule moved = { parts, original, target };
  g_autofree char *joined = NULL;
  CamRecurrence *recurrence = NULL;

  if (original == CAM_WALL_NONE || target == CAM_WALL_NONE || start == CAM_WALL_NONE
      || !cam_recurrence_contains (rule, original))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, _("The event has no such date any more."));
      return NULL;
    }
  if (!move_days (&moved, rule, start, &new_start, error))
    return NULL;
  new_start = cam_wall_get_day (new_start) * CAM_WALL_DAY + (target - cam_wall_get_day (target) * CAM_WALL_DAY);
  *new_starts_at = cam_wall_to_text (new_start, self->all_day);
  *new_ends_at = end != CAM_WALL_NONE ? cam_wall_to_text (new_start + end - target, self->all_day) : NULL;
  joined = g_strjoinv (";", parts);
  recurrence = cam_event_rule_new (joined, *new_starts_at, self->all_day, time_zone, error);
  if (recurrence != NULL)
    return recurrence;
  g_clear_pointer (new_starts_at, g_free);
  g_clear_pointer (new_ends_at, g_free);
  return NULL;
}

static GArray *
expand (CamRecurrence *rule,
        const char    *starts_at,
        gboolean       all_day)
{
  CamWall start = cam_wall_from_text (starts_at);
  const CamSeries series = { .start = start, .end = start, .all_day = all_day, .recurrence = rule };

  return cam_series_expand (&series, start, CAM_WALL_MAX, MAX_DATES, NULL);
}

GHashTable *
cam_event_match_dates (CamRecurrence *before,
                       const char    *before_at,
                       CamRecurrence *after,
                       const char    *after_at,
                       gboolean       all_day)
{
  gboolean was_all_day = strchr (before_at, 'T') == NULL;
  g_autoptr (GArray) old_dates = expand (before, before_at, was_all_day);
  g_autoptr (GArray) new_dates = expand (after, after_at, all_day);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < old_dates->len && i < new_dates->len; i++)
    g_hash_table_insert (places, cam_wall_to_text (g_array_index (old_dates, CamOccurrence, i).start, was_all_day),
                         cam_wall_to_text (g_array_index (new_dates, CamOccurrence, i).start, all_day));
  return g_steal_pointer (&places);
}
