/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-map-page.h"

#include "cam-area-list.h"
#include "cam-format.h"
#include "cam-map-legend.h"
#include "cam-map-view.h"
#include "cam-partner-markers.h"

#include <glib/gi18n.h>

/* How much of an area's extent is shown on each side of it. */
#define SURROUNDINGS 0.5

/* What stands below the legend: the name of the area under the pointer, the scale, and whose data it is, which takes more
 * lines in a narrow window. */
#define LEGEND_MARGIN 104
#define LEGEND_MARGIN_NARROW 136

struct _CamMapPage
{
  AdwBin              parent_instance;

  CamAreaList        *area_list;
  CamMapLegend       *legend;
  CamMapTheme        *theme;
  CamMapView         *map_view;
  CamAreaPane        *pane;          /* weak; NULL until there is something to show in it */
  AdwBin             *pane_bin;
  GtkCheckButton     *partners_check;
  GtkStack           *stack;
  GtkDropDown        *theme_drop_down;

  CamAtlas           *atlas;
  CamPartnerMarkers  *markers;
  GSettings          *settings;
  GSimpleActionGroup *level_actions;
  char               *scope;
  char               *selected;
  gulong              atlas_id;
  guint               levels;
  gboolean            is_fitted;     /* the first look at the areas has been taken */
  gboolean            is_following;  /* the selection is on its way to map, list and pane */
  gboolean            narrow;
  gboolean            pane_open;
  gboolean            show_list;
};

G_DEFINE_FINAL_TYPE (CamMapPage, cam_map_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SELECTED = 1,
  PROP_NARROW,
  PROP_PANE_OPEN,
  PROP_SHOW_LIST,
} CamMapPageProperty;

static GParamSpec *properties[PROP_SHOW_LIST + 1];

static void
set_pane_open (CamMapPage *self,
               gboolean    pane_open)
{
  if (self->pane_open == pane_open)
    return;
  self->pane_open = pane_open;
  if (!pane_open)
    cam_map_page_set_selected (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANE_OPEN]);
}

static void
set_show_list (CamMapPage *self,
               gboolean    show_list)
{
  if (self->show_list == show_list)
    return;
  self->show_list = show_list;
  gtk_stack_set_visible_child_name (self->stack, show_list ? "list" : "map");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_LIST]);
}

static void
set_narrow (CamMapPage *self,
            gboolean    narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->legend), narrow ? LEGEND_MARGIN_NARROW : LEGEND_MARGIN);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static char *
layout_name_cb (GObject  *object,
                gboolean  narrow)
{
  return g_strdup (narrow ? "narrow" : "wide");
}

static void
apply_filter (CamMapPage *self)
{
  cam_map_view_set_levels (self->map_view, self->levels);
  cam_area_list_set_filter (self->area_list, self->levels, self->scope);
  cam_map_theme_set_levels (self->theme, self->levels);
}

static char *
dup_told_cb (const char *uuid,
             gpointer    user_data)
{
  CamMapPage *self = CAM_MAP_PAGE (user_data);

  return self->theme != NULL ? cam_map_theme_dup_text (self->theme, uuid) : NULL;
}

static void
theme_changed_cb (CamMapPage *self)
{
  cam_map_view_set_shading (self->map_view, cam_map_theme_get_shading (self->theme));
  cam_area_list_set_told (self->area_list, cam_map_theme_get_title (self->theme), cam_map_theme_tells_words (self->theme),
                          dup_told_cb, self);
}

/* The list of choices may be made anew while one of them is chosen: what is shown follows, and does not choose. */
static void
theme_selected_cb (CamMapPage *self)
{
  guint selected = 0;

  g_object_get (self->theme, "selected", &selected, NULL);
  gtk_drop_down_set_selected (self->theme_drop_down, selected);
}

static void
theme_chosen_cb (CamMapPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->theme_drop_down);

  if (!cam_map_theme_is_reloading (self->theme) && selected != GTK_INVALID_LIST_POSITION)
    g_object_set (self->theme, "selected", selected, NULL);
}

static void
set_up_theme (CamMapPage *self)
{
  gtk_drop_down_set_model (self->theme_drop_down, cam_map_theme_get_choices (self->theme));
  g_signal_connect_object (self->theme, "changed", G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->theme, "notify::selected", G_CALLBACK (theme_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->theme_drop_down, "notify::selected", G_CALLBACK (theme_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  cam_map_legend_set_theme (self->legend, self->theme);
}

static void
save_levels (CamMapPage *self)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (guint level = 0; level < CAM_N_LEVELS; level++)
    if (self->levels & (1u << level))
      g_ptr_array_add (words, (gpointer) cam_level_to_word (level));
  g_ptr_array_add (words, NULL);
  if (self->settings != NULL)
    g_settings_set_strv (self->settings, "levels", (const char * const *) words->pdata);
}

static void
set_levels (CamMapPage *self,
            guint       levels)
{
  if (self->levels == levels)
    return;
  self->levels = levels;
  for (guint level = 0; level < CAM_N_LEVELS; level++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->level_actions),
                                                    cam_level_to_word (level));

      g_simple_action_set_state (G_SIMPLE_ACTION (action),
                                 g_variant_new_boolean ((levels & (1u << level)) != 0));
    }
  apply_filter (self);
}

static void
change_level_cb (CamMapPage    *self,
                 GVariant      *state,
                 GSimpleAction *action)
{
  CamLevel level = CAM_LEVEL_COUNTY;
  guint levels = self->levels;

  if (!cam_level_from_word (g_action_get_name (G_ACTION (action)), &level))
    return;
  if (g_variant_get_boolean (state))
    levels |= 1u << level;
  else
    levels &= ~(1u << level);
  set_levels (self, levels);
  save_levels (self);
}

static void
add_level_actions (CamMapPage *self)
{
  self->level_actions = g_simple_action_group_new ();
  for (guint level = 0; level < CAM_N_LEVELS; level++)
    {
      g_autoptr(GSimpleAction) action =
        g_simple_action_new_stateful (cam_level_to_word (level), NULL, g_variant_new_boolean (FALSE));

      g_signal_connect_object (action, "change-state", G_CALLBACK (change_level_cb), self, G_CONNECT_SWAPPED);
      g_action_map_add_action (G_ACTION_MAP (self->level_actions), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "level", G_ACTION_GROUP (self->level_actions));
}

/* Levels without a single area cannot be switched: there would be nothing to see. */
static void
update_level_actions (CamMapPage *self)
{
  for (guint level = 0; level < CAM_N_LEVELS; level++)
    {
      GPtrArray *areas = self->atlas != NULL ? cam_atlas_get_level (self->atlas, level) : NULL;
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->level_actions),
                                                    cam_level_to_word (level));

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), areas != NULL && areas->len > 0);
    }
}

/* The bounds with some of what lies around: a place is known by its neighbours. */
static CamBounds
add_surroundings (CamBounds bounds)
{
  const double dx = (bounds.max_x - bounds.min_x) * SURROUNDINGS;
  const double dy = (bounds.max_y - bounds.min_y) * SURROUNDINGS;

  return (CamBounds) { bounds.min_x - dx, bounds.min_y - dy, bounds.max_x + dx, bounds.max_y + dy };
}

static void
fit (CamMapPage *self)
{
  const CamAtlasArea *area = NULL;

  if (self->atlas == NULL)
    return;
  if (self->selected != NULL)
    area = cam_atlas_find (self->atlas, self->selected);
  if (area == NULL && self->scope != NULL)
    area = cam_atlas_find (self->atlas, self->scope);
  if (area != NULL && area->outline != NULL)
    cam_map_view_show_bounds (self->map_view, add_surroundings (area->bounds));
  else
    cam_map_view_fit (self->map_view);
}

static void
atlas_changed_cb (CamMapPage *self)
{
  update_level_actions (self);
  if (self->is_fitted || self->atlas == NULL || !cam_atlas_is_loaded (self->atlas))
    return;
  self->is_fitted = TRUE;
  fit (self);
}

static void
map_selected_cb (CamMapPage *self)
{
  if (!self->is_following)
    cam_map_page_set_selected (self, cam_map_view_get_selected (self->map_view));
}

static void
list_selected_cb (CamMapPage *self)
{
  if (!self->is_following)
    cam_map_page_set_selected (self, cam_area_list_get_selected (self->area_list));
}

static void
pane_closed_cb (CamMapPage *self)
{
  set_pane_open (self, FALSE);
  gtk_widget_grab_focus (self->show_list ? GTK_WIDGET (self->area_list) : GTK_WIDGET (self->map_view));
}

/* The window comes up sooner without it. */
static CamAreaPane *
ensure_pane (CamMapPage *self)
{
  if (self->pane == NULL)
    {
      g_set_weak_pointer (&self->pane, g_object_new (CAM_TYPE_AREA_PANE, NULL));
      g_signal_connect_object (self->pane, "close", G_CALLBACK (pane_closed_cb), self, G_CONNECT_SWAPPED);
      cam_area_pane_set_atlas (self->pane, self->atlas);
      adw_bin_set_child (self->pane_bin, GTK_WIDGET (self->pane));
    }
  return self->pane;
}

/* Every click tells all areas that hold the point: beside the area that it chose, or by itself. */
static void
point_clicked_cb (CamMapPage *self,
                  double      lat,
                  double      lon)
{
  if (self->atlas == NULL)
    return;
  if (self->selected != NULL)
    {
      cam_area_pane_set_clicked (ensure_pane (self), lat, lon);
      return;
    }
  cam_area_pane_show_point (ensure_pane (self), lat, lon);
  set_pane_open (self, TRUE);
}

static void
activated_cb (CamMapPage *self,
              const char *uuid)
{
  cam_map_page_show_area (self, uuid);
}

static void
base_map_changed_cb (CamMapPage *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "base-map");

  g_object_set (self->map_view, "base-map", *path != '\0' ? path : NULL, NULL);
}

static void
base_map_failed_cb (CamMapPage   *self,
                    const GError *error)
{
  g_autofree char *reason = cam_format_error (error);
  const char *text = reason;

  if (g_error_matches (error, CAM_ERROR, CAM_ERROR_UNSUPPORTED))
    text = _("The base map cannot be shown: it must be an MBTiles file of PNG or JPEG images");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-message", "s", text);
}

static void
show_area_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  cam_map_page_show_area (CAM_MAP_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (CAM_MAP_PAGE (widget)->map_view), "map.zoom-in", NULL);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (CAM_MAP_PAGE (widget)->map_view), "map.zoom-out", NULL);
}

static void
fit_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  fit (CAM_MAP_PAGE (widget));
}

static void
cam_map_page_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CamMapPage *self = CAM_MAP_PAGE (object);

  switch ((CamMapPageProperty) prop_id)
    {
    case PROP_SELECTED:
      g_value_set_string (value, self->selected);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_PANE_OPEN:
      g_value_set_boolean (value, self->pane_open);
      break;
    case PROP_SHOW_LIST:
      g_value_set_boolean (value, self->show_list);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_map_page_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CamMapPage *self = CAM_MAP_PAGE (object);

  switch ((CamMapPageProperty) prop_id)
    {
    case PROP_SELECTED:
      cam_map_page_set_selected (self, g_value_get_string (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_PANE_OPEN:
      set_pane_open (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_LIST:
      set_show_list (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
marker_activated_cb (CamMapPage *self,
                     const char *uuid)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "(ss)", "organisation", uuid);
}

static void
partners_toggled_cb (CamMapPage *self)
{
  cam_partner_markers_set_shown (self->markers, gtk_check_button_get_active (self->partners_check));
}

static void
cam_map_page_dispose (GObject *object)
{
  CamMapPage *self = CAM_MAP_PAGE (object);

  if (self->atlas != NULL)
    g_clear_signal_handler (&self->atlas_id, self->atlas);
  g_clear_object (&self->atlas);
  g_clear_object (&self->markers);
  g_clear_object (&self->settings);
  g_clear_object (&self->level_actions);
  g_clear_object (&self->theme);
  g_clear_weak_pointer (&self->pane);

  G_OBJECT_CLASS (cam_map_page_parent_class)->dispose (object);
}

static void
cam_map_page_finalize (GObject *object)
{
  CamMapPage *self = CAM_MAP_PAGE (object);

  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->selected, g_free);

  G_OBJECT_CLASS (cam_map_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_PANE_OPEN] = g_param_spec_boolean ("pane-open", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_LIST] = g_param_spec_boolean ("show-list", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cam_map_page_class_init (CamMapPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CAM_TYPE_AREA_LIST);
  g_type_ensure (CAM_TYPE_MAP_LEGEND);
  g_type_ensure (CAM_TYPE_MAP_VIEW);
  object_class->get_property = cam_map_page_get_property;
  object_class->set_property = cam_map_page_set_property;
  object_class->dispose = cam_map_page_dispose;
  object_class->finalize = cam_map_page_finalize;
  install_properties (object_class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/uk/gov/cambridgeshire/Local/ui/cam-map-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CamMapPage, area_list);
  gtk_widget_class_bind_template_child (widget_class, CamMapPage, legend);
  gtk_widget_class_bind_template_child (widget_class, CamMapPage, map_view);
  gtk_widget_class_bind_template_child (widget_class, CamMapPage, pane_bin);
  gtk_widget_class_bind_template_child (widget_class, CamMapPage, partners_check);
  gtk_widget_class_bind_template_child (widget_class, CamMapPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CamMapPage, theme_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, layout_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, point_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, base_map_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, marker_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, partners_toggled_cb);
  gtk_widget_class_install_action (widget_class, "map-page.show-area", "s", show_area_action);
  gtk_widget_class_install_action (widget_class, "map-page.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "map-page.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "map-page.fit", NULL, fit_action);
  gtk_widget_class_install_property_action (widget_class, "map-page.show-list", "show-list");
}

static void
cam_map_page_init (CamMapPage *self)
{
  self->theme = cam_map_theme_new ();
  add_level_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->markers = cam_partner_markers_new (self->map_view);
  set_up_theme (self);
  set_levels (self, 1u << CAM_LEVEL_SDA | 1u << CAM_LEVEL_PARISH);
}

void
cam_map_page_set_settings (CamMapPage *self,
                           GSettings  *settings)
{
  g_auto(GStrv) words = NULL;
  guint levels = 0;

  g_return_if_fail (CAM_IS_MAP_PAGE (self));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  cam_map_theme_set_settings (self->theme, settings);
  words = g_settings_get_strv (settings, "levels");
  for (guint i = 0; words[i] != NULL; i++)
    {
      CamLevel level = CAM_LEVEL_COUNTY;

      if (cam_level_from_word (words[i], &level))
        levels |= 1u << level;
    }
  set_levels (self, levels);
  g_signal_connect_object (settings, "changed::base-map", G_CALLBACK (base_map_changed_cb), self,
                           G_CONNECT_SWAPPED);
  base_map_changed_cb (self);
  g_settings_bind (settings, "map-partners", self->partners_check, "active", G_SETTINGS_BIND_DEFAULT);
}

void
cam_map_page_set_atlas (CamMapPage *self,
                        CamAtlas   *atlas)
{
  g_return_if_fail (CAM_IS_MAP_PAGE (self));
  g_return_if_fail (atlas == NULL || CAM_IS_ATLAS (atlas));

  if (self->atlas == atlas)
    return;
  cam_map_page_set_selected (self, NULL);
  if (self->atlas != NULL)
    g_clear_signal_handler (&self->atlas_id, self->atlas);
  g_set_object (&self->atlas, atlas);
  self->is_fitted = FALSE;
  if (atlas != NULL)
    self->atlas_id = g_signal_connect_object (atlas, "changed", G_CALLBACK (atlas_changed_cb), self,
                                              G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  cam_map_view_set_atlas (self->map_view, atlas);
  cam_partner_markers_set_store (self->markers, atlas != NULL ? cam_atlas_get_store (atlas) : NULL);
  cam_map_theme_set_atlas (self->theme, atlas);
  cam_area_list_set_atlas (self->area_list, atlas);
  if (self->pane != NULL)
    cam_area_pane_set_atlas (self->pane, atlas);
  atlas_changed_cb (self);
}

void
cam_map_page_set_scope (CamMapPage *self,
                        const char *scope)
{
  g_return_if_fail (CAM_IS_MAP_PAGE (self));

  if (scope != NULL && *scope == '\0')
    scope = NULL;
  if (!g_set_str (&self->scope, scope))
    return;
  apply_filter (self);
  cam_map_page_set_selected (self, NULL);
  fit (self);
}

static void
show_level_of (CamMapPage         *self,
               const CamAtlasArea *area)
{
  if (area == NULL || (self->levels & (1u << area->level)) != 0)
    return;
  set_levels (self, self->levels | 1u << area->level);
  save_levels (self);
}

void
cam_map_page_show_area (CamMapPage *self,
                        const char *uuid)
{
  g_return_if_fail (CAM_IS_MAP_PAGE (self));
  g_return_if_fail (uuid != NULL);

  if (self->atlas != NULL)
    show_level_of (self, cam_atlas_find (self->atlas, uuid));
  cam_map_page_set_selected (self, uuid);
  fit (self);
}

void
cam_map_page_show_point (CamMapPage *self,
                         double      lat,
                         double      lon)
{
  g_return_if_fail (CAM_IS_MAP_PAGE (self));

  if (self->atlas == NULL)
    return;
  set_show_list (self, FALSE);
  cam_map_page_set_selected (self, NULL);
  cam_map_view_show_point (self->map_view, lat, lon);
  cam_area_pane_show_point (ensure_pane (self), lat, lon);
  set_pane_open (self, TRUE);
}

const char *
cam_map_page_get_selected (CamMapPage *self)
{
  g_return_val_if_fail (CAM_IS_MAP_PAGE (self), NULL);

  return self->selected;
}

void
cam_map_page_set_selected (CamMapPage *self,
                           const char *uuid)
{
  g_return_if_fail (CAM_IS_MAP_PAGE (self));

  if (!g_set_str (&self->selected, uuid))
    return;
  self->is_following = TRUE;
  cam_map_view_set_selected (self->map_view, self->selected);
  cam_area_list_set_selected (self->area_list, self->selected);
  if (self->selected != NULL || self->pane != NULL)
    cam_area_pane_show_area (ensure_pane (self), self->selected);
  self->is_following = FALSE;
  set_pane_open (self, self->selected != NULL);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "last-area", self->selected != NULL ? self->selected : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

guint
cam_map_page_get_levels (CamMapPage *self)
{
  g_return_val_if_fail (CAM_IS_MAP_PAGE (self), 0);

  return self->levels;
}

void
cam_map_page_show_levels (CamMapPage *self,
                          guint       levels)
{
  g_return_if_fail (CAM_IS_MAP_PAGE (self));

  set_levels (self, levels);
  save_levels (self);
  cam_map_page_set_selected (self, NULL);
  fit (self);
}

CamAreaPane *
cam_map_page_get_pane (CamMapPage *self)
{
  g_return_val_if_fail (CAM_IS_MAP_PAGE (self), NULL);

  return ensure_pane (self);
}

void
cam_map_page_save (CamMapPage *self)
{
  g_return_if_fail (CAM_IS_MAP_PAGE (self));

  if (self->pane != NULL)
    cam_area_pane_show_area (self->pane, NULL);
}
