/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-area-export.h"
#include "cam-input-file.h"
#include "cam-period.h"
#include "cam-plan-export.h"

static gboolean
export_areas (CamBatch    *batch,
              const char  *path,
              const char  *shown,
              GError     **error)
{
  guint n_areas = 0;

  if (!cam_area_export (batch->store, path, &n_areas, error))
    return FALSE;
  if (batch->json)
    cam_batch_add_integer (batch, "areas", n_areas);
  else
    g_string_append_printf (batch->out, "Wrote %u areas to “%s”.\n", n_areas, shown);
  return TRUE;
}

static gboolean
export_plan (CamBatch    *batch,
             const char  *path,
             const char  *shown,
             GError     **error)
{
  CamPlanExportCounts counts = { 0 };

  if (!cam_plan_export (batch->store, path, cam_day_today (), &counts, error))
    return FALSE;
  if (batch->json)
    {
      cam_batch_add_integer (batch, "activities", counts.activities);
      cam_batch_add_integer (batch, "measures", counts.measures);
      cam_batch_add_integer (batch, "readings", counts.readings);
    }
  else
    g_string_append_printf (batch->out, "Wrote %u activities, %u measures and %u readings to “%s”.\n",
                            counts.activities, counts.measures, counts.readings, shown);
  return TRUE;
}

gboolean
cam_batch_export (CamBatch  *batch,
                  GError   **error)
{
  const char *what = g_ptr_array_index (batch->arguments, 0);
  const char *path = g_ptr_array_index (batch->arguments, 1);
  g_autofree char *shown = g_filename_display_name (path);
  gboolean is_plan = g_str_equal (what, "plan");
  gboolean done = FALSE;

  if (!is_plan && !g_str_equal (what, "areas"))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "Either “areas” or “plan” can be exported.");
      return FALSE;
    }
  if (!cam_batch_open_to_read (batch, error))
    return FALSE;
  if (cam_input_is_same (path, batch->path))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID,
                   "“%s” is the file that the %s are in; name another one.", shown, is_plan ? "plans" : "areas");
      return FALSE;
    }
  if (batch->json)
    {
      json_builder_begin_object (batch->builder);
      cam_batch_add_text (batch, "file", shown);
    }
  done = is_plan ? export_plan (batch, path, shown, error) : export_areas (batch, path, shown, error);
  if (batch->json)
    json_builder_end_object (batch->builder);
  return done;
}
