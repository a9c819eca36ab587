/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-reopen.h"

#include "cam-cell.h"

/* A cell that the action settled, and what was not shown in it. */
typedef struct
{
  const CamTableInfo  *table;
  const CamColumnInfo *column;
  char                *uuid;
  CamValue             shown;     /* before the action */
  CamValue             left;      /* by the action */
  GArray              *dropped;   /* (element-type CamValue) */
} Cell;

struct _CamReopen
{
  CamSession *session;
  gint64      copy;     /* whose action is undone, */
  gint64      undone;   /* and its number */
  gint64      first;    /* the first of the numbers that were taken for dropped values */
  GPtrArray  *cells;    /* (element-type Cell) */
};

static void
clear_value (gpointer data)
{
  cam_value_clear (data);
}

static void
cell_free (gpointer data)
{
  Cell *cell = data;

  g_clear_pointer (&cell->uuid, g_free);
  cam_value_clear (&cell->shown);
  cam_value_clear (&cell->left);
  g_clear_pointer (&cell->dropped, g_array_unref);
  g_free (cell);
}

void
cam_reopen_free (CamReopen *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self);
}

/* Once each, and not what is shown again anyway. */
static void
add_dropped (Cell     *cell,
             CamValue  value)
{
  gboolean known = cam_cell_same (value, cell->shown);

  for (guint i = 0; i < cell->dropped->len && !known; i++)
    known = cam_cell_same (value, g_array_index (cell->dropped, CamValue, i));
  if (known)
    cam_value_clear (&value);
  else
    g_array_append_val (cell->dropped, value);
}

/* The first change of a cell has what was shown. A further one has a value that was not shown, unless it goes
 * on from what the one before it left. */
static gboolean
read_changes (CamReopen  *self,
              Cell       *cell,
              GError    **error)
{
  const CamValue params[] = { cam_integer (self->copy), cam_integer (self->undone),
                              cam_integer (cell->table->id), cam_text (cell->uuid),
                              cam_integer (cell->column->id) };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean first = TRUE;

  cursor = cam_db_query (self->session->db,
                         "SELECT old, new FROM cam_change WHERE uuid = ?4 AND +copy = ?1 AND +seq = ?2"
                         " AND tbl = ?3 AND col = ?5 ORDER BY id",
                         params, G_N_ELEMENTS (params), error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      CamValue old = cam_cell_dup_value (cursor, 0);
      CamValue new = cam_cell_dup_value (cursor, 1);

      if (first)
        cell->shown = cam_value_copy (old);
      else if (!cam_cell_same (old, cell->left) || cam_cell_same (old, new))
        add_dropped (cell, cam_value_copy (old));
      first = FALSE;
      cam_value_clear (&old);
      cam_value_clear (&cell->left);
      cell->left = new;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether the cell holds @value, and its dot is of the action under way where @own. */
static gboolean
cell_holds (CamReopen  *self,
            Cell       *cell,
            CamValue    value,
            gboolean    own,
            gboolean   *holds,
            GError    **error)
{
  const CamValue params[] = { cam_text (cell->uuid), value, cam_integer (cell->table->id),
                              cam_integer (cell->column->id), cam_integer (own) };
  g_autofree char *sql = g_strdup_printf (
    "SELECT 1 FROM \"%s\" t WHERE t.uuid = ?1 AND +t.\"%s\" IS ?2 AND (?5 = 0 OR EXISTS"
    " (SELECT 1 FROM cam_cell c, cam_now n WHERE c.tbl = ?3 AND c.fid = t.fid AND c.col = ?4"
    "  AND c.copy = n.copy AND c.seq = n.seq))",
    cell->table->name, cell->column->name);
  gint64 found = 0;

  if (!cam_db_query_integer (self->session->db, sql, params, G_N_ELEMENTS (params), 0, &found, error))
    return FALSE;
  *holds = found != 0;
  return TRUE;
}

static GPtrArray *
list_candidates (CamReopen  *self,
                 GError    **error)
{
  const CamValue params[] = { cam_integer (self->copy), cam_integer (self->undone) };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (cell_free);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_db_query (self->session->db,
                         "SELECT tbl, uuid, col FROM cam_change WHERE copy = ?1 AND seq = ?2 AND col > 0"
                         " GROUP BY tbl, uuid, col HAVING count (*) > 1",
                         params, 2, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    {
      const CamTableInfo *table = cam_db_get_table (self->session->db, (int) cam_cursor_get_integer (cursor, 0));
      const CamColumnInfo *column = NULL;
      Cell *cell = NULL;

      if (table != NULL)
        column = cam_cell_find_column (table, (int) cam_cursor_get_integer (cursor, 2));
      if (column == NULL)
        continue;
      cell = g_new0 (Cell, 1);
      cell->table = table;
      cell->column = column;
      cell->uuid = g_strdup (cam_cursor_get_text (cursor, 1));
      cell->dropped = g_array_new (FALSE, FALSE, sizeof (CamValue));
      g_array_set_clear_func (cell->dropped, clear_value);
      g_ptr_array_add (cells, cell);
    }
  if (local_error == NULL)
    return g_steal_pointer (&cells);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

CamReopen *
cam_reopen_prepare (CamSession       *session,
                    gint64            copy,
                    gint64            undone,
                    const CamAction  *action,
                    GError          **error)
{
  g_autoptr (CamReopen) self = g_new0 (CamReopen, 1);
  const CamAction more = { .label = action->label, .author = action->author, .kind = action->kind };
  guint most = 0;

  self->session = session;
  self->copy = copy;
  self->undone = undone;
  self->first = session->seq;
  self->cells = list_candidates (self, error);
  if (self->cells == NULL)
    return NULL;
  for (guint i = self->cells->len; i > 0; i--)
    {
      Cell *cell = g_ptr_array_index (self->cells, i - 1);
      gboolean holds = FALSE;

      if (!read_changes (self, cell, error)
          || !cell_holds (self, cell, cell->left, FALSE, &holds, error))
        return NULL;
      if (holds && cell->dropped->len > 0)
        most = MAX (most, cell->dropped->len);
      else
        g_ptr_array_remove_index_fast (self->cells, i - 1);
    }
  for (guint i = 0; i < most; i++)
    if (!cam_session_next (session, &more, error))
      return NULL;
  return g_steal_pointer (&self);
}

static gboolean
add_sibling (CamReopen  *self,
             Cell       *cell,
             guint       at,
             GError    **error)
{
  const CamValue params[] = { cam_integer (cell->table->id), cam_text (cell->uuid),
                              cam_integer (cell->column->id), cam_integer (self->session->copy),
                              cam_integer (self->first + at), g_array_index (cell->dropped, CamValue, at),
                              cell->left };
  g_autofree char *sql = g_strdup_printf ("INSERT INTO cam_sibling (tbl, fid, col, copy, seq, value)"
                                          " SELECT ?1, fid, ?3, ?4, ?5, ?6 FROM \"%s\" WHERE uuid = ?2",
                                          cell->table->name);

  return cam_db_run (self->session->db, sql, params, 6, error)
         && cam_db_run (self->session->db,
                        "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)"
                        " VALUES (?4, ?5, ?1, ?2, ?3, ?7, ?6)",
                        params, 7, error);
}

gboolean
cam_reopen_finish (CamReopen  *self,
                   GError    **error)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = g_ptr_array_index (self->cells, i);
      gboolean holds = FALSE;

      if (!cell_holds (self, cell, cell->shown, TRUE, &holds, error))
        return FALSE;
      for (guint j = 0; holds && j < cell->dropped->len; j++)
        if (!add_sibling (self, cell, j, error))
          return FALSE;
    }
  return TRUE;
}
