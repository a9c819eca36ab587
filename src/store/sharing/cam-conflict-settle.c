/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-conflict-private.h"

#include "cam-store-private.h"
#include "cam-writer-private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What is to be written where, and the dots that the person saw. */
typedef struct
{
  char     *table;
  char     *column;
  char     *uuid;
  gint64    fid;
  char     *stamp;
  CamValue  value;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_clear_pointer (&choice->table, g_free);
  g_clear_pointer (&choice->column, g_free);
  g_clear_pointer (&choice->uuid, g_free);
  g_clear_pointer (&choice->stamp, g_free);
  cam_value_clear (&choice->value);
  g_free (choice);
}

static Choice *
choice_new (CamConflict *conflict,
            CamValue     value)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->table = g_strdup (cam_conflict_get_table (conflict));
  choice->column = g_strdup (cam_conflict_get_column (conflict));
  choice->uuid = g_strdup (cam_conflict_get_uuid (conflict));
  choice->fid = cam_conflict_get_fid (conflict);
  choice->stamp = g_strdup (cam_conflict_get_stamp (conflict));
  choice->value = cam_value_copy (value);
  return choice;
}

static gboolean
check_unchanged (CamDb                *db,
                 const CamTableInfo   *table,
                 const CamColumnInfo  *column,
                 const Choice         *choice,
                 GError              **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *stamp = NULL;

  if (table != NULL && column != NULL)
    stamp = cam_conflict_dup_stamp (db, table, column, choice->fid, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (stamp != NULL && g_strcmp0 (stamp, choice->stamp) == 0)
    return TRUE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_BUSY, "“%s” was changed meanwhile; look at it again.",
               choice->column);
  return FALSE;
}

static gboolean
check_reference (CamDb                *db,
                 const CamColumnInfo  *column,
                 CamValue              value,
                 gboolean              shown,
                 GError              **error)
{
  const CamTableInfo *other = NULL;
  g_autofree char *sql = NULL;
  gint64 found = 0;

  if (column->references == NULL || value.type == CAM_VALUE_NULL || shown)
    return TRUE;
  other = cam_db_find_table (db, column->references);
  if (other != NULL)
    {
      sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE uuid = ?1 AND deleted = 0"
                             " AND NOT EXISTS (SELECT 1 FROM cam_erased WHERE uuid = ?1)", other->name);
      if (!cam_db_query_integer (db, sql, &value, 1, 0, &found, error))
        return FALSE;
    }
  if (!found)
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "What “%s” would refer to is no longer there.",
                 column->name);
  return found != 0;
}

static gboolean
is_shown (CamDb                *db,
          const CamTableInfo   *table,
          const CamColumnInfo  *column,
          const Choice         *choice,
          gboolean             *shown,
          GError              **error)
{
  const CamValue number = cam_integer (choice->fid);
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE fid = ?1", column->name, table->name);
  g_autoptr (CamCursor) cursor = cam_db_query (db, sql, &number, 1, error);
  g_autoptr (GError) local_error = NULL;
  CamValue value = cam_null ();

  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error))
    value = cam_cell_dup_value (cursor, 0);
  *shown = cam_cell_same (value, choice->value);
  cam_value_clear (&value);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* An update to what is there already would not be noticed by any trigger. */
static gboolean
settle (CamWriter     *writer,
        const Choice  *choice,
        GError       **error)
{
  CamDb *db = cam_writer_get_db (writer);
  const CamTableInfo *table = cam_db_find_table (db, choice->table);
  const CamColumnInfo *column = table != NULL ? cam_table_info_find_column (table, choice->column) : NULL;
  const CamCell cell = { choice->column, choice->value };
  gboolean shown = FALSE;

  if (!check_unchanged (db, table, column, choice, error)
      || !is_shown (db, table, column, choice, &shown, error)
      || !check_reference (db, column, choice->value, shown, error))
    return FALSE;
  if (shown)
    return cam_cell_rewrite (writer->session, table, column, choice->uuid, error);
  return cam_writer_update (writer, choice->table, choice->uuid, &cell, 1, error);
}

static gboolean
settle_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  GPtrArray *choices = data;

  for (guint i = 0; i < choices->len; i++)
    if (!settle (writer, g_ptr_array_index (choices, i), error)
        || !cam_writer_set_progress (writer, (double) (i + 1) / choices->len, NULL, error))
      return FALSE;
  return TRUE;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cam_store_write_finish (CAM_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @choices. */
static void
start (CamStore            *store,
       GPtrArray           *choices,
       const char          *label,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  cam_store_write_async (store, label, settle_cb, choices, (GDestroyNotify) g_ptr_array_unref, cancellable,
                         written_cb, task);
}

void
cam_conflict_settle_with_async (CamStore            *store,
                                CamConflict         *conflict,
                                CamValue             value,
                                const char          *label,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GPtrArray *choices = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (CAM_IS_CONFLICT (conflict));
  g_return_if_fail (label != NULL);
  choices = g_ptr_array_new_with_free_func (choice_free);
  g_ptr_array_add (choices, choice_new (conflict, value));
  start (store, choices, label, cam_conflict_settle_with_async, cancellable, callback, user_data);
}

void
cam_conflict_settle_async (CamStore            *store,
                           CamConflict         *conflict,
                           guint                value,
                           const char          *label,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (CAM_IS_CONFLICT (conflict));
  g_return_if_fail (value < cam_conflict_get_n_values (conflict));
  cam_conflict_settle_with_async (store, conflict,
                                  cam_conflict_value_peek (cam_conflict_get_value (conflict, value)), label,
                                  cancellable, callback, user_data);
}

void
cam_conflict_settle_many_async (CamStore            *store,
                                GPtrArray           *conflicts,
                                CamConflictSide      side,
                                const char          *label,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GPtrArray *choices = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (conflicts != NULL && label != NULL);
  choices = g_ptr_array_new_with_free_func (choice_free);
  for (guint i = 0; i < conflicts->len; i++)
    {
      CamConflict *conflict = g_ptr_array_index (conflicts, i);
      guint index = side == CAM_CONFLICT_MINE ? cam_conflict_get_mine (conflict)
                                              : cam_conflict_get_theirs (conflict);
      CamConflictValue *value = NULL;

      if (index >= cam_conflict_get_n_values (conflict))
        continue;
      value = cam_conflict_get_value (conflict, index);
      if (cam_conflict_value_is_available (value))
        g_ptr_array_add (choices, choice_new (conflict, cam_conflict_value_peek (value)));
    }
  start (store, choices, label, cam_conflict_settle_many_async, cancellable, callback, user_data);
}

gboolean
cam_conflict_settle_finish (CamStore      *store,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
refuse (CamConflict  *self,
        const char   *text,
        GError      **error)
{
  g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” is no value for “%s”.", text,
               cam_conflict_get_column (self));
  return FALSE;
}

static gboolean
parse_integer (const char *text,
               CamValue   *value)
{
  gint64 number = 0;

  if (!g_ascii_string_to_signed (text, 10, G_MININT64 + 1, G_MAXINT64, &number, NULL))
    return FALSE;
  *value = cam_integer (number);
  return TRUE;
}

static gboolean
parse_real (const char *text,
            CamValue   *value)
{
  char *end = NULL;
  double number = 0;

  if (!g_ascii_isdigit (*text) && strchr ("+-.", *text) == NULL)
    return FALSE;
  errno = 0;
  number = g_ascii_strtod (text, &end);
  if (errno != 0 || end == text || *end != '\0' || number - number != 0)
    return FALSE;
  *value = cam_real (number);
  return TRUE;
}

static gboolean
parse_text (const char *type,
            const char *text,
            CamValue   *value)
{
  const CamColumn date = { .name = "", .type = CAM_COLUMN_DATE };

  if (!g_utf8_validate (text, -1, NULL)
      || (strcmp (type, "DATE") == 0 && !cam_column_accepts_text (&date, text)))
    return FALSE;
  *value = cam_value_copy (cam_text (text));
  return TRUE;
}

/* Whether the column may be null; a text column that may not holds "" instead. */
static gboolean
may_be_null (CamDb               *db,
             const CamTableInfo  *table,
             const CamColumnInfo *column)
{
  const CamValue params[] = { cam_text (table->name), cam_text (column->name) };
  gint64 not_null = 1;

  return cam_db_query_integer (db, "SELECT \"notnull\" FROM pragma_table_info (?1) WHERE name = ?2", params, 2,
                               1, &not_null, NULL)
         && !not_null;
}

gboolean
cam_conflict_parse (CamConflict  *self,
                    CamStore     *store,
                    const char   *text,
                    CamValue     *value,
                    GError      **error)
{
  CamDb *db = NULL;
  const CamTableInfo *table = NULL;
  const CamColumnInfo *column = NULL;
  g_autofree char *trimmed = NULL;
  gboolean parsed = FALSE;

  g_return_val_if_fail (CAM_IS_CONFLICT (self), FALSE);
  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);
  g_return_val_if_fail (text != NULL && value != NULL, FALSE);
  *value = cam_null ();
  db = cam_store_get_reader (store);
  table = db != NULL ? cam_db_find_table (db, cam_conflict_get_table (self)) : NULL;
  column = table != NULL ? cam_table_info_find_column (table, cam_conflict_get_column (self)) : NULL;
  trimmed = g_strstrip (g_strdup (text));
  if (column == NULL || cam_conflict_get_kind (self) != CAM_CONFLICT_PLAIN
      || strcmp (column->type, "BOOLEAN") == 0)
    return refuse (self, text, error);
  if (*trimmed == '\0' && may_be_null (db, table, column))
    return TRUE;
  if (g_str_has_suffix (column->type, "INTEGER"))
    parsed = parse_integer (trimmed, value);
  else if (strcmp (column->type, "REAL") == 0)
    parsed = parse_real (trimmed, value);
  else
    parsed = parse_text (column->type, trimmed, value);
  return parsed || refuse (self, text, error);
}
