/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-area-export.h"
#include "cam-input-file.h"

gboolean
cam_batch_export (CamBatch  *batch,
                  GError   **error)
{
  const char *what = g_ptr_array_index (batch->arguments, 0);
  const char *path = g_ptr_array_index (batch->arguments, 1);
  g_autofree char *shown = g_filename_display_name (path);
  guint n_areas = 0;

  if (!g_str_equal (what, "areas"))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "Only “areas” can be exported.");
      return FALSE;
    }
  if (!cam_batch_open_to_read (batch, error))
    return FALSE;
  if (cam_input_is_same (path, batch->path))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID,
                   "“%s” is the file that the areas are in; name another one.", shown);
      return FALSE;
    }
  if (!cam_area_export (batch->store, path, &n_areas, error))
    return FALSE;
  if (batch->json)
    {
      json_builder_begin_object (batch->builder);
      cam_batch_add_text (batch, "file", shown);
      cam_batch_add_integer (batch, "areas", n_areas);
      json_builder_end_object (batch->builder);
    }
  else
    g_string_append_printf (batch->out, "Wrote %u areas to “%s”.\n", n_areas, shown);
  return TRUE;
}
