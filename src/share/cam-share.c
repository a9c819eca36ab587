/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-share.h"

#include "cam-age.h"
#include "cam-passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>

#include <glib/gstdio.h>

#define ROOM_PREFIX "outgoing-"

/* The folder in which a copy lies open until it is under its passphrase. It is locked while somebody needs
 * it: what a crash left is not, and goes with the next. */
typedef struct
{
  char *folder;
  char *copy;
  int   lock_fd;
} Room;

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

static void
room_free (Room *self)
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Room, room_free)

static int
lock_folder (const char *folder)
{
  g_autofd int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

  return fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0 ? g_steal_fd (&fd) : -1;
}

static void
remove_left_over (const char *parent)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (parent, name, NULL);
      g_autofd int fd = g_str_has_prefix (name, ROOM_PREFIX) ? lock_folder (folder) : -1;

      if (fd >= 0)
        remove_folder (folder);
    }
}

static Room *
room_new (GError **error)
{
  g_autoptr (Room) self = g_new0 (Room, 1);
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "cambridgeshire-local", NULL);

  self->lock_fd = -1;
  g_mkdir_with_parents (parent, 0700);
  remove_left_over (parent);
  self->folder = g_build_filename (parent, ROOM_PREFIX "XXXXXX", NULL);
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

gboolean
cam_share_make (CamStore       *store,
                const char     *path,
                CamShareScope  *scope,
                const char     *passphrase,
                GError        **error)
{
  g_autoptr (Room) room = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);
  g_return_val_if_fail (path != NULL && scope != NULL, FALSE);

  if (passphrase == NULL)
    return cam_outgoing_make (store, path, scope, error);
  if (!cam_outgoing_check_path (store, path, error))
    return FALSE;
  room = room_new (error);
  return room != NULL && cam_outgoing_make (store, room->copy, scope, error)
         && cam_age_encrypt_file (room->copy, path, passphrase, 0, NULL, NULL, NULL, error);
}

typedef struct
{
  char *path;
  char *passphrase;
  Room *room;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  cam_passphrase_free (job->passphrase);
  g_clear_pointer (&job->room, room_free);
  g_free (job);
}

static void
encrypted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done = cam_age_encrypt_file_finish (result, &error);

  g_clear_pointer (&job->room, room_free);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cam_outgoing_make_finish (CAM_STORE (source), result, &error))
    {
      g_clear_pointer (&job->room, room_free);
      g_task_return_error (task, error);
    }
  else if (job->room == NULL)
    g_task_return_boolean (task, TRUE);
  else
    cam_age_encrypt_file_async (job->room->copy, job->path, job->passphrase, 0, NULL, NULL,
                                g_task_get_cancellable (task), encrypted_cb, g_object_ref (task));
}

void
cam_share_make_async (CamStore            *store,
                      const char          *path,
                      CamShareScope       *scope,
                      const char          *passphrase,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Job *job = NULL;

  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (path != NULL && scope != NULL);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, cam_share_make_async);
  /* Whether the copy is there is known to the last step alone. */
  g_task_set_check_cancellable (task, FALSE);
  job = g_new0 (Job, 1);
  job->path = g_strdup (path);
  job->passphrase = g_strdup (passphrase);
  g_task_set_task_data (task, job, job_free);
  if (passphrase != NULL && cam_outgoing_check_path (store, path, &error))
    job->room = room_new (&error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    cam_outgoing_make_async (store, job->room != NULL ? job->room->copy : path, scope, cancellable, made_cb,
                             g_object_ref (task));
}

gboolean
cam_share_make_finish (CamStore      *store,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
cam_share_suggest_name (CamStore *store,
                        gboolean  encrypted)
{
  g_autofree char *name = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = now != NULL ? g_date_time_format (now, "%F") : g_strdup ("");
  char *dot = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), NULL);

  name = g_path_get_basename (cam_store_get_path (store));
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_strdup_printf ("%s %s.gpkg%s", name, day, encrypted ? ".age" : "");
}
