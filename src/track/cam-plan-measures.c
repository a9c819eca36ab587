/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-plan-measures.h"

#include "cam-measure-state.h"

#include <string.h>

struct _CamPlanMeasures
{
  GHashTable *by_priority;  /* uuid, "" for none → GPtrArray of uuids of measures */
};

static void
add (CamPlanMeasures *self,
     const char      *priority,
     const char      *measure)
{
  const char *key = priority != NULL ? priority : "";
  GPtrArray *measures = g_hash_table_lookup (self->by_priority, key);

  if (measures == NULL)
    {
      measures = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->by_priority, g_strdup (key), measures);
    }
  g_ptr_array_add (measures, g_strdup (measure));
}

CamPlanMeasures *
cam_plan_measures_load (CamStore      *store,
                        CamPlanNames  *names,
                        GError       **error)
{
  const char *columns[] = { "uuid", "priority_uuid", "outcome_uuid", "activity_uuid", NULL };
  g_autoptr (CamPlanMeasures) self = g_new0 (CamPlanMeasures, 1);
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);
  g_return_val_if_fail (names != NULL, NULL);

  self->by_priority = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  cursor = cam_store_select (store, "measure", columns,
                             "WHERE deleted = 0 AND uuid IS NOT NULL"
                             " ORDER BY coalesce (position, 9223372036854775807), name, fid", NULL, 0, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    add (self,
         cam_plan_names_find_priority (names, cam_cursor_get_text (cursor, 1), cam_cursor_get_text (cursor, 2),
                                       cam_cursor_get_text (cursor, 3)),
         cam_cursor_get_text (cursor, 0));
  if (local_error == NULL)
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

void
cam_plan_measures_free (CamPlanMeasures *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_priority);
  g_free (self);
}

GPtrArray *
cam_plan_measures_load_states (CamPlanMeasures  *self,
                               CamStore         *store,
                               const char       *priority,
                               guint32           today,
                               GError          **error)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *measures = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  measures = g_hash_table_lookup (self->by_priority, priority != NULL ? priority : "");
  for (guint i = 0; measures != NULL && i < measures->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      CamMeasureState *state = cam_measure_state_load (store, g_ptr_array_index (measures, i), NULL, today, &local_error);

      if (state != NULL)
        g_ptr_array_add (states, state);
      else if (!g_error_matches (local_error, CAM_ERROR, CAM_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return g_steal_pointer (&states);
}

void
cam_plan_measures_count (GPtrArray *states,
                         guint      counts[CAM_N_RAGS])
{
  memset (counts, 0, sizeof (guint) * CAM_N_RAGS);
  for (guint i = 0; i < states->len; i++)
    counts[cam_measure_state_get_status (g_ptr_array_index (states, i))->rag]++;
}
