/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-foreign.h"

#include "cam-db.h"
#include "cam-foreign-copy.h"

#include <string.h>

/* Nothing that a file from outside says is believed: not that a table is one, not that its indexes
 * agree with it, not the type, length or encoding of a value. The copy is removed as soon as SQLite
 * has it open, so that it cannot be changed under the reader and none is left after a crash.
 * Belongs to the thread that opened it. */
struct _CamForeign
{
  GObject parent_instance;

  sqlite3 *db;
  GCancellable *cancellable;
  /* Tables found to be plain and sound, by their lower-case name. */
  GHashTable *sound;
  /* Monotonic microseconds at which the present operation ends. */
  gint64 deadline;
  /* The most microseconds that any operation may take. */
  gint64 patience;
  /* What the authorizer lets pass at this moment: the settings and checks below, or this table. */
  const char *reading;
  gboolean settings_allowed;
};

G_DEFINE_FINAL_TYPE (CamForeign, cam_foreign, G_TYPE_OBJECT)

#define CHECK_SECONDS 20
#define READ_SECONDS 120
#define MAX_LAYERS 1000
#define MAX_NAME_BYTES 256
/* Virtual machine steps between two looks at the clock. */
#define STEPS_PER_LOOK 1000

static const struct
{
  int id;
  int value;
} limits[] = {
  /* The largest outline met in real files is 6 MB. */
  { SQLITE_LIMIT_LENGTH, 32 * 1024 * 1024 },
  { SQLITE_LIMIT_SQL_LENGTH, 200000 },
  { SQLITE_LIMIT_COLUMN, 1000 },
  { SQLITE_LIMIT_EXPR_DEPTH, 40 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 3 },
  { SQLITE_LIMIT_VDBE_OP, 50000 },
  { SQLITE_LIMIT_FUNCTION_ARG, 8 },
  { SQLITE_LIMIT_ATTACHED, 0 },
  { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50 },
  { SQLITE_LIMIT_VARIABLE_NUMBER, 10 },
  { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
  { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

static const struct
{
  int id;
  int value;
} switches[] = {
  { SQLITE_DBCONFIG_DEFENSIVE, 1 },
  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
  { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
  { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
  { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
  { SQLITE_DBCONFIG_DQS_DDL, 0 },
  { SQLITE_DBCONFIG_DQS_DML, 0 },
};

/* CHECK constraints are expressions of the file, so they are not run. */
static const char settings[] =
  "PRAGMA cell_size_check = ON;"
  "PRAGMA mmap_size = 0;"
  "PRAGMA query_only = ON;"
  "PRAGMA temp_store = MEMORY;"
  "PRAGMA ignore_check_constraints = ON;";

static const char *const allowed_pragmas[] = {
  "cell_size_check", "mmap_size", "query_only", "temp_store", "ignore_check_constraints",
  "table_list", "table_xinfo", "quick_check", NULL,
};

static int
authorize_cb (void       *data,
              int         action,
              const char *first,
              const char *second,
              const char *schema,
              const char *inner)
{
  CamForeign *self = data;

  /* Something inside a view or trigger asks. */
  if (inner != NULL)
    return SQLITE_DENY;
  if (action == SQLITE_PRAGMA)
    return self->settings_allowed && first != NULL && g_strv_contains (allowed_pragmas, first)
             ? SQLITE_OK : SQLITE_DENY;
  if (self->reading == NULL)
    return SQLITE_DENY;
  if (action == SQLITE_SELECT)
    return SQLITE_OK;
  return action == SQLITE_READ && g_ascii_strcasecmp (first, self->reading) == 0
         && g_strcmp0 (schema, "main") == 0 ? SQLITE_OK : SQLITE_DENY;
}

static int
progress_cb (void *data)
{
  CamForeign *self = data;

  return g_get_monotonic_time () > self->deadline
         || g_cancellable_is_cancelled (self->cancellable);
}

static void
begin (CamForeign *self,
       gint64      seconds)
{
  self->deadline = g_get_monotonic_time () + MIN (seconds * G_USEC_PER_SEC, self->patience);
}

/* Turns what SQLite answered into what the user can do. Always FALSE. */
static gboolean
set_error (CamForeign *self,
           int         code,
           GError    **error)
{
  g_debug ("foreign file: %s", sqlite3_errmsg (self->db));
  switch (code & 0xff)
    {
    case SQLITE_INTERRUPT:
      if (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
        g_set_error (error, CAM_ERROR, CAM_ERROR_TIMED_OUT,
                     "Reading the file took too long, so it was stopped.");
      break;

    case SQLITE_TOOBIG:
    case SQLITE_NOMEM:
      g_set_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                   "The file holds something larger than any real map data.");
      break;

    default:
      g_set_error (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                   "The file is damaged, or is not what it says it is.");
      break;
    }
  return FALSE;
}

static gboolean
set_error_cb (gpointer   owner,
              int        code,
              GError   **error)
{
  return set_error (owner, code, error);
}

/* Names of tables cannot be bound, so they are quoted: %w doubles the quotes. NULL reads one of the
 * allowed pragmas; else @table is what may be read. */
static sqlite3_stmt *
prepare (CamForeign  *self,
         const char  *table,
         const char  *sql,
         GError     **error)
{
  sqlite3_stmt *statement = NULL;
  int code;

  self->reading = table;
  self->settings_allowed = table == NULL;
  code = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);
  self->reading = NULL;
  self->settings_allowed = FALSE;
  if (code != SQLITE_OK)
    set_error (self, code, error);
  return statement;
}

/* As prepare(), for "SELECT" over a table of GeoPackage itself, with one value bound. */
static sqlite3_stmt *
prepare_about (CamForeign  *self,
               const char  *table,
               const char  *sql,
               const char  *text,
               gint64       number,
               GError     **error)
{
  sqlite3_stmt *statement = prepare (self, table, sql, error);

  if (statement != NULL && text != NULL)
    sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);
  else if (statement != NULL && sqlite3_bind_parameter_count (statement) > 0)
    sqlite3_bind_int64 (statement, 1, number);
  return statement;
}

/* TRUE with a row; FALSE at the end, or with @error set. */
static gboolean
step (CamForeign    *self,
      sqlite3_stmt  *statement,
      GError       **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  return code == SQLITE_DONE ? FALSE : set_error (self, code, error);
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
  sqlite3_stmt *statement = prepare (self, NULL, sql, &failure);
  char *kind = NULL;

  sqlite3_free (sql);
  if (statement != NULL && step (self, statement, &failure))
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
  sqlite3_stmt *statement = prepare (self, NULL, sql, &failure);

  sqlite3_free (sql);
  while (failure == NULL && step (self, statement, &failure))
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
  sqlite3_stmt *statement = prepare (self, NULL, sql, &failure);

  sqlite3_free (sql);
  if (statement != NULL && step (self, statement, &failure))
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

  begin (self, CHECK_SECONDS);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
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

static gboolean
harden (CamForeign  *self,
        GError     **error)
{
  int code;

  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    sqlite3_db_config (self->db, switches[i].id, switches[i].value, (int *) NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (self->db, limits[i].id, limits[i].value);
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_progress_handler (self->db, STEPS_PER_LOOK, progress_cb, self);
  sqlite3_set_authorizer (self->db, authorize_cb, self);
  begin (self, CHECK_SECONDS);
  self->settings_allowed = TRUE;
  code = sqlite3_exec (self->db, settings, NULL, NULL, NULL);
  self->settings_allowed = FALSE;
  return code == SQLITE_OK || set_error (self, code, error);
}

static gboolean
open_copy (CamForeign  *self,
           const char  *copy,
           GError     **error)
{
  g_autofree char *file_uri = g_filename_to_uri (copy, NULL, error);
  g_autofree char *uri = NULL;
  int code;

  if (file_uri == NULL)
    return FALSE;
  uri = g_strconcat (file_uri, "?mode=ro&immutable=1", NULL);
  code = sqlite3_open_v2 (uri, &self->db,
                          SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOFOLLOW |
                          SQLITE_OPEN_PRIVATECACHE, NULL);
  if (code != SQLITE_OK)
    return set_error (self, code, error);
  return harden (self, error);
}

static void
cam_foreign_finalize (GObject *object)
{
  CamForeign *self = CAM_FOREIGN (object);

  g_clear_pointer (&self->db, sqlite3_close);
  g_clear_object (&self->cancellable);
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
  self->patience = G_MAXINT64;
}

CamForeign *
cam_foreign_open (const char    *path,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (CamForeign) self = NULL;
  g_autofree char *copy = NULL;
  gboolean opened;

  g_return_val_if_fail (path != NULL, NULL);

  copy = cam_foreign_copy_make (path, cancellable, error);
  if (copy == NULL)
    return NULL;
  self = g_object_new (CAM_TYPE_FOREIGN, NULL);
  g_set_object (&self->cancellable, cancellable);
  opened = open_copy (self, copy, error);
  cam_foreign_copy_remove (copy);
  return opened ? g_steal_pointer (&self) : NULL;
}

void
cam_foreign_set_patience (CamForeign *self,
                          gint64      microseconds)
{
  g_return_if_fail (CAM_IS_FOREIGN (self));

  self->patience = microseconds;
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
  while (failure == NULL && step (self, statement, &failure))
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
  found = statement != NULL && step (self, statement, &failure);
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
  begin (self, CHECK_SECONDS);
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
  statement = prepare (self, table, sql->str, error);
  if (statement == NULL)
    return NULL;
  begin (self, READ_SECONDS);
  return cam_cursor_new_of (self, set_error_cb, statement);
}
