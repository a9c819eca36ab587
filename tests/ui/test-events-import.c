/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar file through the window: looked at, added, taken back; refused with a sentence; and written out. With
 * CAM_SCREENSHOTS naming a folder, pictures of the dialog are kept there. */
#include "ui-test.h"

#include "cam-events-export.h"
#include "cam-events-import-dialog.h"
#include "cam-file-kind.h"
#include "cam-search-results.h"
#include "cam-window.h"

#include <glib/gstdio.h>
#include <string.h>

#define EVENT(uid, more) "BEGIN:VEVENT\r\nUID:" uid "\r\n" more "END:VEVENT\r\n"

static const char calendar[] =
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Alder\r\n"
  EVENT ("1@example.org", "DTSTART:20260303T100000\r\nDTEND:20260303T120000\r\nRRULE:FREQ=MONTHLY;BYDAY=1TU\r\n"
         "SUMMARY:Coffee <b>morning</b> & advice\r\nLOCATION:Small hall\\, Alder Library\r\nSTATUS:CONFIRMED\r\n"
         "ORGANIZER;CN=A Person:mailto:a.person@example.org\r\nATTENDEE;CN=B Person:mailto:b.person@example.org\r\n")
  EVENT ("2@example.org", "DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20260503\r\nSUMMARY:Spring fair\r\n")
  EVENT ("3@example.org", "DTSTART;TZID=Somewhere/Else:20260310T180000\r\nCLASS:PRIVATE\r\n"
         "SUMMARY:Planning meeting of the steering group about everything that has to be done before the summer\r\n"
         "URL:https://meet.example.org/alder\r\n")
  EVENT ("4@example.org", "SUMMARY:Some time in autumn\r\n")
  EVENT ("5@example.org", "DTSTART:20260601T140000\r\nDTEND:20260601T150000\r\nSUMMARY:Drop-in, now on Mondays\r\n"
         "LOCATION:Birch Village Hall\r\nSEQUENCE:3\r\n")
  "BEGIN:VTODO\r\nUID:6\r\nSUMMARY:Buy milk\r\nEND:VTODO\r\n"
  "END:VCALENDAR\r\n";

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  char      *folder;
} Fixture;

static gboolean
fill_cb (CamWriter  *writer,
         gpointer    data,
         GError    **error)
{
  g_autofree char *venue = UI_TEST_PUT (writer, "venue", { "name", cam_text ("Alder Library") });
  g_autofree char *event = UI_TEST_PUT (writer, "event", { "name", cam_text ("Drop-in") }, { "ical_uid", cam_text ("5@example.org") },
                                        { "starts_at", cam_text ("2026-06-02T14:00") }, { "ical_sequence", cam_integer (2) },
                                        { "ends_at", cam_text ("2026-06-02T15:00") });

  return venue != NULL && event != NULL;
}

static void
open_window (Fixture *self,
             int      width,
             int      height)
{
  self->store = ui_test_new_store ();
  self->folder = g_dir_make_tmp ("cam-events-XXXXXX", NULL);
  g_assert_true (cam_store_write (self->store, "Fill", fill_cb, NULL, NULL));
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_settle ();
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  open_window (self, 1180, 760);
}

static AdwDialog *
get_dialog (Fixture *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
}

static gboolean
has_no_dialog (gpointer data)
{
  return ui_test_find_type (GTK_WIDGET (((Fixture *) data)->window), ADW_TYPE_DIALOG) == NULL;
}

static void
close_dialogs (Fixture *self)
{
  AdwDialog *dialog = NULL;

  while ((dialog = get_dialog (self)) != NULL)
    {
      adw_dialog_force_close (dialog);
      ui_test_settle ();
    }
  ui_test_wait (has_no_dialog, self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_dialogs (self);
  ui_test_settle ();
  cam_window_set_store (self->window, NULL);
  ui_test_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->settings);
  ui_test_free_store (self->store);
  ui_test_remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static gboolean
has_answer (gpointer data)
{
  AdwDialog *dialog = get_dialog (data);

  return CAM_IS_EVENTS_IMPORT_DIALOG (dialog)
         && strcmp (cam_events_import_dialog_get_step (CAM_EVENTS_IMPORT_DIALOG (dialog)), "wait") != 0;
}

/* As a person chooses or drops it. */
static CamEventsImportDialog *
open_file (Fixture    *self,
           const char *name,
           const char *contents)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  g_list_store_append (files, file);
  cam_window_import (self->window, G_LIST_MODEL (files));
  ui_test_wait (has_answer, self);
  ui_test_settle ();
  return CAM_EVENTS_IMPORT_DIALOG (get_dialog (self));
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

typedef struct
{
  GtkWidget  *widget;
  const char *text;
} Wanted;

static gboolean
has_label (gpointer data)
{
  Wanted *wanted = data;

  return find_label (wanted->widget, wanted->text) != NULL;
}

static void
wait_for_label (GtkWidget  *widget,
                const char *text)
{
  Wanted wanted = { widget, text };

  ui_test_wait (has_label, &wanted);
}

/* Not the one of the drop-down. */
static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_DROP_DOWN (child))
      found = find_list (child);
  return found;
}

static guint
count_rows (CamEventsImportDialog *dialog)
{
  GtkWidget *list = find_list (GTK_WIDGET (dialog));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

static void
test_apply (Fixture       *self,
            gconstpointer  data)
{
  static const guint shown[] = { 5, 1, 1, 3, 1, 0 };
  CamEventsImportDialog *dialog = open_file (self, "alder.ics", calendar);
  GtkWidget *filter = ui_test_find_type (GTK_WIDGET (dialog), GTK_TYPE_DROP_DOWN);

  g_assert_cmpstr (cam_events_import_dialog_get_step (dialog), ==, "changes");
  wait_for_label (GTK_WIDGET (dialog), "3 new · 1 changed · 0 the same · 1 odd · 1 cannot be added");
  wait_for_label (GTK_WIDGET (dialog), "2 names of organisers and guests are left out.");
  wait_for_label (GTK_WIDGET (dialog), "1 task or note");
  wait_for_label (GTK_WIDGET (dialog), "Coffee <b>morning</b> & advice");
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (filter), i);
      ui_test_settle ();
      g_assert_cmpuint (count_rows (dialog), ==, shown[i]);
    }
  gtk_widget_activate_action (GTK_WIDGET (dialog), "events.apply", NULL);
  ui_test_wait (has_no_dialog, self);
  wait_for_label (GTK_WIDGET (self->window), "Events: 3 added, 1 changed");
  g_assert_cmpint (cam_store_count (self->store, "event"), ==, 4);
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Import events from alder.ics");
  ui_test_undo (self->store);
  g_assert_cmpint (cam_store_count (self->store, "event"), ==, 1);
}

/* Who closes the dialog at once still hears what came of it. */
static void
test_close_while_writing (Fixture       *self,
                          gconstpointer  data)
{
  CamEventsImportDialog *dialog = open_file (self, "alder.ics", calendar);

  gtk_widget_activate_action (GTK_WIDGET (dialog), "events.apply", NULL);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_for_label (GTK_WIDGET (self->window), "Events: 3 added, 1 changed");
  g_assert_cmpint (cam_store_count (self->store, "event"), ==, 4);
  ui_test_wait (has_no_dialog, self);
  dialog = open_file (self, "alder.ics", calendar);
  wait_for_label (GTK_WIDGET (dialog), "0 new · 0 changed · 4 the same");
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  CamEventsImportDialog *dialog = open_file (self, "text.ics", "Dear all, the meeting is on Tuesday.\n");

  g_assert_cmpstr (cam_events_import_dialog_get_step (dialog), ==, "problem");
  wait_for_label (GTK_WIDGET (dialog), "This is no calendar file.");
  close_dialogs (self);
  /* Whatever it is called. */
  dialog = open_file (self, "calendar.txt", "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
  wait_for_label (GTK_WIDGET (dialog), "This calendar is empty.");
  close_dialogs (self);
  g_assert_cmpint (cam_store_count (self->store, "event"), ==, 1);
}

static const char table[] =
  "Event name,When,Time,Where,Type,Contact\n"
  "Coffee morning,3 March 2026,10am - 12 noon,\"Small hall, Alder Library\",Drop-in,A Person\n"
  "Spring fair,Sat 2 May 2026,,The Green,Festival,B Person\n"
  "Forum,soon,2pm,Alder Library,Network meeting,\n";

static void
test_table (Fixture       *self,
            gconstpointer  data)
{
  CamEventsImportDialog *dialog = open_file (self, "events.csv", table);

  g_assert_cmpstr (cam_events_import_dialog_get_step (dialog), ==, "changes");
  wait_for_label (GTK_WIDGET (dialog), "2 new · 0 changed · 0 the same · 1 odd · 1 cannot be added");
  wait_for_label (GTK_WIDGET (dialog), "The date is taken from “When”, the title from “Event name”. 1 column is not read.");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "events.apply", NULL);
  ui_test_wait (has_no_dialog, self);
  wait_for_label (GTK_WIDGET (self->window), "2 events added");
  g_assert_cmpint (cam_store_count (self->store, "event"), ==, 3);
  ui_test_undo (self->store);
  g_assert_cmpint (cam_store_count (self->store, "event"), ==, 1);
}

static AdwComboRow *
find_combo (GtkWidget  *widget,
            const char *title)
{
  AdwComboRow *found = NULL;

  if (ADW_IS_COMBO_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return ADW_COMBO_ROW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_combo (child, title);
  return found;
}

static gboolean
is_at_columns (gpointer data)
{
  AdwDialog *dialog = get_dialog (data);

  return dialog != NULL && g_str_equal (cam_events_import_dialog_get_step (CAM_EVENTS_IMPORT_DIALOG (dialog)), "columns");
}

static gboolean
is_at_changes (gpointer data)
{
  AdwDialog *dialog = get_dialog (data);

  return dialog != NULL && g_str_equal (cam_events_import_dialog_get_step (CAM_EVENTS_IMPORT_DIALOG (dialog)), "changes");
}

/* Columns that nothing is known of: the person says which is which, once. */
static void
test_columns (Fixture       *self,
              gconstpointer  data)
{
  static const char text[] = "Tag,Thema,Ort,Uhr\n2026-03-03,Coffee,Alder Library,10am-noon\n";
  g_autofree char *path = g_build_filename (self->folder, "other.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  AdwDialog *dialog = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  /* Nothing says that it has events. */
  g_assert_cmpint (cam_file_kind_find (path), ==, CAM_FILE_OTHER);
  dialog = cam_events_import_dialog_new (self->store, file);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  ui_test_wait (is_at_columns, self);
  g_assert_cmpuint (adw_combo_row_get_selected (find_combo (GTK_WIDGET (dialog), "Date")), ==, 1);
  adw_combo_row_set_selected (find_combo (GTK_WIDGET (dialog), "Title"), 2);
  adw_combo_row_set_selected (find_combo (GTK_WIDGET (dialog), "Start"), 4);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "events.look", NULL);
  ui_test_wait (is_at_changes, self);
  wait_for_label (GTK_WIDGET (dialog), "3 March 2026, 10:00 to 12:00");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "events.show-columns", NULL);
  ui_test_wait (is_at_columns, self);
  adw_combo_row_set_selected (find_combo (GTK_WIDGET (dialog), "Venue"), 3);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "events.look", NULL);
  ui_test_wait (is_at_changes, self);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "events.apply", NULL);
  ui_test_wait (has_no_dialog, self);
  dialog = cam_events_import_dialog_new (self->store, file);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  ui_test_wait (is_at_changes, self);
  wait_for_label (GTK_WIDGET (dialog), "0 new · 0 changed · 1 the same");
}

/* Before it is written, and while it is. */
static void
test_cancel (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("title,date,venue\n");
  CamEventsImportDialog *dialog = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "Walk %u,2027-03-03,Alder Library\n", i);
  dialog = open_file (self, "many.csv", text->str);
  wait_for_label (GTK_WIDGET (dialog), "5000 new");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "events.apply", NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "events.cancel", NULL);
  wait_for_label (GTK_WIDGET (dialog), "You cancelled it, and everything is as it was.");
  g_assert_cmpint (cam_store_count (self->store, "event"), ==, 1);
}

static gboolean
is_indexed (gpointer data)
{
  return cam_store_is_indexed (data);
}

/* Until a large import is in the index, the search says that something may be missing. */
static void
test_search_meanwhile (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("title,date,venue\n");
  g_autoptr(CamAtlas) atlas = cam_atlas_new (self->store);
  GtkWidget *window = gtk_window_new ();
  CamSearchResults *results = g_object_new (CAM_TYPE_SEARCH_RESULTS, NULL);

  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (text, "Walk%u,2027-03-03,Alder Library\n", i);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (results));
  gtk_window_present (GTK_WINDOW (window));
  cam_search_results_set_atlas (results, atlas);
  open_file (self, "many.csv", text->str);
  gtk_widget_activate_action (GTK_WIDGET (get_dialog (self)), "events.apply", NULL);
  while (cam_store_count (self->store, "event") < 6000)
    g_main_context_iteration (NULL, TRUE);
  cam_search_results_search (results, "Walk5999");
  g_assert_false (cam_store_is_indexed (self->store));
  g_assert_nonnull (find_label (GTK_WIDGET (results), "still being made ready"));
  g_assert_cmpuint (cam_search_results_count (results), ==, 0);
  ui_test_wait (is_indexed, self->store);
  wait_for_label (GTK_WIDGET (results), "Walk5999");
  g_assert_null (find_label (GTK_WIDGET (results), "still being made ready"));
  ui_test_wait (has_no_dialog, self);
  ui_test_destroy (GTK_WINDOW (window));
}

static void
export_as (Fixture    *self,
           const char *name,
           const char *message)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  cam_events_export_to (GTK_WIDGET (self->window), self->store, &(CamEventExportOptions) { 0 }, NULL, file, NULL);
  wait_for_label (GTK_WIDGET (self->window), message);
}

static void
test_export (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "out.ics", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GFile) own = g_file_new_for_path (cam_store_get_path (self->store));

  export_as (self, "out.ics", "1 event exported");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "SUMMARY:Drop-in\r\n"));
  export_as (self, "out.doc", "The name has to end in .ics");
  cam_events_export_to (GTK_WIDGET (self->window), self->store, &(CamEventExportOptions) { 0 }, NULL, own, NULL);
  wait_for_label (GTK_WIDGET (self->window), "This is the file that is open.");
}

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { 0 };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  open_window (&self, look->width, look->height);
  open_file (&self, "alder.ics", calendar);
  ui_test_take_picture (GTK_WINDOW (self.window), look, "events-import");
  close_dialogs (&self);
  open_file (&self, "text.ics", "Dear all, the meeting is on Tuesday.\n");
  ui_test_take_picture (GTK_WINDOW (self.window), look, "events-import-refused");
  close_dialogs (&self);
  open_file (&self, "events.csv", table);
  ui_test_take_picture (GTK_WINDOW (self.window), look, "events-import-table");
  gtk_widget_activate_action (GTK_WIDGET (get_dialog (&self)), "events.show-columns", NULL);
  ui_test_settle ();
  ui_test_take_picture (GTK_WINDOW (self.window), look, "events-import-columns");
  tear_down (&self, NULL);
}

#define add(name, func) g_test_add ("/events-import/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  add ("apply", test_apply);
  add ("close-while-writing", test_close_while_writing);
  add ("refused", test_refused);
  add ("table", test_table);
  add ("columns", test_columns);
  add ("cancel", test_cancel);
  add ("search-meanwhile", test_search_meanwhile);
  add ("export", test_export);
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/events-import/look/", ui_test_looks[i].name, NULL);

      g_test_add_data_func (path, &ui_test_looks[i], test_look);
    }
  return ui_test_run ();
}
