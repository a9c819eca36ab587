/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cam-reader.h"

G_BEGIN_DECLS

/* Where rows are read from: a store, on the main thread, or a reading, on the thread that it runs on. The other is NULL. */
typedef struct
{
  CamStore  *store;
  CamReader *reader;
} CamTrackSource;

/* As cam_store_select(). */
CamCursor *cam_track_select (const CamTrackSource  *source,
                             const char            *table,
                             const char           **columns,
                             const char            *clause,
                             const CamValue        *params,
                             guint                  n_params,
                             GError               **error) G_GNUC_WARN_UNUSED_RESULT;

typedef void (*CamTrackRowFunc) (CamCursor *cursor,
                                 gpointer   user_data);

/* Gives each row of a selection, as cam_store_select() takes it, to @take. FALSE where it cannot be read to the end.
 * Main thread. */
gboolean cam_track_foreach_row (CamStore         *store,
                                const char       *table,
                                const char      **columns,
                                const char       *clause,
                                const CamValue   *params,
                                guint             n_params,
                                CamTrackRowFunc   take,
                                gpointer          user_data,
                                GError          **error);

G_END_DECLS
