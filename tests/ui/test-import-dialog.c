/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A boundary file through the import dialog, to the areas and back by undo. */
#include "cam-import-dialog.h"
#include "cam-window.h"
#include "ui-test.h"

#include <glib/gstdio.h>

static const char boundaries[] =
  "{\"type\":\"FeatureCollection\",\"features\":["
  "{\"type\":\"Feature\",\"properties\":{\"PARNCP23CD\":\"E04000091\",\"PARNCP23NM\":\"Alder CP\"},"
  "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0.1,52.0],[0.2,52.0],[0.2,52.09],[0.1,52.09],[0.1,52.0]]]}},"
  "{\"type\":\"Feature\",\"properties\":{\"PARNCP23CD\":\"E04000099\",\"PARNCP23NM\":\"Dogwood\"},"
  "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0.3,52.0],[0.4,52.0],[0.4,52.1],[0.3,52.1],[0.3,52.0]]]}}]}";

typedef struct
{
  CamStore  *store;
  GtkWindow *window;
  AdwDialog *dialog;
  char      *folder;
  guint      n_new;
  guint      n_changed;
  gboolean   is_applied;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->store = ui_test_new_store ();
  fixture->folder = g_dir_make_tmp ("cam-import-XXXXXX", NULL);
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 800, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), g_object_new (ADW_TYPE_BIN, NULL));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ui_test_destroy (fixture->window);
  ui_test_free_store (fixture->store);
  ui_test_remove_folder (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
}

static void
applied_cb (Fixture *fixture,
            guint    n_new,
            guint    n_changed)
{
  fixture->n_new = n_new;
  fixture->n_changed = n_changed;
  fixture->is_applied = TRUE;
}

static void
open_dialog (Fixture    *fixture,
             const char *name,
             const char *contents)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
  fixture->dialog = cam_import_dialog_new (fixture->store, file);
  g_signal_connect_swapped (fixture->dialog, "applied", G_CALLBACK (applied_cb), fixture);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
}

static gboolean
has_waited (gpointer data)
{
  Fixture *fixture = data;

  return g_strcmp0 (cam_import_dialog_get_step (CAM_IMPORT_DIALOG (fixture->dialog)), "wait") != 0;
}

static gboolean
is_applied (gpointer data)
{
  return ((Fixture *) data)->is_applied;
}

static void
test_apply (Fixture       *fixture,
            gconstpointer  data)
{
  open_dialog (fixture, "parishes.geojson", boundaries);
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (cam_import_dialog_get_step (CAM_IMPORT_DIALOG (fixture->dialog)), ==, "what");

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "import.next", NULL);
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (cam_import_dialog_get_step (CAM_IMPORT_DIALOG (fixture->dialog)), ==, "changes");
  g_assert_cmpint (cam_store_count (fixture->store, "area"), ==, 7);

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "import.back", NULL);
  g_assert_cmpstr (cam_import_dialog_get_step (CAM_IMPORT_DIALOG (fixture->dialog)), ==, "what");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "import.next", NULL);
  ui_test_wait (has_waited, fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "import.apply", NULL);
  ui_test_wait (is_applied, fixture);
  g_assert_cmpuint (fixture->n_new, ==, 1);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpint (cam_store_count (fixture->store, "area"), ==, 8);
  ui_test_settle ();
}

static const char *
get_choice (Fixture    *fixture,
            const char *row)
{
  GObject *widget = gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), CAM_TYPE_IMPORT_DIALOG, row);

  return gtk_string_object_get_string (adw_combo_row_get_selected_item (ADW_COMBO_ROW (widget)));
}

static void
choose (Fixture    *fixture,
        const char *row,
        guint       position)
{
  GObject *widget = gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), CAM_TYPE_IMPORT_DIALOG, row);

  adw_combo_row_set_selected (ADW_COMBO_ROW (widget), position);
}

/* Another level brings other columns, until somebody has chosen columns; "None" and "Choose…" are the
 * first choices. */
static void
test_level_brings_columns (Fixture       *fixture,
                           gconstpointer  data)
{
  open_dialog (fixture, "places.csv", "PAR19CD,PAR19NM,WD19CD,WD19NM\nE04000091,Alder,E05000001,Elm\n");
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (get_choice (fixture, "name_row"), ==, "PAR19NM");
  g_assert_cmpstr (get_choice (fixture, "code_row"), ==, "PAR19CD");
  choose (fixture, "level_row", CAM_LEVEL_WARD + 1);
  g_assert_cmpstr (get_choice (fixture, "name_row"), ==, "WD19NM");
  g_assert_cmpstr (get_choice (fixture, "code_row"), ==, "WD19CD");

  choose (fixture, "code_row", 0);
  choose (fixture, "level_row", CAM_LEVEL_PARISH + 1);
  g_assert_cmpstr (get_choice (fixture, "name_row"), ==, "WD19NM");
  choose (fixture, "name_row", 2);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "import.next", NULL);
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (cam_import_dialog_get_step (CAM_IMPORT_DIALOG (fixture->dialog)), ==, "changes");
  adw_dialog_force_close (fixture->dialog);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  open_dialog (fixture, "broken.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{");
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (cam_import_dialog_get_step (CAM_IMPORT_DIALOG (fixture->dialog)), ==, "problem");
  g_assert_cmpint (cam_store_count (fixture->store, "area"), ==, 7);
  adw_dialog_force_close (fixture->dialog);
}

/* Closing while the file is being read leaves nothing behind. */
static void
test_closed_early (Fixture       *fixture,
                   gconstpointer  data)
{
  gpointer watched = NULL;

  open_dialog (fixture, "parishes.geojson", boundaries);
  watched = fixture->dialog;
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), &watched);
  adw_dialog_force_close (fixture->dialog);
  while (watched != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (cam_store_count (fixture->store, "area"), ==, 7);
  g_assert_false (fixture->is_applied);
}

#define add(name, function) \
  g_test_add ("/ui/import-dialog/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);

  add ("apply", test_apply);
  add ("level-brings-columns", test_level_brings_columns);
  add ("refused", test_refused);
  add ("closed-early", test_closed_early);
  return ui_test_run ();
}
