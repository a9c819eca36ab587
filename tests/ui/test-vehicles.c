/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vehicle of an event, what it clashes with, and how long it takes from one place to the next. With CAM_SCREENSHOTS
 * naming a folder, pictures are kept there. */
#include "event-form-fixture.h"

#include "cam-event-clash-group.h"
#include "cam-event-vehicle-group.h"
#include "cam-geometry.h"
#include "cam-pick-dialog.h"
#include "cam-preferences-dialog.h"
#include "cam-travel-group.h"
#include "cam-travel-settings.h"

#include <string.h>

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static GtkWidget *
find_pick (Fixture *self)
{
  return ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PICK_DIALOG);
}

static const char *
get_subtitle (GtkWidget  *dialog,
              const char *title)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (ui_test_find_row (dialog, title)));
}

static GtkWidget *
open_vehicle (GtkWidget *dialog)
{
  gtk_widget_activate (ui_test_find_row (dialog, "Vehicle"));
  ui_test_settle ();
  g_assert_nonnull (ui_test_find_type (dialog, CAM_TYPE_EVENT_VEHICLE_GROUP));
  return ui_test_find_type (dialog, CAM_TYPE_EVENT_VEHICLE_GROUP);
}

static void
search (Fixture    *self,
        GtkWidget  *group,
        const char *name)
{
  GtkWidget *entry = NULL;

  gtk_widget_activate_action (group, "vehicle.choose", NULL);
  ui_test_settle ();
  g_assert_nonnull (find_pick (self));
  entry = ui_test_find_type (find_pick (self), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "search-changed");
  ui_test_settle ();
}

static void
add_vehicle (Fixture    *self,
             GtkWidget  *group,
             const char *name)
{
  g_autofree char *label = g_strdup_printf ("Add “%s”", name);

  search (self, group, name);
  g_signal_emit_by_name (find_button (find_pick (self), label), "clicked");
  wait_for_action (self, "Change vehicle of event");
}

static gboolean
is_named (gpointer data)
{
  const char *columns[] = { "uuid", NULL };
  g_autoptr(CamCursor) cursor = cam_store_select (((Fixture *) data)->store, "vehicle", columns, "WHERE name = 'Outreach van'",
                                                  NULL, 0, NULL);

  return cam_cursor_next (cursor, NULL);
}

static void
test_vehicle (Fixture       *self,
              gconstpointer  data)
{
  GtkWidget *dialog = open_event (self, self->event, NULL);
  GtkWidget *group = NULL;

  g_assert_cmpstr (get_subtitle (dialog, "Vehicle"), ==, "None");
  group = open_vehicle (dialog);
  add_vehicle (self, group, "Library <van>");
  g_assert_cmpstr (get_subtitle (dialog, "Vehicle"), ==, "Library <van>");
  type_in (group, "Registration", "AB12 CDE");
  wait_for_action (self, "Change vehicle");
  type_in (group, "Name", "Outreach van");
  ui_test_wait (is_named, self);
  ui_test_settle ();
  g_assert_cmpstr (get_subtitle (dialog, "Vehicle"), ==, "Outreach van");
  assert_cell (self, "vehicle", "registration", "WHERE name = 'Outreach van'", "AB12 CDE");
  gtk_widget_activate_action (group, "vehicle.remove", NULL);
  wait_for_action (self, "Change vehicle of event");
  g_assert_cmpstr (get_subtitle (dialog, "Vehicle"), ==, "None");
  g_assert_cmpint (cam_store_count (self->store, "vehicle"), ==, 1);
  ui_test_undo (self->store);
  ui_test_settle ();
  g_assert_cmpstr (get_subtitle (dialog, "Vehicle"), ==, "Outreach van");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static gboolean
other_cb (CamWriter  *writer,
          gpointer    data,
          GError    **error)
{
  Fixture *self = data;
  g_autoptr(CamGeometry) there = cam_geometry_new_point (0.1, 52.2);
  g_autoptr(CamGeometry) here = cam_geometry_new_point (0.1, 52.4);
  g_autoptr(GBytes) far = cam_geometry_to_gpkg (there);
  g_autoptr(GBytes) near = cam_geometry_to_gpkg (here);
  const CamCell place[] = { { "geom", cam_blob (near) } };
  g_autofree char *van = UI_TEST_PUT (writer, "vehicle", { "name", cam_text ("Outreach van") });
  g_autofree char *green = UI_TEST_PUT (writer, "venue", { "name", cam_text ("Village green") }, { "geom", cam_blob (far) });
  g_autofree char *other = UI_TEST_PUT (writer, "event", { "name", cam_text ("Stop at the green") },
                                        { "starts_at", cam_text ("2027-01-14T13:00") },
                                        { "ends_at", cam_text ("2027-01-14T14:00") }, { "vehicle_uuid", cam_text (van) },
                                        { "venue_uuid", cam_text (green) });
  const CamCell cells[] = { { "vehicle_uuid", cam_text (van) } };
  const char *columns[] = { "uuid", NULL };
  g_autoptr(CamCursor) cursor = cam_writer_select (writer, "venue", columns, "WHERE name LIKE 'Alder%'", NULL, 0, error);
  g_autofree char *hall = NULL;

  if (cursor == NULL || !cam_cursor_next (cursor, error))
    return FALSE;
  hall = g_strdup (cam_cursor_get_text (cursor, 0));
  g_clear_pointer (&cursor, cam_cursor_free);
  return other != NULL && cam_writer_update (writer, "venue", hall, place, 1, error)
         && cam_writer_update (writer, "event", self->event, cells, 1, error);
}

static void
add_other (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (cam_store_write (self->store, "Add", other_cb, self, &error));
  g_assert_no_error (error);
  ui_test_settle ();
}

static const char *
get_clash (GtkWidget  *dialog,
           const char *begins)
{
  GtkWidget *row = ui_test_find_row (ui_test_find_type (dialog, CAM_TYPE_EVENT_CLASH_GROUP), begins);

  return row != NULL ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)) : NULL;
}

typedef struct
{
  GtkWidget  *dialog;
  const char *begins;
  gboolean    there;
} Wanted;

static gboolean
is_as_wanted (gpointer data)
{
  const Wanted *wanted = data;

  return (get_clash (wanted->dialog, wanted->begins) != NULL) == wanted->there;
}

/* With the drive as the file has it, while one edits it; silenced by itself. */
static void
test_clash (Fixture       *self,
            gconstpointer  data)
{
  const CamDriveTime slow = { 30, 2 };
  GtkWidget *dialog = NULL;
  Wanted wanted = { NULL, "Outreach van goes on", TRUE };

  add_other (self);
  dialog = wanted.dialog = open_event (self, self->event, NULL);
  g_assert_null (get_clash (dialog, "Outreach van"));
  g_assert_true (cam_travel_settings_save (self->store, &slow, NULL));
  ui_test_wait (is_as_wanted, &wanted);
  g_assert_cmpstr (get_clash (dialog, "Outreach van"), ==,
                   "Outreach van goes on to “Stop at the green”: 75 minutes’ drive, 60 minutes between.");
  type_in (dialog, "Ends", "13:30");
  wait_for_action (self, "Move event");
  wanted.begins = "Overlaps “Stop at the green”, 13:00 to 14:00: Outreach van is in use there.";
  ui_test_wait (is_as_wanted, &wanted);
  ui_test_settle ();
  gtk_widget_activate (ui_test_find_tooltip (ui_test_find_type (dialog, CAM_TYPE_EVENT_CLASH_GROUP), "Do Not Tell Again"));
  wait_for_action (self, "Set clash aside");
  wanted.there = FALSE;
  ui_test_wait (is_as_wanted, &wanted);
  assert_cell (self, "clash_silence", "kind", "WHERE deleted = 0", "vehicle");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* 10 + 10 × 2.5. */
static gboolean
is_slower (gpointer data)
{
  return strstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (data)), "take 35 minutes") != NULL;
}

static void
test_travel (Fixture       *self,
             gconstpointer  data)
{
  CamPreferencesDialog *dialog = CAM_PREFERENCES_DIALOG (cam_preferences_dialog_new (self->settings, NULL));
  GtkWidget *group = NULL;

  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self->window));
  ui_test_settle ();
  group = ui_test_find_type (GTK_WIDGET (dialog), CAM_TYPE_TRAVEL_GROUP);
  g_assert_false (gtk_widget_get_visible (group));
  cam_preferences_dialog_set_store (dialog, self->store);
  g_assert_true (gtk_widget_get_visible (group));
  g_assert_cmpstr (get_typed (group, "Minutes to set off"), ==, "7.1");
  g_assert_cmpstr (get_typed (group, "Minutes per kilometre"), ==, "1.64");
  g_assert_nonnull (strstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group)), "take 24 minutes"));
  type_in (group, "Minutes to set off", "121");
  g_assert_true (gtk_widget_has_css_class (ui_test_find_row (group, "Minutes to set off"), "error"));
  type_in (group, "Minutes per kilometre", "");
  g_assert_true (gtk_widget_has_css_class (ui_test_find_row (group, "Minutes per kilometre"), "error"));
  type_in (group, "Minutes to set off", "-1");
  g_assert_cmpint (cam_store_count (self->store, "setting"), ==, 0);
  type_in (group, "Minutes to set off", "10");
  wait_for_action (self, "Change travel times");
  type_in (group, "Minutes per kilometre", " 2.5 ");
  ui_test_wait (is_slower, group);
  gtk_widget_activate_action (group, "travel.reset", NULL);
  wait_for_action (self, "Reset travel times");
  g_assert_cmpstr (get_typed (group, "Minutes to set off"), ==, "7.1");
  ui_test_undo (self->store);
  ui_test_settle ();
  g_assert_cmpstr (get_typed (group, "Minutes per kilometre"), ==, "2.5");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  ui_test_settle ();
}

/* The preferences of libadwaita want 360 pixels beside the frame that a window has here. */
static const UiTestLook looks[] = {
  { "light", 1000, 900, FALSE },
  { "dark", 1000, 760, TRUE },
  { "narrow", 370, 760, FALSE },
};

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { 0 };
  AdwDialog *preferences = NULL;
  GtkWidget *dialog = NULL;
  GtkWidget *group = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  set_up (&self, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self.window), look->width, look->height);
  add_other (&self);
  dialog = open_event (&self, self.event, NULL);
  gtk_editable_set_text (GTK_EDITABLE (ui_test_find_row (dialog, "Ends")), "13:30");
  gtk_widget_grab_focus (ui_test_find_row (dialog, "Vehicle"));
  let_slide ();
  ui_test_take_picture (GTK_WINDOW (self.window), look, "vehicle-form");
  open_vehicle (dialog);
  let_slide ();
  ui_test_take_picture (GTK_WINDOW (self.window), look, "vehicle-page");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  ui_test_wait (has_no_dialog, &self);
  preferences = cam_preferences_dialog_new (self.settings, NULL);
  cam_preferences_dialog_set_store (CAM_PREFERENCES_DIALOG (preferences), self.store);
  adw_dialog_present (preferences, GTK_WIDGET (self.window));
  ui_test_settle ();
  group = ui_test_find_type (GTK_WIDGET (preferences), CAM_TYPE_TRAVEL_GROUP);
  gtk_widget_grab_focus (ui_test_find_row (group, "Minutes per kilometre"));
  let_slide ();
  ui_test_take_picture (GTK_WINDOW (self.window), look, "preferences-travel");
  adw_dialog_force_close (preferences);
  ui_test_settle ();
  tear_down (&self, NULL);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add ("/vehicles/vehicle", Fixture, NULL, set_up, test_vehicle, tear_down);
  g_test_add ("/vehicles/clash", Fixture, NULL, set_up, test_clash, tear_down);
  g_test_add ("/vehicles/travel", Fixture, NULL, set_up, test_travel, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/vehicles/look-", looks[i].name, NULL);

      g_test_add_data_func (path, &looks[i], test_look);
    }
  return ui_test_run ();
}
