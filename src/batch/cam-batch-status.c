/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-measure-state.h"
#include "cam-plan-names.h"

#include <math.h>

typedef struct
{
  CamBatch     *batch;
  CamPlanNames *names;
  GPtrArray    *states;  /* CamMeasureState */
  guint32       today;
  char         *area;      /* NULL for all together */
  char         *area_name;
} Answer;

/* In the order in which a person wants to hear of them. */
static const CamRag told[] = { CAM_RAG_GREEN, CAM_RAG_AMBER, CAM_RAG_RED, CAM_RAG_OVERDUE, CAM_RAG_NO_TARGET,
                               CAM_RAG_NO_READING, CAM_RAG_COUNT };

static const char *
travel_to_word (CamTravel travel)
{
  static const char *const words[] = {
    [CAM_TRAVEL_UNKNOWN] = NULL,
    [CAM_TRAVEL_BETTER] = "better",
    [CAM_TRAVEL_WORSE] = "worse",
    [CAM_TRAVEL_SAME] = "same",
    [CAM_TRAVEL_UP] = "up",
    [CAM_TRAVEL_DOWN] = "down",
    [CAM_TRAVEL_REFUSED] = "refused",
  };

  return words[travel];
}

static void
add_day (CamBatch   *batch,
         const char *name,
         guint32     day)
{
  g_autofree char *text = cam_day_to_text (day);

  cam_batch_add_text (batch, name, text);
}

static void
add_boolean (CamBatch   *batch,
             const char *name,
             gboolean    boolean)
{
  json_builder_set_member_name (batch->builder, name);
  json_builder_add_boolean_value (batch->builder, boolean);
}

static gboolean
is_of (Answer          *self,
       CamMeasureState *state,
       const char      *priority)
{
  return g_strcmp0 (cam_plan_names_find_priority (self->names, cam_measure_state_get_priority (state),
                                                  cam_measure_state_get_outcome (state),
                                                  cam_measure_state_get_activity (state)),
                    priority) == 0;
}

static GPtrArray *
list_of (Answer     *self,
         const char *priority)
{
  GPtrArray *listed = g_ptr_array_new ();

  for (guint i = 0; i < self->states->len; i++)
    if (is_of (self, g_ptr_array_index (self->states, i), priority))
      g_ptr_array_add (listed, g_ptr_array_index (self->states, i));
  return listed;
}

static void
count (GPtrArray *states,
       guint     *counts)
{
  for (guint i = 0; i < states->len; i++)
    counts[cam_measure_state_get_status (g_ptr_array_index (states, i))->rag]++;
}

static void
add_totals (Answer    *self,
            GPtrArray *states)
{
  guint counts[CAM_N_RAGS] = { 0 };

  count (states, counts);
  json_builder_set_member_name (self->batch->builder, "totals");
  json_builder_begin_object (self->batch->builder);
  cam_batch_add_integer (self->batch, "measures", states->len);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    cam_batch_add_integer (self->batch, cam_rag_to_word (told[i]), counts[told[i]]);
  json_builder_end_object (self->batch->builder);
}

static void
add_target (CamBatch        *batch,
            const CamTarget *target)
{
  json_builder_set_member_name (batch->builder, "target");
  if (target == NULL)
    {
      json_builder_add_null_value (batch->builder);
      return;
    }
  json_builder_begin_object (batch->builder);
  add_day (batch, "starts_on", target->period.starts);
  add_day (batch, "ends_on", target->period.ends);
  cam_batch_add_real (batch, "value", target->value);
  cam_batch_add_real (batch, "low", target->low);
  cam_batch_add_real (batch, "high", target->high);
  json_builder_end_object (batch->builder);
}

/* The newest reading; null where there is none. */
static void
add_reading (CamBatch       *batch,
             const CamPoint *last)
{
  json_builder_set_member_name (batch->builder, "reading");
  if (last == NULL)
    {
      json_builder_add_null_value (batch->builder);
      return;
    }
  json_builder_begin_object (batch->builder);
  add_day (batch, "starts_on", last->period.starts);
  add_day (batch, "ends_on", last->period.ends);
  cam_batch_add_real (batch, "value", last->value);
  cam_batch_add_real (batch, "numerator", last->numerator);
  cam_batch_add_real (batch, "denominator", last->denominator);
  add_boolean (batch, "provisional", last->provisional);
  cam_batch_add_text (batch, "edition", last->edition);
  json_builder_end_object (batch->builder);
}

static void
tell_measure_json (CamBatch        *batch,
                   CamMeasureState *state)
{
  const CamStatusInput *input = cam_measure_state_get_input (state);
  const CamStatus *status = cam_measure_state_get_status (state);
  g_autofree char *value = cam_measure_state_dup_value (state);

  json_builder_begin_object (batch->builder);
  cam_batch_add_text (batch, "uuid", cam_measure_state_get_uuid (state));
  cam_batch_add_text (batch, "name", cam_measure_state_get_name (state));
  cam_batch_add_text (batch, "owner", cam_measure_state_get_owner (state));
  cam_batch_add_text (batch, "unit", input->unit);
  cam_batch_add_text (batch, "status", cam_rag_to_word (status->rag));
  cam_batch_add_text (batch, "computed", cam_rag_to_word (status->computed));
  add_boolean (batch, "overridden", status->overridden);
  cam_batch_add_text (batch, "reason", status->reason);
  cam_batch_add_text (batch, "value", value);
  add_reading (batch, status->last);
  add_target (batch, status->target);
  cam_batch_add_real (batch, "tolerance", input->tolerance);
  cam_batch_add_text (batch, "travel", travel_to_word (status->travel));
  cam_batch_add_text (batch, "travel_year", travel_to_word (status->travel_year));
  cam_batch_add_real (batch, "forecast", status->forecast);
  add_day (batch, "forecast_on", isfinite (status->forecast) ? status->forecast_day : 0);
  add_day (batch, "due_from", status->due.starts);
  add_day (batch, "due_until", status->due.ends);
  json_builder_end_object (batch->builder);
}

static void
tell_measure (CamBatch        *batch,
              CamMeasureState *state)
{
  const CamStatus *status = cam_measure_state_get_status (state);
  g_autofree char *value = cam_measure_state_dup_value (state);

  g_string_append_printf (batch->out, "  %s: %s, %s. %s\n", cam_measure_state_get_name (state),
                          value != NULL ? value : "—", cam_rag_get_name (status->rag), status->reason);
}

/* Measures under one priority, or under none (NULL); nothing where there are none. */
static void
tell_priority (Answer     *self,
               const char *priority)
{
  CamBatch *batch = self->batch;
  g_autoptr (GPtrArray) states = list_of (self, priority);
  const char *name = cam_plan_names_get_name (self->names, priority);

  if (states->len == 0)
    return;
  if (!batch->json)
    {
      g_string_append_printf (batch->out, "%s\n", priority != NULL ? name : "Under no priority");
      for (guint i = 0; i < states->len; i++)
        tell_measure (batch, g_ptr_array_index (states, i));
      return;
    }
  json_builder_begin_object (batch->builder);
  cam_batch_add_text (batch, "uuid", priority);
  cam_batch_add_text (batch, "name", name);
  add_totals (self, states);
  json_builder_set_member_name (batch->builder, "measures");
  json_builder_begin_array (batch->builder);
  for (guint i = 0; i < states->len; i++)
    tell_measure_json (batch, g_ptr_array_index (states, i));
  json_builder_end_array (batch->builder);
  json_builder_end_object (batch->builder);
}

/* "12 measures on 27 November 2026: 5 green, 2 amber, 5 overdue." */
static void
tell_totals (Answer *self)
{
  GString *out = self->batch->out;
  g_autofree char *day = cam_day_format (self->today, 0);
  guint counts[CAM_N_RAGS] = { 0 };
  const char *before = ":";

  count (self->states, counts);
  g_string_append_printf (out, self->states->len == 1 ? "%u measure" : "%u measures", self->states->len);
  if (self->area != NULL)
    g_string_append_printf (out, ", of readings in %s", self->area_name);
  g_string_append_printf (out, ", on %s", day);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (counts[told[i]] > 0)
      {
        const char *name = told[i] != CAM_RAG_COUNT ? cam_rag_get_name (told[i])
                                                    : counts[told[i]] == 1 ? "plain count" : "plain counts";

        g_string_append_printf (out, "%s %u %s", before, counts[told[i]], name);
        before = ",";
      }
  g_string_append (out, ".\n");
}

static void
tell_all (Answer *self)
{
  CamBatch *batch = self->batch;
  guint n_priorities = cam_plan_names_get_n_priorities (self->names);

  if (batch->json)
    {
      json_builder_begin_object (batch->builder);
      add_day (batch, "day", self->today);
      cam_batch_add_text (batch, "area_uuid", self->area);
      cam_batch_add_text (batch, "area", self->area_name);
      add_totals (self, self->states);
      json_builder_set_member_name (batch->builder, "priorities");
      json_builder_begin_array (batch->builder);
    }
  for (guint i = 0; i < n_priorities; i++)
    tell_priority (self, cam_plan_names_get_priority (self->names, i));
  tell_priority (self, NULL);
  if (!batch->json)
    {
      tell_totals (self);
      return;
    }
  json_builder_end_array (batch->builder);
  json_builder_end_object (batch->builder);
}

static gboolean
take_area (Answer  *self,
           GError **error)
{
  const char *columns[] = { "name", NULL };
  g_autoptr (CamCursor) cursor = NULL;
  g_autoptr (GError) local_error = NULL;
  CamValue params[1];

  if (self->batch->area == NULL)
    return TRUE;
  self->area = cam_batch_find_area (self->batch, self->batch->area, error);
  if (self->area == NULL)
    return FALSE;
  params[0] = cam_text (self->area);
  cursor = cam_store_select (self->batch->store, "area", columns, "WHERE uuid = ?1", params, 1, error);
  if (cursor == NULL)
    return FALSE;
  if (cam_cursor_next (cursor, &local_error))
    self->area_name = g_strdup (cam_cursor_get_text (cursor, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
cam_batch_status (CamBatch  *batch,
                  GError   **error)
{
  g_autoptr (CamPlanNames) names = NULL;
  g_autoptr (GPtrArray) states = NULL;
  Answer answer = { .batch = batch, .today = cam_day_today () };
  gboolean done = FALSE;

  if (!cam_batch_open_to_read (batch, error))
    return FALSE;
  done = take_area (&answer, error);
  if (done)
    names = cam_plan_names_load (batch->store, error);
  if (names != NULL)
    states = cam_measure_states_load (batch->store, answer.area, answer.today, error);
  if (states != NULL)
    {
      answer.names = names;
      answer.states = states;
      tell_all (&answer);
    }
  g_free (answer.area);
  g_free (answer.area_name);
  return states != NULL;
}
