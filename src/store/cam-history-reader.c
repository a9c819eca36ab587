/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-reader-private.h"
#include "cam-store-private.h"

/* Within one copy the clock only goes forward, so that each copy's actions are read by their number, which
 * has an index, and the copies are put together by the clock. Nothing is ever sorted as a whole. Where a filter
 * names few records, their actions are found through the index of changes by record instead. */

/* Rows that one call may look at: some milliseconds. */
#define BUDGET 1500
/* A statement costs as much as some rows. */
#define COST_OF_QUERY 8
/* How many actions of a copy are read at a time, first and at most. */
#define MIN_BATCH 16
#define MAX_BATCH 512
/* Of more changes of the records that are looked for, the whole history is read instead. */
#define MAX_LISTED_ACTIONS 20000
/* Changes that an action comes with. */
#define N_FIRST 12

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
  g_clear_pointer (&self->except, g_free);
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
  stream->bound = G_MAXINT64;
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
  if (self->names == NULL || (filter != NULL && !cam_history_reader_set_filter (self, filter, error))
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
         && (self->except == NULL || step->kind == CAM_HISTORY_MERGE || g_strcmp0 (self->except, step->author) != 0)
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
  stream->bound = step->clock;
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

/* Reads the next batch, in which there may be nothing that is wanted. */
static gboolean
fill (CamHistoryReader  *self,
      Stream            *stream,
      gint              *budget,
      GError           **error)
{
  gint n_read = 0;

  g_ptr_array_set_size (stream->heads, 0);
  stream->at = 0;
  if (stream->kind == STREAM_LISTED)
    return fill_listed (self, stream, budget, error);
  if (!read_heads (self, stream, stream->before, &n_read, error))
    return FALSE;
  stream->done = stream->done || n_read < stream->batch;
  stream->batch = MIN (stream->batch * 2, MAX_BATCH);
  *budget -= MAX (n_read, COST_OF_QUERY);
  return TRUE;
}

static gboolean
has_head (const Stream *stream)
{
  return stream->at < stream->heads->len;
}

/* The stream with the newest head, or else, where one without a head may still have a newer step, that one. */
static Stream *
find_newest (CamHistoryReader *self)
{
  Stream *newest = NULL;
  gint64 newest_clock = 0;

  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = g_ptr_array_index (self->streams, i);
      gint64 clock = stream->bound;

      if (has_head (stream))
        clock = ((const CamHistoryStep *) g_ptr_array_index (stream->heads, stream->at))->clock;
      else if (stream->done)
        continue;
      if (newest == NULL || clock > newest_clock)
        {
          newest = stream;
          newest_clock = clock;
        }
    }
  return newest;
}

const CamHistoryStep *
cam_history_reader_step (CamHistoryReader  *self,
                         gint              *budget,
                         GError           **error)
{
  if (cam_history_reader_get_db (self, error) == NULL)
    return NULL;
  self->current = find_newest (self);
  while (self->current != NULL && !has_head (self->current))
    {
      if (*budget <= 0 || !fill (self, self->current, budget, error))
        {
          self->current = NULL;
          return NULL;
        }
      self->current = find_newest (self);
    }
  return self->current != NULL ? g_ptr_array_index (self->current->heads, self->current->at) : NULL;
}

void
cam_history_reader_pop (CamHistoryReader *self)
{
  if (self->current != NULL)
    self->current->at++;
  self->current = NULL;
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
  gboolean by_text = cam_history_reader_wants_words (self, step);
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
      if (cam_history_reader_matches (self, cursor, by_text))
        {
          CamHistoryMatch match = { .id = *after,
                                    .table = (int) cam_cursor_get_integer (cursor, 1),
                                    .column = (int) cam_cursor_get_integer (cursor, 3),
                                    .uuid = g_strdup (cam_cursor_get_text (cursor, 2)),
                                    .deleted = get_deleted (self->db, cursor) };

          g_array_append_val (matches, match);
        }
    }
  *budget -= (gint) n_read + COST_OF_QUERY;
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

static gboolean
read_actions (CamHistoryReader  *self,
              guint              limit,
              GPtrArray         *actions,
              gboolean          *at_end,
              GError           **error)
{
  g_autoptr (GError) local_error = NULL;
  gint budget = BUDGET;

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
          return FALSE;
        }
      if (action != NULL)
        g_ptr_array_add (actions, action);
      if (is_over)
        {
          cam_history_reader_pop (self);
          self->after = 0;
        }
    }
  return TRUE;
}

GPtrArray *
cam_history_reader_next (CamHistoryReader  *self,
                         guint              limit,
                         gboolean          *at_end,
                         GError           **error)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean done = FALSE;

  g_return_val_if_fail (CAM_IS_HISTORY_READER (self), NULL);
  g_return_val_if_fail (at_end != NULL, NULL);

  *at_end = self->db == NULL;
  if (*at_end)
    return g_steal_pointer (&actions);
  /* In one transaction, or each of the many statements would lock the file anew. */
  if (cam_history_reader_get_db (self, error) == NULL || !cam_db_run (self->db, "BEGIN", NULL, 0, error))
    return NULL;
  done = read_actions (self, limit, actions, at_end, error);
  cam_db_run (self->db, "COMMIT", NULL, 0, NULL);
  return done ? g_steal_pointer (&actions) : NULL;
}
