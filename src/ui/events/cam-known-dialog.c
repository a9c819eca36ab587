/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-known-dialog.h"

#include "cam-period.h"
#include "cam-tell.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GtkWidget   *parent;      /* weak */
  CamStore    *store;
  char        *area;
  AdwComboRow *known_row;
  GtkEditable *reason_row;
} Question;

/* What is written, read by the writer. */
typedef struct
{
  char       *area;
  char       *reason;
  char       *author;
  char       *day;
  const char *known;  /* NULL: what somebody said is taken back */
} Saying;

static const CamKnown choices[] = { CAM_KNOWN_WELL, CAM_KNOWN_PARTLY, CAM_KNOWN_LITTLE };

static void
saying_free (gpointer data)
{
  Saying *saying = data;

  g_free (saying->area);
  g_free (saying->reason);
  g_free (saying->author);
  g_free (saying->day);
  g_free (saying);
}

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->parent);
  g_object_unref (question->store);
  g_free (question->area);
  g_free (question);
}

/* The rows of the area, the one that holds last. (element-type utf8) (transfer full) */
static GPtrArray *
list_rows (CamWriter   *writer,
           const char  *area,
           GError     **error)
{
  const char *columns[] = { "uuid", NULL };
  const CamValue is = cam_text (area);
  g_autoptr(GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(CamCursor) cursor = NULL;
  g_autoptr(GError) local_error = NULL;

  cursor = cam_writer_select (writer, "area_knowledge", columns, "WHERE area_uuid = ?1 AND deleted = 0 ORDER BY said_on, uuid",
                              &is, 1, error);
  if (cursor == NULL)
    return NULL;
  while (cam_cursor_next (cursor, &local_error))
    if (!cam_cursor_is_null (cursor, 0))
      g_ptr_array_add (uuids, g_strdup (cam_cursor_get_text (cursor, 0)));
  if (local_error == NULL)
    return g_steal_pointer (&uuids);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* The row that holds is changed: of two rows of one day nobody could tell the newer. */
static gboolean
say_cb (CamWriter  *writer,
        gpointer    data,
        GError    **error)
{
  const Saying *saying = data;
  const CamCell cells[] = { { "area_uuid", cam_text (saying->area) }, { "known", cam_text (saying->known) },
                            { "reason", cam_text (saying->reason) }, { "author", cam_text (saying->author) },
                            { "said_on", cam_text (saying->day) } };
  g_autoptr(GPtrArray) uuids = list_rows (writer, saying->area, error);
  g_autofree char *uuid = NULL;

  if (uuids == NULL)
    return FALSE;
  for (guint i = 0; saying->known == NULL && i < uuids->len; i++)
    if (!cam_writer_delete (writer, "area_knowledge", g_ptr_array_index (uuids, i), error))
      return FALSE;
  if (saying->known == NULL)
    return TRUE;
  if (uuids->len > 0)
    return cam_writer_update (writer, "area_knowledge", g_ptr_array_index (uuids, uuids->len - 1), cells,
                              G_N_ELEMENTS (cells), error);
  uuid = cam_writer_insert (writer, "area_knowledge", cells, G_N_ELEMENTS (cells), error);
  return uuid != NULL;
}

static void
said_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (!cam_store_write_finish (CAM_STORE (source), result, &error))
    cam_tell_failure (widget, error);
}

static void
reason_changed_cb (AdwAlertDialog *dialog,
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
  gboolean sets = g_str_equal (response, "set");
  Saying *saying = NULL;

  if (question->parent == NULL || (!sets && !g_str_equal (response, "forums")) || (sets && *reason == '\0'))
    return;
  saying = g_new0 (Saying, 1);
  saying->area = g_strdup (question->area);
  saying->author = g_strdup (cam_store_get_author (question->store));
  saying->day = cam_day_to_text (cam_day_today ());
  saying->reason = g_steal_pointer (&reason);
  saying->known = sets ? cam_known_to_word (choices[adw_combo_row_get_selected (question->known_row)]) : NULL;
  cam_store_write_async (question->store, sets ? _("Say how well area is known") : _("Take back how well area is known"),
                         say_cb, saying, saying_free, NULL, said_cb, g_object_ref (question->parent));
}

static GtkWidget *
make_list (Question              *question,
           const CamCoverageArea *area)
{
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE,
                                  "css-classes", (const char *[]) { "boxed-list", NULL }, NULL);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How well the area is known"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (names, cam_known_get_title (choices[i]));
  question->known_row = g_object_new (ADW_TYPE_COMBO_ROW, "title", _("The Area Is"), "model", names, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i] == area->known)
      adw_combo_row_set_selected (question->known_row, i);
  question->reason_row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _("Why"), "activates-default", TRUE, "text",
                                       area->reason != NULL ? area->reason : "", NULL);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (question->known_row));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (question->reason_row));
  return list;
}

void
cam_known_dialog_ask (GtkWidget             *parent,
                      CamStore              *store,
                      const CamCoverageArea *area)
{
  AdwAlertDialog *dialog = NULL;
  Question *question = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (CAM_IS_STORE (store));
  g_return_if_fail (area != NULL);

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("How Well Known?"),
                                                   _("It follows from the forums and networks there, unless somebody "
                                                     "says it with a reason.")));
  question = g_new0 (Question, 1);
  g_set_weak_pointer (&question->parent, parent);
  question->store = g_object_ref (store);
  question->area = g_strdup (area->uuid);
  adw_alert_dialog_set_extra_child (dialog, make_list (question, area));
  adw_alert_dialog_add_response (dialog, "cancel", _("_Cancel"));
  if (area->is_said)
    adw_alert_dialog_add_response (dialog, "forums", _("As the _Forums Say"));
  adw_alert_dialog_add_response (dialog, "set", _("_Set"));
  adw_alert_dialog_set_response_appearance (dialog, "set", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "set");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  reason_changed_cb (dialog, question->reason_row);
  g_signal_connect_object (question->reason_row, "changed", G_CALLBACK (reason_changed_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}
