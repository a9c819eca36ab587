/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-new-person.h"

#include "cam-event.h"
#include "cam-interaction.h"
#include "cam-organisation.h"
#include "cam-partner-apply.h"
#include "cam-reference-row.h"

#include <glib/gi18n.h>

/* What is asked for, until the dialog is closed. */
typedef struct
{
  GtkWidget *parent;   /* weak */
  CamStore  *store;
  CamRecord *draft;    /* what the rows that refer to something are about; never saved */
  GtkWidget *name_row;
  GtkWidget *job_title_row;
  GtkWidget *phone_row;
  GtkWidget *email_row;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->parent);
  g_object_unref (question->store);
  g_object_unref (question->draft);
  g_free (question);
}

static void
added_cb (GtkWidget  *widget,
          const char *made)
{
  if (made != NULL)
    cam_partner_open (widget, "person", made);
}

/* Where the data is from belongs to what data protection asks. */
static char *
dup_source (Question   *question,
            const char *uuid)
{
  g_autoptr(CamRecord) event = uuid != NULL ? cam_store_dup_record (question->store, CAM_TYPE_EVENT, uuid, NULL) : NULL;

  /* Translators: %s is the name of an event */
  return event != NULL ? g_strdup_printf (_("Met at %s"), cam_record_get_title (event)) : NULL;
}

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response,
             Question       *question)
{
  const char *event = cam_record_get_text (question->draft, CAM_INTERACTION_EVENT_UUID);
  g_autofree char *source = dup_source (question, event);
  g_autofree char *today = cam_partner_dup_today ();
  const CamPartnerPerson person = {
    .name = gtk_editable_get_text (GTK_EDITABLE (question->name_row)),
    .organisation = cam_record_get_text (question->draft, CAM_INTERACTION_ORGANISATION_UUID),
    .job_title = gtk_editable_get_text (GTK_EDITABLE (question->job_title_row)),
    .phone = gtk_editable_get_text (GTK_EDITABLE (question->phone_row)),
    .email = gtk_editable_get_text (GTK_EDITABLE (question->email_row)),
    .source = source,
    .collected_on = today,
    .event = event,
  };

  if (g_str_equal (response, "add") && question->parent != NULL)
    cam_partner_apply (question->parent, question->store, cam_partner_work_new_person (&person), NULL, added_cb);
}

static void
changed_cb (AdwAlertDialog *dialog,
            GtkEditable    *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "add", *name != '\0');
}

static GtkWidget *
add_entry (GtkListBox *list,
           const char *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "activates-default", TRUE, NULL);

  gtk_list_box_append (list, row);
  return row;
}

void
cam_new_person_ask (GtkWidget  *parent,
                    CamStore   *store,
                    const char *organisation)
{
  AdwAlertDialog *dialog = NULL;
  Question *question = NULL;
  GtkListBox *list = NULL;
  GtkWidget *reference = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (CAM_IS_STORE (store));

  question = g_new0 (Question, 1);
  g_set_weak_pointer (&question->parent, parent);
  question->store = g_object_ref (store);
  question->draft = CAM_RECORD (cam_interaction_new ());
  cam_record_set_text (question->draft, CAM_INTERACTION_ORGANISATION_UUID, organisation);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("New Person"), NULL));
  list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "css-classes",
                       (const char *[]) { "boxed-list", NULL }, NULL);
  question->name_row = add_entry (list, _("Name"));
  reference = cam_reference_row_new (store, question->draft, "organisation_uuid", CAM_TYPE_ORGANISATION,
                                     _("In Which Organisation?"), cam_partner_describe, NULL);
  cam_reference_row_set_add (CAM_REFERENCE_ROW (reference), _("Add organisation"));
  gtk_list_box_append (list, reference);
  question->job_title_row = add_entry (list, _("Job title"));
  question->phone_row = add_entry (list, _("Phone"));
  question->email_row = add_entry (list, _("E-mail"));
  reference = cam_reference_row_new (store, question->draft, "event_uuid", CAM_TYPE_EVENT, _("Met at Which Event?"),
                                     cam_partner_describe, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (reference), _("Met at the event"));
  gtk_list_box_append (list, reference);
  adw_alert_dialog_set_extra_child (dialog, GTK_WIDGET (list));
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "add", _("_Add"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "add", FALSE);
  adw_alert_dialog_set_default_response (dialog, "add");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (question->name_row, "changed", G_CALLBACK (changed_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
  gtk_widget_grab_focus (question->name_row);
}
