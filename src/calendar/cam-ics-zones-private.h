/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-ics-lines.h"
#include "cam-time-zone.h"

G_BEGIN_DECLS

/* The time zones that a calendar of a file defines (VTIMEZONE), by name. */
typedef struct _CamIcsZones CamIcsZones;

typedef struct
{
  CamTimeZone *zone;      /* NULL where it is known only as the file defines it, or not at all */
  gpointer     defined;   /* (nullable): for cam_ics_zones_to_utc () */
} CamIcsZone;

CamIcsZones *cam_ics_zones_new    (void);
void         cam_ics_zones_free   (CamIcsZones      *self);
/* Takes the lines between BEGIN:VTIMEZONE and END:VTIMEZONE; @component is the innermost one. */
void         cam_ics_zones_begin  (CamIcsZones      *self);
void         cam_ics_zones_take   (CamIcsZones      *self,
                                   const char       *component,
                                   const CamIcsLine *line);
void         cam_ics_zones_part   (CamIcsZones      *self);
void         cam_ics_zones_end    (CamIcsZones      *self);
/* What @name means: a zone that is known here by that name, else the one that keeps the same time as the file
 * defines, else the definition. Both members are NULL where the name says nothing. */
CamIcsZone   cam_ics_zones_find   (CamIcsZones      *self,
                                   const char       *name);
/* A time on the wall of a zone that only the file knows. */
gint64       cam_ics_zones_to_utc (gpointer          defined,
                                   CamWall           wall);

G_END_DECLS
