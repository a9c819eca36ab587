/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-session.h"

/* What other programs did between two openings, which the triggers stamped with seq 0, becomes one
 * action. Names that go into the SQL come from the file's own list of captured tables. */
#define LABEL "Edited by another program"
#define OUTSIDE "copy IN (SELECT copy FROM cam_copy) AND seq = 0"

typedef struct
{
  const CamTableInfo *table;
  gint64              change;  /* cam_change.id of the first removal */
  char               *uuid;
  gint64              fid;
} Gone;

static void
gone_clear (gpointer data)
{
  Gone *gone = data;

  g_clear_pointer (&gone->uuid, g_free);
}

static gboolean
capture (CamSession  *self,
         gboolean     on,
         GError     **error)
{
  const CamValue params[] = { cam_integer (on) };

  return cam_db_run (self->db, "UPDATE cam_now SET capture = ?1", params, 1, error);
}

/* (transfer full) (element-type utf8): the first column of a query. */
static GPtrArray *
list_texts (CamSession      *self,
            const char      *sql,
            const CamValue  *params,
            guint            n_params,
            GError         **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CamCursor) cursor = cam_db_query (self->db, sql, params, n_params, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    g_ptr_array_add (texts, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return g_steal_pointer (&texts);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Rows that came while the triggers were missing. Which of the older rows changed meanwhile cannot be
 * known. */
static gboolean
adopt_unseen_rows (CamSession          *self,
                   const CamTableInfo  *table,
                   GError             **error)
{
  g_autofree char *unnamed = NULL;
  g_autofree char *name = NULL;
  g_autofree char *change = NULL;
  g_autofree char *row = NULL;
  g_autoptr (GPtrArray) fids = NULL;
  const CamValue params[] = { cam_integer (self->copy), cam_integer (self->seq),
                              cam_integer (table->id) };

  unnamed = g_strdup_printf ("SELECT fid FROM \"%s\" WHERE uuid IS NULL OR uuid = ''", table->name);
  name = g_strdup_printf ("UPDATE \"%s\" SET uuid = ?1 WHERE fid = ?2", table->name);
  change = g_strdup_printf ("INSERT INTO cam_change (copy, seq, tbl, uuid, col)"
                            " SELECT ?1, ?2, ?3, t.uuid, 0 FROM \"%s\" t WHERE NOT EXISTS"
                            " (SELECT 1 FROM cam_row r WHERE r.tbl = ?3 AND r.fid = t.fid)",
                            table->name);
  row = g_strdup_printf ("INSERT OR IGNORE INTO cam_row (tbl, fid, copy, seq)"
                         " SELECT ?3, fid, ?1, ?2 FROM \"%s\"", table->name);
  fids = list_texts (self, unnamed, NULL, 0, error);
  if (fids == NULL)
    return FALSE;
  for (guint i = 0; i < fids->len; i++)
    {
      g_autofree char *uuid = g_uuid_string_random ();
      const CamValue names[] = { cam_text (uuid), cam_text (g_ptr_array_index (fids, i)) };

      if (!cam_db_run (self->db, name, names, 2, error))
        return FALSE;
    }
  return cam_db_run (self->db, change, params, 3, error) && cam_db_run (self->db, row, params, 3, error);
}

/* Another program may have typed anything into the uuid of a row that it added. */
static gboolean
mend_uuids (CamSession          *self,
            const CamTableInfo  *table,
            GError             **error)
{
  const CamValue params[] = { cam_integer (table->id) };
  g_autofree char *mend = g_strdup_printf ("UPDATE \"%s\" SET uuid = ?2 WHERE uuid = ?1", table->name);
  g_autoptr (GPtrArray) uuids = NULL;

  uuids = list_texts (self,
                      "SELECT uuid FROM cam_change WHERE " OUTSIDE
                      " AND tbl = ?1 AND col = 0 AND old IS NULL",
                      params, 1, error);
  if (uuids == NULL)
    return FALSE;
  for (guint i = 0; i < uuids->len; i++)
    {
      const char *former = g_ptr_array_index (uuids, i);
      g_autofree char *uuid = g_uuid_string_random ();
      const CamValue pair[] = { cam_text (former), cam_text (uuid), cam_integer (table->id) };

      if (!g_uuid_string_is_valid (former)
          && (!cam_db_run (self->db, mend, pair, 2, error)
              || !cam_db_run (self->db,
                              "UPDATE cam_change SET uuid = ?2 WHERE uuid = ?1 AND tbl = ?3 AND " OUTSIDE,
                              pair, 3, error)))
        return FALSE;
    }
  return TRUE;
}

static GArray *
list_gone (CamSession  *self,
           GError     **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Gone));
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  g_array_set_clear_func (list, gone_clear);
  cursor = cam_db_query (self->db,
                         "SELECT tbl, min (id), uuid, new FROM cam_change WHERE " OUTSIDE
                         " AND col = 0 AND old = 'gone' GROUP BY tbl, uuid ORDER BY 2",
                         NULL, 0, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    {
      Gone gone = { .table = cam_db_get_table (self->db, (int) cam_cursor_get_integer (cursor, 0)),
                    .change = cam_cursor_get_integer (cursor, 1),
                    .uuid = g_strdup (cam_cursor_get_text (cursor, 2)),
                    .fid = cam_cursor_get_integer (cursor, 3) };

      if (gone.table != NULL)
        g_array_append_val (list, gone);
      else
        gone_clear (&gone);
    }
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* The changes right after the removal hold what the row held: ?1 is the removal, ?2 the row. */
#define FORMER_RANGE                                                                               \
  "uuid = ?2 AND seq = 0 AND id > ?1 AND id < coalesce ((SELECT min (id) FROM cam_change"          \
  " WHERE uuid = ?2 AND seq = 0 AND col = 0 AND id > ?1), 9223372036854775807)"

static gboolean
put_row_back (CamSession  *self,
              const Gone  *gone,
              gboolean     taken,
              GError     **error)
{
  const char *table = gone->table->name;
  g_autofree char *insert = g_strdup_printf ("INSERT INTO \"%s\" (fid, uuid) VALUES (?1, ?2)", table);
  g_autofree char *row = g_strdup_printf ("INSERT OR IGNORE INTO cam_row"
                                          " SELECT ?1, fid, ?2, ?3 FROM \"%s\" WHERE uuid = ?4", table);
  const CamValue identity[] = { taken ? cam_null () : cam_integer (gone->fid), cam_text (gone->uuid) };
  const CamValue dot[] = { cam_integer (gone->table->id), cam_integer (self->copy),
                           cam_integer (self->seq), cam_text (gone->uuid) };
  const CamValue former[] = { cam_integer (gone->change), cam_text (gone->uuid) };

  if (!cam_db_run (self->db, insert, identity, 2, error) || !cam_db_run (self->db, row, dot, 4, error))
    return FALSE;
  for (guint i = 0; i < gone->table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (gone->table->columns, i);
      g_autofree char *fill = NULL;

      fill = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = f.old FROM (SELECT old FROM cam_change WHERE "
                              FORMER_RANGE " AND col = %d LIMIT 1) f WHERE uuid = ?2",
                              table, column->name, column->id);
      if (!cam_db_run (self->db, fill, former, 2, error))
        return FALSE;
    }
  return TRUE;
}

/* Removed and made again with the same uuid: what differs is what was edited. */
static gboolean
compare_with_former (CamSession  *self,
                     const Gone  *gone,
                     GError     **error)
{
  const CamValue params[] = { cam_integer (gone->change), cam_text (gone->uuid),
                              cam_integer (self->copy), cam_integer (self->seq) };

  for (guint i = 0; i < gone->table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (gone->table->columns, i);
      g_autofree char *sql = NULL;

      sql = g_strdup_printf (
        "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)"
        " SELECT ?3, ?4, %d, t.uuid, %d, f.old, t.\"%s\" FROM \"%s\" t,"
        " (SELECT (SELECT old FROM cam_change WHERE " FORMER_RANGE " AND col = %d LIMIT 1) AS old) f"
        " WHERE t.uuid = ?2 AND t.\"%s\" IS NOT f.old",
        gone->table->id, column->id, column->name, gone->table->name, column->id, column->name);
      if (!cam_db_run (self->db, sql, params, 4, error))
        return FALSE;
    }
  return TRUE;
}

/* An edit says that the row is there, as everywhere. */
static gboolean
touch_remade (CamSession  *self,
              const Gone  *gone,
              gint64       fid,
              GError     **error)
{
  const CamColumnInfo *deleted = cam_table_info_find_column (gone->table, "deleted");
  const CamValue params[] = { cam_integer (gone->table->id), cam_integer (fid), cam_integer (deleted->id),
                              cam_integer (self->copy), cam_integer (self->seq), cam_text (gone->uuid) };
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("INSERT OR REPLACE INTO cam_cell SELECT ?1, ?2, ?3, ?4, ?5 FROM \"%s\" t"
                         " WHERE t.fid = ?2 AND t.deleted = 0 AND EXISTS (SELECT 1 FROM cam_change c"
                         " WHERE c.uuid = ?6 AND c.tbl = ?1 AND c.col > 0 AND c.copy = ?4 AND c.seq = ?5)",
                         gone->table->name);
  return cam_db_run (self->db, sql, params, 6, error);
}

/* The books of a row that was removed and made again: those that it had before, and for what differs the dot of
 * this action. Where the row has its former number, the trigger has moved them to cam_before; otherwise they lie
 * under that number still. */
static gboolean
restore_books (CamSession  *self,
               const Gone  *gone,
               gint64       fid,
               GError     **error)
{
  static const char *const books[] = { "cam_row", "cam_cell", "cam_sibling" };
  const CamValue params[] = { cam_integer (gone->table->id), cam_integer (fid), cam_integer (gone->fid),
                              cam_text (gone->uuid), cam_integer (self->copy), cam_integer (self->seq),
                              cam_integer (gone->change) };

  for (guint i = 0; i < G_N_ELEMENTS (books) && fid != gone->fid; i++)
    {
      g_autofree char *drop = g_strdup_printf ("DELETE FROM %s WHERE tbl = ?1 AND fid = ?2", books[i]);
      g_autofree char *move = g_strdup_printf ("UPDATE %s SET fid = ?2 WHERE tbl = ?1 AND fid = ?3", books[i]);

      if (!cam_db_run (self->db, drop, params, 2, error) || !cam_db_run (self->db, move, params, 3, error))
        return FALSE;
    }
  return (fid != gone->fid || cam_db_run (self->db, "DELETE FROM cam_cell WHERE tbl = ?1 AND fid = ?2", params, 2, error))
         && cam_db_run (self->db, "INSERT OR REPLACE INTO cam_row SELECT tbl, ?2, copy, seq FROM cam_before"
                                  " WHERE tbl = ?1 AND fid = ?3 AND kind = 'row'", params, 3, error)
         && cam_db_run (self->db, "INSERT OR IGNORE INTO cam_cell SELECT tbl, ?2, col, copy, seq FROM cam_before"
                                  " WHERE tbl = ?1 AND fid = ?3 AND kind = 'cell'", params, 3, error)
         && cam_db_run (self->db, "INSERT OR REPLACE INTO cam_cell SELECT DISTINCT tbl, ?2, col, ?5, ?6"
                                  " FROM cam_change WHERE uuid = ?4 AND tbl = ?1 AND col > 0"
                                  " AND ((copy = ?5 AND seq = ?6) OR (" OUTSIDE " AND id < ?7))", params, 7, error)
         && touch_remade (self, gone, fid, error)
         && cam_db_run (self->db, "DELETE FROM cam_sibling WHERE tbl = ?1 AND fid = ?2 AND col IN (SELECT col"
                                  " FROM cam_change WHERE uuid = ?4 AND tbl = ?1 AND copy = ?5 AND seq = ?6)",
                        params, 6, error);
}

static gboolean
has_row (CamSession          *self,
         const CamTableInfo  *table,
         const char          *column,
         CamValue             value,
         gboolean            *found,
         GError             **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE %s = ?1", table->name, column);
  gint64 result = 0;

  if (!cam_db_query_integer (self->db, sql, &value, 1, 0, &result, error))
    return FALSE;
  *found = result != 0;
  return TRUE;
}

static gboolean
find_number (CamSession  *self,
             const Gone  *gone,
             gint64      *fid,
             GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT fid FROM \"%s\" WHERE uuid = ?1", gone->table->name);
  const CamValue uuid = cam_text (gone->uuid);

  return cam_db_query_integer (self->db, sql, &uuid, 1, 0, fid, error);
}

/* A row never goes: it comes back as one marked as deleted, which undo can bring back. */
static gboolean
adopt_gone (CamSession  *self,
            const Gone  *gone,
            GError     **error)
{
  const CamValue params[] = { cam_text (gone->uuid), cam_integer (gone->change),
                              cam_integer (gone->table->id) };
  g_autofree char *mark = g_strdup_printf ("UPDATE \"%s\" SET deleted = 1 WHERE uuid = ?1 AND deleted = 0",
                                           gone->table->name);
  gboolean made_again = FALSE;
  gboolean taken = FALSE;
  gboolean done;
  gint64 fid = 0;

  if (!has_row (self, gone->table, "uuid", cam_text (gone->uuid), &made_again, error)
      || !has_row (self, gone->table, "fid", cam_integer (gone->fid), &taken, error))
    return FALSE;
  if (made_again)
    done = find_number (self, gone, &fid, error) && compare_with_former (self, gone, error)
           && (taken && fid != gone->fid ? TRUE : restore_books (self, gone, fid, error));
  else
    done = capture (self, FALSE, error) && put_row_back (self, gone, taken, error)
           && capture (self, TRUE, error) && cam_db_run (self->db, mark, params, 1, error);
  return done
         && cam_db_run (self->db,
                        "DELETE FROM cam_change WHERE uuid = ?1 AND id >= ?2 AND tbl = ?3 AND " OUTSIDE,
                        params, 3, error);
}

/* What rows had that are not there any longer under that number would belong to nobody. */
static gboolean
drop_lost_books (CamSession          *self,
                 const CamTableInfo  *table,
                 GError             **error)
{
  static const char *const books[] = { "cam_row", "cam_cell", "cam_sibling" };

  for (guint i = 0; i < G_N_ELEMENTS (books); i++)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE tbl = %d AND fid NOT IN (SELECT fid FROM \"%s\")",
                                              books[i], table->id, table->name);

      if (!cam_db_run (self->db, sql, NULL, 0, error))
        return FALSE;
    }
  return TRUE;
}

/* An edit by another program settled what was open: the values that it gave up go into the history, as those of
 * an own edit do. */
static gboolean
note_settled (CamSession          *self,
              const CamTableInfo  *table,
              GError             **error)
{
  g_autofree char *sql = NULL;

  sql = g_strdup_printf (
    "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)"
    " SELECT c.copy, c.seq, b.tbl, t.uuid, b.col, b.value, c.new FROM cam_before b"
    " JOIN \"%s\" t ON t.fid = b.fid JOIN cam_change c ON c.id = (SELECT max (id) FROM cam_change"
    "  WHERE uuid = t.uuid AND tbl = b.tbl AND col = b.col AND seq = 0 AND copy IN (SELECT copy FROM cam_copy))"
    " WHERE b.tbl = %d AND b.kind = 'sibling' AND b.value IS NOT c.new"
    " AND NOT EXISTS (SELECT 1 FROM cam_sibling s WHERE s.tbl = b.tbl AND s.fid = b.fid AND s.col = b.col"
    "  AND s.copy = b.copy AND s.seq = b.seq)",
    table->name, table->id);
  return cam_db_run (self->db, sql, NULL, 0, error);
}

static gboolean
stamp (CamSession  *self,
       GError     **error)
{
  const CamValue params[] = { cam_integer (self->copy), cam_integer (self->seq) };

  return cam_db_run (self->db, "UPDATE cam_change SET copy = ?1, seq = ?2 WHERE " OUTSIDE, params, 2,
                     error)
         && cam_db_run (self->db, "UPDATE cam_row SET copy = ?1, seq = ?2 WHERE seq = 0", params, 2, error)
         && cam_db_run (self->db, "UPDATE cam_cell SET copy = ?1, seq = ?2 WHERE seq = 0", params, 2,
                        error)
         && cam_db_run (self->db, "UPDATE cam_sibling SET copy = ?1, seq = ?2 WHERE seq = 0", params, 2,
                        error)
         && cam_db_run (self->db, "DELETE FROM cam_before", NULL, 0, error);
}

/* What the action's end has to index. */
static gboolean
touch_rows (CamSession          *self,
            const CamTableInfo  *table,
            GError             **error)
{
  const CamValue params[] = { cam_integer (self->copy), cam_integer (self->seq),
                              cam_integer (table->id) };
  g_autofree char *sql = NULL;
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  sql = g_strdup_printf ("SELECT fid FROM \"%s\" WHERE uuid IN (SELECT uuid FROM cam_change"
                         " WHERE copy = ?1 AND seq = ?2 AND tbl = ?3)", table->name);
  cursor = cam_db_query (self->db, sql, params, 3, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    cam_session_touch (self, table->name, cam_cursor_get_integer (cursor, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
adopt_rows (CamSession  *self,
            gboolean     triggers_were_lost,
            GError     **error)
{
  GPtrArray *tables = cam_db_get_tables (self->db);
  g_autoptr (GArray) gone = NULL;

  for (guint i = 0; i < tables->len && triggers_were_lost; i++)
    if (!adopt_unseen_rows (self, g_ptr_array_index (tables, i), error))
      return FALSE;
  if (!capture (self, FALSE, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!mend_uuids (self, g_ptr_array_index (tables, i), error))
      return FALSE;
  if (!capture (self, TRUE, error))
    return FALSE;
  gone = list_gone (self, error);
  for (guint i = 0; gone != NULL && i < gone->len; i++)
    if (!adopt_gone (self, &g_array_index (gone, Gone, i), error))
      return FALSE;
  for (guint i = 0; gone != NULL && i < tables->len; i++)
    if (!note_settled (self, g_ptr_array_index (tables, i), error)
        || !drop_lost_books (self, g_ptr_array_index (tables, i), error))
      return FALSE;
  if (gone == NULL || !stamp (self, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!touch_rows (self, g_ptr_array_index (tables, i), error))
      return FALSE;
  return TRUE;
}

gboolean
cam_session_adopt (CamSession  *self,
                   gboolean     triggers_were_lost,
                   CamChanges **changes,
                   GError     **error)
{
  const CamAction action = { .label = LABEL, .author = "", .kind = "outside" };
  gint64 any = 0;

  *changes = NULL;
  if (!cam_db_query_integer (self->db, "SELECT EXISTS (SELECT 1 FROM cam_change WHERE " OUTSIDE ")",
                             NULL, 0, 0, &any, error))
    return FALSE;
  if (!any && !triggers_were_lost)
    return TRUE;
  if (!cam_session_begin (self, LABEL, error))
    return FALSE;
  if (adopt_rows (self, triggers_were_lost, error))
    return cam_session_commit (self, &action, changes, error);
  cam_session_roll_back (self);
  return FALSE;
}

gboolean
cam_session_catch_up (CamSession  *self,
                      CamChanges **changes,
                      GError     **error)
{
  gint64 data_version = 0;

  *changes = NULL;
  if (!cam_db_query_integer (self->db, "PRAGMA data_version", NULL, 0, 0, &data_version, error))
    return FALSE;
  if (data_version == self->data_version)
    return TRUE;
  if (!cam_session_adopt (self, FALSE, changes, error))
    return FALSE;
  self->data_version = data_version;
  return TRUE;
}
