/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-write-dialog.h"

#include "cam-conflict-words.h"
#include "cam-format.h"

#include <glib/gi18n.h>

struct _CamWriteDialog
{
  AdwAlertDialog  parent_instance;

  GtkDropDown    *drop_down;
  GtkEntry       *entry;

  CamStore       *store;
  CamConflict    *conflict;
  char          **choices;   /* NULL where anything may be typed */
};

G_DEFINE_FINAL_TYPE (CamWriteDialog, cam_write_dialog, ADW_TYPE_ALERT_DIALOG)

enum
{
  WRITTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_text (CamWriteDialog *self)
{
  if (self->choices != NULL)
    return self->choices[gtk_drop_down_get_selected (self->drop_down)];
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
changed_cb (CamWriteDialog *self)
{
  CamValue value = cam_null ();
  gboolean valid = FALSE;

  if (self->conflict == NULL)
    return;
  valid = cam_conflict_parse (self->conflict, self->store, get_text (self), &value, NULL);
  cam_value_clear (&value);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "write", valid);
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
response_cb (CamWriteDialog *self,
             const char     *response)
{
  if (g_str_equal (response, "write"))
    g_signal_emit (self, signals[WRITTEN], 0, get_text (self));
}

static void
cam_write_dialog_finalize (GObject *object)
{
  CamWriteDialog *self = CAM_WRITE_DIALOG (object);

  g_clear_object (&self->store);
  g_clear_object (&self->conflict);
  g_clear_pointer (&self->choices, g_strfreev);

  G_OBJECT_CLASS (cam_write_dialog_parent_class)->finalize (object);
}

static void
cam_write_dialog_class_init (CamWriteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cam_write_dialog_finalize;
  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-write-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamWriteDialog, drop_down);
  gtk_widget_class_bind_template_child (widget_class, CamWriteDialog, entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
cam_write_dialog_init (CamWriteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
offer_choices (CamWriteDialog *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  const char *column = cam_conflict_get_column (self->conflict);

  for (guint i = 0; self->choices[i] != NULL; i++)
    {
      g_autofree char *label = cam_conflict_words_text (column, self->choices[i]);

      gtk_string_list_append (labels, label);
    }
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (labels));
  gtk_widget_set_visible (GTK_WIDGET (self->drop_down), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), FALSE);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->drop_down));
}

AdwDialog *
cam_write_dialog_new (CamStore    *store,
                      CamConflict *conflict)
{
  CamWriteDialog *self = g_object_new (CAM_TYPE_WRITE_DIALOG, NULL);
  g_autofree char *title = NULL;
  g_autofree char *column = NULL;
  const char *text = NULL;

  g_return_val_if_fail (CAM_IS_STORE (store), ADW_DIALOG (self));
  g_return_val_if_fail (CAM_IS_CONFLICT (conflict), ADW_DIALOG (self));

  self->store = g_object_ref (store);
  self->conflict = g_object_ref (conflict);
  title = cam_conflict_words_title (conflict);
  column = cam_format_column (cam_conflict_get_column (conflict));
  adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (self), column);
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, column, -1);
  text = cam_conflict_value_get_text (cam_conflict_get_value (conflict, cam_conflict_get_mine (conflict)));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  self->choices = cam_conflict_words_choices (conflict);
  if (self->choices != NULL)
    offer_choices (self);
  changed_cb (self);
  return ADW_DIALOG (self);
}
