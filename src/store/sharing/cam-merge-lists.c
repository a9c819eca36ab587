/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-private.h"

#include <string.h>

static gboolean
read_integers (CamMergeRun     *self,
               const char      *sql,
               const CamValue  *params,
               guint            n_params,
               gint64          *first,
               gint64          *second,
               GError         **error)
{
  g_autoptr (CamCursor) cursor = cam_db_query (self->db, sql, params, n_params, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error))
    {
      *first = cam_cursor_get_integer (cursor, 0);
      *second = cam_cursor_get_integer (cursor, 1);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What this file has seen of a copy, and knows of it beyond that. */
static gboolean
read_ours (CamMergeRun   *self,
           CamMergeCopy  *copy,
           GError       **error)
{
  const CamValue params[] = { cam_integer (copy->local) };
  gint64 none = 0;

  return read_integers (self,
                        "SELECT (SELECT seq FROM cam_seen WHERE copy = ?1 AND scope = 'shared'),"
                        " (SELECT seq FROM cam_seen WHERE copy = ?1 AND scope = 'personal')",
                        params, 1, &copy->ours[CAM_SCOPE_SHARED], &copy->ours[CAM_SCOPE_PERSONAL], error)
         && read_integers (self, "SELECT (SELECT max (seq) FROM cam_action WHERE copy = ?1), 0", params, 1,
                           &copy->our_newest, &none, error);
}

/* Copies that only this file knows: they have seen nothing of them. */
static gboolean
add_our_copies (CamMergeRun  *self,
                GHashTable   *by_id,
                GError      **error)
{
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_db_query (self->db, "SELECT copy, copy_id FROM cam_copy", NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      gint64 number = cam_cursor_get_integer (cursor, 0);
      const char *id = cam_cursor_get_text (cursor, 1);
      gpointer index = g_hash_table_lookup (by_id, id);

      if (index == NULL)
        {
          CamMergeCopy copy = { .id = g_strdup (id), .local = number };

          index = GUINT_TO_POINTER (self->copies->len);
          g_array_append_val (self->copies, copy);
        }
      else
        {
          cam_merge_get_copy (self, GPOINTER_TO_UINT (index))->local = number;
        }
      g_hash_table_insert (self->local_copies, GINT_TO_POINTER (number), index);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
add_copy_here (CamMergeRun   *self,
               guint          index,
               GError       **error)
{
  CamMergeCopy *copy = cam_merge_get_copy (self, index);
  const CamValue params[] = { cam_text (copy->id) };

  if (!cam_db_run (self->db, "INSERT INTO cam_copy (copy_id, name) VALUES (?1, '')", params, 1, error))
    return FALSE;
  copy->local = sqlite3_last_insert_rowid (cam_db_get_handle (self->db));
  g_hash_table_insert (self->local_copies, GINT_TO_POINTER (copy->local), GUINT_TO_POINTER (index));
  return TRUE;
}

gboolean
cam_merge_map_copies (CamMergeRun  *self,
                      GError      **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *theirs = self->incoming->copies;

  for (guint i = 0; i < theirs->len; i++)
    {
      const CamIncomingCopy *each = g_ptr_array_index (theirs, i);
      CamMergeCopy copy = { .id = g_strdup (each->id), .their_newest = each->newest };

      memcpy (copy.theirs, each->seen, sizeof copy.theirs);
      g_array_append_val (self->copies, copy);
      if (i > 0 && !g_hash_table_insert (by_id, each->id, GUINT_TO_POINTER (i)))
        return cam_incoming_refuse ("a copy is there twice", error);
    }
  if (!add_our_copies (self, by_id, error))
    return FALSE;
  for (guint i = 1; i < self->copies->len; i++)
    {
      CamMergeCopy *copy = cam_merge_get_copy (self, i);

      if (copy->local != 0 && !read_ours (self, copy, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cam_merge_has_news (CamMergeRun *self)
{
  GHashTableIter iter;
  gpointer uuid = NULL;

  for (guint i = 1; i < self->copies->len; i++)
    {
      const CamMergeCopy *copy = cam_merge_get_copy (self, i);

      /* Of a state of a file that another program edited: this one may have met a later state only. */
      if (copy->their_newest > copy->our_newest)
        return TRUE;
      for (guint scope = 0; scope < CAM_N_SCOPES; scope++)
        if (copy->theirs[scope] > copy->ours[scope]
            /* They know single actions beyond their vector: then only looking tells. */
            || (copy->their_newest > copy->theirs[scope] && copy->their_newest > copy->ours[scope]))
          return TRUE;
    }
  g_hash_table_iter_init (&iter, self->incoming->erased);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    if (!g_hash_table_contains (self->erased, uuid))
      return TRUE;
  return FALSE;
}

/* Makes numbers for the copies that are new here and did something: each copy that is handed over has an id, and
 * most are only read. */
static gboolean
add_new_copies (CamMergeRun  *self,
                GError      **error)
{
  for (guint i = 1; i < self->copies->len; i++)
    {
      const CamMergeCopy *copy = cam_merge_get_copy (self, i);
      gboolean acted = copy->their_newest > 0 || copy->theirs[CAM_SCOPE_SHARED] > 0
                       || copy->theirs[CAM_SCOPE_PERSONAL] > 0;

      if (copy->local == 0 && acted && !add_copy_here (self, i, error))
        return FALSE;
    }
  return TRUE;
}

/* A column that nobody here knows may tell of a person, be it by what it refers to: a copy without what is
 * personal may lack it, so the vector of what is shared says nothing of it. */
static CamMergeColumn
map_column (CamMergeTable           *table,
            const CamIncomingColumn *theirs)
{
  CamMergeColumn column = { .theirs = theirs };

  if (table->ours != NULL)
    column.ours = cam_table_info_find_column (table->ours, theirs->name);
  column.our_id = column.ours != NULL ? column.ours->id : 0;
  column.scope = theirs->personal || column.ours == NULL || column.ours->personal ? CAM_SCOPE_PERSONAL : table->scope;
  for (guint i = 0; column.ours != NULL && i < table->ours->columns->len; i++)
    if (g_ptr_array_index (table->ours->columns, i) == column.ours)
      column.position = (int) i + 1;
  return column;
}

static gboolean
is_personal (const CamTableInfo *table)
{
  return strcmp (table->scope, "personal") == 0;
}

/* Whether a name differs from one of ours in case alone: SQLite would take them for the same. */
static gboolean
is_nearly_ours (CamMergeRun *self,
                const char  *name)
{
  GPtrArray *tables = cam_db_get_tables (self->db);

  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);

      if (g_ascii_strcasecmp (table->name, name) == 0 && strcmp (table->name, name) != 0)
        return TRUE;
    }
  return FALSE;
}

static CamMergeTable *
map_table (CamMergeRun            *self,
           const CamIncomingTable *theirs)
{
  CamMergeTable *table = g_new0 (CamMergeTable, 1);

  table->theirs = theirs;
  table->ours = cam_db_find_table (self->db, theirs->name);
  table->our_id = table->ours != NULL ? table->ours->id : 0;
  table->scope = theirs->personal || (table->ours != NULL && is_personal (table->ours)) ? CAM_SCOPE_PERSONAL
                                                                                        : CAM_SCOPE_SHARED;
  table->columns = g_array_new (FALSE, FALSE, sizeof (CamMergeColumn));
  for (guint i = 0; i < theirs->columns->len; i++)
    {
      CamMergeColumn column = map_column (table, g_ptr_array_index (theirs->columns, i));

      table->has_unknown |= column.ours == NULL && column.theirs->position > 0;
      table->has_moved |= column.ours != NULL && column.theirs->position == 0;
      g_array_append_val (table->columns, column);
    }
  return table;
}

/* A table or column of a newer version gets a number here, and no place. */
static gboolean
find_number (CamMergeRun     *self,
             const char      *find,
             const char      *add,
             const CamValue  *params,
             guint            n_params,
             int             *number,
             GError         **error)
{
  gint64 found = 0;

  if (!cam_db_query_integer (self->db, find, params, n_params, 0, &found, error))
    return FALSE;
  if (found == 0 && self->apply)
    {
      if (!cam_db_run (self->db, add, params, n_params, error)
          || !cam_db_query_integer (self->db, find, params, n_params, 0, &found, error))
        return FALSE;
    }
  *number = (int) found;
  return TRUE;
}

static gboolean
number_table (CamMergeRun    *self,
              CamMergeTable  *table,
              GError        **error)
{
  const char *scope = table->scope == CAM_SCOPE_PERSONAL ? "personal" : "shared";
  const CamValue params[] = { cam_text (table->theirs->name), cam_text (scope) };
  const CamValue id[] = { cam_text (table->theirs->name) };

  if (table->our_id != 0)
    return TRUE;
  if (!find_number (self, "SELECT id FROM cam_table WHERE name = ?1 AND ?2 <> ''",
                    "INSERT INTO cam_table (name, scope, here) VALUES (?1, ?2, 0)", params, 2,
                    &table->our_id, error))
    return FALSE;
  return !self->apply
         || cam_db_run (self->db,
                        "INSERT OR IGNORE INTO cam_column (tbl, col, name, here)"
                        " SELECT id, 0, '', 1 FROM cam_table WHERE name = ?1",
                        id, 1, error);
}

static gboolean
number_columns (CamMergeRun    *self,
                CamMergeTable  *table,
                GError        **error)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);
      const CamValue params[] = { cam_integer (table->our_id), cam_text (column->theirs->name) };

      if (column->our_id == 0
          && !find_number (self, "SELECT col FROM cam_column WHERE tbl = ?1 AND name = ?2",
                           "INSERT INTO cam_column (tbl, col, name, here)"
                           " SELECT ?1, coalesce (max (col), 0) + 1, ?2, 0 FROM cam_column WHERE tbl = ?1",
                           params, 2, &column->our_id, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cam_merge_map_tables (CamMergeRun  *self,
                      GError      **error)
{
  if (self->apply && !add_new_copies (self, error))
    return FALSE;
  for (guint i = 0; i < self->incoming->tables->len; i++)
    {
      CamMergeTable *table = map_table (self, g_ptr_array_index (self->incoming->tables, i));

      g_ptr_array_add (self->tables, table);
      if (is_nearly_ours (self, table->theirs->name))
        return cam_incoming_refuse ("a table is called nearly as one of ours", error);
      if (!number_table (self, table, error) || !number_columns (self, table, error))
        return FALSE;
    }
  return TRUE;
}

CamMergeTable *
cam_merge_find_table (CamMergeRun *self,
                      gint64       id)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      CamMergeTable *table = g_ptr_array_index (self->tables, i);

      if (table->theirs->id == id)
        return table;
    }
  return NULL;
}

CamMergeColumn *
cam_merge_find_column (const CamMergeTable *table,
                       gint64               id)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);

      if (column->theirs->id == id)
        return column;
    }
  return NULL;
}

gboolean
cam_merge_read_own_dot (CamMergeRun  *self,
                        gint64        local,
                        gint64       *seq,
                        guint        *copy,
                        GError      **error)
{
  *copy = 0;
  if (local == 0 && *seq < 0)
    return TRUE;
  *copy = GPOINTER_TO_UINT (g_hash_table_lookup (self->local_copies, GINT_TO_POINTER (local)));
  if (*seq == 0)
    *seq = G_MAXINT64;
  if (*copy != 0)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                       "The file has lost its place in the history of changes.");
  return FALSE;
}

/* Whether having seen that a record was added means having seen the cell as well: not where copies without
 * personal data leave the cell out and the record in. */
static gboolean
comes_with_record (const CamMergeTable  *table,
                   const CamMergeColumn *column)
{
  return column->scope == table->scope;
}

/* Beyond the vector, what a file has seen of a record is what its history has of it. */
static gboolean
find_in_history (CamMergeRun          *self,
                 const CamMergeTable  *table,
                 const CamMergeColumn *column,
                 const char           *uuid,
                 const CamMergeCopy   *copy,
                 gint64                seq,
                 gboolean             *seen,
                 GError              **error)
{
  gboolean is_deleted = strcmp (column->theirs->name, "deleted") == 0;
  const CamValue params[] = { cam_text (uuid), cam_integer (copy->local), cam_integer (seq),
                              cam_integer (table->our_id), cam_integer (column->our_id),
                              cam_integer (is_deleted), cam_integer (comes_with_record (table, column)) };
  gint64 found = 0;

  if (!cam_db_query_integer (
        self->db,
        "SELECT EXISTS (SELECT 1 FROM cam_change WHERE uuid = ?1 AND +copy = ?2 AND +seq = ?3 AND tbl = ?4"
        " AND (col = ?5 OR ?6 OR (col = 0 AND ?7)))",
        params, G_N_ELEMENTS (params), 0, &found, error))
    return FALSE;
  *seen = found != 0;
  return TRUE;
}

gboolean
cam_merge_we_have_seen (CamMergeRun          *self,
                        const CamMergeTable  *table,
                        const CamMergeColumn *column,
                        const char           *uuid,
                        guint                 copy,
                        gint64                seq,
                        gboolean             *seen,
                        GError              **error)
{
  const CamMergeCopy *each = cam_merge_get_copy (self, copy);

  *seen = copy == 0 || seq <= each->ours[column->scope];
  if (*seen || seq > each->our_newest || each->local == 0)
    return TRUE;
  return find_in_history (self, table, column, uuid, each, seq, seen, error);
}

/* A number that stands for one entry of history; two entries meet by chance once in 2^64. */
static guint64
make_key (const CamMergeTable *table,
          int                  col,
          const char          *uuid,
          guint                copy,
          gint64               seq)
{
  const guint64 parts[] = { (guint64) table->theirs->id, (guint64) col, copy, (guint64) seq };
  guint64 key = 14695981039346656037u;

  /* FNV-1a, 64 bits, over words; then mixed, since words differ in few bits. */
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    key = (key ^ parts[i]) * 1099511628211u;
  for (const char *at = uuid; *at != '\0'; at++)
    key = (key ^ (guint8) *at) * 1099511628211u;
  key ^= key >> 32;
  return key * 0x9e3779b97f4a7c15u;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  guint64 left = *(const guint64 *) a;
  guint64 right = *(const guint64 *) b;

  return left < right ? -1 : left > right;
}

static gboolean
they_have (CamMergeRun         *self,
           const CamMergeTable *table,
           int                  col,
           const char          *uuid,
           guint                copy,
           gint64               seq)
{
  guint64 key = make_key (table, col, uuid, copy, seq);

  return g_array_binary_search (self->their_history, &key, compare_keys, NULL);
}

void
cam_merge_note_their_history (CamMergeRun         *self,
                              const CamMergeTable *table,
                              int                  col,
                              const char          *uuid,
                              guint                copy,
                              gint64               seq)
{
  guint64 key = make_key (table, col, uuid, copy, seq);

  g_array_append_val (self->their_history, key);
}

void
cam_merge_sort_their_history (CamMergeRun *self)
{
  g_array_sort (self->their_history, compare_keys);
}

/* Any change of a record renews the dot of "deleted", which has no change of its own then: noted as -1. */
gboolean
cam_merge_they_have_seen (CamMergeRun          *self,
                          const CamMergeTable  *table,
                          const CamMergeColumn *column,
                          const char           *uuid,
                          guint                 copy,
                          gint64                seq)
{
  const CamMergeCopy *each = cam_merge_get_copy (self, copy);

  if (copy == 0 || seq <= each->theirs[column->scope])
    return TRUE;
  if (seq > each->their_newest)
    return FALSE;
  if (they_have (self, table, column->theirs->id, uuid, copy, seq))
    return TRUE;
  if (strcmp (column->theirs->name, "deleted") == 0)
    return they_have (self, table, -1, uuid, copy, seq);
  return comes_with_record (table, column) && they_have (self, table, 0, uuid, copy, seq);
}

static gboolean
write_seen (CamMergeRun   *self,
            CamMergeCopy  *copy,
            const char    *scope,
            gint64         seq,
            GError       **error)
{
  const CamValue params[] = { cam_integer (copy->local), cam_text (scope), cam_integer (seq) };

  return cam_db_run (self->db, "INSERT OR REPLACE INTO cam_seen VALUES (?1, ?2, ?3)", params, 3, error);
}

gboolean
cam_merge_vector_moved (CamMergeRun *self)
{
  for (guint i = 1; i < self->copies->len; i++)
    for (guint scope = 0; scope < CAM_N_SCOPES; scope++)
      if (cam_merge_get_copy (self, i)->theirs[scope] > cam_merge_get_copy (self, i)->ours[scope])
        return TRUE;
  return FALSE;
}

gboolean
cam_merge_write_vectors (CamMergeRun  *self,
                         GError      **error)
{
  static const char *const names[] = { "shared", "personal" };

  for (guint i = 1; i < self->copies->len; i++)
    for (guint scope = 0; scope < CAM_N_SCOPES; scope++)
      {
        CamMergeCopy *copy = cam_merge_get_copy (self, i);

        if (copy->theirs[scope] > copy->ours[scope]
            && !write_seen (self, copy, names[scope], copy->theirs[scope], error))
          return FALSE;
      }
  return TRUE;
}
