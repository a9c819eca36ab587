/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-override-dialog.h"

#include "cam-field-row.h"
#include "cam-format.h"
#include "cam-rag-override.h"
#include "cam-tell.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GtkWidget       *parent;   /* weak */
  CamStore        *store;
  CamMeasureState *state;
  AdwComboRow     *status_row;
  GtkEditable     *reason_row;
} Question;

static const CamRag choices[] = { CAM_RAG_GREEN, CAM_RAG_AMBER, CAM_RAG_RED };

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->parent);
  g_object_unref (question->store);
  g_object_unref (question->state);
  g_free (question);
}

static void
changed_cb (AdwAlertDialog *dialog,
            GtkEditable    *entry)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "set", *reason != '\0');
}

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response,
             Question       *question)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (question->reason_row)));
  g_autofree char *day = cam_day_to_text (cam_measure_state_get_status (question->state)->last->period.ends);
  g_autofree char *now = cam_format_now ();
  g_autoptr(CamRagOverride) override = cam_rag_override_new ();
  CamRecord *record = CAM_RECORD (override);

  if (!g_str_equal (response, "set") || question->parent == NULL || *reason == '\0')
    return;
  cam_record_set_text (record, CAM_RAG_OVERRIDE_MEASURE_UUID, cam_measure_state_get_uuid (question->state));
  cam_record_set_text (record, CAM_RAG_OVERRIDE_ENDS_ON, day);
  cam_record_set_text (record, CAM_RAG_OVERRIDE_STATUS,
                       cam_rag_to_word (choices[adw_combo_row_get_selected (question->status_row)]));
  cam_record_set_text (record, CAM_RAG_OVERRIDE_REASON, reason);
  cam_record_set_text (record, CAM_RAG_OVERRIDE_AUTHOR, cam_store_get_author (question->store));
  cam_record_set_text (record, CAM_RAG_OVERRIDE_SAID_AT, now);
  cam_field_save (question->parent, question->store, record, _("Set status of measure"));
}

static GtkWidget *
make_list (Question *question)
{
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE,
                                  "css-classes", (const char *[]) { "boxed-list", NULL }, NULL);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (names, cam_rag_get_name (choices[i]));
  question->status_row = g_object_new (ADW_TYPE_COMBO_ROW, "title", _("Status"), "model", names, NULL);
  question->reason_row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _("Why"), "activates-default", TRUE, NULL);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (question->status_row));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (question->reason_row));
  return list;
}

void
cam_override_dialog_ask (GtkWidget       *parent,
                         CamStore        *store,
                         CamMeasureState *state)
{
  AdwAlertDialog *dialog = NULL;
  Question *question = NULL;

  g_return_if_fail (cam_measure_state_get_status (state)->last != NULL);

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Set Another Status"),
                                                   _("It holds for the newest reading and is shown as set by a person, "
                                                     "beside what is computed.")));
  question = g_new0 (Question, 1);
  g_set_weak_pointer (&question->parent, parent);
  question->store = g_object_ref (store);
  question->state = g_object_ref (state);
  adw_alert_dialog_set_extra_child (dialog, make_list (question));
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "set", _("_Set"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "set", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "set", FALSE);
  adw_alert_dialog_set_default_response (dialog, "set");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (question->reason_row, "changed", G_CALLBACK (changed_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

typedef struct
{
  char *measure;
  char *day;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_free (removal->measure);
  g_free (removal->day);
  g_free (removal);
}

static gboolean
remove_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  const Removal *removal = data;
  const char *columns[] = { "uuid", NULL };
  const CamValue is[] = { cam_text (removal->measure), cam_text (removal->day) };
  g_autoptr(GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  CamCursor *cursor = NULL;

  cursor = cam_writer_select (writer, "rag_override", columns,
                              "WHERE measure_uuid = ?1 AND ends_on = ?2 AND area_uuid IS NULL AND deleted = 0", is, 2,
                              error);
  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    g_ptr_array_add (uuids, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (cursor == NULL)
    return FALSE;
  cam_cursor_free (cursor);
  for (guint i = 0; i < uuids->len; i++)
    if (!cam_writer_delete (writer, "rag_override", g_ptr_array_index (uuids, i), error))
      return FALSE;
  return TRUE;
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_store_write_finish (CAM_STORE (source), result, &error))
    cam_tell_failure (widget, error);
}

void
cam_override_remove (GtkWidget       *parent,
                     CamStore        *store,
                     CamMeasureState *state)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->measure = g_strdup (cam_measure_state_get_uuid (state));
  removal->day = cam_day_to_text (cam_measure_state_get_status (state)->last->period.ends);
  cam_store_write_async (store, _("Take back status of measure"), remove_cb, removal, removal_free, NULL, removed_cb,
                         g_object_ref (parent));
}
