/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-timeline.h"
#include "cam-reader.h"

G_BEGIN_DECLS

/* Where a line comes from. */
typedef enum
{
  CAM_TIMELINE_FROM_INTERACTION,
  CAM_TIMELINE_FROM_EVENT,
  CAM_TIMELINE_FROM_ACTIVITY,
  CAM_TIMELINE_FROM_PRIORITY,             /* organisation_priority */
  CAM_TIMELINE_FROM_READING,
  CAM_TIMELINE_FROM_GROUP_ORGANISATION,
  CAM_TIMELINE_FROM_GROUP_PERSON,
  CAM_TIMELINE_FROM_ROLE,                 /* person_role */
  CAM_TIMELINE_FROM_PERSON,               /* the main role */
  CAM_TIMELINE_N_SOURCES,
} CamTimelineSource;

/* One line as it is kept: there may be very many. */
typedef struct
{
  gint64   fid;
  guint32  day;
  guint8   kind;      /* CamTimelineKind */
  guint8   source;    /* CamTimelineSource */
  guint16  word;      /* of a date of an event: the quark of its status where it has one of its own, as it fits; else 0 */
} CamTimelineEntry;

/* What is read for one. Any thread; nobody else has it meanwhile. */
typedef struct
{
  CamTimelineOf  of;
  char          *uuid;
  char          *areas;    /* of an area: it and what lies in it, as JSON */
} CamTimelineQuestion;

typedef struct
{
  GArray    *entries;   /* CamTimelineEntry, in no order */
  GPtrArray *repeating; /* uuids of events whose dates have to be reckoned */
} CamTimelineAnswer;

void         cam_timeline_question_free (gpointer                    data);
void         cam_timeline_answer_free   (gpointer                    data);

/* A CamReadFunc over a CamTimelineQuestion; gives a CamTimelineAnswer. */
gpointer     cam_timeline_read          (CamReader                  *reader,
                                         gpointer                    data,
                                         GError                    **error);
const char  *cam_timeline_get_table     (CamTimelineSource           source);
/* The tables whose changes a timeline follows, by number. */
#define CAM_TIMELINE_N_TABLES 24
const char  *cam_timeline_get_followed  (guint                       number);
/* Whether what a row of it is called stands in lines of other rows. */
gboolean     cam_timeline_is_named      (guint                       number);

/* The line of @entry. Never NULL: a row that went a moment ago has an empty title. */
CamTimelineItem *cam_timeline_item_load (CamStore                   *store,
                                         const CamTimelineEntry     *entry,
                                         guint32                     today) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
