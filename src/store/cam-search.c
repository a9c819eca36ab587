/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-search.h"

#include "cam-search-text.h"
#include "cam-store-private.h"

/* Searching goes in tiers: titles with the very words, titles with words that begin so, then anything.
 * Each asks the index for a bounded number of rows in no order and sorts those few here. Ranking by
 * the index (bm25) would count every match of every word first, which takes a tenth of a second where
 * one letter matches 100,000 rows. */

#define MIN_CANDIDATES 256

typedef struct
{
  gint64  row;     /* as cam_store_row_key() */
  char   *title;
  char   *snippet;
  char   *folded;  /* the title, to compare */
} Candidate;

static void
candidate_free (gpointer data)
{
  Candidate *self = data;

  g_free (self->title);
  g_free (self->snippet);
  g_free (self->folded);
  g_free (self);
}

void
cam_search_hit_free (CamSearchHit *self)
{
  if (self == NULL)
    return;
  g_free (self->table);
  g_free (self->uuid);
  g_free (self->title);
  g_free (self->snippet);
  g_free (self);
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b,
                    gpointer      typed)
{
  const Candidate *first = *(const Candidate *const *) a;
  const Candidate *second = *(const Candidate *const *) b;
  int difference = cam_search_text_compare (typed, first->folded, second->folded);

  if (difference != 0)
    return difference;
  return first->row < second->row ? -1 : first->row > second->row;
}

/* At most @limit rows that match, best first; NULL with @error. @titles: a snippet is not wanted. */
static GPtrArray *
find_candidates (CamDb               *db,
                 const char          *expression,
                 gboolean             titles,
                 const CamTableInfo  *table,
                 guint                limit,
                 const char          *typed,
                 GError             **error)
{
  const CamValue params[] = {
    cam_text (expression),
    cam_integer (table != NULL ? cam_store_row_key (table->id, 0) : 0),
    cam_integer (table != NULL ? cam_store_row_key (table->id + 1, 0) : G_MAXINT64),
    cam_integer (limit),
  };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (candidate_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = NULL;

  cursor = cam_db_query (db, titles
                         ? "SELECT rowid, title, '' FROM cam_search"
                           " WHERE cam_search MATCH ?1 AND rowid >= ?2 AND rowid < ?3 LIMIT ?4"
                         : "SELECT rowid, title, snippet (cam_search, 1, '', '', '…', 12) FROM cam_search"
                           " WHERE cam_search MATCH ?1 AND rowid >= ?2 AND rowid < ?3 LIMIT ?4",
                         params, G_N_ELEMENTS (params), error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    {
      Candidate *candidate = g_new0 (Candidate, 1);
      const char *title = cam_cursor_get_text (cursor, 1);

      candidate->row = cam_cursor_get_integer (cursor, 0);
      candidate->title = g_strdup (title != NULL ? title : "");
      candidate->snippet = g_strdup (cam_cursor_get_text (cursor, 2));
      candidate->folded = g_utf8_casefold (candidate->title, -1);
      g_ptr_array_add (found, candidate);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  g_ptr_array_sort_with_data (found, compare_candidates, (gpointer) typed);
  return g_steal_pointer (&found);
}

/* NULL without @error where the row is not to be shown. */
static CamSearchHit *
make_hit (CamDb            *db,
          const Candidate  *candidate,
          GError          **error)
{
  const CamTableInfo *table = cam_db_get_table (db, (int) (candidate->row >> 40));
  const CamValue fid = cam_integer (candidate->row & ((G_GINT64_CONSTANT (1) << 40) - 1));
  const char *columns[] = { "uuid", NULL };
  g_autoptr (CamCursor) cursor = NULL;
  CamSearchHit *hit = NULL;

  if (table == NULL)
    return NULL;
  cursor = cam_db_select (db, table->name, columns,
                          "WHERE fid = ?1 AND deleted = 0 AND uuid IS NOT NULL", &fid, 1, error);
  if (cursor == NULL || !cam_cursor_next (cursor, error))
    return NULL;
  hit = g_new0 (CamSearchHit, 1);
  hit->table = g_strdup (table->name);
  hit->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  hit->title = g_strdup (candidate->title);
  hit->snippet = g_strdup (candidate->snippet != NULL ? candidate->snippet : "");
  return hit;
}

/* Adds hits for what @seen does not have yet, until there are @limit. */
static gboolean
add_hits (CamDb       *db,
          GPtrArray   *candidates,
          GHashTable  *seen,
          guint        limit,
          GPtrArray   *hits,
          GError     **error)
{
  for (guint i = 0; i < candidates->len && hits->len < limit; i++)
    {
      const Candidate *candidate = g_ptr_array_index (candidates, i);
      g_autoptr (GError) local_error = NULL;
      CamSearchHit *hit = NULL;

      if (!g_hash_table_add (seen, g_memdup2 (&candidate->row, sizeof candidate->row)))
        continue;
      hit = make_hit (db, candidate, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (hit != NULL)
        g_ptr_array_add (hits, hit);
    }
  return TRUE;
}

static gboolean
search_titles (CamDb               *db,
               const char          *text,
               const CamTableInfo  *table,
               guint                limit,
               const char          *typed,
               GHashTable          *seen,
               GPtrArray           *hits,
               GError             **error)
{
  guint cap = MAX (limit, MIN_CANDIDATES);
  g_autofree char *beginning = cam_search_text_dup_expression (text, TRUE, FALSE);
  g_autofree char *whole = cam_search_text_dup_expression (text, TRUE, TRUE);
  g_autoptr (GPtrArray) candidates = find_candidates (db, beginning, TRUE, table, cap, typed, error);
  g_autoptr (GPtrArray) exact = NULL;

  if (candidates == NULL)
    return FALSE;
  /* Where not all matches are among the candidates, the very word must not be missed. */
  if (candidates->len == cap)
    {
      exact = find_candidates (db, whole, TRUE, table, cap, typed, error);
      if (exact == NULL || !add_hits (db, exact, seen, limit, hits, error))
        return FALSE;
    }
  return add_hits (db, candidates, seen, limit, hits, error);
}

static GPtrArray *
search (CamDb               *db,
        const char          *text,
        const CamTableInfo  *table,
        guint                limit,
        GError             **error)
{
  g_autofree char *stripped = g_strstrip (g_utf8_make_valid (text, -1));
  g_autofree char *typed = g_utf8_casefold (stripped, -1);
  g_autofree char *anywhere = cam_search_text_dup_expression (stripped, FALSE, FALSE);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) cam_search_hit_free);
  g_autoptr (GPtrArray) candidates = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (limit == 0 || anywhere == NULL)
    return g_steal_pointer (&hits);
  if (!search_titles (db, stripped, table, limit, typed, seen, hits, error))
    return NULL;
  if (hits->len == limit)
    return g_steal_pointer (&hits);
  candidates = find_candidates (db, anywhere, FALSE, table, limit + g_hash_table_size (seen), typed,
                                error);
  if (candidates == NULL || !add_hits (db, candidates, seen, limit, hits, error))
    return NULL;
  return g_steal_pointer (&hits);
}

/* CamStoreFunc; writer thread. */
static gboolean
mend (CamStore      *store,
      CamDb         *db,
      GCancellable  *cancellable,
      gpointer       data,
      GError       **error)
{
  if (!cam_db_run (db, "BEGIN IMMEDIATE", NULL, 0, error))
    return FALSE;
  if (cam_search_rebuild (db, error) && cam_db_run (db, "COMMIT", NULL, 0, error))
    return TRUE;
  cam_db_run (db, "ROLLBACK", NULL, 0, NULL);
  return FALSE;
}

static void
mended_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cam_store_run_finish (CAM_STORE (object), result, &error))
    g_debug ("the search index could not be mended: %s", error->message);
}

GPtrArray *
cam_search (CamStore    *store,
            const char  *text,
            const char  *table,
            guint        limit,
            GError     **error)
{
  CamDb *db = NULL;
  const CamTableInfo *info = NULL;
  GPtrArray *hits = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  db = cam_store_get_reader (store);
  if (db == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) cam_search_hit_free);
  info = table != NULL ? cam_db_find_table (db, table) : NULL;
  if (table != NULL && info == NULL)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "The file has no table “%s”.", table);
      return NULL;
    }
  hits = search (db, text, info, limit, &local_error);
  if (hits != NULL)
    return hits;
  /* The index is made of what the tables hold, so the next search can find again. */
  if (g_error_matches (local_error, CAM_ERROR, CAM_ERROR_CORRUPT) && !cam_store_get_read_only (store))
    cam_store_run_async (store, mend, NULL, NULL, NULL, mended_cb, NULL);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

char **
cam_search_dup_terms (const char *text)
{
  g_autofree char *valid = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  return cam_search_text_dup_terms (valid, FALSE);
}

char *
cam_search_dup_rows_clause (CamStore   *store,
                            const char *table,
                            guint       param)
{
  CamDb *db = NULL;
  const CamTableInfo *info = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (table != NULL, NULL);

  db = cam_store_get_reader (store);
  info = db != NULL ? cam_db_find_table (db, table) : NULL;
  if (info == NULL)
    return g_strdup ("SELECT NULL WHERE 0");
  return g_strdup_printf ("SELECT rowid - %" G_GINT64_FORMAT " FROM cam_search WHERE cam_search MATCH ?%u"
                          " AND rowid >= %" G_GINT64_FORMAT " AND rowid < %" G_GINT64_FORMAT,
                          cam_store_row_key (info->id, 0), param, cam_store_row_key (info->id, 0),
                          cam_store_row_key (info->id + 1, 0));
}
