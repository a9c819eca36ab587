/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-name-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget      *owner;     /* weak */
  GtkWidget      *entry;     /* of the dialog */
  CamNameFunc     done;
  gpointer        data;
  GDestroyNotify  data_free;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->owner);
  if (question->data_free != NULL)
    question->data_free (question->data);
  g_free (question);
}

static char *
dup_name (Question *question)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->entry))));
}

static void
changed_cb (AdwAlertDialog *dialog,
            GtkEditable    *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "add", *name != '\0');
}

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response,
             Question       *question)
{
  g_autofree char *name = dup_name (question);

  if (g_str_equal (response, "add") && *name != '\0' && question->owner != NULL)
    question->done (question->owner, name, question->data);
}

void
cam_name_dialog_ask (GtkWidget      *owner,
                     const char     *heading,
                     const char     *hint,
                     CamNameFunc     done,
                     gpointer        data,
                     GDestroyNotify  data_free)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, NULL));
  Question *question = g_new0 (Question, 1);

  g_return_if_fail (GTK_IS_WIDGET (owner));

  *question = (Question) { NULL, adw_entry_row_new (), done, data, data_free };
  g_set_weak_pointer (&question->owner, owner);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (question->entry), hint);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (question->entry), TRUE);
  adw_alert_dialog_set_extra_child (dialog, g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE,
                                                          "css-classes", (const char *[]) { "boxed-list", NULL }, NULL));
  gtk_list_box_append (GTK_LIST_BOX (adw_alert_dialog_get_extra_child (dialog)), question->entry);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "add", _("_Add"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "add", FALSE);
  adw_alert_dialog_set_default_response (dialog, "add");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (question->entry, "changed", G_CALLBACK (changed_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), owner);
  gtk_widget_grab_focus (question->entry);
}
