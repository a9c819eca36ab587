/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store-blob.h"

#include "cam-store-object.h"

gint64
cam_store_get_size (CamStore   *self,
                    const char *table,
                    const char *column,
                    const char *uuid)
{
  const CamValue is[] = { cam_text (uuid) };
  const CamTableInfo *info = NULL;
  g_autofree char *sql = NULL;
  gint64 size = 0;

  g_return_val_if_fail (CAM_IS_STORE (self), 0);
  g_return_val_if_fail (table != NULL && column != NULL, 0);

  info = self->reader != NULL ? cam_db_find_table (self->reader, table) : NULL;
  if (info == NULL || cam_table_info_find_column (info, column) == NULL)
    return 0;
  sql = g_strdup_printf ("SELECT coalesce (length (\"%s\"), 0) FROM \"%s\" WHERE uuid = ?1", column, table);
  cam_db_query_integer (self->reader, sql, is, 1, 0, &size, NULL);
  return size;
}
