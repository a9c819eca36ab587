/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-check.h"

#include "cam-capture.h"
#include "cam-db.h"
#include "cam-store-functions.h"

/* "GPKG" in ASCII: OGC 12-128r19, 1.1.1.1.1. */
#define GEOPACKAGE_ID 0x47504B47
/* More than these of one kind say nothing new. */
#define MAX_SENTENCES 20

static void G_GNUC_PRINTF (2, 3)
add (GPtrArray  *problems,
     const char *format,
     ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (problems, g_strdup_vprintf (format, args));
  va_end (args);
}

/* Puts the two texts of each row of @sql where @sentence has {1} and {2}. */
static gboolean
add_rows (CamDb       *db,
          const char  *sql,
          const char  *sentence,
          GPtrArray   *problems,
          GError     **error)
{
  g_autoptr (CamCursor) cursor = cam_db_query (db, sql, NULL, 0, error);
  g_autoptr (GError) failure = NULL;

  if (cursor == NULL)
    return FALSE;
  for (guint n = 0; n < MAX_SENTENCES && cam_cursor_next (cursor, &failure); n++)
    {
      g_autoptr (GString) text = g_string_new (sentence);
      const char *first = cam_cursor_get_text (cursor, 0);
      const char *second = cam_cursor_get_text (cursor, 1);

      g_string_replace (text, "{1}", first != NULL ? first : "", 0);
      g_string_replace (text, "{2}", second != NULL ? second : "", 0);
      g_ptr_array_add (problems, g_string_free_and_steal (g_steal_pointer (&text)));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
check_pages (CamDb      *db,
             GPtrArray  *problems,
             GError    **error)
{
  return add_rows (db,
                   "SELECT replace (replace (integrity_check, '*** in database main ***' || char (10),"
                   " ''), char (10), '; '), '' FROM pragma_integrity_check"
                   " WHERE integrity_check <> 'ok'",
                   "The file is damaged: {1}.", problems, error);
}

static gboolean
check_identity (CamDb      *db,
                GPtrArray  *problems,
                GError    **error)
{
  gint64 id = 0;

  if (!cam_db_query_integer (db, "PRAGMA application_id", NULL, 0, 0, &id, error))
    return FALSE;
  if (id != GEOPACKAGE_ID)
    add (problems, "The file does not say that it is a GeoPackage.");
  return TRUE;
}

/* Without these nothing else can be asked, so this alone is found out first. */
static gboolean
check_private_tables (CamDb      *db,
                      GPtrArray  *problems,
                      GError    **error)
{
  return add_rows (db,
                   "WITH needed (name) AS (VALUES ('gpkg_contents'), ('gpkg_geometry_columns'),"
                   " ('gpkg_extensions'), ('gpkg_spatial_ref_sys'), ('cam_meta'), ('cam_table'),"
                   " ('cam_column'), ('cam_copy'), ('cam_seen'), ('cam_now'), ('cam_action'),"
                   " ('cam_change'), ('cam_row'), ('cam_cell'), ('cam_sibling'), ('cam_erased'),"
                   " ('cam_undo'), ('cam_search'), ('cam_personal'), ('cam_extra'), ('cam_before'), ('cam_merge'))"
                   " SELECT name, '' FROM needed WHERE NOT EXISTS"
                   " (SELECT 1 FROM sqlite_schema s WHERE s.type = 'table' AND s.name = needed.name)",
                   "The table “{1}” is missing.", problems, error);
}

static gboolean
check_columns (CamDb      *db,
               GPtrArray  *problems,
               GError    **error)
{
  return add_rows (db,
                   "SELECT t.name, c.name FROM cam_table t JOIN cam_column c ON c.tbl = t.id"
                   " WHERE c.col > 0 AND c.here AND NOT EXISTS"
                   " (SELECT 1 FROM pragma_table_info (t.name) p WHERE p.name = c.name)",
                   "The column “{2}” of the table “{1}” is missing.", problems, error)
         && add_rows (db,
                      "SELECT t.name, p.name FROM cam_table t, pragma_table_info (t.name) p"
                      " WHERE p.name NOT IN ('fid', 'uuid') AND NOT EXISTS"
                      " (SELECT 1 FROM cam_column c WHERE c.tbl = t.id AND c.name = p.name)",
                      "Changes to the column “{2}” of the table “{1}” are not recorded.",
                      problems, error)
         && add_rows (db,
                      "SELECT 1, 2 WHERE (SELECT count (*) FROM cam_now WHERE id = 1) <> 1",
                      "The file has lost its place in the history of changes.", problems, error);
}

static gboolean
check_references (CamDb      *db,
                  GPtrArray  *problems,
                  GError    **error)
{
  return add_rows (db,
                   "SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check",
                   "Something in “{1}” refers to something in “{2}” that does not exist.",
                   problems, error);
}

static gboolean
check_capture (CamDb      *db,
               GPtrArray  *problems,
               GError    **error)
{
  gboolean in_order = FALSE;

  if (!cam_capture_check (db, &in_order, error))
    return FALSE;
  if (!in_order)
    add (problems, "Another program has changed how the file records its history.");
  return TRUE;
}

static gboolean
check_identities (CamDb               *db,
                  const CamTableInfo  *table,
                  GPtrArray           *problems,
                  GError             **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\""
                                          " WHERE uuid IS NULL OR uuid = ''", table->name);
  gint64 n = 0;

  if (!cam_db_query_integer (db, sql, NULL, 0, 0, &n, error))
    return FALSE;
  if (n > 0)
    add (problems, "In “%s”, the identity of %" G_GINT64_FORMAT " is missing.", table->name, n);
  return TRUE;
}

static gboolean
check_outlines (CamDb                *db,
                const CamTableInfo   *table,
                const CamColumnInfo  *column,
                GPtrArray            *problems,
                GError              **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) failure = NULL;
  guint n_bad = 0;

  sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL",
                         column->name, table->name, column->name);
  cursor = cam_db_query (db, sql, NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &failure))
    {
      g_autoptr (GBytes) blob = cam_cursor_dup_blob (cursor, 0);
      double box[4] = { 0, 0, 0, 0 };
      gboolean empty = FALSE;

      if (!cam_store_get_envelope (g_bytes_get_data (blob, NULL), g_bytes_get_size (blob), box,
                                   &empty) && !empty)
        n_bad++;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (n_bad > 0)
    add (problems, "In “%s”, the outlines or points of %u cannot be read.", table->name, n_bad);
  return TRUE;
}

static gboolean
check_tables (CamDb      *db,
              GPtrArray  *problems,
              GError    **error)
{
  GPtrArray *tables = cam_db_get_tables (db);

  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);

      if (!check_identities (db, table, problems, error))
        return FALSE;
      for (guint j = 0; j < table->columns->len; j++)
        {
          const CamColumnInfo *column = g_ptr_array_index (table->columns, j);

          if (column->geometry && !check_outlines (db, table, column, problems, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Each look depends on the one before having found nothing. */
static gboolean
check_all (CamDb      *db,
           GPtrArray  *problems,
           GError    **error)
{
  if (!check_identity (db, problems, error) || !check_pages (db, problems, error)
      || !check_private_tables (db, problems, error))
    return FALSE;
  if (problems->len > 0)
    return TRUE;
  if (!check_columns (db, problems, error))
    return FALSE;
  if (problems->len > 0)
    return TRUE;
  return cam_db_load_tables (db, error) && check_references (db, problems, error)
         && check_capture (db, problems, error) && check_tables (db, problems, error);
}

GPtrArray *
cam_check_file (const char  *path,
                GError     **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CamDb) db = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no such file.");
      return NULL;
    }
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_autofree char *shown = g_filename_display_basename (path);

      g_set_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                   "“%s” is a folder or a special file, not a plain file.", shown);
      return NULL;
    }
  db = cam_db_open (path, CAM_DB_READ_ONLY, &failure);
  if (db == NULL || !check_all (db, problems, &failure))
    {
      if (!g_error_matches (failure, CAM_ERROR, CAM_ERROR_CORRUPT))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      add (problems, "%s", failure->message);
    }
  return g_steal_pointer (&problems);
}

GPtrArray *
cam_check_store (CamStore  *store,
                 GError   **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  return cam_check_file (cam_store_get_path (store), error);
}
