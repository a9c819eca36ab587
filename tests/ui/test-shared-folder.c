/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shared folder as it is seen: preferences, the line in the sidebar, toasts, and the warning where the
 * live file lies in such a folder. With CAM_SCREENSHOTS naming a folder, pictures are kept there. */
#include "cam-application.h"
#include "cam-outgoing.h"
#include "cam-preferences-dialog.h"
#include "cam-shared-group.h"
#include "cam-shared-label.h"
#include "cam-shared-settings.h"
#include "cam-shared-status.h"
#include "cam-window.h"
#include "ui-test.h"

#include <string.h>

#include <glib/gstdio.h>

typedef struct
{
  GSettings       *settings;
  CamStore        *store;
  CamSharedFolder *shared;
  CamWindow       *window;
  char            *folder;
  char            *uri;
} Fixture;

typedef struct
{
  const char *name;
  int         width;
  int         height;
  gboolean    is_dark;
} Look;

static const Look looks[] = {
  { "light", 1000, 900, FALSE },
  { "dark", 1000, 900, TRUE },
  /* The preferences of libadwaita want 360 pixels beside the frame that a window has here. */
  { "narrow", 370, 900, FALSE },
};

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const Look *look = data != NULL ? data : &looks[0];

  fixture->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_set (fixture->settings, "window-size", "(ii)", look->width, look->height);
  fixture->folder = g_dir_make_tmp ("Shared & meXXXXXX", NULL);
  fixture->uri = g_filename_to_uri (fixture->folder, NULL, NULL);
  g_settings_reset (fixture->settings, "shared-folder");
  fixture->store = ui_test_new_store ();
  fixture->shared = cam_shared_settings_new_folder (fixture->settings, fixture->store);
  fixture->window = cam_window_new (NULL, fixture->settings);
  cam_window_set_store (fixture->window, fixture->store);
  cam_window_set_shared (fixture->window, fixture->shared);
  gtk_window_present (GTK_WINDOW (fixture->window));
  ui_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_settings_reset (fixture->settings, "shared-folder");
  cam_shared_folder_end (fixture->shared, 20 * G_TIME_SPAN_SECOND);
  cam_window_set_store (fixture->window, NULL);
  ui_test_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->shared);
  ui_test_free_store (fixture->store);
  ui_test_remove_folder (fixture->folder);
  g_clear_object (&fixture->settings);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->uri, g_free);
}

static gboolean
is_shared (gpointer data)
{
  return cam_shared_folder_get_state (((Fixture *) data)->shared) == CAM_SHARED_FOLDER_UP_TO_DATE;
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* A label that is on the screen and says @text. */
static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_child (GtkWidget  *widget,
           GType       type,
           const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (widget, type, name));
}

static void
test_preferences (Fixture       *fixture,
                  gconstpointer  data)
{
  AdwDialog *dialog = cam_preferences_dialog_new (fixture->settings, fixture->shared);
  GtkWidget *group = NULL;
  GtkWidget *folder_row = NULL;
  GtkWidget *state_row = NULL;
  GtkWidget *personal_row = NULL;

  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  ui_test_settle ();
  group = ui_test_find_type (GTK_WIDGET (dialog), CAM_TYPE_SHARED_GROUP);
  folder_row = get_child (group, CAM_TYPE_SHARED_GROUP, "folder_row");
  state_row = get_child (group, CAM_TYPE_SHARED_GROUP, "state_row");
  personal_row = get_child (group, CAM_TYPE_SHARED_GROUP, "personal_row");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (folder_row)), ==, "None");
  g_assert_false (gtk_widget_get_visible (state_row));
  g_assert_false (gtk_widget_get_visible (personal_row));

  g_settings_set_string (fixture->settings, "shared-folder", fixture->uri);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (folder_row)), ==, fixture->folder);
  g_assert_true (gtk_widget_get_visible (state_row));
  ui_test_wait (is_shared, fixture);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (state_row)), ==, "Shared just now");
  adw_switch_row_set_active (ADW_SWITCH_ROW (personal_row), TRUE);
  g_assert_true (cam_shared_folder_get_personal (fixture->shared));
  adw_switch_row_set_active (ADW_SWITCH_ROW (personal_row), FALSE);

  gtk_widget_activate_action (group, "shared.exchange", NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (state_row)), ==, "Exchanging…");
  ui_test_wait (is_shared, fixture);
  gtk_widget_activate_action (group, "shared.stop", NULL);
  ui_test_settle ();
  g_assert_null (cam_shared_folder_get_folder (fixture->shared));
  g_assert_false (gtk_widget_get_visible (state_row));
  g_assert_nonnull (find_label (GTK_WIDGET (dialog), "Your copy stays in the folder"));
  g_assert_cmpuint (count_files (fixture), ==, 1);
  adw_dialog_force_close (dialog);
  ui_test_settle ();
}

static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *status = ui_test_find_type (GTK_WIDGET (fixture->window), CAM_TYPE_SHARED_STATUS);
  GtkWidget *button = get_child (status, CAM_TYPE_SHARED_STATUS, "button");
  GtkWidget *label = get_child (status, CAM_TYPE_SHARED_STATUS, "label");
  g_autofree char *away = g_strconcat (fixture->folder, ".away", NULL);

  g_assert_false (gtk_widget_get_visible (status));
  g_settings_set_string (fixture->settings, "shared-folder", fixture->uri);
  g_assert_true (gtk_widget_get_visible (status));
  ui_test_wait (is_shared, fixture);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "Shared just now");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Shared folder: Shared just now");
  g_assert_true (gtk_widget_is_sensitive (button));

  g_assert_cmpint (g_rename (fixture->folder, away), ==, 0);
  gtk_widget_activate_action (button, "win.exchange", NULL);
  while (cam_shared_folder_get_state (fixture->shared) != CAM_SHARED_FOLDER_OFFLINE)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "Offline. Shared just now");
  g_assert_cmpint (g_rename (away, fixture->folder), ==, 0);
}

static char *
describe (CamSharedFolder *shared,
          gint64           seconds)
{
  return cam_shared_label_state (shared, cam_shared_folder_get_last_exchange (shared) + seconds);
}

static void
test_ages (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct
  {
    gint64      seconds;
    const char *text;
  } cases[] = {
    { -100, "Shared just now" }, { 59, "Shared just now" }, { 60, "Shared 1 min ago" }, { 3599, "Shared 59 min ago" },
    { 3600, "Shared 1 h ago" }, { 47 * 3600, "Shared 47 h ago" }, { 48 * 3600, "Shared 2 days ago" },
  };

  g_settings_set_string (fixture->settings, "shared-folder", fixture->uri);
  ui_test_wait (is_shared, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = describe (fixture->shared, cases[i].seconds);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static gboolean
rename_alder (CamWriter  *writer,
              gpointer    data,
              GError    **error)
{
  const char *const *words = data;
  const CamCell cell = { "name", cam_text (words[1]) };

  return cam_writer_update (writer, "area", words[0], &cell, 1, error);
}

static void
write_name (CamStore   *store,
            const char *uuid,
            const char *name)
{
  const char *words[] = { uuid, name };
  g_autoptr(GError) error = NULL;

  cam_store_write (store, "Rename", rename_alder, words, &error);
  g_assert_no_error (error);
}

static gboolean
has_toast (gpointer data)
{
  return find_label (GTK_WIDGET (((Fixture *) data)->window), "Ben Example") != NULL;
}

/* A colleague's edit arrives and contradicts: it is said whose it is, and that there is something to review. */
static void
test_merged (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *alder = ui_test_find (fixture->store, "Alder");
  g_autofree char *copy = g_build_filename (fixture->folder, "..", "ben.gpkg", NULL);
  g_autofree char *theirs = g_build_filename (
    fixture->folder, "Ben Example-00000000-0000-4000-8000-000000000001.gpkg", NULL);
  g_autoptr(CamShareScope) scope = cam_share_scope_new (CAM_SHARE_EVERYTHING, NULL, TRUE);
  g_autoptr(CamStore) ben = NULL;
  g_autoptr(GError) error = NULL;

  cam_outgoing_make (fixture->store, copy, scope, &error);
  g_assert_no_error (error);
  ben = cam_store_open (copy, CAM_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  write_name (ben, alder, "Alder Town");
  write_name (fixture->store, alder, "Town of Alder");
  cam_outgoing_make (ben, theirs, scope, &error);
  g_assert_no_error (error);
  g_settings_set_string (fixture->settings, "shared-folder", fixture->uri);
  ui_test_wait (has_toast, fixture);
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "1 change from Ben Example’s copy, 1 to review"));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "Review"));
  ui_test_wait (is_shared, fixture);
  cam_store_close (ben);
  g_assert_cmpint (g_unlink (copy), ==, 0);
}

/* A file by that name in a folder that says it is looked after by some program. */
typedef struct
{
  CamApplication *application;
  char           *folder;
  char           *path;
  char           *moved;
  gboolean        is_checked;
} Run;

static gboolean
is_open (gpointer data)
{
  return cam_application_get_store (((Run *) data)->application) != NULL;
}

static gboolean
answer_cb (gpointer data)
{
  Run *run = data;
  CamWindow *window = NULL;
  AdwBanner *banner = NULL;
  AdwDialog *dialog = NULL;

  ui_test_wait (is_open, run);
  window = cam_application_get_window (run->application);
  banner = ADW_BANNER (get_child (GTK_WIDGET (window), CAM_TYPE_WINDOW, "synced_banner"));
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), "“OneDrive - Example”"));
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "_Move It…");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.move-file", NULL);
  ui_test_settle ();
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_signal_emit_by_name (dialog, "response::move", "move");
  adw_dialog_force_close (dialog);
  ui_test_wait (is_open, run);
  g_assert_false (adw_banner_get_revealed (banner));
  g_set_str (&run->moved, cam_store_get_path (cam_application_get_store (run->application)));
  run->is_checked = TRUE;
  g_action_group_activate_action (G_ACTION_GROUP (run->application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
test_move (void)
{
  Run run = { NULL };
  char *argv[] = { (char *) "cambridgeshire-local", (char *) "--file", NULL, NULL };
  g_autofree char *made = g_dir_make_tmp ("cam-move-XXXXXX", NULL);
  g_autofree char *usual = cam_application_dup_own_path ();
  g_autoptr(CamStore) store = NULL;
  g_autoptr(GError) error = NULL;

  run.folder = g_build_filename (made, "OneDrive - Example", NULL);
  run.path = g_build_filename (run.folder, "ours.gpkg", NULL);
  g_assert_cmpint (g_mkdir (run.folder, 0700), ==, 0);
  store = cam_store_open (run.path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  cam_store_close (store);
  argv[2] = run.path;
  run.application = cam_application_new ();
  g_idle_add (answer_cb, &run);
  g_assert_cmpint (g_application_run (G_APPLICATION (run.application), 3, argv), ==, 0);
  g_assert_true (run.is_checked);
  ui_test_settle ();
  g_assert_finalize_object (run.application);
  g_assert_cmpstr (run.moved, ==, usual);
  g_assert_false (g_file_test (run.path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (usual, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (g_unlink (usual), ==, 0);
  ui_test_remove_folder (made);
  g_free (run.folder);
  g_free (run.path);
  g_free (run.moved);
}

static gboolean
is_over_cb (gpointer data)
{
  gboolean *is_over = data;

  *is_over = TRUE;
  return G_SOURCE_REMOVE;
}

/* For people to look at: animations end first. */
static void
take_picture (Fixture    *fixture,
              const Look *look,
              const char *what)
{
  const char *folder = g_getenv ("CAM_SCREENSHOTS");
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->window));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *name = g_strdup_printf ("shared-%s-%s.png", what, look->name);
  gboolean is_over = FALSE;

  g_timeout_add (folder != NULL ? 700 : 50, is_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  ui_test_wait_for_frame (GTK_WIDGET (fixture->window));
  gdk_paintable_snapshot (paintable, snapshot, look->width, look->height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) look->width, (float) look->height));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, look->width);
  if (folder != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (gdk_texture_save_to_png (texture, path));
    }
}

static void
test_looks (Fixture       *fixture,
            gconstpointer  data)
{
  const Look *look = data;
  GtkWidget *split_view = get_child (GTK_WIDGET (fixture->window), CAM_TYPE_WINDOW, "split_view");
  g_autofree char *home = g_path_get_dirname (cam_store_get_path (fixture->store));
  g_autofree char *mark = g_build_filename (home, ".stfolder", NULL);
  AdwDialog *dialog = NULL;
  GtkWidget *banner = NULL;

  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_settings_set_string (fixture->settings, "shared-folder", fixture->uri);
  ui_test_wait (is_shared, fixture);
  banner = get_child (GTK_WIDGET (fixture->window), CAM_TYPE_WINDOW, "synced_banner");
  g_assert_true (adw_banner_get_revealed (ADW_BANNER (banner)));
  take_picture (fixture, look, "banner");
  adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (split_view), FALSE);
  take_picture (fixture, look, "sidebar");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.move-file", NULL);
  take_picture (fixture, look, "move");
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
  dialog = cam_preferences_dialog_new (fixture->settings, fixture->shared);
  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  take_picture (fixture, look, "preferences");
  adw_dialog_force_close (dialog);
  ui_test_settle ();
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

#define add(name, function) g_test_add ("/ui/shared-folder/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  /* A page that is still moving when the test ends is not given back by libadwaita. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  add ("preferences", test_preferences);
  add ("status", test_status);
  add ("ages", test_ages);
  add ("merged", test_merged);
  g_test_add_func ("/ui/shared-folder/move", test_move);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/shared-folder/looks/", looks[i].name, NULL);

      g_test_add (path, Fixture, &looks[i], set_up, test_looks, tear_down);
    }
  return ui_test_run ();
}
