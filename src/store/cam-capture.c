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

/* What all tables have in common stands once, as the INSTEAD OF trigger of a view that is always empty; the triggers of
 * the tables only insert into it. Every connection reads the text of all triggers before it does anything else. */
static const struct
{
  const char *name;
  const char *sql;
} shared[] = {
  { "cam_made", "CREATE VIEW cam_made (tbl, fid, uuid) AS SELECT 0, 0, '' WHERE false" },
  { "cam_moved", "CREATE VIEW cam_moved (tbl, old, new) AS SELECT 0, 0, 0 WHERE false" },
  { "cam_edited",
    "CREATE VIEW cam_edited (tbl, fid, uuid, col, old, new, touched) AS"
    " SELECT 0, 0, '', 0, NULL, NULL, 0 WHERE false" },

  /* A row that comes back is a new one: what it had is forgotten. */
  { "cam_on_made",
    "CREATE TRIGGER cam_on_made INSTEAD OF INSERT ON cam_made BEGIN\n"
    "  INSERT OR IGNORE INTO cam_before SELECT tbl, fid, 0, copy, seq, 'row', NULL FROM cam_row\n"
    "    WHERE " OUTSIDE " AND tbl = NEW.tbl AND fid = NEW.fid AND seq <> 0;\n"
    "  INSERT OR IGNORE INTO cam_before SELECT tbl, fid, col, copy, seq, 'cell', NULL FROM cam_cell\n"
    "    WHERE " OUTSIDE " AND tbl = NEW.tbl AND fid = NEW.fid AND seq <> 0;\n"
    "  INSERT OR IGNORE INTO cam_before SELECT tbl, fid, col, copy, seq, 'sibling', value FROM cam_sibling\n"
    "    WHERE " OUTSIDE " AND tbl = NEW.tbl AND fid = NEW.fid AND seq <> 0;\n"
    "  DELETE FROM cam_sibling WHERE tbl = NEW.tbl AND fid = NEW.fid;\n"
    "  INSERT INTO cam_row (tbl, fid, copy, seq) SELECT NEW.tbl, NEW.fid, copy, seq FROM cam_now WHERE true\n"
    "    ON CONFLICT (tbl, fid) DO UPDATE SET copy = excluded.copy, seq = excluded.seq;\n"
    "  DELETE FROM cam_cell WHERE tbl = NEW.tbl AND fid = NEW.fid;\n"
    "  INSERT INTO cam_change (copy, seq, tbl, uuid, col)\n"
    "    SELECT copy, seq, NEW.tbl, NEW.uuid, 0 FROM cam_now;\n"
    "END" },

  { "cam_on_moved",
    "CREATE TRIGGER cam_on_moved INSTEAD OF INSERT ON cam_moved BEGIN\n"
    "  UPDATE OR REPLACE cam_row SET fid = NEW.new WHERE tbl = NEW.tbl AND fid = NEW.old;\n"
    "  UPDATE OR REPLACE cam_cell SET fid = NEW.new WHERE tbl = NEW.tbl AND fid = NEW.old;\n"
    "  UPDATE OR REPLACE cam_sibling SET fid = NEW.new WHERE tbl = NEW.tbl AND fid = NEW.old;\n"
    "  UPDATE OR REPLACE cam_before SET fid = NEW.new WHERE tbl = NEW.tbl AND fid = NEW.old;\n"
    "END" },

  /* In this order:
   * - The change itself.
   * - An edit settles an open conflict. What was not shown is kept in the history, each as a value that this edit
   *   replaced, and an undo opens the conflict again. See sharing/cam-reopen.c.
   * - What an edit of another program replaces is kept until it is adopted; only that, or the digest of a copy would
   *   count what stays twice.
   * - The new dot of the field.
   * - "touched" is the column "deleted", where the row is shown as being there. An edit of any field also says that:
   *   it renews the dot of a "deleted" that is 0, so that a deletion by somebody who has not seen the edit meets it
   *   as a conflict. Where there is one already, the 1 among its values stays. An edit of a row that is shown as
   *   deleted says nothing: the newest value is the one shown on every copy, and a 0 that is newer than the 1 shown
   *   would be shown on all but this one. */
  { "cam_on_edited",
    "CREATE TRIGGER cam_on_edited INSTEAD OF INSERT ON cam_edited BEGIN\n"
    "  INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)\n"
    "    SELECT copy, seq, NEW.tbl, NEW.uuid, NEW.col, NEW.old, NEW.new FROM cam_now;\n"
    "  INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)\n"
    "    SELECT n.copy, n.seq, NEW.tbl, NEW.uuid, NEW.col, s.value, NEW.new FROM cam_now n, cam_sibling s\n"
    "    WHERE n.seq > 0 AND s.tbl = NEW.tbl AND s.fid = NEW.fid AND s.col = NEW.col AND s.value IS NOT +NEW.old;\n"
    "  INSERT OR IGNORE INTO cam_before SELECT tbl, fid, col, copy, seq, 'cell', NULL FROM cam_cell\n"
    "    WHERE " OUTSIDE " AND tbl = NEW.tbl AND fid = NEW.fid AND seq <> 0 AND col IN (NEW.col, NEW.touched);\n"
    "  INSERT OR IGNORE INTO cam_before SELECT tbl, fid, col, copy, seq, 'sibling', value FROM cam_sibling\n"
    "    WHERE " OUTSIDE " AND tbl = NEW.tbl AND fid = NEW.fid AND seq <> 0\n"
    "    AND (col = NEW.col OR (col = NEW.touched AND value = 0));\n"
    "  INSERT INTO cam_cell (tbl, fid, col, copy, seq)\n"
    "    SELECT NEW.tbl, NEW.fid, NEW.col, copy, seq FROM cam_now WHERE true\n"
    "    ON CONFLICT (tbl, fid, col) DO UPDATE SET copy = excluded.copy, seq = excluded.seq;\n"
    "  DELETE FROM cam_sibling WHERE tbl = NEW.tbl AND fid = NEW.fid AND col = NEW.col;\n"
    "  DELETE FROM cam_sibling WHERE tbl = NEW.tbl AND fid = NEW.fid AND col = NEW.touched AND value = 0;\n"
    "  INSERT INTO cam_cell (tbl, fid, col, copy, seq)\n"
    "    SELECT NEW.tbl, NEW.fid, NEW.touched, copy, seq FROM cam_now WHERE NEW.touched > 0\n"
    "    ON CONFLICT (tbl, fid, col) DO UPDATE SET copy = excluded.copy, seq = excluded.seq;\n"
    "END" },
};

static void
add_trigger (GHashTable         *things,
             const CamTableInfo *table,
             const char         *suffix,
             const char         *rest)
{
  char *name = g_strdup_printf ("cam_%s_%s", table->name, suffix);
  char *sql = g_strdup_printf ("CREATE TRIGGER \"%s\" %s", name, rest);

  g_hash_table_insert (things, name, sql);
}

/* A row counts as new when it has its uuid: in the same moment, or when the fill trigger gave it one. */
static void
add_insert_triggers (GHashTable         *things,
                     const CamTableInfo *table)
{
  g_autofree char *fill = NULL;
  g_autofree char *insert = NULL;
  g_autofree char *filled = NULL;

  fill = g_strdup_printf ("AFTER INSERT ON \"%s\" WHEN NEW.uuid IS NULL OR NEW.uuid = '' BEGIN\n"
                          "  UPDATE \"%s\" SET uuid = " NEW_UUID " WHERE fid = NEW.fid;\nEND",
                          table->name, table->name);
  insert = g_strdup_printf ("AFTER INSERT ON \"%s\" WHEN NEW.uuid <> '' AND " CAPTURING " BEGIN\n"
                            "  INSERT INTO cam_made VALUES (%d, NEW.fid, NEW.uuid);\nEND",
                            table->name, table->id);
  filled = g_strdup_printf ("AFTER UPDATE OF uuid ON \"%s\" WHEN coalesce(OLD.uuid, '') = ''"
                            " AND NEW.uuid <> '' AND " CAPTURING " BEGIN\n"
                            "  INSERT INTO cam_made VALUES (%d, NEW.fid, NEW.uuid);\nEND",
                            table->name, table->id);
  add_trigger (things, table, "fill", fill);
  add_trigger (things, table, "insert", insert);
  add_trigger (things, table, "filled", filled);
}

/* The identity of a row never changes; its local number may, and takes the bookkeeping along. */
static void
add_identity_triggers (GHashTable         *things,
                       const CamTableInfo *table)
{
  g_autofree char *keep = NULL;
  g_autofree char *move = NULL;

  keep = g_strdup_printf ("AFTER UPDATE OF uuid ON \"%s\" WHEN OLD.uuid <> ''"
                          " AND NEW.uuid IS NOT OLD.uuid AND " CAPTURING " BEGIN\n"
                          "  UPDATE \"%s\" SET uuid = OLD.uuid WHERE fid = NEW.fid;\nEND",
                          table->name, table->name);
  move = g_strdup_printf ("AFTER UPDATE OF fid ON \"%s\" WHEN NEW.fid <> OLD.fid BEGIN\n"
                          "  INSERT INTO cam_moved VALUES (%d, OLD.fid, NEW.fid);\nEND",
                          table->name, table->id);
  add_trigger (things, table, "keep", keep);
  add_trigger (things, table, "move", move);
}

/* One trigger a column: an edit of one field then runs one of them, and only its own old value is read. */
static void
add_update_trigger (GHashTable          *things,
                    const CamTableInfo  *table,
                    const CamColumnInfo *column)
{
  const CamColumnInfo *deleted = cam_table_info_find_column (table, "deleted");
  g_autofree char *suffix = g_strdup_printf ("update_%s", column->name);
  g_autofree char *touched = NULL;
  g_autofree char *sql = NULL;

  touched = column != deleted ? g_strdup_printf ("iif(NEW.deleted = 0, %d, 0)", deleted->id) : g_strdup ("0");
  sql = g_strdup_printf ("AFTER UPDATE OF \"%s\" ON \"%s\" WHEN NEW.\"%s\" IS NOT OLD.\"%s\" AND " CAPTURING
                         " BEGIN\n  INSERT INTO cam_edited VALUES"
                         " (%d, NEW.fid, coalesce(OLD.uuid, NEW.uuid), %d, OLD.\"%s\", NEW.\"%s\", %s);\nEND",
                         column->name, table->name, column->name, column->name, table->id, column->id,
                         column->name, column->name, touched);
  add_trigger (things, table, suffix, sql);
}

/* Only other programs remove rows. "new" of the first change keeps the row's local number, so that it
 * can come back as what it was. */
static void
add_delete_trigger (GHashTable         *things,
                    const CamTableInfo *table)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql,
                          "AFTER DELETE ON \"%s\" WHEN OLD.uuid <> '' AND " CAPTURING " BEGIN\n"
                          "  INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)\n"
                          "    SELECT copy, seq, %d, OLD.uuid, 0, 'gone', OLD.fid FROM cam_now;\n"
                          "  INSERT INTO cam_change (copy, seq, tbl, uuid, col, old)\n"
                          "    SELECT copy, seq, %d, OLD.uuid, v.col, v.old FROM cam_now, (",
                          table->name, table->id, table->id);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);

      /* Not VALUES: in a trigger SQLite 3.46 does not find its column2. */
      g_string_append_printf (sql, i > 0 ? " UNION ALL SELECT %d, OLD.\"%s\"" : "SELECT %d AS col, OLD.\"%s\" AS old",
                              column->id, column->name);
    }
  g_string_append (sql, ") v WHERE v.old IS NOT NULL;\nEND");
  add_trigger (things, table, "delete", sql->str);
}

/* (transfer full): name → SQL of all triggers, and of the views that they share, that the file should have. */
static GHashTable *
make_things (CamDb *db)
{
  GHashTable *things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *tables = cam_db_get_tables (db);

  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    g_hash_table_insert (things, g_strdup (shared[i].name), g_strdup (shared[i].sql));
  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);

      add_insert_triggers (things, table);
      add_identity_triggers (things, table);
      for (guint j = 0; j < table->columns->len; j++)
        add_update_trigger (things, table, g_ptr_array_index (table->columns, j));
      add_delete_trigger (things, table);
    }
  return things;
}

/* Takes what is in order out of @things and adds to @drops what is in the way. */
static gboolean
compare (CamDb       *db,
         GHashTable  *things,
         GString     *drops,
         GError     **error)
{
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_db_query (db,
                         "SELECT type, name, sql, replace (name, '\"', '\"\"') FROM sqlite_schema"
                         " WHERE type IN ('trigger', 'view') AND name LIKE 'cam\\_%' ESCAPE '\\'",
                         NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *name = cam_cursor_get_text (cursor, 1);

      if (g_strcmp0 (g_hash_table_lookup (things, name), cam_cursor_get_text (cursor, 2)) == 0)
        g_hash_table_remove (things, name);
      else /* A trigger may have gone with its view. */
        g_string_append_printf (drops, "DROP %s IF EXISTS \"%s\";", cam_cursor_get_text (cursor, 0),
                                cam_cursor_get_text (cursor, 3));
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
  g_autoptr (GHashTable) things = make_things (db);
  g_autoptr (GString) drops = g_string_new (NULL);

  if (!compare (db, things, drops, error))
    return FALSE;
  *in_order = g_hash_table_size (things) == 0 && drops->len == 0;
  return TRUE;
}

/* Those of the views after the views. */
static gboolean
create (CamDb       *db,
        GHashTable  *things,
        GError     **error)
{
  GHashTableIter iter;
  gpointer sql = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    {
      if (g_hash_table_contains (things, shared[i].name) && !cam_db_run_script (db, shared[i].sql, error))
        return FALSE;
      g_hash_table_remove (things, shared[i].name);
    }
  g_hash_table_iter_init (&iter, things);
  while (g_hash_table_iter_next (&iter, NULL, &sql))
    if (!cam_db_run_script (db, sql, error))
      return FALSE;
  return TRUE;
}

gboolean
cam_capture_install (CamDb     *db,
                     gboolean  *repaired,
                     GError   **error)
{
  g_autoptr (GHashTable) things = make_things (db);
  g_autoptr (GHashTable) missing = make_things (db);
  g_autoptr (GString) drops = g_string_new (NULL);
  g_autoptr (GString) none = g_string_new (NULL);

  if (!compare (db, things, drops, error) || !cam_db_run_script (db, drops->str, error)
      || !compare (db, missing, none, error))
    return FALSE;
  if (repaired != NULL)
    *repaired = g_hash_table_size (missing) > 0 || drops->len > 0;
  return create (db, missing, error);
}
