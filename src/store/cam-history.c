/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history.h"

#include "cam-store-functions.h"
#include "cam-store-private.h"

#include <glib/gi18n-lib.h>

struct _CamHistoryEntry
{
  GObject  parent_instance;

  char    *label;
  char    *author;
  char    *at;
  char    *table;
  char    *uuid;
  char    *column;
  char    *old_text;
  char    *new_text;
};

G_DEFINE_FINAL_TYPE (CamHistoryEntry, cam_history_entry, G_TYPE_OBJECT)

typedef enum
{
  PROP_LABEL = 1,
  PROP_AUTHOR,
  PROP_AT,
  PROP_TABLE,
  PROP_UUID,
  PROP_COLUMN,
  PROP_OLD_TEXT,
  PROP_NEW_TEXT,
} CamHistoryEntryProperty;
static GParamSpec *properties[PROP_NEW_TEXT + 1];

static void
cam_history_entry_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CamHistoryEntry *self = CAM_HISTORY_ENTRY (object);

  switch ((CamHistoryEntryProperty) property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_AUTHOR:
      g_value_set_string (value, self->author);
      break;
    case PROP_AT:
      g_value_set_string (value, self->at);
      break;
    case PROP_TABLE:
      g_value_set_string (value, self->table);
      break;
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_COLUMN:
      g_value_set_string (value, self->column);
      break;
    case PROP_OLD_TEXT:
      g_value_set_string (value, self->old_text);
      break;
    case PROP_NEW_TEXT:
      g_value_set_string (value, self->new_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_history_entry_finalize (GObject *object)
{
  CamHistoryEntry *self = CAM_HISTORY_ENTRY (object);

  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->at, g_free);
  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->column, g_free);
  g_clear_pointer (&self->old_text, g_free);
  g_clear_pointer (&self->new_text, g_free);

  G_OBJECT_CLASS (cam_history_entry_parent_class)->finalize (object);
}

static void
cam_history_entry_class_init (CamHistoryEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[] = { NULL, "label", "author", "at", "table", "uuid", "column",
                                       "old-text", "new-text" };

  object_class->get_property = cam_history_entry_get_property;
  object_class->finalize = cam_history_entry_finalize;

  for (guint i = PROP_LABEL; i <= PROP_NEW_TEXT; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_history_entry_init (CamHistoryEntry *self)
{
}

/* What the record @uuid of the table that @column refers to is called; the uuid where that is not
 * known, because the record is not in this file or its kind has no title. */
static char *
dup_referred_title (CamDb               *db,
                    const CamTableInfo  *table,
                    const CamColumnInfo *column,
                    const char          *uuid)
{
  const CamValue params[] = { cam_text (table->name), cam_text (column->name) };
  const CamValue param = cam_text (uuid);
  g_autofree char *referred = NULL;
  g_autofree char *sql = NULL;
  char *title = NULL;
  const CamTableInfo *other = NULL;
  const char *title_column = NULL;

  referred = cam_db_query_text (db, "SELECT \"table\" FROM pragma_foreign_key_list (?1)"
                                    " WHERE \"from\" = ?2", params, 2, NULL);
  other = referred != NULL ? cam_db_find_table (db, referred) : NULL;
  title_column = other != NULL ? cam_search_get_title_column (other) : NULL;
  if (title_column != NULL)
    {
      sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE uuid = ?1", title_column, other->name);
      title = cam_db_query_text (db, sql, &param, 1, NULL);
    }
  return title != NULL ? title : g_strdup (uuid);
}

static char *
dup_outline_text (GBytes *blob)
{
  gsize length = 0;
  const void *data = g_bytes_get_data (blob, &length);
  double min_max_x_y[4];
  guint n_points = cam_store_count_points (data, length);

  if (n_points == 1 && cam_store_get_envelope (data, length, min_max_x_y, NULL))
    {
      char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup_printf ("%s, %s", g_ascii_formatd (lat, sizeof lat, "%.5f", min_max_x_y[2]),
                              g_ascii_formatd (lon, sizeof lon, "%.5f", min_max_x_y[0]));
    }
  /* Translators: stands for the drawn outline of an area in the history of changes */
  return g_strdup_printf (ngettext ("outline of %u point", "outline of %u points", n_points), n_points);
}

/* The value in @at of @cursor as a person reads it; NULL where it is null. @column is NULL where the
 * file no longer says what column it was. */
static char *
dup_value_text (CamDb               *db,
                const CamTableInfo  *table,
                const CamColumnInfo *column,
                CamCursor           *cursor,
                guint                at)
{
  g_autoptr (GBytes) blob = NULL;
  CamValue value = cam_cursor_get_value (cursor, at, &blob);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value.type)
    {
    case CAM_VALUE_INTEGER:
      if (column != NULL && g_str_equal (column->type, "BOOLEAN"))
        return g_strdup (value.integer != 0 ? _("yes") : _("no"));
      return g_strdup_printf ("%" G_GINT64_FORMAT, value.integer);
    case CAM_VALUE_REAL:
      return g_strdup (g_ascii_formatd (number, sizeof number, "%.10g", value.real));
    case CAM_VALUE_TEXT:
      if (column != NULL && g_str_has_suffix (column->name, "_uuid"))
        return dup_referred_title (db, table, column, value.text);
      return g_strdup (value.text);
    case CAM_VALUE_BLOB:
      return dup_outline_text (value.blob);
    case CAM_VALUE_NULL:
    default:
      return NULL;
    }
}

static const CamColumnInfo *
find_column (const CamTableInfo *table,
             int                 id)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);

      if (column->id == id)
        return column;
    }
  return NULL;
}

/* The entry that @cursor stands on; NULL where its table is unknown. */
static CamHistoryEntry *
make_entry (CamDb     *db,
            CamCursor *cursor)
{
  const CamTableInfo *table = cam_db_get_table (db, (int) cam_cursor_get_integer (cursor, 3));
  int column_id = (int) cam_cursor_get_integer (cursor, 5);
  const CamColumnInfo *column = NULL;
  CamHistoryEntry *entry = NULL;

  if (table == NULL)
    return NULL;
  entry = g_object_new (CAM_TYPE_HISTORY_ENTRY, NULL);
  entry->label = g_strdup (cam_cursor_get_text (cursor, 0));
  entry->author = g_strdup (cam_cursor_get_text (cursor, 1));
  entry->at = g_strdup (cam_cursor_get_text (cursor, 2));
  entry->table = g_strdup (table->name);
  entry->uuid = g_strdup (cam_cursor_get_text (cursor, 4));
  if (column_id != 0)
    {
      column = find_column (table, column_id);
      entry->column = g_strdup (column != NULL ? column->name : "");
      entry->old_text = dup_value_text (db, table, column, cursor, 6);
      entry->new_text = dup_value_text (db, table, column, cursor, 7);
    }
  else if (!cam_cursor_is_null (cursor, 6))
    {
      /* Another program took the row out, which here counts as marking it deleted. */
      entry->column = g_strdup ("deleted");
      entry->old_text = g_strdup (_("no"));
      entry->new_text = g_strdup (_("yes"));
    }
  return entry;
}

/* Adds the numbers that are the first column of what @sql gives. Only numbers: sorting must not carry
 * outlines. */
static gboolean
add_numbers (CamDb           *db,
             const char      *sql,
             const CamValue  *params,
             guint            n_params,
             GArray          *numbers,
             GError         **error)
{
  g_autoptr (CamCursor) cursor = cam_db_query (db, sql, params, n_params, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      gint64 number = cam_cursor_get_integer (cursor, 0);

      g_array_append_val (numbers, number);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The newest changes of the whole file: action by action, since one import may have made a million. */
static gboolean
list_all_changes (CamDb   *db,
                  guint    limit,
                  GArray  *ids,
                  GError **error)
{
  const CamValue param = cam_integer (limit);
  g_autoptr (GArray) copies = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!add_numbers (db, "SELECT copy FROM cam_action ORDER BY clock DESC, copy, seq LIMIT ?1", &param, 1,
                    copies, error)
      || !add_numbers (db, "SELECT seq FROM cam_action ORDER BY clock DESC, copy, seq LIMIT ?1", &param, 1,
                       seqs, error))
    return FALSE;
  for (guint i = 0; i < MIN (copies->len, seqs->len) && ids->len < limit; i++)
    {
      const CamValue params[] = { cam_integer (g_array_index (copies, gint64, i)),
                                  cam_integer (g_array_index (seqs, gint64, i)),
                                  cam_integer (limit - ids->len) };

      if (!add_numbers (db, "SELECT id FROM cam_change WHERE copy = ?1 AND seq = ?2"
                            " ORDER BY id DESC LIMIT ?3", params, 3, ids, error))
        return FALSE;
    }
  return TRUE;
}

/* The numbers of the newest changes, newest first. */
static GArray *
list_changes (CamDb               *db,
              const CamTableInfo  *table,
              const char          *uuid,
              guint                limit,
              GError             **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  CamValue params[3];

  if (table == NULL)
    return list_all_changes (db, limit, ids, error) ? g_steal_pointer (&ids) : NULL;
  params[0] = cam_integer (limit);
  params[1] = cam_integer (table->id);
  params[2] = cam_text (uuid);
  if (!add_numbers (db, "SELECT c.id FROM cam_change c JOIN cam_action a ON a.copy = c.copy AND a.seq = c.seq"
                        " WHERE c.uuid = ?3 AND c.tbl = ?2 ORDER BY a.clock DESC, c.id DESC LIMIT ?1",
                    params, 3, ids, error))
    return NULL;
  return g_steal_pointer (&ids);
}

GListModel *
cam_history_list (CamStore    *store,
                  const char  *table,
                  const char  *uuid,
                  guint        limit,
                  GError     **error)
{
  CamDb *db = NULL;
  const CamTableInfo *info = NULL;
  g_autoptr (GListStore) list = g_list_store_new (CAM_TYPE_HISTORY_ENTRY);
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail ((table == NULL) == (uuid == NULL), NULL);

  db = cam_store_get_reader (store);
  if (db == NULL)
    return G_LIST_MODEL (g_steal_pointer (&list));
  info = table != NULL ? cam_db_find_table (db, table) : NULL;
  if (table != NULL && info == NULL)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "The file has no table “%s”.", table);
      return NULL;
    }
  ids = list_changes (db, info, uuid, limit, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      const CamValue id = cam_integer (g_array_index (ids, gint64, i));
      g_autoptr (CamHistoryEntry) entry = NULL;
      g_autoptr (CamCursor) cursor = NULL;
      g_autoptr (GError) local_error = NULL;

      cursor = cam_db_query (db, "SELECT a.label, a.author, a.at, c.tbl, c.uuid, c.col, c.old, c.new"
                                 " FROM cam_change c JOIN cam_action a ON a.copy = c.copy AND a.seq = c.seq"
                                 " WHERE c.id = ?1", &id, 1, error);
      if (cursor == NULL)
        return NULL;
      if (cam_cursor_next (cursor, &local_error))
        entry = make_entry (db, cursor);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (entry != NULL)
        g_list_store_append (list, entry);
    }
  return G_LIST_MODEL (g_steal_pointer (&list));
}

const char *
cam_history_entry_get_label (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->label;
}

const char *
cam_history_entry_get_author (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->author;
}

const char *
cam_history_entry_get_at (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->at;
}

const char *
cam_history_entry_get_table (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->table;
}

const char *
cam_history_entry_get_uuid (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->uuid;
}

const char *
cam_history_entry_get_column (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->column;
}

const char *
cam_history_entry_get_old_text (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->old_text;
}

const char *
cam_history_entry_get_new_text (CamHistoryEntry *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (self), NULL);

  return self->new_text;
}
