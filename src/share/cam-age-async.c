/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-age.h"

#include "cam-passphrase.h"

/* The work of cam-age.c on a thread of its own, with the progress told where the result is. */

typedef struct
{
  char           *from;
  char           *to;           /* NULL where a passphrase is only tried */
  char           *passphrase;
  guint           work_factor;
  CamAgeProgress  progress;
  gpointer        progress_data;
} Job;

/* One hundredth on its way back from the working thread. It holds the task, and so the job. */
typedef struct
{
  GTask  *task;
  double  fraction;
} Hundredth;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->from);
  g_free (job->to);
  cam_passphrase_free (job->passphrase);
  g_free (job);
}

static void
hundredth_free (gpointer data)
{
  Hundredth *hundredth = data;

  g_object_unref (hundredth->task);
  g_free (hundredth);
}

static gboolean
hundredth_cb (gpointer data)
{
  Hundredth *hundredth = data;
  Job *job = g_task_get_task_data (hundredth->task);

  job->progress (hundredth->fraction, job->progress_data);
  return G_SOURCE_REMOVE;
}

/* On the working thread. Sources of one priority come in order, so the last hundredth is there before the
 * result. */
static void
tell_hundredth_cb (double   fraction,
                   gpointer data)
{
  Hundredth *hundredth = g_new0 (Hundredth, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  hundredth->task = g_object_ref (data);
  hundredth->fraction = fraction;
  g_source_set_priority (source, g_task_get_priority (hundredth->task));
  g_source_set_callback (source, hundredth_cb, hundredth, hundredth_free);
  g_source_attach (source, g_task_get_context (hundredth->task));
}

static void
encrypt_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (cam_age_encrypt_file (job->from, job->to, job->passphrase, job->work_factor,
                            job->progress != NULL ? tell_hundredth_cb : NULL, task, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
decrypt_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (cam_age_decrypt_file (job->from, job->to, job->passphrase,
                            job->progress != NULL ? tell_hundredth_cb : NULL, task, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
check_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (cam_age_check_passphrase (job->from, job->passphrase, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static Job *
job_new (const char     *from,
         const char     *to,
         const char     *passphrase,
         guint           work_factor,
         CamAgeProgress  progress,
         gpointer        progress_data)
{
  Job *job = g_new0 (Job, 1);

  job->from = g_strdup (from);
  job->to = g_strdup (to);
  job->passphrase = g_strdup (passphrase);
  job->work_factor = work_factor;
  job->progress = progress;
  job->progress_data = progress_data;
  return job;
}

/* Takes @job. */
static void
start (Job                 *job,
       GTaskThreadFunc      func,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, func);
}

static gboolean
finish (GAsyncResult  *result,
        gpointer       tag,
        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
cam_age_encrypt_file_async (const char          *from,
                            const char          *to,
                            const char          *passphrase,
                            guint                work_factor,
                            CamAgeProgress       progress,
                            gpointer             progress_data,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (from != NULL && to != NULL && passphrase != NULL);
  start (job_new (from, to, passphrase, work_factor, progress, progress_data), encrypt_thread,
         cam_age_encrypt_file_async, cancellable, callback, user_data);
}

gboolean
cam_age_encrypt_file_finish (GAsyncResult  *result,
                             GError       **error)
{
  return finish (result, cam_age_encrypt_file_async, error);
}

void
cam_age_decrypt_file_async (const char          *from,
                            const char          *to,
                            const char          *passphrase,
                            CamAgeProgress       progress,
                            gpointer             progress_data,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (from != NULL && to != NULL && passphrase != NULL);
  start (job_new (from, to, passphrase, 0, progress, progress_data), decrypt_thread,
         cam_age_decrypt_file_async, cancellable, callback, user_data);
}

gboolean
cam_age_decrypt_file_finish (GAsyncResult  *result,
                             GError       **error)
{
  return finish (result, cam_age_decrypt_file_async, error);
}

void
cam_age_check_passphrase_async (const char          *path,
                                const char          *passphrase,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (path != NULL && passphrase != NULL);
  start (job_new (path, NULL, passphrase, 0, NULL, NULL), check_thread, cam_age_check_passphrase_async,
         cancellable, callback, user_data);
}

gboolean
cam_age_check_passphrase_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return finish (result, cam_age_check_passphrase_async, error);
}
