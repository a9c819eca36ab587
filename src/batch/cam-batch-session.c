/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include <glib/gstdio.h>
#include <math.h>

/* The folder of the user's own file is made where it is missing; any other has to be there. */
static gboolean
create_file (CamBatch  *batch,
             GError   **error)
{
  g_autofree char *folder = g_path_get_dirname (batch->path);
  g_autofree char *shown = g_filename_display_name (folder);

  if (batch->path_given && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no folder “%s”.", shown);
      return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_READ_ONLY, "The folder “%s” cannot be made.", shown);
      return FALSE;
    }
  batch->store = cam_store_open (batch->path, CAM_STORE_OPEN_CREATE, error);
  batch->created = batch->store != NULL;
  return batch->store != NULL;
}

gboolean
cam_batch_open_to_read (CamBatch  *batch,
                        GError   **error)
{
  g_return_val_if_fail (batch->store == NULL, FALSE);

  if (!batch->path_given && !g_file_test (batch->path, G_FILE_TEST_EXISTS))
    return create_file (batch, error);
  batch->store = cam_store_open (batch->path, CAM_STORE_OPEN_READ_ONLY, error);
  return batch->store != NULL;
}

gboolean
cam_batch_open_to_write (CamBatch  *batch,
                         GError   **error)
{
  if (batch->store != NULL && !cam_store_get_read_only (batch->store))
    return TRUE;
  if (batch->store != NULL)
    cam_store_close (batch->store);
  g_clear_object (&batch->store);
  if (!g_file_test (batch->path, G_FILE_TEST_EXISTS))
    return create_file (batch, error);
  batch->store = cam_store_open (batch->path, CAM_STORE_OPEN_DEFAULT, error);
  return batch->store != NULL;
}

void
cam_batch_close (CamBatch *batch,
                 gboolean  failed)
{
  if (batch->store != NULL)
    cam_store_close (batch->store);
  g_clear_object (&batch->store);
  if (failed && batch->created)
    g_unlink (batch->path);
}

char *
cam_batch_dup_text (CamBatch *batch,
                    guint     first)
{
  GString *text = g_string_new (NULL);
  g_autofree char *joined = NULL;

  for (guint i = first; i < batch->arguments->len; i++)
    {
      if (i > first)
        g_string_append_c (text, ' ');
      g_string_append (text, g_ptr_array_index (batch->arguments, i));
    }
  joined = g_string_free_and_steal (text);
  return g_strstrip (g_utf8_make_valid (joined, -1));
}

void
cam_batch_add_text (CamBatch   *batch,
                    const char *name,
                    const char *text)
{
  json_builder_set_member_name (batch->builder, name);
  if (text != NULL)
    json_builder_add_string_value (batch->builder, text);
  else
    json_builder_add_null_value (batch->builder);
}

void
cam_batch_add_file (CamBatch   *batch,
                    const char *name,
                    const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  cam_batch_add_text (batch, name, shown);
}

void
cam_batch_add_integer (CamBatch   *batch,
                       const char *name,
                       gint64      integer)
{
  json_builder_set_member_name (batch->builder, name);
  json_builder_add_int_value (batch->builder, integer);
}

void
cam_batch_add_real (CamBatch   *batch,
                    const char *name,
                    double      real)
{
  json_builder_set_member_name (batch->builder, name);
  if (isfinite (real))
    json_builder_add_double_value (batch->builder, real);
  else
    json_builder_add_null_value (batch->builder);
}
