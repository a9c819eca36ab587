/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-schema.h"

#include "cam-capture.h"
#include "cam-extra.h"
#include "cam-store-resources.h"

#include <string.h>

#define FOLDER "/uk/gov/cambridgeshire/Local/schema"

static const char *folder = FOLDER;

void
cam_schema_set_folder (const char *resource_folder)
{
  folder = resource_folder != NULL ? resource_folder : FOLDER;
}

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Files of the folder by name, which is by number: "001-areas.sql". */
static char **
list_files (void)
{
  char **names = NULL;

  /* Asking for the resource keeps the linker from dropping it with its static library. */
  cam_store_get_resource ();
  names = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (names == NULL)
    return g_new0 (char *, 1);
  g_sort_array (names, g_strv_length (names), sizeof *names, compare_names, NULL);
  return names;
}

static int
get_number (const char *name)
{
  return (int) g_ascii_strtoull (name, NULL, 10);
}

int
cam_schema_get_version (void)
{
  g_auto (GStrv) names = list_files ();
  guint n = g_strv_length (names);

  return n > 0 ? get_number (names[n - 1]) : 0;
}

/* (transfer full): "table\ncolumn" of every table that is not bookkeeping. */
static GHashTable *
list_columns (CamDb   *db,
              GError **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_db_query (db,
                         "SELECT t.name || char(10) || c.name FROM sqlite_schema t,"
                         " pragma_table_info (t.name) c WHERE t.type = 'table'"
                         " AND t.sql NOT LIKE 'CREATE VIRTUAL%'"
                         " AND t.name NOT LIKE 'gpkg\\_%' ESCAPE '\\'"
                         " AND t.name NOT LIKE 'cam\\_%' ESCAPE '\\'"
                         " AND t.name NOT LIKE 'rtree\\_%' ESCAPE '\\'"
                         " AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
                         NULL, 0, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    g_hash_table_add (set, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return g_steal_pointer (&set);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
register_table (CamDb       *db,
                const char  *name,
                GError     **error)
{
  const CamValue params[] = { cam_text (name) };

  return cam_db_run (db,
                     "INSERT OR IGNORE INTO cam_table (name, scope) VALUES (?1, 'shared')",
                     params, 1, error)
         && cam_db_run (db,
                        "INSERT OR IGNORE INTO cam_column (tbl, col, name)"
                        " SELECT id, 0, '' FROM cam_table WHERE name = ?1",
                        params, 1, error)
         && cam_db_run (db,
                        "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier)"
                        " VALUES (?1, 'attributes', ?1)",
                        params, 1, error);
}

static gboolean
register_column (CamDb       *db,
                 const char  *table,
                 const char  *column,
                 GError     **error)
{
  static const char geometry_types[] = "'GEOMETRY', 'POINT', 'LINESTRING', 'POLYGON', 'MULTIPOINT',"
                                       " 'MULTILINESTRING', 'MULTIPOLYGON', 'GEOMETRYCOLLECTION'";
  const CamValue params[] = { cam_text (table), cam_text (column) };
  g_autofree char *geometry = NULL;
  const char *contents = "UPDATE gpkg_contents SET data_type = 'features', srs_id = 4326"
                         " WHERE table_name IN (SELECT table_name FROM gpkg_geometry_columns)";

  if (g_str_equal (column, "fid") || g_str_equal (column, "uuid"))
    return TRUE;
  geometry = g_strdup_printf ("INSERT INTO gpkg_geometry_columns SELECT ?1, ?2, type, 4326, 0, 0"
                              " FROM pragma_table_info (?1) WHERE name = ?2 AND type IN (%s)",
                              geometry_types);
  return cam_db_run (db,
                     "INSERT INTO cam_column (tbl, col, name)"
                     " SELECT t.id, (SELECT max (col) + 1 FROM cam_column WHERE tbl = t.id), ?2"
                     " FROM cam_table t WHERE t.name = ?1"
                     " AND NOT EXISTS (SELECT 1 FROM cam_column c WHERE c.tbl = t.id AND c.name = ?2)",
                     params, 2, error)
         && cam_db_run (db, geometry, params, 2, error)
         && cam_db_run (db, contents, NULL, 0, error);
}

/* In the order in which the file declares them, so that every copy numbers them alike. */
static gboolean
register_new (CamDb       *db,
              GHashTable  *before,
              GError     **error)
{
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GHashTable) after = list_columns (db, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  if (after == NULL)
    return FALSE;
  cursor = cam_db_query (db,
                         "SELECT t.name || char(10) || c.name FROM sqlite_schema t,"
                         " pragma_table_info (t.name) c WHERE t.type = 'table'"
                         " ORDER BY t.rowid, c.cid",
                         NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *key = cam_cursor_get_text (cursor, 0);

      if (g_hash_table_contains (after, key) && !g_hash_table_contains (before, key))
        g_ptr_array_add (found, g_strdup (key));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_clear_pointer (&cursor, cam_cursor_free);
  for (guint i = 0; i < found->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (found, i), "\n", 2);

      if (!register_table (db, parts[0], error) || !register_column (db, parts[0], parts[1], error))
        return FALSE;
    }
  return TRUE;
}

/* What a newer program's copy had told of before has its place now, and persons are known as such. */
static gboolean
update_lists (CamDb   *db,
              GError **error)
{
  gint64 known = 0;

  if (!cam_db_query_integer (db,
                             "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'cam_personal'",
                             NULL, 0, 0, &known, error))
    return FALSE;
  if (!known)
    return TRUE;
  return cam_db_run (db,
                     "UPDATE cam_table SET scope = 'personal' WHERE name IN"
                     " (SELECT table_name FROM cam_personal WHERE column_name = '')",
                     NULL, 0, error)
         && cam_db_run (db,
                        "UPDATE cam_table SET here = 1 WHERE here = 0 AND name IN"
                        " (SELECT name FROM sqlite_schema WHERE type = 'table')",
                        NULL, 0, error)
         && cam_db_run (db,
                        "UPDATE cam_column SET here = 1 WHERE here = 0 AND EXISTS (SELECT 1"
                        " FROM cam_table t, pragma_table_info (t.name) i"
                        " WHERE t.id = cam_column.tbl AND i.name = cam_column.name)",
                        NULL, 0, error);
}

static gboolean
apply_file (CamDb       *db,
            const char  *name,
            GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (GHashTable) before = sql != NULL ? list_columns (db, error) : NULL;
  const CamValue params[] = { cam_integer (get_number (name)) };

  /* GResource data ends with a zero byte. */
  return before != NULL && cam_db_run_script (db, g_bytes_get_data (sql, NULL), error)
         && register_new (db, before, error) && update_lists (db, error)
         && cam_db_run (db, "UPDATE cam_meta SET value = ?1 WHERE key = 'schema_version'", params, 1,
                        error);
}

/* What a migration does to the data is no edit: every copy does the same. */
static gboolean
set_capture (CamDb     *db,
             gboolean   on,
             GError   **error)
{
  const CamValue params[] = { cam_integer (on) };

  return cam_db_run (db, "UPDATE cam_now SET capture = ?1", params, 1, error);
}

gboolean
cam_schema_apply (CamDb   *db,
                  int      from,
                  GError **error)
{
  g_auto (GStrv) names = list_files ();

  if (from >= 0 && !set_capture (db, FALSE, error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (get_number (names[i]) > from && !apply_file (db, names[i], error))
      return FALSE;
  return cam_db_load_tables (db, error) && (from < 0 || cam_extra_settle (db, error))
         && set_capture (db, TRUE, error) && cam_capture_install (db, NULL, error);
}
