/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-cursor.h"

#include "cam-db.h"

struct _CamCursor
{
  CamDb        *db;    /* NULL: the statement is the cursor's own, and is of @owner */
  gpointer      owner;
  CamCursorErrorFunc set_error;
  sqlite3_stmt *stmt;
  GHashTable   *texts; /* mended copies of texts that are no UTF-8; made when first needed */
  gboolean      done;
};

CamCursor *
cam_cursor_new (CamDb        *db,
                sqlite3_stmt *stmt)
{
  CamCursor *self = g_new0 (CamCursor, 1);

  self->db = db;
  self->stmt = stmt;
  return self;
}

CamCursor *
cam_cursor_new_of (gpointer            owner,
                   CamCursorErrorFunc  set_error,
                   sqlite3_stmt       *stmt)
{
  CamCursor *self = g_new0 (CamCursor, 1);

  self->owner = g_object_ref (owner);
  self->set_error = set_error;
  self->stmt = stmt;
  return self;
}

gboolean
cam_cursor_next (CamCursor  *self,
                 GError    **error)
{
  int code;

  g_return_val_if_fail (self != NULL, FALSE);
  if (self->done)
    return FALSE;
  g_clear_pointer (&self->texts, g_hash_table_unref);
  code = sqlite3_step (self->stmt);
  if (code == SQLITE_ROW)
    return TRUE;
  self->done = TRUE;
  if (code != SQLITE_DONE && self->set_error != NULL)
    self->set_error (self->owner, code, error);
  else if (code != SQLITE_DONE)
    cam_db_set_error (sqlite3_db_handle (self->stmt), code, error);
  /* At the end the read lock goes at once, not only when the cursor is freed. */
  sqlite3_reset (self->stmt);
  return FALSE;
}

gboolean
cam_cursor_is_null (CamCursor *self,
                    guint      column)
{
  return sqlite3_column_type (self->stmt, (int) column) == SQLITE_NULL;
}

gint64
cam_cursor_get_integer (CamCursor *self,
                        guint      column)
{
  return sqlite3_column_int64 (self->stmt, (int) column);
}

double
cam_cursor_get_real (CamCursor *self,
                     guint      column)
{
  return sqlite3_column_double (self->stmt, (int) column);
}

/* A text that another program wrote in some other encoding is shown mended, never handed on raw. */
const char *
cam_cursor_get_text (CamCursor *self,
                     guint      column)
{
  const char *text = (const char *) sqlite3_column_text (self->stmt, (int) column);
  int length = sqlite3_column_bytes (self->stmt, (int) column);
  char *mended = NULL;

  if (text == NULL || g_utf8_validate (text, length, NULL))
    return text;
  if (self->texts == NULL)
    self->texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  mended = g_utf8_make_valid (text, length);
  g_hash_table_replace (self->texts, GUINT_TO_POINTER (column), mended);
  return mended;
}

GBytes *
cam_cursor_dup_blob (CamCursor *self,
                     guint      column)
{
  const void *blob = NULL;

  if (cam_cursor_is_null (self, column))
    return NULL;
  blob = sqlite3_column_blob (self->stmt, (int) column);
  return g_bytes_new (blob, (gsize) sqlite3_column_bytes (self->stmt, (int) column));
}

CamValue
cam_cursor_get_value (CamCursor  *self,
                      guint       column,
                      GBytes    **blob)
{
  switch (sqlite3_column_type (self->stmt, (int) column))
    {
    case SQLITE_INTEGER:
      return cam_integer (cam_cursor_get_integer (self, column));
    case SQLITE_FLOAT:
      return cam_real (cam_cursor_get_real (self, column));
    case SQLITE_TEXT:
      return cam_text (cam_cursor_get_text (self, column));
    case SQLITE_BLOB:
      *blob = cam_cursor_dup_blob (self, column);
      return cam_blob (*blob);
    default:
      return cam_null ();
    }
}

void
cam_cursor_free (CamCursor *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->texts, g_hash_table_unref);
  if (self->db != NULL)
    cam_db_release (self->db, self->stmt);
  else
    sqlite3_finalize (self->stmt);
  g_clear_object (&self->owner);
  g_free (self);
}
