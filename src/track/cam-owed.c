/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-owed.h"

#include "cam-measure-state.h"

#include <glib/gi18n-lib.h>

#define WEEK 7

typedef struct
{
  CamStore   *store;
  guint32     today;
  char       *owner;     /* folded, NULL for everybody's */
  GHashTable *promised;  /* uuid of an activity → the due date that was promised first */
  GPtrArray  *items;
} Finder;

static gboolean
is_owner (Finder     *self,
          const char *owner)
{
  g_autofree char *folded = NULL;

  if (self->owner == NULL)
    return TRUE;
  if (owner == NULL)
    return FALSE;
  folded = cam_track_fold_owner (owner);
  return g_str_equal (folded, self->owner);
}

static gboolean
load_promised (Finder  *self,
               GError **error)
{
  const char *columns[] = { "activity_uuid", "former_on", NULL };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_store_select (self->store, "activity_slip", columns,
                             "WHERE deleted = 0 AND activity_uuid IS NOT NULL AND former_on IS NOT NULL"
                             " ORDER BY said_at, fid", NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *uuid = cam_cursor_get_text (cursor, 0);
      guint32 day = cam_day_from_text (cam_cursor_get_text (cursor, 1));

      if (day != 0 && !g_hash_table_contains (self->promised, uuid))
        g_hash_table_insert (self->promised, g_strdup (uuid), GUINT_TO_POINTER (day));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static char *
describe_slip (guint32 promised,
               guint32 due,
               guint32 today)
{
  g_autofree char *first = cam_day_format (promised, today);
  g_autofree char *now = cam_day_format (due, today);

  /* Translators: two days such as "3 March" */
  return g_strdup_printf (_("Promised for %1$s, now due on %2$s."), first, now);
}

static void
look_at_activity (Finder    *self,
                  CamCursor *cursor)
{
  const char *uuid = cam_cursor_get_text (cursor, 0);
  const char *owner = cam_cursor_get_text (cursor, 2);
  guint32 due = cam_day_from_text (cam_cursor_get_text (cursor, 3));
  guint32 promised = uuid != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->promised, uuid)) : 0;
  CamTrackKind kind = due < self->today ? CAM_TRACK_OVERDUE : CAM_TRACK_DUE;
  char *sentence = NULL;

  if (uuid == NULL || due == 0 || !is_owner (self, owner))
    return;
  if (due > self->today + WEEK)
    {
      if (promised == 0 || promised >= due)
        return;
      kind = CAM_TRACK_SLIPPED;
      sentence = describe_slip (promised, due, self->today);
    }
  g_ptr_array_add (self->items, cam_track_item_new (kind, "activity", uuid, cam_cursor_get_text (cursor, 1), owner, due,
                                                    self->today, sentence));
}

static gboolean
load_activities (Finder  *self,
                 GError **error)
{
  const char *columns[] = { "uuid", "name", "owner", "due_on", NULL };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  cursor = cam_store_select (self->store, "activity", columns,
                             "NOT INDEXED WHERE deleted = 0 AND is_template = 0 AND status NOT IN ('done', 'stopped')"
                             " AND due_on IS NOT NULL", NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    look_at_activity (self, cursor);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
look_at_measure (Finder          *self,
                 CamMeasureState *state)
{
  const CamStatusInput *input = cam_measure_state_get_input (state);
  CamPeriod period = cam_period_last_due (input->frequency, input->lag, self->today + WEEK + 1);
  guint32 newest = input->n_points > 0 ? input->points[input->n_points - 1].period.ends : 0;
  CamTrackKind kind = CAM_TRACK_READING_DUE;
  g_autofree char *words = NULL;
  g_autofree char *day = NULL;
  char *sentence = NULL;
  CamPeriod before;

  if (period.ends == 0 || newest >= period.ends || !is_owner (self, cam_measure_state_get_owner (state)))
    return;
  /* What is missing longer is told first; when a measure without any reading is overdue its status says. */
  before = cam_period_last_due (input->frequency, input->lag, self->today);
  if (newest == 0 && cam_measure_state_get_status (state)->computed != CAM_RAG_OVERDUE)
    {
      if (period.ends + input->lag < self->today)
        return;
    }
  else if (newest < before.ends)
    {
      kind = CAM_TRACK_READING_OVERDUE;
      period = before;
    }
  words = cam_period_format (period);
  day = cam_day_format (period.ends + input->lag, self->today);
  if (kind == CAM_TRACK_READING_OVERDUE)
    /* Translators: %1$s is a period such as "July to September 2026", %2$s a day such as "3 March" */
    sentence = g_strdup_printf (_("The reading for %1$s was due on %2$s."), words, day);
  else
    /* Translators: %1$s is a period such as "July to September 2026", %2$s a day such as "3 March" */
    sentence = g_strdup_printf (_("The reading for %1$s is due on %2$s."), words, day);
  g_ptr_array_add (self->items,
                   cam_track_item_new (kind, "measure", cam_measure_state_get_uuid (state),
                                       cam_measure_state_get_name (state), cam_measure_state_get_owner (state),
                                       period.ends + input->lag, self->today, sentence));
}

static gboolean
load_measures (Finder  *self,
               GError **error)
{
  g_autoptr (GPtrArray) states = cam_measure_states_load (self->store, NULL, self->today, error);

  if (states == NULL)
    return FALSE;
  for (guint i = 0; i < states->len; i++)
    look_at_measure (self, g_ptr_array_index (states, i));
  return TRUE;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  CamTrackItem *one = *(CamTrackItem *const *) a;
  CamTrackItem *other = *(CamTrackItem *const *) b;

  if (cam_track_item_get_day (one) != cam_track_item_get_day (other))
    return cam_track_item_get_day (one) < cam_track_item_get_day (other) ? -1 : 1;
  return g_strcmp0 (cam_track_item_get_title (one), cam_track_item_get_title (other));
}

GPtrArray *
cam_owed_load (CamStore    *store,
               const char  *owner,
               guint32      today,
               GError     **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) promised = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folded = NULL;
  Finder self = { store, today, NULL, promised, items };

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  self.owner = folded = owner != NULL ? cam_track_fold_owner (owner) : NULL;
  if (!load_promised (&self, error) || !load_activities (&self, error) || !load_measures (&self, error))
    return NULL;
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}
