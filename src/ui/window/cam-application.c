/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-application.h"

#include "cam-background.h"
#include "cam-backup.h"
#include "cam-event-open.h"
#include "cam-file-move.h"
#include "cam-format.h"
#include "cam-preferences-dialog.h"
#include "cam-private-file.h"
#include "cam-reminders.h"
#include "cam-shared-settings.h"
#include "cam-ui.h"
#include "cam-wall-time.h"

#include <glib/gi18n.h>

/* A backup is made once the file has rested this long after a change. */
#define IDLE_SECONDS 600
/* How long ending the program may wait for the shared folder. */
#define LAST_EXCHANGE (3 * G_TIME_SPAN_SECOND)
/* So many dialogs may stand over each other before an event that somebody outside asks for is not opened. */
#define MAX_DIALOGS 2

struct _CamApplication
{
  AdwApplication  parent_instance;

  GCancellable   *cancellable;
  char           *path;
  CamReminders   *reminders;
  GSettings      *settings;
  CamSharedFolder *shared;     /* of @store; NULL where that cannot be written */
  CamStore       *store;
  CamWindow      *window;      /* weak */
  guint           backup_id;
  gboolean        is_held;     /* goes on without a window */
  gboolean        start_full;
};

G_DEFINE_FINAL_TYPE (CamApplication, cam_application, ADW_TYPE_APPLICATION)

char *
cam_application_dup_own_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "cambridgeshire-local", "local.gpkg", NULL);
}

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  /* The next rest tries again; a backup is no reason to disturb anybody. */
  if (!cam_backup_make_finish (CAM_STORE (source), result, &error))
    g_info ("No backup was made: %s", error->message);
}

static gboolean
idle_cb (gpointer user_data)
{
  CamApplication *self = user_data;

  /* Soon after the last backup none is due: the next look is after another rest. */
  if (!cam_backup_is_due (self->store))
    return G_SOURCE_CONTINUE;
  self->backup_id = 0;
  cam_backup_make_async (self->store, "idle", self->cancellable, backed_up_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (CamApplication *self)
{
  g_clear_handle_id (&self->backup_id, g_source_remove);
  self->backup_id = g_timeout_add_seconds (IDLE_SECONDS, idle_cb, self);
}

static void
show_store (CamApplication *self)
{
  if (self->window == NULL)
    return;
  cam_window_set_store (self->window, self->store);
  cam_window_set_shared (self->window, self->shared);
}

/* Without a file there is nothing to remind of, and nobody would see that the program still runs. */
static void
follow_hold (CamApplication *self)
{
  gboolean wanted = self->store != NULL && g_settings_get_boolean (self->settings, "remind")
                    && g_settings_get_boolean (self->settings, "remind-in-background");

  if (wanted == self->is_held)
    return;
  self->is_held = wanted;
  if (wanted)
    g_application_hold (G_APPLICATION (self));
  else
    g_application_release (G_APPLICATION (self));
}

/* The window has let go of it, or is going to. */
static void
leave_store (CamApplication *self)
{
  g_clear_handle_id (&self->backup_id, g_source_remove);
  if (self->window != NULL)
    cam_window_set_store (self->window, NULL);
  if (self->shared != NULL)
    cam_shared_folder_end (self->shared, LAST_EXCHANGE);
  g_clear_object (&self->shared);
  if (self->reminders != NULL)
    cam_reminders_set_store (self->reminders, NULL);
  if (self->store != NULL)
    cam_store_close (self->store);
  g_clear_object (&self->store);
  follow_hold (self);
}

static void
take_store (CamApplication *self,
            CamStore       *store)
{
  if (!g_set_object (&self->store, store))
    return;
  g_clear_object (&self->shared);
  if (!cam_store_get_read_only (store))
    {
      g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
      self->shared = cam_shared_settings_new_folder (self->settings, store);
    }
  cam_reminders_set_store (self->reminders, store);
  follow_hold (self);
  show_store (self);
}

static void
open_store (CamApplication *self)
{
  g_autoptr(CamStore) store = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      cam_window_show_first_run (self->window, self->path, self->start_full);
      return;
    }
  store = cam_store_open (self->path, CAM_STORE_OPEN_DEFAULT, &error);
  if (store != NULL)
    take_store (self, store);
  else
    cam_window_show_trouble (self->window, self->path, error);
}

/* To the name that the program opens by itself, or one beside it. */
static char *
choose_place (CamApplication *self)
{
  g_autofree char *own = cam_application_dup_own_path ();
  g_autofree char *folder = g_path_get_dirname (own);

  if (!g_file_test (own, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&own);
  return cam_file_choose_path (self->path, folder);
}

/* Out of a folder that is kept the same on several computers. */
static void
move_file (CamApplication *self)
{
  g_autofree char *to = choose_place (self);
  g_autofree char *shown = g_filename_display_name (to);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  cam_map_page_save (cam_window_get_map_page (self->window));
  leave_store (self);
  if (cam_file_move (self->path, to, &error))
    {
      g_set_str (&self->path, to);
      /* Translators: %s is the path of a file */
      text = g_strdup_printf (_("Your file is now “%s”."), shown);
    }
  else
    {
      g_debug ("%s", error->message);
      text = cam_format_error (error);
    }
  open_store (self);
  cam_window_tell (self->window, text);
}

static void
create_window (CamApplication *self)
{
  self->window = cam_window_new (GTK_APPLICATION (self), self->settings);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_signal_connect_object (self->window, "store-ready", G_CALLBACK (take_store), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "retry", G_CALLBACK (open_store), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "move-file", G_CALLBACK (move_file), self, G_CONNECT_SWAPPED);
  if (self->store != NULL)
    show_store (self);
  else
    open_store (self);
}

static void
cam_application_activate (GApplication *application)
{
  CamApplication *self = CAM_APPLICATION (application);

  if (self->window == NULL)
    create_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
cam_application_open (GApplication  *application,
                      GFile        **files,
                      int            n_files,
                      const char    *hint)
{
  CamApplication *self = CAM_APPLICATION (application);

  g_autoptr(GListStore) list = g_list_store_new (G_TYPE_FILE);

  cam_application_activate (application);
  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);
  cam_window_import (self->window, G_LIST_MODEL (list));
}

static void
scheme_changed_cb (CamApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  guint scheme = (guint) g_settings_get_enum (self->settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_application_get_style_manager (ADW_APPLICATION (self)),
                                      schemes[MIN (scheme, G_N_ELEMENTS (schemes) - 1)]);
}

static void
remind_cb (const char *id,
           const char *title,
           const char *body,
           const char *event_uuid,
           const char *original_at,
           gpointer    data)
{
  GApplication *application = data;
  g_autoptr(GNotification) notification = NULL;

  if (title == NULL)
    {
      g_application_withdraw_notification (application, id);
      return;
    }
  notification = g_notification_new (title);
  if (body != NULL)
    g_notification_set_body (notification, body);
  if (event_uuid != NULL)
    g_notification_set_default_action_and_target (notification, "app.open-event", "(ss)", event_uuid,
                                                  original_at != NULL ? original_at : "");
  else
    g_notification_set_default_action (notification, "app.show-events");
  g_application_send_notification (application, id, notification);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CamApplication) self = user_data;
  g_autoptr(GError) error = NULL;

  if (cam_background_request_finish (result, &error) || error != NULL || self->settings == NULL)
    return;
  g_settings_set_boolean (self->settings, "remind-in-background", FALSE);
  if (self->window != NULL)
    cam_window_tell (self->window, _("This computer does not let the program go on while its window is closed."));
}

static void
background_changed_cb (CamApplication *self)
{
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (self));

  if (g_settings_get_boolean (self->settings, "remind-in-background") && bus != NULL)
    cam_background_request_async (bus, _("To remind you of events while the window is closed"), self->cancellable, asked_cb,
                                  g_object_ref (self));
  follow_hold (self);
}

static void
show_events_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  CamApplication *self = user_data;

  g_application_activate (G_APPLICATION (self));
  if (self->window != NULL && self->store != NULL)
    cam_window_set_page (self->window, "events");
}

/* Anything on the message bus may call this, with anything, again and again. */
static void
open_event_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  CamApplication *self = user_data;
  const char *uuid = NULL;
  const char *original_at = NULL;
  g_autoptr(GListModel) dialogs = NULL;

  g_variant_get (parameter, "(&s&s)", &uuid, &original_at);
  g_application_activate (G_APPLICATION (self));
  if (self->window == NULL || self->store == NULL || !g_uuid_string_is_valid (uuid))
    return;
  dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self->window));
  if (g_list_model_get_n_items (dialogs) >= MAX_DIALOGS)
    return;
  cam_window_set_page (self->window, "events");
  cam_event_open (GTK_WIDGET (self->window), self->store, uuid,
                  cam_wall_time_from_text (original_at) != CAM_WALL_TIME_NONE ? original_at : NULL);
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  CamApplication *self = user_data;

  /* Closing saves what is being typed. */
  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  g_application_quit (G_APPLICATION (self));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  CamApplication *self = user_data;
  AdwDialog *dialog = cam_preferences_dialog_new (self->settings, self->shared);

  if (self->store != NULL)
    cam_preferences_dialog_set_store (CAM_PREFERENCES_DIALOG (dialog), self->store);
  adw_dialog_present (dialog, self->window != NULL ? GTK_WIDGET (self->window) : NULL);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  CamApplication *self = user_data;
  const char *developers[] = { _("The Cambridgeshire Local contributors"), NULL };

  adw_show_about_dialog (self->window != NULL ? GTK_WIDGET (self->window) : NULL,
                         "application-name", _("Cambridgeshire Local"),
                         "application-icon", CAM_APP_ID,
                         "developer-name", developers[0],
                         "developers", developers,
                         "version", CAM_VERSION,
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Areas, plans, events and partners of a county, in one file on "
                                       "this computer."),
                         NULL);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_action },
  { .name = "preferences", .activate = preferences_action },
  { .name = "about", .activate = about_action },
  { .name = "show-events", .activate = show_events_action },
  { .name = "open-event", .activate = open_event_action, .parameter_type = "(ss)" },
};

static void
set_accels (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } shortcuts[] = {
    { "app.quit", { "<Control>q" } },
    { "app.preferences", { "<Control>comma" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "win.search", { "<Control>f" } },
    { "win.import", { "<Control>o" } },
    { "win.share", { "<Control><Shift>s" } },
    { "win.export", { "<Control>e" } },
    { "win.history", { "<Control>h" } },
    { "win.log-conversation", { "<Control>l" } },
    { "win.show-help-overlay", { "<Control>question" } },
    { "win.show-page::today", { "<Alt>1" } },
    { "win.show-page::map", { "<Alt>2" } },
    { "win.show-page::plans", { "<Alt>3" } },
    { "win.show-page::events", { "<Alt>4" } },
    { "win.show-page::partners", { "<Alt>5" } },
    { "win.show-page::review", { "<Alt>7" } },
    { "window.close", { "<Control>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].accels);
}

static void
sweep_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  cam_private_file_sweep ();
  g_task_return_boolean (task, TRUE);
}

/* What a crash left of copies that had a passphrase must not wait for the next one. */
static void
sweep (void)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, sweep);
  g_task_run_in_thread (task, sweep_thread);
}

static void
cam_application_startup (GApplication *application)
{
  CamApplication *self = CAM_APPLICATION (application);

  cam_ui_init ();
  G_APPLICATION_CLASS (cam_application_parent_class)->startup (application);

  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (scheme_changed_cb), self,
                           G_CONNECT_SWAPPED);
  scheme_changed_cb (self);
  self->reminders = cam_reminders_new (self->settings, remind_cb, self);
  g_signal_connect_object (self->settings, "changed::remind", G_CALLBACK (follow_hold), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::remind-in-background", G_CALLBACK (background_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accels (GTK_APPLICATION (self));
  sweep ();
}

static void
cam_application_shutdown (GApplication *application)
{
  CamApplication *self = CAM_APPLICATION (application);

  g_cancellable_cancel (self->cancellable);
  /* An open dialog keeps a window from closing, but not the program from ending. */
  if (self->window != NULL)
    {
      cam_window_set_store (self->window, NULL);
      gtk_window_destroy (GTK_WINDOW (self->window));
    }
  leave_store (self);
  g_clear_object (&self->reminders);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (cam_application_parent_class)->shutdown (application);
}

static int
cam_application_handle_local_options (GApplication *application,
                                      GVariantDict *options)
{
  CamApplication *self = CAM_APPLICATION (application);
  g_autofree char *path = NULL;

  if (g_variant_dict_lookup (options, "file", "^ay", &path))
    {
      g_autoptr(GFile) file = g_file_new_for_commandline_arg (path);

      /* A window on another file is another program, not this one's second window. */
      g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
      g_free (self->path);
      self->path = g_file_get_path (file);
      if (self->path == NULL)
        {
          g_printerr ("%s\n", _("The file must be on this computer."));
          return 2;
        }
    }
  self->start_full = g_variant_dict_contains (options, "starter");
  return -1;
}

static void
cam_application_finalize (GObject *object)
{
  CamApplication *self = CAM_APPLICATION (object);

  if (self->window != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (cam_application_parent_class)->finalize (object);
}

static void
cam_application_class_init (CamApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cam_application_finalize;
  application_class->activate = cam_application_activate;
  application_class->handle_local_options = cam_application_handle_local_options;
  application_class->open = cam_application_open;
  application_class->shutdown = cam_application_shutdown;
  application_class->startup = cam_application_startup;
}

static void
cam_application_init (CamApplication *self)
{
  static const GOptionEntry options[] = {
    { "file", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Open this file instead of your own"), N_("FILE") },
    { "starter", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Make a missing file from the starter pack"), NULL },
    { 0 },
  };

  self->cancellable = g_cancellable_new ();
  self->path = cam_application_dup_own_path ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

CamApplication *
cam_application_new (void)
{
  return g_object_new (CAM_TYPE_APPLICATION,
                       "application-id", CAM_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/uk/gov/cambridgeshire/Local",
                       NULL);
}

CamStore *
cam_application_get_store (CamApplication *self)
{
  g_return_val_if_fail (CAM_IS_APPLICATION (self), NULL);

  return self->store;
}

CamWindow *
cam_application_get_window (CamApplication *self)
{
  g_return_val_if_fail (CAM_IS_APPLICATION (self), NULL);

  return self->window;
}

CamReminders *
cam_application_get_reminders (CamApplication *self)
{
  g_return_val_if_fail (CAM_IS_APPLICATION (self), NULL);

  return self->reminders;
}
