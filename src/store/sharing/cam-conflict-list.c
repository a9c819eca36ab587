/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-conflict-private.h"

#include "cam-store-private.h"

#include <string.h>

/* Where an open conflict is. */
typedef struct
{
  int     tbl;
  gint64  fid;
  int     col;
  guint64 stamp;   /* of the dots of its siblings */
} Place;

struct _CamConflictList
{
  GObject    parent_instance;

  CamStore  *store;
  GArray    *places;   /* (element-type Place) */
  GPtrArray *items;    /* (element-type CamConflict), NULL where nobody asked yet */
};

static GType
get_item_type (GListModel *model)
{
  return CAM_TYPE_CONFLICT;
}

static guint
get_n_items (GListModel *model)
{
  return CAM_CONFLICT_LIST (model)->places->len;
}

static CamConflict *
read_place (CamConflictList *self,
            const Place     *place)
{
  CamDb *db = cam_store_get_reader (self->store);
  const CamTableInfo *table = db != NULL ? cam_db_get_table (db, place->tbl) : NULL;
  const CamColumnInfo *column = table != NULL ? cam_cell_find_column (table, place->col) : NULL;
  g_autoptr (GError) error = NULL;
  CamConflict *conflict = NULL;

  if (column == NULL)
    return NULL;
  conflict = cam_conflict_read (db, table, column, place->fid, &error);
  if (error != NULL)
    g_debug ("A conflict could not be read: %s", error->message);
  return conflict;
}

/* A list has an item at every position, also at one that was settled a moment ago and of which the store
 * has not told yet. */
static gpointer
get_item (GListModel *model,
          guint       position)
{
  CamConflictList *self = CAM_CONFLICT_LIST (model);
  gpointer *item = NULL;

  if (position >= self->places->len)
    return NULL;
  item = &g_ptr_array_index (self->items, position);
  if (*item == NULL)
    {
      const Place *place = &g_array_index (self->places, Place, position);

      *item = read_place (self, place);
      if (*item == NULL)
        {
          *item = cam_conflict_new ("", "", CAM_CONFLICT_PLAIN, place->fid);
          cam_conflict_set_record (*item, g_strdup (""), g_strdup (""), NULL, NULL);
        }
    }
  return g_object_ref (*item);
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CamConflictList, cam_conflict_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

typedef enum
{
  PROP_N_ITEMS = 1,
} CamConflictListProperty;

static GParamSpec *properties[PROP_N_ITEMS + 1];

/* Whether the sibling "s" differs from what the row "t" shows. A reference to what is nowhere reads as
 * empty. Columns of a type say nothing of the value's own: + takes that away. */
static void
append_differs (GString             *sql,
                const CamColumnInfo *column)
{
  if (column->references != NULL)
    g_string_append_printf (sql,
                            "CASE WHEN EXISTS (SELECT 1 FROM \"%s\" r WHERE r.uuid = s.value) THEN s.value END"
                            " IS NOT +t.\"%s\"",
                            column->references, column->name);
  else
    g_string_append_printf (sql, "(typeof (s.value) <> typeof (t.\"%s\") OR s.value IS NOT +t.\"%s\")",
                            column->name, column->name);
}

/* An outline that the program computes is no opinion of anybody's: what it was computed from is compared.
 * It is one where somebody says in the same moment that it was imported. */
static void
append_derived (GString            *sql,
                const CamTableInfo *table)
{
  const CamColumnInfo *how = cam_table_info_find_column (table, "outline");

  for (guint i = 0; how != NULL && i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);

      if (!column->geometry)
        continue;
      g_string_append_printf (sql,
                              " AND NOT (s.col = %d AND coalesce (t.outline, '') IN ('members', 'approximate')"
                              " AND NOT EXISTS (SELECT 1 FROM cam_sibling h WHERE h.tbl = s.tbl"
                              " AND h.fid = s.fid AND h.col = %d AND h.value IS NOT +t.outline))",
                              column->id, how->id);
    }
}

/* ?1 is the table. In the order of the record and of its fields. Of a record that is deleted only the deletion
 * is of interest. */
static char *
make_query (const CamTableInfo *table)
{
  g_autoptr (GString) sql = g_string_new ("SELECT s.fid, s.col, s.copy, s.seq FROM cam_sibling s ");
  const CamColumnInfo *deleted = cam_table_info_find_column (table, "deleted");

  g_string_append_printf (sql,
                          "JOIN \"%s\" t ON t.fid = s.fid WHERE s.tbl = ?1 AND (t.deleted = 0 OR s.col = %d)"
                          " AND CASE s.col",
                          table->name, deleted->id);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);

      g_string_append_printf (sql, " WHEN %d THEN ", column->id);
      append_differs (sql, column);
    }
  g_string_append (sql, " ELSE 0 END");
  append_derived (sql, table);
  g_string_append (sql, " ORDER BY s.fid, s.col, s.copy, s.seq");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static gboolean
add_places (CamDb               *db,
            const CamTableInfo  *table,
            GArray              *places,
            GError             **error)
{
  const CamValue param = cam_integer (table->id);
  g_autofree char *sql = make_query (table);
  g_autoptr (CamCursor) cursor = cam_db_query (db, sql, &param, 1, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      Place place = { table->id, cam_cursor_get_integer (cursor, 0), (int) cam_cursor_get_integer (cursor, 1), 0 };
      Place *last = places->len > 0 ? &g_array_index (places, Place, places->len - 1) : NULL;

      if (last == NULL || last->tbl != place.tbl || last->fid != place.fid || last->col != place.col)
        {
          g_array_append_val (places, place);
          last = &g_array_index (places, Place, places->len - 1);
        }
      last->stamp = last->stamp * 1000003 + (guint64) cam_cursor_get_integer (cursor, 2) * 8191
                    + (guint64) cam_cursor_get_integer (cursor, 3) + 1;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What was said about two records on the review page is no record of anybody's: the newest holds. */
static gboolean
is_reviewed (const CamTableInfo *table)
{
  return strcmp (table->name, "joined") != 0 && strcmp (table->name, "not_duplicate") != 0;
}

/* Never NULL: what cannot be read holds no conflict that could be settled. */
static GArray *
list_places (CamStore *store)
{
  CamDb *db = cam_store_get_reader (store);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GArray) tables = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;

  if (db != NULL)
    cursor = cam_db_query (db, "SELECT DISTINCT tbl FROM cam_sibling ORDER BY tbl", NULL, 0, &error);
  while (cursor != NULL && cam_cursor_next (cursor, &error))
    {
      int id = (int) cam_cursor_get_integer (cursor, 0);

      g_array_append_val (tables, id);
    }
  for (guint i = 0; error == NULL && i < tables->len; i++)
    {
      const CamTableInfo *table = cam_db_get_table (db, g_array_index (tables, int, i));

      if (table != NULL && is_reviewed (table))
        add_places (db, table, places, &error);
    }
  if (error != NULL)
    g_debug ("The conflicts could not be listed: %s", error->message);
  return places;
}

static gboolean
is_touched (CamStore    *store,
            CamChanges  *changes,
            const Place *place)
{
  const CamTableInfo *table = cam_db_get_table (cam_store_get_reader (store), place->tbl);
  const gint64 *rows = NULL;
  guint low = 0, high = 0;

  if (table == NULL || cam_changes_is_everything (changes))
    return TRUE;
  rows = cam_changes_get_rows (changes, table->name, &high);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (rows[middle] == place->fid)
        return TRUE;
      if (rows[middle] < place->fid)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

static gboolean
is_same (CamConflictList *self,
         CamChanges      *changes,
         const Place     *a,
         const Place     *b)
{
  return a->tbl == b->tbl && a->fid == b->fid && a->col == b->col && a->stamp == b->stamp
         && !is_touched (self->store, changes, b);
}

static void
make_room (GPtrArray *items,
           guint      at,
           guint      n)
{
  guint n_after = items->len - at;

  if (n == 0)
    return;
  g_ptr_array_set_size (items, (int) (items->len + n));
  memmove (items->pdata + at + n, items->pdata + at, n_after * sizeof *items->pdata);
  memset (items->pdata + at, 0, n * sizeof *items->pdata);
}

/* One items-changed for what lies between the equal beginning and the equal end. */
static void
changed_cb (CamConflictList *self,
            CamChanges      *changes)
{
  GArray *new = list_places (self->store);
  g_autoptr (GArray) old = g_steal_pointer (&self->places);
  guint head = 0, tail = 0, n_removed, n_added;

  self->places = new;
  while (head < MIN (old->len, new->len)
         && is_same (self, changes, &g_array_index (old, Place, head), &g_array_index (new, Place, head)))
    head++;
  while (tail < MIN (old->len, new->len) - head
         && is_same (self, changes, &g_array_index (old, Place, old->len - 1 - tail),
                     &g_array_index (new, Place, new->len - 1 - tail)))
    tail++;
  n_removed = old->len - head - tail;
  n_added = new->len - head - tail;
  if (n_removed == 0 && n_added == 0)
    return;
  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, head, n_removed);
  make_room (self->items, head, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), head, n_removed, n_added);
  if (n_removed != n_added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
cam_conflict_list_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (id == PROP_N_ITEMS)
    g_value_set_uint (value, CAM_CONFLICT_LIST (object)->places->len);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cam_conflict_list_finalize (GObject *object)
{
  CamConflictList *self = CAM_CONFLICT_LIST (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (cam_conflict_list_parent_class)->finalize (object);
}

static void
cam_conflict_list_class_init (CamConflictListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_conflict_list_get_property;
  object_class->finalize = cam_conflict_list_finalize;
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY
                                                  | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
free_item (gpointer data)
{
  if (data != NULL)
    g_object_unref (data);
}

static void
cam_conflict_list_init (CamConflictList *self)
{
  self->items = g_ptr_array_new_with_free_func (free_item);
}

CamConflictList *
cam_conflict_list_new (CamStore *store)
{
  CamConflictList *self = g_object_new (CAM_TYPE_CONFLICT_LIST, NULL);

  g_return_val_if_fail (CAM_IS_STORE (store), self);
  self->store = g_object_ref (store);
  self->places = list_places (store);
  g_ptr_array_set_size (self->items, (int) self->places->len);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

guint
cam_conflict_count (CamStore *store)
{
  g_autoptr (GArray) places = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), 0);
  places = list_places (store);
  return places->len;
}
