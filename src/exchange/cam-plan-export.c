/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-plan-export-private.h"

#include "cam-csv-writer.h"
#include "cam-input-file.h"
#include "cam-output-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
activity_free (gpointer data)
{
  CamPlanActivity *self = data;

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->description);
  g_free (self->owner);
  g_free (self->lead);
  g_free (self->areas);
  g_free (self->starts_on);
  g_free (self->due_on);
  g_free (self->done_on);
  g_free (self->status);
  g_free (self->reason);
  g_free (self);
}

/* uuid → name of a table. */
static GHashTable *
load_names (CamStore    *store,
            const char  *table,
            GError     **error)
{
  const char *columns[] = { "uuid", "name", NULL };
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (store, table, columns, "WHERE deleted = 0", NULL, 0, error);

  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    if (cam_cursor_get_text (cursor, 0) != NULL)
      g_hash_table_replace (names, g_strdup (cam_cursor_get_text (cursor, 0)), g_strdup (cam_cursor_get_text (cursor, 1)));
  if (local_error == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Why the status of an activity is what it is, as far as its days say. */
static char *
dup_reason (const CamPlanActivity *activity,
            guint32                today)
{
  guint32 due = cam_day_from_text (activity->due_on);
  guint32 done = cam_day_from_text (activity->done_on);
  gboolean is_over = g_strcmp0 (activity->status, "done") == 0 || g_strcmp0 (activity->status, "stopped") == 0;
  g_autofree char *day = NULL;

  if (is_over && done != 0)
    {
      day = cam_day_format (done, 0);
      /* Translators: %s is a day */
      return g_strdup_printf (_("Ended on %s."), day);
    }
  if (is_over)
    return g_strdup ("");
  if (due == 0)
    return g_strdup (_("It has no due date."));
  day = cam_day_format (due, 0);
  if (due >= today)
    /* Translators: %s is a day */
    return g_strdup_printf (_("Due on %s."), day);
  /* Translators: %1$u is a number of days, %2$s a day */
  return g_strdup_printf (ngettext ("%1$u day overdue; it was due on %2$s.", "%1$u days overdue; it was due on %2$s.",
                                    today - due), today - due, day);
}

static CamPlanActivity *
make_activity (CamPlan    *self,
               CamCursor  *cursor,
               GHashTable *organisations)
{
  CamPlanActivity *activity = g_new0 (CamPlanActivity, 1);
  const char *lead = cam_cursor_get_text (cursor, 6);
  const char *outcome = cam_cursor_get_text (cursor, 5);

  activity->uuid = g_strdup (cam_cursor_get_text (cursor, 0));
  activity->name = g_strdup (cam_cursor_get_text (cursor, 1));
  activity->description = g_strdup (cam_cursor_get_text (cursor, 2));
  activity->owner = g_strdup (cam_cursor_get_text (cursor, 3));
  activity->priority = cam_plan_names_get_name (self->names,
                                                cam_plan_names_find_priority (self->names, cam_cursor_get_text (cursor, 4),
                                                                              outcome, NULL));
  activity->outcome = cam_plan_names_get_name (self->names, outcome);
  activity->lead = lead != NULL ? g_strdup (g_hash_table_lookup (organisations, lead)) : NULL;
  activity->starts_on = g_strdup (cam_cursor_get_text (cursor, 7));
  activity->due_on = g_strdup (cam_cursor_get_text (cursor, 8));
  activity->done_on = g_strdup (cam_cursor_get_text (cursor, 9));
  activity->status = g_strdup (cam_cursor_get_text (cursor, 10));
  activity->reason = dup_reason (activity, self->today);
  return activity;
}

static gboolean
load_activities (CamPlan     *self,
                 GHashTable  *by_uuid,
                 GError     **error)
{
  const char *columns[] = { "uuid", "name", "description", "owner", "priority_uuid", "outcome_uuid", "lead_uuid",
                            "starts_on", "due_on", "done_on", "status", NULL };
  g_autoptr (GHashTable) organisations = load_names (self->store, "organisation", error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = NULL;

  if (organisations == NULL)
    return FALSE;
  cursor = cam_store_select (self->store, "activity", columns,
                             "WHERE deleted = 0 AND is_template = 0 ORDER BY due_on IS NULL, due_on, name, fid", NULL, 0,
                             error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      CamPlanActivity *activity = make_activity (self, cursor, organisations);

      g_ptr_array_add (self->activities, activity);
      if (activity->uuid != NULL)
        g_hash_table_insert (by_uuid, activity->uuid, activity);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
load_areas_of_activities (CamPlan     *self,
                          GHashTable  *by_uuid,
                          GError     **error)
{
  const char *columns[] = { "activity_uuid", "area_uuid", NULL };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, "activity_area", columns,
                                                   "WHERE deleted = 0 AND activity_uuid IS NOT NULL"
                                                   " AND area_uuid IS NOT NULL ORDER BY fid", NULL, 0, error);

  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      CamPlanActivity *activity = g_hash_table_lookup (by_uuid, cam_cursor_get_text (cursor, 0));
      const char *name = g_hash_table_lookup (self->areas, cam_cursor_get_text (cursor, 1));
      char *joined = NULL;

      if (activity == NULL || name == NULL)
        continue;
      joined = activity->areas != NULL ? g_strconcat (activity->areas, "; ", name, NULL) : g_strdup (name);
      g_free (activity->areas);
      activity->areas = joined;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
load_plan (CamPlan  *self,
           GError  **error)
{
  g_autoptr (GHashTable) by_uuid = g_hash_table_new (g_str_hash, g_str_equal);

  self->activities = g_ptr_array_new_with_free_func (activity_free);
  self->names = cam_plan_names_load (self->store, error);
  if (self->names == NULL)
    return FALSE;
  self->states = cam_measure_states_load (self->store, NULL, self->today, error);
  if (self->states == NULL)
    return FALSE;
  self->areas = load_names (self->store, "area", error);
  return self->areas != NULL && load_activities (self, by_uuid, error)
         && load_areas_of_activities (self, by_uuid, error);
}

static void
clear_plan (CamPlan *self)
{
  g_clear_pointer (&self->names, cam_plan_names_free);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_clear_pointer (&self->activities, g_ptr_array_unref);
  g_clear_pointer (&self->areas, g_hash_table_unref);
}

const char *
cam_plan_get_priority_of (CamPlan         *self,
                          CamMeasureState *state)
{
  const char *priority = cam_plan_names_find_priority (self->names, cam_measure_state_get_priority (state),
                                                       cam_measure_state_get_outcome (state),
                                                       cam_measure_state_get_activity (state));

  return cam_plan_names_get_name (self->names, priority);
}

static void
append_day (GString *out,
            guint32  day)
{
  g_autofree char *text = cam_day_to_text (day);

  cam_csv_append_text (out, text);
}

static void
append_activity (GString               *out,
                 const CamPlanActivity *activity)
{
  const char *before[] = { "activity", activity->priority, activity->outcome, NULL, activity->name, activity->owner,
                           activity->lead, activity->areas, activity->starts_on, activity->due_on, activity->status };

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    cam_csv_append_text (out, before[i]);
  cam_csv_append_real (out, NAN);
  cam_csv_append_text (out, NULL);
  cam_csv_append_real (out, NAN);
  cam_csv_append_text (out, activity->reason);
  cam_csv_append_text (out, activity->uuid);
  cam_csv_end_line (out);
}

/* From and to are those of the reading. */
static void
append_measure (GString         *out,
                CamPlan         *self,
                CamMeasureState *state)
{
  const CamStatus *status = cam_measure_state_get_status (state);
  const CamPoint *last = status->last;
  const char *before[] = { "measure", cam_plan_get_priority_of (self, state),
                           cam_plan_names_get_name (self->names, cam_measure_state_get_outcome (state)),
                           cam_plan_names_get_name (self->names, cam_measure_state_get_activity (state)),
                           cam_measure_state_get_name (state), cam_measure_state_get_owner (state), NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    cam_csv_append_text (out, before[i]);
  append_day (out, last != NULL ? last->period.starts : 0);
  append_day (out, last != NULL ? last->period.ends : 0);
  cam_csv_append_text (out, cam_rag_get_name (status->rag));
  cam_csv_append_real (out, last != NULL ? last->value : NAN);
  cam_csv_append_text (out, cam_measure_state_get_input (state)->unit);
  cam_csv_append_real (out, status->target != NULL ? status->target->value : NAN);
  cam_csv_append_text (out, status->reason);
  cam_csv_append_text (out, cam_measure_state_get_uuid (state));
  cam_csv_end_line (out);
}

static gboolean
write_table (CamPlan     *self,
             const char  *path,
             GError     **error)
{
  static const char *const headers[] = { "kind", "priority", "outcome", "activity", "name", "owner", "lead", "areas",
                                         "from", "to", "status", "value", "unit", "target", "reason", "uuid" };
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    cam_csv_append_text (out, headers[i]);
  cam_csv_end_line (out);
  for (guint i = 0; i < self->activities->len; i++)
    append_activity (out, g_ptr_array_index (self->activities, i));
  for (guint i = 0; i < self->states->len; i++)
    append_measure (out, self, g_ptr_array_index (self->states, i));
  return cam_output_write (path, out->str, out->len, error);
}

static gboolean
write_sheets (CamPlan     *self,
              const char  *path,
              guint       *n_readings,
              GError     **error)
{
  g_autoptr (GBytes) bytes = cam_plan_make_sheets (self, n_readings, error);

  return bytes != NULL
         && cam_output_write (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

gboolean
cam_plan_export (CamStore             *store,
                 const char           *path,
                 guint32               today,
                 CamPlanExportCounts  *counts,
                 GError              **error)
{
  CamPlan plan = { .store = store, .today = today };
  g_autofree char *lower = NULL;
  gboolean as_sheets = FALSE;
  guint n_readings = 0;
  gboolean done = FALSE;

  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  lower = g_ascii_strdown (path, -1);
  as_sheets = g_str_has_suffix (lower, ".ods");
  if (!as_sheets && !g_str_has_suffix (lower, ".csv"))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                           "Plans are exported to a file whose name ends in .csv or .ods.");
      return FALSE;
    }
  /* Writing over the file that is open would destroy it. */
  if (cam_input_is_same (path, cam_store_get_path (store)))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID,
                           "That is the file that is open; choose another name for the export.");
      return FALSE;
    }
  done = load_plan (&plan, error)
         && (as_sheets ? write_sheets (&plan, path, &n_readings, error) : write_table (&plan, path, error));
  if (done && counts != NULL)
    *counts = (CamPlanExportCounts) { plan.activities->len, plan.states->len, n_readings };
  clear_plan (&plan);
  return done;
}
