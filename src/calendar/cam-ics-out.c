/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-ics-out-private.h"

/* From which on a change of the clock is said to hold, since Outlook knows nothing before. */
#define FIRST_YEAR 1970
/* So many years of the same rule are a rule. */
#define N_YEARS 5

void
cam_ics_out_text (GString    *out,
                  const char *name,
                  const char *text)
{
  g_autoptr (GString) line = NULL;

  if (text == NULL || *text == '\0')
    return;
  line = g_string_new (name);
  g_string_append_c (line, ':');
  cam_lines_escape (line, text);
  cam_lines_fold (out, line->str);
}

static void
out_offset (GString    *out,
            const char *name,
            int         seconds)
{
  g_autoptr (GString) line = g_string_new (name);
  int size = ABS (seconds);

  g_string_append_printf (line, ":%c%02d%02d", seconds < 0 ? '-' : '+', size / 3600, size / 60 % 60);
  if (size % 60 != 0)
    g_string_append_printf (line, "%02d", size % 60);
  cam_lines_fold (out, line->str);
}

/* The weekday of the month on which a clock changes, as it is there: the last, or the nth. */
static void
get_place (const CamZoneChange *change,
           guint               *month,
           guint               *weekday,
           int                 *nth,
           gboolean            *last)
{
  gint32 day = cam_wall_get_day (change->utc + change->before);
  int year = 0;
  guint day_of_month = 0;

  cam_wall_day_to_parts (day, &year, month, &day_of_month);
  *weekday = cam_wall_day_get_weekday (day);
  *nth = (int) (day_of_month - 1) / 7 + 1;
  *last = day_of_month + 7 > cam_wall_days_in_month (year, *month);
}

/* The fourth Sunday is the last one in some years: only several of them tell which is meant. */
static int
find_position (CamTimeZone *zone,
               int          year,
               guint        index)
{
  gboolean all_last = TRUE;
  int first = 0;

  for (int at = year; at < year + N_YEARS; at++)
    {
      CamZoneChange begins, changes[CAM_ZONE_MAX_CHANGES];
      guint n = cam_time_zone_get_changes (zone, at, &begins, changes);
      guint month = 0, weekday = 0;
      gboolean last = FALSE;
      int nth = 0;

      if (index >= n)
        continue;
      get_place (&changes[index], &month, &weekday, &nth, &last);
      all_last = all_last && last;
      first = first == 0 ? nth : first;
    }
  return all_last ? -1 : first;
}

static gint32
find_day (int   year,
          guint month,
          guint weekday,
          int   position)
{
  gint32 first = cam_wall_day_from_parts (year, month, 1);
  gint32 day = first + (gint32) ((weekday + 7 - cam_wall_day_get_weekday (first)) % 7) + (MAX (position, 1) - 1) * 7;
  gint32 end = first + (gint32) cam_wall_days_in_month (year, month);

  while (position < 0 && day + 7 < end)
    day += 7;
  return day;
}

static void
out_change (GString             *out,
            CamTimeZone         *zone,
            int                  year,
            guint                index,
            const CamZoneChange *change)
{
  static const char *const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  const char *part = change->after > change->before ? "DAYLIGHT" : "STANDARD";
  CamWall wall = change->utc + change->before;
  guint month = 0, weekday = 0;
  gboolean last = FALSE;
  int nth = 0, position = find_position (zone, year, index);
  g_autofree char *begins = NULL;
  g_autofree char *start = NULL;
  g_autofree char *line = NULL;

  get_place (change, &month, &weekday, &nth, &last);
  wall += (find_day (FIRST_YEAR, month, weekday, position) - cam_wall_get_day (wall)) * CAM_WALL_DAY;
  start = cam_wall_to_ical (wall, FALSE, FALSE);
  begins = g_strconcat ("DTSTART:", start, NULL);
  line = g_strdup_printf ("RRULE:FREQ=YEARLY;BYMONTH=%u;BYDAY=%d%s", month, position, names[weekday]);
  cam_ics_out_text (out, "BEGIN", part);
  cam_lines_fold (out, begins);
  cam_lines_fold (out, line);
  out_offset (out, "TZOFFSETFROM", change->before);
  out_offset (out, "TZOFFSETTO", change->after);
  cam_ics_out_text (out, "TZNAME", change->name);
  cam_ics_out_text (out, "END", part);
}

void
cam_ics_out_zone (GString     *out,
                  CamTimeZone *zone,
                  int          year)
{
  CamZoneChange first, changes[CAM_ZONE_MAX_CHANGES];
  guint n_changes = cam_time_zone_get_changes (zone, year, &first, changes);

  cam_lines_fold (out, "BEGIN:VTIMEZONE");
  cam_ics_out_text (out, "TZID", cam_time_zone_get_id (zone));
  cam_ics_out_text (out, "X-LIC-LOCATION", cam_time_zone_get_id (zone));
  for (guint i = 0; i < n_changes; i++)
    out_change (out, zone, year, i, &changes[i]);
  if (n_changes == 0)
    {
      cam_lines_fold (out, "BEGIN:STANDARD");
      cam_lines_fold (out, "DTSTART:19700101T000000");
      out_offset (out, "TZOFFSETFROM", first.before);
      out_offset (out, "TZOFFSETTO", first.after);
      cam_ics_out_text (out, "TZNAME", first.name);
      cam_lines_fold (out, "END:STANDARD");
    }
  cam_lines_fold (out, "END:VTIMEZONE");
}
