/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-work.h"
#include "cam-wall-time.h"

G_BEGIN_DECLS

/* One change on its way to the writer thread, which alone touches it from then on until it is done. */
struct _CamEventWork
{
  const char     *label;
  CamWriteFunc    func;
  char           *uuid;         /* the event, or the feedback */
  char           *name;         /* or the group */
  char           *starts_at;
  char           *ends_at;
  gboolean        all_day;
  char           *original_at;
  char           *word;         /* rule or status */
  char           *other;
  char          **areas;
  CamEventScope   scope;
  CamEventLink    link;
  gboolean        set;
  gint64          count;
  char           *made;
};

/* What most changes need to know of an event. */
typedef struct
{
  char     *name;
  char     *starts_at;
  char     *ends_at;
  char     *time_zone;
  char     *recurrence;   /* NULL where it does not repeat */
  gboolean  all_day;
} CamEventBrief;

void      cam_event_brief_clear (CamEventBrief   *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CamEventBrief, cam_event_brief_clear)

/* CAM_ERROR_NOT_FOUND where it is not there or deleted. */
gboolean  cam_event_brief_read  (CamEventBrief   *self,
                                 CamWriter       *writer,
                                 const char      *uuid,
                                 GError         **error);
/* Whether both are times as they are written in an event, the end not before the start. CAM_ERROR_INVALID. */
gboolean  cam_event_check_times (const char      *starts_at,
                                 const char      *ends_at,
                                 gboolean         all_day,
                                 GError         **error);

/* In cam-event-work-links.c */
gboolean  cam_event_link_put    (CamWriter       *writer,
                                 CamEventLink     kind,
                                 const char      *event,
                                 const char      *other,
                                 char           **made,
                                 GError         **error);
gboolean  cam_event_write_link  (CamWriter       *writer,
                                 gpointer         data,
                                 GError         **error);
gboolean  cam_event_write_link_named (CamWriter  *writer,
                                 gpointer         data,
                                 GError         **error);
gboolean  cam_event_write_venue (CamWriter       *writer,
                                 gpointer         data,
                                 GError         **error);
gboolean  cam_event_write_vehicle (CamWriter     *writer,
                                 gpointer         data,
                                 GError         **error);
gboolean  cam_event_write_count (CamWriter       *writer,
                                 gpointer         data,
                                 GError         **error);
gboolean  cam_event_write_activity (CamWriter    *writer,
                                 gpointer         data,
                                 GError         **error);

/* In cam-event-work-copy.c */
typedef enum
{
  CAM_EVENT_COPY_NEW,        /* from a template, or from any event as from one */
  CAM_EVENT_COPY_TEMPLATE,   /* to a template */
  CAM_EVENT_COPY_FOLLOWING,  /* the rest of a series */
} CamEventCopy;

/* The columns of @from that a copy has too, with @cells over them, of which the first is its uuid. */
gboolean  cam_event_copy_row    (CamWriter       *writer,
                                 CamEventCopy     kind,
                                 const char      *from,
                                 const CamCell   *cells,
                                 guint            n_cells,
                                 GError         **error);
/* The start of what is copied and of what it becomes. Either may be CAM_WALL_TIME_NONE: no date moves. */
typedef struct
{
  CamWallTime was;
  CamWallTime is;
} CamEventStarts;

/* What hangs on @from, for @to. Days and times in it keep their distance to the start. */
gboolean  cam_event_copy_hanging (CamWriter      *writer,
                                 CamEventCopy     kind,
                                 const char      *from,
                                 const char      *to,
                                 CamEventStarts   starts,
                                 GError         **error);
gboolean  cam_event_write_add   (CamWriter       *writer,
                                 gpointer         data,
                                 GError         **error);
gboolean  cam_event_write_template (CamWriter    *writer,
                                 gpointer         data,
                                 GError         **error);
gboolean  cam_event_write_checklist (CamWriter   *writer,
                                 gpointer         data,
                                 GError         **error);

/* In cam-event-work-series.c */
gboolean  cam_event_write_move  (CamWriter       *writer,
                                 gpointer         data,
                                 GError         **error);
gboolean  cam_event_write_repeat (CamWriter      *writer,
                                 gpointer         data,
                                 GError         **error);
gboolean  cam_event_write_status (CamWriter      *writer,
                                 gpointer         data,
                                 GError         **error);
gboolean  cam_event_write_date_venue (CamWriter  *writer,
                                 gpointer         data,
                                 GError         **error);
gboolean  cam_event_write_date_note (CamWriter   *writer,
                                 gpointer         data,
                                 GError         **error);

G_END_DECLS
