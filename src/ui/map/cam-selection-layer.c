/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cam-selection-layer.h"

#include "cam-map-frame.h"
#include "cam-mercator.h"

#include <math.h>

/* Points nearer to the last one, in pixels, are left out. */
#define MIN_STEP 0.9

/* An outline as a path at one size of the world, relative to an anchor: a path in world pixels
 * would lose too much to the float of a GskPathPoint. */
typedef struct
{
  CamGeometry *outline;
  GskPath     *path;
  double       world_size;
  double       anchor_x, anchor_y;  /* unit square */
} Trace;

struct _CamSelectionLayer
{
  ShumateLayer   parent_instance;
  CamMapPalette  palette;
  Trace          selected;
  Trace          hovered;
};

G_DEFINE_FINAL_TYPE (CamSelectionLayer, cam_selection_layer, SHUMATE_TYPE_LAYER)

typedef struct
{
  const Trace    *trace;
  GskPathBuilder *builder;
} PathMaker;

static void
add_ring_cb (const double *xy,
             guint         n_points,
             gboolean      is_hole,
             gpointer      user_data)
{
  PathMaker *self = user_data;
  double last_x = 0;
  double last_y = 0;

  for (guint i = 0; i < n_points; i++)
    {
      double x = (cam_mercator_x (xy[2 * i]) - self->trace->anchor_x) * self->trace->world_size;
      double y = (cam_mercator_y (xy[2 * i + 1]) - self->trace->anchor_y) * self->trace->world_size;

      if (i == 0)
        gsk_path_builder_move_to (self->builder, (float) x, (float) y);
      else if (hypot (x - last_x, y - last_y) < MIN_STEP)
        continue;
      else
        gsk_path_builder_line_to (self->builder, (float) x, (float) y);
      last_x = x;
      last_y = y;
    }
  gsk_path_builder_close (self->builder);
}

static void
ensure_path (Trace             *self,
             const CamMapFrame *frame)
{
  g_autoptr(GskPathBuilder) builder = NULL;
  CamBounds bounds = { 0 };
  PathMaker maker = { self, NULL };

  if (self->path != NULL && G_APPROX_VALUE (self->world_size, frame->world_size, 1e-3))
    return;
  g_clear_pointer (&self->path, gsk_path_unref);
  bounds = cam_mercator_bounds (cam_geometry_get_bounds (self->outline));
  self->world_size = frame->world_size;
  self->anchor_x = (bounds.min_x + bounds.max_x) / 2;
  self->anchor_y = (bounds.min_y + bounds.max_y) / 2;
  builder = gsk_path_builder_new ();
  maker.builder = builder;
  cam_geometry_foreach_ring (self->outline, add_ring_cb, &maker);
  self->path = gsk_path_builder_to_path (builder);
}

static void
stroke (GtkSnapshot   *snapshot,
        GskPath       *path,
        const GdkRGBA *colour,
        float          width)
{
  GskStroke *line = gsk_stroke_new (width);

  gsk_stroke_set_line_join (line, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, line, colour);
  gsk_stroke_free (line);
}

static void
draw_trace (CamSelectionLayer *self,
            GtkSnapshot       *snapshot,
            const CamMapFrame *frame,
            Trace             *trace)
{
  GdkRGBA wash = self->palette.accent;
  double x, y;

  if (trace->outline == NULL)
    return;
  ensure_path (trace, frame);
  cam_map_frame_project (frame, trace->anchor_x, trace->anchor_y, &x, &y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  if (trace == &self->selected)
    {
      wash.alpha = 0.12f;
      gtk_snapshot_append_fill (snapshot, trace->path, GSK_FILL_RULE_EVEN_ODD, &wash);
      stroke (snapshot, trace->path, &self->palette.halo, 6.f);
      stroke (snapshot, trace->path, &self->palette.accent, 3.f);
    }
  else
    stroke (snapshot, trace->path, &self->palette.hover, 2.f);
  gtk_snapshot_restore (snapshot);
}

static void
cam_selection_layer_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  CamSelectionLayer *self = CAM_SELECTION_LAYER (widget);
  CamMapFrame frame = cam_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), widget);

  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) frame.width, (float) frame.height));
  if (self->hovered.outline != self->selected.outline)
    draw_trace (self, snapshot, &frame, &self->hovered);
  draw_trace (self, snapshot, &frame, &self->selected);
  gtk_snapshot_pop (snapshot);
}

static void
set_trace (CamSelectionLayer *self,
           Trace             *trace,
           CamGeometry       *outline)
{
  if (trace->outline == outline)
    return;
  g_clear_pointer (&trace->path, gsk_path_unref);
  g_clear_pointer (&trace->outline, cam_geometry_unref);
  if (outline != NULL)
    trace->outline = cam_geometry_ref (outline);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
cam_selection_layer_constructed (GObject *object)
{
  G_OBJECT_CLASS (cam_selection_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (object)), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), object, G_CONNECT_SWAPPED);
}

static void
cam_selection_layer_finalize (GObject *object)
{
  CamSelectionLayer *self = CAM_SELECTION_LAYER (object);

  g_clear_pointer (&self->selected.path, gsk_path_unref);
  g_clear_pointer (&self->selected.outline, cam_geometry_unref);
  g_clear_pointer (&self->hovered.path, gsk_path_unref);
  g_clear_pointer (&self->hovered.outline, cam_geometry_unref);
  G_OBJECT_CLASS (cam_selection_layer_parent_class)->finalize (object);
}

static void
cam_selection_layer_class_init (CamSelectionLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cam_selection_layer_constructed;
  object_class->finalize = cam_selection_layer_finalize;

  widget_class->snapshot = cam_selection_layer_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cam_selection_layer_init (CamSelectionLayer *self)
{
}

CamSelectionLayer *
cam_selection_layer_new (ShumateViewport *viewport)
{
  return g_object_new (CAM_TYPE_SELECTION_LAYER, "viewport", viewport, NULL);
}

void
cam_selection_layer_set_palette (CamSelectionLayer   *self,
                                 const CamMapPalette *palette)
{
  g_return_if_fail (CAM_IS_SELECTION_LAYER (self));
  g_return_if_fail (palette != NULL);

  self->palette = *palette;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
cam_selection_layer_set_selected (CamSelectionLayer *self,
                                  CamGeometry       *outline)
{
  g_return_if_fail (CAM_IS_SELECTION_LAYER (self));

  set_trace (self, &self->selected, outline);
}

void
cam_selection_layer_set_hovered (CamSelectionLayer *self,
                                 CamGeometry       *outline)
{
  g_return_if_fail (CAM_IS_SELECTION_LAYER (self));

  set_trace (self, &self->hovered, outline);
}
