/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-events-export-feeds-dialog.h"

#include "cam-event-kinds.h"
#include "cam-events-export.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

struct _CamEventsExportFeedsDialog
{
  AdwDialog             parent_instance;

  AdwComboRow          *kind_row;
  GtkListBox           *list;
  GtkLabel             *wrong_label;

  CamStore             *store;
  CamEventsExportFeeds *feeds;
};

G_DEFINE_FINAL_TYPE (CamEventsExportFeedsDialog, cam_events_export_feeds_dialog, ADW_TYPE_DIALOG)

/* "All kinds · ~/Shared", or what is wrong. */
static char *
dup_subtitle (CamEventsExportFeedsDialog *self,
              const char                 *path)
{
  const char *problem = cam_events_export_feeds_get_problem (self->feeds, path);
  g_autofree char *kind = cam_events_export_feeds_dup_kind (self->feeds, path);
  g_autoptr(GListModel) kinds = cam_event_kinds_new_model ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);

  if (problem != NULL)
    return g_strdup (problem);
  return g_strdup_printf ("%s · %s", gtk_string_list_get_string (GTK_STRING_LIST (kinds), cam_event_kinds_find (kind)), shown);
}

static void
remove_cb (GtkButton                  *button,
           CamEventsExportFeedsDialog *self)
{
  g_autofree char *path = g_strdup (g_object_get_data (G_OBJECT (button), "path"));

  /* The row goes with it. */
  gtk_widget_grab_focus (GTK_WIDGET (self->kind_row));
  cam_events_export_feeds_remove (self->feeds, path);
}

static GtkWidget *
new_row (CamEventsExportFeedsDialog *self,
         const char                 *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *subtitle = dup_subtitle (self, path);
  g_autofree char *label = g_strdup_printf (_("Write %s No Longer"), name);
  GtkWidget *row = cam_ui_new_row (name, subtitle);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");

  if (cam_events_export_feeds_get_problem (self->feeds, path) != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Problem"), -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
fill (CamEventsExportFeedsDialog *self)
{
  g_autoptr(GPtrArray) paths = cam_events_export_feeds_list (self->feeds);

  cam_ui_remove_rows (self->list);
  for (guint i = 0; i < paths->len; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (paths, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), paths->len > 0);
}

static void
tell_wrong (CamEventsExportFeedsDialog *self,
            const char                 *sentence)
{
  gtk_label_set_label (self->wrong_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->wrong_label), sentence != NULL);
}

void
cam_events_export_feeds_dialog_add (CamEventsExportFeedsDialog *self,
                                    GFile                      *file)
{
  const char *path = NULL;
  const char *kind = NULL;
  g_autofree char *small = NULL;

  g_return_if_fail (CAM_IS_EVENTS_EXPORT_FEEDS_DIALOG (self) && G_IS_FILE (file));

  path = g_file_peek_path (file);
  small = path != NULL ? g_ascii_strdown (path, -1) : NULL;
  if (path == NULL || !g_utf8_validate (path, -1, NULL))
    tell_wrong (self, _("Choose a folder of this computer."));
  else if (!g_str_has_suffix (small, ".ics") || cam_store_is_at (self->store, path))
    tell_wrong (self, _("The name of a calendar has to end in .ics."));
  else
    {
      kind = cam_event_kinds_get (adw_combo_row_get_selected (self->kind_row));
      tell_wrong (self, NULL);
      cam_events_export_feeds_add (self->feeds, path, kind != NULL ? kind : "");
    }
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamEventsExportFeedsDialog) self = user_data;
  g_autoptr(GFile) file = cam_events_export_choose_finish (source, result);

  if (file != NULL && self->feeds != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    cam_events_export_feeds_dialog_add (self, file);
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  cam_events_export_choose_async (widget, _("Calendar for Others"), _("Events.ics"), TRUE, chosen_cb, g_object_ref (widget));
}

static void
cam_events_export_feeds_dialog_dispose (GObject *object)
{
  CamEventsExportFeedsDialog *self = CAM_EVENTS_EXPORT_FEEDS_DIALOG (object);

  if (self->feeds != NULL)
    g_signal_handlers_disconnect_by_data (self->feeds, self);
  g_clear_object (&self->feeds);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_events_export_feeds_dialog_parent_class)->dispose (object);
}

static void
cam_events_export_feeds_dialog_class_init (CamEventsExportFeedsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_events_export_feeds_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = cam_ui_leave_dialog;
  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-events-export-feeds-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamEventsExportFeedsDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, CamEventsExportFeedsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, CamEventsExportFeedsDialog, wrong_label);
  gtk_widget_class_install_action (widget_class, "feeds.add", NULL, add_action);
}

static void
cam_events_export_feeds_dialog_init (CamEventsExportFeedsDialog *self)
{
  g_autoptr(GListModel) kinds = cam_event_kinds_new_model ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->kind_row, kinds);
}

AdwDialog *
cam_events_export_feeds_dialog_new (CamStore             *store,
                                    CamEventsExportFeeds *feeds)
{
  CamEventsExportFeedsDialog *self = g_object_new (CAM_TYPE_EVENTS_EXPORT_FEEDS_DIALOG, NULL);

  g_return_val_if_fail (CAM_IS_STORE (store) && CAM_IS_EVENTS_EXPORT_FEEDS (feeds), ADW_DIALOG (self));

  self->store = g_object_ref (store);
  self->feeds = g_object_ref (feeds);
  g_signal_connect_object (feeds, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return ADW_DIALOG (self);
}
