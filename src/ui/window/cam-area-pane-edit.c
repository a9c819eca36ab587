/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-area-pane-private.h"

#include "cam-area-comment.h"
#include "cam-format.h"

#include <glib/gi18n.h>

static const char *const statuses[] = { "draft", "proposed", "agreed", "ended" };

CamStore *
cam_area_pane_get_store (CamAreaPane *self)
{
  return self->atlas != NULL ? cam_atlas_get_store (self->atlas) : NULL;
}

/* A save is never cancelled: what a person typed is kept even when the pane is gone. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CamAreaPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (cam_store_save_finish (CAM_STORE (source), result, &error))
    return;
  sentence = cam_format_error (error);
  g_debug ("Saving failed: %s", error->message);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-message", "s", sentence);
}

static void
save (CamAreaPane *self,
      const char  *label,
      gpointer     record)
{
  CamRecord *records[] = { record };

  cam_store_save_async (cam_area_pane_get_store (self), label, records, 1, NULL, saved_cb,
                        g_object_ref (self));
}

static gboolean
can_edit (CamAreaPane *self)
{
  CamStore *store = cam_area_pane_get_store (self);

  return self->area != NULL && store != NULL && !cam_store_get_read_only (store);
}

void
cam_area_pane_rename (CamAreaPane *self,
                      const char  *name)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (CAM_IS_AREA_PANE (self));
  g_return_if_fail (name != NULL);

  clean = g_strstrip (g_strdup (name));
  if (!can_edit (self) || *clean == '\0' || g_strcmp0 (clean, cam_area_get_name (self->area)) == 0)
    return;
  cam_record_set_text (CAM_RECORD (self->area), CAM_AREA_NAME, clean);
  save (self, _("Rename area"), self->area);
}

static void
rename_response_cb (CamAreaPane    *self,
                    const char     *response,
                    AdwAlertDialog *dialog)
{
  GtkEditable *entry = GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog));

  if (g_str_equal (response, "rename"))
    cam_area_pane_rename (self, gtk_editable_get_text (entry));
}

static void
rename_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamAreaPane *self = CAM_AREA_PANE (widget);
  g_autoptr(GtkBuilder) builder = NULL;
  AdwDialog *dialog = NULL;
  GtkEditable *entry = NULL;

  if (!can_edit (self))
    return;
  builder = gtk_builder_new_from_resource ("/uk/gov/cambridgeshire/Local/ui/cam-rename-dialog.ui");
  dialog = ADW_DIALOG (gtk_builder_get_object (builder, "dialog"));
  entry = GTK_EDITABLE (gtk_builder_get_object (builder, "entry"));
  gtk_editable_set_text (entry, cam_area_get_name (self->area));
  g_signal_connect_object (dialog, "response", G_CALLBACK (rename_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

void
cam_area_pane_add_comment (CamAreaPane *self,
                           const char  *body)
{
  g_autoptr(CamAreaComment) comment = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *now = cam_format_now ();
  CamRecord *record = NULL;

  g_return_if_fail (CAM_IS_AREA_PANE (self));
  g_return_if_fail (body != NULL);

  clean = g_strstrip (g_strdup (body));
  if (!can_edit (self) || *clean == '\0')
    return;
  comment = cam_area_comment_new ();
  record = CAM_RECORD (comment);
  cam_record_set_text (record, CAM_AREA_COMMENT_AREA_UUID, cam_record_get_uuid (CAM_RECORD (self->area)));
  cam_record_set_text (record, CAM_AREA_COMMENT_BODY, clean);
  cam_record_set_text (record, CAM_AREA_COMMENT_AUTHOR,
                       cam_store_get_author (cam_area_pane_get_store (self)));
  cam_record_set_text (record, CAM_AREA_COMMENT_SAID_AT, now);
  save (self, _("Comment on area"), comment);
}

static void
comment_applied_cb (CamAreaPane *self)
{
  cam_area_pane_add_comment (self, gtk_editable_get_text (GTK_EDITABLE (self->comment_row)));
  gtk_editable_set_text (GTK_EDITABLE (self->comment_row), "");
}

static void
status_selected_cb (CamAreaPane *self)
{
  guint position = adw_combo_row_get_selected (self->status_row);

  if (self->is_following || position >= G_N_ELEMENTS (statuses) || !can_edit (self))
    return;
  if (g_strcmp0 (cam_record_get_text (CAM_RECORD (self->area), CAM_AREA_STATUS), statuses[position]) == 0)
    return;
  cam_record_set_text (CAM_RECORD (self->area), CAM_AREA_STATUS, statuses[position]);
  save (self, _("Change status of area"), self->area);
}

void
cam_area_pane_follow_status (CamAreaPane *self)
{
  const char *status = NULL;
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->area == NULL)
    return;
  status = cam_record_get_text (CAM_RECORD (self->area), CAM_AREA_STATUS);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_strcmp0 (statuses[i], status) == 0)
      position = i;
  self->is_following = TRUE;
  adw_combo_row_set_selected (self->status_row, position);
  self->is_following = FALSE;
}

static char *
dup_typed_note (CamAreaPane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* Saves what was typed when the person leaves the note, chooses another area or closes. */
void
cam_area_pane_save_note (CamAreaPane *self)
{
  g_autofree char *typed = NULL;
  const char *kept = NULL;

  if (!can_edit (self) ||
      g_strcmp0 (self->note_uuid, cam_record_get_uuid (CAM_RECORD (self->area))) != 0)
    return;
  typed = dup_typed_note (self);
  kept = cam_record_get_text (CAM_RECORD (self->area), CAM_AREA_NOTE);
  if (g_strcmp0 (typed, kept != NULL ? kept : "") == 0)
    return;
  cam_record_set_text (CAM_RECORD (self->area), CAM_AREA_NOTE, *typed != '\0' ? typed : NULL);
  save (self, _("Change note of area"), self->area);
}

void
cam_area_pane_follow_note (CamAreaPane *self)
{
  const char *uuid = NULL;
  const char *note = NULL;
  g_autofree char *typed = NULL;

  if (self->area == NULL)
    return;
  uuid = cam_record_get_uuid (CAM_RECORD (self->area));
  note = cam_record_get_text (CAM_RECORD (self->area), CAM_AREA_NOTE);
  typed = dup_typed_note (self);
  g_set_str (&self->note_uuid, uuid);
  if (g_strcmp0 (typed, note != NULL ? note : "") != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note_view), note != NULL ? note : "", -1);
}

static void
note_left_cb (CamAreaPane *self)
{
  cam_area_pane_save_note (self);
}

void
cam_area_pane_bind_edits (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, comment_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_left_cb);
  gtk_widget_class_install_action (widget_class, "area.rename", NULL, rename_action);
}
