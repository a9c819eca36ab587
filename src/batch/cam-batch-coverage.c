/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-events.h"

#include "cam-atlas.h"
#include "cam-coverage.h"
#include "cam-event-rules.h"

/* In the order in which a person wants to hear of them. */
static const CamCoverageState told[] = { CAM_COVERAGE_NONE, CAM_COVERAGE_PLANNED, CAM_COVERAGE_HAD };

static void
add_boolean (CamBatch   *batch,
             const char *name,
             gboolean    boolean)
{
  json_builder_set_member_name (batch->builder, name);
  json_builder_add_boolean_value (batch->builder, boolean);
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
tell_area_json (CamBatch              *batch,
                const CamCoverageArea *area)
{
  json_builder_begin_object (batch->builder);
  cam_batch_add_text (batch, "uuid", area->uuid);
  cam_batch_add_text (batch, "name", area->name);
  cam_batch_add_text (batch, "state", cam_coverage_state_to_word (area->state));
  cam_batch_add_integer (batch, "had", area->n_had);
  cam_batch_add_integer (batch, "planned", area->n_planned);
  cam_batch_add_integer (batch, "unmarked", area->n_unmarked);
  add_day (batch, "last_on", area->last_day);
  add_day (batch, "next_on", area->next_day);
  cam_batch_add_real (batch, "attendance", area->attendance);
  cam_batch_add_real (batch, "per_thousand", area->per_thousand);
  cam_batch_add_integer (batch, "forums", area->n_forums);
  cam_batch_add_text (batch, "known", cam_known_to_word (area->known));
  add_boolean (batch, "known_as_said", area->is_said);
  cam_batch_add_text (batch, "reason", area->reason);
  json_builder_end_object (batch->builder);
}

static void
tell_area (CamBatch              *batch,
           const CamCoverage     *coverage,
           const CamCoverageArea *area)
{
  g_autofree char *sentence = cam_coverage_format_area (coverage, area);
  g_autofree char *attendance = cam_coverage_format_attendance (area);
  g_autofree char *known = cam_coverage_format_known (area);

  g_string_append_printf (batch->out, "  %s: %s", area->name, sentence);
  if (attendance != NULL)
    g_string_append_printf (batch->out, " %s.", attendance);
  g_string_append_printf (batch->out, " %s.\n", known);
}

static void
tell_json (CamBatch                 *batch,
           const CamCoverage        *coverage,
           const CamCoverageOptions *options)
{
  json_builder_begin_object (batch->builder);
  add_day (batch, "day", options->today);
  cam_batch_add_text (batch, "scheme", options->level);
  add_day (batch, "from", options->from);
  add_day (batch, "until", options->to);
  cam_batch_add_text (batch, "kind", options->kind);
  cam_batch_add_integer (batch, "areas", cam_coverage_get_n_areas (coverage));
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    cam_batch_add_integer (batch, cam_coverage_state_to_word (told[i]), cam_coverage_count (coverage, told[i]));
  json_builder_set_member_name (batch->builder, "list");
  json_builder_begin_array (batch->builder);
  for (guint i = 0; i < cam_coverage_get_n_areas (coverage); i++)
    tell_area_json (batch, cam_coverage_get_area (coverage, i));
  json_builder_end_array (batch->builder);
  json_builder_end_object (batch->builder);
}

static void
tell (CamBatch                 *batch,
      const CamCoverage        *coverage,
      const CamCoverageOptions *options)
{
  g_autofree char *number = cam_coverage_format_number (coverage);
  g_autofree char *parts = cam_coverage_format_parts (coverage);

  if (cam_coverage_get_n_areas (coverage) == 0)
    {
      g_string_append_printf (batch->out, "There is no area of the level “%s”.\n", options->level);
      return;
    }
  g_string_append_printf (batch->out, "%s\n%s\n", number, parts);
  for (guint state = 0; state < G_N_ELEMENTS (told); state++)
    {
      if (cam_coverage_count (coverage, told[state]) > 0)
        g_string_append_printf (batch->out, "%s\n", cam_coverage_state_get_title (told[state]));
      for (guint i = 0; i < cam_coverage_get_n_areas (coverage); i++)
        if (cam_coverage_get_area (coverage, i)->state == told[state])
          tell_area (batch, coverage, cam_coverage_get_area (coverage, i));
    }
}

gboolean
cam_batch_coverage (CamBatch  *batch,
                    GError   **error)
{
  CamCoverageOptions options = { .level = cam_level_to_word (batch->level >= 0 ? (CamLevel) batch->level : CAM_LEVEL_SDA),
                                 .today = cam_day_today (), .kind = batch->kind, .locate = cam_atlas_locate };
  g_autoptr (CamEventRules) rules = cam_event_rules_new ();
  g_autoptr (CamAtlas) atlas = NULL;
  g_autoptr (CamCoverage) coverage = NULL;

  if (!cam_batch_check_kind (batch->kind, error) || !cam_batch_take_range (batch, error))
    return FALSE;
  cam_coverage_choose_range (batch->from, batch->until, options.today, &options.from, &options.to);
  if (!cam_batch_open_to_read (batch, error))
    return FALSE;
  atlas = cam_atlas_new (batch->store);
  if (!cam_atlas_load (atlas, error))
    return FALSE;
  options.locate_data = atlas;
  coverage = cam_coverage_read (batch->store, &options, cam_event_rules_get_expander (rules), error);
  if (coverage == NULL)
    return FALSE;
  if (batch->json)
    tell_json (batch, coverage, &options);
  else
    tell (batch, coverage, &options);
  return TRUE;
}
