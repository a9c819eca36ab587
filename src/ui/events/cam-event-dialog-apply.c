/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-dialog-apply.h"

#include "cam-error.h"
#include "cam-record-dialog.h"
#include "cam-tell.h"

typedef struct
{
  GtkWidget       *widget;
  char            *done;
  CamEventApplied  applied;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->widget);
  g_free (job->done);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

void
cam_event_refuse (GtkWidget  *widget,
                  const char *sentence)
{
  GtkWidget *group = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP);
  g_autofree char *escaped = sentence != NULL ? g_markup_escape_text (sentence, -1) : NULL;

  if (group == NULL)
    return;
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
  if (sentence != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (group), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Job) job = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *made = NULL;
  gboolean shown = gtk_widget_get_root (job->widget) != NULL;
  GtkWidget *dialog = gtk_widget_get_ancestor (job->widget, CAM_TYPE_RECORD_DIALOG);

  if (!cam_event_work_apply_finish (CAM_STORE (source), result, &made, &error))
    {
      /* What an action refuses it refuses with a sentence for people. */
      if (!g_error_matches (error, CAM_ERROR, CAM_ERROR_INVALID))
        cam_tell_failure (job->widget, error);
      else if (shown && gtk_widget_get_ancestor (job->widget, ADW_TYPE_PREFERENCES_GROUP) != NULL)
        cam_event_refuse (job->widget, error->message);
      else
        cam_tell (job->widget, error->message);
      return;
    }
  if (job->done != NULL && dialog != NULL)
    cam_record_dialog_show_message (CAM_RECORD_DIALOG (dialog), job->done, TRUE);
  if (job->applied != NULL && shown)
    job->applied (job->widget, made);
}

void
cam_event_apply (GtkWidget       *widget,
                 CamStore        *store,
                 CamEventWork  *change,
                 const char      *done,
                 CamEventApplied  applied)
{
  Job *job = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CAM_IS_STORE (store));

  job = g_new0 (Job, 1);
  job->widget = g_object_ref (widget);
  job->done = g_strdup (done);
  job->applied = applied;
  cam_event_refuse (widget, NULL);
  cam_event_work_apply_async (change, store, NULL, applied_cb, job);
}
