/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-db.h"

#include "cam-store-functions.h"

#include <errno.h>
#include <string.h>

#define MAX_CACHED 256
#define MAX_BLOB (256 * 1024 * 1024)

struct _CamDb
{
  sqlite3    *handle;
  GPtrArray  *tables;      /* CamTableInfo, by id */
  GHashTable *statements;  /* free ones: SQL → sqlite3_stmt; the SQL is the statement's own */
};

static void
column_info_free (gpointer data)
{
  CamColumnInfo *self = data;

  g_free (self->name);
  g_free (self->type);
  g_free (self->references);
  g_free (self);
}

static void
table_info_free (gpointer data)
{
  CamTableInfo *self = data;

  g_free (self->name);
  g_free (self->scope);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_free (self);
}

const CamColumnInfo *
cam_table_info_find_column (const CamTableInfo *self,
                            const char         *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (self->columns, i);

      if (strcmp (column->name, name) == 0)
        return column;
    }
  return NULL;
}

static gboolean
is_geometry_type (const char *type)
{
  static const char *const types[] = { "GEOMETRY", "POINT", "LINESTRING", "POLYGON", "MULTIPOINT",
                                       "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION", NULL };

  return g_strv_contains (types, type);
}

static CamError
get_error_code (int code,
                int errno_code)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return CAM_ERROR_CORRUPT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return CAM_ERROR_BUSY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return CAM_ERROR_READ_ONLY;
    case SQLITE_FULL:
      return CAM_ERROR_NO_SPACE;
    case SQLITE_IOERR:
      return errno_code == ENOSPC || errno_code == EDQUOT ? CAM_ERROR_NO_SPACE : CAM_ERROR_FAILED;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
      return CAM_ERROR_INVALID;
    case SQLITE_TOOBIG:
      return CAM_ERROR_TOO_BIG;
    default:
      return CAM_ERROR_FAILED;
    }
}

static const char *
get_error_sentence (CamError code)
{
  switch (code)
    {
    case CAM_ERROR_CORRUPT:
      return "The file is damaged";
    case CAM_ERROR_BUSY:
      return "Another program is using the file; try again when it has finished";
    case CAM_ERROR_READ_ONLY:
      return "The file or its folder cannot be written";
    case CAM_ERROR_NO_SPACE:
      return "The disk is full; nothing was changed";
    case CAM_ERROR_INVALID:
      return "The file does not accept the value";
    case CAM_ERROR_TOO_BIG:
      return "A value is too big for the file";
    case CAM_ERROR_FAILED:
    case CAM_ERROR_FROM_THE_FUTURE:
    case CAM_ERROR_NOT_FOUND:
    case CAM_ERROR_UNSUPPORTED:
    case CAM_ERROR_MISSING_TOOL:
    case CAM_ERROR_TIMED_OUT:
    default:
      return "The file could not be read or written";
    }
}

gboolean
cam_db_set_error (sqlite3  *handle,
                  int       code,
                  GError  **error)
{
  CamError cam_code = get_error_code (code, handle != NULL ? sqlite3_system_errno (handle) : 0);
  g_autofree char *detail = NULL;

  if ((code & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The action was cancelled.");
      return FALSE;
    }
  if (handle != NULL && sqlite3_extended_errcode (handle) == SQLITE_READONLY_DBMOVED)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND,
                           "The file was moved or replaced by another program; nothing was written.");
      return FALSE;
    }
  detail = g_utf8_make_valid (handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code), -1);
  g_set_error (error, CAM_ERROR, cam_code, "%s (%s).", get_error_sentence (cam_code), detail);
  return FALSE;
}

/* SQLite's own way of waiting sleeps longer each time, up to a tenth of a second; readers are mostly the window. */
static int
wait_cb (void *data,
         int   n_waits)
{
  if (n_waits >= CAM_DB_BUSY_MS)
    return 0;
  g_usleep (1000);
  return 1;
}

static gboolean
configure (CamDb       *self,
           CamDbFlags   flags,
           GError     **error)
{
  sqlite3 *db = self->handle;

  sqlite3_extended_result_codes (db, 1);
  if (flags & CAM_DB_READ_ONLY)
    sqlite3_busy_handler (db, wait_cb, NULL);
  else
    sqlite3_busy_timeout (db, CAM_DB_BUSY_MS);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, MAX_BLOB);
  sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  cam_store_functions_register (db);
  if (!cam_db_run_script (self,
                          "PRAGMA cell_size_check = ON;"
                          "PRAGMA temp_store = MEMORY;"
                          "PRAGMA mmap_size = 0;", error))
    return FALSE;
  /* No cache_size here: it makes SQLite read the schema, and that before the journal of a power cut is rolled back. */
  if (flags & (CAM_DB_READ_ONLY | CAM_DB_IMMUTABLE))
    return cam_db_run_script (self, "PRAGMA query_only = ON;", error);
  /* cache_spill: an action too big for the cache would otherwise take the exclusive lock long before
   * its commit, and the screen could not read meanwhile. */
  return cam_db_run_script (self,
                            "PRAGMA foreign_keys = ON;"
                            "PRAGMA synchronous = EXTRA;"
                            "PRAGMA cache_spill = OFF;"
                            "PRAGMA cache_size = -65536;"
                            "PRAGMA recursive_triggers = OFF;", error);
}

CamDb *
cam_db_open (const char  *path,
             CamDbFlags   flags,
             GError     **error)
{
  g_autoptr (CamDb) self = g_new0 (CamDb, 1);
  g_autofree char *escaped = g_uri_escape_string (path, "/", TRUE);
  g_autofree char *uri = NULL;
  gboolean read_only = (flags & (CAM_DB_READ_ONLY | CAM_DB_IMMUTABLE)) != 0;
  int code;

  self->tables = g_ptr_array_new_with_free_func (table_info_free);
  self->statements = g_hash_table_new (g_str_hash, g_str_equal);
  uri = g_strdup_printf ("file:%s?mode=%s%s", escaped, read_only ? "ro" : "rw",
                         flags & CAM_DB_IMMUTABLE ? "&immutable=1" : "");
  code = sqlite3_open_v2 (uri, &self->handle,
                          SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
                            | (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE), NULL);
  if (code != SQLITE_OK)
    {
      cam_db_set_error (self->handle, code, error);
      return NULL;
    }
  return configure (self, flags, error) ? g_steal_pointer (&self) : NULL;
}

static void
drop_statements (CamDb *self)
{
  GHashTableIter iter;
  gpointer stmt = NULL;

  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, NULL, &stmt))
    {
      g_hash_table_iter_steal (&iter);
      sqlite3_finalize (stmt);
    }
}

void
cam_db_close (CamDb *self)
{
  if (self == NULL)
    return;
  drop_statements (self);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  /* A cursor that somebody forgot keeps the handle open instead of crashing. */
  sqlite3_close_v2 (self->handle);
  g_free (self);
}

sqlite3 *
cam_db_get_handle (CamDb *self)
{
  return self->handle;
}

GPtrArray *
cam_db_get_tables (CamDb *self)
{
  return self->tables;
}

const CamTableInfo *
cam_db_find_table (CamDb      *self,
                   const char *name)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (self->tables, i);

      if (strcmp (table->name, name) == 0)
        return table;
    }
  return NULL;
}

const CamTableInfo *
cam_db_get_table (CamDb *self,
                  int    id)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (self->tables, i);

      if (table->id == id)
        return table;
    }
  return NULL;
}

/* Schema 1 had no such lists. */
static gboolean
knows_persons (CamDb     *self,
               gboolean  *knows,
               GError   **error)
{
  gint64 found = 0;

  if (!cam_db_query_integer (self,
                             "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'cam_personal'",
                             NULL, 0, 0, &found, error))
    return FALSE;
  *knows = found != 0;
  return TRUE;
}

static gboolean
load_columns (CamDb         *self,
              CamTableInfo  *table,
              gboolean       knows,
              GError       **error)
{
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;
  const CamValue params[] = { cam_integer (table->id), cam_text (table->name) };

  cursor = cam_db_query (self,
                         knows
                           ? "SELECT c.col, c.name, i.type, f.\"table\", EXISTS (SELECT 1 FROM cam_personal p"
                             " WHERE (p.table_name = ?2 AND p.column_name IN ('', c.name))"
                             " OR (p.table_name = f.\"table\" AND p.column_name = ''))"
                             " FROM cam_column c LEFT JOIN pragma_table_info (?2) i ON i.name = c.name"
                             " LEFT JOIN pragma_foreign_key_list (?2) f ON f.\"from\" = c.name"
                             " WHERE c.tbl = ?1 AND c.col > 0 AND c.here ORDER BY c.col"
                           : "SELECT c.col, c.name, i.type, NULL, 0 FROM cam_column c"
                             " LEFT JOIN pragma_table_info (?2) i ON i.name = c.name"
                             " WHERE c.tbl = ?1 AND c.col > 0 ORDER BY c.col",
                         params, 2, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      CamColumnInfo *column = g_new0 (CamColumnInfo, 1);

      column->id = (int) cam_cursor_get_integer (cursor, 0);
      column->name = g_strdup (cam_cursor_get_text (cursor, 1));
      column->type = g_strdup (cam_cursor_get_text (cursor, 2));
      column->references = g_strdup (cam_cursor_get_text (cursor, 3));
      column->personal = cam_cursor_get_integer (cursor, 4) != 0;
      g_ptr_array_add (table->columns, column);
      if (column->name == NULL || column->type == NULL)
        {
          g_set_error (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                       "Another program removed the column “%s” of “%s” from the file.",
                       column->name != NULL ? column->name : "", table->name);
          return FALSE;
        }
      column->geometry = is_geometry_type (column->type);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
cam_db_load_tables (CamDb   *self,
                    GError **error)
{
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean knows = FALSE;

  g_ptr_array_set_size (self->tables, 0);
  if (!knows_persons (self, &knows, error))
    return FALSE;
  cursor = cam_db_query (self,
                         knows ? "SELECT id, name, scope FROM cam_table WHERE here ORDER BY id"
                               : "SELECT id, name, scope FROM cam_table ORDER BY id",
                         NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      CamTableInfo *table = g_new0 (CamTableInfo, 1);

      table->id = (int) cam_cursor_get_integer (cursor, 0);
      table->name = g_strdup (cam_cursor_get_text (cursor, 1));
      table->scope = g_strdup (cam_cursor_get_text (cursor, 2));
      table->columns = g_ptr_array_new_with_free_func (column_info_free);
      g_ptr_array_add (self->tables, table);
      if (!load_columns (self, table, knows, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

sqlite3_stmt *
cam_db_prepare (CamDb       *self,
                const char  *sql,
                GError     **error)
{
  gpointer key = NULL;
  gpointer cached = NULL;
  sqlite3_stmt *stmt = NULL;
  int code;

  if (g_hash_table_steal_extended (self->statements, sql, &key, &cached))
    return cached;
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (code == SQLITE_OK && stmt != NULL)
    return stmt;
  cam_db_set_error (self->handle, code != SQLITE_OK ? code : SQLITE_ERROR, error);
  return NULL;
}

void
cam_db_release (CamDb        *self,
                sqlite3_stmt *stmt)
{
  const char *sql = sqlite3_sql (stmt);

  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (g_hash_table_contains (self->statements, sql)
      || g_hash_table_size (self->statements) >= MAX_CACHED)
    sqlite3_finalize (stmt);
  else
    g_hash_table_insert (self->statements, (gpointer) sql, stmt);
}

void
cam_db_bind (sqlite3_stmt *stmt,
             int           index,
             CamValue      value)
{
  gsize size = 0;
  const void *bytes = NULL;

  switch (value.type)
    {
    case CAM_VALUE_INTEGER:
      sqlite3_bind_int64 (stmt, index, value.integer);
      break;
    case CAM_VALUE_REAL:
      sqlite3_bind_double (stmt, index, value.real);
      break;
    case CAM_VALUE_TEXT:
      sqlite3_bind_text64 (stmt, index, value.text, strlen (value.text), SQLITE_TRANSIENT,
                           SQLITE_UTF8);
      break;
    case CAM_VALUE_BLOB:
      bytes = g_bytes_get_data (value.blob, &size);
      sqlite3_bind_blob64 (stmt, index, bytes != NULL ? bytes : "", size, SQLITE_TRANSIENT);
      break;
    case CAM_VALUE_NULL:
    default:
      sqlite3_bind_null (stmt, index);
      break;
    }
}

static sqlite3_stmt *
prepare_bound (CamDb           *self,
               const char      *sql,
               const CamValue  *params,
               guint            n_params,
               GError         **error)
{
  sqlite3_stmt *stmt = cam_db_prepare (self, sql, error);

  if (stmt == NULL)
    return NULL;
  for (guint i = 0; i < n_params; i++)
    cam_db_bind (stmt, (int) i + 1, params[i]);
  return stmt;
}

gboolean
cam_db_run (CamDb           *self,
            const char      *sql,
            const CamValue  *params,
            guint            n_params,
            GError         **error)
{
  sqlite3_stmt *stmt = prepare_bound (self, sql, params, n_params, error);
  int code;

  if (stmt == NULL)
    return FALSE;
  do
    code = sqlite3_step (stmt);
  while (code == SQLITE_ROW);
  if (code != SQLITE_DONE)
    cam_db_set_error (self->handle, code, error);
  cam_db_release (self, stmt);
  return code == SQLITE_DONE;
}

gboolean
cam_db_run_script (CamDb       *self,
                   const char  *sql,
                   GError     **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || cam_db_set_error (self->handle, code, error);
}

CamCursor *
cam_db_query (CamDb           *self,
              const char      *sql,
              const CamValue  *params,
              guint            n_params,
              GError         **error)
{
  sqlite3_stmt *stmt = prepare_bound (self, sql, params, n_params, error);

  return stmt != NULL ? cam_cursor_new (self, stmt) : NULL;
}

gboolean
cam_db_query_integer (CamDb           *self,
                      const char      *sql,
                      const CamValue  *params,
                      guint            n_params,
                      gint64           otherwise,
                      gint64          *result,
                      GError         **error)
{
  g_autoptr (CamCursor) cursor = cam_db_query (self, sql, params, n_params, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  *result = otherwise;
  if (cam_cursor_next (cursor, &local_error))
    *result = cam_cursor_get_integer (cursor, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

char *
cam_db_query_text (CamDb           *self,
                   const char      *sql,
                   const CamValue  *params,
                   guint            n_params,
                   GError         **error)
{
  g_autoptr (CamCursor) cursor = cam_db_query (self, sql, params, n_params, error);

  if (cursor == NULL || !cam_cursor_next (cursor, error))
    return NULL;
  return g_strdup (cam_cursor_get_text (cursor, 0));
}

static gboolean
is_column (const CamTableInfo *table,
           const char         *name)
{
  return strcmp (name, "fid") == 0 || strcmp (name, "uuid") == 0
         || cam_table_info_find_column (table, name) != NULL;
}

CamCursor *
cam_db_select (CamDb           *self,
               const char      *table,
               const char     **columns,
               const char      *clause,
               const CamValue  *params,
               guint            n_params,
               GError         **error)
{
  const CamTableInfo *info = cam_db_find_table (self, table);
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  if (info == NULL)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "The file has no table “%s”.", table);
      return NULL;
    }
  for (guint i = 0; columns[i] != NULL; i++)
    {
      if (!is_column (info, columns[i]))
        {
          g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "The table “%s” has no column “%s”.",
                       table, columns[i]);
          return NULL;
        }
      g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", columns[i]);
    }
  g_string_append_printf (sql, " FROM \"%s\" %s", table, clause != NULL ? clause : "");
  return cam_db_query (self, sql->str, params, n_params, error);
}

char *
cam_db_find_damage (CamDb     *self,
                    gboolean   quick,
                    GError   **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_db_query (self,
                         "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
                         " UNION ALL SELECT 'sqlite_schema'", NULL, 0, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    g_ptr_array_add (names, g_strdup (cam_cursor_get_text (cursor, 0)));
  for (guint i = 0; i < names->len && local_error == NULL; i++)
    {
      char *sql = sqlite3_mprintf ("PRAGMA %s(%Q)", quick ? "quick_check" : "integrity_check",
                                   (const char *) g_ptr_array_index (names, i));
      g_autofree char *found = cam_db_query_text (self, sql, NULL, 0, &local_error);

      sqlite3_free (sql);
      if (found != NULL && strcmp (found, "ok") != 0)
        return g_steal_pointer (&found);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
