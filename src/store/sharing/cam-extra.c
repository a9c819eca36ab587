/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-extra.h"

#include "cam-store-private.h"

/* Everything here is SQL over whole columns: names that go into it are those of captured tables. */

/* Records of a table that is here now. Their identity is all that is known of them so far. */
static gboolean
add_records (CamDb               *db,
             const CamTableInfo  *table,
             GError             **error)
{
  const CamValue params[] = { cam_integer (table->id) };
  g_autofree char *add = NULL;
  g_autofree char *dot = NULL;

  add = g_strdup_printf ("INSERT INTO \"%s\" (uuid) SELECT uuid FROM cam_extra e WHERE tbl = ?1 AND col = 0"
                         " AND NOT EXISTS (SELECT 1 FROM \"%s\" t WHERE t.uuid = e.uuid)",
                         table->name, table->name);
  dot = g_strdup_printf ("INSERT OR IGNORE INTO cam_row SELECT ?1, t.fid, e.copy, e.seq FROM cam_extra e"
                         " JOIN \"%s\" t ON t.uuid = e.uuid WHERE e.tbl = ?1 AND e.col = 0", table->name);
  return cam_db_run (db, add, params, 1, error) && cam_db_run (db, dot, params, 1, error)
         && cam_db_run (db, "DELETE FROM cam_extra WHERE tbl = ?1 AND col = 0", params, 1, error);
}

/* Of several values of a cell the latest is shown: "w" is 1 for it. The order is that of the join. */
#define RANKED                                                                                              \
  "(SELECT e.uuid, e.copy, e.seq, e.value, row_number () OVER (PARTITION BY e.uuid ORDER BY a.clock DESC,"   \
  " k.copy_id DESC, e.seq DESC) AS w FROM cam_extra e LEFT JOIN cam_action a ON a.copy = e.copy"             \
  " AND a.seq = e.seq LEFT JOIN cam_copy k ON k.copy = e.copy WHERE e.tbl = ?1 AND e.col = ?2)"

static gboolean
move_column (CamDb                *db,
             const CamTableInfo   *table,
             const CamColumnInfo  *column,
             GError              **error)
{
  const CamValue params[] = { cam_integer (table->id), cam_integer (column->id) };
  g_autofree char *value = NULL;
  g_autofree char *dot = NULL;
  g_autofree char *siblings = NULL;

  value = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = r.value FROM " RANKED " r"
                           " WHERE r.uuid = \"%s\".uuid AND r.w = 1", table->name, column->name, table->name);
  dot = g_strdup_printf ("INSERT OR REPLACE INTO cam_cell SELECT ?1, t.fid, ?2, r.copy, r.seq FROM " RANKED " r"
                         " JOIN \"%s\" t ON t.uuid = r.uuid WHERE r.w = 1", table->name);
  siblings = g_strdup_printf ("INSERT OR REPLACE INTO cam_sibling SELECT ?1, t.fid, ?2, r.copy, r.seq, r.value"
                              " FROM " RANKED " r JOIN \"%s\" t ON t.uuid = r.uuid WHERE r.w > 1", table->name);
  return cam_db_run (db, value, params, 2, error) && cam_db_run (db, dot, params, 2, error)
         && cam_db_run (db, siblings, params, 2, error)
         && cam_db_run (db, "DELETE FROM cam_extra WHERE tbl = ?1 AND col = ?2", params, 2, error);
}

/* What a cell refers to may be known to nobody. */
static gboolean
drop_dangling (CamDb                *db,
               const CamTableInfo   *table,
               const CamColumnInfo  *column,
               GError              **error)
{
  g_autofree char *sql = NULL;

  if (column->references == NULL)
    return TRUE;
  sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = NULL WHERE \"%s\" IS NOT NULL AND NOT EXISTS"
                         " (SELECT 1 FROM \"%s\" other WHERE other.uuid = \"%s\".\"%s\")",
                         table->name, column->name, column->name, column->references, table->name, column->name);
  return cam_db_run (db, sql, NULL, 0, error);
}

/* A cell that says just what its row says needs no dot of its own. */
static gboolean
drop_needless_dots (CamDb   *db,
                    GError **error)
{
  return cam_db_run (db,
                     "DELETE FROM cam_cell WHERE EXISTS (SELECT 1 FROM cam_row r WHERE r.tbl = cam_cell.tbl"
                     " AND r.fid = cam_cell.fid AND r.copy = cam_cell.copy AND r.seq = cam_cell.seq)",
                     NULL, 0, error);
}

gboolean
cam_extra_settle (CamDb   *db,
                  GError **error)
{
  GPtrArray *tables = cam_db_get_tables (db);
  gint64 any = 0;

  if (!cam_db_query_integer (db, "SELECT EXISTS (SELECT 1 FROM cam_extra)", NULL, 0, 0, &any, error))
    return FALSE;
  if (!any)
    return TRUE;
  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);

      if (!add_records (db, table, error))
        return FALSE;
      for (guint j = 0; j < table->columns->len; j++)
        if (!move_column (db, table, g_ptr_array_index (table->columns, j), error))
          return FALSE;
    }
  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);

      for (guint j = 0; j < table->columns->len; j++)
        if (!drop_dangling (db, table, g_ptr_array_index (table->columns, j), error))
          return FALSE;
    }
  return drop_needless_dots (db, error) && cam_search_rebuild (db, error);
}
