/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-writer-private.h"

#include "cam-store-private.h"

#include <string.h>

CamDb *
cam_writer_get_db (CamWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->session->db;
}

static const CamTableInfo *
find_table (CamWriter   *self,
            const char  *table,
            GError     **error)
{
  const CamTableInfo *info = cam_db_find_table (self->session->db, table);

  if (info == NULL)
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "The file has no table “%s”.", table);
  return info;
}

/* Every name that goes into SQL is one that the file itself knows. */
static gboolean
check_columns (const CamTableInfo *table,
               const CamCell      *cells,
               guint               n_cells,
               gboolean            allow_uuid,
               GError            **error)
{
  for (guint i = 0; i < n_cells; i++)
    if (cam_table_info_find_column (table, cells[i].column) == NULL
        && !(allow_uuid && strcmp (cells[i].column, "uuid") == 0))
      {
        g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "The table “%s” has no column “%s”.",
                     table->name, cells[i].column);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_texts (const CamCell  *cells,
             guint           n_cells,
             GError        **error)
{
  for (guint i = 0; i < n_cells; i++)
    if (cells[i].value.type == CAM_VALUE_TEXT && !g_utf8_validate (cells[i].value.text, -1, NULL))
      {
        g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "The text for “%s” is not valid UTF-8.",
                     cells[i].column);
        return FALSE;
      }
  return TRUE;
}

static void
note_bounds (CamWriter          *self,
             const CamTableInfo *table,
             const CamCell      *cells,
             guint               n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      const CamColumnInfo *column = NULL;

      if (cells[i].value.type != CAM_VALUE_BLOB)
        continue;
      column = cam_table_info_find_column (table, cells[i].column);
      if (column != NULL && column->geometry)
        cam_session_add_bounds (self->session, table->name, cells[i].value.blob);
    }
}

static gboolean
step (CamWriter     *self,
      sqlite3_stmt  *stmt,
      GError       **error)
{
  int code = sqlite3_step (stmt);

  if (code != SQLITE_DONE)
    cam_db_set_error (cam_db_get_handle (self->session->db), code, error);
  cam_db_release (self->session->db, stmt);
  return code == SQLITE_DONE;
}

static void
drop_plan (CamWriter *self)
{
  if (self->plan.stmt != NULL)
    cam_db_release (self->session->db, self->plan.stmt);
  g_clear_pointer (&self->plan.columns, g_strfreev);
  self->plan = (CamInsertPlan) { NULL };
}

void
cam_writer_clear (CamWriter *self)
{
  drop_plan (self);
}

static gboolean
fits_plan (const CamInsertPlan *plan,
           const char          *table,
           const CamCell       *cells,
           guint                n_cells)
{
  guint i = 0;

  if (plan->stmt == NULL || strcmp (plan->table->name, table) != 0)
    return FALSE;
  while (i < n_cells && plan->columns[i] != NULL && strcmp (plan->columns[i], cells[i].column) == 0)
    i++;
  return i == n_cells && plan->columns[i] == NULL;
}

/* A cell named "uuid" has its parameter, too, but no column of its own: it is ?1.
 *
 * OR FAIL, because the default would have SQLite keep a copy of every page that the statement and its
 * triggers touch, a third of the time of an import. Only the row itself can fail, before anything of it
 * is written: the triggers have no constraint to violate. */
static char *
make_insert (const CamTableInfo *table,
             const CamCell      *cells,
             guint               n_cells)
{
  g_autoptr (GString) sql = g_string_sized_new (256);
  g_autoptr (GString) values = g_string_sized_new (64);

  g_string_append_printf (sql, "INSERT OR FAIL INTO \"%s\" (uuid", table->name);
  for (guint i = 0; i < n_cells; i++)
    if (strcmp (cells[i].column, "uuid") != 0)
      {
        g_string_append_printf (sql, ", \"%s\"", cells[i].column);
        g_string_append_printf (values, ", ?%u", i + 2);
      }
  g_string_append_printf (sql, ") VALUES (?1%s)", values->str);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static gboolean
make_plan (CamWriter      *self,
           const char     *table,
           const CamCell  *cells,
           guint           n_cells,
           GError        **error)
{
  const CamTableInfo *info = find_table (self, table, error);
  g_autofree char *sql = NULL;

  drop_plan (self);
  if (info == NULL || !check_columns (info, cells, n_cells, TRUE, error))
    return FALSE;
  sql = make_insert (info, cells, n_cells);
  self->plan.stmt = cam_db_prepare (self->session->db, sql, error);
  if (self->plan.stmt == NULL)
    return FALSE;
  self->plan.table = info;
  self->plan.columns = g_new0 (char *, n_cells + 1);
  for (guint i = 0; i < n_cells; i++)
    self->plan.columns[i] = g_strdup (cells[i].column);
  return TRUE;
}

static gboolean
run_plan (CamWriter      *self,
          const char     *uuid,
          const CamCell  *cells,
          guint           n_cells,
          GError        **error)
{
  sqlite3_stmt *stmt = self->plan.stmt;
  int code;

  cam_db_bind (stmt, 1, cam_text (uuid));
  for (guint i = 0; i < n_cells; i++)
    if (strcmp (cells[i].column, "uuid") != 0)
      cam_db_bind (stmt, (int) i + 2, cells[i].value);
  code = sqlite3_step (stmt);
  if (code != SQLITE_DONE)
    cam_db_set_error (cam_db_get_handle (self->session->db), code, error);
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  return code == SQLITE_DONE;
}

char *
cam_writer_insert (CamWriter      *self,
                   const char     *table,
                   const CamCell  *cells,
                   guint           n_cells,
                   GError        **error)
{
  g_autofree char *uuid = NULL;

  g_return_val_if_fail (self != NULL && table != NULL, NULL);
  if (!fits_plan (&self->plan, table, cells, n_cells)
      && !make_plan (self, table, cells, n_cells, error))
    return NULL;
  if (!check_texts (cells, n_cells, error))
    return NULL;
  for (guint i = 0; i < n_cells; i++)
    if (strcmp (cells[i].column, "uuid") == 0 && cells[i].value.type == CAM_VALUE_TEXT)
      g_set_str (&uuid, cells[i].value.text);
  if (uuid == NULL)
    uuid = g_uuid_string_random ();
  if (!g_uuid_string_is_valid (uuid))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” is not a uuid.", uuid);
      return NULL;
    }
  if (!run_plan (self, uuid, cells, n_cells, error))
    return NULL;
  note_bounds (self, self->plan.table, cells, n_cells);
  return g_steal_pointer (&uuid);
}

static gboolean
check_exists (CamWriter           *self,
              const CamTableInfo  *table,
              const char          *uuid,
              GError             **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE uuid = ?1", table->name);
  const CamValue params[] = { cam_text (uuid) };
  gint64 found = 0;

  if (!cam_db_query_integer (self->session->db, sql, params, 1, 0, &found, error))
    return FALSE;
  if (!found)
    g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "“%s” has nothing with the uuid “%s”.",
                 table->name, uuid);
  return found != 0;
}

/* The condition keeps a write of what is there already from counting as one. */
static char *
make_update (const CamTableInfo *table,
             const CamCell      *cells,
             guint               n_cells)
{
  g_autoptr (GString) sql = g_string_sized_new (256);

  g_string_append_printf (sql, "UPDATE \"%s\" SET ", table->name);
  for (guint i = 0; i < n_cells; i++)
    g_string_append_printf (sql, "%s\"%s\" = ?%u", i > 0 ? ", " : "", cells[i].column, i + 2);
  g_string_append (sql, " WHERE uuid = ?1 AND (");
  for (guint i = 0; i < n_cells; i++)
    g_string_append_printf (sql, "%s\"%s\" IS NOT ?%u", i > 0 ? " OR " : "", cells[i].column, i + 2);
  g_string_append_c (sql, ')');
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

gboolean
cam_writer_update (CamWriter      *self,
                   const char     *table,
                   const char     *uuid,
                   const CamCell  *cells,
                   guint           n_cells,
                   GError        **error)
{
  const CamTableInfo *info = NULL;
  sqlite3_stmt *stmt = NULL;
  g_autofree char *sql = NULL;

  g_return_val_if_fail (self != NULL && table != NULL && uuid != NULL, FALSE);
  info = find_table (self, table, error);
  if (info == NULL || !check_columns (info, cells, n_cells, FALSE, error)
      || !check_texts (cells, n_cells, error))
    return FALSE;
  if (n_cells == 0)
    return check_exists (self, info, uuid, error);
  sql = make_update (info, cells, n_cells);
  stmt = cam_db_prepare (self->session->db, sql, error);
  if (stmt == NULL)
    return FALSE;
  cam_db_bind (stmt, 1, cam_text (uuid));
  for (guint i = 0; i < n_cells; i++)
    cam_db_bind (stmt, (int) i + 2, cells[i].value);
  if (!step (self, stmt, error))
    return FALSE;
  if (sqlite3_changes (cam_db_get_handle (self->session->db)) == 0)
    return check_exists (self, info, uuid, error);
  note_bounds (self, info, cells, n_cells);
  return TRUE;
}

gboolean
cam_writer_delete (CamWriter   *self,
                   const char  *table,
                   const char  *uuid,
                   GError     **error)
{
  const CamCell cell = { "deleted", cam_integer (1) };

  return cam_writer_update (self, table, uuid, &cell, 1, error);
}

CamCursor *
cam_writer_select (CamWriter       *self,
                   const char      *table,
                   const char     **columns,
                   const char      *clause,
                   const CamValue  *params,
                   guint            n_params,
                   GError         **error)
{
  g_return_val_if_fail (self != NULL && table != NULL && columns != NULL, NULL);
  return cam_db_select (self->session->db, table, columns, clause, params, n_params, error);
}

gboolean
cam_writer_set_progress (CamWriter   *self,
                         double       fraction,
                         const char  *message,
                         GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->progress != NULL)
    self->progress (CLAMP (fraction, 0, 1), message, self->progress_data);
  return TRUE;
}
