/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-subject-access-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

static void
add_text (JsonBuilder *builder,
          const char  *text)
{
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_field (JsonBuilder           *builder,
           const CamSubjectField *field)
{
  json_builder_set_member_name (builder, field->column);
  if (field->text == NULL)
    json_builder_add_null_value (builder);
  else if (field->is_truth)
    json_builder_add_boolean_value (builder, !g_str_equal (field->text, "0"));
  else if (field->type == CAM_VALUE_INTEGER)
    json_builder_add_int_value (builder, strtoll (field->text, NULL, 10));
  else if (field->type == CAM_VALUE_REAL)
    json_builder_add_double_value (builder, g_ascii_strtod (field->text, NULL));
  else
    json_builder_add_string_value (builder, field->text);
  if (field->title != NULL)
    {
      g_autofree char *stem = g_strndup (field->column, strlen (field->column) - strlen ("_uuid"));
      g_autofree char *name = g_strconcat (stem, "_name", NULL);

      json_builder_set_member_name (builder, name);
      json_builder_add_string_value (builder, field->title);
    }
}

static void
add_section (JsonBuilder             *builder,
             const CamSubjectSection *section)
{
  json_builder_set_member_name (builder, section->key);
  json_builder_begin_array (builder);
  for (guint r = 0; r < section->rows->len; r++)
    {
      const CamSubjectRow *row = g_ptr_array_index (section->rows, r);

      json_builder_begin_object (builder);
      for (guint f = 0; f < row->fields->len; f++)
        add_field (builder, g_ptr_array_index (row->fields, f));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
write_json (CamSubject *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "made_at");
  add_text (builder, self->at);
  for (guint i = 0; i < self->sections->len; i++)
    add_section (builder, g_ptr_array_index (self->sections, i));
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->files->len; i++)
    add_text (builder, ((CamSubjectFile *) g_ptr_array_index (self->files, i))->name);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "left_out");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->left_out->len; i++)
    add_text (builder, g_ptr_array_index (self->left_out, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  return json_generator_to_data (generator, NULL);
}

static la_ssize_t
write_cb (struct archive *archive,
          void           *user_data,
          const void     *buffer,
          size_t          length)
{
  g_byte_array_append (user_data, buffer, (guint) length);
  return (la_ssize_t) length;
}

static gboolean
add_member (struct archive *archive,
            const char     *name,
            const void     *data,
            gsize           length)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean done = FALSE;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_size (entry, (la_int64_t) length);
  done = archive_write_header (archive, entry) == ARCHIVE_OK
         && (length == 0 || archive_write_data (archive, data, length) == (la_ssize_t) length)
         && archive_write_finish_entry (archive) == ARCHIVE_OK;
  archive_entry_free (entry);
  return done;
}

static gboolean
add_files (struct archive *archive,
           CamSubject     *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const CamSubjectFile *file = g_ptr_array_index (self->files, i);
      gsize size = 0;
      const void *data = g_bytes_get_data (file->bytes, &size);

      if (!add_member (archive, file->name, data, size))
        return FALSE;
    }
  return TRUE;
}

GBytes *
cam_subject_pack (CamSubject  *self,
                  GError     **error)
{
  g_autofree char *page = cam_subject_write_page (self);
  g_autofree char *json = write_json (self);
  struct archive *archive = archive_write_new ();
  GByteArray *bytes = g_byte_array_new ();
  gboolean done = FALSE;

  done = archive != NULL && archive_write_set_format_zip (archive) == ARCHIVE_OK
         && archive_write_set_bytes_in_last_block (archive, 1) == ARCHIVE_OK
         && archive_write_open2 (archive, bytes, NULL, write_cb, NULL, NULL) == ARCHIVE_OK
         && add_member (archive, "everything.html", page, strlen (page))
         && add_member (archive, "data.json", json, strlen (json))
         && add_files (archive, self) && archive_write_close (archive) == ARCHIVE_OK;
  if (archive != NULL)
    archive_write_free (archive);
  if (done)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_FAILED, "The bundle cannot be put together.");
  return NULL;
}
