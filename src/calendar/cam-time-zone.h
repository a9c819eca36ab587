/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-wall.h"

G_BEGIN_DECLS

/* Time zones, between the clock on a wall and UTC. One lives as long as the program. Any thread.
 *
 * A time that a clock skips is read with the offset from before the change, and of a time that it shows twice the
 * first is meant, as RFC 5545 (3.3.5) says: in England on the last Sunday of March 01:30 is 02:30, and on the last
 * Sunday of October 01:30 is still summer time. */
typedef struct _CamTimeZone CamTimeZone;

#define CAM_TIME_ZONE_HOME "Europe/London"

/* A zone by its name in the IANA data, as "Europe/London" or "UTC". NULL where there is none of that name.
 * (transfer none) (nullable) */
CamTimeZone *cam_time_zone_get       (const char  *id);
/* Europe/London. (transfer none) */
CamTimeZone *cam_time_zone_get_home  (void);
/* Also by what calendar programs write: quoted, with a path before it, as Windows names it ("GMT Standard Time"), and
 * as Outlook shows it ("(UTC+01:00) Amsterdam, Berlin …"). (transfer none) (nullable) */
CamTimeZone *cam_time_zone_find      (const char  *name);
/* A zone that is always so many seconds east of Greenwich, less than a day. (transfer none) */
CamTimeZone *cam_time_zone_get_fixed (int          seconds);
/* The zones that calendar programs of Windows know, each once; where @index is too large, NULL. (transfer none) */
CamTimeZone *cam_time_zone_get_known (guint        index);

const char  *cam_time_zone_get_id    (CamTimeZone *self);
/* The same count of seconds as CamWall, but in UTC. */
gint64       cam_time_zone_to_utc    (CamTimeZone *self,
                                      CamWall      wall);
CamWall      cam_time_zone_from_utc  (CamTimeZone *self,
                                      gint64       utc);
/* What the clock of another zone shows at the same time. */
CamWall      cam_time_zone_convert   (CamTimeZone *from,
                                      CamTimeZone *to,
                                      CamWall      wall);
/* What a clock there really shows: a time that it skips becomes the one after the change. */
CamWall      cam_time_zone_settle    (CamTimeZone *self,
                                      CamWall      wall);

/* One change of the clock. */
typedef struct
{
  gint64      utc;      /* the first second of the new offset */
  int         before;   /* seconds east of Greenwich */
  int         after;
  const char *name;     /* of the new time, as "BST" */
} CamZoneChange;

#define CAM_ZONE_MAX_CHANGES 8

/* The changes of a year, in order; their number. The offset and the name that the year begins with are put into *@first,
 * whose utc is the beginning of the year. */
guint        cam_time_zone_get_changes (CamTimeZone   *self,
                                        int            year,
                                        CamZoneChange *first,
                                        CamZoneChange  changes[CAM_ZONE_MAX_CHANGES]);

G_END_DECLS
