/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-foreign-db.h"

struct _CamForeignDb
{
  sqlite3 *handle;
  GCancellable *cancellable;
  /* Monotonic microseconds at which the present operation ends. */
  gint64 deadline;
  gint64 patience;
  /* What the authorizer lets pass at this moment: the settings and checks below, or this table. */
  const char *reading;
  gboolean settings_allowed;
};

/* Virtual machine steps between two looks at the clock. */
#define STEPS_PER_LOOK 1000

static const struct
{
  int id;
  int value;
} limits[] = {
  /* An outline of two million points. */
  { SQLITE_LIMIT_LENGTH, 32 * 1024 * 1024 },
  { SQLITE_LIMIT_SQL_LENGTH, 200000 },
  { SQLITE_LIMIT_COLUMN, 1000 },
  { SQLITE_LIMIT_EXPR_DEPTH, 40 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 100 },  /* our own triggers have a term per column */
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
  "table_list", "table_xinfo", "quick_check", "integrity_check", NULL,
};

static int
authorize_cb (void       *data,
              int         action,
              const char *first,
              const char *second,
              const char *schema,
              const char *inner)
{
  CamForeignDb *self = data;

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
  CamForeignDb *self = data;

  return g_get_monotonic_time () > self->deadline
         || g_cancellable_is_cancelled (self->cancellable);
}

gboolean
cam_foreign_db_begin (CamForeignDb  *self,
                      gint64         seconds,
                      GError       **error)
{
  self->deadline = g_get_monotonic_time () + MIN (seconds * G_USEC_PER_SEC, self->patience);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

gboolean
cam_foreign_db_set_error (CamForeignDb  *self,
                          int            code,
                          GError       **error)
{
  g_debug ("foreign file: %s", sqlite3_errmsg (self->handle));
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

sqlite3_stmt *
cam_foreign_db_prepare (CamForeignDb  *self,
                        const char    *table,
                        const char    *sql,
                        GError       **error)
{
  sqlite3_stmt *statement = NULL;
  int code;

  self->reading = table;
  self->settings_allowed = table == NULL;
  code = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);
  self->reading = NULL;
  self->settings_allowed = FALSE;
  if (code != SQLITE_OK)
    cam_foreign_db_set_error (self, code, error);
  return statement;
}

gboolean
cam_foreign_db_step (CamForeignDb  *self,
                     sqlite3_stmt  *statement,
                     GError       **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  return code == SQLITE_DONE ? FALSE : cam_foreign_db_set_error (self, code, error);
}

static gboolean
harden (CamForeignDb  *self,
        GError       **error)
{
  int code;

  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    sqlite3_db_config (self->handle, switches[i].id, switches[i].value, (int *) NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (self->handle, limits[i].id, limits[i].value);
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_progress_handler (self->handle, STEPS_PER_LOOK, progress_cb, self);
  sqlite3_set_authorizer (self->handle, authorize_cb, self);
  self->settings_allowed = TRUE;
  code = sqlite3_exec (self->handle, settings, NULL, NULL, NULL);
  self->settings_allowed = FALSE;
  return code == SQLITE_OK || cam_foreign_db_set_error (self, code, error);
}

static gboolean
open_copy (CamForeignDb  *self,
           const char    *copy,
           GError       **error)
{
  g_autofree char *file_uri = g_filename_to_uri (copy, NULL, error);
  g_autofree char *uri = NULL;
  int code;

  if (file_uri == NULL)
    return FALSE;
  uri = g_strconcat (file_uri, "?mode=ro&immutable=1", NULL);
  code = sqlite3_open_v2 (uri, &self->handle,
                          SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOFOLLOW
                            | SQLITE_OPEN_PRIVATECACHE, NULL);
  if (code != SQLITE_OK)
    return cam_foreign_db_set_error (self, code, error);
  return harden (self, error);
}

CamForeignDb *
cam_foreign_db_open (const char    *copy,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (CamForeignDb) self = g_new0 (CamForeignDb, 1);

  g_set_object (&self->cancellable, cancellable);
  self->deadline = self->patience = G_MAXINT64;
  return open_copy (self, copy, error) ? g_steal_pointer (&self) : NULL;
}

void
cam_foreign_db_close (CamForeignDb *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->handle, sqlite3_close);
  g_clear_object (&self->cancellable);
  g_free (self);
}

void
cam_foreign_db_set_patience (CamForeignDb *self,
                             gint64        microseconds)
{
  self->patience = microseconds;
}
