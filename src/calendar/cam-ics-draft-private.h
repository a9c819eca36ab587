/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-ics-event.h"
#include "cam-ics-lines.h"
#include "cam-ics-zones-private.h"

G_BEGIN_DECLS

/* An event while its lines come in. Its dates wait until the calendar is read, for the zones may be defined below. */

typedef struct
{
  char     *text;
  char     *zone;     /* (nullable): TZID */
} CamIcsDate;

typedef struct
{
  CamIcsEvent *event;
  CamIcsDate   start;
  CamIcsDate   end;
  CamIcsDate   recurrence_id;
  char        *duration;
  char        *rule;
  GArray      *excluded;       /* (element-type CamIcsDate) */
  GArray      *added;          /* (element-type CamIcsDate) */
  guint        extra_size;
  GPtrArray   *extra;
  GPtrArray   *categories;
  gboolean     following;      /* RANGE=THISANDFUTURE */
} CamIcsDraft;

CamIcsDraft *cam_ics_draft_new   (guint             line);
void         cam_ics_draft_free  (CamIcsDraft      *self);
void         cam_ics_draft_take  (CamIcsDraft      *self,
                                  const CamIcsLine *line);
/* The event, where it can be kept; else NULL and a sentence. @cancelled is said by METHOD. (transfer full) */
CamIcsEvent *cam_ics_draft_build (CamIcsDraft      *self,
                                  CamIcsZones      *zones,
                                  gboolean          cancelled,
                                  GError          **error);

G_END_DECLS
