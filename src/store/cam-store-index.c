/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store-object.h"

/* So many rows are a few hundredths of a second. */
#define ROWS_A_TIME 400

/* CamStoreFunc. A failure is no reason to trouble anybody: the rows wait for the next opening. */
static gboolean
index_some (CamStore      *store,
            CamDb         *db,
            GCancellable  *cancellable,
            gpointer       data,
            GError       **error)
{
  gboolean more = FALSE;
  g_autoptr (GError) failure = NULL;

  if (!cam_search_catch_up (db, ROWS_A_TIME, &more, &failure))
    g_debug ("rows were not indexed: %s", failure->message);
  else if (more)
    cam_store_run_later (store, index_some, NULL, NULL);
  return TRUE;
}

gboolean
cam_store_is_indexed (CamStore *self)
{
  gint64 waiting = 0;

  g_return_val_if_fail (CAM_IS_STORE (self), TRUE);

  cam_db_query_integer (cam_store_get_reader (self), "SELECT EXISTS (SELECT 1 FROM cam_unindexed)", NULL, 0, 0,
                        &waiting, NULL);
  return waiting == 0;
}

void
cam_store_index_later (CamStore *self)
{
  g_return_if_fail (CAM_IS_STORE (self));

  if (!cam_store_get_read_only (self) && !cam_store_is_indexed (self))
    cam_store_run_later (self, index_some, NULL, NULL);
}

/* CamStoreFunc */
static gboolean
index_all (CamStore      *store,
           CamDb         *db,
           GCancellable  *cancellable,
           gpointer       data,
           GError       **error)
{
  gboolean more = TRUE;

  while (more)
    if (!cam_search_catch_up (db, 100 * ROWS_A_TIME, &more, error))
      return FALSE;
  return TRUE;
}

gboolean
cam_store_finish_index (CamStore  *self,
                        GError   **error)
{
  g_return_val_if_fail (CAM_IS_STORE (self), FALSE);

  return cam_store_run (self, index_all, NULL, error);
}
