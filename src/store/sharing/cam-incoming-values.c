/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-incoming-values.h"

#define MAX_UUID 64

struct _CamIncomingValues
{
  CamIncoming            *incoming;
  const CamIncomingTable *table;
  sqlite3_stmt           *stmt;   /* of the table of the last seek */
};

CamIncomingValues *
cam_incoming_values_new (CamIncoming *incoming)
{
  CamIncomingValues *self = g_new0 (CamIncomingValues, 1);

  self->incoming = incoming;
  return self;
}

void
cam_incoming_values_free (CamIncomingValues *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->stmt);
  g_free (self);
}

static gboolean
use_table (CamIncomingValues       *self,
           const CamIncomingTable  *table,
           GError                 **error)
{
  g_autoptr (GString) columns = g_string_new ("uuid");

  if (self->table == table)
    return TRUE;
  g_clear_pointer (&self->stmt, sqlite3_finalize);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamIncomingColumn *column = g_ptr_array_index (table->columns, i);

      if (column->position > 0)
        g_string_append_printf (columns, ", \"%s\"", column->name);
    }
  /* The row number may be used, but no index that the file brings along. */
  self->stmt = cam_incoming_select (self->incoming, table->name, columns->str, "NOT INDEXED WHERE fid = ?1", error);
  self->table = self->stmt != NULL ? table : NULL;
  return self->stmt != NULL;
}

gboolean
cam_incoming_values_seek (CamIncomingValues       *self,
                          const CamIncomingTable  *table,
                          gint64                   fid,
                          sqlite3_stmt           **row,
                          GError                 **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean found;

  *row = NULL;
  if (!use_table (self, table, error))
    return FALSE;
  sqlite3_reset (self->stmt);
  sqlite3_bind_int64 (self->stmt, 1, fid);
  found = cam_foreign_db_step (self->incoming->db, self->stmt, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (found)
    {
      const char *uuid = cam_incoming_get_text (self->stmt, 0, MAX_UUID);

      if (uuid == NULL || !g_uuid_string_is_valid (uuid))
        return cam_incoming_refuse ("a row has no identity", error);
      *row = self->stmt;
    }
  return TRUE;
}

gboolean
cam_incoming_values_count (CamIncomingValues       *self,
                           const CamIncomingTable  *table,
                           gint64                  *n,
                           GError                 **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = cam_incoming_select (self->incoming, table->name, "fid", "NOT INDEXED", error);

  *n = 0;
  if (stmt == NULL)
    return FALSE;
  while (cam_foreign_db_step (self->incoming->db, stmt, &local_error))
    (*n)++;
  sqlite3_finalize (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
