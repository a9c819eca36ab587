/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-outline-drawing.h"

#include <math.h>

#define WIDTH 160
#define HEIGHT 110
#define MARGIN 6.0f
/* More bytes would hold up the screen. */
#define MAX_BYTES (2 * 1024 * 1024)

struct _CamOutlineDrawing
{
  GtkWidget    parent_instance;

  CamGeometry *outline;
  CamBounds    bounds;
};

G_DEFINE_FINAL_TYPE (CamOutlineDrawing, cam_outline_drawing, GTK_TYPE_WIDGET)

typedef struct
{
  GskPathBuilder  *builder;
  const CamBounds *bounds;
  double           scale_x, scale_y;
  double           left, top;
} Pen;

static void
add_ring (const double *xy,
          guint         n_points,
          gboolean      is_hole,
          gpointer      user_data)
{
  Pen *pen = user_data;

  for (guint i = 0; i < n_points; i++)
    {
      float x = (float) (pen->left + (xy[2 * i] - pen->bounds->min_x) * pen->scale_x);
      float y = (float) (pen->top + (pen->bounds->max_y - xy[2 * i + 1]) * pen->scale_y);

      if (i == 0)
        gsk_path_builder_move_to (pen->builder, x, y);
      else
        gsk_path_builder_line_to (pen->builder, x, y);
    }
  gsk_path_builder_close (pen->builder);
}

/* A degree of longitude is shorter than one of latitude. */
static void
fit (CamOutlineDrawing *self,
     Pen               *pen)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN;
  double shrink = cos ((self->bounds.min_y + self->bounds.max_y) / 2 * G_PI / 180);
  double across = MAX ((self->bounds.max_x - self->bounds.min_x) * shrink, 1e-9);
  double down = MAX (self->bounds.max_y - self->bounds.min_y, 1e-9);
  double scale = MIN (width / across, height / down);

  pen->scale_x = scale * shrink;
  pen->scale_y = scale;
  pen->left = MARGIN + (width - across * scale) / 2;
  pen->top = MARGIN + (height - down * scale) / 2;
}

static void
cam_outline_drawing_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  CamOutlineDrawing *self = CAM_OUTLINE_DRAWING (widget);
  Pen pen = { .bounds = &self->bounds };
  g_autoptr(GskPath) path = NULL;
  g_autoptr(GskStroke) stroke = NULL;
  GdkRGBA line, fill;

  if (self->outline == NULL)
    return;
  fit (self, &pen);
  pen.builder = gsk_path_builder_new ();
  cam_geometry_foreach_ring (self->outline, add_ring, &pen);
  path = gsk_path_builder_free_to_path (pen.builder);
  gtk_widget_get_color (widget, &line);
  fill = line;
  fill.alpha *= 0.2f;
  stroke = gsk_stroke_new (1.5f);
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_EVEN_ODD, &fill);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &line);
}

static void
cam_outline_drawing_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
cam_outline_drawing_finalize (GObject *object)
{
  g_clear_pointer (&CAM_OUTLINE_DRAWING (object)->outline, cam_geometry_unref);

  G_OBJECT_CLASS (cam_outline_drawing_parent_class)->finalize (object);
}

static void
cam_outline_drawing_class_init (CamOutlineDrawingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cam_outline_drawing_finalize;
  widget_class->snapshot = cam_outline_drawing_snapshot;
  widget_class->measure = cam_outline_drawing_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "cam-outline");
}

static void
cam_outline_drawing_init (CamOutlineDrawing *self)
{
}

void
cam_outline_drawing_set_outline (CamOutlineDrawing *self,
                                 GBytes            *blob)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (CAM_IS_OUTLINE_DRAWING (self));

  g_clear_pointer (&self->outline, cam_geometry_unref);
  if (blob != NULL && g_bytes_get_size (blob) <= MAX_BYTES)
    {
      self->outline = cam_geometry_new_from_gpkg (blob, &error);
      if (self->outline == NULL)
        g_debug ("No drawing: %s", error->message);
      else if (!cam_geometry_is_area (self->outline) || cam_geometry_is_empty (self->outline))
        g_clear_pointer (&self->outline, cam_geometry_unref);
    }
  if (self->outline != NULL)
    self->bounds = cam_geometry_get_bounds (self->outline);
  gtk_widget_set_visible (GTK_WIDGET (self), self->outline != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
cam_outline_drawing_set_bounds (CamOutlineDrawing *self,
                                const CamBounds   *bounds)
{
  g_return_if_fail (CAM_IS_OUTLINE_DRAWING (self));
  g_return_if_fail (bounds != NULL);

  self->bounds = *bounds;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
cam_outline_drawing_get_bounds (CamOutlineDrawing *self,
                                CamBounds         *bounds)
{
  g_return_val_if_fail (CAM_IS_OUTLINE_DRAWING (self), FALSE);

  *bounds = self->bounds;
  return self->outline != NULL;
}
