/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-columns.h"
#include "cam-event-ics-private.h"
#include "cam-ics-read.h"

G_BEGIN_DECLS

/* A line of a table. */
typedef struct
{
  guint     number;       /* from 1, that of the names included */
  char     *uid;          /* NULL where it was refused; computed where the table has none */
  gboolean  has_uid;      /* the table says it */
  char     *title;        /* NULL where it is empty */
  gboolean  all_day;
  CamWall   start;
  CamWall   end;          /* CAM_WALL_NONE where it is not said; behind the last day of one that lasts all day */
  CamWall   original;     /* the date by the rule; CAM_WALL_NONE for none */
  gboolean  is_added;     /* the table says that there is none */
  const char *kind;       /* words of the program; NULL where nothing is said */
  const char *status;
  const char *format;
  char     *room;
  char     *location;     /* with the room */
  char     *link;
  char    **areas;        /* names or codes; NULL for none */
  char     *description;
  char     *aim;
  char     *note;
  char     *repeats;
  gboolean  has_geo;
  double    latitude;
  double    longitude;
  char     *reason;       /* why it was refused; NULL where it was not */
  GPtrArray *odd;         /* (element-type utf8) */
} CamEventRow;

/* A table of events, read. Does not change after that. Any thread, one at a time. */
typedef struct
{
  CamEventColumns  columns;
  char           **names;     /* of the columns */
  GPtrArray       *rows;      /* (element-type CamEventRow) */
} CamEventRows;

/* @columns may be NULL, then they are guessed. Where date or title are still missing there are no rows.
 * CAM_ERROR_CORRUPT and _TOO_BIG. */
CamEventRows *cam_event_rows_new       (GBytes                *bytes,
                                        const CamEventColumns *columns,
                                        GCancellable          *cancellable,
                                        GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void          cam_event_rows_free      (CamEventRows          *self);
/* Whether a line names an area. */
gboolean      cam_event_rows_have_areas (CamEventRows         *self);
/* The UIDs in it. (element-type utf8) (transfer full) */
GPtrArray    *cam_event_rows_list_uids (CamEventRows          *self) G_GNUC_WARN_UNUSED_RESULT;
/* As a calendar would have them: dates of a series that is here one by one, the lines of one that is not as one event.
 * *@by_event (transfer full): which row an event, or an override of one, is of. Both live no longer than the rows. (transfer full) */
CamIcsFile   *cam_event_rows_to_ics    (CamEventRows          *self,
                                        const CamEventBook    *book,
                                        GHashTable           **by_event) G_GNUC_WARN_UNUSED_RESULT;

/* What a calendar file has no word for. */
void          cam_event_row_apply      (const CamEventRow     *self,
                                        CamEventEntry         *want,
                                        const CamEventEntry   *stored);
/* What is to become of the date of @series that @event, made of the row, stands for; @shown is the series as a calendar
 * has it. (transfer full) */
CamEventDateEntry *cam_event_row_dup_date (const CamEventRow   *self,
                                        const CamIcsEvent     *event,
                                        const CamIcsEvent     *shown,
                                        const CamEventEntry   *series,
                                        const CamEventBook    *book) G_GNUC_WARN_UNUSED_RESULT;
/* Adds the dates of a new event that are not as by its rule. */
void          cam_event_row_apply_dates (const CamIcsEvent          *event,
                                        GHashTable            *by_event,
                                        CamEventEntry         *want,
                                        const CamEventBook    *book);

/* In cam-event-cells.c. Fills the row from the cells of a line. */
void          cam_event_row_read       (CamEventRow           *self,
                                        const CamCsv          *csv,
                                        guint                  line,
                                        const CamEventColumns *columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamEventRows, cam_event_rows_free)

G_END_DECLS
