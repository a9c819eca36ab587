/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-track-rows.h"
#include "cam-wall-time.h"

G_BEGIN_DECLS

/* The dates of events in a window of days: of those that happen once, of those that repeat, of single dates that were
 * moved, cancelled or added. What a rule means is not known here: whoever loads brings a CamExpander. Main thread. */

/* One row of event_date. */
typedef struct
{
  CamWallTime original;    /* CAM_WALL_TIME_NONE where it was added */
  CamWallTime starts;      /* CAM_WALL_TIME_NONE: as by the rule */
  CamWallTime ends;        /* CAM_WALL_TIME_NONE: as long as the event */
  gboolean    cancelled;
  const char *status;      /* (nullable) */
  const char *venue_uuid;  /* (nullable) */
} CamEventException;

/* One row of event. Texts are NULL where there is none; they live as long as the CamEventDates. */
typedef struct
{
  guint        number;      /* from 0, without gaps, among those that were loaded together */
  const char  *uuid;
  const char  *name;
  const char  *kind;
  const char  *status;
  const char  *audience;
  const char  *recurrence;
  const char  *time_zone;
  const char  *venue_uuid;
  const char  *vehicle_uuid;
  const char  *room;
  const char  *lead;
  const char  *lead_uuid;
  CamWallTime  starts;      /* never CAM_WALL_TIME_NONE */
  CamWallTime  ends;        /* behind the last day of one that lasts all day; never before it starts */
  gboolean     all_day;
  gint64       capacity;    /* CAM_INTEGER_NONE */
  GArray      *changes;     /* CamEventException; NULL for none */
} CamEventRow;

/* One date of an event. */
typedef struct
{
  const CamEventRow    *event;
  const CamEventException *change;    /* NULL where it is as by the rule */
  CamWallTime           original;  /* when the rule has it; CAM_WALL_TIME_NONE where it was added */
  CamWallTime           starts;
  CamWallTime           ends;
  gboolean              cancelled;
} CamEventInstance;

const char *cam_event_instance_get_status (const CamEventInstance *self);
const char *cam_event_instance_get_venue  (const CamEventInstance *self);

/* Adds to @starts (CamWallTime) when @event starts by its rule on days from @from to @to, its first start too where
 * it is one of these. Exceptions are not its business. */
typedef void (*CamExpandFunc) (const CamEventRow *event,
                               guint32            from,
                               guint32            to,
                               GArray            *starts,
                               gpointer           user_data);
typedef struct
{
  CamExpandFunc func;       /* NULL: only the first date of what repeats */
  gpointer      user_data;
} CamExpander;

/* For a CamQuery of events, or a selection from the table: events that may have a date from day ?1 to before day ?2
 * ("YYYY-MM-DD"). Indexes find them however many there are. Those that repeat may have none there after all. */
#define CAM_EVENTS_BETWEEN                                                                                           \
  "deleted = 0 AND is_template = 0 AND fid IN (SELECT fid FROM event"                                                \
  " WHERE deleted = 0 AND starts_at >= ?1 AND starts_at < ?2"                                                        \
  " UNION ALL SELECT fid FROM event WHERE deleted = 0 AND substr (ends_at, 1, 10) > substr (starts_at, 1, 10)"       \
  " AND ends_at >= ?1 AND starts_at < ?2"                                                                            \
  " UNION ALL SELECT fid FROM event WHERE deleted = 0 AND recurrence IS NOT NULL AND recurrence_until >= ?1"         \
  " AND starts_at < ?2"                                                                                              \
  " UNION ALL SELECT fid FROM event WHERE deleted = 0 AND recurrence IS NOT NULL AND recurrence_until IS NULL"       \
  " AND starts_at < ?2"                                                                                              \
  " UNION ALL SELECT e.fid FROM event_date d CROSS JOIN event e ON e.uuid = d.event_uuid WHERE d.deleted = 0"        \
  " AND d.starts_at IS NOT NULL AND d.starts_at < ?2 AND coalesce (d.ends_at, d.starts_at) >= ?1)"

typedef struct _CamEventDates CamEventDates;

/* Whether the dates of an event are wanted. */
typedef gboolean (*CamEventFilter) (const CamEventRow *event,
                                    gpointer           user_data);

/* Days from @from to @to, both included. @expander may be NULL; @filter too: it is asked before anything is expanded. */
CamEventDates          *cam_event_dates_load         (CamStore             *store,
                                                      guint32               from,
                                                      guint32               to,
                                                      const CamExpander    *expander,
                                                      CamEventFilter        filter,
                                                      gpointer              filter_data,
                                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;
CamEventDates          *cam_event_dates_load_from    (const CamTrackSource *source,
                                                      guint32               from,
                                                      guint32               to,
                                                      const CamExpander    *expander,
                                                      CamEventFilter        filter,
                                                      gpointer              filter_data,
                                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void                    cam_event_dates_free         (CamEventDates        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamEventDates, cam_event_dates_free)

guint                   cam_event_dates_get_n        (const CamEventDates  *self);
/* The earliest start first, then by name and uuid. Cancelled ones are among them. */
const CamEventInstance *cam_event_dates_get          (const CamEventDates  *self,
                                                      guint                 position);
/* Events that were looked at, whether or not they have a date there; by number. */
guint                   cam_event_dates_get_n_events (const CamEventDates  *self);
const CamEventRow      *cam_event_dates_get_event    (const CamEventDates  *self,
                                                      guint                 number);
/* NULL where it is not among them. */
const CamEventRow      *cam_event_dates_find_event   (const CamEventDates  *self,
                                                      const char           *uuid);

G_END_DECLS
