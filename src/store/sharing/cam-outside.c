/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outside.h"

#include "cam-value-of.h"

#include <string.h>

/* More would rather be adopted by opening the file than be held in memory. */
#define MAX_CHANGES 200000
#define MAX_BYTES (64 * 1024 * 1024)
/* States of the file that are told from each other by a copy id. Beyond, an older and a newer state of one
 * person's edits may meet as a conflict; nothing is lost by that. */
#define MAX_STATES 200
#define MAX_NAME 128

struct _CamOutside
{
  GPtrArray  *rows;
  GHashTable *by_uuid;   /* "tbl uuid" → CamOutsideRow */
  GHashTable *by_fid;    /* "tbl fid" → CamOutsideRow that is gone */
  GChecksum  *chain;
  gsize       bytes;
  guint       n;
};

static void
cell_clear (gpointer data)
{
  CamOutsideCell *cell = data;

  cam_value_clear (&cell->old);
}

static void
row_free (gpointer data)
{
  CamOutsideRow *row = data;

  g_free (row->uuid);
  g_clear_pointer (&row->before, g_array_unref);
  g_clear_pointer (&row->last, g_array_unref);
  g_free (row);
}

void
cam_outside_free (CamOutside *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->by_uuid, g_hash_table_unref);
  g_clear_pointer (&self->by_fid, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->chain, g_checksum_free);
  g_free (self);
}

static GArray *
new_cells (void)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (CamOutsideCell));

  g_array_set_clear_func (cells, cell_clear);
  return cells;
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

/* Keeps what the statement's @column holds, unless there is something for @col already. */
static void
keep (CamOutside   *self,
      GArray       *cells,
      int           col,
      sqlite3_stmt *stmt,
      int           column)
{
  CamOutsideCell cell = { .col = col };

  if (find_cell (cells, col) != NULL)
    return;
  cell.old = cam_value_copy_of (stmt, column);
  self->bytes += sizeof cell + (gsize) sqlite3_column_bytes (stmt, column);
  g_array_append_val (cells, cell);
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
  row = g_new0 (CamOutsideRow, 1);
  row->tbl = tbl;
  row->uuid = g_strdup (uuid);
  row->before = new_cells ();
  row->last = new_cells ();
  g_ptr_array_add (self->rows, row);
  g_hash_table_insert (self->by_uuid, g_steal_pointer (&key), row);
  return row;
}

/* The row was added: for the first time, or again after it had been removed. */
static void
note_added (CamOutsideRow *row,
            gboolean       first)
{
  if (first)
    row->added = TRUE;
  else
    row->remade = TRUE;
  row->removed = FALSE;
}

static void
note_removed (CamOutsideRow *row,
              gint64         fid)
{
  if (!row->was_gone)
    row->gone_fid = fid;
  row->removed = TRUE;
  row->was_gone = TRUE;
  row->fid = fid;
  g_array_set_size (row->last, 0);
}

/* The trigger writes what a removed row held as changes to nothing, right after it. A field that was changed
 * before has its first value already. */
static void
note_cell (CamOutside    *self,
           CamOutsideRow *row,
           int            col,
           sqlite3_stmt  *stmt)
{
  if (row->removed)
    keep (self, row->last, col, stmt, 3);
  /* What it held after it was made again says nothing of what it held before. */
  if (!row->added && !row->remade)
    keep (self, row->before, col, stmt, 3);
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
  CamOutsideRow *row = NULL;
  guint n_before = self->rows->len;

  if (table == NULL || uuid == NULL || col < 0 || col > G_MAXINT
      || (col > 0 && cam_incoming_get_column (table, (int) col) == NULL))
    return cam_incoming_refuse ("an edit is of nothing", error);
  if (!g_uuid_string_is_valid (uuid))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                           "Another program put something into the copy that has to be put in order first: open"
                           " the copy in Cambridgeshire Local once, then import it.");
      return FALSE;
    }
  row = get_row (self, (int) tbl, uuid);
  if (col > 0)
    note_cell (self, row, (int) col, stmt);
  else if (g_strcmp0 (cam_incoming_get_text (stmt, 3, MAX_NAME), "gone") == 0)
    note_removed (row, sqlite3_column_int64 (stmt, 4));
  else
    note_added (row, self->rows->len > n_before);
  return TRUE;
}

static void
chain_value (GChecksum    *chain,
             sqlite3_stmt *stmt,
             int           column)
{
  int type = sqlite3_column_type (stmt, column);
  guint8 tag[5] = { (guint8) type };
  guint32 length;
  const void *bytes = NULL;

  if (type == SQLITE_BLOB)
    bytes = sqlite3_column_blob (stmt, column);
  else
    bytes = sqlite3_column_text (stmt, column);
  length = GUINT32_TO_LE ((guint32) sqlite3_column_bytes (stmt, column));
  memcpy (tag + 1, &length, sizeof length);
  g_checksum_update (chain, tag, sizeof tag);
  if (bytes != NULL)
    g_checksum_update (chain, bytes, sqlite3_column_bytes (stmt, column));
}

/* RFC 9562, version 8: the first 128 bits of SHA-256, but for those that say so. */
static char *
dup_state_id (GChecksum *chain)
{
  g_autoptr (GChecksum) end = g_checksum_copy (chain);
  guint8 sum[32];
  gsize length = sizeof sum;
  GString *id = g_string_sized_new (37);

  g_checksum_get_digest (end, sum, &length);
  sum[6] = (sum[6] & 0x0f) | 0x80;
  sum[8] = (sum[8] & 0x3f) | 0x80;
  for (guint i = 0; i < 16; i++)
    g_string_append_printf (id, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", sum[i]);
  return g_string_free_and_steal (id);
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
  copy->id = dup_state_id (self->chain);
  copy->seen[CAM_SCOPE_SHARED] = copy->seen[CAM_SCOPE_PERSONAL] = copy->newest = 1;
  incoming->outside_copy = incoming->copies->len;
  g_ptr_array_add (incoming->copies, copy);
}

static CamOutside *
cam_outside_new (const CamIncomingCopy *copy)
{
  g_autofree char *start = g_strdup_printf ("%s %" G_GINT64_FORMAT, copy->id, copy->newest);
  CamOutside *self = g_new0 (CamOutside, 1);

  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->by_uuid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_fid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->chain = g_checksum_new (G_CHECKSUM_SHA256);
  /* The same edits after other ones of the program are not the same edits. */
  g_checksum_update (self->chain, (const guint8 *) start, (gssize) strlen (start));
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
  for (int i = 0; i < 5; i++)
    chain_value (self->chain, stmt, i);
  if (self->n <= MAX_STATES)
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
  if (self->n > MAX_STATES)
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

const CamValue *
cam_outside_get_before (const CamOutsideRow *row,
                        int                  col)
{
  return find_cell (row->before, col);
}

CamValue
cam_outside_get_last (const CamOutsideRow *row,
                      int                  col)
{
  const CamValue *value = find_cell (row->last, col);

  return value != NULL ? *value : cam_null ();
}
