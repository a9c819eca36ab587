/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-recurrence.h"

G_BEGIN_DECLS

/* One event of a calendar file, the same whether it was read or is to be written. Plain data; every text is sound
 * UTF-8 without control characters but line ends. Strings are NULL where the file has none. */

typedef enum
{
  CAM_ICS_STATUS_NONE,
  CAM_ICS_STATUS_TENTATIVE,
  CAM_ICS_STATUS_CONFIRMED,
  CAM_ICS_STATUS_CANCELLED,
} CamIcsStatus;

typedef struct
{
  char *name;
  char *address;   /* "mailto:…" and the like are cut off */
  char *reply;     /* "ACCEPTED", "DECLINED" … as in the file */
  char *role;
} CamIcsPerson;

typedef struct _CamIcsEvent CamIcsEvent;

struct _CamIcsEvent
{
  char         *uid;
  gboolean      uid_made;       /* the file has none; it is computed from what the event says */
  guint         sequence;
  gint64        stamp;          /* DTSTAMP in UTC, CAM_WALL_NONE for none */
  char         *summary;
  char         *description;
  char         *location;
  char         *url;
  gboolean      has_geo;
  double        latitude;
  double        longitude;
  char        **categories;
  CamIcsStatus  status;         /* of METHOD:CANCEL always cancelled */
  char         *classification; /* "PUBLIC", "PRIVATE", "CONFIDENTIAL" */
  gboolean      transparent;    /* does not take up time */

  CamWall       start;          /* on the wall of zone */
  CamWall       end;            /* of an all-day event the day after its last */
  gboolean      all_day;
  CamTimeZone  *zone;           /* home, unless it repeats by the clock of elsewhere */
  char         *original_zone;  /* the zone that it was written in, where that is another than home */
  char         *recurrence;     /* as cam_recurrence_to_text() has it */
  GArray       *exceptions;     /* (element-type CamException), on the wall of zone, in order */
  GPtrArray    *overrides;      /* (element-type CamIcsEvent): texts of single dates, by their recurrence_id */
  CamWall       recurrence_id;  /* which date of its series it is; CAM_WALL_NONE where it is no single date */
  gboolean      recurrence_id_is_day;  /* it says only the day; once it is with its series it is whole */

  CamIcsPerson *organizer;
  GPtrArray    *attendees;      /* (element-type CamIcsPerson) */
  char        **extra;          /* lines that are not known here, unfolded, to be written again */

  char        **problems;       /* what is odd about it, as sentences */
  guint         line;           /* where it begins in the file, from 1; 0 where it was not read */
};

/* Empty, on the clock of home, with its lists. (transfer full) */
CamIcsEvent *cam_ics_event_new         (void);
void         cam_ics_event_free        (CamIcsEvent       *self);
/* Adds what is odd about it. */
void         cam_ics_event_add_problem (CamIcsEvent       *self,
                                        const char        *sentence);
/* The text of a single date, or NULL. */
CamIcsEvent *cam_ics_event_find        (const CamIcsEvent *self,
                                        CamWall            recurrence_id);
/* Whether both say the same about everything but stamp, line and problems. */
gboolean     cam_ics_event_equal       (const CamIcsEvent *a,
                                        const CamIcsEvent *b);
void         cam_ics_person_free       (CamIcsPerson      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamIcsEvent, cam_ics_event_free)

G_END_DECLS
