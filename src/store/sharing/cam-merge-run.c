/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-private.h"

#include "cam-erase-private.h"

static void
copy_clear (gpointer data)
{
  CamMergeCopy *copy = data;

  g_clear_pointer (&copy->id, g_free);
}

/* The statements of tables and columns are the connection's, and go back to it. */
static void
table_free (gpointer data)
{
  CamMergeTable *table = data;

  g_clear_pointer (&table->columns, g_array_unref);
  g_free (table);
}

void
cam_merge_run_init (CamMergeRun   *self,
                    CamSession    *session,
                    CamIncoming   *incoming,
                    gboolean       apply,
                    GCancellable  *cancellable)
{
  self->session = session;
  self->db = session->db;
  self->incoming = incoming;
  self->report = cam_merge_report_new ();
  self->apply = apply;
  self->cancellable = cancellable;
  self->copies = g_array_new (FALSE, TRUE, sizeof (CamMergeCopy));
  g_array_set_clear_func (self->copies, copy_clear);
  self->local_copies = g_hash_table_new (NULL, NULL);
  self->tables = g_ptr_array_new_with_free_func (table_free);
  self->erased = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->to_erase = g_ptr_array_new_with_free_func (g_free);
  self->references = g_array_new (FALSE, FALSE, sizeof (CamMergeReference));
  self->their_history = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->of_erased = g_array_new (FALSE, FALSE, sizeof (CamMergeAction));
  self->values = cam_incoming_values_new (incoming);
  self->ours_cell = g_array_new (FALSE, TRUE, sizeof (CamSurvivor));
  self->theirs_cell = g_array_new (FALSE, TRUE, sizeof (CamSurvivor));
  self->result = g_array_new (FALSE, TRUE, sizeof (CamSurvivor));
  self->our_dots = g_array_new (FALSE, FALSE, sizeof (CamMergeDot));
  self->outside_dots.cells = g_array_new (FALSE, FALSE, sizeof (CamFileCell));
  self->outside_dots.siblings = cam_file_siblings_new ();
  self->changed = g_ptr_array_new ();
}

static void
release_statements (CamMergeRun *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      CamMergeTable *table = g_ptr_array_index (self->tables, i);

      if (table->select != NULL)
        cam_db_release (self->db, table->select);
      if (table->insert != NULL)
        cam_db_release (self->db, table->insert);
      table->select = table->insert = NULL;
      for (guint j = 0; j < table->columns->len; j++)
        {
          CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, j);

          if (column->update != NULL)
            cam_db_release (self->db, column->update);
          column->update = NULL;
        }
    }
}

void
cam_merge_run_clear (CamMergeRun *self)
{
  release_statements (self);
  sqlite3_finalize (g_steal_pointer (&self->find_action));
  g_clear_object (&self->report);
  g_clear_pointer (&self->copies, g_array_unref);
  g_clear_pointer (&self->local_copies, g_hash_table_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->erased, g_hash_table_unref);
  g_clear_pointer (&self->to_erase, g_ptr_array_unref);
  g_clear_pointer (&self->references, g_array_unref);
  g_clear_pointer (&self->their_history, g_array_unref);
  g_clear_pointer (&self->of_erased, g_array_unref);
  g_clear_pointer (&self->values, cam_incoming_values_free);
  g_clear_pointer (&self->ours_cell, g_array_unref);
  g_clear_pointer (&self->theirs_cell, g_array_unref);
  g_clear_pointer (&self->result, g_array_unref);
  g_clear_pointer (&self->our_dots, g_array_unref);
  g_clear_pointer (&self->outside_dots.cells, g_array_unref);
  g_clear_pointer (&self->outside_dots.siblings, g_array_unref);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
}

static gboolean
read_erased (CamMergeRun  *self,
             GError      **error)
{
  g_autoptr (CamCursor) cursor = cam_db_query (self->db, "SELECT uuid FROM cam_erased", NULL, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    g_hash_table_add (self->erased, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Tells of a record that goes, where it is here. */
static gboolean
report_erased (CamMergeRun  *self,
               const char   *uuid,
               GError      **error)
{
  GPtrArray *tables = cam_db_get_tables (self->db);
  const CamValue params[] = { cam_text (uuid) };

  cam_merge_report_set_something (self->report);
  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);
      g_autofree char *sql = g_strdup_printf ("SELECT fid FROM \"%s\" WHERE uuid = ?1", table->name);
      const CamMergeItemData data = { .kind = CAM_MERGE_ERASED, .table = table->name, .uuid = uuid };
      gint64 fid = 0;

      if (!cam_db_query_integer (self->db, sql, params, 1, 0, &fid, error))
        return FALSE;
      if (fid != 0)
        {
          cam_merge_report_add (self->report, &data);
          return TRUE;
        }
    }
  return TRUE;
}

static gboolean
erase (CamMergeRun  *self,
       GError      **error)
{
  guint n = 0;

  if (self->to_erase->len == 0)
    return TRUE;
  for (guint i = 0; i < self->to_erase->len; i++)
    if (!report_erased (self, g_ptr_array_index (self->to_erase, i), error))
      return FALSE;
  if (self->apply && !cam_erase_rows (self->db, self->to_erase, &n, error))
    return FALSE;
  g_ptr_array_set_size (self->to_erase, 0);
  /* Others may have gone with them. */
  return read_erased (self, error);
}

static gboolean
take_erasures (CamMergeRun  *self,
               GError      **error)
{
  GHashTableIter iter;
  gpointer uuid = NULL;

  g_hash_table_iter_init (&iter, self->incoming->erased);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    if (g_hash_table_add (self->erased, g_strdup (uuid)))
      g_ptr_array_add (self->to_erase, g_strdup (uuid));
  return erase (self, error);
}

static gboolean
prepare (CamMergeRun  *self,
         GError      **error)
{
  gint64 siblings = 0;
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = NULL;

  if (!cam_db_query_integer (self->db, "SELECT EXISTS (SELECT 1 FROM cam_sibling)", NULL, 0, 0, &siblings, error))
    return FALSE;
  self->we_have_siblings = siblings != 0;
  self->find_action = cam_incoming_select (self->incoming, "cam_action", "clock, author, at",
                                           "WHERE copy = ?1 AND seq = ?2", error);
  stmt = self->find_action != NULL ? cam_incoming_select (self->incoming, "cam_row", "fid", "", error) : NULL;
  if (stmt == NULL)
    return FALSE;
  while (cam_foreign_db_step (self->incoming->db, stmt, &local_error))
    self->n_all_rows++;
  sqlite3_finalize (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
settle_reference (CamMergeRun              *self,
                  const CamMergeReference  *reference,
                  GError                  **error)
{
  const CamMergeColumn *column = &g_array_index (reference->table->columns, CamMergeColumn, reference->column);
  const CamValue fid = cam_integer (reference->fid);
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = NULL WHERE fid = ?1 AND \"%s\" IS NOT NULL"
                         " AND NOT EXISTS (SELECT 1 FROM \"%s\" other WHERE other.uuid = \"%s\".\"%s\")",
                         reference->table->ours->name, column->ours->name, column->ours->name,
                         column->ours->references, reference->table->ours->name, column->ours->name);
  if (!cam_db_run (self->db, sql, &fid, 1, error))
    return FALSE;
  if (sqlite3_changes (cam_db_get_handle (self->db)) > 0)
    cam_merge_report_add_dangling (self->report, 1);
  return TRUE;
}

gboolean
cam_merge_settle_references (CamMergeRun  *self,
                             GError      **error)
{
  for (guint i = 0; i < self->references->len; i++)
    if (!settle_reference (self, &g_array_index (self->references, CamMergeReference, i), error))
      return FALSE;
  return TRUE;
}

gboolean
cam_merge_look (CamMergeRun  *self,
                gboolean     *news,
                GError      **error)
{
  if (!cam_merge_map_copies (self, error) || !read_erased (self, error))
    return FALSE;
  if (self->incoming->lacks_areas || self->incoming->lacks_personal)
    cam_merge_report_set_lacking (self->report, self->incoming->lacks_areas, self->incoming->lacks_personal);
  *news = cam_merge_has_news (self);
  return TRUE;
}

gboolean
cam_merge_run (CamMergeRun  *self,
               GError      **error)
{
  if (!prepare (self, error) || !cam_merge_map_tables (self, error) || !cam_merge_read_their_history (self, error)
      || !take_erasures (self, error) || !cam_merge_take_actions (self, error)
      || !cam_merge_take_rows (self, error) || !cam_merge_take_extra (self, error)
      || !erase (self, error) || !cam_merge_take_changes (self, error)
      || !cam_merge_settle_references (self, error))
    return FALSE;
  if (self->apply && !cam_merge_write_vectors (self, error))
    return FALSE;
  cam_merge_report_add_actions (self->report, self->n_known);
  if (self->n_changes > 0 || cam_merge_vector_moved (self))
    cam_merge_report_set_something (self->report);
  release_statements (self);
  return TRUE;
}
