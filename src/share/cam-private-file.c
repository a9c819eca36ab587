/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-private-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* A folder is in use for as long as somebody holds its lock, which ends with the program however that ends. A
 * folder is made, and left ones are taken away, under the lock of the folder that holds them all: otherwise
 * one could be taken away before its maker has locked it. */
struct _CamPrivateFile
{
  char *folder;
  char *path;
  int   fd;      /* of the folder, locked */
};

static char *
dup_root (void)
{
  return g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", "incoming", NULL);
}

static int
open_folder (const char *path,
             int         operation)
{
  g_autofd int fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  if (fd < 0 || flock (fd, operation) != 0)
    return -1;
  return g_steal_fd (&fd);
}

/* One level: nothing of ours has folders in it. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0)
        g_debug ("a private file stays behind: %s", g_strerror (errno));
    }
  if (g_rmdir (folder) != 0)
    g_debug ("a private folder stays behind: %s", g_strerror (errno));
}

static void
sweep (const char *root)
{
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (root, name, NULL);
      g_autofd int fd = open_folder (folder, LOCK_EX | LOCK_NB);

      if (fd >= 0)
        remove_folder (folder);
    }
}

void
cam_private_file_sweep (void)
{
  g_autofree char *root = dup_root ();
  g_autofd int fd = open_folder (root, LOCK_EX);

  if (fd >= 0)
    sweep (root);
}

static CamPrivateFile *
refuse (int      code,
        GError **error)
{
  g_set_error (error, CAM_ERROR, code == ENOSPC || code == EDQUOT ? CAM_ERROR_NO_SPACE : CAM_ERROR_READ_ONLY,
               "There is no place for a private file (%s).", g_strerror (code));
  return NULL;
}

CamPrivateFile *
cam_private_file_new (GError **error)
{
  g_autofree char *root = dup_root ();
  g_autofd int root_fd = -1;
  g_autoptr (CamPrivateFile) self = g_new0 (CamPrivateFile, 1);
  char *folder = NULL;

  self->fd = -1;
  if (g_mkdir_with_parents (root, 0700) != 0)
    return refuse (errno, error);
  root_fd = open_folder (root, LOCK_EX);
  if (root_fd < 0)
    return refuse (errno, error);
  sweep (root);
  folder = g_build_filename (root, "XXXXXX", NULL);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      int code = errno;

      g_free (folder);
      return refuse (code, error);
    }
  self->folder = folder;
  self->fd = open_folder (folder, LOCK_EX | LOCK_NB);
  if (self->fd < 0)
    return refuse (errno, error);
  self->path = g_build_filename (folder, "copy.gpkg", NULL);
  return g_steal_pointer (&self);
}

const char *
cam_private_file_get_path (CamPrivateFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

void
cam_private_file_free (CamPrivateFile *self)
{
  if (self == NULL)
    return;
  if (self->folder != NULL)
    remove_folder (self->folder);
  g_clear_fd (&self->fd, NULL);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}
