/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-merge-private.h"

#include "cam-erase-private.h"
#include "cam-value-of.h"

#include <string.h>

#define MAX_TEXT 4096
#define MAX_NAME 128

#define OUTSIDE_LABEL "Edited by another program"

/* One action of theirs: the columns are seq, at, clock, label, author, kind, undoes. */
typedef struct
{
  gint64      seq;
  const char *at;
  gint64      clock;
  const char *label;
  const char *author;
  const char *kind;
  gint64      undoes;
} Action;

static gboolean
is_instant (const char *text)
{
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return time != NULL && g_str_has_suffix (text, "Z");
}

static gboolean
read_action (sqlite3_stmt  *stmt,
             Action        *action,
             GError       **error)
{
  action->seq = sqlite3_column_int64 (stmt, 0);
  action->at = cam_incoming_get_text (stmt, 1, MAX_NAME);
  action->clock = sqlite3_column_int64 (stmt, 2);
  action->label = cam_incoming_get_text (stmt, 3, MAX_TEXT);
  action->author = cam_incoming_get_text (stmt, 4, MAX_TEXT);
  action->kind = cam_incoming_get_text (stmt, 5, MAX_NAME);
  action->undoes = sqlite3_column_int64 (stmt, 6);
  if (action->seq < 1 || !is_instant (action->at) || action->clock < 1 || action->clock > CAM_MAX_CLOCK
      || action->label == NULL || action->author == NULL || action->kind == NULL)
    return cam_incoming_refuse ("an action is none", error);
  return TRUE;
}

/* An author or a label that was left out of a copy comes back with one that has it. */
static gboolean
write_action (CamMergeRun        *self,
              const CamMergeCopy *copy,
              const Action       *action,
              GError            **error)
{
  const CamValue params[] = { cam_integer (copy->local), cam_integer (action->seq), cam_text (action->at),
                              cam_integer (action->clock), cam_text (action->label),
                              cam_text (action->author), cam_text (action->kind),
                              action->undoes > 0 ? cam_integer (action->undoes) : cam_null () };

  if (!self->apply)
    {
      self->n_known += action->seq > copy->our_newest;
      return TRUE;
    }
  if (!cam_db_run (self->db,
                   "INSERT INTO cam_action VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                   " ON CONFLICT (copy, seq) DO UPDATE SET label = CASE label WHEN '' THEN excluded.label ELSE label END,"
                   " author = max (author, excluded.author)"
                   " WHERE (label = '' AND excluded.label <> '') OR (author = '' AND excluded.author <> '')",
                   params, G_N_ELEMENTS (params), error))
    return FALSE;
  self->n_known += sqlite3_changes (cam_db_get_handle (self->db)) > 0;
  return TRUE;
}

/* Where both scopes are known up to some number, so are the actions up to there, but for those that a later state
 * of an edited file replaced: see cam-outside.c. */
static gint64
get_last_known (const CamMergeCopy *copy)
{
  return MIN (MIN (copy->ours[CAM_SCOPE_SHARED], copy->ours[CAM_SCOPE_PERSONAL]), copy->our_newest);
}

static gboolean
take_actions_of (CamMergeRun   *self,
                 sqlite3_stmt  *stmt,
                 guint          index,
                 GError       **error)
{
  const CamMergeCopy *copy = cam_merge_get_copy (self, index);
  const CamIncomingCopy *theirs = g_ptr_array_index (self->incoming->copies, index);
  g_autoptr (GError) local_error = NULL;

  if (copy->their_newest <= get_last_known (copy) || theirs->number == 0)
    return TRUE;
  sqlite3_reset (stmt);
  sqlite3_bind_int64 (stmt, 1, theirs->number);
  sqlite3_bind_int64 (stmt, 2, get_last_known (copy));
  while (local_error == NULL && cam_foreign_db_step (self->incoming->db, stmt, &local_error))
    {
      Action action;

      if (read_action (stmt, &action, &local_error) && write_action (self, copy, &action, &local_error))
        self->clock = MAX (self->clock, action.clock);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The newest clock of a file, which edits by another program come right after. */
static gboolean
read_their_clock (CamMergeRun  *self,
                  GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = cam_incoming_select (self->incoming, "cam_action", "clock", "", error);

  if (stmt == NULL)
    return FALSE;
  while (cam_foreign_db_step (self->incoming->db, stmt, &local_error))
    self->outside_clock = MAX (self->outside_clock, sqlite3_column_int64 (stmt, 0));
  sqlite3_finalize (stmt);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  self->outside_clock = CLAMP (self->outside_clock, 0, CAM_MAX_CLOCK - 1) + 1;
  return TRUE;
}

static gboolean
take_outside_action (CamMergeRun  *self,
                     GError      **error)
{
  const CamMergeCopy *copy = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *at = NULL;
  Action action = { .seq = 1, .label = OUTSIDE_LABEL, .author = "", .kind = "outside" };

  if (self->incoming->outside == NULL)
    return TRUE;
  if (!read_their_clock (self, error))
    return FALSE;
  copy = cam_merge_get_copy (self, self->incoming->outside_copy);
  if (copy->our_newest >= 1)
    return TRUE;
  time = g_date_time_new_from_unix_utc ((self->outside_clock >> 16) / 1000);
  at = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  action.at = at;
  action.clock = self->outside_clock;
  self->clock = MAX (self->clock, action.clock);
  return at != NULL ? write_action (self, copy, &action, error)
                    : cam_incoming_refuse ("a clock is beyond all times", error);
}

gboolean
cam_merge_take_actions (CamMergeRun  *self,
                        GError      **error)
{
  sqlite3_stmt *stmt = cam_incoming_select (self->incoming, "cam_action",
                                            "seq, at, clock, label, author, kind, undoes",
                                            "WHERE copy = ?1 AND seq > ?2", error);
  gboolean done = stmt != NULL;

  for (guint i = 1; i < self->incoming->copies->len && done; i++)
    done = take_actions_of (self, stmt, i, error);
  sqlite3_finalize (stmt);
  return done && take_outside_action (self, error);
}

static gint64
find_clock (CamMergeRun *self,
            guint        index,
            gint64       seq)
{
  const CamMergeCopy *copy = cam_merge_get_copy (self, index);
  const CamValue params[] = { cam_integer (copy->local), cam_integer (seq) };
  gint64 clock = 0;

  if (seq == G_MAXINT64)
    return G_MAXINT64;
  if (self->incoming->outside != NULL && index == self->incoming->outside_copy)
    return self->outside_clock;
  if (copy->local != 0)
    cam_db_query_integer (self->db, "SELECT clock FROM cam_action WHERE copy = ?1 AND seq = ?2", params, 2, 0,
                          &clock, NULL);
  if (clock == 0 && index < self->incoming->copies->len)
    {
      const CamIncomingCopy *theirs = g_ptr_array_index (self->incoming->copies, index);

      sqlite3_reset (self->find_action);
      sqlite3_bind_int64 (self->find_action, 1, theirs->number);
      sqlite3_bind_int64 (self->find_action, 2, seq);
      if (cam_foreign_db_step (self->incoming->db, self->find_action, NULL))
        clock = sqlite3_column_int64 (self->find_action, 0);
    }
  return clock;
}

gboolean
cam_merge_is_later (const CamSurvivor *a,
                    const CamSurvivor *b,
                    gpointer           data)
{
  CamMergeRun *self = data;
  gint64 first = find_clock (self, a->copy, a->seq);
  gint64 second = find_clock (self, b->copy, b->seq);
  int order;

  if (first != second)
    return first > second;
  order = strcmp (cam_merge_get_copy (self, a->copy)->id, cam_merge_get_copy (self, b->copy)->id);
  return order != 0 ? order > 0 : a->seq > b->seq;
}

void
cam_merge_dup_who (CamMergeRun  *self,
                   guint         index,
                   gint64        seq,
                   char        **author,
                   char        **at)
{
  const CamIncomingCopy *theirs = NULL;

  if (index == 0 || index >= self->incoming->copies->len)
    return;
  theirs = g_ptr_array_index (self->incoming->copies, index);
  sqlite3_reset (self->find_action);
  sqlite3_bind_int64 (self->find_action, 1, theirs->number);
  sqlite3_bind_int64 (self->find_action, 2, seq);
  if (!cam_foreign_db_step (self->incoming->db, self->find_action, NULL))
    return;
  *author = g_strdup (cam_incoming_get_text (self->find_action, 1, MAX_TEXT));
  *at = g_strdup (cam_incoming_get_text (self->find_action, 2, MAX_NAME));
}

/* The columns are tbl, uuid, col, old, new, seq, copy. FALSE with no error for what tells nothing. */
static gboolean
read_change (CamMergeRun           *self,
             sqlite3_stmt          *stmt,
             CamMergeTable        **table,
             const CamMergeColumn **column,
             const char           **uuid,
             GError               **error)
{
  gint64 col = sqlite3_column_int64 (stmt, 2);

  *table = cam_merge_find_table (self, sqlite3_column_int64 (stmt, 0));
  *uuid = cam_incoming_get_text (stmt, 1, MAX_NAME);
  *column = *table != NULL && col > 0 ? cam_merge_find_column (*table, col) : NULL;
  if (*table == NULL || *uuid == NULL || !g_uuid_string_is_valid (*uuid) || (col != 0 && *column == NULL))
    return cam_incoming_refuse ("a change is of nothing", error);
  return TRUE;
}

static CamValue
read_value (CamMergeRun          *self,
            const CamMergeColumn *column,
            sqlite3_stmt         *stmt,
            int                   at)
{
  CamValue value = cam_value_copy_of (stmt, at);

  if (value.type == CAM_VALUE_TEXT && !g_utf8_validate (value.text, -1, NULL))
    {
      char *valid = g_utf8_make_valid (value.text, -1);

      cam_value_clear (&value);
      value = cam_text (valid);
    }
  if (column != NULL && column->ours != NULL && cam_merge_is_erased_reference (self, column->ours, value))
    cam_value_clear (&value);
  return value;
}

static gboolean
insert_change (CamMergeRun    *self,
               gint64          copy,
               gint64          seq,
               int             tbl,
               int             col,
               const char     *uuid,
               CamValue        old_value,
               CamValue        new_value,
               GError        **error)
{
  const CamValue params[] = { cam_integer (copy), cam_integer (seq), cam_integer (tbl), cam_text (uuid),
                              cam_integer (col), old_value, new_value };

  return cam_db_run (self->db,
                     "INSERT INTO cam_change (copy, seq, tbl, uuid, col, old, new)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                     params, G_N_ELEMENTS (params), error);
}

/* Where the vector does not say it, whether the change is here already: it may have come with part of a file. */
static gboolean
has_change (CamMergeRun   *self,
            gint64         copy,
            gint64         seq,
            int            tbl,
            int            col,
            const char    *uuid,
            gboolean      *found,
            GError       **error)
{
  const CamValue params[] = { cam_text (uuid), cam_integer (copy), cam_integer (seq), cam_integer (tbl),
                              cam_integer (col), cam_integer (self->last_change) };
  gint64 any = 0;

  if (!cam_db_query_integer (self->db,
                             "SELECT EXISTS (SELECT 1 FROM cam_change WHERE uuid = ?1 AND +copy = ?2"
                             " AND +seq = ?3 AND tbl = ?4 AND col = ?5 AND id <= ?6)",
                             params, G_N_ELEMENTS (params), 0, &any, error))
    return FALSE;
  *found = any != 0;
  return TRUE;
}

static gboolean
take_change (CamMergeRun         *self,
             const CamMergeCopy  *copy,
             sqlite3_stmt        *stmt,
             GError             **error)
{
  CamMergeTable *table = NULL;
  const CamMergeColumn *column = NULL;
  const char *uuid = NULL;
  gint64 seq = sqlite3_column_int64 (stmt, 5);
  CamScope scope;
  CamValue old_value = { 0 };
  CamValue new_value = { 0 };
  int col;
  gboolean found = FALSE;
  gboolean done;

  if (!read_change (self, stmt, &table, &column, &uuid, error))
    return FALSE;
  scope = column != NULL ? column->scope : table->scope;
  col = column != NULL ? column->our_id : 0;
  if (seq <= MIN (copy->ours[scope], copy->our_newest))
    return TRUE;
  if (g_hash_table_contains (self->erased, uuid))
    {
      const CamMergeAction action = { copy->local, seq };

      g_array_append_val (self->of_erased, action);
      return TRUE;
    }
  if (seq <= copy->our_newest
      && !has_change (self, copy->local, seq, table->our_id, col, uuid, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  old_value = read_value (self, column, stmt, 3);
  new_value = read_value (self, column, stmt, 4);
  done = insert_change (self, copy->local, seq, table->our_id, col, uuid, old_value, new_value, error);
  self->n_changes++;
  cam_value_clear (&old_value);
  cam_value_clear (&new_value);
  return done;
}

/* History without an action would be of nobody and of no time. */
static gboolean
check_action (CamMergeRun            *self,
              const CamIncomingCopy  *theirs,
              gint64                  seq,
              GError                **error)
{
  g_autoptr (GError) local_error = NULL;

  sqlite3_reset (self->find_action);
  sqlite3_bind_int64 (self->find_action, 1, theirs->number);
  sqlite3_bind_int64 (self->find_action, 2, seq);
  if (cam_foreign_db_step (self->incoming->db, self->find_action, &local_error))
    return TRUE;
  if (local_error == NULL)
    return cam_incoming_refuse ("a change is of no action", error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
take_changes_of (CamMergeRun   *self,
                 sqlite3_stmt  *stmt,
                 guint          index,
                 GError       **error)
{
  const CamMergeCopy *copy = cam_merge_get_copy (self, index);
  const CamIncomingCopy *theirs = g_ptr_array_index (self->incoming->copies, index);
  g_autoptr (GError) local_error = NULL;
  gint64 checked = 0;

  if (copy->their_newest <= get_last_known (copy) || theirs->number == 0)
    return TRUE;
  sqlite3_reset (stmt);
  sqlite3_bind_int64 (stmt, 1, theirs->number);
  sqlite3_bind_int64 (stmt, 2, get_last_known (copy));
  while (local_error == NULL && cam_foreign_db_step (self->incoming->db, stmt, &local_error))
    {
      gint64 seq = sqlite3_column_int64 (stmt, 5);

      if (seq != checked && !check_action (self, theirs, seq, &local_error))
        break;
      checked = seq;
      take_change (self, copy, stmt, &local_error);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_deleted (const CamMergeColumn *column)
{
  return strcmp (column->theirs->name, "deleted") == 0;
}

/* One that was written is told even where it holds the same again: who has seen it goes by that. "deleted" is seen
 * with @any of the row. @stmt: the row, where it is there. */
static gboolean
take_outside_column (CamMergeRun           *self,
                     const CamMergeCopy    *copy,
                     const CamMergeTable   *table,
                     const CamMergeColumn  *column,
                     const CamOutsideRow   *row,
                     sqlite3_stmt          *stmt,
                     gboolean              *any,
                     GError               **error)
{
  const CamValue *before = cam_outside_row_get_before (row, column->theirs->id);
  CamValue old = before != NULL ? *before : cam_null ();
  CamValue now = { 0 };
  gboolean done = TRUE;

  if (column->theirs->position == 0)
    return TRUE;
  if (row->removed && is_deleted (column))
    now = cam_integer (1);
  else if (row->removed)
    now = cam_value_copy (cam_outside_row_get_last (row, column->theirs->id));
  else if (stmt != NULL)
    now = read_value (self, column, stmt, column->theirs->position);
  else
    return TRUE;
  if (cam_outside_row_has_written (row, column->theirs->id, now)
      && (!is_deleted (column) || !*any || !cam_value_equals (old, now)))
    {
      done = insert_change (self, copy->local, 1, table->our_id, column->our_id, row->uuid, old, now, error);
      *any = TRUE;
    }
  cam_value_clear (&now);
  return done;
}

/* What another program did to one record, as adopting it would write it down. */
static gboolean
take_outside_row (CamMergeRun          *self,
                  const CamMergeCopy   *copy,
                  const CamOutsideRow  *row,
                  GError              **error)
{
  CamMergeTable *table = cam_merge_find_table (self, row->tbl);
  sqlite3_stmt *stmt = NULL;
  gboolean any = FALSE;

  if (table == NULL || (row->added && row->removed))
    return TRUE;
  if (g_hash_table_contains (self->erased, row->uuid))
    {
      const CamMergeAction action = { copy->local, 1 };

      g_array_append_val (self->of_erased, action);
      return TRUE;
    }
  if (row->added
      && !insert_change (self, copy->local, 1, table->our_id, 0, row->uuid, cam_null (), cam_null (), error))
    return FALSE;
  if (!row->removed && !cam_incoming_values_seek (self->values, table->theirs, row->fid, &stmt, error))
    return FALSE;
  for (guint i = 0; i < table->columns->len && !row->added; i++)
    {
      const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);

      if (!is_deleted (column) && !take_outside_column (self, copy, table, column, row, stmt, &any, error))
        return FALSE;
    }
  for (guint i = 0; i < table->columns->len && !row->added; i++)
    {
      const CamMergeColumn *column = &g_array_index (table->columns, CamMergeColumn, i);

      if (is_deleted (column) && !take_outside_column (self, copy, table, column, row, stmt, &any, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_outside (CamMergeRun  *self,
              GError      **error)
{
  const CamMergeCopy *copy = NULL;
  GPtrArray *rows = NULL;

  if (self->incoming->outside == NULL)
    return TRUE;
  copy = cam_merge_get_copy (self, self->incoming->outside_copy);
  rows = cam_outside_get_rows (self->incoming->outside);
  for (guint i = 0; i < rows->len && copy->our_newest < 1; i++)
    if (!take_outside_row (self, copy, g_ptr_array_index (rows, i), error))
      return FALSE;
  return TRUE;
}

/* What an action was called, and who did it, goes where nothing else is left of it, and what of it may be a
 * name elsewhere: as erasing here would do. */
static gboolean
forget_erased (CamMergeRun  *self,
               GError      **error)
{
  for (guint i = 0; i < self->of_erased->len; i++)
    {
      const CamMergeAction *action = &g_array_index (self->of_erased, CamMergeAction, i);
      const CamValue params[] = { cam_integer (action->copy), cam_integer (action->seq) };

      if (!cam_db_run (self->db, "UPDATE cam_action SET label = '', author = '' WHERE copy = ?1 AND seq = ?2"
                                 " AND NOT EXISTS (SELECT 1 FROM cam_change c WHERE c.copy = ?1 AND c.seq = ?2)",
                       params, 2, error)
          || !cam_db_run (self->db, "UPDATE cam_action SET label = '" CAM_ERASE_LABEL "' WHERE copy = ?1 AND seq = ?2"
                                    " AND instr (label, '“')", params, 2, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cam_merge_take_changes (CamMergeRun  *self,
                        GError      **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean done;

  if (!self->apply)
    return TRUE;
  if (!cam_db_query_integer (self->db, "SELECT max (id) FROM cam_change", NULL, 0, 0, &self->last_change, error))
    return FALSE;
  stmt = cam_incoming_select (self->incoming, "cam_change", "tbl, uuid, col, old, new, seq",
                              "WHERE copy = ?1 AND seq > ?2 ORDER BY seq, id", error);
  done = stmt != NULL;
  for (guint i = 1; i < self->incoming->copies->len && done; i++)
    done = take_changes_of (self, stmt, i, error);
  sqlite3_finalize (stmt);
  return done && take_outside (self, error) && forget_erased (self, error);
}

/* Only where their vector does not tell everything that their actions do. */
static gboolean
is_needed (CamMergeRun *self)
{
  for (guint i = 1; i < self->incoming->copies->len; i++)
    {
      const CamMergeCopy *copy = cam_merge_get_copy (self, i);

      if (copy->their_newest > copy->theirs[CAM_SCOPE_SHARED]
          || copy->their_newest > copy->theirs[CAM_SCOPE_PERSONAL])
        return TRUE;
    }
  return FALSE;
}

gboolean
cam_merge_read_their_history (CamMergeRun  *self,
                              GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = NULL;

  if (!is_needed (self))
    return TRUE;
  cam_merge_report_set_partial (self->report);
  stmt = cam_incoming_select (self->incoming, "cam_change", "tbl, uuid, col, old, new, seq, copy",
                              "NOT INDEXED WHERE seq <> 0", error);
  if (stmt == NULL)
    return FALSE;
  while (local_error == NULL && cam_foreign_db_step (self->incoming->db, stmt, &local_error))
    {
      CamMergeTable *table = NULL;
      const CamMergeColumn *column = NULL;
      const char *uuid = NULL;
      guint copy = 0;
      gint64 seq = 0;

      if (!read_change (self, stmt, &table, &column, &uuid, &local_error)
          || !cam_incoming_read_dot (self->incoming, sqlite3_column_int64 (stmt, 6),
                                     sqlite3_column_int64 (stmt, 5), &copy, &seq, &local_error))
        continue;
      cam_merge_note_their_history (self, table, column != NULL ? column->theirs->id : 0, uuid, copy, seq);
      cam_merge_note_their_history (self, table, -1, uuid, copy, seq);
    }
  sqlite3_finalize (stmt);
  cam_merge_sort_their_history (self);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
