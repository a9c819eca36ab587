/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-adopt-private.h"

#include "cam-outside-row.h"
#include "cam-value-of.h"

#include <string.h>

/* A row never goes: where another program removed it, it comes back as one marked as deleted, which undo can bring
 * back. Where the program made it again with the same uuid, it is the row that it was, and what differs was edited. */

typedef struct
{
  const char *kind;
  int         col;
  gint64      copy;
  gint64      seq;
  CamValue    value;
} Book;

typedef struct
{
  const CamTableInfo  *table;
  const CamColumnInfo *deleted;
  gint64               change;    /* cam_change.id of the first removal */
  CamOutsideRow       *row;
  gboolean             has_books;
  GArray              *books;     /* (element-type Book): the dots and siblings from before the first removal */
  /* Found when it is settled. */
  gint64               fid;       /* its number now */
  gboolean             to_mark;   /* it is to be marked as deleted, as an edit */
} Gone;

static void
book_clear (gpointer data)
{
  Book *book = data;

  cam_value_clear (&book->value);
}

static void
gone_free (gpointer data)
{
  Gone *gone = data;

  g_clear_pointer (&gone->row, cam_outside_row_free);
  g_array_unref (gone->books);
  g_free (gone);
}

static Gone *
gone_new (const CamTableInfo *table,
          gint64              change,
          const char         *uuid)
{
  Gone *gone = g_new0 (Gone, 1);

  gone->table = table;
  gone->deleted = cam_table_info_find_column (table, "deleted");
  gone->change = change;
  gone->row = cam_outside_row_new (table->id, uuid);
  gone->books = g_array_new (FALSE, FALSE, sizeof (Book));
  g_array_set_clear_func (gone->books, book_clear);
  return gone;
}

static GPtrArray *
list_gone (CamSession  *self,
           GError     **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (gone_free);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_db_query (self->db,
                         "SELECT tbl, min (id), uuid FROM cam_change WHERE " CAM_ADOPT_OUTSIDE
                         " AND col = 0 AND old = 'gone' GROUP BY tbl, uuid ORDER BY 2",
                         NULL, 0, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    {
      const CamTableInfo *table = cam_db_get_table (self->db, (int) cam_cursor_get_integer (cursor, 0));

      if (table != NULL)
        g_ptr_array_add (list, gone_new (table, cam_cursor_get_integer (cursor, 1), cam_cursor_get_text (cursor, 2)));
    }
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

typedef void (*NoteFunc) (Gone         *gone,
                          sqlite3_stmt *stmt);

static gboolean
each_row (CamSession      *self,
          Gone            *gone,
          const char      *sql,
          const CamValue  *params,
          int              n_params,
          NoteFunc         note,
          GError         **error)
{
  sqlite3_stmt *stmt = cam_db_prepare (self->db, sql, error);
  int code;

  if (stmt == NULL)
    return FALSE;
  for (int i = 0; i < n_params; i++)
    cam_db_bind (stmt, i + 1, params[i]);
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    note (gone, stmt);
  cam_db_release (self->db, stmt);
  return code == SQLITE_DONE || cam_db_set_error (cam_db_get_handle (self->db), code, error);
}

/* The columns are col, old, new, and whether the row had been told of before. */
static void
note_change (Gone         *gone,
             sqlite3_stmt *stmt)
{
  int col = sqlite3_column_int (stmt, 0);
  CamValue old = cam_value_copy_of (stmt, 1);

  if (col > 0)
    cam_outside_row_note_cell (gone->row, col, old, col == gone->deleted->id);
  else if (old.type == CAM_VALUE_TEXT && strcmp (old.text, "gone") == 0)
    cam_outside_row_note_removed (gone->row, sqlite3_column_int64 (stmt, 2));
  else
    cam_outside_row_note_added (gone->row, !sqlite3_column_int (stmt, 3));
  cam_value_clear (&old);
}

/* The columns are kind, col, copy, seq, value. */
static void
note_book (Gone         *gone,
           sqlite3_stmt *stmt)
{
  static const char *const kinds[] = { "row", "cell", "sibling" };
  const char *kind = (const char *) sqlite3_column_text (stmt, 0);
  Book book = { .col = sqlite3_column_int (stmt, 1),
                .copy = sqlite3_column_int64 (stmt, 2),
                .seq = sqlite3_column_int64 (stmt, 3) };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i]) == 0)
      book.kind = kinds[i];
  if (book.kind == NULL)
    return;
  gone->has_books |= strcmp (book.kind, "row") == 0;
  book.value = cam_value_copy_of (stmt, 4);
  g_array_append_val (gone->books, book);
}

/* Where something else took the number, or the row itself has it again, the trigger kept what was there; otherwise it
 * is there still. */
static gboolean
read_gone (CamSession  *self,
           Gone        *gone,
           GError     **error)
{
  const CamValue change[] = { cam_text (gone->row->uuid), cam_integer (gone->table->id) };
  CamValue number[] = { cam_integer (gone->table->id), cam_null () };

  if (!each_row (self, gone,
                 "SELECT col, old, new, id > first FROM cam_change,"
                 " (SELECT min (id) AS first FROM cam_change WHERE uuid = ?1 AND tbl = ?2 AND " CAM_ADOPT_OUTSIDE ")"
                 " WHERE uuid = ?1 AND tbl = ?2 AND " CAM_ADOPT_OUTSIDE " ORDER BY id",
                 change, 2, note_change, error))
    return FALSE;
  number[1] = cam_integer (gone->row->gone_fid);
  if (!each_row (self, gone, "SELECT kind, col, copy, seq, value FROM cam_before WHERE tbl = ?1 AND fid = ?2", number,
                 2, note_book, error))
    return FALSE;
  if (gone->has_books)
    return TRUE;
  g_array_set_size (gone->books, 0);
  return each_row (self, gone,
                   "SELECT 'row', 0, copy, seq, NULL FROM cam_row WHERE tbl = ?1 AND fid = ?2 AND seq <> 0"
                   " UNION ALL SELECT 'cell', col, copy, seq, NULL FROM cam_cell WHERE tbl = ?1 AND fid = ?2"
                   " AND seq <> 0"
                   " UNION ALL SELECT 'sibling', col, copy, seq, value FROM cam_sibling WHERE tbl = ?1 AND fid = ?2"
                   " AND seq <> 0",
                   number, 2, note_book, error);
}

static gboolean
find_row (CamSession          *self,
          const CamTableInfo  *table,
          const char          *column,
          CamValue             value,
          gint64              *fid,
          GError             **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT fid FROM \"%s\" WHERE %s = ?1", table->name, column);

  return cam_db_query_integer (self->db, sql, &value, 1, 0, fid, error);
}

/* With what it held in the end. */
static gboolean
put_row_back (CamSession  *self,
              Gone        *gone,
              GError     **error)
{
  const char *table = gone->table->name;
  g_autofree char *insert = g_strdup_printf ("INSERT INTO \"%s\" (fid, uuid) VALUES (?1, ?2)", table);
  CamValue identity[] = { cam_integer (gone->row->gone_fid), cam_text (gone->row->uuid) };
  CamValue dot[] = { cam_integer (gone->table->id), cam_null (), cam_integer (self->copy), cam_integer (self->seq) };
  gint64 taken = 0;

  if (!find_row (self, gone->table, "fid", identity[0], &taken, error))
    return FALSE;
  if (taken != 0)
    identity[0] = cam_null ();
  if (!cam_db_run (self->db, insert, identity, 2, error))
    return FALSE;
  gone->fid = sqlite3_last_insert_rowid (cam_db_get_handle (self->db));
  dot[1] = cam_integer (gone->fid);
  for (guint i = 0; i < gone->row->last->len; i++)
    {
      const CamOutsideCell *cell = &g_array_index (gone->row->last, CamOutsideCell, i);
      const CamValue params[] = { cam_integer (gone->fid), cell->old };

      for (guint j = 0; j < gone->table->columns->len; j++)
        {
          const CamColumnInfo *column = g_ptr_array_index (gone->table->columns, j);
          g_autofree char *fill = NULL;

          if (column->id != cell->col)
            continue;
          fill = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?2 WHERE fid = ?1", table, column->name);
          if (!cam_db_run (self->db, fill, params, 2, error))
            return FALSE;
        }
    }
  return cam_db_run (self->db, "INSERT OR IGNORE INTO cam_row VALUES (?1, ?2, ?3, ?4)", dot, 4, error);
}

/* The changes right after the removal hold what the row held: ?1 is the removal, ?2 the row. */
#define FORMER_RANGE                                                                               \
  "uuid = ?2 AND seq = 0 AND id > ?1 AND id < coalesce ((SELECT min (id) FROM cam_change"          \
  " WHERE uuid = ?2 AND seq = 0 AND col = 0 AND id > ?1), 9223372036854775807)"

/* One change of a column that was written, be it to the same again: who has seen it goes by that. One from before the
 * removal is there already; "deleted" is seen with any of the row. What waited in the column was given up. */
static gboolean
write_column (CamSession           *self,
              const Gone           *gone,
              const CamColumnInfo  *column,
              CamValue              now,
              GError              **error)
{
  const CamValue params[] = { cam_integer (gone->change), cam_text (gone->row->uuid), cam_integer (self->copy),
                              cam_integer (self->seq), cam_integer (gone->table->id), cam_integer (column->id), now,
                              cam_integer (column == gone->deleted) };
  const CamValue cell[] = { cam_integer (gone->table->id), cam_integer (gone->fid), cam_integer (column->id),
                            cam_integer (self->copy), cam_integer (self->seq) };
  gboolean done;

  done = cam_db_run (self->db, "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)"
                               " SELECT ?3, ?4, ?5, ?2, ?6, f.old, ?7 FROM"
                               " (SELECT (SELECT old FROM cam_change WHERE " FORMER_RANGE " AND tbl = ?5 AND col = ?6"
                               "  LIMIT 1) AS old) f"
                               " WHERE f.old IS NOT ?7 OR NOT EXISTS (SELECT 1 FROM cam_change WHERE uuid = ?2"
                               "  AND tbl = ?5 AND (col = ?6 OR ?8) AND ((seq = 0 AND id < ?1)"
                               "  OR (copy = ?3 AND seq = ?4)))", params, 8, error)
         && cam_db_run (self->db, "INSERT OR REPLACE INTO cam_cell VALUES (?1, ?2, ?3, ?4, ?5)", cell, 5, error);
  for (guint i = 0; i < gone->books->len && done; i++)
    {
      const Book *book = &g_array_index (gone->books, Book, i);
      const CamValue given_up[] = { cam_integer (self->copy), cam_integer (self->seq),
                                    cam_integer (gone->table->id), cam_text (gone->row->uuid),
                                    cam_integer (column->id), book->value, now };

      if (strcmp (book->kind, "sibling") == 0 && book->col == column->id && !cam_value_equals (book->value, now))
        done = cam_db_run (self->db, "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)"
                                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", given_up, 7, error);
    }
  return done;
}

/* What was not written keeps its dots. */
static gboolean
keep_column (CamSession           *self,
             const Gone           *gone,
             const CamColumnInfo  *column,
             GError              **error)
{
  for (guint i = 0; i < gone->books->len; i++)
    {
      const Book *book = &g_array_index (gone->books, Book, i);
      const CamValue params[] = { cam_integer (gone->table->id), cam_integer (gone->fid), cam_integer (book->col),
                                  cam_integer (book->copy), cam_integer (book->seq), book->value };

      if (book->col != column->id)
        continue;
      if (strcmp (book->kind, "cell") == 0
          && !cam_db_run (self->db, "INSERT OR REPLACE INTO cam_cell VALUES (?1, ?2, ?3, ?4, ?5)", params, 5, error))
        return FALSE;
      if (strcmp (book->kind, "sibling") == 0
          && !cam_db_run (self->db, "INSERT OR REPLACE INTO cam_sibling VALUES (?1, ?2, ?3, ?4, ?5, ?6)", params, 6,
                          error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_row_dot (CamSession  *self,
               const Gone  *gone,
               GError     **error)
{
  const CamValue key[] = { cam_integer (gone->table->id), cam_integer (gone->fid) };
  const CamValue former[] = { cam_integer (gone->table->id), cam_integer (gone->row->gone_fid) };

  if (!cam_db_run (self->db, "DELETE FROM cam_cell WHERE tbl = ?1 AND fid = ?2", key, 2, error)
      || !cam_db_run (self->db, "DELETE FROM cam_sibling WHERE tbl = ?1 AND fid = ?2", key, 2, error)
      || !cam_db_run (self->db, "DELETE FROM cam_before WHERE tbl = ?1 AND fid = ?2 AND kind = 'sibling'", former, 2,
                      error))
    return FALSE;
  for (guint i = 0; i < gone->books->len; i++)
    {
      const Book *book = &g_array_index (gone->books, Book, i);
      const CamValue params[] = { key[0], key[1], cam_integer (book->copy), cam_integer (book->seq) };

      if (strcmp (book->kind, "row") == 0)
        return cam_db_run (self->db, "INSERT OR REPLACE INTO cam_row VALUES (?1, ?2, ?3, ?4)", params, 4, error);
    }
  return TRUE;
}

static gboolean
settle_column (CamSession           *self,
               const Gone           *gone,
               const CamColumnInfo  *column,
               GError              **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE fid = ?1", column->name, gone->table->name);
  sqlite3_stmt *stmt = cam_db_prepare (self->db, sql, error);
  CamValue now = { 0 };
  gboolean written, done;

  if (stmt == NULL)
    return FALSE;
  cam_db_bind (stmt, 1, cam_integer (gone->fid));
  if (sqlite3_step (stmt) == SQLITE_ROW)
    now = cam_value_copy_of (stmt, 0);
  cam_db_release (self->db, stmt);
  written = cam_outside_row_has_written (gone->row, column->id, now) && !(gone->to_mark && column == gone->deleted);
  if (written)
    done = write_column (self, gone, column, now, error);
  else
    done = !gone->has_books || keep_column (self, gone, column, error);
  cam_value_clear (&now);
  return done;
}

/* The books of a row that was added meanwhile are right as they are: all of it is of this action. */
static gboolean
settle_columns (CamSession  *self,
                const Gone  *gone,
                GError     **error)
{
  if (gone->row->added)
    return TRUE;
  if (gone->has_books && !write_row_dot (self, gone, error))
    return FALSE;
  for (guint i = 0; i < gone->table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (gone->table->columns, i);

      if (column != gone->deleted && !settle_column (self, gone, column, error))
        return FALSE;
    }
  return settle_column (self, gone, gone->deleted, error);
}

static gboolean
settle_gone (CamSession  *self,
             Gone        *gone,
             GError     **error)
{
  const CamValue changes[] = { cam_text (gone->row->uuid), cam_integer (gone->change),
                               cam_integer (gone->table->id) };
  const CamValue number[] = { cam_integer (0) };
  g_autofree char *mark = NULL;

  if (!find_row (self, gone->table, "uuid", cam_text (gone->row->uuid), &gone->fid, error))
    return FALSE;
  /* It may have come again while the triggers were missing. */
  if (gone->fid != 0 && gone->row->removed)
    cam_outside_row_note_added (gone->row, FALSE);
  if (gone->fid == 0)
    {
      CamValue deleted = cam_outside_row_get_last (gone->row, gone->deleted->id);

      gone->to_mark = deleted.type != CAM_VALUE_INTEGER || deleted.integer == 0;
      if (!cam_adopt_capture (self, FALSE, error) || !put_row_back (self, gone, error)
          || !cam_adopt_capture (self, TRUE, error))
        return FALSE;
    }
  mark = g_strdup_printf ("UPDATE \"%s\" SET deleted = 1 WHERE fid = %" G_GINT64_FORMAT " AND deleted = ?1",
                          gone->table->name, gone->fid);
  /* Where it was and where it is: the search index goes by numbers. */
  cam_session_touch (self, gone->table->name, gone->row->gone_fid);
  cam_session_touch (self, gone->table->name, gone->fid);
  return settle_columns (self, gone, error)
         && (!gone->to_mark || cam_db_run (self->db, mark, number, 1, error))
         && cam_db_run (self->db,
                        "DELETE FROM cam_change WHERE uuid = ?1 AND id >= ?2 AND tbl = ?3 AND " CAM_ADOPT_OUTSIDE,
                        changes, 3, error);
}

gboolean
cam_adopt_gone_rows (CamSession  *self,
                     GError     **error)
{
  g_autoptr (GPtrArray) list = list_gone (self, error);

  if (list == NULL)
    return FALSE;
  /* All are read before any is written: they may have changed numbers among each other. */
  for (guint i = 0; i < list->len; i++)
    if (!read_gone (self, g_ptr_array_index (list, i), error))
      return FALSE;
  for (guint i = 0; i < list->len; i++)
    if (!settle_gone (self, g_ptr_array_index (list, i), error))
      return FALSE;
  return TRUE;
}
