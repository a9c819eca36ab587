/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-conflict-private.h"

#include "cam-store-private.h"

#include <stdlib.h>
#include <string.h>

/* One value of a cell as it is read: several dots may hold the same one. */
typedef struct
{
  CamValue  value;
  gint64    clock;   /* of the newest dot */
  char     *author;
  char     *at;
  gboolean  mine;
  gboolean  shown;
} Held;

static void
held_clear (gpointer data)
{
  Held *held = data;

  cam_value_clear (&held->value);
  g_clear_pointer (&held->author, g_free);
  g_clear_pointer (&held->at, g_free);
}

/* The shown value and all siblings with their dots, and who wrote each. The dot of the row is that of a cell
 * without one of its own. */
static char *
make_query (const CamTableInfo  *table,
            const CamColumnInfo *column)
{
  return g_strdup_printf (
    "SELECT v.value, v.shown, a.author, a.at, coalesce (a.clock, 0), v.copy = (SELECT copy FROM cam_now),"
    " a.kind FROM ("
    " SELECT t.\"%s\" AS value, 1 AS shown, coalesce (c.copy, r.copy) AS copy, coalesce (c.seq, r.seq) AS seq"
    "  FROM \"%s\" t LEFT JOIN cam_cell c ON c.tbl = ?1 AND c.fid = ?2 AND c.col = ?3"
    "  LEFT JOIN cam_row r ON r.tbl = ?1 AND r.fid = ?2 WHERE t.fid = ?2"
    " UNION ALL SELECT value, 0, copy, seq FROM cam_sibling WHERE tbl = ?1 AND fid = ?2 AND col = ?3) v"
    " LEFT JOIN cam_action a ON a.copy = v.copy AND a.seq = v.seq"
    " ORDER BY v.shown DESC, a.clock DESC, v.copy, v.seq",
    column->name, table->name);
}

char *
cam_conflict_dup_stamp (CamDb               *db,
                        const CamTableInfo  *table,
                        const CamColumnInfo *column,
                        gint64               fid,
                        GError             **error)
{
  const CamValue params[] = { cam_integer (table->id), cam_integer (fid), cam_integer (column->id) };

  return cam_db_query_text (
    db,
    "SELECT group_concat (copy || ':' || seq || ':' || kind, ' ') FROM ("
    " SELECT copy, seq, 'c' AS kind FROM cam_cell WHERE tbl = ?1 AND fid = ?2 AND col = ?3"
    " UNION ALL SELECT copy, seq, 'r' FROM cam_row WHERE tbl = ?1 AND fid = ?2"
    " UNION ALL SELECT copy, seq, 's' FROM cam_sibling WHERE tbl = ?1 AND fid = ?2 AND col = ?3"
    " ORDER BY 3, 1, 2)",
    params, 3, error);
}

static gboolean
is_undo (const char *kind)
{
  return g_strcmp0 (kind, "undo") == 0 || g_strcmp0 (kind, "redo") == 0;
}

/* Whoever undid a settlement put the value of somebody else back: it is still of the one who wrote it
 * first. */
static void
find_origin (CamDb               *db,
             const CamTableInfo  *table,
             const CamColumnInfo *column,
             const char          *uuid,
             Held                *held)
{
  const CamValue params[] = { cam_text (uuid), cam_integer (table->id), cam_integer (column->id), held->value };
  g_autoptr (CamCursor) cursor = NULL;

  cursor = cam_db_query (db,
                         "SELECT a.author, a.at, a.copy = (SELECT copy FROM cam_now) FROM cam_change c"
                         " JOIN cam_action a ON a.copy = c.copy AND a.seq = c.seq"
                         " WHERE c.uuid = ?1 AND c.tbl = ?2 AND c.col = ?3 AND c.new IS ?4"
                         " AND a.kind NOT IN ('undo', 'redo') ORDER BY a.clock LIMIT 1",
                         params, 4, NULL);
  if (cursor == NULL || !cam_cursor_next (cursor, NULL))
    return;
  g_set_str (&held->author, cam_cursor_get_text (cursor, 0));
  g_set_str (&held->at, cam_cursor_get_text (cursor, 1));
  held->mine = cam_cursor_get_integer (cursor, 2) != 0;
}

static Held *
find_held (GArray   *held,
           CamValue  value)
{
  for (guint i = 0; i < held->len; i++)
    if (cam_cell_same (g_array_index (held, Held, i).value, value))
      return &g_array_index (held, Held, i);
  return NULL;
}

static void
add_held (CamDb               *db,
          const CamTableInfo  *table,
          const CamColumnInfo *column,
          const char          *uuid,
          CamCursor           *cursor,
          GArray              *all)
{
  Held new = { .value = cam_cell_dup_value (cursor, 0), .clock = cam_cursor_get_integer (cursor, 4) };
  Held *known = find_held (all, new.value);

  new.shown = cam_cursor_get_integer (cursor, 1) != 0;
  new.author = g_strdup (cam_cursor_get_text (cursor, 2));
  new.at = g_strdup (cam_cursor_get_text (cursor, 3));
  new.mine = cam_cursor_get_integer (cursor, 5) != 0;
  if (is_undo (cam_cursor_get_text (cursor, 6)))
    find_origin (db, table, column, uuid, &new);
  if (known == NULL)
    {
      g_array_append_val (all, new);
      return;
    }
  known->mine = known->mine || new.mine;
  if (new.clock > known->clock)
    {
      known->clock = new.clock;
      g_set_str (&known->author, new.author);
      g_set_str (&known->at, new.at);
    }
  held_clear (&new);
}

static GArray *
read_held (CamDb               *db,
           const CamTableInfo  *table,
           const CamColumnInfo *column,
           gint64               fid,
           const char          *uuid,
           GError             **error)
{
  const CamValue params[] = { cam_integer (table->id), cam_integer (fid), cam_integer (column->id) };
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Held));
  g_autofree char *sql = make_query (table, column);
  g_autoptr (CamCursor) cursor = cam_db_query (db, sql, params, 3, error);
  g_autoptr (GError) local_error = NULL;

  g_array_set_clear_func (all, held_clear);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    add_held (db, table, column, uuid, cursor, all);
  if (local_error == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Something that was deleted or erased, or never came, is nothing to refer to. */
static gboolean
is_there (CamDb               *db,
          const CamColumnInfo *column,
          CamValue             value)
{
  const CamTableInfo *other = NULL;
  g_autofree char *sql = NULL;
  gint64 found = 0;

  if (column->references == NULL || value.type != CAM_VALUE_TEXT)
    return TRUE;
  other = cam_db_find_table (db, column->references);
  if (other == NULL)
    return FALSE;
  sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE uuid = ?1 AND deleted = 0"
                         " AND NOT EXISTS (SELECT 1 FROM cam_erased WHERE uuid = ?1)", other->name);
  return cam_db_query_integer (db, sql, &value, 1, 0, &found, NULL) && found != 0;
}

static CamConflictKind
get_kind (const CamColumnInfo *column)
{
  if (strcmp (column->name, "deleted") == 0)
    return CAM_CONFLICT_DELETED;
  if (column->geometry)
    return CAM_CONFLICT_OUTLINE;
  return column->references != NULL ? CAM_CONFLICT_REFERENCE : CAM_CONFLICT_PLAIN;
}

static char *
dup_area (CamDb              *db,
          const CamTableInfo *table,
          const char         *uuid)
{
  const CamValue name = cam_text (uuid);
  g_autofree char *sql = NULL;

  if (strcmp (table->name, "area") == 0)
    return g_strdup (uuid);
  if (cam_table_info_find_column (table, "area_uuid") == NULL)
    return NULL;
  sql = g_strdup_printf ("SELECT area_uuid FROM \"%s\" WHERE uuid = ?1", table->name);
  return cam_db_query_text (db, sql, &name, 1, NULL);
}

static gboolean
has_personal_title (const CamTableInfo *table)
{
  const char *title = cam_search_get_title_column (table);
  const CamColumnInfo *column = title != NULL ? cam_table_info_find_column (table, title) : NULL;

  return strcmp (table->scope, "personal") == 0 || (column != NULL && column->personal);
}

CamConflict *
cam_conflict_read (CamDb                *db,
                   const CamTableInfo   *table,
                   const CamColumnInfo  *column,
                   gint64                fid,
                   GError              **error)
{
  const CamValue number = cam_integer (fid);
  g_autofree char *sql = g_strdup_printf ("SELECT uuid FROM \"%s\" WHERE fid = ?1", table->name);
  g_autofree char *uuid = cam_db_query_text (db, sql, &number, 1, error);
  g_autoptr (GArray) held = NULL;
  char *title = NULL;
  CamConflict *self = NULL;

  if (uuid == NULL)
    return NULL;
  held = read_held (db, table, column, fid, uuid, error);
  if (held == NULL || held->len < 2)
    return NULL;
  self = cam_conflict_new (table->name, column->name, get_kind (column), fid);
  for (guint i = 0; i < held->len; i++)
    {
      const Held *one = &g_array_index (held, Held, i);
      CamConflictValue *value = NULL;

      value = cam_conflict_value_new (one->value, cam_cell_dup_text (db, column, one->value),
                                      g_strdup (one->author), g_strdup (one->at),
                                      one->shown || is_there (db, column, one->value));
      cam_conflict_value_mark (value, one->mine, one->shown);
      cam_conflict_add (self, value);
    }
  title = cam_cell_dup_title (db, table, uuid);
  cam_conflict_set_personal (self, has_personal_title (table));
  cam_conflict_set_record (self, g_strdup (uuid), title != NULL ? title : g_strdup (""),
                           dup_area (db, table, uuid),
                           cam_conflict_dup_stamp (db, table, column, fid, NULL));
  return self;
}

GListModel *
cam_conflict_list_record (CamConflict *self,
                          CamStore    *store)
{
  GListStore *list = g_list_store_new (CAM_TYPE_CONFLICT_FIELD);
  CamDb *db = NULL;
  const CamTableInfo *table = NULL;
  const CamValue name = cam_text (cam_conflict_get_uuid (self));

  g_return_val_if_fail (CAM_IS_CONFLICT (self), G_LIST_MODEL (list));
  g_return_val_if_fail (CAM_IS_STORE (store), G_LIST_MODEL (list));
  db = cam_store_get_reader (store);
  table = db != NULL ? cam_db_find_table (db, cam_conflict_get_table (self)) : NULL;
  for (guint i = 0; table != NULL && i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);
      g_autofree char *sql = NULL;
      g_autoptr (CamCursor) cursor = NULL;
      g_autoptr (CamConflictField) field = NULL;
      CamValue value = cam_null ();

      if (strcmp (column->name, cam_conflict_get_column (self)) == 0 || strcmp (column->name, "deleted") == 0)
        continue;
      sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE uuid = ?1", column->name, table->name);
      cursor = cam_db_query (db, sql, &name, 1, NULL);
      if (cursor == NULL || !cam_cursor_next (cursor, NULL))
        continue;
      value = cam_cell_dup_value (cursor, 0);
      field = cam_conflict_field_new (column->name, NULL, cam_cell_dup_text (db, column, value));
      cam_value_clear (&value);
      if (cam_conflict_field_get_text (field) != NULL && *cam_conflict_field_get_text (field) != '\0')
        g_list_store_append (list, field);
    }
  return G_LIST_MODEL (list);
}

static void
add_edit (CamDb              *db,
          const CamTableInfo *table,
          CamCursor          *cursor,
          GListStore         *list)
{
  const CamColumnInfo *column = cam_cell_find_column (table, (int) cam_cursor_get_integer (cursor, 0));
  g_autoptr (CamConflictField) field = NULL;
  CamValue old = cam_null ();
  CamValue new = cam_null ();

  if (column == NULL)
    return;
  old = cam_cell_dup_value (cursor, 1);
  new = cam_cell_dup_value (cursor, 2);
  field = cam_conflict_field_new (column->name, cam_cell_dup_text (db, column, old),
                                  cam_cell_dup_text (db, column, new));
  g_list_store_append (list, field);
  cam_value_clear (&old);
  cam_value_clear (&new);
}

GListModel *
cam_conflict_list_edits (CamConflict *self,
                         CamStore    *store)
{
  GListStore *list = g_list_store_new (CAM_TYPE_CONFLICT_FIELD);
  CamDb *db = NULL;
  const CamTableInfo *table = NULL;
  const CamColumnInfo *deleted = NULL;
  g_autoptr (CamCursor) cursor = NULL;
  CamValue params[4];

  g_return_val_if_fail (CAM_IS_CONFLICT (self), G_LIST_MODEL (list));
  g_return_val_if_fail (CAM_IS_STORE (store), G_LIST_MODEL (list));
  db = cam_store_get_reader (store);
  table = db != NULL ? cam_db_find_table (db, cam_conflict_get_table (self)) : NULL;
  if (table == NULL || cam_conflict_get_kind (self) != CAM_CONFLICT_DELETED)
    return G_LIST_MODEL (list);
  deleted = cam_table_info_find_column (table, "deleted");
  params[0] = cam_integer (table->id);
  params[1] = cam_integer (cam_conflict_get_fid (self));
  params[2] = cam_integer (deleted->id);
  params[3] = cam_text (cam_conflict_get_uuid (self));
  /* The 0 has the dot of the edit that said that the record is there. */
  cursor = cam_db_query (db,
                         "SELECT c.col, c.old, c.new FROM cam_change c WHERE c.uuid = ?4 AND c.tbl = ?1"
                         " AND c.col NOT IN (0, ?3) AND c.old IS NOT c.new AND ("
                         " EXISTS (SELECT 1 FROM cam_sibling s WHERE s.tbl = ?1 AND s.fid = ?2 AND s.col = ?3"
                         "  AND s.value = 0 AND s.copy = c.copy AND s.seq = c.seq)"
                         " OR EXISTS (SELECT 1 FROM cam_cell d WHERE d.tbl = ?1 AND d.fid = ?2 AND d.col = ?3"
                         "  AND d.copy = c.copy AND d.seq = c.seq)) ORDER BY c.id",
                         params, 4, NULL);
  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    add_edit (db, table, cursor, list);
  return G_LIST_MODEL (list);
}
