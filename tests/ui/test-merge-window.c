/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies that are dropped on the window, opened with it or before there is a file, and how their dialog looks. */
#include "merge-dialog-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static CamWindow *
open_window (Fixture *fixture)
{
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  CamWindow *window = cam_window_new (NULL, settings);

  if (fixture->mine != NULL)
    cam_window_set_store (window, fixture->mine);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
drop (CamWindow  *window,
      const char *first,
      const char *second,
      const char *third)
{
  const char *paths[] = { first, second, third };
  g_auto(GValue) value = G_VALUE_INIT;
  GSList *files = NULL;
  GdkFileList *list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (paths[i] != NULL)
      files = g_slist_append (files, g_file_new_for_path (paths[i]));
  list = gdk_file_list_new_from_list (files);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, list);
  g_assert_true (cam_window_drop (window, &value));
  g_slist_free_full (files, g_object_unref);
}

static gboolean
has_merge_dialog (gpointer data)
{
  return ui_test_find_type (data, CAM_TYPE_MERGE_DIALOG) != NULL;
}

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
has_toast (gpointer data)
{
  return says (GTK_WIDGET (((CamWindow *) data)->toast_overlay), "This is the file that is open already.");
}

/* Copies go to one dialog together, boundaries to their own, and the file that is open is no copy. */
static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *boundaries = dup_path (fixture, "places.csv");
  CamWindow *window = open_window (fixture);

  make_a_difference (fixture);
  g_file_set_contents (boundaries, "PAR19CD,PAR19NM\nE04000091,Alder\n", -1, NULL);
  drop (window, cam_store_get_path (fixture->mine), NULL, NULL);
  ui_test_wait (has_toast, window);
  g_assert_false (has_merge_dialog (window));
  drop (window, fixture->copy, boundaries, fixture->copy);
  ui_test_wait (has_merge_dialog, window);
  g_assert_nonnull (ui_test_find_type (GTK_WIDGET (window), CAM_TYPE_IMPORT_DIALOG));
  fixture->dialog = ADW_DIALOG (ui_test_find_type (GTK_WIDGET (window), CAM_TYPE_MERGE_DIALOG));
  ui_test_wait (has_waited, fixture);
  /* The same file twice is one. */
  g_assert_cmpstr (get_step (fixture), ==, "changes");
  ui_test_destroy (GTK_WINDOW (window));
}

static gboolean
has_undone (gpointer data)
{
  Fixture *fixture = data;

  return g_strcmp0 (cam_store_get_undo_label (fixture->mine), "Rename area") == 0;
}

/* From the last step of the dialog, for all of them, the last one first. */
static void
test_undo_several (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *later = dup_path (fixture, "later.gpkg");
  CamWindow *window = open_window (fixture);

  make_a_difference (fixture);
  add_area (fixture->hers, "Elder");
  hand_over (fixture, later);
  drop (window, fixture->copy, later, NULL);
  ui_test_wait (has_merge_dialog, window);
  fixture->dialog = ADW_DIALOG (ui_test_find_type (GTK_WIDGET (window), CAM_TYPE_MERGE_DIALOG));
  ui_test_wait (has_waited, fixture);
  g_assert_cmpstr (get_step (fixture), ==, "files");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "merge.apply", NULL);
  ui_test_wait (has_waited, fixture);
  g_assert_cmpint (cam_store_count (fixture->mine, "area_comment"), ==, 2);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "merge.undo", NULL);
  ui_test_wait (has_undone, fixture);
  g_assert_cmpint (cam_store_count (fixture->mine, "area_comment"), ==, 0);
  ui_test_destroy (GTK_WINDOW (window));
}

static void
ready_cb (CamStore **taken,
          CamStore  *store)
{
  *taken = g_object_ref (store);
}

static gboolean
has_question (gpointer data)
{
  return get_question (data) != NULL;
}

/* Before there is an own file a copy becomes it, under a passphrase or not. */
static void
test_first_file (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = dup_path (fixture, "from Anna.gpkg.age");
  g_autofree char *own = g_build_filename (fixture->folder, "own", "local.gpkg", NULL);
  g_autofree char *folder = g_path_get_dirname (own);
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  CamStore *taken = NULL;
  CamWindow *window = cam_window_new (NULL, settings);

  protect (fixture, path);
  g_signal_connect_swapped (window, "store-ready", G_CALLBACK (ready_cb), &taken);
  cam_window_show_first_run (window, own, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  drop (window, path, NULL, NULL);
  ui_test_wait (has_question, window);
  /* Not after all. */
  adw_dialog_force_close (ADW_DIALOG (get_question (GTK_WIDGET (window))));
  ui_test_settle ();
  g_assert_null (taken);
  g_assert_true (gtk_widget_get_sensitive (ui_test_find_type (GTK_WIDGET (window->first_run_page), GTK_TYPE_LIST_BOX)));
  drop (window, path, NULL, NULL);
  ui_test_wait (has_question, window);
  answer (get_question (GTK_WIDGET (window)));
  ui_test_wait (is_set, &taken);
  g_assert_cmpstr (cam_store_get_path (taken), ==, own);
  g_assert_cmpint (cam_store_count (taken, "area"), ==, 7);
  cam_store_close (taken);
  ui_test_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (taken);
  ui_test_remove_folder (folder);
}

typedef struct
{
  const char *name;
  int         width;
  int         height;
  gboolean    is_dark;
} Look;

static const Look looks[] = {
  { "light", 800, 760, FALSE },
  { "dark", 800, 760, TRUE },
  { "narrow", 360, 640, FALSE },
  { "narrow-dark", 360, 640, TRUE },
};

static gboolean
is_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The window has to hold the step; with CAM_SCREENSHOTS naming a folder, the picture is kept there. */
static void
take_picture (Fixture    *fixture,
              const Look *look,
              const char *step)
{
  const char *folder = g_getenv ("CAM_SCREENSHOTS");
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->window));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  g_autofree char *name = g_strdup_printf ("merge-%s-%s.png", step, look->name);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  gboolean is_over = FALSE;

  g_assert_cmpstr (get_step (fixture), ==, step);
  g_timeout_add (folder != NULL ? 700 : 100, is_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  /* On a machine that is busy that was not enough. */
  ui_test_wait_for_frame (GTK_WIDGET (fixture->window));
  gdk_paintable_snapshot (paintable, snapshot, look->width, look->height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, look->width);
  if (path == NULL)
    return;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) look->width, (float) look->height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
test_look (Fixture       *fixture,
           gconstpointer  data)
{
  const Look *look = data;
  g_autofree char *damaged = dup_path (fixture, "damaged with a rather long name, as people give them.gpkg");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_widget_set_size_request (GTK_WIDGET (fixture->window), 360, 294);
  gtk_window_set_default_size (fixture->window, look->width, look->height);
  g_file_set_contents (damaged, "SQLite format 3", -1, NULL);
  make_a_difference (fixture);
  open_dialog (fixture, damaged, NULL, NULL);
  take_picture (fixture, look, "wait");
  ui_test_wait (has_waited, fixture);
  take_picture (fixture, look, "problem");
  adw_dialog_force_close (fixture->dialog);
  open_dialog (fixture, fixture->copy, damaged, NULL);
  ui_test_wait (has_waited, fixture);
  take_picture (fixture, look, "files");
  g_signal_emit_by_name (ui_test_find_type (get_child (fixture, "stack"), GTK_TYPE_LIST_VIEW), "activate", 0u);
  take_picture (fixture, look, "changes");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "merge.apply", NULL);
  ui_test_wait (has_waited, fixture);
  take_picture (fixture, look, "done");
  adw_dialog_force_close (fixture->dialog);
  open_dialog (fixture, fixture->copy, NULL, NULL);
  ui_test_wait (has_waited, fixture);
  take_picture (fixture, look, "nothing");
  adw_dialog_force_close (fixture->dialog);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

#define add(name, function) \
  g_test_add ("/ui/merge-dialog/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);

  add ("drop", test_drop);
  add ("undo-several", test_undo_several);
  add ("first-file", test_first_file);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/merge-dialog/look-", looks[i].name, NULL);

      g_test_add (path, Fixture, &looks[i], set_up, test_look, tear_down);
    }
  return ui_test_run ();
}
