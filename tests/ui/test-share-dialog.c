/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy through the share dialog: what is told beforehand, and what is then in the file. With
 * CAM_SCREENSHOTS naming a folder, pictures of its steps are kept there. */
#include "cam-copy-seal.h"
#include "cam-my-areas-page.h"
#include "cam-share-dialog.h"
#include "ui-test.h"

#include <string.h>

#include <glib/gstdio.h>

typedef struct
{
  CamStore  *store;
  CamAtlas  *atlas;
  GSettings *settings;
  GtkWindow *window;
  AdwDialog *dialog;
  char      *folder;
  char      *path;
  const char *awaited;
} Fixture;

static gboolean
add_people_cb (CamWriter  *writer,
               gpointer    data,
               GError    **error)
{
  static const char *const names[] = { "Quetzalina Example", "Ben Example", "Cara Example" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const CamCell cells[] = { { "name", cam_text (names[i]) }, { "phone", cam_text ("07700900123") },
                                { "email", cam_text ("someone@example.org") } };
      g_autofree char *uuid = cam_writer_insert (writer, "person", cells, 3, error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_loaded (gpointer data)
{
  return cam_atlas_is_loaded (data);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->store = ui_test_new_store ();
  cam_store_write (fixture->store, "Add people", add_people_cb, NULL, &error);
  g_assert_no_error (error);
  fixture->atlas = cam_atlas_new (fixture->store);
  ui_test_wait (is_loaded, fixture->atlas);
  fixture->settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_settings_reset (fixture->settings, "my-areas");
  fixture->folder = g_dir_make_tmp ("cam-share-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "copy.gpkg", NULL);
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, data != NULL ? GPOINTER_TO_INT (data) : 800, 760);
  adw_window_set_content (ADW_WINDOW (fixture->window), g_object_new (ADW_TYPE_BIN, NULL));
  gtk_window_present (fixture->window);
  fixture->dialog = cam_share_dialog_new (fixture->atlas, fixture->settings);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->dialog != NULL)
    {
      gpointer watched = fixture->dialog;

      g_object_add_weak_pointer (G_OBJECT (fixture->dialog), &watched);
      adw_dialog_force_close (fixture->dialog);
      while (watched != NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  ui_test_destroy (fixture->window);
  g_clear_object (&fixture->settings);
  g_assert_finalize_object (fixture->atlas);
  ui_test_free_store (fixture->store);
  ui_test_remove_folder (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->path, g_free);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), CAM_TYPE_SHARE_DIALOG, name);
}

static const char *
get_subtitle (Fixture    *fixture,
              const char *row)
{
  return adw_action_row_get_subtitle (get_child (fixture, row));
}

static gboolean
has_contents (gpointer data)
{
  Fixture *fixture = data;

  return strcmp (get_subtitle (fixture, "contents_row"), fixture->awaited) == 0;
}

static void
await_contents (Fixture    *fixture,
                const char *text)
{
  fixture->awaited = text;
  ui_test_wait (has_contents, fixture);
}

static gboolean
has_saved (gpointer data)
{
  return strcmp (cam_share_dialog_get_step (CAM_SHARE_DIALOG (((Fixture *) data)->dialog)), "wait") != 0;
}

static void
save (Fixture    *fixture,
      const char *path,
      const char *passphrase)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);

  cam_share_dialog_save (CAM_SHARE_DIALOG (fixture->dialog), file, passphrase);
  ui_test_wait (has_saved, fixture);
}

static gboolean
is_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* For people: waits until nothing moves any more. */
static void
take_picture (Fixture    *fixture,
              const char *name)
{
  const char *folder = g_getenv ("CAM_SCREENSHOTS");
  g_autoptr(GdkPaintable) paintable = NULL;
  GtkSnapshot *snapshot = NULL;
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *path = NULL;
  gboolean is_over = FALSE;

  if (folder == NULL)
    return;
  g_timeout_add (600, is_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->window));
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (GTK_WIDGET (fixture->window)),
                          gtk_widget_get_height (GTK_WIDGET (fixture->window)));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)), node, NULL);
  path = g_strdup_printf ("%s/share-%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* People stay out until somebody says otherwise. */
static void
test_told_beforehand (Fixture       *fixture,
                      gconstpointer  data)
{
  g_assert_cmpstr (cam_share_dialog_get_step (CAM_SHARE_DIALOG (fixture->dialog)), ==, "what");
  await_contents (fixture, "1 county, 2 districts, 1 service delivery area, 3 parishes");
  g_assert_true (g_str_has_prefix (get_subtitle (fixture, "personal_row"), "Left out"));
  g_assert_true (g_str_has_prefix (get_subtitle (fixture, "size_row"), "About "));
  take_picture (fixture, "what");
  adw_switch_row_set_active (get_child (fixture, "personal_row"), TRUE);
  while (strstr (get_subtitle (fixture, "personal_row"), "3 people") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (get_subtitle (fixture, "personal_row"), ==,
                   "3 people (name, phone, e-mail): Ben Example, Cara Example, Quetzalina Example");
  take_picture (fixture, "people");
  if (g_getenv ("CAM_SCREENSHOTS") != NULL)
    {
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
      take_picture (fixture, "dark");
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
    }
  gtk_check_button_set_active (get_child (fixture, "public_check"), TRUE);
  while (strstr (get_subtitle (fixture, "personal_row"), "Never") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_get_sensitive (get_child (fixture, "personal_row")));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_child (fixture, "public_check")), GTK_ACCESSIBLE_ROLE_RADIO);
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  save (fixture, fixture->path, NULL);
  g_assert_cmpstr (cam_share_dialog_get_step (CAM_SHARE_DIALOG (fixture->dialog)), ==, "done");
  take_picture (fixture, "done");
  g_assert_true (cam_copy_is_whole (fixture->path));
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  g_assert_null (g_strstr_len (bytes, (gssize) length, "Quetzalina"));
}

static void
test_save_encrypted (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *bytes = NULL;

  save (fixture, fixture->path, "correct horse battery");
  g_assert_cmpstr (cam_share_dialog_get_step (CAM_SHARE_DIALOG (fixture->dialog)), ==, "done");
  g_assert_true (g_file_get_contents (fixture->path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "age-encryption.org/v1\n"));
}

/* One district, then areas that somebody calls theirs. */
static void
test_areas (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *cluster = ui_test_find (fixture->store, "Alder and Birch");
  CamMyAreasPage *page = get_child (fixture, "areas_page");
  g_auto(GStrv) mine = NULL;

  g_assert_false (gtk_widget_get_visible (get_child (fixture, "mine_row")));
  adw_combo_row_set_selected (get_child (fixture, "district_row"), 1);
  gtk_check_button_set_active (get_child (fixture, "district_check"), TRUE);
  await_contents (fixture, "1 county, 1 district, 1 parish");

  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "share.choose-areas", NULL);
  cam_my_areas_page_choose (page, cluster, TRUE);
  take_picture (fixture, "areas");
  mine = g_settings_get_strv (fixture->settings, "my-areas");
  g_assert_cmpstr (mine[0], ==, cluster);
  adw_navigation_view_pop (get_child (fixture, "navigation_view"));
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "mine_row")));
  g_assert_cmpstr (get_subtitle (fixture, "mine_row"), ==, "Alder and Birch");
  ui_test_settle ();
  g_assert_true (gtk_check_button_get_active (get_child (fixture, "mine_check")));
  await_contents (fixture, "1 county, 1 district, 1 service delivery area, 2 parishes");

  cam_my_areas_page_choose (page, cluster, FALSE);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "mine_row")));
  g_assert_true (gtk_check_button_get_active (get_child (fixture, "everything_check")));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  save (fixture, cam_store_get_path (fixture->store), NULL);
  g_assert_cmpstr (cam_share_dialog_get_step (CAM_SHARE_DIALOG (fixture->dialog)), ==, "problem");
  take_picture (fixture, "problem");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "share.back", NULL);
  g_assert_cmpstr (cam_share_dialog_get_step (CAM_SHARE_DIALOG (fixture->dialog)), ==, "what");
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);

  cam_share_dialog_save (CAM_SHARE_DIALOG (fixture->dialog), file, NULL);
  g_assert_cmpstr (cam_share_dialog_get_step (CAM_SHARE_DIALOG (fixture->dialog)), ==, "wait");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "share.cancel", NULL);
  ui_test_wait (has_saved, fixture);
  g_assert_cmpstr (cam_share_dialog_get_step (CAM_SHARE_DIALOG (fixture->dialog)), ==, "what");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Closing while the copy is made leaves nothing behind. */
static void
test_closed_early (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GFile) file = g_file_new_for_path (fixture->path);
  gpointer watched = fixture->dialog;

  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), &watched);
  cam_share_dialog_save (CAM_SHARE_DIALOG (fixture->dialog), file, NULL);
  adw_dialog_force_close (fixture->dialog);
  fixture->dialog = NULL;
  while (watched != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* As wide as a telephone: nothing in it makes the window wider. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  await_contents (fixture, "1 county, 2 districts, 1 service delivery area, 3 parishes");
  take_picture (fixture, "narrow");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 360);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "share.choose-areas", NULL);
  ui_test_settle ();
  take_picture (fixture, "narrow-areas");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 360);
}

#define add(name, function) \
  g_test_add ("/ui/share-dialog/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  /* Where a page goes while it still moves, what was drawn of it is lost now and then. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  add ("told-beforehand", test_told_beforehand);
  add ("save", test_save);
  add ("save-encrypted", test_save_encrypted);
  add ("areas", test_areas);
  add ("refused", test_refused);
  add ("cancel", test_cancel);
  add ("closed-early", test_closed_early);
  g_test_add ("/ui/share-dialog/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_narrow, tear_down);
  return ui_test_run ();
}
