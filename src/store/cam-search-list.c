/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-search-list.h"

#include "cam-reader.h"
#include "cam-search-text.h"
#include "cam-store-private.h"
#include "cam-store-records.h"

#include <string.h>

/* The first rows are looked for at once, in steps as cam_search() takes them, and for no longer than a frame can spare:
 * titles with words that begin so, titles with the very words, then anything in the row. All rows are read on another
 * thread, in order; what was found first stays in front. */

#define PAGE 128
/* Microseconds. What is not found by then comes with the rest. */
#define BUDGET 6000
/* How many steps of SQLite's machine lie between two looks at the clock. */
#define PROGRESS_OPS 500

struct _CamSearchList
{
  GObject         parent_instance;

  CamStore       *store;
  CamRecordClass *klass;
  char           *text;
  char           *narrow;
  char           *where;
  char           *order;
  GArray         *params;       /* CamValue, owning */
  GPtrArray      *watched;      /* names of other tables */
  GArray         *fids;         /* gint64 */
  GCancellable   *cancellable;  /* of the reading under way; NULL while it is complete */
  gboolean        chosen;       /* whether there was a choice */
  gboolean        afresh;       /* the reading under way is because of a change: nothing of it is shown yet */
};

static void cam_search_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CamSearchList, cam_search_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cam_search_list_model_iface_init))

typedef enum { PROP_N_ITEMS = 1, PROP_COMPLETE } CamSearchListProperty;
static GParamSpec *properties[PROP_COMPLETE + 1];

static GArray *
copy_params (const CamValue *params,
             guint           n_params)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (CamValue), n_params);

  g_array_set_clear_func (copy, (GDestroyNotify) cam_value_clear);
  for (guint i = 0; i < n_params; i++)
    {
      CamValue value = cam_value_copy (params[i]);

      g_array_append_val (copy, value);
    }
  return copy;
}

static gint64
get_fid (const GArray *fids,
         guint         position)
{
  return g_array_index (fids, gint64, position);
}

/* Replaces the list and says which span of it became which. Takes @fids. */
static void
replace_list (CamSearchList *self,
              GArray        *fids)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->fids);
  guint start = 0, end = 0;

  self->fids = fids;
  while (start < MIN (old->len, fids->len) && get_fid (old, start) == get_fid (fids, start))
    start++;
  while (end < MIN (old->len, fids->len) - start
         && get_fid (old, old->len - 1 - end) == get_fid (fids, fids->len - 1 - end))
    end++;
  if (old->len - start - end > 0 || fids->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, fids->len - start - end);
  if (old->len != fids->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
set_reading (CamSearchList *self,
             GCancellable  *cancellable)
{
  gboolean was_complete = self->cancellable == NULL;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, cancellable);
  if (was_complete != (cancellable == NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

/* In the order in which they are shown. */
typedef struct
{
  gint64  fid;
  char   *folded;
} Found;

static void
found_clear (gpointer data)
{
  g_free (((Found *) data)->folded);
}

static int
compare_found (gconstpointer a,
               gconstpointer b,
               gpointer      typed)
{
  const Found *one = a, *other = b;
  int difference = cam_search_text_compare (typed, one->folded, other->folded);

  return difference != 0 ? difference : (one->fid > other->fid) - (one->fid < other->fid);
}

static int
deadline_cb (void *data)
{
  return g_get_monotonic_time () > *(gint64 *) data;
}

/* Adds what one step finds and @fids does not have yet. FALSE where it could not look through all. @n_candidates: how many
 * rows matched, at most PAGE. */
static gboolean
add_found (CamSearchList *self,
           CamDb         *db,
           const char    *expression,
           GHashTable    *seen,
           GArray        *fids,
           guint         *n_candidates,
           GError       **error)
{
  const CamTableInfo *table = cam_db_find_table (db, self->klass->table);
  g_autofree char *typed = g_utf8_casefold (self->text, -1);
  g_autoptr (GArray) params = copy_params ((CamValue *) (void *) self->params->data, self->params->len);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;
  CamValue match = cam_value_copy (cam_text (expression));
  gint64 first = cam_store_row_key (table->id, 0), behind = cam_store_row_key (table->id + 1, 0);

  g_array_set_clear_func (found, found_clear);
  g_array_append_val (params, match);
  /* All that matched comes out, so that it can be told whether there may be more: what narrows is a column. */
  g_string_printf (sql, "SELECT fid, cam_title, deleted = 0 AND (%s) FROM (SELECT rowid - %" G_GINT64_FORMAT " AS cam_row,"
                   " title AS cam_title FROM cam_search WHERE cam_search MATCH ?%u AND rowid >= %" G_GINT64_FORMAT
                   " AND rowid < %" G_GINT64_FORMAT " LIMIT %d) CROSS JOIN \"%s\" ON fid = cam_row",
                   self->narrow != NULL ? self->narrow : "1", first, params->len, first, behind, PAGE, table->name);
  cursor = cam_db_query (db, sql->str, (CamValue *) (void *) params->data, params->len, error);
  if (cursor == NULL)
    return FALSE;
  for (*n_candidates = 0; cam_cursor_next (cursor, &local_error); (*n_candidates)++)
    {
      const char *title = cam_cursor_get_text (cursor, 1);
      Found row = { cam_cursor_get_integer (cursor, 0), NULL };

      if (cam_cursor_get_integer (cursor, 2) == 0 || !g_hash_table_add (seen, g_memdup2 (&row.fid, sizeof row.fid)))
        continue;
      row.folded = g_utf8_casefold (title != NULL ? title : "", -1);
      g_array_append_val (found, row);
    }
  g_array_sort_with_data (found, compare_found, typed);
  for (guint i = 0; i < found->len; i++)
    g_array_append_val (fids, g_array_index (found, Found, i).fid);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
find_by_text (CamSearchList *self,
              CamDb         *db,
              GArray        *fids,
              GError       **error)
{
  g_autofree char *beginning = cam_search_text_dup_expression (self->text, TRUE, FALSE);
  g_autofree char *whole = cam_search_text_dup_expression (self->text, TRUE, TRUE);
  g_autofree char *anywhere = cam_search_text_dup_expression (self->text, FALSE, FALSE);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) begin = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_candidates = 0;
  gboolean twice = FALSE, found = FALSE;

  /* What was found before time was up counts all the same. */
  found = add_found (self, db, beginning, seen, begin, &n_candidates, error);
  /* Where not all matches are among the candidates, the very word must not be missed. */
  if (found && n_candidates == PAGE)
    {
      g_hash_table_remove_all (seen);
      twice = TRUE;
      found = add_found (self, db, whole, seen, fids, &n_candidates, error);
    }
  for (guint i = 0; i < begin->len; i++)
    if (!twice || g_hash_table_add (seen, g_memdup2 (&g_array_index (begin, gint64, i), sizeof (gint64))))
      g_array_append_val (fids, g_array_index (begin, gint64, i));
  if (!found)
    return FALSE;
  return fids->len >= PAGE || add_found (self, db, anywhere, seen, fids, &n_candidates, error);
}

static char *
dup_clause (CamSearchList *self,
            int            limit)
{
  g_autoptr (GString) clause = g_string_new ("WHERE deleted = 0");

  if (self->where != NULL)
    g_string_append_printf (clause, " AND (%s)", self->where);
  g_string_append_printf (clause, " ORDER BY %s%sfid", self->order != NULL ? self->order : "",
                          self->order != NULL ? ", " : "");
  if (limit > 0)
    g_string_append_printf (clause, " LIMIT %d", limit);
  return g_string_free_and_steal (g_steal_pointer (&clause));
}

static gboolean
take_fids (CamCursor *cursor,
           GArray    *fids,
           GError   **error)
{
  g_autoptr (GError) local_error = NULL;

  while (cam_cursor_next (cursor, &local_error))
    {
      gint64 fid = cam_cursor_get_integer (cursor, 0);

      g_array_append_val (fids, fid);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* @all: whether there are no more. */
static gboolean
find_in_order (CamSearchList *self,
               CamDb         *db,
               GArray        *fids,
               gboolean      *all,
               GError       **error)
{
  const char *columns[] = { "fid", NULL };
  g_autofree char *clause = dup_clause (self, PAGE + 1);
  g_autoptr (CamCursor) cursor = cam_db_select (db, self->klass->table, columns, clause,
                                                (CamValue *) (void *) self->params->data, self->params->len, error);

  if (cursor == NULL || !take_fids (cursor, fids, error))
    return FALSE;
  *all = fids->len <= PAGE;
  return TRUE;
}

static gboolean
has_words (CamSearchList *self)
{
  g_autofree char *expression = self->text != NULL ? cam_search_text_dup_expression (self->text, FALSE, FALSE) : NULL;

  return expression != NULL;
}

/* What is found in time. */
static GArray *
find_first (CamSearchList *self,
            gboolean      *all)
{
  CamDb *db = cam_store_get_reader (self->store);
  GArray *fids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 deadline = g_get_monotonic_time () + BUDGET;
  g_autoptr (GError) error = NULL;
  gboolean found = TRUE;

  *all = FALSE;
  if (db == NULL)
    return fids;
  sqlite3_progress_handler (cam_db_get_handle (db), PROGRESS_OPS, deadline_cb, &deadline);
  found = has_words (self) ? find_by_text (self, db, fids, &error) : find_in_order (self, db, fids, all, &error);
  sqlite3_progress_handler (cam_db_get_handle (db), 0, NULL, NULL);
  if (!found && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("the first of “%s” are not found: %s", self->klass->table, error->message);
  return fids;
}

typedef struct
{
  char   *table;
  char   *clause;
  GArray *params;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->table);
  g_free (question->clause);
  g_array_unref (question->params);
  g_free (question);
}

/* On another thread. */
static gpointer
read_all (CamReader  *reader,
          gpointer    data,
          GError    **error)
{
  Question *question = data;
  const char *columns[] = { "fid", NULL };
  g_autoptr (GArray) fids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CamCursor) cursor = cam_reader_select (reader, question->table, columns, question->clause,
                                                    (CamValue *) (void *) question->params->data, question->params->len,
                                                    error);

  return cursor != NULL && take_fids (cursor, fids, error) ? g_steal_pointer (&fids) : NULL;
}

/* Those of @first that are among @all, then the others. (transfer full) */
static GArray *
put_first (const GArray *first,
           const GArray *all)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) rest = g_array_sized_new (FALSE, FALSE, sizeof (gint64), all->len);
  GArray *fids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), all->len);

  for (guint i = 0; i < first->len; i++)
    g_hash_table_insert (there, g_memdup2 (&g_array_index (first, gint64, i), sizeof (gint64)), NULL);
  for (guint i = 0; i < all->len; i++)
    if (!g_hash_table_lookup_extended (there, &g_array_index (all, gint64, i), NULL, NULL))
      g_array_append_val (rest, g_array_index (all, gint64, i));
    else
      g_hash_table_replace (there, g_memdup2 (&g_array_index (all, gint64, i), sizeof (gint64)), GINT_TO_POINTER (1));
  for (guint i = 0; i < first->len; i++)
    if (g_hash_table_lookup (there, &g_array_index (first, gint64, i)) != NULL)
      g_array_append_val (fids, g_array_index (first, gint64, i));
  g_array_append_vals (fids, rest->data, rest->len);
  return fids;
}

static void
weak_free (GWeakRef *weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (CamSearchList) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = cam_store_read_finish (CAM_STORE (source), result, &error);

  weak_free (weak);
  /* One that was cancelled may have come to its end all the same. */
  if (self == NULL || self->cancellable == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  if (all != NULL)
    {
      gboolean every = FALSE;
      g_autoptr (GArray) first = !has_words (self) ? g_array_new (FALSE, FALSE, sizeof (gint64))
                                 : self->afresh ? find_first (self, &every) : g_array_ref (self->fids);

      replace_list (self, put_first (first, all));
    }
  else if (cam_store_get_reader (self->store) != NULL)
    g_warning ("Could not list “%s”: %s", self->klass->table, error->message);
  set_reading (self, NULL);
}

static void
start_reading (CamSearchList *self,
               gboolean       afresh)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Question *question = g_new0 (Question, 1);
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  self->afresh = afresh;
  set_reading (self, cancellable);
  question->table = g_strdup (self->klass->table);
  question->clause = dup_clause (self, 0);
  question->params = copy_params ((CamValue *) (void *) self->params->data, self->params->len);
  g_weak_ref_init (weak, self);
  cam_store_read_async (self->store, read_all, question, question_free, (GDestroyNotify) g_array_unref, cancellable,
                        read_cb, weak);
}

static void
changed_cb (CamSearchList *self,
            CamChanges    *changes)
{
  gboolean touched = cam_changes_has_table (changes, self->klass->table);

  for (guint i = 0; !touched && i < self->watched->len; i++)
    touched = cam_changes_has_table (changes, g_ptr_array_index (self->watched, i));
  if (touched && self->chosen)
    start_reading (self, TRUE);
}

static GType
cam_search_list_get_item_type (GListModel *model)
{
  return G_TYPE_FROM_CLASS (CAM_SEARCH_LIST (model)->klass);
}

static guint
cam_search_list_get_n_items (GListModel *model)
{
  return CAM_SEARCH_LIST (model)->fids->len;
}

static gpointer
cam_search_list_get_item (GListModel *model,
                          guint       position)
{
  CamSearchList *self = CAM_SEARCH_LIST (model);
  GType type = G_TYPE_FROM_CLASS (self->klass);
  CamRecord *record = NULL;

  if (position >= self->fids->len)
    return NULL;
  record = cam_store_dup_record_at (self->store, type, get_fid (self->fids, position), NULL);
  /* The row went a moment ago, or the disk fails; a list must still give an item of its length. */
  return record != NULL ? record : g_object_new (type, NULL);
}

static void
cam_search_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = cam_search_list_get_item_type;
  iface->get_n_items = cam_search_list_get_n_items;
  iface->get_item = cam_search_list_get_item;
}

static void
cam_search_list_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CamSearchList *self = CAM_SEARCH_LIST (object);

  switch ((CamSearchListProperty) property_id)
    {
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->fids->len);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, cam_search_list_is_complete (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_search_list_dispose (GObject *object)
{
  CamSearchList *self = CAM_SEARCH_LIST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_search_list_parent_class)->dispose (object);
}

static void
cam_search_list_finalize (GObject *object)
{
  CamSearchList *self = CAM_SEARCH_LIST (object);

  g_clear_pointer (&self->klass, g_type_class_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->narrow, g_free);
  g_clear_pointer (&self->where, g_free);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->params, g_array_unref);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_pointer (&self->fids, g_array_unref);

  G_OBJECT_CLASS (cam_search_list_parent_class)->finalize (object);
}

static void
cam_search_list_class_init (CamSearchListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_search_list_get_property;
  object_class->dispose = cam_search_list_dispose;
  object_class->finalize = cam_search_list_finalize;

  properties[PROP_N_ITEMS] =
    g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPLETE] =
    g_param_spec_boolean ("complete", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_search_list_init (CamSearchList *self)
{
  self->params = copy_params (NULL, 0);
  self->watched = g_ptr_array_new_with_free_func (g_free);
  self->fids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

CamSearchList *
cam_search_list_new (CamStore *store,
                     GType     record_type)
{
  CamSearchList *self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (g_type_is_a (record_type, CAM_TYPE_RECORD), NULL);

  self = g_object_new (CAM_TYPE_SEARCH_LIST, NULL);
  self->store = g_object_ref (store);
  self->klass = g_type_class_ref (record_type);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

CamStore *
cam_search_list_get_store (CamSearchList *self)
{
  g_return_val_if_fail (CAM_IS_SEARCH_LIST (self), NULL);

  return self->store;
}

const char *
cam_search_list_get_table (CamSearchList *self)
{
  g_return_val_if_fail (CAM_IS_SEARCH_LIST (self), NULL);

  return self->klass->table;
}

void
cam_search_list_set (CamSearchList         *self,
                     const CamSearchChoice *choice)
{
  g_autoptr (GArray) first = NULL;
  gboolean all = FALSE;

  g_return_if_fail (CAM_IS_SEARCH_LIST (self));
  g_return_if_fail (choice != NULL);

  g_free (self->text);
  self->text = choice->text != NULL ? g_strstrip (g_utf8_make_valid (choice->text, -1)) : NULL;
  g_set_str (&self->narrow, choice->narrow);
  g_set_str (&self->where, choice->where);
  g_set_str (&self->order, choice->order);
  g_array_unref (self->params);
  self->params = copy_params (choice->params, choice->n_params);
  self->chosen = TRUE;
  first = find_first (self, &all);
  replace_list (self, g_array_ref (first));
  if (all)
    set_reading (self, NULL);
  else
    start_reading (self, FALSE);
}

gboolean
cam_search_list_is_complete (CamSearchList *self)
{
  g_return_val_if_fail (CAM_IS_SEARCH_LIST (self), FALSE);

  return self->cancellable == NULL;
}

gboolean
cam_search_list_find (CamSearchList *self,
                      const char    *uuid,
                      guint         *position)
{
  const CamValue param = cam_text (uuid);
  const char *columns[] = { "fid", NULL };
  g_autoptr (CamCursor) cursor = NULL;
  gint64 fid = 0;

  g_return_val_if_fail (CAM_IS_SEARCH_LIST (self), FALSE);
  g_return_val_if_fail (uuid != NULL && position != NULL, FALSE);

  if (cam_store_get_reader (self->store) == NULL)
    return FALSE;
  cursor = cam_store_select (self->store, self->klass->table, columns, "WHERE uuid = ?1", &param, 1, NULL);
  if (cursor == NULL || !cam_cursor_next (cursor, NULL))
    return FALSE;
  fid = cam_cursor_get_integer (cursor, 0);
  for (guint i = 0; i < self->fids->len; i++)
    if (get_fid (self->fids, i) == fid)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

void
cam_search_list_watch_table (CamSearchList *self,
                             const char    *table)
{
  g_return_if_fail (CAM_IS_SEARCH_LIST (self));
  g_return_if_fail (table != NULL);

  if (!g_ptr_array_find_with_equal_func (self->watched, table, g_str_equal, NULL))
    g_ptr_array_add (self->watched, g_strdup (table));
}
