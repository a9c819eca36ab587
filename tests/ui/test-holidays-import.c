/* SPDX-License-Identifier: GPL-3.0-or-later */
/* School holidays as a person brings them in, and what a file made long ago lacks. With CAM_SCREENSHOTS naming a folder,
 * pictures are kept there. */
#include "ui-test.h"

#include "cam-holidays-import.h"
#include "cam-window.h"

typedef struct
{
  CamStore  *store;
  CamWindow *window;
  GSettings *settings;
  char      *folder;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  const UiTestLook *look = data;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  self->store = ui_test_new_store ();
  self->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (self->settings, "window-size", "(ii)", look->width, look->height);
  g_settings_set_string (self->settings, "page", "events");
  self->window = cam_window_new (NULL, self->settings);
  cam_window_set_store (self->window, self->store);
  gtk_window_present (GTK_WINDOW (self->window));
  self->folder = g_dir_make_tmp ("cam-holidays-XXXXXX", NULL);
  ui_test_settle ();
}

static GtkWidget *
find_dialog (Fixture *self)
{
  return ui_test_find_type (GTK_WIDGET (self->window), CAM_TYPE_HOLIDAYS_DIALOG);
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_dialog (data) == NULL;
}

static gboolean
is_left_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  ui_test_wait (has_no_dialog, self);
  cam_window_set_store (self->window, NULL);
  ui_test_destroy (GTK_WINDOW (self->window));
  g_settings_reset (self->settings, "page");
  g_clear_object (&self->settings);
  ui_test_wait (is_left_alone, self->store);
  ui_test_free_store (self->store);
  ui_test_remove_folder (self->folder);
  g_free (self->folder);
}

static void
import (Fixture    *self,
        const char *name,
        const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  cam_holidays_import_from (GTK_WIDGET (self->window), self->store, file);
}

typedef struct
{
  Fixture    *self;
  const char *title;
} Wanted;

static gboolean
has_row (gpointer data)
{
  const Wanted *wanted = data;

  return find_dialog (wanted->self) != NULL && ui_test_find_row (find_dialog (wanted->self), wanted->title) != NULL;
}

static gboolean
has_problem (gpointer data)
{
  GtkWidget *dialog = find_dialog (data);

  return dialog != NULL && ui_test_find_type (dialog, ADW_TYPE_STATUS_PAGE) != NULL;
}

static void
test_import (Fixture       *self,
             gconstpointer  data)
{
  Wanted wanted = { self, "Christmas" };
  GtkWidget *row = NULL;

  import (self, "Terms 2031.csv", "Holiday,First day,Last day\nOctober half term & <b>,27/10/2031,31/10/2031\n"
                                  "Christmas,22 December 2031,2 January 2032\nAutumn term,1/9/2031,19/12/2031\n");
  ui_test_wait (has_row, &wanted);
  row = ui_test_find_row (find_dialog (self), "Christmas");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "New · 22 December 2031 to 2 January 2032");
  row = ui_test_find_row (find_dialog (self), "October half term & <b>");
  g_assert_nonnull (row);
  g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (ui_test_find_type (find_dialog (self),
                                                                                              ADW_TYPE_PREFERENCES_GROUP))),
                   ==, "2 new · 0 changed · 0 the same · 1 left out");
  g_assert_cmpint (cam_store_count (self->store, "holiday"), ==, 0);
  ui_test_take_picture (GTK_WINDOW (self->window), data, "holidays-import");
  gtk_widget_activate_action (find_dialog (self), "holidays.apply", NULL);
  ui_test_wait (has_no_dialog, self);
  g_assert_cmpint (cam_store_count (self->store, "holiday"), ==, 2);
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Import school holidays from Terms 2031.csv");
  ui_test_undo (self->store);
  g_assert_cmpint (cam_store_count (self->store, "holiday"), ==, 0);
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  import (self, "x.csv", "colour,size\nred,3\n");
  ui_test_wait (has_problem, self);
  ui_test_take_picture (GTK_WINDOW (self->window), data, "holidays-refused");
  adw_dialog_force_close (ADW_DIALOG (find_dialog (self)));
  ui_test_wait (has_no_dialog, self);
  /* Closed before it was read. */
  import (self, "y.csv", "name,first\nEaster,2027-04-09\n");
  adw_dialog_force_close (ADW_DIALOG (find_dialog (self)));
  ui_test_wait (has_no_dialog, self);
  g_assert_cmpint (cam_store_count (self->store, "holiday"), ==, 0);
}

static gboolean
has_holidays (gpointer data)
{
  return cam_store_count (data, "holiday") == 32;
}

static gboolean
has_list (gpointer data)
{
  return cam_store_count (data, "event_task") > 5;
}

static void
test_parts (Fixture       *self,
            gconstpointer  data)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.add-bank-holidays", NULL));
  ui_test_wait (has_holidays, self->store);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), "win.add-checklist", NULL));
  ui_test_wait (has_list, self->store);
  ui_test_settle ();
  g_assert_cmpstr (cam_store_get_undo_label (self->store), ==, "Add checklist of an engagement event");
  ui_test_undo (self->store);
  ui_test_undo (self->store);
  g_assert_cmpint (cam_store_count (self->store, "holiday"), ==, 0);
  g_assert_cmpint (cam_store_count (self->store, "event"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  for (const UiTestLook *look = ui_test_looks; look->name != NULL; look++)
    {
      g_autofree char *import_path = g_strconcat ("/holidays/import-", look->name, NULL);
      g_autofree char *refused_path = g_strconcat ("/holidays/refused-", look->name, NULL);

      g_test_add (import_path, Fixture, look, set_up, test_import, tear_down);
      g_test_add (refused_path, Fixture, look, set_up, test_refused, tear_down);
    }
  g_test_add ("/holidays/parts", Fixture, &ui_test_looks[0], set_up, test_parts, tear_down);
  return ui_test_run ();
}
