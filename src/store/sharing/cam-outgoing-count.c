/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outgoing-private.h"

#include "cam-store-private.h"

#include <string.h>

/* What a copy would hold, by the plan that the copy is made by. Reads on a connection of its own, so that
 * neither the screen nor a write waits for it. */

#define MAX_NAMES 5
#define PROGRESS_OPS 2000
/* What a row and a cell take beside their bytes, on the average of real files. */
#define ROW_BYTES 120
#define CHANGE_BYTES 90
#define ENTRY_BYTES 26  /* an entry of the search index beside its texts, less its line among the rows that wait */
#define SAMPLE 200

static void
item_free (gpointer data)
{
  CamOutgoingItem *item = data;

  g_free (item->table);
  g_free (item->level);
  g_free (item);
}

static void
field_free (gpointer data)
{
  CamOutgoingField *field = data;

  g_free (field->table);
  g_free (field->column);
  g_free (field);
}

void
cam_outgoing_count_free (CamOutgoingCount *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self);
}

static gboolean G_GNUC_PRINTF (4, 5)
ask (CamDb       *db,
     gint64      *answer,
     GError     **error,
     const char  *format,
     ...)
{
  va_list args;
  g_autofree char *sql = NULL;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  return cam_db_query_integer (db, sql, NULL, 0, 0, answer, error);
}

static void
add_item (CamOutgoingCount *self,
          const char       *table,
          const char       *level,
          gint64            n)
{
  CamOutgoingItem *item = NULL;

  if (n == 0)
    return;
  item = g_new0 (CamOutgoingItem, 1);
  item->table = g_strdup (table);
  item->level = g_strdup (level);
  item->n = n;
  g_ptr_array_add (self->items, item);
}

static gboolean
count_areas (CamOutgoingCount    *self,
             CamOutgoingPlan     *plan,
             const CamTableInfo  *table,
             GError             **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  sql = g_strdup_printf ("SELECT level, count (*) FROM area WHERE deleted = 0 AND (%s) GROUP BY level",
                         cam_outgoing_plan_get_condition (plan, table));
  cursor = cam_db_query (plan->db, sql, NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    add_item (self, table->name, cam_cursor_get_text (cursor, 0), cam_cursor_get_integer (cursor, 1));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether each row is a person. What refers to one tells of somebody who is counted already. */
static gboolean
is_of_persons (const CamTableInfo *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);

      if (g_strcmp0 (column->references, "person") == 0)
        return FALSE;
    }
  return strcmp (table->scope, "personal") == 0 && cam_search_get_title_column (table) != NULL;
}

static gboolean
count_table (CamOutgoingCount    *self,
             CamOutgoingPlan     *plan,
             const CamTableInfo  *table,
             GError             **error)
{
  gint64 n = 0;

  if (strcmp (table->name, "area") == 0)
    return count_areas (self, plan, table, error);
  if (!ask (plan->db, &n, error, "SELECT count (*) FROM \"%s\" WHERE deleted = 0 AND (%s)", table->name,
            cam_outgoing_plan_get_condition (plan, table)))
    return FALSE;
  add_item (self, table->name, NULL, n);
  if (is_of_persons (table))
    self->persons += n;
  return TRUE;
}

static gboolean
count_fields (CamOutgoingCount    *self,
              CamOutgoingPlan     *plan,
              const CamTableInfo  *table,
              GError             **error)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);
      gint64 n = 0;

      if (!column->personal || strcmp (column->name, "deleted") == 0
          || !cam_outgoing_plan_has_column (plan, table, column))
        continue;
      if (!ask (plan->db, &n, error, "SELECT count (*) FROM \"%s\" WHERE deleted = 0 AND coalesce (\"%s\", '') NOT IN ('', 0)"
                                     " AND (%s)", table->name, column->name,
                cam_outgoing_plan_get_condition (plan, table)))
        return FALSE;
      if (n > 0)
        {
          CamOutgoingField *field = g_new0 (CamOutgoingField, 1);

          field->table = g_strdup (table->name);
          field->column = g_strdup (column->name);
          field->n = n;
          g_ptr_array_add (self->fields, field);
        }
    }
  return TRUE;
}

static gboolean
list_names (CamOutgoingCount    *self,
            CamOutgoingPlan     *plan,
            const CamTableInfo  *table,
            GError             **error)
{
  const char *title = cam_search_get_title_column (table);
  g_autofree char *sql = NULL;
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!is_of_persons (table))
    return TRUE;
  sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE deleted = 0 AND \"%s\" <> '' AND (%s)"
                         " ORDER BY 1 LIMIT %d", title, table->name, title,
                         cam_outgoing_plan_get_condition (plan, table), MAX_NAMES);
  cursor = cam_db_query (plan->db, sql, NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (self->names->len < MAX_NAMES && cam_cursor_next (cursor, &local_error))
    g_ptr_array_add (self->names, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* SQL for the bytes of a row: of all columns, or of those that go in. */
static char *
dup_weight (CamOutgoingPlan    *plan,
            const CamTableInfo *table,
            gboolean            all)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql, "%d", ROW_BYTES);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);

      if (all || cam_outgoing_plan_has_column (plan, table, column))
        g_string_append_printf (sql, " + coalesce (octet_length (\"%s\"), 0)", column->name);
    }
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/* The parts of one table, rows and history, that there are and that go in. */
static gboolean
weigh_table (CamOutgoingPlan     *plan,
             const CamTableInfo  *table,
             gint64              *all,
             gint64              *kept,
             GError             **error)
{
  const char *condition = cam_outgoing_plan_get_condition (plan, table);
  g_autofree char *whole = dup_weight (plan, table, TRUE);
  g_autofree char *part = dup_weight (plan, table, FALSE);
  gboolean public = cam_share_scope_get_what (plan->scope) == CAM_SHARE_PUBLIC;
  gint64 n = 0;

  if (!ask (plan->db, &n, error, "SELECT sum (%s) FROM \"%s\"", whole, table->name))
    return FALSE;
  *all += n;
  if (!ask (plan->db, &n, error, "SELECT sum (%s) FROM \"%s\" WHERE %s", part, table->name, condition))
    return FALSE;
  *kept += n;
  if (public || strcmp (condition, "0") == 0)
    return TRUE;
  if (strcmp (condition, "1") == 0)
    {
      if (!ask (plan->db, &n, error, "SELECT sum (%d + coalesce (octet_length (old), 0) + coalesce (octet_length (new), 0))"
                                     " FROM cam_change WHERE tbl = %d", CHANGE_BYTES, table->id))
        return FALSE;
    }
  else if (!ask (plan->db, &n, error, "SELECT sum (%d + coalesce (octet_length (old), 0) + coalesce (octet_length (new), 0))"
                                      " FROM cam_change WHERE tbl = %d AND uuid IN (SELECT uuid FROM \"%s\" WHERE %s)",
                 CHANGE_BYTES, table->id, table->name, condition))
    return FALSE;
  *kept += n;
  return TRUE;
}

/* What the search index takes, which stays behind: its list of pages, and the texts that it has, by some of them. */
static gboolean
estimate_index (CamOutgoingPlan  *plan,
                gint64            page,
                gint64           *size,
                GError          **error)
{
  gint64 leaves = 0, entries = 0, bytes = 0;

  if (!ask (plan->db, &leaves, error, "SELECT count (*) FROM cam_search_idx")
      || !ask (plan->db, &entries, error, "SELECT count (*) FROM cam_search_docsize")
      || !ask (plan->db, &bytes, error, "SELECT coalesce (avg (%d + octet_length (c0) + octet_length (c1)"
                                        " + octet_length (c2) + octet_length (c3)), 0)"
                                        " FROM (SELECT * FROM cam_search_content LIMIT %d)", ENTRY_BYTES, SAMPLE))
    return FALSE;
  *size = leaves * page + entries * bytes;
  return TRUE;
}

/* The pages of the file in the proportion of what goes in to what there is. */
static gboolean
estimate_size (CamOutgoingCount  *self,
               CamOutgoingPlan   *plan,
               GError           **error)
{
  GPtrArray *tables = cam_db_get_tables (plan->db);
  gint64 page = 0, pages = 0, empty = 0, roots = 0, index = 0, all = 0, kept = 0;

  if (!ask (plan->db, &page, error, "PRAGMA page_size") || !ask (plan->db, &pages, error, "PRAGMA page_count")
      || !ask (plan->db, &empty, error, "PRAGMA freelist_count")
      || !ask (plan->db, &roots, error, "SELECT count (*) FROM sqlite_schema WHERE rootpage > 0"))
    return FALSE;
  if (!estimate_index (plan, page, &index, error))
    return FALSE;
  self->size = MAX ((pages - empty) * page - index, page);
  if (cam_outgoing_plan_is_whole (plan))
    return TRUE;
  if (!ask (plan->db, &all, error, "SELECT sum (%d + coalesce (octet_length (old), 0) + coalesce (octet_length (new), 0))"
                                   " FROM cam_change", CHANGE_BYTES))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!weigh_table (plan, g_ptr_array_index (tables, i), &all, &kept, error))
      return FALSE;
  if (all > 0)
    self->size = roots * page
                 + (gint64) ((double) MAX (self->size - roots * page, 0) * (double) kept / (double) all);
  return TRUE;
}

static gboolean
count_all (CamOutgoingCount  *self,
           CamOutgoingPlan   *plan,
           GError           **error)
{
  GPtrArray *tables = cam_db_get_tables (plan->db);

  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);

      if (!count_table (self, plan, table, error) || !count_fields (self, plan, table, error)
          || !list_names (self, plan, table, error))
        return FALSE;
    }
  if (cam_share_scope_get_personal (plan->scope)
      && !ask (plan->db, &self->authors, error, "SELECT count (DISTINCT author) FROM cam_action WHERE author <> ''"))
    return FALSE;
  return estimate_size (self, plan, error);
}

static int
cancelled_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

static CamOutgoingCount *
count (const char     *path,
       CamShareScope  *scope,
       GCancellable   *cancellable,
       GError        **error)
{
  g_autoptr (CamOutgoingCount) self = g_new0 (CamOutgoingCount, 1);
  g_autoptr (CamDb) db = cam_db_open (path, CAM_DB_READ_ONLY, error);
  g_autoptr (CamOutgoingPlan) plan = NULL;
  gboolean done = FALSE;

  self->items = g_ptr_array_new_with_free_func (item_free);
  self->fields = g_ptr_array_new_with_free_func (field_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  if (db == NULL)
    return NULL;
  if (cancellable != NULL)
    sqlite3_progress_handler (cam_db_get_handle (db), PROGRESS_OPS, cancelled_cb, cancellable);
  /* The plan keeps a temporary table; the file itself is open for reading only. */
  if (cam_db_run_script (db, "PRAGMA query_only = OFF;", error) && cam_db_load_tables (db, error))
    plan = cam_outgoing_plan_new (db, scope, error);
  done = plan != NULL && count_all (self, plan, error);
  g_clear_pointer (&plan, cam_outgoing_plan_free);
  return done ? g_steal_pointer (&self) : NULL;
}

CamOutgoingCount *
cam_outgoing_count (CamStore       *store,
                    CamShareScope  *scope,
                    GError        **error)
{
  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (scope != NULL, NULL);

  return count (cam_store_get_path (store), scope, NULL, error);
}

typedef struct
{
  char          *path;
  CamShareScope *scope;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->path);
  g_clear_pointer (&question->scope, cam_share_scope_unref);
  g_free (question);
}

static void
count_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;
  CamOutgoingCount *self = count (question->path, question->scope, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) cam_outgoing_count_free);
  else
    g_task_return_error (task, error);
}

void
cam_outgoing_count_async (CamStore            *store,
                          CamShareScope       *scope,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (scope != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_outgoing_count_async);
  question = g_new0 (Question, 1);
  question->path = g_strdup (cam_store_get_path (store));
  question->scope = cam_share_scope_ref (scope);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, count_in_thread);
}

CamOutgoingCount *
cam_outgoing_count_finish (CamStore      *store,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
