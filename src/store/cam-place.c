/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-place.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct _CamPlace
{
  char   *path;
  char   *lock_path;
  int     lock_fd;
  gboolean keep_lock;  /* another one has the same lock */
  dev_t   device;
  ino_t   inode;

  char   *token;
  int     memory_fd;   /* the note in the user's state folder; -1 where there is none */
};

static char *
make_lock_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *lock_name = g_strdup_printf (".%s.lock", name);

  return g_build_filename (folder, lock_name, NULL);
}

/* Whether the file that was locked is still the one at its path: the one who had it removes it. */
static gboolean
is_still_there (int         fd,
                const char *path)
{
  struct stat by_fd, by_path;

  return fstat (fd, &by_fd) == 0 && stat (path, &by_path) == 0 && by_fd.st_dev == by_path.st_dev
         && by_fd.st_ino == by_path.st_ino;
}

static gboolean
take_lock (CamPlace  *self,
           GError   **error)
{
  int saved_errno;

  do
    {
      g_clear_fd (&self->lock_fd, NULL);
      self->lock_fd = open (self->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
      if (self->lock_fd < 0)
        {
          saved_errno = errno;
          g_set_error (error, CAM_ERROR, saved_errno == ENOSPC ? CAM_ERROR_NO_SPACE : CAM_ERROR_READ_ONLY,
                       "The folder of the file cannot be written (%s).", g_strerror (saved_errno));
          return FALSE;
        }
      if (flock (self->lock_fd, LOCK_EX | LOCK_NB) != 0)
        {
          saved_errno = errno;
          g_set_error (error, CAM_ERROR, saved_errno == EWOULDBLOCK ? CAM_ERROR_BUSY : CAM_ERROR_FAILED,
                       saved_errno == EWOULDBLOCK
                         ? "Cambridgeshire Local has this file open already."
                         : "The file cannot be locked (%s).",
                       g_strerror (saved_errno));
          g_clear_fd (&self->lock_fd, NULL);
          return FALSE;
        }
    }
  while (!is_still_there (self->lock_fd, self->lock_path));
  return TRUE;
}

static CamPlace *
make (const char  *path,
      int          lock_fd,
      GError     **error)
{
  g_autoptr (CamPlace) self = g_new0 (CamPlace, 1);
  struct stat info;

  self->lock_fd = lock_fd;
  self->keep_lock = lock_fd >= 0;
  self->memory_fd = -1;
  self->path = g_strdup (path);
  self->lock_path = make_lock_path (path);
  if ((lock_fd < 0 || !is_still_there (lock_fd, self->lock_path)) && !take_lock (self, error))
    return NULL;
  if (stat (path, &info) != 0)
    {
      g_set_error (error, CAM_ERROR, CAM_ERROR_NOT_FOUND, "There is no file “%s”.", path);
      return NULL;
    }
  self->device = info.st_dev;
  self->inode = info.st_ino;
  return g_steal_pointer (&self);
}

CamPlace *
cam_place_new (const char  *path,
               GError     **error)
{
  return make (path, -1, error);
}

CamPlace *
cam_place_new_again (CamPlace  *old,
                     GError   **error)
{
  /* A duplicate has the same lock: it belongs to the open file, not to the descriptor. */
  return make (old->path, fcntl (old->lock_fd, F_DUPFD_CLOEXEC, 0), error);
}

void
cam_place_keep_lock (CamPlace *self,
                     gboolean  keep)
{
  self->keep_lock = keep;
}

void
cam_place_free (CamPlace *self)
{
  if (self == NULL)
    return;
  /* Removed while it is still locked, so that nobody's lock is taken away. */
  if (self->lock_fd >= 0 && !self->keep_lock)
    g_unlink (self->lock_path);
  g_clear_fd (&self->lock_fd, NULL);
  g_clear_fd (&self->memory_fd, NULL);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->lock_path, g_free);
  g_clear_pointer (&self->token, g_free);
  g_free (self);
}

gboolean
cam_place_check (CamPlace  *self,
                 CamDb     *db,
                 GError   **error)
{
  struct stat info;
  int moved = 0;

  if (sqlite3_file_control (cam_db_get_handle (db), "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK
      && !moved && stat (self->path, &info) == 0 && info.st_dev == self->device
      && info.st_ino == self->inode)
    return TRUE;
  g_set_error_literal (error, CAM_ERROR, CAM_ERROR_NOT_FOUND,
                       "The file was moved or replaced by another program; nothing was written.");
  return FALSE;
}

static char *
get_machine_id (void)
{
  g_autofree char *id = NULL;

  if (!g_file_get_contents ("/etc/machine-id", &id, NULL, NULL))
    return g_strdup ("unknown");
  g_strstrip (id);
  return g_steal_pointer (&id);
}

static char *
describe_place (CamPlace *self)
{
  g_autofree char *machine = get_machine_id ();

  return g_strdup_printf ("%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %s", machine,
                          (guint64) self->device, (guint64) self->inode, self->token);
}

static char *
make_memory_path (const char *copy_id)
{
  return g_build_filename (g_get_user_state_dir (), "cambridgeshire-local", "copies", copy_id, NULL);
}

/* The token and the number that this machine remembers for a copy. */
static gboolean
recall (const char  *copy_id,
        char       **token,
        gint64      *seq)
{
  g_autofree char *path = make_memory_path (copy_id);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  words = g_strsplit (text, " ", 2);
  if (g_strv_length (words) != 2)
    return FALSE;
  *token = g_strdup (words[0]);
  *seq = g_ascii_strtoll (words[1], NULL, 10);
  return TRUE;
}

static void
open_memory (CamPlace   *self,
             const char *copy_id)
{
  g_autofree char *path = make_memory_path (copy_id);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  g_clear_fd (&self->memory_fd, NULL);
  self->memory_fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  /* Without a note the next opening takes a new copy id, which is safe. */
  if (self->memory_fd < 0)
    g_debug ("no note can be kept of copy %s: %s", copy_id, g_strerror (errno));
}

void
cam_place_remember (CamPlace *self,
                    gint64    seq)
{
  /* Of fixed width, so that one write replaces it whole. */
  g_autofree char *text = g_strdup_printf ("%s %020" G_GINT64_FORMAT, self->token, seq);

  if (self->memory_fd >= 0
      && pwrite (self->memory_fd, text, strlen (text), 0) != (gssize) strlen (text))
    g_debug ("the note of this copy could not be written: %s", g_strerror (errno));
}

/* A file keeps its copy id where its place, the token and the number all agree. */
static gboolean
is_continuing (CamPlace   *self,
               const char *place,
               const char *copy_id,
               gint64      seq)
{
  g_autofree char *token = NULL;
  g_autofree char *here = NULL;
  gint64 remembered = 0;

  if (place == NULL || !recall (copy_id, &token, &remembered) || remembered > seq)
    return FALSE;
  g_set_str (&self->token, token);
  here = describe_place (self);
  return strcmp (here, place) == 0;
}

static gboolean
take_new_copy (CamDb       *db,
               const char  *copy_id,
               gboolean     keep_undo,
               GError     **error)
{
  const CamValue params[] = { cam_text (copy_id) };

  return cam_db_run (db, "INSERT INTO cam_copy (copy_id, name) VALUES (?1, '')", params, 1, error)
         && cam_db_run (db,
                        "UPDATE cam_now SET copy = (SELECT copy FROM cam_copy WHERE copy_id = ?1)",
                        params, 1, error)
         && (keep_undo || cam_db_run (db, "DELETE FROM cam_undo", NULL, 0, error));
}

gboolean
cam_place_claim (CamPlace  *self,
                 CamDb     *db,
                 gboolean   keep_undo,
                 gint64    *copy,
                 GError   **error)
{
  g_autofree char *place = NULL;
  g_autofree char *copy_id = NULL;
  g_autofree char *here = NULL;
  CamValue params[1];
  gint64 seq = 0;

  place = cam_db_query_text (db, "SELECT value FROM cam_meta WHERE key = 'place'", NULL, 0, NULL);
  copy_id = cam_db_query_text (db,
                               "SELECT copy_id FROM cam_copy WHERE copy = (SELECT copy FROM cam_now)",
                               NULL, 0, NULL);
  if (!cam_db_query_integer (db,
                             "SELECT max (seq) FROM cam_seen WHERE copy = (SELECT copy FROM cam_now)",
                             NULL, 0, 0, &seq, error))
    return FALSE;
  if (copy_id == NULL || !is_continuing (self, place, copy_id, seq))
    {
      g_autofree char *token = g_uuid_string_random ();

      g_set_str (&self->token, token);
      here = describe_place (self);
      params[0] = cam_text (here);
      /* A file without a place was made a moment ago, and its copy id with it. */
      if (place != NULL || copy_id == NULL)
        {
          g_free (copy_id);
          copy_id = g_uuid_string_random ();
          seq = 0;
          if (!take_new_copy (db, copy_id, keep_undo, error))
            return FALSE;
        }
      /* Neither is it any longer what somebody handed over. */
      if (!cam_db_run (db, "INSERT OR REPLACE INTO cam_meta VALUES ('place', ?1)", params, 1, error)
          || !cam_db_run (db, "DELETE FROM cam_meta WHERE key IN ('digest', 'seal') OR key LIKE 'share\\_%' ESCAPE '\\'",
                          NULL, 0, error))
        return FALSE;
    }
  open_memory (self, copy_id);
  cam_place_remember (self, seq);
  return cam_db_query_integer (db, "SELECT copy FROM cam_now", NULL, 0, 0, copy, error);
}
