/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store-records.h"

#include "cam-record-private.h"
#include "cam-store-private.h"

/* The live records of a store: one object per row, found by row number, refreshed after each commit,
 * and gone from the table when the last user lets go. All of it on the main thread; only
 * write_records() runs on the writer thread, and it touches nothing but its own copies. */

/* One record's part of a save. The record itself is for the main thread. */
typedef struct
{
  CamRecord *record;
  char      *table;
  char      *uuid;
  gboolean   insert;
  GArray    *cells;    /* CamCell, owning text and bytes */
  GArray    *columns;  /* guint: the column of each cell that has one */
  GArray    *edits;    /* guint: as cam_record_is_edited() counted them */
} SaveItem;

static void
clear_cell (gpointer data)
{
  CamCell *cell = data;

  if (cell->value.type == CAM_VALUE_TEXT)
    g_free ((char *) cell->value.text);
  else if (cell->value.type == CAM_VALUE_BLOB)
    g_bytes_unref (cell->value.blob);
}

static void
save_item_free (gpointer data)
{
  SaveItem *self = data;

  g_clear_object (&self->record);
  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->edits, g_array_unref);
  g_free (self);
}

static gboolean
get_key (CamStore   *self,
         const char *table,
         gint64      fid,
         gint64     *key)
{
  CamDb *db = cam_store_get_reader (self);
  const CamTableInfo *info = db != NULL ? cam_db_find_table (db, table) : NULL;

  if (info == NULL)
    return FALSE;
  *key = cam_store_row_key (info->id, fid);
  return TRUE;
}

/* (transfer full) */
static CamRecord *
find_live (CamStore *self,
           gint64    key)
{
  GWeakRef *weak = g_hash_table_lookup (cam_store_get_records (self), &key);

  return weak != NULL ? g_weak_ref_get (weak) : NULL;
}

static void
fetch_column (CamRecord *record,
              guint      column,
              GObject   *store)
{
  CamRecordClass *klass = CAM_RECORD_GET_CLASS (record);
  const char *columns[] = { klass->columns[column].name, NULL };
  const CamValue fid = cam_integer (cam_record_get_fid (record));
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GError) error = NULL;
  CamValue value = cam_null ();

  if (cam_store_get_reader (CAM_STORE (store)) == NULL)
    return;
  cursor = cam_store_select (CAM_STORE (store), klass->table, columns, "WHERE fid = ?1", &fid, 1, &error);
  if (cursor != NULL && cam_cursor_next (cursor, &error))
    {
      value = cam_cursor_get_value (cursor, 0, &blob);
      cam_record_adopt (record, column, &value);
    }
  if (error != NULL)
    g_warning ("Could not read a value of “%s”: %s", klass->table, error->message);
}

static void
release_record (CamRecord *record,
                GObject   *store)
{
  GHashTable *records = cam_store_get_records (CAM_STORE (store));
  g_autoptr (CamRecord) other = NULL;
  gint64 key = 0;

  if (records == NULL
      || !get_key (CAM_STORE (store), CAM_RECORD_GET_CLASS (record)->table,
                   cam_record_get_fid (record), &key))
    return;
  other = find_live (CAM_STORE (store), key);
  if (other == NULL || other == record)
    g_hash_table_remove (records, &key);
}

static const CamRecordSource record_source = { fetch_column, release_record };

static void
register_record (CamStore   *self,
                 CamRecord  *record,
                 gint64      key,
                 gint64      fid,
                 const char *uuid)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, record);
  g_hash_table_replace (cam_store_get_records (self), g_memdup2 (&key, sizeof key), weak);
  cam_record_attach (record, G_OBJECT (self), &record_source, fid, uuid);
}

/* Reads fid, uuid, deleted and every column that is not lazy, or loaded already, of one row. */
static CamCursor *
select_row (CamStore        *self,
            CamRecordClass  *klass,
            CamRecord       *record,
            const char      *clause,
            CamValue         param,
            GError         **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_sized_new (klass->n_columns + 4);

  g_ptr_array_add (columns, (gpointer) "fid");
  g_ptr_array_add (columns, (gpointer) "uuid");
  g_ptr_array_add (columns, (gpointer) "deleted");
  for (guint i = 0; i < klass->n_columns; i++)
    if (!(klass->columns[i].flags & CAM_COLUMN_LAZY)
        || (record != NULL && cam_record_is_loaded (record, i)))
      g_ptr_array_add (columns, (gpointer) klass->columns[i].name);
  g_ptr_array_add (columns, NULL);
  return cam_store_select (self, klass->table, (const char **) columns->pdata, clause, &param, 1,
                           error);
}

/* Takes over the row that @cursor, of select_row(), stands on. */
static void
adopt_row (CamRecord *record,
           CamCursor *cursor)
{
  CamRecordClass *klass = CAM_RECORD_GET_CLASS (record);
  guint from = 3;

  g_object_freeze_notify (G_OBJECT (record));
  cam_record_set_deleted (record, cam_cursor_get_integer (cursor, 2) != 0);
  for (guint i = 0; i < klass->n_columns; i++)
    if (!(klass->columns[i].flags & CAM_COLUMN_LAZY) || cam_record_is_loaded (record, i))
      {
        g_autoptr (GBytes) blob = NULL;
        CamValue value = cam_cursor_get_value (cursor, from++, &blob);

        cam_record_adopt (record, i, &value);
      }
  g_object_thaw_notify (G_OBJECT (record));
}

static void
refresh_record (CamStore  *self,
                CamRecord *record)
{
  CamRecordClass *klass = CAM_RECORD_GET_CLASS (record);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;

  cursor = select_row (self, klass, record, "WHERE fid = ?1",
                       cam_integer (cam_record_get_fid (record)), &error);
  if (cursor != NULL && cam_cursor_next (cursor, &error))
    adopt_row (record, cursor);
  else if (error == NULL)
    cam_record_set_deleted (record, TRUE);
  else
    g_warning ("Could not read a changed record of “%s”: %s", klass->table, error->message);
}

/* The object for the row that @cursor, of select_row() without a record, stands on. A record whose
 * first save has just been committed is met here before its save has come back. */
static CamRecord *
dup_record_of_row (CamStore  *self,
                   GType      record_type,
                   CamCursor *cursor)
{
  g_autoptr (CamRecordClass) klass = g_type_class_ref (record_type);
  const char *uuid = cam_cursor_get_text (cursor, 1);
  gint64 fid = cam_cursor_get_integer (cursor, 0);
  CamRecord *record = NULL;
  gint64 key = 0;

  if (!get_key (self, klass->table, fid, &key))
    return NULL;
  record = find_live (self, key);
  if (record != NULL)
    return record;
  if (uuid != NULL)
    record = g_hash_table_lookup (cam_store_get_unsaved (self), uuid);
  if (record != NULL)
    g_object_ref (record);
  else
    record = g_object_new (record_type, NULL);
  register_record (self, record, key, fid, uuid);
  adopt_row (record, cursor);
  return record;
}

static CamRecord *
dup_record_where (CamStore    *self,
                  GType        record_type,
                  const char  *clause,
                  CamValue     param,
                  GError     **error)
{
  g_autoptr (CamRecordClass) klass = g_type_class_ref (record_type);
  g_autoptr (CamCursor) cursor = select_row (self, klass, NULL, clause, param, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return NULL;
  if (cam_cursor_next (cursor, &local_error))
    return dup_record_of_row (self, record_type, cursor);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no such record in “%s”.",
                 klass->table);
  return NULL;
}

CamRecord *
cam_store_dup_record_at (CamStore  *self,
                         GType      record_type,
                         gint64     fid,
                         GError   **error)
{
  g_autoptr (CamRecordClass) klass = g_type_class_ref (record_type);
  CamRecord *record = NULL;
  gint64 key = 0;

  if (get_key (self, klass->table, fid, &key))
    record = find_live (self, key);
  if (record != NULL)
    return record;
  return dup_record_where (self, record_type, "WHERE fid = ?1", cam_integer (fid), error);
}

CamRecord *
cam_store_dup_record (CamStore    *self,
                      GType        record_type,
                      const char  *uuid,
                      GError     **error)
{
  g_return_val_if_fail (CAM_IS_STORE (self), NULL);
  g_return_val_if_fail (g_type_is_a (record_type, CAM_TYPE_RECORD), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  return dup_record_where (self, record_type, "WHERE uuid = ?1", cam_text (uuid), error);
}

/* The uuid with which the first save of @record is under way, NULL where none is. */
static const char *
find_unsaved (CamStore  *self,
              CamRecord *record)
{
  GHashTableIter iter;
  gpointer uuid = NULL, value = NULL;

  g_hash_table_iter_init (&iter, cam_store_get_unsaved (self));
  while (g_hash_table_iter_next (&iter, &uuid, &value))
    if (value == record)
      return uuid;
  return NULL;
}

/* A record that waits for its first save becomes the live object of its row, if the row is there. */
static void
attach_unsaved (CamStore   *self,
                CamRecord  *record,
                const char *uuid)
{
  g_autoptr (CamRecord) same = NULL;
  g_autoptr (GError) error = NULL;

  if (cam_record_get_uuid (record) != NULL)
    return;
  same = cam_store_dup_record (self, G_OBJECT_TYPE (record), uuid, &error);
  if (same == NULL && !g_error_matches (error, CAM_ERROR, CAM_ERROR_NOT_FOUND))
    g_warning ("Could not read a new record: %s", error->message);
}

/* The file is another one at the same place: rows are found again by their identity. */
static void
refresh_everything (CamStore *self)
{
  g_autoptr (GPtrArray) live = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer weak = NULL;

  g_hash_table_iter_init (&iter, cam_store_get_records (self));
  while (g_hash_table_iter_next (&iter, NULL, &weak))
    {
      CamRecord *record = g_weak_ref_get (weak);

      if (record != NULL)
        g_ptr_array_add (live, record);
    }
  g_hash_table_remove_all (cam_store_get_records (self));
  for (guint i = 0; i < live->len; i++)
    {
      CamRecord *record = g_ptr_array_index (live, i);
      const char *table = CAM_RECORD_GET_CLASS (record)->table;
      const CamValue uuid = cam_text (cam_record_get_uuid (record));
      g_autoptr (CamCursor) cursor = NULL;
      gint64 key = 0;

      cursor = cam_store_select (self, table, (const char *[]) { "fid", NULL }, "WHERE uuid = ?1",
                                 &uuid, 1, NULL);
      if (cursor == NULL || !cam_cursor_next (cursor, NULL)
          || !get_key (self, table, cam_cursor_get_integer (cursor, 0), &key))
        {
          cam_record_set_deleted (record, TRUE);
          continue;
        }
      register_record (self, record, key, cam_cursor_get_integer (cursor, 0), uuid.text);
      refresh_record (self, record);
    }
}

static void
refresh_table (CamStore   *self,
               CamChanges *changes,
               const char *table)
{
  guint n_rows = 0;
  const gint64 *rows = cam_changes_get_rows (changes, table, &n_rows);

  for (guint i = 0; i < n_rows && g_hash_table_size (cam_store_get_records (self)) > 0; i++)
    {
      g_autoptr (CamRecord) record = NULL;
      gint64 key = 0;

      if (get_key (self, table, rows[i], &key))
        record = find_live (self, key);
      if (record != NULL)
        refresh_record (self, record);
    }
}

void
cam_store_refresh_records (CamStore   *self,
                           CamChanges *changes)
{
  CamDb *db = cam_store_get_reader (self);
  g_autoptr (GPtrArray) unsaved = NULL;

  if (db == NULL)
    return;
  /* Copies: attaching notifies, and whoever listens may save or drop records. */
  unsaved = g_hash_table_get_values_as_ptr_array (cam_store_get_unsaved (self));
  g_ptr_array_set_free_func (unsaved, g_object_unref);
  for (guint i = 0; i < unsaved->len; i++)
    g_object_ref (g_ptr_array_index (unsaved, i));
  for (guint i = 0; i < unsaved->len; i++)
    {
      CamRecord *record = g_ptr_array_index (unsaved, i);
      const char *uuid = find_unsaved (self, record);

      if (uuid != NULL && cam_changes_has_table (changes, CAM_RECORD_GET_CLASS (record)->table))
        attach_unsaved (self, record, uuid);
    }
  if (cam_changes_is_everything (changes))
    {
      refresh_everything (self);
      return;
    }
  for (guint i = 0; i < cam_db_get_tables (db)->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (cam_db_get_tables (db), i);

      refresh_table (self, changes, table->name);
    }
}

static CamValue
copy_value (CamValue value)
{
  if (value.type == CAM_VALUE_TEXT)
    value.text = g_strdup (value.text);
  else if (value.type == CAM_VALUE_BLOB)
    value.blob = g_bytes_ref (value.blob);
  return value;
}

/* NULL where there is nothing to write. */
static SaveItem *
save_item_new (CamStore  *self,
               CamRecord *record)
{
  CamRecordClass *klass = CAM_RECORD_GET_CLASS (record);
  const char *uuid = cam_record_get_uuid (record);
  SaveItem *item = g_new0 (SaveItem, 1);

  item->record = g_object_ref (record);
  item->table = g_strdup (klass->table);
  item->cells = g_array_new (FALSE, FALSE, sizeof (CamCell));
  g_array_set_clear_func (item->cells, clear_cell);
  item->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  item->edits = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < klass->n_columns; i++)
    {
      guint n_edits = 0;

      if (!cam_record_is_edited (record, i, &n_edits))
        continue;
      g_array_append_vals (item->cells, &(CamCell) { klass->columns[i].name,
                                                     copy_value (cam_record_peek_value (record, i)) }, 1);
      g_array_append_val (item->columns, i);
      g_array_append_val (item->edits, n_edits);
    }
  if (uuid == NULL)
    uuid = find_unsaved (self, record);
  item->insert = uuid == NULL;
  item->uuid = item->insert ? g_uuid_string_random () : g_strdup (uuid);
  if (item->insert)
    g_hash_table_insert (cam_store_get_unsaved (self), g_strdup (item->uuid), record);
  else if (item->cells->len == 0)
    g_clear_pointer (&item, save_item_free);
  return item;
}

static gboolean
write_item (CamWriter  *writer,
            SaveItem   *item,
            GError    **error)
{
  g_autoptr (GArray) cells = NULL;
  g_autofree char *uuid = NULL;

  if (!item->insert)
    return cam_writer_update (writer, item->table, item->uuid, (CamCell *) (void *) item->cells->data,
                              item->cells->len, error);
  cells = g_array_sized_new (FALSE, FALSE, sizeof (CamCell), item->cells->len + 1);
  g_array_append_vals (cells, &(CamCell) { "uuid", cam_text (item->uuid) }, 1);
  g_array_append_vals (cells, item->cells->data, item->cells->len);
  uuid = cam_writer_insert (writer, item->table, (CamCell *) (void *) cells->data, cells->len, error);
  return uuid != NULL;
}

/* CamWriteFunc; writer thread. */
static gboolean
write_records (CamWriter  *writer,
               gpointer    data,
               GError    **error)
{
  GPtrArray *items = data;

  for (guint i = 0; i < items->len; i++)
    if (!write_item (writer, g_ptr_array_index (items, i), error))
      return FALSE;
  return TRUE;
}

static void
finish_item (CamStore *self,
             SaveItem *item)
{
  attach_unsaved (self, item->record, item->uuid);
  for (guint i = 0; i < item->columns->len; i++)
    cam_record_mark_saved (item->record, g_array_index (item->columns, guint, i),
                           g_array_index (item->edits, guint, i));
  /* Another action may have written the same columns meanwhile; while they counted as edited, the
   * record did not take that over. */
  refresh_record (self, item->record);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  CamStore *self = CAM_STORE (object);
  g_autoptr (GTask) task = user_data;
  GPtrArray *items = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean saved = cam_store_write_finish (self, result, &error);

  for (guint i = 0; i < items->len; i++)
    {
      SaveItem *item = g_ptr_array_index (items, i);

      if (saved && cam_store_get_reader (self) != NULL)
        finish_item (self, item);
      if (item->insert)
        g_hash_table_remove (cam_store_get_unsaved (self), item->uuid);
    }
  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
cam_store_save_async (CamStore             *self,
                      const char           *label,
                      CamRecord           **records,
                      guint                 n_records,
                      GCancellable         *cancellable,
                      GAsyncReadyCallback   callback,
                      gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (save_item_free);

  g_return_if_fail (CAM_IS_STORE (self));
  g_return_if_fail (label != NULL);

  g_task_set_source_tag (task, cam_store_save_async);
  for (guint i = 0; i < n_records; i++)
    {
      SaveItem *item = save_item_new (self, records[i]);

      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  if (items->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_task_set_task_data (task, g_ptr_array_ref (items), (GDestroyNotify) g_ptr_array_unref);
  /* What was committed is not undone by a cancellation that came too late. */
  g_task_set_check_cancellable (task, FALSE);
  cam_store_write_async (self, label, write_records, items, NULL, cancellable, saved_cb,
                         g_steal_pointer (&task));
}

gboolean
cam_store_save_finish (CamStore      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
