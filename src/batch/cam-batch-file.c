/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-check.h"
#include "cam-starter.h"

/* The file may be named as the argument or, as for every other command, with --file. */
static gboolean
take_new_path (CamBatch  *batch,
               GError   **error)
{
  if (batch->arguments->len == 1 && !batch->path_given)
    g_set_str (&batch->path, g_ptr_array_index (batch->arguments, 0));
  else if (batch->arguments->len + (batch->path_given ? 1 : 0) != 1)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "Name one file to make.");
      return FALSE;
    }
  batch->path_given = TRUE;
  return TRUE;
}

gboolean
cam_batch_new (CamBatch  *batch,
               GError   **error)
{
  g_autofree char *shown = NULL;

  if (!take_new_path (batch, error))
    return FALSE;
  shown = g_filename_display_name (batch->path);
  if (g_file_test (batch->path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "“%s” exists already and is left as it is.",
                   shown);
      return FALSE;
    }
  if (!cam_batch_open_to_write (batch, error))
    return FALSE;
  if (batch->starter && !cam_starter_load (batch->store, error))
    return FALSE;
  if (batch->json)
    {
      json_builder_begin_object (batch->builder);
      cam_batch_add_text (batch, "file", shown);
      cam_batch_add_integer (batch, "areas", cam_store_count (batch->store, "area"));
      json_builder_end_object (batch->builder);
    }
  else
    g_string_append_printf (batch->out, "Made “%s” with %" G_GINT64_FORMAT " areas.\n", shown,
                            cam_store_count (batch->store, "area"));
  return TRUE;
}

static void
tell_problems (CamBatch  *batch,
               GPtrArray *problems)
{
  if (batch->json)
    {
      json_builder_begin_object (batch->builder);
      cam_batch_add_file (batch, "file", batch->path);
      json_builder_set_member_name (batch->builder, "sound");
      json_builder_add_boolean_value (batch->builder, problems->len == 0);
      json_builder_set_member_name (batch->builder, "problems");
      json_builder_begin_array (batch->builder);
    }
  else if (problems->len == 0)
    g_string_append (batch->out, "The file is sound.\n");
  for (guint i = 0; i < problems->len; i++)
    {
      if (batch->json)
        json_builder_add_string_value (batch->builder, g_ptr_array_index (problems, i));
      else
        g_string_append_printf (batch->out, "%s\n", (const char *) g_ptr_array_index (problems, i));
    }
  if (batch->json)
    {
      json_builder_end_array (batch->builder);
      json_builder_end_object (batch->builder);
    }
}

gboolean
cam_batch_check (CamBatch  *batch,
                 GError   **error)
{
  g_autoptr (GPtrArray) problems = NULL;

  /* A damaged file is to be looked into, not opened; only one's own missing file is made first. */
  if (!batch->path_given && !g_file_test (batch->path, G_FILE_TEST_EXISTS))
    {
      if (!cam_batch_open_to_read (batch, error))
        return FALSE;
      cam_batch_close (batch, FALSE);
    }
  problems = cam_check_file (batch->path, error);
  if (problems == NULL)
    return FALSE;
  tell_problems (batch, problems);
  if (problems->len == 0)
    return TRUE;
  batch->refusal_has_answer = TRUE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_CORRUPT,
               problems->len == 1 ? "The file has %u problem." : "The file has %u problems.",
               problems->len);
  return FALSE;
}
