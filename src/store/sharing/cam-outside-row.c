/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outside-row.h"

#include "cam-value-of.h"

/* The newest values of a field that are remembered, however often it was changed. */
#define MAX_SAID 8

static void
cell_clear (gpointer data)
{
  CamOutsideCell *cell = data;

  cam_value_clear (&cell->old);
}

static GArray *
new_cells (void)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (CamOutsideCell));

  g_array_set_clear_func (cells, cell_clear);
  return cells;
}

CamOutsideRow *
cam_outside_row_new (int         tbl,
                     const char *uuid)
{
  CamOutsideRow *self = g_new0 (CamOutsideRow, 1);

  self->tbl = tbl;
  self->uuid = g_strdup (uuid);
  self->before = new_cells ();
  self->last = new_cells ();
  self->former = new_cells ();
  self->written = g_array_new (FALSE, FALSE, sizeof (int));
  self->said = new_cells ();
  return self;
}

void
cam_outside_row_free (CamOutsideRow *self)
{
  g_free (self->uuid);
  g_array_unref (self->before);
  g_array_unref (self->last);
  g_array_unref (self->former);
  g_array_unref (self->written);
  g_array_unref (self->said);
  g_free (self);
}

static const CamValue *
find_cell (GArray *cells,
           int     col)
{
  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, CamOutsideCell, i).col == col)
      return &g_array_index (cells, CamOutsideCell, i).old;
  return NULL;
}

static CamValue
get_cell (GArray *cells,
          int     col)
{
  const CamValue *value = find_cell (cells, col);

  return value != NULL ? *value : cam_null ();
}

/* Unless there is something for @col already. */
static void
keep (GArray   *cells,
      int       col,
      CamValue  old)
{
  CamOutsideCell cell = { .col = col };

  if (find_cell (cells, col) != NULL)
    return;
  cell.old = cam_value_copy (old);
  g_array_append_val (cells, cell);
}

static gboolean
is_in_written (const CamOutsideRow *self,
               int                  col)
{
  for (guint i = 0; i < self->written->len; i++)
    if (g_array_index (self->written, int, i) == col)
      return TRUE;
  return FALSE;
}

static void
note_written (CamOutsideRow *self,
              int            col)
{
  if (!is_in_written (self, col))
    g_array_append_val (self->written, col);
}

static void
note_different (CamOutsideRow *self,
                GArray        *cells,
                GArray        *others)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const CamOutsideCell *cell = &g_array_index (cells, CamOutsideCell, i);

      if (!cam_value_equals (cell->old, get_cell (others, cell->col)))
        note_written (self, cell->col);
    }
}

void
cam_outside_row_note_added (CamOutsideRow *self,
                            gboolean       first)
{
  GArray *cells = self->former;

  self->removed = FALSE;
  g_array_set_size (self->said, 0);
  if (first)
    {
      self->added = TRUE;
      return;
    }
  /* It had been made again before: what differed at its next removal had been written. */
  if (self->remade)
    {
      note_different (self, self->former, self->last);
      note_different (self, self->last, self->former);
    }
  self->remade = TRUE;
  self->former = self->last;
  self->last = cells;
  g_array_set_size (self->last, 0);
}

void
cam_outside_row_note_removed (CamOutsideRow *self,
                              gint64         fid)
{
  if (!self->was_gone)
    self->gone_fid = fid;
  self->removed = TRUE;
  self->was_gone = TRUE;
  self->fid = fid;
  g_array_set_size (self->last, 0);
}

/* The trigger writes what a removed row held as changes to nothing, right after it. A field that was changed
 * before has its first value already, and one that comes when the row was made again held nothing. */
void
cam_outside_row_note_cell (CamOutsideRow *self,
                           int            col,
                           CamValue       old,
                           gboolean       is_deleted)
{
  if (self->removed)
    keep (self->last, col, old);
  if (!self->removed || (is_deleted && old.type == CAM_VALUE_INTEGER && old.integer == 0))
    note_written (self, col);
  /* What it held after it was made again says nothing of what it held before. */
  if (!self->added && !self->remade)
    keep (self->before, col, old);
}

void
cam_outside_row_note_said (CamOutsideRow *self,
                           int            col,
                           CamValue       now)
{
  CamOutsideCell cell = { .col = col };
  guint n = 0;

  if (self->removed || cam_outside_row_has_said (self, col, now))
    return;
  for (guint i = self->said->len; i-- > 0;)
    if (g_array_index (self->said, CamOutsideCell, i).col == col && ++n == MAX_SAID)
      g_array_remove_index (self->said, i);
  cell.old = cam_value_copy (now);
  g_array_append_val (self->said, cell);
}

gboolean
cam_outside_row_has_said (const CamOutsideRow *self,
                          int                  col,
                          CamValue             now)
{
  for (guint i = 0; i < self->said->len; i++)
    {
      const CamOutsideCell *cell = &g_array_index (self->said, CamOutsideCell, i);

      if (cell->col == col && cam_value_equals (cell->old, now))
        return TRUE;
    }
  return FALSE;
}

const CamValue *
cam_outside_row_get_before (const CamOutsideRow *self,
                            int                  col)
{
  return find_cell (self->before, col);
}

CamValue
cam_outside_row_get_last (const CamOutsideRow *self,
                          int                  col)
{
  return get_cell (self->last, col);
}

gboolean
cam_outside_row_has_written (const CamOutsideRow *self,
                             int                  col,
                             CamValue             now)
{
  if (self->added || is_in_written (self, col))
    return TRUE;
  if (!self->remade)
    return FALSE;
  return !cam_value_equals (self->removed ? get_cell (self->last, col) : now, get_cell (self->former, col));
}
