/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-test.h"

#include "cam-geometry.h"
#include "cam-ui.h"

#include <glib/gstdio.h>

typedef struct
{
  const char *level;
  const char *name;
  const char *code;
  const char *parent;
  const char *status;
  double      x, y, width, height;
  gint64      population;
} Place;

static char *home;

static const Place places[] = {
  { "county", "Exampleshire", "E10000099", NULL, "agreed", 0.0, 52.0, 0.3, 0.2, 6000 },
  { "district", "Eastland", "E07000091", "Exampleshire", "agreed", 0.1, 52.0, 0.2, 0.2, 4000 },
  { "district", "Westland", "E07000092", "Exampleshire", "agreed", 0.0, 52.0, 0.1, 0.2, 2000 },
  { "parish", "Alder", "E04000091", "Eastland", "agreed", 0.1, 52.0, 0.1, 0.1, 1500 },
  { "parish", "Birch", "E04000092", "Eastland", "agreed", 0.2, 52.0, 0.1, 0.1, 2500 },
  { "parish", "Cedar", "E04000093", "Westland", "agreed", 0.0, 52.0, 0.1, 0.1, 2000 },
  { "sda", "Alder and Birch", NULL, "Eastland", "draft", 0.1, 52.0, 0.2, 0.1, 4000 },
};

/* Like G_TEST_OPTION_ISOLATE_DIRS, but the system's folders stay: icons are recognised as SVG by the MIME
 * types kept there. */
static void
isolate_home (void)
{
  static const char *const names[] = { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" };

  home = g_dir_make_tmp ("cam-ui-home-XXXXXX", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folder = g_build_filename (home, names[i], NULL);

      g_mkdir (folder, 0700);
      g_setenv (names[i], folder, TRUE);
    }
}

void
ui_test_init (int    *argc,
              char ***argv)
{
  g_autoptr(GtkCssProvider) css = NULL;

  isolate_home ();
  g_test_init (argc, argv, NULL);
  adw_init ();
  cam_ui_init ();
  /* A test that waits would wait for pages to slide, too; and while they do, GTK 4.18 leaves render nodes behind. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/uk/gov/cambridgeshire/Local/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static GBytes *
build_square (const Place *place)
{
  const double x[] = { place->x, place->x + place->width, place->x + place->width, place->x, place->x };
  const double y[] = { place->y, place->y, place->y + place->height, place->y + place->height, place->y };
  GByteArray *wkb = g_byte_array_new ();
  const guint8 order = 1;
  const guint32 head[] = { 6, 1 };
  const guint32 polygon[] = { 3, 1, G_N_ELEMENTS (x) };
  g_autoptr(CamGeometry) outline = NULL;
  g_autoptr(GError) error = NULL;

  g_byte_array_append (wkb, &order, 1);
  g_byte_array_append (wkb, (const guint8 *) head, sizeof head);
  g_byte_array_append (wkb, &order, 1);
  g_byte_array_append (wkb, (const guint8 *) polygon, sizeof polygon);
  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    {
      g_byte_array_append (wkb, (const guint8 *) &x[i], sizeof x[i]);
      g_byte_array_append (wkb, (const guint8 *) &y[i], sizeof y[i]);
    }
  outline = cam_geometry_new_from_wkb (wkb->data, wkb->len, &error);
  g_byte_array_unref (wkb);
  g_assert_no_error (error);
  return cam_geometry_to_gpkg (outline);
}

static char *
insert_place (CamWriter    *writer,
              const Place  *place,
              GHashTable   *uuids,
              GError      **error)
{
  g_autoptr(GBytes) geometry = build_square (place);
  const CamCell cells[] = {
    { "geom", cam_blob (geometry) },
    { "level", cam_text (place->level) },
    { "name", cam_text (place->name) },
    { "code", cam_text (place->code) },
    { "status", cam_text (place->status) },
    { "outline", cam_text ("imported") },
    { "population", cam_integer (place->population) },
    { "hectares", cam_real (7500) },
    { "label_lat", cam_real (place->y + place->height / 2) },
    { "label_lon", cam_real (place->x + place->width / 2) },
    { "parent_uuid", cam_text (place->parent != NULL ? g_hash_table_lookup (uuids, place->parent) : NULL) },
  };

  return cam_writer_insert (writer, "area", cells, G_N_ELEMENTS (cells), error);
}

static gboolean
fill_store (CamWriter  *writer,
            gpointer    data,
            GError    **error)
{
  g_autoptr(GHashTable) uuids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  static const char *const members[] = { "Alder", "Birch" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      char *uuid = insert_place (writer, &places[i], uuids, error);

      if (uuid == NULL)
        return FALSE;
      g_hash_table_insert (uuids, (gpointer) places[i].name, uuid);
    }
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const CamCell cells[] = {
        { "area_uuid", cam_text (g_hash_table_lookup (uuids, "Alder and Birch")) },
        { "member_uuid", cam_text (g_hash_table_lookup (uuids, members[i])) },
      };
      g_autofree char *uuid = cam_writer_insert (writer, "area_member", cells, G_N_ELEMENTS (cells), error);

      if (uuid == NULL)
        return FALSE;
    }
  return TRUE;
}

CamStore *
ui_test_new_empty_store (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cam-ui-XXXXXX", &error);
  g_autofree char *path = NULL;
  CamStore *store = NULL;

  g_assert_no_error (error);
  path = g_build_filename (folder, "local.gpkg", NULL);
  store = cam_store_open (path, CAM_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  return store;
}

CamStore *
ui_test_new_store (void)
{
  g_autoptr(GError) error = NULL;
  CamStore *store = ui_test_new_empty_store ();

  cam_store_write (store, "Make a county", fill_store, NULL, &error);
  g_assert_no_error (error);
  return store;
}

void
ui_test_remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_remove (path) != 0)
        ui_test_remove_folder (path);
    }
  g_rmdir (folder);
}

/* What reads in the background lets go of the store in its own time. */
static gboolean
is_left_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

void
ui_test_free_store (CamStore *store)
{
  g_autofree char *folder = g_path_get_dirname (cam_store_get_path (store));

  ui_test_settle ();
  ui_test_wait (is_left_alone, store);
  cam_store_close (store);
  ui_test_settle ();
  g_assert_finalize_object (store);
  ui_test_remove_folder (folder);
}

char *
ui_test_find (CamStore   *store,
              const char *name)
{
  const char *columns[] = { "uuid", NULL };
  const CamValue value = cam_text (name);
  g_autoptr(GError) error = NULL;
  g_autoptr(CamCursor) cursor = cam_store_select (store, "area", columns, "WHERE name = ?1", &value, 1, &error);

  g_assert_no_error (error);
  g_assert_true (cam_cursor_next (cursor, &error));
  return g_strdup (cam_cursor_get_text (cursor, 0));
}

static gboolean
give_up_cb (gpointer data)
{
  g_error ("Waited too long");
  return G_SOURCE_REMOVE;
}

char *
ui_test_put (CamWriter     *writer,
             const char    *table,
             const CamCell *cells,
             guint          n_cells)
{
  g_autoptr (GError) error = NULL;
  char *uuid = cam_writer_insert (writer, table, cells, n_cells, &error);

  g_assert_no_error (error);
  return uuid;
}

void
ui_test_wait (UiTestCondition condition,
              gpointer        data)
{
  guint id = g_timeout_add_seconds (30, give_up_cb, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

int
ui_test_run (void)
{
  int status = g_test_run ();

  ui_test_remove_folder (home);
  g_clear_pointer (&home, g_free);
  return status;
}

void
ui_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
painted_cb (GdkFrameClock *clock,
            gboolean      *is_painted)
{
  *is_painted = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

void
ui_test_wait_for_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  /* What is found out in the first layout is followed in the second. */
  for (guint i = 0; i < 2; i++)
    {
      gboolean is_painted = FALSE;
      gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &is_painted);

      gtk_widget_queue_draw (widget);
      ui_test_wait (is_true, &is_painted);
      g_signal_handler_disconnect (clock, id);
    }
  ui_test_settle ();
}

GtkWidget *
ui_test_find_type (GtkWidget *widget,
                   GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_test_find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
ui_test_find_tooltip (GtkWidget  *widget,
                      const char *text)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_test_find_tooltip (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
ui_test_find_css_class (GtkWidget  *widget,
                        const char *css_class)
{
  if (gtk_widget_has_css_class (widget, css_class))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_test_find_css_class (child, css_class);

      if (found != NULL)
        return found;
    }
  return NULL;
}

const UiTestLook ui_test_looks[] = {
  { "light", 1180, 760, FALSE },
  { "dark", 1180, 760, TRUE },
  { "narrow", 360, 640, FALSE },
  { NULL },
};

static gboolean
is_over_cb (gpointer data)
{
  gboolean *is_over = data;

  *is_over = TRUE;
  return G_SOURCE_REMOVE;
}

/* Kept pictures wait for animations. */
static void
wait_a_little (gboolean kept)
{
  gboolean is_over = FALSE;

  g_timeout_add (kept ? 600 : 50, is_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

void
ui_test_take_picture (GtkWindow        *window,
                      const UiTestLook *look,
                      const char       *page)
{
  const char *folder = g_getenv ("CAM_SCREENSHOTS");
  g_autofree char *name = g_strdup_printf ("%s-%s.png", page, look->name);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  wait_a_little (path != NULL);
  /* On a machine that is busy that was not enough. */
  ui_test_wait_for_frame (GTK_WIDGET (window));
  gdk_paintable_snapshot (paintable, snapshot, look->width, look->height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) look->width, (float) look->height));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, look->width);
  g_assert_true (path == NULL || gdk_texture_save_to_png (texture, path));
}

void
ui_test_destroy (GtkWindow *window)
{
  gpointer watched = window;

  g_object_add_weak_pointer (G_OBJECT (window), &watched);
  gtk_window_destroy (window);
  ui_test_settle ();
  g_assert_null (watched);
}

GtkWidget *
ui_test_find_row (GtkWidget  *widget,
                  const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget)
      && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_test_find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
undone_cb (GObject      *store,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;
  char **label = data;

  *label = cam_store_undo_finish (CAM_STORE (store), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

void
ui_test_undo (CamStore *store)
{
  g_autofree char *label = NULL;

  cam_store_undo_async (store, NULL, undone_cb, &label);
  ui_test_wait (is_set, &label);
}
