/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-store-records.h"

#include "cam-record-private.h"
#include "cam-store-private.h"

#include <stdlib.h>
#include <string.h>

/* The live records of a store: one object per row, found by row number, refreshed after each commit,
 * and gone from the table when the last user lets go. All of it on the main thread. */

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

/* The row is gone. Of one that was erased nothing stays in memory either. */
static void
forget_row (CamStore  *self,
            CamRecord *record)
{
  const CamValue uuid = cam_text (cam_record_get_uuid (record));
  const CamValue nothing = cam_null ();
  gint64 erased = 0;

  g_object_freeze_notify (G_OBJECT (record));
  cam_record_set_deleted (record, TRUE);
  cam_db_query_integer (cam_store_get_reader (self), "SELECT 1 FROM cam_erased WHERE uuid = ?1", &uuid, 1, 0,
                        &erased, NULL);
  for (guint i = 0; erased && i < CAM_RECORD_GET_CLASS (record)->n_columns; i++)
    cam_record_adopt (record, i, &nothing);
  g_object_thaw_notify (G_OBJECT (record));
}

void
cam_store_refresh_record (CamStore  *self,
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
    forget_row (self, record);
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

const char *
cam_store_find_unsaved (CamStore  *self,
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

void
cam_store_attach_unsaved (CamStore   *self,
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

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* Copies, since whoever is told of a change may load or drop records. */
static GPtrArray *
dup_live (CamStore *self)
{
  GPtrArray *live = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer weak = NULL;

  g_hash_table_iter_init (&iter, cam_store_get_records (self));
  while (g_hash_table_iter_next (&iter, NULL, &weak))
    {
      CamRecord *record = g_weak_ref_get (weak);

      if (record != NULL)
        g_ptr_array_add (live, record);
    }
  return live;
}

/* The file is another one at the same place: rows are found again by their identity. */
static void
refresh_everything (CamStore *self)
{
  g_autoptr (GPtrArray) live = dup_live (self);

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
          forget_row (self, record);
          continue;
        }
      register_record (self, record, key, cam_cursor_get_integer (cursor, 0), uuid.text);
      cam_store_refresh_record (self, record);
    }
}

/* After a merge there are many more rows than records. */
static void
refresh_live (CamStore     *self,
              GPtrArray    *live,
              const char   *table,
              const gint64 *rows,
              guint         n_rows)
{
  for (guint i = 0; i < live->len; i++)
    {
      CamRecord *record = g_ptr_array_index (live, i);
      gint64 fid = cam_record_get_fid (record);

      if (strcmp (CAM_RECORD_GET_CLASS (record)->table, table) == 0
          && bsearch (&fid, rows, n_rows, sizeof *rows, compare_rows) != NULL)
        cam_store_refresh_record (self, record);
    }
}

static void
refresh_table (CamStore   *self,
               CamChanges *changes,
               const char *table)
{
  guint n_rows = 0;
  const gint64 *rows = cam_changes_get_rows (changes, table, &n_rows);

  if (n_rows > g_hash_table_size (cam_store_get_records (self)))
    {
      g_autoptr (GPtrArray) live = dup_live (self);

      refresh_live (self, live, table, rows, n_rows);
      return;
    }
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (CamRecord) record = NULL;
      gint64 key = 0;

      if (get_key (self, table, rows[i], &key))
        record = find_live (self, key);
      if (record != NULL)
        cam_store_refresh_record (self, record);
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
      const char *uuid = cam_store_find_unsaved (self, record);

      if (uuid != NULL && cam_changes_has_table (changes, CAM_RECORD_GET_CLASS (record)->table))
        cam_store_attach_unsaved (self, record, uuid);
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
