/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-private-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>

#include <glib/gstdio.h>

struct _CamPrivateFolder
{
  char *folder;
  char *copy;
  int   lock_fd;
};

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
cam_private_folder_free (CamPrivateFolder *self)
{
  if (self == NULL)
    return;
  if (self->lock_fd >= 0)
    remove_folder (self->folder);
  g_clear_fd (&self->lock_fd, NULL);
  g_free (self->copy);
  g_free (self->folder);
  g_free (self);
}

static int
lock_folder (const char *folder)
{
  g_autofd int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

  return fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0 ? g_steal_fd (&fd) : -1;
}

static void
remove_left_over (const char *parent,
                  const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (parent, name, NULL);
      g_autofd int fd = g_str_has_prefix (name, prefix) ? lock_folder (folder) : -1;

      if (fd >= 0)
        remove_folder (folder);
    }
}

CamPrivateFolder *
cam_private_folder_new (const char  *prefix,
                        GError     **error)
{
  g_autoptr (CamPrivateFolder) self = g_new0 (CamPrivateFolder, 1);
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  g_autofree char *pattern = g_strconcat (prefix, "XXXXXX", NULL);

  self->lock_fd = -1;
  g_mkdir_with_parents (parent, 0700);
  remove_left_over (parent, prefix);
  self->folder = g_build_filename (parent, pattern, NULL);
  if (g_mkdtemp_full (self->folder, 0700) != NULL)
    {
      self->copy = g_build_filename (self->folder, "copy.gpkg", NULL);
      self->lock_fd = lock_folder (self->folder);
    }
  if (self->lock_fd >= 0)
    return g_steal_pointer (&self);
  g_set_error (error, CAM_ERROR, errno == ENOSPC ? CAM_ERROR_NO_SPACE : CAM_ERROR_READ_ONLY,
               "The copy cannot be prepared (%s).", g_strerror (errno));
  return NULL;
}

const char *
cam_private_folder_get_copy (CamPrivateFolder *self)
{
  return self->copy;
}
