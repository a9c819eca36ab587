/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-age.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* A plain file of somebody else; a pipe or device is refused, not waited for. */
static int
open_plain (const char   *path,
            struct stat  *info,
            GError      **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0 || fstat (fd, info) != 0)
    {
      int code = errno;

      g_set_error (error, CAM_ERROR, code == ENOENT ? CAM_ERROR_NOT_FOUND : CAM_ERROR_FAILED,
                   "The file “%s” cannot be opened: %s.", name, g_strerror (code));
      return -1;
    }
  if (S_ISREG (info->st_mode))
    return g_steal_fd (&fd);
  g_set_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
               "“%s” is a folder or a special file, not a plain file.", name);
  return -1;
}

static gboolean
read_beginning (int      fd,
                guint8  *bytes,
                gsize    size,
                gsize   *n_read,
                GError **error)
{
  *n_read = 0;
  while (*n_read < size)
    {
      ssize_t n = pread (fd, bytes + *n_read, size - *n_read, (off_t) *n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, CAM_ERROR, CAM_ERROR_FAILED, "The file cannot be read: %s.",
                       g_strerror (errno));
          return FALSE;
        }
      if (n == 0)
        break;
      *n_read += (gsize) n;
    }
  return TRUE;
}

/* Goes behind the header of the open file and takes out its key. */
static gboolean
unlock (int          fd,
        const char  *passphrase,
        guint8       file_key[CAM_AGE_FILE_KEY_BYTES],
        GError     **error)
{
  g_autofree guint8 *bytes = g_malloc (CAM_AGE_MAX_HEADER);
  CamAgeHeader header;
  gsize n_read = 0;

  if (!read_beginning (fd, bytes, CAM_AGE_MAX_HEADER, &n_read, error) ||
      !cam_age_header_parse (bytes, n_read, &header, error) ||
      !cam_age_header_unlock (&header, bytes, passphrase, file_key, error))
    return FALSE;
  if (lseek (fd, (off_t) header.length, SEEK_SET) >= 0)
    return TRUE;
  g_set_error (error, CAM_ERROR, CAM_ERROR_FAILED, "The file cannot be read: %s.", g_strerror (errno));
  return FALSE;
}

gboolean
cam_age_is_file (const char *path)
{
  guint8 bytes[64];
  struct stat info;
  gsize n_read = 0;
  g_autofd int fd = -1;

  g_return_val_if_fail (path != NULL, FALSE);

  fd = open_plain (path, &info, NULL);
  return fd >= 0 && read_beginning (fd, bytes, sizeof bytes, &n_read, NULL) &&
         cam_age_header_is_likely (bytes, n_read);
}

/* With the file key at hand. */
static gboolean
seal_with_key (const guint8     file_key[CAM_AGE_FILE_KEY_BYTES],
               int              from,
               goffset          size,
               CamWholeFile    *to,
               const char      *passphrase,
               guint            work_factor,
               CamAgeProgress   progress,
               gpointer         progress_data,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autoptr (GString) header = cam_age_header_write (passphrase, work_factor, file_key, error);

  return header != NULL && cam_whole_file_write (to, header->str, header->len, error) &&
         cam_age_stream_seal (file_key, from, size, to, progress, progress_data, cancellable, error);
}

gboolean
cam_age_encrypt_file (const char      *from,
                      const char      *to,
                      const char      *passphrase,
                      guint            work_factor,
                      CamAgeProgress   progress,
                      gpointer         progress_data,
                      GCancellable    *cancellable,
                      GError         **error)
{
  guint8 file_key[CAM_AGE_FILE_KEY_BYTES];
  g_autoptr (CamWholeFile) file = NULL;
  g_autofd int fd = -1;
  struct stat info;
  gboolean done;

  g_return_val_if_fail (from != NULL && to != NULL && passphrase != NULL, FALSE);
  g_return_val_if_fail (work_factor <= CAM_AGE_MAX_WORK_FACTOR, FALSE);

  if (*passphrase == '\0')
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_INVALID, "The passphrase is empty.");
      return FALSE;
    }
  fd = open_plain (from, &info, error);
  if (fd < 0 || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  file = cam_whole_file_new (to, CAM_WHOLE_FILE_NAMELESS, error);
  if (file == NULL)
    return FALSE;
  done = cam_age_random (file_key, sizeof file_key, error) &&
         seal_with_key (file_key, fd, info.st_size, file, passphrase,
                        work_factor != 0 ? work_factor : CAM_AGE_DEFAULT_WORK_FACTOR,
                        progress, progress_data, cancellable, error);
  cam_age_forget (file_key, sizeof file_key);
  return done && cam_whole_file_commit (file, error);
}

gboolean
cam_age_decrypt_file (const char      *from,
                      const char      *to,
                      const char      *passphrase,
                      CamAgeProgress   progress,
                      gpointer         progress_data,
                      GCancellable    *cancellable,
                      GError         **error)
{
  guint8 file_key[CAM_AGE_FILE_KEY_BYTES];
  g_autoptr (CamWholeFile) file = NULL;
  g_autofd int fd = -1;
  struct stat info;
  gboolean done;

  g_return_val_if_fail (from != NULL && to != NULL && passphrase != NULL, FALSE);

  fd = open_plain (from, &info, error);
  if (fd < 0 || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  file = cam_whole_file_new (to, CAM_WHOLE_FILE_NAMELESS, error);
  if (file == NULL)
    return FALSE;
  done = unlock (fd, passphrase, file_key, error) &&
         cam_age_stream_open (file_key, fd, info.st_size, file, progress, progress_data, cancellable,
                              error);
  cam_age_forget (file_key, sizeof file_key);
  return done && cam_whole_file_commit (file, error);
}

gboolean
cam_age_check_passphrase (const char  *path,
                          const char  *passphrase,
                          GError     **error)
{
  guint8 file_key[CAM_AGE_FILE_KEY_BYTES];
  g_autofd int fd = -1;
  struct stat info;
  gboolean done;

  g_return_val_if_fail (path != NULL && passphrase != NULL, FALSE);

  fd = open_plain (path, &info, error);
  if (fd < 0)
    return FALSE;
  done = unlock (fd, passphrase, file_key, error);
  cam_age_forget (file_key, sizeof file_key);
  return done;
}
