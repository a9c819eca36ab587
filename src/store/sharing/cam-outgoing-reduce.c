/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outgoing-private.h"

#include <string.h>

/* Takes out of a snapshot what its plan leaves out, with everything that was noted of it. Nobody else sees
 * the snapshot, and where anything fails it is thrown away. */

/* A value that was left out of a copy: see docs/merging.md. */
#define LEFT_OUT "0, -1"

/* What the program calls its actions where the name holds nothing that anybody typed. Any other may. */
static const char plain_labels[] = "'Rename area', 'Comment on area', 'Change status of area',"
                                   " 'Change note of area', 'Edited by another program',"
                                   " 'Start with Cambridgeshire’s areas, priorities and partners'";

static gboolean G_GNUC_PRINTF (3, 4)
run (CamDb       *db,
     GError     **error,
     const char  *format,
     ...)
{
  va_list args;
  g_autofree char *sql = NULL;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  return cam_db_run (db, sql, NULL, 0, error);
}

static gboolean
is_reduced (CamOutgoingPlan    *plan,
            const CamTableInfo *table)
{
  return strcmp (cam_outgoing_plan_get_condition (plan, table), "1") != 0;
}

static gboolean
reduce_rows (CamOutgoingPlan     *plan,
             const CamTableInfo  *table,
             GError             **error)
{
  static const char *const notes[] = { "cam_row", "cam_cell", "cam_sibling", "cam_unindexed" };

  if (!run (plan->db, error, "DELETE FROM \"%s\" WHERE NOT coalesce ((%s), 0)", table->name,
            cam_outgoing_plan_get_condition (plan, table)))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    if (!run (plan->db, error, "DELETE FROM %s WHERE tbl = %d AND fid NOT IN (SELECT fid FROM \"%s\")",
              notes[i], table->id, table->name))
      return FALSE;
  return run (plan->db, error,
              "DELETE FROM cam_extra WHERE tbl = %d AND uuid NOT IN (SELECT uuid FROM \"%s\""
              " WHERE uuid IS NOT NULL)", table->id, table->name)
         && run (plan->db, error, "UPDATE sqlite_sequence SET seq = coalesce ((SELECT max (fid) FROM \"%s\"), 0)"
                                  " WHERE name = '%s'", table->name, table->name);
}

/* What the column holds where it holds nothing: SQL. */
static char *
dup_empty (CamDb                *db,
           const CamTableInfo   *table,
           const CamColumnInfo  *column,
           GError              **error)
{
  const CamValue params[] = { cam_text (table->name), cam_text (column->name) };

  return cam_db_query_text (db,
                            "SELECT CASE WHEN \"notnull\" THEN coalesce (dflt_value, '''''') ELSE 'NULL' END"
                            " FROM pragma_table_info (?1) WHERE name = ?2", params, 2, error);
}

/* Every row alike: that one had nothing there would tell something too. */
static gboolean
blank_column (CamOutgoingPlan      *plan,
              const CamTableInfo   *table,
              const CamColumnInfo  *column,
              GError              **error)
{
  g_autofree char *empty = dup_empty (plan->db, table, column, error);

  return empty != NULL
         && run (plan->db, error, "UPDATE \"%s\" SET \"%s\" = %s WHERE \"%s\" IS NOT (%s)", table->name,
                 column->name, empty, column->name, empty)
         && run (plan->db, error, "INSERT OR REPLACE INTO cam_cell SELECT %d, fid, %d, " LEFT_OUT " FROM \"%s\"",
                 table->id, column->id, table->name)
         && run (plan->db, error, "DELETE FROM cam_sibling WHERE tbl = %d AND col = %d", table->id, column->id);
}

/* Where what is referred to was left out and what refers was not. */
static gboolean
blank_references (CamOutgoingPlan      *plan,
                  const CamTableInfo   *table,
                  const CamColumnInfo  *column,
                  GError              **error)
{
  g_autofree char *where = NULL;

  if (column->references == NULL || cam_db_find_table (plan->db, column->references) == NULL)
    return TRUE;
  where = g_strdup_printf ("\"%s\" IS NOT NULL AND \"%s\" NOT IN (SELECT uuid FROM \"%s\" WHERE uuid IS NOT NULL)",
                           column->name, column->name, column->references);
  return run (plan->db, error, "INSERT OR REPLACE INTO cam_cell SELECT %d, fid, %d, " LEFT_OUT " FROM \"%s\" WHERE %s",
              table->id, column->id, table->name, where)
         && run (plan->db, error, "UPDATE \"%s\" SET \"%s\" = NULL WHERE %s", table->name, column->name, where);
}

static gboolean
reduce_tables (CamOutgoingPlan  *plan,
               GError          **error)
{
  GPtrArray *tables = cam_db_get_tables (plan->db);
  gboolean public = cam_share_scope_get_what (plan->scope) == CAM_SHARE_PUBLIC;

  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);

      if (is_reduced (plan, table) && !reduce_rows (plan, table, error))
        return FALSE;
    }
  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);

      for (guint j = 0; j < table->columns->len; j++)
        {
          const CamColumnInfo *column = g_ptr_array_index (table->columns, j);

          if (!cam_outgoing_plan_has_column (plan, table, column)
              && !blank_column (plan, table, column, error))
            return FALSE;
          if (public && !blank_references (plan, table, column, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Tables and columns of a newer version: whether they tell of persons, or of which area, nobody here knows.
 * @lost: whether there were any. */
static gboolean
reduce_extra (CamOutgoingPlan  *plan,
              gboolean         *lost,
              GError          **error)
{
  gint64 found = 0;

  if (!cam_share_scope_get_personal (plan->scope))
    {
      if (!cam_db_query_integer (plan->db, "SELECT EXISTS (SELECT 1 FROM cam_extra)", NULL, 0, 0, &found, error))
        return FALSE;
      *lost = found != 0;
      return run (plan->db, error, "DELETE FROM cam_extra");
    }
  return run (plan->db, error, "DELETE FROM cam_extra WHERE tbl NOT IN (SELECT id FROM cam_table WHERE here)");
}

/* In one pass over the history, which may be most of the file. */
static gboolean
reduce_changes (CamOutgoingPlan  *plan,
                GError          **error)
{
  GPtrArray *tables = cam_db_get_tables (plan->db);
  g_autoptr (GString) sql = g_string_new ("DELETE FROM cam_change WHERE CASE tbl");

  if (cam_share_scope_get_what (plan->scope) == CAM_SHARE_PUBLIC)
    return run (plan->db, error, "DELETE FROM cam_change");
  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);

      g_string_append_printf (sql, " WHEN %d THEN 0", table->id);
      if (is_reduced (plan, table))
        g_string_append_printf (sql, " OR uuid NOT IN (SELECT uuid FROM \"%s\" WHERE uuid IS NOT NULL)",
                                table->name);
      for (guint j = 0; j < table->columns->len; j++)
        {
          const CamColumnInfo *column = g_ptr_array_index (table->columns, j);

          if (!cam_outgoing_plan_has_column (plan, table, column))
            g_string_append_printf (sql, " OR col = %d", column->id);
        }
    }
  g_string_append (sql, " ELSE 1 END");
  if (!cam_share_scope_get_personal (plan->scope))
    g_string_append (sql, " OR (tbl, col) NOT IN (SELECT tbl, col FROM cam_column WHERE here)");
  return cam_db_run (plan->db, sql->str, NULL, 0, error);
}

static gboolean
reduce_actions (CamOutgoingPlan  *plan,
                GError          **error)
{
  gboolean public = cam_share_scope_get_what (plan->scope) == CAM_SHARE_PUBLIC;

  if (!cam_db_run_script (plan->db,
                          "CREATE TABLE temp.cam_outgoing_used (copy INTEGER NOT NULL, seq INTEGER NOT NULL,"
                          " PRIMARY KEY (copy, seq)) WITHOUT ROWID;"
                          "INSERT INTO temp.cam_outgoing_used SELECT copy, seq FROM cam_row"
                          " UNION SELECT copy, seq FROM cam_cell UNION SELECT copy, seq FROM cam_sibling"
                          " UNION SELECT copy, seq FROM cam_extra UNION SELECT copy, seq FROM cam_change;"
                          "DELETE FROM cam_action WHERE (copy, seq) NOT IN (SELECT copy, seq"
                          " FROM temp.cam_outgoing_used);", error))
    return FALSE;
  if (cam_share_scope_get_personal (plan->scope))
    return TRUE;
  return run (plan->db, error, "UPDATE cam_action SET author = '', label = CASE WHEN label IN (%s) THEN label ELSE '' END",
              public ? "''" : plain_labels)
         && run (plan->db, error, "UPDATE cam_copy SET name = ''");
}

/* Only what a copy holds whole may be in its vector. */
static gboolean
reduce_vector (CamOutgoingPlan  *plan,
               gboolean          lost,
               GError          **error)
{
  if (lost || cam_share_scope_get_what (plan->scope) != CAM_SHARE_EVERYTHING)
    return run (plan->db, error, "DELETE FROM cam_seen");
  return run (plan->db, error, "DELETE FROM cam_seen WHERE scope = 'personal'");
}

static gboolean
fit_extent (CamOutgoingPlan     *plan,
            const CamTableInfo  *table,
            GError             **error)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);

      if (column->geometry && is_reduced (plan, table))
        return run (plan->db, error,
                    "UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) = (SELECT min (ST_MinX (g)),"
                    " min (ST_MinY (g)), max (ST_MaxX (g)), max (ST_MaxY (g)) FROM (SELECT \"%s\" AS g FROM \"%s\"))"
                    " WHERE table_name = '%s'", column->name, table->name, table->name);
    }
  return TRUE;
}

gboolean
cam_outgoing_reduce (CamOutgoingPlan  *plan,
                     GError          **error)
{
  GPtrArray *tables = cam_db_get_tables (plan->db);
  gboolean lost = FALSE;

  if (cam_outgoing_plan_is_whole (plan))
    return TRUE;
  if (!cam_outgoing_drop_strange (plan->db, error)
      || !run (plan->db, error, "UPDATE cam_now SET capture = 0")
      || !reduce_tables (plan, error) || !reduce_extra (plan, &lost, error)
      || !reduce_changes (plan, error) || !reduce_actions (plan, error)
      || !reduce_vector (plan, lost, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!fit_extent (plan, g_ptr_array_index (tables, i), error))
      return FALSE;
  return TRUE;
}
