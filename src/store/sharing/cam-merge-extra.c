/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-private.h"

#include "cam-value-of.h"

#include <string.h>

/* Cells of tables and columns that only a newer version has. They are joined like any other, by record and
 * column, in cam_extra; where this version has the place and they do not, in that place. */

#define MAX_UUID 64

static gboolean
is_cancelled (CamMergeRun  *self,
              GError      **error)
{
  return g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* What cam_extra has of a cell here. */
static gboolean
fill_our_extra (CamMergeRun           *self,
                const CamMergeTable   *table,
                const CamMergeColumn  *column,
                const char            *uuid,
                GError               **error)
{
  sqlite3_stmt *stmt = cam_db_prepare (self->db, "SELECT copy, seq, value FROM cam_extra WHERE tbl = ?1"
                                                 " AND uuid = ?2 AND col = ?3", error);
  int code = SQLITE_DONE;

  if (stmt == NULL)
    return FALSE;
  cam_db_bind (stmt, 1, cam_integer (table->our_id));
  cam_db_bind (stmt, 2, cam_text (uuid));
  cam_db_bind (stmt, 3, cam_integer (column->our_id));
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gint64 seq = sqlite3_column_int64 (stmt, 1);
      guint copy = 0;

      if (!cam_merge_read_own_dot (self, sqlite3_column_int64 (stmt, 0), &seq, &copy, error))
        break;
      cam_merge_add_survivor (self->ours_cell, copy, seq, cam_value_copy_of (stmt, 2),
                              cam_merge_they_have_seen (self, table, column, uuid, copy, seq));
    }
  cam_db_release (self->db, stmt);
  if (code == SQLITE_ROW)
    return FALSE;
  return code == SQLITE_DONE || cam_db_set_error (cam_db_get_handle (self->db), code, error);
}

static gboolean
write_extra (CamMergeRun           *self,
             const CamMergeTable   *table,
             int                    col,
             const char            *uuid,
             const CamSurvivor     *survivor,
             GError               **error)
{
  const CamValue params[] = { cam_integer (table->our_id), cam_text (uuid), cam_integer (col),
                              cam_integer (cam_merge_get_copy (self, survivor->copy)->local),
                              cam_integer (survivor->seq), survivor->value };

  return cam_db_run (self->db, "INSERT OR REPLACE INTO cam_extra VALUES (?1, ?2, ?3, ?4, ?5, ?6)", params, 6,
                     error);
}

/* Joins @theirs_cell with what cam_extra has here. Where that is nothing, it is null by the row's own dot. */
static gboolean
join_extra (CamMergeRun           *self,
            const CamMergeTable   *table,
            const CamMergeColumn  *column,
            const char            *uuid,
            GError               **error)
{
  const CamValue key[] = { cam_integer (table->our_id), cam_text (uuid), cam_integer (column->our_id) };

  g_array_set_size (self->ours_cell, 0);
  if (!fill_our_extra (self, table, column, uuid, error))
    return FALSE;
  if (self->ours_cell->len == 0)
    cam_merge_add_survivor (self->ours_cell, 0, -1, cam_null (), TRUE);
  cam_join_cell (self->ours_cell, self->theirs_cell, cam_merge_is_later, self, self->result);
  if (cam_join_is_same (self->result, self->ours_cell))
    return TRUE;
  cam_merge_report_set_something (self->report);
  if (!self->apply)
    return TRUE;
  if (!cam_db_run (self->db, "DELETE FROM cam_extra WHERE tbl = ?1 AND uuid = ?2 AND col = ?3", key, 3, error))
    return FALSE;
  for (guint i = 0; i < self->result->len; i++)
    if (!write_extra (self, table, column->our_id, uuid, &g_array_index (self->result, CamSurvivor, i), error))
      return FALSE;
  return TRUE;
}

/* A cell that is empty since the row was made tells nothing. */
static gboolean
tells_nothing (CamMergeRun          *self,
               const CamMergeTheirs *theirs)
{
  const CamSurvivor *shown = &g_array_index (self->theirs_cell, CamSurvivor, 0);

  return self->theirs_cell->len == 1 && shown->value.type == CAM_VALUE_NULL && shown->copy == theirs->copy
         && shown->seq == theirs->seq;
}

gboolean
cam_merge_take_unknown_columns (CamMergeRun           *self,
                                CamMergeTable         *table,
                                const CamMergeTheirs  *theirs,
                                GError               **error)
{
  gboolean done = TRUE;

  for (guint i = 0; i < table->columns->len && table->has_unknown && done; i++)
    {
      CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);

      if (column->ours != NULL || column->theirs->position == 0)
        continue;
      done = cam_merge_fill_theirs (self, table, column, theirs, error)
             && (tells_nothing (self, theirs) || join_extra (self, table, column, theirs->uuid, error));
      cam_merge_clear_cell (self->theirs_cell);
      cam_merge_clear_cell (self->ours_cell);
    }
  return done;
}

static gboolean
add_unknown_row (CamMergeRun         *self,
                 const CamMergeTable *table,
                 const char          *uuid,
                 guint                copy,
                 gint64               seq,
                 GError             **error)
{
  const CamSurvivor row = { .copy = copy, .seq = seq, .value = cam_null () };

  if (seq > cam_merge_get_copy (self, copy)->ours[table->scope])
    cam_merge_report_set_something (self->report);
  return !self->apply || write_extra (self, table, 0, uuid, &row, error);
}

gboolean
cam_merge_take_unknown_row (CamMergeRun           *self,
                            CamMergeTable         *table,
                            const CamMergeTheirs  *theirs,
                            GError               **error)
{
  return add_unknown_row (self, table, theirs->uuid, theirs->copy, theirs->seq, error)
         && cam_merge_take_unknown_columns (self, table, theirs, error);
}

/* Adds what the statement tells of one cell: its columns are tbl, uuid, col, copy, seq, value. */
static gboolean
add_theirs (CamMergeRun           *self,
            const CamMergeTable   *table,
            const CamMergeColumn  *column,
            const char            *uuid,
            sqlite3_stmt          *stmt,
            GError               **error)
{
  CamValue value = { 0 };
  gboolean seen = FALSE;
  guint copy = 0;
  gint64 seq = 0;

  if (cam_incoming_has_nul (stmt, 5))
    return cam_incoming_refuse ("a text has a NUL", error);
  value = cam_value_copy_of (stmt, 5);
  if (!cam_incoming_read_dot (self->incoming, sqlite3_column_int64 (stmt, 3), sqlite3_column_int64 (stmt, 4),
                              &copy, &seq, error)
      || !cam_merge_check_value (column->ours, value, error)
      || !cam_merge_we_have_seen (self, table, column, uuid, copy, seq, &seen, error))
    {
      cam_value_clear (&value);
      return FALSE;
    }
  if (column->ours != NULL && cam_merge_is_erased_reference (self, column->ours, value))
    cam_value_clear (&value);
  cam_merge_add_survivor (self->theirs_cell, copy, seq, value, seen);
  return TRUE;
}

static guint
get_index (const CamMergeTable  *table,
           const CamMergeColumn *column)
{
  return (guint) (column - (const CamMergeColumn *) (gconstpointer) table->columns->data);
}

/* Joins what was gathered of one cell with ours, wherever that lies. */
static gboolean
join_gathered (CamMergeRun     *self,
               CamMergeTable   *table,
               CamMergeColumn  *column,
               const char      *uuid,
               gboolean         fresh,
               GError         **error)
{
  gint64 fid = 0;

  if (column->ours == NULL)
    return join_extra (self, table, column, uuid, error);
  if (!cam_merge_fill_ours (self, table, column, uuid, &fid, error))
    return FALSE;
  if (fid == 0)
    return TRUE;
  if (fresh)
    {
      cam_merge_clear_cell (self->ours_cell);
      cam_merge_add_survivor (self->ours_cell, 0, -1, cam_null (), TRUE);
    }
  self->row_touched = FALSE;
  if (!cam_merge_write_cell (self, table, get_index (table, column), fid, error))
    return FALSE;
  if (self->row_touched)
    cam_merge_report_set_something (self->report);
  return TRUE;
}

gboolean
cam_merge_fill_moved (CamMergeRun    *self,
                      CamMergeTable  *table,
                      const char     *uuid,
                      gint64          fid,
                      GError        **error)
{
  sqlite3_stmt *stmt = cam_incoming_select (self->incoming, "cam_extra", "tbl, uuid, col, copy, seq, value",
                                            "WHERE tbl = ?1 AND uuid = ?2 AND col = ?3", error);
  gboolean done = stmt != NULL;

  for (guint i = 0; i < table->columns->len && done; i++)
    {
      CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);
      g_autoptr (GError) local_error = NULL;

      if (column->ours == NULL || column->theirs->position > 0)
        continue;
      g_array_set_size (self->theirs_cell, 0);
      sqlite3_reset (stmt);
      sqlite3_bind_int (stmt, 1, table->theirs->id);
      sqlite3_bind_text (stmt, 2, uuid, -1, SQLITE_TRANSIENT);
      sqlite3_bind_int (stmt, 3, column->theirs->id);
      while (local_error == NULL && cam_foreign_db_step (self->incoming->db, stmt, &local_error))
        add_theirs (self, table, column, uuid, stmt, &local_error);
      done = local_error == NULL
             && (self->theirs_cell->len == 0 || join_gathered (self, table, column, uuid, TRUE, &local_error));
      cam_merge_clear_cell (self->theirs_cell);
      cam_merge_clear_cell (self->ours_cell);
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
    }
  sqlite3_finalize (stmt);
  return done;
}

/* A record of a table that they do not have and we do: it comes as its identity, then its cells. */
static gboolean
add_moved_row (CamMergeRun    *self,
               CamMergeTable  *table,
               const char     *uuid,
               guint           copy,
               gint64          seq,
               gboolean       *fresh,
               GError        **error)
{
  CamValue row[] = { cam_integer (table->our_id), cam_text (uuid),
                     cam_integer (cam_merge_get_copy (self, copy)->local), cam_integer (seq) };
  g_autofree char *find = g_strdup_printf ("SELECT fid FROM \"%s\" WHERE uuid = ?1", table->ours->name);
  g_autofree char *add = g_strdup_printf ("INSERT INTO \"%s\" (uuid) VALUES (?1)", table->ours->name);
  gint64 fid = 0;

  if (!cam_db_query_integer (self->db, find, row + 1, 1, 0, &fid, error))
    return FALSE;
  *fresh = fid == 0;
  if (fid != 0)
    return TRUE;
  cam_merge_report_set_something (self->report);
  if (!self->apply)
    return TRUE;
  if (!cam_db_run (self->db, add, row + 1, 1, error))
    return FALSE;
  row[1] = cam_integer (sqlite3_last_insert_rowid (cam_db_get_handle (self->db)));
  return cam_db_run (self->db, "INSERT OR REPLACE INTO cam_row VALUES (?1, ?2, ?3, ?4)", row, 4, error);
}

/* One group of rows of their cam_extra that are of one cell. */
typedef struct
{
  CamMergeTable  *table;
  CamMergeColumn *column;   /* NULL for the record itself */
  char           *uuid;
  gboolean        fresh;    /* the record was added a moment ago */
} Group;

static void
group_clear (Group *group)
{
  g_clear_pointer (&group->uuid, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Group, group_clear)

static gboolean
finish_group (CamMergeRun  *self,
              Group        *group,
              GError      **error)
{
  gboolean done = TRUE;

  if (group->column != NULL && self->theirs_cell->len > 0)
    done = join_gathered (self, group->table, group->column, group->uuid, group->fresh, error);
  cam_merge_clear_cell (self->theirs_cell);
  cam_merge_clear_cell (self->ours_cell);
  group->column = NULL;
  return done;
}

static gboolean
start_row (CamMergeRun   *self,
           Group         *group,
           sqlite3_stmt  *stmt,
           GError       **error)
{
  guint copy = 0;
  gint64 seq = 0;

  if (!cam_incoming_read_dot (self->incoming, sqlite3_column_int64 (stmt, 3), sqlite3_column_int64 (stmt, 4),
                              &copy, &seq, error))
    return FALSE;
  if (g_hash_table_contains (self->erased, group->uuid))
    return TRUE;
  return group->table->ours == NULL ? add_unknown_row (self, group->table, group->uuid, copy, seq, error)
                                    : add_moved_row (self, group->table, group->uuid, copy, seq, &group->fresh,
                                                     error);
}

static gboolean
take_extra_cell (CamMergeRun   *self,
                 Group         *group,
                 sqlite3_stmt  *stmt,
                 GError       **error)
{
  CamMergeTable *table = cam_merge_find_table (self, sqlite3_column_int64 (stmt, 0));
  const char *uuid = cam_incoming_get_text (stmt, 1, MAX_UUID);
  gint64 col = sqlite3_column_int64 (stmt, 2);
  CamMergeColumn *column = table != NULL && col > 0 ? cam_merge_find_column (table, col) : NULL;

  if (table == NULL || uuid == NULL || !g_uuid_string_is_valid (uuid) || col < 0 || (col > 0 && column == NULL)
      || (column != NULL && column->theirs->position > 0))
    return cam_incoming_refuse ("cam_extra is of nothing", error);
  if (group->table != table || g_strcmp0 (group->uuid, uuid) != 0 || group->column != column)
    {
      if (!finish_group (self, group, error))
        return FALSE;
      if (group->table != table || g_strcmp0 (group->uuid, uuid) != 0)
        group->fresh = FALSE;
      group->table = table;
      group->column = column;
      g_set_str (&group->uuid, uuid);
    }
  if (column == NULL)
    return start_row (self, group, stmt, error);
  return g_hash_table_contains (self->erased, uuid) || add_theirs (self, table, column, uuid, stmt, error);
}

gboolean
cam_merge_take_extra (CamMergeRun  *self,
                      GError      **error)
{
  g_auto (Group) group = { NULL };
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = NULL;

  if (!self->incoming->has_before)
    return TRUE;
  stmt = cam_incoming_select (self->incoming, "cam_extra", "tbl, uuid, col, copy, seq, value",
                              "ORDER BY tbl, uuid, col, copy, seq", error);
  if (stmt == NULL)
    return FALSE;
  while (local_error == NULL && cam_foreign_db_step (self->incoming->db, stmt, &local_error))
    if (!is_cancelled (self, &local_error))
      take_extra_cell (self, &group, stmt, &local_error);
  sqlite3_finalize (stmt);
  if (local_error == NULL && finish_group (self, &group, error))
    return TRUE;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
