/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-window-private.h"

#include "cam-shared-label.h"
#include "cam-synced-place.h"

#include <glib/gi18n.h>

/* What the window has to do with the shared folder: it says what comes from there, looks again when somebody
 * comes back to it, and warns where the live file itself lies in such a folder. */

static void
update_action (CamWindow *self)
{
  gboolean is_on = self->shared != NULL && cam_shared_folder_get_folder (self->shared) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.exchange", is_on);
}

/* Where the usual folder itself is kept the same somewhere else, moving would not help. */
static gboolean
can_move (CamWindow *self)
{
  GFile *folder = self->shared != NULL ? cam_shared_folder_get_folder (self->shared) : NULL;
  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), "cambridgeshire-local", "local.gpkg", NULL);
  g_autofree char *synced = cam_synced_place_find (usual, folder);

  return synced == NULL;
}

static void
update_banner (CamWindow *self)
{
  GFile *folder = self->shared != NULL ? cam_shared_folder_get_folder (self->shared) : NULL;
  gboolean is_writable = self->store != NULL && !cam_store_get_read_only (self->store);
  g_autofree char *synced = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (is_writable)
    synced = cam_synced_place_find (cam_store_get_path (self->store), folder);
  if (synced != NULL)
    {
      name = g_filename_display_basename (synced);
      /* Translators: %s is the name of a folder */
      text = g_strdup_printf (_("Your file lies in “%s”, a folder that is kept the same on several computers. It can be "
                                "damaged there."), name);
      adw_banner_set_title (self->synced_banner, text);
      adw_banner_set_button_label (self->synced_banner, can_move (self) ? _("_Move It…") : NULL);
    }
  adw_banner_set_revealed (self->synced_banner, synced != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.move-file", synced != NULL);
}

static void
folder_changed_cb (CamWindow *self)
{
  update_action (self);
  update_banner (self);
}

static void
merged_cb (CamWindow      *self,
           CamMergeReport *report,
           const char     *who)
{
  g_autofree char *text = cam_shared_label_merged (report, who);
  AdwToast *toast = NULL;

  if (text == NULL)
    return;
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  if (cam_merge_report_get_conflicts (report) > 0)
    {
      adw_toast_set_button_label (toast, _("_Review"));
      adw_toast_set_action_name (toast, "win.show-page");
      adw_toast_set_action_target (toast, "s", "review");
    }
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
told_cb (CamWindow  *self,
         const char *sentence)
{
  cam_window_tell (self, sentence);
}

void
cam_window_active_changed (CamWindow *self)
{
  if (self->shared != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    cam_shared_folder_hint (self->shared);
}

void
cam_window_exchange (CamWindow *self)
{
  if (self->shared != NULL)
    cam_shared_folder_exchange_async (self->shared, NULL, NULL);
}

static void
move_answered_cb (CamWindow  *self,
                  const char *response)
{
  if (g_str_equal (response, "move"))
    g_signal_emit_by_name (self, "move-file");
}

void
cam_window_ask_to_move (CamWindow *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (
    _("Move Your File?"),
    _("It moves to the usual place on this computer, with its backups, and leaves the folder here and on every other "
      "computer that has the folder. Colleagues who work with this very file should take a copy first; then choose a "
      "shared folder in the preferences to exchange what you type."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "move", _("_Move"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "move", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "move");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (move_answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

void
cam_window_set_shared (CamWindow       *self,
                       CamSharedFolder *shared)
{
  g_return_if_fail (CAM_IS_WINDOW (self));
  g_return_if_fail (shared == NULL || CAM_IS_SHARED_FOLDER (shared));

  if (self->shared != NULL)
    g_signal_handlers_disconnect_by_data (self->shared, self);
  g_set_object (&self->shared, shared);
  cam_shared_status_set_shared (self->shared_status, shared);
  if (shared != NULL)
    {
      g_signal_connect_object (shared, "merged", G_CALLBACK (merged_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (shared, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (shared, "notify::folder", G_CALLBACK (folder_changed_cb), self, G_CONNECT_SWAPPED);
    }
  folder_changed_cb (self);
}
