/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>

static void
changed_cb (CamStore   *store,
            CamChanges *changes,
            gpointer    user_data)
{
  Fixture *self = user_data;

  g_assert_true (CAM_IS_CHANGES (changes));
  self->n_changed++;
}

void
fixture_open (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (self->store);
  self->store = cam_store_open (self->path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->store);
  self->n_changed = 0;
  g_signal_connect (self->store, "changed", G_CALLBACK (changed_cb), self);
}

void
fixture_close (Fixture *self)
{
  g_assert_finalize_object (self->store);
  self->store = NULL;
}

void
fixture_set_up (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("cam-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "local file.gpkg", NULL);
  fixture_open (self);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

void
fixture_tear_down (Fixture       *self,
                   gconstpointer  data)
{
  if (self->store != NULL)
    fixture_close (self);
  remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
}

void
fixture_write (Fixture      *self,
               const char   *label,
               CamWriteFunc  func,
               gpointer      data)
{
  g_autoptr (GError) error = NULL;

  cam_store_write (self->store, label, func, data, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *table;
  char       *uuid;
  CamCell     cell;
} Edit;

static gboolean
add_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  Edit *edit = data;

  edit->uuid = cam_writer_insert (writer, edit->table, &edit->cell, 1, error);
  return edit->uuid != NULL;
}

char *
fixture_add (Fixture    *self,
             const char *table,
             const char *name)
{
  Edit edit = { .table = table, .cell = { "name", cam_text (name) } };
  g_autofree char *label = g_strdup_printf ("Add %s", name);

  fixture_write (self, label, add_cb, &edit);
  return edit.uuid;
}

static gboolean
set_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  Edit *edit = data;

  return cam_writer_update (writer, edit->table, edit->uuid, &edit->cell, 1, error);
}

void
fixture_set (Fixture    *self,
             const char *table,
             const char *uuid,
             const char *column,
             CamValue    value)
{
  Edit edit = { .table = table, .uuid = (char *) uuid, .cell = { column, value } };
  g_autofree char *label = g_strdup_printf ("Set %s", column);

  fixture_write (self, label, set_cb, &edit);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

char *
fixture_undo (Fixture  *self,
              GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cam_store_undo_async (self->store, NULL, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cam_store_undo_finish (self->store, result, error);
}

char *
fixture_redo (Fixture  *self,
              GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cam_store_redo_async (self->store, NULL, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cam_store_redo_finish (self->store, result, error);
}

static sqlite3 *
open_plain (Fixture *self)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (self->path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  return db;
}

void
fixture_outside (Fixture    *self,
                 const char *sql)
{
  sqlite3 *db = open_plain (self);
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
append_rows (sqlite3    *db,
             const char *sql,
             GString    *text)
{
  sqlite3_stmt *stmt = NULL;
  int code;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                                (const char *) sqlite3_column_text (stmt, i));
      g_string_append_c (text, '\n');
    }
  g_assert_cmpint (code, ==, SQLITE_DONE);
  sqlite3_finalize (stmt);
}

char *
fixture_look (Fixture    *self,
              const char *sql)
{
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3 *db = open_plain (self);
  char *end = NULL;

  append_rows (db, sql, text);
  sqlite3_close (db);
  end = strpbrk (text->str, "|\n");
  if (end != NULL)
    *end = '\0';
  return g_strdup (text->str);
}

char *
fixture_dump (Fixture *self)
{
  g_autoptr (GString) tables = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) names = NULL;
  sqlite3 *db = open_plain (self);

  append_rows (db, "SELECT name FROM cam_table WHERE here ORDER BY name", tables);
  names = g_strsplit (tables->str, "\n", -1);
  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    {
      g_autoptr (GString) columns = g_string_new (NULL);
      g_autofree char *list = g_strdup_printf (
        "SELECT group_concat ('quote (\"' || name || '\")') FROM pragma_table_info ('%s')"
        " WHERE name <> 'fid'", names[i]);
      g_autofree char *sql = NULL;

      append_rows (db, list, columns);
      sql = g_strdup_printf ("SELECT '%s', %s FROM \"%s\" WHERE deleted = 0 ORDER BY uuid", names[i],
                             columns->str, names[i]);
      append_rows (db, sql, text);
    }
  sqlite3_close (db);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* One query for each table: identities instead of numbers, and nothing that depends on the order of merges. */
static void
append_meaning (sqlite3    *db,
                const char *table,
                GString    *text)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autofree char *list = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *dots = NULL;
  g_autofree char *siblings = NULL;

  list = g_strdup_printf ("SELECT group_concat ('quote (\"' || name || '\")', ' || ') FROM (SELECT name FROM"
                          " pragma_table_info ('%s') WHERE name <> 'fid' ORDER BY name)", table);
  append_rows (db, list, columns);
  rows = g_strdup_printf ("SELECT 'row %s', %s FROM \"%s\" ORDER BY uuid", table, columns->str, table);
  append_rows (db, rows, text);
  dots = g_strdup_printf (
    "SELECT 'dot %s', i.uuid, n.name, coalesce (k.copy_id, '-'), coalesce (c.seq, r.seq) FROM \"%s\" i"
    " JOIN cam_table t ON t.name = '%s' JOIN cam_row r ON r.tbl = t.id AND r.fid = i.fid"
    " JOIN cam_column n ON n.tbl = t.id AND n.col > 0"
    " LEFT JOIN cam_cell c ON c.tbl = t.id AND c.fid = i.fid AND c.col = n.col"
    " LEFT JOIN cam_copy k ON k.copy = coalesce (c.copy, r.copy) WHERE n.here ORDER BY i.uuid, n.name",
    table, table, table);
  append_rows (db, dots, text);
  siblings = g_strdup_printf (
    "SELECT 'sibling %s', i.uuid, n.name, k.copy_id, s.seq, quote (s.value) FROM \"%s\" i"
    " JOIN cam_table t ON t.name = '%s' JOIN cam_sibling s ON s.tbl = t.id AND s.fid = i.fid"
    " JOIN cam_column n ON n.tbl = t.id AND n.col = s.col JOIN cam_copy k ON k.copy = s.copy"
    " ORDER BY i.uuid, n.name, k.copy_id, s.seq", table, table, table);
  append_rows (db, siblings, text);
}

char *
fixture_dump_meaning (Fixture *self)
{
  g_autoptr (GString) tables = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) names = NULL;
  sqlite3 *db = open_plain (self);

  append_rows (db, "SELECT name FROM cam_table WHERE here ORDER BY name", tables);
  names = g_strsplit (tables->str, "\n", -1);
  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    append_meaning (db, names[i], text);
  append_rows (db, "SELECT 'seen', k.copy_id, s.scope, s.seq FROM cam_seen s JOIN cam_copy k USING (copy)"
                   " WHERE s.seq > 0 ORDER BY 2, 3", text);
  append_rows (db, "SELECT 'action', k.copy_id, a.seq, a.at, a.clock, a.label, a.author, a.kind,"
                   " coalesce (a.undoes, '') FROM cam_action a JOIN cam_copy k USING (copy) ORDER BY 2, 3", text);
  append_rows (db, "SELECT 'change', coalesce (k.copy_id, '-'), c.seq, t.name, c.uuid, n.name, quote (c.old),"
                   " quote (c.new) FROM cam_change c LEFT JOIN cam_copy k USING (copy)"
                   " JOIN cam_table t ON t.id = c.tbl JOIN cam_column n ON n.tbl = c.tbl AND n.col = c.col"
                   " ORDER BY 2, 3, 4, 5, 6, 7, 8", text);
  append_rows (db, "SELECT 'extra', t.name, e.uuid, n.name, k.copy_id, e.seq, quote (e.value) FROM cam_extra e"
                   " JOIN cam_table t ON t.id = e.tbl JOIN cam_column n ON n.tbl = e.tbl AND n.col = e.col"
                   " LEFT JOIN cam_copy k USING (copy) ORDER BY 2, 3, 4, 5, 6", text);
  append_rows (db, "SELECT 'erased', uuid FROM cam_erased ORDER BY uuid", text);
  sqlite3_close (db);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
fixture_check_file (Fixture *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3 *db = open_plain (self);

  append_rows (db, "PRAGMA integrity_check", text);
  append_rows (db, "PRAGMA foreign_key_check", text);
  append_rows (db,
               "SELECT 'no dot', a.fid FROM area a LEFT JOIN cam_row r ON r.fid = a.fid AND r.tbl ="
               " (SELECT id FROM cam_table WHERE name = 'area') WHERE r.fid IS NULL", text);
  append_rows (db, "SELECT 'no action', c.id FROM cam_change c LEFT JOIN cam_action a USING (copy, seq)"
                   " WHERE a.seq IS NULL", text);
  append_rows (db, "SELECT 'left open', seq FROM cam_now WHERE seq <> 0 OR capture <> 1", text);
  sqlite3_close (db);
  g_assert_cmpstr (text->str, ==, "ok\n");
}

char *
fixture_digest (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) bytes, length);
}
