/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-holiday-read-private.h"

#include "cam-csv.h"
#include "cam-event-typed.h"
#include "cam-ics-read.h"
#include "cam-period.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Summer is some six weeks; a whole year is no holiday. */
#define MAX_DAYS 100
#define MAX_NAME 200

void
cam_holiday_line_free (CamHolidayLine *self)
{
  g_free (self->name);
  g_free (self->reason);
  g_free (self->uuid);
  g_free (self);
}

/* Without blanks around it, and not longer than anybody reads. */
static char *
dup_name (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  g_strstrip (valid);
  return g_utf8_strlen (valid, -1) > MAX_NAME ? g_utf8_substring (valid, 0, MAX_NAME) : g_steal_pointer (&valid);
}

/* "Autumn term" is when school is on; "Autumn half term" and "End of term holiday" are not. */
static gboolean
is_term (const char *name)
{
  static const char *const off[] = { "half term", "half-term", "holiday", "break", "closed", "closure", "training", "inset" };
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    if (strstr (folded, off[i]) != NULL)
      return FALSE;
  return strstr (folded, "term") != NULL;
}

static void
add_line (GPtrArray  *lines,
          guint       number,
          const char *name,
          guint32     first,
          guint32     last,
          const char *problem)
{
  CamHolidayLine *line = g_new0 (CamHolidayLine, 1);

  line->line = number;
  line->name = dup_name (name);
  line->first = first;
  line->last = last;
  if (problem == NULL && *line->name == '\0')
    problem = _("It has no name.");
  else if (problem == NULL && first == 0)
    problem = _("Its first day is no day with a year.");
  else if (problem == NULL && last == 0)
    problem = _("Its last day is no day with a year.");
  else if (problem == NULL && last < first)
    problem = _("It ends before it begins.");
  else if (problem == NULL && is_term (line->name))
    problem = _("This is a term, when school is on.");
  else if (problem == NULL && last - first >= MAX_DAYS)
    problem = _("It is longer than any school holiday.");
  line->verdict = problem != NULL ? CAM_IMPORT_PROBLEM : CAM_IMPORT_NEW;
  line->reason = g_strdup (problem != NULL ? problem : "");
  g_ptr_array_add (lines, line);
}

/* A day that says its year: it is the same whatever day is today. 0 for none. */
static guint32
read_day (const char *text)
{
  GDate then, later;
  CamWallTime one, other;

  g_date_clear (&then, 1);
  g_date_set_dmy (&then, 1, G_DATE_JANUARY, 1990);
  g_date_clear (&later, 1);
  g_date_set_dmy (&later, 2, G_DATE_JULY, 2120);
  one = cam_event_time_from_typed (text, CAM_WALL_TIME_NONE, g_date_get_julian (&then));
  other = cam_event_time_from_typed (text, CAM_WALL_TIME_NONE, g_date_get_julian (&later));
  return one != CAM_WALL_TIME_NONE && one == other ? cam_wall_time_get_day (one) : 0;
}

static int
find_column (const CamCsv       *table,
             const char *const  *names,
             guint               n_names)
{
  for (guint i = 0; i < n_names; i++)
    {
      int column = cam_csv_find_column (table, names[i]);

      if (column >= 0)
        return column;
    }
  return -1;
}

static const char *
get_cell (const CamCsv *table,
          guint         row,
          int           column)
{
  return column >= 0 ? cam_csv_get (table, row, (guint) column) : "";
}

static gboolean
is_empty_row (const CamCsv *table,
              guint         row)
{
  for (guint i = 0; i < cam_csv_get_n_columns (table, row); i++)
    if (*cam_csv_get (table, row, i) != '\0')
      return FALSE;
  return TRUE;
}

static gboolean
fail (GError     **error,
      int          code,
      const char  *sentence)
{
  g_set_error_literal (error, CAM_ERROR, code, sentence);
  return FALSE;
}

/* Whether there is room for one more. */
static gboolean
check_room (GPtrArray  *lines,
            GError    **error)
{
  return lines->len < CAM_HOLIDAY_MAX_LINES
         || fail (error, CAM_ERROR_TOO_BIG, _("This is more than the holidays of some years. 500 lines are the most."));
}

static gboolean
read_table (GBytes     *bytes,
            GPtrArray  *lines,
            GError    **error)
{
  static const char *const names[] = { "name", "holiday", "title", "summary", "event", "description", "subject" };
  static const char *const firsts[] = { "first day", "first", "starts_on", "start", "start date", "starts", "from", "begins",
                                        "date", "day" };
  static const char *const lasts[] = { "last day", "last", "ends_on", "end", "end date", "ends", "to", "until" };
  g_autoptr (CamCsv) table = cam_csv_new (bytes, error);
  int name, first, last;

  if (table == NULL)
    return FALSE;
  if (cam_csv_get_n_rows (table) == 0)
    return TRUE;
  name = find_column (table, names, G_N_ELEMENTS (names));
  first = find_column (table, firsts, G_N_ELEMENTS (firsts));
  last = find_column (table, lasts, G_N_ELEMENTS (lasts));
  if (name < 0 || first < 0)
    return fail (error, CAM_ERROR_INVALID,
                 _("The first line of the table has to name the columns: Name, First day and Last day."));
  for (guint row = 1; row < cam_csv_get_n_rows (table); row++)
    {
      guint32 begins = read_day (get_cell (table, row, first));
      const char *until = get_cell (table, row, last);

      if (is_empty_row (table, row))
        continue;
      if (!check_room (lines, error))
        return FALSE;
      add_line (lines, row + 1, get_cell (table, row, name), begins, *until != '\0' ? read_day (until) : begins, NULL);
    }
  return TRUE;
}

static void
add_event (GPtrArray         *lines,
           const CamIcsEvent *event)
{
  g_autofree char *first = cam_wall_to_text (event->start, TRUE);
  /* The end of what lasts all day is the day behind it. */
  CamWall end = event->end != CAM_WALL_NONE && event->end > event->start ? event->end - (event->all_day ? CAM_WALL_DAY : 1)
                                                                         : event->start;
  g_autofree char *last = cam_wall_to_text (end, TRUE);
  const char *problem = NULL;

  if (event->status == CAM_ICS_STATUS_CANCELLED)
    problem = _("It was cancelled.");
  else if (event->recurrence != NULL)
    problem = _("It repeats, which no school holiday does.");
  else if (!event->all_day)
    problem = _("It is at a time of the day, so it is no holiday.");
  add_line (lines, event->line, event->summary, cam_day_from_text (first), cam_day_from_text (last), problem);
}

static gboolean
read_calendar (GBytes     *bytes,
               GPtrArray  *lines,
               GError    **error)
{
  g_autoptr (CamIcsFile) file = cam_ics_read (bytes, NULL, NULL, NULL, error);

  if (file == NULL)
    return FALSE;
  for (guint i = 0; i < file->events->len; i++)
    {
      if (!check_room (lines, error))
        return FALSE;
      add_event (lines, g_ptr_array_index (file->events, i));
    }
  for (guint i = 0; i < file->refused->len; i++)
    {
      const CamIcsRefused *refused = g_ptr_array_index (file->refused, i);

      if (!check_room (lines, error))
        return FALSE;
      add_line (lines, refused->line, refused->summary, 0, 0, refused->reason);
    }
  return TRUE;
}

static gboolean
is_calendar (GBytes *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *start = g_strndup (data != NULL ? data : "", MIN (size, 200));
  g_autofree char *upper = g_ascii_strup (start, -1);

  return strstr (upper, "BEGIN:VCALENDAR") != NULL;
}

gboolean
cam_holiday_read (GBytes     *bytes,
                  GPtrArray  *lines,
                  GError    **error)
{
  if (g_bytes_get_size (bytes) > CAM_HOLIDAY_MAX_BYTES)
    return fail (error, CAM_ERROR_TOO_BIG, _("This is more than the holidays of some years. 1 MB is the most."));
  if (!(is_calendar (bytes) ? read_calendar (bytes, lines, error) : read_table (bytes, lines, error)))
    return FALSE;
  return lines->len > 0 || fail (error, CAM_ERROR_INVALID, _("There are no holidays in this file."));
}
