/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-capture.h"

#include <string.h>

/* A random version 4 uuid in built-in SQL. A column DEFAULT would not do: OGR writes the text of the
 * expression into the field. */
#define NEW_UUID                                                                                   \
  "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)" \
  " || '-' || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2)"              \
  " || '-' || hex(randomblob(6)))"

#define CAPTURING "(SELECT capture FROM cam_now)"
/* The change is one of another program, which stamps 0. */
#define OUTSIDE "(SELECT seq FROM cam_now) = 0"

static void
add_trigger (GHashTable         *triggers,
             const CamTableInfo *table,
             const char         *suffix,
             const char         *rest)
{
  char *name = g_strdup_printf ("cam_%s_%s", table->name, suffix);
  char *sql = g_strdup_printf ("CREATE TRIGGER \"%s\" %s", name, rest);

  g_hash_table_insert (triggers, name, sql);
}

/* A row counts as new when it has its uuid: in the same moment, or when the fill trigger gave it one. */
static void
add_insert_triggers (GHashTable         *triggers,
                     const CamTableInfo *table)
{
  g_autofree char *fill = NULL;
  g_autofree char *body = NULL;
  g_autofree char *insert = NULL;
  g_autofree char *filled = NULL;

  fill = g_strdup_printf ("AFTER INSERT ON \"%s\" WHEN NEW.uuid IS NULL OR NEW.uuid = '' BEGIN\n"
                          "  UPDATE \"%s\" SET uuid = " NEW_UUID " WHERE fid = NEW.fid;\nEND",
                          table->name, table->name);
  body = g_strdup_printf (
    "BEGIN\n"
    "  INSERT OR IGNORE INTO cam_before SELECT tbl, fid, 0, copy, seq, 'row', NULL FROM cam_row\n"
    "    WHERE " OUTSIDE " AND tbl = %d AND fid = NEW.fid AND seq <> 0;\n"
    "  INSERT OR IGNORE INTO cam_before SELECT tbl, fid, col, copy, seq, 'cell', NULL FROM cam_cell\n"
    "    WHERE " OUTSIDE " AND tbl = %d AND fid = NEW.fid AND seq <> 0;\n"
    "  INSERT OR IGNORE INTO cam_before SELECT tbl, fid, col, copy, seq, 'sibling', value FROM cam_sibling\n"
    "    WHERE " OUTSIDE " AND tbl = %d AND fid = NEW.fid AND seq <> 0;\n"
    "  DELETE FROM cam_sibling WHERE tbl = %d AND fid = NEW.fid;\n"
    "  INSERT INTO cam_row (tbl, fid, copy, seq) SELECT %d, NEW.fid, copy, seq FROM cam_now WHERE true\n"
    "    ON CONFLICT (tbl, fid) DO UPDATE SET copy = excluded.copy, seq = excluded.seq;\n"
    "  DELETE FROM cam_cell WHERE tbl = %d AND fid = NEW.fid;\n"
    "  INSERT INTO cam_change (copy, seq, tbl, uuid, col)\n"
    "    SELECT copy, seq, %d, NEW.uuid, 0 FROM cam_now;\n"
    "END",
    table->id, table->id, table->id, table->id, table->id, table->id, table->id);
  insert = g_strdup_printf ("AFTER INSERT ON \"%s\" WHEN NEW.uuid <> '' AND " CAPTURING " %s",
                            table->name, body);
  filled = g_strdup_printf ("AFTER UPDATE OF uuid ON \"%s\" WHEN coalesce(OLD.uuid, '') = ''"
                            " AND NEW.uuid <> '' AND " CAPTURING " %s",
                            table->name, body);
  add_trigger (triggers, table, "fill", fill);
  add_trigger (triggers, table, "insert", insert);
  add_trigger (triggers, table, "filled", filled);
}

/* The identity of a row never changes; its local number may, and takes the bookkeeping along. */
static void
add_identity_triggers (GHashTable         *triggers,
                       const CamTableInfo *table)
{
  g_autofree char *keep = NULL;
  g_autofree char *move = NULL;

  keep = g_strdup_printf ("AFTER UPDATE OF uuid ON \"%s\" WHEN OLD.uuid <> ''"
                          " AND NEW.uuid IS NOT OLD.uuid AND " CAPTURING " BEGIN\n"
                          "  UPDATE \"%s\" SET uuid = OLD.uuid WHERE fid = NEW.fid;\nEND",
                          table->name, table->name);
  move = g_strdup_printf (
    "AFTER UPDATE OF fid ON \"%s\" WHEN NEW.fid <> OLD.fid BEGIN\n"
    "  UPDATE OR REPLACE cam_row SET fid = NEW.fid WHERE tbl = %d AND fid = OLD.fid;\n"
    "  UPDATE OR REPLACE cam_cell SET fid = NEW.fid WHERE tbl = %d AND fid = OLD.fid;\n"
    "  UPDATE OR REPLACE cam_sibling SET fid = NEW.fid WHERE tbl = %d AND fid = OLD.fid;\n"
    "  UPDATE OR REPLACE cam_before SET fid = NEW.fid WHERE tbl = %d AND fid = OLD.fid;\nEND",
    table->name, table->id, table->id, table->id, table->id);
  add_trigger (triggers, table, "keep", keep);
  add_trigger (triggers, table, "move", move);
}

/* An edit of any field also says that the row is there: it renews the dot of a "deleted" that is 0, so
 * that a deletion by somebody who has not seen the edit meets it as a conflict. Where there is one already, the
 * 1 among its values stays. An edit of a row that is shown as deleted says nothing: the newest value is the one
 * shown on every copy, and a 0 that is newer than the 1 shown would be shown on all but this one. */
static char *
make_touch (const CamTableInfo  *table,
            const CamColumnInfo *deleted)
{
  return g_strdup_printf (
    "  DELETE FROM cam_sibling WHERE tbl = %d AND fid = NEW.fid AND col = %d AND value = 0 AND NEW.deleted = 0;\n"
    "  INSERT INTO cam_cell (tbl, fid, col, copy, seq)\n"
    "    SELECT %d, NEW.fid, %d, copy, seq FROM cam_now WHERE NEW.deleted = 0\n"
    "    ON CONFLICT (tbl, fid, col) DO UPDATE SET copy = excluded.copy, seq = excluded.seq;\n",
    table->id, deleted->id, table->id, deleted->id);
}

/* What an edit of another program replaces is kept until it is adopted; only that, or the digest of a copy would
 * count what stays twice. */
static char *
make_keep_before (const CamTableInfo  *table,
                  const CamColumnInfo *column,
                  const CamColumnInfo *deleted)
{
  g_autofree char *where = g_strdup_printf (OUTSIDE " AND tbl = %d AND fid = NEW.fid AND seq <> 0", table->id);
  g_autofree char *touched = g_strdup_printf ("(col = %d OR (col = %d AND NEW.deleted = 0", column->id, deleted->id);

  return g_strdup_printf (
    "  INSERT OR IGNORE INTO cam_before SELECT tbl, fid, col, copy, seq, 'cell', NULL FROM cam_cell\n"
    "    WHERE %s AND %s));\n"
    "  INSERT OR IGNORE INTO cam_before SELECT tbl, fid, col, copy, seq, 'sibling', value\n"
    "    FROM cam_sibling WHERE %s AND %s AND value = 0));\n",
    where, touched, where, touched);
}

/* An edit settles an open conflict. What was not shown is kept in the history, each as a value that this
 * edit replaced, and an undo opens the conflict again. See sharing/cam-reopen.c. */
static char *
make_settle (const CamTableInfo  *table,
             const CamColumnInfo *column)
{
  return g_strdup_printf (
    "  INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)\n"
    "    SELECT n.copy, n.seq, %d, coalesce(OLD.uuid, NEW.uuid), %d, s.value, NEW.\"%s\"\n"
    "    FROM cam_now n, cam_sibling s WHERE n.seq > 0 AND s.tbl = %d AND s.fid = NEW.fid AND s.col = %d\n"
    "    AND s.value IS NOT +OLD.\"%s\";\n",
    table->id, column->id, column->name, table->id, column->id, column->name);
}

/* One trigger a column: an edit of one field then runs one of them, and only its own old value is read. */
static void
add_update_trigger (GHashTable          *triggers,
                    const CamTableInfo  *table,
                    const CamColumnInfo *column)
{
  const CamColumnInfo *deleted = cam_table_info_find_column (table, "deleted");
  g_autofree char *suffix = g_strdup_printf ("update_%s", column->name);
  g_autofree char *before = make_keep_before (table, column, deleted);
  g_autofree char *settle = make_settle (table, column);
  g_autofree char *touch = column != deleted ? make_touch (table, deleted) : g_strdup ("");
  g_autofree char *sql = NULL;

  sql = g_strdup_printf (
    "AFTER UPDATE OF \"%s\" ON \"%s\" WHEN NEW.\"%s\" IS NOT OLD.\"%s\" AND " CAPTURING " BEGIN\n"
    "  INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)\n"
    "    SELECT copy, seq, %d, coalesce(OLD.uuid, NEW.uuid), %d, OLD.\"%s\", NEW.\"%s\" FROM cam_now;\n"
    "%s%s"
    "  INSERT INTO cam_cell (tbl, fid, col, copy, seq)\n"
    "    SELECT %d, NEW.fid, %d, copy, seq FROM cam_now WHERE true\n"
    "    ON CONFLICT (tbl, fid, col) DO UPDATE SET copy = excluded.copy, seq = excluded.seq;\n"
    "  DELETE FROM cam_sibling WHERE tbl = %d AND fid = NEW.fid AND col = %d;\n%sEND",
    column->name, table->name, column->name, column->name, table->id, column->id, column->name,
    column->name, settle, before, table->id, column->id, table->id, column->id, touch);
  add_trigger (triggers, table, suffix, sql);
}

/* Only other programs remove rows. "new" of the first change keeps the row's local number, so that it
 * can come back as what it was. */
static void
add_delete_trigger (GHashTable         *triggers,
                    const CamTableInfo *table)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (
    sql,
    "AFTER DELETE ON \"%s\" WHEN OLD.uuid <> '' AND " CAPTURING " BEGIN\n"
    "  INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)\n"
    "    SELECT copy, seq, %d, OLD.uuid, 0, 'gone', OLD.fid FROM cam_now;\n"
    "  INSERT INTO cam_change (copy, seq, tbl, uuid, col, old)\n"
    "    SELECT copy, seq, %d, OLD.uuid, v.col, v.old FROM cam_now, (",
    table->name, table->id, table->id);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);

      g_string_append_printf (sql, "%s\n      SELECT %d AS col, OLD.\"%s\" AS old",
                              i > 0 ? " UNION ALL" : "", column->id, column->name);
    }
  g_string_append (sql, ") v WHERE v.old IS NOT NULL;\nEND");
  add_trigger (triggers, table, "delete", sql->str);
}

/* (transfer full): name → SQL of all triggers that the file should have. */
static GHashTable *
make_triggers (CamDb *db)
{
  GHashTable *triggers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *tables = cam_db_get_tables (db);

  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);

      add_insert_triggers (triggers, table);
      add_identity_triggers (triggers, table);
      for (guint j = 0; j < table->columns->len; j++)
        add_update_trigger (triggers, table, g_ptr_array_index (table->columns, j));
      add_delete_trigger (triggers, table);
    }
  return triggers;
}

/* Takes the triggers that are in order out of @triggers and adds the others' names to @strange. */
static gboolean
compare (CamDb       *db,
         GHashTable  *triggers,
         GPtrArray   *strange,
         GError     **error)
{
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_db_query (db,
                         "SELECT name, sql FROM sqlite_schema"
                         " WHERE type = 'trigger' AND name LIKE 'cam\\_%' ESCAPE '\\'",
                         NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *name = cam_cursor_get_text (cursor, 0);

      if (g_strcmp0 (g_hash_table_lookup (triggers, name), cam_cursor_get_text (cursor, 1)) == 0)
        g_hash_table_remove (triggers, name);
      else
        g_ptr_array_add (strange, g_strdup (name));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
cam_capture_check (CamDb     *db,
                   gboolean  *in_order,
                   GError   **error)
{
  g_autoptr (GHashTable) triggers = make_triggers (db);
  g_autoptr (GPtrArray) strange = g_ptr_array_new_with_free_func (g_free);

  if (!compare (db, triggers, strange, error))
    return FALSE;
  *in_order = g_hash_table_size (triggers) == 0 && strange->len == 0;
  return TRUE;
}

gboolean
cam_capture_install (CamDb     *db,
                     gboolean  *repaired,
                     GError   **error)
{
  g_autoptr (GHashTable) triggers = make_triggers (db);
  g_autoptr (GPtrArray) strange = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer sql = NULL;

  if (!compare (db, triggers, strange, error))
    return FALSE;
  for (guint i = 0; i < strange->len; i++)
    {
      g_autofree char *drop = g_strdup_printf ("DROP TRIGGER \"%s\"",
                                               (const char *) g_ptr_array_index (strange, i));

      if (!cam_db_run_script (db, drop, error))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, triggers);
  while (g_hash_table_iter_next (&iter, NULL, &sql))
    if (!cam_db_run_script (db, sql, error))
      return FALSE;
  if (repaired != NULL)
    *repaired = g_hash_table_size (triggers) > 0 || strange->len > 0;
  return TRUE;
}
