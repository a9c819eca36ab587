/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-duplicate.h"

#include "cam-cell.h"
#include "cam-store-private.h"

#include <string.h>

typedef struct
{
  char  *table;
  char  *one;
  char  *other;
  char **from_former;
} Join;

static void
join_free (gpointer data)
{
  Join *join = data;

  g_clear_pointer (&join->table, g_free);
  g_clear_pointer (&join->one, g_free);
  g_clear_pointer (&join->other, g_free);
  g_clear_pointer (&join->from_former, g_strfreev);
  g_free (join);
}

static Join *
join_new (const char        *table,
          const char        *one,
          const char        *other,
          const char *const *from_former)
{
  Join *join = g_new0 (Join, 1);

  join->table = g_strdup (table);
  join->one = g_strdup (one);
  join->other = g_strdup (other);
  join->from_former = g_strdupv ((char **) from_former);
  return join;
}

static const CamTableInfo *
find_table (CamDb       *db,
            const char  *name,
            GError     **error)
{
  const CamTableInfo *table = cam_db_find_table (db, name);

  if (table == NULL)
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "The file has no table “%s”.", name);
  return table;
}

static gboolean
check_there (CamDb               *db,
             const CamTableInfo  *table,
             const char          *uuid,
             GError             **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE uuid = ?1 AND deleted = 0", table->name);
  const CamValue param = cam_text (uuid);
  gint64 found = 0;

  if (!cam_db_query_integer (db, sql, &param, 1, 0, &found, error))
    return FALSE;
  if (!found)
    g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "“%s” has no “%s” any more.", table->name, uuid);
  return found != 0;
}

/* From the history, which all copies have in common, and not from local numbers. What has no history is the
 * newest. */
static char *
choose_kept (CamDb               *db,
             const CamTableInfo  *table,
             const char          *one,
             const char          *other,
             GError             **error)
{
  const CamValue params[] = { cam_text (one), cam_text (other), cam_integer (table->id),
                              cam_integer (G_MAXINT64) };

  if (!check_there (db, table, one, error) || !check_there (db, table, other, error))
    return NULL;
  return cam_db_query_text (
    db,
    "SELECT v.uuid FROM (SELECT ?1 AS uuid UNION ALL SELECT ?2) v"
    " LEFT JOIN cam_change c ON c.uuid = v.uuid AND c.tbl = ?3"
    " LEFT JOIN cam_action a ON a.copy = c.copy AND a.seq = c.seq"
    " LEFT JOIN cam_copy p ON p.copy = a.copy"
    " ORDER BY coalesce (a.clock, ?4), coalesce (p.copy_id, ''), v.uuid LIMIT 1",
    params, G_N_ELEMENTS (params), error);
}

char *
cam_duplicate_dup_kept (CamStore    *store,
                        const char  *table,
                        const char  *one,
                        const char  *other,
                        GError     **error)
{
  CamDb *db = NULL;
  const CamTableInfo *info = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (table != NULL && one != NULL && other != NULL, NULL);
  db = cam_store_get_reader (store);
  if (db == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_FAILED, "The file is not open.");
      return NULL;
    }
  info = find_table (db, table, error);
  return info != NULL ? choose_kept (db, info, one, other, error) : NULL;
}

static gboolean
read_value (CamDb               *db,
            const CamTableInfo  *table,
            const CamColumnInfo *column,
            const char          *uuid,
            CamValue            *value,
            GError             **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE uuid = ?1", column->name, table->name);
  const CamValue param = cam_text (uuid);
  g_autoptr (CamCursor) cursor = cam_db_query (db, sql, &param, 1, error);
  g_autoptr (GError) local_error = NULL;

  *value = cam_null ();
  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error))
    *value = cam_cell_dup_value (cursor, 0);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_empty (CamValue value)
{
  return value.type == CAM_VALUE_NULL || (value.type == CAM_VALUE_TEXT && *value.text == '\0');
}

static gboolean
take_over (CamWriter            *writer,
           const CamTableInfo   *table,
           const Join           *join,
           const char           *kept,
           const char           *former,
           GError              **error)
{
  CamDb *db = cam_writer_get_db (writer);
  gboolean done = TRUE;

  for (guint i = 0; done && i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);
      gboolean chosen = join->from_former != NULL
                        && g_strv_contains ((const char *const *) join->from_former, column->name);
      CamValue had = cam_null ();
      CamValue has = cam_null ();

      if (strcmp (column->name, "deleted") == 0)
        continue;
      done = read_value (db, table, column, former, &had, error)
             && read_value (db, table, column, kept, &has, error);
      if (done && !is_empty (had) && (chosen || is_empty (has)))
        {
          const CamCell cell = { column->name, had };

          done = cam_writer_update (writer, table->name, kept, &cell, 1, error);
        }
      cam_value_clear (&had);
      cam_value_clear (&has);
    }
  return done;
}

/* Everything that refers to @former, be it deleted itself, refers to @kept; a record does not refer to
 * itself, as where one of two that became one had belonged to the other. */
static gboolean
point_to (CamDb       *db,
          const char  *table,
          const char  *former,
          const char  *kept,
          GError     **error)
{
  GPtrArray *tables = cam_db_get_tables (db);
  const CamValue params[] = { cam_text (former), cam_text (kept) };

  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *other = g_ptr_array_index (tables, i);

      for (guint j = 0; j < other->columns->len; j++)
        {
          const CamColumnInfo *column = g_ptr_array_index (other->columns, j);
          g_autofree char *sql = NULL;

          if (g_strcmp0 (column->references, table) != 0)
            continue;
          sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = nullif (?2, uuid) WHERE \"%s\" = ?1", other->name,
                                 column->name, column->name);
          if (!cam_db_run (db, sql, params, 2, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Two copies that say the same of the same records make the same row. */
static char *
make_uuid (const char *kind,
           const char *table,
           const char *one,
           const char *other)
{
  g_autofree char *text = g_strjoin ("\n", "cambridgeshire-local", kind, table, one, other, NULL);
  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("%.8s-%.4s-5%.3s-8%.3s-%.12s", hex, hex + 8, hex + 13, hex + 17, hex + 20);
}

static gboolean
remember (CamWriter      *writer,
          const char     *table,
          const char     *uuid,
          const CamCell  *cells,
          guint           n_cells,
          GError        **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE uuid = ?1", table);
  const CamValue param = cam_text (uuid);
  g_autofree char *made = NULL;
  gint64 found = 0;

  if (!cam_db_query_integer (cam_writer_get_db (writer), sql, &param, 1, 0, &found, error))
    return FALSE;
  /* The first cell is the uuid. */
  if (found)
    return cam_writer_update (writer, table, uuid, cells + 1, n_cells - 1, error);
  made = cam_writer_insert (writer, table, cells, n_cells, error);
  return made != NULL;
}

static gboolean
remember_joined (CamWriter   *writer,
                 const char  *table,
                 const char  *former,
                 const char  *kept,
                 GError     **error)
{
  g_autofree char *uuid = make_uuid ("joined", table, former, kept);
  const CamCell cells[] = { { "uuid", cam_text (uuid) },
                            { "table_name", cam_text (table) },
                            { "former_uuid", cam_text (former) },
                            { "kept_uuid", cam_text (kept) },
                            { "deleted", cam_integer (0) } };

  return remember (writer, "joined", uuid, cells, G_N_ELEMENTS (cells), error);
}

/* The row of @contacts that keeps @value, unless one of the two records has it there already. */
static gboolean
keep_contact (CamWriter   *writer,
              const char  *contacts,
              const char  *owner,
              const char  *kind,
              const char  *value,
              const char  *kept,
              const char  *former,
              GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE deleted = 0 AND \"%s\" IN (?1, ?2) AND kind = ?3 AND value = ?4",
                                          contacts, owner);
  const CamValue params[] = { cam_text (kept), cam_text (former), cam_text (kind), cam_text (value) };
  g_autofree char *uuid = make_uuid (kind, contacts, former, kept);
  const CamCell cells[] = { { "uuid", cam_text (uuid) }, { owner, cam_text (kept) }, { "kind", cam_text (kind) },
                            { "value", cam_text (value) }, { "deleted", cam_integer (0) } };
  gint64 found = 0;

  if (!cam_db_query_integer (cam_writer_get_db (writer), sql, params, G_N_ELEMENTS (params), 0, &found, error))
    return FALSE;
  return found || remember (writer, contacts, uuid, cells, G_N_ELEMENTS (cells), error);
}

/* Nobody loses a number by being joined: the phone and the e-mail that the kept one will not have become further ones. Before
 * anything goes over. */
static gboolean
keep_contacts (CamWriter           *writer,
               const CamTableInfo  *table,
               const Join          *join,
               const char          *kept,
               const char          *former,
               GError             **error)
{
  static const char *const kinds[] = { "phone", "email" };
  CamDb *db = cam_writer_get_db (writer);
  g_autofree char *contacts = g_strconcat (table->name, "_contact", NULL);
  g_autofree char *owner = g_strconcat (table->name, "_uuid", NULL);
  gboolean done = TRUE;

  if (cam_db_find_table (db, contacts) == NULL)
    return TRUE;
  for (guint i = 0; done && i < G_N_ELEMENTS (kinds); i++)
    {
      const CamColumnInfo *column = cam_table_info_find_column (table, kinds[i]);
      gboolean chosen = join->from_former != NULL && g_strv_contains ((const char *const *) join->from_former, kinds[i]);
      CamValue had = cam_null ();
      CamValue has = cam_null ();

      if (column == NULL)
        continue;
      done = read_value (db, table, column, former, &had, error) && read_value (db, table, column, kept, &has, error);
      if (done && had.type == CAM_VALUE_TEXT && has.type == CAM_VALUE_TEXT && *had.text != '\0' && *has.text != '\0'
          && strcmp (had.text, has.text) != 0)
        done = keep_contact (writer, contacts, owner, kinds[i], chosen ? has.text : had.text, kept, former, error);
      cam_value_clear (&had);
      cam_value_clear (&has);
    }
  return done;
}

static gboolean
join_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  const Join *join = data;
  CamDb *db = cam_writer_get_db (writer);
  const CamTableInfo *table = find_table (db, join->table, error);
  g_autofree char *kept = table != NULL ? choose_kept (db, table, join->one, join->other, error) : NULL;
  const char *former = NULL;

  if (kept == NULL)
    return FALSE;
  former = strcmp (kept, join->one) == 0 ? join->other : join->one;
  if (strcmp (former, kept) == 0)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "A record cannot be joined with itself.");
      return FALSE;
    }
  return keep_contacts (writer, table, join, kept, former, error)
         && take_over (writer, table, join, kept, former, error)
         && point_to (db, table->name, former, kept, error)
         && remember_joined (writer, table->name, former, kept, error)
         && cam_writer_delete (writer, table->name, former, error);
}

static gboolean
part_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  const Join *join = data;
  gboolean in_order = strcmp (join->one, join->other) < 0;
  const char *first = in_order ? join->one : join->other;
  const char *second = in_order ? join->other : join->one;
  g_autofree char *uuid = make_uuid ("different", join->table, first, second);
  const CamCell cells[] = { { "uuid", cam_text (uuid) },
                            { "table_name", cam_text (join->table) },
                            { "one_uuid", cam_text (first) },
                            { "other_uuid", cam_text (second) },
                            { "deleted", cam_integer (0) } };

  return find_table (cam_writer_get_db (writer), join->table, error) != NULL
         && remember (writer, "not_duplicate", uuid, cells, G_N_ELEMENTS (cells), error);
}

/* (transfer full): former uuid → the uuid that it was joined with, of one table. Where two copies joined one
 * record with different ones, the smaller uuid is the one on every copy. */
static GHashTable *
read_joined (CamDb       *db,
             const char  *table,
             GError     **error)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const CamValue param = cam_text (table);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = NULL;

  cursor = cam_db_query (db,
                         "SELECT former_uuid, kept_uuid FROM joined WHERE deleted = 0 AND table_name = ?1"
                         " AND former_uuid IS NOT NULL AND kept_uuid IS NOT NULL ORDER BY kept_uuid DESC",
                         &param, 1, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    g_hash_table_replace (kept, g_strdup (cam_cursor_get_text (cursor, 0)),
                          g_strdup (cam_cursor_get_text (cursor, 1)));
  if (local_error == NULL)
    return g_steal_pointer (&kept);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
is_there (CamDb              *db,
          const CamTableInfo *table,
          const char         *uuid)
{
  return check_there (db, table, uuid, NULL);
}

/* Through all that it was joined with in turn; NULL where that leads nowhere, or in a circle. */
static const char *
find_last (CamDb              *db,
           const CamTableInfo *table,
           GHashTable         *joined,
           const char         *former)
{
  const char *last = former;
  guint n_steps = 0;

  while (last != NULL && !is_there (db, table, last) && n_steps++ <= g_hash_table_size (joined))
    last = g_hash_table_lookup (joined, last);
  return last != NULL && last != former && is_there (db, table, last) ? last : NULL;
}

static gboolean
follow_table (CamDb               *db,
              const CamTableInfo  *table,
              GError             **error)
{
  g_autoptr (GHashTable) joined = read_joined (db, table->name, error);
  GHashTableIter iter;
  gpointer former = NULL;

  if (joined == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, joined);
  while (g_hash_table_iter_next (&iter, &former, NULL))
    {
      const char *last = find_last (db, table, joined, former);

      if (last != NULL && !point_to (db, table->name, former, last, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
follow_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  CamDb *db = cam_writer_get_db (writer);
  GPtrArray *tables = cam_db_get_tables (db);

  for (guint i = 0; i < tables->len; i++)
    if (!follow_table (db, g_ptr_array_index (tables, i), error))
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

/* Takes @join. */
static void
start (CamStore            *store,
       const char          *label,
       CamWriteFunc         func,
       Join                *join,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  cam_store_write_async (store, label, func, join, join_free, cancellable, written_cb, task);
}

void
cam_duplicate_join_async (CamStore            *store,
                          const char          *table,
                          const char          *one,
                          const char          *other,
                          const char *const   *from_former,
                          const char          *label,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (table != NULL && one != NULL && other != NULL && label != NULL);
  start (store, label, join_cb, join_new (table, one, other, from_former), cam_duplicate_join_async,
         cancellable, callback, user_data);
}

void
cam_duplicate_part_async (CamStore            *store,
                          const char          *table,
                          const char          *one,
                          const char          *other,
                          const char          *label,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (table != NULL && one != NULL && other != NULL && label != NULL);
  start (store, label, part_cb, join_new (table, one, other, NULL), cam_duplicate_part_async, cancellable,
         callback, user_data);
}

void
cam_duplicate_follow_async (CamStore            *store,
                            const char          *label,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (label != NULL);
  start (store, label, follow_cb, join_new (NULL, NULL, NULL, NULL), cam_duplicate_follow_async, cancellable,
         callback, user_data);
}

gboolean
cam_duplicate_finish (CamStore      *store,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
