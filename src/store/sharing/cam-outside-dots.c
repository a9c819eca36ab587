/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outside-dots.h"

#include "cam-value-of.h"

#define MAX_NAME 16

typedef struct
{
  CamIncoming            *incoming;
  const CamIncomingTable *table;
  const CamOutsideRow    *row;
  sqlite3_stmt           *values;
  CamFileRow             *dots;
  gboolean                found;
} Reading;

static gboolean
is_written (const Reading *self,
            int            col)
{
  const CamIncomingColumn *column = cam_incoming_get_column (self->table, col);
  CamValue now = { 0 };
  gboolean written;

  if (column == NULL || column->position == 0)
    return FALSE;
  if (self->values != NULL)
    now = cam_value_copy_of (self->values, column->position);
  written = cam_outside_row_has_written (self->row, col, now);
  cam_value_clear (&now);
  return written;
}

/* The columns are copy, seq, col, value, kind. */
static void
note (Reading      *self,
      sqlite3_stmt *stmt,
      const char   *kind)
{
  gint64 copy = sqlite3_column_int64 (stmt, 0);
  gint64 seq = sqlite3_column_int64 (stmt, 1);
  int col = sqlite3_column_int (stmt, 2);

  if (g_strcmp0 (kind, "row") == 0)
    {
      self->found = TRUE;
      self->dots->copy = copy;
      self->dots->seq = seq;
    }
  else if (seq != 0 && !is_written (self, col) && g_strcmp0 (kind, "cell") == 0)
    {
      const CamFileCell cell = { .col = col, .copy = copy, .seq = seq };

      g_array_append_val (self->dots->cells, cell);
    }
  else if (seq != 0 && !is_written (self, col) && g_strcmp0 (kind, "sibling") == 0)
    {
      const CamFileSibling sibling = { .col = col, .copy = copy, .seq = seq, .value = cam_value_copy_of (stmt, 3) };

      g_array_append_val (self->dots->siblings, sibling);
    }
}

/* @kind is NULL where the statement tells it. */
static gboolean
read_list (Reading     *self,
           const char  *from,
           const char  *columns,
           const char  *kind,
           GError     **error)
{
  g_autofree char *rest = g_strdup_printf ("WHERE tbl = %d AND fid = %" G_GINT64_FORMAT, self->table->id,
                                           self->row->gone_fid);
  sqlite3_stmt *stmt = cam_incoming_select (self->incoming, from, columns, rest, error);
  g_autoptr (GError) local_error = NULL;

  if (stmt == NULL)
    return FALSE;
  while (cam_foreign_db_step (self->incoming->db, stmt, &local_error))
    {
      if (cam_incoming_has_nul (stmt, 3))
        cam_incoming_refuse ("a text has a NUL", &local_error);
      else
        note (self, stmt, kind != NULL ? kind : cam_incoming_get_text (stmt, 4, MAX_NAME));
      if (local_error != NULL)
        break;
    }
  sqlite3_finalize (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
cam_outside_read_dots (CamIncoming             *incoming,
                       const CamIncomingTable  *table,
                       const CamOutsideRow     *row,
                       sqlite3_stmt            *values,
                       CamFileRow              *dots,
                       GError                 **error)
{
  Reading self = { incoming, table, row, values, dots, FALSE };

  g_array_set_size (dots->cells, 0);
  g_array_set_size (dots->siblings, 0);
  /* Where something else took the number, or the row itself has it again, the trigger kept what was there; otherwise
   * it is there still. */
  if (incoming->has_before && !read_list (&self, "cam_before", "copy, seq, col, value, kind", NULL, error))
    return FALSE;
  if (!self.found)
    {
      g_array_set_size (dots->cells, 0);
      g_array_set_size (dots->siblings, 0);
      if (!read_list (&self, "cam_row", "copy, seq, 0, NULL", "row", error)
          || !read_list (&self, "cam_cell", "copy, seq, col, NULL", "cell", error)
          || !read_list (&self, "cam_sibling", "copy, seq, col, value", "sibling", error))
        return FALSE;
    }
  if (!self.found)
    return cam_incoming_refuse ("a removed row has left nothing", error);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamIncomingColumn *column = g_ptr_array_index (table->columns, i);
      const CamFileCell cell = { .col = column->id, .copy = incoming->copy, .seq = 0 };

      if (is_written (&self, column->id))
        g_array_append_val (dots->cells, cell);
    }
  return TRUE;
}
