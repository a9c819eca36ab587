/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-history-private.h"

/* How many changes are added at a time, and how many may be looked at for them. */
#define N_MORE 50
#define BUDGET 4000

/* One action. It keeps its reader, which knows the filter and what things are called. */
struct _CamHistoryAction
{
  GObject           parent_instance;

  CamHistoryReader *reader;
  CamHistoryStep   *step;
  char             *key;
  char             *copy_name;
  gboolean          is_here;
  GListStore       *changes;
  gint64            after;     /* the change that was looked at last */
  gboolean          at_end;
  guint             count;     /* of an action that is shown whole */
};

G_DEFINE_FINAL_TYPE (CamHistoryAction, cam_history_action, G_TYPE_OBJECT)

static void
cam_history_action_finalize (GObject *object)
{
  CamHistoryAction *self = CAM_HISTORY_ACTION (object);

  g_clear_object (&self->reader);
  g_clear_pointer (&self->step, cam_history_step_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->copy_name, g_free);
  g_clear_object (&self->changes);

  G_OBJECT_CLASS (cam_history_action_parent_class)->finalize (object);
}

static void
cam_history_action_class_init (CamHistoryActionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cam_history_action_finalize;
}

static void
cam_history_action_init (CamHistoryAction *self)
{
  self->changes = g_list_store_new (CAM_TYPE_HISTORY_ENTRY);
}

static gboolean
add_change (CamHistoryAction  *self,
            CamDb             *db,
            gint64             id,
            GPtrArray         *entries,
            GError           **error)
{
  const CamValue param = cam_integer (id);
  g_autoptr (CamCursor) cursor = cam_db_query (db, CAM_HISTORY_SQL_CHANGE, &param, 1, error);
  g_autoptr (GError) local_error = NULL;
  CamHistoryEntry *entry = NULL;

  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error))
    entry = cam_history_entry_new (db, cam_history_reader_get_names (self->reader), self->step, cursor);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (entry != NULL)
    g_ptr_array_add (entries, entry);
  return TRUE;
}

static gboolean
add_changes (CamHistoryAction  *self,
             GArray            *matches,
             GError           **error)
{
  CamDb *db = cam_history_reader_get_db (self->reader, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; db != NULL && i < matches->len; i++)
    if (!add_change (self, db, g_array_index (matches, CamHistoryMatch, i).id, entries, error))
      return FALSE;
  if (db == NULL)
    return FALSE;
  g_list_store_splice (self->changes, g_list_model_get_n_items (G_LIST_MODEL (self->changes)), 0,
                       entries->pdata, entries->len);
  return TRUE;
}

static gboolean
count_changes (CamHistoryAction  *self,
               GError           **error)
{
  const CamValue params[] = { cam_integer (self->step->copy), cam_integer (self->step->seq),
                              cam_integer (CAM_HISTORY_MAX_COUNT + 1) };
  CamDb *db = cam_history_reader_get_db (self->reader, error);
  gint64 count = 0;

  if (db == NULL || !cam_db_query_integer (db, CAM_HISTORY_SQL_COUNT, params, 3, 0, &count, error))
    return FALSE;
  self->count = (guint) count;
  return TRUE;
}

CamHistoryAction *
cam_history_action_new (CamHistoryReader      *reader,
                        const CamHistoryStep  *step,
                        GArray                *matches,
                        gint64                 after,
                        gboolean               at_end,
                        GError               **error)
{
  g_autoptr (CamHistoryAction) self = g_object_new (CAM_TYPE_HISTORY_ACTION, NULL);
  CamDb *db = cam_history_reader_get_db (reader, error);
  CamHistoryNames *names = cam_history_reader_get_names (reader);

  if (db == NULL)
    return NULL;
  self->reader = g_object_ref (reader);
  self->step = cam_history_step_copy (step);
  self->key = g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, step->copy, step->seq);
  self->copy_name = g_strdup (cam_history_names_get_copy (names, db, step->copy));
  self->is_here = cam_history_names_is_here (names, step->copy);
  self->after = after;
  self->at_end = at_end;
  if (!add_changes (self, matches, error))
    return NULL;
  if (!at_end && !cam_history_reader_is_picky (reader, step) && !count_changes (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
cam_history_action_get_label (CamHistoryAction *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (self), NULL);

  return self->step->label;
}

const char *
cam_history_action_get_author (CamHistoryAction *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (self), NULL);

  return self->step->author;
}

const char *
cam_history_action_get_at (CamHistoryAction *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (self), NULL);

  return self->step->at;
}

CamHistoryKind
cam_history_action_get_kind (CamHistoryAction *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (self), CAM_HISTORY_EDIT);

  return self->step->kind;
}

const char *
cam_history_action_get_key (CamHistoryAction *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (self), NULL);

  return self->key;
}

const char *
cam_history_action_get_copy_name (CamHistoryAction *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (self), NULL);

  return self->copy_name;
}

gboolean
cam_history_action_is_here (CamHistoryAction *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (self), FALSE);

  return self->is_here;
}

GListModel *
cam_history_action_get_changes (CamHistoryAction *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (self), NULL);

  return G_LIST_MODEL (self->changes);
}

guint
cam_history_action_count (CamHistoryAction *self,
                          gboolean         *at_least)
{
  guint n_read = 0;

  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (self), 0);
  g_return_val_if_fail (at_least != NULL, 0);

  n_read = g_list_model_get_n_items (G_LIST_MODEL (self->changes));
  *at_least = FALSE;
  if (self->at_end)
    return n_read;
  *at_least = self->count == 0 || self->count > CAM_HISTORY_MAX_COUNT;
  return MAX (n_read, MIN (self->count, CAM_HISTORY_MAX_COUNT));
}

gboolean
cam_history_action_has_more (CamHistoryAction *self)
{
  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (self), FALSE);

  return !self->at_end;
}

gboolean
cam_history_action_read_more (CamHistoryAction  *self,
                              GError           **error)
{
  g_autoptr (GArray) matches = cam_history_matches_new ();
  gint budget = BUDGET;

  g_return_val_if_fail (CAM_IS_HISTORY_ACTION (self), FALSE);

  if (self->at_end)
    return TRUE;
  return cam_history_reader_get_db (self->reader, error) != NULL
         && cam_history_reader_match (self->reader, self->step, &self->after, N_MORE, &budget, matches,
                                      &self->at_end, error)
         && add_changes (self, matches, error);
}
