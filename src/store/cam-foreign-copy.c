/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-foreign-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define HEADER_BYTES 100
#define CHUNK_BYTES (256 * 1024)
#define LEFT_OVER_SECONDS 3600

/* SQLite file format, 1.3: the magic string, and at 18 and 19 the versions, 2 for a file in WAL. */
static const char magic[16] = "SQLite format 3";

static void
set_errno_error (int      code,
                 GError **error)
{
  switch (code)
    {
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no such file.");
      break;

    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error (error, CAM_ERROR, CAM_ERROR_NO_SPACE,
                   "There is not enough room on the disk to look at the file.");
      break;

    default:
      g_set_error (error, CAM_ERROR, CAM_ERROR_FAILED, "The file cannot be read: %s.",
                   g_strerror (code));
      break;
    }
}

/* Not blocking, so that a pipe with no writer is refused instead of waited for. */
static int
open_plain_file (const char  *path,
                 GError     **error)
{
  g_autofd int fd = -1;
  struct stat info;

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0 || fstat (fd, &info) != 0)
    {
      set_errno_error (errno, error);
      return -1;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED, "This is not a plain file.");
      return -1;
    }
  if (info.st_size > CAM_FOREIGN_MAX_BYTES)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG, "The file is larger than %d MiB.",
                   CAM_FOREIGN_MAX_BYTES / (1024 * 1024));
      return -1;
    }
  return g_steal_fd (&fd);
}

/* Whether the file @path@suffix begins with bytes that are not all zero: a journal that was
 * finished with is empty, gone or has its header wiped. */
static gboolean
has_live_sidecar (const char *path,
                  const char *suffix)
{
  g_autofree char *sidecar = g_strconcat (path, suffix, NULL);
  g_autofd int fd = -1;
  char start[4] = { 0 };

  fd = open (sidecar, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  return fd >= 0 && read (fd, start, sizeof start) == sizeof start
         && (start[0] | start[1] | start[2] | start[3]) != 0;
}

static gboolean
check_header (const char    *path,
              const guint8  *header,
              gsize          length,
              GError       **error)
{
  if (length < HEADER_BYTES || memcmp (header, magic, sizeof magic) != 0)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_CORRUPT,
                   "The file is not a database, or it is damaged.");
      return FALSE;
    }
  if (has_live_sidecar (path, "-journal")
      || ((header[18] == 2 || header[19] == 2) && has_live_sidecar (path, "-wal")))
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_BUSY,
                   "Another program has the file open, or left it unfinished; close it there first.");
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_all (int           fd,
           const guint8 *bytes,
           gsize         length,
           GError      **error)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          set_errno_error (n == 0 ? ENOSPC : errno, error);
          return FALSE;
        }
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/* Reads @length bytes or up to the end; -1 with @error set. */
static gssize
read_chunk (int      fd,
            guint8  *bytes,
            gsize    length,
            GError **error)
{
  gsize done = 0;

  while (done < length)
    {
      gssize n = read (fd, bytes + done, length - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_errno_error (errno, error);
          return -1;
        }
      if (n == 0)
        break;
      done += (gsize) n;
    }
  return (gssize) done;
}

/* The size is counted while copying, because a file can grow after it was measured. */
static gboolean
copy_bytes (const char    *path,
            int            from,
            int            to,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  gint64 total = 0;

  for (;;)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = read_chunk (from, chunk, CHUNK_BYTES, error);
      if (n < 0)
        return FALSE;
      if (total == 0 && !check_header (path, chunk, (gsize) n, error))
        return FALSE;
      total += n;
      if (total > CAM_FOREIGN_MAX_BYTES)
        {
          g_set_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG, "The file is larger than %d MiB.",
                       CAM_FOREIGN_MAX_BYTES / (1024 * 1024));
          return FALSE;
        }
      if (!write_all (to, chunk, (gsize) n, error))
        return FALSE;
      if (n < CHUNK_BYTES)
        return TRUE;
    }
}

/* Files of ours, and folders of such, that only a crash can have left. None of them has a name for as long as an
 * hour otherwise, but for what an import of boundaries is looking at; that has it open already. */
static void
remove_left_over (const char *parent)
{
  static const char *const prefixes[] = { "foreign-", "aside-", "snapshot-" };
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, NULL);
      g_autofree char *copy = g_build_filename (path, "copy.db", NULL);
      struct stat info;
      gboolean ours = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
        ours |= g_str_has_prefix (name, prefixes[i]);
      if (!ours || lstat (path, &info) != 0 || now - (gint64) info.st_mtime < LEFT_OVER_SECONDS)
        continue;
      if (S_ISDIR (info.st_mode))
        cam_foreign_copy_remove (copy);
      else
        g_unlink (path);
    }
}

char *
cam_foreign_copy_dup_path (const char  *prefix,
                           const char  *name,
                           GError     **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  g_autofree char *file = g_strconcat (prefix, name, NULL);

  if (g_mkdir_with_parents (parent, 0700) != 0)
    {
      set_errno_error (errno, error);
      return NULL;
    }
  return g_build_filename (parent, file, NULL);
}

/* In the user's cache folder rather than /tmp, which is often held in memory. SQLite is told to
 * follow no symbolic link, so the folder's own path must have none. */
static char *
make_private_folder (GError **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);
  g_autofree char *folder = g_build_filename (parent, "foreign-XXXXXX", NULL);
  char *real;
  char *result;

  remove_left_over (parent);
  if (g_mkdir_with_parents (parent, 0700) != 0 || g_mkdtemp_full (folder, 0700) == NULL)
    {
      set_errno_error (errno, error);
      return NULL;
    }
  real = realpath (folder, NULL);
  result = g_strdup (real != NULL ? real : folder);
  free (real);
  return result;
}

char *
cam_foreign_copy_make (const char    *path,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *copy = NULL;
  g_autofd int from = -1;
  g_autofd int to = -1;

  g_return_val_if_fail (path != NULL, NULL);

  from = open_plain_file (path, error);
  if (from < 0)
    return NULL;
  folder = make_private_folder (error);
  if (folder == NULL)
    return NULL;
  copy = g_build_filename (folder, "copy.db", NULL);
  to = open (copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (to < 0)
    set_errno_error (errno, error);
  if (to < 0 || !copy_bytes (path, from, to, cancellable, error))
    {
      cam_foreign_copy_remove (copy);
      return NULL;
    }
  return g_steal_pointer (&copy);
}

void
cam_foreign_copy_remove (const char *copy)
{
  g_autofree char *folder = NULL;

  g_return_if_fail (copy != NULL);

  folder = g_path_get_dirname (copy);
  g_unlink (copy);
  g_rmdir (folder);
}
