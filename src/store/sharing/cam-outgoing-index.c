/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outgoing-private.h"

#include "cam-store-private.h"

/* The search index of a copy: no word of what was left out may be in it, nor the beginning of one.
 * Where most stays, words are crossed out and the index is then written anew from itself; where most goes,
 * it is made anew from the rows. */

static GArray *
list_fids (CamDb               *db,
           const CamTableInfo  *table,
           GError             **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT fid FROM \"%s\" WHERE deleted = 0", table->name);
  g_autoptr (GArray) fids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CamCursor) cursor = cam_db_query (db, sql, NULL, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    {
      gint64 fid = cam_cursor_get_integer (cursor, 0);

      g_array_append_val (fids, fid);
    }
  if (local_error == NULL)
    return g_steal_pointer (&fids);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
index_table (CamDb               *db,
             const CamTableInfo  *table,
             GError             **error)
{
  g_autoptr (GArray) fids = list_fids (db, table, error);

  return fids != NULL && cam_search_update (db, table, (gint64 *) (void *) fids->data, fids->len, error);
}

static gboolean
make_anew (CamDb   *db,
           GError **error)
{
  GPtrArray *tables = cam_db_get_tables (db);
  g_autofree char *sql = cam_db_query_text (db, "SELECT sql FROM sqlite_schema WHERE name = 'cam_search'",
                                            NULL, 0, error);

  if (sql == NULL || !cam_db_run (db, "DROP TABLE cam_search", NULL, 0, error)
      || !cam_db_run (db, sql, NULL, 0, error) || !cam_db_run (db, "DELETE FROM cam_unindexed", NULL, 0, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!index_table (db, g_ptr_array_index (tables, i), error))
      return FALSE;
  return TRUE;
}

/* Whether what is indexed of the table's rows may have changed. */
static gboolean
is_blanked (CamOutgoingPlan    *plan,
            const CamTableInfo *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (!cam_outgoing_plan_has_column (plan, table, g_ptr_array_index (table->columns, i)))
      return TRUE;
  return FALSE;
}

/* The entries of a table that are to go: all of them where its rows are other ones now. */
#define ENTRIES " FROM cam_search WHERE rowid >= ?1 AND rowid < ?2 AND (?3 OR rowid - ?1 NOT IN (SELECT fid FROM \"%s\"))"

static void
get_bounds (CamOutgoingPlan     *plan,
            const CamTableInfo  *table,
            CamValue             params[3])
{
  params[0] = cam_integer (cam_store_row_key (table->id, 0));
  params[1] = cam_integer (cam_store_row_key (table->id + 1, 0));
  params[2] = cam_integer (is_blanked (plan, table));
}

/* An index that is in one piece already would be left as it is, with what was crossed out in it before. */
#define WRITE_ANEW                                                              \
  "INSERT INTO cam_search (rowid, title) VALUES (4611686018427387904, 'a');"    \
  "INSERT INTO cam_search (cam_search) VALUES ('flush');"                       \
  "DELETE FROM cam_search WHERE rowid = 4611686018427387904;"                   \
  "INSERT INTO cam_search (cam_search) VALUES ('optimize');"

static gboolean
trim (CamOutgoingPlan  *plan,
      GError          **error)
{
  GPtrArray *tables = cam_db_get_tables (plan->db);

  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);
      g_autofree char *sql = g_strdup_printf ("DELETE" ENTRIES, table->name);
      CamValue params[3];

      get_bounds (plan, table, params);
      if (!cam_db_run (plan->db, sql, params, 3, error)
          || (is_blanked (plan, table) && !index_table (plan->db, table, error)))
        return FALSE;
    }
  return cam_db_run_script (plan->db, WRITE_ANEW, error);
}

static gboolean
does_most_stay (CamOutgoingPlan  *plan,
                gboolean         *most,
                GError          **error)
{
  GPtrArray *tables = cam_db_get_tables (plan->db);
  gint64 all = 0, going = 0;

  if (!cam_db_query_integer (plan->db, "SELECT count (*) FROM cam_search", NULL, 0, 0, &all, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);
      g_autofree char *sql = g_strdup_printf ("SELECT count (*)" ENTRIES, table->name);
      CamValue params[3];
      gint64 n = 0;

      get_bounds (plan, table, params);
      if (!cam_db_query_integer (plan->db, sql, params, 3, 0, &n, error))
        return FALSE;
      going += n;
    }
  *most = going < all / 2;
  return TRUE;
}

gboolean
cam_outgoing_reduce_index (CamOutgoingPlan  *plan,
                           GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean most = FALSE;

  if (does_most_stay (plan, &most, &local_error) && (!most || trim (plan, &local_error)))
    return most || make_anew (plan->db, error);
  if (!g_error_matches (local_error, CAM_ERROR, CAM_ERROR_CORRUPT))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_debug ("the search index is damaged: %s", local_error->message);
  return make_anew (plan->db, error);
}
