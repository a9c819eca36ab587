/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-boundary-import.h"

/* More than these say nothing new to a person. */
#define MAX_SHOWN_PROBLEMS 50

/* Every file is read and compared on a connection that can only look. The store is opened for
 * writing when all of them are known to be good, so that a refusal leaves each byte as it was. */

static CamBoundaryImport *
read_file (CamBatch    *batch,
           const char  *path,
           GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (CamBoundaryImport) import = cam_boundary_import_new (batch->store, file);

  if (!cam_boundary_import_read (import, NULL, error))
    return NULL;
  if (batch->level >= 0)
    cam_boundary_import_set_level (import, batch->level);
  if (!cam_boundary_import_preview (import, NULL, error))
    return NULL;
  return g_steal_pointer (&import);
}

static guint
count_useful (CamBoundaryImport *import)
{
  return cam_boundary_import_get_count (import, CAM_IMPORT_NEW) +
         cam_boundary_import_get_count (import, CAM_IMPORT_CHANGED);
}

/* A file of which nothing at all can be used is refused with its first reason. */
static gboolean
check_has_use (CamBoundaryImport  *import,
               const char         *shown,
               GError            **error)
{
  GListModel *items = cam_boundary_import_get_items (import);
  g_autoptr (CamImportItem) first = g_list_model_get_item (items, 0);

  if (count_useful (import) + cam_boundary_import_get_count (import, CAM_IMPORT_SAME) > 0)
    return TRUE;
  if (first == NULL)
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” has nothing in it to import.", shown);
  else
    g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID,
                 "Nothing in “%s” can be imported; the first reason: %s", shown,
                 cam_import_item_get_reason (first));
  return FALSE;
}

static void
tell_problems_as_json (CamBatch          *batch,
                       CamBoundaryImport *import)
{
  GListModel *items = cam_boundary_import_get_items (import);
  guint n_problems = cam_boundary_import_get_count (import, CAM_IMPORT_PROBLEM);

  json_builder_set_member_name (batch->builder, "problems");
  json_builder_begin_array (batch->builder);
  for (guint i = 0; i < n_problems; i++)
    {
      g_autoptr (CamImportItem) item = g_list_model_get_item (items, i);

      json_builder_begin_object (batch->builder);
      cam_batch_add_text (batch, "name", cam_import_item_get_name (item));
      cam_batch_add_text (batch, "code", cam_import_item_get_code (item));
      cam_batch_add_text (batch, "reason", cam_import_item_get_reason (item));
      json_builder_end_object (batch->builder);
    }
  json_builder_end_array (batch->builder);
}

static void
tell_as_json (CamBatch          *batch,
              CamBoundaryImport *import,
              const char        *path)
{
  int level = cam_boundary_import_get_level (import);

  json_builder_begin_object (batch->builder);
  cam_batch_add_file (batch, "file", path);
  cam_batch_add_text (batch, "level",
                      level >= 0 && !cam_boundary_import_is_postcodes (import)
                        ? cam_level_to_word ((CamLevel) level) : NULL);
  cam_batch_add_integer (batch, "new", cam_boundary_import_get_count (import, CAM_IMPORT_NEW));
  cam_batch_add_integer (batch, "changed",
                         cam_boundary_import_get_count (import, CAM_IMPORT_CHANGED));
  cam_batch_add_integer (batch, "same", cam_boundary_import_get_count (import, CAM_IMPORT_SAME));
  cam_batch_add_integer (batch, "problem",
                         cam_boundary_import_get_count (import, CAM_IMPORT_PROBLEM));
  json_builder_set_member_name (batch->builder, "dry_run");
  json_builder_add_boolean_value (batch->builder, batch->dry_run);
  tell_problems_as_json (batch, import);
  json_builder_end_object (batch->builder);
}

static void
tell_as_text (CamBatch          *batch,
              CamBoundaryImport *import,
              const char        *path)
{
  g_autofree char *shown = g_filename_display_basename (path);
  GListModel *items = cam_boundary_import_get_items (import);
  guint n_problems = cam_boundary_import_get_count (import, CAM_IMPORT_PROBLEM);
  guint n_shown = MIN (n_problems, MAX_SHOWN_PROBLEMS);

  g_string_append_printf (batch->out, "%s%s: %u new, %u changed, %u the same, %u with a problem\n",
                          shown, batch->dry_run ? " (nothing written)" : "",
                          cam_boundary_import_get_count (import, CAM_IMPORT_NEW),
                          cam_boundary_import_get_count (import, CAM_IMPORT_CHANGED),
                          cam_boundary_import_get_count (import, CAM_IMPORT_SAME), n_problems);
  for (guint i = 0; i < n_shown; i++)
    {
      g_autoptr (CamImportItem) item = g_list_model_get_item (items, i);
      const char *name = cam_import_item_get_name (item);

      g_string_append_printf (batch->out, "  %s: %s\n",
                              name != NULL && *name != '\0' ? name : "(no name)",
                              cam_import_item_get_reason (item));
    }
  if (n_shown < n_problems)
    g_string_append_printf (batch->out, "  … and %u more, which --json tells\n",
                            n_problems - n_shown);
}

/* Compared anew, for what an earlier file of the same command brought in. */
static gboolean
apply (CamBatch           *batch,
       CamBoundaryImport  *import,
       GError            **error)
{
  cam_boundary_import_set_store (import, batch->store);
  if (!cam_boundary_import_preview (import, NULL, error))
    return FALSE;
  return count_useful (import) == 0 || cam_boundary_import_apply (import, NULL, error);
}

static gboolean
read_all (CamBatch   *batch,
          GPtrArray  *imports,
          gboolean   *is_useful,
          GError    **error)
{
  for (guint i = 0; i < batch->arguments->len; i++)
    {
      const char *path = g_ptr_array_index (batch->arguments, i);
      g_autofree char *shown = g_filename_display_basename (path);
      CamBoundaryImport *import = read_file (batch, path, error);

      if (import == NULL)
        return FALSE;
      g_ptr_array_add (imports, import);
      if (!check_has_use (import, shown, error))
        return FALSE;
      *is_useful |= count_useful (import) > 0;
    }
  return TRUE;
}

gboolean
cam_batch_import (CamBatch  *batch,
                  GError   **error)
{
  g_autoptr (GPtrArray) imports = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_useful = FALSE;

  if (g_file_test (batch->path, G_FILE_TEST_EXISTS) ? !cam_batch_open_to_read (batch, error)
                                                    : !cam_batch_open_to_write (batch, error))
    return FALSE;
  if (!read_all (batch, imports, &is_useful, error))
    return FALSE;
  if (is_useful && !batch->dry_run && !cam_batch_open_to_write (batch, error))
    return FALSE;
  if (batch->json)
    json_builder_begin_array (batch->builder);
  for (guint i = 0; i < imports->len; i++)
    {
      CamBoundaryImport *import = g_ptr_array_index (imports, i);
      const char *path = g_ptr_array_index (batch->arguments, i);

      if (is_useful && !batch->dry_run && !apply (batch, import, error))
        return FALSE;
      if (batch->json)
        tell_as_json (batch, import, path);
      else
        tell_as_text (batch, import, path);
    }
  if (batch->json)
    json_builder_end_array (batch->builder);
  return TRUE;
}
