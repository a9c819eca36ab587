/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-cell.h"
#include "cam-reopen.h"

#include "cam-merge-private.h"

#include <string.h>

gboolean
cam_session_peek (CamSession    *self,
                  const char    *stack,
                  CamUndoEntry  *entry,
                  char         **label,
                  GError       **error)
{
  const CamValue params[] = { cam_text (stack) };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  *entry = (CamUndoEntry) { 0 };
  g_clear_pointer (label, g_free);
  cursor = cam_db_query (self->db,
                         "SELECT u.id, u.copy, u.seq, u.merge, coalesce (m.label, a.label) FROM cam_undo u"
                         " LEFT JOIN cam_action a ON a.copy = u.copy AND a.seq = u.seq"
                         " LEFT JOIN cam_merge m ON m.id = u.merge"
                         " WHERE u.stack = ?1 AND coalesce (m.label, a.label) IS NOT NULL"
                         " ORDER BY u.id DESC LIMIT 1",
                         params, 1, error);
  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error))
    {
      entry->id = cam_cursor_get_integer (cursor, 0);
      entry->copy = cam_cursor_get_integer (cursor, 1);
      entry->seq = cam_cursor_get_integer (cursor, 2);
      entry->merge = cam_cursor_get_integer (cursor, 3);
      *label = g_strdup (cam_cursor_get_text (cursor, 4));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The action wrote what was there already, to settle a conflict. */
static gboolean
is_rewritten (sqlite3_stmt *change)
{
  return sqlite3_column_int (change, 5) != 0;
}

static gboolean
write_again (CamSession          *self,
             const CamTableInfo  *table,
             const CamColumnInfo *column,
             sqlite3_stmt        *change,
             GError             **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE uuid = ?1 AND \"%s\" IS ?2",
                                          table->name, column->name);
  sqlite3_stmt *stmt = cam_db_prepare (self->db, sql, error);
  int code;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_value (stmt, 1, sqlite3_column_value (change, 1));
  sqlite3_bind_value (stmt, 2, sqlite3_column_value (change, 4));
  code = sqlite3_step (stmt);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    cam_db_set_error (cam_db_get_handle (self->db), code, error);
  cam_db_release (self->db, stmt);
  if (code != SQLITE_ROW)
    return code == SQLITE_DONE;
  return cam_cell_rewrite (self, table, column, (const char *) sqlite3_column_text (change, 1), error);
}

/* Puts back one cell, unless something else was written there since. */
static gboolean
put_back (CamSession          *self,
          const CamTableInfo  *table,
          const CamColumnInfo *column,
          sqlite3_stmt        *change,
          GError             **error)
{
  g_autofree char *sql = NULL;
  sqlite3_stmt *stmt = NULL;
  int code;

  if (is_rewritten (change))
    return write_again (self, table, column, change, error);
  sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?1 WHERE uuid = ?3 AND \"%s\" IS ?2", table->name,
                         column->name, column->name);
  stmt = cam_db_prepare (self->db, sql, error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_value (stmt, 1, sqlite3_column_value (change, 3));
  sqlite3_bind_value (stmt, 2, sqlite3_column_value (change, 4));
  sqlite3_bind_value (stmt, 3, sqlite3_column_value (change, 1));
  code = sqlite3_step (stmt);
  if (code != SQLITE_DONE)
    cam_db_set_error (cam_db_get_handle (self->db), code, error);
  cam_db_release (self->db, stmt);
  return code == SQLITE_DONE;
}

static gboolean
take_back_row (CamSession          *self,
               const CamTableInfo  *table,
               const char          *uuid,
               GError             **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET deleted = 1 WHERE uuid = ?1 AND deleted = 0",
                                          table->name);
  const CamValue params[] = { cam_text (uuid) };

  return cam_db_run (self->db, sql, params, 1, error);
}

static gboolean
take_back_change (CamSession    *self,
                  sqlite3_stmt  *change,
                  GError       **error)
{
  const CamTableInfo *table = cam_db_get_table (self->db, sqlite3_column_int (change, 0));
  int col = sqlite3_column_int (change, 2);

  /* A table or column that a newer version brought is not ours to touch. */
  if (table == NULL)
    return TRUE;
  if (col == 0)
    return take_back_row (self, table, (const char *) sqlite3_column_text (change, 1), error);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);

      if (column->id == col)
        return put_back (self, table, column, change, error);
    }
  return TRUE;
}

/* Each cell once, from what it was before the action to what the action left. Cells of a row that the
 * action added stay as they are: the row goes as a whole. */
static gboolean
take_back (CamSession          *self,
           const CamUndoEntry  *entry,
           GError             **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean going = TRUE;
  int code;

  stmt = cam_db_prepare (
    self->db,
    "SELECT c.tbl, c.uuid, c.col, a.old, b.new, c.col > 0 AND a.old IS a.new AND a.old IS b.new FROM"
    " (SELECT tbl, uuid, col, min (id) AS first, max (id) AS last FROM cam_change"
    "  WHERE copy = ?1 AND seq = ?2 GROUP BY tbl, uuid, col) c"
    " JOIN cam_change a ON a.id = c.first JOIN cam_change b ON b.id = c.last"
    " WHERE c.col = 0 OR NOT EXISTS (SELECT 1 FROM cam_change n WHERE n.uuid = c.uuid"
    "  AND +n.copy = ?1 AND +n.seq = ?2 AND n.tbl = c.tbl AND n.col = 0)"
    " ORDER BY c.first DESC",
    error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, entry->copy);
  sqlite3_bind_int64 (stmt, 2, entry->seq);
  while (going && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    going = take_back_change (self, stmt, error);
  if (going && code != SQLITE_DONE)
    going = cam_db_set_error (cam_db_get_handle (self->db), code, error);
  cam_db_release (self->db, stmt);
  return going;
}

static gboolean
pop (CamSession          *self,
     const CamUndoEntry  *entry,
     GError             **error)
{
  const CamValue params[] = { cam_integer (entry->id) };

  return cam_db_run (self->db, "DELETE FROM cam_undo WHERE id = ?1", params, 1, error);
}

gboolean
cam_session_step_back (CamSession  *self,
                       const char  *stack,
                       const char  *author,
                       char       **label,
                       CamChanges **changes,
                       GError     **error)
{
  g_autofree char *undone = NULL;
  g_autoptr (CamReopen) reopen = NULL;
  gboolean undo = strcmp (stack, "undo") == 0;
  CamAction action = { .author = author, .kind = stack };
  CamUndoEntry entry = { 0 };

  if (!cam_session_peek (self, stack, &entry, &undone, error))
    return FALSE;
  if (entry.id == 0)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND,
                   undo ? "There is nothing to undo." : "There is nothing to redo.");
      return FALSE;
    }
  if (entry.merge != 0)
    {
      if (!cam_merge_take_back (self, entry.merge, changes, error))
        return FALSE;
      *label = g_steal_pointer (&undone);
      return TRUE;
    }
  action.label = undone;
  /* Only a number of this copy says which action it was. */
  action.undoes = entry.copy == self->copy ? entry.seq : 0;
  if (!cam_session_begin (self, undone, error))
    return FALSE;
  if (!pop (self, &entry, error)
      || (reopen = cam_reopen_prepare (self, entry.copy, entry.seq, &action, error)) == NULL
      || !take_back (self, &entry, error) || !cam_reopen_finish (reopen, error))
    {
      cam_session_roll_back (self);
      return FALSE;
    }
  if (!cam_session_commit (self, &action, changes, error))
    return FALSE;
  *label = g_steal_pointer (&undone);
  return TRUE;
}
