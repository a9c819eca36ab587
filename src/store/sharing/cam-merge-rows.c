/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-private.h"

#include "cam-outside-dots.h"
#include "cam-store-private.h"
#include "cam-value-of.h"

#include <string.h>

#define ROWS_A_LOOK 256

/* Our row of the same uuid. */
typedef struct
{
  gint64            fid;       /* 0 where there is none */
  sqlite3_stmt     *stmt;      /* its number, then its fields in the order of the table */
  guint             copy;
  gint64            seq;
  gboolean          unseen;    /* they lack something of it */
} Ours;

static gboolean
check_cancelled (CamMergeRun  *self,
                 GError      **error)
{
  if (++self->n_rows % ROWS_A_LOOK != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->progress != NULL && self->n_all_rows > 0)
    self->progress ((double) self->n_rows / (double) self->n_all_rows, NULL, self->progress_data);
  return TRUE;
}

static gboolean
is_unknown (CamMergeRun *self,
            CamScope     scope,
            guint        copy,
            gint64       seq)
{
  return copy != 0 && seq > cam_merge_get_copy (self, copy)->ours[scope];
}

/* Fills the dot of each of their columns, and tells whether any dot of the row may be new here. */
static gboolean
read_dots (CamMergeRun    *self,
           CamMergeTable  *table,
           CamMergeTheirs         *theirs,
           gboolean       *news,
           GError        **error)
{
  const CamFileRow *dots = theirs->dots;
  guint copy = 0;
  gint64 seq = 0;

  if (!cam_incoming_read_dot (self->incoming, dots->copy, dots->seq, &theirs->copy, &theirs->seq, error))
    return FALSE;
  *news = is_unknown (self, table->scope, theirs->copy, theirs->seq);
  for (guint i = 0; i < table->columns->len; i++)
    {
      CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);

      column->copy = theirs->copy;
      column->seq = theirs->seq;
      *news = *news || is_unknown (self, column->scope, column->copy, column->seq);
    }
  for (guint i = 0; i < dots->cells->len; i++)
    {
      const CamFileCell *cell = &g_array_index (dots->cells, CamFileCell, i);
      CamMergeColumn *column = cam_merge_find_column (table, cell->col);

      if (column == NULL)
        return cam_incoming_refuse ("a cell is of no column", error);
      if (!cam_incoming_read_dot (self->incoming, cell->copy, cell->seq, &column->copy, &column->seq, error))
        return FALSE;
      *news = *news || is_unknown (self, column->scope, column->copy, column->seq);
    }
  for (guint i = 0; i < dots->siblings->len; i++)
    {
      const CamFileSibling *sibling = &g_array_index (dots->siblings, CamFileSibling, i);
      CamMergeColumn *column = cam_merge_find_column (table, sibling->col);

      if (column == NULL)
        return cam_incoming_refuse ("a sibling is of no column", error);
      if (!cam_incoming_read_dot (self->incoming, sibling->copy, sibling->seq, &copy, &seq, error))
        return FALSE;
      *news = *news || is_unknown (self, column->scope, copy, seq);
    }
  return TRUE;
}

/* What the field of their row holds, borrowed or, in @blob, kept. */
static gboolean
read_theirs (CamMergeRun           *self,
             const CamMergeTheirs          *theirs,
             const CamMergeColumn  *column,
             CamValue              *value,
             GError               **error)
{
  if (theirs->stmt != NULL && cam_incoming_has_nul (theirs->stmt, column->theirs->position))
    return cam_incoming_refuse ("a text has a NUL", error);
  if (theirs->stmt != NULL)
    *value = cam_value_copy_of (theirs->stmt, column->theirs->position);
  else if (strcmp (column->theirs->name, "deleted") == 0)
    *value = cam_integer (1);
  else
    *value = cam_value_copy (cam_outside_row_get_last (theirs->outside, column->theirs->id));
  if (!cam_merge_check_value (column->ours, *value, error))
    {
      cam_value_clear (value);
      return FALSE;
    }
  if (column->ours != NULL && cam_merge_is_erased_reference (self, column->ours, *value))
    cam_value_clear (value);
  return TRUE;
}

void
cam_merge_add_survivor (GArray   *cell,
              guint     copy,
              gint64    seq,
              CamValue  value,
              gboolean  seen)
{
  const CamSurvivor survivor = { .copy = copy, .seq = seq, .value = value, .seen = seen };

  g_array_append_val (cell, survivor);
}

/* Their values of one cell, the one shown first. */
gboolean
cam_merge_fill_theirs (CamMergeRun     *self,
             CamMergeTable   *table,
             CamMergeColumn  *column,
             const CamMergeTheirs    *theirs,
             GError         **error)
{
  CamValue value = { 0 };
  gboolean seen = FALSE;

  g_array_set_size (self->theirs_cell, 0);
  if (!cam_merge_we_have_seen (self, table, column, theirs->uuid, column->copy, column->seq, &seen, error)
      || !read_theirs (self, theirs, column, &value, error))
    return FALSE;
  cam_merge_add_survivor (self->theirs_cell, column->copy, column->seq, value, seen);
  for (guint i = 0; i < theirs->dots->siblings->len; i++)
    {
      const CamFileSibling *sibling = &g_array_index (theirs->dots->siblings, CamFileSibling, i);
      guint copy = 0;
      gint64 seq = 0;

      if (sibling->col != column->theirs->id)
        continue;
      if (!cam_incoming_read_dot (self->incoming, sibling->copy, sibling->seq, &copy, &seq, error)
          || !cam_merge_check_value (column->ours, sibling->value, error)
          || !cam_merge_we_have_seen (self, table, column, theirs->uuid, copy, seq, &seen, error))
        return FALSE;
      value = cam_value_copy (sibling->value);
      if (column->ours != NULL && cam_merge_is_erased_reference (self, column->ours, value))
        cam_value_clear (&value);
      cam_merge_add_survivor (self->theirs_cell, copy, seq, value, seen);
    }
  return TRUE;
}

void
cam_merge_clear_cell (GArray *cell)
{
  for (guint i = 0; i < cell->len; i++)
    cam_value_clear (&g_array_index (cell, CamSurvivor, i).value);
  g_array_set_size (cell, 0);
}

static gboolean
find_ours (CamMergeRun    *self,
           CamMergeTable  *table,
           const char     *uuid,
           Ours           *ours,
           GError        **error)
{
  int code;

  sqlite3_reset (table->select);
  sqlite3_bind_text (table->select, 1, uuid, -1, SQLITE_TRANSIENT);
  code = sqlite3_step (table->select);
  ours->stmt = table->select;
  ours->fid = code == SQLITE_ROW ? sqlite3_column_int64 (table->select, 0) : 0;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;
  return cam_db_set_error (cam_db_get_handle (self->db), code, error);
}

/* Our dots of a row: column id → dot, with what has none of its own left out. */
static gboolean
read_our_dots (CamMergeRun          *self,
               const CamMergeTable  *table,
               Ours                 *ours,
               GError              **error)
{
  const CamValue key[] = { cam_integer (table->our_id), cam_integer (ours->fid) };
  g_autoptr (CamCursor) row = NULL;
  g_autoptr (CamCursor) cells = NULL;
  g_autoptr (GError) local_error = NULL;

  g_array_set_size (self->our_dots, 0);
  row = cam_db_query (self->db, "SELECT copy, seq FROM cam_row WHERE tbl = ?1 AND fid = ?2", key, 2, error);
  if (row == NULL)
    return FALSE;
  if (cam_cursor_next (row, &local_error))
    {
      ours->seq = cam_cursor_get_integer (row, 1);
      if (!cam_merge_read_own_dot (self, cam_cursor_get_integer (row, 0), &ours->seq, &ours->copy, error))
        return FALSE;
    }
  cells = cam_db_query (self->db, "SELECT col, copy, seq FROM cam_cell WHERE tbl = ?1 AND fid = ?2", key, 2,
                        local_error == NULL ? error : NULL);
  while (local_error == NULL && cells != NULL && cam_cursor_next (cells, &local_error))
    {
      CamMergeDot dot = { .col = (int) cam_cursor_get_integer (cells, 0), .seq = cam_cursor_get_integer (cells, 2) };

      if (!cam_merge_read_own_dot (self, cam_cursor_get_integer (cells, 1), &dot.seq, &dot.copy, error))
        return FALSE;
      g_array_append_val (self->our_dots, dot);
    }
  if (local_error == NULL)
    return cells != NULL;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
add_our_siblings (CamMergeRun           *self,
                  const CamMergeTable   *table,
                  const CamMergeColumn  *column,
                  const char            *uuid,
                  gint64                 fid,
                  GError               **error)
{
  const CamValue key[] = { cam_integer (table->our_id), cam_integer (fid), cam_integer (column->our_id) };
  sqlite3_stmt *stmt = NULL;
  int code = SQLITE_DONE;

  if (!self->we_have_siblings)
    return TRUE;
  stmt = cam_db_prepare (self->db, "SELECT copy, seq, value FROM cam_sibling WHERE tbl = ?1 AND fid = ?2"
                                   " AND col = ?3", error);
  if (stmt == NULL)
    return FALSE;
  for (int i = 0; i < 3; i++)
    cam_db_bind (stmt, i + 1, key[i]);
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

/* Our dot of a column. */
static CamMergeDot
get_our_dot (CamMergeRun          *self,
             const CamMergeColumn *column,
             const Ours           *ours)
{
  for (guint i = 0; i < self->our_dots->len; i++)
    if (g_array_index (self->our_dots, CamMergeDot, i).col == column->our_id)
      return g_array_index (self->our_dots, CamMergeDot, i);
  return (CamMergeDot) { .col = column->our_id, .copy = ours->copy, .seq = ours->seq };
}

gboolean
cam_merge_fill_ours (CamMergeRun     *self,
                     CamMergeTable   *table,
                     CamMergeColumn  *column,
                     const char      *uuid,
                     gint64          *fid,
                     GError         **error)
{
  Ours ours = { 0 };
  CamMergeDot dot;
  gboolean done;

  g_array_set_size (self->ours_cell, 0);
  *fid = 0;
  if (!find_ours (self, table, uuid, &ours, error) || ours.fid == 0)
    return ours.fid == 0 && (error == NULL || *error == NULL);
  *fid = ours.fid;
  done = read_our_dots (self, table, &ours, error);
  if (done)
    {
      dot = get_our_dot (self, column, &ours);
      cam_merge_add_survivor (self->ours_cell, dot.copy, dot.seq, cam_value_copy_of (ours.stmt, column->position),
                              cam_merge_they_have_seen (self, table, column, uuid, dot.copy, dot.seq));
      done = add_our_siblings (self, table, column, uuid, ours.fid, error);
    }
  sqlite3_reset (table->select);
  return done;
}

static gboolean
join_column (CamMergeRun    *self,
             CamMergeTable  *table,
             guint           index,
             const CamMergeTheirs   *theirs,
             Ours           *ours,
             GError        **error)
{
  CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, index);
  CamMergeDot dot = get_our_dot (self, column, ours);
  gboolean seen = cam_merge_they_have_seen (self, table, column, theirs->uuid, dot.copy, dot.seq);
  gboolean same = dot.copy == column->copy && dot.seq == column->seq;
  gboolean done;

  ours->unseen |= !seen && !same;
  if (same && !self->we_have_siblings && theirs->dots->siblings->len == 0)
    return TRUE;
  done = cam_merge_fill_theirs (self, table, column, theirs, error);
  g_array_set_size (self->ours_cell, 0);
  cam_merge_add_survivor (self->ours_cell, dot.copy, dot.seq, cam_value_copy_of (ours->stmt, column->position), seen);
  done = done && add_our_siblings (self, table, column, theirs->uuid, ours->fid, error)
         && cam_merge_write_cell (self, table, index, ours->fid, error);
  cam_merge_clear_cell (self->theirs_cell);
  cam_merge_clear_cell (self->ours_cell);
  return done;
}

static gboolean
join_row (CamMergeRun    *self,
          CamMergeTable  *table,
          const CamMergeTheirs   *theirs,
          Ours           *ours,
          GError        **error)
{
  if (!read_our_dots (self, table, ours, error))
    return FALSE;
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);

      if (column->ours != NULL && column->theirs->position > 0
          && !join_column (self, table, i, theirs, ours, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_row (CamMergeRun    *self,
            CamMergeTable  *table,
            const CamMergeTheirs   *theirs,
            gint64         *fid,
            GError        **error)
{
  const CamMergeCopy *copy = cam_merge_get_copy (self, theirs->copy);
  CamValue row[4];
  int code;
  int at = 2;

  cam_db_bind (table->insert, 1, cam_text (theirs->uuid));
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);
      CamValue value = { 0 };

      if (column->ours == NULL || column->theirs->position == 0)
        continue;
      if (!read_theirs (self, theirs, column, &value, error))
        return FALSE;
      cam_db_bind (table->insert, at++, value);
      cam_value_clear (&value);
    }
  code = sqlite3_step (table->insert);
  if (code != SQLITE_DONE)
    cam_merge_set_write_error (self, code, error);
  sqlite3_reset (table->insert);
  sqlite3_clear_bindings (table->insert);
  if (code != SQLITE_DONE)
    return FALSE;
  *fid = sqlite3_last_insert_rowid (cam_db_get_handle (self->db));
  row[0] = cam_integer (table->our_id);
  row[1] = cam_integer (*fid);
  row[2] = cam_integer (copy->local);
  row[3] = cam_integer (theirs->seq);
  return cam_db_run (self->db, "INSERT OR REPLACE INTO cam_row VALUES (?1, ?2, ?3, ?4)", row, 4, error);
}

/* The dots, siblings, references and extent of a row that was just added. */
static gboolean
finish_column (CamMergeRun    *self,
               CamMergeTable  *table,
               guint           index,
               const CamMergeTheirs   *theirs,
               gint64          fid,
               GError        **error)
{
  CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, index);
  gboolean done = TRUE;

  if ((column->copy != theirs->copy || column->seq != theirs->seq)
      && !cam_merge_write_dot (self, table, column, fid, column->copy, column->seq, error))
    return FALSE;
  if (column->ours->references != NULL || column->ours->geometry)
    {
      CamValue value = { 0 };

      done = read_theirs (self, theirs, column, &value, error)
             && cam_merge_note_value (self, table, index, fid, value, error);
      cam_value_clear (&value);
    }
  if (!done || theirs->dots->siblings->len == 0)
    return done;
  done = cam_merge_fill_theirs (self, table, column, theirs, error);
  for (guint i = 1; i < self->theirs_cell->len && done; i++)
    done = cam_merge_write_sibling (self, table, column, fid, &g_array_index (self->theirs_cell, CamSurvivor, i),
                                    error);
  self->row_conflicts += cam_join_is_open (self->theirs_cell);
  cam_merge_clear_cell (self->theirs_cell);
  return done;
}

/* A record of a person's table that belongs to somebody who was erased is erased as well. */
static gboolean
belongs_to_erased (CamMergeRun    *self,
                   CamMergeTable  *table,
                   const CamMergeTheirs   *theirs,
                   gboolean        is_here)
{
  for (guint i = 0; i < table->columns->len && table->scope == CAM_SCOPE_PERSONAL; i++)
    {
      const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);
      const char *text = NULL;

      if (column->ours == NULL || column->ours->references == NULL || column->theirs->position == 0
          || theirs->stmt == NULL)
        continue;
      /* One that we have seen, and have another value instead of, says nothing of today. */
      if (is_here && !is_unknown (self, column->scope, column->copy, column->seq))
        continue;
      text = cam_incoming_get_text (theirs->stmt, column->theirs->position, 64);
      if (text != NULL && g_hash_table_contains (self->erased, text))
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_row (CamMergeRun    *self,
         CamMergeTable  *table,
         const CamMergeTheirs   *theirs,
         gint64         *fid,
         GError        **error)
{
  if (!self->apply)
    return TRUE;
  if (!insert_row (self, table, theirs, fid, error))
    return FALSE;
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);

      if (column->ours != NULL && column->theirs->position > 0
          && !finish_column (self, table, i, theirs, *fid, error))
        return FALSE;
    }
  return !table->has_moved || cam_merge_fill_moved (self, table, theirs->uuid, *fid, error);
}

static char *
dup_their_text (CamMergeTable *table,
                const CamMergeTheirs  *theirs,
                const char    *name)
{
  for (guint i = 0; i < table->columns->len && name != NULL && theirs->stmt != NULL; i++)
    {
      const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);

      if (column->ours != NULL && column->theirs->position > 0 && strcmp (column->ours->name, name) == 0)
        return g_strdup (cam_incoming_get_text (theirs->stmt, column->theirs->position, 4096));
    }
  return NULL;
}

/* Tells of a row for the report: their newest hand on it, and what it is called there. */
static void
report_row (CamMergeRun    *self,
            CamMergeTable  *table,
            const CamMergeTheirs   *theirs,
            CamMergeKind    kind)
{
  g_autofree char *title = NULL;
  g_autofree char *area = NULL;
  g_autofree char *author = NULL;
  g_autofree char *at = NULL;
  CamMergeItemData data = { .kind = kind, .table = table->ours->name, .uuid = theirs->uuid,
                            .conflicts = self->row_conflicts };
  CamSurvivor newest = { .copy = theirs->copy, .seq = theirs->seq };

  if (cam_merge_report_has_room (self->report))
    {
      title = dup_their_text (table, theirs, cam_search_get_title_column (table->ours));
      area = strcmp (table->ours->name, "area") == 0 ? g_strdup (theirs->uuid)
                                                     : dup_their_text (table, theirs, "area_uuid");
      for (guint i = 0; i < table->columns->len; i++)
        {
          const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);
          const CamSurvivor dot = { .copy = column->copy, .seq = column->seq };

          if (column->copy != 0 && (column->copy != newest.copy || column->seq != newest.seq)
              && (newest.copy == 0 || cam_merge_is_later (&dot, &newest, self)))
            newest = dot;
        }
      cam_merge_dup_who (self, newest.copy, newest.seq, &author, &at);
      g_ptr_array_add (self->changed, NULL);
      data.columns = (const char **) self->changed->pdata;
    }
  data.title = title;
  data.area = area;
  data.author = author;
  data.at = at;
  cam_merge_report_add (self->report, &data);
}

/* Whether their row is there to be seen: not one that was added and deleted since. */
static gboolean
is_alive (CamMergeTable *table,
          const CamMergeTheirs  *theirs)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);

      if (theirs->stmt != NULL && strcmp (column->theirs->name, "deleted") == 0)
        return sqlite3_column_int (theirs->stmt, column->theirs->position) == 0;
    }
  return theirs->stmt != NULL;
}

static gboolean
take_known_table (CamMergeRun    *self,
                  CamMergeTable  *table,
                  const CamMergeTheirs   *theirs,
                  GError        **error)
{
  Ours ours = { 0 };
  gint64 fid = 0;

  self->row_conflicts = 0;
  self->row_touched = self->row_deleted = FALSE;
  g_ptr_array_set_size (self->changed, 0);
  if (!find_ours (self, table, theirs->uuid, &ours, error))
    return FALSE;
  if (belongs_to_erased (self, table, theirs, ours.fid != 0))
    {
      sqlite3_reset (table->select);
      g_ptr_array_add (self->to_erase, g_strdup (theirs->uuid));
      g_hash_table_add (self->erased, g_strdup (theirs->uuid));
      return TRUE;
    }
  if (ours.fid == 0)
    {
      if (!add_row (self, table, theirs, &fid, error))
        return FALSE;
      if (is_alive (table, theirs))
        report_row (self, table, theirs, CAM_MERGE_NEW);
      cam_merge_report_set_something (self->report);
      return cam_merge_take_unknown_columns (self, table, theirs, error);
    }
  if (!join_row (self, table, theirs, &ours, error))
    return FALSE;
  sqlite3_reset (table->select);
  if (self->row_touched)
    cam_merge_report_set_something (self->report);
  if (self->changed->len > 0)
    report_row (self, table, theirs,
                self->row_deleted ? CAM_MERGE_DELETED : ours.unseen ? CAM_MERGE_BOTH : CAM_MERGE_CHANGED);
  return cam_merge_take_unknown_columns (self, table, theirs, error);
}

/* Their row as a statement, or as what another program removed. */
static gboolean
find_theirs (CamMergeRun    *self,
             CamMergeTable  *table,
             CamMergeTheirs         *theirs,
             GError        **error)
{
  if (!cam_incoming_values_seek (self->values, table->theirs, theirs->dots->fid, &theirs->stmt, error))
    return FALSE;
  if (theirs->stmt != NULL)
    {
      theirs->uuid = (const char *) sqlite3_column_text (theirs->stmt, 0);
      theirs->outside = cam_outside_find (self->incoming->outside, table->theirs->id, theirs->uuid);
      if (theirs->outside != NULL)
        theirs->outside->fid = theirs->dots->fid;
    }
  else
    {
      theirs->outside = (CamOutsideRow *) cam_outside_find_gone (self->incoming->outside, table->theirs->id,
                                                                 theirs->dots->fid);
      theirs->uuid = theirs->outside != NULL ? theirs->outside->uuid : NULL;
    }
  return TRUE;
}

/* A record that is said to be erased and is there. Only persons' data can be erased: where this file believed it of
 * anything else, when it did not know that record yet, it was lied to, and forgets it. */
static gboolean
look_at_erased (CamMergeRun           *self,
                const CamMergeTable   *table,
                const CamMergeTheirs  *theirs,
                gboolean              *stays_erased,
                GError               **error)
{
  const CamValue uuid = cam_text (theirs->uuid);

  if (g_hash_table_contains (self->incoming->erased, theirs->uuid))
    return cam_incoming_refuse ("what is erased is there", error);
  *stays_erased = table->scope == CAM_SCOPE_PERSONAL;
  if (*stays_erased)
    return TRUE;
  g_hash_table_remove (self->erased, theirs->uuid);
  return !self->apply || cam_db_run (self->db, "DELETE FROM cam_erased WHERE uuid = ?1", &uuid, 1, error);
}

/* Those of a row that another program removed, whether it made it again or not. */
static gboolean
read_outside_dots (CamMergeRun     *self,
                   CamMergeTable   *table,
                   CamMergeTheirs  *theirs,
                   gboolean        *news,
                   GError         **error)
{
  self->outside_dots.tbl = theirs->dots->tbl;
  self->outside_dots.fid = theirs->dots->fid;
  theirs->dots = &self->outside_dots;
  return cam_outside_read_dots (self->incoming, table->theirs, theirs->outside, theirs->stmt, &self->outside_dots,
                                error)
         && read_dots (self, table, theirs, news, error);
}

static gboolean
take_row (CamMergeRun       *self,
          const CamFileRow  *dots,
          GError           **error)
{
  CamMergeTable *table = cam_merge_find_table (self, dots->tbl);
  CamMergeTheirs theirs = { .dots = dots };
  gboolean news = FALSE;

  if (table == NULL || !table->theirs->here)
    return cam_incoming_refuse ("a dot is of a table that is not there", error);
  if (!read_dots (self, table, &theirs, &news, error))
    return FALSE;
  if (!news && self->incoming->outside == NULL)
    return TRUE;
  if (!find_theirs (self, table, &theirs, error))
    return FALSE;
  /* A row that another program added and removed again was never anybody's. */
  if (theirs.uuid == NULL)
    return self->incoming->outside != NULL || cam_incoming_refuse ("a dot is of a row that is not there", error);
  /* Made again under another number, by which it comes. */
  if (theirs.stmt == NULL && !theirs.outside->removed)
    return TRUE;
  if (theirs.outside != NULL && theirs.outside->was_gone && !theirs.outside->added
      && !read_outside_dots (self, table, &theirs, &news, error))
    return FALSE;
  if (!news)
    return TRUE;
  if (g_hash_table_contains (self->erased, theirs.uuid))
    {
      gboolean stays_erased = FALSE;

      if (!look_at_erased (self, table, &theirs, &stays_erased, error))
        return FALSE;
      if (stays_erased)
        return TRUE;
    }
  if (table->ours == NULL)
    return cam_merge_take_unknown_row (self, table, &theirs, error);
  return take_known_table (self, table, &theirs, error);
}

static gboolean
prepare_table (CamMergeRun    *self,
               CamMergeTable  *table,
               GError        **error)
{
  g_autoptr (GString) select = g_string_new ("SELECT fid");
  g_autoptr (GString) insert = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new ("?1");
  guint n = 1;

  if (table->ours == NULL)
    return TRUE;
  for (guint i = 0; i < table->ours->columns->len; i++)
    g_string_append_printf (select, ", \"%s\"",
                            ((const CamColumnInfo *) g_ptr_array_index (table->ours->columns, i))->name);
  g_string_append_printf (select, " FROM \"%s\" WHERE uuid = ?1", table->ours->name);
  g_string_append_printf (insert, "INSERT INTO \"%s\" (uuid", table->ours->name);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);

      if (column->ours == NULL || column->theirs->position == 0)
        continue;
      g_string_append_printf (insert, ", \"%s\"", column->ours->name);
      g_string_append_printf (values, ", ?%u", ++n);
    }
  g_string_append_printf (insert, ") VALUES (%s)", values->str);
  table->select = cam_db_prepare (self->db, select->str, error);
  if (table->select == NULL)
    return FALSE;
  table->insert = cam_db_prepare (self->db, insert->str, error);
  return table->insert != NULL;
}

gboolean
cam_merge_take_rows (CamMergeRun  *self,
                     GError      **error)
{
  g_autoptr (CamIncomingDots) dots = NULL;
  g_autoptr (GError) local_error = NULL;
  const CamFileRow *row = NULL;

  for (guint i = 0; i < self->tables->len; i++)
    if (!prepare_table (self, g_ptr_array_index (self->tables, i), error))
      return FALSE;
  dots = cam_incoming_dots_new (self->incoming, error);
  if (dots == NULL)
    return FALSE;
  while (local_error == NULL && cam_incoming_dots_next (dots, &row, &local_error))
    if (check_cancelled (self, &local_error))
      take_row (self, row, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
