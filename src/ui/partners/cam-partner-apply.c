/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-partner-apply.h"

#include "cam-area.h"
#include "cam-error.h"
#include "cam-event-dialog-apply.h"
#include "cam-event.h"
#include "cam-format.h"
#include "cam-organisation.h"
#include "cam-period.h"
#include "cam-person.h"
#include "cam-tell.h"
#include "cam-words.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget         *widget;
  char              *done;
  CamPartnerApplied  applied;
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
cam_partner_say_done (GtkWidget  *widget,
                      CamStore   *store,
                      const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  const char *label = cam_store_get_undo_label (store);
  AdwToast *toast = NULL;

  if (gtk_widget_get_ancestor (widget, ADW_TYPE_DIALOG) == NULL || overlay == NULL)
    {
      gtk_widget_activate_action (widget, "win.show-done", "(ss)", text, label != NULL ? label : "");
      return;
    }
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_overlay_dismiss_all (ADW_TOAST_OVERLAY (overlay));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
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

  if (!cam_partner_work_apply_finish (CAM_STORE (source), result, &made, &error))
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
  if (job->done != NULL && shown)
    cam_partner_say_done (job->widget, CAM_STORE (source), job->done);
  if (job->applied != NULL && shown)
    job->applied (job->widget, made);
}

void
cam_partner_apply (GtkWidget         *widget,
                   CamStore          *store,
                   CamPartnerWork    *work,
                   const char        *done,
                   CamPartnerApplied  applied)
{
  Job *job = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CAM_IS_STORE (store));

  job = g_new0 (Job, 1);
  job->widget = g_object_ref (widget);
  job->done = g_strdup (done);
  job->applied = applied;
  cam_event_refuse (widget, NULL);
  cam_partner_work_apply_async (work, store, NULL, applied_cb, job);
}

void
cam_partner_open (GtkWidget  *widget,
                  const char *table,
                  const char *uuid)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (table != NULL && uuid != NULL);

  gtk_widget_activate_action (widget, "win.open", "(ss)", table, uuid);
}

GtkWidget *
cam_partner_add_page (AdwNavigationView   *view,
                      AdwPreferencesGroup *rows,
                      const char          *title,
                      CamPlanGroup        *group,
                      CamStore            *store,
                      CamRecord           *record)
{
  GtkWidget *row = cam_record_page_add (view, rows, title, ADW_PREFERENCES_GROUP (group));

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  g_object_bind_property (group, "summary", row, "subtitle", G_BINDING_SYNC_CREATE);
  cam_plan_group_set_record (group, store, record);
  return row;
}

char *
cam_partner_dup_day (const char *day)
{
  guint32 julian = cam_day_from_text (day);
  char text[128] = "";
  GDate date;

  if (julian == 0)
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  g_date_strftime (text, sizeof text, "%B %Y", &date);
  return g_strdup_printf ("%u %s", g_date_get_day (&date), text);
}

char *
cam_partner_dup_span (const char *starts,
                      const char *ends)
{
  g_autofree char *from = cam_partner_dup_day (starts);
  g_autofree char *until = cam_partner_dup_day (ends);

  if (from != NULL && until != NULL)
    /* Translators: two dates */
    return g_strdup_printf (_("from %1$s until %2$s"), from, until);
  if (from != NULL)
    /* Translators: %s is a date */
    return g_strdup_printf (_("since %s"), from);
  if (until != NULL)
    /* Translators: %s is a date */
    return g_strdup_printf (_("until %s"), until);
  return NULL;
}

char *
cam_partner_dup_today (void)
{
  return cam_day_to_text (cam_day_today ());
}

char *
cam_partner_describe (CamRecord *record)
{
  if (CAM_IS_AREA (record))
    return cam_format_level (cam_record_get_text (record, CAM_AREA_LEVEL));
  if (CAM_IS_ORGANISATION (record))
    return g_strdup (cam_record_get_text (record, CAM_ORGANISATION_SECTOR));
  if (CAM_IS_PERSON (record))
    return g_strdup (cam_record_get_text (record, CAM_PERSON_JOB_TITLE));
  if (CAM_IS_EVENT (record))
    return cam_words_dup_value ("starts_at", cam_record_get_text (record, CAM_EVENT_STARTS_AT));
  return NULL;
}
