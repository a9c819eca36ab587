/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-lines.h"

#include "cam-reading-import.h"

static GListModel *
read_import (CamBatch    *batch,
             const char  *path,
             GBytes      *bytes,
             GError     **error)
{
  const CamReadingImportOptions options = { NULL };
  g_autoptr (CamReadingImport) import = cam_reading_import_new (batch->store, bytes, &options);

  return cam_reading_import_preview (import, error) ? G_LIST_MODEL (g_steal_pointer (&import)) : NULL;
}

static guint
get_count (GListModel       *import,
           CamImportVerdict  verdict)
{
  return cam_reading_import_get_count (CAM_READING_IMPORT (import), verdict);
}

static gboolean
apply (CamBatch    *batch,
       GListModel  *import,
       const char  *path,
       GError     **error)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *label = g_strdup_printf ("Import readings from %s", shown);

  return cam_reading_import_apply (CAM_READING_IMPORT (import), label, error);
}

gboolean
cam_batch_readings (CamBatch  *batch,
                    GError   **error)
{
  static const CamBatchLines lines = {
    .whose = "the readings",
    .nothing = "no readings",
    .changes = "corrections",
    .members = { "measure", "area", "period", "value" },
    .n_shown = 2,
    .no_first = "(no measure)",
    .read = read_import,
    .get_count = get_count,
    .apply = apply,
  };

  if (g_str_equal (g_ptr_array_index (batch->arguments, 0), "import"))
    return cam_batch_import_lines (batch, g_ptr_array_index (batch->arguments, 1), &lines, error);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "Readings can be imported: say “import”.");
  return FALSE;
}
