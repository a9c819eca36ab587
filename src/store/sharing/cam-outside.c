/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outside.h"

#include "cam-outside-chain.h"
#include "cam-value-of.h"

#include <string.h>

/* More would rather be adopted by opening the file than be held in memory. */
#define MAX_CHANGES 200000
#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_NAME 128

struct _CamOutside
{
  GPtrArray  *rows;
  GHashTable *by_uuid;   /* "tbl uuid" → CamOutsideRow */
  GHashTable *by_fid;    /* "tbl fid" → CamOutsideRow that is gone */
  CamOutsideChain *chain;
  gsize       bytes;
  guint       n;
};

void
cam_outside_free (CamOutside *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->by_uuid, g_hash_table_unref);
  g_clear_pointer (&self->by_fid, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->chain, cam_outside_chain_free);
  g_free (self);
}

static CamOutsideRow *
get_row (CamOutside *self,
         int         tbl,
         const char *uuid)
{
  g_autofree char *key = g_strdup_printf ("%d %s", tbl, uuid);
  CamOutsideRow *row = g_hash_table_lookup (self->by_uuid, key);

  if (row != NULL)
    return row;
  row = cam_outside_row_new (tbl, uuid);
  g_ptr_array_add (self->rows, row);
  g_hash_table_insert (self->by_uuid, g_steal_pointer (&key), row);
  return row;
}

static void
note_cell (CamOutside              *self,
           CamOutsideRow           *row,
           const CamIncomingColumn *column,
           sqlite3_stmt            *stmt)
{
  CamValue old = cam_value_copy_of (stmt, 3);
  CamValue now = cam_value_copy_of (stmt, 4);

  cam_outside_row_note_cell (row, column->id, old, strcmp (column->name, "deleted") == 0);
  cam_outside_row_note_said (row, column->id, now);
  cam_value_clear (&old);
  cam_value_clear (&now);
  self->bytes += 2 * sizeof (CamOutsideCell) + (gsize) sqlite3_column_bytes (stmt, 3)
                 + (gsize) sqlite3_column_bytes (stmt, 4);
}

/* The columns are tbl, uuid, col, old, new. */
static gboolean
note_change (CamOutside    *self,
             CamIncoming   *incoming,
             sqlite3_stmt  *stmt,
             GError       **error)
{
  gint64 tbl = sqlite3_column_int64 (stmt, 0);
  const char *uuid = cam_incoming_get_text (stmt, 1, MAX_NAME);
  gint64 col = sqlite3_column_int64 (stmt, 2);
  const CamIncomingTable *table = tbl >= 1 && tbl <= G_MAXINT ? cam_incoming_get_table (incoming, (int) tbl) : NULL;
  const CamIncomingColumn *column = NULL;
  CamOutsideRow *row = NULL;
  guint n_before = self->rows->len;

  if (table != NULL && col > 0 && col <= G_MAXINT)
    column = cam_incoming_get_column (table, (int) col);
  if (table == NULL || uuid == NULL || col < 0 || (col > 0 && column == NULL))
    return cam_incoming_refuse ("an edit is of nothing", error);
  if (!g_uuid_string_is_valid (uuid))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                           "Another program put something into the copy that has to be put in order first: open"
                           " the copy in Cambridgeshire Local once, then import it.");
      return FALSE;
    }
  row = get_row (self, (int) tbl, uuid);
  if (column != NULL)
    note_cell (self, row, column, stmt);
  else if (g_strcmp0 (cam_incoming_get_text (stmt, 3, MAX_NAME), "gone") == 0)
    cam_outside_row_note_removed (row, sqlite3_column_int64 (stmt, 4));
  else
    cam_outside_row_note_added (row, self->rows->len > n_before);
  return TRUE;
}

/* The file as it is after this change is a copy of its own, which has seen those before it. What was done in
 * those the file does not tell: it has the action of the last one only. */
static void
add_state (CamOutside  *self,
           CamIncoming *incoming)
{
  CamIncomingCopy *copy = g_new0 (CamIncomingCopy, 1);

  if (incoming->outside_copy != 0)
    ((CamIncomingCopy *) g_ptr_array_index (incoming->copies, incoming->outside_copy))->newest = 0;
  copy->id = cam_outside_chain_dup_id (self->chain);
  copy->seen[CAM_SCOPE_SHARED] = copy->seen[CAM_SCOPE_PERSONAL] = copy->newest = 1;
  incoming->outside_copy = incoming->copies->len;
  g_ptr_array_add (incoming->copies, copy);
}

static CamOutside *
cam_outside_new (const CamIncomingCopy *copy)
{
  CamOutside *self = g_new0 (CamOutside, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_outside_row_free);
  self->by_uuid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_fid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->chain = cam_outside_chain_new (copy->id, copy->newest);
  return self;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CamOutside, cam_outside_free)

static void
index_gone (CamOutside *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      CamOutsideRow *row = g_ptr_array_index (self->rows, i);

      if (row->was_gone && !row->added)
        g_hash_table_insert (self->by_fid, g_strdup_printf ("%d %" G_GINT64_FORMAT, row->tbl, row->gone_fid), row);
    }
}

static gboolean
read_change (CamOutside    *self,
             CamIncoming   *incoming,
             sqlite3_stmt  *stmt,
             GError       **error)
{
  if (++self->n > MAX_CHANGES || self->bytes > MAX_BYTES)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                           "Another program changed too much in the copy to follow it: open the copy in"
                           " Cambridgeshire Local once, then import it.");
      return FALSE;
    }
  if (!note_change (self, incoming, stmt, error))
    return FALSE;
  cam_outside_chain_add (self->chain, stmt);
  if (self->n <= CAM_OUTSIDE_MAX_STATES)
    add_state (self, incoming);
  return TRUE;
}

gboolean
cam_outside_read (CamIncoming  *incoming,
                  GError      **error)
{
  g_autofree char *rest = g_strdup_printf ("WHERE copy = %" G_GINT64_FORMAT " AND seq = 0 ORDER BY id",
                                           incoming->copy);
  g_autoptr (CamOutside) self = NULL;
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = NULL;
  CamIncomingCopy *copy = NULL;
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (incoming->copy_numbers, GINT_TO_POINTER (incoming->copy)));

  copy = g_ptr_array_index (incoming->copies, index);
  self = cam_outside_new (copy);
  stmt = cam_incoming_select (incoming, "cam_change", "tbl, uuid, col, old, new", rest, error);
  if (stmt == NULL)
    return FALSE;
  while (local_error == NULL && cam_foreign_db_step (incoming->db, stmt, &local_error))
    read_change (self, incoming, stmt, &local_error);
  sqlite3_finalize (stmt);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (self->n > CAM_OUTSIDE_MAX_STATES)
    add_state (self, incoming);
  index_gone (self);
  if (self->n > 0)
    incoming->outside = g_steal_pointer (&self);
  return TRUE;
}

CamOutsideRow *
cam_outside_find (CamOutside *self,
                  int         tbl,
                  const char *uuid)
{
  g_autofree char *key = NULL;

  if (self == NULL)
    return NULL;
  key = g_strdup_printf ("%d %s", tbl, uuid);
  return g_hash_table_lookup (self->by_uuid, key);
}

const CamOutsideRow *
cam_outside_find_gone (CamOutside *self,
                       int         tbl,
                       gint64      fid)
{
  g_autofree char *key = NULL;

  if (self == NULL)
    return NULL;
  key = g_strdup_printf ("%d %" G_GINT64_FORMAT, tbl, fid);
  return g_hash_table_lookup (self->by_fid, key);
}

GPtrArray *
cam_outside_get_rows (CamOutside *self)
{
  return self->rows;
}
