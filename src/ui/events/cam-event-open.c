/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-event-open.h"

#include "cam-event-dialog.h"
#include "cam-event-typed.h"
#include "cam-event-work.h"
#include "cam-period.h"
#include "cam-tell.h"

#include <glib/gi18n.h>

void
cam_event_open (GtkWidget  *parent,
                CamStore   *store,
                const char *uuid,
                const char *original_at)
{
  g_autoptr(CamRecord) event = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (CAM_IS_STORE (store));

  event = uuid != NULL ? cam_store_dup_record (store, CAM_TYPE_EVENT, uuid, NULL) : NULL;
  if (event != NULL && !cam_record_is_deleted (event))
    adw_dialog_present (cam_event_dialog_new (store, CAM_EVENT (event), original_at), parent);
}

/* What is asked for, until the dialog is closed. */
typedef struct
{
  GtkWidget *parent;      /* weak */
  CamStore  *store;
  GtkWidget *name_row;    /* of the dialog */
  GtkWidget *list_row;
  GPtrArray *templates;   /* (element-type utf8): "" for none */
  char      *starts_at;
  char      *ends_at;
  char      *area;
  gboolean   all_day;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->parent);
  g_object_unref (question->store);
  g_ptr_array_unref (question->templates);
  g_free (question->starts_at);
  g_free (question->ends_at);
  g_free (question->area);
  g_free (question);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkWidget) parent = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *made = NULL;

  if (!cam_event_work_apply_finish (CAM_STORE (source), result, &made, &error))
    cam_tell_failure (parent, error);
  else if (gtk_widget_get_root (parent) != NULL)
    cam_event_open (parent, CAM_STORE (source), made, NULL);
}

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response,
             Question       *question)
{
  const char *areas[] = { question->area, NULL };
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (question->list_row));
  const char *template = position < question->templates->len ? g_ptr_array_index (question->templates, position) : "";
  const char *name = gtk_editable_get_text (GTK_EDITABLE (question->name_row));

  if (!g_str_equal (response, "add") || question->parent == NULL)
    return;
  cam_event_work_apply_async (cam_event_work_new_add (name, question->starts_at, question->ends_at, question->all_day,
                                                          areas, *template != '\0' ? template : NULL),
                                question->store, NULL, added_cb, g_object_ref (question->parent));
}

static void
changed_cb (AdwAlertDialog *dialog,
            GtkEditable    *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "add", *name != '\0');
}

static GtkWidget *
make_list_row (Question *question)
{
  const char *columns[] = { "uuid", "name", NULL };
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  g_autoptr(CamCursor) cursor = NULL;
  GtkWidget *row = NULL;

  question->templates = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (question->templates, g_strdup (""));
  gtk_string_list_append (names, _("None"));
  cursor = cam_store_select (question->store, "event", columns, "WHERE is_template = 1 AND deleted = 0 ORDER BY name, fid",
                             NULL, 0, NULL);
  while (cursor != NULL && cam_cursor_next (cursor, NULL))
    if (!cam_cursor_is_null (cursor, 0))
      {
        g_ptr_array_add (question->templates, g_strdup (cam_cursor_get_text (cursor, 0)));
        gtk_string_list_append (names, cam_cursor_get_text (cursor, 1));
      }
  row = g_object_new (ADW_TYPE_COMBO_ROW, "title", _("With the checklist of"), "expression", expression, "model", names,
                      "visible", question->templates->len > 1, NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), question->templates->len > 1 ? 1 : 0);
  return row;
}

static void
set_times (Question   *question,
           const char *starts_at,
           const char *ends_at,
           gboolean    all_day)
{
  CamWallTime starts = cam_wall_time_from_text (starts_at);

  question->all_day = all_day && starts != CAM_WALL_TIME_NONE;
  if (starts == CAM_WALL_TIME_NONE)
    {
      starts = (CamWallTime) (cam_day_today () + 1) * CAM_WALL_TIME_DAY + 10 * 60;
      ends_at = NULL;
    }
  question->starts_at = cam_wall_time_to_text (starts, question->all_day);
  if (cam_wall_time_from_text (ends_at) >= starts)
    question->ends_at = cam_wall_time_to_text (cam_wall_time_from_text (ends_at), question->all_day);
  else
    question->ends_at = cam_wall_time_to_text (starts + (question->all_day ? 0 : 120), question->all_day);
}

static char *
dup_when (const Question *question)
{
  CamWallTime starts = cam_wall_time_from_text (question->starts_at);

  return cam_event_time_format (starts, question->all_day);
}

void
cam_event_add (GtkWidget  *parent,
               CamStore   *store,
               const char *starts_at,
               const char *ends_at,
               gboolean    all_day,
               const char *area_uuid)
{
  AdwAlertDialog *dialog = NULL;
  Question *question = NULL;
  GtkWidget *list = NULL;
  g_autofree char *when = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (CAM_IS_STORE (store));

  question = g_new0 (Question, 1);
  g_set_weak_pointer (&question->parent, parent);
  question->store = g_object_ref (store);
  question->area = g_strdup (area_uuid);
  set_times (question, starts_at, ends_at, all_day);
  when = dup_when (question);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("New Event"), when));
  question->name_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (question->name_row), _("What it is called"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (question->name_row), TRUE);
  question->list_row = make_list_row (question);
  list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "css-classes",
                       (const char *[]) { "boxed-list", NULL }, NULL);
  gtk_list_box_append (GTK_LIST_BOX (list), question->name_row);
  gtk_list_box_append (GTK_LIST_BOX (list), question->list_row);
  adw_alert_dialog_set_extra_child (dialog, list);
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
