/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-erase.h"

static void
add_names (CamBatch   *batch,
           const char *member,
           GPtrArray  *paths)
{
  json_builder_set_member_name (batch->builder, member);
  json_builder_begin_array (batch->builder);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *shown = g_filename_display_name (g_ptr_array_index (paths, i));

      json_builder_add_string_value (batch->builder, shown);
    }
  json_builder_end_array (batch->builder);
}

static void
tell_program (CamBatch         *batch,
              const char       *uuid,
              const CamErasure *erasure)
{
  json_builder_begin_object (batch->builder);
  cam_batch_add_file (batch, "file", batch->path);
  cam_batch_add_text (batch, "uuid", uuid);
  cam_batch_add_integer (batch, "records", erasure->n_records);
  cam_batch_add_integer (batch, "backups", erasure->n_backups);
  add_names (batch, "deleted_backups", erasure->deleted_backups);
  add_names (batch, "leftovers", erasure->leftovers);
  json_builder_set_member_name (batch->builder, "pending");
  json_builder_add_boolean_value (batch->builder, erasure->pending);
  json_builder_end_object (batch->builder);
}

static void
append_lines (GString    *out,
              const char *format,
              GPtrArray  *paths)
{
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *shown = g_filename_display_name (g_ptr_array_index (paths, i));
      g_autoptr (GString) line = g_string_new (format);

      g_string_replace (line, "%s", shown, 1);
      g_string_append_printf (out, "%s\n", line->str);
    }
}

static void
tell_person (CamBatch         *batch,
             const CamErasure *erasure)
{
  if (erasure->n_records == 0)
    g_string_append (batch->out, "It was erased already.\n");
  else
    g_string_append_printf (batch->out, "Erased %u %s with all history.\n", erasure->n_records,
                            erasure->n_records == 1 ? "record" : "records");
  if (erasure->n_backups > 0)
    g_string_append_printf (batch->out, "Cleaned %u %s.\n", erasure->n_backups,
                            erasure->n_backups == 1 ? "backup" : "backups");
  append_lines (batch->out, "Deleted the backup “%s”, which could not be read.", erasure->deleted_backups);
  append_lines (batch->out, "“%s” may still hold it.", erasure->leftovers);
  if (erasure->pending)
    g_string_append (batch->out, "Something could not be finished; the next opening goes on with it.\n");
}

gboolean
cam_batch_erase (CamBatch  *batch,
                 GError   **error)
{
  const char *uuid = g_ptr_array_index (batch->arguments, 0);
  g_autofree char *shown = g_utf8_make_valid (uuid, -1);
  g_autoptr (CamErasure) erasure = NULL;

  /* Looked up first, so that a refusal leaves the file as it is. */
  if (!cam_batch_open_to_read (batch, error) || !cam_erase_check (batch->store, shown, error)
      || !cam_batch_open_to_write (batch, error))
    return FALSE;
  erasure = cam_erase (batch->store, shown, error);
  if (erasure == NULL)
    return FALSE;
  if (batch->json)
    tell_program (batch, shown, erasure);
  else
    tell_person (batch, erasure);
  return TRUE;
}
