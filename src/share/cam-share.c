/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-share.h"

#include "cam-age.h"
#include "cam-passphrase.h"
#include "cam-private-folder.h"

#include <string.h>

/* The folder in which a copy lies open until it is under its passphrase. */
#define ROOM_PREFIX "outgoing-"

gboolean
cam_share_make (CamStore       *store,
                const char     *path,
                CamShareScope  *scope,
                const char     *passphrase,
                GError        **error)
{
  g_autoptr (CamPrivateFolder) room = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), FALSE);
  g_return_val_if_fail (path != NULL && scope != NULL, FALSE);

  if (passphrase == NULL)
    return cam_outgoing_make (store, path, scope, error);
  if (!cam_outgoing_check_path (store, path, error))
    return FALSE;
  room = cam_private_folder_new (ROOM_PREFIX, error);
  return room != NULL && cam_outgoing_make (store, cam_private_folder_get_copy (room), scope, error)
         && cam_age_encrypt_file (cam_private_folder_get_copy (room), path, passphrase, 0, NULL, NULL, NULL, error);
}

typedef struct
{
  char *path;
  char *passphrase;
  CamPrivateFolder *room;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  cam_passphrase_free (job->passphrase);
  g_clear_pointer (&job->room, cam_private_folder_free);
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

  g_clear_pointer (&job->room, cam_private_folder_free);
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
      g_clear_pointer (&job->room, cam_private_folder_free);
      g_task_return_error (task, error);
    }
  else if (job->room == NULL)
    g_task_return_boolean (task, TRUE);
  else
    cam_age_encrypt_file_async (cam_private_folder_get_copy (job->room), job->path, job->passphrase, 0, NULL, NULL,
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
    job->room = cam_private_folder_new (ROOM_PREFIX, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    cam_outgoing_make_async (store, job->room != NULL ? cam_private_folder_get_copy (job->room) : path, scope, cancellable, made_cb,
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
