/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-track-rows.h"

CamCursor *
cam_track_select (const CamTrackSource  *source,
                  const char            *table,
                  const char           **columns,
                  const char            *clause,
                  const CamValue        *params,
                  guint                  n_params,
                  GError               **error)
{
  if (source->reader != NULL)
    return cam_reader_select (source->reader, table, columns, clause, params, n_params, error);
  return cam_store_select (source->store, table, columns, clause, params, n_params, error);
}

gboolean
cam_track_foreach_row (CamStore         *store,
                       const char       *table,
                       const char      **columns,
                       const char       *clause,
                       const CamValue   *params,
                       guint             n_params,
                       CamTrackRowFunc   take,
                       gpointer          user_data,
                       GError          **error)
{
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, clause, params, n_params, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    take (cursor, user_data);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
