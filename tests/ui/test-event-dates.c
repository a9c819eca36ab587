/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One date of an event that repeats, which has a venue, a status and a note of its own. With CAM_SCREENSHOTS naming a
 * folder, pictures are kept there. */
#include "event-form-fixture.h"

#include "cam-event-clash-group.h"
#include "cam-event-date-group.h"
#include "cam-pick-dialog.h"
#include "cam-venue.h"

#include <string.h>

static GtkWidget *
open_date (Fixture    *self,
           GtkWidget **dialog)
{
  *dialog = open_event (self, self->series, "2027-01-19T14:00");
  gtk_widget_activate_action (ui_test_find_row (*dialog, "This Date"), "when.one-date", NULL);
  ui_test_settle ();
  g_assert_nonnull (ui_test_find_type (*dialog, CAM_TYPE_EVENT_DATE_GROUP));
  return ui_test_find_type (*dialog, CAM_TYPE_EVENT_DATE_GROUP);
}

static const char *
get_about (GtkWidget *dialog)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (ui_test_find_row (dialog, "This Date")));
}

static gboolean
has_pick_dialog (gpointer data)
{
  return ui_test_find_type (GTK_WIDGET (((Fixture *) data)->window), CAM_TYPE_PICK_DIALOG) != NULL;
}

/* The first venue that there is. */
static void
pick_venue (Fixture   *self,
            GtkWidget *group)
{
  GtkWidget *pick = NULL;
  GtkWidget *list = NULL;

  gtk_widget_activate_action (group, "date.choose-venue", NULL);
  ui_test_wait (has_pick_dialog, self);
  ui_test_settle ();
  pick = ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_PICK_DIALOG);
  list = ui_test_find_type (pick, GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (list, "activate", 0);
  wait_for_action (self, "Change venue of one date of event");
}

static void
test_date (Fixture       *self,
           gconstpointer  data)
{
  GtkWidget *dialog = NULL;
  GtkWidget *group = open_date (self, &dialog);
  GtkWidget *status = ui_test_find_row (group, "Status of this date");

  g_assert_cmpstr (get_about (dialog), ==, "As all the others");
  type_in (group, "Note on this date", "  Hall flooded ");
  wait_for_action (self, "Change note on one date of event");
  assert_cell (self, "event_date", "note", "WHERE deleted = 0", "Hall flooded");
  pick_venue (self, group);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (ui_test_find_row (group, "Venue of this date"))), ==,
                   "Alder Village Hall");
  adw_combo_row_set_selected (ADW_COMBO_ROW (status), 3);
  wait_for_action (self, "Change status of one date of event");
  g_assert_cmpstr (get_about (dialog), ==, "Confirmed · Alder Village Hall · Hall flooded");
  g_assert_cmpint (cam_store_count (self->store, "event_date"), ==, 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (status), 5);
  wait_for_action (self, "Cancel one date of event");
  g_assert_cmpstr (get_about (dialog), ==, "Cancelled · Alder Village Hall · Hall flooded");
  adw_combo_row_set_selected (ADW_COMBO_ROW (status), 0);
  wait_for_action (self, "Change status of one date of event");
  gtk_widget_activate (ui_test_find_tooltip (group, "Venue as the Others"));
  wait_for_action (self, "Change venue of one date of event");
  type_in (group, "Note on this date", "");
  wait_for_action (self, "Change note on one date of event");
  g_assert_cmpint (cam_store_count (self->store, "event_date"), ==, 0);
  g_assert_cmpstr (get_about (dialog), ==, "As all the others");
  ui_test_undo (self->store);
  ui_test_undo (self->store);
  ui_test_settle ();
  g_assert_cmpstr (get_about (dialog), ==, "Alder Village Hall · Hall flooded");
  g_assert_cmpstr (get_typed (group, "Note on this date"), ==, "Hall flooded");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static gboolean
has_clash (gpointer data)
{
  GtkWidget *group = ui_test_find_type (find_dialog (data), CAM_TYPE_EVENT_CLASH_GROUP);

  return gtk_widget_get_visible (group) && ui_test_find_row (group, "Overlaps “Choir practice”") != NULL;
}

/* Its clashes are those of the venue that it has, not of the others'. */
static void
test_clash (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *dialog = NULL;
  GtkWidget *group = open_date (self, &dialog);

  type_in (dialog, "Begins", "21 January 10:00");
  answer (self, "one");
  wait_for_action (self, "Move one date of event");
  g_assert_false (has_clash (self));
  pick_venue (self, group);
  ui_test_wait (has_clash, self);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { 0 };
  GtkWidget *dialog = NULL;
  GtkWidget *group = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  set_up (&self, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self.window), look->width, look->height);
  let_slide ();
  group = open_date (&self, &dialog);
  type_in (group, "Note on this date", "Hall flooded: in the library for once");
  wait_for_action (&self, "Change note on one date of event");
  pick_venue (&self, group);
  let_slide ();
  ui_test_take_picture (GTK_WINDOW (self.window), look, "event-one-date");
  gtk_widget_activate_action (group, "navigation.pop", NULL);
  gtk_widget_grab_focus (ui_test_find_row (dialog, "This Date"));
  let_slide ();
  ui_test_take_picture (GTK_WINDOW (self.window), look, "event-one-date-form");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  tear_down (&self, NULL);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add ("/event-dates/date", Fixture, NULL, set_up, test_date, tear_down);
  g_test_add ("/event-dates/clash", Fixture, NULL, set_up, test_clash, tear_down);
  for (const UiTestLook *look = ui_test_looks; look->name != NULL; look++)
    {
      g_autofree char *path = g_strconcat ("/event-dates/look-", look->name, NULL);

      g_test_add_data_func (path, look, test_look);
    }
  return ui_test_run ();
}
