/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-book-private.h"
#include "cam-ics-event.h"

G_BEGIN_DECLS

/* Between an event of the store and one of a calendar file. Any thread. */

/* As it is exported, without what tells of persons; NULL where it has no start. (transfer full) */
CamIcsEvent   *cam_event_to_ics      (const CamEventEntry  *self,
                                      const CamEventBook   *book) G_GNUC_WARN_UNUSED_RESULT;
/* What @stored (NULL for a new one) is to become by @event. What the file does not say, and what it says as the export
 * of @stored would, stays as it is. The book was asked for its UID. @odd (nullable, element-type utf8) gets sentences about what is lost. (transfer full) */
CamEventEntry *cam_event_from_ics    (const CamIcsEvent    *event,
                                      const CamEventBook   *book,
                                      const CamEventEntry  *stored,
                                      GPtrArray            *odd) G_GNUC_WARN_UNUSED_RESULT;
/* Organisers, guests and others whom an event of a file names. */
guint          cam_event_count_people (const CamIcsEvent   *event);

/* In cam-event-ics-dates.c. Fills the exceptions of @event, which has all else. */
void           cam_event_dates_to_ics (const CamEventEntry *self,
                                       const CamEventBook  *book,
                                       CamIcsEvent         *event);
/* The dates that are not as by the rule. (element-type CamEventDateEntry) (transfer full) */
GPtrArray     *cam_event_dates_from_ics (const CamIcsEvent  *event,
                                       const CamEventBook  *book) G_GNUC_WARN_UNUSED_RESULT;
/* The one date of @series that @event, which has a recurrence_id, stands for. (transfer full) */
CamEventDateEntry *cam_event_date_from_ics (const CamIcsEvent *event,
                                       const CamIcsEvent   *series,
                                       const CamEventBook  *book) G_GNUC_WARN_UNUSED_RESULT;
/* Leaves out what says the same as the rule: @length is that of the event. */
void           cam_event_date_tidy    (CamEventDateEntry   *self,
                                       CamWall              length);
/* Whether anything is left then. */
gboolean       cam_event_date_says_something (const CamEventDateEntry *date);

/* Finds the venue that @location means, and what stands before it as *@room (transfer full). */
const CamEventVenue *cam_event_find_venue (const CamEventBook *book,
                                       const char          *location,
                                       char               **room);
/* "Small hall, Central Library, …"; NULL for none. (transfer full) */
char          *cam_event_dup_location (const char          *room,
                                       const CamEventVenue *venue) G_GNUC_WARN_UNUSED_RESULT;
/* "planned" for what a file calls tentative; NULL where it says nothing. */
const char    *cam_event_status_to_word (CamIcsStatus       status);
CamIcsStatus   cam_event_status_from_word (const char      *word);

G_END_DECLS
