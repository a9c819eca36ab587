/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pointer and keyboard of CamMapView: what is under the pointer, what a click selects, where the
 * arrow keys go. Main thread. */
#include "cam-map-view-private.h"

#include "cam-mercator.h"

#include <math.h>

/* A press that moves further than this, in pixels, is a drag. */
#define CLICK_SLOP 6.0
/* How much nearer a click on several markers goes. */
#define MARKER_ZOOM 2.0

static void
find_location (CamMapView *self,
               double      x,
               double      y,
               double     *lat,
               double     *lon)
{
  shumate_viewport_widget_coords_to_location (shumate_map_get_viewport (self->map),
                                              GTK_WIDGET (self->map), x, y, lat, lon);
}

/* The first click on a place selects the widest area shown there; a click on what is selected goes
 * a level deeper, down to the finest. */
static const CamAtlasArea *
choose_clicked (CamMapView *self,
                GPtrArray  *areas)
{
  for (guint i = 0; i + 1 < areas->len; i++)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);

      if (g_strcmp0 (area->uuid, self->selected) == 0)
        return g_ptr_array_index (areas, i + 1);
    }
  if (areas->len > 0)
    {
      const CamAtlasArea *finest = g_ptr_array_index (areas, areas->len - 1);

      return g_strcmp0 (finest->uuid, self->selected) == 0 ? finest : g_ptr_array_index (areas, 0);
    }
  return NULL;
}

static void
pressed_cb (CamMapView      *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  self->press_x = x;
  self->press_y = y;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* FALSE where there is no marker at that point. */
static gboolean
press_marker (CamMapView *self,
              double      x,
              double      y)
{
  CamMarkerCluster cluster = { 0 };
  const char *found = NULL;
  g_autofree char *uuid = NULL;

  if (!cam_marker_layer_find_at (self->marker_layer, x, y, &cluster, &found))
    return FALSE;
  uuid = g_strdup (found);
  if (uuid != NULL)
    g_signal_emit_by_name (self, "marker-activated", uuid);
  else
    cam_map_view_go_to (self, cluster.lat, cluster.lon,
                        shumate_viewport_get_zoom_level (shumate_map_get_viewport (self->map)) + MARKER_ZOOM);
  return TRUE;
}

static void
released_cb (CamMapView      *self,
             int              n_press,
             double           x,
             double           y,
             GtkGestureClick *gesture)
{
  double lat, lon;

  if (hypot (x - self->press_x, y - self->press_y) > CLICK_SLOP)
    return;
  if (n_press == 1 && press_marker (self, x, y))
    return;
  find_location (self, x, y, &lat, &lon);
  if (n_press == 1)
    {
      g_autoptr(GPtrArray) areas = cam_map_view_find_at (self, lat, lon);
      const CamAtlasArea *area = choose_clicked (self, areas);

      cam_map_view_set_selected (self, area != NULL ? area->uuid : NULL);
      g_signal_emit_by_name (self, "point-clicked", lat, lon);
    }
  else if (n_press == 2 && self->selected != NULL)
    g_signal_emit_by_name (self, "activated", self->selected);
}

static void
motion_cb (CamMapView               *self,
           double                    x,
           double                    y,
           GtkEventControllerMotion *controller)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  g_autoptr(GPtrArray) areas = NULL;
  const CamAtlasArea *finest = NULL;
  double lat, lon;

  /* While the map is dragged, what lies under the pointer does not change. */
  if (state & GDK_BUTTON1_MASK)
    return;
  find_location (self, x, y, &lat, &lon);
  areas = cam_map_view_find_at (self, lat, lon);
  finest = areas->len > 0 ? g_ptr_array_index (areas, areas->len - 1) : NULL;
  cam_map_view_set_hovered (self, finest != NULL ? finest->uuid : NULL);
}

static void
leave_cb (CamMapView *self)
{
  cam_map_view_set_hovered (self, NULL);
}

/* Where travel starts while nothing is selected: at the widest level shown that has more than one
 * area, the one nearest to the middle of the view. */
static const CamAtlasArea *
find_start (CamMapView *self)
{
  ShumateLocation *middle = SHUMATE_LOCATION (shumate_map_get_viewport (self->map));
  double x = cam_mercator_x (shumate_location_get_longitude (middle));
  double y = cam_mercator_y (shumate_location_get_latitude (middle));
  const CamAtlasArea *best = NULL;
  double best_distance = G_MAXDOUBLE;

  for (guint level = 0; level < CAM_N_LEVELS; level++)
    {
      GPtrArray *areas = NULL;

      if ((self->levels & (1u << level)) == 0)
        continue;
      areas = cam_atlas_get_level (self->atlas, level);
      for (guint i = 0; i < areas->len; i++)
        {
          const CamAtlasArea *area = g_ptr_array_index (areas, i);
          double distance = hypot (cam_mercator_x (area->label_lon) - x,
                                   cam_mercator_y (area->label_lat) - y);

          if (distance < best_distance)
            {
              best = area;
              best_distance = distance;
            }
        }
      if (areas->len > 1 && best != NULL)
        return best;
      best_distance = best != NULL ? best_distance : G_MAXDOUBLE;
    }
  return best;
}

static void
bring_into_view (CamMapView         *self,
                 const CamAtlasArea *area)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double x, y;

  if (!isfinite (area->label_lat) || !isfinite (area->label_lon))
    return;
  shumate_viewport_location_to_widget_coords (viewport, GTK_WIDGET (self->map), area->label_lat,
                                              area->label_lon, &x, &y);
  if (x < width * 0.1 || y < height * 0.1 || x > width * 0.9 || y > height * 0.9)
    cam_map_view_go_to (self, area->label_lat, area->label_lon,
                        shumate_viewport_get_zoom_level (viewport));
}

static gboolean
travel_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  CamMapView *self = CAM_MAP_VIEW (widget);
  const CamAtlasArea *area = NULL;

  if (self->atlas == NULL)
    return FALSE;
  area = self->selected != NULL
           ? cam_atlas_find_towards (self->atlas, self->selected, g_variant_get_double (args))
           : find_start (self);
  if (area != NULL)
    {
      cam_map_view_set_selected (self, area->uuid);
      bring_into_view (self, area);
    }
  else
    gtk_widget_error_bell (widget);
  return TRUE;
}

static gboolean
pan_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  CamMapView *self = CAM_MAP_VIEW (widget);
  double bearing = g_variant_get_double (args) * G_PI / 180.0;
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double lat, lon;

  find_location (self, width / 2 + sin (bearing) * width / 4,
                 height / 2 - cos (bearing) * height / 4, &lat, &lon);
  cam_map_view_go_to (self, lat, lon,
                      shumate_viewport_get_zoom_level (shumate_map_get_viewport (self->map)));
  return TRUE;
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  CamMapView *self = CAM_MAP_VIEW (widget);

  if (self->selected == NULL)
    return FALSE;
  g_signal_emit_by_name (self, "activated", self->selected);
  return TRUE;
}

/* Up to the next wider area shown around the selected one; out of the widest, to nothing. */
static gboolean
leave_area_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  CamMapView *self = CAM_MAP_VIEW (widget);
  const CamAtlasArea *selected = NULL;
  const CamAtlasArea *up = NULL;

  if (self->selected == NULL)
    return FALSE;
  selected = self->atlas != NULL ? cam_atlas_find (self->atlas, self->selected) : NULL;
  if (selected != NULL)
    {
      g_autoptr(GPtrArray) around = cam_atlas_list_around (self->atlas, self->selected);

      for (guint i = 0; i < around->len; i++)
        {
          const CamAtlasArea *area = g_ptr_array_index (around, i);

          if (area->level < selected->level && (self->levels & (1u << area->level)) != 0)
            up = area;
        }
    }
  cam_map_view_set_selected (self, up != NULL ? up->uuid : NULL);
  return TRUE;
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  cam_map_view_zoom_by (CAM_MAP_VIEW (widget), 1);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  cam_map_view_zoom_by (CAM_MAP_VIEW (widget), -1);
}

static void
fit_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  cam_map_view_fit (CAM_MAP_VIEW (widget));
}

static void
add_direction (GtkWidgetClass *widget_class,
               guint           key,
               guint           keypad_key,
               double          bearing)
{
  gtk_widget_class_add_binding (widget_class, key, 0, travel_cb, "d", bearing);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, travel_cb, "d", bearing);
  gtk_widget_class_add_binding (widget_class, key, GDK_SHIFT_MASK, pan_cb, "d", bearing);
}

void
cam_map_view_class_install_input (GtkWidgetClass *widget_class)
{
  static const guint in_keys[] = { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add };
  static const guint out_keys[] = { GDK_KEY_minus, GDK_KEY_KP_Subtract };
  static const guint enter_keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter };

  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, fit_action);
  for (guint i = 0; i < G_N_ELEMENTS (in_keys); i++)
    gtk_widget_class_add_binding_action (widget_class, in_keys[i], 0, "map.zoom-in", NULL);
  /* On many keyboards + is a shifted key. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_SHIFT_MASK, "map.zoom-in",
                                       NULL);
  for (guint i = 0; i < G_N_ELEMENTS (out_keys); i++)
    gtk_widget_class_add_binding_action (widget_class, out_keys[i], 0, "map.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "map.fit", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (enter_keys); i++)
    gtk_widget_class_add_binding (widget_class, enter_keys[i], 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, leave_area_cb, NULL);
  add_direction (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0);
  add_direction (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 90);
  add_direction (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 180);
  add_direction (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, 270);
}

/* North stays up: names, tiles and the arrow keys count on it. */
static void
disable_rotation (CamMapView *self)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->map));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_ROTATE (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

void
cam_map_view_init_input (CamMapView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), motion);
  disable_rotation (self);
}
