/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-last-change.h"

#include "cam-store-private.h"

GHashTable *
cam_store_list_last_changes (CamStore    *store,
                             const char  *table,
                             const char  *column,
                             const char  *where,
                             GError     **error)
{
  g_autoptr (GHashTable) instants = NULL;
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *sql = NULL;
  const CamTableInfo *info = NULL;
  const CamColumnInfo *column_info = NULL;
  CamDb *db = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (table != NULL && column != NULL && where != NULL, NULL);

  db = cam_store_get_reader (store);
  info = db != NULL ? cam_db_find_table (db, table) : NULL;
  column_info = info != NULL ? cam_table_info_find_column (info, column) : NULL;
  if (column_info == NULL)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "The file has no column “%s” in “%s”.", column, table);
      return NULL;
    }
  /* Only what was changed after the row came has a cell of its own. */
  sql = g_strdup_printf ("SELECT t.uuid, a.at FROM (SELECT uuid, fid FROM \"%s\" NOT INDEXED WHERE %s) t"
                         " LEFT JOIN cam_cell c ON c.tbl = ?1 AND c.fid = t.fid AND c.col = ?2"
                         " LEFT JOIN cam_row r ON r.tbl = ?1 AND r.fid = t.fid"
                         " JOIN cam_action a ON a.copy = coalesce (c.copy, r.copy) AND a.seq = coalesce (c.seq, r.seq)",
                         info->name, where);
  cursor = cam_db_query (db, sql, (const CamValue[]) { cam_integer (info->id), cam_integer (column_info->id) }, 2, error);
  if (cursor == NULL)
    return NULL;
  instants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (cam_cursor_next (cursor, &local_error))
    if (!cam_cursor_is_null (cursor, 0))
      g_hash_table_insert (instants, g_strdup (cam_cursor_get_text (cursor, 0)), g_strdup (cam_cursor_get_text (cursor, 1)));
  if (local_error == NULL)
    return g_steal_pointer (&instants);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
