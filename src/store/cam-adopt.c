/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-adopt-private.h"

#include "cam-outside-chain.h"

/* What other programs did between two openings, which the triggers stamped with seq 0, becomes one
 * action. Names that go into the SQL come from the file's own list of captured tables. */
#define LABEL "Edited by another program"
#define OUTSIDE CAM_ADOPT_OUTSIDE

gboolean
cam_adopt_capture (CamSession  *self,
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

/* Somebody may have merged the file unopened while the other program was at it: what they got then, this action
 * replaces. */
static gboolean
note_state (CamSession       *self,
            CamOutsideChain  *chain,
            GError          **error)
{
  g_autofree char *id = cam_outside_chain_dup_id (chain);
  const CamValue params[] = { cam_text (id) };

  return cam_db_run (self->db, "INSERT OR IGNORE INTO cam_copy (copy_id, name) VALUES (?1, '')", params, 1, error)
         && cam_db_run (self->db,
                        "INSERT OR REPLACE INTO cam_seen (copy, scope, seq)"
                        " SELECT copy, s.column1, 1 FROM cam_copy, (VALUES ('shared'), ('personal')) s"
                        " WHERE copy_id = ?1",
                        params, 1, error);
}

static gboolean
note_states_of (CamSession  *self,
                gint64       copy,
                GError     **error)
{
  const CamValue number = cam_integer (copy);
  g_autofree char *copy_id = NULL;
  g_autoptr (CamOutsideChain) chain = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 newest = 0;
  guint n = 0;
  int code = SQLITE_DONE;
  gboolean done = TRUE;

  copy_id = cam_db_query_text (self->db, "SELECT copy_id FROM cam_copy WHERE copy = ?1", &number, 1, error);
  if (copy_id == NULL
      || !cam_db_query_integer (self->db, "SELECT max (seq) FROM cam_action WHERE copy = ?1", &number, 1, 0, &newest,
                                error))
    return FALSE;
  chain = cam_outside_chain_new (copy_id, newest);
  stmt = cam_db_prepare (self->db, "SELECT tbl, uuid, col, old, new FROM cam_change WHERE copy = ?1 AND seq = 0"
                                   " ORDER BY id", error);
  if (stmt == NULL)
    return FALSE;
  cam_db_bind (stmt, 1, number);
  while (done && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      cam_outside_chain_add (chain, stmt);
      if (++n <= CAM_OUTSIDE_MAX_STATES)
        done = note_state (self, chain, error);
    }
  cam_db_release (self->db, stmt);
  if (!done)
    return FALSE;
  if (code != SQLITE_DONE)
    return cam_db_set_error (cam_db_get_handle (self->db), code, error);
  return n <= CAM_OUTSIDE_MAX_STATES || note_state (self, chain, error);
}

static gboolean
note_states (CamSession  *self,
             GError     **error)
{
  g_autoptr (GPtrArray) copies = list_texts (self, "SELECT DISTINCT copy FROM cam_change WHERE " OUTSIDE, NULL, 0,
                                             error);

  for (guint i = 0; copies != NULL && i < copies->len; i++)
    if (!note_states_of (self, g_ascii_strtoll (g_ptr_array_index (copies, i), NULL, 10), error))
      return FALSE;
  return copies != NULL;
}

static gboolean
adopt_rows (CamSession  *self,
            gboolean     triggers_were_lost,
            GError     **error)
{
  GPtrArray *tables = cam_db_get_tables (self->db);

  for (guint i = 0; i < tables->len && triggers_were_lost; i++)
    if (!adopt_unseen_rows (self, g_ptr_array_index (tables, i), error))
      return FALSE;
  if (!cam_adopt_capture (self, FALSE, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!mend_uuids (self, g_ptr_array_index (tables, i), error))
      return FALSE;
  if (!cam_adopt_capture (self, TRUE, error))
    return FALSE;
  if (!cam_adopt_gone_rows (self, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!note_settled (self, g_ptr_array_index (tables, i), error)
        || !drop_lost_books (self, g_ptr_array_index (tables, i), error))
      return FALSE;
  if (!stamp (self, error))
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
  if (note_states (self, error) && adopt_rows (self, triggers_were_lost, error))
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
