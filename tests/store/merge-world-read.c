/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merge-world-read.h"

#include "cam-value-of.h"

#include <string.h>

static void
found_value_clear (gpointer data)
{
  FoundValue *value = data;

  cam_value_clear (&value->value);
}

static void
add_value (WorldFound *self,
           guint       cell,
           gint64      copy,
           gint64      seq,
           CamValue    value,
           gboolean    shown)
{
  GArray *values = g_hash_table_lookup (self->cells, GUINT_TO_POINTER (cell));
  const char *id = g_hash_table_lookup (self->copies, GINT_TO_POINTER (copy));
  const FoundValue found = { .copy = id != NULL ? id : "", .seq = seq, .value = value, .shown = shown };

  if (values == NULL)
    {
      values = g_array_new (FALSE, FALSE, sizeof (FoundValue));
      g_array_set_clear_func (values, found_value_clear);
      g_hash_table_insert (self->cells, GUINT_TO_POINTER (cell), values);
    }
  g_array_append_val (values, found);
}

static sqlite3_stmt *
prepare (World      *world,
         sqlite3    *db,
         const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    world_fail (world, "%s: %s", sql, sqlite3_errmsg (db));
  return stmt;
}

static gboolean
step (World        *world,
      sqlite3_stmt *stmt)
{
  int code = sqlite3_step (stmt);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    world_fail (world, "%s: %s", sqlite3_sql (stmt), sqlite3_errmsg (sqlite3_db_handle (stmt)));
  if (code == SQLITE_DONE)
    sqlite3_finalize (stmt);
  return code == SQLITE_ROW;
}

static void
read_copies (WorldFound *self,
             World      *world,
             sqlite3    *db)
{
  sqlite3_stmt *stmt = prepare (world, db, "SELECT copy, copy_id FROM cam_copy");

  while (step (world, stmt))
    g_hash_table_insert (self->copies, GINT_TO_POINTER (sqlite3_column_int (stmt, 0)),
                         g_strdup ((const char *) sqlite3_column_text (stmt, 1)));
}

static void
read_table (WorldFound       *self,
            World            *world,
            sqlite3          *db,
            const WorldTable *table,
            WorldVersion      version)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;

  g_string_append_printf (sql, "SELECT -1, i.uuid, NULL, r.copy, r.seq, i.fid FROM \"%s\" i"
                               " LEFT JOIN cam_table t ON t.name = '%s'"
                               " LEFT JOIN cam_row r ON r.tbl = t.id AND r.fid = i.fid", table->name, table->name);
  for (guint i = 0; table->columns[i].name != NULL; i++)
    {
      const char *name = table->columns[i].name;

      if (world_has_column (table, &table->columns[i], version))
        g_string_append_printf (
          sql,
          " UNION ALL SELECT %u, i.uuid, i.\"%s\", coalesce (c.copy, r.copy), coalesce (c.seq, r.seq), i.fid FROM \"%s\" i"
          " LEFT JOIN cam_table t ON t.name = '%s'"
          " LEFT JOIN cam_column n ON n.tbl = t.id AND n.name = '%s'"
          " LEFT JOIN cam_row r ON r.tbl = t.id AND r.fid = i.fid"
          " LEFT JOIN cam_cell c ON c.tbl = t.id AND c.fid = i.fid AND c.col = n.col",
          i, name, table->name, table->name, name);
    }
  stmt = prepare (world, db, sql->str);
  while (step (world, stmt))
    {
      const char *uuid = (const char *) sqlite3_column_text (stmt, 1);
      int i = sqlite3_column_int (stmt, 0);

      add_value (self, oracle_get_cell (world->oracle, table->name, uuid, i < 0 ? "" : table->columns[i].name),
                 sqlite3_column_int64 (stmt, 3), sqlite3_column_int64 (stmt, 4), cam_value_copy_of (stmt, 2), TRUE);
      if (i < 0)
        g_hash_table_insert (self->rows, g_strdup (uuid), GINT_TO_POINTER (sqlite3_column_int (stmt, 5)));
    }
}

static void
read_siblings (WorldFound       *self,
               World            *world,
               sqlite3          *db,
               const WorldTable *table)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT i.uuid, n.name, s.copy, s.seq, s.value FROM cam_sibling s JOIN cam_table t ON t.id = s.tbl"
    " AND t.name = '%s' JOIN \"%s\" i ON i.fid = s.fid JOIN cam_column n ON n.tbl = s.tbl AND n.col = s.col",
    table->name, table->name);
  sqlite3_stmt *stmt = prepare (world, db, sql);

  while (step (world, stmt))
    {
      const WorldColumn *column = world_find_column (table, (const char *) sqlite3_column_text (stmt, 1));

      /* Of a record that another program added, once as whoever merged the file unopened saw it, and once as it was
       * adopted. */
      if (column == NULL && sqlite3_column_type (stmt, 4) == SQLITE_NULL)
        continue;
      if (column == NULL)
        world_fail (world, "a conflict in %s %.8s “%s”, which nobody edited", table->name,
                    (const char *) sqlite3_column_text (stmt, 0), (const char *) sqlite3_column_text (stmt, 1));
      add_value (self, oracle_get_cell (world->oracle, table->name, (const char *) sqlite3_column_text (stmt, 0),
                                        column->name),
                 sqlite3_column_int64 (stmt, 2), sqlite3_column_int64 (stmt, 3), cam_value_copy_of (stmt, 4), FALSE);
    }
}

/* What waits for a newer version is not shown. */
static void
read_extra (WorldFound *self,
            World      *world,
            sqlite3    *db)
{
  sqlite3_stmt *stmt = prepare (world, db,
                                "SELECT t.name, e.uuid, coalesce (n.name, ''), e.copy, e.seq, e.value FROM cam_extra e"
                                " JOIN cam_table t ON t.id = e.tbl"
                                " LEFT JOIN cam_column n ON n.tbl = e.tbl AND n.col = e.col");

  while (step (world, stmt))
    {
      const WorldTable *table = world_find_table ((const char *) sqlite3_column_text (stmt, 0));
      const char *name = (const char *) sqlite3_column_text (stmt, 2);
      const char *uuid = (const char *) sqlite3_column_text (stmt, 1);

      if (table == NULL)
        world_fail (world, "something waits for a table that nobody has");
      if (*name == '\0')
        g_hash_table_insert (self->rows, g_strdup (uuid), GINT_TO_POINTER (-1));
      add_value (self, oracle_get_cell (world->oracle, table->name, uuid,
                                        *name == '\0' ? "" : world_find_column (table, name)->name),
                 sqlite3_column_int64 (stmt, 3), sqlite3_column_int64 (stmt, 4), cam_value_copy_of (stmt, 5), FALSE);
    }
}

static void
read_erased (WorldFound *self,
             World      *world,
             sqlite3    *db)
{
  sqlite3_stmt *stmt = prepare (world, db, "SELECT uuid FROM cam_erased");

  while (step (world, stmt))
    g_hash_table_add (self->erased, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
}

sqlite3 *
world_get_handle (World     *world,
                  WorldFile *file,
                  sqlite3  **plain)
{
  if (file->session != NULL)
    return cam_db_get_handle (file->session->db);
  g_assert_cmpint (sqlite3_open_v2 (file->path, plain, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  return *plain;
}

WorldFound *
world_found_new (World     *world,
                 WorldFile *file)
{
  WorldFound *self = g_new0 (WorldFound, 1);
  sqlite3 *plain = NULL;
  sqlite3 *db = world_get_handle (world, file, &plain);

  self->cells = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->copies = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->erased = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_copies (self, world, db);
  for (guint i = 0; i < WORLD_N_TABLES; i++)
    if (world_has_column (&world_tables[i], NULL, file->version))
      {
        read_table (self, world, db, &world_tables[i], file->version);
        read_siblings (self, world, db, &world_tables[i]);
      }
  read_extra (self, world, db);
  read_erased (self, world, db);
  sqlite3_close (plain);
  return self;
}

void
world_found_free (WorldFound *self)
{
  g_hash_table_unref (self->cells);
  g_hash_table_unref (self->copies);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->erased);
  g_free (self);
}

void
world_each_field (World          *self,
                  WorldFile      *file,
                  WorldFieldFunc  func,
                  gpointer        data)
{
  g_autoptr (WorldFound) found = world_found_new (self, file);

  for (guint i = 0; i < oracle_count_cells (self->oracle); i++)
    {
      GArray *values = g_hash_table_lookup (found->cells, GUINT_TO_POINTER (i));

      if (values != NULL && g_array_index (values, FoundValue, 0).shown)
        func (i, g_array_index (values, FoundValue, 0).value, data);
    }
}

void
world_append_query (World      *self,
                    sqlite3    *db,
                    const char *sql,
                    GString    *text)
{
  sqlite3_stmt *stmt = prepare (self, db, sql);

  while (step (self, stmt))
    {
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", (const char *) sqlite3_column_text (stmt, i));
      g_string_append_c (text, '\n');
    }
}

gint64
world_count (World      *self,
             sqlite3    *db,
             const char *sql)
{
  sqlite3_stmt *stmt = prepare (self, db, sql);
  gint64 n = 0;

  while (step (self, stmt))
    n = sqlite3_column_int64 (stmt, 0);
  return n;
}
