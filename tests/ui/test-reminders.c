/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reminders of events: what is told and when, by a clock of the test; what reaches the desktop, on a message bus of the
 * test with a desktop that only listens; whether the program may go on without its window. */
#include "ui-test.h"

#include "cam-application.h"
#include "cam-background.h"
#include "cam-event-dialog.h"
#include "cam-preferences-dialog.h"
#include "cam-reminders.h"

#include <string.h>

typedef struct
{
  CamStore     *store;
  GSettings    *settings;
  CamReminders *reminders;
  GString      *told;
  char         *event;
} Fixture;

static void
told_cb (const char *id,
         const char *title,
         const char *body,
         const char *event_uuid,
         const char *original_at,
         gpointer    data)
{
  Fixture *self = data;

  if (title == NULL)
    g_string_append_printf (self->told, "back %s|", g_str_equal (id, "events") ? id : "event");
  else
    g_string_append_printf (self->told, "%s / %s / %s|", title, body != NULL ? body : "-",
                            event_uuid == NULL ? "several" : original_at != NULL ? original_at : "once");
}

static void
reset (GSettings *settings)
{
  static const char *const keys[] = { "remind", "remind-minutes", "remind-in-background", "reminded-until", "my-areas", "scope" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);
}

static void
start (Fixture *self)
{
  self->reminders = cam_reminders_new (self->settings, told_cb, self);
  cam_reminders_set_store (self->reminders, self->store);
}

static void
stop (Fixture *self)
{
  g_assert_finalize_object (self->reminders);
  self->reminders = NULL;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->store = ui_test_new_store ();
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  reset (self->settings);
  self->told = g_string_new (NULL);
  start (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  stop (self);
  reset (self->settings);
  g_clear_object (&self->settings);
  ui_test_free_store (self->store);
  g_string_free (self->told, TRUE);
  g_free (self->event);
}

typedef struct
{
  const char *table;
  const char *uuid;
  CamCell     cells[8];
  guint       n_cells;
  char       *made;
} Edit;

static gboolean
edit_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  Edit *edit = data;

  if (edit->uuid != NULL)
    return cam_writer_update (writer, edit->table, edit->uuid, edit->cells, edit->n_cells, error);
  edit->made = cam_writer_insert (writer, edit->table, edit->cells, edit->n_cells, error);
  return edit->made != NULL;
}

static void
write_edit (Fixture *self,
            Edit    *edit)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (cam_store_write (self->store, "Edit", edit_cb, edit, &error));
  g_assert_no_error (error);
  ui_test_settle ();
}

static char *
add_event (Fixture    *self,
           const char *kind,
           const char *starts,
           const char *ends)
{
  Edit edit = { "event", NULL, { { "name", cam_text ("About Mrs Smith") }, { "kind", cam_text (kind) },
                                 { "lead", cam_text ("Ada Lovelace") }, { "starts_at", cam_text (starts) },
                                 { "ends_at", cam_text (ends) } }, 5 };

  write_edit (self, &edit);
  return edit.made;
}

static void
set_event (Fixture    *self,
           const char *column,
           const char *text)
{
  Edit edit = { "event", self->event, { { column, cam_text (text) } }, 1 };

  write_edit (self, &edit);
}

static gint64
parse (const char *text)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  return g_date_time_to_unix (time);
}

/* What is told at @now, taken from the list. */
static void
check (Fixture    *self,
       const char *now,
       const char *expected)
{
  cam_reminders_check (self->reminders, parse (now));
  g_assert_cmpstr (self->told->str, ==, expected);
  g_string_truncate (self->told, 0);
}

/* Once, and nothing of what an event is called or who leads it. */
static void
test_one (Fixture       *self,
          gconstpointer  data)
{
  g_autofree char *area = ui_test_find (self->store, "Alder");
  Edit link = { "event_area", NULL, { { "area_uuid", cam_text (area) } }, 2 };

  self->event = add_event (self, "workshop", "2026-03-03T10:00", "2026-03-03T12:00");
  check (self, "2026-03-03T09:30:00", "");
  link.cells[1] = (CamCell) { "event_uuid", cam_text (self->event) };
  write_edit (self, &link);
  g_free (link.made);
  g_settings_set_boolean (self->settings, "remind", TRUE);
  check (self, "2026-03-03T08:59:00", "");
  check (self, "2026-03-03T09:00:10", "Workshop at 10:00 / In Alder / once|");
  check (self, "2026-03-03T09:00:40", "");
  /* Moved: the old one is taken back, the new time is told when it is due. */
  set_event (self, "starts_at", "2026-03-03T11:00");
  check (self, "2026-03-03T09:05:00", "back event|");
  check (self, "2026-03-03T10:00:00", "Workshop at 11:00 / In Alder / once|");
  set_event (self, "status", "cancelled");
  check (self, "2026-03-03T10:01:00", "back event|");
  check (self, "2026-03-03T10:30:00", "");
  /* A word that no version knows may be anything. */
  set_event (self, "status", "confirmed");
  set_event (self, "kind", "Mrs Smith");
  check (self, "2026-03-03T10:31:00", "Event at 11:00 / In Alder / once|");
}

/* However long the computer slept, one thing is told; what has begun meanwhile is not. */
static void
test_sleep (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *first = add_event (self, "media", "2026-03-03T09:30", "2026-03-03T10:00");
  g_autofree char *second = add_event (self, "training", "2026-03-03T10:30", "2026-03-03T12:00");
  g_autofree char *third = add_event (self, "forum", "2026-03-03T10:45", "2026-03-03T12:00");

  g_settings_set_boolean (self->settings, "remind", TRUE);
  check (self, "2026-03-03T07:00:00", "");
  check (self, "2026-03-03T10:00:00", "2 events begin soon / The first: Training session at 10:30 / several|");
  check (self, "2026-03-03T10:00:30", "");
}

/* Another start tells what was missed and nothing twice; a clock that was wrong keeps nothing back for ever. */
static void
test_restart (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *second = NULL;

  self->event = add_event (self, "workshop", "2026-03-03T10:00", "2026-03-03T12:00");
  second = add_event (self, "outreach", "2026-03-03T10:40", "2026-03-03T12:00");
  g_settings_set_boolean (self->settings, "remind", TRUE);
  check (self, "2026-03-03T08:00:00", "");
  check (self, "2026-03-03T09:10:00", "Workshop at 10:00 / - / once|");
  stop (self);
  start (self);
  check (self, "2026-03-03T09:20:00", "");
  stop (self);
  start (self);
  check (self, "2026-03-03T09:50:00", "Outreach stop at 10:40 / - / once|");
  stop (self);
  g_settings_set_int64 (self->settings, "reminded-until", parse ("2036-01-01T00:00:00"));
  start (self);
  check (self, "2026-03-02T12:00:00", "");
  check (self, "2026-03-03T09:01:00", "Workshop at 10:00 / - / once|");
  /* The clock goes back: it was told. */
  check (self, "2026-03-02T12:00:00", "");
  check (self, "2026-03-03T09:02:00", "");
}

static void
test_words (Fixture       *self,
            gconstpointer  data)
{
  Edit all_day = { "event", NULL, { { "all_day", cam_integer (1) } }, 1 };
  Edit series = { "event", NULL, { { "recurrence", cam_text ("FREQ=DAILY;COUNT=3") } }, 1 };

  self->event = add_event (self, "conference", "2026-03-04", "2026-03-04");
  all_day.uuid = self->event;
  write_edit (self, &all_day);
  g_settings_set_uint (self->settings, "remind-minutes", 1440);
  g_settings_set_boolean (self->settings, "remind", TRUE);
  check (self, "2026-03-02T09:00:00", "");
  check (self, "2026-03-03T09:00:00", "Conference tomorrow / - / once|");
  set_event (self, "kind", "forum");
  all_day.cells[0].value = cam_integer (0);
  write_edit (self, &all_day);
  set_event (self, "starts_at", "2026-03-04T10:00");
  check (self, "2026-03-03T12:00:00", "back event|Forum or network tomorrow at 10:00 / - / once|");
  series.uuid = self->event;
  write_edit (self, &series);
  check (self, "2026-03-04T11:00:00", "back event|Forum or network tomorrow at 10:00 / - / 2026-03-05T10:00|");
  g_settings_set_uint (self->settings, "remind-minutes", 10080);
  check (self, "2026-03-04T11:01:00", "Forum or network on 6 March at 10:00 / - / 2026-03-06T10:00|");
  g_settings_set_boolean (self->settings, "remind", FALSE);
  check (self, "2026-03-05T09:30:00", "");
}

static void
test_scope (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *birch = ui_test_find (self->store, "Birch");
  g_autofree char *westland = ui_test_find (self->store, "Westland");
  const char *mine[] = { birch, NULL };
  Edit link = { "event_area", NULL, { { "area_uuid", cam_text (birch) } }, 2 };

  self->event = add_event (self, "workshop", "2026-03-03T10:00", "2026-03-03T12:00");
  link.cells[1] = (CamCell) { "event_uuid", cam_text (self->event) };
  write_edit (self, &link);
  g_free (link.made);
  g_settings_set_string (self->settings, "scope", westland);
  g_settings_set_boolean (self->settings, "remind", TRUE);
  check (self, "2026-03-03T08:00:00", "");
  check (self, "2026-03-03T09:10:00", "");
  g_settings_set_strv (self->settings, "my-areas", mine);
  check (self, "2026-03-03T09:11:00", "Workshop at 10:00 / In Birch / once|");
}

/* A desktop that listens: what it was told, and what it answers. */
typedef struct
{
  GDBusConnection *bus;
  GDBusConnection *mine;
  guint            owner_id;
  guint            object_id;
  gboolean         has_name;
  GString         *heard;
  gboolean         allows;
} Desktop;

static const char desktop_xml[] =
  "<node><interface name='org.gtk.Notifications'>"
  "<method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='a{sv}' direction='in'/></method>"
  "<method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/></method></interface>"
  "<interface name='org.freedesktop.portal.Background'>"
  "<method name='RequestBackground'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "<arg type='o' direction='out'/></method></interface></node>";

static void
answer_background (Desktop               *self,
                   const char            *sender,
                   GVariant              *parameters,
                   GDBusMethodInvocation *invocation)
{
  g_autoptr(GVariant) options = g_variant_get_child_value (parameters, 1);
  const char *token = NULL;
  gboolean autostart = TRUE;
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *path = NULL;
  GVariantBuilder results;

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_assert_true (g_variant_lookup (options, "autostart", "b", &autostart));
  g_assert_false (autostart);
  path = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", path));
  g_variant_builder_init (&results, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (self->allows));
  g_variant_builder_add (&results, "{sv}", "autostart", g_variant_new_boolean (FALSE));
  g_dbus_connection_emit_signal (self->bus, sender, path, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", self->allows ? 0 : 1, &results), NULL);
  g_string_append (self->heard, "asked|");
}

static void
method_cb (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               data)
{
  Desktop *self = data;
  g_autofree char *text = NULL;

  if (g_str_equal (method, "RequestBackground"))
    {
      answer_background (self, sender, parameters, invocation);
      return;
    }
  text = g_variant_print (parameters, FALSE);
  g_string_append_printf (self->heard, "%s %s|", method, text);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
named_cb (GDBusConnection *connection,
          const char      *name,
          gpointer         data)
{
  ((Desktop *) data)->has_name = TRUE;
}

static gboolean
has_name (gpointer data)
{
  return ((Desktop *) data)->has_name;
}

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                                 | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL,
                                                                 &error);

  g_assert_no_error (error);
  return bus;
}

static void
desktop_start (Desktop    *self,
               const char *name,
               const char *path,
               guint       interface)
{
  static const GDBusInterfaceVTable table = { method_cb, NULL, NULL };
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (desktop_xml, NULL);

  self->bus = connect_to_bus ();
  self->mine = connect_to_bus ();
  self->heard = g_string_new (NULL);
  self->object_id = g_dbus_connection_register_object (self->bus, path, node->interfaces[interface], &table, self, NULL, NULL);
  self->owner_id = g_bus_own_name_on_connection (self->bus, name, G_BUS_NAME_OWNER_FLAGS_NONE, named_cb, NULL, self, NULL);
  ui_test_wait (has_name, self);
}

static void
desktop_stop (Desktop *self)
{
  g_bus_unown_name (self->owner_id);
  g_dbus_connection_unregister_object (self->bus, self->object_id);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_dbus_connection_close_sync (self->mine, NULL, NULL);
  g_clear_object (&self->bus);
  g_clear_object (&self->mine);
  g_string_free (self->heard, TRUE);
}

static void
take_result (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static gboolean
ask (GDBusConnection *connection)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_allowed = FALSE;

  cam_background_request_async (connection, "To remind you", NULL, take_result, &result);
  ui_test_wait (has_result, &result);
  is_allowed = cam_background_request_finish (result, &error);
  g_assert_no_error (error);
  return is_allowed;
}

static void
test_background (void)
{
  g_autoptr(GDBusConnection) alone = connect_to_bus ();
  Desktop desktop = { NULL };

  /* Without a portal. */
  g_assert_true (ask (alone));
  desktop_start (&desktop, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", 1);
  g_assert_false (ask (desktop.mine));
  desktop.allows = TRUE;
  g_assert_true (ask (desktop.mine));
  g_assert_cmpstr (desktop.heard->str, ==, "asked|asked|");
  desktop_stop (&desktop);
  g_dbus_connection_close_sync (alone, NULL, NULL);
}

/* The program itself. */
typedef struct
{
  CamApplication *application;
  GSettings      *settings;
  char           *folder;
  char           *path;
  char           *event;
  Desktop         desktop;
  gboolean        is_checked;
} Program;

static gboolean
has_heard (gpointer data)
{
  return ((Program *) data)->desktop.heard->len > 0;
}

static gboolean
has_window (gpointer data)
{
  return cam_application_get_window (((Program *) data)->application) != NULL;
}

static gboolean
has_no_window (gpointer data)
{
  return !has_window (data);
}

static void
open_event (Program    *self,
            const char *uuid,
            const char *original_at)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "open-event",
                                  g_variant_new ("(ss)", uuid, original_at));
  ui_test_settle ();
}

static guint
count_dialogs (Program *self)
{
  CamWindow *window = cam_application_get_window (self->application);
  g_autoptr(GListModel) dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (window));

  return g_list_model_get_n_items (dialogs);
}

/* What comes over the bus is hostile until it is known to be an event. */
static void
check_actions (Program *self)
{
  static const char *const wrong[] = { "", "x", "'; DROP TABLE event; --", "11111111-1111-4111-8111-111111111111" };
  CamWindow *window = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      open_event (self, wrong[i], wrong[i]);
      g_assert_cmpuint (count_dialogs (self), ==, 0);
    }
  for (guint i = 0; i < 5; i++)
    open_event (self, self->event, i == 0 ? "\xef\xbf\xbd" : "2026-03-03T10:00");
  g_assert_cmpuint (count_dialogs (self), ==, 2);
  window = cam_application_get_window (self->application);
  while (count_dialogs (self) > 0)
    {
      adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
      ui_test_settle ();
    }
}

/* Closing the window ends the program, unless somebody wants to be reminded without one. */
static void
check_closed (Program *self)
{
  gtk_window_close (GTK_WINDOW (cam_application_get_window (self->application)));
  ui_test_wait (has_no_window, self);
  ui_test_settle ();
  g_assert_nonnull (cam_application_get_store (self->application));
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "show-events", NULL);
  ui_test_wait (has_window, self);
  ui_test_settle ();
}

/* What reaches the desktop: nothing of what the event is called. A click opens it. */
static void
check_told (Program *self)
{
  g_autofree char *target = g_strconcat ("('", self->event, "', '')", NULL);

  cam_reminders_check (cam_application_get_reminders (self->application), parse ("2026-03-03T08:00:00"));
  cam_reminders_check (cam_application_get_reminders (self->application), parse ("2026-03-03T09:30:00"));
  ui_test_wait (has_heard, self);
  g_test_message ("%s", self->desktop.heard->str);
  g_assert_nonnull (strstr (self->desktop.heard->str, "AddNotification"));
  g_assert_nonnull (strstr (self->desktop.heard->str, "<'Engagement event at 10:00'>"));
  g_assert_nonnull (strstr (self->desktop.heard->str, "<'app.open-event'>"));
  g_assert_nonnull (strstr (self->desktop.heard->str, target));
  g_assert_null (strstr (self->desktop.heard->str, "Smith"));
}

static gboolean
program_cb (gpointer data)
{
  Program *self = data;
  g_autofree char *expected = NULL;

  g_settings_set_boolean (self->settings, "remind", TRUE);
  g_settings_set_boolean (self->settings, "remind-in-background", TRUE);
  check_told (self);
  check_actions (self);
  check_closed (self);
  self->is_checked = TRUE;
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
make_file (Program *self)
{
  g_autoptr(GError) error = NULL;
  CamStore *store = cam_store_open (self->path, CAM_STORE_OPEN_CREATE, &error);
  Edit edit = { "event", NULL, { { "name", cam_text ("About Mrs Smith") }, { "starts_at", cam_text ("2026-03-03T10:00") } }, 2 };

  g_assert_no_error (error);
  g_assert_true (cam_store_write (store, "Add", edit_cb, &edit, &error));
  self->event = edit.made;
  cam_store_close (store);
  g_assert_finalize_object (store);
}

static void
test_program (void)
{
  Program self = { .settings = g_settings_new ("uk.gov.cambridgeshire.Local"), .folder = g_dir_make_tmp ("cam-remind-XXXXXX", NULL) };
  char *argv[] = { (char *) "cambridgeshire-local", (char *) "--file", NULL, NULL };

  self.path = g_build_filename (self.folder, "local.gpkg", NULL);
  argv[2] = self.path;
  make_file (&self);
  reset (self.settings);
  desktop_start (&self.desktop, "org.gtk.Notifications", "/org/gtk/Notifications", 0);
  self.application = cam_application_new ();
  g_idle_add (program_cb, &self);
  g_assert_cmpint (g_application_run (G_APPLICATION (self.application), 3, argv), ==, 0);
  g_assert_true (self.is_checked);
  ui_test_settle ();
  g_assert_finalize_object (self.application);
  desktop_stop (&self.desktop);
  reset (self.settings);
  g_object_unref (self.settings);
  ui_test_remove_folder (self.folder);
  g_free (self.folder);
  g_free (self.path);
  g_free (self.event);
}

static gboolean
is_left_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

/* The preferences of libadwaita want 360 pixels beside the frame that a window has here. */
static const UiTestLook looks[] = {
  { "light", 800, 900, FALSE },
  { "dark", 800, 900, TRUE },
  { "narrow", 370, 900, FALSE },
};

static void
test_preferences (gconstpointer data)
{
  const UiTestLook *look = data;
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  CamStore *store = ui_test_new_store ();
  CamWindow *window = NULL;
  AdwDialog *dialog = NULL;
  GtkWidget *row = NULL;

  reset (settings);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_settings_set (settings, "window-size", "(ii)", look->width, look->height);
  window = cam_window_new (NULL, settings);
  cam_window_set_store (window, store);
  gtk_window_present (GTK_WINDOW (window));
  dialog = cam_preferences_dialog_new (settings, NULL);
  adw_dialog_present (dialog, GTK_WIDGET (window));
  ui_test_settle ();
  row = ui_test_find_row (GTK_WIDGET (dialog), "How long before");
  g_assert_false (gtk_widget_get_sensitive (row));
  adw_switch_row_set_active (ADW_SWITCH_ROW (ui_test_find_row (GTK_WIDGET (dialog), "Remind me")), TRUE);
  g_assert_true (g_settings_get_boolean (settings, "remind"));
  g_assert_true (gtk_widget_get_sensitive (row));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 3);
  g_assert_cmpuint (g_settings_get_uint (settings, "remind-minutes"), ==, 1440);
  g_settings_set_uint (settings, "remind-minutes", 10080);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 3);
  gtk_widget_grab_focus (ui_test_find_row (GTK_WIDGET (dialog), "Also while"));
  ui_test_settle ();
  ui_test_take_picture (GTK_WINDOW (window), look, "preferences-reminders");
  adw_dialog_force_close (dialog);
  ui_test_settle ();
  reset (settings);
  cam_window_set_store (window, NULL);
  ui_test_destroy (GTK_WINDOW (window));
  ui_test_wait (is_left_alone, store);
  ui_test_free_store (store);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
#define TEST(name, func) g_test_add ("/reminders/" name, Fixture, NULL, set_up, func, tear_down)
  TEST ("one", test_one);
  TEST ("sleep", test_sleep);
  TEST ("restart", test_restart);
  TEST ("words", test_words);
  TEST ("scope", test_scope);
  g_test_add_func ("/reminders/background", test_background);
  g_test_add_func ("/reminders/program", test_program);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/reminders/preferences-", looks[i].name, NULL);

      g_test_add_data_func (path, &looks[i], test_preferences);
    }
  return ui_test_run ();
}
