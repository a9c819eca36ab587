/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-private.h"

/* Changes that are looked at, all in all, and at a time. */
#define MAX_LOOKED_AT 40000
#define BUDGET 4000

struct _CamHistoryRecord
{
  GObject   parent_instance;

  int       table_id;
  char     *table;
  char     *uuid;
  char     *title;
  char     *author;
  char     *at;
  guint     count;
  gboolean  is_new;
  gboolean  is_deleted;
  gboolean  is_deleted_known;  /* a newer change said so */
};

G_DEFINE_FINAL_TYPE (CamHistoryRecord, cam_history_record, G_TYPE_OBJECT)

static void
cam_history_record_finalize (GObject *object)
{
  CamHistoryRecord *self = CAM_HISTORY_RECORD (object);

  g_clear_pointer (&self->table, g_free);
  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->at, g_free);

  G_OBJECT_CLASS (cam_history_record_parent_class)->finalize (object);
}

static void
cam_history_record_class_init (CamHistoryRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_history_record_finalize;
}

static void
cam_history_record_init (CamHistoryRecord *self)
{
}

typedef struct
{
  CamHistoryReader *reader;
  GHashTable       *found;    /* "table uuid" → its CamHistoryRecord, borrowed */
  GPtrArray        *records;  /* newest first */
  guint             limit;
  gint              left;     /* of MAX_LOOKED_AT */
  gboolean          is_cut;
} Summary;

/* Steps come newest first, so that the first one says who was last. */
static CamHistoryRecord *
find_record (Summary               *summary,
             const CamHistoryStep  *step,
             const CamHistoryMatch *match,
             CamDb                 *db)
{
  g_autofree char *key = g_strdup_printf ("%d %s", match->table, match->uuid);
  const CamTableInfo *table = cam_db_get_table (db, match->table);
  CamHistoryNames *names = cam_history_reader_get_names (summary->reader);
  CamHistoryRecord *record = g_hash_table_lookup (summary->found, key);

  if (record != NULL)
    return record;
  if (summary->records->len == summary->limit)
    {
      summary->is_cut = TRUE;
      return NULL;
    }
  record = g_object_new (CAM_TYPE_HISTORY_RECORD, NULL);
  record->table_id = match->table;
  record->table = g_strdup (table->name);
  record->uuid = g_strdup (match->uuid);
  record->title = g_strdup (cam_history_names_get_title (names, db, table, match->uuid));
  record->author = g_strdup (step->author);
  record->at = g_strdup (step->at);
  g_ptr_array_add (summary->records, record);
  g_hash_table_insert (summary->found, g_steal_pointer (&key), record);
  return record;
}

static void
count_matches (Summary              *summary,
               const CamHistoryStep *step,
               GArray               *matches,
               CamDb                *db)
{
  for (guint i = 0; i < matches->len; i++)
    {
      const CamHistoryMatch *match = &g_array_index (matches, CamHistoryMatch, i);
      CamHistoryRecord *record = find_record (summary, step, match, db);

      if (record == NULL)
        continue;
      record->count++;
      record->is_new = record->is_new || match->column == 0;
      if (match->deleted >= 0 && !record->is_deleted_known)
        {
          record->is_deleted = match->deleted != 0;
          record->is_deleted_known = TRUE;
        }
    }
}

static gboolean
read_step (Summary               *summary,
           const CamHistoryStep  *step,
           GError               **error)
{
  gboolean at_end = FALSE;
  gint64 after = 0;

  while (!at_end && !summary->is_cut)
    {
      g_autoptr (GArray) matches = cam_history_matches_new ();
      CamDb *db = cam_history_reader_get_db (summary->reader, error);
      gint budget = BUDGET;

      if (db == NULL
          || !cam_history_reader_match (summary->reader, step, &after, BUDGET, &budget, matches, &at_end, error))
        return FALSE;
      count_matches (summary, step, matches, db);
      summary->left -= BUDGET - budget;
      summary->is_cut = summary->is_cut || summary->left <= 0;
    }
  return TRUE;
}

static gboolean
read_steps (Summary  *summary,
            GError  **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean at_end = FALSE;

  while (!at_end && !summary->is_cut)
    {
      gint budget = BUDGET;
      const CamHistoryStep *step = cam_history_reader_step (summary->reader, &budget, &local_error);

      if (local_error == NULL && step != NULL)
        read_step (summary, step, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      at_end = step == NULL && budget > 0;
      summary->left -= BUDGET - budget;
      summary->is_cut = summary->is_cut || (!at_end && summary->left <= 0);
      cam_history_reader_pop (summary->reader);
    }
  return TRUE;
}

/* By kind; within one as they are, the newest first. */
static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  const CamHistoryRecord *left = *(CamHistoryRecord *const *) a;
  const CamHistoryRecord *right = *(CamHistoryRecord *const *) b;

  return (left->table_id > right->table_id) - (left->table_id < right->table_id);
}

GListModel *
cam_history_list_changed (CamStore                *store,
                          const CamHistoryFilter  *filter,
                          guint                    limit,
                          gboolean                *is_cut,
                          GError                 **error)
{
  g_autoptr (CamHistoryReader) reader = NULL;
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *list = NULL;
  Summary summary = { .found = found, .records = records, .limit = limit, .left = MAX_LOOKED_AT };
  gboolean is_open = FALSE;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (is_cut != NULL, NULL);

  summary.reader = reader = cam_history_reader_new (store, filter, error);
  if (reader == NULL)
    return NULL;
  is_open = cam_history_reader_get_db (reader, NULL) != NULL;
  if (is_open && !read_steps (&summary, error))
    return NULL;
  *is_cut = summary.is_cut;
  g_ptr_array_sort (records, compare_records);
  list = g_list_store_new (CAM_TYPE_HISTORY_RECORD);
  g_list_store_splice (list, 0, 0, records->pdata, records->len);
  return G_LIST_MODEL (list);
}

const char *
cam_history_record_get_table (CamHistoryRecord *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_RECORD (self), NULL);

  return self->table;
}

const char *
cam_history_record_get_uuid (CamHistoryRecord *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_RECORD (self), NULL);

  return self->uuid;
}

const char *
cam_history_record_get_title (CamHistoryRecord *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_RECORD (self), NULL);

  return self->title;
}

guint
cam_history_record_count (CamHistoryRecord *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_RECORD (self), 0);

  return self->count;
}

const char *
cam_history_record_get_author (CamHistoryRecord *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_RECORD (self), NULL);

  return self->author;
}

const char *
cam_history_record_get_at (CamHistoryRecord *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_RECORD (self), NULL);

  return self->at;
}

gboolean
cam_history_record_is_new (CamHistoryRecord *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_RECORD (self), FALSE);

  return self->is_new;
}

gboolean
cam_history_record_is_deleted (CamHistoryRecord *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_RECORD (self), FALSE);

  return self->is_deleted;
}
