/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-event-export.h"
#include "cam-event-ics-private.h"

G_BEGIN_DECLS

/* What is known once the store was read; any thread then. */
typedef struct
{
  CamEventBook         *book;
  GHashTable           *chosen;    /* uuids of those for an area; NULL for all */
  GHashTable           *areas;     /* uuid → names with semicolons between */
  char                 *path;
  char                 *event_uuid;
  char                 *area_uuid;
  char                 *kind;       /* NULL for all */
  CamLocateFunc         locate;
  gpointer              locate_data;
  guint32               today;
  CamWall               from;      /* both included; CAM_WALL_MIN and CAM_WALL_MAX for open */
  CamWall               to;
  gboolean              is_csv;
  gboolean              feed;
  CamEventExportCounts  counts;
} CamEventExport;

/* The events that are asked for, in order of start. (element-type CamEventEntry) (transfer container) */
GPtrArray *cam_event_export_list   (CamEventExport  *self) G_GNUC_WARN_UNUSED_RESULT;
/* The dates of an event from self->from to @to. (element-type CamOccurrence) (transfer full) (nullable) */
GArray    *cam_event_export_expand (CamEventExport       *self,
                                    const CamEventEntry  *event,
                                    CamWall               to,
                                    guint                 limit) G_GNUC_WARN_UNUSED_RESULT;
/* In cam-event-table.c. NULL with CAM_ERROR_TOO_BIG. */
GString   *cam_event_export_to_csv (CamEventExport  *self,
                                    GCancellable    *cancellable,
                                    GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
