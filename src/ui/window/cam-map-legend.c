/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-map-legend.h"

#include "cam-map-hatch.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define SWATCH_WIDTH 24
#define SWATCH_HEIGHT 16

struct _CamMapLegend
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkExpander   *expander;
  GtkLabel      *title_label;
  GtkLabel      *note_label;
  GtkGrid       *grid;
  GtkWidget     *menu_button;
  GtkCheckButton *classing_checks[CAM_N_CLASSINGS];
  GtkSpinButton *spin;

  CamMapTheme   *theme;
};

G_DEFINE_FINAL_TYPE (CamMapLegend, cam_map_legend, GTK_TYPE_WIDGET)

typedef enum { PROP_EXPANDED = 1 } CamMapLegendProperty;
static GParamSpec *properties[PROP_EXPANDED + 1];

/* @data: the fill plus one; 0 for areas that are not filled. */
static void
draw_swatch_cb (GtkDrawingArea *area,
                cairo_t        *cr,
                int             width,
                int             height,
                gpointer        data)
{
  CamMapLegend *self = CAM_MAP_LEGEND (gtk_widget_get_ancestor (GTK_WIDGET (area), CAM_TYPE_MAP_LEGEND));
  guint fill = GPOINTER_TO_UINT (data);
  CamAreaShading *shading = NULL;
  AdwStyleManager *style = adw_style_manager_get_default ();
  CamMapPalette palette;
  GdkRGBA border;

  if (self != NULL && self->theme != NULL)
    shading = cam_map_theme_get_shading (self->theme);
  if (shading == NULL)
    return;
  cam_map_palette_init (&palette, adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style),
                        FALSE, &(GdkRGBA) { 0 });
  cam_area_shading_colour (shading, &palette);
  cairo_rectangle (cr, 0.5, 0.5, width - 1, height - 1);
  if (fill > 0)
    {
      cairo_pattern_t *pattern = cam_map_hatch_new (&palette, fill - 1, gtk_widget_get_scale_factor (GTK_WIDGET (area)), 0, 0);

      cairo_set_source (cr, pattern);
      cairo_pattern_destroy (pattern);
      cairo_fill_preserve (cr);
    }
  border = palette.borders[CAM_LEVEL_SDA];
  gdk_cairo_set_source_rgba (cr, &border);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
add_row (CamMapLegend *self,
         int           row,
         guint         fill,
         const char   *text,
         guint         n_areas)
{
  GtkWidget *swatch = gtk_drawing_area_new ();
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *count = g_strdup_printf (ngettext ("%u area", "%u areas", n_areas), n_areas);
  GtkWidget *count_label = gtk_label_new (count);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), SWATCH_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), SWATCH_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch_cb, GUINT_TO_POINTER (fill), NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (swatch), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (count_label), 1);
  gtk_widget_add_css_class (count_label, "dim-label");
  gtk_widget_add_css_class (count_label, "caption");
  gtk_grid_attach (self->grid, swatch, 0, row, 1, 1);
  gtk_grid_attach (self->grid, label, 1, row, 1, 1);
  gtk_grid_attach (self->grid, count_label, 2, row, 1, 1);
}

static void
fill_grid (CamMapLegend *self)
{
  guint n_classes = 0;
  const CamMapThemeLine *classes = cam_map_theme_get_classes (self->theme, &n_classes);
  GtkWidget *child = NULL;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (guint i = 0; i < n_classes; i++)
    {
      g_autofree char *text = cam_map_theme_format_class (self->theme, i);

      add_row (self, row++, classes[i].fill + 1, text, classes[i].n_areas);
    }
  if (n_classes > 0 && cam_map_theme_get_n_blank (self->theme) > 0)
    add_row (self, row++, 0, cam_map_theme_get_blank_words (self->theme), cam_map_theme_get_n_blank (self->theme));
  gtk_widget_set_visible (GTK_WIDGET (self->grid), n_classes > 0);
}

static void
update_menu_button (CamMapLegend *self)
{
  guint n_classes = 0;

  if (self->theme != NULL)
    cam_map_theme_get_classes (self->theme, &n_classes);
  gtk_widget_set_visible (self->menu_button, n_classes > 0 && !cam_map_theme_tells_words (self->theme)
                                               && gtk_expander_get_expanded (self->expander));
}

static void
update (CamMapLegend *self)
{
  g_autofree char *note = cam_map_theme_dup_note (self->theme);
  const char *title = cam_map_theme_get_title (self->theme);

  gtk_widget_set_visible (self->box, note != NULL);
  gtk_label_set_label (self->title_label, title != NULL ? title : "");
  gtk_label_set_label (self->note_label, note != NULL ? note : "");
  fill_grid (self);
  update_menu_button (self);
}

static void
queue_swatches (CamMapLegend *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_queue_draw (child);
}

static void
classing_toggled_cb (CamMapLegend   *self,
                     GtkCheckButton *check)
{
  if (!gtk_check_button_get_active (check) || self->theme == NULL)
    return;
  for (guint i = 0; i < CAM_N_CLASSINGS; i++)
    if (self->classing_checks[i] == check)
      g_object_set (self->theme, "classing", i, NULL);
}

static void
n_classes_cb (CamMapLegend *self)
{
  if (self->theme != NULL)
    g_object_set (self->theme, "n-classes", (guint) gtk_spin_button_get_value_as_int (self->spin), NULL);
}

static void
follow_theme (CamMapLegend *self)
{
  guint classing = 0;
  guint n_classes = 0;

  g_object_get (self->theme, "classing", &classing, "n-classes", &n_classes, NULL);
  gtk_check_button_set_active (self->classing_checks[classing], TRUE);
  gtk_spin_button_set_value (self->spin, n_classes);
}

static void
expanded_cb (CamMapLegend *self)
{
  update_menu_button (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}

static void
cam_map_legend_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch ((CamMapLegendProperty) prop_id)
    {
    case PROP_EXPANDED:
      g_value_set_boolean (value, gtk_expander_get_expanded (CAM_MAP_LEGEND (object)->expander));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_map_legend_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((CamMapLegendProperty) prop_id)
    {
    case PROP_EXPANDED:
      gtk_expander_set_expanded (CAM_MAP_LEGEND (object)->expander, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cam_map_legend_dispose (GObject *object)
{
  CamMapLegend *self = CAM_MAP_LEGEND (object);

  g_clear_object (&self->theme);
  gtk_widget_dispose_template (GTK_WIDGET (self), CAM_TYPE_MAP_LEGEND);

  G_OBJECT_CLASS (cam_map_legend_parent_class)->dispose (object);
}

static void
cam_map_legend_class_init (CamMapLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cam_map_legend_get_property;
  object_class->set_property = cam_map_legend_set_property;
  object_class->dispose = cam_map_legend_dispose;
  properties[PROP_EXPANDED] =
    g_param_spec_boolean ("expanded", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/uk/gov/cambridgeshire/Local/ui/cam-map-legend.ui");
  gtk_widget_class_bind_template_child (widget_class, CamMapLegend, box);
  gtk_widget_class_bind_template_child (widget_class, CamMapLegend, expander);
  gtk_widget_class_bind_template_child (widget_class, CamMapLegend, title_label);
  gtk_widget_class_bind_template_child (widget_class, CamMapLegend, note_label);
  gtk_widget_class_bind_template_child (widget_class, CamMapLegend, grid);
  gtk_widget_class_bind_template_child (widget_class, CamMapLegend, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CamMapLegend, spin);
  gtk_widget_class_bind_template_child_full (widget_class, "natural_check", FALSE,
                                             G_STRUCT_OFFSET (CamMapLegend, classing_checks[CAM_CLASSING_NATURAL]));
  gtk_widget_class_bind_template_child_full (widget_class, "counts_check", FALSE,
                                             G_STRUCT_OFFSET (CamMapLegend, classing_checks[CAM_CLASSING_COUNTS]));
  gtk_widget_class_bind_template_child_full (widget_class, "steps_check", FALSE,
                                             G_STRUCT_OFFSET (CamMapLegend, classing_checks[CAM_CLASSING_STEPS]));
  gtk_widget_class_bind_template_callback (widget_class, classing_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
  gtk_widget_class_bind_template_callback (widget_class, n_classes_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cam_map_legend_init (CamMapLegend *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (queue_swatches), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (queue_swatches), self, G_CONNECT_SWAPPED);
}

void
cam_map_legend_set_theme (CamMapLegend *self,
                          CamMapTheme  *theme)
{
  g_return_if_fail (CAM_IS_MAP_LEGEND (self));
  g_return_if_fail (CAM_IS_MAP_THEME (theme));
  g_return_if_fail (self->theme == NULL);

  self->theme = g_object_ref (theme);
  g_signal_connect_object (theme, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (theme, "notify::classing", G_CALLBACK (follow_theme), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (theme, "notify::n-classes", G_CALLBACK (follow_theme), self, G_CONNECT_SWAPPED);
  follow_theme (self);
  update (self);
}
