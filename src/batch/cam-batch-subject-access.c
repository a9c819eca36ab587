/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-output-file.h"
#include "cam-person.h"
#include "cam-subject-access.h"

/* What another program wrote is taken in first, so that nothing is missing; where nobody can write, or a window has the
 * file, it is told as it is. What is refused changes nothing. */
static gboolean
open_whole (CamBatch    *batch,
            const char  *uuid,
            const char  *path,
            GError     **error)
{
  g_autoptr (CamRecord) person = NULL;

  if (!cam_batch_open_to_read (batch, error))
    return FALSE;
  if (cam_store_is_at (batch->store, path))
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "That is the file itself.");
      return FALSE;
    }
  if (g_utf8_validate (uuid, -1, NULL))
    person = cam_store_dup_record (batch->store, CAM_TYPE_PERSON, uuid, NULL);
  if (person == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no person with that number.");
      return FALSE;
    }
  g_clear_object (&person);
  if (cam_batch_open_to_write (batch, NULL) && cam_store_finish_index (batch->store, NULL))
    return TRUE;
  return cam_batch_open_to_read (batch, error);
}

gboolean
cam_batch_subject_access (CamBatch  *batch,
                          GError   **error)
{
  const char *uuid = g_ptr_array_index (batch->arguments, 0);
  const char *path = g_ptr_array_index (batch->arguments, 1);
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GBytes) bytes = NULL;
  gsize size = 0;
  const char *data = NULL;

  if (!open_whole (batch, uuid, path, error))
    return FALSE;
  bytes = cam_subject_access_make (batch->store, uuid, NULL, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  if (!cam_output_write (path, data, size, error))
    return FALSE;
  if (!batch->json)
    {
      g_string_append_printf (batch->out, "Everything about this person is in “%s”. Read it before you hand it over.\n", shown);
      return TRUE;
    }
  json_builder_begin_object (batch->builder);
  cam_batch_add_file (batch, "file", path);
  cam_batch_add_text (batch, "uuid", uuid);
  cam_batch_add_integer (batch, "size", (gint64) size);
  json_builder_end_object (batch->builder);
  return TRUE;
}
