/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-plan-export-private.h"

#include "cam-ods-writer.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A spreadsheet program takes 1,048,576 rows. */
#define MAX_READINGS 1000000

static void
add_julian (CamOdsWriter *ods,
            guint32       day)
{
  g_autofree char *text = cam_day_to_text (day);

  cam_ods_writer_add_day (ods, text);
}

static gboolean
add_priorities (CamPlan       *self,
                CamOdsWriter  *ods,
                GError       **error)
{
  const char *headers[] = { _("Priority"), _("Rationale"), _("Methodology"), _("Intended outcomes"), _("Sponsor"),
                            _("From"), _("To"), NULL };
  const char *columns[] = { "name", "rationale", "methodology", "intended_outcomes", "sponsor", "starts_on", "ends_on",
                            NULL };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = cam_store_select (self->store, "priority", columns,
                                                   "WHERE deleted = 0"
                                                   " ORDER BY coalesce (position, 9223372036854775807), name, fid",
                                                   NULL, 0, error);

  if (cursor == NULL)
    return FALSE;
  cam_ods_writer_begin_sheet (ods, _("Priorities"), headers);
  while (cam_cursor_next (cursor, &local_error))
    {
      cam_ods_writer_begin_row (ods);
      for (guint i = 0; i < 5; i++)
        cam_ods_writer_add_text (ods, cam_cursor_get_text (cursor, i));
      cam_ods_writer_add_day (ods, cam_cursor_get_text (cursor, 5));
      cam_ods_writer_add_day (ods, cam_cursor_get_text (cursor, 6));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
add_activities (CamPlan      *self,
                CamOdsWriter *ods)
{
  const char *headers[] = { _("Priority"), _("Outcome"), _("Activity"), _("Description"), _("Owner"), _("Lead partner"),
                            _("Areas"), _("Starts"), _("Due"), _("Done"), _("Status"), _("Reason"), NULL };

  cam_ods_writer_begin_sheet (ods, _("Activities"), headers);
  for (guint i = 0; i < self->activities->len; i++)
    {
      const CamPlanActivity *activity = g_ptr_array_index (self->activities, i);

      cam_ods_writer_begin_row (ods);
      cam_ods_writer_add_text (ods, activity->priority);
      cam_ods_writer_add_text (ods, activity->outcome);
      cam_ods_writer_add_text (ods, activity->name);
      cam_ods_writer_add_text (ods, activity->description);
      cam_ods_writer_add_text (ods, activity->owner);
      cam_ods_writer_add_text (ods, activity->lead);
      cam_ods_writer_add_text (ods, activity->areas);
      cam_ods_writer_add_day (ods, activity->starts_on);
      cam_ods_writer_add_day (ods, activity->due_on);
      cam_ods_writer_add_day (ods, activity->done_on);
      cam_ods_writer_add_text (ods, activity->status);
      cam_ods_writer_add_text (ods, activity->reason);
    }
}

static void
add_target (CamOdsWriter    *ods,
            const CamTarget *target)
{
  cam_ods_writer_add_real (ods, target != NULL ? target->value : NAN);
  cam_ods_writer_add_real (ods, target != NULL ? target->low : NAN);
  cam_ods_writer_add_real (ods, target != NULL ? target->high : NAN);
  add_julian (ods, target != NULL ? target->period.ends : 0);
}

static void
add_measure (CamPlan         *self,
             CamOdsWriter    *ods,
             CamMeasureState *state)
{
  const CamStatus *status = cam_measure_state_get_status (state);
  const CamStatusInput *input = cam_measure_state_get_input (state);
  const CamPoint *last = status->last;

  cam_ods_writer_begin_row (ods);
  cam_ods_writer_add_text (ods, cam_plan_get_priority_of (self, state));
  cam_ods_writer_add_text (ods, cam_plan_names_get_name (self->names, cam_measure_state_get_outcome (state)));
  cam_ods_writer_add_text (ods, cam_plan_names_get_name (self->names, cam_measure_state_get_activity (state)));
  cam_ods_writer_add_text (ods, cam_measure_state_get_name (state));
  cam_ods_writer_add_text (ods, cam_measure_state_get_owner (state));
  cam_ods_writer_add_real (ods, last != NULL ? last->value : NAN);
  cam_ods_writer_add_text (ods, input->unit);
  add_julian (ods, last != NULL ? last->period.starts : 0);
  add_julian (ods, last != NULL ? last->period.ends : 0);
  if (last != NULL)
    cam_ods_writer_add_boolean (ods, last->provisional);
  else
    cam_ods_writer_add_text (ods, NULL);
  add_target (ods, status->target);
  cam_ods_writer_add_real (ods, input->tolerance);
  cam_ods_writer_add_text (ods, cam_rag_get_name (status->rag));
  cam_ods_writer_add_text (ods, cam_rag_get_name (status->computed));
  cam_ods_writer_add_real (ods, status->forecast);
  cam_ods_writer_add_text (ods, status->reason);
}

static void
add_measures (CamPlan      *self,
              CamOdsWriter *ods)
{
  const char *headers[] = { _("Priority"), _("Outcome"), _("Activity"), _("Measure"), _("Owner"), _("Value"), _("Unit"),
                            _("From"), _("To"), _("Provisional"), _("Target"), _("At least"), _("At most"), _("By"),
                            _("Tolerance, %"), _("Status"), _("Computed"), _("Forecast"), _("Reason"), NULL };

  cam_ods_writer_begin_sheet (ods, _("Measures"), headers);
  for (guint i = 0; i < self->states->len; i++)
    add_measure (self, ods, g_ptr_array_index (self->states, i));
}

static double
get_real (CamCursor *cursor,
          guint      column)
{
  return cam_cursor_is_null (cursor, column) ? NAN : cam_cursor_get_real (cursor, column);
}

static void
add_reading (CamPlan      *self,
             CamOdsWriter *ods,
             CamCursor    *cursor,
             const char   *measure)
{
  const char *area = cam_cursor_get_text (cursor, 1);

  cam_ods_writer_begin_row (ods);
  cam_ods_writer_add_text (ods, measure);
  cam_ods_writer_add_text (ods, area != NULL ? g_hash_table_lookup (self->areas, area) : NULL);
  cam_ods_writer_add_day (ods, cam_cursor_get_text (cursor, 2));
  cam_ods_writer_add_day (ods, cam_cursor_get_text (cursor, 3));
  for (guint i = 4; i < 7; i++)
    cam_ods_writer_add_real (ods, get_real (cursor, i));
  cam_ods_writer_add_text (ods, cam_cursor_get_integer (cursor, 7) != 0 ? "yes" : "no");
  cam_ods_writer_add_text (ods, cam_cursor_get_text (cursor, 8));
  cam_ods_writer_add_text (ods, cam_cursor_get_text (cursor, 9));
}

/* Under the names that an import knows, so that it can be saved as CSV and come in again. */
static gboolean
add_readings (CamPlan       *self,
              CamOdsWriter  *ods,
              guint         *n_readings,
              GError       **error)
{
  const char *headers[] = { "measure", "area", "from", "to", "value", "numerator", "denominator", "provisional",
                            "comment", "edition", NULL };
  const char *columns[] = { "measure_uuid", "area_uuid", "starts_on", "ends_on", "value", "numerator", "denominator",
                            "provisional", "comment", "edition", NULL };
  g_autoptr (GHashTable) measures = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (CamCursor) cursor = NULL;

  for (guint i = 0; i < self->states->len; i++)
    {
      CamMeasureState *state = g_ptr_array_index (self->states, i);

      if (cam_measure_state_get_uuid (state) != NULL)
        g_hash_table_insert (measures, (gpointer) cam_measure_state_get_uuid (state),
                             (gpointer) cam_measure_state_get_name (state));
    }
  cam_ods_writer_begin_sheet (ods, _("Readings"), headers);
  cursor = cam_store_select (self->store, "reading", columns,
                             "WHERE deleted = 0 AND measure_uuid IS NOT NULL ORDER BY measure_uuid, area_uuid, ends_on, fid",
                             NULL, 0, error);
  if (cursor == NULL)
    return FALSE;
  while (cam_cursor_next (cursor, &local_error))
    {
      const char *measure = g_hash_table_lookup (measures, cam_cursor_get_text (cursor, 0));

      if (measure == NULL)
        continue;
      if (++*n_readings > MAX_READINGS)
        {
          g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                               "There are more readings than a spreadsheet has rows.");
          return FALSE;
        }
      add_reading (self, ods, cursor, measure);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

GBytes *
cam_plan_make_sheets (CamPlan  *self,
                      guint    *n_readings,
                      GError  **error)
{
  g_autoptr (CamOdsWriter) ods = cam_ods_writer_new ();

  *n_readings = 0;
  if (!add_priorities (self, ods, error))
    return NULL;
  add_activities (self, ods);
  add_measures (self, ods);
  if (!add_readings (self, ods, n_readings, error))
    return NULL;
  return cam_ods_writer_finish (ods, error);
}
