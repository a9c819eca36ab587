/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-columns.h"

#include "cam-event-text-private.h"
#include "cam-table-fields.h"

#include <glib/gi18n-lib.h>

/* So many lines say what a column holds. */
#define SAMPLE 50

/* The word is that of our own tables; the others are what public bodies and other calendars call it, in small letters and
 * without what stands between them. */
static const CamTableField fields[CAM_EVENT_N_FIELDS] = {
  [CAM_EVENT_FIELD_DATE] = { "date", N_("Date"), "date|startdate|eventdate|dateofevent|dateofmeeting|meetingdate|day|when|datetime|dateandtime|startdatetime|starts|dtstart" },
  [CAM_EVENT_FIELD_START] = { "start", N_("Start"), "start|starttime|time|from|timefrom|begins|begin|eventtime|times|startsat" },
  [CAM_EVENT_FIELD_END_DATE] = { "end_date", N_("Last day"), "enddate|lastday|dateto|enddatetime|dtend|ends|until" },
  [CAM_EVENT_FIELD_END] = { "end", N_("End"), "end|endtime|finish|finishtime|to|timeto|endsat" },
  [CAM_EVENT_FIELD_ALL_DAY] = { "all_day", N_("All day"), "allday|alldayevent|wholeday" },
  [CAM_EVENT_FIELD_TITLE] = { "title", N_("Title"), "title|event|eventtitle|eventname|nameofevent|subject|summary|name|meeting|activity|what" },
  [CAM_EVENT_FIELD_KIND] = { "kind", N_("Kind"), "kind|type|eventtype|typeofevent|category|categories" },
  [CAM_EVENT_FIELD_STATUS] = { "status", N_("Status"), "status|state|eventstatus" },
  [CAM_EVENT_FIELD_FORMAT] = { "format", N_("Format"), "format|inpersonoronline|mode" },
  [CAM_EVENT_FIELD_VENUE] = { "venue", N_("Venue"), "venue|location|place|where|venuename|building" },
  [CAM_EVENT_FIELD_ROOM] = { "room", N_("Room"), "room|hall|roomname" },
  [CAM_EVENT_FIELD_ADDRESS] = { "address", N_("Address"), "address|venueaddress|street" },
  [CAM_EVENT_FIELD_POSTCODE] = { "postcode", N_("Postcode"), "postcode|venuepostcode|postalcode" },
  [CAM_EVENT_FIELD_LATITUDE] = { "latitude", N_("Latitude"), "latitude|lat" },
  [CAM_EVENT_FIELD_LONGITUDE] = { "longitude", N_("Longitude"), "longitude|long|lon|lng" },
  [CAM_EVENT_FIELD_LINK] = { "link", N_("Link"), "link|url|onlinelink|website|weblink|joininglink|meetinglink|bookinglink" },
  [CAM_EVENT_FIELD_AREAS] = { "areas", N_("Areas"), "areas|area|areaname|servicedeliveryarea|sda|district|parish|ward|neighbourhood" },
  [CAM_EVENT_FIELD_DESCRIPTION] = { "description", N_("Description"), "description|details|notes|about|comments|body" },
  [CAM_EVENT_FIELD_AIM] = { "aim", N_("Aim"), "aim|purpose|objective|aims" },
  [CAM_EVENT_FIELD_NOTE] = { "note", N_("Note"), "note" },
  [CAM_EVENT_FIELD_REPEATS] = { "repeats", N_("How it repeats"), "repeats|repeat|recurrence|rrule|frequency|howoften" },
  [CAM_EVENT_FIELD_SERIES_DATE] = { "series_date", N_("Date by the rule"), "seriesdate|recurrenceid" },
  [CAM_EVENT_FIELD_UID] = { "uid", N_("Identity in calendars"), "uid|icaluid" },
};

const char *
cam_event_field_get_label (CamEventField field)
{
  g_return_val_if_fail (field < CAM_EVENT_N_FIELDS, NULL);

  return _(fields[field].label);
}

static guint
count_columns (const CamCsv *csv)
{
  return cam_csv_get_n_rows (csv) > 0 ? cam_csv_get_n_columns (csv, 0) : 0;
}

/* How many of the first lines have a day there; *@n_times of them with a time behind it. */
static guint
count_days (const CamCsv *csv,
            guint         column,
            guint         first,
            guint        *n_values,
            guint        *n_times)
{
  guint n_days = 0;

  *n_values = *n_times = 0;
  for (guint i = first; i < MIN (cam_csv_get_n_rows (csv), SAMPLE); i++)
    {
      const char *value = cam_csv_get (csv, i, column);
      CamEventMoment moment = { 0 };

      *n_values += *value != '\0' ? 1 : 0;
      if (*value == '\0' || !cam_event_text_parse_day (value, &moment))
        continue;
      n_days++;
      *n_times += moment.start >= 0 ? 1 : 0;
    }
  return n_days;
}

gboolean
cam_event_columns_have_no_names (const CamCsv *csv)
{
  for (guint i = 0; i < count_columns (csv); i++)
    {
      CamEventMoment moment = { 0 };

      if (cam_event_text_parse_day (cam_csv_get (csv, 0, i), &moment))
        return TRUE;
    }
  return FALSE;
}

/* The first column that holds mostly days. */
static int
find_days (const CamEventColumns *self,
           const CamCsv          *csv,
           guint                  first)
{
  for (guint i = 0; i < count_columns (csv); i++)
    {
      guint n_values = 0, n_times = 0;
      guint n_days = cam_table_fields_is_taken (self->column, CAM_EVENT_N_FIELDS, (int) i) ? 0 : count_days (csv, i, first, &n_values, &n_times);

      if (n_days > 0 && 2 * n_days > n_values)
        return (int) i;
    }
  return -1;
}

/* "Start" and "End" that hold days with their times, as other programs write them, are days. */
static void
move_days (CamEventColumns *self,
           const CamCsv    *csv,
           CamEventField    time,
           CamEventField    day)
{
  guint n_values = 0, n_times = 0, n_days = 0;

  if (self->column[time] < 0 || self->column[day] >= 0)
    return;
  n_days = count_days (csv, (guint) self->column[time], 1, &n_values, &n_times);
  if (n_days == 0 || 2 * n_days <= n_values)
    return;
  self->column[day] = self->column[time];
  self->column[time] = -1;
}

void
cam_event_columns_guess (CamEventColumns *self,
                         const CamCsv    *csv)
{
  guint first = cam_event_columns_have_no_names (csv) ? 0 : 1;

  cam_table_fields_guess (fields, first == 1 ? CAM_EVENT_N_FIELDS : 0, csv, self->column);
  for (guint i = 0; first == 0 && i < CAM_EVENT_N_FIELDS; i++)
    self->column[i] = -1;
  move_days (self, csv, CAM_EVENT_FIELD_START, CAM_EVENT_FIELD_DATE);
  move_days (self, csv, CAM_EVENT_FIELD_END, CAM_EVENT_FIELD_END_DATE);
  if (self->column[CAM_EVENT_FIELD_DATE] < 0)
    self->column[CAM_EVENT_FIELD_DATE] = find_days (self, csv, first);
}

gboolean
cam_event_columns_are_enough (const CamEventColumns *self)
{
  return self->column[CAM_EVENT_FIELD_DATE] >= 0 && self->column[CAM_EVENT_FIELD_TITLE] >= 0;
}

GStrv
cam_event_columns_dup_names (const CamCsv *csv)
{
  return cam_table_fields_dup_names (csv, !cam_event_columns_have_no_names (csv));
}

char *
cam_event_columns_to_text (const CamEventColumns *self)
{
  return cam_table_fields_to_text (fields, CAM_EVENT_N_FIELDS, self->column);
}

gboolean
cam_event_columns_from_text (CamEventColumns *self,
                             const char      *text,
                             guint            n_columns)
{
  return cam_table_fields_from_text (fields, CAM_EVENT_N_FIELDS, text, n_columns, self->column);
}
