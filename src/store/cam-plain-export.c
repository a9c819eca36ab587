/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-plain-export.h"

#include "cam-db.h"

#include <errno.h>
#include <fcntl.h>

#include <glib/gstdio.h>

/* GeoPackage 1.3 (OGC 12-128r19, 1.1.1.1.1): "GPKG", and the version as a number. */
#define HEADER_SCRIPT                    \
  "PRAGMA application_id = 0x47504b47;"  \
  "PRAGMA user_version = 10300;"         \
  "BEGIN;"

/* The definition of a table, as the source file has it. */
static gboolean
copy_definition (CamDb       *from,
                 CamDb       *to,
                 const char  *table,
                 GError     **error)
{
  CamValue params[] = { cam_text (table) };
  g_autofree char *sql = cam_db_query_text (from,
                                            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?1",
                                            params, G_N_ELEMENTS (params), error);

  if (sql == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, CAM_ERROR, CAM_ERROR_CORRUPT, "A table of the file is missing.");
      return FALSE;
    }
  return cam_db_run (to, sql, NULL, 0, error);
}

static char *
make_insert (const char *table,
             int         n_columns)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO \"%s\" VALUES (?1", table);
  for (int i = 2; i <= n_columns; i++)
    g_string_append_printf (sql, ", ?%d", i);
  g_string_append_c (sql, ')');
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* Copies whole rows of one table; @clause with ?1 bound to @value says which. */
static gboolean
copy_rows (CamDb       *from,
           CamDb       *to,
           const char  *table,
           const char  *clause,
           CamValue     value,
           guint       *n_rows,
           GError     **error)
{
  g_autofree char *select = g_strdup_printf ("SELECT * FROM \"%s\" %s", table, clause);
  g_autofree char *insert = NULL;
  sqlite3_stmt *source = cam_db_prepare (from, select, error);
  sqlite3_stmt *target = NULL;
  int code = SQLITE_ERROR;

  if (source == NULL)
    return FALSE;
  insert = make_insert (table, sqlite3_column_count (source));
  target = cam_db_prepare (to, insert, error);
  if (target != NULL)
    {
      if (sqlite3_bind_parameter_count (source) > 0)
        cam_db_bind (source, 1, value);
      while ((code = sqlite3_step (source)) == SQLITE_ROW)
        {
          for (int i = 0; i < sqlite3_column_count (source); i++)
            sqlite3_bind_value (target, i + 1, sqlite3_column_value (source, i));
          if (sqlite3_step (target) != SQLITE_DONE)
            break;
          sqlite3_reset (target);
          *n_rows += 1;
        }
      if (code == SQLITE_ROW)
        cam_db_set_error (cam_db_get_handle (to), sqlite3_errcode (cam_db_get_handle (to)), error);
      else if (code != SQLITE_DONE)
        cam_db_set_error (cam_db_get_handle (from), code, error);
      cam_db_release (to, target);
    }
  cam_db_release (from, source);
  return code == SQLITE_DONE;
}

static gboolean
copy_table (CamDb       *from,
            CamDb       *to,
            const char  *table,
            guint       *n_rows,
            GError     **error)
{
  guint n_other = 0;

  return cam_db_run_script (to, HEADER_SCRIPT, error) &&
         copy_definition (from, to, "gpkg_spatial_ref_sys", error) &&
         copy_definition (from, to, "gpkg_contents", error) &&
         copy_definition (from, to, "gpkg_geometry_columns", error) &&
         copy_definition (from, to, table, error) &&
         copy_rows (from, to, "gpkg_spatial_ref_sys", "", cam_null (), &n_other, error) &&
         copy_rows (from, to, "gpkg_contents", "WHERE table_name = ?1", cam_text (table), &n_other, error) &&
         copy_rows (from, to, "gpkg_geometry_columns", "WHERE table_name = ?1", cam_text (table), &n_other,
                    error) &&
         copy_rows (from, to, table, "WHERE deleted = 0 ORDER BY fid", cam_null (), n_rows, error) &&
         cam_db_run_script (to, "COMMIT", error);
}

gboolean
cam_plain_export (CamStore    *store,
                  const char  *table,
                  const char  *path,
                  guint       *n_rows,
                  GError     **error)
{
  g_autoptr (CamDb) from = NULL;
  g_autoptr (CamDb) to = NULL;
  g_autofd int fd = -1;
  guint count = 0;

  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);
  g_return_val_if_fail (table != NULL && path != NULL, FALSE);

  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      int saved = errno;

      g_set_error (error, CAM_ERROR, saved == ENOSPC ? CAM_ERROR_NO_SPACE : CAM_ERROR_READ_ONLY,
                   "The file cannot be written: %s.", g_strerror (saved));
      return FALSE;
    }
  g_clear_fd (&fd, NULL);
  from = cam_db_open (cam_store_get_path (store), CAM_DB_READ_ONLY, error);
  if (from != NULL)
    to = cam_db_open (path, 0, error);
  if (to != NULL && copy_table (from, to, table, &count, error))
    {
      if (n_rows != NULL)
        *n_rows = count;
      return TRUE;
    }
  g_clear_pointer (&to, cam_db_close);
  g_unlink (path);
  return FALSE;
}
