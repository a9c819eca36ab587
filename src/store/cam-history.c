/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-private.h"
#include "cam-store-private.h"

#include <stdlib.h>
#include <string.h>

#define N_PAGE 50
/* Of each copy, for the list of everybody who did something. */
#define MAX_ACTIONS 20000

/* Adds what was read of @action; its further changes as long as there is room. */
static gboolean
add_entries (CamHistoryAction  *action,
             guint              limit,
             GListStore        *list,
             GError           **error)
{
  GListModel *changes = cam_history_action_get_changes (action);
  guint room = limit - g_list_model_get_n_items (G_LIST_MODEL (list));

  while (g_list_model_get_n_items (changes) < room && cam_history_action_has_more (action))
    if (!cam_history_action_read_more (action, error))
      return FALSE;
  for (guint i = 0; i < MIN (room, g_list_model_get_n_items (changes)); i++)
    {
      g_autoptr (CamHistoryEntry) entry = g_list_model_get_item (changes, i);

      g_list_store_append (list, entry);
    }
  return TRUE;
}

GListModel *
cam_history_list (CamStore    *store,
                  const char  *table,
                  const char  *uuid,
                  guint        limit,
                  GError     **error)
{
  const CamHistoryFilter filter = { .table = table, .uuid = uuid };
  g_autoptr (GListStore) list = g_list_store_new (CAM_TYPE_HISTORY_ENTRY);
  g_autoptr (CamHistoryReader) reader = NULL;
  gboolean at_end = FALSE;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail ((table == NULL) == (uuid == NULL), NULL);

  reader = cam_history_reader_new (store, &filter, error);
  if (reader == NULL)
    return NULL;
  while (!at_end && g_list_model_get_n_items (G_LIST_MODEL (list)) < limit)
    {
      g_autoptr (GPtrArray) actions = cam_history_reader_next (reader, N_PAGE, &at_end, error);

      if (actions == NULL)
        return NULL;
      for (guint i = 0; i < actions->len && g_list_model_get_n_items (G_LIST_MODEL (list)) < limit; i++)
        if (!add_entries (g_ptr_array_index (actions, i), limit, list, error))
          return NULL;
    }
  return G_LIST_MODEL (g_steal_pointer (&list));
}

static gboolean
add_names (CamDb       *db,
           const char  *sql,
           CamValue     copy,
           GHashTable  *names,
           GError     **error)
{
  const CamValue params[] = { copy, cam_integer (MAX_ACTIONS) };
  g_autoptr (CamCursor) cursor = cam_db_query (db, sql, params, copy.type != CAM_VALUE_NULL ? 2 : 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    if (!cam_cursor_is_null (cursor, 0))
      g_hash_table_add (names, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static GArray *
list_copies (CamDb   *db,
             GError **error)
{
  g_autoptr (GArray) copies = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CamCursor) cursor = cam_db_query (db, "SELECT copy FROM cam_copy", NULL, 0, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    {
      gint64 copy = cam_cursor_get_integer (cursor, 0);

      g_array_append_val (copies, copy);
    }
  if (local_error == NULL)
    return g_steal_pointer (&copies);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

char **
cam_history_list_authors (CamStore  *store,
                          GError   **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) copies = NULL;
  g_auto (GStrv) authors = NULL;
  CamDb *db = NULL;
  gint64 has_merges = 0;
  guint n_authors = 0;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  db = cam_store_get_reader (store);
  if (db == NULL)
    return g_new0 (char *, 1);
  copies = list_copies (db, error);
  if (copies == NULL
      || !cam_db_query_integer (db, "SELECT count (*) FROM pragma_table_info ('cam_merge')", NULL, 0, 0,
                                &has_merges, error))
    return NULL;
  for (guint i = 0; i < copies->len; i++)
    if (!add_names (db, CAM_HISTORY_SQL_AUTHORS, cam_integer (g_array_index (copies, gint64, i)), names, error))
      return NULL;
  if (has_merges != 0
      && !add_names (db, "SELECT DISTINCT author FROM cam_merge WHERE author <> ''", cam_null (), names, error))
    return NULL;
  authors = (char **) g_hash_table_get_keys_as_array (names, &n_authors);
  g_hash_table_steal_all (names);
  qsort (authors, n_authors, sizeof *authors, compare_names);
  return g_steal_pointer (&authors);
}
