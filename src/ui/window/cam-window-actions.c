/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-window-private.h"

#include "cam-area-export.h"
#include "cam-event-open.h"
#include "cam-format.h"
#include "cam-history-dialog.h"
#include "cam-holidays-import.h"
#include "cam-share-dialog.h"

#include <glib/gi18n.h>

void
cam_window_tell_error (CamWindow    *self,
                       const GError *error)
{
  g_autofree char *sentence = cam_format_error (error);

  g_debug ("%s", error->message);
  cam_window_tell (self, sentence);
}

void
cam_window_update_undo (CamWindow *self)
{
  const char *undo = self->store != NULL ? cam_store_get_undo_label (self->store) : NULL;
  const char *redo = self->store != NULL ? cam_store_get_redo_label (self->store) : NULL;
  gboolean is_writable = self->store != NULL && !cam_store_get_read_only (self->store);
  /* Translators: %s is what was done, such as "Rename area" */
  g_autofree char *undo_text = undo != NULL ? g_strdup_printf (_("Undo: %s"), undo) : g_strdup (_("Undo"));
  /* Translators: %s is what was undone, such as "Rename area" */
  g_autofree char *redo_text = redo != NULL ? g_strdup_printf (_("Redo: %s"), redo) : g_strdup (_("Redo"));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", redo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", is_writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import-holidays", is_writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.add-bank-holidays", is_writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.add-checklist", is_writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export", self->store != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export-events", self->store != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.share", is_writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.data-protection", self->store != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.history", self->store != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", self->store != NULL);
  gtk_widget_set_tooltip_text (self->undo_button, undo_text);
  gtk_widget_set_tooltip_text (self->redo_button, redo_text);
}

/* While somebody types, Ctrl+Z is about the typing; in an entry that is empty again it is about what
 * was done with the text. */
static gboolean
is_for_text (CamWindow  *self,
             const char *text_action)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean is_typing = FALSE;

  if (GTK_IS_TEXT (focus))
    is_typing = *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0';
  else if (GTK_IS_TEXT_VIEW (focus))
    is_typing = gtk_text_buffer_get_can_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)));
  return is_typing && gtk_widget_activate_action (focus, text_action, NULL);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *label = cam_store_undo_finish (CAM_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (label == NULL)
    {
      cam_window_tell_error (self, error);
      return;
    }
  /* Translators: %s is what was done before, such as "Rename area" */
  text = g_strdup_printf (_("Undone: %s"), label);
  cam_window_tell (self, text);
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);

  if (self->store != NULL && !is_for_text (self, "text.undo"))
    cam_store_undo_async (self->store, NULL, undone_cb, g_object_ref (self));
}

static void
redone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CamWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *label = cam_store_redo_finish (CAM_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (label == NULL)
    {
      cam_window_tell_error (self, error);
      return;
    }
  /* Translators: %s is what was done again, such as "Rename area" */
  text = g_strdup_printf (_("Redone: %s"), label);
  cam_window_tell (self, text);
}

static void
redo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);

  if (self->store != NULL && !is_for_text (self, "text.redo"))
    cam_store_redo_async (self->store, NULL, redone_cb, g_object_ref (self));
}

static void
search_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);

  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  /* What was asked last stays, and goes with the first key. */
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

static void
leave_search_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  gtk_search_bar_set_search_mode (CAM_WINDOW (widget)->search_bar, FALSE);
}

static void
export_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(CamWindow) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_areas = 0;

  if (file == NULL || self->store == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (g_file_peek_path (file) == NULL)
    {
      cam_window_tell (self, _("Please choose a folder on this computer."));
      return;
    }
  if (!cam_area_export (self->store, g_file_peek_path (file), &n_areas, &error))
    {
      cam_window_tell_error (self, error);
      return;
    }
  text = g_strdup_printf (ngettext ("%u area exported", "%u areas exported", n_areas), n_areas);
  cam_window_tell (self, text);
}

static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);
  g_autoptr(GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("GeoJSON, GeoPackage or CSV"));
  gtk_file_filter_add_suffix (filter, "geojson");
  gtk_file_filter_add_suffix (filter, "gpkg");
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_dialog_set_title (chooser, _("Export Areas"));
  gtk_file_dialog_set_default_filter (chooser, filter);
  gtk_file_dialog_set_initial_name (chooser, "areas.geojson");
  gtk_file_dialog_save (chooser, GTK_WINDOW (self), self->cancellable, export_chosen_cb,
                        g_object_ref (self));
}

static void
share_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);

  adw_dialog_present (cam_share_dialog_new (self->atlas, self->settings), widget);
}

static void
history_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  adw_dialog_present (cam_history_dialog_new (CAM_WINDOW (widget)->store), widget);
}

static void
history_of_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  const char *table = NULL;
  const char *uuid = NULL;

  g_variant_get (parameter, "(&s&s)", &table, &uuid);
  if (CAM_WINDOW (widget)->store != NULL)
    cam_history_dialog_present_for (widget, CAM_WINDOW (widget)->store, table, uuid);
}

static void
show_page_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  cam_window_set_page (CAM_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* Shows the map with one level only: what a count on Today stands for. */
static void
show_level_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);
  CamLevel level = CAM_LEVEL_COUNTY;

  if (!cam_level_from_word (g_variant_get_string (parameter, NULL), &level))
    return;
  cam_map_page_show_levels (self->map_page, 1u << level);
  cam_window_set_page (self, "map");
}

static void
show_message_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  cam_window_tell (CAM_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* GTK would make this window with every application window, before the first frame. Its replacement
 * came with a later libadwaita than the oldest this is for. */
static void
show_help_overlay_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (widget);

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr(GtkBuilder) builder =
        gtk_builder_new_from_resource ("/uk/gov/cambridgeshire/Local/ui/help-overlay.ui");

      gtk_application_window_set_help_overlay (
        window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
  G_GNUC_END_IGNORE_DEPRECATIONS
}

static void
exchange_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  cam_window_exchange (CAM_WINDOW (widget));
}

static void
move_file_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  cam_window_ask_to_move (CAM_WINDOW (widget));
}

/* The area of that uuid, on the map. */
static void
show_area_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);

  cam_window_set_page (self, "map");
  cam_map_page_show_area (self->map_page, g_variant_get_string (parameter, NULL));
}

/* In the area of that uuid. */
static void
plan_event_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  CamWindow *self = CAM_WINDOW (widget);

  if (self->store != NULL)
    cam_event_add (widget, self->store, NULL, NULL, FALSE, g_variant_get_string (parameter, NULL));
}

static void
import_holidays_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  if (CAM_WINDOW (widget)->store != NULL)
    cam_holidays_import (widget, CAM_WINDOW (widget)->store);
}

static void
add_bank_holidays_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  if (CAM_WINDOW (widget)->store != NULL)
    cam_holidays_add (widget, CAM_WINDOW (widget)->store, CAM_STARTER_BANK_HOLIDAYS);
}

static void
add_checklist_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  if (CAM_WINDOW (widget)->store != NULL)
    cam_holidays_add (widget, CAM_WINDOW (widget)->store, CAM_STARTER_CHECKLIST);
}

void
cam_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.leave-search", NULL, leave_search_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, cam_window_import_action);
  gtk_widget_class_install_action (widget_class, "win.export-events", NULL, cam_window_export_events_action);
  gtk_widget_class_install_action (widget_class, "win.import-holidays", NULL, import_holidays_action);
  gtk_widget_class_install_action (widget_class, "win.add-bank-holidays", NULL, add_bank_holidays_action);
  gtk_widget_class_install_action (widget_class, "win.add-checklist", NULL, add_checklist_action);
  gtk_widget_class_install_action (widget_class, "win.plan-event", "s", plan_event_action);
  gtk_widget_class_install_action (widget_class, "win.undo-import", "as", cam_window_undo_import_action);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.share", NULL, share_action);
  gtk_widget_class_install_action (widget_class, "win.exchange", NULL, exchange_action);
  gtk_widget_class_install_action (widget_class, "win.move-file", NULL, move_file_action);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "win.history-of", "(ss)", history_of_action);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-area", "s", show_area_action);
  gtk_widget_class_install_action (widget_class, "win.show-level", "s", show_level_action);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL, show_help_overlay_action);
  gtk_widget_class_install_action (widget_class, "win.show-message", "s", show_message_action);
  gtk_widget_class_install_action (widget_class, "win.show-done", "(ss)", cam_window_show_done_action);
  cam_window_install_privacy_actions (widget_class);
  cam_window_install_open_actions (widget_class);
}
