/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outgoing-private.h"

/* A copy goes without a search index, which is as large as everything else in it and can be made from that. So
 * no word of what was left out can be in it either, nor the beginning of one. Whoever merges the copy never asks for
 * it; whoever opens it finds all rows waiting to be indexed. */

static gboolean
let_rows_wait (CamDb               *db,
               const CamTableInfo  *table,
               GError             **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO cam_unindexed SELECT %d, fid FROM \"%s\" WHERE deleted = 0",
                                          table->id, table->name);

  return cam_db_run (db, sql, NULL, 0, error);
}

gboolean
cam_outgoing_drop_index (CamDb   *db,
                         GError **error)
{
  GPtrArray *tables = cam_db_get_tables (db);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *sql = cam_db_query_text (db, "SELECT sql FROM sqlite_schema WHERE name = 'cam_search'",
                                            NULL, 0, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (sql == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The file is damaged (there is no search index).");
      return FALSE;
    }
  if (!cam_db_run (db, "DROP TABLE cam_search", NULL, 0, error) || !cam_db_run (db, sql, NULL, 0, error)
      || !cam_db_run (db, "DELETE FROM cam_unindexed", NULL, 0, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!let_rows_wait (db, g_ptr_array_index (tables, i), error))
      return FALSE;
  return TRUE;
}
