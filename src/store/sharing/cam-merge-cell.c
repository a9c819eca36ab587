/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-private.h"

#include "cam-store-functions.h"
#include "cam-value-of.h"

#include <math.h>
#include <string.h>

#define MAX_TEXT (8 * 1024 * 1024)

static gboolean
is_geometry (CamValue value)
{
  double box[4];
  gboolean empty = FALSE;

  return value.type == CAM_VALUE_BLOB
         && (cam_store_get_envelope (g_bytes_get_data (value.blob, NULL), g_bytes_get_size (value.blob), box,
                                     &empty)
             || empty);
}

static gboolean
fits (const CamColumnInfo *ours,
      CamValue             value)
{
  if (value.type == CAM_VALUE_NULL)
    return TRUE;
  if (ours->geometry)
    return is_geometry (value);
  if (g_str_has_prefix (ours->type, "TEXT") || g_str_has_prefix (ours->type, "DATE"))
    return value.type == CAM_VALUE_TEXT;
  if (g_str_equal (ours->type, "BOOLEAN"))
    return value.type == CAM_VALUE_INTEGER && (value.integer == 0 || value.integer == 1);
  if (g_str_has_prefix (ours->type, "BLOB"))
    return value.type == CAM_VALUE_BLOB;
  return value.type == CAM_VALUE_INTEGER || (value.type == CAM_VALUE_REAL && isfinite (value.real));
}

gboolean
cam_merge_check_value (const CamColumnInfo  *ours,
                       CamValue              value,
                       GError              **error)
{
  if (value.type == CAM_VALUE_TEXT
      && (strlen (value.text) > MAX_TEXT || !g_utf8_validate (value.text, -1, NULL)))
    return cam_incoming_refuse ("a text is none", error);
  if (ours == NULL || fits (ours, value))
    return TRUE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID,
               "A value of “%s” in the copy is not of the kind that belongs there; nothing was taken from it.",
               ours->name);
  return FALSE;
}

/* References are those of the schema, and what is called one. */
gboolean
cam_merge_is_erased_reference (CamMergeRun         *self,
                               const CamColumnInfo *ours,
                               CamValue             value)
{
  return (ours->references != NULL || g_str_has_suffix (ours->name, "_uuid")) && value.type == CAM_VALUE_TEXT
         && g_hash_table_contains (self->erased, value.text);
}

/* Remembers a reference to what is not here, or not here yet. */
static gboolean
note_reference (CamMergeRun    *self,
                CamMergeTable  *table,
                guint           index,
                gint64          fid,
                CamValue        value,
                GError        **error)
{
  const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, index);
  const CamMergeReference reference = { .table = table, .column = index, .fid = fid };
  g_autofree char *sql = NULL;
  gint64 found = 0;

  if (column->ours->references == NULL || value.type == CAM_VALUE_NULL)
    return TRUE;
  sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE uuid = ?1", column->ours->references);
  if (!cam_db_query_integer (self->db, sql, &value, 1, 0, &found, error))
    return FALSE;
  if (found == 0)
    g_array_append_val (self->references, reference);
  return TRUE;
}

gboolean
cam_merge_note_value (CamMergeRun    *self,
                      CamMergeTable  *table,
                      guint           index,
                      gint64          fid,
                      CamValue        value,
                      GError        **error)
{
  const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, index);

  if (column->ours->geometry && value.type == CAM_VALUE_BLOB)
    cam_session_add_bounds (self->session, table->ours->name, value.blob);
  return note_reference (self, table, index, fid, value, error);
}

void
cam_merge_set_write_error (CamMergeRun  *self,
                           int           code,
                           GError      **error)
{
  sqlite3 *handle = cam_db_get_handle (self->db);

  if ((code & 0xff) != SQLITE_CONSTRAINT)
    {
      cam_db_set_error (handle, code, error);
      return;
    }
  g_debug ("foreign copy: %s", sqlite3_errmsg (handle));
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                       "The copy leaves out what every record must have; nothing was taken from it.");
}

static gboolean
update_value (CamMergeRun     *self,
              CamMergeTable   *table,
              CamMergeColumn  *column,
              gint64           fid,
              CamValue         value,
              GError         **error)
{
  int code;

  if (column->update == NULL)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?2 WHERE fid = ?1", table->ours->name,
                                              column->ours->name);

      column->update = cam_db_prepare (self->db, sql, error);
      if (column->update == NULL)
        return FALSE;
    }
  cam_db_bind (column->update, 1, cam_integer (fid));
  cam_db_bind (column->update, 2, value);
  code = sqlite3_step (column->update);
  if (code != SQLITE_DONE)
    cam_merge_set_write_error (self, code, error);
  sqlite3_reset (column->update);
  sqlite3_clear_bindings (column->update);
  return code == SQLITE_DONE;
}

gboolean
cam_merge_write_dot (CamMergeRun           *self,
                     const CamMergeTable   *table,
                     const CamMergeColumn  *column,
                     gint64                 fid,
                     guint                  copy,
                     gint64                 seq,
                     GError               **error)
{
  const CamValue params[] = { cam_integer (table->our_id), cam_integer (fid), cam_integer (column->our_id),
                              cam_integer (cam_merge_get_copy (self, copy)->local), cam_integer (seq) };

  return cam_db_run (self->db, "INSERT OR REPLACE INTO cam_cell VALUES (?1, ?2, ?3, ?4, ?5)", params, 5, error);
}

gboolean
cam_merge_write_sibling (CamMergeRun           *self,
                         const CamMergeTable   *table,
                         const CamMergeColumn  *column,
                         gint64                 fid,
                         const CamSurvivor     *sibling,
                         GError               **error)
{
  const CamValue params[] = { cam_integer (table->our_id), cam_integer (fid), cam_integer (column->our_id),
                              cam_integer (cam_merge_get_copy (self, sibling->copy)->local),
                              cam_integer (sibling->seq), sibling->value };

  return cam_db_run (self->db, "INSERT OR REPLACE INTO cam_sibling VALUES (?1, ?2, ?3, ?4, ?5, ?6)", params, 6,
                     error);
}

static gboolean
write_result (CamMergeRun     *self,
              CamMergeTable   *table,
              guint            index,
              gint64           fid,
              GError         **error)
{
  CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, index);
  const CamSurvivor *shown = &g_array_index (self->result, CamSurvivor, 0);
  const CamSurvivor *former = &g_array_index (self->ours_cell, CamSurvivor, 0);
  const CamValue key[] = { cam_integer (table->our_id), cam_integer (fid), cam_integer (column->our_id) };

  if (shown->copy != former->copy || shown->seq != former->seq)
    {
      if ((!cam_value_equals (shown->value, former->value)
           && !update_value (self, table, column, fid, shown->value, error))
          || !cam_merge_note_value (self, table, index, fid, shown->value, error)
          || !cam_merge_write_dot (self, table, column, fid, shown->copy, shown->seq, error))
        return FALSE;
    }
  if ((self->ours_cell->len > 1 || self->result->len > 1)
      && !cam_db_run (self->db, "DELETE FROM cam_sibling WHERE tbl = ?1 AND fid = ?2 AND col = ?3", key, 3, error))
    return FALSE;
  for (guint i = 1; i < self->result->len; i++)
    if (!cam_merge_write_sibling (self, table, column, fid, &g_array_index (self->result, CamSurvivor, i), error))
      return FALSE;
  return TRUE;
}

/* A dot that both have, with another value here: something that is erased is referred to there, or the value
 * was computed. It stays as it is. */
gboolean
cam_merge_write_cell (CamMergeRun    *self,
                      CamMergeTable  *table,
                      guint           index,
                      gint64          fid,
                      GError        **error)
{
  const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, index);
  const CamSurvivor *former = &g_array_index (self->ours_cell, CamSurvivor, 0);
  const CamSurvivor *shown = NULL;
  gboolean was_open;

  cam_join_cell (self->ours_cell, self->theirs_cell, cam_merge_is_later, self, self->result);
  shown = &g_array_index (self->result, CamSurvivor, 0);
  if (shown->copy == former->copy && shown->seq == former->seq
      && cam_join_is_same (self->result, self->ours_cell))
    return TRUE;
  self->row_touched = TRUE;
  was_open = cam_join_is_open (self->ours_cell);
  if (cam_join_is_open (self->result))
    self->row_conflicts += !was_open || self->result->len != self->ours_cell->len;
  if (!cam_value_equals (shown->value, former->value) || cam_join_is_open (self->result) != was_open)
    g_ptr_array_add (self->changed, (gpointer) column->ours->name);
  if (strcmp (column->ours->name, "deleted") == 0)
    self->row_deleted = former->value.integer == 0 && shown->value.integer != 0;
  return !self->apply || write_result (self, table, index, fid, error);
}
