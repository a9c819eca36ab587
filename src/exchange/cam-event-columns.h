/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-csv.h"

G_BEGIN_DECLS

/* What the columns of a table of events may hold. */
typedef enum
{
  CAM_EVENT_FIELD_DATE,
  CAM_EVENT_FIELD_START,
  CAM_EVENT_FIELD_END_DATE,
  CAM_EVENT_FIELD_END,
  CAM_EVENT_FIELD_ALL_DAY,
  CAM_EVENT_FIELD_TITLE,
  CAM_EVENT_FIELD_KIND,
  CAM_EVENT_FIELD_STATUS,
  CAM_EVENT_FIELD_FORMAT,
  CAM_EVENT_FIELD_VENUE,
  CAM_EVENT_FIELD_ROOM,
  CAM_EVENT_FIELD_ADDRESS,
  CAM_EVENT_FIELD_POSTCODE,
  CAM_EVENT_FIELD_LATITUDE,
  CAM_EVENT_FIELD_LONGITUDE,
  CAM_EVENT_FIELD_LINK,
  CAM_EVENT_FIELD_AREAS,
  CAM_EVENT_FIELD_DESCRIPTION,
  CAM_EVENT_FIELD_AIM,
  CAM_EVENT_FIELD_NOTE,
  CAM_EVENT_FIELD_REPEATS,
  CAM_EVENT_FIELD_SERIES_DATE,
  CAM_EVENT_FIELD_UID,
} CamEventField;
#define CAM_EVENT_N_FIELDS 23

/* Which column holds what, from 0; -1 for none. */
typedef struct
{
  int column[CAM_EVENT_N_FIELDS];
} CamEventColumns;

/* As a person reads it. */
const char *cam_event_field_get_label  (CamEventField           field);
/* From the names in the first line, and for the date from the values below it. Any thread. */
void        cam_event_columns_guess    (CamEventColumns        *self,
                                        const CamCsv           *csv);
/* Whether it has a date and a title, without which there is no event. */
gboolean    cam_event_columns_are_enough (const CamEventColumns *self);
/* Whether the first line holds values and no names. */
gboolean    cam_event_columns_have_no_names (const CamCsv      *csv);
/* What columns are called: for each that the first line has. (transfer full) */
GStrv       cam_event_columns_dup_names (const CamCsv          *csv) G_GNUC_WARN_UNUSED_RESULT;
/* To be remembered: "date=0 title=3". (transfer full) */
char       *cam_event_columns_to_text  (const CamEventColumns  *self) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE for what is no such text, or names a column beyond @n_columns. */
gboolean    cam_event_columns_from_text (CamEventColumns       *self,
                                        const char             *text,
                                        guint                   n_columns);

G_END_DECLS
