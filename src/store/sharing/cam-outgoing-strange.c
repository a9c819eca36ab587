/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outgoing-private.h"

#include <string.h>

/* A GeoPackage may hold more than what this program put there: another program's layers, styles and
 * indexes, columns that somebody added. What they tell of nobody here knows, so a copy that leaves anything
 * out leaves all of it out. */

static const char *const known_tables[] = {
  "gpkg_spatial_ref_sys", "gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions", "sqlite_sequence",
  "cam_meta", "cam_table", "cam_column", "cam_personal", "cam_copy", "cam_seen", "cam_now", "cam_action",
  "cam_change", "cam_row", "cam_cell", "cam_sibling", "cam_extra", "cam_before", "cam_merge", "cam_erased",
  "cam_undo", "cam_unindexed", "cam_search", "cam_search_data", "cam_search_idx", "cam_search_content", "cam_search_docsize",
  "cam_search_config", NULL,
};

typedef struct
{
  char *type;
  char *name;
} Thing;

static void
thing_clear (gpointer data)
{
  Thing *thing = data;

  g_clear_pointer (&thing->type, g_free);
  g_clear_pointer (&thing->name, g_free);
}

/* Names here may be anything. */
static char *
quote (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  return g_strdup_printf ("\"%s\"", doubled);
}

/* Triggers first, as they name tables; then views, virtual tables, which take their own tables along, and
 * the rest. */
static GArray *
list_things (CamDb   *db,
             GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Thing));
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  g_array_set_clear_func (list, thing_clear);
  cursor = cam_db_query (db,
                         "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view', 'table')"
                         " AND NOT (type IN ('trigger', 'view') AND name LIKE 'cam\\_%' ESCAPE '\\')"
                         " ORDER BY type = 'trigger' DESC, type = 'view' DESC, sql LIKE 'CREATE VIRTUAL%' DESC",
                         NULL, 0, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *name = cam_cursor_get_text (cursor, 1);
      Thing thing = { .type = g_strdup (cam_cursor_get_text (cursor, 0)), .name = g_strdup (name) };

      if (g_strv_contains (known_tables, name) || cam_db_find_table (db, name) != NULL)
        thing_clear (&thing);
      else
        g_array_append_val (list, thing);
    }
  if (local_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
is_there (CamDb        *db,
          const Thing  *thing,
          gboolean     *there,
          GError      **error)
{
  const CamValue params[] = { cam_text (thing->type), cam_text (thing->name) };
  gint64 found = 0;

  if (!cam_db_query_integer (db, "SELECT 1 FROM sqlite_schema WHERE type = ?1 AND name = ?2", params, 2, 0,
                             &found, error))
    return FALSE;
  *there = found != 0;
  return TRUE;
}

/* Bookkeeping of a newer version is emptied, since that version expects it. */
static gboolean
drop_thing (CamDb        *db,
            const Thing  *thing,
            GError      **error)
{
  g_autofree char *name = quote (thing->name);
  g_autofree char *sql = NULL;
  const CamValue params[] = { cam_text (thing->name) };
  gboolean there = FALSE;

  if (!is_there (db, thing, &there, error))
    return FALSE;
  if (!there)
    return TRUE;
  if (g_str_has_prefix (thing->name, "cam_") && strcmp (thing->type, "table") == 0)
    sql = g_strdup_printf ("DELETE FROM %s", name);
  else
    sql = g_strdup_printf ("DROP %s %s", thing->type, name);
  if (!cam_db_run (db, sql, NULL, 0, error))
    return FALSE;
  if (g_str_has_prefix (thing->name, "cam_") || strcmp (thing->type, "trigger") == 0)
    return TRUE;
  return cam_db_run (db, "DELETE FROM gpkg_geometry_columns WHERE table_name = ?1", params, 1, error)
         && cam_db_run (db, "DELETE FROM gpkg_contents WHERE table_name = ?1", params, 1, error);
}

/* The columns of a captured table that are not in its list. */
static gboolean
blank_columns (CamDb               *db,
               const CamTableInfo  *table,
               GError             **error)
{
  const CamValue params[] = { cam_text (table->name) };
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_db_query (db, "SELECT name, CASE WHEN \"notnull\" THEN coalesce (dflt_value, '''''') ELSE 'NULL' END"
                             " FROM pragma_table_info (?1) WHERE name NOT IN ('fid', 'uuid')", params, 1, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *name = cam_cursor_get_text (cursor, 0);
      g_autofree char *quoted = quote (name);

      if (cam_table_info_find_column (table, name) == NULL)
        g_string_append_printf (sql, "UPDATE \"%s\" SET %s = %s;", table->name, quoted,
                                cam_cursor_get_text (cursor, 1));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_clear_pointer (&cursor, cam_cursor_free);
  return sql->len == 0 || cam_db_run_script (db, sql->str, error);
}

gboolean
cam_outgoing_drop_strange (CamDb   *db,
                           GError **error)
{
  g_autoptr (GArray) things = list_things (db, error);
  GPtrArray *tables = cam_db_get_tables (db);

  for (guint i = 0; things != NULL && i < things->len; i++)
    if (!drop_thing (db, &g_array_index (things, Thing, i), error))
      return FALSE;
  for (guint i = 0; things != NULL && i < tables->len; i++)
    if (!blank_columns (db, g_ptr_array_index (tables, i), error))
      return FALSE;
  return things != NULL
         && cam_db_run (db, "DELETE FROM gpkg_extensions WHERE extension_name <> 'cambridgeshire_local'", NULL, 0,
                        error);
}
