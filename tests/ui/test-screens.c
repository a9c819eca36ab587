/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the main pages with the starter pack: light, dark and narrow. Each must fit its window and draw
 * something; with CAM_SCREENSHOTS naming a folder, the pictures are kept there. */
#include "cam-starter.h"
#include "cam-window.h"
#include "ui-test.h"

typedef struct
{
  const char *name;
  int         width;
  int         height;
  gboolean    is_dark;
} Look;

static const Look looks[] = {
  { "light", 1180, 760, FALSE },
  { "dark", 1180, 760, TRUE },
  { "narrow", 360, 640, FALSE },
  { "narrow-dark", 360, 640, TRUE },
};

static CamStore *store;

static gboolean
is_loaded (gpointer data)
{
  return cam_atlas_is_loaded (data);
}

static gboolean
is_over_cb (gpointer data)
{
  gboolean *is_over = data;

  *is_over = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets animations end and tiles arrive: the picture is for people, so this waits for a time. */
static void
rest (void)
{
  gboolean is_over = FALSE;

  g_timeout_add (g_getenv ("CAM_SCREENSHOTS") != NULL ? 600 : 50, is_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
take_picture (CamWindow  *window,
              const Look *look,
              const char *page)
{
  const char *folder = g_getenv ("CAM_SCREENSHOTS");
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  rest ();
  ui_test_wait_for_frame (GTK_WIDGET (window));
  gdk_paintable_snapshot (paintable, snapshot, look->width, look->height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) look->width, (float) look->height));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, look->width);
  if (folder != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s-%s.png", page, look->name);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (gdk_texture_save_to_png (texture, path));
    }
}

static void
test_look (gconstpointer data)
{
  const Look *look = data;
  g_autoptr(GSettings) settings = g_settings_new ("uk.gov.cambridgeshire.Local");
  g_autofree char *ely = ui_test_find (store, "Ely");
  CamWindow *window = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_settings_set (settings, "window-size", "(ii)", look->width, look->height);
  g_settings_set_string (settings, "page", "map");
  window = cam_window_new (NULL, settings);
  cam_window_set_store (window, store);
  gtk_window_present (GTK_WINDOW (window));
  ui_test_wait (is_loaded, cam_window_get_atlas (window));
  take_picture (window, look, "map");
  cam_map_page_show_area (cam_window_get_map_page (window), ely);
  take_picture (window, look, "area");
  cam_map_page_set_selected (cam_window_get_map_page (window), NULL);
  g_object_set (cam_window_get_map_page (window), "show-list", TRUE, NULL);
  take_picture (window, look, "list");
  cam_window_set_page (window, "today");
  take_picture (window, look, "today");
  cam_window_search (window, "ely");
  take_picture (window, look, "search");
  ui_test_destroy (GTK_WINDOW (window));

  window = cam_window_new (NULL, settings);
  cam_window_show_first_run (window, "/nowhere/local.gpkg", FALSE);
  gtk_window_present (GTK_WINDOW (window));
  take_picture (window, look, "first-run");
  ui_test_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  int status = 0;

  ui_test_init (&argc, &argv);
  store = ui_test_new_empty_store ();
  cam_starter_load (store, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/screens/", looks[i].name, NULL);

      g_test_add_data_func (path, &looks[i], test_look);
    }
  status = ui_test_run ();
  ui_test_free_store (store);
  return status;
}
