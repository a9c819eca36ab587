/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-restore.h"

#include "cam-store-functions.h"
#include "cam-store-private.h"

#include <glib/gi18n-lib.h>

/* What is to be restored: copied, since the entry is for the main thread. */
typedef struct
{
  gint64  id;
  char   *table;
  char   *uuid;
  char   *column;
} Restore;

static void
restore_free (gpointer data)
{
  Restore *self = data;

  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->column, g_free);
  g_free (self);
}

static gboolean
refuse (CamError      code,
        const char   *sentence,
        GError      **error)
{
  g_set_error_literal (error, CAM_ERROR, (int) code, sentence);
  return FALSE;
}

gboolean
cam_history_can_restore (CamHistoryEntry *entry)
{
  const char *column = NULL;

  g_return_val_if_fail (CAM_IS_HISTORY_ENTRY (entry), FALSE);

  column = cam_history_entry_get_column (entry);
  return column != NULL && *column != '\0';
}

/* Numbers of changes are this file's own, and taking back a merge gives them anew: the change has to be about
 * the same cell still. NULL with @error set where it is not. */
static CamCursor *
read_old (CamDb                *db,
          const Restore        *restore,
          const CamTableInfo   *table,
          const CamColumnInfo  *column,
          GError              **error)
{
  const CamValue params[] = { cam_integer (restore->id), cam_integer (table->id), cam_text (restore->uuid),
                              cam_integer (column->id) };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_db_query (db, "SELECT old FROM cam_change WHERE id = ?1 AND tbl = ?2 AND uuid = ?3 AND col = ?4",
                         params, 4, error);
  if (cursor == NULL)
    return NULL;
  if (cam_cursor_next (cursor, &local_error))
    return g_steal_pointer (&cursor);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    refuse (CAM_ERROR_NOT_FOUND, _("The history has changed meanwhile. Please look again."), error);
  return NULL;
}

/* Whether the file has the record, and whether it is marked as deleted. */
static gboolean
look_up (CamDb               *db,
         const CamTableInfo  *table,
         const char          *uuid,
         gboolean            *found,
         gboolean            *deleted,
         GError             **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT deleted FROM \"%s\" WHERE uuid = ?1", table->name);
  const CamValue param = cam_text (uuid);
  gint64 result = -1;

  if (!cam_db_query_integer (db, sql, &param, 1, -1, &result, error))
    return FALSE;
  *found = result >= 0;
  *deleted = result > 0;
  return TRUE;
}

static gboolean
is_outline (GBytes *blob)
{
  double min_max_x_y[4];
  gboolean empty = FALSE;

  return cam_store_get_envelope (g_bytes_get_data (blob, NULL), g_bytes_get_size (blob), min_max_x_y, &empty)
         || empty;
}

/* By the type that the column is declared with, which is all that the file itself says of it. */
static gboolean
is_accepted (const CamColumnInfo *column,
             CamValue             value)
{
  const CamColumn date = { column->name, CAM_COLUMN_DATE };
  gboolean is_whole = g_str_equal (column->type, "INTEGER") || g_str_equal (column->type, "BOOLEAN");

  switch (value.type)
    {
    case CAM_VALUE_INTEGER:
      return is_whole || g_str_equal (column->type, "REAL");
    case CAM_VALUE_REAL:
      return g_str_equal (column->type, "REAL");
    case CAM_VALUE_TEXT:
      return g_str_equal (column->type, "DATE") ? cam_column_accepts_text (&date, value.text)
                                                : g_str_has_prefix (column->type, "TEXT");
    case CAM_VALUE_BLOB:
      return column->geometry ? is_outline (value.blob) : g_str_has_prefix (column->type, "BLOB");
    case CAM_VALUE_NULL:
    default:
      return TRUE;
    }
}

static gboolean
check_record (CamDb                *db,
              const Restore        *restore,
              const CamTableInfo   *table,
              GError              **error)
{
  gboolean found = FALSE;
  gboolean deleted = FALSE;

  if (!look_up (db, table, restore->uuid, &found, &deleted, error))
    return FALSE;
  if (!found)
    return refuse (CAM_ERROR_NOT_FOUND, _("What this change was about is not in the file any more."), error);
  if (deleted && !g_str_equal (restore->column, "deleted"))
    return refuse (CAM_ERROR_NOT_FOUND, _("What this change was about was deleted. Please restore that first."),
                   error);
  return TRUE;
}

static gboolean
check_value (CamDb                *db,
             const CamColumnInfo  *column,
             CamValue              value,
             GError              **error)
{
  const CamTableInfo *other = NULL;
  gboolean found = FALSE;
  gboolean deleted = FALSE;

  if (!is_accepted (column, value))
    return refuse (CAM_ERROR_INVALID, _("The field cannot hold this value any more."), error);
  if (column->references == NULL || value.type != CAM_VALUE_TEXT)
    return TRUE;
  other = cam_db_find_table (db, column->references);
  if (other != NULL && !look_up (db, other, value.text, &found, &deleted, error))
    return FALSE;
  if (!found || deleted)
    return refuse (CAM_ERROR_NOT_FOUND, _("What stood here was deleted, so that it cannot be put back."), error);
  return TRUE;
}

/* A cell that holds the value already would be no edit, and nothing that undo could take back. */
static gboolean
check_is_other (CamDb               *db,
                const Restore       *restore,
                CamValue             value,
                GError             **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" IS ?2 FROM \"%s\" WHERE uuid = ?1", restore->column,
                                          restore->table);
  const CamValue params[] = { cam_text (restore->uuid), value };
  gint64 same = 0;

  if (!cam_db_query_integer (db, sql, params, 2, 0, &same, error))
    return FALSE;
  return same == 0 || refuse (CAM_ERROR_INVALID, _("This is the value that is there now."), error);
}

/* CamWriteFunc; writer thread. */
static gboolean
write_old (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  const Restore *restore = data;
  CamDb *db = cam_writer_get_db (writer);
  const CamTableInfo *table = cam_db_find_table (db, restore->table);
  const CamColumnInfo *column = table != NULL ? cam_table_info_find_column (table, restore->column) : NULL;
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GError) local_error = NULL;
  CamCell cell = { restore->column };

  if (column == NULL)
    return refuse (CAM_ERROR_UNSUPPORTED, _("The file does not have this field any more."), error);
  if (!check_record (db, restore, table, error))
    return FALSE;
  cursor = read_old (db, restore, table, column, error);
  if (cursor == NULL)
    return FALSE;
  cell.value = cam_cursor_get_value (cursor, 0, &blob);
  if (!check_value (db, column, cell.value, error) || !check_is_other (db, restore, cell.value, error))
    return FALSE;
  if (cam_writer_update (writer, restore->table, restore->uuid, &cell, 1, &local_error))
    return TRUE;
  /* A constraint of the table: the only one that there is says that there has to be a value. */
  if (g_error_matches (local_error, CAM_ERROR, CAM_ERROR_INVALID))
    return refuse (CAM_ERROR_INVALID, _("The field cannot hold this value any more."), error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (cam_store_write_finish (CAM_STORE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
cam_history_restore_async (CamStore             *store,
                           CamHistoryEntry      *entry,
                           const char           *label,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  Restore *restore = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (CAM_IS_HISTORY_ENTRY (entry));
  g_return_if_fail (label != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_history_restore_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!cam_history_can_restore (entry))
    {
      g_task_return_new_error (task, CAM_ERROR, CAM_ERROR_UNSUPPORTED, "%s",
                               _("The file does not have this field any more."));
      return;
    }
  restore = g_new0 (Restore, 1);
  restore->id = cam_history_entry_get_id (entry);
  restore->table = g_strdup (cam_history_entry_get_table (entry));
  restore->uuid = g_strdup (cam_history_entry_get_uuid (entry));
  restore->column = g_strdup (cam_history_entry_get_column (entry));
  cam_store_write_async (store, label, write_old, restore, restore_free, cancellable, written_cb,
                         g_steal_pointer (&task));
}

gboolean
cam_history_restore_finish (CamStore      *store,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
