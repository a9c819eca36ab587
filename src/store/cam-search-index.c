/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-search-text.h"
#include "cam-store-private.h"

/* The full-text index, kept up inside each action's transaction. What is searched follows from the
 * schema alone, so that edits by other programs are indexed by the same rule and before any record
 * type is known: the title is the column of cam_search_get_title_column(), the body every other text column
 * that a person reads. A test compares that with what the record types declare. */

typedef struct
{
  char    *title;
  char    *title_also;
  GString *body;
  char    *body_also;
} Entry;

static void
entry_clear (Entry *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->title_also, g_free);
  if (self->body != NULL)
    g_string_free (g_steal_pointer (&self->body), TRUE);
  g_clear_pointer (&self->body_also, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

/* References, times and what calendars and contact cards carry along are for programs: nobody looks for their words. */
static gboolean
is_searched (const CamColumnInfo *column)
{
  static const char *const unread[] = { "table_name", "recurrence", "time_zone", "choice", NULL };

  return g_str_has_prefix (column->type, "TEXT") && !g_str_has_suffix (column->name, "_uuid")
         && !g_str_has_suffix (column->name, "_at") && !g_str_has_prefix (column->name, "ical_") && !g_str_has_prefix (column->name, "vcard_")
         && !g_strv_contains (unread, column->name);
}

const char *
cam_search_get_title_column (const CamTableInfo *table)
{
  const char *names[] = { "name", "title", table->name, "body" };

  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    {
      const CamColumnInfo *column = cam_table_info_find_column (table, names[n]);

      if (column != NULL && is_searched (column))
        return column->name;
    }
  return NULL;
}

/* "SELECT deleted, …" of the searched columns; NULL where the table has none. @titled: whether the
 * first of them is the title. */
static char *
dup_row_sql (const CamTableInfo *table,
             gboolean           *titled,
             guint              *n_texts)
{
  g_autoptr (GString) sql = g_string_new ("SELECT deleted");
  const char *title = cam_search_get_title_column (table);

  *titled = title != NULL;
  *n_texts = title != NULL ? 1 : 0;
  if (title != NULL)
    g_string_append_printf (sql, ", \"%s\"", title);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CamColumnInfo *column = g_ptr_array_index (table->columns, i);

      if (!is_searched (column) || g_strcmp0 (column->name, title) == 0)
        continue;
      g_string_append_printf (sql, ", \"%s\"", column->name);
      (*n_texts)++;
    }
  if (*n_texts == 0)
    return NULL;
  g_string_append_printf (sql, " FROM \"%s\" WHERE fid = ?1", table->name);
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/* FALSE where the row is gone, deleted or without a word; then @error may be set. */
static gboolean
read_entry (CamDb       *db,
            const char  *sql,
            gint64       fid,
            gboolean     titled,
            guint        n_texts,
            Entry       *entry,
            GError     **error)
{
  const CamValue param = cam_integer (fid);
  g_autoptr (CamCursor) cursor = cam_db_query (db, sql, &param, 1, error);

  if (cursor == NULL || !cam_cursor_next (cursor, error) || cam_cursor_get_integer (cursor, 0) != 0)
    return FALSE;
  entry->body = g_string_new (NULL);
  for (guint i = 0; i < n_texts; i++)
    {
      const char *text = cam_cursor_get_text (cursor, i + 1);

      if (i == 0 && titled)
        entry->title = g_strdup (text != NULL ? text : "");
      else if (text != NULL && text[0] != '\0')
        g_string_append_printf (entry->body, "%s%s", entry->body->len > 0 ? " · " : "", text);
    }
  if (entry->title == NULL)
    entry->title = g_strdup ("");
  entry->title_also = cam_search_text_dup_variants (entry->title);
  entry->body_also = cam_search_text_dup_variants (entry->body->str);
  return entry->title[0] != '\0' || entry->body->len > 0;
}

/* Whether the index has a row at @key, and whether it holds just this @entry. */
static gboolean
look_up (CamDb        *db,
         CamValue      key,
         const Entry  *entry,
         gboolean     *there,
         gboolean     *same,
         GError      **error)
{
  g_autoptr (CamCursor) cursor = cam_db_query (db, "SELECT title, body, title_also, body_also"
                                                   " FROM cam_search WHERE rowid = ?1", &key, 1, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  *there = cam_cursor_next (cursor, &local_error);
  *same = *there && entry->body != NULL
          && g_strcmp0 (cam_cursor_get_text (cursor, 0), entry->title) == 0
          && g_strcmp0 (cam_cursor_get_text (cursor, 1), entry->body->str) == 0
          && g_strcmp0 (cam_cursor_get_text (cursor, 2), entry->title_also) == 0
          && g_strcmp0 (cam_cursor_get_text (cursor, 3), entry->body_also) == 0;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
make_index_anew (CamDb   *db,
                 GError **error)
{
  return cam_db_run (db, "INSERT INTO cam_search (cam_search) VALUES ('rebuild')", NULL, 0, error);
}

static gboolean
update_row (CamDb       *db,
            CamValue     key,
            const Entry *entry,
            gboolean     wanted,
            GError     **error)
{
  gboolean there = FALSE, same = FALSE;

  if (!look_up (db, key, entry, &there, &same, error))
    return FALSE;
  if (wanted && same)
    return TRUE;
  if (there && !cam_db_run (db, "DELETE FROM cam_search WHERE rowid = ?1", &key, 1, error))
    return FALSE;
  if (wanted)
    {
      const CamValue values[] = { key, cam_text (entry->title), cam_text (entry->title_also),
                                  cam_text (entry->body->str), cam_text (entry->body_also) };

      return cam_db_run (db, "INSERT INTO cam_search (rowid, title, title_also, body, body_also)"
                             " VALUES (?1, ?2, ?3, ?4, ?5)", values, G_N_ELEMENTS (values), error);
    }
  return TRUE;
}

static gboolean
update_rows (CamDb               *db,
             const CamTableInfo  *table,
             const gint64        *fids,
             guint                n_fids,
             GError             **error)
{
  gboolean titled = FALSE;
  guint n_texts = 0;
  g_autofree char *sql = dup_row_sql (table, &titled, &n_texts);

  if (sql == NULL)
    return TRUE;
  for (guint i = 0; i < n_fids; i++)
    {
      g_auto (Entry) entry = { 0 };
      g_autoptr (GError) local_error = NULL;
      gboolean wanted = read_entry (db, sql, fids[i], titled, n_texts, &entry, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (!update_row (db, cam_integer (cam_store_row_key (table->id, fids[i])), &entry, wanted,
                       error))
        return FALSE;
    }
  /* Otherwise damage would be found as late as in COMMIT. */
  return cam_db_run (db, "INSERT INTO cam_search (cam_search) VALUES ('flush')", NULL, 0, error);
}

gboolean
cam_search_update (CamDb               *db,
                   const CamTableInfo  *table,
                   const gint64        *fids,
                   guint                n_fids,
                   GError             **error)
{
  g_autoptr (GError) local_error = NULL;

  if (update_rows (db, table, fids, n_fids, &local_error))
    return TRUE;
  if (!g_error_matches (local_error, CAM_ERROR, CAM_ERROR_CORRUPT))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  /* A damaged index is no reason to refuse what a person types: it can be made from what it indexes. */
  g_debug ("the search index is made anew: %s", local_error->message);
  return make_index_anew (db, error) && update_rows (db, table, fids, n_fids, error);
}

/* Row numbers that are in @table or, under it, in the index. */
static GArray *
list_fids (CamDb               *db,
           const CamTableInfo  *table,
           GError             **error)
{
  const CamValue bounds[] = { cam_integer (cam_store_row_key (table->id, 0)),
                              cam_integer (cam_store_row_key (table->id + 1, 0)) };
  g_autofree char *sql = NULL;
  g_autoptr (GArray) fids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  sql = g_strdup_printf ("SELECT fid FROM \"%s\" UNION SELECT rowid - ?1 FROM cam_search"
                         " WHERE rowid >= ?1 AND rowid < ?2", table->name);
  cursor = cam_db_query (db, sql, bounds, 2, error);
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

gboolean
cam_search_rebuild (CamDb   *db,
                    GError **error)
{
  GPtrArray *tables = cam_db_get_tables (db);

  for (guint i = 0; i < tables->len; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);
      g_autoptr (GArray) fids = list_fids (db, table, error);

      if (fids == NULL
          || !cam_search_update (db, table, (gint64 *) (void *) fids->data, fids->len, error))
        return FALSE;
    }
  return make_index_anew (db, error);
}

gboolean
cam_search_put_off (CamDb               *db,
                    const CamTableInfo  *table,
                    const gint64        *fids,
                    guint                n_fids,
                    GError             **error)
{
  for (guint i = 0; i < n_fids; i++)
    {
      const CamValue params[] = { cam_integer (table->id), cam_integer (fids[i]) };

      if (!cam_db_run (db, "INSERT OR IGNORE INTO cam_unindexed VALUES (?1, ?2)", params, 2, error))
        return FALSE;
    }
  return TRUE;
}

/* Rows of one table that wait, by number. */
static GArray *
list_waiting (CamDb   *db,
              gint64  *tbl,
              guint    limit,
              GError **error)
{
  CamValue params[2] = { { 0 }, cam_integer (limit) };
  g_autoptr (GArray) fids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!cam_db_query_integer (db, "SELECT tbl FROM cam_unindexed LIMIT 1", NULL, 0, 0, tbl, error))
    return NULL;
  params[0] = cam_integer (*tbl);
  cursor = cam_db_query (db, "SELECT fid FROM cam_unindexed WHERE tbl = ?1 ORDER BY fid LIMIT ?2", params, 2, error);
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
catch_up (CamDb   *db,
          guint    limit,
          gboolean *more,
          GError **error)
{
  gint64 tbl = 0;
  g_autoptr (GArray) fids = list_waiting (db, &tbl, limit, error);
  const CamTableInfo *table = cam_db_get_table (db, (int) tbl);
  CamValue params[2] = { cam_integer (tbl) };

  if (fids == NULL)
    return FALSE;
  *more = fids->len > 0;
  if (fids->len == 0)
    return TRUE;
  params[1] = cam_integer (g_array_index (fids, gint64, fids->len - 1));
  return (table == NULL
          || cam_search_update (db, table, (const gint64 *) (gconstpointer) fids->data, fids->len, error))
         && cam_db_run (db, "DELETE FROM cam_unindexed WHERE tbl = ?1 AND fid <= ?2", params, 2, error);
}

gboolean
cam_search_catch_up (CamDb     *db,
                     guint      limit,
                     gboolean  *more,
                     GError   **error)
{
  *more = FALSE;
  if (!cam_db_run (db, "BEGIN IMMEDIATE", NULL, 0, error))
    return FALSE;
  if (catch_up (db, limit, more, error) && cam_db_run (db, "COMMIT", NULL, 0, error))
    return TRUE;
  sqlite3_exec (cam_db_get_handle (db), "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}
