/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-file-kind.h"

#include "cam-contact-columns.h"
#include "cam-event-columns.h"
#include "cam-input-file.h"

#include <string.h>
#include <unistd.h>

/* So much of a file says what it is. */
#define HEAD 256
#define FIRST_LINE 4096

static gboolean
has_ending (const char        *name,
            const char *const *endings)
{
  g_autofree char *small = g_ascii_strdown (name, -1);

  for (guint i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (small, endings[i]))
      return TRUE;
  return FALSE;
}

gboolean
cam_file_kind_is_table (const char *name)
{
  static const char *const endings[] = { ".csv", ".tsv", ".tab", ".txt", NULL };

  return has_ending (name, endings);
}

/* In letters of whatever case. */
static gboolean
begins_with (gconstpointer  data,
             gsize          length,
             const char    *word)
{
  g_autofree char *head = data != NULL ? g_ascii_strup (data, (gssize) MIN (length, HEAD)) : NULL;

  return head != NULL && strstr (head, word) != NULL;
}

gboolean
cam_file_kind_is_calendar (gconstpointer data,
                           gsize         length)
{
  return begins_with (data, length, "BEGIN:VCALENDAR");
}

gboolean
cam_file_kind_is_cards (gconstpointer data,
                        gsize         length)
{
  return begins_with (data, length, "BEGIN:VCARD");
}

/* Whether it has a title and a day, and something more that only events have. */
static gboolean
is_of_events (const CamEventColumns *columns)
{
  static const CamEventField fields[] = { CAM_EVENT_FIELD_START, CAM_EVENT_FIELD_END_DATE, CAM_EVENT_FIELD_END, CAM_EVENT_FIELD_KIND,
                                          CAM_EVENT_FIELD_VENUE, CAM_EVENT_FIELD_STATUS };

  if (columns->column[CAM_EVENT_FIELD_TITLE] < 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (columns->column[CAM_EVENT_FIELD_DATE] >= 0 && columns->column[fields[i]] >= 0)
      return TRUE;
  /* Other programs put the day into "Start". */
  return columns->column[CAM_EVENT_FIELD_START] >= 0 && columns->column[CAM_EVENT_FIELD_END] >= 0;
}

/* A table of places may have names and phones as well; it goes on the map. */
static gboolean
has_places (const CamCsv          *csv,
            const CamEventColumns *columns)
{
  static const char *const names[] = { "easting", "eastings", "wkt", "geom", "geometry", "the_geom" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (cam_csv_find_column (csv, names[i]) >= 0)
      return TRUE;
  return columns->column[CAM_EVENT_FIELD_LATITUDE] >= 0;
}

static gboolean
is_of_contacts (const CamCsv *csv)
{
  static const CamContactField ways[] = { CAM_CONTACT_FIELD_EMAIL, CAM_CONTACT_FIELD_OTHER_EMAILS, CAM_CONTACT_FIELD_PHONE,
                                          CAM_CONTACT_FIELD_OTHER_PHONES };
  CamContactColumns columns;

  cam_contact_columns_guess (&columns, csv);
  if (!cam_contact_columns_are_enough (&columns))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (columns.column[ways[i]] >= 0)
      return TRUE;
  return FALSE;
}

static CamFileKind
find_kind_of_table (const char *head,
                    gsize       length)
{
  const char *end = memchr (head, '\n', length);
  g_autoptr (GBytes) bytes = g_bytes_new (head, end != NULL ? (gsize) (end - head) : length);
  g_autoptr (CamCsv) csv = cam_csv_new (bytes, NULL);
  CamEventColumns columns;

  if (csv == NULL || cam_csv_get_n_rows (csv) == 0 || cam_event_columns_have_no_names (csv))
    return CAM_FILE_OTHER;
  cam_event_columns_guess (&columns, csv);
  if (is_of_events (&columns))
    return CAM_FILE_CALENDAR;
  return !has_places (csv, &columns) && is_of_contacts (csv) ? CAM_FILE_CONTACTS : CAM_FILE_OTHER;
}

CamFileKind
cam_file_kind_find (const char *path)
{
  static const char *const calendars[] = { ".ics", ".ical", ".ifb", ".icalendar", NULL };
  static const char *const contacts[] = { ".vcf", ".vcard", NULL };
  char head[FIRST_LINE] = "";
  ssize_t length = 0;
  int fd = -1;

  g_return_val_if_fail (path != NULL, CAM_FILE_OTHER);

  if (has_ending (path, calendars))
    return CAM_FILE_CALENDAR;
  if (has_ending (path, contacts))
    return CAM_FILE_CONTACTS;
  fd = cam_input_open (path, CAM_INPUT_MAX_BYTES, NULL, NULL);
  if (fd < 0)
    return CAM_FILE_OTHER;
  length = read (fd, head, sizeof head);
  close (fd);
  if (length <= 0)
    return CAM_FILE_OTHER;
  if (cam_file_kind_is_calendar (head, (gsize) length))
    return CAM_FILE_CALENDAR;
  if (cam_file_kind_is_cards (head, (gsize) length))
    return CAM_FILE_CONTACTS;
  return cam_file_kind_is_table (path) ? find_kind_of_table (head, (gsize) length) : CAM_FILE_OTHER;
}
