/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-map-view.h"

#include "cam-area-layer.h"
#include "cam-base-layer.h"
#include "cam-label-layer.h"
#include "ui-test.h"

#include <glib/gstdio.h>
#include <shumate/shumate.h>
#include <sqlite3.h>

#define LEVEL(name) (1u << CAM_LEVEL_##name)
#define NESTED (LEVEL (COUNTY) | LEVEL (DISTRICT) | LEVEL (PARISH))

typedef struct
{
  CamStore   *store;
  CamAtlas   *atlas;
  GtkWidget  *window;
  CamMapView *view;
  ShumateMap *map;
  guint       n_notified;
  guint       n_clicked;
  char       *activated;
  GError     *failure;
} Fixture;

static gboolean
is_settled (gpointer data)
{
  return cam_map_view_is_settled (data);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->store = ui_test_new_store ();
  fixture->atlas = cam_atlas_new (fixture->store);
  cam_atlas_load (fixture->atlas, &error);
  g_assert_no_error (error);
  fixture->view = CAM_MAP_VIEW (cam_map_view_new ());
  fixture->map = SHUMATE_MAP (ui_test_find_type (GTK_WIDGET (fixture->view), SHUMATE_TYPE_MAP));
  cam_map_view_set_levels (fixture->view, NESTED);
  cam_map_view_set_atlas (fixture->view, fixture->atlas);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  ui_test_settle ();
  ui_test_wait (is_settled, fixture->view);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer view = fixture->view;

  g_object_add_weak_pointer (G_OBJECT (fixture->view), &view);
  ui_test_destroy (GTK_WINDOW (fixture->window));
  g_assert_null (view);
  while (g_main_context_iteration (NULL, FALSE) || G_OBJECT (fixture->atlas)->ref_count > 1)
    g_thread_yield ();
  g_assert_finalize_object (fixture->atlas);
  ui_test_free_store (fixture->store);
  g_clear_pointer (&fixture->activated, g_free);
  g_clear_error (&fixture->failure);
}

static void
assert_selected (Fixture    *fixture,
                 const char *name)
{
  const char *uuid = cam_map_view_get_selected (fixture->view);
  const CamAtlasArea *area = uuid != NULL ? cam_atlas_find (fixture->atlas, uuid) : NULL;

  g_assert_cmpstr (area != NULL ? area->name : NULL, ==, name);
}

static void
select_name (Fixture    *fixture,
             const char *name)
{
  g_autofree char *uuid = ui_test_find (fixture->store, name);

  cam_map_view_set_selected (fixture->view, uuid);
}

/* What the view does with a key, through its own shortcuts. */
static gboolean
press_key (Fixture *fixture,
           guint    keyval)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                 GTK_WIDGET (fixture->view),
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_not_reached ();
}

static void
emit_on (Fixture    *fixture,
         GType       type,
         const char *signal,
         int         n_press,
         double      lat,
         double      lon)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->map));
  double x, y;

  shumate_viewport_location_to_widget_coords (shumate_map_get_viewport (fixture->map),
                                              GTK_WIDGET (fixture->map), lat, lon, &x, &y);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        continue;
      if (n_press > 0)
        g_signal_emit_by_name (controller, signal, n_press, x, y);
      else
        g_signal_emit_by_name (controller, signal, x, y);
    }
}

static void
click (Fixture *fixture,
       int      n_press,
       double   lat,
       double   lon)
{
  emit_on (fixture, GTK_TYPE_GESTURE_CLICK, "pressed", n_press, lat, lon);
  emit_on (fixture, GTK_TYPE_GESTURE_CLICK, "released", n_press, lat, lon);
}

static void
notify_cb (Fixture *fixture)
{
  fixture->n_notified++;
}

static void
clicked_cb (Fixture *fixture,
            double   lat,
            double   lon)
{
  fixture->n_clicked++;
  g_assert_cmpfloat_with_epsilon (lat, 52.05, 1e-3);
  g_assert_cmpfloat_with_epsilon (lon, 0.15, 1e-3);
}

static void
activated_cb (Fixture    *fixture,
              const char *uuid)
{
  g_set_str (&fixture->activated, uuid);
}

static void
failed_cb (Fixture      *fixture,
           const GError *error)
{
  g_clear_error (&fixture->failure);
  fixture->failure = g_error_copy (error);
}

static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  gtk_test_accessible_assert_role (fixture->view, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Map of areas");
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (fixture->view)));
  select_name (fixture, "Birch");
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Birch");
}

static void
test_selected (Fixture       *fixture,
               gconstpointer  data)
{
  g_signal_connect_swapped (fixture->view, "notify::selected", G_CALLBACK (notify_cb), fixture);
  g_assert_null (cam_map_view_get_selected (fixture->view));
  select_name (fixture, "Alder");
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  select_name (fixture, "Alder");
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  assert_selected (fixture, "Alder");
  cam_map_view_set_selected (fixture->view, NULL);
  g_assert_cmpuint (fixture->n_notified, ==, 2);
  assert_selected (fixture, NULL);
}

static void
test_travel (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_true (press_key (fixture, GDK_KEY_Left));
  g_assert_nonnull (cam_map_view_get_selected (fixture->view));
  select_name (fixture, "Alder");
  g_assert_true (press_key (fixture, GDK_KEY_Right));
  assert_selected (fixture, "Birch");
  g_assert_true (press_key (fixture, GDK_KEY_Left));
  assert_selected (fixture, "Alder");
  g_assert_true (press_key (fixture, GDK_KEY_Left));
  assert_selected (fixture, "Cedar");
  g_assert_true (press_key (fixture, GDK_KEY_Up));
  assert_selected (fixture, "Cedar");
}

static void
test_escape (Fixture       *fixture,
             gconstpointer  data)
{
  select_name (fixture, "Alder");
  g_assert_true (press_key (fixture, GDK_KEY_Escape));
  assert_selected (fixture, "Eastland");
  g_assert_true (press_key (fixture, GDK_KEY_Escape));
  assert_selected (fixture, "Exampleshire");
  g_assert_true (press_key (fixture, GDK_KEY_Escape));
  assert_selected (fixture, NULL);
  g_assert_false (press_key (fixture, GDK_KEY_Escape));
}

static void
test_click (Fixture       *fixture,
            gconstpointer  data)
{
  g_signal_connect_swapped (fixture->view, "point-clicked", G_CALLBACK (clicked_cb), fixture);
  click (fixture, 1, 52.05, 0.15);
  assert_selected (fixture, "Exampleshire");
  click (fixture, 1, 52.05, 0.15);
  assert_selected (fixture, "Eastland");
  click (fixture, 1, 52.05, 0.15);
  assert_selected (fixture, "Alder");
  click (fixture, 1, 52.05, 0.15);
  assert_selected (fixture, "Alder");
  g_assert_cmpuint (fixture->n_clicked, ==, 4);
  g_signal_handlers_disconnect_by_data (fixture->view, fixture);
  click (fixture, 1, 52.19, 0.45);
  assert_selected (fixture, NULL);
}

/* A press that ends elsewhere was a drag. */
static void
test_drag (Fixture       *fixture,
           gconstpointer  data)
{
  emit_on (fixture, GTK_TYPE_GESTURE_CLICK, "pressed", 1, 52.05, 0.15);
  emit_on (fixture, GTK_TYPE_GESTURE_CLICK, "released", 1, 52.09, 0.15);
  assert_selected (fixture, NULL);
}

static void
test_activate (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *uuid = ui_test_find (fixture->store, "Cedar");

  g_signal_connect_swapped (fixture->view, "activated", G_CALLBACK (activated_cb), fixture);
  g_assert_false (press_key (fixture, GDK_KEY_Return));
  cam_map_view_set_selected (fixture->view, uuid);
  g_assert_true (press_key (fixture, GDK_KEY_Return));
  g_assert_cmpstr (fixture->activated, ==, uuid);
  g_set_str (&fixture->activated, NULL);
  click (fixture, 2, 52.05, 0.05);
  g_assert_cmpstr (fixture->activated, ==, uuid);
}

static void
assert_hovered (Fixture    *fixture,
                const char *name)
{
  g_autofree char *hovered = NULL;

  g_object_get (fixture->view, "hovered-name", &hovered, NULL);
  g_assert_cmpstr (hovered, ==, name);
}

static void
test_hover (Fixture       *fixture,
            gconstpointer  data)
{
  emit_on (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION, "motion", 0, 52.05, 0.25);
  assert_hovered (fixture, "Birch");
  emit_on (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION, "motion", 0, 52.15, 0.25);
  assert_hovered (fixture, "Eastland");
  emit_on (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION, "motion", 0, 52.4, 0.25);
  assert_hovered (fixture, NULL);
  cam_map_view_set_levels (fixture->view, LEVEL (COUNTY));
  emit_on (fixture, GTK_TYPE_EVENT_CONTROLLER_MOTION, "motion", 0, 52.05, 0.25);
  assert_hovered (fixture, "Exampleshire");
}

static void
test_zoom_keys (Fixture       *fixture,
                gconstpointer  data)
{
  ShumateViewport *viewport = shumate_map_get_viewport (fixture->map);
  double zoom = shumate_viewport_get_zoom_level (viewport);

  g_assert_true (press_key (fixture, GDK_KEY_plus));
  g_assert_cmpfloat_with_epsilon (shumate_viewport_get_zoom_level (viewport), zoom + 1, 1e-6);
  g_assert_true (press_key (fixture, GDK_KEY_minus));
  g_assert_true (press_key (fixture, GDK_KEY_minus));
  g_assert_cmpfloat_with_epsilon (shumate_viewport_get_zoom_level (viewport), zoom - 1, 1e-6);
  g_assert_true (press_key (fixture, GDK_KEY_Home));
  g_assert_cmpfloat_with_epsilon (shumate_viewport_get_zoom_level (viewport), zoom, 1e-6);
}

static void
test_labels (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *widget = ui_test_find_type (GTK_WIDGET (fixture->view), CAM_TYPE_LABEL_LAYER);
  CamLabelLayer *layer = CAM_LABEL_LAYER (widget);
  graphene_rect_t a, b;
  guint n_pairs = 0;

  g_assert_cmpuint (cam_label_layer_get_n_placed (layer), >=, 4);
  for (guint i = 0; cam_label_layer_get_box (layer, i, &a); i++)
    for (guint j = 0; j < i && cam_label_layer_get_box (layer, j, &b); j++)
      {
        n_pairs++;
        g_assert_false (graphene_rect_intersection (&a, &b, NULL));
      }
  g_assert_cmpuint (n_pairs, >=, 6);
}

/* Deep inside of an area whose own point is out of sight, its name stands where one looks. */
static void
test_label_inside (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *layer = ui_test_find_type (GTK_WIDGET (fixture->view), CAM_TYPE_LABEL_LAYER);
  ShumateViewport *viewport = shumate_map_get_viewport (fixture->map);
  graphene_rect_t box;
  guint n_seen = 0;

  cam_map_view_set_levels (fixture->view, LEVEL (PARISH));
  shumate_viewport_set_zoom_level (viewport, 15);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), 52.02, 0.22);
  ui_test_wait (is_settled, fixture->view);
  select_name (fixture, "Birch");
  for (guint i = 0; cam_label_layer_get_box (CAM_LABEL_LAYER (layer), i, &box); i++)
    n_seen += graphene_rect_contains_point (&box, &GRAPHENE_POINT_INIT (
                                                    (float) gtk_widget_get_width (layer) / 2,
                                                    (float) gtk_widget_get_height (layer) / 2));
  g_assert_cmpuint (n_seen, ==, 1);
}

/* The colour in the middle of the areas as they would be drawn now. */
static guint32
draw_middle (Fixture *fixture)
{
  GtkWidget *layer = ui_test_find_type (GTK_WIDGET (fixture->view), CAM_TYPE_AREA_LAYER);
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (fixture->window));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  graphene_rect_t middle = GRAPHENE_RECT_INIT ((float) (gtk_widget_get_width (layer) / 2),
                                               (float) (gtk_widget_get_height (layer) / 2), 1, 1);
  guint32 pixel = 0;

  GTK_WIDGET_GET_CLASS (layer)->snapshot (layer, snapshot);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return 0;
  texture = gsk_renderer_render_texture (renderer, node, &middle);
  gdk_texture_download (texture, (guchar *) &pixel, sizeof pixel);
  return pixel;
}

/* Nothing of the county's middle is ever seen blank: while the zoom level changes, while the levels
 * do, and once all is drawn. */
static void
test_never_blank (Fixture       *fixture,
                  gconstpointer  data)
{
  ShumateViewport *viewport = shumate_map_get_viewport (fixture->map);

  cam_map_view_set_levels (fixture->view, LEVEL (COUNTY));
  ui_test_wait (is_settled, fixture->view);
  g_assert_cmphex (draw_middle (fixture), !=, 0);
  for (guint i = 0; i < 12; i++)
    {
      shumate_viewport_set_zoom_level (viewport, 7 + i % 5 + 0.3 * (i % 3));
      g_assert_false (cam_map_view_is_settled (fixture->view));
      g_assert_cmphex (draw_middle (fixture), !=, 0);
      g_main_context_iteration (NULL, FALSE);
    }
  ui_test_wait (is_settled, fixture->view);
  cam_map_view_set_levels (fixture->view, LEVEL (COUNTY) | LEVEL (DISTRICT));
  g_assert_cmphex (draw_middle (fixture), !=, 0);
  ui_test_wait (is_settled, fixture->view);
  cam_map_view_set_levels (fixture->view, 0);
  g_assert_cmphex (draw_middle (fixture), ==, 0);
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  select_name (fixture, "Alder");
  cam_map_view_set_atlas (fixture->view, NULL);
  g_assert_null (cam_map_view_get_selected (fixture->view));
  g_assert_false (press_key (fixture, GDK_KEY_Left));
  cam_map_view_fit (fixture->view);
  cam_map_view_show_point (fixture->view, 52.1, 0.1);
}

static char *
write_base_map (const char *folder)
{
  guint32 pixels[16] = { 0 };
  g_autoptr(GBytes) bytes = g_bytes_new (pixels, sizeof pixels);
  g_autoptr(GdkTexture) texture = gdk_memory_texture_new (4, 4, GDK_MEMORY_DEFAULT, bytes, 16);
  g_autoptr(GBytes) png = gdk_texture_save_to_png_bytes (texture);
  char *path = g_build_filename (folder, "base.mbtiles", NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *insert = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db,
                "CREATE TABLE metadata (name TEXT, value TEXT);"
                "INSERT INTO metadata VALUES ('attribution', 'Made up');"
                "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,"
                " tile_data BLOB)",
                NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO tiles VALUES (8, 128, 171, ?)", -1, &insert, NULL);
  sqlite3_bind_blob (insert, 1, g_bytes_get_data (png, NULL), (int) g_bytes_get_size (png), NULL);
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_finalize (insert);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return path;
}

static gboolean
has_failed (gpointer data)
{
  return ((Fixture *) data)->failure != NULL;
}

static GtkLabel *
find_credit (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "map-credit"))
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *found = find_credit (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
names_maker (gpointer data)
{
  return g_str_has_suffix (gtk_label_get_label (data), "Made up");
}

static void
test_base_map (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("base-map-XXXXXX", NULL);
  g_autofree char *path = write_base_map (folder);
  GtkLabel *credit = find_credit (GTK_WIDGET (fixture->view));
  gpointer layer = NULL;

  g_signal_connect_swapped (fixture->view, "base-map-failed", G_CALLBACK (failed_cb), fixture);
  g_assert_nonnull (strstr (gtk_label_get_label (credit), "Contains OS data ©"));
  cam_map_view_set_base_map (fixture->view, path);
  ui_test_wait (names_maker, credit);
  g_assert_null (fixture->failure);
  ui_test_wait (is_settled, fixture->view);
  layer = ui_test_find_type (GTK_WIDGET (fixture->view), CAM_TYPE_BASE_LAYER);
  g_assert_nonnull (layer);
  g_object_add_weak_pointer (layer, &layer);
  cam_map_view_set_base_map (fixture->view, "/nowhere/at-all.mbtiles");
  g_assert_null (layer);
  g_assert_false (names_maker (credit));
  ui_test_wait (has_failed, fixture);
  g_assert_error (fixture->failure, CAM_ERROR, CAM_ERROR_NOT_FOUND);
  cam_map_view_set_base_map (fixture->view, NULL);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_alone (void)
{
  GtkWidget *view = g_object_ref_sink (cam_map_view_new ());

  g_assert_cmpuint (cam_map_view_get_levels (CAM_MAP_VIEW (view)), ==, LEVEL (DISTRICT) | LEVEL (SDA));
  g_assert_null (cam_map_view_get_atlas (CAM_MAP_VIEW (view)));
  g_assert_null (cam_map_view_get_base_map (CAM_MAP_VIEW (view)));
  g_assert_finalize_object (view);
}

int
main (int    argc,
      char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/map-view/alone", test_alone);
#define ADD(name, func) g_test_add ("/map-view/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("accessible", test_accessible);
  ADD ("selected", test_selected);
  ADD ("travel", test_travel);
  ADD ("escape", test_escape);
  ADD ("click", test_click);
  ADD ("drag", test_drag);
  ADD ("activate", test_activate);
  ADD ("hover", test_hover);
  ADD ("zoom-keys", test_zoom_keys);
  ADD ("labels", test_labels);
  ADD ("label-inside", test_label_inside);
  ADD ("never-blank", test_never_blank);
  ADD ("gone", test_gone);
  ADD ("base-map", test_base_map);
#undef ADD
  return ui_test_run ();
}
