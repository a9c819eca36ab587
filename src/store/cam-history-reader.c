/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-private.h"
#include "cam-store-private.h"

#include <string.h>

/* Within one copy the clock only goes forward, so that each copy's actions are read by their number, which
 * has an index, and the copies are put together by the clock. Nothing is ever sorted as a whole. Where a filter
 * names few records, their actions are found through the index of changes by record instead. */

/* Rows that one call may look at: some milliseconds. */
#define BUDGET 4000
/* How many actions of a copy are read at a time, first and at most. */
#define MIN_BATCH 16
#define MAX_BATCH 512
/* Of more records, or more changes of them, the whole history is read instead. */
#define MAX_LISTED_ROWS 500
#define MAX_LISTED_ACTIONS 20000
/* A file may say that a million areas lie in one. */
#define MAX_AREAS 100000
/* Changes that an action comes with. */
#define N_FIRST 12

#define INSIDE                                                                                      \
  "WITH RECURSIVE inside (uuid) AS (VALUES (?1)"                                                    \
  " UNION SELECT a.uuid FROM inside i JOIN area a ON a.parent_uuid = i.uuid"                        \
  " UNION SELECT m.member_uuid FROM inside i JOIN area_member m ON m.area_uuid = i.uuid"            \
  "  WHERE m.deleted = 0 AND m.member_uuid IS NOT NULL LIMIT ?2)"

typedef enum
{
  STREAM_COPY,    /* the actions of one copy */
  STREAM_MERGES,  /* what was merged into this file */
  STREAM_LISTED,  /* actions that are known by number */
} StreamKind;

typedef struct
{
  StreamKind  kind;
  gint64      copy;
  gint64      before;   /* what is still to be read is below this number */
  gint64      batch;
  GPtrArray  *heads;    /* CamHistoryStep, newest first */
  guint       at;       /* the first that was not taken */
  gboolean    done;
} Stream;

typedef struct
{
  gint64 clock, copy, seq;
} Listed;

struct _CamHistoryReader
{
  GObject          parent_instance;

  CamStore        *store;
  CamDb           *db;        /* to tell whether it is still the same */
  CamHistoryNames *names;

  char            *author;
  char            *from;
  char            *to;
  char            *text;      /* folded */
  gint64           from_clock;
  GArray          *tables;    /* int, or NULL */
  GHashTable      *areas;     /* set of uuids, or NULL */
  GHashTable      *rows;      /* set of uuids, or NULL */

  GPtrArray       *streams;
  GArray          *listed;    /* Listed, newest first, or NULL */
  Stream          *current;   /* whose head is the step under way */
  gint64           after;     /* the change of that step that was looked at last */
};

G_DEFINE_FINAL_TYPE (CamHistoryReader, cam_history_reader, G_TYPE_OBJECT)

static void
stream_free (gpointer data)
{
  Stream *self = data;

  g_clear_pointer (&self->heads, g_ptr_array_unref);
  g_free (self);
}

static void
step_free_cb (gpointer data)
{
  cam_history_step_free (data);
}

static void
clear_match (gpointer data)
{
  CamHistoryMatch *match = data;

  g_clear_pointer (&match->uuid, g_free);
}

GArray *
cam_history_matches_new (void)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (CamHistoryMatch));

  g_array_set_clear_func (matches, clear_match);
  return matches;
}

static void
cam_history_reader_finalize (GObject *object)
{
  CamHistoryReader *self = CAM_HISTORY_READER (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->names, cam_history_names_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->tables, g_array_unref);
  g_clear_pointer (&self->areas, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->streams, g_ptr_array_unref);
  g_clear_pointer (&self->listed, g_array_unref);

  G_OBJECT_CLASS (cam_history_reader_parent_class)->finalize (object);
}

static void
cam_history_reader_class_init (CamHistoryReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_history_reader_finalize;
}

static void
cam_history_reader_init (CamHistoryReader *self)
{
  self->streams = g_ptr_array_new_with_free_func (stream_free);
}

/* Without its Z, it is before any fraction of the same second as text, too. */
static gboolean
set_instant (const char  *instant,
             char       **kept,
             gint64      *clock,
             GError     **error)
{
  g_autoptr (GDateTime) time = NULL;

  if (instant == NULL)
    return TRUE;
  time = g_date_time_new_from_iso8601 (instant, NULL);
  if (time == NULL || !g_str_has_suffix (instant, "Z"))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” is no instant.", instant);
      return FALSE;
    }
  *kept = g_strndup (instant, strlen (instant) - 1);
  *clock = (g_date_time_to_unix_usec (time) / 1000) << 16;
  return TRUE;
}

static gboolean
add_table (CamHistoryReader  *self,
           const char        *name,
           GError           **error)
{
  const CamTableInfo *table = cam_db_find_table (self->db, name);

  if (table == NULL)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "The file has no table “%s”.", name);
      return FALSE;
    }
  if (self->tables == NULL)
    self->tables = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_val (self->tables, table->id);
  return TRUE;
}

/* Adds the texts that are the first column of what @sql gives. */
static gboolean
add_texts (CamDb           *db,
           const char      *sql,
           const CamValue  *params,
           guint            n_params,
           GHashTable      *texts,
           GError         **error)
{
  g_autoptr (CamCursor) cursor = cam_db_query (db, sql, params, n_params, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    if (!cam_cursor_is_null (cursor, 0))
      g_hash_table_add (texts, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Where the areas and what is about them are few, all of them by uuid; else the areas alone, and what is about
 * them is told row by row. */
static gboolean
set_area (CamHistoryReader  *self,
          const char        *area,
          GError           **error)
{
  const CamValue params[] = { cam_text (area), cam_integer (MAX_AREAS), cam_integer (MAX_LISTED_ROWS + 1) };
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *tables = cam_db_get_tables (self->db);

  self->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!add_texts (self->db, INSIDE " SELECT uuid FROM inside", params, 2, self->areas, error)
      || !add_texts (self->db, INSIDE " SELECT uuid FROM inside LIMIT ?3", params, 3, rows, error))
    return FALSE;
  for (guint i = 0; i < tables->len && g_hash_table_size (rows) <= MAX_LISTED_ROWS; i++)
    {
      const CamTableInfo *table = g_ptr_array_index (tables, i);
      g_autofree char *sql = NULL;

      if (cam_table_info_find_column (table, "area_uuid") == NULL)
        continue;
      sql = g_strdup_printf (INSIDE " SELECT t.uuid FROM inside i JOIN \"%s\" t ON t.area_uuid = i.uuid LIMIT ?3",
                             table->name);
      if (!add_texts (self->db, sql, params, 3, rows, error))
        return FALSE;
    }
  if (g_hash_table_size (rows) <= MAX_LISTED_ROWS)
    self->rows = g_steal_pointer (&rows);
  return TRUE;
}

static gboolean
set_filter (CamHistoryReader        *self,
            const CamHistoryFilter  *filter,
            GError                 **error)
{
  gint64 unused = 0;

  self->author = g_strdup (filter->author);
  if (filter->text != NULL && *filter->text != '\0')
    {
      g_autofree char *valid = g_utf8_make_valid (filter->text, -1);

      self->text = g_utf8_casefold (g_strstrip (valid), -1);
    }
  if (!set_instant (filter->from, &self->from, &self->from_clock, error)
      || !set_instant (filter->to, &self->to, &unused, error))
    return FALSE;
  for (guint i = 0; filter->tables != NULL && filter->tables[i] != NULL; i++)
    if (!add_table (self, filter->tables[i], error))
      return FALSE;
  if (filter->table != NULL && !add_table (self, filter->table, error))
    return FALSE;
  if (filter->uuid == NULL)
    return filter->area == NULL || set_area (self, filter->area, error);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (self->rows, g_strdup (filter->uuid));
  return TRUE;
}

static int
compare_listed (gconstpointer a,
                gconstpointer b)
{
  const Listed *left = a;
  const Listed *right = b;

  if (left->clock != right->clock)
    return left->clock > right->clock ? -1 : 1;
  if (left->copy != right->copy)
    return left->copy < right->copy ? -1 : 1;
  return left->seq > right->seq ? -1 : left->seq < right->seq;
}

static gboolean
list_row (CamHistoryReader  *self,
          const char        *uuid,
          GError           **error)
{
  const CamValue params[] = { cam_text (uuid), cam_integer (MAX_LISTED_ACTIONS + 1) };
  g_autoptr (CamCursor) cursor = cam_db_query (self->db, CAM_HISTORY_SQL_OF_ROW, params, 2, error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const Listed listed = { cam_cursor_get_integer (cursor, 0), cam_cursor_get_integer (cursor, 1),
                              cam_cursor_get_integer (cursor, 2) };

      g_array_append_val (self->listed, listed);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The actions that touched one of @rows, each once; none where they are too many to keep. */
static gboolean
list_rows (CamHistoryReader  *self,
           GError           **error)
{
  GHashTableIter iter;
  gpointer uuid = NULL;
  guint n = 0;

  self->listed = g_array_new (FALSE, FALSE, sizeof (Listed));
  g_hash_table_iter_init (&iter, self->rows);
  while (self->listed->len <= MAX_LISTED_ACTIONS && g_hash_table_iter_next (&iter, &uuid, NULL))
    if (!list_row (self, uuid, error))
      return FALSE;
  if (self->listed->len > MAX_LISTED_ACTIONS)
    {
      g_clear_pointer (&self->listed, g_array_unref);
      return TRUE;
    }
  g_array_sort (self->listed, compare_listed);
  for (guint i = 0; i < self->listed->len; i++)
    if (i == 0 || compare_listed (&g_array_index (self->listed, Listed, i),
                                  &g_array_index (self->listed, Listed, n - 1)) != 0)
      g_array_index (self->listed, Listed, n++) = g_array_index (self->listed, Listed, i);
  g_array_set_size (self->listed, n);
  return TRUE;
}

static void
add_stream (CamHistoryReader *self,
            StreamKind        kind,
            gint64            copy)
{
  Stream *stream = g_new0 (Stream, 1);

  stream->kind = kind;
  stream->copy = copy;
  stream->before = kind == STREAM_LISTED ? 0 : G_MAXINT64;
  stream->batch = MIN_BATCH;
  stream->heads = g_ptr_array_new_with_free_func (step_free_cb);
  g_ptr_array_add (self->streams, stream);
}

static gboolean
add_streams (CamHistoryReader  *self,
             GError           **error)
{
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 has_merges = 0;

  if (self->rows != NULL && !list_rows (self, error))
    return FALSE;
  if (self->listed != NULL)
    {
      add_stream (self, STREAM_LISTED, 0);
      return TRUE;
    }
  /* A file that is only looked at may be of a version that did not merge yet. */
  if (!cam_db_query_integer (self->db, "SELECT count (*) FROM pragma_table_info ('cam_merge')", NULL, 0, 0,
                             &has_merges, error))
    return FALSE;
  if (has_merges != 0 && self->tables == NULL && self->areas == NULL && self->rows == NULL)
    add_stream (self, STREAM_MERGES, 0);
  cursor = cam_db_query (self->db, "SELECT copy FROM cam_copy", NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    add_stream (self, STREAM_COPY, cam_cursor_get_integer (cursor, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

CamHistoryReader *
cam_history_reader_new (CamStore                *store,
                        const CamHistoryFilter  *filter,
                        GError                 **error)
{
  g_autoptr (CamHistoryReader) self = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  self = g_object_new (CAM_TYPE_HISTORY_READER, NULL);
  self->store = g_object_ref (store);
  self->db = cam_store_get_reader (store);
  /* A store that was closed has an empty history. */
  if (self->db == NULL)
    return g_steal_pointer (&self);
  self->names = cam_history_names_new (self->db, error);
  if (self->names == NULL || (filter != NULL && !set_filter (self, filter, error))
      || !add_streams (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

CamStore *
cam_history_reader_get_store (CamHistoryReader *self)
{
  return self->store;
}

CamHistoryNames *
cam_history_reader_get_names (CamHistoryReader *self)
{
  return self->names;
}

CamDb *
cam_history_reader_get_db (CamHistoryReader  *self,
                           GError           **error)
{
  if (self->db == NULL || cam_store_get_reader (self->store) != self->db)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "The file has been closed.");
      return NULL;
    }
  return self->db;
}

static CamHistoryKind
kind_from_word (const char *word)
{
  static const struct
  {
    const char     *word;
    CamHistoryKind  kind;
  } kinds[] = {
    { "undo", CAM_HISTORY_UNDO },   { "redo", CAM_HISTORY_REDO },   { "outside", CAM_HISTORY_OUTSIDE },
    { "merge", CAM_HISTORY_MERGE }, { "erase", CAM_HISTORY_ERASE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].word, word) == 0)
      return kinds[i].kind;
  return CAM_HISTORY_EDIT;
}

static CamHistoryStep *
make_step (CamCursor *cursor)
{
  CamHistoryStep *step = g_new0 (CamHistoryStep, 1);

  step->copy = cam_cursor_get_integer (cursor, 0);
  step->seq = cam_cursor_get_integer (cursor, 1);
  step->clock = cam_cursor_get_integer (cursor, 2);
  step->at = g_strdup (cam_cursor_get_text (cursor, 3));
  step->label = g_strdup (cam_cursor_get_text (cursor, 4));
  step->author = g_strdup (cam_cursor_get_text (cursor, 5));
  step->kind = kind_from_word (cam_cursor_get_text (cursor, 6));
  return step;
}

/* A merge has no clock of its own. */
static void
set_clock_of_merge (CamHistoryStep *step)
{
  g_autoptr (GDateTime) time = step->at != NULL ? g_date_time_new_from_iso8601 (step->at, NULL) : NULL;

  if (time != NULL)
    step->clock = ((g_date_time_to_unix_usec (time) / 1000) << 16) | 0xffff;
}

static gboolean
is_wanted (CamHistoryReader     *self,
           const CamHistoryStep *step)
{
  return (self->author == NULL || g_strcmp0 (self->author, step->author) == 0)
         && (self->from == NULL || g_strcmp0 (step->at, self->from) >= 0)
         && (self->to == NULL || g_strcmp0 (step->at, self->to) < 0);
}

/* Takes what the cursor stands on. The clock is never behind the time, so that a clock before "from" ends the
 * stream. */
static void
take_head (CamHistoryReader *self,
           Stream           *stream,
           CamCursor        *cursor)
{
  g_autoptr (CamHistoryStep) step = make_step (cursor);

  if (stream->kind == STREAM_MERGES)
    set_clock_of_merge (step);
  if (stream->kind != STREAM_LISTED)
    stream->before = step->seq;
  if (self->from != NULL && step->clock < self->from_clock)
    stream->done = TRUE;
  else if (is_wanted (self, step))
    g_ptr_array_add (stream->heads, g_steal_pointer (&step));
}

static gboolean
read_heads (CamHistoryReader  *self,
            Stream            *stream,
            gint64             number,
            gint              *n_read,
            GError           **error)
{
  const CamValue params[] = { cam_integer (stream->copy), cam_integer (number), cam_integer (stream->batch) };
  static const char *const sqls[] = { CAM_HISTORY_SQL_ACTIONS, CAM_HISTORY_SQL_MERGES, CAM_HISTORY_SQL_ACTION };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_db_query (self->db, sqls[stream->kind], params, stream->kind == STREAM_LISTED ? 2 : 3, error);
  if (cursor == NULL)
    return FALSE;
  while (!stream->done && cam_cursor_next (cursor, &local_error))
    {
      take_head (self, stream, cursor);
      (*n_read)++;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
fill_listed (CamHistoryReader  *self,
             Stream            *stream,
             gint              *budget,
             GError           **error)
{
  gint n_read = 0;

  while (!stream->done && *budget > 0 && stream->heads->len < MIN_BATCH && stream->before < self->listed->len)
    {
      const Listed *listed = &g_array_index (self->listed, Listed, stream->before);

      stream->before++;
      stream->copy = listed->copy;
      if (!read_heads (self, stream, listed->seq, &n_read, error))
        return FALSE;
      (*budget)--;
    }
  stream->done = stream->done || stream->before >= self->listed->len;
  return TRUE;
}

/* Reads on until the stream has a head, is done, or the budget is used up. */
static gboolean
fill (CamHistoryReader  *self,
      Stream            *stream,
      gint              *budget,
      GError           **error)
{
  g_ptr_array_set_size (stream->heads, 0);
  stream->at = 0;
  if (stream->kind == STREAM_LISTED)
    return fill_listed (self, stream, budget, error);
  while (!stream->done && *budget > 0 && stream->heads->len == 0)
    {
      gint n_read = 0;

      if (!read_heads (self, stream, stream->before, &n_read, error))
        return FALSE;
      stream->done = stream->done || n_read < stream->batch;
      stream->batch = MIN (stream->batch * 2, MAX_BATCH);
      *budget -= MAX (n_read, 1);
    }
  return TRUE;
}

const CamHistoryStep *
cam_history_reader_step (CamHistoryReader  *self,
                         gint              *budget,
                         GError           **error)
{
  const CamHistoryStep *newest = NULL;

  if (cam_history_reader_get_db (self, error) == NULL)
    return NULL;
  self->current = NULL;
  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = g_ptr_array_index (self->streams, i);
      const CamHistoryStep *head = NULL;

      if (stream->at == stream->heads->len && !stream->done && !fill (self, stream, budget, error))
        return NULL;
      if (stream->at == stream->heads->len && !stream->done)
        return NULL;
      if (stream->at < stream->heads->len)
        head = g_ptr_array_index (stream->heads, stream->at);
      if (head != NULL && (newest == NULL || head->clock > newest->clock))
        {
          newest = head;
          self->current = stream;
        }
    }
  return newest;
}

void
cam_history_reader_pop (CamHistoryReader *self)
{
  if (self->current != NULL)
    self->current->at++;
  self->current = NULL;
}

static gboolean
has_words (CamHistoryReader *self,
           const char       *text)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return strstr (folded, self->text) != NULL;
}

gboolean
cam_history_reader_is_picky (CamHistoryReader     *self,
                             const CamHistoryStep *step)
{
  if (self->tables != NULL || self->areas != NULL || self->rows != NULL)
    return TRUE;
  return self->text != NULL && !has_words (self, step->label) && !has_words (self, step->author);
}

static gboolean
is_in_area (CamHistoryReader   *self,
            const CamTableInfo *table,
            const char         *uuid)
{
  const char *area = NULL;

  if (g_hash_table_contains (self->areas, uuid))
    return TRUE;
  area = cam_history_names_get_area (self->names, self->db, table, uuid);
  return area != NULL && g_hash_table_contains (self->areas, area);
}

static gboolean
matches_where (CamHistoryReader   *self,
               const CamTableInfo *table,
               const char         *uuid)
{
  gboolean found = self->tables == NULL;

  if (table == NULL || uuid == NULL)
    return FALSE;
  for (guint i = 0; !found && i < self->tables->len; i++)
    found = g_array_index (self->tables, int, i) == table->id;
  if (!found)
    return FALSE;
  if (self->rows != NULL)
    return g_hash_table_contains (self->rows, uuid);
  return self->areas == NULL || is_in_area (self, table, uuid);
}

static gboolean
matches_change (CamHistoryReader *self,
                CamCursor        *cursor,
                gboolean          by_text)
{
  const CamTableInfo *table = cam_db_get_table (self->db, (int) cam_cursor_get_integer (cursor, 1));
  const char *uuid = cam_cursor_get_text (cursor, 2);

  return matches_where (self, table, uuid)
         && (!by_text || has_words (self, cam_cursor_get_text (cursor, 4))
             || has_words (self, cam_cursor_get_text (cursor, 5))
             || has_words (self, cam_history_names_get_title (self->names, self->db, table, uuid)));
}

static int
get_deleted (CamDb     *db,
             CamCursor *cursor)
{
  const CamTableInfo *table = cam_db_get_table (db, (int) cam_cursor_get_integer (cursor, 1));
  const CamColumnInfo *column = cam_history_find_column (table, (int) cam_cursor_get_integer (cursor, 3));

  if (column == NULL || !g_str_equal (column->name, "deleted"))
    return -1;
  return cam_cursor_get_integer (cursor, 5) != 0;
}

gboolean
cam_history_reader_match (CamHistoryReader      *self,
                          const CamHistoryStep  *step,
                          gint64                *after,
                          guint                  limit,
                          gint                  *budget,
                          GArray                *matches,
                          gboolean              *at_end,
                          GError               **error)
{
  const gint64 n_wanted = MAX (*budget, 1);
  const CamValue params[] = { cam_integer (step->copy), cam_integer (step->seq), cam_integer (*after),
                              cam_integer (n_wanted) };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean by_text = self->text != NULL && !has_words (self, step->label) && !has_words (self, step->author);
  gint64 n_read = 0;

  *at_end = step->copy == 0;
  if (*at_end)
    return TRUE;
  cursor = cam_db_query (self->db, CAM_HISTORY_SQL_CHANGES, params, 4, error);
  if (cursor == NULL)
    return FALSE;
  while (matches->len < limit && cam_cursor_next (cursor, &local_error))
    {
      n_read++;
      *after = cam_cursor_get_integer (cursor, 0);
      if (matches_change (self, cursor, by_text))
        {
          CamHistoryMatch match = { .id = *after,
                                    .table = (int) cam_cursor_get_integer (cursor, 1),
                                    .column = (int) cam_cursor_get_integer (cursor, 3),
                                    .uuid = g_strdup (cam_cursor_get_text (cursor, 2)),
                                    .deleted = get_deleted (self->db, cursor) };

          g_array_append_val (matches, match);
        }
    }
  *budget -= (gint) n_read;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *at_end = matches->len < limit && n_read < n_wanted;
  return TRUE;
}

/* The action of the step under way, or none where no change of it is wanted. @is_over: nothing more is to be
 * asked of the step. */
static CamHistoryAction *
make_action (CamHistoryReader      *self,
             const CamHistoryStep  *step,
             gint                  *budget,
             gboolean              *is_over,
             GError               **error)
{
  g_autoptr (GArray) matches = cam_history_matches_new ();
  gboolean at_end = FALSE;

  *is_over = FALSE;
  if (!cam_history_reader_match (self, step, &self->after, N_FIRST, budget, matches, &at_end, error))
    return NULL;
  *is_over = at_end || matches->len > 0 || !cam_history_reader_is_picky (self, step);
  if (!*is_over || (matches->len == 0 && cam_history_reader_is_picky (self, step)))
    return NULL;
  return cam_history_action_new (self, step, matches, self->after, at_end, error);
}

GPtrArray *
cam_history_reader_next (CamHistoryReader  *self,
                         guint              limit,
                         gboolean          *at_end,
                         GError           **error)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local_error = NULL;
  gint budget = BUDGET;

  g_return_val_if_fail (CAM_IS_HISTORY_READER (self), NULL);
  g_return_val_if_fail (at_end != NULL, NULL);

  *at_end = self->db == NULL;
  while (!*at_end && actions->len < limit && budget > 0)
    {
      const CamHistoryStep *step = cam_history_reader_step (self, &budget, &local_error);
      CamHistoryAction *action = NULL;
      gboolean is_over = FALSE;

      *at_end = step == NULL && local_error == NULL && budget > 0;
      if (step != NULL)
        action = make_action (self, step, &budget, &is_over, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (action != NULL)
        g_ptr_array_add (actions, action);
      if (is_over)
        {
          cam_history_reader_pop (self);
          self->after = 0;
        }
    }
  return g_steal_pointer (&actions);
}
