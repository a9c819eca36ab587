/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-duplicate.h"

#include "cam-cell.h"
#include "cam-store-private.h"

#include <string.h>

struct _CamDuplicateField
{
  GObject  parent_instance;

  char    *column;
  char    *kept_text;
  char    *former_text;
};

G_DEFINE_FINAL_TYPE (CamDuplicateField, cam_duplicate_field, G_TYPE_OBJECT)

static void
cam_duplicate_field_finalize (GObject *object)
{
  CamDuplicateField *self = CAM_DUPLICATE_FIELD (object);

  g_clear_pointer (&self->column, g_free);
  g_clear_pointer (&self->kept_text, g_free);
  g_clear_pointer (&self->former_text, g_free);
  G_OBJECT_CLASS (cam_duplicate_field_parent_class)->finalize (object);
}

static void
cam_duplicate_field_class_init (CamDuplicateFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_duplicate_field_finalize;
}

static void
cam_duplicate_field_init (CamDuplicateField *self)
{
}

const char *
cam_duplicate_field_get_column (CamDuplicateField *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_FIELD (self), NULL);
  return self->column;
}

const char *
cam_duplicate_field_get_kept_text (CamDuplicateField *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_FIELD (self), NULL);
  return self->kept_text;
}

const char *
cam_duplicate_field_get_former_text (CamDuplicateField *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_FIELD (self), NULL);
  return self->former_text;
}

gboolean
cam_duplicate_field_differs (CamDuplicateField *self)
{
  g_return_val_if_fail (CAM_IS_DUPLICATE_FIELD (self), FALSE);
  return self->kept_text != NULL && self->former_text != NULL
         && strcmp (self->kept_text, self->former_text) != 0;
}

static char *
dup_text (CamDb               *db,
          const CamTableInfo  *table,
          const CamColumnInfo *column,
          const char          *uuid)
{
  const CamValue name = cam_text (uuid);
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE uuid = ?1", column->name, table->name);
  g_autofree char *text = NULL;
  g_autoptr (CamCursor) cursor = cam_db_query (db, sql, &name, 1, NULL);
  CamValue value = cam_null ();

  if (cursor != NULL && cam_cursor_next (cursor, NULL))
    value = cam_cell_dup_value (cursor, 0);
  text = cam_cell_dup_text (db, column, value);
  cam_value_clear (&value);
  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

GListModel *
cam_duplicate_list_fields (CamStore   *store,
                           const char *table,
                           const char *kept,
                           const char *former)
{
  GListStore *list = g_list_store_new (CAM_TYPE_DUPLICATE_FIELD);
  CamDb *db = NULL;
  const CamTableInfo *info = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), G_LIST_MODEL (list));
  g_return_val_if_fail (table != NULL && kept != NULL && former != NULL, G_LIST_MODEL (list));
  db = cam_store_get_reader (store);
  info = db != NULL ? cam_db_find_table (db, table) : NULL;
  for (guint i = 0; info != NULL && i < info->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (info->columns, i);
      g_autoptr (CamDuplicateField) field = NULL;

      if (strcmp (column->name, "deleted") == 0)
        continue;
      field = g_object_new (CAM_TYPE_DUPLICATE_FIELD, NULL);
      field->column = g_strdup (column->name);
      field->kept_text = dup_text (db, info, column, kept);
      field->former_text = dup_text (db, info, column, former);
      if (field->kept_text != NULL || field->former_text != NULL)
        g_list_store_append (list, field);
    }
  return G_LIST_MODEL (list);
}
