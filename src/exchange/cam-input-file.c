/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-input-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

static int
open_plain (const char *path,
            int         flags,
            goffset     max_bytes,
            goffset    *size,
            GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofd int fd = -1;
  struct stat info;

  /* O_NONBLOCK, or opening a pipe that nobody writes to would wait for ever. */
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags);
  if (fd < 0 || fstat (fd, &info) != 0)
    {
      int saved = errno;

      g_set_error (error, CAM_ERROR, saved == ENOENT ? CAM_ERROR_NOT_FOUND : CAM_ERROR_FAILED,
                   "The file “%s” cannot be opened: %s.", name, g_strerror (saved));
      return -1;
    }
  if (!S_ISREG (info.st_mode))
    g_set_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                 "“%s” is a folder or a special file, not a plain file.", name);
  else if (info.st_size == 0)
    g_set_error (error, CAM_ERROR, CAM_ERROR_CORRUPT, "The file “%s” is empty.", name);
  else if (info.st_size > max_bytes)
    g_set_error (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                 "The file “%s” is too big: an import takes at most 256 MB.", name);
  else
    {
      if (size != NULL)
        *size = info.st_size;
      return g_steal_fd (&fd);
    }
  return -1;
}

static gboolean
read_exactly (int      fd,
              guint8  *buffer,
              gsize    length,
              gsize   *n_read,
              GError **error)
{
  *n_read = 0;
  while (*n_read < length)
    {
      ssize_t n = read (fd, buffer + *n_read, length - *n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, CAM_ERROR, CAM_ERROR_FAILED, "The file cannot be read: %s.",
                       g_strerror (errno));
          return FALSE;
        }
      if (n == 0)
        return TRUE;
      *n_read += (gsize) n;
    }
  return TRUE;
}

/* The first byte that is neither a byte order mark nor white space. */
static char
find_first_char (const guint8 *bytes,
                 gsize         length)
{
  gsize i = 0;

  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < length && g_ascii_isspace (bytes[i]))
    i++;
  return i < length ? (char) bytes[i] : '\0';
}

static gboolean
has_ending (const char *path,
            const char *endings)
{
  g_auto (GStrv) list = g_strsplit (endings, " ", -1);
  const char *dot = strrchr (path, '.');
  g_autofree char *ending = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  return ending != NULL && g_strv_contains ((const char * const *) list, ending);
}

int
cam_input_open (const char *path,
                goffset     max_bytes,
                goffset    *size,
                GError    **error)
{
  g_return_val_if_fail (path != NULL, -1);
  return open_plain (path, 0, max_bytes, size, error);
}

GBytes *
cam_input_read (const char *path,
                GError    **error)
{
  g_autofd int fd = -1;
  g_autofree guint8 *buffer = NULL;
  goffset size = 0;
  gsize n_read = 0;

  fd = cam_input_open (path, CAM_INPUT_MAX_BYTES, &size, error);
  if (fd < 0)
    return NULL;
  buffer = g_try_malloc ((gsize) size);
  if (buffer == NULL)
    {
      g_set_error_literal (error, CAM_ERROR, CAM_ERROR_TOO_BIG,
                           "There is not enough memory to read the file.");
      return NULL;
    }
  if (!read_exactly (fd, buffer, (gsize) size, &n_read, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&buffer), n_read);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const char *path = g_file_peek_path (data);
  GError *error = NULL;
  GBytes *bytes = NULL;

  if (path == NULL)
    g_set_error_literal (&error, CAM_ERROR, CAM_ERROR_UNSUPPORTED, "The file is in no folder of this computer.");
  else
    bytes = cam_input_read (path, &error);
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
cam_input_read_async (GFile               *file,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  /* Without a source: the thread lets go of its task last of all, and must not be who frees a widget. */
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_input_read_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

GBytes *
cam_input_read_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
cam_input_is_same (const char *one,
                   const char *other)
{
  GStatBuf a;
  GStatBuf b;

  g_return_val_if_fail (one != NULL && other != NULL, FALSE);
  return g_stat (one, &a) == 0 && g_stat (other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

gboolean
cam_input_get_kind (const char    *path,
                    CamInputKind  *kind,
                    GError       **error)
{
  guint8 head[4096] = { 0 };
  gsize length = 0;
  g_autofd int fd = -1;
  char first;

  fd = cam_input_open (path, CAM_INPUT_MAX_BYTES, NULL, error);
  if (fd < 0 || !read_exactly (fd, head, sizeof head - 1, &length, error))
    return FALSE;
  first = find_first_char (head, length);
  if (length >= 16 && memcmp (head, "SQLite format 3", 16) == 0)
    *kind = CAM_INPUT_GPKG;
  else if (length >= 4 && memcmp (head, "PK\3\4", 4) == 0)
    *kind = CAM_INPUT_ZIP;
  else if (length >= 4 && memcmp (head, "\0\0\x27\x0a", 4) == 0)
    *kind = CAM_INPUT_SHAPEFILE;
  else if (has_ending (path, "tab mif"))
    *kind = CAM_INPUT_MAPINFO;
  else if (first == '<' && (has_ending (path, "kml") || strstr ((char *) head, "<kml") != NULL))
    *kind = CAM_INPUT_KML;
  else if (has_ending (path, "geojson json") || first == '{')
    *kind = CAM_INPUT_GEOJSON;
  else if (has_ending (path, "csv tsv txt"))
    *kind = CAM_INPUT_CSV;
  else
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED,
                   "“%s” is no kind of file that the import reads: GeoPackage, GeoJSON, Shapefile, "
                   "MapInfo, KML or CSV.", name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_exactly (int           fd,
               const guint8 *bytes,
               gsize         length,
               GError      **error)
{
  while (length > 0)
    {
      ssize_t n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, CAM_ERROR, errno == ENOSPC ? CAM_ERROR_NO_SPACE : CAM_ERROR_FAILED,
                       "A private copy of the file cannot be written: %s.", g_strerror (errno));
          return FALSE;
        }
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

gboolean
cam_input_copy (const char  *path,
                const char  *target,
                gboolean     follow,
                goffset     *left,
                GError     **error)
{
  guint8 buffer[65536];
  g_autofd int from = -1;
  g_autofd int to = -1;
  goffset size = 0;
  goffset done = 0;
  gsize n_read = 0;

  from = open_plain (path, follow ? 0 : O_NOFOLLOW, *left, &size, error);
  if (from < 0)
    return FALSE;
  to = open (target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (to < 0)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_FAILED,
                   "A private copy of the file cannot be written: %s.", g_strerror (errno));
      return FALSE;
    }
  /* Not past the size that was checked: the file may grow meanwhile. */
  while (done < size)
    {
      if (!read_exactly (from, buffer, MIN (sizeof buffer, (gsize) (size - done)), &n_read, error) ||
          !write_exactly (to, buffer, n_read, error))
        return FALSE;
      if (n_read == 0)
        break;
      done += (goffset) n_read;
    }
  *left -= done;
  return TRUE;
}
