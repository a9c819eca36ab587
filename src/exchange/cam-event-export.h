/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-coverage.h"

G_BEGIN_DECLS

/* Which events, and of a table which of their dates. All 0 or NULL: everything. */
typedef struct
{
  const char    *event_uuid;  /* only this one */
  const char    *area_uuid;   /* only those for this area, or one that belonged to it on the day of the event */
  const char    *kind;        /* only those of this kind; NULL for all */
  gboolean       feed;        /* for others to subscribe to: see cam_event_export() */
  guint32        from;        /* only those with a date on these days, both included; 0: open */
  guint32        to;
  CamLocateFunc  locate;      /* for an area: where events are that name none; NULL: nowhere */
  gpointer       locate_data;
} CamEventExportOptions;

typedef struct
{
  guint events;
  guint dates;   /* lines of a table; 0 for a calendar file */
} CamEventExportCounts;

/* Writes events to @path: as .ics a calendar file (METHOD:PUBLISH, or CANCEL for one event that is cancelled), as .csv a
 * table with a line for each date; of what repeats without end those until a year from @today. Whole or not at all. No
 * person is in it, and no template, nor what has no start. CAM_ERROR_UNSUPPORTED for another ending, _NOT_FOUND where the one
 * event is not there, _TOO_BIG for more than 200,000 dates. @counts may be NULL. Blocks.
 * A feed is a calendar file that says how often it is made anew, has no ideas, nothing private, no aims and no notes of
 * single dates, and is not touched where it would be the same. */
gboolean cam_event_export        (CamStore                     *store,
                                  const char                   *path,
                                  guint32                       today,
                                  const CamEventExportOptions  *options,
                                  CamEventExportCounts         *counts,
                                  GError                      **error);
/* The same between frames and on a thread. What @options->locate needs has to live until then. */
void     cam_event_export_async  (CamStore                     *store,
                                  const char                   *path,
                                  guint32                       today,
                                  const CamEventExportOptions  *options,
                                  GCancellable                 *cancellable,
                                  GAsyncReadyCallback           callback,
                                  gpointer                      user_data);
gboolean cam_event_export_finish (CamStore                     *store,
                                  GAsyncResult                 *result,
                                  CamEventExportCounts         *counts,
                                  GError                      **error);

G_END_DECLS
