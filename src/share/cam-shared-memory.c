/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-shared-memory.h"

#include <glib/gstdio.h>

#define OWN "own copy"
#define FILE_PREFIX "file "

static void
file_free (gpointer data)
{
  CamSharedFile *file = data;

  g_free (file->signature);
  g_free (file);
}

static char *
make_path (const char *live)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, live, -1);
  g_autofree char *name = g_strdup_printf ("%.24s.ini", sum);

  return g_build_filename (g_get_user_state_dir (), "cambridgeshire-local", "shared-folders", name, NULL);
}

static void
load_file (CamSharedMemory *self,
           GKeyFile        *keys,
           const char      *group)
{
  g_autofree char *name = g_uri_unescape_string (group + strlen (FILE_PREFIX), NULL);
  g_autofree char *signature = g_key_file_get_string (keys, group, "signature", NULL);
  int outcome = g_key_file_get_integer (keys, group, "outcome", NULL);
  CamSharedFile *file = NULL;

  if (name == NULL || signature == NULL || outcome < CAM_SHARED_NEW || outcome > CAM_SHARED_DAMAGED)
    return;
  file = g_new0 (CamSharedFile, 1);
  file->signature = g_steal_pointer (&signature);
  file->outcome = (CamSharedOutcome) outcome;
  file->since = g_key_file_get_int64 (keys, group, "since", NULL);
  file->told = g_key_file_get_boolean (keys, group, "told", NULL);
  g_hash_table_insert (self->files, g_steal_pointer (&name), file);
}

static void
load (CamSharedMemory *self)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *uri = NULL;
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_file (keys, self->path, G_KEY_FILE_NONE, NULL))
    return;
  uri = g_key_file_get_string (keys, OWN, "folder", NULL);
  /* Of another folder nothing holds. */
  if (g_strcmp0 (uri, self->uri) != 0)
    return;
  self->name = g_key_file_get_string (keys, OWN, "name", NULL);
  self->copy_id = g_key_file_get_string (keys, OWN, "copy", NULL);
  self->signature = g_key_file_get_string (keys, OWN, "signature", NULL);
  self->sum = g_key_file_get_string (keys, OWN, "sum", NULL);
  self->personal = g_key_file_get_boolean (keys, OWN, "personal", NULL);
  self->own = g_key_file_get_int64 (keys, OWN, "own", NULL);
  self->erased = g_key_file_get_int64 (keys, OWN, "erased", NULL);
  self->written = g_key_file_get_string (keys, OWN, "written", NULL);
  self->merged = g_key_file_get_string (keys, OWN, "merged", NULL);
  groups = g_key_file_get_groups (keys, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], FILE_PREFIX))
      load_file (self, keys, groups[i]);
}

CamSharedMemory *
cam_shared_memory_new (const char *live,
                       const char *uri)
{
  CamSharedMemory *self = NULL;

  g_return_val_if_fail (live != NULL && uri != NULL, NULL);

  self = g_new0 (CamSharedMemory, 1);
  self->path = make_path (live);
  self->uri = g_strdup (uri);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, file_free);
  load (self);
  return self;
}

void
cam_shared_memory_free (CamSharedMemory *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->uri);
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_free (self->name);
  g_free (self->copy_id);
  g_free (self->signature);
  g_free (self->sum);
  g_free (self->written);
  g_free (self->merged);
  g_free (self);
}

static void
set_text (GKeyFile   *keys,
          const char *key,
          const char *text)
{
  if (text != NULL)
    g_key_file_set_string (keys, OWN, key, text);
}

void
cam_shared_memory_save (CamSharedMemory *self)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer name, value;

  g_key_file_set_string (keys, OWN, "folder", self->uri);
  set_text (keys, "name", self->name);
  set_text (keys, "copy", self->copy_id);
  set_text (keys, "signature", self->signature);
  set_text (keys, "sum", self->sum);
  set_text (keys, "written", self->written);
  set_text (keys, "merged", self->merged);
  g_key_file_set_boolean (keys, OWN, "personal", self->personal);
  g_key_file_set_int64 (keys, OWN, "own", self->own);
  g_key_file_set_int64 (keys, OWN, "erased", self->erased);
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const CamSharedFile *file = value;
      g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
      g_autofree char *group = g_strconcat (FILE_PREFIX, escaped, NULL);

      g_key_file_set_string (keys, group, "signature", file->signature);
      g_key_file_set_integer (keys, group, "outcome", (int) file->outcome);
      g_key_file_set_int64 (keys, group, "since", file->since);
      g_key_file_set_boolean (keys, group, "told", file->told);
    }
  g_mkdir_with_parents (folder, 0700);
  text = g_key_file_to_data (keys, NULL, NULL);
  if (!g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_debug ("what is in the shared folder is not remembered: %s", error->message);
}

void
cam_shared_memory_follow (CamSharedMemory       *self,
                          const CamSharingState *state)
{
  GHashTableIter iter;
  gpointer value;

  if (g_strcmp0 (self->copy_id, state->copy_id) == 0 && g_strcmp0 (self->merged, state->merged) == 0
      && self->own <= state->own)
    return;
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CamSharedFile *file = value;

      if (file->outcome == CAM_SHARED_MERGED || file->outcome == CAM_SHARED_STRANGER)
        {
          file->outcome = CAM_SHARED_NEW;
          file->told = FALSE;
        }
    }
}

CamSharedFile *
cam_shared_memory_see (CamSharedMemory *self,
                       const char      *name,
                       const char      *signature,
                       gint64           now)
{
  CamSharedFile *file = g_hash_table_lookup (self->files, name);

  if (file == NULL)
    {
      file = g_new0 (CamSharedFile, 1);
      g_hash_table_insert (self->files, g_strdup (name), file);
    }
  if (g_set_str (&file->signature, signature))
    {
      file->outcome = CAM_SHARED_NEW;
      file->since = now;
      file->looked = 0;
      file->tries = 0;
      file->told = FALSE;
    }
  file->is_there = TRUE;
  return file;
}

gboolean
cam_shared_memory_prune (CamSharedMemory *self)
{
  GHashTableIter iter;
  gpointer value;
  gboolean lost = FALSE;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CamSharedFile *file = value;

      if (file->is_there)
        continue;
      lost = lost || file->outcome == CAM_SHARED_MERGED;
      g_hash_table_iter_remove (&iter);
    }
  return lost;
}

gboolean
cam_shared_memory_is_due (CamSharedMemory       *self,
                          const CamSharingState *state)
{
  return self->name == NULL || g_strcmp0 (self->copy_id, state->copy_id) != 0 || self->own != state->own
         || self->erased != state->erased || g_strcmp0 (self->merged, state->merged) != 0;
}
