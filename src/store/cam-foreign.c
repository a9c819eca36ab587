/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-foreign.h"

#include "cam-db.h"
#include "cam-foreign-copy.h"
#include "cam-foreign-db.h"

#include <string.h>

/* Nothing that a file from outside says is believed: not that a table is one, not that its indexes
 * agree with it, not the type, length or encoding of a value. The copy is removed as soon as SQLite
 * has it open, so that it cannot be changed under the reader and none is left after a crash.
 * Belongs to the thread that opened it. */
struct _CamForeign
{
  GObject parent_instance;

  CamForeignDb *db;
  /* Tables found to be plain and sound, by their lower-case name. */
  GHashTable *sound;
};

G_DEFINE_FINAL_TYPE (CamForeign, cam_foreign, G_TYPE_OBJECT)

#define CHECK_SECONDS 20
#define READ_SECONDS 120
#define MAX_LAYERS 1000
#define MAX_NAME_BYTES 256

static gboolean
set_error_cb (gpointer   owner,
              int        code,
              GError   **error)
{
  CamForeign *self = owner;

  return cam_foreign_db_set_error (self->db, code, error);
}

/* For "SELECT" over a table of GeoPackage itself, with one value bound. */
static sqlite3_stmt *
prepare_about (CamForeign  *self,
               const char  *table,
               const char  *sql,
               const char  *text,
               gint64       number,
               GError     **error)
{
  sqlite3_stmt *statement = cam_foreign_db_prepare (self->db, table, sql, error);

  if (statement != NULL && text != NULL)
    sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);
  else if (statement != NULL && sqlite3_bind_parameter_count (statement) > 0)
    sqlite3_bind_int64 (statement, 1, number);
  return statement;
}

/* NULL where the value is no text, is too long for a name, or is not valid. */
static char *
dup_name (sqlite3_stmt *statement,
          int           column)
{
  const char *text = NULL;
  int length;

  if (sqlite3_column_type (statement, column) != SQLITE_TEXT)
    return NULL;
  text = (const char *) sqlite3_column_text (statement, column);
  length = sqlite3_column_bytes (statement, column);
  if (text == NULL || length == 0 || length > MAX_NAME_BYTES
      || !g_utf8_validate (text, length, NULL))
    return NULL;
  return g_strdup (text);
}

/* What SQLite itself takes @table for, whatever the file's own list says; "" where there is none. */
static char *
dup_kind (CamForeign  *self,
          const char  *table,
          GError     **error)
{
  g_autoptr (GError) failure = NULL;
  char *sql = sqlite3_mprintf ("PRAGMA main.table_list(%Q)", table);
  sqlite3_stmt *statement = cam_foreign_db_prepare (self->db, NULL, sql, &failure);
  char *kind = NULL;

  sqlite3_free (sql);
  if (statement != NULL && cam_foreign_db_step (self->db, statement, &failure))
    kind = dup_name (statement, 2);
  sqlite3_finalize (statement);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      g_clear_pointer (&kind, g_free);
      return NULL;
    }
  return kind != NULL ? kind : g_strdup ("");
}

/* NULL with CAM_ERROR_UNSUPPORTED where any column is hidden or generated. */
static char **
dup_plain_columns (CamForeign  *self,
                   const char  *table,
                   GError     **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GError) failure = NULL;
  char *sql = sqlite3_mprintf ("PRAGMA main.table_xinfo(%Q)", table);
  sqlite3_stmt *statement = cam_foreign_db_prepare (self->db, NULL, sql, &failure);

  sqlite3_free (sql);
  while (failure == NULL && cam_foreign_db_step (self->db, statement, &failure))
    {
      char *name = dup_name (statement, 1);

      if (name == NULL || sqlite3_column_int (statement, 6) != 0)
        {
          g_free (name);
          g_set_error (&failure, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                       "A table of the file has a computed or unreadable column.");
        }
      else
        g_strv_builder_take (names, name);
    }
  sqlite3_finalize (statement);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_strv_builder_end (names);
}

static gboolean
check_content (CamForeign  *self,
               const char  *table,
               GError     **error)
{
  g_autofree char *answer = NULL;
  g_autoptr (GError) failure = NULL;
  char *sql = sqlite3_mprintf ("PRAGMA main.quick_check(%Q)", table);
  sqlite3_stmt *statement = cam_foreign_db_prepare (self->db, NULL, sql, &failure);

  sqlite3_free (sql);
  if (statement != NULL && cam_foreign_db_step (self->db, statement, &failure))
    answer = dup_name (statement, 0);
  sqlite3_finalize (statement);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (g_strcmp0 (answer, "ok") != 0)
    {
      g_debug ("foreign file: %s", answer != NULL ? answer : "no answer from quick_check");
      g_set_error (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The file is damaged.");
      return FALSE;
    }
  return TRUE;
}

/* Before anything is read from @table: that it is a plain table with plain columns, and sound. */
static gboolean
check_table (CamForeign  *self,
             const char  *table,
             GError     **error)
{
  g_autofree char *key = g_ascii_strdown (table, -1);
  g_autofree char *kind = NULL;
  g_auto (GStrv) columns = NULL;

  if (!cam_foreign_db_begin (self->db, CHECK_SECONDS, error))
    return FALSE;
  if (g_hash_table_contains (self->sound, key))
    return TRUE;
  kind = dup_kind (self, table, error);
  if (kind == NULL)
    return FALSE;
  if (kind[0] == '\0')
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The file has no table of this name.");
      return FALSE;
    }
  if (strcmp (kind, "table") != 0)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                   "What the file calls a table is computed, so it is not read.");
      return FALSE;
    }
  columns = dup_plain_columns (self, table, error);
  if (columns == NULL || !check_content (self, table, error))
    return FALSE;
  g_hash_table_add (self->sound, g_steal_pointer (&key));
  return TRUE;
}

static void
cam_foreign_finalize (GObject *object)
{
  CamForeign *self = CAM_FOREIGN (object);

  g_clear_pointer (&self->db, cam_foreign_db_close);
  g_clear_pointer (&self->sound, g_hash_table_unref);
  G_OBJECT_CLASS (cam_foreign_parent_class)->finalize (object);
}

static void
cam_foreign_class_init (CamForeignClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_foreign_finalize;
}

static void
cam_foreign_init (CamForeign *self)
{
  self->sound = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

CamForeign *
cam_foreign_open (const char    *path,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (CamForeignDb) db = NULL;
  g_autofree char *copy = NULL;
  CamForeign *self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  copy = cam_foreign_copy_make (path, cancellable, error);
  if (copy == NULL)
    return NULL;
  db = cam_foreign_db_open (copy, cancellable, error);
  cam_foreign_copy_remove (copy);
  if (db == NULL)
    return NULL;
  self = g_object_new (CAM_TYPE_FOREIGN, NULL);
  self->db = g_steal_pointer (&db);
  return self;
}

void
cam_foreign_set_patience (CamForeign *self,
                          gint64      microseconds)
{
  g_return_if_fail (CAM_IS_FOREIGN (self));

  cam_foreign_db_set_patience (self->db, microseconds);
}

/* Adds the plain tables of @data_type that gpkg_contents lists. Views are passed over. */
static gboolean
add_layers (CamForeign    *self,
            const char    *data_type,
            GPtrArray     *layers,
            GError       **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement;

  statement = prepare_about (self, "gpkg_contents",
                             "SELECT table_name FROM main.gpkg_contents NOT INDEXED"
                             " WHERE data_type = ?1", data_type, 0, &failure);
  while (failure == NULL && cam_foreign_db_step (self->db, statement, &failure))
    {
      g_autofree char *name = dup_name (statement, 0);
      g_autofree char *kind = name != NULL ? dup_kind (self, name, &failure) : NULL;

      if (g_strcmp0 (kind, "table") == 0)
        g_ptr_array_add (layers, g_steal_pointer (&name));
      if (layers->len > MAX_LAYERS)
        g_set_error (&failure, CAM_ERROR, CAM_ERROR_TOO_BIG,
                     "The file has more than %d layers.", MAX_LAYERS);
    }
  sqlite3_finalize (statement);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

char **
cam_foreign_dup_layers (CamForeign  *self,
                        GError     **error)
{
  static const char *const data_types[] = { "features", "attributes", "aspatial" };
  g_autoptr (GPtrArray) layers = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (CAM_IS_FOREIGN (self), NULL);

  if (!check_table (self, "gpkg_contents", &failure))
    {
      if (!g_error_matches (failure, CAM_ERROR, CAM_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                     "The file is a database, but not a GeoPackage.");
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (data_types); i++)
    if (!add_layers (self, data_types[i], layers, error))
      return NULL;
  return (char **) g_ptr_array_free (g_steal_pointer (&layers), FALSE);
}

char **
cam_foreign_dup_columns (CamForeign  *self,
                         const char  *table,
                         GError     **error)
{
  g_return_val_if_fail (CAM_IS_FOREIGN (self), NULL);
  g_return_val_if_fail (table != NULL, NULL);

  if (!check_table (self, table, error))
    return NULL;
  return dup_plain_columns (self, table, error);
}

/* The first row of @sql over @table: a text and a number. FALSE where there is none, or on error. */
static gboolean
look_up (CamForeign   *self,
         const char   *table,
         const char   *sql,
         const char   *text,
         gint64        key,
         char        **name,
         gint64       *number,
         GError      **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement;
  gboolean found;

  if (!check_table (self, table, error))
    return FALSE;
  statement = prepare_about (self, table, sql, text, key, &failure);
  found = statement != NULL && cam_foreign_db_step (self->db, statement, &failure);
  if (found)
    {
      *name = dup_name (statement, 0);
      *number = sqlite3_column_int64 (statement, 1);
    }
  sqlite3_finalize (statement);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return found && *name != NULL;
}

gboolean
cam_foreign_get_geometry (CamForeign  *self,
                          const char  *table,
                          char       **column,
                          char       **organization,
                          gint64      *code,
                          GError     **error)
{
  g_autofree char *kind = NULL;
  g_autofree char *found_column = NULL;
  g_autofree char *found_organization = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 srs = 0;
  gint64 found_code = 0;

  g_return_val_if_fail (CAM_IS_FOREIGN (self), FALSE);
  g_return_val_if_fail (table != NULL, FALSE);
  g_return_val_if_fail (column != NULL && organization != NULL && code != NULL, FALSE);

  /* A GeoPackage of attributes only has no such table. */
  if (!cam_foreign_db_begin (self->db, CHECK_SECONDS, error))
    return FALSE;
  kind = dup_kind (self, "gpkg_geometry_columns", error);
  if (g_strcmp0 (kind, "table") != 0)
    return FALSE;
  if (!look_up (self, "gpkg_geometry_columns",
                "SELECT column_name, srs_id FROM main.gpkg_geometry_columns NOT INDEXED"
                " WHERE table_name = ?1 COLLATE NOCASE", table, 0, &found_column, &srs, error))
    return FALSE;
  if (!look_up (self, "gpkg_spatial_ref_sys",
                "SELECT organization, organization_coordsys_id FROM main.gpkg_spatial_ref_sys"
                " NOT INDEXED WHERE srs_id = ?1", NULL, srs, &found_organization, &found_code,
                &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID,
                     "The file does not say which coordinate system its outlines use.");
      return FALSE;
    }
  *column = g_steal_pointer (&found_column);
  *organization = g_steal_pointer (&found_organization);
  *code = found_code;
  return TRUE;
}

/* A column that is not the table's own would be an expression, or SQLite's row number. */
static gboolean
add_column (CamForeign  *self,
            char       **known,
            const char  *column,
            GString     *sql,
            GError     **error)
{
  char *quoted;

  if (!g_strv_contains ((const char *const *) known, column))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The file has no column of this name.");
      return FALSE;
    }
  quoted = sqlite3_mprintf ("\"%w\"", column);
  if (sql->len > strlen ("SELECT "))
    g_string_append (sql, ", ");
  g_string_append (sql, quoted);
  sqlite3_free (quoted);
  return TRUE;
}

CamCursor *
cam_foreign_select (CamForeign   *self,
                    const char   *table,
                    const char  **columns,
                    GError      **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_auto (GStrv) known = NULL;
  sqlite3_stmt *statement;
  char *quoted;

  g_return_val_if_fail (CAM_IS_FOREIGN (self), NULL);
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (columns != NULL && columns[0] != NULL, NULL);

  known = cam_foreign_dup_columns (self, table, error);
  if (known == NULL)
    return NULL;
  for (guint i = 0; columns[i] != NULL; i++)
    if (!add_column (self, known, columns[i], sql, error))
      return NULL;
  quoted = sqlite3_mprintf (" FROM main.\"%w\" NOT INDEXED", table);
  g_string_append (sql, quoted);
  sqlite3_free (quoted);
  statement = cam_foreign_db_prepare (self->db, table, sql->str, error);
  if (statement == NULL)
    return NULL;
  if (!cam_foreign_db_begin (self->db, READ_SECONDS, error))
    {
      sqlite3_finalize (statement);
      return NULL;
    }
  return cam_cursor_new_of (self, set_error_cb, statement);
}
