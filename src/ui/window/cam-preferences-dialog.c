/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-preferences-dialog.h"

#include "cam-shared-group.h"
#include "cam-travel-group.h"
#include "cam-ui.h"

#include <glib/gi18n.h>

struct _CamPreferencesDialog
{
  AdwPreferencesDialog  parent_instance;

  AdwSwitchRow         *background_row;
  AdwActionRow         *base_map_row;
  AdwEntryRow          *name_row;
  AdwComboRow          *remind_minutes_row;
  AdwSwitchRow         *remind_row;
  CamSharedGroup       *shared_group;
  AdwComboRow          *style_row;
  CamTravelGroup       *travel_group;

  GSettings            *settings;
  GCancellable         *cancellable;
};

G_DEFINE_FINAL_TYPE (CamPreferencesDialog, cam_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
base_map_changed_cb (CamPreferencesDialog *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "base-map");
  g_autofree char *name = NULL;

  if (*path != '\0')
    name = g_filename_display_basename (path);
  adw_action_row_set_subtitle (self->base_map_row, name != NULL ? name : _("None: areas on a plain ground"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preferences.clear-base-map", name != NULL);
}

static void
base_map_chosen_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(CamPreferencesDialog) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  /* A dismissed chooser is no failure. */
  if (file != NULL && g_file_peek_path (file) != NULL)
    g_settings_set_string (self->settings, "base-map", g_file_peek_path (file));
}

static void
choose_base_map_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  CamPreferencesDialog *self = CAM_PREFERENCES_DIALOG (widget);
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_filter_set_name (filter, _("Base maps (MBTiles)"));
  gtk_file_filter_add_suffix (filter, "mbtiles");
  gtk_file_dialog_set_title (chooser, _("Choose a Base Map"));
  gtk_file_dialog_set_default_filter (chooser, filter);
  gtk_file_dialog_open (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->cancellable,
                        base_map_chosen_cb, g_object_ref (self));
}

static void
clear_base_map_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  g_settings_reset (CAM_PREFERENCES_DIALOG (widget)->settings, "base-map");
}

static gboolean
scheme_to_position (GValue   *value,
                    GVariant *variant,
                    gpointer  user_data)
{
  const char *nick = g_variant_get_string (variant, NULL);

  g_value_set_uint (value, g_str_equal (nick, "dark") ? 2 : g_str_equal (nick, "light") ? 1 : 0);
  return TRUE;
}

static GVariant *
position_to_scheme (const GValue       *value,
                    const GVariantType *type,
                    gpointer            user_data)
{
  static const char *const nicks[] = { "system", "light", "dark" };

  return g_variant_new_string (nicks[MIN (g_value_get_uint (value), G_N_ELEMENTS (nicks) - 1)]);
}

/* In the order of the choice. */
static const guint lengths[] = { 15, 60, 180, 1440 };

/* The shortest that is long enough: the setting may hold any other. */
static gboolean
minutes_to_position (GValue   *value,
                     GVariant *variant,
                     gpointer  user_data)
{
  guint minutes = g_variant_get_uint32 (variant);
  guint position = 0;

  while (position + 1 < G_N_ELEMENTS (lengths) && lengths[position] < minutes)
    position++;
  g_value_set_uint (value, position);
  return TRUE;
}

static GVariant *
position_to_minutes (const GValue       *value,
                     const GVariantType *type,
                     gpointer            user_data)
{
  return g_variant_new_uint32 (lengths[MIN (g_value_get_uint (value), G_N_ELEMENTS (lengths) - 1)]);
}

static void
bind_reminders (CamPreferencesDialog *self)
{
  g_settings_bind (self->settings, "remind", self->remind_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "remind-in-background", self->background_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "remind-minutes", self->remind_minutes_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, minutes_to_position, position_to_minutes, NULL, NULL);
  g_object_bind_property (self->remind_row, "active", self->remind_minutes_row, "sensitive", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->remind_row, "active", self->background_row, "sensitive", G_BINDING_SYNC_CREATE);
}

static void
name_applied_cb (CamPreferencesDialog *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));

  g_settings_set_string (self->settings, "user-name", g_strstrip (name));
}

static void
cam_preferences_dialog_closed (AdwDialog *dialog)
{
  cam_ui_leave_dialog (dialog);
}

static void
cam_preferences_dialog_dispose (GObject *object)
{
  CamPreferencesDialog *self = CAM_PREFERENCES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cam_preferences_dialog_parent_class)->dispose (object);
}

static void
cam_preferences_dialog_finalize (GObject *object)
{
  g_clear_object (&CAM_PREFERENCES_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (cam_preferences_dialog_parent_class)->finalize (object);
}

static void
cam_preferences_dialog_class_init (CamPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_SHARED_GROUP);
  g_type_ensure (CAM_TYPE_TRAVEL_GROUP);
  object_class->dispose = cam_preferences_dialog_dispose;
  object_class->finalize = cam_preferences_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cam_preferences_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CamPreferencesDialog, background_row);
  gtk_widget_class_bind_template_child (widget_class, CamPreferencesDialog, base_map_row);
  gtk_widget_class_bind_template_child (widget_class, CamPreferencesDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, CamPreferencesDialog, remind_minutes_row);
  gtk_widget_class_bind_template_child (widget_class, CamPreferencesDialog, remind_row);
  gtk_widget_class_bind_template_child (widget_class, CamPreferencesDialog, shared_group);
  gtk_widget_class_bind_template_child (widget_class, CamPreferencesDialog, style_row);
  gtk_widget_class_bind_template_child (widget_class, CamPreferencesDialog, travel_group);
  gtk_widget_class_bind_template_callback (widget_class, name_applied_cb);
  gtk_widget_class_install_action (widget_class, "preferences.choose-base-map", NULL, choose_base_map_action);
  gtk_widget_class_install_action (widget_class, "preferences.clear-base-map", NULL, clear_base_map_action);
}

static void
cam_preferences_dialog_init (CamPreferencesDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
cam_preferences_dialog_new (GSettings       *settings,
                            CamSharedFolder *shared)
{
  CamPreferencesDialog *self = g_object_new (CAM_TYPE_PREFERENCES_DIALOG, NULL);
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), ADW_DIALOG (self));

  self->settings = g_object_ref (settings);
  name = g_settings_get_string (settings, "user-name");
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  g_settings_bind_with_mapping (settings, "color-scheme", self->style_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, scheme_to_position, position_to_scheme, NULL, NULL);
  g_signal_connect_object (settings, "changed::base-map", G_CALLBACK (base_map_changed_cb), self,
                           G_CONNECT_SWAPPED);
  base_map_changed_cb (self);
  bind_reminders (self);
  cam_shared_group_set_up (self->shared_group, settings, shared);
  return ADW_DIALOG (self);
}

void
cam_preferences_dialog_set_store (CamPreferencesDialog *self,
                                  CamStore             *store)
{
  g_return_if_fail (CAM_IS_PREFERENCES_DIALOG (self));
  g_return_if_fail (CAM_IS_STORE (store));

  cam_travel_group_set_store (self->travel_group, store);
}
