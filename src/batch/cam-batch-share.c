/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-batch-private.h"

#include "cam-passphrase.h"
#include "cam-share-words.h"
#include "cam-share.h"

#include <glib/gstdio.h>

static gboolean
is_scope_word (const char *word)
{
  return g_str_equal (word, "everything") || g_str_equal (word, "public");
}

/* "everything" and "public" stand alone; anything else names an area. */
static gboolean
check_scopes (CamBatch  *batch,
              GError   **error)
{
  for (guint i = 0; i < batch->scopes->len && batch->scopes->len > 1; i++)
    if (is_scope_word (g_ptr_array_index (batch->scopes, i)))
      {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--scope %s goes with no other.",
                     (const char *) g_ptr_array_index (batch->scopes, i));
        return FALSE;
      }
  return TRUE;
}

static CamShareScope *
read_scope (CamBatch  *batch,
            GError   **error)
{
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  gboolean personal = !batch->without_personal;

  for (guint i = 0; i < batch->scopes->len; i++)
    {
      const char *word = g_ptr_array_index (batch->scopes, i);
      char *uuid = NULL;

      if (is_scope_word (word))
        return cam_share_scope_new (g_str_equal (word, "public") ? CAM_SHARE_PUBLIC : CAM_SHARE_EVERYTHING, NULL,
                                    personal);
      uuid = cam_batch_find_area (batch, word, error);
      if (uuid == NULL)
        return NULL;
      g_ptr_array_add (uuids, uuid);
    }
  if (uuids->len == 0)
    return cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, personal);
  g_ptr_array_add (uuids, NULL);
  return cam_share_scope_new (CAM_SHARE_AREAS, (const char *const *) uuids->pdata, personal);
}

static char *
read_passphrase (CamBatch  *batch,
                 GError   **error)
{
  g_autofree char *passphrase = cam_passphrase_read_file (batch->passphrase_file, error);

  if (passphrase == NULL)
    return NULL;
  if (cam_passphrase_judge (passphrase) != CAM_PASSPHRASE_TOO_SHORT)
    return g_steal_pointer (&passphrase);
  cam_passphrase_free (g_steal_pointer (&passphrase));
  g_set_error (error, CAM_ERROR, CAM_ERROR_INVALID, "The passphrase needs at least %d characters.",
               CAM_PASSPHRASE_MIN_CHARS);
  return NULL;
}

static void
answer_json (CamBatch         *batch,
             CamShareScope    *scope,
             CamOutgoingCount *count,
             gint64            size)
{
  static const char *const words[] = { "everything", "areas", "public" };

  json_builder_begin_object (batch->builder);
  cam_batch_add_file (batch, "file", g_ptr_array_index (batch->arguments, 0));
  cam_batch_add_text (batch, "scope", words[cam_share_scope_get_what (scope)]);
  json_builder_set_member_name (batch->builder, "personal");
  json_builder_add_boolean_value (batch->builder, cam_share_scope_get_personal (scope));
  json_builder_set_member_name (batch->builder, "encrypted");
  json_builder_add_boolean_value (batch->builder, batch->passphrase_file != NULL);
  cam_batch_add_integer (batch, "size", size);
  cam_batch_add_integer (batch, "people", count->persons);
  json_builder_set_member_name (batch->builder, "contents");
  json_builder_begin_array (batch->builder);
  for (guint i = 0; i < count->items->len; i++)
    {
      const CamOutgoingItem *item = g_ptr_array_index (count->items, i);

      json_builder_begin_object (batch->builder);
      cam_batch_add_text (batch, "kind", item->table);
      cam_batch_add_text (batch, "level", item->level);
      cam_batch_add_integer (batch, "count", item->n);
      json_builder_end_object (batch->builder);
    }
  json_builder_end_array (batch->builder);
  json_builder_end_object (batch->builder);
}

static void
answer_text (CamBatch         *batch,
             CamOutgoingCount *count,
             gint64            size)
{
  g_autofree char *shown = g_filename_display_name (g_ptr_array_index (batch->arguments, 0));
  g_autofree char *contents = cam_share_describe_contents (count);
  g_autofree char *people = cam_share_describe_people (count);
  g_autofree char *bytes = g_format_size ((guint64) size);

  g_string_append_printf (batch->out, "Wrote “%s” (%s).\nIn it: %s.\n", shown, bytes, contents);
  if (people != NULL)
    g_string_append_printf (batch->out, "About people: %s.\n", people);
  else
    g_string_append (batch->out, "Nothing about people.\n");
}

static gboolean
share (CamBatch       *batch,
       CamShareScope  *scope,
       const char     *passphrase,
       GError        **error)
{
  const char *path = g_ptr_array_index (batch->arguments, 0);
  g_autoptr (CamOutgoingCount) count = NULL;
  GStatBuf info = { 0 };

  if (!cam_batch_open_to_write (batch, error))
    return FALSE;
  count = cam_outgoing_count (batch->store, scope, error);
  if (count == NULL || !cam_share_make (batch->store, path, scope, passphrase, error))
    return FALSE;
  g_stat (path, &info);
  if (batch->json)
    answer_json (batch, scope, count, info.st_size);
  else
    answer_text (batch, count, info.st_size);
  return TRUE;
}

/* A file of an older version has to be opened for writing to be looked at. */
static gboolean
open_store (CamBatch  *batch,
            GError   **error)
{
  g_autoptr (GError) local_error = NULL;

  if (cam_batch_open_to_read (batch, &local_error))
    return TRUE;
  if (g_error_matches (local_error, CAM_ERROR, CAM_ERROR_READ_ONLY))
    return cam_batch_open_to_write (batch, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
cam_batch_share (CamBatch  *batch,
                 GError   **error)
{
  const char *path = g_ptr_array_index (batch->arguments, 0);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (CamShareScope) scope = NULL;
  char *passphrase = NULL;
  gboolean done;

  /* Whatever can be refused is, before the file is opened for writing. */
  if (!check_scopes (batch, error))
    return FALSE;
  if (batch->passphrase_file != NULL)
    {
      passphrase = read_passphrase (batch, error);
      if (passphrase == NULL)
        return FALSE;
    }
  done = open_store (batch, error) && (scope = read_scope (batch, error)) != NULL
         && cam_outgoing_check_path (batch->store, path, error);
  if (done && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *shown = g_filename_display_name (folder);

      g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no folder “%s”.", shown);
      done = FALSE;
    }
  done = done && share (batch, scope, passphrase, error);
  cam_passphrase_free (passphrase);
  return done;
}
