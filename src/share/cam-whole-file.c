/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE  /* O_TMPFILE */
#include "cam-whole-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define MODE 0600

struct _CamWholeFile
{
  char *name;     /* in the folder */
  char *partial;  /* the name while it is written; NULL while it has none */
  int   folder;
  int   fd;
};

static gboolean
fail (CamWholeFile  *self,
      int            code,
      GError       **error)
{
  g_autofree char *name = g_filename_display_name (self->name);
  CamError kind = CAM_ERROR_FAILED;

  if (code == ENOSPC || code == EDQUOT)
    kind = CAM_ERROR_NO_SPACE;
  else if (code == EACCES || code == EPERM || code == EROFS)
    kind = CAM_ERROR_READ_ONLY;
  else if (code == ENOENT || code == ENOTDIR)
    kind = CAM_ERROR_NOT_FOUND;
  else if (code == EFBIG)
    kind = CAM_ERROR_TOO_BIG;
  g_set_error (error, CAM_ERROR, kind, "The file “%s” cannot be written: %s.", name, g_strerror (code));
  return FALSE;
}

static void
choose_partial (CamWholeFile *self)
{
  g_autofree char *token = g_uuid_string_random ();

  /* Not made of the name, which may be as long as names can be. */
  g_clear_pointer (&self->partial, g_free);
  self->partial = g_strdup_printf (".%.18s.partial", token);
}

static gboolean
open_file (CamWholeFile     *self,
           CamWholeFileWay   way,
           GError          **error)
{
  int code;

  if (way == CAM_WHOLE_FILE_NAMELESS)
    self->fd = openat (self->folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, MODE);
  /* Each file system says in its own way that it has no such files; what is really wrong comes again. */
  if (self->fd < 0)
    {
      choose_partial (self);
      self->fd = openat (self->folder, self->partial,
                         O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, MODE);
    }
  if (self->fd >= 0)
    return TRUE;
  code = errno;
  g_clear_pointer (&self->partial, g_free);
  return fail (self, code, error);
}

CamWholeFile *
cam_whole_file_new (const char       *path,
                    CamWholeFileWay   way,
                    GError          **error)
{
  g_autoptr (CamWholeFile) self = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  folder = g_path_get_dirname (path);
  self = g_new0 (CamWholeFile, 1);
  self->name = g_path_get_basename (path);
  self->fd = -1;
  self->folder = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->folder < 0)
    {
      fail (self, errno, error);
      return NULL;
    }
  if (!open_file (self, way, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
cam_whole_file_write (CamWholeFile  *self,
                      const void    *bytes,
                      gsize          length,
                      GError       **error)
{
  const guint8 *at = bytes;

  g_return_val_if_fail (self != NULL, FALSE);

  while (length > 0)
    {
      ssize_t n = write (self->fd, at, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (self, errno, error);
      at += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/* A nameless file cannot replace another; so it first gets a name of its own. */
static gboolean
name_nameless (CamWholeFile  *self,
               GError       **error)
{
  g_autofree char *self_path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  int code;

  choose_partial (self);
  if (linkat (AT_FDCWD, self_path, self->folder, self->partial, AT_SYMLINK_FOLLOW) == 0)
    return TRUE;
  code = errno;
  g_clear_pointer (&self->partial, g_free);
  return fail (self, code, error);
}

gboolean
cam_whole_file_commit (CamWholeFile  *self,
                       GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (fsync (self->fd) != 0)
    return fail (self, errno, error);
  if (self->partial == NULL && !name_nameless (self, error))
    return FALSE;
  if (renameat (self->folder, self->partial, self->folder, self->name) != 0)
    return fail (self, errno, error);
  g_clear_pointer (&self->partial, g_free);
  /* Not every file system can do this for a folder, and the file is there either way. */
  if (fsync (self->folder) != 0)
    g_debug ("The folder was not synchronised: %s", g_strerror (errno));
  return TRUE;
}

void
cam_whole_file_free (CamWholeFile *self)
{
  if (self == NULL)
    return;
  if (self->partial != NULL)
    unlinkat (self->folder, self->partial, 0);
  g_clear_fd (&self->fd, NULL);
  g_clear_fd (&self->folder, NULL);
  g_free (self->partial);
  g_free (self->name);
  g_free (self);
}
