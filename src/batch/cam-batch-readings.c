/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-input-file.h"
#include "cam-reading-import.h"

/* More than these say nothing new to a person. */
#define MAX_SHOWN_PROBLEMS 50

static CamReadingImport *
read_file (CamBatch    *batch,
           const char  *path,
           GError     **error)
{
  const CamReadingImportOptions options = { NULL };
  g_autofree char *shown = g_filename_display_basename (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CamReadingImport) import = NULL;

  if (cam_input_is_same (path, batch->path))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” is the file that the readings are to go into.", shown);
      return NULL;
    }
  bytes = cam_input_read (path, error);
  if (bytes == NULL)
    return NULL;
  import = cam_reading_import_new (batch->store, bytes, &options);
  if (!cam_reading_import_preview (import, error))
    return NULL;
  return g_steal_pointer (&import);
}

static guint
count_useful (CamReadingImport *import)
{
  return cam_reading_import_get_count (import, CAM_IMPORT_NEW) + cam_reading_import_get_count (import, CAM_IMPORT_CHANGED);
}

/* A table of which nothing at all can be used is refused with its first reason. */
static gboolean
check_has_use (CamReadingImport  *import,
               const char        *path,
               GError           **error)
{
  g_autoptr (CamReadingItem) first = g_list_model_get_item (G_LIST_MODEL (import), 0);
  g_autofree char *shown = g_filename_display_basename (path);

  if (count_useful (import) + cam_reading_import_get_count (import, CAM_IMPORT_SAME) > 0)
    return TRUE;
  if (first == NULL)
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” has no readings in it.", shown);
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "Nothing in “%s” can be imported; the first reason, in line %u: %s",
                 shown, cam_reading_item_get_line (first), cam_reading_item_get_reason (first));
  return FALSE;
}

static void
tell_item_json (CamBatch       *batch,
                CamReadingItem *item)
{
  json_builder_begin_object (batch->builder);
  cam_batch_add_integer (batch, "line", cam_reading_item_get_line (item));
  cam_batch_add_text (batch, "measure", cam_reading_item_get_measure (item));
  cam_batch_add_text (batch, "area", cam_reading_item_get_area (item));
  cam_batch_add_text (batch, "period", cam_reading_item_get_period (item));
  cam_batch_add_text (batch, "value", cam_reading_item_get_value (item));
  cam_batch_add_text (batch, "reason", cam_reading_item_get_reason (item));
  json_builder_end_object (batch->builder);
}

static void
tell_items_json (CamBatch         *batch,
                 CamReadingImport *import,
                 const char       *name,
                 CamImportVerdict  verdict)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (import));

  json_builder_set_member_name (batch->builder, name);
  json_builder_begin_array (batch->builder);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CamReadingItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);

      if (cam_reading_item_get_verdict (item) == verdict)
        tell_item_json (batch, item);
    }
  json_builder_end_array (batch->builder);
}

static void
tell_as_json (CamBatch         *batch,
              CamReadingImport *import,
              const char       *path)
{
  json_builder_begin_object (batch->builder);
  cam_batch_add_file (batch, "file", path);
  cam_batch_add_integer (batch, "new", cam_reading_import_get_count (import, CAM_IMPORT_NEW));
  cam_batch_add_integer (batch, "changed", cam_reading_import_get_count (import, CAM_IMPORT_CHANGED));
  cam_batch_add_integer (batch, "same", cam_reading_import_get_count (import, CAM_IMPORT_SAME));
  cam_batch_add_integer (batch, "problem", cam_reading_import_get_count (import, CAM_IMPORT_PROBLEM));
  json_builder_set_member_name (batch->builder, "dry_run");
  json_builder_add_boolean_value (batch->builder, batch->dry_run);
  tell_items_json (batch, import, "corrections", CAM_IMPORT_CHANGED);
  tell_items_json (batch, import, "problems", CAM_IMPORT_PROBLEM);
  json_builder_end_object (batch->builder);
}

/* The first lines of one verdict. */
static void
tell_items (CamBatch         *batch,
            CamReadingImport *import,
            CamImportVerdict  verdict)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (import));
  guint n_wanted = cam_reading_import_get_count (import, verdict);
  guint n_shown = 0;

  for (guint i = 0; i < n && n_shown < MIN (n_wanted, MAX_SHOWN_PROBLEMS); i++)
    {
      g_autoptr (CamReadingItem) item = g_list_model_get_item (G_LIST_MODEL (import), i);
      const char *measure = cam_reading_item_get_measure (item);

      if (cam_reading_item_get_verdict (item) != verdict)
        continue;
      g_string_append_printf (batch->out, "  line %u, %s, %s: %s\n", cam_reading_item_get_line (item),
                              *measure != '\0' ? measure : "(no measure)", cam_reading_item_get_area (item),
                              cam_reading_item_get_reason (item));
      n_shown++;
    }
  if (n_shown < n_wanted)
    g_string_append_printf (batch->out, "  … and %u more, which --json tells\n", n_wanted - n_shown);
}

static void
tell_as_text (CamBatch         *batch,
              CamReadingImport *import,
              const char       *path)
{
  g_autofree char *shown = g_filename_display_basename (path);

  g_string_append_printf (batch->out, "%s%s: %u new, %u changed, %u the same, %u with a problem\n", shown,
                          batch->dry_run ? " (nothing written)" : "",
                          cam_reading_import_get_count (import, CAM_IMPORT_NEW),
                          cam_reading_import_get_count (import, CAM_IMPORT_CHANGED),
                          cam_reading_import_get_count (import, CAM_IMPORT_SAME),
                          cam_reading_import_get_count (import, CAM_IMPORT_PROBLEM));
  tell_items (batch, import, CAM_IMPORT_CHANGED);
  tell_items (batch, import, CAM_IMPORT_PROBLEM);
}

/* Read and compared on a connection that can only look, so that a refusal leaves each byte as it was; then once more on
 * the one that writes. */
gboolean
cam_batch_readings (CamBatch  *batch,
                    GError   **error)
{
  const char *path = g_ptr_array_index (batch->arguments, 1);
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *label = g_strdup_printf ("Import readings from %s", shown);
  g_autoptr (CamReadingImport) import = NULL;

  if (!g_str_equal (g_ptr_array_index (batch->arguments, 0), "import"))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "Readings can be imported: say “import”.");
      return FALSE;
    }
  if (!cam_batch_open_to_read (batch, error))
    return FALSE;
  import = read_file (batch, path, error);
  if (import == NULL || !check_has_use (import, path, error))
    return FALSE;
  if (!batch->dry_run && count_useful (import) > 0)
    {
      g_clear_object (&import);
      if (!cam_batch_open_to_write (batch, error))
        return FALSE;
      import = read_file (batch, path, error);
      if (import == NULL || !cam_reading_import_apply (import, label, error))
        return FALSE;
    }
  if (batch->json)
    tell_as_json (batch, import, path);
  else
    tell_as_text (batch, import, path);
  return TRUE;
}
