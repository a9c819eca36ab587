/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-shared-group.h"

#include "cam-shared-label.h"

#include <glib/gi18n.h>

struct _CamSharedGroup
{
  AdwPreferencesGroup  parent_instance;

  AdwActionRow        *folder_row;
  AdwSwitchRow        *personal_row;
  AdwActionRow        *state_row;
  GtkWidget           *stop_button;

  GSettings           *settings;
  CamSharedFolder     *shared;
  GCancellable        *cancellable;
};

G_DEFINE_FINAL_TYPE (CamSharedGroup, cam_shared_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_state (CamSharedGroup *self)
{
  g_autofree char *text = NULL;
  const char *problem = NULL;

  if (self->shared == NULL)
    return;
  text = cam_shared_label_state (self->shared, g_get_real_time () / G_TIME_SPAN_SECOND);
  problem = cam_shared_folder_get_problem (self->shared);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row), text);
  adw_action_row_set_subtitle (self->state_row, problem != NULL ? problem : "");
}

/* A folder of this computer by its path, another by its address. */
static char *
dup_place (const char *uri)
{
  g_autoptr(GFile) file = g_file_new_for_uri (uri);

  return g_file_get_parse_name (file);
}

static void
show_folder (CamSharedGroup *self)
{
  g_autofree char *uri = g_settings_get_string (self->settings, "shared-folder");
  gboolean is_on = *uri != '\0';
  g_autofree char *place = is_on ? dup_place (uri) : g_strdup (_("None"));

  adw_action_row_set_subtitle (self->folder_row, place);
  gtk_widget_set_visible (self->stop_button, is_on);
  gtk_widget_set_visible (GTK_WIDGET (self->personal_row), is_on);
  gtk_widget_set_visible (GTK_WIDGET (self->state_row), is_on && self->shared != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shared.exchange", is_on && self->shared != NULL);
  show_state (self);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamSharedGroup) self = user_data;
  g_autoptr(GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *uri = NULL;

  /* A dismissed chooser is no failure. */
  if (folder == NULL || self->settings == NULL)
    return;
  uri = g_file_get_uri (folder);
  g_settings_set_string (self->settings, "shared-folder", uri);
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamSharedGroup *self = CAM_SHARED_GROUP (widget);
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_dialog_set_title (chooser, _("Choose the Shared Folder"));
  gtk_file_dialog_select_folder (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->cancellable, chosen_cb,
                                 g_object_ref (self));
}

static void
exchange_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  CamSharedGroup *self = CAM_SHARED_GROUP (widget);

  if (self->shared != NULL)
    cam_shared_folder_exchange_async (self->shared, NULL, NULL);
}

static void
stop_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamSharedGroup *self = CAM_SHARED_GROUP (widget);
  GtkWidget *dialog = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_DIALOG);

  g_settings_reset (self->settings, "shared-folder");
  if (dialog != NULL)
    adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog),
                                      adw_toast_new (_("Your copy stays in the folder until somebody deletes it")));
}

static void
cam_shared_group_dispose (GObject *object)
{
  CamSharedGroup *self = CAM_SHARED_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->shared);

  G_OBJECT_CLASS (cam_shared_group_parent_class)->dispose (object);
}

static void
cam_shared_group_finalize (GObject *object)
{
  g_clear_object (&CAM_SHARED_GROUP (object)->cancellable);

  G_OBJECT_CLASS (cam_shared_group_parent_class)->finalize (object);
}

static void
cam_shared_group_class_init (CamSharedGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cam_shared_group_dispose;
  object_class->finalize = cam_shared_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-shared-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CamSharedGroup, folder_row);
  gtk_widget_class_bind_template_child (widget_class, CamSharedGroup, personal_row);
  gtk_widget_class_bind_template_child (widget_class, CamSharedGroup, state_row);
  gtk_widget_class_bind_template_child (widget_class, CamSharedGroup, stop_button);
  gtk_widget_class_install_action (widget_class, "shared.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "shared.exchange", NULL, exchange_action);
  gtk_widget_class_install_action (widget_class, "shared.stop", NULL, stop_action);
}

static void
cam_shared_group_init (CamSharedGroup *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_shared_group_set_up (CamSharedGroup  *self,
                         GSettings       *settings,
                         CamSharedFolder *shared)
{
  g_return_if_fail (CAM_IS_SHARED_GROUP (self));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (shared == NULL || CAM_IS_SHARED_FOLDER (shared));

  g_set_object (&self->settings, settings);
  g_set_object (&self->shared, shared);
  g_settings_bind (settings, "shared-folder-personal", self->personal_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::shared-folder", G_CALLBACK (show_folder), self, G_CONNECT_SWAPPED);
  if (shared != NULL)
    g_signal_connect_object (shared, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_folder (self);
}
