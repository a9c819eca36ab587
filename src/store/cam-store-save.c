/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-record-private.h"
#include "cam-store-private.h"
#include "cam-store-records.h"

/* Saving what changed in records. The changes are copied on the main thread, written on the writer
 * thread by write_records(), which touches nothing but the copies, and ticked off on the main thread. */

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

  cam_value_clear (&cell->value);
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
                                                     cam_value_copy (cam_record_peek_value (record, i)) }, 1);
      g_array_append_val (item->columns, i);
      g_array_append_val (item->edits, n_edits);
    }
  if (uuid == NULL)
    uuid = cam_store_find_unsaved (self, record);
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
  cam_store_attach_unsaved (self, item->record, item->uuid);
  for (guint i = 0; i < item->columns->len; i++)
    cam_record_mark_saved (item->record, g_array_index (item->columns, guint, i),
                           g_array_index (item->edits, guint, i));
  /* Another action may have written the same columns meanwhile; while they counted as edited, the
   * record did not take that over. */
  cam_store_refresh_record (self, item->record);
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
