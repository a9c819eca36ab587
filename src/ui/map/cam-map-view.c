/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of areas. Over libshumate's map lie, from below: the base map where one was chosen, the
 * areas as tiles, the outlines of selection and hover, the names. Everything is made anew from the
 * atlas when it changes; the layers keep the former picture until the new one is drawn. */
#include "cam-map-view.h"

#include "cam-blank-source.h"
#include "cam-format.h"
#include "cam-map-view-private.h"
#include "cam-mercator.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define MIN_ZOOM 5
#define MAX_ZOOM 18
/* How much of the view stays free around what is shown to fit, on each side. */
#define FIT_MARGIN 0.06
#define POINT_ZOOM 13.0
#define MOVE_MS 250
/* The middle of Cambridgeshire, until there is something to show. */
#define HOME_LAT 52.35
#define HOME_LON 0.02
#define HOME_ZOOM 8.6
#define DEFAULT_LEVELS (1u << CAM_LEVEL_DISTRICT | 1u << CAM_LEVEL_SDA)

G_DEFINE_FINAL_TYPE (CamMapView, cam_map_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ATLAS = 1,
  PROP_LEVELS,
  PROP_SELECTED,
  PROP_HOVERED_NAME,
  PROP_BASE_MAP,
  PROP_ATTRIBUTION,
} CamMapViewProperty;
static GParamSpec *properties[PROP_ATTRIBUTION + 1];

typedef enum { SIGNAL_POINT_CLICKED, SIGNAL_ACTIVATED, SIGNAL_MARKER_ACTIVATED, SIGNAL_BASE_MAP_FAILED } CamMapViewSignal;
static guint signals[SIGNAL_BASE_MAP_FAILED + 1];

static const CamAtlasArea *
find_area (CamMapView *self,
           const char *uuid)
{
  return self->atlas != NULL && uuid != NULL ? cam_atlas_find (self->atlas, uuid) : NULL;
}

static CamMapPalette
make_palette (CamMapView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GdkRGBA *accent = adw_style_manager_get_accent_color_rgba (style);
  CamMapPalette palette;

  cam_map_palette_init (&palette, adw_style_manager_get_dark (style),
                        adw_style_manager_get_high_contrast (style), self->base_layer != NULL,
                        accent);
  gdk_rgba_free (accent);
  return palette;
}

static GPtrArray *
list_shown (CamMapView *self)
{
  GPtrArray *areas = g_ptr_array_new ();

  for (guint level = 0; self->atlas != NULL && level < CAM_N_LEVELS; level++)
    if (self->levels & (1u << level))
      {
        GPtrArray *of_level = cam_atlas_get_level (self->atlas, level);

        for (guint i = 0; i < of_level->len; i++)
          g_ptr_array_add (areas, g_ptr_array_index (of_level, i));
      }
  return areas;
}

static void
update_selection (CamMapView *self)
{
  const CamAtlasArea *selected = find_area (self, self->selected);
  const CamAtlasArea *hovered = find_area (self, self->hovered);

  cam_selection_layer_set_selected (self->selection_layer,
                                    selected != NULL ? selected->outline : NULL);
  cam_selection_layer_set_hovered (self->selection_layer,
                                   hovered != NULL ? hovered->outline : NULL);
  cam_label_layer_set_selected (self->label_layer, self->selected);
}

void
cam_map_view_update_picture (CamMapView *self)
{
  g_autoptr(GPtrArray) areas = list_shown (self);
  g_autoptr(CamAreaPicture) picture = NULL;
  CamMapPalette palette = make_palette (self);

  if (areas->len > 0)
    picture = cam_area_picture_new (areas, self->shading, &palette);
  cam_area_layer_set_picture (self->area_layer, picture);
  cam_selection_layer_set_palette (self->selection_layer, &palette);
  cam_marker_layer_set_palette (self->marker_layer, &palette);
  cam_label_layer_set_areas (self->label_layer, areas, &palette);
  update_selection (self);
}

static void
atlas_changed_cb (CamMapView *self)
{
  cam_map_view_update_picture (self);
  cam_map_view_set_hovered (self, NULL);
  if (self->selected != NULL && cam_atlas_is_loaded (self->atlas)
      && find_area (self, self->selected) == NULL)
    cam_map_view_set_selected (self, NULL);
  if (!self->has_fitted)
    cam_map_view_fit (self);
}

void
cam_map_view_update_credit (CamMapView *self)
{
  g_autofree char *credit = NULL;

  if (self->base_attribution != NULL)
    credit = g_strdup_printf ("%s %s", self->attribution, self->base_attribution);
  gtk_label_set_label (self->credit_label, credit != NULL ? credit : self->attribution);
}

GPtrArray *
cam_map_view_find_at (CamMapView *self,
                      double      lat,
                      double      lon)
{
  GPtrArray *areas =
    self->atlas != NULL ? cam_atlas_find_at (self->atlas, lat, lon) : g_ptr_array_new ();

  for (guint i = areas->len; i-- > 0;)
    {
      const CamAtlasArea *area = g_ptr_array_index (areas, i);

      if ((self->levels & (1u << area->level)) == 0)
        g_ptr_array_remove_index (areas, i);
    }
  return areas;
}

static void
show_hovered (CamMapView         *self,
              const CamAtlasArea *area)
{
  gtk_widget_set_visible (GTK_WIDGET (self->hover_label), area != NULL);
  if (area != NULL)
    {
      g_autofree char *level = cam_format_level (cam_level_to_word (area->level));
      const char *number = self->shading != NULL ? cam_area_shading_get_text (self->shading, area->uuid) : NULL;
      g_autofree char *text = g_strdup_printf ("%s · %s", area->name, number != NULL ? number : level);

      gtk_label_set_label (self->hover_label, text);
    }
}

void
cam_map_view_set_hovered (CamMapView *self,
                          const char *uuid)
{
  const CamAtlasArea *area = find_area (self, uuid);

  if (!g_set_str (&self->hovered, uuid))
    return;
  cam_selection_layer_set_hovered (self->selection_layer, area != NULL ? area->outline : NULL);
  show_hovered (self, area);
  if (g_set_str (&self->hovered_name, area != NULL ? area->name : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOVERED_NAME]);
}

static void
jump_to (CamMapView *self,
         double      lat,
         double      lon,
         double      zoom)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), lat, lon);
}

void
cam_map_view_go_to (CamMapView *self,
                    double      lat,
                    double      lon,
                    double      zoom)
{
  double target = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);

  shumate_map_stop_go_to (self->map);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && adw_get_enable_animations (GTK_WIDGET (self)))
    shumate_map_go_to_full_with_duration (self->map, lat, lon, target, MOVE_MS);
  else
    jump_to (self, lat, lon, target);
}

void
cam_map_view_zoom_by (CamMapView *self,
                      double      levels)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  cam_map_view_go_to (self, shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                      shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                      shumate_viewport_get_zoom_level (viewport) + levels);
}

/* Shows the wanted bounds once the view has a size: without a flight where it only got it now. */
static void
show_wanted (CamMapView *self,
             gboolean    animate)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) * (1 - 2 * FIT_MARGIN);
  double height = gtk_widget_get_height (GTK_WIDGET (self)) * (1 - 2 * FIT_MARGIN);
  CamBounds square = cam_mercator_bounds (self->wanted_bounds);
  double x_extent = MAX (square.max_x - square.min_x, 1e-7);
  double y_extent = MAX (square.max_y - square.min_y, 1e-7);
  double world_size = MIN (width / x_extent, height / y_extent);
  double lat, lon, zoom;

  if (!self->has_wanted_bounds || width < 1 || height < 1)
    return;
  self->has_wanted_bounds = FALSE;
  lat = cam_mercator_lat ((square.min_y + square.max_y) / 2);
  lon = cam_mercator_lon ((square.min_x + square.max_x) / 2);
  zoom = cam_mercator_zoom_for_world (world_size);
  (animate ? cam_map_view_go_to : jump_to) (self, lat, lon, CLAMP (zoom, MIN_ZOOM, MAX_ZOOM));
}

/* What a screen reader says of the selection. */
static void
announce (CamMapView         *self,
          const CamAtlasArea *area)
{
  const char *text = area != NULL ? area->name : _("No area selected");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
  /* GTK's accessibility backend for tests (4.18) has no announcing and would crash. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && g_strcmp0 (g_getenv ("GTK_A11Y"), "test") != 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
cam_map_view_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  CamMapView *self = CAM_MAP_VIEW (widget);

  show_wanted (self, FALSE);
  gtk_widget_allocate (self->overlay, width, height, baseline, NULL);
}

static void
cam_map_view_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  gtk_widget_measure (CAM_MAP_VIEW (widget)->overlay, orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static void
cam_map_view_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CamMapView *self = CAM_MAP_VIEW (object);

  switch ((CamMapViewProperty) property_id)
    {
    case PROP_ATLAS:
      g_value_set_object (value, self->atlas);
      break;

    case PROP_LEVELS:
      g_value_set_uint (value, self->levels);
      break;

    case PROP_SELECTED:
      g_value_set_string (value, self->selected);
      break;

    case PROP_HOVERED_NAME:
      g_value_set_string (value, self->hovered_name);
      break;

    case PROP_BASE_MAP:
      g_value_set_string (value, self->base_map);
      break;

    case PROP_ATTRIBUTION:
      g_value_set_string (value, self->attribution);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_map_view_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CamMapView *self = CAM_MAP_VIEW (object);

  switch ((CamMapViewProperty) property_id)
    {
    case PROP_ATLAS:
      cam_map_view_set_atlas (self, g_value_get_object (value));
      break;

    case PROP_LEVELS:
      cam_map_view_set_levels (self, g_value_get_uint (value));
      break;

    case PROP_SELECTED:
      cam_map_view_set_selected (self, g_value_get_string (value));
      break;

    case PROP_BASE_MAP:
      cam_map_view_set_base_map (self, g_value_get_string (value));
      break;

    case PROP_ATTRIBUTION:
      cam_map_view_set_attribution (self, g_value_get_string (value));
      break;

    case PROP_HOVERED_NAME:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cam_map_view_dispose (GObject *object)
{
  CamMapView *self = CAM_MAP_VIEW (object);

  if (self->atlas != NULL)
    g_signal_handlers_disconnect_by_data (self->atlas, self);
  g_clear_object (&self->atlas);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->base_layer = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), CAM_TYPE_MAP_VIEW);
  G_OBJECT_CLASS (cam_map_view_parent_class)->dispose (object);
}

static void
cam_map_view_finalize (GObject *object)
{
  CamMapView *self = CAM_MAP_VIEW (object);

  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->hovered, g_free);
  g_clear_pointer (&self->hovered_name, g_free);
  g_clear_pointer (&self->shading, cam_area_shading_unref);
  g_clear_pointer (&self->base_map, g_free);
  g_clear_pointer (&self->attribution, g_free);
  g_clear_pointer (&self->base_attribution, g_free);
  G_OBJECT_CLASS (cam_map_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_ATLAS] = g_param_spec_object ("atlas", NULL, NULL, CAM_TYPE_ATLAS, flags);
  properties[PROP_LEVELS] = g_param_spec_uint ("levels", NULL, NULL, 0, (1u << CAM_N_LEVELS) - 1,
                                               DEFAULT_LEVELS, flags);
  properties[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL, flags);
  properties[PROP_HOVERED_NAME] =
    g_param_spec_string ("hovered-name", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BASE_MAP] = g_param_spec_string ("base-map", NULL, NULL, NULL, flags);
  properties[PROP_ATTRIBUTION] = g_param_spec_string ("attribution", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_map_view_class_init (CamMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cam_map_view_dispose;
  object_class->finalize = cam_map_view_finalize;
  object_class->get_property = cam_map_view_get_property;
  object_class->set_property = cam_map_view_set_property;

  widget_class->measure = cam_map_view_measure;
  widget_class->size_allocate = cam_map_view_size_allocate;

  install_properties (object_class);
  /* A click on the map: where (latitude, longitude). Comes after the selection has followed it. */
  signals[SIGNAL_POINT_CLICKED] =
    g_signal_new ("point-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  /* A click on a single marker with that uuid. */
  signals[SIGNAL_MARKER_ACTIVATED] =
    g_signal_new ("marker-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /* Enter or a double click on the area with that uuid. */
  signals[SIGNAL_ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  /* The base map cannot be shown, for the reason given. */
  signals[SIGNAL_BASE_MAP_FAILED] =
    g_signal_new ("base-map-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  g_type_ensure (SHUMATE_TYPE_MAP);
  g_type_ensure (SHUMATE_TYPE_SCALE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-map-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CamMapView, overlay);
  gtk_widget_class_bind_template_child (widget_class, CamMapView, map);
  gtk_widget_class_bind_template_child (widget_class, CamMapView, scale);
  gtk_widget_class_bind_template_child (widget_class, CamMapView, hover_label);
  gtk_widget_class_bind_template_child (widget_class, CamMapView, credit_label);
  cam_map_view_class_install_input (widget_class);
  gtk_widget_class_set_css_name (widget_class, "cam-map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_layers (CamMapView *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  g_autoptr(ShumateMapSource) blank = cam_blank_source_new ();

  shumate_viewport_set_reference_map_source (viewport, blank);
  shumate_viewport_set_min_zoom_level (viewport, MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, MAX_ZOOM);
  shumate_viewport_set_zoom_level (viewport, HOME_ZOOM);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), HOME_LAT, HOME_LON);
  shumate_scale_set_viewport (self->scale, viewport);
  self->area_layer = cam_area_layer_new (viewport);
  self->selection_layer = cam_selection_layer_new (viewport);
  self->label_layer = cam_label_layer_new (viewport);
  self->marker_layer = cam_marker_layer_new (viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->area_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->selection_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->label_layer));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->marker_layer));
}

static void
cam_map_view_init (CamMapView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->levels = DEFAULT_LEVELS;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_layers (self);
  cam_map_view_init_input (self);
  cam_map_view_set_attribution (self,
                                _("Source: Office for National Statistics licensed under the Open "
                                  "Government Licence v.3.0. Contains OS data © Crown copyright "
                                  "and database right."));
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (cam_map_view_update_picture), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (cam_map_view_update_picture),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::accent-color-rgba",
                           G_CALLBACK (cam_map_view_update_picture), self, G_CONNECT_SWAPPED);
  cam_map_view_update_picture (self);
}

GtkWidget *
cam_map_view_new (void)
{
  return g_object_new (CAM_TYPE_MAP_VIEW, NULL);
}

CamAtlas *
cam_map_view_get_atlas (CamMapView *self)
{
  g_return_val_if_fail (CAM_IS_MAP_VIEW (self), NULL);

  return self->atlas;
}

void
cam_map_view_set_atlas (CamMapView *self,
                        CamAtlas   *atlas)
{
  g_return_if_fail (CAM_IS_MAP_VIEW (self));
  g_return_if_fail (atlas == NULL || CAM_IS_ATLAS (atlas));

  if (self->atlas == atlas)
    return;
  if (self->atlas != NULL)
    g_signal_handlers_disconnect_by_data (self->atlas, self);
  g_set_object (&self->atlas, atlas);
  if (atlas != NULL)
    g_signal_connect_object (atlas, "changed", G_CALLBACK (atlas_changed_cb), self,
                             G_CONNECT_SWAPPED);
  cam_map_view_set_hovered (self, NULL);
  cam_map_view_set_selected (self, NULL);
  self->has_fitted = FALSE;
  cam_map_view_update_picture (self);
  cam_map_view_fit (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATLAS]);
}

guint
cam_map_view_get_levels (CamMapView *self)
{
  g_return_val_if_fail (CAM_IS_MAP_VIEW (self), 0);

  return self->levels;
}

void
cam_map_view_set_levels (CamMapView *self,
                         guint       levels)
{
  g_return_if_fail (CAM_IS_MAP_VIEW (self));

  levels &= (1u << CAM_N_LEVELS) - 1;
  if (self->levels == levels)
    return;
  self->levels = levels;
  cam_map_view_set_hovered (self, NULL);
  cam_map_view_update_picture (self);
  if (!self->has_fitted)
    cam_map_view_fit (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVELS]);
}

void
cam_map_view_set_shading (CamMapView     *self,
                          CamAreaShading *shading)
{
  g_return_if_fail (CAM_IS_MAP_VIEW (self));

  if (self->shading == shading)
    return;
  g_clear_pointer (&self->shading, cam_area_shading_unref);
  if (shading != NULL)
    self->shading = cam_area_shading_ref (shading);
  cam_map_view_set_hovered (self, NULL);
  cam_map_view_update_picture (self);
}

const char *
cam_map_view_get_selected (CamMapView *self)
{
  g_return_val_if_fail (CAM_IS_MAP_VIEW (self), NULL);

  return self->selected;
}

void
cam_map_view_set_selected (CamMapView *self,
                           const char *uuid)
{
  g_return_if_fail (CAM_IS_MAP_VIEW (self));

  if (!g_set_str (&self->selected, uuid))
    return;
  update_selection (self);
  announce (self, find_area (self, self->selected));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

const char *
cam_map_view_get_base_map (CamMapView *self)
{
  g_return_val_if_fail (CAM_IS_MAP_VIEW (self), NULL);

  return self->base_map;
}

void
cam_map_view_set_base_map (CamMapView *self,
                           const char *path)
{
  g_return_if_fail (CAM_IS_MAP_VIEW (self));

  if (!g_set_str (&self->base_map, path))
    return;
  cam_map_view_load_base_map (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BASE_MAP]);
}

const char *
cam_map_view_get_attribution (CamMapView *self)
{
  g_return_val_if_fail (CAM_IS_MAP_VIEW (self), NULL);

  return self->attribution;
}

void
cam_map_view_set_attribution (CamMapView *self,
                              const char *attribution)
{
  g_return_if_fail (CAM_IS_MAP_VIEW (self));

  if (!g_set_str (&self->attribution, attribution != NULL ? attribution : ""))
    return;
  cam_map_view_update_credit (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTRIBUTION]);
}

void
cam_map_view_show_bounds (CamMapView *self,
                          CamBounds   bounds)
{
  gboolean animate = FALSE;

  g_return_if_fail (CAM_IS_MAP_VIEW (self));

  self->wanted_bounds = bounds;
  self->has_wanted_bounds = TRUE;
  /* There is nothing to fly away from before the first areas are there. */
  animate = self->has_fitted;
  self->has_fitted = TRUE;
  show_wanted (self, animate);
}

void
cam_map_view_show_point (CamMapView *self,
                         double      lat,
                         double      lon)
{
  double zoom = 0;

  g_return_if_fail (CAM_IS_MAP_VIEW (self));

  zoom = shumate_viewport_get_zoom_level (shumate_map_get_viewport (self->map));
  self->has_wanted_bounds = FALSE;
  self->has_fitted = TRUE;
  cam_map_view_go_to (self, lat, lon, MAX (zoom, POINT_ZOOM));
}

void
cam_map_view_fit (CamMapView *self)
{
  CamBounds bounds = { 0 };

  g_return_if_fail (CAM_IS_MAP_VIEW (self));

  if (self->atlas != NULL && cam_atlas_get_bounds (self->atlas, self->levels, &bounds))
    cam_map_view_show_bounds (self, bounds);
}

void
cam_map_view_set_markers (CamMapView *self,
                          GArray     *markers)
{
  g_return_if_fail (CAM_IS_MAP_VIEW (self));

  cam_marker_layer_set_markers (self->marker_layer, markers);
}

gboolean
cam_map_view_is_settled (CamMapView *self)
{
  g_return_val_if_fail (CAM_IS_MAP_VIEW (self), FALSE);

  return cam_area_layer_is_settled (self->area_layer)
         && cam_label_layer_is_settled (self->label_layer)
         && (self->base_layer == NULL || cam_base_layer_is_settled (self->base_layer));
}
