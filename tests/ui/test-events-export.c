/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events on their way out through the window: which ones, one alone, and the calendars that others follow. With
 * CAM_SCREENSHOTS naming a folder, pictures of the dialogs are kept there. */
#include "ui-test.h"

#include "cam-events-export-dialog.h"
#include "cam-events-export-feeds-dialog.h"
#include "cam-events-export.h"
#include "cam-window.h"

#include <glib/gstdio.h>
#include <string.h>

#define AREA "11111111-1111-4111-8111-111111111111"
#define FORUM "22222222-2222-4222-8222-222222222222"
#define CALLED_OFF "33333333-3333-4333-8333-333333333333"

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
  g_autofree char *area = UI_TEST_PUT (writer, "area", { "uuid", cam_text (AREA) }, { "name", cam_text ("Alder") },
                                       { "level", cam_text ("district") });
  g_autofree char *forum = UI_TEST_PUT (writer, "event", { "uuid", cam_text (FORUM) }, { "name", cam_text ("Alder forum") },
                                        { "kind", cam_text ("forum") }, { "starts_at", cam_text ("2026-06-02T14:00") });
  g_autofree char *walk = UI_TEST_PUT (writer, "event", { "name", cam_text ("Birch walk") }, { "starts_at", cam_text ("2026-07-02T14:00") });
  g_autofree char *off = UI_TEST_PUT (writer, "event", { "uuid", cam_text (CALLED_OFF) }, { "name", cam_text ("Called off") },
                                      { "status", cam_text ("cancelled") }, { "starts_at", cam_text ("2026-08-02T14:00") });
  g_autofree char *of = UI_TEST_PUT (writer, "event_area", { "event_uuid", cam_text (FORUM) }, { "area_uuid", cam_text (AREA) });

  return area != NULL && forum != NULL && walk != NULL && off != NULL && of != NULL;
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
  g_settings_set_string (self->settings, "page", "events");
  g_settings_reset (self->settings, "event-feeds");
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

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget) && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static GFile *
get_file (Fixture    *self,
          const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  return g_file_new_for_path (path);
}

static char *
load (Fixture    *self,
      const char *name)
{
  g_autoptr(GFile) file = get_file (self, name);
  char *text = NULL;

  g_file_get_contents (g_file_peek_path (file), &text, NULL, NULL);
  return text;
}

typedef struct
{
  Fixture    *fixture;
  const char *name;
  const char *text;
} Written;

static gboolean
has_written (gpointer data)
{
  Written *written = data;
  g_autofree char *text = load (written->fixture, written->name);

  return text != NULL && strstr (text, written->text) != NULL;
}

static void
wait_for_file (Fixture    *self,
               const char *name,
               const char *text)
{
  Written written = { self, name, text };

  ui_test_wait (has_written, &written);
}

static CamEventsExportDialog *
open_export (Fixture *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.export-events", NULL);
  ui_test_settle ();
  return CAM_EVENTS_EXPORT_DIALOG (get_dialog (self));
}

static void
save (Fixture    *self,
      const char *name,
      const char *message)
{
  g_autoptr(GFile) file = get_file (self, name);

  cam_events_export_dialog_save (CAM_EVENTS_EXPORT_DIALOG (get_dialog (self)), file);
  ui_test_wait (has_no_dialog, self);
  wait_for_label (GTK_WIDGET (self->window), message);
  wait_for_file (self, name, "\r\n");
}

static void
test_choices (Fixture       *self,
              gconstpointer  data)
{
  CamEventsExportDialog *dialog = open_export (self);
  g_autofree char *forums = NULL;
  g_autofree char *july = NULL;
  g_autofree char *area = NULL;

  save (self, "all.ics", "3 events exported");
  dialog = open_export (self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (GTK_WIDGET (dialog), "Kind")), 2);
  save (self, "forums.ics", "1 event exported");
  forums = load (self, "forums.ics");
  g_assert_nonnull (strstr (forums, "Alder forum"));
  dialog = open_export (self);
  gtk_editable_set_text (GTK_EDITABLE (find_row (GTK_WIDGET (dialog), "First day (empty for all)")), "1 July 2026");
  gtk_editable_set_text (GTK_EDITABLE (find_row (GTK_WIDGET (dialog), "Last day (empty for all)")), "31/07/2026");
  save (self, "july.csv", "1 event exported");
  july = load (self, "july.csv");
  g_assert_nonnull (strstr (july, "Birch walk"));
  g_assert_null (strstr (july, "Alder"));
  dialog = open_export (self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (GTK_WIDGET (dialog), "Area")), 1);
  save (self, "area.ics", "1 event exported");
  area = load (self, "area.ics");
  g_assert_nonnull (strstr (area, "Alder forum"));
}

static void
test_wrong_days (Fixture       *self,
                 gconstpointer  data)
{
  CamEventsExportDialog *dialog = open_export (self);
  GtkEditable *first = GTK_EDITABLE (find_row (GTK_WIDGET (dialog), "First day (empty for all)"));
  GtkEditable *last = GTK_EDITABLE (find_row (GTK_WIDGET (dialog), "Last day (empty for all)"));

  gtk_editable_set_text (first, "soon");
  wait_for_label (GTK_WIDGET (dialog), "Write days like");
  gtk_editable_set_text (first, "2 July 2026");
  gtk_editable_set_text (last, "1 July 2026");
  wait_for_label (GTK_WIDGET (dialog), "The first day is after the last one.");
  gtk_editable_set_text (last, "");
  ui_test_settle ();
  g_assert_null (find_label (GTK_WIDGET (dialog), "The first day is after"));
}

/* Closed while it is asked which areas there are: nothing is written. */
static void
test_closed (Fixture       *self,
             gconstpointer  data)
{
  CamEventsExportDialog *dialog = open_export (self);
  g_autoptr(GFile) file = get_file (self, "closed.ics");

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (GTK_WIDGET (dialog), "Area")), 1);
  cam_events_export_dialog_save (dialog, file);
  close_dialogs (self);
  ui_test_settle ();
  g_assert_false (g_file_query_exists (file, NULL) && find_label (GTK_WIDGET (self->window), "exported") == NULL);
}

static void
test_one (Fixture       *self,
          gconstpointer  data)
{
  const CamEventExportOptions off = { .event_uuid = CALLED_OFF };
  g_autoptr(GFile) file = get_file (self, "off.ics");
  g_autofree char *text = NULL;

  cam_events_export_to (GTK_WIDGET (self->window), self->store, &off, NULL, file, NULL);
  wait_for_label (GTK_WIDGET (self->window), "1 event exported");
  text = load (self, "off.ics");
  g_assert_nonnull (strstr (text, "METHOD:CANCEL"));
}

static gboolean
rename_cb (CamWriter  *writer,
           gpointer    data,
           GError    **error)
{
  const CamCell cells[] = { { "name", cam_text ("Alder assembly") } };

  return cam_writer_update (writer, "event", FORUM, cells, 1, error);
}

static CamEventsExportFeedsDialog *
open_feeds (Fixture *self)
{
  GtkWidget *page = ui_test_find_type (GTK_WIDGET (self->window), g_type_from_name ("CamEventsPage"));

  gtk_widget_activate_action (page, "events.show-feeds", NULL);
  ui_test_settle ();
  return CAM_EVENTS_EXPORT_FEEDS_DIALOG (get_dialog (self));
}

static void
add_feed (Fixture    *self,
          const char *name,
          guint       kind)
{
  CamEventsExportFeedsDialog *dialog = CAM_EVENTS_EXPORT_FEEDS_DIALOG (get_dialog (self));
  g_autoptr(GFile) file = get_file (self, name);

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (GTK_WIDGET (dialog), "Kind of events")), kind);
  cam_events_export_feeds_dialog_add (dialog, file);
}

/* Written at once, and after a change by itself; one that cannot be written is told and stays told. */
static void
test_feeds (Fixture       *self,
            gconstpointer  data)
{
  CamEventsExportFeedsDialog *dialog = open_feeds (self);
  g_autofree char *folder = g_build_filename (self->folder, "later", NULL);
  g_autoptr(GVariant) kept = NULL;
  GtkWidget *row = NULL;

  add_feed (self, "all.txt", 0);
  wait_for_label (GTK_WIDGET (dialog), "The name of a calendar has to end in .ics.");
  add_feed (self, "all.ics", 0);
  wait_for_file (self, "all.ics", "Birch walk");
  add_feed (self, "forums.ics", 2);
  wait_for_file (self, "forums.ics", "Alder forum");
  wait_for_label (GTK_WIDGET (dialog), "Forum");
  add_feed (self, "later/x.ics", 0);
  wait_for_label (GTK_WIDGET (self->window), "The calendar “x.ics” for others could not be written.");
  wait_for_label (find_row (GTK_WIDGET (dialog), "x.ics"), "cannot be reached");
  g_assert_true (cam_store_write (self->store, "Rename", rename_cb, NULL, NULL));
  g_mkdir (folder, 0700);
  wait_for_file (self, "all.ics", "Alder assembly");
  wait_for_file (self, "forums.ics", "Alder assembly");
  wait_for_file (self, "later/x.ics", "Alder assembly");
  ui_test_settle ();
  g_assert_null (find_label (find_row (GTK_WIDGET (dialog), "x.ics"), "cannot be reached"));
  row = find_row (GTK_WIDGET (dialog), "x.ics");
  g_signal_emit_by_name (ui_test_find_type (row, GTK_TYPE_BUTTON), "clicked");
  ui_test_settle ();
  g_assert_null (find_row (GTK_WIDGET (dialog), "x.ics"));
  kept = g_settings_get_value (self->settings, "event-feeds");
  g_assert_cmpuint (g_variant_n_children (kept), ==, 2);
}

/* Another file of the program does not write into the calendars of this one. */
static void
test_other_file (Fixture       *self,
                 gconstpointer  data)
{
  CamStore *other = ui_test_new_store ();
  CamEventsExportFeeds *feeds = NULL;
  g_autoptr(GPtrArray) paths = NULL;

  open_feeds (self);
  add_feed (self, "all.ics", 0);
  wait_for_file (self, "all.ics", "Birch walk");
  feeds = cam_events_export_feeds_new (other, self->settings);
  paths = cam_events_export_feeds_list (feeds);
  g_assert_cmpuint (paths->len, ==, 0);
  cam_events_export_feeds_write (feeds);
  ui_test_settle ();
  wait_for_file (self, "all.ics", "Birch walk");
  g_object_unref (feeds);
  ui_test_free_store (other);
}

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { 0 };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  open_window (&self, look->width, look->height);
  gtk_editable_set_text (GTK_EDITABLE (find_row (GTK_WIDGET (open_export (&self)), "First day (empty for all)")), "soon");
  ui_test_take_picture (GTK_WINDOW (self.window), look, "events-export");
  close_dialogs (&self);
  open_feeds (&self);
  add_feed (&self, "forums.ics", 2);
  wait_for_file (&self, "forums.ics", "Alder forum");
  add_feed (&self, "nowhere/x.ics", 0);
  wait_for_label (GTK_WIDGET (get_dialog (&self)), "cannot be reached");
  ui_test_take_picture (GTK_WINDOW (self.window), look, "events-feeds");
  tear_down (&self, NULL);
}

#define add(name, func) g_test_add ("/events-export/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  add ("choices", test_choices);
  add ("wrong-days", test_wrong_days);
  add ("closed", test_closed);
  add ("one", test_one);
  add ("feeds", test_feeds);
  add ("other-file", test_other_file);
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/events-export/look/", ui_test_looks[i].name, NULL);

      g_test_add_data_func (path, &ui_test_looks[i], test_look);
    }
  return ui_test_run ();
}
