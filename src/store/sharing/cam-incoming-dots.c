/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-incoming-dots.h"

#include "cam-value-of.h"

/* Siblings of one row; more is no conflict of people. */
#define MAX_SIBLINGS 10000

struct _CamIncomingDots
{
  CamIncoming  *incoming;
  sqlite3_stmt *rows;
  sqlite3_stmt *cells;
  sqlite3_stmt *siblings;
  gboolean      has_cell;
  gboolean      has_sibling;
  CamFileRow    row;
};

static void
sibling_clear (gpointer data)
{
  CamFileSibling *sibling = data;

  cam_value_clear (&sibling->value);
}

GArray *
cam_file_siblings_new (void)
{
  GArray *siblings = g_array_new (FALSE, FALSE, sizeof (CamFileSibling));

  g_array_set_clear_func (siblings, sibling_clear);
  return siblings;
}

void
cam_incoming_dots_free (CamIncomingDots *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->rows);
  sqlite3_finalize (self->cells);
  sqlite3_finalize (self->siblings);
  g_clear_pointer (&self->row.cells, g_array_unref);
  g_clear_pointer (&self->row.siblings, g_array_unref);
  g_free (self);
}

static gboolean
step (CamIncomingDots  *self,
      sqlite3_stmt     *stmt,
      gboolean         *found,
      GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  *found = cam_foreign_db_step (self->incoming->db, stmt, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

CamIncomingDots *
cam_incoming_dots_new (CamIncoming  *incoming,
                       GError      **error)
{
  g_autoptr (CamIncomingDots) self = g_new0 (CamIncomingDots, 1);

  self->incoming = incoming;
  self->row.cells = g_array_new (FALSE, FALSE, sizeof (CamFileCell));
  self->row.siblings = cam_file_siblings_new ();
  self->rows = cam_incoming_select (incoming, "cam_row", "tbl, fid, copy, seq", "ORDER BY tbl, fid", error);
  if (self->rows == NULL)
    return NULL;
  self->cells = cam_incoming_select (incoming, "cam_cell", "tbl, fid, copy, seq, col",
                                     "ORDER BY tbl, fid, col", error);
  if (self->cells == NULL)
    return NULL;
  self->siblings = cam_incoming_select (incoming, "cam_sibling", "tbl, fid, copy, seq, col, value",
                                        "ORDER BY tbl, fid, col, copy, seq", error);
  if (self->siblings == NULL || !step (self, self->cells, &self->has_cell, error)
      || !step (self, self->siblings, &self->has_sibling, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Whether the statement stands before, at or after the row. */
static int
compare (const CamFileRow *row,
         sqlite3_stmt     *stmt)
{
  gint64 tbl = sqlite3_column_int64 (stmt, 0);
  gint64 fid = sqlite3_column_int64 (stmt, 1);

  if (tbl != row->tbl)
    return tbl < row->tbl ? -1 : 1;
  return fid < row->fid ? -1 : fid > row->fid;
}

static gboolean
read_column (sqlite3_stmt  *stmt,
             int           *col,
             GError       **error)
{
  gint64 number = sqlite3_column_int64 (stmt, 4);

  if (number < 1 || number > G_MAXINT)
    return cam_incoming_refuse ("a cell is of no column", error);
  *col = (int) number;
  return TRUE;
}

/* Dots of rows that are nowhere would mean that something was lost. */
static gboolean
read_cells (CamIncomingDots  *self,
            GError          **error)
{
  g_array_set_size (self->row.cells, 0);
  while (self->has_cell && compare (&self->row, self->cells) <= 0)
    {
      CamFileCell cell = { .copy = sqlite3_column_int64 (self->cells, 2),
                           .seq = sqlite3_column_int64 (self->cells, 3) };

      if (compare (&self->row, self->cells) < 0)
        return cam_incoming_refuse ("a cell has no row", error);
      if (!read_column (self->cells, &cell.col, error))
        return FALSE;
      if (self->row.cells->len > 0
          && g_array_index (self->row.cells, CamFileCell, self->row.cells->len - 1).col >= cell.col)
        return cam_incoming_refuse ("a cell is there twice", error);
      g_array_append_val (self->row.cells, cell);
      if (!step (self, self->cells, &self->has_cell, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_siblings (CamIncomingDots  *self,
               GError          **error)
{
  g_array_set_size (self->row.siblings, 0);
  while (self->has_sibling && compare (&self->row, self->siblings) <= 0)
    {
      CamFileSibling sibling = { .copy = sqlite3_column_int64 (self->siblings, 2),
                                 .seq = sqlite3_column_int64 (self->siblings, 3) };

      if (compare (&self->row, self->siblings) < 0)
        return cam_incoming_refuse ("a sibling has no row", error);
      if (!read_column (self->siblings, &sibling.col, error))
        return FALSE;
      if (self->row.siblings->len >= MAX_SIBLINGS)
        return cam_incoming_refuse ("a row has too many siblings", error);
      if (cam_incoming_has_nul (self->siblings, 5))
        return cam_incoming_refuse ("a text has a NUL", error);
      sibling.value = cam_value_copy_of (self->siblings, 5);
      g_array_append_val (self->row.siblings, sibling);
      if (!step (self, self->siblings, &self->has_sibling, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cam_incoming_dots_next (CamIncomingDots   *self,
                        const CamFileRow **row,
                        GError           **error)
{
  int tbl = self->row.tbl;
  gint64 fid = self->row.fid;
  gboolean found = FALSE;

  if (!step (self, self->rows, &found, error))
    return FALSE;
  if (!found)
    {
      if (self->has_cell || self->has_sibling)
        return cam_incoming_refuse ("dots are left over", error);
      return FALSE;
    }
  if (sqlite3_column_int64 (self->rows, 0) < 1 || sqlite3_column_int64 (self->rows, 0) > G_MAXINT)
    return cam_incoming_refuse ("a row is of no table", error);
  self->row.tbl = (int) sqlite3_column_int64 (self->rows, 0);
  self->row.fid = sqlite3_column_int64 (self->rows, 1);
  self->row.copy = sqlite3_column_int64 (self->rows, 2);
  self->row.seq = sqlite3_column_int64 (self->rows, 3);
  if (tbl != 0 && (self->row.tbl < tbl || (self->row.tbl == tbl && self->row.fid <= fid)))
    return cam_incoming_refuse ("a row is there twice", error);
  if (!read_cells (self, error) || !read_siblings (self, error))
    return FALSE;
  *row = &self->row;
  return TRUE;
}
