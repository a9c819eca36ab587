/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-shared-status.h"

#include "cam-shared-label.h"

#include <glib/gi18n.h>

#define REFRESH_SECONDS 30

struct _CamSharedStatus
{
  AdwBin           parent_instance;

  GtkWidget       *button;
  GtkImage        *image;
  GtkLabel        *label;
  GtkStack        *stack;

  CamSharedFolder *shared;
  guint            refresh_id;
};

G_DEFINE_FINAL_TYPE (CamSharedStatus, cam_shared_status, ADW_TYPE_BIN)

static const char *
get_icon (CamSharedFolderState state)
{
  if (state == CAM_SHARED_FOLDER_PROBLEM)
    return "dialog-warning-symbolic";
  return state == CAM_SHARED_FOLDER_OFFLINE ? "network-offline-symbolic" : "view-refresh-symbolic";
}

static void
show_state (CamSharedStatus *self)
{
  CamSharedFolderState state = CAM_SHARED_FOLDER_OFF;
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  const char *problem = NULL;

  if (self->shared != NULL)
    state = cam_shared_folder_get_state (self->shared);
  gtk_widget_set_visible (GTK_WIDGET (self), state != CAM_SHARED_FOLDER_OFF);
  if (state == CAM_SHARED_FOLDER_OFF)
    return;
  text = cam_shared_label_state (self->shared, g_get_real_time () / G_TIME_SPAN_SECOND);
  problem = cam_shared_folder_get_problem (self->shared);
  gtk_label_set_label (self->label, text);
  gtk_image_set_from_icon_name (self->image, get_icon (state));
  gtk_stack_set_visible_child_name (self->stack, state == CAM_SHARED_FOLDER_WORKING ? "working" : "icon");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button),
                                  state == CAM_SHARED_FOLDER_PROBLEM ? "app.preferences" : "win.exchange");
  gtk_widget_set_tooltip_text (self->button, problem != NULL ? problem : _("Exchange with the Shared Folder Now"));
  /* Translators: the state of the shared folder for a screen reader; %s is such as "Shared 2 h ago" */
  whole = g_strdup_printf (_("Shared folder: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

static gboolean
refresh_cb (gpointer user_data)
{
  show_state (user_data);
  return G_SOURCE_CONTINUE;
}

static void
cam_shared_status_map (GtkWidget *widget)
{
  CamSharedStatus *self = CAM_SHARED_STATUS (widget);

  GTK_WIDGET_CLASS (cam_shared_status_parent_class)->map (widget);
  show_state (self);
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add_seconds (REFRESH_SECONDS, refresh_cb, self);
}

static void
cam_shared_status_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&CAM_SHARED_STATUS (widget)->refresh_id, g_source_remove);
  GTK_WIDGET_CLASS (cam_shared_status_parent_class)->unmap (widget);
}

static void
cam_shared_status_dispose (GObject *object)
{
  CamSharedStatus *self = CAM_SHARED_STATUS (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  cam_shared_status_set_shared (self, NULL);
  G_OBJECT_CLASS (cam_shared_status_parent_class)->dispose (object);
}

static void
cam_shared_status_class_init (CamSharedStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cam_shared_status_dispose;
  widget_class->map = cam_shared_status_map;
  widget_class->unmap = cam_shared_status_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-shared-status.ui");
  gtk_widget_class_bind_template_child (widget_class, CamSharedStatus, button);
  gtk_widget_class_bind_template_child (widget_class, CamSharedStatus, image);
  gtk_widget_class_bind_template_child (widget_class, CamSharedStatus, label);
  gtk_widget_class_bind_template_child (widget_class, CamSharedStatus, stack);
}

static void
cam_shared_status_init (CamSharedStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cam_shared_status_set_shared (CamSharedStatus *self,
                              CamSharedFolder *shared)
{
  g_return_if_fail (CAM_IS_SHARED_STATUS (self));
  g_return_if_fail (shared == NULL || CAM_IS_SHARED_FOLDER (shared));

  if (self->shared == shared)
    return;
  if (self->shared != NULL)
    g_signal_handlers_disconnect_by_data (self->shared, self);
  g_set_object (&self->shared, shared);
  if (shared != NULL)
    g_signal_connect_object (shared, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  if (!gtk_widget_in_destruction (GTK_WIDGET (self)))
    show_state (self);
}
