/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-erase-private.h"

#include "cam-store-private.h"

#include <string.h>

/* Everything of some records out of one file. The lists of what goes lie in temporary tables, which are in
 * memory, so that each table of the file is gone through once however many records go. Names that go into the
 * SQL come from the file's own list of captured tables. */

#define ERASING "(SELECT uuid FROM temp.cam_erasing)"
#define ERASED_FIDS "(SELECT fid FROM temp.cam_erasing_row)"

typedef struct
{
  CamDb    *db;
  gboolean  has_sharing;  /* the tables of schema 2 */
  guint     n_erased;
  gint64    n_taken;      /* rows of any table that went */
} Work;

static gboolean
run (Work        *work,
     const char  *sql,
     GError     **error)
{
  return cam_db_run (work->db, sql, NULL, 0, error);
}

/* As run(), for what takes something away. */
static gboolean
take (Work        *work,
      const char  *sql,
      GError     **error)
{
  if (!run (work, sql, error))
    return FALSE;
  work->n_taken += sqlite3_changes64 (cam_db_get_handle (work->db));
  return TRUE;
}

static gboolean
is_personal (const CamTableInfo *table)
{
  return g_str_equal (table->scope, "personal");
}

/* A declared reference, or one that only its name tells of: those of "joined" may be to any table. */
static gboolean
is_reference (const CamColumnInfo *column)
{
  return column->references != NULL || g_str_has_suffix (column->name, "_uuid");
}

static gboolean
begin (Work       *work,
       GPtrArray  *uuids,
       GError    **error)
{
  gint64 found = 0;

  if (!cam_db_query_integer (work->db,
                             "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'cam_personal'",
                             NULL, 0, 0, &found, error)
      || !cam_db_run_script (work->db,
                             "CREATE TEMP TABLE IF NOT EXISTS cam_erasing"
                             " (uuid TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;"
                             "CREATE TEMP TABLE IF NOT EXISTS cam_erasing_row (fid INTEGER PRIMARY KEY);"
                             "CREATE TEMP TABLE IF NOT EXISTS cam_erasing_name"
                             " (name TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;"
                             "CREATE TEMP TABLE IF NOT EXISTS cam_erasing_action"
                             " (copy INTEGER, seq INTEGER, PRIMARY KEY (copy, seq)) WITHOUT ROWID;"
                             "DELETE FROM temp.cam_erasing; DELETE FROM temp.cam_erasing_action;"
                             "DELETE FROM temp.cam_erasing_name;", error))
    return FALSE;
  work->has_sharing = found != 0;
  for (guint i = 0; i < uuids->len; i++)
    {
      const CamValue uuid = cam_text (g_ptr_array_index (uuids, i));

      if (!cam_db_run (work->db, "INSERT OR IGNORE INTO temp.cam_erasing VALUES (?1)", &uuid, 1, error))
        return FALSE;
    }
  return TRUE;
}

/* A table of a newer version is known by its cells alone, a row that another program has just removed by its
 * history. */
static gboolean
refuse_shared (Work    *work,
               GError **error)
{
  GPtrArray *tables = cam_db_get_tables (work->db);
  g_autoptr (GString) sql = g_string_new ("SELECT 0 WHERE 0");
  gint64 found = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);

      if (!is_personal (table))
        g_string_append_printf (sql, " UNION ALL SELECT 1 FROM \"%s\" WHERE uuid IN " ERASING, table->name);
    }
  g_string_append (sql, " UNION ALL SELECT 1 FROM cam_change WHERE uuid IN " ERASING
                        " AND tbl IN (SELECT id FROM cam_table WHERE scope <> 'personal')");
  if (work->has_sharing)
    g_string_append (sql, " UNION ALL SELECT 1 FROM cam_extra e JOIN cam_table t ON t.id = e.tbl"
                          " WHERE NOT t.here AND t.scope <> 'personal' AND e.uuid IN " ERASING);
  g_string_append (sql, " LIMIT 1");
  if (!cam_db_query_integer (work->db, sql->str, NULL, 0, 0, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                       "A record that is not about a person is said to be erased; nothing was taken.");
  return FALSE;
}

/* Rows of @table that refer to one that goes, and those that somebody joined with one that goes: they are of
 * the same person. */
static gboolean
add_followers (Work                *work,
               const CamTableInfo  *table,
               gint64              *n_added,
               GError             **error)
{
  static const char *const pairs[][2] = { { "former_uuid", "kept_uuid" }, { "kept_uuid", "former_uuid" } };
  sqlite3 *handle = cam_db_get_handle (work->db);
  gboolean has_joined = cam_db_find_table (work->db, "joined") != NULL;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);
      g_autofree char *sql = NULL;

      if (!is_reference (column))
        continue;
      sql = g_strdup_printf ("INSERT OR IGNORE INTO temp.cam_erasing SELECT uuid FROM \"%s\""
                             " WHERE \"%s\" IN " ERASING " AND uuid <> ''", table->name, column->name);
      if (!run (work, sql, error))
        return FALSE;
      *n_added += sqlite3_changes64 (handle);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pairs) && has_joined; i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "INSERT OR IGNORE INTO temp.cam_erasing SELECT t.uuid FROM joined j JOIN \"%s\" t ON t.uuid = j.%s"
        " WHERE j.table_name = '%s' AND j.deleted = 0 AND j.%s IN " ERASING,
        table->name, pairs[i][0], table->name, pairs[i][1]);

      if (!run (work, sql, error))
        return FALSE;
      *n_added += sqlite3_changes64 (handle);
    }
  return TRUE;
}

/* The same for what only a newer version has a table for. */
static gboolean
add_extra_followers (Work    *work,
                     gint64  *n_added,
                     GError **error)
{
  if (!work->has_sharing)
    return TRUE;
  if (!run (work, "INSERT OR IGNORE INTO temp.cam_erasing SELECT e.uuid FROM cam_extra e"
                  " JOIN cam_table t ON t.id = e.tbl WHERE t.scope = 'personal' AND e.value IN " ERASING,
            error))
    return FALSE;
  *n_added += sqlite3_changes64 (cam_db_get_handle (work->db));
  return TRUE;
}

static gboolean
find_all (Work    *work,
          GError **error)
{
  GPtrArray *tables = cam_db_get_tables (work->db);
  gint64 n_added;

  do
    {
      n_added = 0;
      for (guint i = 0; i < tables->len; i++)
        {
          const CamTableInfo *table = g_ptr_array_index (tables, i);

          if (is_personal (table) && !add_followers (work, table, &n_added, error))
            return FALSE;
        }
      if (!add_extra_followers (work, &n_added, error))
        return FALSE;
    }
  while (n_added > 0);
  return TRUE;
}

/* Takes out of the index every row of @table that is in it and no longer in the table. */
static gboolean
forget_words (Work                *work,
              const CamTableInfo  *table,
              GError             **error)
{
  const CamValue bounds[] = { cam_integer (cam_store_row_key (table->id, 0)),
                              cam_integer (cam_store_row_key (table->id + 1, 0)) };
  g_autofree char *sql = NULL;
  g_autoptr (GArray) fids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  sql = g_strdup_printf ("SELECT rowid - ?1 FROM cam_search WHERE rowid >= ?1 AND rowid < ?2"
                         " EXCEPT SELECT fid FROM \"%s\"", table->name);
  cursor = cam_db_query (work->db, sql, bounds, 2, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      gint64 fid = cam_cursor_get_integer (cursor, 0);

      g_array_append_val (fids, fid);
    }
  g_clear_pointer (&cursor, cam_cursor_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  work->n_taken += fids->len;
  return fids->len == 0
         || cam_search_update (work->db, table, (const gint64 *) (gconstpointer) fids->data, fids->len, error);
}

/* The bookkeeping of rows goes by their number. One that another program has just removed has its number in
 * the change that says so. */
static gboolean
take_rows (Work                *work,
           const CamTableInfo  *table,
           GError             **error)
{
  static const char *const books[] = { "cam_row", "cam_cell", "cam_sibling", "cam_before" };
  const CamValue id = cam_integer (table->id);
  g_autofree char *find = NULL;
  g_autofree char *delete = NULL;

  find = g_strdup_printf ("INSERT OR IGNORE INTO temp.cam_erasing_row"
                          " SELECT fid FROM \"%s\" WHERE uuid IN " ERASING
                          " UNION SELECT CAST (new AS INTEGER) FROM cam_change WHERE uuid IN " ERASING
                          " AND tbl = ?1 AND col = 0 AND old = 'gone'"
                          " AND new NOT IN (SELECT fid FROM \"%s\")",
                          table->name, table->name);
  delete = g_strdup_printf ("DELETE FROM \"%s\" WHERE fid IN " ERASED_FIDS, table->name);
  if (!run (work, "DELETE FROM temp.cam_erasing_row", error)
      || !cam_db_run (work->db, find, &id, 1, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (books) - (work->has_sharing ? 0 : 1); i++)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE tbl = %d AND fid IN " ERASED_FIDS,
                                              books[i], table->id);

      if (!take (work, sql, error))
        return FALSE;
    }
  if (!take (work, delete, error))
    return FALSE;
  work->n_erased += (guint) sqlite3_changes64 (cam_db_get_handle (work->db));
  return forget_words (work, table, error);
}

static gboolean
empty_references (Work                *work,
                  const CamTableInfo  *table,
                  GError             **error)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);
      g_autofree char *sql = NULL;

      if (!is_reference (column))
        continue;
      sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = NULL WHERE \"%s\" IN " ERASING, table->name,
                             column->name, column->name);
      if (!run (work, sql, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
empty_kept_references (Work    *work,
                       GError **error)
{
  return run (work, "UPDATE cam_sibling SET value = NULL WHERE value IN " ERASING, error)
         && run (work, "UPDATE cam_change SET old = NULL WHERE old IN " ERASING, error)
         && run (work, "UPDATE cam_change SET new = NULL WHERE new IN " ERASING, error)
         && (!work->has_sharing
             || (run (work, "UPDATE cam_before SET value = NULL WHERE value IN " ERASING, error)
                 && run (work, "UPDATE cam_extra SET value = NULL WHERE value IN " ERASING, error)));
}

/* Actions keep their number and time, which the clock and the version vectors count on. What they were
 * called and who did them goes where nothing else is left of them. */
static gboolean
take_history (Work    *work,
              GError **error)
{
  const char *emptied = "IN (SELECT copy, seq FROM temp.cam_erasing_action WHERE NOT EXISTS"
                        " (SELECT 1 FROM cam_change c WHERE c.copy = cam_erasing_action.copy"
                        "  AND c.seq = cam_erasing_action.seq))";
  g_autofree char *actions = g_strconcat ("UPDATE cam_action SET label = '', author = ''"
                                          " WHERE (copy, seq) ", emptied, NULL);
  g_autofree char *undo = g_strconcat (work->has_sharing
                                         ? "DELETE FROM cam_undo WHERE merge IS NULL AND (copy, seq) "
                                         : "DELETE FROM cam_undo WHERE ((SELECT copy FROM cam_now), seq) ",
                                       emptied, NULL);

  return run (work, "INSERT OR IGNORE INTO temp.cam_erasing_action SELECT copy, seq FROM cam_change"
                    " WHERE uuid IN " ERASING, error)
         && take (work, "DELETE FROM cam_change WHERE uuid IN " ERASING, error)
         && run (work, actions, error) && run (work, undo, error)
         && run (work, "UPDATE cam_action SET label = '" CAM_ERASE_LABEL "' WHERE (copy, seq)"
                       " IN (SELECT copy, seq FROM temp.cam_erasing_action) AND instr (label, '“')", error);
}

/* What the rows of @table that go are called, and were. */
static gboolean
add_names (Work                *work,
           const CamTableInfo  *table,
           GError             **error)
{
  const char *title = cam_search_get_title_column (table);
  const CamColumnInfo *column = title != NULL ? cam_table_info_find_column (table, title) : NULL;
  g_autofree char *sql = NULL;

  if (column == NULL)
    return TRUE;
  sql = g_strdup_printf ("INSERT OR IGNORE INTO temp.cam_erasing_name"
                         " SELECT \"%1$s\" FROM \"%2$s\" WHERE uuid IN " ERASING " AND typeof (\"%1$s\") = 'text'"
                         " UNION SELECT old FROM cam_change WHERE uuid IN " ERASING
                         " AND tbl = %3$d AND col = %4$d AND typeof (old) = 'text'"
                         " UNION SELECT new FROM cam_change WHERE uuid IN " ERASING
                         " AND tbl = %3$d AND col = %4$d AND typeof (new) = 'text'",
                         column->name, table->name, table->id, column->id);
  return run (work, sql, error);
}

/* (transfer full): a set of them. */
static GHashTable *
read_names (Work    *work,
            GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CamCursor) cursor = cam_db_query (work->db, "SELECT name FROM temp.cam_erasing_name WHERE name <> ''", NULL, 0,
                                               error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    g_hash_table_add (names, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Whether @label has one of @names between quotes. */
static gboolean
is_quoted (const char *label,
           GHashTable *names)
{
  for (const char *start = strstr (label, "“"); start != NULL; start = strstr (start, "“"))
    {
      const char *end = NULL;

      start += strlen ("“");
      for (end = strstr (start, "”"); end != NULL; end = strstr (end + 1, "”"))
        {
          g_autofree char *quoted = g_strndup (start, (gsize) (end - start));

          if (g_hash_table_contains (names, quoted))
            return TRUE;
        }
    }
  return FALSE;
}

/* What the program calls an action now has nobody's name in it, but what older versions did has: that of joining two
 * records outlives them, since others were changed by it as well, and that two are different says it without them. */
static gboolean
take_labels (Work    *work,
             GError **error)
{
  g_autoptr (GHashTable) names = read_names (work, error);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  if (names == NULL || g_hash_table_size (names) == 0)
    return names != NULL;
  cursor = cam_db_query (work->db, "SELECT DISTINCT label FROM cam_action WHERE instr (label, '“')", NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    if (is_quoted (cam_cursor_get_text (cursor, 0), names))
      g_ptr_array_add (labels, g_strdup (cam_cursor_get_text (cursor, 0)));
  g_clear_pointer (&cursor, cam_cursor_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  for (guint i = 0; i < labels->len; i++)
    {
      const CamValue params[] = { cam_text (CAM_ERASE_LABEL), cam_text (g_ptr_array_index (labels, i)) };

      if (!cam_db_run (work->db, "UPDATE cam_action SET label = ?1 WHERE label = ?2", params, G_N_ELEMENTS (params), error))
        return FALSE;
    }
  return TRUE;
}

/* Crossing words out leaves them among the signposts of the index, so it is written anew. Reports of merges
 * have what records were called. */
static gboolean
take_traces (Work    *work,
             GError **error)
{
  if (work->has_sharing && !take (work, "DELETE FROM cam_extra WHERE uuid IN " ERASING, error))
    return FALSE;
  if (work->n_taken == 0)
    return TRUE;
  return run (work, "INSERT INTO cam_search (cam_search) VALUES ('rebuild')", error)
         && (!work->has_sharing
             || run (work, "UPDATE cam_merge SET report = NULL WHERE report IS NOT NULL", error));
}

static gboolean
note (Work    *work,
      GError **error)
{
  if (!run (work, "INSERT OR IGNORE INTO cam_erased SELECT uuid FROM temp.cam_erasing", error))
    return FALSE;
  if (work->n_taken == 0 && sqlite3_changes64 (cam_db_get_handle (work->db)) == 0)
    return TRUE;
  return run (work, "INSERT OR REPLACE INTO cam_meta VALUES ('erasing', 'all')", error);
}

static gboolean
erase (Work    *work,
       GError **error)
{
  GPtrArray *tables = cam_db_get_tables (work->db);

  for (guint i = 0; i < tables->len; i++)
    if (is_personal (g_ptr_array_index (tables, i))
        && (!add_names (work, g_ptr_array_index (tables, i), error)
            || !take_rows (work, g_ptr_array_index (tables, i), error)))
      return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!empty_references (work, g_ptr_array_index (tables, i), error))
      return FALSE;
  return take_history (work, error) && take_labels (work, error) && empty_kept_references (work, error) && take_traces (work, error)
         && note (work, error);
}

static gboolean
capture (Work      *work,
         gint64     on,
         GError   **error)
{
  const CamValue param = cam_integer (on);

  return cam_db_run (work->db, "UPDATE cam_now SET capture = ?1", &param, 1, error);
}

gboolean
cam_erase_rows (CamDb      *db,
                GPtrArray  *uuids,
                guint      *n_erased,
                GError    **error)
{
  Work work = { .db = db };
  gint64 captured = 0;
  gboolean done;

  *n_erased = 0;
  if (uuids->len == 0)
    return TRUE;
  /* It stays on: from now on this connection overwrites what it deletes. By way of a script, since such a
   * statement does its work when it is prepared. */
  done = cam_db_run_script (db, "PRAGMA secure_delete = ON", error)
         && cam_db_query_integer (db, "SELECT capture FROM cam_now", NULL, 0, 1, &captured, error)
         && begin (&work, uuids, error) && find_all (&work, error) && refuse_shared (&work, error)
         && capture (&work, 0, error) && erase (&work, error) && capture (&work, captured, error)
         && cam_db_run_script (db, "DELETE FROM temp.cam_erasing; DELETE FROM temp.cam_erasing_row;"
                                   "DELETE FROM temp.cam_erasing_action; DELETE FROM temp.cam_erasing_name;", error);
  *n_erased = work.n_erased;
  return done;
}
