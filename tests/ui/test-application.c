/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting: no file yet, a sound one, a damaged one, a copy that somebody gave. */
#include "cam-application.h"
#include "cam-first-run-page.h"
#include "cam-trouble-page.h"
#include "ui-test.h"

#include <glib/gstdio.h>

typedef struct
{
  CamApplication *application;
  char           *folder;
  char           *path;
  const char     *options[3];
  void          (*check) (gpointer data);
  gboolean        is_checked;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("cam-start-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "own", "local.gpkg", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ui_test_remove_folder (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->path, g_free);
}

static gboolean
check_cb (gpointer data)
{
  Fixture *fixture = data;

  fixture->check (fixture);
  fixture->is_checked = TRUE;
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

/* Runs the program on the fixture's path; @check is called once it is up, then it is quit. */
static void
run (Fixture    *fixture,
     void      (*check) (gpointer data),
     const char *option)
{
  char *argv[] = { (char *) "cambridgeshire-local", (char *) "--file", fixture->path, (char *) option, NULL };

  fixture->application = cam_application_new ();
  fixture->check = check;
  fixture->is_checked = FALSE;
  g_idle_add (check_cb, fixture);
  g_assert_cmpint (g_application_run (G_APPLICATION (fixture->application), option != NULL ? 4 : 3, argv), ==, 0);
  g_assert_true (fixture->is_checked);
  ui_test_settle ();
  g_assert_finalize_object (fixture->application);
  fixture->application = NULL;
}

static GtkWidget *
get_window (Fixture *fixture)
{
  return GTK_WIDGET (cam_application_get_window (fixture->application));
}

static gboolean
has_store (gpointer data)
{
  return cam_application_get_store (((Fixture *) data)->application) != NULL;
}

static void
check_first_run (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *page = ui_test_find_type (get_window (fixture), CAM_TYPE_FIRST_RUN_PAGE);

  g_assert_true (gtk_widget_get_mapped (page));
  g_assert_false (has_store (fixture));
  gtk_widget_activate_action (page, "first-run.start-empty", NULL);
  g_assert_true (has_store (fixture));
  g_assert_false (gtk_widget_get_mapped (page));
}

static void
check_is_open (gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (has_store (fixture));
  g_assert_cmpint (cam_store_count (cam_application_get_store (fixture->application), "area"), ==, 0);
}

/* The first run makes the file; the second finds it. */
static void
test_start_empty (Fixture       *fixture,
                  gconstpointer  data)
{
  run (fixture, check_first_run, NULL);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_REGULAR));
  run (fixture, check_is_open, NULL);
}

static void
check_starter (gpointer data)
{
  Fixture *fixture = data;

  ui_test_wait (has_store, fixture);
  g_assert_cmpint (cam_store_count (cam_application_get_store (fixture->application), "area"), >, 250);
}

static void
test_starter (Fixture       *fixture,
              gconstpointer  data)
{
  run (fixture, check_starter, "--starter");
}

static void
check_trouble (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *page = ui_test_find_type (get_window (fixture), CAM_TYPE_TROUBLE_PAGE);

  g_assert_true (gtk_widget_get_mapped (page));
  g_assert_false (has_store (fixture));
  /* What was in the way is gone: trying again leads on. */
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  gtk_widget_activate_action (page, "trouble.retry", NULL);
  g_assert_true (gtk_widget_get_mapped (ui_test_find_type (get_window (fixture), CAM_TYPE_FIRST_RUN_PAGE)));
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (fixture->path, "This is no GeoPackage at all.", -1, &error);
  g_assert_no_error (error);
  run (fixture, check_trouble, NULL);
}

static gboolean
is_told (gpointer data)
{
  GtkWidget *label = ui_test_find_css_class (data, "error");

  return label != NULL && gtk_widget_get_visible (label);
}

static void
check_copy (gpointer data)
{
  Fixture *fixture = data;
  CamFirstRunPage *page = CAM_FIRST_RUN_PAGE (ui_test_find_type (get_window (fixture), CAM_TYPE_FIRST_RUN_PAGE));
  g_autofree char *bad_path = g_build_filename (fixture->folder, "bad.gpkg", NULL);
  g_autofree char *good_path = g_build_filename (fixture->folder, "good.gpkg", NULL);
  g_autoptr(GFile) bad = g_file_new_for_path (bad_path);
  g_autoptr(GFile) good = g_file_new_for_path (good_path);
  g_autoptr(CamStore) store = NULL;
  g_autoptr(GError) error = NULL;

  g_file_set_contents (bad_path, "Nothing of ours", -1, &error);
  g_assert_no_error (error);
  cam_first_run_page_start_copy (page, bad);
  ui_test_wait (is_told, page);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  store = cam_store_open (good_path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  cam_store_close (store);
  cam_first_run_page_start_copy (page, good);
  ui_test_wait (has_store, fixture);
  g_assert_cmpstr (cam_store_get_path (cam_application_get_store (fixture->application)), ==, fixture->path);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  run (fixture, check_copy, NULL);
}

/* The list of shortcuts comes up when it is asked for. */
static void
assert_help_overlay (Fixture *fixture)
{
  CamWindow *window = cam_application_get_window (fixture->application);
  g_autoptr(GList) tops = NULL;
  guint n_overlays = 0;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.show-help-overlay", NULL));
  ui_test_settle ();
  tops = gtk_window_list_toplevels ();
  for (GList *top = tops; top != NULL; top = top->next)
    n_overlays += g_strcmp0 (G_OBJECT_TYPE_NAME (top->data), "GtkShortcutsWindow") == 0
                  && gtk_widget_get_visible (top->data);
  g_assert_cmpuint (n_overlays, ==, 1);
}

static void
check_accels (gpointer data)
{
  Fixture *fixture = data;
  static const char *const expected[][2] = {
    { "win.search", "<Control>f" },
    { "win.undo", "<Control>z" },
    { "win.redo", "<Shift><Control>z" },
    { "app.quit", "<Control>q" },
    { "app.preferences", "<Control>comma" },
    { "win.show-help-overlay", "<Control>question" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_auto(GStrv) accels =
        gtk_application_get_accels_for_action (GTK_APPLICATION (fixture->application), expected[i][0]);

      g_assert_true (g_strv_contains ((const char * const *) accels, expected[i][1]));
    }
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "preferences", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "about", NULL);
  ui_test_settle ();
  assert_help_overlay (fixture);
}

static void
test_accels (Fixture       *fixture,
             gconstpointer  data)
{
  run (fixture, check_accels, NULL);
}

#define add(name, function) \
  g_test_add ("/ui/application/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);

  add ("start-empty", test_start_empty);
  add ("starter", test_starter);
  add ("damaged", test_damaged);
  add ("copy", test_copy);
  add ("accels", test_accels);
  return ui_test_run ();
}
