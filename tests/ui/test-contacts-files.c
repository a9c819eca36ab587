/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contact files and tables through the window: looked at, added, taken back; refused with a sentence; and written out. With
 * CAM_SCREENSHOTS naming a folder, pictures of the dialogs are kept there. */
#include "ui-test.h"

#include "cam-contacts-export-dialog.h"
#include "cam-contacts-import-dialog.h"
#include "cam-privacy.h"
#include "cam-window.h"

#include <string.h>
#include <unistd.h>

static const char cards[] =
  "BEGIN:VCARD\nVERSION:4.0\nFN:Jane <b>Example</b> & Sons\nEMAIL:jane@example.org\nTEL:01223 000000\nORG:Example Trust\nTITLE:Lead\nEND:VCARD\n"
  "BEGIN:VCARD\nVERSION:4.0\nFN:John Sample\nTEL:07700 900123\nTEL:01223 111111\nCATEGORIES:Choir,Flood wardens\nEND:VCARD\n"
  "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:The Village Hall Trust of somewhere that has a very long name\nORG:The Village Hall Trust of"
  " somewhere that has a very long name\nPHOTO:data:image/gif;base64,R0lGODlh\nLOGO:data:image/gif;base64,R0lGODlh\nEND:VCARD\n"
  "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Friends\nMEMBER:urn:uuid:1\nEND:VCARD\n";

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
  g_autofree char *person = UI_TEST_PUT (writer, "person", { "name", cam_text ("John Sample") }, { "phone", cam_text ("07700 900123") });
  g_autofree char *hidden = UI_TEST_PUT (writer, "person", { "name", cam_text ("Hidden Person") }, { "visibility", cam_text ("restricted") });
  g_autofree char *group = UI_TEST_PUT (writer, "partner_group", { "name", cam_text ("Flood wardens") });

  return person != NULL && hidden != NULL && group != NULL;
}

static void
open_window (Fixture *self,
             int      width,
             int      height)
{
  self->store = ui_test_new_store ();
  self->folder = g_dir_make_tmp ("cam-contacts-XXXXXX", NULL);
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
tear_down (Fixture       *self,
           gconstpointer  data)
{
  AdwDialog *dialog = NULL;

  while ((dialog = get_dialog (self)) != NULL)
    {
      adw_dialog_force_close (dialog);
      ui_test_settle ();
    }
  ui_test_wait (has_no_dialog, self);
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

  return CAM_IS_CONTACTS_IMPORT_DIALOG (dialog)
         && strcmp (cam_contacts_import_dialog_get_step (CAM_CONTACTS_IMPORT_DIALOG (dialog)), "wait") != 0;
}

static GtkWidget *
open_file (Fixture    *self,
           const char *name,
           const char *contents)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  adw_dialog_present (cam_contacts_import_dialog_new (self->store, file), GTK_WIDGET (self->window));
  ui_test_wait (has_answer, self);
  ui_test_settle ();
  return GTK_WIDGET (get_dialog (self));
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

static char *
get_cell (Fixture    *self,
          const char *table,
          const char *column,
          const char *clause)
{
  const char *columns[] = { column, NULL };
  g_autoptr(CamCursor) cursor = cam_store_select (self->store, table, columns, clause, NULL, 0, NULL);

  return cursor != NULL && cam_cursor_next (cursor, NULL) ? g_strdup (cam_cursor_get_text (cursor, 0)) : NULL;
}

static gboolean
has_three (gpointer data)
{
  return cam_store_count (((Fixture *) data)->store, "person") == 3;
}

static void
test_import (Fixture       *self,
             gconstpointer  data)
{
  GtkWidget *dialog = open_file (self, "people.vcf", cards);
  GtkWidget *row = ui_test_find_type (dialog, ADW_TYPE_COMBO_ROW);
  g_autofree char *basis = NULL;
  g_autofree char *source = NULL;

  g_assert_cmpstr (cam_contacts_import_dialog_get_step (CAM_CONTACTS_IMPORT_DIALOG (dialog)), ==, "changes");
  wait_for_label (dialog, "2 new · 1 changed · 0 the same");
  wait_for_label (dialog, "Jane <b>Example</b> & Sons");
  wait_for_label (dialog, "Lead · Example Trust");
  wait_for_label (dialog, "list of other contacts");
  g_assert_true (gtk_widget_get_mapped (row));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), CAM_BASIS_PUBLIC_TASK);
  gtk_widget_activate_action (dialog, "contacts.apply", NULL);
  ui_test_wait (has_three, self);
  ui_test_wait (has_no_dialog, self);
  basis = get_cell (self, "person", "lawful_basis", "WHERE name LIKE 'Jane%'");
  g_assert_cmpstr (basis, ==, "Public task");
  source = get_cell (self, "person", "source", "WHERE name LIKE 'Jane%'");
  g_assert_cmpstr (source, ==, "people.vcf");
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Import partners from people.vcf");
}

static gboolean
has_group (gpointer data)
{
  g_autofree char *group = get_cell (data, "partner_group", "uuid", "WHERE name LIKE 'Choir%'");

  return group != NULL;
}

/* Nobody makes groups unless somebody says so. */
static void
test_groups (Fixture       *self,
             gconstpointer  data)
{
  GtkWidget *dialog = open_file (self, "people.vcf", "BEGIN:VCARD\nVERSION:4.0\nFN:John Sample\nTEL:07700 900123\n"
                                 "CATEGORIES:Choir <b>&,FLOOD wardens,Two,Three,Four\nEND:VCARD\n");
  AdwSwitchRow *row = ADW_SWITCH_ROW (ui_test_find_type (dialog, ADW_TYPE_SWITCH_ROW));
  g_autofree char *member = NULL;

  wait_for_label (dialog, "0 new · 1 changed");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (row)));
  g_assert_false (adw_switch_row_get_active (row));
  wait_for_label (dialog, "Choir <b>&, Two, Three and 1 more name no group here.");
  adw_switch_row_set_active (row, TRUE);
  ui_test_settle ();
  wait_for_label (dialog, "0 new · 1 changed");
  gtk_widget_activate_action (dialog, "contacts.apply", NULL);
  ui_test_wait (has_no_dialog, self);
  ui_test_wait (has_group, self);
  member = get_cell (self, "group_person", "uuid", "WHERE group_uuid = (SELECT uuid FROM partner_group WHERE name = 'Flood wardens')");
  g_assert_nonnull (member);
  dialog = open_file (self, "people.vcf", "BEGIN:VCARD\nVERSION:4.0\nFN:John Sample\nTEL:07700 900123\nCATEGORIES:two\nEND:VCARD\n");
  wait_for_label (dialog, "1 the same");
  g_assert_false (gtk_widget_get_mapped (ui_test_find_type (dialog, ADW_TYPE_SWITCH_ROW)));
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  GtkWidget *dialog = open_file (self, "odd.vcf", "Nothing\n");

  g_assert_cmpstr (cam_contacts_import_dialog_get_step (CAM_CONTACTS_IMPORT_DIALOG (dialog)), ==, "problem");
  wait_for_label (dialog, "This is no contact file.");
}

static gboolean
has_dialog (gpointer data)
{
  return get_dialog (data) != NULL;
}

/* As a person drops it, or opens it with the program. */
static AdwDialog *
drop_file (Fixture    *self,
           const char *name,
           const char *contents)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  g_list_store_append (files, file);
  cam_window_import (self->window, G_LIST_MODEL (files));
  ui_test_wait (has_dialog, self);
  return get_dialog (self);
}

static void
test_dropped (Fixture       *self,
              gconstpointer  data)
{
  static const struct
  {
    const char *name;
    const char *text;
    const char *counts;
  } drops[] = {
    { "people.vcf", cards, "2 new · 1 changed · 0 the same" },
    { "no ending", cards, "2 new · 1 changed · 0 the same" },
    { "people.csv", "Name,Mobile\nJane Example,07700 900000\nJohn Sample,07700 900123\n", "1 new · 0 changed · 1 the same" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (drops); i++)
    {
      AdwDialog *dialog = drop_file (self, drops[i].name, drops[i].text);

      g_assert_true (CAM_IS_CONTACTS_IMPORT_DIALOG (dialog));
      ui_test_wait (has_answer, self);
      wait_for_label (GTK_WIDGET (dialog), drops[i].counts);
      adw_dialog_force_close (dialog);
      ui_test_wait (has_no_dialog, self);
    }
  g_assert_cmpint (cam_store_count (self->store, "person"), ==, 2);
}

/* None of these is a contact file, whatever it is called, and nothing of them comes in. */
static void
test_dropped_hostile (Fixture       *self,
                      gconstpointer  data)
{
  static const struct
  {
    const char *name;
    const char *text;
  } drops[] = {
    { "words.vcf", "Nothing\n" },
    { "bytes.vcf", "\xff\xfe\x01\x80\x81\n\x1f\x8b" },
    { "calendar.vcf", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n" },
    { "page.vcard", "<html><script>alert(1)</script></html>\n" },
  };
  g_autofree char *link = g_build_filename (self->folder, "link.vcf", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (link);
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (guint i = 0; i < G_N_ELEMENTS (drops); i++)
    {
      AdwDialog *dialog = drop_file (self, drops[i].name, drops[i].text);

      ui_test_wait (has_answer, self);
      g_assert_cmpstr (cam_contacts_import_dialog_get_step (CAM_CONTACTS_IMPORT_DIALOG (dialog)), ==, "problem");
      adw_dialog_force_close (dialog);
      ui_test_wait (has_no_dialog, self);
    }
  wait_for_label (GTK_WIDGET (drop_file (self, "cut.vcf", "BEGIN:VCARD")), "0 new · 0 changed · 0 the same · 0 odd · 1 cannot be added");
  adw_dialog_force_close (get_dialog (self));
  ui_test_wait (has_no_dialog, self);
  /* The file that is open, under the name of a contact file, is not even looked into. */
  g_assert_cmpint (symlink (cam_store_get_path (self->store), link), ==, 0);
  g_list_store_append (files, file);
  cam_window_import (self->window, G_LIST_MODEL (files));
  wait_for_label (GTK_WIDGET (self->window), "This is the file that is open already.");
  g_assert_null (get_dialog (self));
  g_assert_cmpint (cam_store_count (self->store, "person"), ==, 2);
}

/* Where no name is told, the columns are asked for, and remembered. */
static void
test_columns (Fixture       *self,
              gconstpointer  data)
{
  static const char table[] = "Wer,Telefon\nJane Example,01223 000000\n";
  GtkWidget *dialog = open_file (self, "list.csv", table);
  GtkWidget *page = NULL;

  g_assert_cmpstr (cam_contacts_import_dialog_get_step (CAM_CONTACTS_IMPORT_DIALOG (dialog)), ==, "columns");
  page = ui_test_find_type (dialog, ADW_TYPE_PREFERENCES_PAGE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_test_find_type (page, ADW_TYPE_COMBO_ROW)), 1);
  gtk_widget_activate_action (dialog, "contacts.look", NULL);
  ui_test_wait (has_answer, self);
  wait_for_label (dialog, "1 new");
  gtk_widget_activate_action (dialog, "contacts.apply", NULL);
  ui_test_wait (has_three, self);
  ui_test_wait (has_no_dialog, self);
  dialog = open_file (self, "again.csv", table);
  g_assert_cmpstr (cam_contacts_import_dialog_get_step (CAM_CONTACTS_IMPORT_DIALOG (dialog)), ==, "changes");
  wait_for_label (dialog, "1 the same");
}

static gboolean
is_file (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static void
test_export (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "out.vcf", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  cam_contacts_export_present (GTK_WIDGET (self->window), self->store, NULL);
  ui_test_settle ();
  wait_for_label (GTK_WIDGET (get_dialog (self)), "Also people who are restricted");
  cam_contacts_export_dialog_save (CAM_CONTACTS_EXPORT_DIALOG (get_dialog (self)), file);
  ui_test_wait (is_file, path);
  ui_test_wait (has_no_dialog, self);
  ui_test_settle ();
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "John Sample"));
  g_assert_null (strstr (text, "Hidden"));
}

/* Closed at once: nothing is left that comes back to it. */
static void
test_closed_early (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "people.vcf", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, cards, -1, NULL));
  adw_dialog_present (cam_contacts_import_dialog_new (self->store, file), GTK_WIDGET (self->window));
  adw_dialog_force_close (get_dialog (self));
  ui_test_wait (has_no_dialog, self);
  ui_test_settle ();
  g_assert_cmpint (cam_store_count (self->store, "person"), ==, 2);
}

static void
test_look (gconstpointer data)
{
  const UiTestLook *look = data;
  Fixture self = { NULL };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  open_window (&self, look->width, look->height);
  open_file (&self, "people.vcf", cards);
  ui_test_take_picture (GTK_WINDOW (self.window), look, "contacts-import");
  adw_dialog_force_close (get_dialog (&self));
  ui_test_wait (has_no_dialog, &self);
  cam_contacts_export_present (GTK_WIDGET (self.window), self.store, NULL);
  ui_test_settle ();
  ui_test_take_picture (GTK_WINDOW (self.window), look, "contacts-export");
  tear_down (&self, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
#define add(name, func) g_test_add ("/ui/contacts-files/" name, Fixture, NULL, set_up, func, tear_down)
  add ("import", test_import);
  add ("groups", test_groups);
  add ("refused", test_refused);
  add ("dropped", test_dropped);
  add ("dropped-hostile", test_dropped_hostile);
  add ("columns", test_columns);
  add ("export", test_export);
  add ("closed-early", test_closed_early);
  for (guint i = 0; ui_test_looks[i].name != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/ui/contacts-files/look/", ui_test_looks[i].name, NULL);

      g_test_add_data_func (path, &ui_test_looks[i], test_look);
    }
  return ui_test_run ();
}
