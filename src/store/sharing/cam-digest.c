/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-digest.h"

#include "cam-incoming-dots.h"
#include "cam-incoming-values.h"
#include "cam-outside.h"
#include "cam-value-of.h"

#include <openssl/evp.h>
#include <string.h>

#define SUM_BYTES 32
#define MAX_NAME 128

/* What an edit by another program replaced of one row. */
typedef struct
{
  gboolean has_row;
  gint64   copy;
  gint64   seq;
  GArray  *cells;     /* (element-type CamFileCell) */
  GArray  *siblings;  /* (element-type CamFileSibling) */
} Before;

typedef struct
{
  CamIncoming       *incoming;
  CamIncomingValues *values;
  GHashTable        *before;   /* "tbl fid" → Before */
  EVP_MD_CTX        *context;
  GByteArray        *bytes;    /* of the entry under way */
  guint64            sum[2];
  GHashTable        *n_rows;   /* table id → how many of its rows have a dot */
  gboolean           contradicts;  /* a field holds what no edit of another program put there */
} Digest;

static void
before_free (gpointer data)
{
  Before *before = data;

  g_clear_pointer (&before->cells, g_array_unref);
  g_clear_pointer (&before->siblings, g_array_unref);
  g_free (before);
}

static void
digest_clear (Digest *self)
{
  g_clear_pointer (&self->values, cam_incoming_values_free);
  g_clear_pointer (&self->before, g_hash_table_unref);
  g_clear_pointer (&self->context, EVP_MD_CTX_free);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_pointer (&self->n_rows, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Digest, digest_clear)

static void
begin (Digest     *self,
       const char *kind)
{
  g_byte_array_set_size (self->bytes, 0);
  g_byte_array_append (self->bytes, (const guint8 *) kind, (guint) strlen (kind) + 1);
}

static void
add_tagged (Digest     *self,
            guint8      type,
            const void *bytes,
            gsize       length)
{
  guint8 tag[5] = { type };
  guint32 size = GUINT32_TO_LE ((guint32) length);

  memcpy (tag + 1, &size, sizeof size);
  g_byte_array_append (self->bytes, tag, sizeof tag);
  if (length > 0)
    g_byte_array_append (self->bytes, bytes, (guint) length);
}

static void
add_integer (Digest *self,
             gint64  integer)
{
  guint64 bits = GUINT64_TO_LE ((guint64) integer);

  add_tagged (self, SQLITE_INTEGER, &bits, sizeof bits);
}

static void
add_text (Digest     *self,
          const char *text)
{
  add_tagged (self, SQLITE_TEXT, text, strlen (text));
}

static void
add_real (Digest *self,
          double  real)
{
  guint64 bits;

  memcpy (&bits, &real, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  add_tagged (self, SQLITE_FLOAT, &bits, sizeof bits);
}

static void
add_column (Digest       *self,
            sqlite3_stmt *stmt,
            int           column)
{
  int type = sqlite3_column_type (stmt, column);

  if (type == SQLITE_INTEGER)
    add_integer (self, sqlite3_column_int64 (stmt, column));
  else if (type == SQLITE_FLOAT)
    add_real (self, sqlite3_column_double (stmt, column));
  else if (type == SQLITE_TEXT)
    add_tagged (self, SQLITE_TEXT, sqlite3_column_text (stmt, column),
                (gsize) sqlite3_column_bytes (stmt, column));
  else if (type == SQLITE_BLOB)
    add_tagged (self, SQLITE_BLOB, sqlite3_column_blob (stmt, column),
                (gsize) sqlite3_column_bytes (stmt, column));
  else
    add_tagged (self, SQLITE_NULL, NULL, 0);
}

static void
add_value (Digest   *self,
           CamValue  value)
{
  switch (value.type)
    {
    case CAM_VALUE_INTEGER:
      add_integer (self, value.integer);
      break;
    case CAM_VALUE_REAL:
      add_real (self, value.real);
      break;
    case CAM_VALUE_TEXT:
      add_text (self, value.text);
      break;
    case CAM_VALUE_BLOB:
      add_tagged (self, SQLITE_BLOB, g_bytes_get_data (value.blob, NULL), g_bytes_get_size (value.blob));
      break;
    case CAM_VALUE_NULL:
    default:
      add_tagged (self, SQLITE_NULL, NULL, 0);
    }
}

static void
end (Digest *self)
{
  guint8 sum[SUM_BYTES] = { 0 };
  guint64 part;

  EVP_DigestInit_ex2 (self->context, EVP_sha256 (), NULL);
  EVP_DigestUpdate (self->context, self->bytes->data, self->bytes->len);
  EVP_DigestFinal_ex (self->context, sum, NULL);
  for (guint i = 0; i < 2; i++)
    {
      memcpy (&part, sum + 8 * i, sizeof part);
      self->sum[i] += GUINT64_FROM_LE (part);
    }
}

/* Each row of one of the file's own tables is an entry. */
static gboolean
add_table (Digest      *self,
           const char  *table,
           const char  *columns,
           const char  *rest,
           GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = cam_incoming_select (self->incoming, table, columns, rest, error);

  if (stmt == NULL)
    return FALSE;
  while (cam_foreign_db_step (self->incoming->db, stmt, &local_error))
    {
      begin (self, table);
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        add_column (self, stmt, i);
      end (self);
    }
  sqlite3_finalize (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
add_lists (Digest  *self,
           GError **error)
{
  gboolean now = self->incoming->has_before;

  return add_table (self, "cam_meta", "key, value", "WHERE key <> 'digest' AND key <> 'seal'", error)
         && add_table (self, "cam_table", now ? "id, name, scope, here" : "id, name, scope", "", error)
         && add_table (self, "cam_column", now ? "tbl, col, name, here" : "tbl, col, name", "", error)
         && add_table (self, "cam_copy", "copy, copy_id, name", "", error)
         && add_table (self, "cam_now", "copy", "", error)
         && add_table (self, "cam_seen", "copy, scope, seq", "", error)
         && add_table (self, "cam_erased", "uuid", "", error)
         && add_table (self, "cam_action", "copy, seq, at, clock, label, author, kind, undoes", "", error)
         && add_table (self, "cam_change", "copy, seq, tbl, uuid, col, old, new",
                       "NOT INDEXED WHERE seq <> 0", error)
         && (!now || add_table (self, "cam_personal", "table_name, column_name", "", error))
         && (!now || add_table (self, "cam_extra", "tbl, uuid, col, copy, seq, value", "", error));
}

static char *
make_key (gint64 tbl,
          gint64 fid)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, tbl, fid);
}

/* The columns are tbl, fid, col, copy, seq, kind, value. */
static void
note_before (Digest       *self,
             sqlite3_stmt *stmt)
{
  char *key = make_key (sqlite3_column_int64 (stmt, 0), sqlite3_column_int64 (stmt, 1));
  Before *before = g_hash_table_lookup (self->before, key);
  const char *kind = cam_incoming_get_text (stmt, 5, MAX_NAME);
  int col = sqlite3_column_int (stmt, 2);
  gint64 copy = sqlite3_column_int64 (stmt, 3);
  gint64 seq = sqlite3_column_int64 (stmt, 4);

  if (before == NULL)
    {
      before = g_new0 (Before, 1);
      before->cells = g_array_new (FALSE, FALSE, sizeof (CamFileCell));
      before->siblings = cam_file_siblings_new ();
      g_hash_table_insert (self->before, g_steal_pointer (&key), before);
    }
  g_free (key);
  if (g_strcmp0 (kind, "row") == 0)
    {
      before->has_row = TRUE;
      before->copy = copy;
      before->seq = seq;
    }
  else if (g_strcmp0 (kind, "cell") == 0)
    {
      const CamFileCell cell = { .col = col, .copy = copy, .seq = seq };

      g_array_append_val (before->cells, cell);
    }
  else if (g_strcmp0 (kind, "sibling") == 0)
    {
      const CamFileSibling sibling = { .col = col, .copy = copy, .seq = seq, .value = cam_value_copy_of (stmt, 6) };

      g_array_append_val (before->siblings, sibling);
    }
}

static gboolean
read_before (Digest  *self,
             GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = NULL;

  if (!self->incoming->has_before || self->incoming->outside == NULL)
    return TRUE;
  stmt = cam_incoming_select (self->incoming, "cam_before", "tbl, fid, col, copy, seq, kind, value", "", error);
  if (stmt == NULL)
    return FALSE;
  while (cam_foreign_db_step (self->incoming->db, stmt, &local_error))
    note_before (self, stmt);
  sqlite3_finalize (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Of a row that was made again nothing says what it holds. */
static gboolean
holds_what_was_said (const CamOutsideRow     *outside,
                     const CamIncomingColumn *column,
                     sqlite3_stmt            *row)
{
  CamValue now = cam_value_copy_of (row, column->position);
  gboolean holds = outside->was_gone || cam_outside_row_has_said (outside, column->id, now);

  cam_value_clear (&now);
  return holds;
}

/* The fields of a row as they were when the copy was handed over. */
static void
add_fields (Digest                 *self,
            const CamIncomingTable *table,
            sqlite3_stmt           *row,
            const CamOutsideRow    *outside)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamIncomingColumn *column = g_ptr_array_index (table->columns, i);
      const CamValue *before = NULL;

      if (column->position == 0)
        continue;
      if (outside != NULL)
        before = cam_outside_row_get_before (outside, column->id);
      if (before != NULL && row != NULL && !holds_what_was_said (outside, column, row))
        self->contradicts = TRUE;
      if (before != NULL)
        add_value (self, *before);
      else if (row == NULL || (outside != NULL && outside->was_gone))
        add_value (self, cam_null ());
      else
        add_column (self, row, column->position);
    }
}

static gboolean
has_cell (GArray            *cells,
          const CamFileCell *cell)
{
  for (guint i = 0; cells != NULL && i < cells->len; i++)
    {
      const CamFileCell *each = &g_array_index (cells, CamFileCell, i);

      if (each->col == cell->col && each->copy == cell->copy && each->seq == cell->seq)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_sibling (GArray               *siblings,
             const CamFileSibling *sibling)
{
  for (guint i = 0; siblings != NULL && i < siblings->len; i++)
    {
      const CamFileSibling *each = &g_array_index (siblings, CamFileSibling, i);

      if (each->col == sibling->col && each->copy == sibling->copy && each->seq == sibling->seq)
        return TRUE;
    }
  return FALSE;
}

/* What is in @others, which may be NULL, counts there. */
static void
add_cells (Digest     *self,
           int         tbl,
           const char *uuid,
           GArray     *cells,
           GArray     *others)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const CamFileCell *cell = &g_array_index (cells, CamFileCell, i);

      if (cell->seq == 0 || has_cell (others, cell))
        continue;
      begin (self, "cam_cell");
      add_integer (self, tbl);
      add_text (self, uuid);
      add_integer (self, cell->col);
      add_integer (self, cell->copy);
      add_integer (self, cell->seq);
      end (self);
    }
}

static void
add_siblings (Digest     *self,
              int         tbl,
              const char *uuid,
              GArray     *siblings,
              GArray     *others)
{
  for (guint i = 0; i < siblings->len; i++)
    {
      const CamFileSibling *sibling = &g_array_index (siblings, CamFileSibling, i);

      if (sibling->seq == 0 || has_sibling (others, sibling))
        continue;
      begin (self, "cam_sibling");
      add_integer (self, tbl);
      add_text (self, uuid);
      add_integer (self, sibling->col);
      add_integer (self, sibling->copy);
      add_integer (self, sibling->seq);
      add_value (self, sibling->value);
      end (self);
    }
}

static gboolean
add_row (Digest            *self,
         const CamFileRow  *dots,
         GError           **error)
{
  const CamIncomingTable *table = cam_incoming_get_table (self->incoming, dots->tbl);
  g_autofree char *key = make_key (dots->tbl, dots->fid);
  const Before *before = g_hash_table_lookup (self->before, key);
  const CamOutsideRow *outside = NULL;
  sqlite3_stmt *row = NULL;
  const char *uuid = NULL;
  gboolean taken_back;

  if (table == NULL || !table->here)
    return cam_incoming_refuse ("a dot is of a table that is not there", error);
  if (!cam_incoming_values_seek (self->values, table, dots->fid, &row, error))
    return FALSE;
  if (row != NULL)
    {
      gpointer id = GINT_TO_POINTER (table->id);

      g_hash_table_insert (self->n_rows, id,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->n_rows, id)) + 1));
      uuid = (const char *) sqlite3_column_text (row, 0);
      outside = cam_outside_find (self->incoming->outside, table->id, uuid);
    }
  else
    {
      outside = cam_outside_find_gone (self->incoming->outside, table->id, dots->fid);
      uuid = outside != NULL ? outside->uuid : NULL;
    }
  if (uuid == NULL)
    {
      /* Added since, and removed again. */
      if (self->incoming->outside != NULL && dots->seq == 0 && dots->copy == self->incoming->copy)
        return TRUE;
      return cam_incoming_refuse ("a dot is of a row that is not there", error);
    }
  /* Added since, so it was not handed over; or made again under another number, and told where it was. */
  if (outside != NULL && (outside->added || (outside->was_gone && dots->fid != outside->gone_fid)))
    return TRUE;
  taken_back = before != NULL && before->has_row;
  begin (self, table->name);
  add_text (self, uuid);
  add_integer (self, taken_back ? before->copy : dots->copy);
  add_integer (self, taken_back ? before->seq : dots->seq);
  add_fields (self, table, row, outside);
  end (self);
  add_cells (self, table->id, uuid, dots->cells, NULL);
  add_siblings (self, table->id, uuid, dots->siblings, NULL);
  if (before != NULL)
    {
      add_cells (self, table->id, uuid, before->cells, dots->cells);
      add_siblings (self, table->id, uuid, before->siblings, dots->siblings);
    }
  return TRUE;
}

static gboolean
add_rows (Digest  *self,
          GError **error)
{
  g_autoptr (CamIncomingDots) dots = cam_incoming_dots_new (self->incoming, error);
  g_autoptr (GError) local_error = NULL;
  const CamFileRow *row = NULL;

  if (dots == NULL)
    return FALSE;
  while (local_error == NULL && cam_incoming_dots_next (dots, &row, &local_error))
    add_row (self, row, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* A row without a dot came in while the triggers were missing. */
static gboolean
check_counts (Digest  *self,
              GError **error)
{
  for (guint i = 0; i < self->incoming->tables->len; i++)
    {
      const CamIncomingTable *table = g_ptr_array_index (self->incoming->tables, i);
      gint64 n = 0;

      if (!table->here)
        continue;
      if (!cam_incoming_values_count (self->values, table, &n, error))
        return FALSE;
      if (n != (gint64) GPOINTER_TO_UINT (g_hash_table_lookup (self->n_rows, GINT_TO_POINTER (table->id))))
        return cam_incoming_refuse ("a row has no dot", error);
    }
  return TRUE;
}

char *
cam_digest_compute (CamIncoming  *incoming,
                    GError      **error)
{
  g_auto (Digest) self = { .incoming = incoming };

  self.values = cam_incoming_values_new (incoming);
  self.before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, before_free);
  self.context = EVP_MD_CTX_new ();
  self.bytes = g_byte_array_new ();
  self.n_rows = g_hash_table_new (NULL, NULL);
  if (self.context == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_FAILED, "There is not enough memory to check the copy.");
      return NULL;
    }
  if (!add_lists (&self, error) || !read_before (&self, error) || !add_rows (&self, error)
      || !check_counts (&self, error))
    return NULL;
  if (self.contradicts)
    {
      cam_incoming_refuse ("a field holds what nobody put there", error);
      return NULL;
    }
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", self.sum[0], self.sum[1]);
}
